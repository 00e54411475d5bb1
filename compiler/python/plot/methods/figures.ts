/** Methods of figures: axes, colour bars, titles, saving. */
import {
  AttributeError,
  NotImplementedError,
  RuntimeError,
  TypeError,
  ValueError,
} from "../../../ir/errors.js";
import { toBoolean } from "../artist.js";
import type { Axes, Part, Slot } from "../axes.js";
import { toColor } from "../colors.js";
import { Colorbar } from "../colorbar.js";
import type { Figure } from "../figure.js";
import { GridSpec, SubplotSpec } from "../gridSpec.js";
import { Legend } from "../legend.js";
import { Mappable } from "../mappable.js";
import { AxesArray, type Methods } from "../objects.js";
import type { Keywords } from "../signature.js";
import { Text } from "../texts.js";
import { toSvg } from "../toSvg.js";
import { dictionary, isNone, itemsOf, number, optionalNumber, text, vector } from "../values.js";
import { hideInnerLabels } from "./axis.js";
import { legendEntries, legendKeywords } from "./legends.js";

const ordinaryProjections = new Set(["rectilinear", "None"]);

/** Axes from keywords: those in space and in polar coordinates are not supported. */
function addAxes(figure: Figure, slot: Slot, kwargs: Keywords): Axes {
  const rest = new Map(kwargs);
  const take = (key: string): unknown => {
    const value = rest.get(key);
    rest.delete(key);
    return value;
  };
  const projection = take("polar") === true ? "polar" : take("projection");
  if (!ordinaryProjections.has(text(projection)))
    throw new NotImplementedError(`axes with projection='${text(projection)}' are not supported`);
  const [x, y] = ["sharex", "sharey"].map(take) as (Axes | null | undefined)[];
  const axes = figure.addAxes(slot, { x: x?.xAxis.range, y: y?.yAxis.range });
  axes.set(rest);
  return axes;
}

/** `subplot(2, 3, 4)`, `subplot(234)`, `subplot(2, 3, (1, 2))`. */
export function slotOf(args: unknown[]): Slot {
  if (args[0] instanceof SubplotSpec) return args[0].slot;
  if (args.length === 0) return { rows: 1, columns: 1, row: [0, 0], column: [0, 0] };
  let parts: unknown[] = args;
  if (args.length === 1) {
    const digits = text(args[0]).replace(/\.0$/, "");
    if (!/^[1-9]{3}$/.test(digits))
      throw new ValueError(`Integer subplot specification must be a three-digit number, not ${digits}`);
    parts = [...digits].map(Number);
  }
  if (parts.length !== 3)
    throw new TypeError(`subplot() takes 1 or 3 positional arguments but ${parts.length} were given`);
  const [rows, columns] = [number(parts[0]), number(parts[1])];
  const [first, last = first] = vector(parts[2]);
  for (const n of [first, last])
    if (!(n >= 1 && n <= rows * columns))
      throw new ValueError(`num must be an integer with 1 <= num <= ${rows * columns}, not ${n}`);
  const row = [first, last].map((n) => Math.floor((n - 1) / columns));
  const column = [first, last].map((n) => (n - 1) % columns);
  return { rows, columns, row: [row[0], row[1]], column: [Math.min(...column), Math.max(...column)] };
}

type Sharing = "none" | "all" | "row" | "col";

function sharing(value: unknown): Sharing {
  if (typeof value === "boolean") return value ? "all" : "none";
  if (value === "none" || value === "all" || value === "row" || value === "col") return value;
  throw new ValueError(
    `'${text(value)}' is not a valid value for sharex; supported values are 'all', 'row', 'col', 'none'`,
  );
}

export const gridOptions =
  "width_ratios=None, height_ratios=None, wspace=None, hspace=None, left=None, right=None, bottom=None, top=None";

const ratios = (value: unknown): number[] | undefined => (isNone(value) ? undefined : vector(value));

/** Takes what a grid says of the space around and between subplots. */
function takeSpace(figure: Figure, given: (key: string) => unknown): void {
  for (const key of ["wspace", "hspace", "left", "right", "bottom", "top"] as const)
    if (!isNone(given(key))) figure.space[key] = number(given(key));
}

