/** Building containers, taking them apart, and text. */

import { fail } from "../../text/failure.js";
import { asciiOnly } from "../../text/strRepr.js";
import { List, Tuple } from "../../objects/containers.js";
import { Dict } from "../../objects/dict.js";
import { iterate } from "../../objects/iterate.js";
import { format, repr, str } from "../../objects/text.js";
import { typeOf } from "../../objects/types.js";
import type { Value } from "../../objects/value.js";
import type { Frame } from "../frame.js";

export function buildTuple(frame: Frame, count: number): void {
  frame.push(new Tuple(frame.popMany(count)));
}

export function buildList(frame: Frame, count: number): void {
  frame.push(new List(frame.popMany(count)));
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

export function setIn(frame: Frame, depth: number): void {
  const value = frame.pop();
  const key = frame.pop();
  (frame.stack[frame.stack.length - depth] as Dict).set(key, value);
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

export function unpackable(x: Value): ReturnType<typeof iterate> {
  const type = typeOf(x);
  if ((type.lookup("__iter__") ?? type.lookup("__getitem__")) === undefined)
    fail("TypeError", `cannot unpack non-iterable ${type.name} object`);
  return iterate(x);
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
