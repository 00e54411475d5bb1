/** What stands beside ticks: matplotlib's ScalarFormatter and LogFormatterSciNotation. */

export interface TickLabels {
  labels: string[];
  /** What is to be multiplied or added to all labels, at the axis's end. */
  offset: string;
}

export interface LabelOptions {
  /** Powers of ten below and above which a common one is taken out. */
  powerLimits?: readonly [number, number];
  /** Whether what ticks far from 0 have in common may be taken out. */
  useOffset?: boolean;
}

const minus = (text: string): string => text.replaceAll("-", "\u2212");

const powerOfTen = (e: number): number => Number(`1e${e}`);

/** The exponent of the greatest power of ten that is not above `x`. */
function orderOf(x: number): number {
  const order = Math.floor(Math.log10(x));
  return powerOfTen(order) > x ? order - 1 : order;
}

/** `x // 10 ** e`, as Python divides: without rounding up to what is not reached. */
function decimalsAbove(x: number, e: number): number {
  const unit = powerOfTen(e);
  return Math.round((x - (x % unit)) / unit);
}

/** What all ticks have in common, if it has four digits or more. */
function commonOffset(ticks: readonly number[]): number {
  const [low, high] = [Math.min(...ticks), Math.max(...ticks)];
  if (ticks.length === 0 || low === high || (low <= 0 && high >= 0)) return 0;
  const [small, large] = [Math.min(Math.abs(low), Math.abs(high)), Math.max(Math.abs(low), Math.abs(high))];
  const top = Math.ceil(Math.log10(large));
  let e = top;
  while (decimalsAbove(small, e) === decimalsAbove(large, e)) e--;
  e++;
  if ((large - small) / 10 ** e <= 1e-2) {
    e = top;
    while (decimalsAbove(large, e) - decimalsAbove(small, e) <= 1) e--;
    e++;
  }
  return decimalsAbove(large, e) >= 1000 ? Math.sign(low) * decimalsAbove(large, e) * 10 ** e : 0;
}

/** A number as a power of ten with a factor: "1.5e6". */
function shortPower(value: number): string {
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  const factor = +(value / 10 ** exponent).toPrecision(10);
  return exponent === 0 ? String(factor) : `${factor}e${exponent}`;
}

/** The least number of decimals that tells the ticks apart. */
function decimalsOf(values: readonly number[]): number {
  const span = Math.max(...values) - Math.min(...values) || Math.max(...values.map(Math.abs)) || 1;
  const order = Math.floor(Math.log10(span));
  const threshold = 1e-3 * 10 ** order;
  let decimals = Math.max(0, 3 - order);
  const isExact = (n: number): boolean =>
    values.every((v) => Math.abs(v - Math.round(v * 10 ** n) / 10 ** n) < threshold);
  while (decimals >= 0 && isExact(decimals)) decimals--;
  return decimals + 1;
}

/** Labels of ticks on a linear axis that shows `view`. */
export function scalarLabels(
  ticks: readonly number[],
  view: readonly number[],
  options: LabelOptions = {},
): TickLabels {
  if (ticks.length === 0) return { labels: [], offset: "" };
  const { powerLimits = [-5, 6], useOffset = true } = options;
  const [low, high] = [Math.min(...view), Math.max(...view)];
  const seen = ticks.filter((t) => low <= t && t <= high);
  const offset = useOffset ? commonOffset(seen) : 0;
  const largest = Math.max(0, ...seen.map(Math.abs));
  let order = orderOf(offset ? high - low : largest || 1);
  if (largest === 0 && !offset) order = 0;
  if (order > powerLimits[0] && order < powerLimits[1]) order = 0;
  const scaled = (t: number): number => (t - offset) / 10 ** order;
  const decimals = decimalsOf((ticks.length < 2 ? [...ticks, low, high] : ticks).map(scaled));
  const labels = ticks.map((t) => {
    const value = scaled(t);
    const rounded = (Math.abs(value) < 1e-8 ? 0 : value).toFixed(Math.min(100, decimals));
    return minus(Number(rounded) === 0 ? rounded.replace("-", "") : rounded);
  });
  const taken = (order ? `1e${order}` : "") + (offset ? (offset > 0 ? "+" : "") + shortPower(offset) : "");
  return { labels, offset: minus(taken) };
}

/** The factors of powers that are labelled too where few decades are seen. */
function labelledFactors(low: number, high: number, base: number): ReadonlySet<number> {
  const log = (x: number): number => Math.log(x) / Math.log(base);
  const [from, to] = [log(low), log(high)];
  // A limit that is a power counts as one that is seen.
  const powers = Math.floor(to + 1e-12) - Math.ceil(from - 1e-12) + 1;
  if (powers > 1) return new Set([1]);
  if (to - from <= 0.4) return new Set(Array.from({ length: base }, (_, i) => i + 1));
  const count = Math.floor(base / 2) + 1;
  return new Set(Array.from({ length: count }, (_, i) => Math.round(base ** (i / (count - 1)))));
}

/** Labels of ticks on a logarithmic axis, as mathematical text; empty where there is no room for one. */
export function logLabels(ticks: readonly number[], view: readonly number[], base = 10): string[] {
  const [low, high] = [Math.min(...view), Math.max(...view)];
  const factors = labelledFactors(low, high, base);
  return ticks.map((t) => {
    if (t === 0) return "$0$";
    const exact = Math.log(Math.abs(t)) / Math.log(base);
    const isPower = Math.abs(exact - Math.round(exact)) < 1e-10;
    const exponent = isPower ? Math.round(exact) : Math.floor(exact);
    const factor = Math.abs(t) / base ** exponent;
    if (!factors.has(Math.round(factor))) return "";
    const sign = t < 0 ? "-" : "";
    return isPower
      ? `$${sign}${base}^{${exponent}}$`
      : `$${sign}${+factor.toPrecision(6)}\\times${base}^{${exponent}}$`;
  });
}
