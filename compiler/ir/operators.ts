/** What the operators of expressions compute, on numbers: for folding constants, and for the host. */

import {
  type BinaryOp,
  type Expr,
  isComparison,
  isFloat,
  normalize,
  type ScalarType,
} from "./expressionNode.js";
import { literal } from "./expressionTable.js";
import { operators64 } from "./int64.js";

type Operator = (x: number, y: number) => number;

const operators: Readonly<Record<BinaryOp, Operator>> = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
  rem: (x, y) => x % y,
  min: Math.min,
  max: Math.max,
  and: (x, y) => x & y,
  or: (x, y) => x | y,
  xor: (x, y) => x ^ y,
  shl: (x, y) => x << y,
  shr: (x, y) => x >> y,
  eq: (x, y) => Number(x === y),
  ne: (x, y) => Number(x !== y),
  lt: (x, y) => Number(x < y),
  le: (x, y) => Number(x <= y),
  gt: (x, y) => Number(x > y),
  ge: (x, y) => Number(x >= y),
};

const is64 = (type: ScalarType): boolean => type === "i64" || type === "u64";

/**
 * An operator on numbers of a type, booleans being 0 and 1. The result is what `normalize` makes the type's value of:
 * float64 carries more than twice the digits of float32, so that rounding it once is right; an integer quotient still has
 * its fraction.
 */
export function operatorOn(type: ScalarType, op: BinaryOp): Operator {
  if (is64(type) && op in operators64) return operators64[op as keyof typeof operators64];
  if (op === "mul" && !isFloat(type)) return Math.imul;
  if (op === "shr" && type === "u32") return (x, y) => x >>> y;
  return operators[op];
}

/** What WGSL's built-ins make of NaN and signed zeros is the device's business. */
const unfoldedOnFloats: ReadonlySet<BinaryOp> = new Set<BinaryOp>(["rem", "min", "max"]);

/** The value of an operator on two literals, where it has one on every device. */
export function fold(type: ScalarType, op: BinaryOp, x: number, y: number): Expr | undefined {
  if (isComparison(op)) return literal("bool", operators[op](x, y) !== 0);
  if (isFloat(type) ? unfoldedOnFloats.has(op) : y === 0 && (op === "div" || op === "rem")) return undefined;
  return literal(type, normalize(type, operatorOn(type, op)(x, y)));
}
