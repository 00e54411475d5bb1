/** The fewest digits that name a float of its width. */

import { type Decimal, pythonText, signedText, withoutTrailingZeros, zero } from "./floatText.js";

/**
 * What tells one binary format from another: bits after the point of the significand, and the least normal exponent.
 */
interface FloatFormat {
  readonly fractionBits: number;
  readonly minExponent: number;
}

export const float32Format: FloatFormat = { fractionBits: 23, minExponent: -126 };
export const float16Format: FloatFormat = { fractionBits: 10, minExponent: -14 };

/** x with all of its digits, or the first 101 of them. */
export function exactDecimal(x: number): Decimal {
  if (x === 0) return zero;
  const [mantissa, exponent] = x.toExponential(100).split("e");
  return { digits: mantissa.replace(".", ""), exponent: Number(exponent) };
}

/** Rounds to at most `count` digits, ties to the even one. */
export function roundDecimal({ digits, exponent }: Decimal, count: number): Decimal {
  if (digits.length <= count) return { digits, exponent };
  if (count < 0) return zero;
  const head = digits.slice(0, count);
  const tail = digits.slice(count);
  const isAboveHalf = tail[0] > "5" || (tail[0] === "5" && /[1-9]/.test(tail.slice(1)));
  const isUp = isAboveHalf || (tail[0] === "5" && Number(head.at(-1) ?? 0) % 2 === 1);
  if (count === 0) return isUp ? { digits: "1", exponent: exponent + 1 } : zero;
  return isUp ? nextDecimal({ digits: head, exponent }) : { digits: head, exponent };
}

/** The next greater decimal with as many digits. */
function nextDecimal({ digits, exponent }: Decimal): Decimal {
  const next = String(Number(digits) + 1);
  return next.length > digits.length
    ? { digits: next.slice(0, -1), exponent: exponent + 1 }
    : { digits: next.padStart(digits.length, "0"), exponent };
}

interface Interval {
  readonly from: number;
  readonly to: number;
  /** Whether the ends belong to it. */
  readonly isClosed: boolean;
}

/** The numbers that round to x in this format, where ties go to the even one. */
function neighbourhood(x: number, { fractionBits, minExponent }: FloatFormat): Interval {
  let exponent = Math.round(Math.log2(x));
  if (2 ** exponent > x) exponent--;
  const step = 2 ** (Math.max(exponent, minExponent) - fractionBits);
  // Below a power of two the floats are twice as dense.
  const isDenseBelow = x === 2 ** exponent && exponent > minExponent;
  return {
    from: x - (isDenseBelow ? step / 4 : step / 2),
    to: x + step / 2,
    isClosed: (x / step) % 2 === 0,
  };
}

/**
 * The decimal with the fewest digits that reads back as x, and of those the nearest to x.
 * x is positive or zero, finite, and a float of that format.
 * Source: the task is Steele and White's "free-format" printing; NumPy breaks ties to the even digit, as here.
 */
export function shortestDecimal(x: number, format: FloatFormat): Decimal {
  if (x === 0) return zero;
  const exact = exactDecimal(x);
  const { from, to, isClosed } = neighbourhood(x, format);
  const isNear = ({ digits, exponent }: Decimal): boolean => {
    const value = Number(`${digits}e${exponent - digits.length + 1}`);
    return (from < value && value < to) || (isClosed && (value === from || value === to));
  };
  for (let count = 1; ; count++) {
    const nearest = roundDecimal(exact, count);
    if (isNear(nearest)) return withoutTrailingZeros(nearest);
    // The nearest may lie on the dense side of a power of two, where it stands for another float.
    const above = nextDecimal({ digits: exact.digits.slice(0, count), exponent: exact.exponent });
    if (isNear(above)) return withoutTrailingZeros(above);
  }
}

/** As `pythonFloat`, with no more digits than a float32 needs: `0.1`, `16777216.0`, `1e+20`. */
export function shortestFloat32(x: number): string {
  return signedText(Math.fround(x), (magnitude) => pythonText(shortestDecimal(magnitude, float32Format)));
}

/** As `pythonFloat`, with no more digits than a float16 needs. `x` must be one. */
export function shortestFloat16(x: number): string {
  return signedText(x, (magnitude) => pythonText(shortestDecimal(magnitude, float16Format)));
}
