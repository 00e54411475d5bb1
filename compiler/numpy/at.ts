/** Indexing as NumPy's `x[...]`, for reading and for changing a copy. */

import { ArrayType, sameShape, showShape, stridesOf } from "../ir/arrayType.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { expectOptions } from "../ir/options.js";
import { dynamicSlice } from "../primitives/dynamicSlice.js";
import { gather } from "../primitives/gather.js";
import { scatter, scatterAdd, scatterMax, scatterMin, scatterMul } from "../primitives/scatter.js";
import { iota } from "../primitives/creation.js";
import * as views from "../primitives/views.js";
import { scalar } from "../trace/hostArray.js";
import { type ArrayLike, Value } from "../trace/value.js";
import { add, divide, multiply, subtract } from "./arithmetic.js";
import { power } from "./powers.js";
import { onesLike } from "./creation.js";
import { nonzero } from "./coordinates.js";
import { fromFront, indexArray } from "./places.js";
import { broadcastShapes, convertTo, expandTo, toValue } from "./promotion.js";
import { where } from "./where.js";

/** A range with a step, as Python's `start:stop:step`. */
class Slice {
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
type Part =
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

const isBool = (x: Index): x is ArrayLike =>
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
  const dots = index.indexOf("...");
  const count = (parts: readonly Index[]): number => parts.reduce((n: number, i) => n + axesOf(i), 0);
  const axis = dots >= 0 && dots < place ? x.ndim - count(index.slice(place)) : count(index.slice(0, place));
  const expected = x.shape.slice(axis, axis + mask.ndim);
  if (!sameShape(mask.shape, expected))
    throw new ValueError(
      `boolean index did not match shape of indexed array in index ${place}: got ${showShape(mask.shape)}, expected ${showShape(expected)}`,
    );
  return mask;
}

