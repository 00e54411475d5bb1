/** Building containers, taking them apart, and text. */

import { fail } from "../../text/failure.js";
import { asciiOnly } from "../../text/strRepr.js";
import { List, Tuple } from "../../objects/containers.js";
import { Dict, PySet } from "../../objects/dict.js";
import { iterate, listOf } from "../../objects/iterate.js";
import { format, repr, str } from "../../objects/text.js";
import { setType, typeName, typeOf } from "../../objects/types.js";
import { mappingEntries } from "../../objects/mapping.js";
import type { Value } from "../../objects/value.js";
import type { Frame } from "../frame.js";

export function buildTuple(frame: Frame, count: number): void {
  frame.push(new Tuple(frame.popMany(count)));
}

export function buildList(frame: Frame, count: number): void {
  frame.push(new List(frame.popMany(count)));
}

export function buildSet(frame: Frame, count: number): void {
  frame.push(new PySet(frame.popMany(count), setType));
}

export function buildDict(frame: Frame, count: number): void {
  const items = frame.popMany(2 * count);
  const dict = new Dict();
  for (let i = 0; i < items.length; i += 2) dict.set(items[i], items[i + 1]);
  frame.push(dict);
}

/** Below the top, `depth` places down, is the list that the top is appended to. */
export function appendTo(frame: Frame, depth: number): void {
  const value = frame.pop();
  (frame.stack[frame.stack.length - depth] as List).items.push(value);
}

export function addTo(frame: Frame, depth: number): void {
  const value = frame.pop();
  (frame.stack[frame.stack.length - depth] as PySet).add(value);
}

export function setIn(frame: Frame, depth: number): void {
  const value = frame.pop();
  const key = frame.pop();
  (frame.stack[frame.stack.length - depth] as Dict).set(key, value);
}

/** `[*x]`. */
export function extend(frame: Frame): void {
  const items = listOfStarred(frame.top);
  frame.stack.pop();
  (frame.top as List).items.push(...items);
}

function listOfStarred(x: Value): Value[] {
  if ((typeOf(x).lookup("__iter__") ?? typeOf(x).lookup("__getitem__")) === undefined)
    fail("TypeError", `Value after * must be an iterable, not ${typeName(x)}`);
  return listOf(x);
}

export function update(frame: Frame): void {
  const items = listOf(frame.top);
  frame.stack.pop();
  for (const x of items) (frame.top as PySet).add(x);
}

/** `{**x}`. */
export function updateDict(frame: Frame): void {
  const entries = mappingEntries(frame.top);
  frame.stack.pop();
  for (const [k, v] of entries) (frame.top as Dict).set(k, v);
}

export function listToTuple(frame: Frame): void {
  frame.top = new Tuple((frame.top as List).items);
}

export function unpack(frame: Frame, count: number): void {
  const value = frame.top;
  const items = unpackItems(value, count);
  frame.stack.pop();
  for (let i = count - 1; i >= 0; i--) frame.stack.push(items[i]);
}

function unpackItems(x: Value, count: number): readonly Value[] {
  const next = unpackable(x);
  const items: Value[] = [];
  for (let item = next(); item !== undefined; item = next()) {
    if (items.length === count) fail("ValueError", `too many values to unpack (expected ${count})`);
    items.push(item);
  }
  if (items.length < count)
    fail("ValueError", `not enough values to unpack (expected ${count}, got ${items.length})`);
  return items;
}

function unpackable(x: Value): ReturnType<typeof iterate> {
  const type = typeOf(x);
  if ((type.lookup("__iter__") ?? type.lookup("__getitem__")) === undefined)
    fail("TypeError", `cannot unpack non-iterable ${type.name} object`);
  return iterate(x);
}

/** `a, *b, c = x`. */
export function unpackStarred(frame: Frame, [before, after]: readonly [number, number]): void {
  const next = unpackable(frame.top);
  const items: Value[] = [];
  for (let item = next(); item !== undefined; item = next()) items.push(item);
  const least = before + after;
  if (items.length < least)
    fail("ValueError", `not enough values to unpack (expected at least ${least}, got ${items.length})`);
  frame.stack.pop();
  const rest = items.slice(before, items.length - after);
  const targets = [...items.slice(0, before), new List(rest), ...items.slice(items.length - after)];
  frame.stack.push(...targets.reverse());
}

/** A part of an f-string. */
export function formatValue(frame: Frame, [conversion, hasSpec]: readonly [number, boolean]): void {
  const { stack } = frame;
  const value = stack[stack.length - (hasSpec ? 2 : 1)];
  const spec = hasSpec ? (frame.top as string) : "";
  const converted = convert(value, conversion);
  const text = format(converted, spec);
  if (hasSpec) stack.pop();
  frame.top = text;
}

function convert(x: Value, conversion: number): Value {
  switch (String.fromCharCode(Math.max(conversion, 0))) {
    case "r":
      return repr(x);
    case "s":
      return str(x);
    case "a":
      return asciiOnly(repr(x));
    default:
      return x;
  }
}

export function joinStrings(frame: Frame, count: number): void {
  frame.push((frame.popMany(count) as string[]).join(""));
}
