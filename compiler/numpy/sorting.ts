/** Sorting, order statistics, searching. */

import { sameShape, showShape } from "../ir/arrayType.js";
import { defaultInt, isFloating } from "../ir/dtype.js";
import { type Arguments, expectArguments, expectOptions } from "../ir/options.js";
import * as primitives from "../primitives/sort.js";
import * as views from "../primitives/views.js";
import { iota } from "../primitives/creation.js";
import { take } from "../primitives/gather.js";
import { ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { add, maximum, minimum, subtract } from "./arithmetic.js";
import { zerosLike } from "./creation.js";
import { bitwiseNot, equal, greaterEqual, isnan, less, lessEqual, logicalAnd, logicalOr } from "./logic.js";
import { elementsOf, indexArray } from "./places.js";
import { canonicalAxis, promoteDtypes, toValue } from "./promotion.js";
import { sum } from "./reductions.js";
import { between, ravel } from "./shape.js";
import { where } from "./where.js";

export interface SortOptions {
  /** Along which axis; default the last, `null` for the raveled array. */
  axis?: number | null;
  /** Largest first. Default false. */
  descending?: boolean;
  /** Whether equals keep their order. They always do. */
  stable?: boolean;
  /** Without effect: NumPy's choice of a method. */
  kind?: string | null;
}

const sortOptions = ["axis", "descending", "stable", "kind"] as const;

function alongAxis(x: ArrayLike, name: string, axis: number | null | undefined): [Value, number] {
  const value = toValue(x, name);
  if (axis === null) return [ravel(value), 0];
  return [value, canonicalAxis(axis ?? -1, value.ndim)];
}

/**
 * The elements in ascending order along an axis (default the last), NaN last; equal ones keep their order.
 *
 *     jnp.sort([3, 1, 2], { descending: true }) // [3. 2. 1.]
 *
 * Throws a ValueError for an axis that x doesn't have. Source: `jax.numpy.sort`.
 */
export function sort(x: ArrayLike, options: SortOptions = {}): Value {
  const { axis, descending = false } = expectOptions("sort(x)", options, sortOptions);
  const [value, dimension] = alongAxis(x, "sort", axis);
  const sorted = primitives.sort([value], { dimension, numKeys: 1 })[0];
  return descending ? views.rev(sorted, [dimension]) : sorted;
}

/**
 * The places of the elements in ascending order along an axis (default the last), NaN last, as int32; equal ones keep
 * their order, also when `descending`.
 *
 *     jnp.argsort([3, 1, 2]) // [1 2 0]
 *
 * Throws a ValueError for an axis that x doesn't have. Source: `jax.numpy.argsort`.
 */
export function argsort(x: ArrayLike, options: SortOptions = {}): Value {
  const { axis, descending = false } = expectOptions("argsort(x)", options, sortOptions);
  const [value, dimension] = alongAxis(x, "argsort", axis);
  const turn = (v: Value): Value => (descending ? views.rev(v, [dimension]) : v);
  const places = iota(defaultInt(), value.shape, dimension);
  return turn(primitives.sort([turn(value), turn(places)], { dimension, numKeys: 1 })[1]);
}

export interface PartitionOptions {
  kth: number;
  /** Default the last. */
  axis?: number | null;
}

/**
 * The elements along an axis (default the last) in an order in which the one of place `kth` stands where sorting puts it,
 * lesser ones before it and greater ones after it. Here all are sorted.
 *
 *     jnp.partition([3, 1, 2], 1) // [1. 2. 3.]
 *
 * Throws a ValueError for a place or an axis that x doesn't have. Source: `jax.numpy.partition`.
 */
export function partition(x: ArrayLike, ...rest: Arguments<PartitionOptions, ["kth"]>): Value {
  const { kth, axis = -1 } = expectArguments<PartitionOptions>("partition(x)", rest, ["kth"], ["axis"]);
  const [value, dimension] = alongAxis(x, "partition", axis);
  canonicalAxis(kth, value.shape[dimension]);
  return sort(value, { axis: dimension });
}

/**
 * The places of the elements in the order that `partition` gives, as int32.
 *
 *     jnp.argpartition([3, 1, 2], 1) // [1 2 0]
 *
 * Throws a ValueError for a place or an axis that x doesn't have. Source: `jax.numpy.argpartition`.
 */
export function argpartition(x: ArrayLike, ...rest: Arguments<PartitionOptions, ["kth"]>): Value {
  const { kth, axis = -1 } = expectArguments<PartitionOptions>("argpartition(x)", rest, ["kth"], ["axis"]);
  const [value, dimension] = alongAxis(x, "argpartition", axis);
  canonicalAxis(kth, value.shape[dimension]);
  return argsort(value, { axis: dimension });
}

/**
 * The order by several keys, the last one first: places, as int32.
 *
 *     jnp.lexsort([[1, 0, 2], [5, 5, 4]]) // [2 1 0]
 *
 * Throws a ValueError for an axis that the keys don't have. Source: `jax.numpy.lexsort`.
 */
export function lexsort(keys: readonly ArrayLike[], options: { axis?: number } = {}): Value {
  const { axis = -1 } = expectOptions("lexsort(keys)", options, ["axis"]);
  const values = keys.map((k) => toValue(k, "lexsort")).reverse();
  const dimension = canonicalAxis(axis, values[0].ndim);
  const places = iota(defaultInt(), values[0].shape, dimension);
  return primitives.sort([...values, places], { dimension, numKeys: values.length }).at(-1)!;
}

export interface SearchOptions {
  /** Before equal ones ("left", default), or after them. */
  side?: "left" | "right";
  /** The places of the elements of x in ascending order, where they don't lie so. */
  sorter?: ArrayLike | null;
  /** Without effect: JAX's choice of an algorithm. */
  method?: string;
}

/**
 * Where elements of v belong in the sorted row x, as int32: before equal ones ("left", default) or after.
 *
 *     jnp.searchsorted([1, 2, 2, 3], 2) // 1
 *     jnp.searchsorted([1, 2, 2, 3], [2, 9], { side: "right" }) // [3 4]
 *
 * Throws a ValueError unless x is a row, and for another side. Source: `jax.numpy.searchsorted`.
 */
export function searchsorted(x: ArrayLike, v: ArrayLike, options: SearchOptions = {}): Value {
  const { side = "left", sorter } = expectOptions("searchsorted(x, v)", options, [
    "side",
    "sorter",
    "method",
  ]);
  if (side !== "left" && side !== "right")
    throw new ValueError(
      `${String(side)} is an invalid value for keyword 'side'. Expected one of ['left', 'right'].`,
    );
  const [given, wanted] = promoteDtypes([x, v], "searchsorted");
  const row = sorter === undefined || sorter === null ? given : take(given, indexArray(sorter), 0);
  if (row.ndim !== 1) throw new ValueError("a should be 1-dimensional");
  const length = row.shape[0];
  // As many elements stand before as steps could be taken, the longest first.
  let count = zerosLike(wanted, { dtype: defaultInt() });
  for (let step = 2 ** Math.floor(Math.log2(Math.max(length, 1))); step >= 1 && length > 0; step /= 2) {
    const next = add(count, step);
    const element = take(row, subtract(minimum(next, length), 1), 0);
    count = where(logicalAnd(lessEqual(next, length), standsBefore(element, wanted, side)), next, count);
  }
  return count;
}

/** NaN stands after everything, in the row and as what is looked for. */
function standsBefore(element: Value, wanted: Value, side: "left" | "right"): Value {
  const isBefore = side === "left" ? less(element, wanted) : lessEqual(element, wanted);
  if (!isFloating(wanted.dtype)) return isBefore;
  const isLast = isnan(wanted);
  return logicalOr(isBefore, side === "left" ? logicalAnd(isLast, bitwiseNot(isnan(element))) : isLast);
}

/**
 * In which of the ranges between `bins`, in ascending or descending order, each element lies, as int32: 0 before the
 * first. A range includes its lower end, or with `right` its upper end.
 *
 *     jnp.digitize([0.5, 2, 9], [1, 2, 3]) // [0 2 3]
 *
 * Throws a ValueError unless `bins` is a row. Source: `jax.numpy.digitize`.
 */
export function digitize(
  x: ArrayLike,
  bins: ArrayLike,
  options: { right?: boolean; method?: string | null } = {},
): Value {
  const { right = false } = expectOptions("digitize(x, bins)", options, ["right", "method"]);
  const row = toValue(bins, "digitize");
  if (row.ndim !== 1) throw new ValueError("digitize: bins must be a 1-dimensional array");
  const side = right ? "left" : "right";
  if (row.size < 2) return searchsorted(row, x, { side });
  const end = (i: number): Value => views.squeeze(between(row, 0, i, i + 1), [0]);
  const descending = subtract(row.size, searchsorted(views.rev(row, [0]), x, { side }));
  return where(greaterEqual(end(row.size - 1), end(0)), searchsorted(row, x, { side }), descending);
}

export interface BincountOptions {
  /** How many counts there are. Without it, as many as the greatest element (which must be known) needs. */
  length?: number;
  /** How many counts there are at least. Default 0. */
  minlength?: number;
  /** What each element counts, in the shape of x. */
  weights?: ArrayLike;
}

/**
 * How often each of 0, 1, 2 … occurs among integers, as int32, or the sum of the weights there. Negative ones count as
 * 0, and those from `length` on not at all.
 *
 *     jnp.bincount([0, 1, 1, 3]) // [1 2 0 1]
 *
 * Throws a TypeError for floats, a ValueError unless x is a row of the length of the weights, and a
 * ConcretizationTypeError for a traced array without `length`. Source: `jax.numpy.bincount`.
 */
export function bincount(x: ArrayLike, options: BincountOptions = {}): Value {
  const {
    length,
    minlength = 0,
    weights,
  } = expectOptions("bincount(x)", options, ["length", "minlength", "weights"]);
  const value = indexArray(x, "bincount");
  if (value.ndim !== 1) throw new ValueError("only 1-dimensional input supported.");
  const each = toValue(weights ?? 1n, "bincount");
  if (weights !== undefined && !sameShape(value.shape, each.shape))
    throw new ValueError(
      `shape of weights must match shape of x. Got ${showShape(each.shape)} and ${showShape(value.shape)}`,
    );
  const count =
    length ?? Math.max(minlength, ...Array.from(elementsOf(value, "bincount").values, (i) => i + 1));
  const hits = equal(views.expandDims(maximum(value, 0), [0]), iota(value.dtype, [count, 1], 0));
  return sum(where(hits, each, 0), { axis: 1 });
}
