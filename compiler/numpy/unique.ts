/** Different elements, or slices along an axis. How many there are must be known, or is said by `size`. */

import { defaultInt, isFloating } from "../ir/dtype.js";
import { expectOptions } from "../ir/options.js";
import { iota } from "../primitives/creation.js";
import * as sorting from "../primitives/sort.js";
import * as views from "../primitives/views.js";
import { ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { At } from "./at.js";
import { flatnonzero } from "./coordinates.js";
import { cumsum } from "./cumulative.js";
import { diff } from "./differences.js";
import { take } from "./indexing.js";
import { concatenate } from "./joining.js";
import { bitwiseNot, isnan, less, logicalAnd, notEqual } from "./logic.js";
import { elementsOf } from "./places.js";
import { canonicalAxis, convertTo, expandTo, toValue } from "./promotion.js";
import { any, sum } from "./reductions.js";
import { between, moveaxis, ravel } from "./shape.js";
import { where } from "./where.js";
import { zeros } from "./creation.js";

export interface SizeOptions {
  /** How many there are in the result: with it the array may be traced. */
  size?: number | null;
  /** What fills the result when there are fewer. Default the least. */
  fillValue?: ArrayLike | null;
}

export interface UniqueOptions extends SizeOptions {
  /** Whether the place where each occurs first is given too. Default false. */
  returnIndex?: boolean;
  /** Whether it is given too which of them each element is. Default false. */
  returnInverse?: boolean;
  /** Whether it is given too how often each occurs. Default false. */
  returnCounts?: boolean;
  /** Along which axis slices are compared; elements without it. */
  axis?: number | null;
  /** Whether NaN is the same as NaN. Default true. */
  equalNan?: boolean;
  /** Without effect: the result is always in ascending order. */
  sorted?: boolean;
}

/** The rows of an array in ascending order, where each stood, and whether each differs from the one before. */
function sortedRows(rows: Value, equalNan: boolean): { sorted: Value; order: Value; isNew: Value } {
  const [length, ...rest] = rows.shape;
  const width = rest.reduce((a, b) => a * b, 1);
  const flat = views.reshape(rows, [length, width]);
  const columns = Array.from({ length: width }, (_, i) => views.squeeze(between(flat, 1, i, i + 1), [1]));
  const places = iota(defaultInt(), [length], 0);
  const result = sorting.sort([...columns, places], { dimension: 0, numKeys: width });
  const order = result.pop()!;
  const sorted = views.concatenate(result.map((c) => views.expandDims(c, [1])), 1); // prettier-ignore
  const [next, last] = [between(sorted, 0, 1, length), between(sorted, 0, 0, length - 1)];
  let differs = notEqual(next, last);
  if (equalNan && isFloating(rows.dtype))
    differs = logicalAnd(differs, bitwiseNot(logicalAnd(isnan(next), isnan(last))));
  const isNew = concatenate([[true], any(differs, { axis: 1 })]);
  return { sorted: views.reshape(sorted, rows.shape), order, isNew };
}

/** What `unique` is about, each int32 but for the values. */
interface Distinct {
  readonly values: Value;
  /** Where each occurs first. */
  readonly index: Value;
  readonly inverse: Value;
  readonly counts: Value;
  /** Which of the values are not filled in. */
  readonly isFound: Value;
}

/** The different rows of an array along its first axis. */
export function distinct(
  rows: Value,
  name: string,
  { size, fillValue, equalNan = true }: UniqueOptions,
): Distinct {
  const [length, ...rest] = rows.shape;
  const isOpen = size === undefined || size === null;
  if (rows.size === 0) {
    const count = size ?? Math.min(length, 1);
    if (count > 0 && length === 0 && (fillValue === undefined || fillValue === null))
      throw new ValueError(
        `jnp.${name}: for zero-sized input with nonzero size argument, fill_value must be specified`,
      );
    const none = zeros([count], { dtype: defaultInt() });
    const fill = convertTo(toValue(fillValue ?? 0, name), rows.dtype);
    const inverse = zeros([length], { dtype: defaultInt() });
    const counts = convertTo(expandTo(toValue(BigInt(length)), [count]), defaultInt());
    return { values: expandTo(fill, [count, ...rest]), index: none, inverse, counts, isFound: less(none, 0) };
  }
  const { sorted, order, isNew } = sortedRows(rows, equalNan);
  const known = sum(isNew);
  const count = isOpen ? elementsOf(known, name).values[0] : size;
  const isFound = less(iota(defaultInt(), [count], 0), known);
  const places = isOpen ? flatnonzero(isNew) : flatnonzero(isNew, { size: count });
  let values = take(sorted, places, { axis: 0 });
  if (!isOpen && fillValue !== undefined && fillValue !== null) {
    const shaped = views.reshape(isFound, [count, ...rest.map(() => 1)]);
    values = where(shaped, values, convertTo(toValue(fillValue, name), rows.dtype));
  }
  const last = BigInt(length);
  const ends = isOpen
    ? concatenate([places, [last]])
    : flatnonzero(isNew, { size: count + 1, fillValue: last });
  const inverse = new At(zeros([length], { dtype: defaultInt() }), [order]).set(cumsum(isNew).sub(1));
  return { values, index: take(order, places), inverse, counts: diff(ends), isFound };
}

function rowsOf(x: ArrayLike, name: string, axis: number | null | undefined): Value {
  if (axis === undefined || axis === null) return ravel(toValue(x, name));
  return moveaxis(x, axis, 0);
}

/** Whether something beside the values is asked for. */
type More = { returnIndex: true } | { returnInverse: true } | { returnCounts: true };

/**
 * The different elements in ascending order, NaN last; with `axis` the different slices along it. `returnIndex`,
 * `returnInverse` and `returnCounts` give more in a list: where each occurs first, which of them each element of x is, and
 * how often each occurs, all as int32.
 *
 *     jnp.unique([3, 1, 3]) // [1. 3.]
 *     jnp.unique([3, 1, 3], { returnCounts: true }) // [[1. 3.], [1 2]]
 *
 * Throws a ConcretizationTypeError for a traced array without `size`. Source: `jax.numpy.unique`.
 */
export function unique(x: ArrayLike, options: UniqueOptions & More): Value[];
export function unique(x: ArrayLike, options?: UniqueOptions): Value;
export function unique(x: ArrayLike, options: UniqueOptions = {}): Value | Value[] {
  expectOptions("unique(x)", options, [
    "returnIndex",
    "returnInverse",
    "returnCounts",
    "axis",
    "equalNan",
    "size",
    "fillValue",
    "sorted",
  ]);
  const { axis, returnIndex, returnInverse, returnCounts } = options;
  const isFlat = axis === undefined || axis === null;
  const value = toValue(x, "unique");
  const found = distinct(rowsOf(value, "unique", axis), "unique", options);
  const values = isFlat ? found.values : moveaxis(found.values, 0, canonicalAxis(axis, value.ndim));
  if (!returnIndex && !returnInverse && !returnCounts) return values;
  const inverse = isFlat ? views.reshape(found.inverse, value.shape) : found.inverse;
  return [
    values,
    ...(returnIndex ? [found.index] : []),
    ...(returnInverse ? [inverse] : []),
    ...(returnCounts ? [found.counts] : []),
  ];
}

function all(x: ArrayLike, name: string, options: SizeOptions): Distinct {
  expectOptions(`${name}(x)`, options, ["size", "fillValue"]);
  return distinct(rowsOf(x, name, null), name, { ...options, equalNan: false });
}

/**
 * The same as `unique`, with NaN different from NaN.
 *
 *     jnp.uniqueValues([3, 1, 3]) // [1. 3.]
 *
 * Source: `jax.numpy.unique_values`.
 */
export function uniqueValues(x: ArrayLike, options: SizeOptions = {}): Value {
  return all(x, "uniqueValues", options).values;
}

/**
 * The different elements in ascending order, and of each how often it occurs (int32).
 *
 *     jnp.uniqueCounts([3, 1, 3]) // [[1. 3.], [1 2]]
 *
 * Throws a ConcretizationTypeError for a traced array without `size`. Source: `jax.numpy.unique_counts`.
 */
export function uniqueCounts(x: ArrayLike, options: SizeOptions = {}): [values: Value, counts: Value] {
  const { values, counts } = all(x, "uniqueCounts", options);
  return [values, counts];
}

/**
 * The different elements in ascending order, and of each element of x which of them it is (int32, of the shape of x).
 *
 *     jnp.uniqueInverse([3, 1, 3]) // [[1. 3.], [1 0 1]]
 *
 * Throws a ConcretizationTypeError for a traced array without `size`. Source: `jax.numpy.unique_inverse`.
 */
export function uniqueInverse(x: ArrayLike, options: SizeOptions = {}): [values: Value, inverse: Value] {
  const { values, inverse } = all(x, "uniqueInverse", options);
  return [values, views.reshape(inverse, toValue(x).shape)];
}

/**
 * The different elements in ascending order, where each occurs first, which one each element of x is, and how often each
 * occurs; the last three are int32.
 *
 *     jnp.uniqueAll([3, 1, 3]) // [[1. 3.], [1 0], [1 0 1], [1 2]]
 *
 * Throws a ConcretizationTypeError for a traced array without `size`. Source: `jax.numpy.unique_all`.
 */
export function uniqueAll(
  x: ArrayLike,
  options: SizeOptions = {},
): [values: Value, indices: Value, inverse: Value, counts: Value] {
  const { values, index, inverse, counts } = all(x, "uniqueAll", options);
  return [values, index, views.reshape(inverse, toValue(x).shape), counts];
}