/** What each part of an index says of which axis. */
function parse(x: Value, index: readonly Index[]): Part[] {
  const parts = index.flatMap((i, place) =>
    isBool(i) ? (nonzero(fitting(x, index, place)) as Index[]) : [i],
  );
  const named = parts.filter((i) => i !== null && i !== "...").length;
  if (named > x.ndim)
    throw new ValueError(`Too many indices: array is ${x.ndim}-dimensional, but ${named} were indexed`);
  if (parts.filter((i) => i === "...").length > 1)
    throw new ValueError("an index can only have a single ellipsis ('...')");
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
function windowOf(x: Value, parts: readonly Part[]): Window {
  const points = parts.filter((p) => p.kind === "place" || p.kind === "places");
  const arrays = parts.filter((p) => p.kind === "places");
  const rows = broadcastShapes("indexing", arrays.map((p) => p.places.shape)); // prettier-ignore
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
function newAxes(parts: readonly Part[]): number[] {
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
function isOneWindow(parts: readonly Part[]): boolean {
  return parts.every((p) => p.kind !== "places" || p.places.ndim === 0);
}

/** The part at an index with one window, moved inside where it is not. */
function windowAt(x: Value, parts: readonly Part[]): Value {
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

type Mode = "fill" | "drop" | "clip" | "promise_in_bounds";

interface GetOptions {
  /**
   * What is read outside: the nearest element ("clip", and by default, where programs say "promise_in_bounds"), or
   * `fillValue` (NaN) with "fill".
   */
  mode?: Mode;
  fillValue?: number;
}

function read(
  x: Value,
  parts: readonly Part[],
  { mode = "promise_in_bounds", fillValue }: GetOptions = {},
): Value {
  // Ranges and single places are views; only arrays of places need a gather.
  const ranges = parts.filter((p) => p.kind === "range");
  const isFixed = (p: Part): boolean => p.kind === "place" && mode !== "fill" && mode !== "drop";
  const hasArrays =
    parts.some((p) => p.kind === "places") || parts.some((p) => p.kind === "place" && !isFixed(p));
  const start = x.shape.map(() => 0);
  const stop = [...x.shape];
  const step = x.shape.map(() => 1);
  const turned: number[] = [];
  for (const { axis, ...range } of ranges) {
    const last = range.start + (range.count - 1) * range.step;
    if (range.step < 0 && range.count > 1) turned.push(axis);
    start[axis] = range.count === 0 ? 0 : Math.min(range.start, last);
    stop[axis] = range.count === 0 ? 0 : Math.max(range.start, last) + 1;
    step[axis] = Math.abs(range.step);
  }
  const single = hasArrays ? [] : parts.filter((p) => p.kind === "place");
  for (const { axis, place } of single) {
    if (x.shape[axis] === 0) throw new ValueError(`index is out of bounds for axis ${axis} with size 0`);
    start[axis] = Math.min(Math.max(place, 0), x.shape[axis] - 1);
    stop[axis] = start[axis] + 1;
  }
  let result = views.slice(x, start, stop, step.some((s) => s !== 1) ? step : null); // prettier-ignore
  if (turned.length > 0) result = views.rev(result, turned);
  if (hasArrays) {
    const shape = result.shape;
    const taken = parts.map((p): Part => (p.kind === "range" ? { ...p, start: 0, count: shape[p.axis], step: 1 } : p));
    if (isOneWindow(parts) && (mode === "clip" || mode === "promise_in_bounds"))
      return views.expandDims(windowAt(result, taken), newAxes(parts));
    const { starts, sliceSizes, ...dims } = windowOf(result, taken);
    const gatherMode = mode === "drop" ? "fill" : mode;
    result = gather(result, starts, dims, sliceSizes, { mode: gatherMode, fillValue: fillValue ?? null });
  } else result = views.squeeze(result, single.map((p) => p.axis)); // prettier-ignore
  return views.expandDims(result, newAxes(parts));
}

/**
 * The part of an array at an index, as NumPy's `x[...]`. What Python writes as `x[1:3, ..., None]` is
 * `x.get(slice(1, 3), "...", null)`:
 *
 *     x.get(0) // x[0]
 *     x.get(-1, slice(null, null, 2)) // x[-1, ::2]
 *     x.get([2, 0]) // x[[2, 0]]
 *     x.get(x.gt(0)) // x[x > 0], for a known mask
 *
 * Places outside give the nearest element. Throws a RangeError for too many indices and for masks that don't fit, and a
 * TypeError for indices that are neither integers nor booleans. Source: `jax.Array.__getitem__`.
 */
export function get(x: ArrayLike, ...index: Index[]): Value {
  const value = toValue(x, "indexing");
  return read(value, parse(value, index));
}

/**
 * A part of an array, to be read, or changed in a copy: what NumPy writes as `x[i] += y` is `x = x.at(i).add(y)`. Indices
 * are those of `get`. `y` is broadcast to the part, and takes the dtype of the array.
 *
 *     jnp.zeros(3).at(slice(0, 2)).set([5, 6]) // [5. 6. 0.]
 *
 * Throws a TypeError when `y` doesn't fit. Source: `jax.numpy.ndarray.at`.
 */
export class At {
  constructor(
    private readonly x: Value,
    private readonly index: readonly Index[],
  ) {}

  /** The part itself. */
  get(options: GetOptions = {}): Value {
    expectOptions("get()", options, ["mode", "fillValue"]);
    return read(this.x, parse(this.x, this.index), options);
  }

  /** The array with y there. Of several for one place, one wins; places outside are left out. */
  set(y: ArrayLike, options: UpdateOptions = {}): Value {
    return this.update(scatter, (_, update) => update, y, options);
  }

  /** The array with y added there, also several times to one place. Throws a TypeError for booleans. */
  add(y: ArrayLike, options: UpdateOptions = {}): Value {
    this.expectNumbers("add");
    return this.update(scatterAdd, add, y, options);
  }

  /** The array with y subtracted there. Throws a TypeError for booleans. */
  subtract(y: ArrayLike, options: UpdateOptions = {}): Value {
    this.expectNumbers("sub");
    return this.update(scatterAdd, add, subtract(0, y), options);
  }

  /** The array multiplied by y there. Throws a TypeError for booleans. */
  multiply(y: ArrayLike, options: UpdateOptions = {}): Value {
    this.expectNumbers("mul");
    return this.update(scatterMul, multiply, y, options);
  }

  /** The array, as a float, divided by y there. Throws a TypeError for booleans. */
  divide(y: ArrayLike, options: UpdateOptions = {}): Value {
    return divide(this.x, new At(onesLike(this.x), this.index).multiply(y, options));
  }

  /** The array to the power y there. */
  power(y: ArrayLike, options: UpdateOptions = {}): Value {
    return power(this.x, new At(onesLike(this.x), this.index).multiply(y, options));
  }

  /** The lesser of the array and y there. */
  min(y: ArrayLike, options: UpdateOptions = {}): Value {
    return this.update(scatterMin, (a, b) => where(b.lt(a), b, a), y, options);
  }

  /** The greater of the array and y there. */
  max(y: ArrayLike, options: UpdateOptions = {}): Value {
    return this.update(scatterMax, (a, b) => where(b.gt(a), b, a), y, options);
  }

  /** The array with `f` of the part there. */
  apply(f: (part: Value) => ArrayLike, options: UpdateOptions = {}): Value {
    return this.set(f(this.get()), options);
  }

  private expectNumbers(name: string): void {
    if (this.x.dtype === "bool")
      throw new TypeError(
        `${name} does not accept dtype bool at position 0. Accepted dtypes at position 0 are subtypes of integer, floating.`,
      );
  }

  private update(
    primitive: typeof scatter,
    combine: (x: Value, y: Value) => Value,
    y: ArrayLike,
    options: UpdateOptions,
  ): Value {
    expectOptions("set(y)", options, ["mode", "uniqueIndices", "indicesAreSorted"]);
    const { x } = this;
    const update = convertTo(toValue(y, "at"), x.dtype);
    const [mask] = this.index;
    if (this.index.length === 1 && isBool(mask) && update.ndim === 0)
      return this.masked(toValue(mask), combine, update);
    const parts = parse(x, this.index);
    if (parts.some((p) => p.kind === "range" && p.step !== 1)) {
      // Any index can be followed through an array of positions.
      const strides = stridesOf(x.shape);
      const positions = read(views.reshape(iota("int32", [x.size], 0), x.shape), parts, { mode: "fill", fillValue: strides.length === 0 ? 1 : x.size }); // prettier-ignore
      return new At(views.reshape(x, [x.size]), [positions])
        .update(primitive, combine, update, options)
        .reshape(x.shape);
    }
    const isOne = isOneWindow(parts);
    const { mode = "drop", uniqueIndices = isOne, indicesAreSorted = isOne } = options;
    const { starts, shape, offsetDims, collapsedSliceDims, startIndexMap } = windowOf(x, parts);
    const added = newAxes(parts);
    const full = shape.slice();
    for (const axis of added) full.splice(axis, 0, 1);
    if (
      update.ndim > full.length ||
      broadcastShapes("scatter", [full, update.shape]).some((d, i) => d !== full[i])
    )
      throw new TypeError(
        `Cannot put values of shape ${showShape(update.shape)} where the array has shape ${showShape(full)}`,
      );
    const updates = views.reshape(expandTo(update, full), shape);
    const dims = {
      updateWindowDims: offsetDims,
      insertedWindowDims: collapsedSliceDims,
      scatterDimsToOperandDims: startIndexMap,
    };
    const scatterMode = mode === "drop" ? "fill" : mode;
    return primitive(convertTo(x, x.dtype), starts, updates, dims, {
      mode: scatterMode,
      uniqueIndices,
      indicesAreSorted,
    });
  }

  /** One number wherever a mask is true: a choice, for which the mask may be traced. */
  private masked(mask: Value, combine: (x: Value, y: Value) => Value, update: Value): Value {
    const { x } = this;
    if (mask.shape.some((d, i) => d !== x.shape[i]))
      throw new ValueError(
        `boolean index of shape ${showShape(mask.shape)} does not fit an array of shape ${showShape(x.shape)}`,
      );
    const spread = views.broadcastInDim(mask, x.shape, mask.shape.map((_, i) => i)); // prettier-ignore
    return where(spread, combine(x, update), x);
  }
}

interface UpdateOptions {
  /** What happens with places outside: left out ("drop", default), or moved inside ("clip"). */
  mode?: Mode;
  /** A promise that no place occurs twice. */
  uniqueIndices?: boolean;
  /** A promise that the indices are in order. */
  indicesAreSorted?: boolean;
}

/**
 * A part of an array, to be changed in a copy: `at(x, i).add(y)` is what NumPy writes as `x[i] += y`.
 *
 * Source: `jax.numpy.at`.
 */
export function at(x: ArrayLike, ...index: Index[]): At {
  return new At(toValue(x, "at"), index);
}
