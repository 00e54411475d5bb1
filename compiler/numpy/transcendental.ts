/** Exponentials, logarithms, trigonometric and hyperbolic functions, element by element. Integers become float32. */

import { customJvp } from "../calls/customJvp.js";
import * as arithmetic from "../primitives/arithmetic.js";
import * as comparison from "../primitives/comparison.js";
import * as exponential from "../primitives/exponential.js";
import { besselI0e } from "../primitives/special.js";
import * as trigonometric from "../primitives/trigonometric.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { isnan, isposinf } from "./logic.js";
import {
  constantLike,
  convertTo,
  expandTo,
  promoteArgsInexact,
  promoteDtypesInexact,
  withName,
} from "./promotion.js";
import { where } from "./where.js";

type Unary = (x: ArrayLike) => Value;

function unary(name: string, primitive: (x: Value) => Value): Unary {
  return withName(name, (x: ArrayLike) => primitive(promoteDtypesInexact([x], name)[0]));
}

/**
 * eˣ.
 *
 *     jnp.exp([0, 1]) // [1.        2.7182817]
 *
 * Source: `jax.numpy.exp`.
 */
export const exp = unary("exp", exponential.exp);
/**
 * 2ˣ.
 *
 *     jnp.exp2([0, 3]) // [1. 8.]
 *
 * Source: `jax.numpy.exp2`.
 */
export const exp2 = unary("exp2", exponential.exp2);
/**
 * eˣ - 1, exact near zero.
 *
 *     jnp.expm1([0, 1e-8]) // [0.e+00 1.e-08]
 *
 * Source: `jax.numpy.expm1`.
 */
export const expm1 = unary("expm1", exponential.expm1);
/**
 * The natural logarithm.
 *
 *     jnp.log([1, Math.E]) // [0. 1.]
 *
 * Source: `jax.numpy.log`.
 */
export const log = unary("log", exponential.log);
/**
 * log(1 + x), exact near zero.
 *
 *     jnp.log1p([0, 1e-8]) // [0.e+00 1.e-08]
 *
 * Source: `jax.numpy.log1p`.
 */
export const log1p = unary("log1p", exponential.log1p);
/**
 * The logarithm to base 2.
 *
 *     jnp.log2([1, 8]) // [0. 3.]
 *
 * Source: `jax.numpy.log2`.
 */
export const log2 = unary("log2", (x) => logarithm(x, Math.LN2));
/**
 * The logarithm to base 10.
 *
 *     jnp.log10([1, 1000]) // [0. 3.]
 *
 * Source: `jax.numpy.log10`.
 */
export const log10 = unary("log10", (x) => logarithm(x, Math.LN10));

/** The logarithm to a base with this natural logarithm. The result is not weak. */
function logarithm(x: Value, lnBase: number): Value {
  return convertTo(arithmetic.div(exponential.log(x), constantLike(x, lnBase)), x.dtype);
}

/**
 * The sine of an angle in radians.
 *
 *     jnp.sin([0, Math.PI / 2]) // [0. 1.]
 *
 * Source: `jax.numpy.sin`.
 */
export const sin = unary("sin", trigonometric.sin);
/**
 * The cosine of an angle in radians.
 *
 *     jnp.cos([0, Math.PI]) // [ 1. -1.]
 *
 * Source: `jax.numpy.cos`.
 */
export const cos = unary("cos", trigonometric.cos);
/**
 * The tangent of an angle in radians.
 *
 *     jnp.tan([0, 1]) // [0.        1.5574079]
 *
 * Source: `jax.numpy.tan`.
 */
export const tan = unary("tan", trigonometric.tan);
/**
 * The angle in [-π/2, π/2] with this sine.
 *
 *     jnp.arcsin([0, 1]) // [0.        1.5707964]
 *
 * Source: `jax.numpy.arcsin`.
 */
export const arcsin = unary("arcsin", trigonometric.asin);
/**
 * The angle in [0, π] with this cosine.
 *
 *     jnp.arccos([0, 1]) // [1.5707964 0.       ]
 *
 * Source: `jax.numpy.arccos`.
 */
export const arccos = unary("arccos", trigonometric.acos);
/**
 * The angle in [-π/2, π/2] with this tangent.
 *
 *     jnp.arctan([0, 1]) // [0.        0.7853982]
 *
 * Source: `jax.numpy.arctan`.
 */
export const arctan = unary("arctan", trigonometric.atan);
/**
 * The hyperbolic sine.
 *
 *     jnp.sinh([0, 1]) // [0.        1.1752012]
 *
 * Source: `jax.numpy.sinh`.
 */
export const sinh = unary("sinh", exponential.sinh);
/**
 * The hyperbolic cosine.
 *
 *     jnp.cosh([0, 1]) // [1.        1.5430806]
 *
 * Source: `jax.numpy.cosh`.
 */
export const cosh = unary("cosh", exponential.cosh);
/**
 * The hyperbolic tangent.
 *
 *     jnp.tanh([0, 1]) // [0.        0.7615942]
 *
 * Source: `jax.numpy.tanh`.
 */
export const tanh = unary("tanh", exponential.tanh);
/**
 * The inverse of `sinh`.
 *
 *     jnp.arcsinh([0, 1]) // [0.        0.8813736]
 *
 * Source: `jax.numpy.arcsinh`.
 */
export const arcsinh = unary("arcsinh", exponential.asinh);
/**
 * The inverse of `cosh`, for x ≥ 1.
 *
 *     jnp.arccosh([1, 2]) // [0.       1.316958]
 *
 * Source: `jax.numpy.arccosh`.
 */
