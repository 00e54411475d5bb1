/** The elementwise functions: what they compute of numbers, and in which dtypes. */

import * as elementary from "../text/elementary.js";

/**
 * What a function's loops are for: `same` for all dtypes and gives what it takes, `number` all but bool, `float` floats (integers become
 * floats), `integer` bools and integers, `divide` floats, and float64 for integers; `test` all and gives bools, `floatTest` floats
 * and gives bools, `logical` bools.
 */
type Loops = "same" | "number" | "float" | "integer" | "divide" | "test" | "floatTest" | "logical" | "round";

export interface Kernel {
  readonly loops: Loops;
  readonly arity: 1 | 2;
  readonly f: (x: number, y: number) => number | boolean;
  /** The same for 64-bit integers, where `f` doesn't do for them. */
  readonly big?: (x: bigint, y: bigint) => bigint | boolean;
  /** The same for 32-bit integers, where `f` would round. */
  readonly int32?: (x: number, y: number) => number;
  /** The same for float32, where it differs by more than rounding. */
  readonly single?: (x: number, y: number) => number;
  /** The same for bools, where it differs. */
  readonly bool?: (x: number, y: number) => number;
  /** Where a finite result of infinity is a pole. */
  readonly pole?: (x: number, y: number) => boolean;
  readonly identity?: number;
}

type Options = Omit<Kernel, "loops" | "arity" | "f">;

const kernel = (arity: 1 | 2, loops: Loops, f: Kernel["f"], options: Options = {}): Kernel => ({
  loops,
  arity,
  f,
  ...options,
});
const one = (loops: Loops, f: (x: number) => number | boolean, options?: Options): Kernel =>
  kernel(1, loops, f, options);
const two = (loops: Loops, f: Kernel["f"], options?: Options): Kernel => kernel(2, loops, f, options);

const always = (): boolean => true;

