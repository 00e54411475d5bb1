/** The gamma and error functions of 64-bit floats. */

import { cos, exp, log, positivePower, sin } from "../text/elementary.js";
import { bitLength, floatFromRatio } from "../text/exact.js";
import { integerRatio } from "../text/numberFunctions.js";

const g = 6.02468004077673;
/** Lanczos' approximation, as a quotient of polynomials; highest power first. */
const numerator = [
  2.5066282746310002, 210.82427775157935, 8071.672002365816, 186056.2653952235, 2876370.6289353725,
  31426415.585400194, 248874557.86205417, 1439720407.3117216, 6039542586.352028, 17921034426.03721,
  35711959237.35567, 42919803642.6491, 23531376880.41076,
];
const denominator = [
  1, 66, 1925, 32670, 357423, 2637558, 13339535, 45995730, 105258076, 150917976, 120543840, 39916800, 0,
];

/** The quotient, from the end that keeps it finite. */
function lanczos(x: number): number {
  let [p, q] = [0, 0];
  if (x < 5)
    numerator.forEach((c, i) => {
      p = p * x + c;
      q = q * x + denominator[i];
    });
  else
    for (let i = numerator.length - 1; i >= 0; i--) {
      p = p / x + numerator[i];
      q = q / x + denominator[i];
    }
  return p / q;
}

/** `sin(pi x)`, exactly 0 at whole numbers. */
function sinPi(x: number): number {
  const y = Math.abs(x) % 2;
  const quarter = Math.round(2 * y);
  const rest = Math.PI * (y - quarter / 2);
  const value = [sin(rest), cos(rest), -sin(rest), -cos(rest)][quarter % 4];
  return x < 0 ? -value : value;
}

export function gamma(x: number): number {
  if (!Number.isFinite(x)) return x > 0 ? x : NaN;
  if (Number.isInteger(x)) {
    if (x <= 0) return NaN;
    if (x <= 23) {
      let product = 1;
      for (let i = 2; i < x; i++) product *= i;
      return product;
    }
  }
  const size = Math.abs(x);
  if (size < 1e-20) return 1 / x;
  if (size > 200) return x < 0 ? 0 / sinPi(x) : Infinity;
  const y = size + g - 0.5;
  // What is lost in `y` by rounding.
  const lost = size > g - 0.5 ? y - size - (g - 0.5) : y - (g - 0.5) - size;
  const z = (lost * g) / y;
  const half = (size - 0.5) / 2;
  let r: number;
  if (x < 0) {
    r = ((-Math.PI / sinPi(size) / size) * exp(y)) / lanczos(size);
    r -= z * r;
    r = size < 140 ? r / positivePower(y, size - 0.5) : r / positivePower(y, half) / positivePower(y, half);
  } else {
    r = lanczos(size) / exp(y);
    r += z * r;
    r = size < 140 ? r * positivePower(y, size - 0.5) : r * positivePower(y, half) * positivePower(y, half);
  }
  return r;
}

export function lgamma(x: number): number {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? x : Infinity;
  if (x === 1 || x === 2) return 0;
  const size = Math.abs(x);
  if (size < 1e-20) return -log(size);
  let r = log(lanczos(size)) - g;
  r += (size - 0.5) * (log(size + g - 0.5) - 1);
  return x < 0 ? log(Math.PI) - log(Math.abs(sinPi(size))) - log(size) - r : r;
}

/** Places right of the point, in bits, of numbers that are kept as ints. */
const places = 400n;
const scale = 1n << places;

/** `p * 2^-places` of a float. */
function fixed(x: number): bigint {
  const [p, q] = integerRatio(x);
  return (p << places) / q;
}

/** 2 / sqrt(pi), made when it is first needed. */
let twoOverRootPi: bigint | undefined;

/** erf by its series, for `x` up to 6. */
function fixedErf(x: number): bigint {
  twoOverRootPi ??= (2n * scale * scale) / isqrt(fixedPi() * scale);
  const t = fixed(x);
  const square = (t * t) >> places;
  let [sum, term] = [0n, t];
  for (let n = 0n; term !== 0n && n < 400n; n++) {
    sum += term / (2n * n + 1n);
    term = -((term * square) >> places) / (n + 1n);
  }
  return (sum * twoOverRootPi) >> places;
}

/** Machin's formula. */
function fixedPi(): bigint {
  const arctangent = (n: bigint): bigint => {
    let [sum, term] = [0n, scale / n];
    for (let k = 1n; term !== 0n; k += 2n) {
      sum += term / k;
      term = -term / (n * n);
    }
    return sum;
  };
  return 4n * (4n * arctangent(5n) - arctangent(239n));
}

/** The square root of an int, rounded down. */
export function isqrt(n: bigint): bigint {
  if (n < 2n) return n;
  let x = 1n << BigInt((bitLength(n) + 1) >> 1);
  for (;;) {
    const y = (x + n / x) >> 1n;
    if (y >= x) return x;
    x = y;
  }
}

export function erf(x: number): number {
  if (!(Math.abs(x) < 6)) return Number.isNaN(x) ? x : Math.sign(x);
  return Math.abs(x) < 1e-30 ? x * 1.1283791670955126 : floatFromRatio(fixedErf(x), scale);
}

export function erfc(x: number): number {
  if (Math.abs(x) < 6) return floatFromRatio(scale - fixedErf(x), scale);
  if (x < 0) return 2;
  if (!(x < 30)) return Number.isNaN(x) ? x : 0;
  // A continued fraction.
  let fraction = 0;
  for (let k = 60; k > 0; k--) fraction = k / 2 / (x + fraction);
  return exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction);
}
