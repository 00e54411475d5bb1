/**
 * The nodes of scalar expressions, and the table that makes equal ones identical. Use the constructors of
 * `expression.ts`, which simplify; those here are raw.
 */

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

export const isFloat = (type: ScalarType): boolean => type === "f32" || type === "f16" || type === "f64";

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

/** By what an expression is, in one or two words, then by a key of its operands. */
const interned = new Map<string, Map<string | number, Map<unknown, Expr>>>();
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
  pairs.clear();
  count = 0;
}

function tableOf(kind: string, detail: string | number): Map<unknown, Expr> {
  let tables = interned.get(kind);
  if (!tables) interned.set(kind, (tables = new Map<string | number, Map<unknown, Expr>>()));
  let table = tables.get(detail);
  if (!table) tables.set(detail, (table = new Map<unknown, Expr>()));
  return table;
}

function remember<E extends Expr>(table: Map<unknown, Expr>, key: unknown, made: E): E {
  table.set(key, made);
  count++;
  return made;
}

/** Two operands of an operator, and what they give: as it stands, and simplified. */
interface Pair {
  readonly x: Expr;
  readonly y: Expr;
  /** Another pair of the same key. */
  readonly next: Pair | undefined;
  raw: Expr | undefined;
  simplified: Expr | undefined;
}

const pairs = new Map<BinaryOp, Map<number, Pair>>();

function pairOf(op: BinaryOp, x: Expr, y: Expr): Pair {
  let table = pairs.get(op);
  if (!table) pairs.set(op, (table = new Map<number, Pair>()));
  // Small integers are the fastest keys; that two pairs have the same one is rare.
  const key = (Math.imul(x.id, 0x9e3779b1) ^ y.id) & 0x3fffffff;
  const first = table.get(key);
  for (let pair = first; pair; pair = pair.next) if (pair.x === x && pair.y === y) return pair;
  const made = { x, y, next: first, raw: undefined, simplified: undefined };
  table.set(key, made);
  return made;
}

/** What `simplify` gives for these operands, found once. */
export function simplified(
  op: BinaryOp,
  x: Expr,
  y: Expr,
  simplify: (op: BinaryOp, x: Expr, y: Expr) => Expr | undefined,
): Expr {
  const pair = pairOf(op, x, y);
  return (pair.simplified ??= simplify(op, x, y) ?? rawBinary(op, x, y));
}

