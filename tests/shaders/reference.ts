/**
 * Float64 values of functions that `Math` lacks, by series, continued fractions and recurrences: slow, good to about
 * 1e-13, and with no formula in common with the shader library.
 */

const sqrtPi = Math.sqrt(Math.PI);

/** e^(x^2) erf(x) sqrt(pi) / 2, a series of positive terms. */
function erfSeries(x: number): number {
  let sum = 0;
  for (let n = 0, term = x; Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
    sum += term;
    term *= (2 * x * x) / (2 * n + 3);
  }
  return sum;
}

/** Laplace's continued fraction, from its end. */
function erfcFraction(x: number): number {
  let tail = 0;
  for (let n = 120; n > 0; n--) tail = n / 2 / (x + tail);
  return Math.exp(-x * x) / (sqrtPi * (x + tail));
}

export function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x);
  return x === 0 ? x : (2 / sqrtPi) * Math.exp(-x * x) * erfSeries(x);
}

export function erfc(x: number): number {
  if (Number.isNaN(x)) return NaN;
  return x < 2 ? 1 - erf(x) : erfcFraction(x);
}

/** Newton's method on erf, or on erfc where 1 - |x| says more than |x|. */
export function erfInv(x: number): number {
  const a = Math.abs(x);
  if (!(a < 1) || x === 0) return a === 1 ? x * Infinity : x === 0 ? x : NaN;
  let y = a < 0.5 ? a * 0.886 : Math.sqrt(-Math.log((1 - a) * (1 + a)));
  for (let i = 0; i < 60; i++) {
    const excess = a < 0.5 ? erf(y) - a : 1 - a - erfc(y);
    const step = excess / ((2 / sqrtPi) * Math.exp(-y * y));
    y -= step / (1 + y * step);
  }
  return x < 0 ? -y : y;
}

/** zeta(k) - 1 for k = 0, 1, 2 …; the first two are not used. */
const zetaMinusOne = Array.from({ length: 60 }, (_, k) => {
  if (k < 2) return 0;
  let sum = 0;
  for (let n = 30; n >= 2; n--) sum += n ** -k;
  // Euler and Maclaurin's rest of the sum from 31 on.
  const m = 31;
  return (
    sum +
    m ** (1 - k) / (k - 1) +
    m ** -k / 2 +
    (k * m ** (-k - 1)) / 12 -
    (k * (k + 1) * (k + 2) * m ** (-k - 3)) / 720
  );
});
const eulerGamma = 0.5772156649015329;

/** log gamma(2 + t) for |t| < 1/2, by its Taylor series. */
function lgammaNearTwo(t: number): number {
  let sum = 0;
  for (let k = 59; k >= 2; k--) sum += (zetaMinusOne[k] * (-t) ** k) / k;
  return sum + (1 - eulerGamma) * t;
}

function stirling(x: number): number {
  const z = 1 / (x * x);
  const series = 1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - (z * 5) / 5940)));
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series / x;
}

/** sin(pi x) with the reduction done exactly. */
const sinPi = (x: number): number => Math.sin(Math.PI * (x - Math.round(x)));

export function lgamma(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (!Number.isFinite(x) || (x <= 0 && Number.isInteger(x))) return Infinity;
  if (x < 0) return Math.log(Math.PI / Math.abs(x * sinPi(x))) - lgamma(-x);
  if (Math.abs(x - 2) < 0.5) return lgammaNearTwo(x - 2);
  if (Math.abs(x - 1) < 0.5) return lgammaNearTwo(x - 1) - Math.log1p(x - 1);
  let product = 1;
  let y = x;
  for (; y < 20; y++) product *= y;
  return stirling(y) - Math.log(product);
}

const digammaZero = 1.4616321449683622;

function digammaSeries(x: number): number {
  const z = 1 / (x * x);
  return z * (1 / 12 - z * (1 / 120 - z * (1 / 252 - z * (1 / 240 - z / 132))));
}

export function digamma(x: number): number {
  if (x === Infinity) return x;
  if (Number.isNaN(x) || x === -Infinity || (x <= 0 && Number.isInteger(x))) return NaN;
  if (x < 0)
    return (
      digamma(-x) - 1 / x + (Math.PI * -Math.sin(Math.PI * (Math.abs(x - Math.round(x)) - 0.5))) / -sinPi(x)
    );
  if (x > 1e4) return Math.log(x) - 0.5 / x - digammaSeries(x);
  // The difference to the value at the zero, which keeps its digits next to it.
  const d = x - digammaZero;
  let sum = 0;
  for (let n = 0; n < 25; n++) sum += d / ((n + x) * (n + digammaZero));
  const [p, q] = [25 + x, 25 + digammaZero];
  return sum + Math.log1p(d / q) + (0.5 * d) / (p * q) - (digammaSeries(p) - digammaSeries(q));
}

/** e^-|x| times the modified Bessel function of the given order, 0 or 1. */
function besselScaled(order: number, x: number): number {
  const a = Math.abs(x);
  let sum = 0;
  if (a < 40) {
    let term = order === 0 ? 1 : a / 2;
    for (let k = 1; term > sum * 1e-18; k++) {
      sum += term;
      term *= (a * a) / 4 / (k * (k + order));
    }
    return Math.exp(-a) * sum;
  }
  let term = 1;
  for (let k = 1; k < 20; k++) {
    sum += term;
    term *= -((4 * order * order - (2 * k - 1) ** 2) / (8 * a * k));
  }
  return sum / Math.sqrt(2 * Math.PI * a);
}

export const besselI0e = (x: number): number =>
  Number.isFinite(x) ? besselScaled(0, x) : Number.isNaN(x) ? x : 0;
export const besselI1e = (x: number): number =>
  Number.isFinite(x)
    ? x === 0
      ? x
      : Math.sign(x) * besselScaled(1, x)
    : Number.isNaN(x)
      ? x
      : 0 * Math.sign(x);
