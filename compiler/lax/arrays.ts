/** Operations on shapes, places and types. */

import { ArrayType } from "../ir/arrayType.js";
import { toDType } from "../ir/dtype.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { expectOptions } from "../ir/options.js";
import { tile as repeatedWhole } from "../numpy/repeating.js";
import { fromFront, indexArray } from "../numpy/places.js";
import {
  broadcastShapes as broadcastAll,
  convertTo,
  expandTo,
  promoteDtypes,
  toValue,
} from "../numpy/promotion.js";
import { neg } from "../primitives/arithmetic.js";
import * as conversion from "../primitives/conversion.js";
import * as creation from "../primitives/creation.js";
import * as dynamic from "../primitives/dynamicSlice.js";
import { gather as gatherWindows } from "../primitives/gather.js";
import * as scatters from "../primitives/scatter.js";
import * as views from "../primitives/views.js";
import { scalar } from "../trace/hostArray.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { operands } from "./operands.js";

export { GatherScatterMode } from "../primitives/places.js";
export type { GatherDimensionNumbers } from "../primitives/places.js";
export type { ScatterDimensionNumbers } from "../primitives/scatterPlaces.js";

/**
 * The array in another dtype, given by name. Floats become integers toward zero.
 *
 * Source: `jax.lax.convert_element_type`.
 */
export function convertElementType(x: ArrayLike, newDtype: string): Value {
  return convertTo(toValue(x, "convert_element_type"), toDType(newDtype));
}

/** The same bits as another dtype of 32 bits. Source: `jax.lax.bitcast_convert_type`. */
export function bitcastConvertType(x: ArrayLike, newDtype: string): Value {
  return conversion.bitcastConvertType(toValue(x, "bitcast_convert_type"), toDType(newDtype));
}

/** An array filled with one value; the value's dtype unless one is given. Source: `jax.lax.full`. */
export function full(shape: readonly number[], value: ArrayLike, options: { dtype?: string } = {}): Value {
  const { dtype } = expectOptions("full(shape, value)", options, ["dtype"]);
  const x = toValue(value, "full");
  return expandTo(dtype === undefined ? x : convertTo(x, toDType(dtype)), shape);
}

/** `full` with the shape and dtype of another array. Source: `jax.lax.full_like`. */
export function fullLike(
  x: ArrayLike,
  value: ArrayLike,
  options: { dtype?: string; shape?: readonly number[] } = {},
): Value {
  const { dtype, shape } = expectOptions("fullLike(x, value)", options, ["dtype", "shape"]);
  const like = toValue(x, "full_like");
  const wanted = dtype === undefined ? like.dtype : toDType(dtype);
  const fill = convertTo(toValue(value, "full_like"), wanted, dtype === undefined && like.weakType);
  return expandTo(fill, shape ?? like.shape);
}

/** The numbers from 0 to before `size`. Source: `jax.lax.iota`. */
export function iota(dtype: string, size: number): Value {
  return creation.iota(toDType(dtype), [size], 0);
}

/** The coordinates along one dimension of an array of this shape. Source: `jax.lax.broadcasted_iota`. */
export function broadcastedIota(dtype: string, shape: readonly number[], dimension: number): Value {
  return creation.iota(toDType(dtype), shape, dimension);
}

/** The array repeated along new leading axes. Source: `jax.lax.broadcast`. */
export function broadcast(x: ArrayLike, sizes: readonly number[]): Value {
  return views.broadcast(toValue(x, "broadcast"), sizes);
}

/**
 * The array with axis i laid along axis `broadcastDimensions[i]` of `shape`, repeated along the others.
 *
 * Source: `jax.lax.broadcast_in_dim`.
 */
export function broadcastInDim(
  x: ArrayLike,
  shape: readonly number[],
  broadcastDimensions: readonly number[],
): Value {
  return views.broadcastInDim(toValue(x, "broadcast_in_dim"), shape, broadcastDimensions);
}

/**
 * The array with new leading axes of length 1, to this rank. Throws a RangeError for a lesser rank.
 *
 * Source: `jax.lax.broadcast_to_rank`.
 */
