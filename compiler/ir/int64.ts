/**
 * Integers of 64 bits on the host, which holds them in float64: whole numbers up to 2^53. Beyond that there is an error, never
 * another number.
 */

import { NotImplementedError } from "./errors.js";

const most = 2 ** 53;

function beyond(dtype: string): NotImplementedError {
  return new NotImplementedError(`${dtype} values beyond 2**53 are not supported.`, {
    hint: "Integers of 64 bits are held as far as a float64 is exact. Use uint32 for arithmetic that wraps.",
  });
}

/** The number as an int64; throws where it isn't held exactly. */
export function wholeInt64(x: number): number {
  if (x <= most && x >= -most) return Math.trunc(x);
  if (Number.isNaN(x)) return 0;
  throw beyond("int64");
}

/** The number as a uint64; throws where it isn't held exactly. */
export function wholeUint64(x: number): number {
  if (x <= most && x >= 0) return Math.trunc(x);
  if (Number.isNaN(x)) return 0;
  throw beyond("uint64");
}

/** An operation on bits of two whole numbers, in two's complement of 64 bits. */
function onBits(f: (x: bigint, y: bigint) => bigint): (x: number, y: number) => number {
  return (x, y) => Number(BigInt.asIntN(64, f(BigInt(x), BigInt(y))));
}

const isSmall = (x: number, y: number): boolean => (x | 0) === x && (y | 0) === y;
const [and64, or64, xor64] = [onBits((x, y) => x & y), onBits((x, y) => x | y), onBits((x, y) => x ^ y)];

/** Operators on whole numbers; results are then made to fit by `wholeInt64` and `wholeUint64`. */
export const operators64 = {
  mul: (x: number, y: number): number => x * y,
  /** A quotient before it is cut: exact, which `x / y` is not for large numbers. */
  div: (x: number, y: number): number => (x - (x % y)) / y,
  and: (x: number, y: number): number => (isSmall(x, y) ? x & y : and64(x, y)),
  or: (x: number, y: number): number => (isSmall(x, y) ? x | y : or64(x, y)),
  xor: (x: number, y: number): number => (isSmall(x, y) ? x ^ y : xor64(x, y)),
  shl: (x: number, y: number): number => x * 2 ** y,
  shr: (x: number, y: number): number => Math.floor(x / 2 ** y),
} as const;
