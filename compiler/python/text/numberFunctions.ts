/** What built-in functions compute of Python's int (a bigint) and float (a number). */

import { abs, binaryFraction, bitLength, divideToEven, scaledDecimal } from "./exact.js";
import { fail } from "./failure.js";
import { intDivmod, intFromFloat } from "./numbers.js";

/** `pow(base, exponent, modulus)`. */
export function modularPower(base: bigint, exponent: bigint, modulus: bigint): bigint {
  if (modulus === 0n) fail("ValueError", "pow() 3rd argument cannot be 0");
  const m = abs(modulus);
  let b = exponent < 0n ? inverse(intDivmod(base, m)[1], m) : intDivmod(base, m)[1];
  let result = 1n % m;
  for (let e = abs(exponent); e > 0n; e >>= 1n) {
    if (e & 1n) result = (result * b) % m;
    b = (b * b) % m;
  }
  return intDivmod(result, modulus)[1];
}

function inverse(a: bigint, m: bigint): bigint {
  let [r, next, s, t] = [m, a, 0n, 1n];
  while (next !== 0n) [r, next, s, t] = [next, r % next, t, s - (r / next) * t];
  return r === 1n ? intDivmod(s, m)[1] : fail("ValueError", "base is not invertible for the given modulus");
}

/** `round(x)` of a float: the nearest int, ties to the even one. */
export function roundToInt(x: number): bigint {
  const n = intFromFloat(x);
  const rest = Math.abs(x - Math.trunc(x));
  return rest > 0.5 || (rest === 0.5 && n & 1n) ? n + (x < 0 ? -1n : 1n) : n;
}

/** `round(x, digits)` of a float: the float nearest to the decimal nearest to x. */
export function roundHalfEven(x: number, digits: bigint): number {
  if (!Number.isFinite(x) || x === 0 || digits > 323n) return x;
  if (digits < -308n) return x * 0;
  const rounded = Number(`${scaledDecimal(x, Number(digits))}e${-digits}`);
  if (rounded === Infinity) fail("OverflowError", "rounded value too large to represent");
  return x < 0 ? -rounded : rounded;
}

/** `round(n, digits)` of an int. */
export function roundInt(n: bigint, digits: bigint): bigint {
  if (digits >= 0n) return n;
  if (-digits > bitLength(n)) return 0n;
  const unit = 10n ** -digits;
  return divideToEven(n, unit) * unit;
}

/** `x.as_integer_ratio()`. */
export function integerRatio(x: number): [bigint, bigint] {
  if (Number.isNaN(x)) fail("ValueError", "cannot convert NaN to integer ratio");
  if (!Number.isFinite(x)) fail("OverflowError", "cannot convert Infinity to integer ratio");
  let [p, exponent] = binaryFraction(x);
  if (exponent > 0) return [p << BigInt(exponent), 1n];
  for (; exponent < 0 && !(p & 1n); exponent++) p >>= 1n;
  return p === 0n ? [0n, 1n] : [p, 1n << BigInt(-exponent)];
}
