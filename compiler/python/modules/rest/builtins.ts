/** The other built-in functions and classes. */

import { asciiOnly } from "../../text/strRepr.js";
import { fail } from "../../text/failure.js";
import { modularPower } from "../../text/numberFunctions.js";
import { divmod } from "../../text/numbers.js";
import { toNumber } from "../../objects/arithmetic.js";
import { attributeOr, deleteAttribute, getAttribute, setAttribute } from "../../objects/attributes.js";
import { hash } from "../../objects/compare.js";
import { List, Tuple } from "../../objects/containers.js";
import { Dict } from "../../objects/dict.js";
import { complexType } from "../../objects/complex.js";
import { exceptionTypes, raise } from "../../objects/exceptions.js";
import { BoundMethod, Func } from "../../objects/functions.js";
import { iterate, Iter, iterator, iteratorType, listOf, nextOf } from "../../objects/iterate.js";
import { identity } from "../../objects/keys.js";
import { call, machine } from "../../objects/machine.js";
import { Native, type Natives } from "../../objects/native.js";
import { binary, index, length } from "../../objects/operators.js";
import { format, repr, str } from "../../objects/text.js";
import { truth } from "../../objects/truth.js";
import { objectType, Type, typeType } from "../../objects/type.js";
import {
  boolType,
  floatType,
  intType,
  classMethodType,
  Ellipsis,
  frozensetType,
  NotImplemented,
  propertyType,
  setType,
  sliceType,
  staticMethodType,
  superType,
  typeName,
  typeOf,
} from "../../objects/types.js";
import { Obj, type Value } from "../../objects/value.js";
import type { Machine } from "../../vm/machine.js";
import {
  basicBuiltins,
  method,
  namedFunctions,
  print,
  printSignature,
  separators,
  withItems,
} from "../builtins.js";