export function makeGrid(figure: Figure, a: Record<string, unknown>): GridSpec {
  takeSpace(figure, (key) => a[key]);
  return new GridSpec(number(a.nrows), number(a.ncols), ratios(a.width_ratios), ratios(a.height_ratios));
}

export function subplots(figure: Figure, a: Record<string, unknown>): unknown {
  const [rows, columns] = [number(a.nrows), number(a.ncols)];
  const [shareX, shareY] = [sharing(a.sharex), sharing(a.sharey)];
  const grid = dictionary(a.gridspec_kw);
  const widths = ratios(a.width_ratios ?? grid.get("width_ratios"));
  const heights = ratios(a.height_ratios ?? grid.get("height_ratios"));
  takeSpace(figure, (key) => grid.get(key));
  const options = dictionary(a.subplot_kw);
  const made: Axes[] = [];
  const partner = (mode: Sharing, r: number, c: number): Axes | undefined => {
    if (mode === "all") return made[0];
    if (mode === "row") return c > 0 ? made[r * columns] : undefined;
    return mode === "col" && r > 0 ? made[c] : undefined;
  };
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const kwargs = new Map<string, unknown>([
        ...options,
        ["sharex", partner(shareX, r, c)],
        ["sharey", partner(shareY, r, c)],
      ]);
      made.push(addAxes(figure, { rows, columns, row: [r, r], column: [c, c], widths, heights }, kwargs));
    }
  for (const axes of made)
    hideInnerLabels(axes, shareX === "all" || shareX === "col", shareY === "all" || shareY === "row");
  if (!toBoolean(a.squeeze)) return new AxesArray(made, [rows, columns]);
  if (made.length === 1) return made[0];
  return new AxesArray(made, rows === 1 || columns === 1 ? [made.length] : [rows, columns]);
}

const compose = ([x0, y0, x1, y1]: Part, [a, b, c, d]: Part): Part => [
  x0 + a * (x1 - x0),
  y0 + b * (y1 - y0),
  x0 + c * (x1 - x0),
  y0 + d * (y1 - y0),
];

function colorbar(figure: Figure, a: Record<string, unknown>, kwargs: Keywords): Colorbar {
  const mappable = a.mappable ?? figure.current?.currentMappable;
  if (!(mappable instanceof Mappable) || !mappable.array)
    throw new RuntimeError(
      "No mappable was found to use for colorbar creation. First define a mappable such as an image (with imshow) or a " +
        "contour set (with contourf).",
    );
  const isVertical = a.orientation !== "horizontal" && a.location !== "bottom" && a.location !== "top";
  const parents = isNone(a.ax)
    ? [mappable.axes ?? figure.gca()]
    : (itemsOf(a.ax instanceof AxesArray ? a.ax.axes : a.ax) as Axes[]);
  const axes = isNone(a.cax) ? besideAxes(figure, parents, isVertical, a) : (a.cax as Axes);
  const bar = new Colorbar(axes, mappable, isVertical);
  if (!isNone(a.ticks)) bar.longAxis.setTicks(a.ticks, null, false, new Map());
  bar.longAxis.label.text = isNone(a.label) ? "" : text(a.label);
  axes.set(kwargs);
  return bar;
}

/** Takes room for a colour bar from axes. */
function besideAxes(
  figure: Figure,
  parents: readonly Axes[],
  isVertical: boolean,
  a: Record<string, unknown>,
): Axes {
  const current = figure.current;
  const fraction = optionalNumber(a.fraction) ?? 0.15;
  const pad = optionalNumber(a.pad) ?? (isVertical ? 0.05 : 0.15);
  const [shrink, aspect] = [number(a.shrink), number(a.aspect)];
  const rest = 1 - fraction - pad;
  const [start, end] = [(1 - shrink) / 2, (1 + shrink) / 2];
  const bar: Part = isVertical ? [1 - fraction, start, 1, end] : [start, 0, end, fraction];
  const axes = figure.addAxes(slotAround(parents));
  axes.part = parents.length === 1 ? compose(parents[0].part, bar) : bar;
  for (const parent of parents)
    parent.part =
      parents.length === 1
        ? compose(parent.part, isVertical ? [0, 0, rest, 1] : [0, fraction + pad, 1, 1])
        : parent.part;
  if (parents.length > 1) figure.space[isVertical ? "right" : "bottom"] += isVertical ? -0.1 : 0.1;
  axes.boxAspect = isVertical ? aspect : 1 / aspect;
  figure.current = current;
  return axes;
}

