/** Sets, and stars in displays and where a row is taken apart. */

import { fail } from "../../../text/failure.js";
import { List, Tuple } from "../../../objects/containers.js";
import { type Dict, PySet } from "../../../objects/dict.js";
import { listOf } from "../../../objects/iterate.js";
import { mappingEntries } from "../../../objects/mapping.js";
import { setType, typeName, typeOf } from "../../../objects/types.js";
import type { Value } from "../../../objects/value.js";
import { unpackable } from "../containers.js";
import type { Frame } from "../../frame.js";

export function buildSet(frame: Frame, count: number): void {
  frame.push(new PySet(frame.popMany(count), setType));
}

export function addTo(frame: Frame, depth: number): void {
  const value = frame.pop();
  (frame.stack[frame.stack.length - depth] as PySet).add(value);
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
