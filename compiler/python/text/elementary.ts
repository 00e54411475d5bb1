/**
 * Elementary functions rounded to the nearest float, as good C libraries round them nearly always: JavaScript's own are often off by
 * a unit in the last digit, which Python prints.
 */

import { halfPi, ln2, quickExp, quickLog, quickSine } from "./quick.js";
import { minus, over, type Pair, plus, product, series, sum, times } from "./pairs.js";

function expPair([high, low]: Pair): Pair {
  const k = Math.round(high / Math.LN2);
  const [h, l] = sum(high - k * ln2[0], -k * ln2[1]);
  const [th, tl] = series(sum(h, l + low), 22, (n) => n);
  // 2ᵏ alone may be too large.
  return [th * 2 * 2 ** (k - 1), tl * 2 * 2 ** (k - 1)];
}

function logPair(x: number): Pair {
  const k = Math.round(Math.log2(x));
  const m = x * 2 ** -k;
  const d = m - 1;
  const rough = Math.log(m);
  let low: number;
  if (Math.abs(d) < 1e-9) low = d - rough - d * d * (0.5 - d / 3);
  else {
    // One step of Newton's for exp(y) = m.
    const [h, l] = expPair([-rough, 0]);
    const [p, error] = product(m, h);
    low = p - 1 + error + m * l;
  }
  const [s, error] = sum(k * ln2[0], rough);
  return sum(s, error + (k * ln2[1] + low));
}

const [expByTable, logByTable] = [quickExp(expPair), quickLog(logPair)];

/** Neither infinite nor so small that it has no room for a second part. */
const isUsual = (x: number): boolean => x > 1e-290 && x < Infinity;

/** x to the y-th for x ≥ 0, as C's `pow` gives it. */
export function positivePower(x: number, y: number): number {
  if (y === 2) return x * x;
  if (x === 1 || y === 0) return 1;
  const rough = x ** y;
  if (!isUsual(rough) || !(x > 1e-307 && x < Infinity)) return rough;
  const l = logPair(x);
  const [p, error] = product(y, l[0]);
  return expPair(sum(p, error + y * l[1]))[0];
}

export function exp(x: number): number {
  const rough = Math.exp(x);
  if (!isUsual(rough)) return rough;
  const quick = expByTable(x);
  return Number.isNaN(quick) ? expPair([x, 0])[0] : quick;
}

export function log(x: number): number {
  if (!(x > 1e-307 && x < Infinity)) return Math.log(x);
  const quick = logByTable(x);
  return Number.isNaN(quick) ? logPair(x)[0] : quick;
}

/** Beyond, and where there is nothing to add, the functions are JavaScript's. */
const isReducible = (x: number): boolean => Math.abs(x) < 1e5 && Math.abs(x) > 1e-100;

/** Sine and cosine. */
function circular(x: number): [sine: Pair, cosine: Pair] {
  const k = Math.round(x / (Math.PI / 2));
  const r = plus(plus(sum(x, -k * halfPi[0]), -k * halfPi[1]), -k * halfPi[2]);
  const [h, l] = times(r, r);
  const square: Pair = [-h, -l];
  const sine = times(
    r,
    series(square, 13, (n) => 2 * n * (2 * n + 1)),
  );
  const cosine = series(square, 13, (n) => 2 * n * (2 * n - 1));
  const negative = ([a, b]: Pair): Pair => [-a, -b];
  const quarters: [Pair, Pair][] = [
    [sine, cosine],
    [cosine, negative(sine)],
    [negative(sine), negative(cosine)],
    [negative(cosine), sine],
  ];
  return quarters[((k % 4) + 4) % 4];
}

const sineByTable = quickSine(circular);

export function sin(x: number): number {
  if (!isReducible(x)) return Math.sin(x);
  const quick = sineByTable(x, 0);
  return Number.isNaN(quick) ? circular(x)[0][0] : quick;
}

export function cos(x: number): number {
  if (!isReducible(x)) return Math.cos(x);
  const quick = sineByTable(x, 1);
  return Number.isNaN(quick) ? circular(x)[1][0] : quick;
}

export const tan = (x: number): number => (isReducible(x) ? over(...circular(x))[0] : Math.tan(x));

/** One step of Newton's from JavaScript's value; `step` is told sine and cosine of that. */
function inverse(x: number, rough: number, step: (x: Pair, sine: Pair, cosine: Pair) => Pair): number {
  if (!isReducible(x) || !rough) return rough;
  return rough + step([x, 0], ...circular(rough))[0];
}

export const atan = (x: number): number =>
  inverse(x, Math.atan(x), (p, s, c) => over(minus(times(p, c), s), plus(times(p, s), c[0])));

export const asin = (x: number): number => inverse(x, Math.asin(x), (p, s, c) => over(minus(p, s), c));

export const acos = (x: number): number => inverse(x, Math.acos(x), (p, s, c) => over(minus(c, p), s));
