/**
 * The table that makes equal expressions identical. The constructors here are raw: use those of `expression.ts`, which simplify.
 */

import {
  type ScalarType,
  type BinaryOp,
  type UnaryOp,
  type Node,
  type VariableExpr,
  type LoopExpr,
  type Expr,
  intMin,
  intMax,
  normalize,
  isComparison,
} from "./expressionNode.js";

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
