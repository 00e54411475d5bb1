/** The gamma and error functions of 64-bit floats. */

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
  const value = [Math.sin(rest), Math.cos(rest), -Math.sin(rest), -Math.cos(rest)][quarter % 4];
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
    r = ((-Math.PI / sinPi(size) / size) * Math.exp(y)) / lanczos(size);
    r -= z * r;
    r = size < 140 ? r / y ** (size - 0.5) : r / y ** half / y ** half;
  } else {
    r = lanczos(size) / Math.exp(y);
    r += z * r;
    r = size < 140 ? r * y ** (size - 0.5) : r * y ** half * y ** half;
  }
  return r;
}

export function lgamma(x: number): number {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? x : Infinity;
  if (x === 1 || x === 2) return 0;
  const size = Math.abs(x);
  if (size < 1e-20) return -Math.log(size);
  let r = Math.log(lanczos(size)) - g;
  r += (size - 0.5) * (Math.log(size + g - 0.5) - 1);
  return x < 0 ? Math.log(Math.PI) - Math.log(Math.abs(sinPi(size))) - Math.log(size) - r : r;
}

export function erf(x: number): number {
  const size = Math.abs(x);
  if (size < 2) return erfSeries(x);
  return x < 0 ? erfcTail(size) - 1 : 1 - erfcTail(size);
}

export function erfc(x: number): number {
  if (Math.abs(x) < 2) return 1 - erfSeries(x);
  return x < 0 ? 2 - erfcTail(-x) : erfcTail(x);
}

function erfSeries(x: number): number {
  let [sum, term] = [0, 1];
  for (let k = 0; k < 80 && Math.abs(term) > 1e-20 * Math.abs(sum); k++) {
    sum += term;
    term *= (2 * x * x) / (2 * k + 3);
  }
  return (2 / Math.sqrt(Math.PI)) * x * Math.exp(-x * x) * sum;
}

/** A continued fraction, for `x` from 2 on. */
function erfcTail(x: number): number {
  if (x > 30 || Number.isNaN(x)) return Number.isNaN(x) ? x : 0;
  let fraction = 0;
  for (let k = 120; k > 0; k--) fraction = k / 2 / (x + fraction);
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction);
}
