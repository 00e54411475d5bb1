/** Arithmetic of Python's int (a bigint) and float (a number). Comparing needs nothing: `<` and `==` are exact between them. */

import { abs, binaryFraction, bitLength, divideToEven, floatFromRatio, scaledDecimal } from "./exact.js";
import { fail } from "./failure.js";
import { positivePower } from "./elementary.js";

type Numeric = bigint | number;

/** An int may have so many bits: more would only fill the memory. */
const bitLimit = 2 ** 25;

const divisionByZero = (message: string): never => fail("ZeroDivisionError", message);

/** The nearest float. Throws an OverflowError where there is none. */
export function floatFromInt(n: bigint): number {
  const x = Number(n);
  return Number.isFinite(x) ? x : fail("OverflowError", "int too large to convert to float");
}

export const toFloat = (x: Numeric): number => (typeof x === "bigint" ? floatFromInt(x) : x);

/** The integer without the fraction. Throws an OverflowError or a ValueError for inf and nan. */
export function intFromFloat(x: number): bigint {
  if (Number.isNaN(x)) fail("ValueError", "cannot convert float NaN to integer");
  if (!Number.isFinite(x)) fail("OverflowError", "cannot convert float infinity to integer");
  return BigInt(Math.trunc(x));
}

const checkBits = (bits: number): void => {
  if (bits > bitLimit) fail("MemoryError", `an int of more than 2**25 bits`);
};

export function add(a: Numeric, b: Numeric): Numeric {
  return typeof a === "bigint" && typeof b === "bigint" ? a + b : toFloat(a) + toFloat(b);
}

export function subtract(a: Numeric, b: Numeric): Numeric {
  return typeof a === "bigint" && typeof b === "bigint" ? a - b : toFloat(a) - toFloat(b);
}

export function multiply(a: Numeric, b: Numeric): Numeric {
  if (typeof a !== "bigint" || typeof b !== "bigint") return toFloat(a) * toFloat(b);
  const n = a * b;
  // Only the product of many bits can be too long.
  if (n > largeInt || n < negativeLargeInt) checkBits(bitLength(n));
  return n;
}

const largeInt = 1n << 100000n;
const negativeLargeInt = -largeInt;

/** `a << b`. */
export function shiftLeft(a: bigint, b: bigint): bigint {
  if (b < 0n) fail("ValueError", "negative shift count");
  if (a === 0n) return a;
  checkBits(Number(b) + bitLength(a));
  return a << b;
}

/** `a >> b`. */
export function shiftRight(a: bigint, b: bigint): bigint {
  if (b < 0n) fail("ValueError", "negative shift count");
  return b > bitLimit ? (a < 0n ? -1n : 0n) : a >> b;
}

/** `a / b`: of ints the nearest float to the quotient. */
export function trueDivide(a: Numeric, b: Numeric): number {
  if (typeof a !== "bigint" || typeof b !== "bigint") {
    const [x, y] = [toFloat(a), toFloat(b)];
    return y === 0 ? divisionByZero("float division by zero") : x / y;
  }
  if (b === 0n) divisionByZero("division by zero");
  const x = floatFromRatio(a, b);
  return Number.isFinite(x) ? x : fail("OverflowError", "integer division result too large for a float");
}

function intDivmod(a: bigint, b: bigint): [bigint, bigint] {
  const remainder = a % b;
  return remainder !== 0n && remainder < 0n !== b < 0n ? [a / b - 1n, remainder + b] : [a / b, remainder];
}

function floatDivmod(x: number, y: number): [number, number] {
  let remainder = x % y;
  let quotient = (x - remainder) / y;
  if (remainder === 0) remainder = y < 0 ? -0 : 0;
  else if (remainder < 0 !== y < 0) {
    remainder += y;
    quotient--;
  }
  // The quotient may be off its integer by a rounding; a zero has the sign of x / y.
  if (quotient === 0) return [x / y < 0 || Object.is(x / y, -0) ? -0 : 0, remainder];
  const floor = Math.floor(quotient);
  return [quotient - floor > 0.5 ? floor + 1 : floor, remainder];
}

