/** What classes are made of, and can be asked. */

import { fail } from "../../text/failure.js";
import { bind, plainAttribute, plainDelete, plainSet, slotNames, slotsOf } from "../../objects/attributes.js";
import { Tuple, List } from "../../objects/containers.js";
import { Dict, PySet } from "../../objects/dict.js";
import { ClassMethod, Func, Module, StaticMethod } from "../../objects/functions.js";
import { call, machine } from "../../objects/machine.js";
import { Getter, getters, methods, Native } from "../../objects/native.js";
import { str } from "../../objects/text.js";
import { builtinType, objectType, Type, typeType } from "../../objects/type.js";
import { NotImplemented, typeName, typeOf } from "../../objects/types.js";
import { type Keywords, Obj, type Value } from "../../objects/value.js";
import { instantiate } from "../../vm/rest/calls.js";
import type { Machine } from "../../vm/machine.js";
import { MappingProxy } from "./mappingProxy.js";
import { fullName } from "../object.js";

methods(objectType, {
  "__init__(self, /, *args, **kwargs)"(self: Value, args: readonly Value[], keywords: Keywords) {
    const type = typeOf(self);
    if (type.lookup("__new__") === objectNew && args.length + keywords.size > 0) refuseArguments(type);
  },
  "__getattribute__(self, name, /)"(self: Value, name: string) {
    const found = plainAttribute(self, typeOf(self), name);
    if (found !== undefined) return found;
    return fail("AttributeError", `'${typeName(self)}' object has no attribute '${name}'`);
  },
  "__setattr__(self, name, value, /)": (self: Value, name: string, value: Value) =>
    plainSet(self, typeOf(self), name, value),
  "__delattr__(self, name, /)": (self: Value, name: string) => plainDelete(self, typeOf(self), name),
  "__dir__(self, /)": (self: Value) => new List(namesOf(self)),
});

function refuseArguments(type: Type): never {
  return fail("TypeError", `${type.name}() takes no arguments`);
}

const objectNew = new Native(
  "__new__(cls, *args, **kwargs)",
  (type: Type, args: readonly Value[], keywords: Keywords) => {
    if (type.lookup("__init__") === objectType.attributes.get("__init__") && args.length + keywords.size > 0)
      refuseArguments(type);
    const abstract = type.attributes.get("__abstractmethods__");
    if (abstract instanceof PySet && abstract.size > 0)
      refuseAbstract(type, [...abstract.items()].map(str).sort());
    return new Obj(type);
  },
);
objectType.set("__new__", objectNew);

function refuseAbstract(type: Type, names: readonly string[]): never {
  const noun = names.length === 1 ? "method" : "methods";
  return fail(
    "TypeError",
    `Can't instantiate abstract class ${type.name} with abstract ${noun} ${names.join(", ")}`,
  );
}

objectType.set(
  "__init_subclass__",
  new ClassMethod(
    new Native("__init_subclass__(cls, /, **kwargs)", (type: Type, keywords: Keywords) =>
      keywords.size === 0
        ? null
        : fail("TypeError", `${type.name}.__init_subclass__() takes no keyword arguments`),
    ),
  ),
);
objectType.set(
  "__subclasshook__",
  new ClassMethod(new Native("__subclasshook__(cls, other)", () => NotImplemented)),
);

/** The names that `dir(x)` lists. */
export function namesOf(x: Value): string[] {
  const names = new Set<string>();
  const types = x instanceof Type ? x.mro : x instanceof Module ? [] : typeOf(x).mro;
  for (const type of types) for (const name of type.attributes.keys()) names.add(name);
  if (x instanceof Obj) for (const name of x.dict?.names.keys() ?? []) names.add(name);
  return [...names].sort();
}

function hasAttributes(x: Obj): boolean {
  return x instanceof Func || (x.type.isUser && slotsOf(x.type) === undefined);
}

