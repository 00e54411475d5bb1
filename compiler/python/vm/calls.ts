/** Calls: arguments find their parameters, and a frame is entered, or TypeScript is called. */

import { fail } from "../text/failure.js";
import { bind } from "../objects/attributes.js";
import { Tuple } from "../objects/containers.js";
import { Dict } from "../objects/dict.js";
import { BoundMethod, Func, Partial, partialType, Property, StaticMethod } from "../objects/functions.js";
import { Native } from "../objects/native.js";
import { objectType, Type, typeType } from "../objects/type.js";
import { typeName, typeOf } from "../objects/types.js";
import { type Keywords, noKeywords, Obj, type Value } from "../objects/value.js";
import { Frame } from "./frame.js";
import { Generator } from "./generator.js";
import type { Machine } from "./machine.js";

/** The frame of a call, its parameters set. */
function frameOf(machine: Machine, f: Func, args: readonly Value[], keywords: Keywords): Frame {
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
  for (;;) {
    if (callee instanceof BoundMethod) {
      args = [callee.self, ...args];
      callee = callee.func;
    } else if (callee instanceof Partial && callee.type === partialType) {
      args = [...callee.args, ...args];
      keywords = new Map([...callee.keywords, ...keywords]);
      callee = callee.func;
    } else break;
  }
  if (callee instanceof Func) {
    const inner = frameOf(machine, callee, args, keywords);
    stack.length = base;
    if (callee.code.isGenerator) stack.push(new Generator(inner, callee.name));
    else machine.enter(inner);
    return;
  }
  if (callee instanceof Type && enterConstructor(frame, base, callee, args, keywords)) return;
  const custom = callee instanceof Obj && callee.type.isUser ? callee.type.lookup("__call__") : undefined;
  if (custom instanceof Func) {
    enterCall(frame, base, custom, [callee, ...args], keywords);
    return;
  }
  const result = callTypeScript(machine, callee, args, keywords);
  stack.length = base;
  stack.push(result);
}

/** An instance of a class whose `__init__` is the script's: made, and left on the stack while `__init__` runs. */
function enterConstructor(
  frame: Frame,
  base: number,
  type: Type,
  args: readonly Value[],
  keywords: Keywords,
): boolean {
  if (!isPlainConstruction(type)) return false;
  const init = type.lookup("__init__");
  if (!(init instanceof Func)) return false;
  const instance = new Obj(type);
  const inner = frameOf(frame.machine, init, [instance, ...args], keywords);
  frame.stack.length = base;
  frame.stack.push(instance);
  inner.returns = "instance";
  frame.machine.enter(inner);
  return true;
}

/** Whether calling a class means `object.__new__`, then `__init__`. */
function isPlainConstruction(type: Type): boolean {
  return (
    type.isUser &&
    type.lookup("__new__") === objectType.attributes.get("__new__") &&
    type.type.lookup("__call__") === typeType.attributes.get("__call__")
  );
}

/** Runs a call to its end. */
export function callTypeScript(
  machine: Machine,
  callee: Value,
  args: readonly Value[],
  keywords: Keywords,
): Value {
  if (callee instanceof Native) return callee.invoke(args, keywords);
  if (callee instanceof BoundMethod)
    return callTypeScript(machine, callee.func, [callee.self, ...args], keywords);
  if (callee instanceof Func) {
    const frame = frameOf(machine, callee, args, keywords);
    if (callee.code.isGenerator) return new Generator(frame, callee.name);
    frame.returns = "leave";
    return machine.runToEnd(frame)!;
  }
  if (callee instanceof Type) return construct(machine, callee, args, keywords);
  if (callee instanceof StaticMethod) return callTypeScript(machine, callee.func, args, keywords);
  const method = typeOf(callee).lookup("__call__");
  if (method === undefined || method === null)
    return fail("TypeError", `'${typeName(callee)}' object is not callable`);
  return callTypeScript(machine, bind(method, callee, typeOf(callee)), args, keywords);
}

function construct(machine: Machine, type: Type, args: readonly Value[], keywords: Keywords): Value {
  const custom = type.type.lookup("__call__");
  if (custom instanceof Func) return callTypeScript(machine, custom, [type, ...args], keywords);
  return instantiate(machine, type, args, keywords);
}

/** `type.__call__`: `__new__`, then `__init__`. */
export function instantiate(machine: Machine, type: Type, args: readonly Value[], keywords: Keywords): Value {
  if (type === typeType && args.length === 1 && keywords.size === 0) return typeOf(args[0]);
  const make = type.lookup("__new__")!;
  const made = callTypeScript(
    machine,
    make instanceof StaticMethod ? make.func : make,
    [type, ...args],
    keywords,
  );
  const madeType = typeOf(made);
  if (!madeType.isSubclassOf(type)) return made;
  const init = madeType.lookup("__init__")!;
  if (init === objectType.attributes.get("__init__")) return made;
  const isMethod = init instanceof Func || (init instanceof Native && init.owner !== undefined);
  const result = isMethod
    ? callTypeScript(machine, init, [made, ...args], keywords)
    : callTypeScript(machine, bind(init, made, madeType), args, keywords);
  if (result !== null) fail("TypeError", `__init__() should return None, not '${typeName(result)}'`);
  return made;
}

/** A property of the script's is entered like a call. */
export function enterGetter(frame: Frame, name: string): boolean {
  const x = frame.top;
  if (!(x instanceof Obj) || !x.type.isUser) return false;
  const found = x.type.lookup(name);
  if (!(found instanceof Property) || !(found.get instanceof Func)) return false;
  // What it raises may lead to `__getattr__`.
  if (x.type.lookup("__getattr__") !== undefined) return false;
  enterCall(frame, frame.stack.length - 1, found.get, [x]);
  return true;
}

/** `__getitem__` of the script's is entered like a call. */
export function enterItemGetter(frame: Frame): boolean {
  const { stack } = frame;
  const base = stack.length - 2;
  const x = stack[base];
  if (!(x instanceof Obj) || !x.type.isUser) return false;
  const method = x.type.lookup("__getitem__");
  if (!(method instanceof Func)) return false;
  enterCall(frame, base, method, [x, stack[base + 1]]);
  return true;
}
