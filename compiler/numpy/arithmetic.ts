/** Arithmetic, element by element: sums and products, remainders, powers, signs, extremes, integers. */

import { isFloating, isInteger } from "../ir/dtype.js";
import { TypeError } from "../ir/errors.js";
import * as arithmetic from "../primitives/arithmetic.js";
import * as comparison from "../primitives/comparison.js";
import * as conversion from "../primitives/conversion.js";
import * as logical from "../primitives/logical.js";
import * as rounding from "../primitives/rounding.js";
import { type ArrayLike, Value } from "../trace/value.js";
import { bitwiseAnd, bitwiseOr, isinf, isnan, isposinf } from "./logic.js";
import {
  constantLike,
  convertTo,
  promoteArgs,
  promoteArgsInexact,
  promoteDtypesInexact,
  toValue,
} from "./promotion.js";
import { where } from "./where.js";

/** x + y; `or` for booleans. */
export function add(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgs("add", x, y);
  return a.dtype === "bool" ? logical.or(a, b) : arithmetic.add(a, b);
}

/** x - y. Throws a TypeError for booleans. */
export function subtract(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgs("sub", x, y);
  return arithmetic.sub(a, b);
}

/** x · y; `and` for booleans. */
export function multiply(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgs("mul", x, y);
  return a.dtype === "bool" ? logical.and(a, b) : arithmetic.mul(a, b);
}

/** x / y as a float, also for integers. */
export function divide(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgsInexact("div", x, y);
  return arithmetic.div(a, b);
}
/** NumPy's other name for `divide`. */
export const trueDivide = divide;

/** x / y rounded down. The sign of a remainder follows y, so `floorDivide(x, y) * y + mod(x, y)` is x. */
export function floorDivide(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = numeric(promoteArgs("floor_divide", x, y));
  if (isFloating(a.dtype)) return floatDivmod(a, b)[0];
  const quotient = arithmetic.div(a, b);
  if (a.dtype === "uint32") return quotient;
  const signsDiffer = comparison.ne(arithmetic.sign(a), arithmetic.sign(b));
  const inexact = comparison.ne(arithmetic.rem(a, b), constantLike(a, 0));
  return where(logical.and(signsDiffer, inexact), subtract(quotient, constantLike(quotient, 1)), quotient);
}

/** The remainder of x / y with the sign of y, as Python's `%`. */
export function mod(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = numeric(promoteArgs("remainder", x, y));
  const rest = arithmetic.rem(a, b);
  const zero = constantLike(a, 0);
  const inexact = comparison.ne(rest, zero);
  const signsDiffer = comparison.ne(comparison.lt(rest, zero), comparison.lt(b, zero));
  return where(logical.and(signsDiffer, inexact), arithmetic.add(rest, b), rest);
}
/** NumPy's other name for `mod`. */
export const remainder = mod;

/** The remainder of x / y with the sign of x, as C's `fmod` and JavaScript's `%`. */
export function fmod(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = numeric(promoteArgs("fmod", x, y));
  return arithmetic.rem(a, b);
}

/** `[floorDivide(x, y), mod(x, y)]`. */
export function divmod(x: ArrayLike, y: ArrayLike): [quotient: Value, remainder: Value] {
  const [a, b] = numeric(promoteArgs("divmod", x, y));
  return isFloating(a.dtype) ? floatDivmod(a, b) : [floorDivide(a, b), mod(a, b)];
}

function floatDivmod(x: Value, y: Value): [Value, Value] {
  const rest = arithmetic.rem(x, y);
  const quotient = arithmetic.div(arithmetic.sub(x, rest), y);
  const off = logical.and(
    comparison.ne(rest, constantLike(rest, 0)),
    comparison.ne(arithmetic.sign(y), arithmetic.sign(rest)),
  );
  return [
    rint(where(off, arithmetic.sub(quotient, constantLike(quotient, 1)), quotient)),
    where(off, arithmetic.add(rest, y), rest),
  ];
}

/** Booleans as int32: arithmetic has no boolean remainder or power. */
function numeric(values: Value[]): Value[] {
  return values.map((v) => (v.dtype === "bool" ? convertTo(v, "int32") : v));
}

