/** Methods of axes that draw lines and points. */
import { ValueError } from "../../../ir/errors.js";
import { Transform, type Artist } from "../artist.js";
import type { Axes } from "../axes.js";
import { LineCollection, PathCollection } from "../collections.js";
import { asColor, normOf, toColor, toColors, type Color } from "../colors.js";
import { Container } from "../containers.js";
import { parseFormat, type LineFormat } from "../formats.js";
import { Line2D, type Point } from "../line.js";
import { toMarker } from "../markers.js";
import { normalized, type Methods } from "../objects.js";
import type { Keywords } from "../signature.js";
import {
  columnsOf,
  isArray,
  isNone,
  itemsOf,
  number,
  repeated,
  shapeOf,
  shapeText,
  text,
  vector,
} from "../values.js";

/** One argument's columns, with names turned into places. */
function columns(axes: Axes, direction: "x" | "y", value: unknown): number[][] {
  const { range } = direction === "x" ? axes.xAxis : axes.yAxis;
  const isNamed = itemsOf(value).some((item) => typeof item === "string");
  return isNamed ? [range.convert(value)] : columnsOf(value);
}

interface Series {
  x: number[];
  y: number[];
  format: LineFormat;
}

/** The lines of one pair of x and y with a format. */
function seriesOf(axes: Axes, data: unknown[], format: LineFormat): Series[] {
  const [first, second] = data;
  const y = columns(axes, "y", data.length > 1 ? second : first);
  const x = data.length > 1 ? columns(axes, "x", first) : [y[0]?.map((_, i) => i) ?? []];
  const shapes = data.map((value) => (shapeOf(value).length === 0 ? [1] : shapeOf(value)));
  const [xShape, yShape] = shapes.length > 1 ? shapes : [[shapes[0][0]], shapes[0]];
  if (xShape[0] !== yShape[0])
    throw new ValueError(
      `x and y must have same first dimension, but have shapes ${shapeText(xShape)} and ${shapeText(yShape)}`,
    );
  if (xShape.length > 2 || yShape.length > 2)
    throw new ValueError(
      `x and y can be no greater than 2D, but have shapes ${shapeText(xShape)} and ${shapeText(yShape)}`,
    );
  const count = y[0]?.length === 0 ? 1 : Math.max(x.length, y.length);
  return Array.from({ length: count }, (_, i) => ({
    x: x[i % x.length] ?? [],
    y: y[i % y.length] ?? [],
    format,
  }));
}

/** What `plot(*args)` means: groups of y, or x and y, each with a format if a string follows. */
function allSeries(axes: Axes, args: unknown[]): Series[] {
  const found: Series[] = [];
  for (let at = 0; at < args.length;) {
    const data = [args[at++]];
    if (at < args.length && typeof args[at] !== "string") data.push(args[at++]);
    const format = typeof args[at] === "string" ? parseFormat(args[at++] as string) : {};
    found.push(...seriesOf(axes, data, format));
  }
  return found;
}

function plot(axes: Axes, args: unknown[], kwargs: Keywords, preset: Record<string, unknown> = {}): Line2D[] {
  const given = normalized(kwargs);
  const series = allSeries(axes, args);
  const label = given.get("label");
  return series.map(({ x, y, format }, i) => {
    const line = new Line2D(x, y);
    const color = given.get("color") ?? format.color ?? axes.nextColor();
    line.label = `_child${axes.artists.length}`;
    const style = new Map<string, unknown>(Object.entries({ ...preset, ...format }));
    for (const [key, value] of given) style.set(key, value);
    if (Array.isArray(label)) style.set("label", label[i]);
    style.delete("color");
    line.color = isPlain(color) ? color : toColor(color);
    line.with(style);
    return axes.addArtist(line);
  });
}

const isPlain = (value: unknown): value is Color =>
  typeof value === "object" && value !== null && "paint" in value;