export function broadcastToRank(x: ArrayLike, rank: number): Value {
  const value = toValue(x, "broadcast_to_rank");
  if (rank < value.ndim)
    throw new ValueError(`broadcast_to_rank: rank ${rank} is less than that of ${value.type.toString()}`);
  return views.reshape(value, [...new Array<number>(rank - value.ndim).fill(1), ...value.shape]);
}

/** An array filled with zeros: there are no uninitialized arrays. Source: `jax.lax.empty`. */
export function empty(shape: readonly number[], dtype: string): Value {
  return full(shape, 0, { dtype });
}

/** The array repeated this often along each axis. Source: `jax.lax.tile`. */
export function tile(x: ArrayLike, reps: readonly number[]): Value {
  const value = toValue(x, "tile");
  if (reps.length !== value.ndim)
    throw new TypeError(
      `tile needs one number for each axis, got ${reps.length} for shape ${value.type.toString()}`,
    );
  return repeatedWhole(value, reps);
}

/** Arrays of one shape and dtype along a new axis. Source: `jax.lax.stack`. */
export function stack(xs: readonly ArrayLike[], options: { axis?: number } = {}): Value {
  const { axis = 0 } = expectOptions("stack(xs)", options, ["axis"]);
  const values = xs.map((x) => toValue(x, "stack"));
  return views.concatenate(values.map((v) => views.expandDims(v, [axis])), axis < 0 ? axis + values[0].ndim + 1 : axis); // prettier-ignore
}

/** The slices along an axis, each without it. Source: `jax.lax.unstack`. */
export function unstack(x: ArrayLike, options: { axis?: number } = {}): Value[] {
  const { axis = 0 } = expectOptions("unstack(x)", options, ["axis"]);
  const value = toValue(x, "unstack");
  const count = value.shape.at(axis)!;
  return Array.from({ length: count }, (_, i) => indexInDim(value, i, axis, false));
}

/** The common shape of shapes. Source: `jax.lax.broadcast_shapes`. */
export function broadcastShapes(...shapes: readonly (readonly number[])[]): number[] {
  return broadcastAll("broadcast_shapes", shapes);
}

/**
 * The same elements in row-major order in another shape; with `dimensions`, after `transpose(x, dimensions)`.
 *
 * Source: `jax.lax.reshape`.
 */
export function reshape(
  x: ArrayLike,
  newSizes: readonly number[],
  dimensions?: readonly number[] | null,
): Value {
  const value = toValue(x, "reshape");
  return views.reshape(dimensions ? views.transpose(value, dimensions) : value, newSizes);
}

/** Axes start to stop (exclusive; default all that follow) as one. Source: `jax.lax.collapse`. */
export function collapse(x: ArrayLike, startDimension: number, stopDimension?: number): Value {
  const value = toValue(x, "collapse");
  const stop = stopDimension ?? value.ndim;
  const inner = value.shape.slice(startDimension, stop).reduce((a, b) => a * b, 1);
  return views.reshape(value, [...value.shape.slice(0, startDimension), inner, ...value.shape.slice(stop)]);
}

/** Axis i of the result is axis `permutation[i]` of x. Source: `jax.lax.transpose`. */
export function transpose(x: ArrayLike, permutation: readonly number[]): Value {
  return views.transpose(toValue(x, "transpose"), permutation);
}

/** Without these axes, which must have length 1. Source: `jax.lax.squeeze`. */
export function squeeze(x: ArrayLike, dimensions: readonly number[]): Value {
  return views.squeeze(toValue(x, "squeeze"), dimensions);
}

/** With axes of length 1 at these places of the result. Source: `jax.lax.expand_dims`. */
export function expandDims(x: ArrayLike, dimensions: readonly number[]): Value {
  return views.expandDims(toValue(x, "expand_dims"), dimensions);
}

/** Reversed along these axes. Source: `jax.lax.rev`. */
export function rev(x: ArrayLike, dimensions: readonly number[]): Value {
  return views.rev(toValue(x, "rev"), dimensions);
}

/**
 * The elements from `startIndices` up to and without `limitIndices`, one of every `strides`.
 *
 * Source: `jax.lax.slice`.
 */
