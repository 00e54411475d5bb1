/** `int`, `bool`, `float` and `None`. */

import { fail } from "../text/failure.js";
import { floatFromRatio } from "../text/exact.js";
import { formatValue } from "../text/formatSpec.js";
import {
  divmod,
  integerRatio,
  intFromFloat,
  modularPower,
  roundHalfEven,
  roundInt,
  roundToInt,
  toFloat,
} from "../text/numbers.js";
import { floatFromText, floatHex, floatRepr, intFromText, intRepr } from "../text/numberText.js";
import { arithmetic, type Num, toNumber } from "../objects/arithmetic.js";
import { compareBuiltin, type Comparison, hash } from "../objects/compare.js";
import { Tuple } from "../objects/containers.js";
import { ClassMethod } from "../objects/functions.js";
import { call } from "../objects/machine.js";
import { getters, methods, Native, type Natives } from "../objects/native.js";
import { index } from "../objects/operators.js";
import { truth } from "../objects/truth.js";
import { str } from "../objects/text.js";
import type { Type } from "../objects/type.js";
import {
  boolType,
  floatType,
  intType,
  noneType,
  NotImplemented,
  typeName,
  typeOf,
} from "../objects/types.js";
import { Boxed, plain, type Value } from "../objects/value.js";

const intOperators = {
  add: "+",
  sub: "-",
  mul: "*",
  truediv: "/",
  floordiv: "//",
  mod: "%",
  pow: "**",
  lshift: "<<",
  rshift: ">>",
  and: "&",
  or: "|",
  xor: "^",
};
const comparisons: Readonly<Record<string, Comparison>> = {
  eq: "==",
  ne: "!=",
  lt: "<",
  le: "<=",
  gt: ">",
  ge: ">=",
};

/** An operator's method, which takes what `accepts` does on its right. */
function operatorMethods(names: readonly string[], accepts: (x: Num) => boolean): Natives {
  const table: Record<string, Natives[string]> = {};
  for (const name of names) {
    const op = intOperators[name as keyof typeof intOperators];
    const apply = (a: Value, b: Value): Value => {
      const [x, y] = [toNumber(a), toNumber(b)];
      if (x === undefined || y === undefined || !accepts(x) || !accepts(y)) return NotImplemented;
      return arithmetic(op, x, y) ?? NotImplemented;
    };
    table[`__${name}__(self, value, /)`] = apply;
    table[`__r${name}__(self, value, /)`] = (a: Value, b: Value) => apply(b, a);
  }
  for (const [name, op] of Object.entries(comparisons))
    table[`__${name}__(self, value, /)`] = (a: Value, b: Value) => {
      const y = toNumber(b);
      return y !== undefined && accepts(y) ? (compareBuiltin(op, a, b) ?? NotImplemented) : NotImplemented;
    };
  return table;
}

const isInt = (x: Num): boolean => typeof x === "bigint";
methods(intType, operatorMethods(Object.keys(intOperators), isInt));
methods(
  floatType,
  operatorMethods(["add", "sub", "mul", "truediv", "floordiv", "mod", "pow"], () => true),
);

const int = (x: Value): bigint => toNumber(x) as bigint;
const float = (x: Value): number => plain(x) as number;

