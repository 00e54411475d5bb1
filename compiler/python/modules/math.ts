import { fail } from "../text/failure.js";
import { abs, bitLength, divideToEven, floatFromRatio } from "../text/exact.js";
import * as elementary from "../text/elementary.js";
import { product, times } from "../text/pairs.js";
import { integerRatio } from "../text/numberFunctions.js";
import { intFromFloat } from "../text/numbers.js";
import { toNumber } from "../objects/arithmetic.js";
import { Tuple } from "../objects/containers.js";
import { each, listOf } from "../objects/iterate.js";
import { call, machine } from "../objects/machine.js";
import type { Natives } from "../objects/native.js";
import { binary, index } from "../objects/operators.js";
import { typeOf } from "../objects/types.js";
import type { Value } from "../objects/value.js";
import { realNumber } from "../types/rest/conversions.js";
import type { Library } from "./library.js";
import { erf, erfc, gamma, isqrt, lgamma } from "./special.js";

function domain(): never {
  return fail("ValueError", "math domain error");
}

function range(): never {
  return fail("OverflowError", "math range error");
}

/** A function of one float: NaN of a number is an error, as is infinity of a finite one. */
function real(f: (x: number) => number, atInfinity: () => never = range) {
  return (given: Value): number => {
    const x = realNumber(given);
    const y = f(x);
    if (Number.isNaN(y) && !Number.isNaN(x)) domain();
    return Number.isFinite(x) && !Number.isFinite(y) ? atInfinity() : y;
  };
}

const overflowing = { cosh, exp: elementary.exp, expm1: Math.expm1, sinh: Math.sinh, gamma, lgamma };
function cosh(given: number): number {
  const x = Math.abs(given);
  if (!(x > 0.35 && x < 700)) return Math.cosh(x);
  const t = elementary.exp(x);
  return x < 22 ? t / 2 + 0.5 / t : t / 2;
}

/** JavaScript's, and one step of Newton's with what the cube leaves over. */
function cbrt(x: number): number {
  const y = Math.cbrt(x);
  if (!(Math.abs(x) > 1e-250 && Math.abs(x) < 1e250)) return y;
  const [high, low] = times(product(y, y), [y, 0]);
  return y - (high - x + low) / (3 * y * y);
}

const exp2 = (x: number): number => elementary.positivePower(2, x);
const plain = {
  acos: elementary.acos,
  acosh: Math.acosh,
  asin: elementary.asin,
  asinh: Math.asinh,
  atan: elementary.atan,
  atanh: Math.atanh,
  cbrt,
  cos: elementary.cos,
  erf,
  erfc,
  fabs: Math.abs,
  sin: elementary.sin,
  sqrt: Math.sqrt,
  tan: elementary.tan,
  tanh: Math.tanh,
};

const unary: Record<string, Natives[string]> = {};
for (const [name, f] of Object.entries({ ...overflowing, exp2 })) unary[`${name}(x, /)`] = real(f, range);
for (const [name, f] of Object.entries(plain)) unary[`${name}(x, /)`] = real(f, domain);
unary["gamma(x, /)"] = (given: Value): number => {
  const x = realNumber(given);
  if (x === -Infinity || (x <= 0 && Number.isInteger(x))) domain();
  return real(gamma)(x);
};
unary["lgamma(x, /)"] = (given: Value): number => {
  const x = realNumber(given);
  if (x <= 0 && Number.isInteger(x)) domain();
  return Math.abs(x) === Infinity ? Infinity : lgamma(x);
};

/** Logarithms take ints of any size. */
function logarithm(f: (x: number) => number, perBit: number) {
  return (x: Value): number => {
    const n = toNumber(x);
    if (typeof n !== "bigint") {
      const value = realNumber(x);
      if (value <= 0) domain();
      return f(value);
    }
    if (n <= 0n) domain();
    const value = Number(n);
    if (Number.isFinite(value)) return f(value);
    const e = bitLength(n);
    return f(floatFromRatio(n, 1n << BigInt(e))) + e * perBit;
  };
}
const ln = logarithm(elementary.log, Math.LN2);

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return abs(a);
}

/** Floats added without any rounding but the last. */
function fsum(items: Value): number {
  let [numerator, scale, special] = [0n, 0n, 0];
  for (const item of each(items)) {
    const x = realNumber(item);
    if (!Number.isFinite(x)) {
      special += x;
      if (Number.isNaN(special) && !Number.isNaN(x)) fail("ValueError", "-inf + inf in fsum");
      continue;
    }
    const [p, q] = integerRatio(x);
    const bits = BigInt(bitLength(q) - 1);
    if (bits > scale) {
      numerator <<= bits - scale;
      scale = bits;
    }
    numerator += p << (scale - bits);
  }
  if (special !== 0) return special;
  return numerator === 0n ? 0 : floatFromRatio(numerator, 1n << scale);
}

function count(x: Value, name: string): bigint {
  const n = index(x);
  return n < 0n ? fail("ValueError", `${name} must be a non-negative integer`) : n;
}

