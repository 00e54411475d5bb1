/** Arithmetic of floats and integers. The operations of a field are in `field.ts`, and part of this. */

import { sameShape, showShape } from "../ir/arrayType.js";
import { bitsOf, isFloating, isInteger } from "../ir/dtype.js";
import { TypeError } from "../ir/errors.js";
import * as expr from "../ir/expression.js";
import { hostMath } from "../../shaders/index.js";
import type { Primitive } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { eq, ge, gt, lt } from "./comparison.js";
import { convertElementType } from "./conversion.js";
import {
  anyKind,
  callShader,
  constantLike,
  elementwise,
  type Elementwise,
  floating,
  fullLike,
  integerFunction,
  library,
  literalLike,
  none,
  type NoParams,
  numeric,
  real,
  analytic,
  type Scalar,
} from "./elementwise.js";
import { log } from "./exponential.js";
import { add, div, fieldPrimitives, mul, neg, sub } from "./field.js";
import { and } from "./logical.js";
import { floor } from "./rounding.js";
import { select } from "./select.js";
import { broadcastTo } from "./reshaping.js";

export {
  addP,
  mulP,
  add,
  addTangents,
  cbrt,
  div,
  integerPow,
  mul,
  neg,
  reciprocal,
  rsqrt,
  sqrt,
  square,
  sub,
} from "./field.js";

const remP: Primitive<NoParams> = elementwise({
  name: "rem",
  accepts: [real, real],
  compute: (dtype) => (isFloating(dtype) ? (x, y) => x % y : integerFunction("rem", dtype)),
  emit: ([x, y]) =>
    expr.isFloat(x.type) ? callShader("pb_rem", x, y) : expr.call(`pb_rem_${x.type}`, x.type, x, y),
  jvp: [(t) => t, (t, _out, [x, y]) => mul(neg(t), mul(sign(div(x, y)), floor(abs(div(x, y)))))],
});

const signP: Primitive<NoParams> = elementwise({
  name: "sign",
  accepts: [numeric],
  compute: () => Math.sign,
  emit([x]) {
    if (expr.isFloat(x.type)) return callShader("pb_sign", x);
    const isUnsigned = x.type === "u32" || x.type === "u64";
    return isUnsigned ? expr.binary("min", x, literalLike(x, 1)) : expr.call(`pb_sign_${x.type}`, x.type, x);
  },
  jvp: "zero",
});

const absP: Primitive<NoParams> = elementwise({
  name: "abs",
  accepts: [["floating", "complexfloating", "signedinteger"]],
  compute: () => Math.abs,
  emit: ([x]) => expr.unary("abs", x),
  jvp: [(t, _out, [x]) => select(ge(x, constantLike(x, 0)), t, neg(t))],
});

/**
 * The greater or the lesser of two. NaN if either is; -0 is less than 0. Where both are equal, each gets half of the derivative.
 */
function extremum(name: "max" | "min", compute: Scalar): Elementwise<NoParams> {
  const share = (x: Value, out: Value, y: Value): Value =>
    div(
      select(eq(x, out), fullLike(out, 1), fullLike(out, 0)),
      select(eq(y, out), fullLike(out, 2), fullLike(out, 1)),
    );
  return {
    name,
    accepts: [anyKind, anyKind],
    compute: () => compute,
    emit([x, y]) {
      if (x.type === "bool") return name === "max" ? expr.or(x, y) : expr.and(x, y);
      return expr.isFloat(x.type) ? callShader(`pb_${name}`, x, y) : expr.binary(name, x, y);
    },
    jvp: [(t, out, [x, y]) => mul(t, share(x, out, y)), (t, out, [x, y]) => mul(t, share(y, out, x))],
  };
}
export const maxP: Primitive<NoParams> = elementwise(extremum("max", Math.max));
export const minP: Primitive<NoParams> = elementwise(extremum("min", Math.min));