function floorDivide(x: number, y: number): number {
  if (y === 0) return x / y;
  const quotient = (x - modulo(x, y)) / y;
  if (quotient === 0) return x / y < 0 || Object.is(x / y, -0) ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

function modulo(x: number, y: number): number {
  const r = x % y;
  if (r === 0) return y < 0 ? -0 : 0;
  return r < 0 !== y < 0 ? r + y : r;
}

const bigModulo = (x: bigint, y: bigint): bigint => {
  if (y === 0n) return 0n;
  const r = x % y;
  return r !== 0n && r < 0n !== y < 0n ? r + y : r;
};

function bigPower(x: bigint, y: bigint): bigint {
  let result = 1n;
  for (let base = x, n = y; n > 0n; n >>= 1n, base = BigInt.asIntN(64, base * base))
    if (n & 1n) result = BigInt.asIntN(64, result * base);
  return result;
}

function power(x: number, y: number): number {
  if (x === 1 || y === 0) return 1;
  if (Math.abs(x) === 1 && Math.abs(y) === Infinity) return 1;
  if (x >= 0) return elementary.positivePower(x, y);
  if (!Number.isInteger(y))
    return x === -Infinity || Number.isNaN(x) ? x ** y : Number.isFinite(y) ? NaN : x ** y;
  const size = elementary.positivePower(-x, y);
  return Math.abs(y % 2) === 1 ? -size : size;
}

/** Rounds to the nearest integer, ties to the even one. */
export function roundEven(x: number): number {
  const r = Math.round(x);
  const even = Math.abs(x % 1) === 0.5 && r % 2 !== 0 ? r - 1 : r;
  return even === 0 && (x < 0 || Object.is(x, -0)) ? -0 : even;
}

const bothNaN = (f: (x: number, y: number) => number) => (x: number, y: number) =>
  Number.isNaN(x) ? x : Number.isNaN(y) ? y : f(x, y);
const max = (x: number, y: number): number => (x > y ? x : y);
const min = (x: number, y: number): number => (x < y ? x : y);
const ignoringNaN = (f: (x: number, y: number) => number) => (x: number, y: number) =>
  Number.isNaN(x) ? y : Number.isNaN(y) ? x : f(x, y);
const absBig = (x: bigint): bigint => (x < 0n ? -x : x);

function gcd(x: bigint, y: bigint): bigint {
  let [a, b] = [absBig(x), absBig(y)];
  while (b) [a, b] = [b, a % b];
  return a;
}

const viaBig =
  (f: (x: bigint, y: bigint) => bigint) =>
  (x: number, y: number): number =>
    Number(f(BigInt(x), BigInt(y)));
const lcm = (x: bigint, y: bigint): bigint => (x === 0n || y === 0n ? 0n : absBig(x * y) / gcd(x, y));

// The same text does for numbers and for bigints: TypeScript needs to be told.
type Any = never;
const add = (x: number, y: number): number => x + y;
const subtract = (x: number, y: number): number => x - y;
const multiply = (x: number, y: number): number => x * y;
const leftShift = (x: number, y: number): number => (y < 0 || y >= 32 ? 0 : x << y);
const rightShift = (x: number, y: number): number => (y < 0 || y >= 32 ? (x < 0 ? -1 : 0) : x >> y);
// NaN is true; a bigint may come too.
const truth = (x: number): boolean => Number(x) !== 0;

function logAddExp(x: number, y: number): number {
  if (x === y) return x + Math.LN2;
  const d = x - y;
  return d > 0 ? x + Math.log1p(elementary.exp(-d)) : d <= 0 ? y + Math.log1p(elementary.exp(d)) : d;
}

function nextSingle(x: number, y: number): number {
  if (x === y || Number.isNaN(x) || Number.isNaN(y)) return x + (y - x);
  const [value, word] = [new Float32Array([x]), new Int32Array(1)];
  const bits = new Int32Array(value.buffer);
  if (x === 0) return y > 0 ? 2 ** -149 : -(2 ** -149);
  word[0] = bits[0] + (y > x === x > 0 ? 1 : -1);
  return new Float32Array(word.buffer)[0];
}

function nextAfter(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (x === y) return y;
  if (x === 0) return y > 0 ? 5e-324 : -5e-324;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  view.setBigInt64(0, view.getBigInt64(0) + (y > x === x > 0 ? 1n : -1n));
  return view.getFloat64(0);
}

export const kernels: Readonly<Record<string, Kernel>> = {
  add: two("same", add, { bool: (x, y) => x | y, identity: 0 }),
  subtract: two("number", subtract),
  multiply: two("same", multiply, { int32: Math.imul, bool: (x, y) => x & y, identity: 1 }),
  divide: two("divide", (x, y) => x / y, { pole: (_, y) => y === 0 }),
  floor_divide: two("number", floorDivide, {
    big: (x, y) => (y === 0n ? 0n : (x - bigModulo(x, y)) / y),
    pole: (_, y) => y === 0,
  }),
  remainder: two("number", modulo, { big: bigModulo }),
  fmod: two("number", (x, y) => x % y, { big: (x, y) => (y === 0n ? 0n : x % y) }),
  power: two("number", power, {
    big: bigPower,
    int32: viaBig(bigPower),
    pole: (x) => x === 0,
  }),
  float_power: two("divide", power, { pole: (x) => x === 0 }),
  negative: one("number", (x) => -x),
  positive: one("number", (x) => x),
  absolute: one("same", Math.abs, { big: absBig }),
  fabs: one("float", Math.abs),
  sign: one("number", (x) => (x === 0 ? 0 : Math.sign(x)), { big: (x) => (x > 0n ? 1n : x < 0n ? -1n : 0n) }),
  square: one("number", (x) => x * x, { int32: (x) => Math.imul(x, x) }),
  reciprocal: one("number", (x) => 1 / x, { big: (x) => (x === 0n ? 0n : 1n / x), pole: always }),
  conjugate: one("same", (x) => x),
  sqrt: one("float", Math.sqrt),
  cbrt: one("float", Math.cbrt),
  exp: one("float", elementary.exp),
  exp2: one("float", (x) => power(2, x)),
  expm1: one("float", Math.expm1),
  log: one("float", elementary.log, { pole: always }),
  log2: one("float", Math.log2, { pole: always }),
  log10: one("float", Math.log10, { pole: always }),
  log1p: one("float", Math.log1p, { pole: always }),
  sin: one("float", elementary.sin),
  cos: one("float", elementary.cos),
  tan: one("float", elementary.tan),
  arcsin: one("float", elementary.asin),
  arccos: one("float", elementary.acos),
  arctan: one("float", elementary.atan),
  sinh: one("float", Math.sinh),
  cosh: one("float", Math.cosh),
  tanh: one("float", Math.tanh),
  arcsinh: one("float", Math.asinh),
  arccosh: one("float", Math.acosh),
  arctanh: one("float", Math.atanh, { pole: always }),
  deg2rad: one("float", (x) => x * (Math.PI / 180), { single: (x) => x * Math.fround(Math.PI / 180) }),
  rad2deg: one("float", (x) => x * (180 / Math.PI), { single: (x) => x * Math.fround(180 / Math.PI) }),
  floor: one("round", Math.floor),
  ceil: one("round", Math.ceil),
  trunc: one("round", Math.trunc),
  rint: one("float", roundEven),
  arctan2: two("float", Math.atan2),
  hypot: two("float", (x, y) => Math.hypot(x, y)),
  logaddexp: two("float", logAddExp, { identity: -Infinity }),
  logaddexp2: two("float", (x, y) => logAddExp(x * Math.LN2, y * Math.LN2) / Math.LN2),
  copysign: two("float", (x, y) => Math.abs(x) * (y < 0 || Object.is(y, -0) ? -1 : 1)),
  nextafter: two("float", nextAfter, { single: nextSingle }),
  heaviside: two("float", (x, y) => (Number.isNaN(x) ? x : x === 0 ? y : x < 0 ? 0 : 1)),
  maximum: two("same", bothNaN(max), { big: max as Any }),
  minimum: two("same", bothNaN(min), { big: min as Any }),
  fmax: two("same", ignoringNaN(max), { big: max as Any }),
  fmin: two("same", ignoringNaN(min), { big: min as Any }),
  equal: two("test", (x, y) => x === y),
  not_equal: two("test", (x, y) => x !== y),
  less: two("test", (x, y) => x < y),
  less_equal: two("test", (x, y) => x <= y),
  greater: two("test", (x, y) => x > y),
  greater_equal: two("test", (x, y) => x >= y),
  logical_and: two("logical", (x, y) => truth(x) && truth(y), { identity: 1 }),
  logical_or: two("logical", (x, y) => truth(x) || truth(y), { identity: 0 }),
  logical_xor: two("logical", (x, y) => truth(x) !== truth(y), { identity: 0 }),
  logical_not: one("logical", (x) => !truth(x)),
  isnan: one("floatTest", Number.isNaN),
  isinf: one("floatTest", (x) => Math.abs(x) === Infinity),
  isfinite: one("floatTest", Number.isFinite),
  signbit: one("floatTest", (x) => x < 0 || Object.is(x, -0)),
  bitwise_and: two("integer", (x, y) => x & y, { identity: -1 }),
  bitwise_or: two("integer", (x, y) => x | y, { identity: 0 }),
  bitwise_xor: two("integer", (x, y) => x ^ y, { identity: 0 }),
  invert: one("integer", (x) => ~x, { bool: (x) => 1 - x }),
  left_shift: two("integer", leftShift, { big: (x, y) => (y < 0n || y >= 64n ? 0n : x << y) }),
  right_shift: two("integer", rightShift, {
    big: (x, y) => (y < 0n || y >= 64n ? (x < 0n ? -1n : 0n) : x >> y),
  }),
  gcd: two("integer", viaBig(gcd), { big: gcd }),
  lcm: two("integer", viaBig(lcm), { big: lcm }),
};

/** Other names. */
export const kernelAliases: Readonly<Record<string, string>> = {
  abs: "absolute", true_divide: "divide", mod: "remainder", pow: "power", conj: "conjugate", acos: "arccos", asin: "arcsin", atan: "arctan",
  atan2: "arctan2", acosh: "arccosh", asinh: "arcsinh", atanh: "arctanh", radians: "deg2rad", degrees: "rad2deg", bitwise_not: "invert",
  bitwise_invert: "invert", bitwise_left_shift: "left_shift", bitwise_right_shift: "right_shift",
}; // prettier-ignore
