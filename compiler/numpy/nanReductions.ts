/** Reductions that skip NaN. */

import { isFloating } from "../ir/dtype.js";
import { expectOptions } from "../ir/options.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { argmax, argmin, max, min, prod, sum, all, type ReductionOptions, type SumOptions } from "./reductions.js"; // prettier-ignore
import { isnan, logicalAnd, logicalNot } from "./logic.js";
import { constantLike, toValue } from "./promotion.js";
import { mean, std, variance, type MeanOptions, type VarianceOptions } from "./statistics.js";
import { where as choose } from "./where.js";

function without(x: Value, instead: number): Value {
  return isFloating(x.dtype) ? choose(isnan(x), constantLike(x, instead), x) : x;
}

/**
 * `sum` that counts NaN as 0.
 *
 *     jnp.nansum([1, NaN, 2]) // 3.0
 *
 * Source: `jax.numpy.nansum`.
 */
export function nansum(x: ArrayLike, options: SumOptions = {}): Value {
  expectOptions("nansum(x)", options, ["dtype", "initial", "where", "axis", "keepdims"]);
  return sum(without(toValue(x, "nansum"), 0), options);
}

/**
 * `prod` that counts NaN as 1.
 *
 *     jnp.nanprod([3, NaN, 2]) // 6.0
 *
 * Source: `jax.numpy.nanprod`.
 */
export function nanprod(x: ArrayLike, options: SumOptions = {}): Value {
  expectOptions("nanprod(x)", options, ["dtype", "initial", "where", "axis", "keepdims"]);
  return prod(without(toValue(x, "nanprod"), 1), options);
}

function extreme(
  name: string,
  reduce: typeof max,
  worst: number,
  x: ArrayLike,
  options: ReductionOptions,
): Value {
  const value = toValue(x, name);
  const result = reduce(without(value, worst), options);
  if (!isFloating(value.dtype) || options.initial !== undefined) return result;
  const isEmpty = all(isnan(value), { axis: options.axis, keepdims: options.keepdims });
  return choose(isEmpty, constantLike(result, NaN), result);
}

/**
 * `max` that skips NaN; NaN where there is nothing else and no `initial`.
 *
 *     jnp.nanmax([1, NaN, 2]) // 2.0
 *
 * Source: `jax.numpy.nanmax`.
 */
export function nanmax(x: ArrayLike, options: ReductionOptions = {}): Value {
  expectOptions("nanmax(x)", options, ["initial", "where", "axis", "keepdims"]);
  return extreme("nanmax", max, -Infinity, x, options);
}

/**
 * `min` that skips NaN; NaN where there is nothing else and no `initial`.
 *
 *     jnp.nanmin([1, NaN, 2]) // 1.0
 *
 * Source: `jax.numpy.nanmin`.
 */
export function nanmin(x: ArrayLike, options: ReductionOptions = {}): Value {
  expectOptions("nanmin(x)", options, ["initial", "where", "axis", "keepdims"]);
  return extreme("nanmin", min, Infinity, x, options);
}

/** Which elements take part: what is not NaN, where `where` is true. */
function present(x: Value, where: ArrayLike | undefined): Value {
  const isNumber = logicalNot(isnan(x));
  return where === undefined ? isNumber : logicalAnd(isNumber, where);
}

/**
 * `mean` that skips NaN; NaN of nothing else.
 *
 *     jnp.nanmean([1, NaN, 3]) // 2.0
 *
 * Source: `jax.numpy.nanmean`.
 */
export function nanmean(x: ArrayLike, options: MeanOptions = {}): Value {
  expectOptions("nanmean(x)", options, ["axis", "dtype", "where", "keepdims"]);
  const value = toValue(x, "nanmean");
  return mean(without(value, 0), { ...options, where: present(value, options.where) });
}

/**
 * `variance` that skips NaN; NaN unless more than `ddof` other elements take part.
 *
 *     jnp.nanvar([1, NaN, 3]) // 1.0
 *
 * Source: `jax.numpy.nanvar`.
 */
export function nanvar(x: ArrayLike, options: VarianceOptions = {}): Value {
  expectOptions("nanvar(x)", options, ["ddof", "correction", "mean", "where", "dtype", "axis", "keepdims"]);
  const value = toValue(x, "nanvar");
  return variance(without(value, 0), { ...options, where: present(value, options.where) });
}

/**
 * `std` that skips NaN: the root of `nanvar`.
 *
 *     jnp.nanstd([1, NaN, 3]) // 1.0
 *
 * Source: `jax.numpy.nanstd`.
 */
export function nanstd(x: ArrayLike, options: VarianceOptions = {}): Value {
  expectOptions("nanstd(x)", options, ["ddof", "correction", "mean", "where", "dtype", "axis", "keepdims"]);
  const value = toValue(x, "nanstd");
  return std(without(value, 0), { ...options, where: present(value, options.where) });
}

type PlaceOptions = { axis?: number | null; keepdims?: boolean };

function place(name: string, find: typeof argmax, worst: number, x: ArrayLike, options: PlaceOptions): Value {
  const value = toValue(x, name);
  const result = find(without(value, worst), options);
  if (!isFloating(value.dtype)) return result;
  const isEmpty = all(isnan(value), options);
  return choose(isEmpty, constantLike(result, -1), result);
}

/**
 * `argmax` that skips NaN; -1 where there is nothing else.
 *
 *     jnp.nanargmax([1, NaN, 3]) // 2
 *
 * Source: `jax.numpy.nanargmax`.
 */
export function nanargmax(x: ArrayLike, options: PlaceOptions = {}): Value {
  expectOptions("nanargmax(x)", options, ["axis", "keepdims"]);
  return place("nanargmax", argmax, -Infinity, x, options);
}

/**
 * `argmin` that skips NaN; -1 where there is nothing else.
 *
 *     jnp.nanargmin([1, NaN, 3]) // 0
 *
 * Source: `jax.numpy.nanargmin`.
 */
export function nanargmin(x: ArrayLike, options: PlaceOptions = {}): Value {
  expectOptions("nanargmin(x)", options, ["axis", "keepdims"]);
  return place("nanargmin", argmin, Infinity, x, options);
}
