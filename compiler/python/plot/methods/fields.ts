/** Methods of axes that draw functions of two variables. */
import { NotImplementedError, TypeError, ValueError } from "../../../ir/errors.js";
import type { Axes } from "../axes.js";
import { normOf, toColor } from "../colors.js";
import { ContourSet } from "../contourSet.js";
import type { Grid } from "../contouring.js";
import { AxesImage, QuadMesh } from "../images.js";
import { normalized, type Methods } from "../objects.js";
import { Quiver } from "../quiver.js";
import { scalarLabels } from "../tickLabels.js";
import { percentText } from "../statistics.js";
import type { Keywords } from "../signature.js";
import { Text, toFontSize } from "../texts.js";
import { levelSteps, linearTicks, logTicks } from "../ticks.js";
import {
  isNone,
  linspace,
  matrix,
  number,
  range,
  shapeOf,
  shapeText,
  text,
  vector,
  type Matrix,
} from "../values.js";

function imshow(axes: Axes, a: Record<string, unknown>, kwargs: Keywords): AxesImage {
  const shape = shapeOf(a.X);
  const isImage = shape.length === 2 || (shape.length === 3 && (shape[2] === 3 || shape[2] === 4));
  if (!isImage) throw new TypeError(`Invalid shape ${shapeText(shape)} for image data`);
  const [rows, columns] = shape;
  const origin = isNone(a.origin) ? "upper" : text(a.origin);
  if (origin !== "upper" && origin !== "lower")
    throw new ValueError(
      `'${origin}' is not a valid value for origin; supported values are 'upper', 'lower'`,
    );
  const [low, high] = [-0.5, rows - 0.5];
  const whole = [-0.5, columns - 0.5, ...(origin === "upper" ? [high, low] : [low, high])];
  const extent = isNone(a.extent) ? whole : vector(a.extent);
  const image = new AxesImage(extent, origin);
  image.setData(a.X);
  if (shape.length === 2) image.map(image.array ?? [], a.cmap, normOf(a.norm, a.vmin, a.vmax));
  image.with({ interpolation: a.interpolation, alpha: a.alpha }).with(kwargs);
  setAspect(axes, a.aspect ?? "equal");
  axes.xAxis.range.isInverted = extent[1] < extent[0];
  axes.yAxis.range.isInverted = extent[3] < extent[2];
  axes.currentMappable = image;
  return axes.addArtist(image);
}

/** `ax.set_aspect`: "equal" and "auto" or the length of a unit of y in units of x. */
export function setAspect(axes: Axes, aspect: unknown, adjustable?: unknown): void {
  axes.aspect = aspect === "auto" ? undefined : aspect === "equal" ? 1 : number(aspect);
  axes.growsView = adjustable === "datalim";
}

/** Lines half way between the middles of cells, and beyond the first and the last. */
function edgesOf(middles: readonly number[]): number[] {
  if (middles.length === 1) return [middles[0] - 0.5, middles[0] + 0.5];
  const inner = middles.slice(1).map((m, i) => (m + middles[i]) / 2);
  return [2 * middles[0] - inner[0], ...inner, 2 * middles[middles.length - 1] - inner[inner.length - 1]];
}

/** The same for a table, along both axes. */
function cornersOf(middles: Matrix): Matrix {
  const { rows, columns, data } = middles;
  const wide = Array.from({ length: rows }, (_, r) =>
    edgesOf(Array.from({ length: columns }, (__, c) => data[r * columns + c])),
  );
  const lines = Array.from({ length: columns + 1 }, (_, c) => edgesOf(wide.map((row) => row[c])));
  const all = Array.from({ length: rows + 1 }, (_, r) => lines.map((line) => line[r])).flat();
  return { data: all, rows: rows + 1, columns: columns + 1 };
}

