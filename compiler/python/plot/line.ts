/** Line2D: a line through points, with markers. */
import { Artist, type Limits } from "./artist.js";
import { strokeAttributes, type Canvas } from "./canvas.js";
import { cycleColor, toColor, type Color } from "./colors.js";
import type { Box } from "./label.js";
import { solid, toLineStyle, type LineStyle } from "./lineStyle.js";
import { markerOutline, toMarker } from "./markers.js";
import type { Methods, Properties } from "./objects.js";
import { coordinate, element } from "./svg.js";
import { columnsOf, floats, isNone, number, vector } from "./values.js";

const optionalColor = (value: unknown): Color | undefined =>
  isNone(value) || value === "auto" ? undefined : toColor(value);

const lineProperties: Properties = {
  color: (value) => toColor(value),
  linewidth: (value) => (isNone(value) ? 1.5 : number(value)),
  linestyle: toLineStyle,
  drawstyle: (value) => value ?? "default",
  marker: toMarker,
  markersize: (value) => (isNone(value) ? 6 : number(value)),
  markeredgewidth: (value) => (isNone(value) ? 1 : number(value)),
  markeredgecolor: optionalColor,
  markerfacecolor: optionalColor,
  fillstyle: (value) => value,
  markevery: (value) => (isNone(value) ? 1 : number(value)),
  xdata: vector,
  ydata: vector,
  solid_capstyle: (value) => value,
  dash_capstyle: (value) => value,
  solid_joinstyle: (value) => value,
  dash_joinstyle: (value) => value,
};

const lineMethods: Methods<Line2D> = {
  get_xdata: ["orig=True", (line) => floats(line.xdata)],
  get_ydata: ["orig=True", (line) => floats(line.ydata)],
  set_data: [
    "*args",
    (line, { args }) => {
      const [x, y] = args.length === 1 ? columnsOf(args[0]) : args.map(vector);
      [line.xdata, line.ydata] = [x, y];
      return null;
    },
  ],
};

export class Line2D extends Artist {
  readonly className = "matplotlib.lines.Line2D";
  override zorder = 2;
  color: Color = cycleColor(0);
  linewidth = 1.5;
  linestyle: LineStyle = solid;
  drawstyle = "default";
  marker = "";
  markersize = 6;
  markeredgewidth = 1;
  markeredgecolor: Color | undefined;
  markerfacecolor: Color | undefined;
  fillstyle = "full";
  markevery = 1;
  /** Whether it does not count for the view. */
  isUnbounded = false;

  constructor(
    public xdata: readonly number[],
    public ydata: readonly number[],
  ) {
    super();
  }

  override str(): string {
    return `Line2D(${this.label})`;
  }

  protected override properties(): Properties {
    return { ...super.properties(), ...lineProperties };
  }

  protected override methods(): Methods<never> {
    return { ...super.methods(), ...lineMethods };
  }

  override limits(): Limits {
    if (this.isUnbounded) return super.limits();
    const isSeen = (_: number, i: number): boolean => Number.isFinite(this.xdata[i] + this.ydata[i]);
    return { x: this.xdata.filter(isSeen), y: this.ydata.filter(isSeen) };
  }

  override draw(canvas: Canvas): string {
    const [x, y] = canvas.along(this.units);
    const points = this.xdata.map((value, i) => [x(value), y(this.ydata[i])] as const);
    return this.linePath(stepped(points, this.drawstyle), canvas.page) + this.markers(points, canvas);
  }

  override legendSample({ left, right, top, bottom }: Box, canvas: Canvas): string {
    const middle = (top + bottom) / 2;
    const line = this.linePath([[left, middle], [right, middle]], canvas.page); // prettier-ignore
    return line + this.markers([[(left + right) / 2, middle]], canvas);
  }

  /** A path in the style of the line, for grids. */
  drawPath(d: string): string {
    const stroke = strokeAttributes(this.color, this.linewidth, this.linestyle, this.alpha);
    return element("path", { d, fill: "none", ...stroke });
  }

  private linePath(points: readonly Point[], page: Box): string {
    const stroke = strokeAttributes(this.color, this.linewidth, this.linestyle, this.alpha);
    if (!("stroke" in stroke)) return "";
    const d = pathThrough(thinned(points), page);
    const cap = this.linestyle.dashes.length === 0 ? "square" : undefined;
    return d === "" ? "" : element("path", { d, fill: "none", ...stroke, "stroke-linecap": cap });
  }

