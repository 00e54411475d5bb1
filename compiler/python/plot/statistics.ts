/** What histograms and box plots compute. */
import { ValueError } from "../../ir/errors.js";
import { columnsOf, isArray, itemsOf, linspace, number, range, shapeOf, vector } from "./values.js";

/** One data set or several. */
export function dataSets(x: unknown): number[][] {
  if (isArray(x)) return x.shape.length === 2 ? columnsOf(x) : [vector(x)];
  const items = itemsOf(x);
  return items.some((item) => shapeOf(item).length > 0) ? items.map(vector) : [vector(x)];
}

/** The number between sorted ones at a fraction of the way. */
function quantile(sorted: readonly number[], q: number): number {
  const at = q * (sorted.length - 1);
  const low = Math.floor(at);
  const [a, b] = [sorted[low], sorted[Math.min(low + 1, sorted.length - 1)]];
  return a + (b - a) * (at - low);
}

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** How many bins NumPy's rules take. */
function automaticBins(values: readonly number[], rule: string, span: number): number {
  const count = values.length;
  const sturges = Math.ceil(Math.log2(count) + 1);
  if (rule === "sqrt") return Math.ceil(Math.sqrt(count));
  if (rule === "sturges") return sturges;
  if (rule === "rice") return Math.ceil(2 * Math.cbrt(count));
  if (rule !== "auto" && rule !== "fd")
    throw new ValueError(
      `${JSON.stringify(rule).replaceAll('"', "'")} is not a valid estimator for \`bins\``,
    );
  const sorted = ascending(values);
  const width = (2 * (quantile(sorted, 0.75) - quantile(sorted, 0.25))) / Math.cbrt(count);
  const freedman = width > 0 ? Math.ceil(span / width) : 1;
  return rule === "fd" ? freedman : Math.max(freedman, sturges);
}

/** The edges of bins: those given, or so many in the range of the values. */
export function binEdges(values: readonly number[], bins: unknown, given?: readonly number[]): number[] {
  const isCount = typeof bins === "bigint" || typeof bins === "number" || typeof bins === "string";
  if (!isCount) {
    const edges = vector(bins);
    if (edges.some((edge, i) => i > 0 && edge < edges[i - 1]))
      throw new ValueError("`bins` must increase monotonically, when an array");
    return edges;
  }
  let [low, high] = given ?? range(values) ?? [0, 1];
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  const inside = values.filter((v) => v >= low && v <= high);
  const count =
    typeof bins === "string"
      ? inside.length === 0
        ? 1
        : automaticBins(inside, bins, high - low)
      : number(bins);
  if (count < 1) throw new ValueError("`bins` must be positive, when an integer");
  return linspace(low, high, count + 1);
}

/** The sums of weights in bins; the last edge belongs to the last bin. */
export function counts(
  values: readonly number[],
  edges: readonly number[],
  weights?: readonly number[],
): number[] {
  const result = new Array<number>(edges.length - 1).fill(0);
  const last = edges.length - 1;
  values.forEach((value, k) => {
    if (!(value >= edges[0] && value <= edges[last])) return;
    let [low, high] = [0, last];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (value >= edges[middle]) low = middle;
      else high = middle;
    }
    result[low] += weights?.[k] ?? 1;
  });
  return result;
}

interface BoxNumbers {
  low: number;
  first: number;
  median: number;
  third: number;
  high: number;
  mean: number;
  outside: number[];
}

/** Quartiles, the values that whiskers reach, and those beyond. */
export function fiveNumbers(values: readonly number[], reach: number): BoxNumbers {
  const sorted = ascending(values);
  const [first, median, third] = [0.25, 0.5, 0.75].map((q) => quantile(sorted, q));
  const [least, most] = [first - reach * (third - first), third + reach * (third - first)];
  const inside = sorted.filter((v) => v >= least && v <= most);
  const low = Math.min(first, inside[0] ?? first);
  const high = Math.max(third, inside.at(-1) ?? third);
  const mean = sorted.reduce((a, b) => a + b, 0) / sorted.length;
  return { low, first, median, third, high, mean, outside: sorted.filter((v) => v < low || v > high) };
}

/** Python's `format % value` for one number. */
export function percentText(format: string, value: number): string {
  return format.replace(
    /%(?:%|[\d]*(?:\.(\d+))?([dfg]))/g,
    (_, digits: string | undefined, kind: string | undefined) => {
      if (kind === undefined) return "%";
      if (kind === "d") return String(Math.trunc(value));
      return kind === "f"
        ? value.toFixed(Number(digits ?? 6))
        : String(+value.toPrecision(Number(digits ?? 6)));
    },
  );
}

/** A number without needless digits. */
export const integerText = (value: number): string => String(+value.toPrecision(6));
