/** Methods of axes that count in bins. */

import { toBoolean } from "../artist.js";
import type { Axes } from "../axes.js";
import { toColor } from "../colors.js";
import { binEdges, counts, dataSets } from "../statistics.js";
import type { Point } from "../line.js";
import { normalized, PlotTuple, type Methods } from "../objects.js";
import { Polygon, stepOutline } from "../patches.js";
import type { Keywords } from "../signature.js";
import { floats, isNone, number, vector } from "../values.js";
import { makeBars } from "./bars.js";

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

export const histogramMethods: Methods<Axes> = {
  hist: [
    "x, bins=None, range=None, density=False, weights=None, cumulative=False, bottom=None, histtype='bar', align='mid', orientation='vertical', rwidth=None, log=False, color=None, label=None, stacked=False, *, !data=None, **kwargs",
    (axes, a) => hist(axes, a, a.kwargs),
  ],
};