function divmodOf<T extends Numeric>(a: Numeric, b: Numeric, ofInts: string, ofFloats: string): [T, T] {
  if (typeof a === "bigint" && typeof b === "bigint")
    return (b === 0n ? divisionByZero(ofInts) : intDivmod(a, b)) as [T, T];
  const [x, y] = [toFloat(a), toFloat(b)];
  return (y === 0 ? divisionByZero(ofFloats) : floatDivmod(x, y)) as [T, T];
}

const intDivision = "integer division or modulo by zero";

/** `divmod(a, b)`: the quotient rounded down, and the rest, which has the sign of b. */
export const divmod = (a: Numeric, b: Numeric): [Numeric, Numeric] =>
  divmodOf(a, b, intDivision, "float divmod()");

/** `a // b`. */
export function floorDivide(a: Numeric, b: Numeric): Numeric {
  // Mostly both are positive, and JavaScript's division is Python's.
  if (typeof a === "bigint" && typeof b === "bigint" && a >= 0n && b > 0n) return a / b;
  return divmodOf(a, b, intDivision, "float floor division by zero")[0];
}

/** `a % b`. */
export function modulo(a: Numeric, b: Numeric): Numeric {
  if (typeof a === "bigint" && typeof b === "bigint" && a >= 0n && b > 0n) return a % b;
  return divmodOf(a, b, "integer modulo by zero", "float modulo")[1];
}

/** `a ** b`: an int of ints, unless b is negative. */
export function power(a: Numeric, b: Numeric): Numeric {
  if (typeof a !== "bigint" || typeof b !== "bigint" || b < 0n) return floatPower(toFloat(a), toFloat(b));
  if (abs(a) > 1n) checkBits((bitLength(a) - 1) * Number(b));
  return a ** b;
}

function floatPower(x: number, y: number): number {
  if (x === 0 && y < 0 && y !== -Infinity) divisionByZero("0.0 cannot be raised to a negative power");
  const isNegative = x < 0 || Object.is(x, -0);
  if (isNegative && Number.isFinite(x) && x !== 0 && Number.isFinite(y) && !Number.isInteger(y))
    fail("NotImplementedError", "a negative number to a fractional power is complex, which is not supported");
  if (Number.isNaN(y) && x !== 1) return y;
  const magnitude = positivePower(Math.abs(x), y);
  if (magnitude === Infinity && Number.isFinite(x) && Number.isFinite(y))
    fail("OverflowError", "(34, 'Numerical result out of range')");
  return isNegative && Math.abs(y % 2) === 1 ? -magnitude : magnitude;
}

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

const hashBits = 61;
const hashModulus = 2n ** BigInt(hashBits) - 1n;

/** `hash(x)`: the same for numbers that are equal. */
export function hashNumber(x: Numeric): bigint {
  if (typeof x === "number" && !Number.isFinite(x)) return Number.isNaN(x) ? 0n : x > 0 ? 314159n : -314159n;
  const [p, exponent] = typeof x === "bigint" ? [x, 0] : binaryFraction(x);
  // Modulo 2ⁿ - 1, where 2ⁿ is 1, exponents count modulo n.
  const shift = ((exponent % hashBits) + hashBits) % hashBits;
  const hash = (p << BigInt(shift)) % hashModulus;
  return hash === -1n ? -2n : hash;
}

/** What stands for a number as a key of a Map: the same for numbers that are equal. */
export function numberKey(x: Numeric | boolean): Numeric {
  if (typeof x === "number") return Number.isInteger(x) && !Number.isSafeInteger(x) ? BigInt(x) : x;
  if (typeof x === "boolean") return Number(x);
  return x >= Number.MIN_SAFE_INTEGER && x <= Number.MAX_SAFE_INTEGER ? Number(x) : x;
}