/** Draws lines on axes of other scales. */
function plotOn(
  axes: Axes,
  scales: Partial<Record<"x" | "y", string>>,
  args: unknown[],
  kwargs: Keywords,
): Line2D[] {
  const options: Keywords = new Map();
  const rest: Keywords = new Map();
  for (const [key, value] of kwargs) (key === "base" ? options : rest).set(key, value);
  if (scales.x) axes.xAxis.setScale(scales.x, options);
  if (scales.y) axes.yAxis.setScale(scales.y, options);
  return plot(axes, args, rest);
}

/** The colours of points: named ones, or numbers to be mapped. */
function pointColors(c: unknown, count: number): Color[] | number[] | undefined {
  if (isNone(c)) return undefined;
  if (typeof c === "string") {
    const color = asColor(c);
    if (color) return [color];
    throw new ValueError(
      `'c' argument must be a color, a sequence of colors, or a sequence of numbers, not '${c}'`,
    );
  }
  const isNumeric = isArray(c)
    ? c.shape.length === 1 || c.data.length === count
    : itemsOf(c).every((x) => typeof x === "number" || typeof x === "bigint");
  const size = vectorLength(c);
  if (isNumeric && size === count) return vector(c);
  const one = asColor(c);
  if (one) return [one];
  if (size === count || !isNumeric) return toColors(c);
  throw new ValueError(
    `'c' argument has ${size} elements, which is inconsistent with 'x' and 'y' with size ${count}.`,
  );
}

const vectorLength = (value: unknown): number => (isArray(value) ? value.data.length : itemsOf(value).length);

function scatter(axes: Axes, a: Record<string, unknown>, kwargs: Keywords): PathCollection {
  const x = axes.xAxis.range.convert(a.x);
  const y = axes.yAxis.range.convert(a.y);
  if (x.length !== y.length) throw new ValueError("x and y must be the same size");
  const sizes = isNone(a.s) ? [36] : vector(a.s);
  if (sizes.length !== 1 && sizes.length !== x.length)
    throw new ValueError(`s (size ${sizes.length}) cannot be broadcast to match x and y (size ${x.length})`);
  const points = x.map((value, i): Point => [value, y[i]]);
  const artist = new PathCollection(points, sizes, toMarker(a.marker ?? "o"));
  const style = normalized(kwargs);
  const colors = pointColors(a.c, x.length);
  if (colors === undefined) {
    if (!style.has("color") && !style.has("facecolor")) artist.facecolor = [axes.nextColor("patch")];
  } else if (colors.length > 0 && typeof colors[0] === "number") {
    artist.map(colors as number[], a.cmap, normOf(a.norm, a.vmin, a.vmax));
    axes.currentMappable = artist;
  } else if (colors.length > 0) artist.facecolor = colors as Color[];
  for (const [key, name] of [
    ["alpha", "alpha"],
    ["linewidths", "linewidth"],
    ["edgecolors", "edgecolor"],
  ])
    // prettier-ignore
    if (!isNone(a[key])) style.set(name, a[key]);
  return axes.addArtist(artist.with(style));
}

/** The lengths of bars on both sides: one for all, one for each, or two rows. */
function errorSides(
  axes: Axes,
  error: unknown,
  direction: string,
  values: number[],
): [number[], number[]] | undefined {
  if (isNone(error)) return undefined;
  const shape = shapeOf(error);
  const count = values.length;
  const isFitting = shape.length === 0 || shape.at(-1) === count || (shape.length === 1 && shape[0] === 1);
  if (!isFitting || (shape.length === 2 && shape[0] !== 2))
    throw new ValueError(
      `'${direction}err' (shape: ${shapeText(shape)}) must be a scalar or a 1D or (2, n) array-like whose shape matches ` +
        `'${direction}' (shape: ${shapeText([count])})`,
    );
  if (shape.length < 2) return [repeated(error, count), repeated(error, count)];
  const all = vector(error);
  if (all.some((e) => e < 0)) throw new ValueError(`'${direction}err' must not contain negative values`);
  return [all.slice(0, count), all.slice(count)];
}

