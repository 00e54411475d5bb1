import * as elementary from "../text/elementary.js";
import { fail } from "../text/failure.js";
import { Complex } from "../objects/complex.js";
import { Tuple } from "../objects/containers.js";
import { call } from "../objects/machine.js";
import type { Natives } from "../objects/native.js";
import { typeName, typeOf } from "../objects/types.js";
import type { Value } from "../objects/value.js";
import { asComplex } from "../types/rest/complex.js";
import { realNumber } from "../types/rest/conversions.js";
import type { Library } from "./library.js";

function complex(x: Value): Complex {
  const known = asComplex(x);
  if (known) return known;
  const method = typeOf(x).lookup("__complex__") ?? typeOf(x).lookup("__float__");
  const made = method === undefined ? undefined : asComplex(call(method, [x]));
  return made ?? fail("TypeError", `must be real number, not ${typeName(x)}`);
}

const of = (re: number, im: number): Complex => new Complex(re, im);
const times = (a: Complex, b: Complex): Complex => of(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re);
const plus = (a: Complex, b: Complex): Complex => of(a.re + b.re, a.im + b.im);
const one = of(1, 0);
const turned = ({ re, im }: Complex): Complex => of(-im, re);
const turnedBack = ({ re, im }: Complex): Complex => of(im, -re);
const negative = ({ re, im }: Complex): Complex => of(-re, -im);

const exp = ({ re, im }: Complex): Complex =>
  im === 0
    ? of(elementary.exp(re), im)
    : of(elementary.exp(re) * elementary.cos(im), elementary.exp(re) * elementary.sin(im));

function log({ re, im }: Complex): Complex {
  const size = Math.hypot(re, im);
  return size === 0 ? fail("ValueError", "math domain error") : of(elementary.log(size), Math.atan2(im, re));
}

function sqrt({ re, im }: Complex): Complex {
  if (re === 0 && im === 0) return of(0, im);
  const half = Math.sqrt((Math.abs(re) + Math.hypot(re, im)) / 2);
  const other = Math.abs(im) / (2 * half);
  const sign = im < 0 || Object.is(im, -0) ? -1 : 1;
  return re >= 0 ? of(half, sign * other) : of(other, sign * half);
}

const sinh = ({ re, im }: Complex): Complex =>
  of(Math.sinh(re) * elementary.cos(im), Math.cosh(re) * elementary.sin(im));
const cosh = ({ re, im }: Complex): Complex =>
  of(Math.cosh(re) * elementary.cos(im), Math.sinh(re) * elementary.sin(im));

function over(a: Complex, b: Complex): Complex {
  const size = b.re * b.re + b.im * b.im;
  return of((a.re * b.re + a.im * b.im) / size, (a.im * b.re - a.re * b.im) / size);
}

const tanh = (z: Complex): Complex => over(sinh(z), cosh(z));
const asinh = (z: Complex): Complex => log(plus(z, sqrt(plus(times(z, z), one))));
const acosh = (z: Complex): Complex => log(plus(z, times(sqrt(plus(z, one)), sqrt(plus(z, of(-1, 0))))));

function atanh(z: Complex): Complex {
  const difference = plus(log(plus(one, z)), negative(log(plus(one, negative(z)))));
  return of(difference.re / 2, difference.im / 2);
}

function acos(z: Complex): Complex {
  const { re, im } = turned(log(plus(z, turned(sqrt(plus(one, negative(times(z, z))))))));
  return of(-re, -im);
}

const functions: Readonly<Record<string, (z: Complex) => Complex>> = {
  exp,
  sqrt,
  sinh,
  cosh,
  tanh,
  asinh,
  acosh,
  atanh,
  acos,
  sin: (z) => turnedBack(sinh(turned(z))),
  cos: (z) => cosh(turned(z)),
  tan: (z) => turnedBack(tanh(turned(z))),
  asin: (z) => turnedBack(asinh(turned(z))),
  atan: (z) => turnedBack(atanh(turned(z))),
};

const natives: Record<string, Natives[string]> = {};
for (const [name, f] of Object.entries(functions)) natives[`${name}(z, /)`] = (z: Value) => f(complex(z));
const every = (test: (x: number) => boolean) => (z: Value) => test(complex(z).re) && test(complex(z).im);
const some = (test: (x: number) => boolean) => (z: Value) => test(complex(z).re) || test(complex(z).im);

export const cmath: Library = {
  natives: {
    ...natives,
    "log(z, base=None, /)": (z: Value, base?: Value) =>
      base === undefined ? log(complex(z)) : over(log(complex(z)), log(complex(base))),
    "log10(z, /)"(z: Value) {
      const { re, im } = log(complex(z));
      return of(re / Math.LN10, im / Math.LN10);
    },
    "phase(z, /)": (z: Value) => Math.atan2(complex(z).im, complex(z).re),
    "polar(z, /)"(z: Value) {
      const { re, im } = complex(z);
      return new Tuple([Math.hypot(re, im), Math.atan2(im, re)]);
    },
    "rect(r, phi, /)": (r: Value, phi: Value) =>
      of(realNumber(r) * elementary.cos(realNumber(phi)), realNumber(r) * elementary.sin(realNumber(phi))),
    "isfinite(z, /)": every(Number.isFinite),
    "isnan(z, /)": some(Number.isNaN),
    "isinf(z, /)": some((x) => Math.abs(x) === Infinity),
    "isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)"(x: Value, y: Value, r: Value = 1e-9, t: Value = 0) {
      const [a, b] = [complex(x), complex(y)];
      const size = (z: Complex): number => Math.hypot(z.re, z.im);
      const apart = size(plus(a, negative(b)));
      return apart === 0 || apart <= Math.max(realNumber(r) * Math.max(size(a), size(b)), realNumber(t));
    },
  },
  values: () => ({
    pi: Math.PI,
    e: Math.E,
    tau: 2 * Math.PI,
    inf: Infinity,
    nan: NaN,
    infj: of(0, Infinity),
    nanj: of(0, NaN),
  }),
};
