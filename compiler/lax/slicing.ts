/** Parts of arrays at places that are known or traced, read or replaced. */

import { ArrayType } from "../ir/arrayType.js";
import { IndexError } from "../ir/errors.js";
import { type Arguments, expectArguments } from "../ir/options.js";
import { fromFront, indexArray } from "../numpy/places.js";
import { canonicalAxis, promoteDtypes, toValue } from "../numpy/promotion.js";
import * as dynamic from "../primitives/dynamicSlice.js";
import * as views from "../primitives/views.js";
import { scalar } from "../trace/hostArray.js";
import { staticNumbers } from "../trace/static.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { operands } from "./operands.js";

interface SliceOptions {
  startIndices: readonly number[];
  /** Exclusive. */
  limitIndices: readonly number[];
  /** Default 1. */
  strides?: readonly number[] | null;
}

/**
 * The elements from `startIndices` up to and without `limitIndices`, one of every `strides`.
 *
 *     lax.slice([1, 2, 3, 4], [1], [4], [2]) // [2. 4.]
 *
 * Throws a TypeError for bounds outside. Source: `jax.lax.slice`.
 */
export function slice(
  x: ArrayLike,
  ...rest: Arguments<SliceOptions, ["startIndices", "limitIndices", "strides"]>
): Value {
  const { startIndices, limitIndices, strides } = expectArguments<SliceOptions>("slice(x)", rest, [
    "startIndices",
    "limitIndices",
    "strides?",
  ]);
  const known = (list: readonly number[]): number[] => staticNumbers(list, "the bounds of a slice");
  const value = toValue(x, "slice");
  return views.slice(value, known(startIndices), known(limitIndices), strides ? known(strides) : null);
}

interface SliceInDimOptions {
  /** Default the first. */
  startIndex?: number | null;
  /** Exclusive. Default after the last. */
  limitIndex?: number | null;
  /** Default 1. */
  stride?: number;
  /** Default 0. */
  axis?: number;
}

/**
 * `slice` along one axis; negative bounds count from the end.
 *
 *     lax.sliceInDim([1, 2, 3, 4], 1, -1) // [2. 3.]
 *
 * Source: `jax.lax.slice_in_dim`.
 */
export function sliceInDim(
  x: ArrayLike,
  ...rest: Arguments<SliceInDimOptions, ["startIndex", "limitIndex", "stride", "axis"]>
): Value {
  const order = ["startIndex?", "limitIndex?", "stride?", "axis?"] as const;
  const given = expectArguments<SliceInDimOptions>("sliceInDim(x)", rest, order);
  const { startIndex, limitIndex, stride = 1, axis = 0 } = given;
  const value = toValue(x, "slice_in_dim");
  const at = canonicalAxis(axis, value.ndim);
  const length = value.shape[at];
  const place = (i: number): number => (i < 0 ? i + length : i);
  return views.sliceInDim(value, {
    start: place(startIndex ?? 0),
    limit: place(limitIndex ?? length),
    stride,
    axis: at,
  });
}

interface AlongAxis {
  /** Default 0. */
  axis?: number;
}

interface InDimOptions extends AlongAxis {
  /** Whether the axis stays, with length 1. Default true. */
  keepdims?: boolean;
}

interface IndexInDimOptions extends InDimOptions {
  index: number;
}

/**
 * The slice with this number along an axis, which goes away with `keepdims: false`.
 *
 *     lax.indexInDim([[1, 2], [3, 4]], 1, { axis: 1, keepdims: false }) // [2. 4.]
 *
 * Throws a ValueError for a number outside. Source: `jax.lax.index_in_dim`.
 */
export function indexInDim(
  x: ArrayLike,
  ...rest: Arguments<IndexInDimOptions, ["index", "axis", "keepdims"]>
): Value {
  const given = expectArguments<IndexInDimOptions>("indexInDim(x)", rest, ["index", "axis?", "keepdims?"]);
  const { index, axis = 0, keepdims = true } = given;
  const value = toValue(x, "index_in_dim");
  const along = canonicalAxis(axis, value.ndim);
  const length = value.shape[along];
  const at = index < 0 ? index + length : index;
  if (!(at >= 0 && at < length))
    throw new IndexError(`index ${index} is out of bounds for axis ${axis} with size ${length}`);
  const result = views.sliceInDim(value, { start: at, limit: at + 1, axis: along });
  return keepdims ? result : views.squeeze(result, [along]);
}

