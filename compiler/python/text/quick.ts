/**
 * Elementary functions by tables: the nearest float where that is certain, and NaN where it is too close a call. Each result is a large
 * part from a table and a small one, whose error is known; it is certain if it rounds the same at both ends of that error.
 */

import type { Pair } from "./pairs.js";

/** High parts and low parts, one behind the other. */
type Table = Float64Array;

function tableOf(count: number, entry: (i: number) => Pair): () => Table {
  let made: Table | undefined;
  return () =>
    (made ??= Float64Array.from({ length: 2 * count }, (_, i) => entry(i % count)[i < count ? 0 : 1]));
}

const certain = (high: number, low: number, error: number): number =>
  high + (low + error) === high + (low - error) ? high + low : NaN;

/** ln 2 in two parts: the first has so few bits that its products with exponents are exact. */
export const ln2 = [6.9314718036912381649e-1, 1.90821492927058770002e-10] as const;

const steps = 128;

/** eˣ, from what gives it for numbers of twice the precision. */
export function quickExp(exact: (x: Pair) => Pair): (x: number) => number {
  const powers = tableOf(steps, (j) => exact([(j * ln2[0]) / steps, (j * ln2[1]) / steps]));
  return (x) => {
    const n = Math.round(x * (steps / Math.LN2));
    const j = n & (steps - 1);
    const rest = x - (n * ln2[0]) / steps;
    const less = (-n * ln2[1]) / steps;
    const r = rest + less;
    const low = less - (r - rest);
    const tail = low + r * r * (0.5 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r / 720))));
    const table = powers();
    // Twice the half: 2ᵏ alone may be too large.
    return (
      certain(table[j], table[steps + j] + table[j] * (r + tail), 3e-18) * 2 * 2 ** ((n - j) / steps - 1)
    );
  };
}

/** The natural logarithm. Near 1, where it is small, nothing is certain. */
export function quickLog(exact: (x: number) => Pair): (x: number) => number {
  /** About the reciprocal of the middle of each step of [1, 2), of few bits. */
  const reciprocal = (i: number): number => Math.round(2 ** 15 / (1 + (i + 0.5) / steps)) / 2 ** 15;
  const logarithms = tableOf(steps, (i) => exact(reciprocal(i)));
  const reciprocals = Float64Array.from({ length: steps }, (_, i) => reciprocal(i));
  return (x) => {
    if (Math.abs(x - 1) < 0.06) return NaN;
    let k = Math.floor(Math.log2(x));
    let m = x * 2 ** -k;
    if (m >= 2) [m, k] = [m / 2, k + 1];
    else if (m < 1) [m, k] = [m * 2, k - 1];
    const i = Math.floor((m - 1) * steps);
    const c = reciprocals[i];
    const mHigh = Math.fround(m);
    const [a, b] = [mHigh * c - 1, (m - mHigh) * c];
    const r = a + b;
    const rLow = a - (r - (r - a)) + (b - (r - a));
    const table = logarithms();
    const [p, q] = [k * ln2[0], -table[i]];
    const s = p + q;
    const sLow = p - (s - (s - p)) + (q - (s - p));
    const t = s + r;
    const tLow = s - (t - (t - s)) + (r - (t - s));
    const tail = r * r * (-1 / 2 + r * (1 / 3 + r * (-1 / 4 + r * (1 / 5 + r * (-1 / 6 + r / 7)))));
    return certain(t, sLow + tLow + k * ln2[1] - table[steps + i] + rLow + tail, 1e-20);
  };
}

/** π/2 in three parts, of which products of the first two with small integers are exact. */
export const halfPi = [
  1.57079632673412561417, 6.0771005063039659766e-11, 2.02226624879595063154e-21,
] as const;

const angles = 64;

/** Sine, and with a quarter turn more, cosine; from what gives both exactly. */
export function quickSine(
  exact: (x: number) => [sine: Pair, cosine: Pair],
): (x: number, quarters: 0 | 1) => number {
  // Up to a little more than π/4.
  const sines = tableOf(angles, (j) => exact(j / angles)[0]);
  const cosines = tableOf(angles, (j) => exact(j / angles)[1]);
  return (x, quarters) => {
    const k = Math.round(x / (Math.PI / 2));
    const [a, b] = [x - k * halfPi[0], -k * halfPi[1]];
    const r = a + b;
    const rLow = a - (r - (r - a)) + (b - (r - a)) - k * halfPi[2];
    const quarter = (k + quarters) & 3;
    const sign = quarter > 1 ? -1 : 1;
    const j = Math.round(Math.abs(r) * angles);
    const d = Math.abs(r) - j / angles;
    const dLow = r < 0 ? -rLow : rLow;
    const z = d * d;
    const sine = d * z * (-1 / 6 + z * (1 / 120 - z / 5040));
    if ((quarter & 1) === 0) {
      const odd = r < 0 ? -sign : sign;
      if (j === 0) return odd * certain(d, dLow + sine, Math.abs(d) * 1e-20);
      const less = z * (-1 / 2 + z * (1 / 24 - z / 720)) - d * dLow;
      const [s, c] = [sines(), cosines()];
      return (
        odd * certain(s[j], s[angles + j] + s[j] * less + c[angles + j] * d + c[j] * (dLow + sine + d), 4e-18)
      );
    }
    const less = z * (-1 / 2 + z * (1 / 24 - z / 720)) - d * dLow;
    const [s, c] = [sines(), cosines()];
    return (
      sign * certain(c[j], c[angles + j] + c[j] * less - s[angles + j] * d - s[j] * (dLow + sine + d), 4e-18)
    );
  };
}