/** The slot of axes, or what is beside a whole grid. */
function slotAround(parents: readonly Axes[]): Slot {
  if (parents.length === 1) return parents[0].slot;
  return { rectangle: [0.1, 0.11, 0.95, 0.88] };
}

const formats = "avif eps gif jpeg jpg pdf pgf png ps raw rgba svg svgz tif tiff webp".split(" ");

function savefig(figure: Figure, a: Record<string, unknown>): null {
  if (typeof a.fname !== "string")
    throw new AttributeError(
      `'${typeof a.fname === "bigint" ? "int" : "object"}' object has no attribute 'write'`,
    );
  const name = a.fname;
  const extension = /\.([^./\\]*)$/.exec(name)?.[1].toLowerCase();
  const format = isNone(a.format) ? (extension ?? "png") : text(a.format);
  if (!formats.includes(format))
    throw new ValueError(`Format '${format}' is not supported (supported formats: ${formats.join(", ")})`);
  const svg = toSvg(figure, {
    isTight: a.bbox_inches === "tight",
    isTransparent: toBoolean(a.transparent),
    padding: optionalNumber(a.pad_inches),
    dpi: optionalNumber(a.dpi === "figure" ? null : a.dpi),
  });
  const asked = extension === undefined ? `${name}.${format}` : name;
  const path = format === "svg" ? asked : asked.replace(/\.[^./\\]*$/, ".svg");
  figure.host.save(path, svg, path === asked ? undefined : asked);
  return null;
}

function figureText(
  x: number,
  y: number,
  content: unknown,
  preset: Record<string, unknown>,
  kwargs: Keywords,
): Text {
  const made = new Text(x, y, text(content)).with(preset);
  const place = new Map(kwargs);
  return made.with(place);
}

/** A legend of the whole figure. */
function figureLegend(figure: Figure, args: unknown[], kwargs: Keywords): Legend {
  const options = legendKeywords(kwargs);
  const [handles, labels] = [options.get("handles"), options.get("labels")];
  options.delete("handles");
  options.delete("labels");
  if (!options.has("loc")) options.set("loc", "upper right");
  const legend = new Legend(legendEntries(figure.axes, args, handles, labels), ["figure", "figure"]).with(
    options,
  );
  figure.legends.push(legend);
  return legend;
}

const centered = { horizontalalignment: "center" };

