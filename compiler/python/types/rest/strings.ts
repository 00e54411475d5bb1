/** `str`. */

import { capitalize, casefold, swapcase, title } from "../../text/casing.js";
import { predicates } from "../../text/characters.js";
import { fail } from "../../text/failure.js";
import { formatValue } from "../../text/formatSpec.js";
import { type Field, parseFormat, type Piece } from "../../text/formatTemplate.js";
import { percentFormat } from "../../text/percentFormat.js";
import { asciiOnly } from "../../text/strRepr.js";
import * as text from "../../text/strings.js";
import { getAttribute } from "../../objects/attributes.js";
import { toNumber } from "../../objects/arithmetic.js";
import { compareBuiltin, hash } from "../../objects/compare.js";
import { List, Tuple } from "../../objects/containers.js";
import { Dict } from "../../objects/dict.js";
import { raise } from "../../objects/exceptions.js";
import { StaticMethod } from "../../objects/functions.js";
import { call } from "../../objects/machine.js";
import { methods, Native, type Natives } from "../../objects/native.js";
import { getItem, index } from "../../objects/operators.js";
import { format, repr, str } from "../../objects/text.js";
import { NotImplemented, strType, typeName, typeOf } from "../../objects/types.js";
import { type Keywords, plain, type Value } from "../../objects/value.js";
import { isString, own, textOf } from "../strings.js";

type Method = (...args: never[]) => string | boolean | number | string[];

function result(x: string | boolean | number | string[]): Value {
  if (typeof x === "number") return BigInt(x);
  return Array.isArray(x) ? new List(x) : x;
}

/** Optional arguments as the functions on text take them. */
function argument(x: Value | undefined): unknown {
  if (x === undefined || x === null) return x;
  const value = plain(x);
  return typeof value === "bigint" || typeof value === "boolean" ? Number(value) : value;
}

/** Methods that are functions on text: arguments are strings, then integers. */
function textMethods(table: Readonly<Record<string, Method>>, strings: number): Natives {
  const natives: Record<string, Natives[string]> = {};
  for (const [signature, f] of Object.entries(table))
    natives[signature] = (self: Value, ...args: (Value | undefined)[]) => {
      for (let i = 0; i < strings; i++) checkText(signature, args[i], i);
      return result(f(...([own(self), ...args.map(argument)] as never[])));
    };
  return natives;
}

/** An argument that must be a string, or may be None where that is its default. */
function checkText(signature: string, x: Value | undefined, i: number): void {
  if (x === undefined || isString(x)) return;
  const name = signature.slice(0, signature.indexOf("("));
  const mayBeNone = signature.includes("(self, chars=None") || signature.includes("(self, sep=None");
  if (x === null && mayBeNone) return;
  const given = x === null ? "None" : typeName(x);
  if (name.endsWith("strip")) fail("TypeError", `${name} arg must be None or str`);
  if (mayBeNone) fail("TypeError", `must be str or None, not ${given}`);
  if (name === "replace") fail("TypeError", `replace() argument ${i + 1} must be str, not ${given}`);
  if (name.startsWith("remove")) fail("TypeError", `${name}() argument must be str, not ${given}`);
  fail("TypeError", `must be str, not ${typeName(x)}`);
}

const bounds = "start=None, end=None, /";
methods(strType, {
  ...textMethods(
    {
      "title(self, /)": title,
      "capitalize(self, /)": capitalize,
      "swapcase(self, /)": swapcase,
      "casefold(self, /)": casefold,
      "strip(self, chars=None, /)": text.strip,
      "lstrip(self, chars=None, /)": text.lstrip,
      "rstrip(self, chars=None, /)": text.rstrip,
      [`find(self, sub, ${bounds})`]: text.find,
      [`rfind(self, sub, ${bounds})`]: text.rfind,
      [`index(self, sub, ${bounds})`]: text.index,
      [`rindex(self, sub, ${bounds})`]: text.rindex,
      [`count(self, sub, ${bounds})`]: text.count,
      "split(self, sep=None, maxsplit=-1)": text.split,
      "rsplit(self, sep=None, maxsplit=-1)": text.rsplit,
      "removeprefix(self, prefix, /)": text.removeprefix,
      "removesuffix(self, suffix, /)": text.removesuffix,
    },
    1,
  ),
  ...textMethods({ "replace(self, old, new, count=-1, /)": text.replace }, 2),
  ...textMethods(
    {
      "splitlines(self, keepends=False)": text.splitlines,
      "zfill(self, width, /)": text.zfill,
      "center(self, width, fillchar=' ', /)": text.center,
      "ljust(self, width, fillchar=' ', /)": text.ljust,
      "rjust(self, width, fillchar=' ', /)": text.rjust,
      "expandtabs(self, tabsize=8)": text.expandtabs,
    },
    0,
  ),
  ...textMethods(
    Object.fromEntries(Object.entries(predicates).map(([name, f]) => [`${name}(self, /)`, f])),
    0,
  ),
});