const functions: Natives = {
  "__import__(name, globals=None, locals=None, fromlist=(), level=0)"(
    name: string,
    _globals?: Value,
    _locals?: Value,
    names: Value = null,
  ) {
    const module = (machine() as Machine).importModule(name);
    return names !== null && truth(names) ? module : (machine() as Machine).importModule(name.split(".")[0]);
  },
  "ascii(obj, /)": (x: Value) => asciiOnly(repr(x)),
  "bin(number, /)": (x: Value) => inBase(x, 2, "0b"),
  "oct(number, /)": (x: Value) => inBase(x, 8, "0o"),
  "hex(number, /)": (x: Value) => inBase(x, 16, "0x"),
  "breakpoint(*args, **kwargs)": () =>
    call(getAttribute((machine() as Machine).importModule("pdb"), "set_trace"), []),
  "callable(obj, /)": isCallable,
  "chr(i, /)"(x: Value) {
    const code = index(x);
    if (code < 0n || code > 0x10ffffn) fail("ValueError", "chr() arg not in range(0x110000)");
    return String.fromCodePoint(Number(code));
  },
  "ord(c, /)"(c: Value) {
    if (typeof c !== "string")
      return fail("TypeError", `ord() expected string of length 1, but ${typeName(c)} found`);
    const points = [...c];
    if (points.length !== 1)
      fail("TypeError", `ord() expected a character, but string of length ${points.length} found`);
    return BigInt(c.codePointAt(0)!);
  },
  "delattr(obj, name, /)": (x: Value, name: string) => deleteAttribute(x, name),
  "dir(*args)": (args: readonly Value[]) =>
    new List(
      args.length === 0 ? [...currentNames().names.keys()].sort() : listOf(method(args[0], "__dir__", [])),
    ),
  "divmod(x, y, /)"(x: Value, y: Value) {
    const [a, b] = [toNumber(x), toNumber(y)];
    const isPlain = typeof x !== "object" && typeof y !== "object";
    return isPlain && a !== undefined && b !== undefined ? new Tuple(divmod(a, b)) : binary("divmod()", x, y);
  },
  "filter(function, iterable, /)"(f: Value, items: Value) {
    const next = iterate(items);
    const tested = withItems(next, (x) => new Tuple([x, truth(f === null ? x : call(f, [x]))]));
    return new Iter(() => {
      for (let pair = tested(); pair !== undefined; pair = tested()) {
        const [x, is] = (pair as Tuple).items;
        if (is) return x;
      }
      return undefined;
    }, iteratorType("filter"));
  },
  "format(value, format_spec='', /)": (x: Value, spec: string | undefined) => format(x, spec ?? ""),
  "getattr(object, name, default=None, /)"(x: Value, name: Value, other?: Value) {
    if (typeof name !== "string")
      return fail("TypeError", `attribute name must be string, not '${typeName(name)}'`);
    if (other === undefined) return getAttribute(x, name);
    const found = attributeOr(x, name);
    return found === undefined ? other : found;
  },
  "globals()": () => frame().globals,
  "hasattr(obj, name, /)": (x: Value, name: string) => attributeOr(x, name) !== undefined,
  "hash(obj, /)": hash,
  "id(obj, /)": (x: Value) =>
    BigInt(x !== null && typeof x === "object" ? identity(x) : Number(hash(x) & 0xffffffffn) * 16),
  "input(prompt='', /)"(prompt: Value = "") {
    const line = (machine() as Machine).options.readLine?.(str(prompt));
    return line === undefined ? fail("EOFError", "EOF when reading a line") : line;
  },
  "isinstance(obj, class_or_tuple, /)": (x: Value, type: Value) => isInstanceOf(x, type),
  "issubclass(cls, class_or_tuple, /)": (x: Value, type: Value) => isSubclassOf(x, type),
  "iter(object, sentinel=None, /)"(x: Value, sentinel?: Value) {
    if (sentinel === undefined) return iterator(x);
    if (!isCallable(x)) fail("TypeError", "iter(v, w): v must be callable");
    return new Iter(() => {
      (machine() as Machine).tick();
      const value = call(x, []);
      return truth(binaryEqual(value, sentinel)) ? undefined : value;
    }, iteratorType("callable_iterator"));
  },
  "locals()": currentNames,
  "next(iterator, default=None, /)"(it: Value, other?: Value) {
    const value = nextWithResult(it, other !== undefined);
    return value === undefined ? other : value;
  },
  "pow(base, exp, mod=None)": (a: Value, b: Value, mod: Value = null) =>
    mod === null ? binary("**", a, b) : powerModulo(a, b, mod),
  [printSignature](args: readonly Value[], sep?: Value, end?: Value, file: Value = null) {
    const target = file ?? redirected();
    if (target === null) return print(args, sep, end);
    const [between, last] = separators(sep, end);
    const write = getAttribute(target, "write");
    args.forEach((x, i) => {
      if (i > 0) call(write, [between]);
      call(write, [str(x)]);
    });
    call(write, [last]);
  },
  "repr(obj, /)": repr,
  "reversed(sequence, /)"(x: Value) {
    const own = typeOf(x).lookup("__reversed__");
    if (own !== undefined && own !== null) return call(own, [x]);
    if (own === null || typeOf(x).lookup("__getitem__") === undefined)
      fail("TypeError", `'${typeName(x)}' object is not reversible`);
    let i = length(x);
    const at = typeOf(x).lookup("__getitem__")!;
    return new Iter(() => (i > 0 ? call(at, [x, BigInt(--i)]) : undefined), iteratorType("reversed"));
  },
  "round(number, ndigits=None)": (x: Value, digits: Value = null) =>
    method(
      x,
      "__round__",
      digits === null ? [] : [digits],
      `type ${typeName(x)} doesn't define __round__ method`,
    ),
  "setattr(obj, name, value, /)": (x: Value, name: string, value: Value) => setAttribute(x, name, value),
  "vars(object=None, /)"(x?: Value) {
    if (x === undefined) return currentNames();
    const dict = x instanceof Obj ? attributeOr(x, "__dict__") : undefined;
    return dict === undefined ? fail("TypeError", "vars() argument must have __dict__ attribute") : dict;
  },
  "exit(code=None)": (code: Value = null) => raise("SystemExit", ...(code === null ? [] : [code])),
  "quit(code=None)": (code: Value = null) => raise("SystemExit", ...(code === null ? [] : [code])),
};

const refused: Readonly<Record<string, string>> = {
  open: "scripts have no files",
  exec: "scripts cannot run text as code",
  eval: "scripts cannot run text as code",
  compile: "scripts cannot run text as code",
  bytes: "bytes are not supported",
  bytearray: "bytes are not supported",
  memoryview: "bytes are not supported",
};

