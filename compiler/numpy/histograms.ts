/** Counts of elements by ranges. */

import { defaultFloat, isFloating } from "../ir/dtype.js";
import { type Arguments, expectArguments } from "../ir/options.js";
import * as views from "../primitives/views.js";
import { TypeError, ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { add, divide, multiply } from "./arithmetic.js";
import { linspace } from "./spaces.js";
import { diff } from "./differences.js";
import { equal, logicalAnd } from "./logic.js";
import { constantLike, convertTo, promoteDtypesInexact, toValue } from "./promotion.js";
import { max, min, sum } from "./reductions.js";
import { iota } from "../primitives/creation.js";
import { between, ravel } from "./shape.js";
import { searchsorted } from "./sorting.js";
import { where } from "./where.js";

type Range = readonly [ArrayLike, ArrayLike];

export interface HistogramOptions {
  /** How many ranges of equal width, or the ends of all ranges in ascending order. Default 10. */
  bins?: number | readonly number[] | Value;
  /** From where to where the ranges go. Default from the least to the greatest element. */
  range?: Range | null;
  /** What each element counts. Default 1. */
  weights?: ArrayLike;
  /** Whether counts are divided by their sum and by the widths of the ranges. Default false. */
  density?: boolean;
}

/**
 * The ends of the ranges of a histogram: one more than ranges.
 *
 *     jnp.histogramBinEdges([0, 1, 4], { bins: 2 }) // [0. 2. 4.]
 *
 * Source: `jax.numpy.histogram_bin_edges`.
 */
export function histogramBinEdges(x: ArrayLike, ...rest: Arguments<HistogramOptions, ["bins"]>): Value {
  const others = ["range", "weights"] as const;
  const { bins = 10, range } = expectArguments<HistogramOptions>(
    "histogramBinEdges(x)",
    rest,
    ["bins?"],
    others,
  );
  const [value] = promoteDtypesInexact([x], "histogram_bin_edges");
  if (typeof bins !== "number") return convertTo(toValue(bins, "histogram_bin_edges"), value.dtype);
  if (range && range.length !== 2) throw new ValueError(`range must be None or a sequence of length 2, got ${String(range)}`); // prettier-ignore
  const [low, high] = range ?? (value.size === 0 ? [0, 1] : [min(value), max(value)]);
  // Ranges of no width are widened, as for an array of equal elements.
  const isFlat = equal(low, high);
  const from = where(isFlat, add(low, -0.5), low);
  const to = where(isFlat, add(high, 0.5), high);
  return linspace(from, to, bins + 1, { dtype: value.dtype });
}

/** In which range each element lies, counted from 1; the last range includes its end. 0 and one more are outside. */
function rangeOf(x: Value, edges: Value): Value {
  const last = views.squeeze(between(edges, 0, edges.size - 1, edges.size), [0]);
  const place = searchsorted(edges, x, { side: "right" });
  return where(equal(x, last), constantLike(place, edges.size - 1), place);
}

function normalized(counts: Value, widths: readonly Value[]): Value {
  const volume = widths.reduce<Value>(
    (v, w, axis) => {
      const shape = counts.shape.map((d, i) => (i === axis ? d : 1));
      return multiply(v, views.reshape(w, shape));
    },
    constantLike(counts, 1),
  );
  return divide(divide(counts, volume), sum(counts));
}

/**
 * How many elements lie in each range, and the ends of the ranges, as floats. A range includes its start, the last one
 * its end too.
 *
 *     jnp.histogram([0, 1, 4], { bins: 2 }) // [[2. 1.], [0. 2. 4.]]
 *
 * Throws a ValueError when weights don't have the shape of x. Source: `jax.numpy.histogram`.
 */
export function histogram(
  x: ArrayLike,
  ...rest: Arguments<HistogramOptions, ["bins"]>
): [counts: Value, edges: Value] {
  const others = ["range", "weights", "density"] as const;
  const options = expectArguments<HistogramOptions>("histogram(x)", rest, ["bins?"], others);
  const { weights, density = false } = options;
  const [value] = promoteDtypesInexact([x], "histogram");
  const edges = histogramBinEdges(value, { bins: options.bins, range: options.range });
  const counts = counted([rangeOf(ravel(value), edges)], [edges.size - 1], value, weights);
  return [density ? normalized(counts, [diff(edges)]) : counts, edges];
}

/** Sums of weights by range: a comparison of each element with each range, which fuses with the sum. */
function counted(
  places: Value[],
  lengths: readonly number[],
  like: Value,
  weights: ArrayLike | undefined,
): Value {
  const shape = [...lengths, places[0].size];
  const last = lengths.length;
  let hits: Value | undefined;
  places.forEach((place, axis) => {
    const row = views.broadcastInDim(place, shape, [last]);
    const isHere = equal(row, add(iota("int32", shape, axis), 1));
    hits = hits ? logicalAnd(hits, isHere) : isHere;
  });
  const given = weights === undefined ? undefined : ravel(weights);
  if (given && given.size !== places[0].size)
    throw new ValueError("weights should have the same shape as a.");
  const each =
    given && !isFloating(given.dtype)
      ? convertTo(given, defaultFloat())
      : (given ?? convertTo(constantLike(like, 1), like.dtype));
  return sum(where(hits!, each, 0), { axis: last });
}

type PerAxis<T> = T | readonly T[];

export interface HistogramddOptions extends Pick<HistogramOptions, "weights" | "density"> {
  /** How many ranges for each axis, one number for all or a list; or the ends of all ranges for each axis. */
  bins?: PerAxis<number | readonly number[] | Value>;
  /** For each axis, from where to where the ranges go. */
  range?: readonly (Range | null)[] | null;
}

/**
 * How many points (rows of x) lie in each box of ranges along each axis (column), and the ends of the ranges of each axis.
 *
 *     jnp.histogramdd([[0, 0], [1, 1]], 2)[0] // [[1 0], [0 1]]
 *
 * Throws a ValueError unless x is a matrix, or when there are more or fewer bins than axes.
 * Source: `jax.numpy.histogramdd`.
 */
export function histogramdd(
  x: ArrayLike,
  ...rest: Arguments<HistogramddOptions, ["bins"]>
): [counts: Value, edges: Value[]] {
  const others = ["range", "weights", "density"] as const;
  const options = expectArguments<HistogramddOptions>("histogramdd(x)", rest, ["bins?"], others);
  const { bins = 10, range, weights, density = false } = options;
  const [value] = promoteDtypesInexact([x], "histogramdd");
  if (value.ndim !== 2) throw new ValueError("sample must be of shape (N, D)");
  const [points, axes] = value.shape;
  const perAxis = typeof bins === "number" ? new Array<number>(axes).fill(bins) : (bins as readonly (number | readonly number[] | Value)[]); // prettier-ignore
  if (perAxis.length !== axes) throw new ValueError("should be a bin for each dimension.");
  if (range && range.length !== axes) throw new ValueError("For a D-dimensional array, range must be a sequence of length D"); // prettier-ignore
  const columns = perAxis.map((_, i) => views.reshape(between(value, 1, i, i + 1), [points]));
  const edges = columns.map((c, i) => histogramBinEdges(c, { bins: perAxis[i], range: range?.[i] }));
  const places = columns.map((c, i) => rangeOf(c, edges[i]));
  const counts = counted(places, edges.map((e) => e.size - 1), toValue(1n), weights); // prettier-ignore
  return [density ? normalized(counts, edges.map((e) => diff(e))) : counts, edges]; // prettier-ignore
}

/**
 * How many points (x, y) lie in each box of ranges along both axes, and the ends of the ranges of each axis.
 *
 *     jnp.histogram2d([0, 1], [0, 1], { bins: 2 })[0] // [[1 0], [0 1]]
 *
 * Throws a TypeError when x and y differ in length. Source: `jax.numpy.histogram2d`.
 */
export function histogram2d(
  x: ArrayLike,
  y: ArrayLike,
  ...rest: Arguments<HistogramddOptions, ["bins"]>
): [counts: Value, xEdges: Value, yEdges: Value] {
  const others = ["range", "weights", "density"] as const;
  const options = expectArguments<HistogramddOptions>("histogram2d(x, y)", rest, ["bins?"], others);
  const [a, b] = promoteDtypesInexact([x, y], "histogram2d").map((v) => ravel(v));
  if (a.size !== b.size) throw new TypeError("x and y must have the same length.");
  const points = views.concatenate([views.expandDims(a, [1]), views.expandDims(b, [1])], 1);
  const [counts, [xEdges, yEdges]] = histogramdd(points, options);
  return [counts, xEdges, yEdges];
}
