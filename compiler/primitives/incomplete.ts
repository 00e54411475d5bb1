/** Incomplete gamma and beta functions, and their derivatives. */

import { ValueError } from "../ir/errors.js";
import type { Primitive } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { constantLike, elementwise, floating, library, none } from "./elementwise.js";
import { exp, log, log1p } from "./exponential.js";
import { add, mul, neg, sub } from "./field.js";
import { lgamma } from "./special.js";

const pair = [floating, floating];

/** The density of the gamma distribution, x^(a - 1) e^-x / Γ(a). */
const gammaDensity = (a: Value, x: Value): Value =>
  exp(sub(sub(mul(sub(a, constantLike(a, 1)), log(x)), x), lgamma(a)));

const igammaP = elementwise({
  name: "igamma",
  accepts: pair,
  ...library("pb_igamma"),
  jvp: [(t, _out, [a, x]) => mul(t, igammaGradA(a, x)), (t, _out, [a, x]) => mul(t, gammaDensity(a, x))],
});
const igammacP = elementwise({
  name: "igammac",
  accepts: pair,
  ...library("pb_igammac"),
  jvp: [
    (t, _out, [a, x]) => neg(mul(t, igammaGradA(a, x))),
    (t, _out, [a, x]) => neg(mul(t, gammaDensity(a, x))),
  ],
});
const igammaGradAP = elementwise({ name: "igamma_grad_a", accepts: pair, ...library("pb_igamma_grad_a") });
const randomGammaGradP = elementwise({
  name: "random_gamma_grad",
  accepts: pair,
  ...library("pb_random_gamma_grad"),
});

function noDerivative(): never {
  throw new ValueError("Betainc gradient with respect to a and b not supported.");
}

const incompleteBetaP = elementwise({
  name: "regularized_incomplete_beta",
  accepts: [floating, floating, floating],
  ...library("pb_regularized_incomplete_beta"),
  jvp: [
    noDerivative,
    noDerivative,
    (t, _out, [a, b, x]) => {
      const one = constantLike(x, 1);
      const powers = add(mul(sub(b, one), log1p(neg(x))), mul(sub(a, one), log(x)));
      return mul(t, exp(sub(powers, sub(add(lgamma(a), lgamma(b)), lgamma(add(a, b))))));
    },
  ],
});

export const incompletePrimitives: readonly Primitive[] = [
  igammaP,
  igammacP,
  igammaGradAP,
  randomGammaGradP,
  incompleteBetaP,
];

/** The part of Γ(a)'s integral below x. */
export const igamma = (a: Value, x: Value): Value => bind1(igammaP, [a, x], none);
/** The part of Γ(a)'s integral above x. */
export const igammac = (a: Value, x: Value): Value => bind1(igammacP, [a, x], none);
/** The derivative of igamma by a. */
export const igammaGradA = (a: Value, x: Value): Value => bind1(igammaGradAP, [a, x], none);
/** The derivative by a of the quantile of the gamma distribution, at the quantile x. */
export const randomGammaGrad = (a: Value, x: Value): Value => bind1(randomGammaGradP, [a, x], none);
/** The part of B(a, b)'s integral below x. */
export const incompleteBeta = (a: Value, b: Value, x: Value): Value =>
  bind1(incompleteBetaP, [a, b, x], none);
