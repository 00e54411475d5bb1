/** Python's operators on any values. */

import { fail } from "../text/failure.js";
import { arithmetic, type Num, toNumber } from "./arithmetic.js";
import { equal } from "./compare.js";
import { each } from "./iterate.js";
import { call } from "./machine.js";
import { checkLength, truth } from "./truth.js";
import { NotImplemented, typeName, typeOf } from "./types.js";
import { plain, type Value } from "./value.js";

/** The name of the method behind each operator, between the underscores. */
export const operatorNames: Readonly<Record<string, string>> = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "@": "matmul",
  "/": "truediv",
  "//": "floordiv",
  "%": "mod",
  "**": "pow",
  "<<": "lshift",
  ">>": "rshift",
  "&": "and",
  "|": "or",
  "^": "xor",
  "divmod()": "divmod",
};

/** `a op b`. */
export function binary(op: string, a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") {
    if (op === "*") return a * b;
    if (op === "+") return a + b;
    if (op === "-") return a - b;
    return arithmetic(op, a, b) ?? unsupported(op, a, b);
  }
  if (typeof a === "bigint" && typeof b === "bigint") return arithmetic(op, a, b) ?? unsupported(op, a, b);
  if (typeof a === "string" && typeof b === "string" && op === "+") return a + b;
  const [x, y] = [plainNumber(a), plainNumber(b)];
  if (x === undefined || y === undefined) return general(op, a, b);
  const result = arithmetic(op, x, y) ?? unsupported(op, a, b);
  const isLogical = typeof a === "boolean" && typeof b === "boolean" && /[&|^]/.test(op);
  return isLogical ? result !== 0n : result;
}

/** An int, bool or float; no instance of a class of the script's. */
function plainNumber(x: Value): Num | undefined {
  return typeof x === "object" ? undefined : toNumber(x);
}

function general(op: string, a: Value, b: Value): Value {
  const name = operatorNames[op];
  const [typeA, typeB] = [typeOf(a), typeOf(b)];
  const forward = typeA.lookup(`__${name}__`);
  const backward = typeB === typeA ? undefined : typeB.lookup(`__r${name}__`);
  const isSubclass = typeB.isSubclassOf(typeA) && backward !== typeA.lookup(`__r${name}__`);
  // A subclass that changes the reflected method is asked first; sequences let numbers go first.
  const isAside = (op === "*" || op === "+") && isSequence(a) && !isSequence(b);
  const isFirst = backward !== undefined && backward !== null && (isSubclass || isAside);
  if (isFirst) {
    const result = call(backward, [b, a]);
    if (result !== NotImplemented) return result;
  }
  if (forward !== undefined && forward !== null) {
    const result = call(forward, [a, b]);
    if (result !== NotImplemented) return result;
  }
  if (!isFirst && backward !== undefined && backward !== null) {
    const result = call(backward, [b, a]);
    if (result !== NotImplemented) return result;
  }
  return withoutMethod(op, a, b);
}

function withoutMethod(op: string, a: Value, b: Value): Value {
  if (op === "+" && typeof a === "string")
    return fail("TypeError", `can only concatenate str (not "${typeName(b)}") to str`);
  const sequence = op === "+" && ["list", "tuple"].find((name) => typeOf(a).builtin.name === name);
  if (sequence)
    return fail("TypeError", `can only concatenate ${sequence} (not "${typeName(b)}") to ${sequence}`);
  const repeated = op === "*" && [a, b].some(isSequence) && [a, b].find((x) => !isSequence(x));
  if (repeated !== false && repeated !== undefined)
    return fail("TypeError", `can't multiply sequence by non-int of type '${typeName(repeated)}'`);
  if (op === "*" && isSequence(a))
    return fail("TypeError", `can't multiply sequence by non-int of type '${typeName(b)}'`);
  return unsupported(op, a, b);
}

function isSequence(x: Value): boolean {
  return ["str", "list", "tuple"].includes(typeOf(x).builtin.name);
}

function unsupported(op: string, a: Value, b: Value): never {
  const shown = op === "**" ? "** or pow()" : op;
  return fail("TypeError", `unsupported operand type(s) for ${shown}: '${typeName(a)}' and '${typeName(b)}'`);
}

