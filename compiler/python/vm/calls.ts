/** Calls: arguments find their parameters, and a frame is entered, or TypeScript is called. */

import { fail } from "../text/failure.js";
import { Tuple } from "../objects/containers.js";
import { Dict } from "../objects/dict.js";
import { Func } from "../objects/functions.js";
import { Native } from "../objects/native.js";
import { Type } from "../objects/type.js";
import { typeName } from "../objects/types.js";
import { type Keywords, noKeywords, type Value } from "../objects/value.js";
import { Frame } from "./frame.js";
import type { Machine } from "./machine.js";

/** Calls of what the basics have not: bound methods, partial functions, instances, classes of the script's. */
interface OtherCalls {
  /** As `enterCall`; false where TypeScript is to be called. */
  enter(frame: Frame, base: number, callee: Value, args: readonly Value[], keywords: Keywords): boolean;
  /** As `callTypeScript`. */
  run(machine: Machine, callee: Value, args: readonly Value[], keywords: Keywords): Value;
}

/** The basics have built-in classes. */
let others: OtherCalls = {
  enter: () => false,
  run(_, callee, args, keywords) {
    if (!(callee instanceof Type)) return notCallable(callee);
    const made = (callee.lookup("__new__") as Native).invoke([callee, ...args], keywords);
    const init = callee.lookup("__init__") as Native | undefined;
    init?.invoke([made, ...args], keywords);
    return made;
  },
};

export function setOtherCalls(of: OtherCalls): void {
  others = of;
}

export function notCallable(x: Value): never {
  return fail("TypeError", `'${typeName(x)}' object is not callable`);
}

/** The frame of a call, its parameters set. */
export function frameOf(machine: Machine, f: Func, args: readonly Value[], keywords: Keywords): Frame {
  const frame = new Frame(f.code, f.globals, f.closure, machine);
  bindArguments(frame, f, args, keywords);
  for (const [local, cell] of f.code.sharedParameters) frame.cells[cell].value = frame.locals[local];
  return frame;
}

function bindArguments(frame: Frame, f: Func, args: readonly Value[], keywords: Keywords): void {
  const { locals } = frame;
  const { argCount, keywordOnly, hasRest, hasKeywords } = f.code;
  const count = Math.min(args.length, argCount);
  for (let i = 0; i < count; i++) locals[i] = args[i];
  let extra = argCount + keywordOnly;
  if (hasRest) locals[extra++] = new Tuple(args.slice(count));
  const others = hasKeywords ? new Dict() : undefined;
  if (others) locals[extra] = others;
  if (keywords.size > 0) bindKeywords(f, locals, keywords, others);
  if (args.length > argCount && !hasRest) tooMany(f, args.length, locals);
  if (count < argCount || keywordOnly > 0) fillDefaults(f, locals);
}

function bindKeywords(
  f: Func,
  locals: (Value | undefined)[],
  keywords: Keywords,
  others: Dict | undefined,
): void {
  const { code } = f;
  const named = code.argCount + code.keywordOnly;
  for (const [name, value] of keywords) {
    const i = code.locals.indexOf(name);
    if (i >= code.positionalOnly && i < named) {
      if (locals[i] !== undefined)
        fail("TypeError", `${f.qualname}() got multiple values for argument '${name}'`);
      locals[i] = value;
    } else if (others) others.set(name, value);
    else refuseKeyword(f, name, keywords);
  }
}

function refuseKeyword(f: Func, name: string, keywords: Keywords): never {
  const positionalOnly = f.code.locals.slice(0, f.code.positionalOnly).filter((p) => keywords.has(p));
  if (positionalOnly.length > 0)
    return fail(
      "TypeError",
      `${f.qualname}() got some positional-only arguments passed as keyword arguments: '${positionalOnly.join(", ")}'`,
    );
  return fail("TypeError", `${f.qualname}() got an unexpected keyword argument '${name}'`);
}

function fillDefaults(f: Func, locals: (Value | undefined)[]): void {
  const { argCount, keywordOnly, locals: names } = f.code;
  const firstDefault = argCount - f.defaults.length;
  const missing: string[] = [];
  for (let i = 0; i < argCount; i++) {
    if (locals[i] !== undefined) continue;
    if (i >= firstDefault) locals[i] = f.defaults[i - firstDefault];
    else missing.push(names[i]);
  }
  if (missing.length > 0) refuseMissing(f, missing, "positional");
  for (let i = argCount; i < argCount + keywordOnly; i++) {
    if (locals[i] !== undefined) continue;
    const value = f.keywordDefaults.get(names[i]);
    if (value === undefined) missing.push(names[i]);
    else locals[i] = value;
  }
  if (missing.length > 0) refuseMissing(f, missing, "keyword-only");
}

function refuseMissing(f: Func, names: readonly string[], kind: string): never {
  const quoted = names.map((n) => `'${n}'`);
  const last = quoted.pop()!;
  const list = quoted.length === 0 ? last : `${quoted.join(", ")}${quoted.length > 1 ? "," : ""} and ${last}`;
  const noun = names.length === 1 ? "argument" : "arguments";
  return fail("TypeError", `${f.qualname}() missing ${names.length} required ${kind} ${noun}: ${list}`);
}

function tooMany(f: Func, given: number, locals: readonly (Value | undefined)[]): never {
  const { argCount, keywordOnly } = f.code;
  const least = argCount - f.defaults.length;
  const takes = f.defaults.length > 0 ? `from ${least} to ${argCount}` : String(argCount);
  const plural = argCount === 1 && f.defaults.length === 0 ? "" : "s";
  const keywordsGiven = locals.slice(argCount, argCount + keywordOnly).filter((x) => x !== undefined).length;
  const positional = keywordsGiven > 0 ? ` positional argument${given === 1 ? "" : "s"}` : "";
  const also =
    keywordsGiven > 0 ? ` (and ${keywordsGiven} keyword-only argument${keywordsGiven === 1 ? "" : "s"})` : "";
  return fail(
    "TypeError",
    `${f.qualname}() takes ${takes} positional argument${plural} but ${given}${positional}${also} ${given === 1 && !also ? "was" : "were"} given`,
  );
}

/**
 * Calls what stands on the stack at `base`; the result will take its place, and what lies above it goes. A function of the
 * script's gets a frame that the loop goes on with; everything else has returned when this does.
 */
export function enterCall(
  frame: Frame,
  base: number,
  callee: Value,
  args: readonly Value[],
  keywords: Keywords = noKeywords,
): void {
  const { machine, stack } = frame;
  if (callee instanceof Func) {
    const inner = frameOf(machine, callee, args, keywords);
    stack.length = base;
    const { generator } = callee.code;
    if (generator) stack.push(generator(inner, callee.name));
    else machine.enter(inner);
    return;
  }
  if (!(callee instanceof Native) && others.enter(frame, base, callee, args, keywords)) return;
  const result = callTypeScript(machine, callee, args, keywords);
  stack.length = base;
  stack.push(result);
}

/** Runs a call to its end. */
export function callTypeScript(
  machine: Machine,
  callee: Value,
  args: readonly Value[],
  keywords: Keywords,
): Value {
  if (callee instanceof Native) return callee.invoke(args, keywords);
  if (!(callee instanceof Func)) return others.run(machine, callee, args, keywords);
  const frame = frameOf(machine, callee, args, keywords);
  const { generator } = callee.code;
  return generator ? generator(frame, callee.name) : machine.runToEnd(frame)!;
}
