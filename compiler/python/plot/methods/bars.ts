/** Methods of axes that draw bars. */

import { NotImplementedError, TypeError, ValueError } from "../../../ir/errors.js";
import { toBoolean } from "../artist.js";
import type { Axes } from "../axes.js";
import { toColors } from "../colors.js";
import { Container } from "../containers.js";
import { percentText } from "../statistics.js";
import { normalized, type Methods } from "../objects.js";
import { Rectangle } from "../patches.js";
import type { Keywords } from "../signature.js";
import type { Text } from "../texts.js";
import { Annotation } from "../texts.js";
import { dictionary, isNone, itemsOf, number, repeated, shapeText, text, vector } from "../values.js";
import { errorbar } from "./lines.js";

/** Bars, as a call describes them: `along` is the direction in which they stand side by side. */
interface Bars {
  along: number[];
  lengths: number[];
  widths: number[];
  starts: number[];
  isVertical: boolean;
}

export function makeBars(
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
    const options = Object.fromEntries(dictionary(errorKeywords));
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
};
