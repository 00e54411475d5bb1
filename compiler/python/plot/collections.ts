/** Collections: many shapes that are one artist. */
import type { Limits } from "./artist.js";
import { fillAttributes, strokeAttributes, type Canvas } from "./canvas.js";
import { cycleColor, toColor, toColors, type Color } from "./colors.js";
import type { Box } from "./label.js";
import { pathThrough, type Point } from "./line.js";
import { solid, toLineStyle, type LineStyle } from "./lineStyle.js";
import { Mappable } from "./mappable.js";
import { markerOutline } from "./markers.js";
import type { Methods, Properties } from "./objects.js";
import { polygonPath } from "./patches.js";
import { element, type Attributes } from "./svg.js";
import { columnsOf, isNone, vector } from "./values.js";

const collectionProperties: Properties = {
  color: (value) => value,
  facecolor: (value) => (isNone(value) ? [cycleColor(0)] : toColors(value)),
  edgecolor: (value) => (isNone(value) || value === "face" ? undefined : toColors(value)),
  linewidth: (value) => (isNone(value) ? [1.5] : vector(value)),
  linestyle: (value) => toLineStyle(value),
  sizes: vector,
};

abstract class Collection extends Mappable {
  facecolor: Color[] = [cycleColor(0)];
  /** Undefined: as the face. */
  edgecolor: Color[] | undefined;
  linewidth: readonly number[] = [1.5];
  linestyle: LineStyle = solid;

  protected override properties(): Properties {
    return { ...super.properties(), ...collectionProperties };
  }

  protected override setProperty(name: string, value: unknown): void {
    if (name !== "color") super.setProperty(name, value);
    else if (!isNone(value)) this.facecolor = this.edgecolor = toColors(value);
  }

  protected face(i: number): Color {
    return this.array ? this.colorOf(this.array[i]) : this.facecolor[i % this.facecolor.length];
  }

  protected stroke(i: number): Attributes {
    const color = this.edgecolor ? this.edgecolor[i % this.edgecolor.length] : this.face(i);
    return strokeAttributes(color, this.linewidth[i % this.linewidth.length], this.linestyle, this.alpha);
  }
}

const scatterMethods: Methods<PathCollection> = {
  set_offsets: [
    "offsets",
    (self, { offsets }) => {
      const [x, y] = columnsOf(offsets);
      self.offsets = x.map((value, i) => [value, y[i]]);
      return null;
    },
  ],
};

/** What `scatter` draws. */
export class PathCollection extends Collection {
  readonly className = "matplotlib.collections.PathCollection";

  constructor(
    public offsets: Point[],
    /** Areas, in squared points. */
    readonly sizes: readonly number[],
    readonly marker: string,
  ) {
    super();
  }

  protected override methods(): Methods<never> {
    return { ...super.methods(), ...scatterMethods };
  }

  override limits(): Limits {
    const seen = this.offsets.filter(([x, y]) => Number.isFinite(x + y));
    return { x: seen.map(([x]) => x), y: seen.map(([, y]) => y) };
  }

  override draw(canvas: Canvas): string {
    const [x, y] = canvas.along(this.units);
    return this.offsets.map(([px, py], i) => this.mark(x(px), y(py), i, canvas)).join("");
  }

  override legendSample({ left, top, right, bottom }: Box, canvas: Canvas): string {
    return this.mark((left + right) / 2, (top + bottom) / 2, 0, canvas);
  }

  private mark(x: number, y: number, i: number, { definitions }: Canvas): string {
    if (!Number.isFinite(x + y)) return "";
    const { path: d, isFilled } = markerOutline(this.marker, Math.sqrt(this.sizes[i % this.sizes.length]));
    const fill = fillAttributes(isFilled ? this.face(i) : toColor("none"), this.alpha);
    return element("use", { href: `#${definitions.id("path", { d })}`, x, y, ...fill, ...this.stroke(i) });
  }
}

/** Lines that are one artist. */
export class LineCollection extends Collection {
  readonly className = "matplotlib.collections.LineCollection";
  override zorder = 2;

  constructor(readonly segments: readonly (readonly Point[])[]) {
    super();
  }

  override limits(): Limits {
    const points = this.segments.flat();
    return { x: points.map(([x]) => x), y: points.map(([, y]) => y) };
  }

  override draw(canvas: Canvas): string {
    const [x, y] = canvas.along(this.units);
    const paths = new Map<string, Attributes & { d: string }>();
    this.segments.forEach((segment, i) => {
      const d = pathThrough(segment.map(([px, py]) => [x(px), y(py)] as const), canvas.page); // prettier-ignore
      const stroke = this.stroke(i);
      const key = JSON.stringify(stroke);
      const known = paths.get(key);
      if (known) known.d += d;
      else paths.set(key, { d, fill: "none", ...stroke });
    });
    return [...paths.values()].map((path) => element("path", path)).join("");
  }

  override legendSample({ left, right, top, bottom }: Box): string {
    const y = (top + bottom) / 2;
    return this.sampleBetween([left, y], [right, y]);
  }

  /** A line of its style between two points of the page. */
  sampleBetween([x1, y1]: Point, [x2, y2]: Point): string {
    return element("line", { x1, y1, x2, y2, ...this.stroke(0) });
  }
}

/** Areas that are one artist, as `fill_between` makes them. */
export class PolyCollection extends Collection {
  override linewidth: readonly number[] = [1];
  override edgecolor: Color[] | undefined = [toColor("none")];

  constructor(
    readonly polygons: readonly (readonly Point[])[],
    readonly className: string,
  ) {
    super();
  }

  override limits(): Limits {
    const points = this.polygons.flat();
    return { x: points.map(([x]) => x), y: points.map(([, y]) => y) };
  }

  override draw(canvas: Canvas): string {
    const [x, y] = canvas.along(this.units);
    return this.polygons
      .map((polygon, i) => {
        const d = polygonPath(polygon.map(([px, py]) => [x(px), y(py)]));
        return element("path", { d, ...fillAttributes(this.face(i), this.alpha), ...this.stroke(i) });
      })
      .join("");
  }

  override legendSample({ left, top, right, bottom }: Box): string {
    const fill = fillAttributes(this.face(0), this.alpha);
    return element("rect", {
      x: left,
      y: top,
      width: right - left,
      height: bottom - top,
      ...fill,
      ...this.stroke(0),
    });
  }
}