/** `a op= b`. */
export function inPlace(op: string, a: Value, b: Value): Value {
  if (a !== null && typeof a === "object") {
    const method = typeOf(a).lookup(`__i${operatorNames[op]}__`);
    if (method !== undefined && method !== null) {
      const result = call(method, [a, b]);
      if (result !== NotImplemented) return result;
    }
  }
  try {
    return binary(op, a, b);
  } catch (error) {
    if (error instanceof Error && error.message.startsWith(`unsupported operand type(s) for ${op}:`))
      error.message = error.message.replace(`for ${op}:`, `for ${op}=:`);
    throw error;
  }
}

/** `-x`, `+x`, `~x`. */
export function unary(op: "-" | "+" | "~", x: Value): Value {
  const n = toNumber(x);
  if (n !== undefined && typeof x !== "object") {
    if (op === "-") return -n;
    if (op === "+") return n;
    if (typeof n === "bigint") return ~n;
  }
  const name = { "-": "__neg__", "+": "__pos__", "~": "__invert__" }[op];
  const method = typeOf(x).lookup(name);
  if (method === undefined || method === null)
    return fail("TypeError", `bad operand type for unary ${op}: '${typeName(x)}'`);
  return call(method, [x]);
}

/** `item in container`. */
export function contains(container: Value, item: Value): boolean {
  const type = typeOf(container);
  const method = type.lookup("__contains__");
  if (method !== undefined && method !== null) return truth(call(method, [container, item]));
  if (method === null || (type.lookup("__iter__") ?? type.lookup("__getitem__")) === undefined)
    return fail("TypeError", `argument of type '${type.name}' is not iterable`);
  for (const x of each(container)) if (equal(x, item)) return true;
  return false;
}

export function getItem(x: Value, key: Value): Value {
  const type = typeOf(x);
  const method = type.lookup("__getitem__");
  if (method !== undefined && method !== null) return call(method, [x, key]);
  const generic =
    type.name === "type" || type.lookup("__mro__") !== undefined ? classItem(x, key) : undefined;
  return generic ?? fail("TypeError", `'${type.name}' object is not subscriptable`);
}

/** `list[int]`: asked of the class itself. */
let classItem: (x: Value, key: Value) => Value | undefined = () => undefined;
export function setClassItem(of: (x: Value, key: Value) => Value | undefined): void {
  classItem = of;
}

export function setItem(x: Value, key: Value, value: Value): void {
  const method = typeOf(x).lookup("__setitem__");
  if (method === undefined || method === null)
    fail("TypeError", `'${typeName(x)}' object does not support item assignment`);
  call(method, [x, key, value]);
}

export function deleteItem(x: Value, key: Value): void {
  const method = typeOf(x).lookup("__delitem__");
  if (method === undefined || method === null)
    fail(
      "TypeError",
      `'${typeName(x)}' object ${isRow(x) && isIndex(key) ? "doesn't" : "does not"} support item deletion`,
    );
  call(method, [x, key]);
}

/** What C takes for a sequence, in messages. */
function isRow(x: Value): boolean {
  const type = typeOf(x);
  return type.isUser || ["str", "tuple", "range", "set", "frozenset"].includes(type.name);
}

function isIndex(x: Value): boolean {
  return typeOf(x).lookup("__index__") !== undefined;
}

/** `len(x)`. */
export function length(x: Value): number {
  const method = typeOf(x).lookup("__len__");
  if (method === undefined || method === null)
    return fail("TypeError", `object of type '${typeName(x)}' has no len()`);
  return checkLength(call(method, [x]));
}

/** The int that an index is: of an int, a bool, or what `__index__` gives. */
export function index(x: Value, message?: string): bigint {
  const n = toNumber(x);
  if (typeof n === "bigint") return n;
  const method = typeOf(x).lookup("__index__");
  if (method === undefined || method === null)
    return fail("TypeError", message ?? `'${typeName(x)}' object cannot be interpreted as an integer`);
  const result = plain(call(method, [x]));
  if (typeof result !== "bigint" && typeof result !== "boolean")
    return fail("TypeError", `__index__ returned non-int (type ${typeName(result)})`);
  return BigInt(result);
}
