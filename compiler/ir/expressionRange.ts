/** What is known of the values that integer expressions can have. */

import { type BinaryOp, type Expr, intMin, intMax } from "./expressionNode.js";

type Range = readonly [number, number];
const anything: Range = [intMin, intMax];
const ranges = new WeakMap<Expr, Range>();

/** The least and the greatest value an i32 expression can have, as far as its form tells. */
export function range(x: Expr): Range {
  if (x.kind === "literal") return [Number(x.value), Number(x.value)];
  if (x.kind === "variable") return [x.min, x.max];
  if (x.type !== "i32" || (x.kind !== "binary" && x.kind !== "select")) return anything;
  let known = ranges.get(x);
  if (!known) {
    const a = range(x.x);
    const b = range(x.y);
    known = x.kind === "select" ? [Math.min(a[0], b[0]), Math.max(a[1], b[1])] : rangeOfBinary(x.op, a, b);
    ranges.set(x, known);
  }
  return known;
}

/** Whether something is known of the value: sums of such values are put in order, others are left alone. */
export function isBounded(x: Expr): boolean {
  const [lo, hi] = range(x);
  return lo > intMin || hi < intMax;
}

function rangeOfBinary(op: BinaryOp, [a, b]: Range, [c, d]: Range): Range {
  switch (op) {
    case "add":
      return within(a + c, b + d);
    case "sub":
      return within(a - d, b - c);
    case "mul": {
      const products = [a * c, a * d, b * c, b * d];
      return within(Math.min(...products), Math.max(...products));
    }
    case "div":
      return a >= 0 && c > 0 ? [Math.floor(a / d), Math.floor(b / c)] : anything;
    case "rem":
      return a >= 0 && c > 0 ? [0, Math.min(b, d - 1)] : anything;
    case "min":
      return [Math.min(a, c), Math.min(b, d)];
    case "max":
      return [Math.max(a, c), Math.max(b, d)];
    default:
      return anything;
  }
}

function within(lo: number, hi: number): Range {
  return lo < intMin || hi > intMax ? anything : [lo, hi];
}
