/** Special functions in float64: series where all terms have one sign, continued fractions, and asymptotic series. */

const rootPi = Math.sqrt(Math.PI);

/** The sum of terms, each the one before times a ratio, until they no longer count. */
function series(first: number, ratio: (n: number) => number): number {
  let sum = first;
  for (let n = 1, term = first; n < 1000; n++) {
    term *= ratio(n);
    sum += term;
    if (Math.abs(term) <= Math.abs(sum) * 1e-17) break;
  }
  return sum;
}

/** The error function. Source: Abramowitz and Stegun, 7.1.6 and 7.1.14. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size > 2) return Math.sign(x) * (1 - erfcOfLarge(size));
  return (2 / rootPi) * Math.exp(-x * x) * series(x, (n) => (2 * x * x) / (2 * n + 1));
}

export function erfc(x: number): number {
  return x > 1 ? erfcOfLarge(x) : 1 - erf(x);
}

/** The continued fraction of erfc for x > 0, from its end. */
function erfcOfLarge(x: number): number {
  if (x > 28) return 0;
  const terms = Math.ceil(20 + 300 / (x * x));
  let fraction = x;
  for (let n = terms; n > 0; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (rootPi * fraction);
}

/** The inverse of erf: a first guess (Winitzki's), made exact by Halley's steps. */
export function erfInverse(y: number): number {
  const size = Math.abs(y);
  if (!(size < 1)) return size === 1 ? y * Infinity : NaN;
  if (y === 0) return y;
  const log = Math.log((1 - y) * (1 + y));
  const a = 2 / (Math.PI * 0.147) + log / 2;
  let x = Math.sqrt(Math.sqrt(a * a - log / 0.147) - a);
  for (let step = 0; step < 3; step++) {
    // Beside 1, what is left of it has more digits.
    const off = size > 0.5 ? 1 - size - erfc(x) : erf(x) - size;
    const change = (off * rootPi * Math.exp(x * x)) / 2;
    x -= change / (1 + x * change);
  }
  return y < 0 ? -x : x;
}

/** B₂ₙ / (2n (2n - 1)), the coefficients of Stirling's series. */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];

/** log |Γ(x)|: Stirling's series, to where it holds by the recurrence, and by reflection. */
export function logGamma(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (Math.abs(x) === Infinity) return Infinity;
  if (x <= 0 && Number.isInteger(x)) return Infinity;
  if (x < 0.5) return Math.log(Math.PI / Math.abs(sinPi(x))) - logGamma(1 - x);
  if (x === 1 || x === 2) return 0;
  let product = 1;
  let z = x;
  for (; z < 12; z++) product *= z;
  const tail = stirling.reduceRight((sum, c) => sum / (z * z) + c, 0) / z;
  return (z - 0.5) * Math.log(z) - z + Math.log(2 * Math.PI) / 2 + tail - Math.log(product);
}

/** sin πx, exactly 0 at whole numbers. */
function sinPi(x: number): number {
  const rest = x - 2 * Math.round(x / 2);
  return Math.sin(Math.PI * (Math.abs(rest) > 0.5 ? Math.sign(rest) - rest : rest));
}

/** The derivative of log Γ. */
export function digamma(x: number): number {
  if (x === Infinity) return x;
  if (!(x > 0)) {
    if (Number.isInteger(x) || !Number.isFinite(x)) return NaN;
    return digamma(1 - x) - Math.PI / Math.tan(Math.PI * (x - Math.floor(x)));
  }
  let shift = 0;
  let z = x;
  for (; z < 12; z++) shift += 1 / z;
  const tail = stirling.reduceRight((sum, c, n) => sum / (z * z) + c * (2 * n + 1), 0) / (z * z);
  return Math.log(z) - 1 / (2 * z) - tail - shift;
}

/** The modified Bessel function of order 0 or 1, times e^-|x|. Source: Abramowitz and Stegun, 9.6.10 and 9.7.1. */
export function bessel(order: 0 | 1, x: number): number {
  const size = Math.abs(x);
  const sign = order === 1 && x < 0 ? -1 : 1;
  if (size === Infinity) return 0;
  if (size < 50) {
    const quarter = (x * x) / 4;
    const first = order === 0 ? 1 : size / 2;
    return sign * Math.exp(-size) * series(first, (n) => quarter / (n * (n + order)));
  }
  const mu = 4 * order * order;
  return (sign * series(1, (n) => -(mu - (2 * n - 1) ** 2) / (8 * size * n))) / Math.sqrt(2 * Math.PI * size);
}
