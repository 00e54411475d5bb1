/** Where ticks are: matplotlib's MaxNLocator and LogLocator. */

export interface TickOptions {
  /** The most intervals. */
  bins?: number;
  minTicks?: number;
  integer?: boolean;
  /** Multiples of powers of ten that a step may be. */
  steps?: readonly number[];
}

/** Steps of the locator that axes have unless told otherwise. */
const niceSteps = [1, 2, 2.5, 5, 10];
/** Steps of the locator that contours take their levels from. */
export const levelSteps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

const powerBelow = (x: number): number => 10 ** Math.floor(Math.log10(x));

/** Moves equal limits apart. */
export function nonsingular(low: number, high: number, expander: number, tiny = 1e-15): [number, number] {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [-expander, expander];
  if (low > high) [low, high] = [high, low];
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (size < (1e6 / tiny) * 2.2250738585072014e-308) return [-expander, expander];
  if (high - low > size * tiny) return [low, high];
  if (low === 0 && high === 0) return [-expander, expander];
  return [low - expander * Math.abs(low), high + expander * Math.abs(high)];
}

/** Quotients that are whole but for rounding, at numbers that may lie far from 0. */
function wholeWithin(step: number, offset: number): (remainder: number, edge: number) => boolean {
  const digits = offset === 0 ? -Infinity : Math.log10(Math.abs(offset) / step);
  const tolerance = Math.min(0.4999, Math.max(1e-10, 10 ** (digits - 12)));
  return (remainder, edge) => Math.abs(remainder / step - edge) < tolerance;
}

/** The multiples of a step from just below `low` to just above `high`. */
function multiples(step: number, low: number, high: number, offset: number): number[] {
  const base = Math.floor(low / step) * step;
  const isWhole = wholeWithin(step, offset);
  const [below, above] = [Math.floor((low - base) / step), Math.floor((high - base) / step)];
  const first = isWhole(low - base - below * step, 1) ? below + 1 : below;
  const last = isWhole(high - base - above * step, 0) ? above : above + 1;
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step + base);
}

/** At most `bins` intervals of a nice step; the first and the last tick may lie outside. */
export function linearTicks(viewLow: number, viewHigh: number, options: TickOptions = {}): number[] {
  const { bins = 9, minTicks = 2, integer = false, steps = niceSteps } = options;
  const [from, to] = nonsingular(viewLow, viewHigh, 1e-13, 1e-14);
  const [span, mean] = [to - from, (from + to) / 2];
  const offset = Math.abs(mean) / span < 100 ? 0 : Math.sign(mean) * powerBelow(Math.abs(mean));
  const scale = powerBelow(span / bins);
  const [low, high] = [from - offset, to - offset];
  const candidates = [...steps.slice(0, -1).map((s) => 0.1 * s), ...steps, 10 * steps[1]]
    .map((s) => s * scale)
    .filter((s) => !integer || s < 1 || Math.abs(s - Math.round(s)) < 0.001);
  const enough = candidates.findIndex((s) => s >= span / bins);
  let ticks: number[] = [];
  for (let i = enough < 0 ? candidates.length - 1 : enough; i >= 0; i--) {
    let step = candidates[i];
    if (integer && Math.floor(high) - Math.ceil(low) >= minTicks - 1) step = Math.max(1, step);
    ticks = multiples(step, low, high, offset);
    if (ticks.filter((t) => low <= t && t <= high).length >= minTicks) break;
  }
  return ticks.map((t) => t + offset);
}

/** The exponents that get a major tick, with one outside on each side, and their distance. */
function decades(low: number, high: number, most: number): { stride: number; exponents: number[] } {
  const [first, last] = [Math.ceil(low), Math.floor(high)];
  const available = last - first + 1;
  let stride = Math.floor(available / (most + 1)) + 1;
  const count = Math.min(most, Math.ceil(available / stride));
  if (count === 0) return { stride: last - first + 2, exponents: [first - 1, last + 1] };
  if (count === 1) {
    const middle = roundHalfEven((low + high) / 2);
    stride = Math.max(middle - first + 1, last + 1 - middle);
    return { stride, exponents: [middle - stride, middle, middle + stride] };
  }
  stride = Math.floor((available - 1) / (count - 1));
  if (stride < available / count) stride = Math.floor(available / count);
  // Of the offsets that leave `count` ticks, one that puts them on multiples of the stride.
  const least = Math.max(available - stride * count, 0);
  const bound = Math.min(available - stride * (count - 1), stride);
  const wanted = ((-first % stride) + stride) % stride;
  const exponents: number[] = [];
  const start = first + (least <= wanted && wanted < bound ? wanted : least);
  for (let e = start - stride; e <= last + stride; e += stride) exponents.push(e);
  return { stride, exponents };
}

function roundHalfEven(x: number): number {
  const rounded = Math.round(x);
  return Math.abs(x % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

interface LogTicks {
  major: number[];
  minor: number[];
}

const power = (base: number, exponent: number): number =>
  Number(base === 10 ? `1e${exponent}` : base ** exponent);

/** Powers of the base, at most `most`, and their multiples between them. */
export function logTicks(viewLow: number, viewHigh: number, most: number, base = 10): LogTicks {
  const log = (x: number): number => (base === 10 ? Math.log10(x) : Math.log(x) / Math.log(base));
  const [low, high] = [log(viewLow), log(viewHigh)];
  const { stride, exponents } = decades(low, high, most);
  const major = exponents.map((e) => power(base, e));
  const [first, last] = [Math.ceil(low), Math.floor(high)];
  const available = last - first + 1;
  if (available >= 10 || base < 3 || (stride > 1 && available > 1)) return { major, minor: [] };
  const minor: number[] = [];
  for (let e = first - 1; e <= last; e++) for (let k = 2; k < base; k++) minor.push(k * power(base, e));
  const isWithin = (x: number): boolean => viewLow <= x && x <= viewHigh;
  const isBare = stride === 1 && exponents.length - 2 + minor.filter(isWithin).length <= 1;
  return { major, minor: isBare ? linearTicks(viewLow, viewHigh) : minor };
}