export function slice(
  x: ArrayLike,
  startIndices: readonly number[],
  limitIndices: readonly number[],
  strides?: readonly number[] | null,
): Value {
  return views.slice(toValue(x, "slice"), startIndices, limitIndices, strides ?? null);
}

/** `slice` along one axis; negative bounds count from the end. Source: `jax.lax.slice_in_dim`. */
export function sliceInDim(
  x: ArrayLike,
  start: number | null,
  limit: number | null,
  stride = 1,
  axis = 0,
): Value {
  const value = toValue(x, "slice_in_dim");
  const length = value.shape.at(axis)!;
  const place = (i: number): number => (i < 0 ? i + length : i);
  return views.sliceInDim(value, {
    start: place(start ?? 0),
    limit: limit === null ? length : place(limit),
    stride,
    axis,
  });
}

/**
 * The slice with this number along an axis, which goes away with `keepdims: false`.
 *
 * Source: `jax.lax.index_in_dim`.
 */
export function indexInDim(x: ArrayLike, index: number, axis = 0, keepdims = true): Value {
  const value = toValue(x, "index_in_dim");
  const at = index < 0 ? index + value.shape.at(axis)! : index;
  if (!(at >= 0 && at < value.shape.at(axis)!))
    throw new ValueError(
      `index_in_dim: index ${index} is out of bounds for axis ${axis} with size ${value.shape.at(axis)}`,
    );
  const result = views.sliceInDim(value, { start: at, limit: at + 1, axis });
  return keepdims ? result : views.squeeze(result, [axis]);
}

/**
 * The array with `paddingValue` around and between its elements: `[low, high, interior]` for each axis; negative cuts.
 *
 * Source: `jax.lax.pad`.
 */
export function pad(
  x: ArrayLike,
  paddingValue: ArrayLike,
  paddingConfig: readonly (readonly [number, number, number])[],
): Value {
  const [value, fill] = operands("pad", x, paddingValue);
  return views.pad(value, fill, paddingConfig);
}

/** Arrays of equal dtypes one after the other along an axis. Source: `jax.lax.concatenate`. */
export function concatenate(xs: readonly ArrayLike[], dimension: number): Value {
  return views.concatenate(xs.map((x) => toValue(x, "concatenate")), dimension); // prettier-ignore
}

/** Consecutive parts of these sizes along an axis. Source: `jax.lax.split`. */
export function split(x: ArrayLike, sizes: readonly number[], axis = 0): Value[] {
  return views.split(toValue(x, "split"), sizes, axis);
}

type Starts = ArrayLike | readonly ArrayLike[];

/** Start indices as scalars of one integer dtype; negative ones count from the end. */
function startsOf(starts: Starts, shape: readonly number[]): Value[] {
  const list = Array.isArray(starts)
    ? (starts as readonly ArrayLike[]).map((s) => indexArray(s))
    : shape.map((_, i) =>
        views.squeeze(views.sliceInDim(indexArray(starts), { start: i, limit: i + 1 }), [0]),
      );
  return promoteDtypes(list).map((s, i) => fromFront(s, shape[i]));
}

/**
 * The window of this shape that starts at these (also traced) places, moved inside where it is not.
 *
 * Source: `jax.lax.dynamic_slice`.
 */
export function dynamicSlice(x: ArrayLike, startIndices: Starts, sliceSizes: readonly number[]): Value {
  const value = toValue(x, "dynamic_slice");
  return dynamic.dynamicSlice(value, startsOf(startIndices, value.shape), sliceSizes);
}

/** The array with the window at these places replaced. Source: `jax.lax.dynamic_update_slice`. */
export function dynamicUpdateSlice(x: ArrayLike, update: ArrayLike, startIndices: Starts): Value {
  const [value, part] = operands("dynamic_update_slice", x, update);
  return dynamic.dynamicUpdateSlice(value, part, startsOf(startIndices, value.shape));
}

function startsAlong(x: Value, start: ArrayLike, axis: number): [Value[], number] {
  const at = axis < 0 ? axis + x.ndim : axis;
  const place = fromFront(indexArray(start), x.shape[at]);
  const zero = scalar(0, new ArrayType(place.dtype, []));
  return [x.shape.map((_, i) => (i === at ? place : zero)), at];
}