methods(intType, {
  "__pow__(self, value, mod=None, /)"(self: Value, value: Value, mod: Value = null) {
    const [a, b] = [int(self), toNumber(value)];
    if (typeof b !== "bigint") return NotImplemented;
    return mod === null ? arithmetic("**", a, b) : modularPower(a, b, index(mod));
  },
  "__repr__(self, /)": (self: Value) => intRepr(int(self)),
  "__hash__(self, /)": (self: Value) => hash(int(self)),
  "__bool__(self, /)": (self: Value) => int(self) !== 0n,
  "__int__(self, /)": int,
  "__index__(self, /)": int,
  "__float__(self, /)": (self: Value) => toFloat(int(self)),
  "__neg__(self, /)": (self: Value) => -int(self),
  "__pos__(self, /)": int,
  "__invert__(self, /)": (self: Value) => ~int(self),
  "__abs__(self, /)": (self: Value) => (int(self) < 0n ? -int(self) : int(self)),
  "__round__(self, ndigits=None, /)": (self: Value, digits: Value = null) =>
    digits === null ? int(self) : roundInt(int(self), index(digits)),
  "__trunc__(self, /)": int,
  "__floor__(self, /)": int,
  "__ceil__(self, /)": int,
  "__divmod__(self, value, /)": divmodOf,
  "__format__(self, format_spec, /)": (self: Value, spec: string) =>
    spec === "" ? str(self) : formatValue(plain(self) as bigint | boolean, spec),
  "bit_length(self, /)"(self: Value) {
    const n = int(self);
    return n === 0n ? 0n : BigInt((n < 0n ? -n : n).toString(2).length);
  },
  "bit_count(self, /)": (self: Value) => BigInt(int(self).toString(2).replaceAll(/[^1]/g, "").length),
  "conjugate(self, /)": int,
  "as_integer_ratio(self, /)": (self: Value) => new Tuple([int(self), 1n]),
});
for (const type of [intType, floatType])
  getters(type, {
    real: toNumber as (x: Value) => Value,
    imag: (x: Value) => (typeof toNumber(x) === "bigint" ? 0n : 0),
  });
getters(intType, { numerator: int, denominator: () => 1n });

function divmodOf(self: Value, other: Value): Value {
  const b = toNumber(other);
  return b === undefined ? NotImplemented : new Tuple(divmod(toNumber(self)!, b));
}

methods(boolType, {
  "__repr__(self, /)": (self: Value) => (self ? "True" : "False"),
  ...Object.fromEntries(
    Object.entries({ and: "&", or: "|", xor: "^" }).flatMap(([name, op]) =>
      [`__${name}__(self, value, /)`, `__r${name}__(self, value, /)`].map((text) => [
        text,
        (a: Value, b: Value): Value => {
          const [x, y] = [toNumber(a), toNumber(b)];
          if (typeof x !== "bigint" || typeof y !== "bigint") return NotImplemented;
          const result = arithmetic(op, x, y)!;
          return typeof a === "boolean" && typeof b === "boolean" ? result !== 0n : result;
        },
      ]),
    ),
  ),
});

methods(floatType, {
  "__repr__(self, /)": (self: Value) => floatRepr(float(self)),
  "__hash__(self, /)": (self: Value) => hash(float(self)),
  "__bool__(self, /)": (self: Value) => float(self) !== 0,
  "__int__(self, /)": (self: Value) => intFromFloat(float(self)),
  "__trunc__(self, /)": (self: Value) => intFromFloat(float(self)),
  "__floor__(self, /)": (self: Value) => intFromFloat(Math.floor(float(self))),
  "__ceil__(self, /)": (self: Value) => intFromFloat(Math.ceil(float(self))),
  "__float__(self, /)": float,
  "__neg__(self, /)": (self: Value) => -float(self),
  "__pos__(self, /)": float,
  "__abs__(self, /)": (self: Value) => Math.abs(float(self)),
  "__round__(self, ndigits=None, /)": (self: Value, digits: Value = null) =>
    digits === null ? roundToInt(float(self)) : roundHalfEven(float(self), index(digits)),
  "__divmod__(self, value, /)": divmodOf,
  "__format__(self, format_spec, /)": (self: Value, spec: string) =>
    spec === "" ? str(self) : formatValue(float(self), spec),
  "is_integer(self, /)": (self: Value) => Number.isInteger(float(self)),
  "hex(self, /)": (self: Value) => floatHex(float(self)),
  "conjugate(self, /)": float,
  "as_integer_ratio(self, /)": (self: Value) => new Tuple(integerRatio(float(self))),
});

methods(noneType, {
  "__repr__(self, /)": () => "None",
  "__bool__(self, /)": () => false,
  "__hash__(self, /)": () => hash(null),
});

/** `__new__` of a class whose instances are plain, or boxed if they are of a subclass. */
function makes(
  type: Type,
  text: string,
  convert: (...args: Value[]) => bigint | number | string | boolean,
): void {
  const make = (wanted: Type, ...args: Value[]): Value => {
    const value = convert(...args);
    return wanted === type ? value : new Boxed(wanted, value);
  };
  type.set("__new__", new Native(text, make));
  type.set("__init__", new Native("__init__(self, /, *args, **kwargs)", () => null, type));
}

