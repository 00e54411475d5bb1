/** Arithmetic, element by element: sums, products, quotients, remainders, signs, extremes. */

import { defaultInt, isFloating, isUnsigned } from "../ir/dtype.js";
import { type Arguments, expectArguments } from "../ir/options.js";
import * as arithmetic from "../primitives/arithmetic.js";
import * as comparison from "../primitives/comparison.js";
import * as logical from "../primitives/logical.js";
import * as rounding from "../primitives/rounding.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { bitwiseOr, isnan } from "./logic.js";
import { constantLike, convertTo, promoteArgs, promoteArgsInexact, promoteDtypesInexact, toValue } from "./promotion.js"; // prettier-ignore
import { where } from "./where.js";

/**
 * x + y; `or` for booleans.
 *
 *     jnp.add([1, 2], 3) // [4. 5.]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.add`.
 */
export function add(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgs("add", x, y);
  return a.dtype === "bool" ? logical.or(a, b) : arithmetic.add(a, b);
}

/**
 * x - y.
 *
 *     jnp.subtract([4, 5], 3) // [1. 2.]
 *
 * Throws a TypeError for booleans, and when shapes don't broadcast. Source: `jax.numpy.subtract`.
 */
export function subtract(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgs("sub", x, y);
  return arithmetic.sub(a, b);
}

/**
 * x · y; `and` for booleans.
 *
 *     jnp.multiply([1, 2], 3) // [3. 6.]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.multiply`.
 */
export function multiply(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgs("mul", x, y);
  return a.dtype === "bool" ? logical.and(a, b) : arithmetic.mul(a, b);
}

/**
 * x / y as a float, also for integers.
 *
 *     jnp.divide([1, 2], 4) // [0.25 0.5 ]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.divide`.
 */
export function divide(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgsInexact("div", x, y);
  return arithmetic.div(a, b);
}
/** NumPy's other name for `divide`. */
export const trueDivide = divide;

/** Booleans as int32: arithmetic has no boolean remainder or power. */
export function numeric(values: Value[]): Value[] {
  return values.map((v) => (v.dtype === "bool" ? convertTo(v, defaultInt(), v.weakType) : v));
}

/**
 * x / y rounded down. Integers divided by 0 give -1; what is left is `mod`.
 *
 *     jnp.floorDivide([7, -7], 2) // [ 3. -4.]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.floor_divide`.
 */
export function floorDivide(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = numeric(promoteArgs("floor_divide", x, y));
  if (isFloating(a.dtype)) return floatDivmod(a, b)[0];
  const quotient = arithmetic.div(a, b);
  if (isUnsigned(a.dtype)) return quotient;
  const signsDiffer = comparison.ne(arithmetic.sign(a), arithmetic.sign(b));
  const inexact = comparison.ne(arithmetic.rem(a, b), constantLike(a, 0));
  return where(logical.and(signsDiffer, inexact), subtract(quotient, constantLike(quotient, 1)), quotient);
}

/** A divisor of integers that is 1 instead of 0, so that the remainder is 0. */
function safeDivisor(y: Value): Value {
  if (isFloating(y.dtype)) return y;
  return where(comparison.eq(y, constantLike(y, 0)), constantLike(y, 1), y);
}

/** What turns a remainder with the sign of x into one with the sign of y. */
function withSignOf(y: Value, rest: Value): Value {
  const zero = constantLike(rest, 0);
  const inexact = comparison.ne(rest, zero);
  const signsDiffer = comparison.ne(comparison.lt(rest, zero), comparison.lt(y, zero));
  return where(logical.and(signsDiffer, inexact), arithmetic.add(rest, y), rest);
}

/**
 * The remainder of x / y with the sign of y, as Python's `%`. For y = 0 it is NaN, and 0 of integers.
 *
 *     jnp.mod([7, -7], 3) // [1. 2.]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.mod`.
 */
export function mod(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = numeric(promoteArgs("remainder", x, y));
  const divisor = safeDivisor(b);
  return withSignOf(divisor, arithmetic.rem(a, divisor));
}
/** NumPy's other name for `mod`. */
export const remainder = mod;

/**
 * The remainder of x / y with the sign of x, as C's `fmod` and JavaScript's `%`. For y = 0 it is NaN, and 0 of integers.
 *
 *     jnp.fmod([7, -7], 3) // [ 1. -1.]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.fmod`.
 */
export function fmod(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgs("fmod", x, y);
  const divisor = b.dtype === "bool" ? b : safeDivisor(b);
  return arithmetic.rem(...(numeric([a, divisor]) as [Value, Value]));
}

/**
 * `[floorDivide(x, y), mod(x, y)]`.
 *
 *     jnp.divmod(-7, 3) // [-3.0, 2.0]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.divmod`.
 */
export function divmod(x: ArrayLike, y: ArrayLike): [quotient: Value, remainder: Value] {
  const [a, b] = numeric(promoteArgs("divmod", x, y));
  return isFloating(a.dtype) ? floatDivmod(a, b) : [floorDivide(a, b), mod(a, b)];
}

