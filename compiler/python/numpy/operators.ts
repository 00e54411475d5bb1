/** What the operators of Python mean for arrays and scalars. */

import { Value as ArrayValue } from "../../trace/value.js";
import { List, Tuple } from "../objects/containers.js";
import type { Natives } from "../objects/native.js";
import { NotImplemented } from "../objects/types.js";
import { Obj, type Value } from "../objects/value.js";
import { arrayOf, toNdArray } from "./convert.js";
import { bool } from "./elementTypes.js";
import { matmul } from "./linear.js";
import { NdArray } from "./ndarray.js";
import { isScalar, scalarIfFlat } from "./scalars.js";
import { applyUfunc, isOperand, operate, refuseOperand } from "./ufuncs.js";

const operators: Readonly<Record<string, string>> = {
  add: "add",
  sub: "subtract",
  mul: "multiply",
  truediv: "divide",
  floordiv: "floor_divide",
  mod: "remainder",
  pow: "power",
  and: "bitwise_and",
  or: "bitwise_or",
  xor: "bitwise_xor",
  lshift: "left_shift",
  rshift: "right_shift",
};
const comparisons: Readonly<Record<string, string>> = {
  eq: "equal",
  ne: "not_equal",
  lt: "less",
  le: "less_equal",
  gt: "greater",
  ge: "greater_equal",
};

const symbols: Readonly<Record<string, string>> = {
  add: "+", subtract: "-", multiply: "*", divide: "/", floor_divide: "//", remainder: "%", power: "** or pow()", bitwise_and: "&", bitwise_or: "|",
  bitwise_xor: "^", left_shift: "<<", right_shift: ">>", less: "<", less_equal: "<=", greater: ">", greater_equal: ">=",
}; // prettier-ignore

const isIntegerScalar = (x: Value): boolean => isScalar(x) && x.dtype.isInteger;

/** Arrays of JAX's decide themselves what an operator with them gives. */
function defers(x: Value): boolean {
  if (x instanceof ArrayValue) return true;
  if (!(x instanceof Obj) || x instanceof NdArray) return false;
  const priority = x.type.lookup("__array_priority__") ?? 0;
  return x.type.lookup("__array_ufunc__") === null || Number(priority) > 0;
}

function apply(name: string, a: Value, b: Value): Value {
  if (defers(a) || defers(b)) return NotImplemented;
  const other = [a, b].find((x) => !(x instanceof NdArray) && !isScalar(x));
  if (other === null || typeof other === "string") {
    if (name === "multiply" && typeof other === "string" && isScalar(a === other ? b : a))
      return NotImplemented;
    return refuseOperand(name, symbols[name], a, b);
  }
  // An integer repeats a list, as Python's integers do.
  if (
    name === "multiply" &&
    (other instanceof List || other instanceof Tuple) &&
    [a, b].some(isIntegerScalar)
  )
    return NotImplemented;
  return operate(name, a, b);
}

function compareTo(name: string, a: Value, b: Value): Value {
  if (defers(b)) return NotImplemented;
  if (isOperand(b)) return apply(name, a, b);
  if (name !== "equal" && name !== "not_equal")
    return b === null || typeof b === "string" ? refuseOperand(name, symbols[name], a, b) : NotImplemented;
  // Nothing else is equal to a number.
  if (!(a instanceof NdArray)) return NotImplemented;
  return scalarIfFlat(NdArray.filled(a.shape, bool, Number(name === "not_equal")));
}

export function operatorTable(): Natives {
  const table: Record<string, Natives[string]> = {};
  for (const [name, ufunc] of Object.entries(operators)) {
    table[`__${name}__(self, value, /)`] = (a: Value, b: Value) => apply(ufunc, a, b);
    table[`__r${name}__(self, value, /)`] = (a: Value, b: Value) => apply(ufunc, b, a);
  }
  for (const [name, ufunc] of Object.entries(comparisons))
    table[`__${name}__(self, value, /)`] = (a: Value, b: Value) => compareTo(ufunc, a, b);
  const unaries = { neg: "negative", pos: "positive", abs: "absolute", invert: "invert" };
  for (const [name, ufunc] of Object.entries(unaries))
    table[`__${name}__(self, /)`] = (a: Value) => scalarIfFlat(applyUfunc(ufunc, [a]));
  return {
    ...table,
    "__divmod__(self, value, /)": (a: Value, b: Value) =>
      new Tuple([apply("floor_divide", a, b), apply("remainder", a, b)]),
    "__rdivmod__(self, value, /)": (a: Value, b: Value) =>
      new Tuple([apply("floor_divide", b, a), apply("remainder", b, a)]),
    "__matmul__(self, value, /)": (a: Value, b: Value) =>
      defers(b) || !isOperand(b) ? NotImplemented : scalarIfFlat(matmul(arrayOf(a)!, toNdArray(b))),
    "__rmatmul__(self, value, /)": (a: Value, b: Value) =>
      defers(b) || !isOperand(b) ? NotImplemented : scalarIfFlat(matmul(toNdArray(b), arrayOf(a)!)),
  };
}

function inPlace(ufunc: string, a: NdArray, b: Value): Value {
  if (defers(b) || !isOperand(b)) return NotImplemented;
  if (ufunc === "matmul") {
    a.assign(matmul(a, toNdArray(b)));
    return a;
  }
  return applyUfunc(ufunc, [a, b], { out: a });
}

/** Operators that change an array. */
export function inPlaceOperators(): Natives {
  const names = [...Object.entries(operators), ["matmul", "matmul"]];
  return Object.fromEntries(
    names.map(([name, ufunc]) => [
      `__i${name}__(self, value, /)`,
      (a: NdArray, b: Value) => inPlace(ufunc, a, b),
    ]),
  );
}
