/** What the methods of int, bool, float and None are that the basics can do without. */

import { formatValue } from "../../text/formatSpec.js";
import { divmod, intFromFloat, toFloat } from "../../text/numbers.js";
import {
  integerRatio,
  modularPower,
  roundHalfEven,
  roundInt,
  roundToInt,
} from "../../text/numberFunctions.js";
import { floatHex } from "../../text/numberReading.js";
import { arithmetic, type Num, toNumber } from "../../objects/arithmetic.js";
import { compareBuiltin, type Comparison, hash } from "../../objects/compare.js";
import { Tuple } from "../../objects/containers.js";
import { getters, methods, type Natives } from "../../objects/native.js";
import { index } from "../../objects/operators.js";
import { str } from "../../objects/text.js";
import { boolType, floatType, intType, noneType, NotImplemented } from "../../objects/types.js";
import { plain, type Value } from "../../objects/value.js";
import { float, int } from "../numbers.js";

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

methods(intType, {
  "__round__(self, ndigits=None, /)": (self: Value, digits: Value = null) =>
    digits === null ? int(self) : roundInt(int(self), index(digits)),
  "__pow__(self, value, mod=None, /)"(self: Value, value: Value, mod: Value = null) {
    const [a, b] = [int(self), toNumber(value)];
    if (typeof b !== "bigint") return NotImplemented;
    return mod === null ? arithmetic("**", a, b) : modularPower(a, b, index(mod));
  },
  "__hash__(self, /)": (self: Value) => hash(int(self)),
  "__bool__(self, /)": (self: Value) => int(self) !== 0n,
  "__int__(self, /)": int,
  "__float__(self, /)": (self: Value) => toFloat(int(self)),
  "__neg__(self, /)": (self: Value) => -int(self),
  "__pos__(self, /)": int,
  "__invert__(self, /)": (self: Value) => ~int(self),
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
  "__round__(self, ndigits=None, /)": (self: Value, digits: Value = null) =>
    digits === null ? roundToInt(float(self)) : roundHalfEven(float(self), index(digits)),
  "__hash__(self, /)": (self: Value) => hash(float(self)),
  "__bool__(self, /)": (self: Value) => float(self) !== 0,
  "__int__(self, /)": (self: Value) => intFromFloat(float(self)),
  "__trunc__(self, /)": (self: Value) => intFromFloat(float(self)),
  "__floor__(self, /)": (self: Value) => intFromFloat(Math.floor(float(self))),
  "__ceil__(self, /)": (self: Value) => intFromFloat(Math.ceil(float(self))),
  "__float__(self, /)": float,
  "__neg__(self, /)": (self: Value) => -float(self),
  "__pos__(self, /)": float,
  "__divmod__(self, value, /)": divmodOf,
  "__format__(self, format_spec, /)": (self: Value, spec: string) =>
    spec === "" ? str(self) : formatValue(float(self), spec),
  "is_integer(self, /)": (self: Value) => Number.isInteger(float(self)),
  "hex(self, /)": (self: Value) => floatHex(float(self)),
  "conjugate(self, /)": float,
  "as_integer_ratio(self, /)": (self: Value) => new Tuple(integerRatio(float(self))),
});

methods(noneType, {
  "__bool__(self, /)": () => false,
  "__hash__(self, /)": () => hash(null),
});
