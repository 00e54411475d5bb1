/**
 * What `shaders/` has for 32 bits, for float64 and for integers of 64 bits: on the host alone, where JavaScript's numbers are float64.
 */

import type { ScalarType } from "../ir/expression.js";
import { NotImplementedError } from "../ir/errors.js";
import { operators64 } from "../ir/int64.js";
import { bessel, digamma, erf, erfc, erfInverse, logGamma } from "./special64.js";

type Arithmetic = (...args: number[]) => number;

function sign(x: number): number {
  return x > 0 ? 1 : x < 0 ? -1 : x;
}

function roundEven(x: number): number {
  if (Math.abs(x) >= 2 ** 52 || x === 0) return x;
  const scale = x < 0 ? -(2 ** 52) : 2 ** 52;
  const rounded = x + scale - scale;
  return rounded === 0 ? (x < 0 ? -0 : 0) : rounded;
}

const words = new BigInt64Array(1);
const floats = new Float64Array(words.buffer);

/** The float64 next to x in the direction of y. */
function nextAfter(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (x === y) return y;
  if (x === 0) return y > 0 ? Number.MIN_VALUE : -Number.MIN_VALUE;
  floats[0] = x;
  words[0] += y > x === x > 0 ? 1n : -1n;
  return floats[0];
}

/** JAX: a power of 1, or with an exponent of 0, is 1 whatever the other is. */
const power = (x: number, y: number): number =>
  x === 1 ? 1 : x === -1 && Math.abs(y) === Infinity ? 1 : x ** y;

const ofFloats = {
  pb_sin: Math.sin, pb_cos: Math.cos, pb_tan: Math.tan, pb_asin: Math.asin, pb_acos: Math.acos, pb_atan: Math.atan,
  pb_atan2: Math.atan2, pb_sinh: Math.sinh, pb_cosh: Math.cosh, pb_tanh: Math.tanh, pb_asinh: Math.asinh, pb_acosh: Math.acosh, pb_atanh: Math.atanh,
  pb_exp: Math.exp, pb_exp2: (x) => 2 ** x, pb_expm1: Math.expm1, pb_log: Math.log, pb_log2: Math.log2, pb_log1p: Math.log1p,
  pb_xla_exp: Math.exp, pb_xla_log: Math.log, pb_xla_log1p: Math.log1p,
  pb_logistic: (x) => 1 / (1 + Math.exp(-x)),
  pb_sqrt: Math.sqrt, pb_rsqrt: (x) => 1 / Math.sqrt(x), pb_cbrt: Math.cbrt, pb_pow: power, pb_integer_pow: power,
  pb_floor: Math.floor, pb_ceil: Math.ceil, pb_round: (x) => sign(x) * Math.floor(Math.abs(x) + 0.5), pb_round_even: roundEven,
  pb_sign: sign, pb_min: Math.min, pb_max: Math.max, pb_clamp: (low, x, high) => Math.min(Math.max(low, x), high),
  pb_rem: (x, y) => x % y, pb_div: (x, y) => x / y, pb_fma: (x, y, z) => x * y + z, pb_nextafter: nextAfter,
  pb_isnan: (x) => Number(Number.isNaN(x)), pb_is_finite: (x) => Number(Number.isFinite(x)), pb_isinf: (x) => Number(Math.abs(x) === Infinity),
  pb_erf: erf, pb_erfc: erfc, pb_erf_inv: erfInverse, pb_xla_erf: erf, pb_xla_erf_inv: erfInverse,
  pb_lgamma: logGamma, pb_digamma: digamma, pb_bessel_i0e: (x) => bessel(0, x), pb_bessel_i1e: (x) => bessel(1, x),
} satisfies Record<string, Arithmetic>; // prettier-ignore

/** The upper or the lower half of a number that is as great, among others, as x is; the greatest for NaN. */
function orderWord(x: number, word: number): number {
  floats[0] = x === 0 ? 0 : x;
  const bits = BigInt.asUintN(64, words[0]);
  const ordered = Number.isNaN(x) ? 2n ** 64n - 1n : bits >> 63n ? ~bits : bits | (1n << 63n);
  return Number(BigInt.asUintN(32, word === 0 ? ordered >> 32n : ordered));
}

const isCount = (y: number): boolean => y >= 0 && y < 64;

/** The number of one bits of a whole number, taken as 64 bits. */
function countOnes(x: number): number {
  let count = 0;
  for (let rest = BigInt.asUintN(64, BigInt(x)); rest > 0n; rest &= rest - 1n) count++;
  return count;
}

const countLeadingZeros = (x: number): number =>
  64 - (x === 0 ? 0 : BigInt.asUintN(64, BigInt(x)).toString(2).length);

const ofIntegers = {
  pb_div: (x, y) => (y === 0 ? -1 : operators64.div(x, y)),
  pb_rem: (x, y) => (y === 0 ? x : x % y),
  pb_sign: sign,
  pb_shift_left: (x, y) => (isCount(y) ? operators64.shl(x, y) : 0),
  pb_shift_right_logical: (x, y) => (isCount(y) ? Number(BigInt.asUintN(64, BigInt(x)) >> BigInt(y)) : 0),
  pb_shift_right_arithmetic: (x, y) => operators64.shr(x, isCount(y) ? y : 63),
  pb_population_count: countOnes,
  pb_clz: countLeadingZeros,
} satisfies Record<string, Arithmetic>;

const suffixed = (table: Readonly<Record<string, Arithmetic>>, suffix: string): [string, Arithmetic][] =>
  Object.entries(table).map(([name, f]) => [`${name}_${suffix}`, f]);

/** All of them, by the names that kernels have for them: `pb_sin_f64`, `pb_div_i64`. */
export const wideMath: Readonly<Record<string, Arithmetic>> = Object.fromEntries([
  ...["f64", "i64", "u64"].flatMap((type) => suffixed({ pb_order_word: orderWord }, type)),
  ...suffixed(ofFloats, "f64"),
  ...suffixed(ofIntegers, "i64"),
  ...suffixed(ofIntegers, "u64"),
]);

export const isWideFunction = (name: string): boolean => Object.hasOwn(wideMath, name);

/** The function of `shaders/` of this name, for elements of 64 bits. */
export function wideFunction(name: string, type: ScalarType): Arithmetic {
  const found = wideMath[`${name}_${type}`];
  if (!found)
    throw new NotImplementedError(
      `${name.replace("pb_", "")} is not supported for ${type}: convert to 32 bits.`,
    );
  return found;
}