/** One integer for each axis: a list, of which each may be traced, or an array. */
type Starts = ArrayLike | readonly ArrayLike[];

interface NegativeIndices {
  /** Whether negative indices count from the end (default) or are moved inside like others. One value, or one for each. */
  allowNegativeIndices?: boolean | readonly boolean[];
}

/** Start indices as scalars of one integer dtype; negative ones count from the end. */
function startsOf(starts: Starts, shape: readonly number[], allowed: boolean | readonly boolean[]): Value[] {
  const list = Array.isArray(starts)
    ? (starts as readonly ArrayLike[]).map((s) => indexArray(s))
    : shape.map((_, i) =>
        views.squeeze(views.sliceInDim(indexArray(starts), { start: i, limit: i + 1 }), [0]),
      );
  const counts = (i: number): boolean => (typeof allowed === "boolean" ? allowed : allowed[i]);
  return promoteDtypes(list).map((s, i) => (counts(i) ? fromFront(s, shape[i]) : s));
}

interface DynamicSliceOptions extends NegativeIndices {
  startIndices: Starts;
  sliceSizes: readonly number[];
}

/**
 * The window of this shape that starts at these (also traced) places, moved inside where it is not.
 *
 *     lax.dynamicSlice([1, 2, 3, 4], [1], [2]) // [2. 3.]
 *
 * Throws a TypeError for a window larger than x. Source: `jax.lax.dynamic_slice`.
 */
export function dynamicSlice(
  x: ArrayLike,
  ...rest: Arguments<DynamicSliceOptions, ["startIndices", "sliceSizes"]>
): Value {
  const order = ["startIndices", "sliceSizes"] as const;
  const given = expectArguments<DynamicSliceOptions>("dynamicSlice(x)", rest, order, [
    "allowNegativeIndices",
  ]);
  const { startIndices, sliceSizes, allowNegativeIndices = true } = given;
  const value = toValue(x, "dynamic_slice");
  return dynamic.dynamicSlice(value, startsOf(startIndices, value.shape, allowNegativeIndices), sliceSizes);
}

interface DynamicUpdateSliceOptions extends NegativeIndices {
  startIndices: Starts;
}

/**
 * The array with the window at these places replaced.
 *
 *     lax.dynamicUpdateSlice([1, 2, 3, 4], [8, 9], [1]) // [1. 8. 9. 4.]
 *
 * Throws a TypeError for an update larger than x, or of another dtype. Source: `jax.lax.dynamic_update_slice`.
 */
export function dynamicUpdateSlice(
  x: ArrayLike,
  update: ArrayLike,
  ...rest: Arguments<DynamicUpdateSliceOptions, ["startIndices"]>
): Value {
  const call = "dynamicUpdateSlice(x, update)";
  const given = expectArguments<DynamicUpdateSliceOptions>(call, rest, ["startIndices"], [
    "allowNegativeIndices",
  ]); // prettier-ignore
  const { startIndices, allowNegativeIndices = true } = given;
  const [value, part] = operands("dynamic_update_slice", x, update);
  return dynamic.dynamicUpdateSlice(value, part, startsOf(startIndices, value.shape, allowNegativeIndices));
}

function startsAlong(x: Value, start: ArrayLike, at: number, counts = true): Value[] {
  const index = indexArray(start);
  const place = counts ? fromFront(index, x.shape[at]) : index;
  const zero = scalar(0, new ArrayType(place.dtype, []));
  return x.shape.map((_, i) => (i === at ? place : zero));
}

interface AllowNegative {
  /** Whether a negative index counts from the end (default) or is moved inside like others. */
  allowNegativeIndices?: boolean;
}

interface DynamicSliceInDimOptions extends AlongAxis, AllowNegative {
  startIndex: ArrayLike;
  sliceSize: number;
}

/**
 * `dynamicSlice` along one axis.
 *
 *     lax.dynamicSliceInDim([1, 2, 3, 4], 1, 2) // [2. 3.]
 *
 * Source: `jax.lax.dynamic_slice_in_dim`.
 */
