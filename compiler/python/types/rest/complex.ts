/** `complex`. */

import { fail } from "../../text/failure.js";
import { formatValue } from "../../text/formatSpec.js";
import { floatRepr } from "../../text/numberText.js";
import { toFloat } from "../../text/numbers.js";
import { toNumber } from "../../objects/arithmetic.js";
import { hash } from "../../objects/compare.js";
import { Complex, complexType } from "../../objects/complex.js";
import { Tuple } from "../../objects/containers.js";
import { call } from "../../objects/machine.js";
import { getters, methods, Native, type Natives } from "../../objects/native.js";
import type { Type } from "../../objects/type.js";
import { NotImplemented, typeName, typeOf } from "../../objects/types.js";
import { plain, type Value } from "../../objects/value.js";

/** The complex number that a number is; undefined for other values. */
export function asComplex(x: Value): Complex | undefined {
  if (x instanceof Complex) return x;
  const n = toNumber(x);
  return n === undefined ? undefined : new Complex(toFloat(n), 0);
}

const product = (a: Complex, b: Complex): Complex =>
  new Complex(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re);

function quotient(a: Complex, b: Complex): Complex {
  if (b.re === 0 && b.im === 0) return fail("ZeroDivisionError", "complex division by zero");
  if (Math.abs(b.re) >= Math.abs(b.im)) {
    const ratio = b.im / b.re;
    const below = b.re + b.im * ratio;
    return new Complex((a.re + a.im * ratio) / below, (a.im - a.re * ratio) / below);
  }
  const ratio = b.re / b.im;
  const below = b.re * ratio + b.im;
  return new Complex((a.re * ratio + a.im) / below, (a.im * ratio - a.re) / below);
}

function power(a: Complex, b: Complex): Complex {
  if (b.re === 0 && b.im === 0) return new Complex(1, 0);
  if (a.re === 0 && a.im === 0) {
    if (b.im !== 0 || b.re < 0) return fail("ZeroDivisionError", "0.0 to a negative or complex power");
    return new Complex(0, 0);
  }
  if (b.im === 0 && Number.isInteger(b.re) && Math.abs(b.re) <= 100) return wholePower(a, b.re);
  const [size, angle] = [Math.hypot(a.re, a.im), Math.atan2(a.im, a.re)];
  let length = size ** b.re;
  let at = angle * b.re;
  if (b.im !== 0) {
    length *= Math.exp(-angle * b.im);
    at += b.im * Math.log(size);
  }
  return new Complex(length * Math.cos(at), length * Math.sin(at));
}

function wholePower(a: Complex, n: number): Complex {
  if (n < 0) return quotient(new Complex(1, 0), wholePower(a, -n));
  let result = new Complex(1, 0);
  for (let base = a, bits = n; bits > 0; bits = Math.floor(bits / 2), base = product(base, base))
    if (bits % 2 === 1) result = product(result, base);
  return result;
}

const rules: Readonly<Record<string, (a: Complex, b: Complex) => Complex>> = {
  add: (a, b) => new Complex(a.re + b.re, a.im + b.im),
  sub: (a, b) => new Complex(a.re - b.re, a.im - b.im),
  mul: product,
  truediv: quotient,
  pow: power,
};
const operators: Record<string, Natives[string]> = {};
for (const [name, rule] of Object.entries(rules)) {
  const apply = (a: Value, b: Value): Value => {
    const [x, y] = [asComplex(a), asComplex(b)];
    return x && y ? rule(x, y) : NotImplemented;
  };
  operators[`__${name}__(self, value, /)`] = apply;
  operators[`__r${name}__(self, value, /)`] = (a: Value, b: Value) => apply(b, a);
}

/** A part without the `.0` of whole numbers. */
const part = (x: number): string => floatRepr(x).replace(/\.0$/, "");

function show({ re, im }: Complex): string {
  if (re === 0 && !Object.is(re, -0)) return `${part(im)}j`;
  const sign = im < 0 || Object.is(im, -0) ? "" : "+";
  return `(${part(re)}${sign}${part(im)}j)`;
}