interface ErrorStyle {
  color: Color;
  width: number;
  capSize: number;
  capThickness: number;
  alpha: unknown;
  zorder: number;
}

/** Bars along one direction with their caps. */
function errorBars(
  axes: Axes,
  x: number[],
  y: number[],
  sides: [number[], number[]],
  isX: boolean,
  style: ErrorStyle,
): Artist[] {
  const values = isX ? x : y;
  const [low, high] = [values.map((v, i) => v - sides[0][i]), values.map((v, i) => v + sides[1][i])];
  const ends = (end: number[]): Point[] => end.map((v, i) => (isX ? [v, y[i]] : [x[i], v]));
  const [from, to] = [ends(low), ends(high)];
  const bars = new LineCollection(from.map((point, i) => [point, to[i]]));
  bars.facecolor = bars.edgecolor = [style.color];
  bars.with({ linewidth: style.width, alpha: style.alpha, zorder: style.zorder });
  axes.addArtist(bars);
  if (style.capSize <= 0) return [bars];
  const caps = [from, to].map((points) => {
    const line = new Line2D(points.map(([px]) => px), points.map(([, py]) => py)); // prettier-ignore
    line.color = style.color;
    const marker = isX ? "|" : "_";
    return axes.addArtist(
      line.with({
        linestyle: "None",
        marker,
        markersize: 2 * style.capSize,
        markeredgewidth: style.capThickness,
        alpha: style.alpha,
        zorder: style.zorder,
      }),
    );
  });
  return [bars, ...caps];
}

/** Also of `bar`, whose errors have no line. */
export function errorbar(axes: Axes, a: Record<string, unknown>, kwargs: Keywords): Container {
  const [x, y] = [axes.xAxis.range.convert(a.x), axes.yAxis.range.convert(a.y)];
  if (x.length !== y.length) throw new ValueError("'x' and 'y' must have the same size");
  const hasLine = a.fmt !== "none";
  const style = normalized(kwargs);
  const [label, zorder] = [style.get("label"), number(style.get("zorder") ?? 2)];
  style.delete("label");
  const [line] = plot(
    axes,
    hasLine && a.fmt ? [x, y, a.fmt] : [x, y],
    hasLine ? style : new Map<string, unknown>(),
  );
  if (!hasLine) axes.removeArtist(line);
  const errorStyle: ErrorStyle = {
    color: isNone(a.ecolor) ? line.color : toColor(a.ecolor),
    width: isNone(a.elinewidth) ? line.linewidth : number(a.elinewidth),
    capSize: isNone(a.capsize) ? 0 : number(a.capsize),
    capThickness: isNone(a.capthick) ? 1 : number(a.capthick),
    alpha: line.alpha ?? null,
    zorder: zorder + 0.1,
  };
  const ySides = errorSides(axes, a.yerr, "y", y);
  const xSides = errorSides(axes, a.xerr, "x", x);
  const yBars = ySides ? errorBars(axes, x, y, ySides, false, errorStyle) : [];
  const xBars = xSides ? errorBars(axes, x, y, xSides, true, errorStyle) : [];
  const all = [...xBars, ...yBars];
  const bars = all.filter((artist) => artist instanceof LineCollection);
  const parts = [hasLine ? line : null, all.filter((artist) => artist instanceof Line2D), bars];
  const container = new Container(
    "matplotlib.container.ErrorbarContainer",
    parts,
    hasLine ? [line, ...all] : all,
    {
      lines: parts,
    },
  );
  container.sample = (box, canvas) => {
    const middle = (box.left + box.right) / 2;
    const reach = (box.right - box.left) / 4;
    const vertical = { left: middle - 5, right: middle + 5, top: box.top, bottom: box.bottom };
    const bar = ySides ? errorSample(bars[0], vertical, reach) : "";
    return bar + (hasLine ? line.legendSample(box, canvas) : "");
  };
  if (!isNone(label)) container.label = text(label);
  return axes.addContainer(container);
}

