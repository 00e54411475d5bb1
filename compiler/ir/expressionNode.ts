/**
 * The nodes of scalar expressions, and the table that makes equal ones identical. Use the constructors of
 * `expression.ts`, which simplify; those here are raw.
 */

import { roundToFloat16 } from "./float16.js";

export type ScalarType = "f32" | "f16" | "i32" | "u32" | "bool";

/**
 * Operators with the meaning they have in WGSL, with these promises where WGSL makes none:
 * - f32 and f16 follow IEEE 754 as far as the device does; f16 results are rounded to f16;
 * - i32 and u32 wrap; shifts take counts below 32; integer `/` and `%` are only built with divisors that are not zero
 *   (the JAX meaning for zero divisors is a shader function);
 * - `ne` on floats is true for NaN.
 */
export type BinaryOp =
  | "add" | "sub" | "mul" | "div" | "rem" | "min" | "max"
  | "and" | "or" | "xor" | "shl" | "shr"
  | "eq" | "ne" | "lt" | "le" | "gt" | "ge"; // prettier-ignore
export type UnaryOp = "neg" | "not" | "abs";

export const isFloat = (type: ScalarType): boolean => type === "f32" || type === "f16";

interface Node {
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

export type Expr =
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

type Fields<E> = E extends Expr ? Omit<E, "id" | "hash"> : never;

/** By what the expression is, then by its operands. */
const interned = new Map<string, Map<number | string, Expr>>();
let nextId = 0;
let count = 0;

/** Beyond so many expressions the table starts afresh. */
const MAX_INTERNED = 300_000;

/**
 * Forgets the table of known expressions when it has grown large. To be called where nothing is under construction:
 * expressions from before are no longer identical to equal ones from after, which costs sharing and nothing else.
 */
export function trimExpressions(): void {
  if (count <= MAX_INTERNED) return;
  interned.clear();
  simplified.clear();
  count = 0;
}

/** What pairs of operands simplified to, by operator. */
const simplified = new Map<BinaryOp, Map<number | string, Expr>>();

/** The expression that `make` gives for these operands, made once. */
export function once(op: BinaryOp, x: Expr, y: Expr, make: () => Expr): Expr {
  let table = simplified.get(op);
  if (!table) simplified.set(op, (table = new Map<number | string, Expr>()));
  const key = keyOf([x, y]);
  let known = table.get(key);
  if (!known) table.set(key, (known = make()));
  return known;
}

function intern(head: string, children: readonly Expr[], fields: Fields<Expr>): Expr {
  let table = interned.get(head);
  if (!table) interned.set(head, (table = new Map<number | string, Expr>()));
  const key = keyOf(children);
  let known = table.get(key);
  if (!known) {
    known = { ...fields, id: nextId++, hash: hashOf(head, children) };
    table.set(key, known);
    count++;
  }
  return known;
}

/** Numbers of pairs are exact as long as ids are below 2^26; past that, pairs are told apart by text. */
function keyOf(children: readonly Expr[]): number | string {
  if (children.length === 0) return 0;
  if (children.length === 1) return children[0].id;
  if (children.length === 2 && nextId < 2 ** 26) return children[0].id * 2 ** 26 + children[1].id;
  return children.map((child) => child.id).join(" ");
}

/** FNV-1a over the head's characters and the children's hashes. */
function hashOf(head: string, children: readonly Expr[]): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < head.length; i++) hash = Math.imul(hash ^ head.charCodeAt(i), 0x01000193);
  for (const child of children) hash = Math.imul(hash ^ child.hash, 0x01000193) ^ (hash >>> 15);
  return hash;
}

export const intMin = -(2 ** 31);
export const intMax = 2 ** 31 - 1;

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
    case "bool":
      return value ? 1 : 0;
  }
}

export function literal(type: ScalarType, value: number | boolean): Expr {
  const v = type === "bool" ? Boolean(value) : normalize(type, Number(value));
  const text = typeof v === "number" && Object.is(v, -0) ? "-0" : String(v);
  return intern(`lit ${type} ${text}`, [], { kind: "literal", type, value: v });
}

export function variable(type: ScalarType, name: string, min = intMin, max = intMax): VariableExpr {
  const made = intern(`var ${type} ${name} ${min} ${max}`, [], { kind: "variable", type, name, min, max });
  return made as VariableExpr;
}

export function load(type: ScalarType, buffer: string, index: Expr): Expr {
  return intern(`load ${type} ${buffer}`, [index], { kind: "load", type, buffer, index });
}

export function vector(type: ScalarType, buffer: string, index: Expr): Expr {
  return intern(`vec ${type} ${buffer}`, [index], { kind: "vector", type, buffer, index });
}

export function component(x: Expr, lane: number): Expr {
  return intern(`lane ${lane}`, [x], { kind: "component", type: x.type, x, lane });
}

export function rawUnary(op: UnaryOp, x: Expr): Expr {
  return intern(`un ${op}`, [x], { kind: "unary", type: x.type, op, x });
}

const comparisons: ReadonlySet<BinaryOp> = new Set<BinaryOp>(["eq", "ne", "lt", "le", "gt", "ge"]);
export const isComparison = (op: BinaryOp): boolean => comparisons.has(op);

export function rawBinary(op: BinaryOp, x: Expr, y: Expr): Expr {
  const type = isComparison(op) ? "bool" : x.type;
  return intern(`bin ${op}`, [x, y], { kind: "binary", type, op, x, y });
}

export function rawSelect(condition: Expr, x: Expr, y: Expr): Expr {
  return intern("sel", [condition, x, y], { kind: "select", type: x.type, condition, x, y });
}

export function rawCast(kind: "cast" | "bitcast", type: ScalarType, x: Expr): Expr {
  return intern(`${kind} ${type}`, [x], { kind, type, x });
}

export function rawCall(name: string, type: ScalarType, args: readonly Expr[]): Expr {
  return intern(`call ${name} ${type}`, args, { kind: "call", type, name, args });
}

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
  }
}

/** The number that a literal of a numeric type stands for. */
export function literalValue(x: Expr): number | undefined {
  return x.kind === "literal" && x.type !== "bool" ? (x.value as number) : undefined;
}

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