/** FNV-1a over the head's characters and the children's hashes. */
function hashOf(head: string, ...children: readonly Expr[]): number {
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

export function literal(type: ScalarType, value: number | boolean): Expr {
  const v = type === "bool" ? Boolean(value) : normalize(type, Number(value));
  // As keys of a Map, 0 and -0 are the same.
  const key = Object.is(v, -0) ? "-0" : v;
  const table = tableOf("lit", type);
  const known = table.get(key);
  if (known) return known;
  const hash = hashOf(`lit ${type} ${key}`);
  return remember(table, key, { kind: "literal", type, value: v, id: nextId++, hash });
}

export function variable(type: ScalarType, name: string, min = intMin, max = intMax): VariableExpr {
  const key = `${name} ${min} ${max}`;
  const table = tableOf("var", type);
  const known = table.get(key) as VariableExpr | undefined;
  if (known) return known;
  const hash = hashOf(`var ${type} ${key}`);
  return remember(table, key, { kind: "variable", type, name, min, max, id: nextId++, hash });
}

/** Made once: expressions are built too often for texts to be. */
const named = (kind: string): Record<ScalarType, string> => ({
  f64: `${kind} f64`, f32: `${kind} f32`, f16: `${kind} f16`, i64: `${kind} i64`, i32: `${kind} i32`, u64: `${kind} u64`, u32: `${kind} u32`, bool: `${kind} bool`,
}); // prettier-ignore
const loads = named("load");
const vectors = named("vec");

export function load(type: ScalarType, buffer: string, index: Expr): Expr {
  const table = tableOf(loads[type], buffer);
  const known = table.get(index.id);
  if (known) return known;
  const hash = hashOf(`${loads[type]} ${buffer}`, index);
  return remember(table, index.id, { kind: "load", type, buffer, index, id: nextId++, hash });
}

export function vector(type: ScalarType, buffer: string, index: Expr): Expr {
  const table = tableOf(vectors[type], buffer);
  const known = table.get(index.id);
  if (known) return known;
  const hash = hashOf(`${vectors[type]} ${buffer}`, index);
  return remember(table, index.id, { kind: "vector", type, buffer, index, id: nextId++, hash });
}

export function component(x: Expr, lane: number): Expr {
  const table = tableOf("lane", lane);
  const known = table.get(x.id);
  if (known) return known;
  const hash = hashOf(`lane ${lane}`, x);
  return remember(table, x.id, { kind: "component", type: x.type, x, lane, id: nextId++, hash });
}

export function rawUnary(op: UnaryOp, x: Expr): Expr {
  const table = tableOf("un", op);
  const known = table.get(x.id);
  if (known) return known;
  const hash = hashOf(`un ${op}`, x);
  return remember(table, x.id, { kind: "unary", type: x.type, op, x, id: nextId++, hash });
}

const comparisons: ReadonlySet<BinaryOp> = new Set<BinaryOp>(["eq", "ne", "lt", "le", "gt", "ge"]);
export const isComparison = (op: BinaryOp): boolean => comparisons.has(op);

export function rawBinary(op: BinaryOp, x: Expr, y: Expr): Expr {
  const pair = pairOf(op, x, y);
  if (pair.raw) return pair.raw;
  const type = isComparison(op) ? "bool" : x.type;
  const hash = hashOf(`bin ${op}`, x, y);
  count++;
  return (pair.raw = { kind: "binary", type, op, x, y, id: nextId++, hash });
}

export function rawSelect(condition: Expr, x: Expr, y: Expr): Expr {
  const key = `${condition.id} ${x.id} ${y.id}`;
  const table = tableOf("sel", x.type);
  const known = table.get(key);
  if (known) return known;
  const hash = hashOf("sel", condition, x, y);
  return remember(table, key, { kind: "select", type: x.type, condition, x, y, id: nextId++, hash });
}

export function rawCast(kind: "cast" | "bitcast", type: ScalarType, x: Expr): Expr {
  const table = tableOf(kind, type);
  const known = table.get(x.id);
  if (known) return known;
  const hash = hashOf(`${kind} ${type}`, x);
  return remember(table, x.id, { kind, type, x, id: nextId++, hash });
}

export function rawCall(name: string, type: ScalarType, args: readonly Expr[]): Expr {
  const key = args.length === 1 ? args[0].id : args.map(({ id }) => id).join(" ");
  const table = tableOf(name, type);
  const known = table.get(key);
  if (known) return known;
  const hash = hashOf(`call ${name} ${type}`, ...args);
  return remember(table, key, { kind: "call", type, name, args, id: nextId++, hash });
}

type LoopParts = Omit<LoopExpr, keyof Node | "kind">;

export function loop(parts: LoopParts): LoopExpr {
  const { carried, turn, bound, initial, condition, next, made, isCapped } = parts;
  const operands = [...initial, condition, ...next, ...made];
  const key = [turn?.id, bound, isCapped, ...[...carried, ...operands].map(({ id }) => id)].join(" ");
  const table = tableOf("loop", carried.length);
  const known = table.get(key) as LoopExpr | undefined;
  if (known) return known;
  const hash = hashOf(`loop ${bound}`, ...operands);
  return remember(table, key, { ...parts, kind: "loop", type: "bool", id: nextId++, hash });
}

export function result(x: LoopExpr, output: number): Expr {
  const table = tableOf("result", output);
  const known = table.get(x.id);
  if (known) return known;
  const { type } = x.carried[output];
  const hash = hashOf(`result ${output}`, x);
  return remember(table, x.id, { kind: "result", type, x, output, id: nextId++, hash });
}

export function element(x: LoopExpr, output: number, turn: Expr): Expr {
  const table = tableOf("element", output);
  const key = `${x.id} ${turn.id}`;
  const known = table.get(key);
  if (known) return known;
  const { type } = x.made[output];
  const hash = hashOf(`element ${output}`, x, turn);
  return remember(table, key, { kind: "element", type, x, output, turn, id: nextId++, hash });
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