/** Whole number nearest to a float in one direction: by the method of its class, if it has one. */
function towards(name: string, f: (x: number) => number) {
  return (x: Value): Value => {
    if (typeof x === "number") return intFromFloat(f(x));
    const method = typeOf(x).lookup(name);
    return method !== undefined && method !== null ? call(method, [x]) : intFromFloat(f(realNumber(x)));
  };
}

/** The square root of a sum of squares, without overflow. */
function hypot(items: readonly number[]): number {
  const sizes = items.map(Math.abs);
  if (sizes.includes(Infinity)) return Infinity;
  const largest = Math.max(0, ...sizes);
  if (largest === 0 || Number.isNaN(largest)) return largest;
  // Exactly, with one rounding at the end.
  const [scale, places] = [Math.floor(Math.log2(largest)), 80n];
  let total = 0n;
  for (const x of sizes) {
    const [p, q] = integerRatio(scaled(x, -scale));
    const scaledX = (p << (places + 60n)) / q;
    total += scaledX * scaledX;
  }
  return scaled(floatFromRatio(isqrt(total), 1n << (places + 60n)), scale);
}

/** `x * 2^n`, in steps that neither overflow nor vanish. */
function scaled(x: number, n: number): number {
  for (; n > 1000; n -= 1000) x *= 2 ** 1000;
  for (; n < -1000; n += 1000) x *= 2 ** -1000;
  return x * 2 ** n;
}

function frexp(x: number): [number, bigint] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0n];
  let e = Math.floor(Math.log2(Math.abs(x))) + 1;
  let m = scaled(x, -e);
  if (Math.abs(m) >= 1) [m, e] = [m / 2, e + 1];
  if (Math.abs(m) < 0.5) [m, e] = [m * 2, e - 1];
  return [m, BigInt(e)];
}

function ldexp(x: number, n: bigint): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  if (n < -3000n) return 0 * Math.sign(x);
  if (n > 3000n) return range();
  const [p, q] = integerRatio(x);
  const y = n < 0n ? floatFromRatio(p, q << -n) : floatFromRatio(p << n, q);
  return Number.isFinite(y) ? y : range();
}

const bits = new DataView(new ArrayBuffer(8));

function nextAfter(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (x === y) return y;
  if (x === 0) return y > 0 ? 5e-324 : -5e-324;
  bits.setFloat64(0, x);
  bits.setBigInt64(0, bits.getBigInt64(0) + (x > 0 === y > x ? 1n : -1n));
  return bits.getFloat64(0);
}

function ulp(x: number): number {
  const size = Math.abs(x);
  if (!Number.isFinite(size)) return size;
  return size === Number.MAX_VALUE ? size - nextAfter(size, 0) : nextAfter(size, Infinity) - size;
}

/** IEEE's remainder: to the nearest multiple. */
function remainder(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (!Number.isFinite(x) || y === 0) return domain();
  if (!Number.isFinite(y)) return x;
  const [[p, q], [r, s]] = [integerRatio(x), integerRatio(y)];
  const [a, b] = [p * s, r * q];
  const n = b < 0n ? divideToEven(-a, -b) : divideToEven(a, b);
  const left = a - n * b;
  return left === 0n ? 0 * Math.sign(x || 1) : floatFromRatio(left, q * s);
}

function pow(x: number, y: number): number {
  if (x === 1 || y === 0) return 1;
  if (x === -1 && Math.abs(y) === Infinity) return 1;
  const z =
    x > 0
      ? elementary.positivePower(x, y)
      : x < 0 && Number.isInteger(y)
        ? elementary.positivePower(-x, y) * (y % 2 === 0 ? 1 : -1)
        : x ** y;
  if (Number.isNaN(z) && !Number.isNaN(x) && !Number.isNaN(y)) domain();
  if (!Number.isFinite(z) && Number.isFinite(x) && Number.isFinite(y)) return x === 0 ? domain() : range();
  return z;
}

function isClose(a: number, b: number, relative: number, absolute: number): boolean {
  if (relative < 0 || absolute < 0) fail("ValueError", "tolerances must be non-negative");
  if (a === b) return true;
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  const difference = Math.abs(a - b);
  return difference <= Math.max(relative * Math.max(Math.abs(a), Math.abs(b)), absolute);
}

/** A product of so many factors: no larger than an int may be, and counted as the work that it is. */
function multiplied(count: bigint, factor: (i: bigint) => bigint): bigint {
  let total = 1n;
  let bits = 0;
  for (let i = 0n; i < count; i++) {
    const next = factor(i);
    bits += Math.log2(Number(next));
    if (bits > 2 ** 25) fail("MemoryError", "an int of more than 2**25 bits");
    machine().tick(1 + bits / 1024);
    total *= next;
  }
  return total;
}