/** The attributes of an instance as a dict that is live. */
function attributesOf(x: Value): Value {
  if (x instanceof Type) return new MappingProxy(Dict.of(x.attributes));
  if (x instanceof Obj && (x.type.isUser ? hasAttributes(x) : (x.dict ?? hasAttributes(x))))
    return (x.dict ??= new Dict());
  return fail("AttributeError", `'${typeName(x)}' object has no attribute '__dict__'`);
}

objectType.set(
  "__class__",
  new Getter("__class__", typeOf, (self, value) => {
    if (self instanceof Obj && value instanceof Type) self.type = value;
  }),
);
objectType.set(
  "__dict__",
  new Getter("__dict__", attributesOf, (self, value) => {
    if (self instanceof Obj && value instanceof Dict) self.dict = value;
  }),
);
objectType.set("__doc__", "The class that all others have as a base.");
typeType.set("__doc__", null);

/** Classes whose instances are stored in ways of their own, of which an instance can have one. */
const layouts = [
  "int",
  "float",
  "complex",
  "str",
  "list",
  "tuple",
  "dict",
  "set",
  "frozenset",
  "BaseException",
];

function checkLayouts(bases: readonly Type[]): void {
  const own = bases.map((base) => base.mro.find((t) => !t.isUser && layouts.includes(t.name)));
  if (new Set(own.filter((t) => t !== undefined)).size > 1)
    fail("TypeError", "multiple bases have instance lay-out conflict");
}

/** `type(name, bases, namespace)`. */
function createClass(
  metaclass: Type,
  name: string,
  given: readonly Value[],
  namespace: Dict,
  keywords: Keywords,
): Type {
  const bases = given.length === 0 ? [objectType] : given.map(checkBase);
  const twice = bases.find((t, i) => bases.indexOf(t) < i);
  if (twice) fail("TypeError", `duplicate base class ${twice.name}`);
  checkLayouts(bases);
  const type = new Type(name, bases, metaclass, true);
  for (const [key, value] of namespace.entries()) type.set(key as string, wrapSpecial(key as string, value));
  adoptNames(type, namespace);
  addSlots(type, namespace);
  // A class with its own equality has no hash unless it says so.
  if (namespace.has("__eq__") && !namespace.has("__hash__")) type.set("__hash__", null);
  for (const [key, value] of namespace.entries()) {
    const setName = value instanceof Obj && value.type.isUser ? value.type.lookup("__set_name__") : undefined;
    if (setName !== undefined) call(setName, [value, type, key]);
  }
  const hook = attributeOfSuper(type, "__init_subclass__");
  call(hook, [], keywords);
  return type;
}

const memberType = builtinType("member_descriptor");

/** An attribute that `__slots__` names. */
class Member extends Getter {
  constructor(name: string, of: Type) {
    const values = new WeakMap<Obj, Value>();
    const missing = (self: Value): never =>
      fail("AttributeError", `'${typeName(self)}' object has no attribute '${name}'`);
    const get = (self: Value): Value => {
      const value = values.get(self as Obj);
      return value === undefined ? missing(self) : value;
    };
    super(
      name,
      get,
      (self, value) => values.set(self as Obj, value),
      (self) => values.delete(self as Obj) || missing(self),
    );
    this.type = memberType;
    this.owner = of;
  }
  readonly owner: Type;
}
methods(memberType, {
  "__repr__(self, /)": (m: Member) => `<member '${m.name}' of '${m.owner.name}' objects>`,
  "__get__(self, instance, owner=None, /)": (m: Member, self: Value) => (self === null ? m : m.get(self)),
});

function addSlots(type: Type, namespace: Dict): void {
  const slots = namespace.get("__slots__");
  if (slots === undefined) return;
  for (const name of slotNames(slots)) {
    if (name === "__dict__" || name === "__weakref__") continue;
    if (namespace.has(name)) fail("ValueError", `'${name}' in __slots__ conflicts with class variable`);
    type.set(name, new Member(name, type));
  }
}

function adoptNames(type: Type, namespace: Dict): void {
  const module = namespace.get("__module__");
  if (typeof module === "string") type.module = module;
  const qualname = namespace.get("__qualname__");
  if (typeof qualname === "string") type.qualname = qualname;
  type.delete("__qualname__");
  if (!namespace.has("__doc__")) type.set("__doc__", null);
}

