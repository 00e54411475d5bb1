/** `match`. */

import { fail } from "../../../text/failure.js";
import { attributeOr, getAttribute } from "../../../objects/attributes.js";
import { List, Range, Tuple } from "../../../objects/containers.js";
import { Dict } from "../../../objects/dict.js";
import { getItem, length } from "../../../objects/operators.js";
import { call } from "../../../objects/machine.js";
import { equal } from "../../../objects/compare.js";
import { Type } from "../../../objects/type.js";
import { isInstance, typeOf } from "../../../objects/types.js";
import { Value as ArrayValue } from "../../../../trace/value.js";
import type { Value } from "../../../objects/value.js";
import type { Frame } from "../../frame.js";

/** Pushes whether the top is a sequence. */
export function isSequence(frame: Frame): void {
  const x = frame.top;
  frame.push(
    x instanceof List ||
      x instanceof Tuple ||
      x instanceof Range ||
      (!(x instanceof ArrayValue) && isRegistered(x, "Sequence")),
  );
}

export function isMapping(frame: Frame): void {
  frame.push(frame.top instanceof Dict || isRegistered(frame.top, "Mapping"));
}

function isRegistered(x: Value, name: string): boolean {
  return typeOf(x).mro.some((t) => t.name === name && t.module.startsWith("collections"));
}

export function pushLength(frame: Frame): void {
  frame.push(BigInt(length(frame.top)));
}

/** The items of a sequence, of which `star` (or none: -1) takes the rest: pushed last first. */
export function unpackPattern(frame: Frame, [count, star]: readonly [count: number, star: number]): void {
  const subject = frame.pop();
  const size = length(subject);
  const at = (i: number): Value => getItem(subject, BigInt(i));
  const items: Value[] = [];
  const after = star < 0 ? 0 : count - star - 1;
  for (let i = 0; i < count; i++) {
    if (i === star) items.push(new List(Array.from({ length: size - count + 1 }, (_, k) => at(i + k))));
    else items.push(at(star >= 0 && i > star ? size - after + (i - star - 1) : i));
  }
  frame.stack.push(...items.reverse());
}

/** Keys on the stack, the mapping below them: replaces the keys by a tuple of values, or None. */
export function matchKeys(frame: Frame, count: number): void {
  const keys = frame.popMany(count);
  keys.forEach((k, i) => {
    if (keys.some((other, j) => j < i && equal(k, other)))
      fail("ValueError", "mapping pattern checks duplicate key");
  });
  const mapping = frame.top;
  const values: Value[] = [];
  for (const k of keys) {
    const value = mapping instanceof Dict ? mapping.get(k) : call(getAttribute(mapping, "get"), [k, absent]);
    if (value === undefined || value === absent) {
      frame.push(null);
      return;
    }
    values.push(value);
  }
  frame.push(new Tuple(values));
}

const absent = new Tuple([]);

/** The mapping on the stack without some keys, as a dict. */
export function restOfMapping(frame: Frame, count: number): void {
  const keys = frame.popMany(count);
  const rest = Dict.of((frame.pop() as Dict).entries());
  for (const k of keys) rest.delete(k);
  frame.push(rest);
}

/** Built-in classes that match a single positional pattern by the whole subject. */
const wholes = new Set(["bool", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple", "bytes"]);

/** On the stack: subject, class. Replaces both by a tuple of what the patterns look at, or None. */
export function matchClass(frame: Frame, [count, names]: readonly [number, readonly string[]]): void {
  const [subject, type] = frame.popMany(2);
  frame.push(classParts(subject, type, count, names));
}

function classParts(subject: Value, type: Value, count: number, names: readonly string[]): Value {
  if (!(type instanceof Type)) return fail("TypeError", "called match pattern must be a class");
  if (!isInstance(subject, type)) return null;
  const values: Value[] = [];
  if (count === 1 && wholes.has(type.builtin.name) && type.lookup("__match_args__") === undefined)
    values.push(subject);
  else if (count > 0) {
    const found = positionalNames(type, count);
    const twice = names.find((n) => found.includes(n));
    if (twice !== undefined)
      fail("TypeError", `${type.name}() got multiple sub-patterns for attribute '${twice}'`);
    for (const name of found) {
      const value = attributeOr(subject, name);
      if (value === undefined) return null;
      values.push(value);
    }
  }
  for (const name of names) {
    const value = attributeOr(subject, name);
    if (value === undefined) return null;
    values.push(value);
  }
  return new Tuple(values);
}

function positionalNames(type: Type, count: number): string[] {
  const given = type.lookup("__match_args__");
  const names = given instanceof Tuple ? (given.items as string[]) : [];
  if (count > names.length) {
    const accepted =
      names.length === 1 ? "1 positional sub-pattern" : `${names.length} positional sub-patterns`;
    fail("TypeError", `${type.name}() accepts ${accepted} (${count} given)`);
  }
  return names.slice(0, count);
}
