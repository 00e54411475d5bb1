/** Equality, order, identity and hashes. */

import { fail } from "../text/failure.js";
import { Value as ArrayValue } from "../../trace/value.js";
import { identity } from "./keys.js";
import { call } from "./machine.js";
import type { Type } from "./type.js";
import { truth } from "./truth.js";
import { NotImplemented, typeName, typeOf } from "./types.js";
import { Boxed, type Value } from "./value.js";

export type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=";

const methods: Record<Comparison, string> = {
  "==": "__eq__",
  "!=": "__ne__",
  "<": "__lt__",
  "<=": "__le__",
  ">": "__gt__",
  ">=": "__ge__",
};
const reflected: Record<Comparison, Comparison> = {
  "==": "==",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

/** `is`. */
export function same(a: Value, b: Value): boolean {
  return a === b || (typeof a === "number" && Object.is(a, b));
}

/** What JavaScript's own operators say of two numbers or two strings; exact between ints and floats. */
function comparePlain(op: Comparison, a: number | bigint | string, b: number | bigint | string): boolean {
  switch (op) {
    case "==":
      return a == b;
    case "!=":
      return a != b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
  }
}

function asNumber(x: Value): number | bigint | undefined {
  if (typeof x === "number" || typeof x === "bigint") return x;
  if (typeof x === "boolean") return x ? 1n : 0n;
  return x instanceof Boxed ? asNumber(x.payload) : undefined;
}

function isPlain(x: Value): boolean {
  return x === null || typeof x !== "object";
}

/** The comparison of built-in numbers and strings; undefined for others. */
export function compareBuiltin(op: Comparison, a: Value, b: Value): boolean | undefined {
  if (typeof a === "string" && typeof b === "string") return compareStrings(op, a, b);
  const [x, y] = [asNumber(a), asNumber(b)];
  return x === undefined || y === undefined ? undefined : comparePlain(op, x, y);
}

/** Python orders strings by code points, JavaScript by UTF-16 units: they differ beyond U+D800. */
function compareStrings(op: Comparison, a: string, b: string): boolean {
  if (!beyond.test(a) && !beyond.test(b)) return comparePlain(op, a, b);
  return comparePlain(op, inHalves(a), inHalves(b));
}

const beyond = /[\ud800-\uffff]/;

/** Every code point as two units, the upper half first. */
function inHalves(s: string): string {
  return [...s].map((c) => String.fromCharCode(c.codePointAt(0)! >> 12, c.codePointAt(0)! & 4095)).join("");
}

/** `a op b`: whatever `__lt__` and its like return. */
export function compare(op: Comparison, a: Value, b: Value): Value {
  if (isPlain(a) && isPlain(b)) {
    const known = compareBuiltin(op, a, b);
    if (known !== undefined) return known;
  }
  const [typeA, typeB] = [typeOf(a), typeOf(b)];
  const reflectedFirst =
    typeB !== typeA && typeB.isSubclassOf(typeA) && typeB.lookup(methods[reflected[op]]) !== undefined;
  const order = reflectedFirst ? [true, false] : [false, true];
  for (const swap of order) {
    const result = swap ? attempt(reflected[op], b, a) : attempt(op, a, b);
    if (result !== NotImplemented) return result;
  }
  if (op === "==") return same(a, b);
  if (op === "!=") return !same(a, b);
  return fail(
    "TypeError",
    `'${op}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`,
  );
}

function attempt(op: Comparison, a: Value, b: Value): Value {
  const method = typeOf(a).lookup(methods[op]);
  if (method === undefined || method === null) return NotImplemented;
  return call(method, [a, b]);
}

/** Whether two values are the same, or equal: what containers ask. */
export function equal(a: Value, b: Value): boolean {
  if (same(a, b)) return true;
  if (isPlain(a) && isPlain(b)) return compareBuiltin("==", a, b) ?? false;
  return truth(compare("==", a, b));
}

export function less(a: Value, b: Value): boolean {
  return truth(compare("<", a, b));
}

/** The order of two rows, by their first different items. */
export function compareItems(op: Comparison, a: readonly Value[], b: readonly Value[]): Value {
  if (op === "==" && a.length !== b.length) return false;
  if (op === "!=" && a.length !== b.length) return true;
  for (let i = 0; i < a.length && i < b.length; i++) {
    if (equal(a[i], b[i])) continue;
    if (op === "==") return false;
    if (op === "!=") return true;
    return compare(op, a[i], b[i]);
  }
  return comparePlain(op, a.length, b.length);
}

const modulus = (1n << 61n) - 1n;

function hashInt(n: bigint): bigint {
  const size = (n < 0n ? -n : n) % modulus;
  const h = n < 0n ? -size : size;
  return h === -1n ? -2n : h;
}

function hashText(s: string): bigint {
  let h = 0xcbf29ce484222325n;
  for (let i = 0; i < s.length; i++)
    h = ((h ^ BigInt(s.charCodeAt(i))) * 0x100000001b3n) & 0xffffffffffffffffn;
  return BigInt.asIntN(61, h);
}

/** `p / 2^k` modulo 2^61 - 1, as CPython hashes floats, so that equal numbers have equal hashes. */
function hashFloat(x: number): bigint {
  if (Number.isInteger(x)) return hashInt(BigInt(x));
  if (Number.isNaN(x)) return 0n;
  if (!Number.isFinite(x)) return x > 0 ? 314159n : -314159n;
  let k = 0n;
  let m = Math.abs(x);
  while (!Number.isInteger(m)) {
    m *= 2;
    k++;
  }
  // Division by 2 is multiplication by 2^60 modulo 2^61 - 1.
  const h = (BigInt(m) << ((61n - (k % 61n)) % 61n)) % modulus;
  return x < 0 ? -h : h;
}

/** The name of a class, with the module of one that isn't written in Python. */
function nativeName({ isUser, module, name }: Type): string {
  return isUser || module === "builtins" ? name : `${module}.${name}`;
}

/** `hash(x)`: equal for equal values. */
export function hash(x: Value): bigint {
  switch (typeof x) {
    case "bigint":
      return hashInt(x);
    case "boolean":
      return x ? 1n : 0n;
    case "number":
      return hashFloat(x);
    case "string":
      return hashText(x);
  }
  if (x === null) return 0xfca86420n;
  if (x instanceof ArrayValue) return fail("TypeError", `unhashable type: '${typeName(x)}'`);
  const method = x.type.lookup("__hash__");
  if (method === undefined || method === null)
    return fail("TypeError", `unhashable type: '${nativeName(x.type)}'`);
  const result = call(method, [x]);
  if (typeof result !== "bigint") return fail("TypeError", "__hash__ method should return an integer");
  return hashInt(result);
}

/** The hash of a row of values: of a tuple, or of a dataclass's fields. */
export function hashItems(items: readonly Value[]): bigint {
  let h = 0x27d4eb2f165667c5n;
  for (const x of items) h = ((h ^ hash(x)) * 0x9e3779b185ebca87n + 1n) & 0xffffffffffffffffn;
  return BigInt.asIntN(61, h);
}

/** The hash that a value without `__hash__` of its own has. */
export function hashIdentity(x: Value): bigint {
  return x !== null && typeof x === "object" ? BigInt(identity(x)) / 16n : hash(x);
}
