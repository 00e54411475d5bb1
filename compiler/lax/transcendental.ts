/** Exponentials, trigonometric and special functions, one primitive each. */

import * as exponential from "../primitives/exponential.js";
import * as special from "../primitives/special.js";
import * as trigonometric from "../primitives/trigonometric.js";
import { polygammaOf, zetaOf } from "../scipy/zeta.js";
import { binary, unary } from "./operands.js";

/**
 * eˣ.
 *
 *     lax.exp([0, 1]) // [1.        2.7182817]
 *
 * Source: `jax.lax.exp`.
 */
export const exp = unary("exp", exponential.exp);
/**
 * 2ˣ.
 *
 *     lax.exp2([0, 3]) // [1. 8.]
 *
 * Source: `jax.lax.exp2`.
 */
export const exp2 = unary("exp2", exponential.exp2);
/**
 * eˣ - 1, exact near zero.
 *
 *     lax.expm1([0, 1e-8]) // [0.e+00 1.e-08]
 *
 * Source: `jax.lax.expm1`.
 */
export const expm1 = unary("expm1", exponential.expm1);
/**
 * The natural logarithm.
 *
 *     lax.log([1, Math.E]) // [0. 1.]
 *
 * Source: `jax.lax.log`.
 */
export const log = unary("log", exponential.log);
/**
 * log(1 + x), exact near zero.
 *
 *     lax.log1p([0, 1e-8]) // [0.e+00 1.e-08]
 *
 * Source: `jax.lax.log1p`.
 */
export const log1p = unary("log1p", exponential.log1p);
/**
 * 1 / (1 + e⁻ˣ).
 *
 *     lax.logistic([0, 2]) // [0.5      0.880797]
 *
 * Source: `jax.lax.logistic`.
 */
export const logistic = unary("logistic", exponential.logistic);
/**
 * The hyperbolic tangent.
 *
 *     lax.tanh([0, 1]) // [0.        0.7615942]
 *
 * Source: `jax.lax.tanh`.
 */
export const tanh = unary("tanh", exponential.tanh);
/**
 * The hyperbolic sine.
 *
 *     lax.sinh([0, 1]) // [0.        1.1752012]
 *
 * Source: `jax.lax.sinh`.
 */
export const sinh = unary("sinh", exponential.sinh);
/**
 * The hyperbolic cosine.
 *
 *     lax.cosh([0, 1]) // [1.        1.5430806]
 *
 * Source: `jax.lax.cosh`.
 */
export const cosh = unary("cosh", exponential.cosh);
/**
 * The inverse hyperbolic sine.
 *
 *     lax.asinh([0, 1]) // [0.        0.8813736]
 *
 * Source: `jax.lax.asinh`.
 */
export const asinh = unary("asinh", exponential.asinh);
/**
 * The inverse hyperbolic cosine.
 *
 *     lax.acosh([1, 2]) // [0.       1.316958]
 *
 * Source: `jax.lax.acosh`.
 */
export const acosh = unary("acosh", exponential.acosh);
/**
 * The inverse hyperbolic tangent.
 *
 *     lax.atanh([0, 0.5]) // [0.         0.54930615]
 *
 * Source: `jax.lax.atanh`.
 */
export const atanh = unary("atanh", exponential.atanh);
/**
 * The sine.
 *
 *     lax.sin([0, Math.PI / 2]) // [0. 1.]
 *
 * Source: `jax.lax.sin`.
 */
export const sin = unary("sin", trigonometric.sin);
/**
 * The cosine.
 *
 *     lax.cos([0, Math.PI]) // [ 1. -1.]
 *
 * Source: `jax.lax.cos`.
 */
export const cos = unary("cos", trigonometric.cos);
/**
 * The tangent.
 *
 *     lax.tan([0, 1]) // [0.        1.5574079]
 *
 * Source: `jax.lax.tan`.
 */
export const tan = unary("tan", trigonometric.tan);
/**
 * The inverse sine.
 *
 *     lax.asin([0, 1]) // [0.        1.5707964]
 *
 * Source: `jax.lax.asin`.
 */
export const asin = unary("asin", trigonometric.asin);
/**
 * The inverse cosine.
 *
 *     lax.acos([0, 1]) // [1.5707964 0.       ]
 *
 * Source: `jax.lax.acos`.
 */
export const acos = unary("acos", trigonometric.acos);
/**
 * The inverse tangent.
 *
 *     lax.atan([0, 1]) // [0.        0.7853982]
 *
 * Source: `jax.lax.atan`.
 */
export const atan = unary("atan", trigonometric.atan);
/**
 * The error function.
 *
 *     lax.erf([0, 1]) // [0.        0.8427008]
 *
 * Source: `jax.lax.erf`.
 */
export const erf = unary("erf", special.erf);
/**
 * 1 - erf(x), without cancellation.
 *
 *     lax.erfc([0, 1]) // [1.        0.1572992]
 *
 * Source: `jax.lax.erfc`.
 */
export const erfc = unary("erfc", special.erfc);
/**
 * The inverse of the error function.
 *
 *     lax.erfInv([0, 0.5]) // [0.        0.4769363]
 *
 * Source: `jax.lax.erf_inv`.
 */
export const erfInv = unary("erf_inv", special.erfInv);
/**
 * log |Γ(x)|.
 *
 *     lax.lgamma([1, 5]) // [0.        3.1780539]
 *
 * Source: `jax.lax.lgamma`.
 */
export const lgamma = unary("lgamma", special.lgamma);
/**
 * The derivative of `lgamma`.
 *
 *     lax.digamma([1, 2]) // [-0.5772157   0.42278433]
 *
 * Source: `jax.lax.digamma`.
 */
export const digamma = unary("digamma", special.digamma);
/**
 * The modified Bessel function of order 0, times e^-|x|.
 *
 *     lax.besselI0e([0, 1]) // [1.        0.4657596]
 *
 * Source: `jax.lax.bessel_i0e`.
 */
export const besselI0e = unary("bessel_i0e", special.besselI0e);
/**
 * The modified Bessel function of order 1, times e^-|x|.
 *
 *     lax.besselI1e([0, 1]) // [0.         0.20791042]
 *
 * Source: `jax.lax.bessel_i1e`.
 */
export const besselI1e = unary("bessel_i1e", special.besselI1e);
/**
 * Σ (q + k)⁻ˣ over k = 0, 1, 2 … for x > 1 and q > 0: Hurwitz's zeta function. It has no derivative by x.
 *
 *     lax.zeta(2, 1) // 1.644934
 *
 * Source: `jax.lax.zeta`.
 */
export const zeta = binary("zeta", zetaOf);
/**
 * The derivative of order m of `digamma` at x, for m = 1, 2 … It has no derivative by m.
 *
 *     lax.polygamma(1, 1) // 1.644934
 *
 * Source: `jax.lax.polygamma`.
 */
export const polygamma = binary("polygamma", polygammaOf);
