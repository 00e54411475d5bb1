/** Calls, and the making of functions and classes. */

import { fail } from "../../text/failure.js";
import type { Position } from "../../syntax/parse.js";
import type { Code } from "../../code/code.js";
import { List, Tuple } from "../../objects/containers.js";
import { Dict } from "../../objects/dict.js";
import type { Cell } from "../../objects/functions.js";
import { Func } from "../../objects/functions.js";
import { mappingEntries } from "../../objects/mapping.js";
import { str } from "../../objects/text.js";
import { typeName, typeOf } from "../../objects/types.js";
import { noKeywords, type Value } from "../../objects/value.js";
import { enterCall, enterMethod } from "../calls.js";
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

/** `x.name(…)` without an object for the bound method: the stack has `x` and positional arguments. */
export function callMethod(frame: Frame, [name, count, at]: readonly [string, number, Position]): void {
  enterMethod(frame, name, count, at);
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
    fail("TypeError", `${calleeName(frame)} argument after ** must be a mapping, not ${typeName(x)}`);
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
    fail("TypeError", `${calleeName(frame)} got multiple values for keyword argument '${str(name)}'`);
  dict.set(name, value);
}

/** Adds `*x` to the positional arguments below. */
export function starArgument(frame: Frame): void {
  const x = frame.top;
  if ((typeOf(x).lookup("__iter__") ?? typeOf(x).lookup("__getitem__")) === undefined) {
    const callee = frame.stack[frame.stack.length - 3];
    fail("TypeError", `${nameOf(callee)} argument after * must be an iterable, not ${typeName(x)}`);
  }
}

function calleeName(frame: Frame): string {
  const args = frame.stack.findLastIndex((x) => x instanceof List);
  return nameOf(frame.stack[args - 1]);
}

function nameOf(callee: Value): string {
  if (callee instanceof Func)
    return `${typeof callee.module === "string" ? callee.module : ""}.${callee.qualname}()`;
  return `${typeOf(callee).name} object`;
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
