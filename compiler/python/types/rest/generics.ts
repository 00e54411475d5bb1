/** `list[int]` and `int | None`. */

import { fail } from "../../text/failure.js";
import { attributeOr, bind, getAttribute } from "../../objects/attributes.js";
import { equal, hash, hashItems } from "../../objects/compare.js";
import { List, Tuple } from "../../objects/containers.js";
import { PySet } from "../../objects/dict.js";
import { ClassMethod } from "../../objects/functions.js";
import { call } from "../../objects/machine.js";
import { getters, methods, Native } from "../../objects/native.js";
import { getItem, setClassItem } from "../../objects/operators.js";
import { repr } from "../../objects/text.js";
import { truth } from "../../objects/truth.js";
import { builtinType, Type, typeType } from "../../objects/type.js";
import {
  dictType,
  Ellipsis,
  frozensetType,
  listType,
  noneType,
  NotImplemented,
  setType,
  tupleType,
  typeName,
  typeOf,
} from "../../objects/types.js";
import { type Keywords, Obj, type Value } from "../../objects/value.js";
import { fullName } from "../object.js";
import { setUnion } from "./object.js";

export const genericAliasType = builtinType("GenericAlias", undefined, "types");
export const unionType = builtinType("UnionType", undefined, "types");

class GenericAlias extends Obj {
  constructor(
    readonly origin: Value,
    readonly args: readonly Value[],
  ) {
    super(genericAliasType);
  }
}

class Union extends Obj {
  constructor(readonly args: readonly Value[]) {
    super(unionType);
  }
}

/** `origin[key]`. */
export function genericAlias(origin: Value, key: Value): GenericAlias {
  return new GenericAlias(origin, key instanceof Tuple ? key.items : [key]);
}

function showArgument(x: Value): string {
  if (x === Ellipsis) return "...";
  if (x instanceof List) return `[${x.items.map(showArgument).join(", ")}]`;
  if (x === noneType) return "None";
  return x instanceof Type ? fullName(x) : repr(x);
}

/** The type variables in arguments, each once. */
function parametersOf(args: readonly Value[]): Value[] {
  const found = new Set<Value>();
  for (const x of args) {
    if (isVariable(x)) found.add(x);
    else if (x instanceof Type || !(x instanceof Obj)) continue;
    else if (x instanceof List) for (const p of parametersOf(x.items)) found.add(p);
    else {
      const inner = attributeOr(x, "__parameters__");
      if (inner instanceof Tuple) for (const p of inner.items) found.add(p);
    }
  }
  return [...found];
}

function isVariable(x: Value): boolean {
  return ["TypeVar", "ParamSpec"].includes(typeName(x));
}

function substitute(self: GenericAlias, key: Value): Value {
  const parameters = parametersOf(self.args);
  const given = key instanceof Tuple ? key.items : [key];
  if (parameters.length === 0) fail("TypeError", `${repr(self)} is not a generic class`);
  if (given.length !== parameters.length) {
    const many = given.length > parameters.length ? "many" : "few";
    fail(
      "TypeError",
      `Too ${many} arguments for ${repr(self)}; actual ${given.length}, expected ${parameters.length}`,
    );
  }
  const of = (p: Value): Value => given[parameters.indexOf(p)];
  const args = self.args.map((x): Value => {
    if (isVariable(x)) return of(x);
    const inner = x instanceof Obj && !(x instanceof Type) ? attributeOr(x, "__parameters__") : undefined;
    return inner instanceof Tuple && inner.items.length > 0 ? getItem(x, new Tuple(inner.items.map(of))) : x;
  });
  return new GenericAlias(self.origin, args);
}