  private markers(points: readonly Point[], canvas: Canvas): string {
    if (this.marker === "") return "";
    const { path: d, isFilled } = markerOutline(this.marker, this.markersize);
    const edge = strokeAttributes(
      this.markeredgecolor ?? this.color,
      this.markeredgewidth,
      solid,
      this.alpha,
    );
    const face =
      this.fillstyle === "none" || !isFilled ? toColor("none") : (this.markerfacecolor ?? this.color);
    const opacity = this.alpha ?? face.opacity;
    const fill = { fill: face.paint, "fill-opacity": opacity === 1 ? undefined : opacity };
    const href = `#${canvas.definitions.id("path", { d, ...fill, ...edge })}`;
    const { left, right, top, bottom } = canvas.page;
    const isSeen = ([x, y]: Point): boolean =>
      x > left - 50 && x < right + 50 && y > top - 50 && y < bottom + 50;
    return points
      .filter((_, i) => i % this.markevery === 0)
      .filter(isSeen)
      .map(([x, y]) => element("use", { href, x, y }))
      .join("");
  }
}

export type Point = readonly [number, number];

/** The corners of steps between points. */
function stepped(points: readonly Point[], style: string): readonly Point[] {
  if (!style.startsWith("steps")) return points;
  return points.flatMap((point, i) => {
    if (i === 0) return [point];
    const [[x0, y0], [x1, y1]] = [points[i - 1], point];
    if (style === "steps-post") return [[x1, y0], point] as Point[];
    if (style === "steps-mid") return [[(x0 + x1) / 2, y0], [(x0 + x1) / 2, y1], point] as Point[]; // prettier-ignore
    return [[x0, y1], point] as Point[];
  });
}

/** A quarter of a point is less than a pixel. */
const columnWidth = 0.25;

/** Of many points in one column of the page, the first, the lowest, the highest and the last. */
function thinned(points: readonly Point[]): readonly Point[] {
  if (points.length < 2000) return points;
  const kept: Point[] = [];
  for (let from = 0, to; from < points.length; from = to) {
    const column = Math.round(points[from][0] / columnWidth);
    let [least, most] = [from, from];
    for (to = from + 1; to < points.length && Math.round(points[to][0] / columnWidth) === column; to++) {
      if (!Number.isFinite(points[to][1])) break;
      if (points[to][1] < points[least][1]) least = to;
      if (points[to][1] > points[most][1]) most = to;
    }
    const indices = new Set([from, Math.min(least, most), Math.max(least, most), to - 1]);
    for (const i of indices) kept.push(points[i]);
  }
  return kept;
}

/** A path through points, with gaps where one is not a number; what is far off the page is cut. */
export function pathThrough(points: readonly Point[], page: Box): string {
  const far = {
    left: page.left - 500,
    right: page.right + 500,
    top: page.top - 500,
    bottom: page.bottom + 500,
  };
  let path = "";
  let last = "";
  for (let i = 1; i < points.length; i++) {
    const part = clipped(points[i - 1], points[i], far);
    if (!part) continue;
    const [from, to] = part.map(([x, y]) => `${coordinate(x)} ${coordinate(y)}`);
    if (from !== last) path += `M${from}`;
    if (from !== to || from !== last) path += `L${to}`;
    last = to;
  }
  return path;
}

/** The part of a segment in a box. */
function clipped(from: Point, to: Point, { left, right, top, bottom }: Box): [Point, Point] | undefined {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  if (!Number.isFinite(dx) || !Number.isFinite(dy)) return undefined;
  let [start, end] = [0, 1];
  const sides = [[-dx, from[0] - left], [dx, right - from[0]], [-dy, from[1] - top], [dy, bottom - from[1]]]; // prettier-ignore
  for (const [slope, room] of sides) {
    if (slope === 0 && room < 0) return undefined;
    if (slope < 0) start = Math.max(start, room / slope);
    if (slope > 0) end = Math.min(end, room / slope);
  }
  if (start > end) return undefined;
  const at = (t: number): Point => [from[0] + t * dx, from[1] + t * dy];
  return [start === 0 ? from : at(start), end === 1 ? to : at(end)];
}
