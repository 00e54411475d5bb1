/** Reductions, running folds, products of tensors, sorting. */

import { type DType, toDType } from "../ir/dtype.js";
import { expectOptions } from "../ir/options.js";
import { canonicalAxis, toValue } from "../numpy/promotion.js";
import { add, max, min, mul, neg } from "../primitives/arithmetic.js";
import * as running from "../primitives/cumulative.js";
import * as products from "../primitives/dot.js";
import { and as bitwiseAnd, or as bitwiseOr, xor as bitwiseXor } from "../primitives/logical.js";
import * as reductions from "../primitives/reductions.js";
import * as sorting from "../primitives/sort.js";
import { moveAxis, reduceSum as sumOver } from "../primitives/views.js";
import { TypeError, ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { operands } from "./operands.js";

export type { DotDimensionNumbers } from "../primitives/dot.js";

type Reduce = (x: ArrayLike, axes: readonly number[]) => Value;

function reduction(name: string, primitive: (x: Value, axes: readonly number[]) => Value): Reduce {
  return (x, axes) => primitive(toValue(x, name), axes);
}

/** The sum over axes. Source: `jax.lax.reduce_sum`. */
export const reduceSum = reduction("reduce_sum", sumOver);
/** The product over axes. Source: `jax.lax.reduce_prod`. */
export const reduceProd = reduction("reduce_prod", reductions.reduceProd);
/** The largest element over axes; NaN if there is one. Source: `jax.lax.reduce_max`. */
export const reduceMax = reduction("reduce_max", reductions.reduceMax);
/** The smallest element over axes; NaN if there is one. Source: `jax.lax.reduce_min`. */
export const reduceMin = reduction("reduce_min", reductions.reduceMin);
/** Bitwise `and` over axes. Source: `jax.lax.reduce_and`. */
export const reduceAnd = reduction("reduce_and", reductions.reduceAnd);
/** Bitwise `or` over axes. Source: `jax.lax.reduce_or`. */
export const reduceOr = reduction("reduce_or", reductions.reduceOr);
/** Bitwise exclusive `or` over axes. Source: `jax.lax.reduce_xor`. */
export const reduceXor = reduction("reduce_xor", reductions.reduceXor);

/** Where the first largest element along an axis is, in this integer dtype. Source: `jax.lax.argmax`. */
export function argmax(x: ArrayLike, axis: number, indexDtype = "int32"): Value {
  return reductions.argmax(toValue(x, "argmax"), axis, toDType(indexDtype));
}

/** Where the first smallest element along an axis is, in this integer dtype. Source: `jax.lax.argmin`. */
export function argmin(x: ArrayLike, axis: number, indexDtype = "int32"): Value {
  return reductions.argmin(toValue(x, "argmin"), axis, toDType(indexDtype));
}

const monoids = {
  add: [sumOver, add],
  mul: [reductions.reduceProd, mul],
  max: [reductions.reduceMax, max],
  min: [reductions.reduceMin, min],
  and: [reductions.reduceAnd, bitwiseAnd],
  or: [reductions.reduceOr, bitwiseOr],
  xor: [reductions.reduceXor, bitwiseXor],
} as const;

/** The operation of a fold, by the name of its function in `lax`. */
export type Monoid = keyof typeof monoids;

/**
 * The fold of axes by an operation that is given by name: "add", "mul", "max", "min", "and", "or", "xor". `initial` takes
 * part in each result.
 *
 *     lax.reduce([1, 2, 3], 0, "add", [0]) // 6.0
 *
 * Throws a TypeError for another name. Source: `jax.lax.reduce`, which takes the operation as a function.
 */
export function reduce(
  x: ArrayLike,
  initial: ArrayLike,
  operation: Monoid,
  dimensions: readonly number[],
): Value {
  if (!Object.hasOwn(monoids, operation))
    throw new TypeError(
      `reduce: the operation is one of ${Object.keys(monoids).join(", ")}; got ${String(operation)}`,
    );
  const [value, start] = operands("reduce", x, initial);
  const [over, combine] = monoids[operation];
  return combine(over(value, dimensions), start);
}

type Running = (x: Value, options: { axis?: number; reverse?: boolean }) => Value;

function cumulative(
  name: string,
  primitive: Running,
): (x: ArrayLike, options?: { axis?: number; reverse?: boolean }) => Value {
  return (x, options = {}) => {
    expectOptions(`${name}(x)`, options, ["axis", "reverse"]);
    if ((options.axis ?? 0) < 0) throw new ValueError("XLA operations do not allow negative axes");
    return primitive(toValue(x, name), options);
  };
}

/** Running sums along an axis (default 0), from its end with `reverse`. Source: `jax.lax.cumsum`. */
export const cumsum = cumulative("cumsum", running.cumsum);
/** Running products along an axis. Source: `jax.lax.cumprod`. */
export const cumprod = cumulative("cumprod", running.cumprod);
/** The largest element so far along an axis. Source: `jax.lax.cummax`. */
export const cummax = cumulative("cummax", running.cummax);
/** The smallest element so far along an axis. Source: `jax.lax.cummin`. */
export const cummin = cumulative("cummin", running.cummin);
/** log of the running sum of eˣ along an axis. Source: `jax.lax.cumlogsumexp`. */
export const cumlogsumexp = cumulative("cumlogsumexp", running.cumlogsumexp);

/** The product of vectors and matrices: sums over the last axis of x and the first of y. Source: `jax.lax.dot`. */
export function dot(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = operands("dot", x, y);
  return products.dot(a, b);
}

/**
 * Sums products over contracted axes, side by side along batch axes, all with all along the others:
 * `dimensionNumbers` is `[[xContract, yContract], [xBatch, yBatch]]`.
 *
 * Source: `jax.lax.dot_general`.
 */
export function dotGeneral(
  x: ArrayLike,
  y: ArrayLike,
  dimensionNumbers: products.DotDimensionNumbers,
  options: { preferredElementType?: string | null } = {},
): Value {
  const { preferredElementType } = expectOptions("dotGeneral(x, y, dimensionNumbers)", options, [
    "preferredElementType",
  ]);
  const [a, b] = operands("dot_general", x, y);
  const wanted: DType | undefined = preferredElementType ? toDType(preferredElementType) : undefined;
  return products.dotGeneral(a, b, dimensionNumbers, { preferredElementType: wanted });
}

/**
 * The matrix product of the last two axes, side by side along the others, which must agree.
 *
 * Source: `jax.lax.batch_matmul`.
 */
export function batchMatmul(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = operands("batch_matmul", x, y);
  const batch = a.shape.slice(0, -2).map((_, i) => i);
  return products.dotGeneral(a, b, [
    [[a.ndim - 1], [b.ndim - 2]],
    [batch, batch],
  ]);
}

export interface SortOptions {
  /** Default the last. */
  dimension?: number;
  /** How many of the arrays are compared. Default 1. */
  numKeys?: number;
  isStable?: boolean;
}

/**
 * Sorted along an axis, NaN last. Several arrays of one shape are ordered together, by the first `numKeys` of them.
 *
 * Source: `jax.lax.sort`.
 */
export function sort(x: readonly ArrayLike[], options?: SortOptions): Value[];
export function sort(x: ArrayLike, options?: SortOptions): Value;
export function sort(x: ArrayLike | readonly ArrayLike[], options: SortOptions = {}): Value | Value[] {
  expectOptions("sort(x)", options, ["dimension", "numKeys", "isStable"]);
  if (Array.isArray(x) && x.some((item) => typeof item === "object")) {
    const values = (x as readonly ArrayLike[]).map((v) => toValue(v, "sort"));
    return sorting.sort(values, options);
  }
  return sorting.sort([toValue(x, "sort")], options)[0];
}

/** Keys sorted along an axis, and values in the same order. Source: `jax.lax.sort_key_val`. */
export function sortKeyVal(keys: ArrayLike, values: ArrayLike, options: SortOptions = {}): [Value, Value] {
  const { dimension = -1, isStable = true } = expectOptions("sortKeyVal(keys, values)", options, [
    "dimension",
    "numKeys",
    "isStable",
  ]);
  const [k, v] = sorting.sort([toValue(keys, "sort_key_val"), toValue(values, "sort_key_val")], {
    dimension,
    isStable,
  });
  return [k, v];
}

/**
 * The k largest elements along an axis (default the last), largest first, and their places (int32). NaN is the largest.
 *
 *     lax.topK([1, 3, 2], 2) // [[3. 2.], [1 2]]
 *
 * Throws a ValueError when there are fewer than k. Source: `jax.lax.top_k`.
 */
export function topK(
  x: ArrayLike,
  k: number,
  options: { axis?: number } = {},
): [values: Value, indices: Value] {
  const { axis = -1 } = expectOptions("topK(x, k)", options, ["axis"]);
  const value = toValue(x, "top_k");
  const [values, indices] = sorting.topK(moveAxis(value, canonicalAxis(axis, value.ndim), value.ndim - 1), k);
  const back = (v: Value): Value => moveAxis(v, value.ndim - 1, canonicalAxis(axis, value.ndim));
  return [back(values), back(indices)];
}

/** The same as `topK` along an axis (default the last): here it is exact. Source: `jax.lax.approx_max_k`. */
export function approxMaxK(
  x: ArrayLike,
  k: number,
  options: { reductionDimension?: number } = {},
): [values: Value, indices: Value] {
  const { reductionDimension = -1 } = expectOptions("approxMaxK(x, k)", options, ["reductionDimension"]);
  return topK(x, k, { axis: reductionDimension });
}

/** The k least elements along an axis (default the last), least first, and their places. Source: `jax.lax.approx_min_k`. */
export function approxMinK(
  x: ArrayLike,
  k: number,
  options: { reductionDimension?: number } = {},
): [values: Value, indices: Value] {
  const { reductionDimension = -1 } = expectOptions("approxMinK(x, k)", options, ["reductionDimension"]);
  const [values, indices] = topK(neg(toValue(x, "approx_min_k")), k, { axis: reductionDimension });
  return [neg(values), indices];
}
