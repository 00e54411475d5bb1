/** Calls of bound methods, partial functions, classes and instances. */

import { fail } from "../../text/failure.js";
import { bind } from "../../objects/attributes.js";
import { BoundMethod, Func, Partial, partialType, Property, StaticMethod } from "../../objects/functions.js";
import { Native } from "../../objects/native.js";
import { objectType, Type, typeType } from "../../objects/type.js";
import { typeName, typeOf } from "../../objects/types.js";
import { type Keywords, Obj, type Value } from "../../objects/value.js";
import { callTypeScript, enterCall, frameOf, notCallable, setOtherCalls } from "../calls.js";
import type { Frame } from "../frame.js";
import type { Machine } from "../machine.js";

function enter(
  frame: Frame,
  base: number,
  callee: Value,
  args: readonly Value[],
  keywords: Keywords,
): boolean {
  if (callee instanceof BoundMethod) {
    enterCall(frame, base, callee.func, [callee.self, ...args], keywords);
    return true;
  }
  if (callee instanceof Partial && callee.type === partialType) {
    const all = new Map([...callee.keywords, ...keywords]);
    enterCall(frame, base, callee.func, [...callee.args, ...args], all);
    return true;
  }
  if (callee instanceof Type) return enterConstructor(frame, base, callee, args, keywords);
  const custom = callee instanceof Obj && callee.type.isUser ? callee.type.lookup("__call__") : undefined;
  if (!(custom instanceof Func)) return false;
  enterCall(frame, base, custom, [callee, ...args], keywords);
  return true;
}

function run(machine: Machine, callee: Value, args: readonly Value[], keywords: Keywords): Value {
  if (callee instanceof BoundMethod)
    return callTypeScript(machine, callee.func, [callee.self, ...args], keywords);
  if (callee instanceof Type) return construct(machine, callee, args, keywords);
  if (callee instanceof StaticMethod) return callTypeScript(machine, callee.func, args, keywords);
  const method = typeOf(callee).lookup("__call__");
  if (method === undefined || method === null) return notCallable(callee);
  return callTypeScript(machine, bind(method, callee, typeOf(callee)), args, keywords);
}

setOtherCalls({ enter, run });

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