/** Coordinates as tables of rows and columns: lists are repeated. */
function meshOf(x: unknown, y: unknown, rows: number, columns: number): [Matrix, Matrix] {
  const table = (value: unknown, pick: (r: number, c: number) => number): Matrix => {
    if (shapeOf(value).length === 2) return matrix(value);
    const values = vector(value);
    const data = Array.from(
      { length: rows * columns },
      (_, i) => values[pick(Math.floor(i / columns), i % columns)],
    );
    return { data, rows, columns };
  };
  return [table(x, (_, c) => c), table(y, (r) => r)];
}

const lengthAlong = (value: unknown, axis: 0 | 1): number => {
  const shape = shapeOf(value);
  return shape.length === 2 ? shape[axis] : shape[0];
};

function pcolormesh(axes: Axes, args: unknown[], a: Record<string, unknown>, kwargs: Keywords): QuadMesh {
  if (args.length !== 1 && args.length !== 3)
    throw new TypeError(`pcolormesh() takes 1 or 3 positional arguments but ${args.length} were given`);
  const cells = matrix(args[args.length - 1]);
  const { rows, columns } = cells;
  const [x, y] = args.length === 3 ? args : [linspace(0, columns, columns + 1), linspace(0, rows, rows + 1)];
  const [nx, ny] = [lengthAlong(x, 1), lengthAlong(y, 0)];
  const shading = a.shading ?? "auto";
  if (shading === "gouraud") throw new NotImplementedError("pcolormesh: shading='gouraud' is not supported");
  const areMiddles = shading !== "flat" && nx === columns && ny === rows;
  if (!areMiddles && (nx !== columns + 1 || ny !== rows + 1))
    throw new TypeError(
      `Dimensions of C (${rows}, ${columns}) should be one smaller than X(${nx}) and Y(${ny}) while using shading='flat' see help(pcolormesh)`,
    );
  let [meshX, meshY] = meshOf(x, y, ny, nx);
  if (areMiddles) [meshX, meshY] = [cornersOf(meshX), cornersOf(meshY)];
  const mesh = new QuadMesh(cells, meshX, meshY);
  mesh.map(Array.from(cells.data), a.cmap, normOf(a.norm, a.vmin, a.vmax));
  axes.currentMappable = mesh;
  return axes.addArtist(mesh.with({ alpha: a.alpha }).with(kwargs));
}

/** The coordinates of a table's entries, as `contour` is given them. */
function gridOf(args: unknown[], a: Record<string, unknown>): Grid {
  const z = args[args.length - 1];
  const shape = shapeOf(z);
  if (shape.length !== 2) throw new TypeError(`Input z must be 2D, not ${shape.length}D`);
  const [rows, columns] = shape;
  if (rows < 2 || columns < 2)
    throw new TypeError(`Input z must be at least a (2, 2) shaped array, but has shape ${shapeText(shape)}`);
  if (args.length === 1) {
    const [left, right, bottom, top] = isNone(a.extent) ? [0, columns - 1, 0, rows - 1] : vector(a.extent);
    const [from, to] = a.origin === "upper" ? [top, bottom] : [bottom, top];
    const [x, y] = meshOf(linspace(left, right, columns), linspace(from, to, rows), rows, columns);
    return { x, y, z: matrix(z) };
  }
  const [x, y] = args;
  const [shapeX, shapeY] = [shapeOf(x), shapeOf(y)];
  if (shapeX.length === 1 && shapeX[0] !== columns)
    throw new TypeError(`Length of x (${shapeX[0]}) must match number of columns in z (${columns})`);
  if (shapeY.length === 1 && shapeY[0] !== rows)
    throw new TypeError(`Length of y (${shapeY[0]}) must match number of rows in z (${rows})`);
  for (const [name, given] of [
    ["x", shapeX],
    ["y", shapeY],
  ] as const)
    // prettier-ignore
    if (given.length === 2 && String(given) !== String(shape)) throw new TypeError(`Shapes of ${name} ${shapeText(given)} and z ${shapeText(shape)} do not match`);
  const [meshX, meshY] = meshOf(x, y, rows, columns);
  return { x: meshX, y: meshY, z: matrix(z) };
}

