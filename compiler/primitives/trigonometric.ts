/** Circular functions and their inverses. Angles are in radians. */

import type { Primitive } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import {
  constantLike,
  elementwise,
  floatFunction,
  analytic,
  library,
  none,
  type NoParams,
} from "./elementwise.js";
import { add, div, mul, neg, rsqrt, square, sub } from "./field.js";

const one = (x: Value): Value => constantLike(x, 1);

const sinP = floatFunction("sin", (t, _out, x) => mul(t, cos(x)), analytic);
const cosP = floatFunction("cos", (t, _out, x) => neg(mul(t, sin(x))), analytic);
const tanP = floatFunction("tan", (t, out, x) => mul(t, add(one(x), square(out))), analytic);
const asinP = floatFunction("asin", (t, _out, x) => mul(t, rsqrt(sub(one(x), square(x)))), analytic);
const acosP = floatFunction("acos", (t, _out, x) => mul(t, neg(rsqrt(sub(one(x), square(x))))), analytic);
const atanP = floatFunction("atan", (t, _out, x) => div(t, add(one(x), square(x))), analytic);

const atan2P: Primitive<NoParams> = elementwise({
  name: "atan2",
  accepts: [analytic, analytic],
  ...library("pb_atan2"),
  jvp: [
    (t, _out, [y, x]) => mul(t, div(x, add(square(y), square(x)))),
    (t, _out, [y, x]) => mul(t, div(neg(y), add(square(y), square(x)))),
  ],
});

export const trigonometricPrimitives: readonly Primitive[] = [sinP, cosP, tanP, asinP, acosP, atanP, atan2P];

/** The sine; NaN for infinities. */
export const sin = (x: Value): Value => bind1(sinP, [x], none);
/** The cosine; NaN for infinities. */
export const cos = (x: Value): Value => bind1(cosP, [x], none);
/** The tangent; NaN for infinities. */
export const tan = (x: Value): Value => bind1(tanP, [x], none);
/** The inverse of sin, in -π/2 … π/2; NaN outside of -1 … 1. */
export const asin = (x: Value): Value => bind1(asinP, [x], none);
/** The inverse of cos, in 0 … π; NaN outside of -1 … 1. */
export const acos = (x: Value): Value => bind1(acosP, [x], none);
/** The inverse of tan, in -π/2 … π/2. */
export const atan = (x: Value): Value => bind1(atanP, [x], none);
/** The angle of the point (x, y), in -π … π. */
export const atan2 = (y: Value, x: Value): Value => bind1(atan2P, [y, x], none);
