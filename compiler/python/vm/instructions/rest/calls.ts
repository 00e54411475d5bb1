/** Calls with stars. */

import { fail } from "../../../text/failure.js";
import { attributeOr } from "../../../objects/attributes.js";
import { List } from "../../../objects/containers.js";
import type { Dict } from "../../../objects/dict.js";
import { listOf } from "../../../objects/iterate.js";
import { mappingEntries } from "../../../objects/mapping.js";
import { str } from "../../../objects/text.js";
import { typeName, typeOf } from "../../../objects/types.js";
import type { Value } from "../../../objects/value.js";
import { enterCall } from "../../calls.js";
import type { Frame } from "../../frame.js";

/** `f(*args, **keywords)`: callee, a list and a dict are on the stack. */
export function callWith(frame: Frame): void {
  const { stack } = frame;
  const [callee, args, keywords] = stack.slice(-3) as [Value, List, Dict];
  enterCall(frame, stack.length - 3, callee, args.items, keywords.names);
}

/** Adds `**x` to the keyword arguments below. */
export function mergeKeywords(frame: Frame): void {
  const x = frame.top;
  if (typeOf(x).lookup("keys") === undefined)
    fail(
      "TypeError",
      `${nameOf(frame.stack[frame.stack.length - 4])} argument after ** must be a mapping, not ${typeName(x)}`,
    );
  const entries = mappingEntries(x);
  frame.stack.pop();
  for (const [k, v] of entries) addKeyword(frame, k, v);
}

/** Adds `name=x`. */
export function keywordArgument(frame: Frame, name: string): void {
  addKeyword(frame, name, frame.pop());
}

function addKeyword(frame: Frame, name: Value, value: Value): void {
  const dict = frame.top as Dict;
  if (typeof name !== "string") fail("TypeError", "keywords must be strings");
  if (dict.has(name))
    fail(
      "TypeError",
      `${nameOf(frame.stack[frame.stack.length - 3])} got multiple values for keyword argument '${str(name)}'`,
    );
  dict.set(name, value);
}

/** `f(*x, …)` without other positional arguments: makes a list of `x`, above which the keywords are. */
export function starArgument(frame: Frame): void {
  const { stack } = frame;
  const at = stack.length - 2;
  const x = stack[at];
  if ((typeOf(x).lookup("__iter__") ?? typeOf(x).lookup("__getitem__")) === undefined)
    fail("TypeError", `${nameOf(stack[at - 1])} argument after * must be an iterable, not ${typeName(x)}`);
  stack[at] = new List(listOf(x));
}

function nameOf(callee: Value): string {
  const name = attributeOr(callee, "__qualname__");
  if (typeof name !== "string") return str(callee);
  const module = attributeOr(callee, "__module__");
  return typeof module === "string" && module !== "builtins" ? `${module}.${name}()` : `${name}()`;
}
