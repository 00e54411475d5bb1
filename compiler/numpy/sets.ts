/**
 * Rows as sets: different elements, membership, union and intersection. What has as many elements as there are different
 * ones needs concrete arrays, or a `size`.
 */

import { ArrayType } from "../ir/arrayType.js";
import { expectOptions } from "../ir/options.js";
import * as views from "../primitives/views.js";
import { allocate, HostArray } from "../trace/hostArray.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { take } from "./indexing.js";
import { concatenate } from "./joining.js";
import { bitwiseNot, equal } from "./logic.js";
import { elementsOf } from "./places.js";
import { canonicalAxis, promoteDtypes, toValue } from "./promotion.js";
import { any } from "./reductions.js";
import { moveaxis, ravel } from "./shape.js";
import { sort } from "./sorting.js";

/**
 * Which elements of x are among those of `values` (or, with `invert`, are not): a bool array of the shape of x.
 *
 *     jnp.isin([1, 2, 3], [3, 1]) // [ True False  True]
 *
 * Source: `jax.numpy.isin`.
 */
export function isin(x: ArrayLike, values: ArrayLike, options: { invert?: boolean } = {}): Value {
  const { invert = false } = expectOptions("isin(x, values)", options, ["invert"]);
  const [each, set] = promoteDtypes([x, values], "isin");
  const found = any(equal(views.expandDims(each, [-1]), ravel(set)), { axis: -1 });
  return invert ? bitwiseNot(found) : found;
}

/** A JavaScript order of numbers in which NaN stands last. */
function compare(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a - b;
}

interface Found {
  readonly rows: HostArray;
  /** Numbers of the different rows, each the first of its kind, in the order of the rows. */
  readonly first: number[];
  /** For each row, which of the different ones it is. */
  readonly inverse: number[];
  readonly counts: number[];
}

/** The different rows of an array of the shape [rows, ...]. */
function differentRows(rows: HostArray, equalNan: boolean): Found {
  const { values } = rows;
  const width = rows.shape[0] === 0 ? 0 : rows.size / rows.shape[0];
  const compareRows = (i: number, j: number): number => {
    for (let k = 0; k < width; k++) {
      const order = compare(values[i * width + k], values[j * width + k]);
      if (order !== 0) return order;
    }
    return 0;
  };
  const isSame = (i: number, j: number): boolean =>
    compareRows(i, j) === 0 &&
    (equalNan || !values.subarray(i * width, (i + 1) * width).some((x) => Number.isNaN(x)));
  const order = Array.from({ length: rows.shape[0] }, (_, i) => i).sort((i, j) => compareRows(i, j) || i - j);
  const first: number[] = [];
  const counts: number[] = [];
  const inverse = new Array<number>(order.length);
  order.forEach((row, place) => {
    if (place === 0 || !isSame(order[place - 1], row)) {
      first.push(row);
      counts.push(0);
    }
    counts[counts.length - 1]++;
    inverse[row] = first.length - 1;
  });
  return { rows, first, inverse, counts };
}

export interface UniqueOptions {
  /** Along which axis slices are compared; elements without it. */
  axis?: number | null;
  /** Whether NaN is the same as NaN. Default true. */
  equalNan?: boolean;
}

function find(x: ArrayLike, name: string, { axis, equalNan = true }: UniqueOptions): Found {
  const value = toValue(x, name);
  const rows = axis === undefined || axis === null ? ravel(value) : moveaxis(value, axis, 0);
  return differentRows(elementsOf(rows, name), equalNan);
}

function int32(values: readonly number[], shape: readonly number[] = [values.length]): HostArray {
  return new HostArray(new ArrayType("int32", shape), Int32Array.from(values));
}

function pick({ rows, first }: Found, axis: number | null | undefined): Value {
  if (first.length === 0) return rows;
  const found = take(rows, int32(first), { axis: 0 });
  return axis === undefined || axis === null ? found : moveaxis(found, 0, canonicalAxis(axis, rows.ndim));
}

/**
 * The different elements in ascending order, NaN last; with `axis` the different slices along it.
 *
 *     jnp.unique([3, 1, 3]) // [1. 3.]
 *
 * Throws a ConcretizationTypeError for a traced array. Source: `jax.numpy.unique`; for places and counts there are
 * `uniqueAll`, `uniqueCounts` and `uniqueInverse`.
 */
export function unique(x: ArrayLike, options: UniqueOptions = {}): Value {
  expectOptions("unique(x)", options, ["axis", "equalNan"]);
  return pick(find(x, "unique", options), options.axis);
}

