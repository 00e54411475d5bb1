/** Calls, and the making of functions and classes. */

import type { Code } from "../../code/code.js";
import { findMethod, missing } from "../../objects/methods.js";
import { Dict } from "../../objects/dict.js";
import { Cell, Func } from "../../objects/functions.js";
import { noKeywords } from "../../objects/value.js";
import { enterCall } from "../calls.js";
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
export const noSelf = new Cell(undefined);

/** Of `x.name(…)`: replaces `x` by a method of a built-in class and its first argument. */
export function loadBuiltinMethod(frame: Frame, name: string): void {
  const self = frame.top;
  frame.top = findMethod(self, name) ?? missing(self, name);
  frame.push(self);
}

/** Calls what was left below the positional arguments. */
export function callMethod(frame: Frame, count: number): void {
  const { stack } = frame;
  const base = stack.length - count - 2;
  enterCall(frame, base, stack[base], stack.slice(stack[base + 1] === noSelf ? base + 2 : base + 1));
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