const clampP: Primitive<NoParams> = elementwise({
  name: "clamp",
  accepts: [anyKind, anyKind, anyKind],
  main: 1,
  check([low, x, high]) {
    for (const [name, bound] of [
      ["min", low],
      ["max", high],
    ] as const)
      // prettier-ignore
      if (bound.ndim > 0 && !sameShape(bound.shape, x.shape))
        throw new TypeError(
          `clamp requires ${name}.shape == operand.shape or ${name}.shape == (), ` +
            `got ${name}.shape=${showShape(bound.shape)}, operand.shape=${showShape(x.shape)}.`,
        );
  },
  compute: () => (low, x, high) => Math.min(Math.max(x, low), high),
  emit([low, x, high]) {
    if (x.type === "bool") return expr.and(expr.or(x, low), high);
    if (expr.isFloat(x.type)) return callShader("pb_clamp", low, x, high);
    return expr.binary("min", expr.binary("max", x, low), high);
  },
  jvp: [
    (t, out, [low, x, high]) =>
      select(and(gt(low, x), lt(low, high)), broadcastTo(t, out.shape), fullLike(x, 0)),
    (t, _out, [low, x, high]) => select(and(gt(x, low), lt(x, high)), t, fullLike(x, 0)),
    (t, out, [, x, high]) => select(lt(high, x), broadcastTo(t, out.shape), fullLike(x, 0)),
  ],
});

const nextafterP: Primitive<NoParams> = elementwise({
  name: "nextafter",
  accepts: [floating, floating],
  check([x]) {
    if (bitsOf(x.dtype) < 32)
      throw new TypeError(`nextafter does not accept dtype ${x.dtype}: convert to float32.`);
  },
  ...library("pb_nextafter"),
});

const zeroToOne = (x: Value): Value => select(eq(x, constantLike(x, 0)), fullLike(x, 1), x);

/** The exponent may be an integer. */
const powP: Primitive<NoParams> = elementwise({
  name: "pow",
  accepts: [analytic, real],
  mixed: true,
  check([x, y]) {
    if (x.dtype !== y.dtype && !isInteger(y.dtype))
      throw new TypeError(
        "the first argument to pow must have an inexact dtype (float or complex), and the second argument must have an " +
          "inexact or integer dtype, and two inexact dtypes must match, " +
          `but got ${x.dtype} and ${y.dtype} respectively.`,
      );
  },
  compute: (dtype) => (dtype === "float64" ? Math.pow : hostMath.pow),
  emit: ([x, y]) => callShader("pb_pow", x, expr.cast(x.type === "f64" ? "f64" : "f32", y)),
  jvp: [
    (t, out, [x, y]) => {
      const exponent = convertElementType(y, x.dtype, y.weakType);
      const less = sub(exponent, fullLike(exponent, 1));
      if (isFloating(y.dtype)) return mul(t, mul(y, pow(x, less)));
      const inner = mul(zeroToOne(exponent), pow(x, less));
      const whole = inner.ndim > exponent.ndim ? add(exponent, fullLike(out, 0)) : exponent;
      return mul(t, select(eq(whole, constantLike(whole, 0)), fullLike(inner, 0), inner));
    },
    (t, out, [x]) => mul(t, mul(log(zeroToOne(x)), out)),
  ],
});

export const arithmeticPrimitives: readonly Primitive[] = [
  ...fieldPrimitives,
  remP,
  signP,
  absP,
  maxP,
  minP,
  clampP,
  nextafterP,
  powP,
];

/** The remainder of the division toward zero, with the sign of x. */
export const rem = (x: Value, y: Value): Value => bind1(remP, [x, y], none);
/** -1, 0 or 1; zeros and NaN as they are. */
export const sign = (x: Value): Value => bind1(signP, [x], none);
/** `|x|` of floats and int32. */
export const abs = (x: Value): Value => bind1(absP, [x], none);
/** The greater of two; NaN if either is. */
export const max = (x: Value, y: Value): Value => bind1(maxP, [x, y], none);
/** The lesser of two; NaN if either is. */
export const min = (x: Value, y: Value): Value => bind1(minP, [x, y], none);
/** `min(max(x, low), high)`. The bounds are scalars or have the shape of x, else a TypeError. */
export const clamp = (low: Value, x: Value, high: Value): Value => bind1(clampP, [low, x, high], none);
/** The float32 next to x in the direction of y. */
export const nextafter = (x: Value, y: Value): Value => bind1(nextafterP, [x, y], none);
/** `xʸ` of floats; y is a float of the same dtype or an integer, else a TypeError. */
export const pow = (x: Value, y: Value): Value => bind1(powP, [x, y], none);