const refuseBytes = (): never => fail("NotImplementedError", "bytes are not supported");
methods(intType, { "to_bytes(self, /, length=1, byteorder='big', *, signed=False)": refuseBytes });
intType.set("from_bytes", new ClassMethod(new Native("from_bytes(cls, /, *args, **kwargs)", refuseBytes)));
floatType.set(
  "fromhex",
  new ClassMethod(
    new Native("fromhex(cls, string, /)", (type: Type, text: Value) => call(type, [floatFromHex(text)])),
  ),
);

/** `float.fromhex`. */
function floatFromHex(given: Value): number {
  if (typeof given !== "string") return fail("TypeError", "fromhex() argument must be a string");
  const text = given.trim().toLowerCase();
  if (/^[-+]?(inf|infinity|nan)$/.test(text)) return floatFromText(text);
  const found = /^([-+])?(?:0x)?([\da-f]*)(?:\.([\da-f]*))?(?:p([-+]?\d+))?$/.exec(text);
  if (!found || found[2] + (found[3] ?? "") === "")
    return fail("ValueError", "invalid hexadecimal floating-point string");
  const [, sign, whole, fraction = "", exponent = "0"] = found;
  const shift = BigInt(exponent) - 4n * BigInt(fraction.length);
  const digits = BigInt(`0x${whole}${fraction}`);
  const size = shift < 0n ? floatFromRatio(digits, 1n << -shift) : floatFromRatio(digits << shift, 1n);
  if (!Number.isFinite(size)) fail("OverflowError", "hexadecimal value too large to represent as a float");
  return sign === "-" ? -size : size;
}

makes(intType, "__new__(cls, x=0, /, base=10)", (x: Value = 0n, base?: Value) => toInt(x, base));
makes(boolType, "__new__(cls, x=False, /)", (x: Value = false) => truth(x));
makes(floatType, "__new__(cls, x=0, /)", (x: Value = 0) => toFloatValue(x));

function toInt(x: Value, base?: Value): bigint {
  const value = plain(x);
  if (base !== undefined) {
    const radix = Number(index(base));
    if (radix !== 0 && (radix < 2 || radix > 36))
      fail("ValueError", "int() base must be >= 2 and <= 36, or 0");
    if (typeof value !== "string")
      return fail("TypeError", "int() can't convert non-string with explicit base");
    return intFromText(value, radix);
  }
  if (typeof value === "string") return intFromText(value);
  const n = toNumber(value);
  if (n !== undefined) return typeof n === "bigint" ? n : intFromFloat(n);
  for (const name of ["__int__", "__index__", "__trunc__"]) {
    const method = typeOf(x).lookup(name);
    if (method !== undefined) return index(call(method, [x]));
  }
  return fail(
    "TypeError",
    `int() argument must be a string, a bytes-like object or a real number, not '${typeName(x)}'`,
  );
}

function toFloatValue(x: Value): number {
  const value = plain(x);
  if (typeof value === "string") return floatFromText(value);
  const n = toNumber(value);
  if (n !== undefined) return toFloat(n);
  const method = typeOf(x).lookup("__float__");
  if (method === undefined) {
    if (typeOf(x).lookup("__index__") !== undefined) return toFloat(index(x));
    return fail("TypeError", `float() argument must be a string or a real number, not '${typeName(x)}'`);
  }
  const result = plain(call(method, [x]));
  if (typeof result === "number") return result;
  return fail("TypeError", `${typeName(x)}.__float__ returned non-float (type ${typeName(result)})`);
}

/** A number for functions of real numbers, as `math` has them. */
export function realNumber(x: Value): number {
  const n = toNumber(x);
  if (n !== undefined) return toFloat(n);
  if (typeOf(x).lookup("__float__") === undefined && typeOf(x).lookup("__index__") === undefined)
    return fail("TypeError", `must be real number, not ${typeName(x)}`);
  return toFloatValue(x);
}
