/** Sorting, and the largest elements. */

import { type Arguments, expectArguments } from "../ir/options.js";
import { canonicalAxis, toValue } from "../numpy/promotion.js";
import { neg } from "../primitives/arithmetic.js";
import * as sorting from "../primitives/sort.js";
import { moveAxis } from "../primitives/views.js";
import type { ArrayLike, Value } from "../trace/value.js";

interface SortKeyValOptions {
  /** Default the last. */
  dimension?: number;
  /** Whether equals keep their order. They always do. */
  isStable?: boolean;
}

export interface SortOptions extends SortKeyValOptions {
  /** How many of the arrays are compared. Default 1. */
  numKeys?: number;
}

type SortArguments = Arguments<SortOptions, ["dimension", "isStable", "numKeys"]>;

/**
 * Sorted along an axis, NaN last. Several arrays of one shape are ordered together, by the first `numKeys` of them.
 *
 *     lax.sort([3, 1, 2]) // [1. 2. 3.]
 *     lax.sort([[3, 1, 2], [10, 20, 30]], { numKeys: 1 }) // [[1. 2. 3.], [20. 30. 10.]]
 *
 * Throws a TypeError for arrays of different shapes. Source: `jax.lax.sort`.
 */
export function sort(x: readonly ArrayLike[], ...rest: SortArguments): Value[];
export function sort(x: ArrayLike, ...rest: SortArguments): Value;
export function sort(x: ArrayLike | readonly ArrayLike[], ...rest: SortArguments): Value | Value[] {
  const options = expectArguments<SortOptions>("sort(x)", rest, ["dimension?", "isStable?", "numKeys?"]);
  if (Array.isArray(x) && x.some((item) => typeof item === "object")) {
    const values = (x as readonly ArrayLike[]).map((v) => toValue(v, "sort"));
    return sorting.sort(values, options);
  }
  return sorting.sort([toValue(x, "sort")], options)[0];
}

/**
 * Keys sorted along an axis, and values in the same order.
 *
 *     lax.sortKeyVal([3, 1, 2], [10, 20, 30]) // [[1. 2. 3.], [20. 30. 10.]]
 *
 * Source: `jax.lax.sort_key_val`.
 */
export function sortKeyVal(
  keys: ArrayLike,
  values: ArrayLike,
  ...rest: Arguments<SortKeyValOptions, ["dimension", "isStable"]>
): [keys: Value, values: Value] {
  const order = ["dimension?", "isStable?"] as const;
  const given = expectArguments<SortKeyValOptions>("sortKeyVal(keys, values)", rest, order);
  const { dimension = -1, isStable = true } = given;
  const both = [toValue(keys, "sort_key_val"), toValue(values, "sort_key_val")];
  const [k, v] = sorting.sort(both, { dimension, isStable });
  return [k, v];
}

interface TopKOptions {
  k: number;
  /** Default the last. */
  axis?: number;
}

/**
 * The k largest elements along an axis (default the last), largest first, and their places (int32). NaN is the largest.
 *
 *     lax.topK([1, 3, 2], 2) // [[3. 2.], [1 2]]
 *
 * Throws a ValueError when there are fewer than k. Source: `jax.lax.top_k`.
 */
export function topK(x: ArrayLike, ...rest: Arguments<TopKOptions, ["k"]>): [values: Value, indices: Value] {
  const { k, axis = -1 } = expectArguments<TopKOptions>("topK(x)", rest, ["k"], ["axis"]);
  const value = toValue(x, "top_k");
  const [values, indices] = sorting.topK(moveAxis(value, canonicalAxis(axis, value.ndim), value.ndim - 1), k);
  const back = (v: Value): Value => moveAxis(v, value.ndim - 1, canonicalAxis(axis, value.ndim));
  return [back(values), back(indices)];
}

interface ApproxOptions {
  k: number;
  /** Default the last. */
  reductionDimension?: number;
  /** Without effect: here all of the largest are found. */
  recallTarget?: number;
}

type Approx = (
  x: ArrayLike,
  ...rest: Arguments<ApproxOptions, ["k", "reductionDimension", "recallTarget"]>
) => [values: Value, indices: Value];

function approx(name: string, largest: (x: Value, k: number, axis: number) => [Value, Value]): Approx {
  return (x, ...rest) => {
    const order = ["k", "reductionDimension?", "recallTarget?"] as const;
    const { k, reductionDimension = -1 } = expectArguments<ApproxOptions>(`${name}(x)`, rest, order);
    return largest(toValue(x, name), k, reductionDimension);
  };
}

/**
 * The same as `topK` along an axis (default the last): here it is exact.
 *
 *     lax.approxMaxK([1, 3, 2], 2) // [[3. 2.], [1 2]]
 *
 * Source: `jax.lax.approx_max_k`.
 */
export const approxMaxK = approx("approxMaxK", (x, k, axis) => topK(x, k, { axis }));

/**
 * The k least elements along an axis (default the last), least first, and their places.
 *
 *     lax.approxMinK([1, 3, 2], 2) // [[1. 2.], [0 2]]
 *
 * Source: `jax.lax.approx_min_k`.
 */
export const approxMinK = approx("approxMinK", (x, k, axis) => {
  const [values, indices] = topK(neg(x), k, { axis });
  return [neg(values), indices];
});