/** The same as `unique`, with NaN different from NaN. Source: `jax.numpy.unique_values`. */
export function uniqueValues(x: ArrayLike): Value {
  return unique(x, { equalNan: false });
}

/**
 * The different elements in ascending order, and of each how often it occurs (int32).
 *
 *     jnp.uniqueCounts([3, 1, 3]) // [[1. 3.], [1 2]]
 *
 * Throws a ConcretizationTypeError for a traced array. Source: `jax.numpy.unique_counts`.
 */
export function uniqueCounts(x: ArrayLike): [values: Value, counts: Value] {
  const found = find(x, "unique_counts", { equalNan: false });
  return [pick(found, null), int32(found.counts)];
}

/**
 * The different elements in ascending order, and of each element of x which of them it is (int32, of the shape of x).
 *
 *     jnp.uniqueInverse([3, 1, 3]) // [[1. 3.], [1 0 1]]
 *
 * Throws a ConcretizationTypeError for a traced array. Source: `jax.numpy.unique_inverse`.
 */
export function uniqueInverse(x: ArrayLike): [values: Value, inverse: Value] {
  const found = find(x, "unique_inverse", { equalNan: false });
  return [pick(found, null), int32(found.inverse, toValue(x).shape)];
}

/**
 * The different elements in ascending order, where each occurs first, which one each element of x is, and how often each
 * occurs; the last three are int32.
 *
 *     jnp.uniqueAll([3, 1, 3]) // [[1. 3.], [1 0], [1 0 1], [1 2]]
 *
 * Throws a ConcretizationTypeError for a traced array. Source: `jax.numpy.unique_all`.
 */
export function uniqueAll(x: ArrayLike): [values: Value, indices: Value, inverse: Value, counts: Value] {
  const found = find(x, "unique_all", { equalNan: false });
  return [pick(found, null), int32(found.first), int32(found.inverse, toValue(x).shape), int32(found.counts)];
}

/** The elements of a row for which `isChosen` holds. */
function chosen(row: HostArray, isChosen: (x: number) => boolean): Value {
  const values = Array.from(row.values).filter(isChosen);
  const result = allocate(row.dtype, values.length);
  result.set(values);
  return new HostArray(new ArrayType(row.dtype, [values.length]), result);
}

/** Rows of their different elements, in one dtype, and sets of these. NaN is in no set: it equals nothing. */
function asSets(
  name: string,
  x: ArrayLike,
  y: ArrayLike,
): { rows: HostArray[]; sets: ReadonlySet<number>[] } {
  const rows = promoteDtypes([x, y], name).map((v) => elementsOf(unique(v), name));
  return { rows, sets: rows.map((row) => new Set(Array.from(row.values).filter((v) => !Number.isNaN(v)))) };
}

/**
 * The different elements of both arrays together, in ascending order.
 *
 *     jnp.union1d([3, 1], [1, 2]) // [1. 2. 3.]
 *
 * Throws a ConcretizationTypeError for a traced array. Source: `jax.numpy.union1d`.
 */
export function union1d(x: ArrayLike, y: ArrayLike): Value {
  return unique(concatenate([ravel(x), ravel(y)]));
}

/**
 * The different elements that are in both arrays, in ascending order.
 *
 *     jnp.intersect1d([3, 1], [1, 2]) // [1.]
 *
 * Throws a ConcretizationTypeError for a traced array. Source: `jax.numpy.intersect1d`.
 */
export function intersect1d(x: ArrayLike, y: ArrayLike): Value {
  const { rows, sets } = asSets("intersect1d", x, y);
  return chosen(rows[0], (v) => sets[1].has(v));
}

/**
 * The different elements of x that are not in y, in ascending order.
 *
 *     jnp.setdiff1d([3, 1], [1, 2]) // [3.]
 *
 * Throws a ConcretizationTypeError for a traced array. Source: `jax.numpy.setdiff1d`.
 */
export function setdiff1d(x: ArrayLike, y: ArrayLike): Value {
  const { sets } = asSets("setdiff1d", x, y);
  return chosen(elementsOf(unique(x), "setdiff1d"), (v) => !sets[1].has(v));
}

/**
 * The different elements that are in one of both arrays only, in ascending order.
 *
 *     jnp.setxor1d([3, 1], [1, 2]) // [2. 3.]
 *
 * Throws a ConcretizationTypeError for a traced array. Source: `jax.numpy.setxor1d`.
 */
export function setxor1d(x: ArrayLike, y: ArrayLike): Value {
  const { rows, sets } = asSets("setxor1d", x, y);
  const both = elementsOf(sort(concatenate(rows)), "setxor1d");
  return chosen(both, (v) => !(sets[0].has(v) && sets[1].has(v)));
}
