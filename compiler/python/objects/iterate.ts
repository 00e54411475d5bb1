/** Going through the items of a value. */

import { fail } from "../text/failure.js";
import { Value as ArrayValue } from "../../trace/value.js";
import { List, Range, Tuple } from "./containers.js";
import { Dict, PySet } from "./dict.js";
import { isRaised } from "./exceptions.js";
import type { Frame } from "../vm/frame.js";
import { call, machine, tick } from "./machine.js";
import { builtinType, type Type } from "./type.js";
import { typeName, typeOf } from "./types.js";
import { Obj, type Value } from "./value.js";

/** The next item; undefined at the end. */
export type Next = () => Value | undefined;

/** An iterator made in TypeScript. */
export class Iter extends Obj {
  constructor(
    /** For instructions that do nothing before: those may begin again. */
    readonly advance: Next,
    type: Type = iteratorType("iterator"),
    /** How many are left, where that is known. */
    readonly left?: () => number,
  ) {
    super(type);
  }

  readonly next: Next = () => {
    const { waiting } = machine();
    return waiting ? waiting.take(this, this.advance) : this.advance();
  };
}

/** An iterator whose next item a frame of the script's makes: a generator. */
export abstract class FrameIterator extends Obj {
  /** Goes on within the loop of a frame; false where it can't, since it is running. */
  abstract enterLoop(caller: Frame, end: number): boolean;
}

const iteratorTypes = new Map<string, Type>();

/** The class of iterators of one kind: `list_iterator`, `zip` … */
export function iteratorType(name: string): Type {
  let type = iteratorTypes.get(name);
  if (!type) {
    iteratorTypes.set(name, (type = builtinType(name)));
    if (iteratorRoot) for (const [k, v] of iteratorRoot.attributes) type.set(k, v);
  }
  return type;
}

/** Whose methods all iterators have; `types/iterators.ts` gives it. */
let iteratorRoot: Type | undefined;
export function setIteratorMethods(root: Type): void {
  iteratorRoot = root;
  for (const type of iteratorTypes.values()) for (const [k, v] of root.attributes) type.set(k, v);
}

export function fromJs(items: Iterable<Value>): Next {
  const iterator = items[Symbol.iterator]();
  return () => {
    const step = iterator.next();
    return step.done ? undefined : step.value;
  };
}

/** Items of a list, which may grow on the way. */
function fromItems(x: { readonly items: readonly Value[] }): Next {
  let i = 0;
  return () => (i < x.items.length ? x.items[i++] : undefined);
}

/** Keys of a dict or set, whose size must not change on the way. */
function fromTable(keys: Iterable<Value>, size: () => number, noun: string): Next {
  const before = size();
  const next = fromJs(keys);
  return () => {
    if (size() !== before) fail("RuntimeError", `${noun} changed size during iteration`);
    return next();
  };
}

export function dictNext(dict: Dict, items: Iterable<Value>): Next {
  return fromTable(items, () => dict.size, "dictionary");
}

/** Characters are code points. */
function* characters(s: string): Generator<string> {
  for (const c of s) yield c;
}

function rangeNext(x: Range): Next {
  let left = x.length;
  let next = x.start;
  return () => {
    if (left === 0) return undefined;
    left--;
    const item = next;
    next += x.step;
    return item;
  };
}

/** The items of built-in containers, unless a subclass has an `__iter__` of its own. */
function builtinNext(x: Value): Next | undefined {
  if (typeof x === "string") return fromJs(characters(x));
  if (!(x instanceof Obj)) return undefined;
  if (x.type.isUser && x.type.lookup("__iter__") !== x.type.builtin.lookup("__iter__")) return undefined;
  if (x instanceof List || x instanceof Tuple) return fromItems(x);
  if (x instanceof Dict) return dictNext(x, x.keys());
  if (x instanceof PySet) return fromTable(x.items(), () => x.size, "Set");
  if (x instanceof Range) return rangeNext(x);
  return x instanceof Iter ? x.next : undefined;
}

export function iterate(x: Value): Next {
  const next = builtinNext(x) ?? nextOf(iterator(x));
  // Containers have an end.
  if (x instanceof Tuple || x instanceof Dict || x instanceof PySet) return next;
  return () => {
    tick();
    return next();
  };
}

/** `iter(x)`. */
export function iterator(x: Value): Value {
  if (x instanceof Iter) return x;
  const next = builtinNext(x);
  if (next) return new Iter(next, iteratorType(iteratorName(x)));
  const type = typeOf(x);
  const method = type.lookup("__iter__");
  if (method !== undefined && method !== null) return checkIterator(call(method, [x]));
  const getItem = type.lookup("__getitem__");
  if (getItem === undefined || x instanceof ArrayValue)
    return fail("TypeError", `'${type.name}' object is not iterable`);
  return new Iter(byIndex(x, getItem));
}

function iteratorName(x: Value): string {
  if (typeof x === "string") return "str_ascii_iterator";
  const name = typeOf(x).builtin.name;
  return name === "dict" ? "dict_keyiterator" : name === "frozenset" ? "set_iterator" : `${name}_iterator`;
}

function checkIterator(x: Value): Value {
  if (typeOf(x).lookup("__next__") === undefined)
    fail("TypeError", `iter() returned non-iterator of type '${typeName(x)}'`);
  return x;
}

/** The older protocol: `x[0]`, `x[1]` … until an IndexError. */
function byIndex(x: Value, getItem: Value): Next {
  let i = 0n;
  return () => {
    try {
      return call(getItem, [x, i++]);
    } catch (error) {
      if (isRaised(error, "IndexError") || isRaised(error, "StopIteration")) return undefined;
      throw error;
    }
  };
}

/** What an iterator's `__next__` gives, one by one. */
export function nextOf(it: Value): Next {
  if (it instanceof Iter) return it.next;
  const method = typeOf(it).lookup("__next__");
  if (method === undefined) return fail("TypeError", `'${typeName(it)}' object is not an iterator`);
  return () => {
    try {
      return call(method, [it]);
    } catch (error) {
      if (isRaised(error, "StopIteration")) return undefined;
      throw error;
    }
  };
}

/** The most items of a list. Above twice as many, engines don't fail but end. */
export const mostItems = 5e7;

/** All items. */
export function listOf(x: Value): Value[] {
  if (x instanceof Tuple || (x instanceof List && !x.type.isUser)) return [...x.items];
  const next = iterate(x);
  const items: Value[] = [];
  for (let item = next(); item !== undefined; item = next()) {
    if (items.length >= mostItems) fail("MemoryError", "");
    items.push(item);
  }
  return items;
}

/** A JavaScript iterable of the items. */
export function* each(x: Value): Generator<Value> {
  const next = iterate(x);
  for (let item = next(); item !== undefined; item = next()) yield item;
}
