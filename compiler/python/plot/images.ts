/** Images and meshes of coloured cells. */
import type { Limits } from "./artist.js";
import { fillAttributes, type Canvas } from "./canvas.js";
import { sample } from "./colors.js";
import type { Point } from "./line.js";
import { Mappable } from "./mappable.js";
import type { Methods, Properties } from "./objects.js";
import { polygonPath } from "./patches.js";
import { pngUrl, type Pixels } from "./png.js";
import { element } from "./svg.js";
import { isNone, number, shapeOf, vector, type Matrix } from "./values.js";

const byte = (x: number): number => Math.round(Math.max(0, Math.min(1, x)) * 255);

/** The colour map as a palette, whose last entry is for what is not a number. */
function paletteOf(image: Mappable): number[][] {
  const colors = Array.from({ length: 255 }, (_, i) => [
    ...sample(image.cmap, (i + 0.5) / 255).map(byte),
    255,
  ]);
  return [...colors, [0, 0, 0, 0]];
}

/** Indices into the palette. */
function indices(image: Mappable, values: ArrayLike<number>): Uint8Array {
  return Uint8Array.from(values, (value) => {
    const position = image.norm.position(value);
    return Number.isNaN(position) ? 255 : Math.max(0, Math.min(254, Math.floor(position * 255)));
  });
}

/** Rows or columns the other way around. */
function flipped(pixels: Pixels, byRows: boolean): Pixels {
  const { width, height, data, palette } = pixels;
  const size = palette ? 1 : 4;
  const result = new Uint8Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = byRows ? (height - 1 - y) * width + x : y * width + width - 1 - x;
      result.set(data.subarray(from * size, (from + 1) * size), (y * width + x) * size);
    }
  return { ...pixels, data: result };
}

/** An image whose first row lies at `fromY` and whose first column at `fromX`. */
function imageMarkup(
  pixels: Pixels,
  [fromX, toX]: Point,
  [fromY, toY]: Point,
  isSmooth: boolean,
  opacity?: number,
): string {
  let shown = pixels;
  if (toX < fromX) shown = flipped(shown, false);
  if (toY < fromY) shown = flipped(shown, true);
  return element("image", {
    x: Math.min(fromX, toX),
    y: Math.min(fromY, toY),
    width: Math.abs(toX - fromX),
    height: Math.abs(toY - fromY),
    preserveAspectRatio: "none",
    style: isSmooth ? undefined : "image-rendering:pixelated",
    opacity,
    href: pngUrl(shown),
  });
}

const imageProperties: Properties = {
  interpolation: (value) => (isNone(value) ? "auto" : value),
  extent: vector,
  data: (value) => value,
};

const imageMethods: Methods<AxesImage> = {
  set_data: ["A", (image, { A }) => (image.setData(A), null)],
  get_extent: ["", ({ extent }) => extent],
};

export class AxesImage extends Mappable {
  readonly className = "matplotlib.image.AxesImage";
  override zorder = 0;
  interpolation = "auto";
  pixels: Matrix & { channels: number; isBytes: boolean } = {
    data: [],
    rows: 0,
    columns: 0,
    channels: 1,
    isBytes: false,
  };

  constructor(
    /** Left, right, bottom, top, in data. */
    public extent: readonly number[],
    readonly origin: string,
  ) {
    super();
  }

  protected override properties(): Properties {
    return { ...super.properties(), ...imageProperties };
  }

  protected override methods(): Methods<never> {
    return { ...super.methods(), ...imageMethods };
  }

  /** A table of numbers, or of colours with three or four channels. */
  setData(value: unknown): void {
    const [rows, columns, channels = 1] = shapeOf(value);
    const data = vector(value);
    const dtype = (value as { dtype?: unknown }).dtype;
    const isBytes = dtype === "uint8" || (dtype === undefined && data.some((x) => x > 1));
    this.pixels = { data, rows, columns, channels, isBytes };
    this.array = data;
  }

  override limits(): Limits {
    const [left, right, bottom, top] = this.extent;
    return { x: [left, right], y: [bottom, top], stickyX: [left, right], stickyY: [bottom, top] };
  }