function errorSample(
  bars: Artist,
  { left, right, top, bottom }: { left: number; right: number; top: number; bottom: number },
  reach: number,
): string {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return bars instanceof LineCollection ? bars.sampleBetween([x, y - reach], [x, y + reach]) : "";
}

function stem(axes: Axes, args: unknown[], a: Record<string, unknown>): Container {
  const formats = args.filter((arg) => typeof arg === "string");
  const data = args.filter((arg) => typeof arg !== "string");
  const heads = axes.yAxis.range.convert(data[data.length - 1]);
  const places = data.length > 1 ? axes.xAxis.range.convert(data[0]) : heads.map((_, i) => i);
  if (places.length !== heads.length)
    throw new ValueError(`x and y must have same first dimension, but have shapes ${shapeText([places.length])} and ${shapeText([heads.length])}`); // prettier-ignore
  const isVertical = a.orientation !== "horizontal";
  const bottom = number(a.bottom);
  const point = (along: number, up: number): Point => (isVertical ? [along, up] : [up, along]);
  const lineFormat = parseFormat(text(formats[0] ?? a.linefmt ?? "C0-"));
  const headFormat = parseFormat(text(formats[1] ?? a.markerfmt ?? `${lineFormat.color ?? "C0"}o`));
  const baseFormat = parseFormat(text(formats[2] ?? a.basefmt ?? "C3-"));
  const stems = new LineCollection(places.map((at, i) => [point(at, bottom), point(at, heads[i])]));
  stems.with({ color: lineFormat.color ?? "C0", linestyle: lineFormat.linestyle ?? "-" });
  axes.addArtist(stems);
  const draw = (points: Point[], format: LineFormat): Line2D =>
    axes.addArtist(new Line2D(points.map(([x]) => x), points.map(([, y]) => y)).with({ ...format })); // prettier-ignore
  const ends = places.length > 0 ? [Math.min(...places), Math.max(...places)] : [];
  const markers = draw(places.map((at, i) => point(at, heads[i])), { linestyle: "None", ...headFormat }); // prettier-ignore
  const base = draw(ends.map((at) => point(at, bottom)), baseFormat); // prettier-ignore
  const container = new Container(
    "matplotlib.container.StemContainer",
    [markers, stems, base],
    [markers, stems, base],
    {
      markerline: markers,
      stemlines: stems,
      baseline: base,
    },
  );
  if (!isNone(a.label)) container.label = text(a.label);
  return axes.addContainer(container);
}

/** Lines across the axes: `along` runs over the data, the other direction over fractions of the axes. */
function spanningLine(
  axes: Axes,
  at: unknown,
  from: unknown,
  to: unknown,
  isHorizontal: boolean,
  kwargs: Keywords,
): Line2D {
  const [place] = (isHorizontal ? axes.yAxis : axes.xAxis).range.convert(at);
  const ends = [number(from), number(to)];
  const line = isHorizontal ? new Line2D(ends, [place, place]) : new Line2D([place, place], ends);
  line.transform = new Transform(isHorizontal ? ["axes", "data"] : ["data", "axes"]);
  const hasColor = normalized(kwargs).has("color");
  if (!hasColor) line.color = toColor("C0");
  return axes.addArtist(line.with(kwargs));
}