function withFormat(self: Complex, spec: string): string {
  if (spec === "") return show(self);
  const found = /^(.?[<>^])?([-+ ])?(#)?(\d+)?(.*)$/s.exec(spec)!;
  const [, align = "", sign = "", alternate = "", width = "", rest] = found;
  if (/=/.test(align)) fail("ValueError", "'=' alignment flag is not allowed in complex format specifier");
  const shown =
    rest === "" || /^[,_]$/.test(rest)
      ? show(self)
      : formatValue(self.re, sign + alternate + rest) + formatValue(self.im, `+${alternate}${rest}`) + "j";
  return formatValue(shown, `${align === "" ? ">" : align}${width}`);
}

methods(complexType, {
  ...operators,
  "__repr__(self, /)": show,
  "__format__(self, format_spec, /)": withFormat,
  "__hash__(self, /)": ({ re, im }: Complex) => hash(BigInt.asIntN(64, hash(re) + 1000003n * hash(im))),
  "__bool__(self, /)": ({ re, im }: Complex) => re !== 0 || im !== 0,
  "__neg__(self, /)": ({ re, im }: Complex) => new Complex(-re, -im),
  "__pos__(self, /)": (self: Complex) => self,
  "__abs__(self, /)": ({ re, im }: Complex) => Math.hypot(re, im),
  "__complex__(self, /)": (self: Complex) => self,
  "conjugate(self, /)": ({ re, im }: Complex) => new Complex(re, -im),
  "__getnewargs__(self, /)": ({ re, im }: Complex) => new Tuple([re, im]),
  "__eq__(self, value, /)"(self: Complex, other: Value) {
    const y = asComplex(other);
    return y ? self.re === y.re && self.im === y.im : NotImplemented;
  },
  "__init__(self, /, *args, **kwargs)": () => null,
});
getters(complexType, { real: ({ re }: Complex) => re, imag: ({ im }: Complex) => im });

function fromText(given: string): Complex {
  const text = given
    .trim()
    .replace(/^\((.*)\)$/, "$1")
    .trim()
    .toLowerCase();
  const number = "(?:\\d+\\.?\\d*(?:e[-+]?\\d+)?|\\.\\d+(?:e[-+]?\\d+)?|inf|infinity|nan)";
  const found = new RegExp(`^([-+]?${number})?(?:([-+]?${number}?)j)?$`).exec(text);
  const wrong = (): never => fail("ValueError", "complex() arg is a malformed string");
  if (!found || text === "") return wrong();
  const [, re, im] = found;
  // `1j` alone is read as a part before the `j`.
  if (re !== undefined && im === "") return text.endsWith("j") ? new Complex(0, toPart(re)) : wrong();
  if (re !== undefined && im !== undefined && !/^[-+]/.test(im)) return new Complex(0, toPart(re + im));
  return new Complex(re === undefined ? 0 : toPart(re), im === undefined ? 0 : toPart(im));
}

function toPart(text: string): number {
  if (/^[-+]?$/.test(text)) return text === "-" ? -1 : 1;
  const size = /nan/.test(text) ? NaN : /inf/.test(text) ? Infinity : Number(text.replace(/^[-+]/, ""));
  return text.startsWith("-") ? -size : size;
}

/** `complex(x)` of one value. */
function toComplex(x: Value): Complex {
  const known = asComplex(x);
  if (known) return known;
  for (const name of ["__complex__", "__float__", "__index__"]) {
    const method = typeOf(x).lookup(name);
    if (method === undefined || method === null) continue;
    return asComplex(call(method, [x])) ?? fail("TypeError", `${name} returned no number`);
  }
  return fail("TypeError", `complex() first argument must be a string or a number, not '${typeName(x)}'`);
}

complexType.set(
  "__new__",
  new Native("__new__(cls, real=0, imag=0)", (type: Type, real: Value = 0n, imag?: Value) => {
    const text = plain(real);
    if (typeof text === "string") {
      if (imag !== undefined) fail("TypeError", "complex() can't take second arg if first is a string");
      const { re, im } = fromText(text);
      return new Complex(re, im, type);
    }
    if (imag !== undefined && typeof plain(imag) === "string")
      fail("TypeError", "complex() second arg can't be a string");
    const a = toComplex(real);
    if (imag === undefined) return new Complex(a.re, a.im, type);
    const b = toComplex(imag);
    // `a + b * 1j`, but without touching parts that are not there.
    return new Complex(
      imag instanceof Complex ? a.re - b.im : a.re,
      real instanceof Complex ? a.im + b.re : b.re,
      type,
    );
  }),
);
