/** The logarithm of a sum of powers, over axes. */

import { stopGradient } from "../calls/stopGradient.js";
import { expectOptions } from "../ir/options.js";
import * as arithmetic from "../primitives/arithmetic.js";
import * as exponential from "../primitives/exponential.js";
import { expandDims } from "../primitives/views.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { subtract } from "./arithmetic.js";
import { isfinite, less, notEqual } from "./logic.js";
import { canonicalAxes, constantLike, promoteArgsInexact } from "./promotion.js";
import { max, sum, type AxisOptions } from "./reductions.js";
import { where as choose } from "./where.js";

export interface LogsumexpOptions extends AxisOptions {
  /** Which elements take part: a bool array that broadcasts to the input's shape. */
  where?: ArrayLike;
  /** Factors of the powers. */
  b?: ArrayLike;
}

/**
 * log(Σ exp(x)) over axes (default all), without overflow, as a float; -∞ for no elements or only -∞. With factors `b`
 * of the powers the sum may be negative: the result is NaN there, or, with `returnSign`, the logarithm of its magnitude
 * beside its sign.
 *
 *     jnp.logsumexp([1000, 1000]) // 1000.6932
 *
 * Throws a ValueError for an axis that x doesn't have. Source: `jax.scipy.special.logsumexp`.
 */
export function logsumexp(x: ArrayLike, options: LogsumexpOptions & { returnSign: true }): [Value, Value];
export function logsumexp(x: ArrayLike, options?: LogsumexpOptions & { returnSign?: false }): Value;
export function logsumexp(
  x: ArrayLike,
  options: LogsumexpOptions & { returnSign?: boolean } = {},
): Value | [Value, Value] {
  const {
    axis,
    keepdims,
    where,
    b,
    returnSign = false,
  } = expectOptions("logsumexp(x)", options, ["where", "b", "axis", "keepdims", "returnSign"]);
  const given = where === undefined ? x : choose(where, x, 0);
  const [value, factors] = promoteArgsInexact("logsumexp", ...(b === undefined ? [given] : [given, b]));
  const isPart = factors === undefined ? undefined : notEqual(factors, 0);
  const elements = isPart ? choose(isPart, value, constantLike(value, -Infinity)) : value;
  const axes = canonicalAxes(axis, elements.ndim);
  const largest = max(elements, { axis: axes, keepdims, where, initial: -Infinity });
  const shift = stopGradient(choose(isfinite(largest), largest, constantLike(largest, 0)));
  let powers = exponential.exp(subtract(elements, keepdims ? shift : expandDims(shift, axes)));
  if (factors) powers = arithmetic.mul(powers, factors);
  const total = sum(powers, { axis: axes, keepdims, where });
  // Only factors make the sum negative.
  if (!factors && !returnSign) return arithmetic.add(exponential.log(total), shift);
  const result = arithmetic.add(exponential.log(arithmetic.abs(total)), shift);
  const sign = arithmetic.sign(total);
  return returnSign ? [result, sign] : choose(less(sign, 0), NaN, result);
}
