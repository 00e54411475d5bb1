/** Functions that look at a whole axis: softmax and its kin, standardization, one-hot encoding. */

import { customJvp } from "../calls/customJvp.js";
import { stopGradient } from "../calls/stopGradient.js";
import { toDType } from "../ir/dtype.js";
import * as jnp from "../numpy/elementwise.js";
import { canonicalAxes, constantLike, convertTo, promoteDtypesInexact, toValue } from "../numpy/promotion.js";
import { logsumexp, max, mean, sum, variance, type Axis } from "../numpy/reductions.js";
import { iota } from "../primitives/creation.js";
import { expandDims } from "../primitives/views.js";
import type { ArrayLike, Value } from "../trace/value.js";

export { logsumexp } from "../numpy/reductions.js";

export interface SoftmaxOptions {
  /** The axes that add up to one. Default the last. */
  axis?: Axis;
  /** Which elements take part; the others become 0. */
  where?: ArrayLike;
}

/** Largest elements for `axes`, which the derivative treats as constants. */
function shiftOf(x: Value, axis: Axis, mask: ArrayLike | undefined): Value {
  return stopGradient(max(x, { axis, keepdims: true, where: mask, initial: -Infinity }));
}

/** eˣ / Σ eˣ over an axis (default the last). */
export function softmax(x: ArrayLike, { axis = -1, where }: SoftmaxOptions = {}): Value {
  const [value] = promoteDtypesInexact([x], "softmax");
  const axes = canonicalAxes(axis, value.ndim);
  const shift = shiftOf(value, axes, where);
  const masked = (v: Value, rest: number): Value =>
    where === undefined ? v : jnp.where(where, v, constantLike(v, rest));
  const call = customJvp(function softmax(v: Value): Value {
    const powers = masked(jnp.exp(jnp.subtract(v, shift)), 0);
    return jnp.divide(powers, sum(powers, { axis: axes, keepdims: true }));
  });
  call.defjvp(([v]: [Value], [t]: [Value]) => {
    const y = call(v);
    const mean = sum(masked(jnp.multiply(y, t), 0), { axis: axes, keepdims: true });
    return [y, jnp.multiply(y, jnp.subtract(t, mean))];
  });
  return call(value);
}

/** log(softmax(x)), without underflow. */
export function logSoftmax(x: ArrayLike, { axis = -1, where }: SoftmaxOptions = {}): Value {
  const [value] = promoteDtypesInexact([x], "log_softmax");
  const axes = canonicalAxes(axis, value.ndim);
  const shifted = jnp.subtract(value, shiftOf(value, axes, where));
  const total = sum(jnp.exp(shifted), { axis: axes, keepdims: true, where });
  const result = jnp.subtract(shifted, jnp.log(total));
  return where === undefined ? result : jnp.where(where, result, -Infinity);
}

/** log of the mean of eˣ over axes, without overflow. */
export function logmeanexp(x: ArrayLike, options: { axis?: Axis; keepdims?: boolean } = {}): Value {
  const value = toValue(x, "logmeanexp");
  const count = canonicalAxes(options.axis, value.ndim).reduce((n, a) => n * value.shape[a], 1);
  return jnp.subtract(logsumexp(value, options), Math.log(count));
}

export interface StandardizeOptions {
  /** Over which axes mean and variance are taken. Default the last. */
  axis?: Axis;
  mean?: ArrayLike;
  variance?: ArrayLike;
  /** Added to the variance. Default 1e-5. */
  epsilon?: number;
  where?: ArrayLike;
}

/** (x - mean) / √(variance + ε) over axes. */
export function standardize(x: ArrayLike, options: StandardizeOptions = {}): Value {
  const { axis = -1, epsilon = 1e-5, where } = options;
  const [value] = promoteDtypesInexact([x], "standardize");
  const center = options.mean ?? mean(value, { axis, keepdims: true, where });
  const spread = options.variance ?? variance(value, { axis, keepdims: true, where });
  return jnp.divide(jnp.subtract(value, center), jnp.sqrt(jnp.add(spread, epsilon)));
}

/**
 * A new last axis (or `axis`) of length `numClasses` with 1 at the place that x says, 0 elsewhere; all 0 where x is outside.
 */
export function oneHot(
  x: ArrayLike,
  numClasses: number,
  { dtype = "float32", axis = -1 }: { dtype?: string; axis?: number } = {},
): Value {
  let value = toValue(x, "one_hot");
  if (value.dtype === "bool") value = convertTo(value, "int32");
  const at = axis < 0 ? axis + value.ndim + 1 : axis;
  const column = expandDims(value, [at]);
  const classes = iota(value.dtype, column.shape.map((_, i) => (i === at ? numClasses : 1)), at); // prettier-ignore
  return convertTo(jnp.equal(column, classes), toDType(dtype));
}