/** What stands in `sys.stdout`, if that isn't the real one. */
function redirected(): Value {
  const sys = (machine() as Machine).modules.get("sys")?.globals;
  const target = sys?.get("stdout") ?? null;
  return target === sys?.get("__stdout__") ? null : target;
}

function frame(): NonNullable<Machine["frame"]> {
  return (machine() as Machine).frame!;
}

/** `locals()`: in a function, a copy. */
function currentNames(): Dict {
  const { names, code, locals, cells } = frame();
  if (names) return names;
  const found = new Dict();
  code.locals.forEach(
    (name, i) => locals[i] !== undefined && !name.startsWith(".") && found.set(name, locals[i]),
  );
  [...code.cells, ...code.free].forEach((name, i) => {
    const { value } = cells[i];
    if (value !== undefined) found.set(name, value);
  });
  return found;
}

function powerModulo(...all: [Value, Value, Value]): Value {
  const [a, b, mod] = all.map(toNumber);
  if (typeof a === "bigint" && typeof b === "bigint" && typeof mod === "bigint")
    return modularPower(a, b, mod);
  if ([a, b, mod].some((x) => typeof x === "number"))
    return fail("TypeError", "pow() 3rd argument not allowed unless all arguments are integers");
  return method(
    all[0],
    "__pow__",
    all.slice(1),
    `unsupported operand type(s) for ** or pow(): ${all.map((x) => `'${typeName(x)}'`).join(", ")}`,
  );
}

function binaryEqual(a: Value, b: Value): Value {
  return call(typeOf(a).lookup("__eq__")!, [a, b]);
}

function inBase(x: Value, base: number, prefix: string): string {
  const n = index(x);
  return n < 0n ? `-${prefix}${(-n).toString(base)}` : `${prefix}${n.toString(base)}`;
}

export function isCallable(x: Value): boolean {
  if (x instanceof Func || x instanceof Native || x instanceof Type || x instanceof BoundMethod) return true;
  return typeOf(x).lookup("__call__") !== undefined;
}

/** `next(it)`; with `quiet`, undefined at the end. */
function nextWithResult(it: Value, quiet: boolean): Value | undefined {
  if (quiet) return nextOf(it)();
  const own = typeOf(it).lookup("__next__");
  if (own === undefined) return fail("TypeError", `'${typeName(it)}' object is not an iterator`);
  return call(own, [it]);
}

function isInstanceOf(x: Value, type: Value): boolean {
  if (type instanceof Tuple) return type.items.some((t) => isInstanceOf(x, t));
  if (type instanceof Type && typeOf(x).isSubclassOf(type)) return true;
  const check = typeOf(type).lookup("__instancecheck__");
  if (check === undefined)
    return fail("TypeError", "isinstance() arg 2 must be a type, a tuple of types, or a union");
  return truth(call(check, [type, x]));
}

function isSubclassOf(x: Value, type: Value): boolean {
  if (!(x instanceof Type)) return fail("TypeError", "issubclass() arg 1 must be a class");
  if (type instanceof Tuple) return type.items.some((t) => isSubclassOf(x, t));
  const check = typeOf(type).lookup("__subclasscheck__");
  if (check === undefined)
    return fail("TypeError", "issubclass() arg 2 must be a class, a tuple of classes, or a union");
  return truth(call(check, [type, x]));
}

const types = [
  boolType,
  floatType,
  intType,
  objectType,
  typeType,
  complexType,
  setType,
  frozensetType,
  sliceType,
  propertyType,
  classMethodType,
  staticMethodType,
  superType,
];

/** Everything that scripts find without an import. */
export function builtins(): Map<string, Value> {
  return new Map<string, Value>([
    ...basicBuiltins(),
    ["Ellipsis", Ellipsis],
    ["NotImplemented", NotImplemented],
    ["__debug__", true],
    ...[...types, ...exceptionTypes.values()]
      .filter((type) => type.module === "builtins")
      .map((type) => [type.name, type] as const),
    ...namedFunctions(functions),
    ...Object.entries(refused).map(
      ([name, why]) =>
        [
          name,
          new Native(`${name}(*args, **kwargs)`, () => fail("NotImplementedError", `${name}(): ${why}`)),
        ] as const,
    ),
  ]);
}