function manyLines(
  axes: Axes,
  a: Record<string, unknown>,
  isHorizontal: boolean,
  kwargs: Keywords,
): LineCollection {
  const places = (isHorizontal ? axes.yAxis : axes.xAxis).range.convert(isHorizontal ? a.y : a.x);
  const count = Math.max(
    places.length,
    vectorLength(isHorizontal ? a.xmin : a.ymin),
    vectorLength(isHorizontal ? a.xmax : a.ymax),
  );
  const [at, from, to] = [places, isHorizontal ? a.xmin : a.ymin, isHorizontal ? a.xmax : a.ymax].map((v) =>
    repeated(v, count),
  );
  const segments = at.map((p, i): Point[] => (isHorizontal ? [[from[i], p], [to[i], p]] : [[p, from[i]], [p, to[i]]])); // prettier-ignore
  const lines = new LineCollection(segments);
  lines.with({ color: a.colors ?? "C0", linestyle: a.linestyles, label: a.label === "" ? null : a.label });
  return axes.addArtist(lines.with(kwargs));
}

export const lineMethods: Methods<Axes> = {
  plot: [
    "*args, scalex=True, scaley=True, !data=None, **kwargs",
    (axes, { args, kwargs }) => plot(axes, args, kwargs),
  ],
  semilogx: ["*args, **kwargs", (axes, { args, kwargs }) => plotOn(axes, { x: "log" }, args, kwargs)],
  semilogy: ["*args, **kwargs", (axes, { args, kwargs }) => plotOn(axes, { y: "log" }, args, kwargs)],
  loglog: ["*args, **kwargs", (axes, { args, kwargs }) => plotOn(axes, { x: "log", y: "log" }, args, kwargs)],
  step: [
    "x, y, *args, where='pre', !data=None, **kwargs",
    (axes, { x, y, args, where, kwargs }) => {
      if (!["pre", "post", "mid"].includes(text(where)))
        throw new ValueError(
          `'${text(where)}' is not a valid value for where; supported values are 'pre', 'post', 'mid'`,
        );
      return plot(axes, [x, y, ...args], kwargs, { drawstyle: `steps-${text(where)}` });
    },
  ],
  scatter: [
    "x, y, s=None, c=None, *, marker=None, cmap=None, norm=None, vmin=None, vmax=None, alpha=None, linewidths=None, edgecolors=None, !plotnonfinite=False, !data=None, **kwargs",
    (axes, a) => scatter(axes, a, a.kwargs),
  ],
  errorbar: [
    "x, y, yerr=None, xerr=None, fmt='', *, ecolor=None, elinewidth=None, capsize=None, !barsabove=False, capthick=None, !data=None, **kwargs",
    (axes, a) => errorbar(axes, a, a.kwargs),
  ],
  stem: [
    "*args, linefmt=None, markerfmt=None, basefmt=None, bottom=0, label=None, orientation='vertical', !data=None",
    (axes, a) => stem(axes, a.args, a),
  ],
  axhline: [
    "y=0, xmin=0, xmax=1, **kwargs",
    (axes, a) => spanningLine(axes, a.y, a.xmin, a.xmax, true, a.kwargs),
  ],
  axvline: [
    "x=0, ymin=0, ymax=1, **kwargs",
    (axes, a) => spanningLine(axes, a.x, a.ymin, a.ymax, false, a.kwargs),
  ],
  axline: [
    "xy1, xy2=None, *, slope=None, **kwargs",
    (axes, { xy1, xy2, slope, kwargs }) => {
      const [x, y] = vector(xy1);
      const [dx, dy] = isNone(xy2) ? [1, number(slope)] : vector(xy2).map((value, i) => value - [x, y][i]);
      // Long enough for all that can be seen; it does not count for the view.
      const far = 1e6;
      const line = new Line2D([x - far * dx, x + far * dx], [y - far * dy, y + far * dy]).with({
        color: "C0",
      });
      line.isUnbounded = true;
      return axes.addArtist(line.with(kwargs));
    },
  ],
  hlines: [
    "y, xmin, xmax, colors=None, linestyles='solid', *, label='', !data=None, **kwargs",
    (axes, a) => manyLines(axes, a, true, a.kwargs),
  ],
  vlines: [
    "x, ymin, ymax, colors=None, linestyles='solid', *, label='', !data=None, **kwargs",
    (axes, a) => manyLines(axes, a, false, a.kwargs),
  ],
};
