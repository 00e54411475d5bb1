/** Functions given by samples or coefficients: interpolation, polynomials, convolution, statistics of pairs. */

import { isFloating } from "../ir/dtype.js";
import * as views from "../primitives/views.js";
import { TypeError, ValueError } from "../trace/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { add, clip, divide, multiply, sqrt, subtract } from "./arithmetic.js";
import { take } from "./indexing.js";
import { concatenate, pad, stack } from "./joining.js";
import { equal, greater, less } from "./logic.js";
import { diagonal, matmul, outer } from "./linear.js";
import { constantLike, convertTo, promoteDtypes, promoteDtypesInexact, toValue } from "./promotion.js";
import { mean, sum } from "./reductions.js";
import { between } from "./shape.js";
import { searchsorted } from "./sorting.js";
import { where } from "./where.js";

/**
 * Values at x of the broken line through the points (xp, fp), xp ascending; `left` and `right` outside (the end values).
 */
export function interp(
  x: ArrayLike,
  xp: ArrayLike,
  fp: ArrayLike,
  { left, right }: { left?: ArrayLike; right?: ArrayLike } = {},
): Value {
  const [at, places, values] = promoteDtypesInexact([x, xp, fp], "interp");
  const last = places.size - 1;
  const segment = clip(searchsorted(places, at, { side: "right" }), 1, last);
  const [from, to] = [take(places, subtract(segment, 1)), take(places, segment)];
  const [low, high] = [take(values, subtract(segment, 1)), take(values, segment)];
  const width = subtract(to, from);
  const isFlat = equal(width, 0);
  const slope = divide(subtract(high, low), where(isFlat, constantLike(width, 1), width));
  const inside = where(isFlat, low, add(low, multiply(subtract(at, from), slope)));
  const [first, final] = [take(places, 0), take(places, last)];
  const before = where(less(at, first), left ?? take(values, 0), inside);
  return where(greater(at, final), right ?? take(values, last), before);
}

/** The polynomial with these coefficients, the highest power first, at x. */
export function polyval(p: ArrayLike, x: ArrayLike): Value {
  const [coefficients, at] = promoteDtypes([p, x], "polyval");
  let result: Value = multiply(at, constantLike(at, 0));
  for (let i = 0; i < coefficients.size; i++) {
    const coefficient = views.squeeze(between(coefficients, 0, i, i + 1), [0]);
    result = add(multiply(result, at), coefficient);
  }
  return result;
}

export type ConvolutionMode = "full" | "same" | "valid";

/**
 * The convolution of two rows: all of it ("full", default), as long as the longer row, or only where they overlap wholly.
 */
export function convolve(
  x: ArrayLike,
  y: ArrayLike,
  { mode = "full" }: { mode?: ConvolutionMode } = {},
): Value {
  let [a, b] = promoteDtypes([x, y], "convolve");
  if (a.ndim !== 1 || b.ndim !== 1) throw new TypeError("convolve() only support 1-dimensional inputs.");
  if (a.size === 0 || b.size === 0) throw new ValueError("convolve: inputs cannot be empty");
  if (a.size < b.size) [a, b] = [b, a];
  const [n, m] = [a.size, b.size];
  const padded = pad(a, m - 1);
  const start = mode === "full" ? 0 : mode === "same" ? Math.floor((m - 1) / 2) : m - 1;
  const length = mode === "full" ? n + m - 1 : mode === "same" ? n : n - m + 1;
  const shifted = Array.from({ length: m }, (_, k) =>
    between(padded, 0, start + m - 1 - k, start + m - 1 - k + length),
  );
  return matmul(b, stack(shifted));
}

/** The correlation of two rows: `convolve` with the second one turned round. Default "valid". */
export function correlate(
  x: ArrayLike,
  y: ArrayLike,
  { mode = "valid" }: { mode?: ConvolutionMode } = {},
): Value {
  const [a, b] = promoteDtypes([x, y], "correlate");
  const result = convolve(a, views.rev(b, [0]), { mode });
  return mode !== "full" && a.size < b.size
    ? views.rev(convolve(b, views.rev(a, [0]), { mode }), [0])
    : result;
}

/** The covariances of the rows (variables) of a matrix over its columns (observations); `ddof` 1. */
export function cov(
  x: ArrayLike,
  { rowvar = true, ddof = 1 }: { rowvar?: boolean; ddof?: number } = {},
): Value {
  let [value] = promoteDtypesInexact([x], "cov");
  if (value.ndim < 2) value = views.reshape(value, [1, value.size]);
  else if (!rowvar) value = views.transpose(value, [1, 0]);
  const centered = subtract(value, mean(value, { axis: 1, keepdims: true }));
  const result = divide(matmul(centered, views.transpose(centered, [1, 0])), value.shape[1] - ddof);
  return result.size === 1 ? views.reshape(result, []) : result;
}

/** The correlation coefficients of the rows of a matrix. */
export function corrcoef(x: ArrayLike, { rowvar = true }: { rowvar?: boolean } = {}): Value {
  const covariance = cov(x, { rowvar });
  if (covariance.ndim === 0) return divide(covariance, covariance);
  const deviations = sqrt(diagonal(covariance));
  return clip(divide(covariance, outer(deviations, deviations)), -1, 1);
}

/**
 * How many elements lie in each of `bins` ranges of equal width between the two ends of `range`, and the ends of all ranges.
 */
export function histogram(
  x: ArrayLike,
  { bins = 10, range, weights }: { bins?: number; range: readonly [number, number]; weights?: ArrayLike },
): [counts: Value, edges: Value] {
  const value = toValue(x, "histogram");
  const width = (range[1] - range[0]) / bins;
  const edges = toValue(
    Float32Array.from({ length: bins + 1 }, (_, i) => (i === bins ? range[1] : range[0] + i * width)),
  );
  const flat = views.reshape(isFloating(value.dtype) ? value : convertTo(value, "float32"), [1, value.size]);
  const column = (from: number): Value => views.reshape(between(edges, 0, from, from + bins), [bins, 1]);
  const isLast = toValue(Array.from({ length: bins }, (_, i) => [i === bins - 1]));
  const below = where(less(flat, column(1)), true, where(isLast, equal(flat, range[1]), false));
  const hits = where(less(flat, column(0)), false, below);
  const each = weights === undefined ? toValue(1) : views.reshape(toValue(weights), [1, value.size]);
  return [sum(where(hits, each, 0), { axis: 1 }), edges];
}

/** Blocks put together to a matrix: a list of rows, each a list of matrices of one height. */
export function block(rows: readonly (readonly ArrayLike[])[]): Value {
  return concatenate(rows.map((row) => concatenate(row, { axis: -1 })), { axis: -2 }); // prettier-ignore
}
