/** Sorting, order statistics, searching. */

import { isFloating } from "../ir/dtype.js";
import * as primitives from "../primitives/sort.js";
import * as views from "../primitives/views.js";
import { iota } from "../primitives/creation.js";
import { take } from "../primitives/indexing.js";
import { ValueError } from "../trace/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { add, divide, minimum, multiply, negative, subtract } from "./arithmetic.js";
import { bitwiseNot, equal, isnan, less, lessEqual, logicalAnd, logicalOr } from "./logic.js";
import { zerosLike } from "./creation.js";
import { canonicalAxes, canonicalAxis, constantLike, promoteDtypes, promoteDtypesInexact, toValue } from "./promotion.js"; // prettier-ignore
import { any, sum, type AxisOptions } from "./reductions.js";
import { between, moveaxis, ravel } from "./shape.js";
import { where } from "./where.js";

export interface SortOptions {
  /** Along which axis; default the last, `null` for the raveled array. */
  axis?: number | null;
  /** Largest first. Default false. */
  descending?: boolean;
}

function alongAxis(x: ArrayLike, name: string, axis: number | null | undefined): [Value, number] {
  const value = toValue(x, name);
  if (axis === null) return [ravel(value), 0];
  return [value, canonicalAxis(axis ?? -1, value.ndim)];
}

/** A key that sorts the other way round. */
function opposite(x: Value): Value {
  if (x.dtype === "bool" || !isFloating(x.dtype)) return bitwiseNot(x);
  return negative(x);
}

/** The elements in ascending order along an axis, NaN last; equal ones keep their order. */
export function sort(x: ArrayLike, { axis, descending = false }: SortOptions = {}): Value {
  const [value, dimension] = alongAxis(x, "sort", axis);
  const sorted = primitives.sort([value], { dimension, numKeys: 1 })[0];
  return descending ? views.rev(sorted, [dimension]) : sorted;
}

/** The places of the elements in ascending order, as int32. */
export function argsort(x: ArrayLike, { axis, descending = false }: SortOptions = {}): Value {
  const [value, dimension] = alongAxis(x, "argsort", axis);
  const places = iota("int32", value.shape, dimension);
  const key = descending ? opposite(value) : value;
  return primitives.sort([key, places], { dimension, numKeys: 1 })[1];
}

/** The order by several keys, the last one first: places, as int32. */
export function lexsort(keys: readonly ArrayLike[], { axis = -1 }: { axis?: number } = {}): Value {
  const values = keys.map((k) => toValue(k, "lexsort")).reverse();
  const dimension = canonicalAxis(axis, values[0].ndim);
  const places = iota("int32", values[0].shape, dimension);
  return primitives.sort([...values, places], { dimension, numKeys: values.length }).at(-1)!;
}

export type Interpolation = "linear" | "lower" | "higher" | "nearest" | "midpoint";

/**
 * The q-quantile over axes (q from 0 to 1, a number or a list of them, which then is the first axis of the result); NaN
 * where there is one. `method` says what is taken between two elements.
 */
export function quantile(
  x: ArrayLike,
  q: number | readonly number[],
  { axis, keepdims = false, method = "linear" }: AxisOptions & { method?: Interpolation } = {},
): Value {
  const [value] = promoteDtypesInexact([x], "quantile");
  const axes = canonicalAxes(axis, value.ndim).sort((a, b) => a - b);
  const rest = value.shape.filter((_, i) => !axes.includes(i));
  const last = axes.map((_, i) => i - axes.length);
  const rows = views.reshape(moveaxis(value, axes, last), [
    ...rest,
    axes.reduce((n, a) => n * value.shape[a], 1),
  ]);
  const at = rows.ndim - 1;
  const sorted = primitives.sort([rows], { dimension: at, numKeys: 1 })[0];
  const hasNan = any(isnan(rows), { axis: at });
  const element = (i: number): Value => views.squeeze(between(sorted, at, i, i + 1), [at]);
  const one = (p: number): Value => {
    if (!(p >= 0 && p <= 1)) throw new ValueError(`Quantiles must be in the range [0, 1], got ${p}`);
    const place = Math.fround(Math.fround(p) * (rows.shape[at] - 1));
    const [low, high] = [Math.floor(place), Math.ceil(place)];
    const between = place - low;
    const picks: Record<Interpolation, () => Value> = {
      linear: () => add(multiply(element(low), 1 - between), multiply(element(high), between)),
      lower: () => element(low),
      higher: () => element(high),
      nearest: () => element(between < 0.5 || (between === 0.5 && low % 2 === 0) ? low : high),
      midpoint: () => divide(add(element(low), element(high)), 2),
    };
    const result = where(hasNan, constantLike(rows, NaN), low === high ? element(low) : picks[method]());
    return keepdims ? views.expandDims(result, axes) : result;
  };
  if (typeof q === "number") return one(q);
  return views.concatenate(q.map((p) => views.expandDims(one(p), [0])), 0); // prettier-ignore
}