/** Levels that are given, or about so many round ones that cover the values. */
function levelsOf(given: unknown, [low, high]: [number, number], isLog: boolean): number[] {
  if (!isNone(given) && typeof given !== "bigint" && typeof given !== "number") {
    const levels = vector(given);
    if (levels.some((level, i) => i > 0 && level <= levels[i - 1]))
      throw new ValueError("Contour levels must be increasing");
    return levels;
  }
  const count = isNone(given) ? 7 : number(given);
  const candidates = isLog
    ? logTicks(low, high, 9).major
    : linearTicks(low, high, { bins: count + 1, minTicks: 1, steps: levelSteps });
  const first = Math.max(0, candidates.filter((level) => level < low).length - 1);
  const over = candidates.findIndex((level) => level > high);
  const end = over < 0 ? candidates.length : over + 1;
  return end - first < 3 ? candidates : candidates.slice(first, end);
}

function contour(
  axes: Axes,
  args: unknown[],
  isFilled: boolean,
  a: Record<string, unknown>,
  kwargs: Keywords,
): ContourSet {
  const hasLevels = args.length === 2 || args.length === 4;
  if (args.length < 1 || args.length > 4)
    throw new TypeError(`contour() takes from 1 to 4 positional arguments but ${args.length} were given`);
  const grid = gridOf(hasLevels ? args.slice(0, -1) : args, a);
  const norm = normOf(a.norm, a.vmin, a.vmax);
  const values = Array.from(grid.z.data).filter((v) => !norm.isLog || v > 0);
  const bounds = range(values) ?? [0, 1];
  let levels = levelsOf(hasLevels ? args[args.length - 1] : a.levels, bounds, norm.isLog);
  const isInside = levels.some((level) => level > bounds[0] && level < bounds[1]);
  if (!isFilled && !isInside) {
    axes.figure.host.warn("No contour levels were found within the data range.");
    levels = [bounds[0]];
  }
  const set = new ContourSet(grid, levels, isFilled, isNone(a.extend) ? "neither" : text(a.extend));
  set
    .with({ alpha: a.alpha, colors: a.colors, linewidth: a.linewidths, linestyle: a.linestyles })
    .with(kwargs);
  set.map([...set.layers], a.cmap, norm);
  axes.currentMappable = set;
  return axes.addArtist(set);
}

function clabel(set: unknown, a: Record<string, unknown>): Text[] {
  if (!(set instanceof ContourSet)) throw new TypeError("clabel() needs the result of contour()");
  const { fmt } = a;
  if (!isNone(fmt) && typeof fmt !== "string" && !(fmt instanceof Map))
    throw new NotImplementedError("clabel: fmt must be a format string or a dict");
  const { labels } = scalarLabels(set.levels, set.levels);
  const format = (level: number): string => {
    if (typeof fmt === "string") return percentText(fmt, level);
    const named = fmt instanceof Map ? (fmt.get(level) as unknown) : undefined;
    return named === undefined ? labels[set.levels.indexOf(level)] : text(named);
  };
  const color = isNone(a.colors) ? undefined : toColor(a.colors);
  const labelled = isNone(a.levels) ? set.levels : vector(a.levels);
  set.labels = {
    levels: labelled,
    size: isNone(a.fontsize) ? 10 : toFontSize(a.fontsize),
    format,
    color,
    isInline: a.inline !== false,
  };
  return set.levels.map((level) => new Text(0, 0, format(level)));
}

