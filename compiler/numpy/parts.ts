/** What the parts of an index, as NumPy's `x[...]` has them, say of the axes of an array. */

import { ArrayType, sameShape, showShape } from "../ir/arrayType.js";
import { IndexError, NonConcreteBooleanIndexError, TypeError, ValueError } from "../ir/errors.js";
import { dynamicSlice } from "../primitives/dynamicSlice.js";
import * as views from "../primitives/views.js";
import { scalar } from "../trace/hostArray.js";
import { isTraced } from "../trace/static.js";
import { type ArrayLike, Value } from "../trace/value.js";
import { nonzero } from "./coordinates.js";
import { fromFront, indexArray } from "./places.js";
import { broadcastShapes, convertTo, expandTo, toValue } from "./promotion.js";

/** A range with a step, as Python's `start:stop:step`. */
export class Slice {
  constructor(
    readonly start: number | null,
    readonly stop: number | null,
    readonly step: number | null,
  ) {}

  /** First element, number of elements and step within an axis. */
  within(length: number): { start: number; count: number; step: number } {
    const step = this.step ?? 1;
    if (step === 0) throw new ValueError("slice step cannot be zero");
    const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
    const place = (x: number): number => Math.min(Math.max(x < 0 ? x + length : x, low), high);
    const start = this.start === null ? (step > 0 ? 0 : length - 1) : place(this.start);
    const stop = this.stop === null ? (step > 0 ? length : -1) : place(this.stop);
    return { start, count: Math.max(0, Math.ceil((stop - start) / step)), step };
  }
}

/**
 * `slice(stop)`, `slice(start, stop)`, `slice(start, stop, step)`: a range in an index. `slice()` is a whole axis.
 */
export function slice(...bounds: (number | null)[]): Slice {
  if (bounds.length === 0) return new Slice(null, null, null);
  if (bounds.length === 1) return new Slice(null, bounds[0], null);
  return new Slice(bounds[0], bounds[1], bounds[2] ?? null);
}

/**
 * One part of an index: a number, a `slice`, `null` for a new axis, `"..."` for whole axes in between,
 * an integer array or list for several places, or a bool array for places where it is true.
 */
export type Index = number | Slice | null | "..." | ArrayLike;

/** One axis of the array, or a new one. */
export type Part =
  | { readonly kind: "new" }
  | {
      readonly kind: "range";
      readonly axis: number;
      readonly start: number;
      readonly count: number;
      readonly step: number;
    }
  | { readonly kind: "place"; readonly axis: number; readonly place: number }
  | { readonly kind: "places"; readonly axis: number; readonly places: Value };

export const isBool = (x: Index): x is ArrayLike =>
  typeof x === "boolean" || ((x instanceof Value || Array.isArray(x)) && toValue(x).dtype === "bool");

/** How many axes of the array a part of an index is about. */
function axesOf(i: Index): number {
  if (i === null || i === "...") return 0;
  return isBool(i) ? toValue(i).ndim : 1;
}

/** The mask at a place of an index, which must have the lengths of the axes that it stands for. */
function fitting(x: Value, index: readonly Index[], place: number): Value {
  const mask = toValue(index[place]);
  if (mask.ndim === 0)
    throw new TypeError("a single boolean is no index: use null for a new axis, or jnp.where");
  if (isTraced(mask))
    throw new NonConcreteBooleanIndexError(
      `Array boolean indices must be concrete; got ${mask.type.toString()}`,
      {
        hint: `${mask.origin()}\nHow many elements a traced mask takes is not known: jnp.where(mask, x, 0) keeps the shape.`,
      },
    );
  const dots = index.indexOf("...");
  const count = (parts: readonly Index[]): number => parts.reduce((n: number, i) => n + axesOf(i), 0);
  const axis = dots >= 0 && dots < place ? x.ndim - count(index.slice(place)) : count(index.slice(0, place));
  const expected = x.shape.slice(axis, axis + mask.ndim);
  if (!sameShape(mask.shape, expected))
    throw new IndexError(
      `boolean index did not match shape of indexed array in index ${place}: got ${showShape(mask.shape)}, expected [${expected.join(", ")}]`,
    );
  return mask;
}

/** What each part of an index says of which axis. */
export function parse(x: Value, index: readonly Index[]): Part[] {
  const parts = index.flatMap((i, place) =>
    isBool(i) ? (nonzero(fitting(x, index, place)) as Index[]) : [i],
  );
  const named = parts.filter((i) => i !== null && i !== "...").length;
  if (named > x.ndim)
    throw new IndexError(`Too many indices: array is ${x.ndim}-dimensional, but ${named} were indexed`);
  if (parts.filter((i) => i === "...").length > 1)
    throw new IndexError("an index can only have a single ellipsis ('...')");
  if (!parts.includes("...")) parts.push("...");
  const result: Part[] = [];
  let axis = 0;
  const whole = (): void =>
    void result.push({ kind: "range", axis, start: 0, count: x.shape[axis++], step: 1 });
  for (const i of parts) {
    if (i === null) result.push({ kind: "new" });
    else if (i === "...") for (let n = named; n < x.ndim; n++) whole();
    else if (i instanceof Slice) result.push({ kind: "range", axis, ...i.within(x.shape[axis++]) });
    else if (typeof i === "number") {
      if (!Number.isInteger(i))
        throw new TypeError(`Indexer must have integer or boolean type, got indexer with value ${i}`);
      const length = x.shape[axis];
      const place = Math.min(Math.max(i < 0 ? i + length : i, -1), length);
      result.push({ kind: "place", axis: axis++, place });
    } else {
      const places = convertTo(fromFront(indexArray(i), x.shape[axis]), "int32");
      result.push({ kind: "places", axis: axis++, places });
    }
  }
  return result;
}

