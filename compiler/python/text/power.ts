import { positivePower } from "./elementary.js";
import { abs, bitLength } from "./exact.js";
import { fail } from "./failure.js";
import { checkBits, divisionByZero, type Numeric, toFloat } from "./numbers.js";

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
