/** The error function and the gamma function, and their relatives. */

import type { Primitive } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import {
  constantLike,
  elementwise,
  floatFunction,
  floating,
  library,
  none,
  type NoParams,
} from "./elementwise.js";
import { exp } from "./exponential.js";
import { mul, neg, square } from "./field.js";

/** The slope of the error function at 0. */
const slope = 2 / Math.sqrt(Math.PI);
const bell = (x: Value): Value => exp(neg(square(x)));

export const erfP = floatFunction("erf", (t, _out, x) => mul(constantLike(x, slope), mul(t, bell(x))));
export const erfcP = floatFunction("erfc", (t, _out, x) => mul(constantLike(x, -slope), mul(t, bell(x))));
export const erfInvP = floatFunction("erf_inv", (t, out, x) =>
  mul(constantLike(x, 1 / slope), mul(t, exp(square(out)))),
);
export const lgammaP = floatFunction("lgamma", (t, _out, x) => mul(t, digamma(x)));
/** Its derivative, the trigamma function, is missing. */
export const digammaP: Primitive<NoParams> = elementwise({
  name: "digamma",
  accepts: [floating],
  ...library("pb_digamma"),
});

export const specialPrimitives: readonly Primitive[] = [erfP, erfcP, erfInvP, lgammaP, digammaP];

/** The error function, 2/√π ∫₀ˣ e^(-t²) dt. */
export const erf = (x: Value): Value => bind1(erfP, [x], none);
/** 1 - erf(x), accurate where that is small. */
export const erfc = (x: Value): Value => bind1(erfcP, [x], none);
/** The inverse of erf; NaN outside of -1 … 1. */
export const erfInv = (x: Value): Value => bind1(erfInvP, [x], none);
/** log |Γ(x)|. */
export const lgamma = (x: Value): Value => bind1(lgammaP, [x], none);
/** The derivative of lgamma. It has no derivative itself. */
export const digamma = (x: Value): Value => bind1(digammaP, [x], none);