/** `dynamicSlice` along one axis. Source: `jax.lax.dynamic_slice_in_dim`. */
export function dynamicSliceInDim(x: ArrayLike, start: ArrayLike, size: number, axis = 0): Value {
  const value = toValue(x, "dynamic_slice_in_dim");
  const [starts, at] = startsAlong(value, start, axis);
  return dynamic.dynamicSlice(value, starts, value.shape.map((d, i) => (i === at ? size : d))); // prettier-ignore
}

/**
 * The slice with this (also traced) number along an axis, which goes away with `keepdims: false`.
 *
 * Source: `jax.lax.dynamic_index_in_dim`.
 */
export function dynamicIndexInDim(x: ArrayLike, index: ArrayLike, axis = 0, keepdims = true): Value {
  const result = dynamicSliceInDim(x, index, 1, axis);
  return keepdims ? result : views.squeeze(result, [axis]);
}

/** `dynamicUpdateSlice` along one axis. Source: `jax.lax.dynamic_update_slice_in_dim`. */
export function dynamicUpdateSliceInDim(
  x: ArrayLike,
  update: ArrayLike,
  start: ArrayLike,
  axis: number,
): Value {
  const [value, part] = operands("dynamic_update_slice_in_dim", x, update);
  return dynamic.dynamicUpdateSlice(value, part, startsAlong(value, start, axis)[0]);
}

/**
 * The array with the slice with this number along an axis replaced; the update may lack the axis.
 *
 * Source: `jax.lax.dynamic_update_index_in_dim`.
 */
export function dynamicUpdateIndexInDim(
  x: ArrayLike,
  update: ArrayLike,
  index: ArrayLike,
  axis: number,
): Value {
  const [value, part] = operands("dynamic_update_index_in_dim", x, update);
  const full = part.ndim < value.ndim ? views.expandDims(part, [axis]) : part;
  return dynamic.dynamicUpdateSlice(value, full, startsAlong(value, index, axis)[0]);
}

type GatherArguments = Parameters<typeof gatherWindows>;

/**
 * XLA's gather: windows of shape `sliceSizes`, one for each vector along the last axis of the indices.
 *
 * Source: `jax.lax.gather`.
 */
export function gather(
  x: ArrayLike,
  startIndices: ArrayLike,
  dimensionNumbers: GatherArguments[2],
  sliceSizes: readonly number[],
  options?: GatherArguments[4],
): Value {
  return gatherWindows(toValue(x, "gather"), indexArray(startIndices), dimensionNumbers, sliceSizes, options);
}

type ScatterArguments = Parameters<typeof scatters.scatter>;

function scatterFunction(name: string, primitive: typeof scatters.scatter) {
  return (
    x: ArrayLike,
    indices: ArrayLike,
    updates: ArrayLike,
    dimensionNumbers: ScatterArguments[3],
    options?: ScatterArguments[4],
  ): Value => {
    const [value, update] = operands(name, x, updates);
    return primitive(value, indexArray(indices), update, dimensionNumbers, options);
  };
}

/** XLA's scatter: windows overwritten by updates. Source: `jax.lax.scatter`. */
export const scatter = scatterFunction("scatter", scatters.scatter);
/** Updates added to windows. Source: `jax.lax.scatter_add`. */
export const scatterAdd = scatterFunction("scatter_add", scatters.scatterAdd);
/** Updates subtracted from windows. Source: `jax.lax.scatter_sub`. */
export const scatterSub = scatterFunction("scatter_sub", (x, indices, updates, ...rest) =>
  scatters.scatterAdd(x, indices, neg(updates), ...rest),
);
/** Windows multiplied by updates. Source: `jax.lax.scatter_mul`. */
export const scatterMul = scatterFunction("scatter_mul", scatters.scatterMul);
/** The lesser of windows and updates. Source: `jax.lax.scatter_min`. */
export const scatterMin = scatterFunction("scatter_min", scatters.scatterMin);
/** The greater of windows and updates. Source: `jax.lax.scatter_max`. */
export const scatterMax = scatterFunction("scatter_max", scatters.scatterMax);
