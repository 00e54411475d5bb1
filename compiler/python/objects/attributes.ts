/** `x.name`, and setting and deleting it. */

import { fail } from "../text/failure.js";
import { Dict } from "./dict.js";
import { ExceptionObject, isRaised } from "./exceptions.js";
import { BoundMethod, ClassMethod, Func, Module, Property, StaticMethod, Super } from "./functions.js";
import { listOf } from "./iterate.js";
import { call } from "./machine.js";
import { Getter, Native } from "./native.js";
import { missing } from "./methods.js";
import { objectType, Type } from "./type.js";
import { typeOf } from "./types.js";
import { Obj, type Value } from "./value.js";

/** `x.name`; an AttributeError if there is none. */
export function getAttribute(x: Value, name: string): Value {
  const value = findAttribute(x, name);
  return value === undefined ? missing(x, name) : value;
}

/** `x.name`, or undefined. What `__getattr__` and properties raise is undefined too where it is an AttributeError. */
export function attributeOr(x: Value, name: string): Value | undefined {
  try {
    return findAttribute(x, name);
  } catch (error) {
    if (isRaised(error, "AttributeError")) return undefined;
    throw error;
  }
}

function findAttribute(x: Value, name: string): Value | undefined {
  const type = typeOf(x);
  if (!(x instanceof Super) && type.isUser) {
    const custom = type.lookup("__getattribute__")!;
    if (custom instanceof Func) return viaGetAttribute(custom, x, type, name);
  }
  const found = type.isUser ? plainOrMissing(x, type, name) : plainAttribute(x, type, name);
  return found === undefined ? viaGetattr(x, type, name) : found;
}

/** An AttributeError of a property leads to `__getattr__`, if there is one. */
function plainOrMissing(x: Value, type: Type, name: string): Value | undefined {
  if (type.lookup("__getattr__") === undefined) return plainAttribute(x, type, name);
  try {
    return plainAttribute(x, type, name);
  } catch (error) {
    if (isRaised(error, "AttributeError")) return undefined;
    throw error;
  }
}

function viaGetAttribute(custom: Func, x: Value, type: Type, name: string): Value | undefined {
  try {
    return call(custom, [x, name]);
  } catch (error) {
    const other = type.lookup("__getattr__");
    if (other === undefined || !isRaised(error, "AttributeError")) throw error;
    return call(other, [x, name]);
  }
}

function viaGetattr(x: Value, type: Type, name: string): Value | undefined {
  if (x instanceof Module) {
    const getattr = x.globals.get("__getattr__");
    return getattr === undefined ? undefined : call(getattr, [name]);
  }
  const getattr = type.lookup("__getattr__");
  return getattr === undefined ? undefined : call(getattr, [x, name]);
}

/** What `object.__getattribute__` finds. */
export function plainAttribute(x: Value, type: Type, name: string): Value | undefined {
  const found = x instanceof Super ? superAttribute(x, name) : undefined;
  return found === undefined ? plainOf(x, type, name) : found;
}

function plainOf(x: Value, type: Type, name: string): Value | undefined {
  const found = type.lookup(name);
  if (found !== undefined && isData(found)) return bind(found, x, type);
  if (x instanceof Type) {
    const own = x.lookup(name);
    if (own !== undefined) return bind(own, undefined, x);
  }
  if (x instanceof Obj) {
    const own = x.dict?.names.get(name);
    if (own !== undefined) return own;
  }
  return found === undefined ? undefined : bind(found, x, type);
}

function superAttribute(x: Super, name: string): Value | undefined {
  if (name === "__class__") return undefined;
  const { mro } = x.of;
  for (const type of mro.slice(mro.indexOf(x.after) + 1)) {
    const found = type.attributes.get(name);
    if (found !== undefined)
      return x.self instanceof Type && x.self === x.of
        ? bind(found, undefined, x.of)
        : bind(found, x.self, x.of);
  }
  return undefined;
}

/** Whether an attribute of a class goes before those of the instance. */
function isData(found: Value): boolean {
  if (!(found instanceof Obj)) return false;
  if (found instanceof Property || found instanceof Getter) return true;
  return found.type.isUser && (found.type.lookup("__set__") ?? found.type.lookup("__delete__")) !== undefined;
}

/** An attribute found in a class, as seen from an instance; from the class itself where `self` is undefined. */
export function bind(found: Value, self: Value | undefined, type: Type): Value {
  if (!(found instanceof Obj)) return found;
  if (found instanceof Func) return self === undefined ? found : new BoundMethod(found, self);
  if (found instanceof Native)
    return self === undefined || !found.owner ? found : new BoundMethod(found, self);
  if (found instanceof Getter) return self === undefined ? found : found.get(self);
  if (found instanceof Property) {
    if (self === undefined) return found;
    return found.get === null ? noGetter(found, self) : call(found.get, [self]);
  }
  if (found instanceof ClassMethod) return new BoundMethod(found.func, type);
  if (found instanceof StaticMethod) return found.func;
  const get = found instanceof Type ? undefined : found.type.lookup("__get__");
  return get === undefined ? found : call(get, [found, self ?? null, type]);
}

