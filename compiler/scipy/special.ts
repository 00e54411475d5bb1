/** Special functions, to be used as `scipy.special`. Integers become float32. */

import { customJvp } from "../calls/customJvp.js";
import * as jnp from "../numpy/elementwise.js";
import { constantLike, expandTo, promoteArgsInexact, promoteDtypesInexact, withName } from "../numpy/promotion.js"; // prettier-ignore
import * as exponential from "../primitives/exponential.js";
import * as primitives from "../primitives/special.js";
import { ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { polygammaOf, zetaOf } from "./zeta.js";

export { logsumexp } from "../numpy/logsumexp.js";
export { logSoftmax, softmax } from "../nn/normalization.js";
export * from "./dilogarithm.js";
export * from "./incomplete.js";
export * from "./normal.js";

type Unary = (x: ArrayLike) => Value;

function unary(name: string, f: (x: Value) => Value): Unary {
  return withName(name, (x: ArrayLike) => f(promoteDtypesInexact([x], name)[0]));
}

/** Operands as floats of one shape: what custom rules need. */
function pair(name: string, x: ArrayLike, y: ArrayLike): [Value, Value] {
  const [a, b] = promoteArgsInexact(name, x, y);
  const { shape } = a.ndim > 0 ? a : b;
  return [expandTo(a, shape), expandTo(b, shape)];
}

/**
 * The error function, 2/√π ∫₀ˣ e^(-t²) dt.
 *
 *     scipy.special.erf([0, 1]) // [0.        0.8427008]
 *
 * Source: `jax.scipy.special.erf`.
 */
export const erf = unary("erf", primitives.erf);
/**
 * 1 - erf(x), accurate where that is small.
 *
 *     scipy.special.erfc([0, 1]) // [1.        0.1572992]
 *
 * Source: `jax.scipy.special.erfc`.
 */
export const erfc = unary("erfc", primitives.erfc);
/**
 * The inverse of `erf`; NaN outside of [-1, 1].
 *
 *     scipy.special.erfinv([0, 0.5]) // [0.        0.4769363]
 *
 * Source: `jax.scipy.special.erfinv`.
 */
export const erfinv = unary("erfinv", primitives.erfInv);

/**
 * log |Γ(x)|.
 *
 *     scipy.special.gammaln([1, 5]) // [0.        3.1780539]
 *
 * Source: `jax.scipy.special.gammaln`.
 */
export const gammaln = unary("gammaln", primitives.lgamma);
/**
 * The derivative of `gammaln`; NaN at its poles 0, -1, -2 …
 *
 *     scipy.special.digamma([1, 2]) // [-0.5772157   0.42278433]
 *
 * Source: `jax.scipy.special.digamma`.
 */
export const digamma = unary("digamma", primitives.digamma);

/**
 * The sign of Γ(x): 1 or -1, NaN at the poles -1, -2 …
 *
 *     scipy.special.gammasgn([2, -0.5]) // [ 1. -1.]
 *
 * Source: `jax.scipy.special.gammasgn`.
 */
export const gammasgn = unary("gammasgn", (x) => {
  const isNegative = jnp.less(x, 0);
  const floor = jnp.floor(x);
  const isOdd = jnp.notEqual(jnp.mod(floor, 2), 0);
  const negative = jnp.where(jnp.equal(x, floor), NaN, jnp.where(isOdd, -1, 1));
  const positive = jnp.where(jnp.logicalAnd(jnp.equal(x, 0), jnp.signbit(x)), -1, 1);
  const sign = jnp.where(isNegative, negative, positive);
  return jnp.where(jnp.isnan(x), x, jnp.multiply(sign, constantLike(x, 1)));
});

/**
 * Γ(x), by way of its logarithm.
 *
 *     scipy.special.gamma(3) // 2.0
 *
 * Source: `jax.scipy.special.gamma`.
 */
export const gamma = unary("gamma", (x) => jnp.multiply(gammasgn(x), exponential.exp(primitives.lgamma(x))));

/**
 * n! = Γ(n + 1); 0 for n < 0.
 *
 *     scipy.special.factorial(3) // 6.0
 *
 * Source: `jax.scipy.special.factorial`.
 */
export const factorial = unary("factorial", (x) =>
  jnp.where(jnp.less(x, 0), 0, exponential.exp(primitives.lgamma(jnp.add(x, 1)))),
);

const pochOf = customJvp(function poch(z: Value, m: Value): Value {
  return jnp.where(jnp.equal(m, 0), constantLike(z, 1), jnp.divide(gamma(jnp.add(z, m)), gamma(z)));
});
pochOf.defjvps(
  (t: Value, out: Value, z: Value, m: Value) =>
    jnp.multiply(
      t,
      jnp.multiply(jnp.subtract(primitives.digamma(jnp.add(z, m)), primitives.digamma(z)), out),
    ),
  (t: Value, out: Value, z: Value, m: Value) =>
    jnp.multiply(t, jnp.multiply(primitives.digamma(jnp.add(z, m)), out)),
);

/**
 * Γ(z + m) / Γ(z), which is z (z + 1) … (z + m - 1) for whole m.
 *
 *     scipy.special.poch(2, 3) // 24.0
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.scipy.special.poch`.
 */
export function poch(z: ArrayLike, m: ArrayLike): Value {
  return pochOf(...pair("poch", z, m));
}

/**
 * log |B(a, b)|, B(a, b) = Γ(a) Γ(b) / Γ(a + b).
 *
 *     scipy.special.betaln(2, 3) // -2.4849067
 *
 * Source: `jax.scipy.special.betaln`.
 */
export function betaln(a: ArrayLike, b: ArrayLike): Value {
  const [x, y] = pair("betaln", a, b);
  const [p, q] = [jnp.minimum(x, y), jnp.maximum(x, y)];
  const isLarge = jnp.logicalAnd(jnp.greaterEqual(q, 8), jnp.greater(p, 0));
  const apart = jnp.subtract(jnp.add(primitives.lgamma(x), primitives.lgamma(y)), primitives.lgamma(jnp.add(x, y))); // prettier-ignore
  const safe = (z: Value, value: number): Value => jnp.where(isLarge, z, constantLike(z, value));
  return jnp.where(isLarge, largeBetaln(safe(p, 1), safe(q, 8)), apart);
}

/** For 0 < p ≤ q and q ≥ 8: Stirling's series, in which what is large in the three terms has been cancelled on paper. */
function largeBetaln(p: Value, q: Value): Value {
  const ratio = jnp.divide(p, q);
  const sum = jnp.add(p, q);
  const common = jnp.subtract(
    jnp.subtract(stirlingRest(q), stirlingRest(sum)),
    jnp.multiply(jnp.subtract(sum, 0.5), jnp.log1p(ratio)),
  );
  const small = jnp.subtract(primitives.lgamma(p), jnp.multiply(p, jnp.subtract(jnp.log(q), 1)));
  const isSmall = jnp.less(p, 8);
  const rest = jnp.subtract(stirlingRest(jnp.where(isSmall, 8, p)), jnp.multiply(0.5, jnp.log(q)));
  const large = jnp.add(
    jnp.add(rest, 0.5 * Math.log(2 * Math.PI)),
    jnp.multiply(jnp.subtract(p, 0.5), jnp.log(ratio)),
  );
  return jnp.add(jnp.where(isSmall, small, large), common);
}

/** lgamma(z) - ((z - 1/2) log z - z + log(2π) / 2), for z ≥ 8. */
function stirlingRest(z: Value): Value {
  const inverse = jnp.divide(1, z);
  const square = jnp.multiply(inverse, inverse);
  const series = jnp.subtract(1 / 12, jnp.multiply(square, jnp.subtract(1 / 360, jnp.divide(square, 1260))));
  return jnp.multiply(inverse, series);
}

/**
 * B(a, b) = Γ(a) Γ(b) / Γ(a + b).
 *
 *     scipy.special.beta(2, 3) // 0.08333333
 *
 * Source: `jax.scipy.special.beta`.
 */
export function beta(a: ArrayLike, b: ArrayLike): Value {
  const [x, y] = pair("beta", a, b);
  const sign = jnp.multiply(jnp.multiply(gammasgn(x), gammasgn(y)), gammasgn(jnp.add(x, y)));
  return jnp.multiply(sign, exponential.exp(betaln(x, y)));
}

/**
 * The logarithm of the multivariate gamma function of dimension d, for x > (d - 1) / 2.
 *
 *     scipy.special.multigammaln(2, 2) // 0.45158267
 *
 * Throws a ValueError unless d is a positive integer. Source: `jax.scipy.special.multigammaln`.
 */
export function multigammaln(x: ArrayLike, d: number): Value {
  if (!Number.isInteger(d) || d < 1)
    throw new ValueError(`d should be a positive integer (dimension), got ${d}`);
  const [value] = promoteDtypesInexact([x], "multigammaln");
  const terms = Array.from({ length: d }, (_, i) => primitives.lgamma(jnp.subtract(value, i / 2)));
  return jnp.add(terms.reduce((a, b) => jnp.add(a, b)), (d * (d - 1) * Math.log(Math.PI)) / 4); // prettier-ignore
}

/**
 * Σ (q + k)⁻ˣ over k = 0, 1, 2 … for x > 1 (Hurwitz's zeta function); q is 1 by default (Riemann's). It has no derivative
 * by x.
 *
 *     scipy.special.zeta(2) // 1.644934
 *
 * Source: `jax.scipy.special.zeta`.
 */
export function zeta(x: ArrayLike, q: ArrayLike = 1): Value {
  return zetaOf(...pair("zeta", x, q));
}

/**
 * The derivative of order n of `digamma` at x, for n = 1, 2 … It has no derivative by n.
 *
 *     scipy.special.polygamma(1, 1) // 1.644934
 *
 * Source: `jax.scipy.special.polygamma`.
 */
export function polygamma(n: ArrayLike, x: ArrayLike): Value {
  return polygammaOf(...pair("polygamma", n, x));
}

/**
 * The modified Bessel function of order 0, times e^-|x|.
 *
 *     scipy.special.i0e([0, 1]) // [1.        0.4657596]
 *
 * Source: `jax.scipy.special.i0e`.
 */
export const i0e = unary("i0e", primitives.besselI0e);
/**
 * The modified Bessel function of order 1, times e^-|x|.
 *
 *     scipy.special.i1e([0, 1]) // [0.         0.20791042]
 *
 * Source: `jax.scipy.special.i1e`.
 */
export const i1e = unary("i1e", primitives.besselI1e);
/**
 * The modified Bessel function of order 0.
 *
 *     scipy.special.i0([0, 1]) // [1.        1.2660658]
 *
 * Source: `jax.scipy.special.i0`.
 */
export const i0 = unary("i0", (x) => jnp.multiply(exponential.exp(jnp.abs(x)), primitives.besselI0e(x)));
/**
 * The modified Bessel function of order 1.
 *
 *     scipy.special.i1([0, 1]) // [0.        0.5651591]
 *
 * Source: `jax.scipy.special.i1`.
 */
export const i1 = unary("i1", (x) => jnp.multiply(exponential.exp(jnp.abs(x)), primitives.besselI1e(x)));

/**
 * 1 / (1 + e⁻ˣ).
 *
 *     scipy.special.expit([0, 2]) // [0.5      0.880797]
 *
 * Source: `jax.scipy.special.expit`.
 */
export const expit = unary("expit", exponential.logistic);

const logitOf = customJvp(function logit(x: Value): Value {
  return jnp.log(jnp.divide(x, jnp.subtract(1, x)));
});
logitOf.defjvps((t: Value, _out: Value, x: Value) => jnp.divide(t, jnp.multiply(x, jnp.subtract(1, x))));

/**
 * log(x / (1 - x)), the inverse of `expit`.
 *
 *     scipy.special.logit(0.5) // 0.0
 *
 * Source: `jax.scipy.special.logit`.
 */
export const logit = unary("logit", (x) => logitOf(x));

/** x times a logarithm that was made of y: 0 where x is 0, whatever y is but NaN. */
function timesLog(x: Value, y: Value, log: Value): Value {
  const isZero = jnp.logicalAnd(jnp.equal(x, 0), jnp.logicalNot(jnp.isnan(y)));
  return jnp.where(isZero, constantLike(x, 0), jnp.multiply(x, log));
}

const xlogyOf = customJvp(function xlogy(x: Value, y: Value): Value {
  return timesLog(x, y, jnp.log(y));
});
xlogyOf.defjvps(
  (t: Value, _out: Value, _x: Value, y: Value) => jnp.multiply(t, jnp.log(y)),
  (t: Value, _out: Value, x: Value, y: Value) => jnp.divide(jnp.multiply(t, x), y),
);

/**
 * x · log(y), and 0 for x = 0 unless y is NaN.
 *
 *     scipy.special.xlogy(0, 0) // 0.0
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.scipy.special.xlogy`.
 */
export function xlogy(x: ArrayLike, y: ArrayLike): Value {
  return xlogyOf(...pair("xlogy", x, y));
}

const xlog1pyOf = customJvp(function xlog1py(x: Value, y: Value): Value {
  return timesLog(x, y, jnp.log1p(y));
});
xlog1pyOf.defjvps(
  (t: Value, _out: Value, _x: Value, y: Value) => jnp.multiply(t, jnp.log1p(y)),
  (t: Value, _out: Value, x: Value, y: Value) => jnp.divide(jnp.multiply(t, x), jnp.add(1, y)),
);

/**
 * x · log(1 + y), and 0 for x = 0 unless y is NaN.
 *
 *     scipy.special.xlog1py(0, -1) // 0.0
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.scipy.special.xlog1py`.
 */
export function xlog1py(x: ArrayLike, y: ArrayLike): Value {
  return xlog1pyOf(...pair("xlog1py", x, y));
}

const xlogx = customJvp(function xlogx(x: Value): Value {
  return xlogyOf(x, x);
});
xlogx.defjvps((t: Value, _out: Value, x: Value) => jnp.multiply(t, jnp.add(jnp.log(x), 1)));

/**
 * The entropy -x · log(x), 0 for x = 0, -∞ below.
 *
 *     scipy.special.entr([0, 0.5]) // [-0.         0.3465736]
 *
 * Source: `jax.scipy.special.entr`.
 */
export const entr = unary("entr", (x) =>
  jnp.where(jnp.less(x, 0), constantLike(x, -Infinity), jnp.negative(xlogx(x))),
);

/**
 * p · log(p / q), 0 for p = 0 and q ≥ 0, ∞ where one is negative.
 *
 *     scipy.special.relEntr(1, 1) // 0.0
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.scipy.special.rel_entr`.
 */
export function relEntr(p: ArrayLike, q: ArrayLike): Value {
  const [x, y] = pair("rel_entr", p, q);
  const arePositive = jnp.logicalAnd(jnp.greater(x, 0), jnp.greater(y, 0));
  const isZero = jnp.logicalAnd(jnp.equal(x, 0), jnp.greaterEqual(y, 0));
  const [safeX, safeY] = [x, y].map((v) => jnp.where(arePositive, v, constantLike(v, 1)));
  const value = jnp.multiply(safeX, jnp.log(jnp.divide(safeX, safeY)));
  return jnp.where(arePositive, value, jnp.where(isZero, constantLike(x, 0), Infinity));
}

/**
 * `relEntr(p, q)` - p + q, which is never negative.
 *
 *     scipy.special.klDiv(1, 1) // 0.0
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.scipy.special.kl_div`.
 */
export function klDiv(p: ArrayLike, q: ArrayLike): Value {
  const [x, y] = pair("kl_div", p, q);
  return jnp.add(jnp.subtract(relEntr(x, y), x), y);
}

/**
 * (x^λ - 1) / λ, and log(x) for λ = 0.
 *
 *     scipy.special.boxcox(2, 0) // 0.6931472
 *
 * Source: `jax.scipy.special.boxcox`.
 */
export function boxcox(x: ArrayLike, lambda: ArrayLike): Value {
  const [value, exponent] = pair("boxcox", x, lambda);
  return transformed(jnp.log(value), exponent);
}

/**
 * ((1 + x)^λ - 1) / λ, and log(1 + x) for λ = 0.
 *
 *     scipy.special.boxcox1p(1, 0) // 0.6931472
 *
 * Source: `jax.scipy.special.boxcox1p`.
 */
export function boxcox1p(x: ArrayLike, lambda: ArrayLike): Value {
  const [value, exponent] = pair("boxcox1p", x, lambda);
  return transformed(jnp.log1p(value), exponent);
}

function transformed(log: Value, exponent: Value): Value {
  const isZero = jnp.equal(exponent, 0);
  const safe = jnp.where(isZero, constantLike(exponent, 1), exponent);
  return jnp.where(isZero, log, jnp.divide(jnp.expm1(jnp.multiply(safe, log)), safe));
}