genericAliasType.set(
  "__new__",
  new Native("__new__(cls, origin, args, /)", (_: Type, origin: Value, args: Value) =>
    genericAlias(origin, args),
  ),
);
methods(genericAliasType, {
  "__repr__(self, /)": (self: GenericAlias) =>
    `${showArgument(self.origin)}[${self.args.length === 0 ? "()" : self.args.map(showArgument).join(", ")}]`,
  "__call__(self, /, *args, **kwargs)": (self: GenericAlias, args: readonly Value[], keywords: Keywords) =>
    call(self.origin, args, keywords),
  "__getitem__(self, key, /)": substitute,
  "__eq__(self, value, /)": (self: GenericAlias, other: Value) =>
    other instanceof GenericAlias
      ? equal(self.origin, other.origin) && equal(new Tuple(self.args), new Tuple(other.args))
      : NotImplemented,
  "__hash__(self, /)": (self: GenericAlias) => hashItems([self.origin, ...self.args]),
  "__getattr__(self, name, /)"(self: GenericAlias, name: string) {
    if (
      name.startsWith("__") &&
      name !== "__module__" &&
      name !== "__name__" &&
      name !== "__qualname__" &&
      name !== "__doc__"
    )
      return fail("AttributeError", `'types.GenericAlias' object has no attribute '${name}'`);
    return getAttribute(self.origin, name);
  },
  "__mro_entries__(self, bases, /)": (self: GenericAlias) => new Tuple([self.origin]),
  "__instancecheck__(self, instance, /)": () =>
    fail("TypeError", "isinstance() argument 2 cannot be a parameterized generic"),
  "__subclasscheck__(self, cls, /)": () =>
    fail("TypeError", "issubclass() argument 2 cannot be a parameterized generic"),
  "__or__(self, value, /)": (self: Value, other: Value) => unionOf(self, other),
  "__ror__(self, value, /)": (self: Value, other: Value) => unionOf(other, self),
});
getters(genericAliasType, {
  __origin__: (self: GenericAlias) => self.origin,
  __args__: (self: GenericAlias) => new Tuple(self.args),
  __parameters__: (self: GenericAlias) => new Tuple(parametersOf(self.args)),
});

for (const type of [listType, dictType, tupleType, setType, frozensetType, typeType])
  type.set(
    "__class_getitem__",
    new ClassMethod(
      new Native("__class_getitem__(cls, key, /)", (of: Type, key: Value) => genericAlias(of, key)),
    ),
  );

setClassItem((x, key) => {
  if (!(x instanceof Type)) return undefined;
  const own = x.lookup("__class_getitem__");
  return own === undefined
    ? fail("TypeError", `type '${x.name}' is not subscriptable`)
    : call(bind(own, undefined, x), [key]);
});

/** The alternatives that a value stands for; undefined if it is no type. */
function alternatives(x: Value): readonly Value[] | undefined {
  if (x === null) return [noneType];
  if (x instanceof Union) return x.args;
  return x instanceof Type || x instanceof GenericAlias ? [x] : undefined;
}

function unionOf(a: Value, b: Value): Value {
  const [first, second] = [alternatives(a), alternatives(b)];
  if (!first || !second) return NotImplemented;
  const args: Value[] = [];
  for (const x of [...first, ...second]) if (!args.some((y) => equal(x, y))) args.push(x);
  return args.length === 1 ? args[0] : new Union(args);
}
setUnion(unionOf);

function checkEach(name: string) {
  return (self: Union, x: Value): boolean =>
    self.args.some((t) => {
      if (t instanceof GenericAlias)
        fail("TypeError", "isinstance() argument 2 cannot be a parameterized generic");
      return truth(call(typeOf(t).lookup(name)!, [t, x]));
    });
}

methods(unionType, {
  "__repr__(self, /)": (self: Union) => self.args.map(showArgument).join(" | "),
  "__or__(self, value, /)": unionOf,
  "__ror__(self, value, /)": (self: Value, other: Value) => unionOf(other, self),
  "__eq__(self, value, /)": (self: Union, other: Value) =>
    other instanceof Union
      ? equal(new PySet(self.args, setType), new PySet(other.args, setType))
      : NotImplemented,
  "__hash__(self, /)": (self: Union) => self.args.reduce((h: bigint, x) => h ^ hash(x), 17n),
  "__instancecheck__(self, instance, /)": checkEach("__instancecheck__"),
  "__subclasscheck__(self, cls, /)": checkEach("__subclasscheck__"),
});
getters(unionType, {
  __args__: (self: Union) => new Tuple(self.args),
  __parameters__: (self: Union) => new Tuple(parametersOf(self.args)),
});