/** As in CPython: the quotient of what the remainder leaves is integral but for rounding. */
function floatDivmod(x: Value, y: Value): [Value, Value] {
  const rest = arithmetic.rem(x, y);
  const whole = where(comparison.eq(y, constantLike(y, 0)), x, arithmetic.sub(x, rest));
  const quotient = arithmetic.div(whole, y);
  const off = logical.and(
    comparison.ne(rest, constantLike(rest, 0)),
    comparison.ne(arithmetic.sign(y), arithmetic.sign(rest)),
  );
  return [
    rounding.round(where(off, arithmetic.sub(quotient, constantLike(quotient, 1)), quotient)),
    where(off, arithmetic.add(rest, y), rest),
  ];
}

/**
 * -x.
 *
 *     jnp.negative([1, -2]) // [-1.  2.]
 *
 * Throws a TypeError for booleans. Source: `jax.numpy.negative`.
 */
export function negative(x: ArrayLike): Value {
  return arithmetic.neg(toValue(x, "negative"));
}

/**
 * x itself, as an array.
 *
 *     jnp.positive([1, -2]) // [ 1. -2.]
 *
 * Source: `jax.numpy.positive`.
 */
export function positive(x: ArrayLike): Value {
  return toValue(x, "positive");
}

/**
 * The absolute value.
 *
 *     jnp.abs([-1, 2]) // [1. 2.]
 *
 * Source: `jax.numpy.abs`.
 */
export function abs(x: ArrayLike): Value {
  const value = toValue(x, "absolute");
  return value.dtype === "bool" || isUnsigned(value.dtype) ? value : arithmetic.abs(value);
}
/** NumPy's other name for `abs`. */
export const absolute = abs;

/**
 * The absolute value, as a float.
 *
 *     jnp.fabs([-1, 2]) // [1. 2.]
 *
 * Source: `jax.numpy.fabs`.
 */
export function fabs(x: ArrayLike): Value {
  return arithmetic.abs(promoteDtypesInexact([x], "fabs")[0]);
}

/**
 * -1, 0 or 1 (NaN for NaN; the zero keeps its sign).
 *
 *     jnp.sign([-3, 0, 5]) // [-1.  0.  1.]
 *
 * Throws a TypeError for booleans. Source: `jax.numpy.sign`.
 */
export function sign(x: ArrayLike): Value {
  return arithmetic.sign(toValue(x, "sign"));
}

/**
 * The larger of each two; NaN if either is. At a tie each has half of the derivative.
 *
 *     jnp.maximum([1, 4], 2) // [2. 4.]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.maximum`.
 */
export function maximum(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgs("max", x, y);
  return arithmetic.max(a, b);
}

/**
 * The smaller of each two; NaN if either is. At a tie each has half of the derivative.
 *
 *     jnp.minimum([1, 4], 2) // [1. 2.]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.minimum`.
 */
export function minimum(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgs("min", x, y);
  return arithmetic.min(a, b);
}

/**
 * The larger of each two; where one is NaN, the other.
 *
 *     jnp.fmax([1, NaN], 2) // [2. 2.]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.fmax`.
 */
export function fmax(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgs("fmax", x, y);
  return where(bitwiseOr(comparison.gt(a, b), isnan(b)), a, b);
}

/**
 * The smaller of each two; where one is NaN, the other.
 *
 *     jnp.fmin([1, NaN], 2) // [1. 2.]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.fmin`.
 */
export function fmin(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgs("fmin", x, y);
  return where(bitwiseOr(comparison.lt(a, b), isnan(b)), a, b);
}

/**
 * 0 below zero, 1 above, y at zero, NaN for NaN; a float.
 *
 *     jnp.heaviside([-1, 0, 1], 0.5) // [0.  0.5 1. ]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.heaviside`.
 */
export function heaviside(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgsInexact("heaviside", x, y);
  const zero = constantLike(a, 0);
  const sides = where(comparison.lt(a, zero), zero, where(comparison.gt(a, zero), constantLike(a, 1), b));
  return convertTo(where(isnan(a), a, sides), a.dtype, a.weakType);
}

type Limit = ArrayLike | null;

export interface Limits {
  min?: Limit;
  max?: Limit;
}

/**
 * Limits x to lie between `min` and `max`, either of which may be left out: `clip(x, lo, hi)` or `clip(x, { max })`. The
 * result has the promoted dtype, and half of the derivative at a limit.
 *
 *     jnp.clip([-1, 0.5, 2], 0, 1) // [0.  0.5 1. ]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.clip`.
 */
export function clip(x: ArrayLike, ...rest: Arguments<Limits, ["min", "max"]>): Value {
  const { min, max } = expectArguments<Limits>("clip(x)", rest, ["min?", "max?"]);
  let result = toValue(x, "clip");
  if (min !== undefined && min !== null) result = maximum(min, result);
  if (max !== undefined && max !== null) result = minimum(max, result);
  return result;
}
