/** Calls, and the making of functions and classes. */

import { fail } from "../../text/failure.js";
import type { Code } from "../../code/code.js";
import { attributeOr, findMethod, getAttribute } from "../../objects/attributes.js";
import { List, Tuple } from "../../objects/containers.js";
import { Dict } from "../../objects/dict.js";
import { Cell, Func } from "../../objects/functions.js";
import { mappingEntries } from "../../objects/mapping.js";
import { listOf } from "../../objects/iterate.js";
import { str } from "../../objects/text.js";
import { typeName, typeOf } from "../../objects/types.js";
import { noKeywords, type Value } from "../../objects/value.js";
import { enterCall } from "../calls.js";
import { buildClass } from "../classes.js";
import type { Frame } from "../frame.js";

import { closureOf } from "./names.js";

/** Callee, positional arguments, and keyword arguments in the order of `names`, on the stack. */
export function call(frame: Frame, [count, names]: readonly [number, readonly string[]]): void {
  const { stack } = frame;
  const start = stack.length - count - names.length;
  const args = stack.slice(start, start + count);
  const keywords =
    names.length === 0 ? noKeywords : new Map(names.map((n, i) => [n, stack[start + count + i]]));
  enterCall(frame, start - 1, stack[start - 1], args, keywords);
}

/** Stands for the object where what is called is no method. */
const noSelf = new Cell(undefined);

/** Of `x.name(…)`: replaces `x` by a function and its first argument, without an object for the bound method. */
export function loadMethod(frame: Frame, name: string): void {
  const self = frame.top;
  const method = findMethod(self, name);
  if (method) {
    frame.top = method;
    frame.push(self);
  } else {
    frame.top = getAttribute(self, name);
    frame.push(noSelf);
  }
}

/** Calls what `loadMethod` left below the positional arguments. */
export function callMethod(frame: Frame, count: number): void {
  const { stack } = frame;
  const base = stack.length - count - 2;
  enterCall(frame, base, stack[base], stack.slice(stack[base + 1] === noSelf ? base + 2 : base + 1));
}

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

interface FunctionParts {
  readonly code: Code;
  readonly defaults: number;
  readonly keywordDefaults: readonly string[];
  readonly annotations: readonly string[];
  /** Which cells of the frame it needs. */
  readonly closure: readonly number[];
}

/** On the stack: defaults, keyword defaults, annotations. */
export function makeFunction(frame: Frame, parts: FunctionParts): void {
  const annotations = frame.popMany(parts.annotations.length);
  const keywordDefaults = frame.popMany(parts.keywordDefaults.length);
  const defaults = frame.popMany(parts.defaults);
  const f = new Func(
    parts.code,
    frame.globals,
    defaults,
    new Map(parts.keywordDefaults.map((name, i) => [name, keywordDefaults[i]])),
    closureOf(frame, parts.closure),
  );
  if (annotations.length > 0)
    f.annotations = Dict.of(parts.annotations.map((name, i) => [name, annotations[i]]));
  frame.push(f);
}

interface ClassParts {
  readonly name: string;
  readonly code: Code;
  readonly closure: readonly number[];
}

/** On the stack: a list of bases and a dict of keywords. */
export function makeClass(frame: Frame, { name, code, closure }: ClassParts): void {
  const [bases, keywords] = frame.popMany(2) as [List, Dict];
  const cells: Cell[] = closureOf(frame, closure);
  const made = buildClass(frame, name, new Tuple(bases.items), keywords.names, code, cells);
  frame.push(made);
}
