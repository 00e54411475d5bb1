/** Arithmetic of Python's int (a bigint) and float (a number). Comparing needs nothing: `<` and `==` are exact between them. */

import { bitLength, floatFromRatio } from "./exact.js";
import { fail } from "./failure.js";

export type Numeric = bigint | number;

/** An int may have so many bits: more would only fill the memory. */
const bitLimit = 2 ** 25;

export const divisionByZero = (message: string): never => fail("ZeroDivisionError", message);

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

export const checkBits = (bits: number): void => {
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

export function intDivmod(a: bigint, b: bigint): [bigint, bigint] {
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
