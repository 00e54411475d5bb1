/** Methods of axes that draw bars, areas and slices. */
import { NotImplementedError, TypeError, ValueError } from "../../../ir/errors.js";
import { Transform, toBoolean } from "../artist.js";
import type { Axes } from "../axes.js";
import { PolyCollection } from "../collections.js";
import { cycleColor, toColor, toColors } from "../colors.js";
import { Container } from "../containers.js";
import { parseFormat } from "../formats.js";
import { binEdges, counts, fiveNumbers, integerText, percentText } from "../statistics.js";
import { Line2D, type Point } from "../line.js";
import { normalized, PlotTuple, type Methods } from "../objects.js";
import { Polygon, Rectangle, stepOutline, Wedge } from "../patches.js";
import type { Keywords } from "../signature.js";
import { Annotation, Text } from "../texts.js";
import {
  columnsOf,
  floats,
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
import { errorbar } from "./lines.js";

/** Bars, as a call describes them: `along` is the direction in which they stand side by side. */
interface Bars {
  along: number[];
  lengths: number[];
  widths: number[];
  starts: number[];
  isVertical: boolean;
}

function makeBars(
  axes: Axes,
  { along, lengths, widths, starts, isVertical }: Bars,
  style: Keywords,
): Container {
  const given = normalized(style);
  const colors = isNone(given.get("color")) ? undefined : toColors(given.get("color"));
  const edges = isNone(given.get("edgecolor")) ? undefined : toColors(given.get("edgecolor"));
  const label = given.get("label");
  for (const key of ["color", "edgecolor", "label"]) given.delete(key);
  const face = colors ?? (given.has("facecolor") ? undefined : [axes.nextColor("patch")]);
  const widthList =
    given.has("linewidth") && !isNone(given.get("linewidth")) ? vector(given.get("linewidth")) : undefined;
  given.delete("linewidth");
  const bars = along.map((at, i) => {
    const bar = isVertical
      ? new Rectangle(at, starts[i], widths[i], lengths[i])
      : new Rectangle(starts[i], at, lengths[i], widths[i]);
    bar.sticky = isVertical ? { stickyY: [starts[i]] } : { stickyX: [starts[i]] };
    if (face) bar.facecolor = face[i % face.length];
    if (edges) bar.edgecolor = edges[i % edges.length];
    if (widthList) bar.linewidth = widthList[i % widthList.length];
    return axes.addArtist(bar.with(given));
  });
  if (Array.isArray(label)) bars.forEach((bar, i) => (bar.label = text(label[i])));
  const container = new Container("matplotlib.container.BarContainer", bars, bars, { patches: bars });
  if (!isNone(label) && !Array.isArray(label)) container.label = text(label);
  return axes.addContainer(container);
}

function bar(axes: Axes, a: Record<string, unknown>, isVertical: boolean, kwargs: Keywords): Container {
  const [alongAxis, lengthAxis] = isVertical ? [axes.xAxis, axes.yAxis] : [axes.yAxis, axes.xAxis];
  const places = alongAxis.range.convert(a.along);
  const lengths = lengthAxis.range.convert(a.length);
  const count = Math.max(places.length, lengths.length);
  if (places.length !== lengths.length && places.length !== 1 && lengths.length !== 1) {
    const [first, second] = isVertical ? ["x", "height"] : ["y", "width"];
    throw new ValueError(
      "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between " +
        `'${first}' with shape ${shapeText([places.length])} and '${second}' with shape ${shapeText([lengths.length])}.`,
    );
  }
  const widths = repeated(a.width, count);
  const starts = repeated(isNone(a.start) ? 0 : a.start, count);
  const middle = a.align === "center" ? 0.5 : 0;
  const along = repeated(places, count).map((at, i) => at - middle * widths[i]);
  const style = new Map(kwargs);
  const take = (key: string): unknown => {
    const value = style.get(key);
    style.delete(key);
    return value;
  };
  const [xerr, yerr, ecolor, capsize, errorKeywords] = ["xerr", "yerr", "ecolor", "capsize", "error_kw"].map(
    take,
  );
  const names = take("tick_label");
  if (toBoolean(take("log"))) lengthAxis.setScale("log", new Map());
  const all = repeated(lengths, count);
  const container = makeBars(axes, { along, lengths: all, widths, starts, isVertical }, style);
  if (!isNone(xerr) || !isNone(yerr)) {
    const ends = starts.map((start, i) => start + all[i]);
    const middles = along.map((at, i) => at + widths[i] / 2);
    const options = errorKeywords instanceof Map ? Object.fromEntries(errorKeywords as Keywords) : {};
    const [x, y] = isVertical ? [middles, ends] : [ends, middles];
    errorbar(axes, { fmt: "none", ecolor: ecolor ?? "k", capsize, ...options, x, y, xerr, yerr }, new Map());
  }
  if (!isNone(names)) alongAxis.setTicks(along.map((at, i) => at + widths[i] / 2), names, false, new Map()); // prettier-ignore
  return container;
}

/** The lengths of bars, or other labels, at their ends or in their middles. */
function labelBars(axes: Axes, a: Record<string, unknown>, kwargs: Keywords): Text[] {
  if (!(a.container instanceof Container))
    throw new TypeError("bar_label() needs the result of bar() or barh()");
  if (typeof a.fmt !== "string") throw new NotImplementedError("bar_label: fmt must be a format string");
  const bars = a.container.artists.filter((artist) => artist instanceof Rectangle);
  const isVertical = new Set(bars.map(({ width }) => width)).size === 1;
  const labels = isNone(a.labels) ? undefined : itemsOf(a.labels);
  const format = a.fmt;
  return bars.map((bar, i) => {
    const length = isVertical ? bar.height : bar.width;
    const share = a.label_type === "center" ? 0.5 : 1;
    const [x, y] = isVertical
      ? [bar.x + bar.width / 2, bar.y + share * length]
      : [bar.x + share * length, bar.y + bar.height / 2];
    const content = labels ? text(labels[i]) : percentText(format, length);
    const away = (a.label_type === "center" ? 0 : number(a.padding)) * Math.sign(length);
    const label = new Annotation(content, [x, y], isVertical ? [0, away] : [away, 0]);
    label.textUnits = "offset points";
    const [above, beside] = length < 0 ? ["top", "right"] : ["bottom", "left"];
    const isEdge = share === 1;
    label.with({
      horizontalalignment: isVertical || !isEdge ? "center" : beside,
      verticalalignment: isVertical && isEdge ? above : "center",
    });
    return axes.addArtist(label.with(kwargs));
  });
}

/** One data set or several. */
function dataSets(x: unknown): number[][] {
  if (isArray(x)) return x.shape.length === 2 ? columnsOf(x) : [vector(x)];
  const items = itemsOf(x);
  return items.some((item) => shapeOf(item).length > 0) ? items.map(vector) : [vector(x)];
}

function hist(axes: Axes, a: Record<string, unknown>, kwargs: Keywords): PlotTuple {
  const sets = dataSets(a.x);
  const weights = isNone(a.weights) ? undefined : dataSets(a.weights);
  const edges = binEdges(sets.flat(), a.bins ?? 10n, isNone(a.range) ? undefined : vector(a.range));
  const isDensity = toBoolean(a.density);
  const isStacked = toBoolean(a.stacked) || a.histtype === "barstacked";
  let found = sets.map((set, i) => counts(set, edges, weights?.[i % weights.length]));
  const width = (i: number): number => edges[i + 1] - edges[i];
  const total = (heights: number[]): number => heights.reduce((x, y) => x + y, 0);
  if (isDensity) {
    const all = total(found.flat());
    found = found.map((heights) => heights.map((h, i) => h / width(i) / (isStacked ? all : total(heights))));
  }
  if (toBoolean(a.cumulative))
    found = found.map((heights) => {
      let sum = 0;
      return heights.map((h, i) => (sum += isDensity ? h * width(i) : h));
    });
  const tops = found.map((heights, k) =>
    heights.map((h, i) => (isStacked ? h + found.slice(0, k).reduce((s, other) => s + other[i], 0) : h)),
  );
  const containers = found.map((heights, k) =>
    histogramBars(axes, a, kwargs, {
      heights,
      edges,
      index: k,
      count: found.length,
      starts: isStacked && k > 0 ? tops[k - 1] : undefined,
    }),
  );
  if (toBoolean(a.log)) (a.orientation === "horizontal" ? axes.xAxis : axes.yAxis).setScale("log", new Map());
  const n =
    tops.length === 1
      ? floats(tops[0])
      : { data: Float64Array.from(tops.flat()), shape: [tops.length, edges.length - 1] };
  return new PlotTuple([n, floats(edges), containers.length === 1 ? containers[0] : containers]);
}

interface HistogramSet {
  heights: number[];
  edges: number[];
  index: number;
  count: number;
  /** Where bars begin that stand on others. */
  starts: number[] | undefined;
}

function histogramBars(axes: Axes, a: Record<string, unknown>, kwargs: Keywords, set: HistogramSet): unknown {
  const { heights, edges, index, count, starts } = set;
  const isVertical = a.orientation !== "horizontal";
  const style = new Map(kwargs);
  const pick = (value: unknown): unknown =>
    Array.isArray(value) && count > 1 ? (value as unknown[])[index] : value;
  if (!isNone(a.label)) style.set("label", pick(a.label));
  if (!isNone(a.color)) style.set("color", pick(a.color));
  const bottom = isNone(a.bottom) ? 0 : number(a.bottom);
  if (a.histtype === "step" || a.histtype === "stepfilled")
    return [stepPatch(axes, set, a.histtype, isVertical, bottom, style)];
  const isBeside = count > 1 && starts === undefined && a.histtype === "bar" && !toBoolean(a.stacked);
  const share = isNone(a.rwidth) ? (isBeside ? 0.8 : 1) : number(a.rwidth);
  const widths = heights.map((_, i) => ((edges[i + 1] - edges[i]) * share) / (isBeside ? count : 1));
  const shift = a.align === "left" ? -0.5 : a.align === "right" ? 0.5 : 0;
  const along = heights.map((_, i) => {
    const binWidth = edges[i + 1] - edges[i];
    return edges[i] + binWidth * ((1 - share) / 2 + shift) + (isBeside ? index * widths[i] : 0);
  });
  return makeBars(
    axes,
    { along, lengths: heights, widths, starts: starts ?? heights.map(() => bottom), isVertical },
    style,
  );
}

function stepPatch(
  axes: Axes,
  { heights, edges, starts }: HistogramSet,
  type: unknown,
  isVertical: boolean,
  bottom: number,
  style: Keywords,
): Polygon {
  const tops = heights.map((h, i) => h + (starts?.[i] ?? bottom));
  const outline = stepOutline(edges, tops, bottom);
  const patch = new Polygon(isVertical ? outline : outline.map(([x, y]): Point => [y, x]));
  patch.sticky = isVertical ? { stickyY: [bottom] } : { stickyX: [bottom] };
  const given = normalized(style);
  const color = isNone(given.get("color")) ? axes.nextColor("patch") : toColor(given.get("color"));
  given.delete("color");
  if (type === "step") Object.assign(patch, { edgecolor: color, fill: false });
  else patch.facecolor = color;
  return axes.addArtist(patch.with(given));
}

/** The areas where a condition holds, with the corners of steps. */
function areasBetween(
  x: number[],
  low: number[],
  high: number[],
  where: boolean[],
  step: unknown,
): Point[][] {
  const areas: Point[][] = [];
  const isSeen = (i: number): boolean => where[i] && Number.isFinite(x[i] + low[i] + high[i]);
  for (let i = 0; i < x.length; i++) {
    const from = i;
    while (i < x.length && isSeen(i)) i++;
    if (i - from < 2) continue;
    const along = (values: number[]): Point[] => stepped(x.slice(from, i), values.slice(from, i), step);
    areas.push([...along(high), ...along(low).reverse()]);
  }
  return areas;
}

function stepped(x: number[], y: number[], step: unknown): Point[] {
  return x.flatMap((value, i): Point[] => {
    if (i === 0 || isNone(step)) return [[value, y[i]]];
    if (step === "post") return [[value, y[i - 1]], [value, y[i]]]; // prettier-ignore
    if (step === "pre") return [[x[i - 1], y[i]], [value, y[i]]]; // prettier-ignore
    const middle = (x[i - 1] + value) / 2;
    return [[middle, y[i - 1]], [middle, y[i]], [value, y[i]]]; // prettier-ignore
  });
}

function fillBetween(
  axes: Axes,
  a: Record<string, unknown>,
  isAlongX: boolean,
  kwargs: Keywords,
): PolyCollection {
  const names = isAlongX ? ["x", "y1", "y2"] : ["y", "x1", "x2"];
  const along = (isAlongX ? axes.xAxis : axes.yAxis).range.convert(a.along);
  const sides = [a.first, a.second].map((value, i) => {
    const size = shapeOf(value).length === 0 ? 1 : vector(value).length;
    if (size !== 1 && size !== along.length)
      throw new ValueError(
        `'${names[0]}' has size ${along.length}, but '${names[i + 1]}' has an unequal size of ${size}`,
      );
    return repeated(value, along.length);
  });
  const where = isNone(a.where) ? along.map(() => true) : vector(a.where).map(Boolean);
  if (where.length !== along.length)
    throw new ValueError(`where size (${where.length}) does not match 'x' size (${along.length})`);
  const areas = areasBetween(along, sides[0], sides[1], where, a.step);
  const polygons = isAlongX ? areas : areas.map((area) => area.map(([x, y]): Point => [y, x]));
  const style = normalized(kwargs);
  const artist = new PolyCollection(polygons, "matplotlib.collections.FillBetweenPolyCollection");
  if (!style.has("color") && !style.has("facecolor")) artist.facecolor = [axes.nextColor("patch")];
  return axes.addArtist(artist.with(style));
}

/** A band across the axes. */
function band(
  axes: Axes,
  low: unknown,
  high: unknown,
  from: unknown,
  to: unknown,
  isHorizontal: boolean,
  kwargs: Keywords,
): Rectangle {
  const { range } = isHorizontal ? axes.yAxis : axes.xAxis;
  const [[a], [b]] = [range.convert(low), range.convert(high)];
  const [start, end] = [number(from), number(to)];
  const patch = isHorizontal
    ? new Rectangle(start, a, end - start, b - a)
    : new Rectangle(a, start, b - a, end - start);
  patch.transform = new Transform(isHorizontal ? ["axes", "data"] : ["data", "axes"]);
  return axes.addArtist(patch.with(kwargs));
}

function fill(axes: Axes, args: unknown[], kwargs: Keywords): Polygon[] {
  const made: Polygon[] = [];
  for (let at = 0; at < args.length;) {
    const [x, y] = [axes.xAxis.range.convert(args[at]), axes.yAxis.range.convert(args[at + 1])];
    at += 2;
    const patch = new Polygon(x.map((value, i) => [value, y[i]]));
    const { color } = typeof args[at] === "string" ? parseFormat(args[at++] as string) : {};
    patch.facecolor = color === undefined ? axes.nextColor("patch") : toColor(color);
    made.push(axes.addArtist(patch.with(kwargs)));
  }
  return made;
}

function stackplot(
  axes: Axes,
  args: unknown[],
  a: Record<string, unknown>,
  kwargs: Keywords,
): PolyCollection[] {
  const x = vector(a.x);
  const layers =
    args.length === 1 && shapeOf(args[0]).length === 2 ? itemsOf(args[0]).map(vector) : args.map(vector);
  const colors = isNone(a.colors) ? undefined : itemsOf(a.colors);
  let base = x.map(() => 0);
  return layers.map((layer, i) => {
    const top = layer.map((value, k) => value + base[k]);
    const style: Keywords = new Map(kwargs);
    style.set("facecolor", colors ? colors[i % colors.length] : axes.nextColor().paint);
    const label = itemsOf(a.labels)[i];
    if (!isNone(label)) style.set("label", label);
    const made = fillBetween(axes, { along: x, first: base, second: top }, true, style);
    base = top;
    return made;
  });
}

function pie(axes: Axes, a: Record<string, unknown>): Container {
  const values = vector(a.x);
  if (values.some((v) => v < 0)) throw new ValueError("Wedge sizes 'x' must be non negative values");
  const sum = values.reduce((x, y) => x + y, 0);
  const total = toBoolean(a.normalize) ? sum : 1;
  const colors = isNone(a.colors) ? undefined : toColors(a.colors);
  const radius = number(a.radius);
  const [labels, explode] = [
    isNone(a.labels) ? [] : itemsOf(a.labels),
    isNone(a.explode) ? [] : vector(a.explode),
  ];
  if (!isNone(a.labels) && labels.length !== values.length)
    throw new ValueError("'labels' must be of length 'x', not " + labels.length);
  if (!isNone(a.autopct) && typeof a.autopct !== "string")
    throw new NotImplementedError("autopct must be a format string");
  const [wedges, texts, percentages]: [Wedge[], Text[], Text[]] = [[], [], []];
  const textStyle = a.textprops instanceof Map ? (a.textprops as Keywords) : new Map<string, unknown>();
  let at = number(a.startangle);
  values.forEach((value, i) => {
    const turn = ((toBoolean(a.counterclock) ? 360 : -360) * value) / total;
    const middle = ((at + turn / 2) * Math.PI) / 180;
    const [ux, uy] = [Math.cos(middle), Math.sin(middle)];
    const out = explode[i] ?? 0;
    const style =
      a.wedgeprops instanceof Map ? new Map(a.wedgeprops as Keywords) : new Map<string, unknown>();
    const width = style.get("width");
    style.delete("width");
    const wedge = new Wedge(
      [out * ux, out * uy],
      radius,
      at,
      at + turn,
      isNone(width) ? undefined : number(width),
    );
    wedge.facecolor = colors ? colors[i % colors.length] : cycleColor(i);
    wedge.label = isNone(labels[i]) ? "_nolegend_" : text(labels[i]);
    wedges.push(axes.addArtist(wedge.with(style)));
    const write = (distance: number, content: string, alignment: string): Text => {
      const r = radius * distance + out;
      const written = new Text(r * ux, r * uy, content).with({
        verticalalignment: "center",
        horizontalalignment: alignment,
      });
      return axes.addArtist(written.with(textStyle));
    };
    if (labels[i] !== undefined)
      texts.push(write(number(a.labeldistance), text(labels[i]), ux > 0 ? "left" : "right"));
    if (typeof a.autopct === "string")
      percentages.push(write(number(a.pctdistance), percentText(a.autopct, (100 * value) / total), "center"));
    at += turn;
  });
  axes.isOn = toBoolean(a.frame);
  axes.aspect = 1;
  axes.xAxis.range.fixed = axes.yAxis.range.fixed = [-1.25 * radius, 1.25 * radius];
  const parts = typeof a.autopct === "string" ? [wedges, texts, percentages] : [wedges, texts];
  return new Container("matplotlib.container.PieContainer", parts, wedges, { wedges, texts });
}

function boxplot(axes: Axes, a: Record<string, unknown>): Map<string, unknown> {
  const sets = dataSets(a.x).map((set) => set.filter(Number.isFinite));
  const isVertical = a.orientation !== "horizontal" && (isNone(a.vert) || toBoolean(a.vert));
  const positions = isNone(a.positions) ? sets.map((_, i) => i + 1) : vector(a.positions);
  const span = Math.max(...positions) - Math.min(...positions);
  const widths = repeated(
    isNone(a.widths) ? Math.min(0.5, Math.max(0.15, 0.15 * span) || 0.5) : a.widths,
    sets.length,
  );
  const parts: Record<string, unknown[]> = {
    whiskers: [],
    caps: [],
    boxes: [],
    medians: [],
    fliers: [],
    means: [],
  };
  const isFilled = toBoolean(a.patch_artist);
  sets.forEach((set, i) => {
    const { low, first, median, third, high, outside, mean } = fiveNumbers(
      set,
      isNone(a.whis) ? 1.5 : number(a.whis),
    );
    const at = positions[i];
    const [left, right] = [at - widths[i] / 2, at + widths[i] / 2];
    const draw = (
      part: string,
      along: number[],
      values: number[],
      style: Record<string, unknown> = {},
    ): void => {
      const [x, y] = isVertical ? [along, values] : [values, along];
      parts[part].push(axes.addArtist(new Line2D(x, y).with({ color: "k", linewidth: 1, ...style })));
    };
    if (isFilled) {
      const box = isVertical
        ? new Rectangle(left, first, right - left, third - first)
        : new Rectangle(first, left, third - first, right - left);
      parts.boxes.push(axes.addArtist(box.with({ edgecolor: "k", facecolor: "C0", zorder: 1.9 })));
    } else draw("boxes", [left, right, right, left, left], [first, first, third, third, first]);
    draw("whiskers", [at, at], [first, low]);
    draw("whiskers", [at, at], [third, high]);
    const quarter = widths[i] / 4;
    draw("caps", [at - quarter, at + quarter], [low, low]);
    draw("caps", [at - quarter, at + quarter], [high, high]);
    draw("medians", [left, right], [median, median], { color: "C1" });
    const dots = { linestyle: "None", marker: "o", markerfacecolor: "none" };
    if (isNone(a.showfliers) || toBoolean(a.showfliers)) draw("fliers", outside.map(() => at), outside, dots); // prettier-ignore
    if (toBoolean(a.showmeans))
      draw("means", [at], [mean], { ...dots, marker: "^", color: "C2", markerfacecolor: "C2" });
  });
  const names = a.tick_labels ?? a.labels;
  const axis = isVertical ? axes.xAxis : axes.yAxis;
  axis.setTicks(positions, isNone(names) ? positions.map(integerText) : names, false, new Map());
  axis.range.fixed = [Math.min(...positions) - 0.5, Math.max(...positions) + 0.5];
  return new Map(Object.entries(parts));
}

export const barMethods: Methods<Axes> = {
  bar: [
    "x, height, width=0.8, bottom=None, *, align='center', !data=None, **kwargs",
    (axes, a) => bar(axes, { ...a, along: a.x, length: a.height, start: a.bottom }, true, a.kwargs),
  ],
  barh: [
    "y, width, height=0.8, left=None, *, align='center', !data=None, **kwargs",
    (axes, a) =>
      bar(axes, { ...a, along: a.y, length: a.width, width: a.height, start: a.left }, false, a.kwargs),
  ],
  bar_label: [
    "container, labels=None, *, fmt='%g', label_type='edge', padding=0, **kwargs",
    (axes, a) => labelBars(axes, a, a.kwargs),
  ],
  hist: [
    "x, bins=None, range=None, density=False, weights=None, cumulative=False, bottom=None, histtype='bar', align='mid', orientation='vertical', rwidth=None, log=False, color=None, label=None, stacked=False, *, !data=None, **kwargs",
    (axes, a) => hist(axes, a, a.kwargs),
  ],
  fill_between: [
    "x, y1, y2=0, where=None, !interpolate=False, step=None, *, !data=None, **kwargs",
    (axes, a) => fillBetween(axes, { ...a, along: a.x, first: a.y1, second: a.y2 }, true, a.kwargs),
  ],
  fill_betweenx: [
    "y, x1, x2=0, where=None, step=None, !interpolate=False, *, !data=None, **kwargs",
    (axes, a) => fillBetween(axes, { ...a, along: a.y, first: a.x1, second: a.x2 }, false, a.kwargs),
  ],
  axhspan: [
    "ymin, ymax, xmin=0, xmax=1, **kwargs",
    (axes, a) => band(axes, a.ymin, a.ymax, a.xmin, a.xmax, true, a.kwargs),
  ],
  axvspan: [
    "xmin, xmax, ymin=0, ymax=1, **kwargs",
    (axes, a) => band(axes, a.xmin, a.xmax, a.ymin, a.ymax, false, a.kwargs),
  ],
  fill: ["*args, !data=None, **kwargs", (axes, { args, kwargs }) => fill(axes, args, kwargs)],
  stackplot: [
    "x, *args, labels=None, colors=None, !data=None, **kwargs",
    (axes, a) => stackplot(axes, a.args, { ...a, labels: a.labels ?? [] }, a.kwargs),
  ],
  pie: [
    "x, *, explode=None, labels=None, colors=None, autopct=None, pctdistance=0.6, !shadow=False, labeldistance=1.1, startangle=0, radius=1, counterclock=True, wedgeprops=None, textprops=None, !center=None, frame=False, normalize=True, !data=None",
    (axes, a) => pie(axes, a),
  ],
  boxplot: [
    "x, *, !notch=None, !sym=None, vert=None, orientation='vertical', whis=None, positions=None, widths=None, patch_artist=None, showmeans=None, showfliers=None, tick_labels=None, labels=None, !data=None",
    (axes, a) => boxplot(axes, a),
  ],
};
