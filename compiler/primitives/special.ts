/** The error function and the gamma function, and their relatives. */

import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import type { Primitive } from "../trace/primitive.js";
import { abs, sign } from "./arithmetic.js";
import { gt } from "./comparison.js";
import { constantLike, floatFunction, fullLike, none } from "./elementwise.js";
import { exp } from "./exponential.js";
import { add, mul, neg, reciprocal, square, sub } from "./field.js";
import { select } from "./select.js";
import { trigamma } from "./zeta.js";

/** The slope of the error function at 0. */
const slope = 2 / Math.sqrt(Math.PI);
const bell = (x: Value): Value => exp(neg(square(x)));

const erfP = floatFunction("erf", (t, _out, x) => mul(constantLike(x, slope), mul(t, bell(x))));
const erfcP = floatFunction("erfc", (t, _out, x) => mul(constantLike(x, -slope), mul(t, bell(x))));
const erfInvP = floatFunction("erf_inv", (t, out, x) =>
  mul(constantLike(x, 1 / slope), mul(t, exp(square(out)))),
);
const lgammaP = floatFunction("lgamma", (t, _out, x) => mul(t, digamma(x)));
const digammaP = floatFunction("digamma", (t, _out, x) => mul(t, trigamma(x)));

const besselI0eP = floatFunction("bessel_i0e", (t, out, x) => mul(t, sub(besselI1e(x), mul(sign(x), out))));
/** I₁(x) / x is 1/2 at 0. */
const besselI1eP = floatFunction("bessel_i1e", (t, out, x) => {
  const isSafe = gt(abs(x), constantLike(x, 2 ** -23));
  const safe = select(isSafe, x, fullLike(x, 2 ** -23));
  const slope = sub(besselI0e(safe), mul(out, add(sign(safe), reciprocal(safe))));
  return mul(t, select(isSafe, slope, fullLike(x, 0.5)));
});

export const specialPrimitives: readonly Primitive[] = [
  erfP,
  erfcP,
  erfInvP,
  lgammaP,
  digammaP,
  besselI0eP,
  besselI1eP,
];

/** The error function, 2/√π ∫₀ˣ e^(-t²) dt. */
export const erf = (x: Value): Value => bind1(erfP, [x], none);
/** 1 - erf(x), accurate where that is small. */
export const erfc = (x: Value): Value => bind1(erfcP, [x], none);
/** The inverse of erf; NaN outside of -1 … 1. */
export const erfInv = (x: Value): Value => bind1(erfInvP, [x], none);
/** log |Γ(x)|. */
export const lgamma = (x: Value): Value => bind1(lgammaP, [x], none);
/** The derivative of lgamma. */
export const digamma = (x: Value): Value => bind1(digammaP, [x], none);
/** The modified Bessel function of order 0, times e^-|x|. */
export const besselI0e = (x: Value): Value => bind1(besselI0eP, [x], none);
/** The modified Bessel function of order 1, times e^-|x|. */
export const besselI1e = (x: Value): Value => bind1(besselI1eP, [x], none);