export function dynamicSliceInDim(
  x: ArrayLike,
  ...rest: Arguments<DynamicSliceInDimOptions, ["startIndex", "sliceSize", "axis"]>
): Value {
  const order = ["startIndex", "sliceSize", "axis?"] as const;
  const given = expectArguments<DynamicSliceInDimOptions>("dynamicSliceInDim(x)", rest, order, [
    "allowNegativeIndices",
  ]);
  const value = toValue(x, "dynamic_slice_in_dim");
  const at = canonicalAxis(given.axis ?? 0, value.ndim);
  const starts = startsAlong(value, given.startIndex, at, given.allowNegativeIndices);
  const sizes = value.shape.map((d, i) => (i === at ? given.sliceSize : d));
  return dynamic.dynamicSlice(value, starts, sizes);
}

interface DynamicIndexInDimOptions extends InDimOptions, AllowNegative {
  index: ArrayLike;
}

/**
 * The slice with this (also traced) number along an axis, which goes away with `keepdims: false`.
 *
 *     lax.dynamicIndexInDim([[1, 2], [3, 4]], 1) // [[3. 4.]]
 *
 * Source: `jax.lax.dynamic_index_in_dim`.
 */
export function dynamicIndexInDim(
  x: ArrayLike,
  ...rest: Arguments<DynamicIndexInDimOptions, ["index", "axis", "keepdims"]>
): Value {
  const order = ["index", "axis?", "keepdims?"] as const;
  const given = expectArguments<DynamicIndexInDimOptions>("dynamicIndexInDim(x)", rest, order, [
    "allowNegativeIndices",
  ]);
  const { index, axis = 0, keepdims = true, allowNegativeIndices } = given;
  const value = toValue(x, "dynamic_index_in_dim");
  const at = canonicalAxis(axis, value.ndim);
  const result = dynamicSliceInDim(value, index, 1, { axis: at, allowNegativeIndices });
  return keepdims ? result : views.squeeze(result, [at]);
}

interface UpdateSliceInDimOptions extends AllowNegative {
  startIndex: ArrayLike;
  axis: number;
}

/**
 * `dynamicUpdateSlice` along one axis.
 *
 *     lax.dynamicUpdateSliceInDim([1, 2, 3], [9], 1, 0) // [1. 9. 3.]
 *
 * Source: `jax.lax.dynamic_update_slice_in_dim`.
 */
export function dynamicUpdateSliceInDim(
  x: ArrayLike,
  update: ArrayLike,
  ...rest: Arguments<UpdateSliceInDimOptions, ["startIndex", "axis"]>
): Value {
  const call = "dynamicUpdateSliceInDim(x, update)";
  const order = ["startIndex", "axis"] as const;
  const given = expectArguments<UpdateSliceInDimOptions>(call, rest, order, ["allowNegativeIndices"]);
  const [value, part] = operands("dynamic_update_slice_in_dim", x, update);
  const at = canonicalAxis(given.axis, value.ndim);
  const starts = startsAlong(value, given.startIndex, at, given.allowNegativeIndices);
  return dynamic.dynamicUpdateSlice(value, part, starts);
}

interface UpdateIndexInDimOptions extends AllowNegative {
  index: ArrayLike;
  axis: number;
}

/**
 * The array with the slice with this number along an axis replaced; the update may lack the axis.
 *
 *     lax.dynamicUpdateIndexInDim([1, 2, 3], 9, 1, 0) // [1. 9. 3.]
 *
 * Source: `jax.lax.dynamic_update_index_in_dim`.
 */
export function dynamicUpdateIndexInDim(
  x: ArrayLike,
  update: ArrayLike,
  ...rest: Arguments<UpdateIndexInDimOptions, ["index", "axis"]>
): Value {
  const call = "dynamicUpdateIndexInDim(x, update)";
  const order = ["index", "axis"] as const;
  const given = expectArguments<UpdateIndexInDimOptions>(call, rest, order, ["allowNegativeIndices"]);
  const [value, part] = operands("dynamic_update_index_in_dim", x, update);
  const at = canonicalAxis(given.axis, value.ndim);
  const full = part.ndim < value.ndim ? views.expandDims(part, [at]) : part;
  const starts = startsAlong(value, given.index, at, given.allowNegativeIndices);
  return dynamic.dynamicUpdateSlice(value, full, starts);
}