/** An index as dimension numbers of a gather: where windows start, and how they and the places lie in the result. */
interface Window {
  readonly starts: Value;
  readonly offsetDims: number[];
  readonly collapsedSliceDims: number[];
  readonly startIndexMap: number[];
  readonly sliceSizes: number[];
  /** Of the result before new axes are added. */
  readonly shape: number[];
}

/** `ranges` have step 1. */
export function windowOf(x: Value, parts: readonly Part[]): Window {
  const points = parts.filter((p) => p.kind === "place" || p.kind === "places");
  const arrays = parts.filter((p) => p.kind === "places");
  const rows = broadcastShapes(arrays.map((p) => p.places.shape)); // prettier-ignore
  const old = parts.filter((p) => p.kind !== "new");
  // NumPy: the places lie where the first array stands if nothing stands between the arrays, else in front.
  const numbers = arrays.length > 0 ? points : [];
  const first = parts.findIndex((p) => numbers.includes(p as (typeof numbers)[number]));
  const adjacent = numbers.length > 0 && parts.slice(first, first + numbers.length).every((p) => p.kind === "place" || p.kind === "places"); // prettier-ignore
  const rangesBefore = adjacent ? parts.slice(0, first).filter((p) => p.kind === "range").length : 0;
  const ranges = old.filter((p) => p.kind === "range");
  const starting = old.filter((p) => p.kind !== "range" || p.start !== 0 || p.count !== x.shape[p.axis]);
  const components = starting.map((p) => {
    const start = p.kind === "places" ? p.places : scalar(p.kind === "place" ? p.place : (p as { start: number }).start, new ArrayType("int32", [])); // prettier-ignore
    return views.expandDims(expandTo(start, rows), [rows.length]);
  });
  const sizes = ranges.map((p) => p.count);
  return {
    starts: components.length > 0 ? views.concatenate(components, rows.length) : views.broadcastInDim(scalar(0, new ArrayType("int32", [])), [...rows, 0]), // prettier-ignore
    offsetDims: ranges.map((_, i) => (i < rangesBefore ? i : i + rows.length)),
    collapsedSliceDims: points.map((p) => p.axis),
    startIndexMap: starting.map((p) => p.axis),
    sliceSizes: x.shape.map((_, axis) => ranges.find((p) => p.axis === axis)?.count ?? 1),
    shape: [...sizes.slice(0, rangesBefore), ...rows, ...sizes.slice(rangesBefore)],
  };
}

/** Where new axes stand in the result. */
export function newAxes(parts: readonly Part[]): number[] {
  const arrays = parts.filter((p) => p.kind === "places");
  const rank = Math.max(0, ...arrays.map((p) => p.places.ndim));
  const isPoint = (p: Part): boolean => p.kind === "places" || p.kind === "place";
  const first = arrays.length > 0 ? parts.findIndex(isPoint) : -1;
  const last = arrays.length > 0 ? parts.findLastIndex(isPoint) : -1;
  const adjacent = first >= 0 && parts.slice(first, last + 1).every(isPoint);
  const result: number[] = [];
  let axis = first >= 0 && !adjacent ? rank : 0;
  parts.forEach((p, i) => {
    if (adjacent && i === first) axis += rank;
    if (p.kind === "new") result.push(axis++);
    else if (p.kind === "range") axis++;
  });
  return result;
}

/** Whether an index has no array of places, but one place at most on each axis. */
export function isOneWindow(parts: readonly Part[]): boolean {
  return parts.every((p) => p.kind !== "places" || p.places.ndim === 0);
}

/** The part at an index with one window, moved inside where it is not. */
export function windowAt(x: Value, parts: readonly Part[]): Value {
  const old = parts.filter((p) => p.kind !== "new");
  const number = (n: number): Value => scalar(n, new ArrayType("int32", []));
  const starts = old.map((p) => {
    if (p.kind === "places") return p.places;
    return number(p.kind === "place" ? p.place : p.start);
  });
  const sizes = old.map((p) => (p.kind === "range" ? p.count : 1));
  return views.squeeze(
    dynamicSlice(x, starts, sizes),
    old.filter((p) => p.kind !== "range").map((p) => p.axis),
  );
}