export const math: Library = {
  natives: {
    ...unary,
    "log(x, base=None, /)": (x: Value, base?: Value) => {
      if (base === undefined) return ln(x);
      const [top, bottom] = [ln(x), ln(base)];
      return bottom === 0 ? fail("ZeroDivisionError", "float division by zero") : top / bottom;
    },
    "log2(x, /)": logarithm(Math.log2, 1),
    "log10(x, /)": logarithm(Math.log10, Math.log10(2)),
    "log1p(x, /)"(given: Value) {
      const x = realNumber(given);
      return x <= -1 ? domain() : Math.log1p(x);
    },
    "atan2(y, x, /)": (y: Value, x: Value) => Math.atan2(realNumber(y), realNumber(x)),
    "pow(x, y, /)": (x: Value, y: Value) => pow(realNumber(x), realNumber(y)),
    "fmod(x, y, /)"(a: Value, b: Value) {
      const [x, y] = [realNumber(a), realNumber(b)];
      const r = x % y;
      return Number.isNaN(r) && !Number.isNaN(x) && !Number.isNaN(y) ? domain() : r;
    },
    "remainder(x, y, /)": (x: Value, y: Value) => remainder(realNumber(x), realNumber(y)),
    "copysign(x, y, /)"(a: Value, b: Value) {
      const [x, y] = [Math.abs(realNumber(a)), realNumber(b)];
      return y < 0 || Object.is(y, -0) ? -x : x;
    },
    "degrees(x, /)": (x: Value) => realNumber(x) * (180 / Math.PI),
    "radians(x, /)": (x: Value) => realNumber(x) * (Math.PI / 180),
    "floor(x, /)": towards("__floor__", Math.floor),
    "ceil(x, /)": towards("__ceil__", Math.ceil),
    "trunc(x, /)"(x: Value) {
      const method = typeOf(x).lookup("__trunc__");
      return method === undefined
        ? fail("TypeError", `type ${typeOf(x).name} doesn't define __trunc__ method`)
        : call(method, [x]);
    },
    "modf(x, /)"(given: Value) {
      const x = realNumber(given);
      const whole = Math.trunc(x);
      const sign = x < 0 || Object.is(x, -0) ? -1 : 1;
      return new Tuple([Number.isFinite(x) ? x - whole || 0 * sign : Number.isNaN(x) ? x : 0 * sign, whole]);
    },
    "frexp(x, /)": (x: Value) => new Tuple(frexp(realNumber(x))),
    "ldexp(x, i, /)": (x: Value, i: Value) => ldexp(realNumber(x), index(i)),
    "isnan(x, /)": (x: Value) => Number.isNaN(realNumber(x)),
    "isinf(x, /)": (x: Value) => Math.abs(realNumber(x)) === Infinity,
    "isfinite(x, /)": (x: Value) => Number.isFinite(realNumber(x)),
    "isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)": (a: Value, b: Value, r: Value = 1e-9, t: Value = 0) =>
      isClose(realNumber(a), realNumber(b), realNumber(r), realNumber(t)),
    "nextafter(x, y, /)": (x: Value, y: Value) => nextAfter(realNumber(x), realNumber(y)),
    "ulp(x, /)": (x: Value) => ulp(realNumber(x)),
    "hypot(*coordinates)": (all: readonly Value[]) => hypot(all.map(realNumber)),
    "dist(p, q, /)"(p: Value, q: Value) {
      const [a, b] = [listOf(p).map(realNumber), listOf(q).map(realNumber)];
      if (a.length !== b.length) fail("ValueError", "both points must have the same number of dimensions");
      return hypot(a.map((x, i) => x - b[i]));
    },
    "fsum(seq, /)": fsum,
    "prod(iterable, /, *, start=1)"(items: Value, start: Value = 1n) {
      let total: Value = start;
      for (const x of each(items)) total = binary("*", total, x);
      return total;
    },
    "factorial(n, /)"(x: Value) {
      if (typeof x === "number") fail("TypeError", "'float' object cannot be interpreted as an integer");
      const n = index(x);
      if (n < 0n) fail("ValueError", "factorial() not defined for negative values");
      return multiplied(n - 1n, (i) => i + 2n);
    },
    "comb(n, k, /)"(a: Value, b: Value) {
      const [n, given] = [count(a, "n"), count(b, "k")];
      if (given > n) return 0n;
      const k = given > n - given ? n - given : given;
      return multiplied(k, (i) => n - i) / multiplied(k, (i) => i + 1n);
    },
    "perm(n, k=None, /)"(a: Value, b: Value = null) {
      const n = count(a, "n");
      const k = b === null ? n : count(b, "k");
      return k > n ? 0n : multiplied(k, (i) => n - i);
    },
    "gcd(*integers)": (all: readonly Value[]) => all.reduce((a: bigint, x) => gcd(a, index(x)), 0n),
    "lcm(*integers)": (all: readonly Value[]) =>
      all.reduce((a: bigint, x) => {
        const b = index(x);
        return a === 0n || b === 0n ? 0n : abs((a / gcd(a, b)) * b);
      }, 1n),
    "isqrt(n, /)"(x: Value) {
      const n = index(x);
      return n < 0n ? fail("ValueError", "isqrt() argument must be nonnegative") : isqrt(n);
    },
  },
  values: () => ({ pi: Math.PI, e: Math.E, tau: 2 * Math.PI, inf: Infinity, nan: NaN }),
};