export const arccosh = unary("arccosh", exponential.acosh);
/**
 * The inverse of `tanh`, for |x| ≤ 1.
 *
 *     jnp.arctanh([0, 0.5]) // [0.         0.54930615]
 *
 * Source: `jax.numpy.arctanh`.
 */
export const arctanh = unary("arctanh", exponential.atanh);
/** The array API's names of the inverse functions. */
export const asin = arcsin;
export const acos = arccos;
export const atan = arctan;
export const asinh = arcsinh;
export const acosh = arccosh;
export const atanh = arctanh;

/**
 * The angle of the point (x, y), in [-π, π].
 *
 *     jnp.arctan2([1, -1], [1, -1]) // [ 0.7853982 -2.3561945]
 *
 * Source: `jax.numpy.arctan2`.
 */
export function arctan2(y: ArrayLike, x: ArrayLike): Value {
  const [a, b] = promoteArgsInexact("arctan2", y, x);
  return trigonometric.atan2(a, b);
}
export const atan2 = arctan2;

/**
 * Degrees to radians.
 *
 *     jnp.deg2rad(180) // 3.1415927
 *
 * Source: `jax.numpy.deg2rad`.
 */
export const deg2rad = unary("deg2rad", (x) => arithmetic.mul(x, constantLike(x, Math.PI / 180)));
/**
 * Radians to degrees.
 *
 *     jnp.rad2deg(Math.PI) // 180.0
 *
 * Source: `jax.numpy.rad2deg`.
 */
export const rad2deg = unary("rad2deg", (x) => arithmetic.mul(x, constantLike(x, 180 / Math.PI)));
/** NumPy's other names of the conversions. */
export const radians = deg2rad;
export const degrees = rad2deg;

/**
 * The derivative of order k of sin(x)/x at zero, as a function whose own derivative is the next one:
 * `sinc` is differentiable any number of times through its hole.
 */
function sincAtZero(k: number): (x: Value) => Value {
  const value = k % 2 === 0 ? (-1) ** (k / 2) / (k + 1) : 0;
  const constant = customJvp((x: Value): Value => expandTo(constantLike(x, value), x.shape));
  constant.defjvp(([x]: [Value], [t]: [Value]) => [
    sincAtZero(k)(x),
    arithmetic.mul(sincAtZero(k + 1)(x), t),
  ]);
  return constant;
}

/**
 * sin(πx) / (πx), and 1 at zero.
 *
 *     jnp.sinc([0, 0.5]) // [1.         0.63661975]
 *
 * Source: `jax.numpy.sinc`.
 */
export const sinc = unary("sinc", (x) => {
  const isZero = comparison.eq(x, constantLike(x, 0));
  const angle = arithmetic.mul(constantLike(x, Math.PI), x);
  const safe = where(isZero, constantLike(x, 1), angle);
  return where(isZero, sincAtZero(0)(angle), arithmetic.div(trigonometric.sin(safe), safe));
});

type Pair = [Value, Value];

/** log of the sum of powers, with a derivative that is right at infinities too: each argument's share of the sum. */
function logSum(power: (x: Value) => Value, log1pPower: (x: Value) => Value): (x: Value, y: Value) => Value {
  const finite = (x: Value): Value => where(isposinf(x), constantLike(x, 0), x);
  const call = customJvp(function logaddexp(x: Value, y: Value): Value {
    const larger = arithmetic.max(x, y);
    const difference = arithmetic.sub(x, y);
    const undefinedTail = isnan(difference);
    const total = arithmetic.add(x, y);
    const tail = log1pPower(arithmetic.neg(arithmetic.abs(difference)));
    return where(undefinedTail, total, arithmetic.add(larger, tail));
  });
  call.defjvp(function _logaddexp_jvp([x, y]: Pair, [tx, ty]: Pair) {
    const result = call(x, y);
    const share = (v: Value): Value => power(arithmetic.sub(finite(v), finite(result)));
    return [result, arithmetic.add(arithmetic.mul(tx, share(x)), arithmetic.mul(ty, share(y)))];
  });
  return call;
}

const logSumOfE = logSum(exponential.exp, (x) => exponential.log1p(exponential.exp(x)));
const logSumOf2 = logSum(exponential.exp2, (x) =>
  arithmetic.div(exponential.log1p(exponential.exp2(x)), constantLike(x, Math.LN2)),
);

/**
 * log(eˣ + eʸ), without overflow.
 *
 *     jnp.logaddexp(1000, 1000) // 1000.6932
 *
 * Source: `jax.numpy.logaddexp`.
 */
export function logaddexp(x: ArrayLike, y: ArrayLike): Value {
  return logSumOfE(...(promoteArgsInexact("logaddexp", x, y) as Pair));
}

/**
 * log₂(2ˣ + 2ʸ), without overflow.
 *
 *     jnp.logaddexp2(1, 1) // 2.0
 *
 * Source: `jax.numpy.logaddexp2`.
 */
export function logaddexp2(x: ArrayLike, y: ArrayLike): Value {
  const sum = logSumOf2(...(promoteArgsInexact("logaddexp2", x, y) as Pair));
  return convertTo(sum, sum.dtype);
}

/**
 * The modified Bessel function of order 0, as a float.
 *
 *     jnp.i0(0) // 1.0
 *
 * Source: `jax.numpy.i0`.
 */
export const i0 = unary("i0", (x) => {
  const result = arithmetic.mul(exponential.exp(arithmetic.abs(x)), besselI0e(x));
  return convertTo(result, x.dtype);
});
