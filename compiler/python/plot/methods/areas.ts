/** Methods of axes that fill areas and bands. */

import { ValueError } from "../../../ir/errors.js";
import { Transform } from "../artist.js";
import type { Axes } from "../axes.js";
import { PolyCollection } from "../collections.js";
import { toColor } from "../colors.js";
import { parseFormat } from "../formats.js";
import type { Point } from "../line.js";
import { normalized, type Methods } from "../objects.js";
import { Polygon, Rectangle } from "../patches.js";
import type { Keywords } from "../signature.js";
import { isNone, itemsOf, number, repeated, shapeOf, vector } from "../values.js";

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

export const areaMethods: Methods<Axes> = {
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
};