/** `quantile` of q / 100. */
export function percentile(
  x: ArrayLike,
  q: number | readonly number[],
  options: AxisOptions & { method?: Interpolation } = {},
): Value {
  return quantile(x, typeof q === "number" ? q / 100 : q.map((p) => p / 100), options);
}

/** The middle element over axes, or the mean of the two in the middle; NaN where there is one. */
export function median(x: ArrayLike, options: AxisOptions = {}): Value {
  return quantile(x, 0.5, { ...options, method: "midpoint" });
}

/** Where elements of v belong in the sorted row x, as int32: before equal ones ("left", default) or after. */
export function searchsorted(
  x: ArrayLike,
  v: ArrayLike,
  { side = "left" }: { side?: "left" | "right" } = {},
): Value {
  const [row, wanted] = promoteDtypes([x, v], "searchsorted");
  if (row.ndim !== 1) throw new ValueError("a should be 1-dimensional");
  const length = row.shape[0];
  // As many elements stand before as steps could be taken, the longest first.
  let count = zerosLike(wanted, { dtype: "int32" });
  for (let step = 2 ** Math.floor(Math.log2(Math.max(length, 1))); step >= 1 && length > 0; step /= 2) {
    const next = add(count, step);
    const element = take(row, subtract(minimum(next, length), 1), 0, { mode: "promise_in_bounds" });
    count = where(logicalAnd(lessEqual(next, length), standsBefore(element, wanted, side)), next, count);
  }
  return count;
}

/** NaN stands after everything, in the row and as what is looked for. */
function standsBefore(element: Value, wanted: Value, side: "left" | "right"): Value {
  const isBefore = side === "left" ? less(element, wanted) : lessEqual(element, wanted);
  if (!isFloating(wanted.dtype)) return isBefore;
  const isLast = isnan(wanted);
  return logicalOr(isBefore, side === "left" ? logicalAnd(isLast, bitwiseNot(isnan(element))) : isLast);
}

/** In which of the ranges between sorted `bins` each element lies, as int32. */
export function digitize(x: ArrayLike, bins: ArrayLike, { right = false }: { right?: boolean } = {}): Value {
  return searchsorted(bins, x, { side: right ? "left" : "right" });
}

/** Which elements of x are among those of `values`. */
export function isin(x: ArrayLike, values: ArrayLike, { invert = false }: { invert?: boolean } = {}): Value {
  const [each, set] = promoteDtypes([x, values], "isin");
  const found = any(equal(views.expandDims(each, [-1]), ravel(set)), { axis: -1 });
  return invert ? bitwiseNot(found) : found;
}

/**
 * How often each of 0 … length - 1 occurs among natural numbers, or the sum of their weights. `length` must be given.
 */
export function bincount(x: ArrayLike, { length, weights }: { length: number; weights?: ArrayLike }): Value {
  const value = ravel(x);
  const hits = equal(views.expandDims(value, [0]), iota(value.dtype, [length, 1], 0));
  if (weights === undefined) return sum(hits, { axis: 1, dtype: "int32" });
  return sum(where(hits, views.expandDims(ravel(weights), [0]), 0), { axis: 1 });
}
