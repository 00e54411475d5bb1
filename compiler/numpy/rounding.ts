/** Rounding to integral values, or to places after the point. */

import { toElement } from "../trace/hostArray.js";
import { bitsOf, isFloating } from "../ir/dtype.js";
import { type Arguments, expectArguments } from "../ir/options.js";
import * as arithmetic from "../primitives/arithmetic.js";
import * as comparison from "../primitives/comparison.js";
import * as rounding from "../primitives/rounding.js";
import { TypeError, ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { constantLike, convertTo, promoteDtypesInexact, toValue } from "./promotion.js";
import { where } from "./where.js";

/**
 * Rounds to the nearest integer, halves to even. Integers become floats.
 *
 *     jnp.rint([0.5, 1.5, 2.4]) // [0. 2. 2.]
 *
 * Source: `jax.numpy.rint`.
 */
export function rint(x: ArrayLike): Value {
  return rounding.round(promoteDtypesInexact([x], "rint")[0], "toNearestEven");
}

interface Decimals {
  /** Default 0. */
  decimals?: number;
}

/**
 * Rounds to `decimals` places (default 0; negative ones stand before the point), halves to even. Integers stay as they
 * are.
 *
 *     jnp.round(2.567, { decimals: 2 }) // 2.57
 *
 * Throws a TypeError for integers with negative `decimals`, and a ValueError for booleans. Source: `jax.numpy.round`.
 */
export function round(x: ArrayLike, ...rest: Arguments<Decimals, ["decimals"]>): Value {
  const { decimals = 0 } = expectArguments<Decimals>("round(x)", rest, ["decimals?"]);
  const value = toValue(x, "round");
  if (value.dtype === "bool") throw new ValueError("data type bool not inexact");
  if (!isFloating(value.dtype)) {
    if (decimals >= 0) return value;
    throw new TypeError("integer round not implemented for decimals < 0");
  }
  if (decimals === 0) return rounding.round(value, "toNearestEven");
  const wide = bitsOf(value.dtype) < 32 ? convertTo(value, "float32", value.weakType) : value;
  // Products only: JAX's compiler replaces division by a constant, and its last digits are what people print.
  const [factor, inverse] = [10 ** decimals, 1 / toElement(wide.dtype, 10 ** decimals)].map((c) =>
    constantLike(wide, c),
  );
  const whole = rounding.round(arithmetic.mul(wide, factor), "toNearestEven");
  const rounded = arithmetic.mul(whole, inverse);
  return convertTo(rounded, value.dtype, value.weakType);
}
/** NumPy's other name for `round`. */
export const around = round;

/**
 * Rounds down. Integers stay as they are.
 *
 *     jnp.floor([1.7, -1.2]) // [ 1. -2.]
 *
 * Source: `jax.numpy.floor`.
 */
export function floor(x: ArrayLike): Value {
  const value = toValue(x, "floor");
  return isFloating(value.dtype) ? rounding.floor(value) : value;
}

/**
 * Rounds up. Integers stay as they are.
 *
 *     jnp.ceil([1.2, -1.7]) // [ 2. -1.]
 *
 * Source: `jax.numpy.ceil`.
 */
export function ceil(x: ArrayLike): Value {
  const value = toValue(x, "ceil");
  return isFloating(value.dtype) ? rounding.ceil(value) : value;
}

/**
 * Rounds towards zero. Integers stay as they are.
 *
 *     jnp.trunc([1.7, -1.7]) // [ 1. -1.]
 *
 * Source: `jax.numpy.trunc`.
 */
export function trunc(x: ArrayLike): Value {
  const value = toValue(x, "trunc");
  if (!isFloating(value.dtype)) return value;
  return where(comparison.lt(value, constantLike(value, 0)), rounding.ceil(value), rounding.floor(value));
}
/** NumPy's other name for `trunc`. */
export const fix = trunc;
