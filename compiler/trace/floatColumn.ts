/** How NumPy prints the floats of one array: all alike, with their points below each other. */

import {
  type Decimal,
  exponentText,
  positionalParts,
  positionalText,
  scientificText,
  shortestDouble,
  signedText,
  withoutTrailingZeros,
} from "../ir/floatText.js";
import { roundToFloat16 } from "../ir/float16.js";
import {
  exactDecimal,
  float16Format,
  float32Format,
  roundDecimal,
  shortestDecimal,
} from "../ir/shortestDecimal.js";

export interface FloatOptions {
  /** Digits after the point, at most. */
  readonly precision: number;
  /** Writes small numbers with a point, and those that are too small for the precision as 0. */
  readonly suppress: boolean;
}

interface FloatKind {
  /** The digits that name a magnitude. */
  readonly shortest: (magnitude: number) => Decimal;
  /** Magnitudes from here on are written with an exponent, in an array and by themselves. */
  readonly large: number;
  readonly largeAlone: number;
  readonly round: (x: number) => number;
}

const kinds: Readonly<Record<string, FloatKind>> = {
  float16: {
    shortest: (x) => shortestDecimal(x, float16Format),
    large: 1e3,
    largeAlone: 1e3,
    round: roundToFloat16,
  },
  float32: {
    shortest: (x) => shortestDecimal(x, float32Format),
    large: 1e6,
    largeAlone: 1e6,
    round: Math.fround,
  },
  float64: { shortest: shortestDouble, large: 1e8, largeAlone: 1e16, round: (x) => x },
};

/** A single float, as `str()` of a NumPy scalar: `0.1`, `1e-04`, `1.6777216e+07`. */
export function scalarText(x: number, dtype: string): string {
  const { shortest, largeAlone } = kinds[dtype];
  return signedText(x, (magnitude) => {
    const decimal = shortest(magnitude);
    const isPositional = magnitude === 0 || (magnitude >= 1e-4 && magnitude < largeAlone);
    return isPositional ? positionalText(decimal) : scientificText(decimal);
  });
}

/** Gives the function that writes each of these floats, padded to a common form. */
export function floatColumn(
  values: readonly number[],
  dtype: string,
  { precision, suppress }: FloatOptions,
): (x: number) => string {
  const kind = kinds[dtype];
  const finite = values.filter(Number.isFinite);
  const shapes = needsExponent(finite, kind, suppress)
    ? scientificColumn(finite, kind, precision)
    : positionalColumn(finite, kind, precision);
  const { right, show } = shapes;
  const special = values.filter((x) => !Number.isFinite(x)).map((x) => signedText(x, String).length);
  const left = Math.max(shapes.left, ...special.map((length) => length - right - 1));
  return (x) => (Number.isFinite(x) ? show(x, left) : signedText(x, String).padStart(left + right + 1));
}

function needsExponent(finite: readonly number[], { large, round }: FloatKind, suppress: boolean): boolean {
  let max = 0;
  let min = Infinity;
  for (const x of finite) {
    if (x === 0) continue;
    max = Math.max(max, Math.abs(x));
    min = Math.min(min, Math.abs(x));
  }
  // In the arithmetic of the array's own type.
  return max > 0 && (max >= large || (!suppress && (min < round(1e-4) || round(max / min) > 1000)));
}

interface Column {
  /** Characters before and after the point. */
  readonly left: number;
  readonly right: number;
  readonly show: (x: number, left: number) => string;
}

function isNegative(x: number): boolean {
  return x < 0 || Object.is(x, -0);
}

function longest(texts: readonly string[]): number {
  return texts.reduce((length, text) => Math.max(length, text.length), 0);
}

function positionalColumn(finite: readonly number[], kind: FloatKind, precision: number): Column {
  const parts = (x: number): [whole: string, fraction: string] => {
    const [whole, fraction] = positionalParts(limitedDecimal(Math.abs(x), kind, precision));
    return [(isNegative(x) ? "-" : "") + whole, fraction];
  };
  const all = finite.map(parts);
  const right = longest(all.map(([, fraction]) => fraction));
  return {
    left: longest(all.map(([whole]) => whole)),
    right,
    show(x, left) {
      const [whole, fraction] = parts(x);
      return `${whole.padStart(left)}.${fraction.padEnd(right)}`;
    },
  };
}

/** The shortest digits, unless there are more after the point than the precision allows. */
function limitedDecimal(magnitude: number, kind: FloatKind, precision: number): Decimal {
  const shortest = kind.shortest(magnitude);
  return atMost(shortest.exponent + 1 + precision, magnitude, shortest);
}

/** The shortest digits, or `count` of the exact ones if those are more. */
function atMost(count: number, magnitude: number, shortest: Decimal): Decimal {
  if (shortest.digits.length <= count) return shortest;
  return withoutTrailingZeros(roundDecimal(exactDecimal(magnitude), count));
}

function scientificColumn(finite: readonly number[], kind: FloatKind, precision: number): Column {
  const limited = finite.map(Math.abs).map((x) => atMost(precision + 1, x, kind.shortest(x)));
  const fraction = longest(limited.map(({ digits }) => digits.slice(1)));
  const exponentDigits = longest(limited.map(({ exponent }) => exponentText(exponent))) - 1;
  return {
    left: finite.some(isNegative) ? 2 : 1,
    right: fraction + exponentDigits + 2,
    show(x, left) {
      const { digits, exponent } = decimalOfLength(Math.abs(x), fraction + 1, kind);
      const sign = exponent < 0 ? "-" : "+";
      const power = String(Math.abs(exponent)).padStart(exponentDigits, "0");
      const whole = (isNegative(x) ? "-" : "") + digits[0];
      return `${whole.padStart(left)}.${digits.slice(1).padEnd(fraction, "0")}e${sign}${power}`;
    },
  };
}

/** `count` digits: the shortest ones if they are as many, else those of the exact value. */
function decimalOfLength(magnitude: number, count: number, kind: FloatKind): Decimal {
  const shortest = kind.shortest(magnitude);
  return shortest.digits.length === count ? shortest : roundDecimal(exactDecimal(magnitude), count);
}