/**
 * x to the power y. An integral number for y gives repeated multiplication (`integer_pow`), which is exact for
 * integers and has the derivative y·xʸ⁻¹ everywhere. Throws a TypeError for integers to a negative number.
 */
export function power(x: ArrayLike, y: ArrayLike): Value {
  if (typeof y === "number" && Number.isInteger(y) && Math.abs(y) <= 2147483647) {
    const [base] = numeric([toValue(x, "power")]);
    if (isInteger(base.dtype) && y < 0)
      throw new TypeError(
        `Integers cannot be raised to negative powers, got integer_pow(${base.type.toLongString()}, ${y})`,
      );
    return arithmetic.integerPow(base, y);
  }
  const [a, b] = numeric(promoteArgs("power", x, y));
  return isFloating(a.dtype) ? arithmetic.pow(a, b) : integerPower(a, b);
}
/** NumPy's other name for `power`. */
export const pow = power;

/** Binary exponentiation; whatever overflows 32 bits wraps, so six squarings are enough for any base but 0 and ±1. */
function integerPower(x: Value, y: Value): Value {
  const [one, zero] = [constantLike(y, 1), constantLike(y, 0)];
  let result = where(comparison.eq(y, zero), 1, where(comparison.lt(y, zero), 0, 1));
  result = convertTo(result, x.dtype);
  for (let base = x, rest = y, i = 0; i < 31; i++) {
    const odd = comparison.eq(logical.and(rest, one), one);
    result = where(odd, arithmetic.mul(result, base), result);
    base = arithmetic.mul(base, base);
    rest = logical.shiftRightLogical(rest, one);
  }
  return result;
}

/** x to the power y as a float, also for integers. */
export function floatPower(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgsInexact("float_power", x, y);
  return arithmetic.pow(a, b);
}

/** -x. */
export function negative(x: ArrayLike): Value {
  return arithmetic.neg(toValue(x, "negative"));
}

/** x itself, as an array. */
export function positive(x: ArrayLike): Value {
  return toValue(x, "positive");
}

/** The absolute value. */
export function abs(x: ArrayLike): Value {
  const value = toValue(x, "absolute");
  return value.dtype === "bool" || value.dtype === "uint32" ? value : arithmetic.abs(value);
}
/** NumPy's other name for `abs`. */
export const absolute = abs;

/** The absolute value, as a float. */
export function fabs(x: ArrayLike): Value {
  const [value] = promoteDtypesInexact([x], "fabs");
  return arithmetic.abs(value);
}

/** -1, 0 or 1 (NaN for NaN; the zero keeps its sign). */
export function sign(x: ArrayLike): Value {
  const [value] = numeric([toValue(x, "sign")]);
  return arithmetic.sign(value);
}

/** Whether the sign bit is set: true for -0 and negative numbers. */
export function signbit(x: ArrayLike): Value {
  const value = toValue(x, "signbit");
  if (!isFloating(value.dtype)) return comparison.lt(...pairWith(numeric([value])[0], 0));
  const bits = conversion.bitcastConvertType(convertTo(value, "float32"), "int32");
  return comparison.lt(bits, constantLike(bits, 0));
}

function pairWith(x: Value, value: number): [Value, Value] {
  return [x, constantLike(x, value)];
}

/** The magnitude of x with the sign of y. */
export function copysign(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgsInexact("copysign", x, y);
  const magnitude = arithmetic.abs(a);
  return where(signbit(b), arithmetic.neg(magnitude), magnitude);
}

/** x². Of an integer, an integer. */
export function square(x: ArrayLike): Value {
  return arithmetic.square(numeric([toValue(x, "square")])[0]);
}

/** √x. */
export function sqrt(x: ArrayLike): Value {
  return arithmetic.sqrt(promoteDtypesInexact([x], "sqrt")[0]);
}

/** ∛x, also of negative x. */
export function cbrt(x: ArrayLike): Value {
  return arithmetic.cbrt(promoteDtypesInexact([x], "cbrt")[0]);
}