  override draw(canvas: Canvas): string {
    const [left, right, bottom, top] = this.extent;
    const [x, y] = canvas.along(this.units);
    const [first, last] = this.origin === "upper" ? [top, bottom] : [bottom, top];
    const isSmooth = !["auto", "antialiased", "nearest", "none"].includes(this.interpolation);
    return imageMarkup(this.image(), [x(left), x(right)], [y(first), y(last)], isSmooth, this.alpha);
  }

  private image(): Pixels {
    const { data, rows: height, columns: width, channels, isBytes } = this.pixels;
    if (channels === 1) return { width, height, data: indices(this, data), palette: paletteOf(this) };
    const bytes = new Uint8Array(width * height * 4).fill(255);
    for (let i = 0; i < width * height; i++)
      for (let c = 0; c < channels; c++) {
        const value = data[i * channels + c];
        bytes[i * 4 + c] = isBytes ? Math.max(0, Math.min(255, value)) : byte(value);
      }
    return { width, height, data: bytes };
  }
}

/** Whether numbers are at equal distances, but for rounding. */
function isEven(values: readonly number[]): boolean {
  const step = (values[values.length - 1] - values[0]) / (values.length - 1);
  return values.every((value, i) => Math.abs(value - values[0] - i * step) < 1e-3 * Math.abs(step));
}

/** What `pcolormesh` draws: cells between lines of a grid, which need not be straight. */
export class QuadMesh extends Mappable {
  readonly className = "matplotlib.collections.QuadMesh";
  override zorder = 0;
  edgecolor = "none";

  constructor(
    readonly cells: Matrix,
    /** Corners: one row and one column more than cells. */
    readonly x: Matrix,
    readonly y: Matrix,
  ) {
    super();
  }

  protected override properties(): Properties {
    return { ...super.properties(), edgecolor: (value) => value ?? "none", linewidth: number };
  }

  override limits(): Limits {
    const [x, y] = [Array.from(this.x.data), Array.from(this.y.data)];
    const [stickyX, stickyY] = [x, y].map((v) => [minimum(v), maximum(v)]);
    return { x, y, stickyX, stickyY };
  }

  override draw(canvas: Canvas): string {
    const [alongX, alongY] = canvas.along(this.units);
    const { rows, columns } = this.x;
    const x = Array.from(this.x.data, alongX);
    const y = Array.from(this.y.data, alongY);
    const [edgesX, edgesY] = [x.slice(0, columns), Array.from({ length: rows }, (_, i) => y[i * columns])];
    const isStraight =
      x.every((v, i) => v === x[i % columns]) && y.every((v, i) => v === y[i - (i % columns)]);
    if (isStraight && isEven(edgesX) && isEven(edgesY)) {
      const data = indices(this, this.array ?? []);
      const pixels = { width: columns - 1, height: rows - 1, data, palette: paletteOf(this) };
      return imageMarkup(
        pixels,
        [edgesX[0], edgesX[columns - 1]],
        [edgesY[0], edgesY[rows - 1]],
        false,
        this.alpha,
      );
    }
    return this.drawCells(x, y);
  }

  private drawCells(x: readonly number[], y: readonly number[]): string {
    const { rows, columns } = this.cells;
    const paths = new Map<string, string>();
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++) {
        const corners = [0, 1, columns + 2, columns + 1].map((k) => r * (columns + 1) + c + k);
        const { paint } = this.colorOf(this.array?.[r * columns + c] ?? NaN);
        const d = polygonPath(corners.map((k) => [x[k], y[k]] as const));
        if (paint !== "none") paths.set(paint, (paths.get(paint) ?? "") + d);
      }
    const seams = { "shape-rendering": "crispEdges" };
    return [...paths]
      .map(([paint, d]) =>
        element("path", { d, ...fillAttributes({ paint, opacity: 1, source: paint }, this.alpha), ...seams }),
      )
      .join("");
  }
}

const minimum = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
const maximum = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity);
