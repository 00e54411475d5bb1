/** The nodes of scalar expressions. They are made by the constructors of `expression.ts`. */

import { roundToFloat16 } from "./float16.js";
import { wholeInt64, wholeUint64 } from "./int64.js";

/** f64, i64 and u64 are for the host alone. */
export type ScalarType = "f64" | "f32" | "f16" | "i64" | "i32" | "u64" | "u32" | "bool";

/**
 * Operators with the meaning they have in WGSL, with these promises where WGSL makes none:
 * - f32 and f16 follow IEEE 754 as far as the device does; f16 results are rounded to f16;
 * - i32 and u32 wrap; i64 and u64 hold whole numbers up to 2^53, beyond which there is an error; shifts take counts below 32; integer `/` and `%` are only built with divisors that are not zero
 *   (the JAX meaning for zero divisors is a shader function);
 * - `ne` on floats is true for NaN.
 */
export type BinaryOp =
  | "add" | "sub" | "mul" | "div" | "rem" | "min" | "max"
  | "and" | "or" | "xor" | "shl" | "shr"
  | "eq" | "ne" | "lt" | "le" | "gt" | "ge"; // prettier-ignore
export type UnaryOp = "neg" | "not" | "abs";

const comparisons: ReadonlySet<BinaryOp> = new Set<BinaryOp>(["eq", "ne", "lt", "le", "gt", "ge"]);
export const isComparison = (op: BinaryOp): boolean => comparisons.has(op);
export const isFloat = (type: ScalarType): boolean => type === "f32" || type === "f16" || type === "f64";

/** The value as its type can hold it: floats rounded, integers wrapped. */
export function normalize(type: ScalarType, value: number): number {
  switch (type) {
    case "i32":
      return value | 0;
    case "u32":
      return value >>> 0;
    case "f32":
      return Math.fround(value);
    case "f16":
      return roundToFloat16(value);
    case "f64":
      return value;
    case "i64":
      return wholeInt64(value);
    case "u64":
      return wholeUint64(value);
    case "bool":
      return value ? 1 : 0;
  }
}

export interface Node {
  readonly type: ScalarType;
  /** Distinct for distinct expressions. It depends on what was built before: nothing printed may. */
  readonly id: number;
  /** Of the form alone: orders terms the same way in every run. */
  readonly hash: number;
}

interface LiteralExpr extends Node {
  readonly kind: "literal";
  readonly value: number | boolean;
}
/**
 * An index, an accumulator or any other name that a statement binds. `min`/`max`: known bounds (inclusive) of an integer.
 */
export interface VariableExpr extends Node {
  readonly kind: "variable";
  readonly name: string;
  readonly min: number;
  readonly max: number;
}
/** Element `index` (in elements, an i32) of buffer `buffer` (a name that the kernel binds). */
export interface LoadExpr extends Node {
  readonly kind: "load";
  readonly buffer: string;
  readonly index: Expr;
}
/** Elements `4 * index` to `4 * index + 3` of a buffer at once. Only schedules make these. */
interface VectorExpr extends Node {
  readonly kind: "vector";
  readonly buffer: string;
  readonly index: Expr;
}
/** One element of a vector. */
interface ComponentExpr extends Node {
  readonly kind: "component";
  readonly x: Expr;
  readonly lane: number;
}
interface UnaryExpr extends Node {
  readonly kind: "unary";
  readonly op: UnaryOp;
  readonly x: Expr;
}
interface BinaryExpr extends Node {
  readonly kind: "binary";
  readonly op: BinaryOp;
  readonly x: Expr;
  readonly y: Expr;
}
/** `condition ? x : y`. Both sides may be evaluated. */
interface SelectExpr extends Node {
  readonly kind: "select";
  readonly condition: Expr;
  readonly x: Expr;
  readonly y: Expr;
}
interface CastExpr extends Node {
  readonly kind: "cast" | "bitcast";
  readonly x: Expr;
}
/** A function of `shaders/` (f32, i32, u32 and bool only; f16 operands are cast around it). */
interface CallExpr extends Node {
  readonly kind: "call";
  readonly name: string;
  readonly args: readonly Expr[];
}

/**
 * Turns that a point takes by itself: what is carried starts as `initial`, and as long as `condition` holds (and `bound`
 * turns are not taken) becomes `next`, all at once. In `condition` and `next` the variables `carried` stand for what is
 * carried, and `turn` for the number of turns taken; no other loop has the same variables, unless it is this one at another
 * point. Its results are taken by `result`. What a turn makes of the values with which it begins is kept: with `element`.
 * A loop that is *capped* may be left before its end: see `lower/caps.ts`.
 */
export interface LoopExpr extends Node {
  readonly kind: "loop";
  readonly carried: readonly VariableExpr[];
  readonly turn: VariableExpr | undefined;
  readonly bound: number | undefined;
  readonly initial: readonly Expr[];
  readonly condition: Expr;
  readonly next: readonly Expr[];
  /** There is a bound where it is not empty. */
  readonly made: readonly Expr[];
  readonly isCapped: boolean;
}
/** What a loop carries in the end, in one of its variables. */
interface ResultExpr extends Node {
  readonly kind: "result";
  readonly x: LoopExpr;
  readonly output: number;
}
/** What a loop made in a turn; anything if it has not taken that many. */
interface ElementExpr extends Node {
  readonly kind: "element";
  readonly x: LoopExpr;
  readonly output: number;
  readonly turn: Expr;
}

export type Expr =
  | LoopExpr
  | ResultExpr
  | ElementExpr
  | LiteralExpr
  | VariableExpr
  | LoadExpr
  | VectorExpr
  | ComponentExpr
  | UnaryExpr
  | BinaryExpr
  | SelectExpr
  | CastExpr
  | CallExpr;

export const intMin = -(2 ** 31);
export const intMax = 2 ** 31 - 1;

/** The operands of an expression. */
export function operands(x: Expr): readonly Expr[] {
  switch (x.kind) {
    case "literal":
    case "variable":
      return [];
    case "load":
    case "vector":
      return [x.index];
    case "component":
    case "unary":
    case "cast":
    case "bitcast":
      return [x.x];
    case "binary":
      return [x.x, x.y];
    case "select":
      return [x.condition, x.x, x.y];
    case "call":
      return x.args;
    case "loop":
      return [...x.initial, x.condition, ...x.next, ...x.made];
    case "result":
      return [x.x];
    case "element":
      return [x.x, x.turn];
  }
}

/** Calls `action` with every operand of an expression, without making a list of them. */
export function eachOperand(x: Expr, action: (operand: Expr) => void): void {
  switch (x.kind) {
    case "literal":
    case "variable":
      return;
    case "load":
    case "vector":
      return action(x.index);
    case "binary":
      action(x.x);
      return action(x.y);
    case "select":
      action(x.condition);
      action(x.x);
      return action(x.y);
    case "call":
      for (const arg of x.args) action(arg);
      return;
    case "loop":
      x.initial.forEach(action);
      action(x.condition);
      x.next.forEach(action);
      return x.made.forEach(action);
    case "element":
      action(x.x);
      return action(x.turn);
    default:
      return action(x.x);
  }
}

/** The number that a literal of a numeric type stands for. */
export function literalValue(x: Expr): number | undefined {
  return x.kind === "literal" && x.type !== "bool" ? (x.value as number) : undefined;
}
