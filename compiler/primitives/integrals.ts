/** Exponential integrals. */

import type { Primitive } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { div } from "./arithmetic.js";
import { constantLike, elementwise, floatFunction, floating, library, none } from "./elementwise.js";
import { exp } from "./exponential.js";
import { mul, neg, sub } from "./field.js";

const expiP = floatFunction("expi", (t, _out, x) => mul(t, div(exp(x), x)));
/** There is no derivative by n, which is a whole number. */
const expnP = elementwise({
  name: "expn",
  accepts: [floating, floating],
  ...library("pb_expn"),
  jvp: [null, (t, _out, [n, x]) => neg(mul(t, expn(sub(n, constantLike(n, 1)), x)))],
});

export const integralPrimitives: readonly Primitive[] = [expiP, expnP];

/** The integral of eᵗ / t over t < x. */
export const expi = (x: Value): Value => bind1(expiP, [x], none);
/** The integral of e⁻ˣᵗ / tⁿ over t > 1. */
export const expn = (n: Value, x: Value): Value => bind1(expnP, [n, x], none);