export const figureMethods: Methods<Figure> = {
  add_subplot: ["*args, **kwargs", (figure, { args, kwargs }) => addAxes(figure, slotOf(args), kwargs)],
  add_axes: [
    "rect, **kwargs",
    (figure, { rect, kwargs }) => {
      const [x, y, width, height] = vector(rect);
      return addAxes(figure, { rectangle: [x, y, x + width, y + height] }, kwargs);
    },
  ],
  subplots: [
    "nrows=1, ncols=1, *, sharex=False, sharey=False, squeeze=True, width_ratios=None, height_ratios=None, subplot_kw=None, gridspec_kw=None",
    (figure, a) => subplots(figure, a),
  ],
  add_gridspec: [`nrows=1, ncols=1, ${gridOptions}`, (figure, a) => makeGrid(figure, a)],
  gca: ["", (figure) => figure.gca()],
  sca: ["a", (figure, { a }) => (figure.current = a as Axes)],
  delaxes: ["ax", (figure, { ax }) => (figure.removeAxes(ax as Axes), null)],
  get_axes: ["", ({ axes }) => axes],
  colorbar: [
    "mappable=None, cax=None, ax=None, *, orientation=None, location=None, label=None, ticks=None, fraction=None, pad=None, shrink=1, aspect=20, extend=None, !format=None, !drawedges=False, **kwargs",
    (figure, a) => colorbar(figure, a, a.kwargs),
  ],
  suptitle: [
    "t, **kwargs",
    (figure, { t, kwargs }) => {
      const preset = { ...centered, verticalalignment: "top", fontsize: 12 };
      return (figure.suptitle = figureText(0.5, 0.98, t, preset, kwargs));
    },
  ],
  supxlabel: [
    "t, **kwargs",
    (figure, { t, kwargs }) =>
      (figure.supLabels.x = figureText(
        0.5,
        0.01,
        t,
        { ...centered, verticalalignment: "bottom", fontsize: 12 },
        kwargs,
      )),
  ],
  supylabel: [
    "t, **kwargs",
    (figure, { t, kwargs }) =>
      (figure.supLabels.y = figureText(
        0.02,
        0.5,
        t,
        { horizontalalignment: "left", verticalalignment: "center", rotation: 90, fontsize: 12 },
        kwargs,
      )),
  ],
  text: [
    "x, y, s, fontdict=None, **kwargs",
    (figure, { x, y, s, kwargs }) => {
      const made = figureText(number(x), number(y), s, {}, kwargs);
      figure.texts.push(made);
      return made;
    },
  ],
  legend: ["*args, **kwargs", (figure, { args, kwargs }) => figureLegend(figure, args, kwargs)],
  tight_layout: [
    "*, pad=1.08, h_pad=None, w_pad=None, !rect=None",
    (figure) => ((figure.isTight = true), null),
  ],
  set_layout_engine: [
    "layout=None, **kwargs",
    (figure, { layout }) => ((figure.isTight = !isNone(layout) && layout !== "none"), null),
  ],
  set_tight_layout: ["tight", (figure, { tight }) => ((figure.isTight = toBoolean(tight)), null)],
  subplots_adjust: [
    "left=None, bottom=None, right=None, top=None, wspace=None, hspace=None",
    (figure, a) => {
      for (const key of ["left", "bottom", "right", "top", "wspace", "hspace"] as const)
        figure.space[key] = optionalNumber(a[key]) ?? figure.space[key];
      figure.isTight = false;
      return null;
    },
  ],
  autofmt_xdate: [
    "bottom=0.2, rotation=30, ha='right', which='major'",
    (figure, { bottom, rotation, ha }) => {
      figure.space.bottom = number(bottom);
      for (const { xAxis } of figure.axes) xAxis.styleLabels(new Map([["rotation", rotation], ["ha", ha]])); // prettier-ignore
      return null;
    },
  ],
  set_size_inches: [
    "w, h=None, forward=True",
    (figure, { w, h }) => {
      [figure.width, figure.height] = isNone(h) ? vector(w) : [number(w), number(h)];
      return null;
    },
  ],
  get_size_inches: ["", ({ width, height }) => ({ data: Float64Array.of(width, height), shape: [2] })],
  set_figwidth: ["val, forward=True", (figure, { val }) => ((figure.width = number(val)), null)],
  set_figheight: ["val, forward=True", (figure, { val }) => ((figure.height = number(val)), null)],
  set_dpi: ["val", (figure, { val }) => ((figure.dpi = number(val)), null)],
  set_facecolor: ["color", (figure, { color }) => ((figure.background = toColor(color)), null)],
  savefig: [
    "fname, *, transparent=None, dpi='figure', format=None, bbox_inches=None, pad_inches=None, facecolor=None, edgecolor=None, metadata=None, backend=None",
    (figure, a) => {
      const { background } = figure;
      if (!isNone(a.facecolor) && a.facecolor !== "auto") figure.background = toColor(a.facecolor);
      savefig(figure, a);
      figure.background = background;
      return null;
    },
  ],
  show: ["warn=True", (figure) => (figure.host.show(figure), null)],
  clear: ["keep_observers=False", (figure) => (figure.clear(), null)],
  clf: ["keep_observers=False", (figure) => (figure.clear(), null)],
};