/** 1 / x. */
export function reciprocal(x: ArrayLike): Value {
  const [value] = promoteDtypesInexact([x], "reciprocal");
  return arithmetic.reciprocal(value);
}

/** The larger of each two; NaN if either is. At a tie each has half of the derivative. */
export function maximum(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgs("max", x, y);
  return arithmetic.max(a, b);
}

/** The smaller of each two; NaN if either is. At a tie each has half of the derivative. */
export function minimum(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgs("min", x, y);
  return arithmetic.min(a, b);
}

/** The larger of each two; where one is NaN, the other. */
export function fmax(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgs("fmax", x, y);
  return where(bitwiseOr(comparison.gt(a, b), isnan(b)), a, b);
}

/** The smaller of each two; where one is NaN, the other. */
export function fmin(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgs("fmin", x, y);
  return where(bitwiseOr(comparison.lt(a, b), isnan(b)), a, b);
}

/** 0 below zero, 1 above, y at zero, NaN for NaN. */
export function heaviside(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgsInexact("heaviside", x, y);
  const zero = constantLike(a, 0);
  const sides = where(comparison.lt(a, zero), zero, where(comparison.gt(a, zero), constantLike(a, 1), b));
  return where(isnan(a), a, sides);
}

/** √(x² + y²) without overflow on the way. */
export function hypot(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgsInexact("hypot", x, y).map((v) => arithmetic.abs(v));
  const [large, small] = [arithmetic.max(a, b), arithmetic.min(a, b)];
  const one = constantLike(large, 1);
  const isZero = comparison.eq(large, constantLike(large, 0));
  const ratio = arithmetic.div(small, where(isZero, one, large));
  const length = arithmetic.mul(large, arithmetic.sqrt(arithmetic.add(one, arithmetic.square(ratio))));
  const finite = where(isZero, large, length);
  return where(bitwiseOr(isposinf(a), isposinf(b)), Infinity, finite);
}

/** The next float after x in the direction of y. */
export function nextafter(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgsInexact("nextafter", x, y);
  return arithmetic.nextafter(a, b);
}

/** x · 2ⁿ for integers n. */
export function ldexp(x: ArrayLike, n: ArrayLike): Value {
  const [value] = promoteDtypesInexact([x], "ldexp");
  let result = value;
  let rest: Value = convertTo(toValue(n, "ldexp"), "int32");
  for (let i = 0; i < 3; i++) {
    const part = clip(rest, { min: -126, max: 127 });
    rest = subtract(rest, part);
    const bits = logical.shiftLeft(...(promoteArgs("ldexp", add(part, 127), 23) as [Value, Value]));
    result = multiply(result, convertTo(conversion.bitcastConvertType(bits, "float32"), value.dtype));
  }
  return result;
}

/** `[mantissa, exponent]` with x = mantissa · 2^exponent and 0.5 ≤ |mantissa| < 1. */
export function frexp(x: ArrayLike): [mantissa: Value, exponent: Value] {
  const [value] = promoteDtypesInexact([x], "frexp");
  const wide = convertTo(value, "float32");
  const isTiny = comparison.lt(arithmetic.abs(wide), constantLike(wide, 2 ** -126));
  const bits = conversion.bitcastConvertType(where(isTiny, multiply(wide, 2 ** 24), wide), "int32");
  const raw = bitwiseAnd(logical.shiftRightLogical(bits, constantLike(bits, 23)), 255);
  const mantissaBits = bitwiseOr(bitwiseAnd(bits, ~(255 << 23)), 126 << 23);
  const mantissa = conversion.bitcastConvertType(mantissaBits, "float32");
  const special = bitwiseOr(comparison.eq(wide, constantLike(wide, 0)), bitwiseOr(isinf(wide), isnan(wide)));
  const exponent = subtract(raw, where(isTiny, constantLike(raw, 126 + 24), 126));
  return [convertTo(where(special, wide, mantissa), value.dtype), where(special, 0, exponent)];
}

/** `[fraction, whole]`; the fraction of an infinity is NaN, as in JAX. */
export function modf(x: ArrayLike): [fraction: Value, whole: Value] {
  const [value] = promoteDtypesInexact([x], "modf");
  const whole = trunc(value);
  return [arithmetic.sub(value, whole), whole];
}

