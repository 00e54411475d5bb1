/** Elementwise operations, one primitive each. Dtypes must be equal; shapes too, or one operand is a scalar. */

import * as arithmetic from "../primitives/arithmetic.js";
import * as comparison from "../primitives/comparison.js";
import * as exponential from "../primitives/exponential.js";
import * as logical from "../primitives/logical.js";
import * as rounding from "../primitives/rounding.js";
import * as choice from "../primitives/select.js";
import * as special from "../primitives/special.js";
import * as trigonometric from "../primitives/trigonometric.js";
import { polygammaOf, zetaOf } from "../scipy/zeta.js";
import { type Arguments, expectArguments } from "../ir/options.js";
import { toValue } from "../numpy/promotion.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { ValueError } from "../trace/errors.js";
import { highProduct, reducedPrecision } from "./bits.js";
import { binary, operands, unary } from "./operands.js";

/** How halves are rounded. */
export const RoundingMethod = {
  AWAY_FROM_ZERO: "awayFromZero",
  TO_NEAREST_EVEN: "toNearestEven",
} as const;
export type RoundingMethod = rounding.RoundingMethod;

/** x + y. Source: `jax.lax.add`. */
export const add = binary("add", arithmetic.add);
/** x - y. Source: `jax.lax.sub`. */
export const sub = binary("sub", arithmetic.sub);
/** x · y. Source: `jax.lax.mul`. */
export const mul = binary("mul", arithmetic.mul);
/** x / y; integers are divided toward zero. Source: `jax.lax.div`. */
export const div = binary("div", arithmetic.div);
/** The remainder of x / y, with the sign of x. Source: `jax.lax.rem`. */
export const rem = binary("rem", arithmetic.rem);
/** The larger of each two; NaN if either is. Source: `jax.lax.max`. */
export const max = binary("max", arithmetic.max);
/** The smaller of each two; NaN if either is. Source: `jax.lax.min`. */
export const min = binary("min", arithmetic.min);
/** x to the power y. Source: `jax.lax.pow`. */
export const pow = binary("pow", arithmetic.pow);
/** The next float after x in the direction of y. Source: `jax.lax.nextafter`. */
export const nextafter = binary("nextafter", arithmetic.nextafter);
/** The angle of the point (x, y); the first argument is y. Source: `jax.lax.atan2`. */
export const atan2 = binary("atan2", trigonometric.atan2);

/** -x. Source: `jax.lax.neg`. */
export const neg = unary("neg", arithmetic.neg);
/** -1, 0 or 1. Source: `jax.lax.sign`. */
export const sign = unary("sign", arithmetic.sign);
/** |x|. Source: `jax.lax.abs`. */
export const abs = unary("abs", arithmetic.abs);
/** x². Source: `jax.lax.square`. */
export const square = unary("square", arithmetic.square);
/** √x. Source: `jax.lax.sqrt`. */
export const sqrt = unary("sqrt", arithmetic.sqrt);
/** 1 / √x. Source: `jax.lax.rsqrt`. */
export const rsqrt = unary("rsqrt", arithmetic.rsqrt);
/** ∛x. Source: `jax.lax.cbrt`. */
export const cbrt = unary("cbrt", arithmetic.cbrt);
/** 1 / x. Source: `jax.lax.reciprocal`. */
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

/** eˣ. Source: `jax.lax.exp`. */
export const exp = unary("exp", exponential.exp);
/** 2ˣ. Source: `jax.lax.exp2`. */
export const exp2 = unary("exp2", exponential.exp2);
/** eˣ - 1, exact near zero. Source: `jax.lax.expm1`. */
export const expm1 = unary("expm1", exponential.expm1);
/** The natural logarithm. Source: `jax.lax.log`. */
export const log = unary("log", exponential.log);
/** log(1 + x), exact near zero. Source: `jax.lax.log1p`. */
export const log1p = unary("log1p", exponential.log1p);
/** 1 / (1 + e⁻ˣ). Source: `jax.lax.logistic`. */
export const logistic = unary("logistic", exponential.logistic);
/** The hyperbolic tangent. Source: `jax.lax.tanh`. */
export const tanh = unary("tanh", exponential.tanh);
/** The hyperbolic sine. Source: `jax.lax.sinh`. */
export const sinh = unary("sinh", exponential.sinh);
/** The hyperbolic cosine. Source: `jax.lax.cosh`. */
export const cosh = unary("cosh", exponential.cosh);
/** The inverse hyperbolic sine. Source: `jax.lax.asinh`. */
export const asinh = unary("asinh", exponential.asinh);
/** The inverse hyperbolic cosine. Source: `jax.lax.acosh`. */
export const acosh = unary("acosh", exponential.acosh);
/** The inverse hyperbolic tangent. Source: `jax.lax.atanh`. */
export const atanh = unary("atanh", exponential.atanh);
/** The sine. Source: `jax.lax.sin`. */
export const sin = unary("sin", trigonometric.sin);
/** The cosine. Source: `jax.lax.cos`. */
export const cos = unary("cos", trigonometric.cos);
/** The tangent. Source: `jax.lax.tan`. */
export const tan = unary("tan", trigonometric.tan);
/** The inverse sine. Source: `jax.lax.asin`. */
export const asin = unary("asin", trigonometric.asin);
/** The inverse cosine. Source: `jax.lax.acos`. */
export const acos = unary("acos", trigonometric.acos);
/** The inverse tangent. Source: `jax.lax.atan`. */
export const atan = unary("atan", trigonometric.atan);
/** The error function. Source: `jax.lax.erf`. */
export const erf = unary("erf", special.erf);
/** 1 - erf(x), without cancellation. Source: `jax.lax.erfc`. */
export const erfc = unary("erfc", special.erfc);
/** The inverse of the error function. Source: `jax.lax.erf_inv`. */
export const erfInv = unary("erf_inv", special.erfInv);
/** log |Γ(x)|. Source: `jax.lax.lgamma`. */
export const lgamma = unary("lgamma", special.lgamma);
/** The derivative of `lgamma`. Source: `jax.lax.digamma`. */
export const digamma = unary("digamma", special.digamma);
/** The modified Bessel function of order 0, times e^-|x|. Source: `jax.lax.bessel_i0e`. */
export const besselI0e = unary("bessel_i0e", special.besselI0e);
/** The modified Bessel function of order 1, times e^-|x|. Source: `jax.lax.bessel_i1e`. */
export const besselI1e = unary("bessel_i1e", special.besselI1e);
/**
 * Σ (q + k)⁻ˣ over k = 0, 1, 2 … for x > 1 and q > 0: Hurwitz's zeta function. It has no derivative by x.
 *
 * Source: `jax.lax.zeta`.
 */
