/** `int(x)`, `float(x)` and `bool(x)`, and reading numbers from text. */

import { floatFromRatio } from "../../text/exact.js";
import { fail } from "../../text/failure.js";
import { intFromFloat, toFloat } from "../../text/numbers.js";
import { floatFromText, intFromText } from "../../text/numberReading.js";
import { toNumber } from "../../objects/arithmetic.js";
import { ClassMethod } from "../../objects/functions.js";
import { call } from "../../objects/machine.js";
import { methods, Native } from "../../objects/native.js";
import { index } from "../../objects/operators.js";
import { truth } from "../../objects/truth.js";
import type { Type } from "../../objects/type.js";
import { boolType, floatType, intType, typeName, typeOf } from "../../objects/types.js";
import { Boxed, plain, type Value } from "../../objects/value.js";

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

/** A number for functions of real numbers, as `math` has them. */
export function realNumber(x: Value): number {
  const n = toNumber(x);
  if (n !== undefined) return toFloat(n);
  if (typeOf(x).lookup("__float__") === undefined && typeOf(x).lookup("__index__") === undefined)
    return fail("TypeError", `must be real number, not ${typeName(x)}`);
  return toFloatValue(x);
}