function checkBase(base: Value): Type {
  if (!(base instanceof Type)) return fail("TypeError", "bases must be types");
  const final = ["bool", "NoneType", "function", "range", "slice", "ellipsis", "generator"];
  if (!base.isUser && final.includes(base.name))
    fail("TypeError", `type '${base.name}' is not an acceptable base type`);
  return base;
}

function wrapSpecial(name: string, value: Value): Value {
  if (!(value instanceof Func)) return value;
  if (name === "__new__") return new StaticMethod(value);
  return name === "__init_subclass__" || name === "__class_getitem__" ? new ClassMethod(value) : value;
}

function attributeOfSuper(type: Type, name: string): Value {
  for (const t of type.mro.slice(1)) {
    const found = t.attributes.get(name);
    if (found !== undefined) return bind(found, undefined, type);
  }
  return null;
}

typeType.set(
  "__new__",
  new Native(
    "__new__(metatype, object_or_name, *args, **kwargs)",
    (metaclass: Type, x: Value, rest: readonly Value[], keywords: Keywords) => {
      if (rest.length === 0) return typeOf(x);
      if (rest.length !== 2) fail("TypeError", "type() takes 1 or 3 arguments");
      const [bases, namespace] = rest as [Tuple, Dict];
      if (typeof x !== "string")
        fail("TypeError", `type.__new__() argument 1 must be str, not ${typeName(x)}`);
      return createClass(metaclass, x, bases.items, namespace, keywords);
    },
  ),
);
methods(typeType, {
  "__init__(self, /, *args, **kwargs)": () => null,
  "__repr__(self, /)": (self: Type) => `<class '${fullName(self)}'>`,
  "__call__(self, /, *args, **kwargs)": (self: Type, args: readonly Value[], keywords: Keywords) =>
    instantiate(machine() as Machine, self, args, keywords),
  "mro(self, /)": (self: Type) => new List([...self.mro]),
  "__instancecheck__(self, instance, /)": (self: Type, x: Value) => typeOf(x).isSubclassOf(self),
  "__subclasscheck__(self, subclass, /)": (self: Type, x: Type) => x.isSubclassOf(self),
  "__subclasses__(self, /)": (self: Type) => new List(self.subclasses()),
  "__or__(self, value, /)": (self: Value, other: Value) => union(self, other),
  "__ror__(self, value, /)": (self: Value, other: Value) => union(other, self),
});
function moduleOf({ name, module }: Type): string {
  return name.includes(".") ? name.slice(0, name.lastIndexOf(".")) : module;
}
getters(typeType, {
  __mro__: (self: Type) => new Tuple(self.mro),
  __bases__: (self: Type) => new Tuple(self.bases),
  __base__: (self: Type) => self.bases[0] ?? null,
});
for (const [name, field] of [
  ["__name__", "name"],
  ["__qualname__", "qualname"],
  ["__module__", "module"],
] as const) {
  // Classes of extension modules have these in their name, which messages show.
  const get = (t: Value): Value => {
    const type = t as Type;
    if (type.isUser) return type[field];
    return field === "module" ? moduleOf(type) : type[field].slice(type[field].lastIndexOf(".") + 1);
  };
  const set = (t: Value, v: Value): string => ((t as Type)[field] = v as string);
  typeType.set(name, new Getter(name, get, set));
}
typeType.set(
  "__annotations__",
  new Getter(
    "__annotations__",
    (self) => {
      const type = self as Type;
      const own = type.attributes.get("__annotations__");
      if (own !== undefined) return own;
      const made = new Dict();
      if (type.isUser) type.set("__annotations__", made);
      return made;
    },
    (self, value) => (self as Type).set("__annotations__", value),
  ),
);

/** `X | Y`; `typing` knows what it is. */
let union: (a: Value, b: Value) => Value = () => NotImplemented;
export function setUnion(of: typeof union): void {
  union = of;
}