for (const [name, f] of [
  ["startswith", text.startswith],
  ["endswith", text.endswith],
] as const)
  methods(strType, {
    [`${name}(self, prefix, ${bounds})`]: (self: Value, affix: Value, start?: Value, end?: Value) => {
      const given =
        affix instanceof Tuple
          ? affix.items.map((x) => textOf(x, `tuple for ${name} must only contain str, not ${typeName(x)}`))
          : [textOf(affix, `${name} first arg must be str or a tuple of str, not ${typeName(affix)}`)];
      return f(own(self), given, argument(start) as number | null, argument(end) as number | null);
    },
  });

for (const [name, op] of [
  ["eq", "=="],
  ["ne", "!="],
  ["lt", "<"],
  ["le", "<="],
  ["gt", ">"],
  ["ge", ">="],
] as const)
  methods(strType, {
    [`__${name}__(self, value, /)`]: (a: Value, b: Value) =>
      isString(b) ? compareBuiltin(op, own(a), own(b))! : NotImplemented,
  });

methods(strType, {
  "__init__(self, /, *args, **kwargs)": () => null,
  "__str__(self, /)": own,
  "__hash__(self, /)": (self: Value) => hash(own(self)),
  "__format__(self, format_spec, /)": (self: Value, spec: string) => formatValue(own(self), spec),
  "__add__(self, value, /)": (self: Value, other: Value) =>
    isString(other) ? own(self) + own(other) : NotImplemented,
  "__mod__(self, value, /)": (self: Value, values: Value) => percent(own(self), values),
  "partition(self, sep, /)": (self: Value, sep: Value) => new Tuple(text.partition(own(self), textOf(sep))),
  "rpartition(self, sep, /)": (self: Value, sep: Value) => new Tuple(text.rpartition(own(self), textOf(sep))),
  "format(self, /, *args, **kwargs)": (self: Value, args: readonly Value[], keywords: Keywords) =>
    fill(parseFormat(own(self)), args, keywords),
  "format_map(self, mapping, /)": (self: Value, mapping: Value) =>
    fill(parseFormat(own(self)), [], { get: (name) => getItem(mapping, name) }),
  "translate(self, table, /)": (self: Value, table: Value) =>
    text.translate(own(self), (code) => {
      const found = table instanceof Dict ? table.get(BigInt(code)) : getItem(table, BigInt(code));
      return typeof found === "bigint" ? Number(found) : (found as string | null | undefined);
    }),
  "encode(self, encoding='utf-8', errors='strict')": () =>
    fail("NotImplementedError", "bytes are not supported"),
});
strType.set(
  "maketrans",
  new StaticMethod(
    new Native("maketrans(x, y=None, z='', /)", (x: Value, y?: Value, z?: Value) => {
      if (x instanceof Dict)
        return Dict.of(
          [...x.entries()].map(([k, v]) => [isString(k) ? BigInt(own(k).codePointAt(0)!) : k, v]),
        );
      const table = text.maketrans(textOf(x), textOf(y ?? null), z === undefined ? "" : textOf(z));
      return Dict.of([...table].map(([k, v]) => [BigInt(k), typeof v === "number" ? BigInt(v) : v] as const));
    }),
  ),
);

function percent(template: string, given: Value): string {
  const isMapping =
    !(given instanceof Tuple) && !isString(given) && typeOf(given).lookup("__getitem__") !== undefined;
  const values = given instanceof Tuple ? given.items : [given];
  const lookup = isMapping ? (key: string): Value => getItem(given, key) : undefined;
  return percentFormat<Value>(template, { values, lookup }, percentHost);
}

const percentHost = {
  text: (x: Value, conversion: string): string =>
    conversion === "s" ? str(x) : conversion === "r" ? repr(x) : asciiOnly(repr(x)),
  number(x: Value, kind: "real" | "index"): bigint | number | undefined {
    const n = toNumber(x);
    if (n !== undefined && (kind === "real" || typeof n === "bigint")) return n;
    const type = typeOf(x);
    if (kind === "real" && type.lookup("__float__") !== undefined)
      return call(type.lookup("__float__")!, [x]) as number;
    return type.lookup("__index__") === undefined ? undefined : index(x);
  },
  typeName,
};

interface Named {
  get(name: string): Value | undefined;
}

/** `format`: fields are looked up, converted and formatted. */
function fill(pieces: readonly Piece[], args: readonly Value[], named: Named): string {
  return pieces.map((p) => (typeof p === "string" ? p : fillField(p, args, named))).join("");
}

function fillField(field: Field, args: readonly Value[], named: Named): string {
  let value =
    typeof field.first === "string" ? namedField(named, field.first) : positionalField(args, field.first);
  for (const step of field.steps)
    value = "attribute" in step ? getAttribute(value, step.attribute) : getItem(value, step.key);
  const spec = fill(field.spec, args, named);
  switch (field.conversion) {
    case undefined:
      return format(value, spec);
    case "s":
      return format(str(value), spec);
    case "r":
      return format(repr(value), spec);
    case "a":
      return format(asciiOnly(repr(value)), spec);
    default:
      return fail("ValueError", `Unknown conversion specifier ${field.conversion}`);
  }
}

function namedField(named: Named, name: string): Value {
  const value = named.get(name);
  return value === undefined ? raise("KeyError", name) : value;
}

function positionalField(args: readonly Value[], i: bigint): Value {
  const value = args[Number(i)] as Value | undefined;
  return value === undefined
    ? fail("IndexError", `Replacement index ${i} out of range for positional args tuple`)
    : value;
}
