/**
 * Arguments of lax functions: converted to arrays, but not promoted. Only bare numbers take the dtype of what they meet.
 */

import { ArrayType } from "../ir/arrayType.js";
import { isFloating } from "../ir/dtype.js";
import { toValue, withName } from "../numpy/promotion.js";
import { HostArray, scalar } from "../trace/hostArray.js";
import type { ArrayLike, Value } from "../trace/value.js";

/**
 * Arguments of a function that wants equal dtypes. A number becomes a scalar of the other arguments' dtype if that
 * can hold it; what differs otherwise is the primitive's error.
 */
export function operands(name: string, ...args: ArrayLike[]): Value[] {
  const values = args.map((x) => toValue(x, name));
  const typed = values.find((v) => !v.weakType) ?? values.find((_, i) => typeof args[i] !== "number");
  if (!typed) return values;
  return values.map((v, i) => {
    const takes = v instanceof HostArray && v.ndim === 0 && v.weakType && v !== typed;
    if (!takes || typed.dtype === "bool" || typed.dtype === "float0") return v;
    const x = v.values[0];
    const isFloat = isFloating(typed.dtype);
    const fits =
      typeof args[i] === "number" ? isFloat || Number.isInteger(x) : isFloat === isFloating(v.dtype);
    if (!fits) return v;
    return scalar(x, new ArrayType(typed.dtype, [], typed.weakType));
  });
}

type Unary = (x: Value) => Value;
type Binary = (x: Value, y: Value) => Value;

/** A lax function of one array. */
export function unary(name: string, primitive: Unary): (x: ArrayLike) => Value {
  return withName(name, (x: ArrayLike) => primitive(toValue(x, name)));
}

/** A lax function of two arrays of equal dtypes and shapes (or a scalar). */
export function binary(name: string, primitive: Binary): (x: ArrayLike, y: ArrayLike) => Value {
  return withName(name, (x: ArrayLike, y: ArrayLike) => {
    const [a, b] = operands(name, x, y);
    return primitive(a, b);
  });
}

/** Whether nested lists stand for an array, and not for a tree of arrays. */
export function isListOfNumbers(xs: unknown): boolean {
  return Array.isArray(xs) && xs.length > 0 && xs.every((x) => typeof x === "number" || isListOfNumbers(x));
}
