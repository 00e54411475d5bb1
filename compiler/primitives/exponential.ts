/** Exponentials, logarithms, and hyperbolic functions. */

import type { Primitive } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { analytic, constantLike, floatFunction, none } from "./elementwise.js";
import { add, div, mul, reciprocal, rsqrt, square, sub } from "./field.js";

const one = (x: Value): Value => constantLike(x, 1);

const expP = floatFunction("exp", (t, out) => mul(t, out), analytic);
const exp2P = floatFunction("exp2", (t, out, x) => mul(log(constantLike(x, 2)), mul(t, out)), analytic);
const logP = floatFunction("log", (t, _out, x) => div(t, x), analytic);
const log1pP = floatFunction("log1p", (t, _out, x) => div(t, add(x, one(x))), analytic);
const expm1P = floatFunction("expm1", (t, out) => mul(t, add(out, one(out))), analytic);
const logisticP = floatFunction("logistic", (t, out) => mul(t, mul(out, sub(one(out), out))), analytic);
const tanhP = floatFunction("tanh", (t, out, x) => mul(add(t, mul(t, out)), sub(one(x), out)), analytic);
const sinhP = floatFunction("sinh", (t, _out, x) => mul(t, cosh(x)), analytic);
const coshP = floatFunction("cosh", (t, _out, x) => mul(t, sinh(x)), analytic);
const asinhP = floatFunction("asinh", (t, _out, x) => mul(t, rsqrt(add(square(x), one(x)))), analytic);
const acoshP = floatFunction("acosh", (t, _out, x) => mul(t, rsqrt(sub(square(x), one(x)))), analytic);
const atanhP = floatFunction(
  "atanh",
  (t, _out, x) => mul(reciprocal(add(one(x), x)), div(t, sub(one(x), x))),
  analytic,
);

export const exponentialPrimitives: readonly Primitive[] = [
  expP,
  exp2P,
  logP,
  log1pP,
  expm1P,
  logisticP,
  tanhP,
  sinhP,
  coshP,
  asinhP,
  acoshP,
  atanhP,
];

/** eˣ of floats. */
export const exp = (x: Value): Value => bind1(expP, [x], none);
/** 2ˣ of floats. */
export const exp2 = (x: Value): Value => bind1(exp2P, [x], none);
/** The natural logarithm of floats. */
export const log = (x: Value): Value => bind1(logP, [x], none);
/** log(1 + x), accurate near 0. */
export const log1p = (x: Value): Value => bind1(log1pP, [x], none);
/** eˣ - 1, accurate near 0. */
export const expm1 = (x: Value): Value => bind1(expm1P, [x], none);
/** 1 / (1 + e⁻ˣ). */
export const logistic = (x: Value): Value => bind1(logisticP, [x], none);
/** The hyperbolic tangent. */
export const tanh = (x: Value): Value => bind1(tanhP, [x], none);
/** The hyperbolic sine. */
export const sinh = (x: Value): Value => bind1(sinhP, [x], none);
/** The hyperbolic cosine. */
export const cosh = (x: Value): Value => bind1(coshP, [x], none);
/** The inverse of sinh. */
export const asinh = (x: Value): Value => bind1(asinhP, [x], none);
/** The inverse of cosh; NaN below 1. */
export const acosh = (x: Value): Value => bind1(acoshP, [x], none);
/** The inverse of tanh; NaN outside of -1 … 1. */
export const atanh = (x: Value): Value => bind1(atanhP, [x], none);