export const zeta = binary("zeta", zetaOf);
/**
 * The derivative of order m of `digamma` at x, for m = 1, 2 … It has no derivative by m.
 *
 * Source: `jax.lax.polygamma`.
 */
export const polygamma = binary("polygamma", polygammaOf);

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

/** Rounded down. Source: `jax.lax.floor`. */
export const floor = unary("floor", rounding.floor);
/** Rounded up. Source: `jax.lax.ceil`. */
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
/** Whether x is neither infinite nor NaN. Source: `jax.lax.is_finite`. */
export const isFinite = unary("is_finite", rounding.isFinite);

/** x == y. Source: `jax.lax.eq`. */
export const eq = binary("eq", comparison.eq);
/** x != y. Source: `jax.lax.ne`. */
export const ne = binary("ne", comparison.ne);
/** x < y. Source: `jax.lax.lt`. */
export const lt = binary("lt", comparison.lt);
/** x <= y. Source: `jax.lax.le`. */
export const le = binary("le", comparison.le);
/** x > y. Source: `jax.lax.gt`. */
export const gt = binary("gt", comparison.gt);
/** x >= y. Source: `jax.lax.ge`. */
export const ge = binary("ge", comparison.ge);

/** x & y. Source: `jax.lax.bitwise_and`. */
export const bitwiseAnd = binary("and", logical.and);
/** x | y. Source: `jax.lax.bitwise_or`. */
export const bitwiseOr = binary("or", logical.or);
/** x ^ y. Source: `jax.lax.bitwise_xor`. */
export const bitwiseXor = binary("xor", logical.xor);
/** ~x. Source: `jax.lax.bitwise_not`. */
export const bitwiseNot = unary("not", logical.not);
/** The upper 32 bits of the product of two integers. Source: `jax.lax.mulhi`. */
export const mulhi = binary("mulhi", highProduct);

/** x << y. Source: `jax.lax.shift_left`. */
export const shiftLeft = binary("shift_left", logical.shiftLeft);
/** x >> y, filling with zeros. Source: `jax.lax.shift_right_logical`. */
export const shiftRightLogical = binary("shift_right_logical", logical.shiftRightLogical);
/** x >> y, filling with the sign. Source: `jax.lax.shift_right_arithmetic`. */
export const shiftRightArithmetic = binary("shift_right_arithmetic", logical.shiftRightArithmetic);
/** How many bits are one. Source: `jax.lax.population_count`. */
export const populationCount = unary("population_count", logical.populationCount);
/** How many leading bits are zero. Source: `jax.lax.clz`. */
export const clz = unary("clz", logical.clz);

/**
 * `onTrue` where `which` is true, else `onFalse`. Shapes are equal, or `which` is a scalar.
 *
 *     lax.select([true, false], [1, 2], [3, 4]) // [1. 4.]
 *
 * Throws a TypeError unless shapes and dtypes agree, and `which` is bool.
 * Source: `jax.lax.select`.
 */
export function select(which: ArrayLike, onTrue: ArrayLike, onFalse: ArrayLike): Value {
  const [x, y] = operands("select", onTrue, onFalse);
  return choice.select(toValue(which, "select"), x, y);
}

/**
 * Of several cases the one with the number that `which` (bool or int32) says.
 *
 *     lax.selectN([true, false], [1, 2], [3, 4]) // [3. 2.]
 *
 * Throws a TypeError unless shapes and dtypes agree. Source: `jax.lax.select_n`.
 */
export function selectN(which: ArrayLike, ...cases: ArrayLike[]): Value {
  return choice.selectN(toValue(which, "select_n"), ...operands("select_n", ...cases));
}
