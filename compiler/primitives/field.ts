/** The operations of a field: sums, products, quotients, and powers with fixed exponents. */

import { isFloating, isWide } from "../ir/dtype.js";
import { TypeError } from "../ir/errors.js";
import * as expr from "../ir/expression.js";
import { operatorOn } from "../ir/operators.js";
import type { Expr } from "../ir/expression.js";
import { hostMath } from "../../shaders/index.js";
import type { Primitive } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import {
  addAnyP,
  constantLike,
  elementwise,
  floatFunction,
  analytic,
  fullLike,
  integerFunction,
  literalLike,
  none,
  type NoParams,
  numeric,
} from "./elementwise.js";
import { broadcastTo } from "./reshaping.js";

export { addTangents } from "./elementwise.js";

const negP: Primitive<NoParams> = elementwise({
  name: "neg",
  accepts: [numeric],
  compute: () => (x) => -x,
  emit: ([x]) =>
    x.type === "u32" || x.type === "u64" ? expr.sub(literalLike(x, 0), x) : expr.unary("neg", x),
  jvp: [(t) => neg(t)],
  transpose: (ct) => [neg(ct)],
});

export const addP: Primitive<NoParams> = elementwise({
  name: "add",
  accepts: [numeric, numeric],
  compute: () => (x, y) => x + y,
  emit: ([x, y]) => expr.add(x, y),
  jvp(out, _inputs, [a, b]) {
    if (a !== null && b !== null) return add(a, b);
    const t = a ?? b;
    return t && broadcastTo(t, out.shape);
  },
  transpose: (ct) => [ct, ct],
});

const subP: Primitive<NoParams> = elementwise({
  name: "sub",
  accepts: [numeric, numeric],
  compute: () => (x, y) => x - y,
  emit: ([x, y]) => expr.sub(x, y),
  jvp(out, _inputs, [a, b]) {
    if (a !== null && b !== null) return sub(a, b);
    const t = a ?? (b && neg(b));
    return t && broadcastTo(t, out.shape);
  },
  transpose: (ct, [x, y]) => [x === null ? ct : null, y === null ? neg(ct) : null],
});

export const mulP: Primitive<NoParams> = elementwise({
  name: "mul",
  accepts: [numeric, numeric],
  compute: (dtype) => operatorOn(expr.scalarType(dtype), "mul"),
  emit: ([x, y]) => expr.mul(x, y),
  jvp: [(t, _out, [, y]) => mul(t, y), (t, _out, [x]) => mul(x, t)],
  transpose(ct, [x, y]) {
    if (x === null && y === null) return undefined;
    return x === null ? [mul(ct, y!), null] : [null, mul(x, ct)];
  },
});

const divP: Primitive<NoParams> = elementwise({
  name: "div",
  accepts: [numeric, numeric],
  compute: (dtype) => (isFloating(dtype) ? (x, y) => x / y : integerFunction("div", dtype)),
  emit: ([x, y]) => (expr.isFloat(x.type) ? expr.div(x, y) : expr.call(`pb_div_${x.type}`, x.type, x, y)),
  jvp: [(t, _out, [, y]) => div(t, y), (t, _out, [x, y]) => mul(mul(neg(t), x), integerPow(y, -2))],
  transpose(ct, [, y]) {
    if (y === null) return undefined;
    return [div(ct, y), null];
  },
});

const squareP: Primitive<NoParams> = elementwise({
  name: "square",
  accepts: [numeric],
  compute(dtype) {
    const times = operatorOn(expr.scalarType(dtype), "mul");
    return (x) => times(x, x);
  },
  emit: ([x]) => expr.mul(x, x),
  jvp: [(t, _out, [x]) => mul(t, mul(constantLike(x, 2), x))],
});

interface IntegerPowParams {
  readonly y: number;
}

const integerPowP: Primitive<IntegerPowParams> = elementwise<IntegerPowParams>({
  name: "integer_pow",
  accepts: [numeric],
  check([x], { y }) {
    if (y < 0 && !isFloating(x.dtype))
      throw new TypeError(
        `Integers cannot be raised to negative powers, got integer_pow(${x.toLongString()}, ${y})`,
      );
  },
  compute: (dtype, { y }) =>
    isFloating(dtype) && !isWide(dtype)
      ? (x) => hostMath.integerPow(x, y)
      : (x) => powerOf(x, y, operatorOn(expr.scalarType(dtype), "mul")),
  emit([x], _types, { y }) {
    if (x.type === "f16") return expr.cast("f16", emitPower(expr.cast("f32", x), y));
    return emitPower(x, y);
  },
  jvp: [
    (t, _out, [x], { y }) => {
      if (y === 0) return fullLike(t, 0);
      if (y === 1) return t;
      return mul(t, mul(constantLike(x, y), y === 2 ? x : integerPow(x, y - 1)));
    },
  ],
});

function emitPower(x: Expr, y: number): Expr {
  const one = literalLike(x, 1);
  const power = powerBySquaring(x, Math.abs(y), one, expr.mul);
  return y < 0 ? expr.div(one, power) : power;
}

function powerOf(x: number, y: number, times: (a: number, b: number) => number): number {
  const power = powerBySquaring(x, Math.abs(y), 1, times);
  return y < 0 ? 1 / power : power;
}

function powerBySquaring<T>(x: T, y: number, one: T, times: (a: T, b: T) => T): T {
  let result: T | undefined;
  for (let [factor, rest] = [x, y]; rest > 0; factor = times(factor, factor), rest = Math.floor(rest / 2))
    if (rest % 2 === 1) result = result === undefined ? factor : times(result, factor);
  return result ?? one;
}

const sqrtP = floatFunction("sqrt", (t, out, x) => mul(t, div(constantLike(x, 0.5), out)), analytic);
const rsqrtP = floatFunction(
  "rsqrt",
  (t, out, x) => mul(t, mul(constantLike(x, -0.5), div(out, x))),
  analytic,
);
const cbrtP = floatFunction("cbrt", (t, out, x) => mul(t, mul(constantLike(x, 1 / 3), integerPow(out, -2))));

export const fieldPrimitives: readonly Primitive[] = [
  negP,
  addP,
  addAnyP,
  subP,
  mulP,
  divP,
  squareP,
  integerPowP,
  sqrtP,
  rsqrtP,
  cbrtP,
];

/** `-x`. Integers wrap. */
export const neg = (x: Value): Value => bind1(negP, [x], none);
/** `x + y`. Integers wrap. */
export const add = (x: Value, y: Value): Value => bind1(addP, [x, y], none);
/** `x - y`. Integers wrap. */
export const sub = (x: Value, y: Value): Value => bind1(subP, [x, y], none);
/** `x y`. Integers wrap. */
export const mul = (x: Value, y: Value): Value => bind1(mulP, [x, y], none);
/** `x / y`. Integers are divided toward zero; division by 0 gives -1. */
export const div = (x: Value, y: Value): Value => bind1(divP, [x, y], none);
/** `x²`. */
export const square = (x: Value): Value => bind1(squareP, [x], none);
/** `x^y` for an integer y, by repeated multiplication. Integers take no negative y. */
export const integerPow = (x: Value, y: number): Value => bind1(integerPowP, [x], { y });
/** `1 / x` of floats. */
export const reciprocal = (x: Value): Value => integerPow(x, -1);
/** The square root; NaN below 0. */
export const sqrt = (x: Value): Value => bind1(sqrtP, [x], none);
/** 1 / √x. */
export const rsqrt = (x: Value): Value => bind1(rsqrtP, [x], none);
/** The cube root. */
export const cbrt = (x: Value): Value => bind1(cbrtP, [x], none);
