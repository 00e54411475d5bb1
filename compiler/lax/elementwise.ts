/** Arithmetic and rounding, one primitive each. Dtypes must be equal; shapes too, or one operand is a scalar. */

import { type Arguments, expectArguments } from "../ir/options.js";
import { toValue } from "../numpy/promotion.js";
import * as arithmetic from "../primitives/arithmetic.js";
import * as rounding from "../primitives/rounding.js";
import * as trigonometric from "../primitives/trigonometric.js";
import { ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { reducedPrecision } from "./bits.js";
import { binary, operands, unary } from "./operands.js";

/** How halves are rounded. */
export const RoundingMethod = {
  AWAY_FROM_ZERO: "awayFromZero",
  TO_NEAREST_EVEN: "toNearestEven",
} as const;
export type RoundingMethod = rounding.RoundingMethod;

/**
 * x + y.
 *
 *     lax.add([1, 2], [3, 4]) // [4. 6.]
 *
 * Source: `jax.lax.add`.
 */
export const add = binary("add", arithmetic.add);
/**
 * x - y.
 *
 *     lax.sub([4, 5], 3) // [1. 2.]
 *
 * Source: `jax.lax.sub`.
 */
export const sub = binary("sub", arithmetic.sub);
/**
 * x · y.
 *
 *     lax.mul([1, 2], 3) // [3. 6.]
 *
 * Source: `jax.lax.mul`.
 */
export const mul = binary("mul", arithmetic.mul);
/**
 * x / y; integers are divided toward zero.
 *
 *     lax.div(7n, 2n) // 3
 *
 * Source: `jax.lax.div`.
 */
export const div = binary("div", arithmetic.div);
/**
 * The remainder of x / y, with the sign of x.
 *
 *     lax.rem([7, -7], 3) // [ 1. -1.]
 *
 * Source: `jax.lax.rem`.
 */
export const rem = binary("rem", arithmetic.rem);
/**
 * The larger of each two; NaN if either is.
 *
 *     lax.max([1, 4], 2) // [2. 4.]
 *
 * Source: `jax.lax.max`.
 */
export const max = binary("max", arithmetic.max);
/**
 * The smaller of each two; NaN if either is.
 *
 *     lax.min([1, 4], 2) // [1. 2.]
 *
 * Source: `jax.lax.min`.
 */
export const min = binary("min", arithmetic.min);
/**
 * x to the power y.
 *
 *     lax.pow([2, 3], 2) // [4. 9.]
 *
 * Source: `jax.lax.pow`.
 */
export const pow = binary("pow", arithmetic.pow);
/**
 * The next float after x in the direction of y.
 *
 *     lax.nextafter(1, 2) // 1.0000001
 *
 * Source: `jax.lax.nextafter`.
 */
export const nextafter = binary("nextafter", arithmetic.nextafter);
/**
 * The angle of the point (x, y); the first argument is y.
 *
 *     lax.atan2([1, -1], [1, -1]) // [ 0.7853982 -2.3561945]
 *
 * Source: `jax.lax.atan2`.
 */
export const atan2 = binary("atan2", trigonometric.atan2);

/**
 * -x.
 *
 *     lax.neg([1, -2]) // [-1.  2.]
 *
 * Source: `jax.lax.neg`.
 */
export const neg = unary("neg", arithmetic.neg);
/**
 * -1, 0 or 1.
 *
 *     lax.sign([-3, 0, 5]) // [-1.  0.  1.]
 *
 * Source: `jax.lax.sign`.
 */
export const sign = unary("sign", arithmetic.sign);
/**
 * |x|.
 *
 *     lax.abs([-1, 2]) // [1. 2.]
 *
 * Source: `jax.lax.abs`.
 */
export const abs = unary("abs", arithmetic.abs);
/**
 * x².
 *
 *     lax.square([2, -3]) // [4. 9.]
 *
 * Source: `jax.lax.square`.
 */
export const square = unary("square", arithmetic.square);
/**
 * √x.
 *
 *     lax.sqrt([4, 9]) // [2. 3.]
 *
 * Source: `jax.lax.sqrt`.
 */
export const sqrt = unary("sqrt", arithmetic.sqrt);
/**
 * 1 / √x.
 *
 *     lax.rsqrt([4, 16]) // [0.5  0.25]
 *
 * Source: `jax.lax.rsqrt`.
 */
export const rsqrt = unary("rsqrt", arithmetic.rsqrt);
/**
 * ∛x.
 *
 *     lax.cbrt([8, 27]) // [2. 3.]
 *
 * Source: `jax.lax.cbrt`.
 */
export const cbrt = unary("cbrt", arithmetic.cbrt);
/**
 * 1 / x.
 *
 *     lax.reciprocal([2, 4]) // [0.5  0.25]
 *
 * Source: `jax.lax.reciprocal`.
 */
export const reciprocal = unary("reciprocal", arithmetic.reciprocal);
/**
 * x to an integral number.
 *
 *     lax.integerPow([1, 2, 3], 2) // [1. 4. 9.]
 *
 * Source: `jax.lax.integer_pow`.
 */
export function integerPow(x: ArrayLike, ...rest: Arguments<{ y: number }, ["y"]>): Value {
  const { y } = expectArguments<{ y: number }>("integerPow(x)", rest, ["y"]);
  return arithmetic.integerPow(toValue(x, "integer_pow"), y);
}
/**
 * x limited to lie between `min` and `max`, which are scalars or have the shape of x.
 *
 *     lax.clamp(0, [-1, 0.5, 2], 1) // [0.  0.5 1. ]
 *
 * Throws a TypeError for dtypes that differ. Source: `jax.lax.clamp`.
 */
export function clamp(min: ArrayLike, x: ArrayLike, max: ArrayLike): Value {
  const [low, value, high] = operands("clamp", min, x, max);
  return arithmetic.clamp(low, value, high);
}

interface PrecisionOptions {
  exponentBits: number;
  mantissaBits: number;
}

/**
 * x as a float with this many bits of exponent and mantissa could hold it, rounded to even; what is too large becomes
 * infinite, what is too small 0.
 *
 *     lax.reducePrecision(1.0001, 5, 10) // 1.0
 *
 * Throws a ValueError for less than one bit of exponent, and a TypeError for integers.
 * Source: `jax.lax.reduce_precision`.
 */
export function reducePrecision(
  x: ArrayLike,
  ...rest: Arguments<PrecisionOptions, ["exponentBits", "mantissaBits"]>
): Value {
  const order = ["exponentBits", "mantissaBits"] as const;
  const { exponentBits, mantissaBits } = expectArguments<PrecisionOptions>("reducePrecision(x)", rest, order);
  if (exponentBits < 1) throw new ValueError(`exponent_bits must be positive, got ${exponentBits}`);
  if (mantissaBits < 0) throw new ValueError(`mantissa_bits must be non-negative, got ${mantissaBits}`);
  return reducedPrecision(toValue(x, "reduce_precision"), exponentBits, mantissaBits);
}

/**
 * Rounded down.
 *
 *     lax.floor([1.7, -1.2]) // [ 1. -2.]
 *
 * Source: `jax.lax.floor`.
 */
export const floor = unary("floor", rounding.floor);
/**
 * Rounded up.
 *
 *     lax.ceil([1.2, -1.7]) // [ 2. -1.]
 *
 * Source: `jax.lax.ceil`.
 */
export const ceil = unary("ceil", rounding.ceil);
interface RoundOptions {
  /** Default `RoundingMethod.AWAY_FROM_ZERO`. */
  roundingMethod?: RoundingMethod;
}

/**
 * Rounded to the nearest integer, halves away from zero or (`"toNearestEven"`) to even.
 *
 *     lax.round([0.5, 1.5]) // [1. 2.]
 *     lax.round([0.5, 1.5], lax.RoundingMethod.TO_NEAREST_EVEN) // [0. 2.]
 *
 * Throws a TypeError for integers. Source: `jax.lax.round`.
 */
export function round(x: ArrayLike, ...rest: Arguments<RoundOptions, ["roundingMethod"]>): Value {
  const order = ["roundingMethod?"] as const;
  const { roundingMethod = "awayFromZero" } = expectArguments<RoundOptions>("round(x)", rest, order);
  return rounding.round(toValue(x, "round"), roundingMethod);
}
/**
 * Whether x is neither infinite nor NaN.
 *
 *     lax.isFinite([1, Infinity]) // [ True False]
 *
 * Source: `jax.lax.is_finite`.
 */
export const isFinite = unary("is_finite", rounding.isFinite);
