/** `repr`, `str` and `format` of any value. */

import { fail } from "../text/failure.js";
import { call, machine } from "./machine.js";
import { typeName, typeOf } from "./types.js";
import type { Value } from "./value.js";

export function repr(x: Value): string {
  const method = typeOf(x).lookup("__repr__")!;
  const text = call(method, [x]);
  return typeof text === "string"
    ? text
    : fail("TypeError", `__repr__ returned non-string (type ${typeName(text)})`);
}

export function str(x: Value): string {
  if (typeof x === "string") return x;
  const method = typeOf(x).lookup("__str__")!;
  const text = call(method, [x]);
  return typeof text === "string"
    ? text
    : fail("TypeError", `__str__ returned non-string (type ${typeName(text)})`);
}

export function format(x: Value, spec: string): string {
  const text = call(typeOf(x).lookup("__format__")!, [x, spec]);
  return typeof text === "string"
    ? text
    : fail("TypeError", `__format__ must return a str, not ${typeName(text)}`);
}

/** Runs `show` unless `x` is being shown already, within itself: then its text is `inner`. */
export function guarded(x: object, inner: string, show: () => string): string {
  const { showing } = machine();
  if (showing.has(x)) return inner;
  showing.add(x);
  try {
    return show();
  } finally {
    showing.delete(x);
  }
}

export function reprItems(items: Iterable<Value>): string {
  return Array.from(items, repr).join(", ");
}
