/** The functions whose accuracy is measured, each with its float64 reference and the error it may have. */

import type { hostMath } from "../../shaders/index.js";
import { besselI0e, besselI1e, digamma, erf, erfc, erfInv, lgamma } from "./reference.js";
import { ofBits, randomWords, type Range } from "./points.js";

export interface UnaryCase {
  name: keyof typeof hostMath;
  exact: (x: number) => number;
  /** Where points are dense, beside those over all exponents. */
  ranges: readonly Range[];
  /** The largest error on the host, in ulp: the measured one, rounded up. */
  bound: number;
  /** What errors are counted against, where that is not the result. */
  scale?: (x: number, exact: number) => number;
  /** The points, where the reference is slow. */
  count?: number;
}

const around: readonly Range[] = [[-1, 1], [-10, 10], [-100, 100]]; // prettier-ignore
const circle: readonly Range[] = [[-4, 4], [-100, 100], [-7000, 7000]]; // prettier-ignore
const positive: readonly Range[] = [[0.5, 2], [0, 100]]; // prettier-ignore

/** On the negative side, values are differences of terms that may be larger: the reflected value and the rest. */
const reflected = (f: (x: number) => number) => (x: number, exact: number) =>
  x < 0 ? Math.max(1, Math.abs(exact), Math.abs(f(1 - x)), Math.abs(exact - f(1 - x))) : exact;

export const unaryCases: readonly UnaryCase[] = [
  { name: "exp", exact: Math.exp, ranges: around, bound: 1 },
  { name: "exp2", exact: (x) => 2 ** x, ranges: around, bound: 1.2 },
  { name: "expm1", exact: Math.expm1, ranges: around, bound: 1.7 },
  { name: "log", exact: Math.log, ranges: positive, bound: 0.9 },
  { name: "log2", exact: Math.log2, ranges: positive, bound: 1 },
  { name: "log1p", exact: Math.log1p, ranges: [[-1, 1], [-0.5, 0.5], [0, 100]], bound: 1.6 }, // prettier-ignore
  { name: "logistic", exact: (x) => 1 / (1 + Math.exp(-x)), ranges: around, bound: 2.5 },
  { name: "sqrt", exact: Math.sqrt, ranges: positive, bound: 0.501 },
  { name: "rsqrt", exact: (x) => 1 / Math.sqrt(x), ranges: positive, bound: 1.5 },
  { name: "cbrt", exact: Math.cbrt, ranges: around, bound: 0.9 },
  { name: "sin", exact: Math.sin, ranges: circle, bound: 1.6 },
  { name: "cos", exact: Math.cos, ranges: circle, bound: 1.6 },
  { name: "tan", exact: Math.tan, ranges: circle, bound: 2.8 },
  { name: "asin", exact: Math.asin, ranges: [[-1, 1], [0.4, 0.6], [0.999, 1]], bound: 2.1 }, // prettier-ignore
  { name: "acos", exact: Math.acos, ranges: [[-1, 1], [0.4, 0.6], [0.999, 1]], bound: 1.3 }, // prettier-ignore
  { name: "atan", exact: Math.atan, ranges: around, bound: 1.6 },
  { name: "sinh", exact: Math.sinh, ranges: around, bound: 1.7 },
  { name: "cosh", exact: Math.cosh, ranges: around, bound: 1.5 },
  { name: "tanh", exact: Math.tanh, ranges: around, bound: 1.4 },
  { name: "asinh", exact: Math.asinh, ranges: around, bound: 1.9 },
  { name: "acosh", exact: Math.acosh, ranges: [[1, 2], [1, 10]], bound: 2.1 }, // prettier-ignore
  { name: "atanh", exact: Math.atanh, ranges: [[-1, 1], [-0.1, 0.1]], bound: 2.2 }, // prettier-ignore
  { name: "erf", exact: erf, ranges: [[-1, 1], [-4, 4]], bound: 1.4 }, // prettier-ignore
  { name: "erfc", exact: erfc, ranges: [[-1, 1], [-4, 4], [0, 10.5]], bound: 3.6 }, // prettier-ignore
  { name: "erfInv", exact: erfInv, ranges: [[-1, 1], [0.99, 1]], bound: 3.2, count: 60_000 }, // prettier-ignore
  { name: "lgamma", exact: lgamma, ranges: [[0, 3], [0, 20], [0.9, 2.1], [-10, 0]], bound: 3, scale: reflected(lgamma) }, // prettier-ignore
  { name: "digamma", exact: digamma, ranges: [[0, 3], [0, 20], [1.46, 1.463], [-10, 0]], bound: 3.3, scale: reflected(digamma) }, // prettier-ignore
  { name: "besselI0e", exact: besselI0e, ranges: [[-10, 10], [0, 100]], bound: 3.7 }, // prettier-ignore
  { name: "besselI1e", exact: besselI1e, ranges: [[-10, 10], [0, 100]], bound: 3.2 }, // prettier-ignore
];

export interface PairCase {
  name: keyof typeof hostMath;
  exact: (x: number, y: number) => number;
  bound: number;
  /** A pair of float32 arguments that exercises the function. */
  draw: (random: () => number) => readonly [number, number];
}

/** A number between `low` and `high`. */
const between = (random: () => number, low: number, high: number): number =>
  low + ((high - low) * random()) / 2 ** 32;

/** C99's pow, where JavaScript's differs from it. */
function cPow(x: number, y: number): number {
  return x === 1 || (x === -1 && Math.abs(y) === Infinity) ? 1 : x ** y;
}

/** Bases of four kinds, with an exponent that brings the result into range. */
function drawPower(random: () => number): [number, number] {
  const base = Math.fround(
    [
      () => Math.abs(ofBits(random())),
      () => between(random, 0.5, 2),
      () => 1 + between(random, -1, 1) * 2 ** -(random() % 20),
      () => -(random() % 100),
    ][random() % 4](),
  );
  if (base < 0) return [base, (random() % 60) - 30];
  return [base, Math.fround(between(random, -150, 150) / Math.log2(base))];
}

export const pairCases: readonly PairCase[] = [
  { name: "pow", exact: cPow, bound: 2.1, draw: drawPower },
  {
    name: "atan2",
    exact: Math.atan2,
    bound: 1.8,
    draw: (random) => [
      Math.fround(between(random, -1, 1)),
      Math.fround(between(random, -1, 1) * 2 ** ((random() % 40) - 20)),
    ],
  },
  {
    name: "rem",
    exact: (x, y) => x % y,
    bound: 0,
    draw: (random) => [Math.fround(between(random, -100, 100)), Math.fround(between(random, -9, 9))],
  },
];

/** Every pair of edges, `count` pairs of random bits, and `count` drawn ones. */
export function pairPoints(
  { draw }: PairCase,
  count: number,
): [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>] {
  const edges = [
    0,
    1,
    2,
    3,
    0.5,
    1.5,
    16777215,
    16777216,
    1e-40,
    2 ** -126,
    1e10,
    3.4028235e38,
    Infinity,
    NaN,
  ];
  const all = [...edges, ...edges.map((x) => -x)].map(Math.fround);
  const pairs: (readonly [number, number])[] = all.flatMap((x) => all.map((y) => [x, y] as const));
  const random = randomWords(2);
  for (let i = 0; i < count; i++) pairs.push([ofBits(random()), ofBits(random())], draw(random));
  return [Float32Array.from(pairs, ([x]) => x), Float32Array.from(pairs, ([, y]) => y)];
}