function quiver(axes: Axes, args: unknown[], kwargs: Keywords): Quiver {
  if (args.length < 2 || args.length > 5)
    throw new TypeError(`quiver() takes from 2 to 5 positional arguments but ${args.length} were given`);
  const hasPlaces = args.length >= 4;
  const [u, v] = hasPlaces ? args.slice(2, 4) : args;
  const colors = args.length % 2 === 1 ? args[args.length - 1] : undefined;
  const [rows, columns] = shapeOf(u).length === 2 ? shapeOf(u) : [1, vector(u).length];
  const places = hasPlaces
    ? args.slice(0, 2)
    : [linspace(0, columns - 1, columns), linspace(0, rows - 1, rows)];
  const isGrid = shapeOf(u).length === 2 && shapeOf(places[0]).length === 1;
  const [x, y] = isGrid
    ? meshOf(places[0], places[1], rows, columns).map(({ data }) => Array.from(data))
    : places.map(vector);
  const [us, vs] = [vector(u), vector(v)];
  if (x.length !== us.length || us.length !== vs.length)
    throw new ValueError(
      `Argument U has a size ${us.length} which does not match ${x.length}, the number of arrow positions`,
    );
  const arrows = new Quiver(x, y, us, vs);
  const style = normalized(kwargs, ["width", "units"]);
  const take = (key: string): unknown => {
    const value = style.get(key);
    style.delete(key);
    return value;
  };
  const [cmap, norm, clim] = [take("cmap"), take("norm"), take("clim")];
  if (colors !== undefined) {
    arrows.map(vector(colors), cmap, normOf(norm, undefined, undefined));
    axes.currentMappable = arrows;
    if (Array.isArray(clim)) [arrows.norm.vmin, arrows.norm.vmax] = vector(clim);
  }
  return axes.addArtist(arrows.with(style));
}

const contourSignature =
  "*args, levels=None, colors=None, cmap=None, norm=None, vmin=None, vmax=None, alpha=None, linewidths=None, linestyles=None, origin=None, extent=None, extend=None, !data=None, **kwargs";
const meshSignature =
  "*args, alpha=None, norm=None, cmap=None, vmin=None, vmax=None, shading=None, antialiased=False, !data=None, **kwargs";

const unsupported = (name: string): Methods<Axes>[string] => [
  "*args, **kwargs",
  () => {
    throw new NotImplementedError(`matplotlib's ${name} is not supported`);
  },
];

export const fieldMethods: Methods<Axes> = {
  imshow: [
    "X, cmap=None, norm=None, *, aspect=None, interpolation=None, alpha=None, vmin=None, vmax=None, origin=None, extent=None, !data=None, **kwargs",
    (axes, a) => imshow(axes, a, a.kwargs),
  ],
  matshow: [
    "Z, **kwargs",
    (axes, { Z, kwargs }) => {
      axes.xAxis.moveTo("top");
      axes.xAxis.tickSides.add("bottom");
      for (const axis of [axes.xAxis, axes.yAxis])
        axis.range.options = { bins: 9, steps: [1, 2, 5, 10], integer: true };
      return imshow(axes, { X: Z, ...Object.fromEntries(kwargs) }, new Map());
    },
  ],
  pcolormesh: [meshSignature, (axes, a) => pcolormesh(axes, a.args, a, a.kwargs)],
  pcolor: [meshSignature, (axes, a) => pcolormesh(axes, a.args, a, a.kwargs)],
  contour: [contourSignature, (axes, a) => contour(axes, a.args, false, a, a.kwargs)],
  contourf: [contourSignature, (axes, a) => contour(axes, a.args, true, a, a.kwargs)],
  clabel: [
    "CS, levels=None, *, fontsize=None, inline=True, inline_spacing=5, fmt=None, colors=None, use_clabeltext=False, !manual=False, rightside_up=True, !zorder=None",
    (_, a) => clabel(a.CS, a),
  ],
  quiver: ["*args, !data=None, **kwargs", (axes, { args, kwargs }) => quiver(axes, args, kwargs)],
  ...Object.fromEntries(
    "streamplot barbs hexbin hist2d violinplot eventplot tripcolor tricontour tricontourf triplot specgram psd csd acorr xcorr table broken_barh spy quiverkey secondary_xaxis secondary_yaxis ecdf polar"
      .split(" ")
      .map((name) => [name, unsupported(name)]),
  ),
};