function noGetter(found: Property, self: Value): never {
  return fail("AttributeError", `property${ofProperty(found, self)} has no getter`);
}

function ofProperty(found: Property, self: Value): string {
  const type = typeOf(self);
  for (const t of type.mro)
    for (const [name, value] of t.attributes)
      if (value === found) return ` '${name}' of '${type.name}' object`;
  return "";
}

export function setAttribute(x: Value, name: string, value: Value): void {
  const type = typeOf(x);
  if (type.isUser) {
    const custom = type.lookup("__setattr__")!;
    if (custom !== objectType.attributes.get("__setattr__")) {
      call(custom, [x, name, value]);
      return;
    }
  }
  plainSet(x, type, name, value);
}

/** What `object.__setattr__` does. */
export function plainSet(x: Value, type: Type, name: string, value: Value): void {
  const found = type.lookup(name);
  if (found instanceof Obj && setByDescriptor(found, x, name, value)) return;
  if (x instanceof Type) {
    if (!x.isUser) fail("TypeError", `cannot set '${name}' attribute of immutable type '${x.name}'`);
    x.set(name, value);
    return;
  }
  attributesOf(x, name).set(name, value);
}

function setByDescriptor(found: Obj, x: Value, name: string, value: Value): boolean {
  if (found instanceof Property) {
    if (found.set === null) fail("AttributeError", `property${ofProperty(found, x)} has no setter`);
    call(found.set, [x, value]);
    return true;
  }
  if (found instanceof Getter) {
    if (!found.set && ["range", "slice", "complex"].includes(typeOf(x).name))
      fail("AttributeError", "readonly attribute");
    if (!found.set)
      fail("AttributeError", `attribute '${name}' of '${typeOf(x).name}' objects is not writable`);
    found.set(x, value);
    return true;
  }
  const set = found.type.isUser ? found.type.lookup("__set__") : undefined;
  if (set === undefined) return false;
  call(set, [found, x, value]);
  return true;
}

/** The attributes of an instance, to be written to. */
function attributesOf(x: Value, name: string): Dict {
  if (x instanceof Obj && isOpen(x)) {
    const slots = x.type.isUser ? slotsOf(x.type) : undefined;
    if (!slots || slots.has(name)) return (x.dict ??= new Dict());
  }
  if (typeOf(x).lookup(name) !== undefined)
    return fail("AttributeError", `'${typeOf(x).name}' object attribute '${name}' is read-only`);
  return missing(x, name);
}

function isOpen(x: Obj): boolean {
  return (
    x.type.isUser ||
    x instanceof Func ||
    x instanceof Module ||
    x instanceof ExceptionObject ||
    x.type.module === "functools"
  );
}

/** The names that instances may have, if `__slots__` limits them. */
export function slotsOf(type: Type): Set<string> | undefined {
  const all: Value[] = [];
  for (const t of type.mro) {
    if (!t.isUser) continue;
    const slots = t.attributes.get("__slots__");
    if (slots === undefined) return undefined;
    all.push(slots);
  }
  const names = new Set(all.flatMap(slotNames));
  return names.has("__dict__") ? undefined : names;
}

export function slotNames(slots: Value): string[] {
  return typeof slots === "string" ? [slots] : listOf(slots).map(String);
}

export function deleteAttribute(x: Value, name: string): void {
  const type = typeOf(x);
  const custom = type.lookup("__delattr__");
  if (type.isUser && custom !== undefined && custom !== objectType.attributes.get("__delattr__")) {
    call(custom, [x, name]);
    return;
  }
  plainDelete(x, type, name);
}

/** What `object.__delattr__` does. */
export function plainDelete(x: Value, type: Type, name: string): void {
  const found = type.lookup(name);
  if (found instanceof Property) {
    if (found.remove === null) fail("AttributeError", `property${ofProperty(found, x)} has no deleter`);
    call(found.remove, [x]);
    return;
  }
  if (found instanceof Getter && found.remove) {
    found.remove(x);
    return;
  }
  const remove = found instanceof Obj && found.type.isUser ? found.type.lookup("__delete__") : undefined;
  if (remove !== undefined) {
    call(remove, [found!, x]);
    return;
  }
  if (x instanceof Type ? x.isUser && x.delete(name) : x instanceof Obj && x.dict?.delete(name) !== undefined)
    return;
  missing(x, name);
}