/**
 * Limits x to lie between `min` and `max`, either of which may be left out. `clip(x, lo, hi)` is accepted too.
 * The result has the promoted dtype, and half of the derivative at a limit.
 */
export function clip(
  x: ArrayLike,
  min?: ArrayLike | null | { min?: ArrayLike | null; max?: ArrayLike | null },
  max?: ArrayLike | null,
): Value {
  const limits = isLimits(min) ? min : { min, max };
  let result = toValue(x, "clip");
  if (limits.min !== undefined && limits.min !== null) result = maximum(limits.min, result);
  if (limits.max !== undefined && limits.max !== null) result = minimum(limits.max, result);
  return result;
}

function isLimits(x: unknown): x is { min?: ArrayLike | null; max?: ArrayLike | null } {
  return (
    typeof x === "object" &&
    x !== null &&
    !(x instanceof Value) &&
    !Array.isArray(x) &&
    !ArrayBuffer.isView(x)
  );
}

/** Rounds to the nearest integer, halves to even. Integers become floats. */
export function rint(x: ArrayLike): Value {
  return rounding.round(promoteDtypesInexact([x], "rint")[0], "toNearestEven");
}

/** Rounds to `decimals` places (default 0), halves to even. Integers stay as they are for decimals ≥ 0. */
export function round(x: ArrayLike, { decimals = 0 }: { decimals?: number } = {}): Value {
  const value = toValue(x, "round");
  if (!isFloating(value.dtype)) {
    if (decimals >= 0) return numeric([value])[0];
    throw new TypeError("integer round not implemented for decimals < 0");
  }
  if (decimals === 0) return rounding.round(value, "toNearestEven");
  const wide = convertTo(value, "float32", value.weakType);
  const factor = constantLike(wide, 10 ** Math.abs(decimals));
  const [scale, unscale] = decimals > 0 ? [arithmetic.mul, arithmetic.div] : [arithmetic.div, arithmetic.mul];
  return convertTo(
    unscale(rounding.round(scale(wide, factor), "toNearestEven"), factor),
    value.dtype,
    value.weakType,
  );
}
/** NumPy's other name for `round`. */
export const around = round;

/** Rounds down. Integers stay as they are. */
export function floor(x: ArrayLike): Value {
  const value = toValue(x, "floor");
  return isFloating(value.dtype) ? rounding.floor(value) : value;
}

/** Rounds up. Integers stay as they are. */
export function ceil(x: ArrayLike): Value {
  const value = toValue(x, "ceil");
  return isFloating(value.dtype) ? rounding.ceil(value) : value;
}

/** Rounds towards zero. Integers stay as they are. */
export function trunc(x: ArrayLike): Value {
  const value = toValue(x, "trunc");
  if (!isFloating(value.dtype)) return value;
  return where(comparison.lt(value, constantLike(value, 0)), rounding.ceil(value), rounding.floor(value));
}
/** NumPy's other name for `trunc`. */
export const fix = trunc;

/** The greatest common divisor of integers (Euclid's algorithm, unrolled to what 32 bits can need). */
export function gcd(x: ArrayLike, y: ArrayLike): Value {
  let [a, b] = promoteArgs("gcd", x, y);
  if (!isInteger(a.dtype)) throw new TypeError("Arguments to jax.numpy.gcd must be integers.");
  [a, b] = [abs(a), abs(b)];
  const zero = constantLike(b, 0);
  for (let i = 0; i < 47; i++) {
    const done = comparison.eq(b, zero);
    const rest = arithmetic.rem(a, where(done, constantLike(b, 1), b));
    [a, b] = [where(done, a, b), where(done, zero, rest)];
  }
  return a;
}

/** The least common multiple of integers. */
export function lcm(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgs("lcm", x, y).map((v) => abs(v));
  const divisor = gcd(a, b);
  const isZero = comparison.eq(divisor, constantLike(divisor, 0));
  const quotient = arithmetic.div(b, where(isZero, constantLike(divisor, 1), divisor));
  return where(isZero, constantLike(divisor, 0), arithmetic.mul(a, quotient));
}
