/** Functions that look at a whole axis: softmax and its kin, standardization, one-hot encoding. */

import { customJvp } from "../calls/customJvp.js";
import { stopGradient } from "../calls/stopGradient.js";
import { defaultFloat, toDType } from "../ir/dtype.js";
import { type Arguments, expectArguments, expectOptions } from "../ir/options.js";
import * as jnp from "../numpy/elementwise.js";
import { logsumexp } from "../numpy/logsumexp.js";
import { canonicalAxes, canonicalAxis, constantLike, convertTo, promoteDtypesInexact, toValue } from "../numpy/promotion.js"; // prettier-ignore
import { max, sum, type Axis, type AxisOptions } from "../numpy/reductions.js";
import { mean } from "../numpy/statistics.js";
import { iota } from "../primitives/creation.js";
import { rsqrt } from "../primitives/arithmetic.js";
import { expandDims } from "../primitives/views.js";
import type { ArrayLike, Value } from "../trace/value.js";

export { logsumexp } from "../numpy/logsumexp.js";

export interface SoftmaxOptions {
  /** The axes that add up to one; `null` for all. Default the last. */
  axis?: Axis;
  /** Which elements take part: a bool array that broadcasts to the input's shape. */
  where?: ArrayLike;
}

/** Largest elements for `axes`, which the derivative treats as constants. */
function shiftOf(x: Value, axis: Axis, mask: ArrayLike | undefined): Value {
  return stopGradient(max(x, { axis, keepdims: true, where: mask, initial: -Infinity }));
}

/**
 * eˣ / Σ eˣ over axes (default the last), as a float; elements that don't take part become 0.
 *
 *     nn.softmax([0, 0]) // [0.5 0.5]
 *
 * Throws a ValueError for an axis that x doesn't have. Source: `jax.nn.softmax`.
 */
export function softmax(x: ArrayLike, options: SoftmaxOptions = {}): Value {
  const { axis = -1, where } = expectOptions("softmax(x)", options, ["axis", "where"]);
  const [value] = promoteDtypesInexact([x], "softmax");
  const axes = canonicalAxes(axis, value.ndim);
  const shift = shiftOf(value, axes, where);
  const masked = (v: Value): Value => (where === undefined ? v : jnp.where(where, v, constantLike(v, 0)));
  const call = customJvp(function softmax(v: Value): Value {
    const powers = masked(jnp.exp(jnp.subtract(v, shift)));
    return masked(jnp.divide(powers, sum(powers, { axis: axes, keepdims: true })));
  });
  call.defjvp(([v]: [Value], [t]: [Value]) => {
    const y = call(v);
    const center = sum(masked(jnp.multiply(y, t)), { axis: axes, keepdims: true });
    return [y, jnp.multiply(y, jnp.subtract(t, center))];
  });
  return call(value);
}

/**
 * log(softmax(x)), without underflow, as a float; elements that don't take part become -∞.
 *
 *     nn.logSoftmax([1000, 0]) // [    0. -1000.]
 *
 * Throws a ValueError for an axis that x doesn't have. Source: `jax.nn.log_softmax`.
 */
export function logSoftmax(x: ArrayLike, options: SoftmaxOptions = {}): Value {
  const { axis = -1, where } = expectOptions("logSoftmax(x)", options, ["axis", "where"]);
  const [value] = promoteDtypesInexact([x], "log_softmax");
  const axes = canonicalAxes(axis, value.ndim);
  const shifted = jnp.subtract(value, shiftOf(value, axes, where));
  const safe = where === undefined ? shifted : jnp.where(where, shifted, -Infinity);
  const total = sum(jnp.exp(safe), { axis: axes, keepdims: true, where });
  const result = jnp.subtract(safe, jnp.log(total));
  return where === undefined ? result : jnp.where(where, result, -Infinity);
}

/**
 * log of the mean of eˣ over axes (default all), without overflow, as a float.
 *
 *     nn.logmeanexp([1000, 1000]) // 1000.0
 *
 * Throws a ValueError for an axis that x doesn't have. Source: `jax.nn.logmeanexp`.
 */
export function logmeanexp(x: ArrayLike, options: AxisOptions & { where?: ArrayLike } = {}): Value {
  expectOptions("logmeanexp(x)", options, ["axis", "keepdims", "where"]);
  const total = logsumexp(x, options);
  const value = toValue(x, "logmeanexp");
  const one = jnp.multiply(jnp.equal(value, value), constantLike(total, 0));
  const count = sum(jnp.add(one, 1), { ...options, dtype: total.dtype });
  return jnp.subtract(total, jnp.log(count));
}

export interface StandardizeOptions {
  /** Over which axes mean and variance are taken; `null` for all. Default the last. */
  axis?: Axis;
  /** Instead of the mean of x. */
  mean?: ArrayLike;
  /** Instead of the variance of x. */
  variance?: ArrayLike;
  /** Added to the variance. Default 1e-5. */
  epsilon?: ArrayLike;
  /** Which elements mean and variance are of: a bool array that broadcasts to the input's shape. */
  where?: ArrayLike;
  /** Without effect: it is always the stable one. */
  algorithm?: string;
}

/**
 * (x - mean) / √(variance + ε) over axes (default the last), as a float. The variance is taken from differences to the
 * mean.
 *
 *     nn.standardize([1, 3], { epsilon: 0 }) // [-1.  1.]
 *
 * Throws a ValueError for an axis that x doesn't have. Source: `jax.nn.standardize` (its "stable" algorithm).
 */
export function standardize(x: ArrayLike, options: StandardizeOptions = {}): Value {
  const {
    axis = -1,
    epsilon = 1e-5,
    where,
  } = expectOptions("standardize(x)", options, ["axis", "mean", "variance", "epsilon", "where", "algorithm"]);
  const [value] = promoteDtypesInexact([x], "standardize");
  const centered = jnp.subtract(value, options.mean ?? mean(value, { axis, keepdims: true, where }));
  const spread = options.variance ?? mean(jnp.square(centered), { axis, keepdims: true, where });
  return jnp.multiply(centered, rsqrt(jnp.add(spread, epsilon)));
}

interface OneHotOptions {
  numClasses: number;
  /** Of the result, by name. Default float32. */
  dtype?: string;
  /** Where the new axis stands. Default the last. */
  axis?: number;
}

/**
 * A new axis (default the last) of length `numClasses` with 1 at the place that x says, 0 elsewhere; all 0 where x is
 * outside. float32 unless `dtype` says otherwise.
 *
 *     nn.oneHot([0, 2], 3) // [[1. 0. 0.], [0. 0. 1.]]
 *
 * Throws a TypeError for booleans, and a ValueError for an axis that the result doesn't have. Source: `jax.nn.one_hot`.
 */
export function oneHot(x: ArrayLike, ...rest: Arguments<OneHotOptions, ["numClasses"]>): Value {
  const given = expectArguments<OneHotOptions>("oneHot(x)", rest, ["numClasses"], ["dtype", "axis"]);
  const { numClasses, dtype = defaultFloat(), axis = -1 } = given;
  const value = toValue(x, "one_hot");
  const at = canonicalAxis(axis, value.ndim + 1);
  const column = expandDims(value, [at]);
  const classes = iota(value.dtype, column.shape.map((_, i) => (i === at ? numClasses : 1)), at); // prettier-ignore
  return convertTo(jnp.equal(column, classes), toDType(dtype));
}
