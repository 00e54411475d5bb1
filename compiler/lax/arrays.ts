/** Operations on shapes and types. */

import { showShape } from "../ir/arrayType.js";
import { toDType } from "../ir/dtype.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { type Arguments, expectArguments } from "../ir/options.js";
import { tile as repeatedWhole } from "../numpy/repeating.js";
import {
  broadcastShapes as broadcastAll,
  canonicalAxis,
  convertTo,
  expandTo,
  toValue,
} from "../numpy/promotion.js";
import * as conversion from "../primitives/conversion.js";
import * as views from "../primitives/views.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { operands } from "./operands.js";

interface NewDtype {
  /** By name. */
  newDtype: string;
}

/**
 * The array in another dtype, given by name. Floats become integers toward zero.
 *
 *     lax.convertElementType([1.7, -1.7], "int32") // [ 1 -1]
 *
 * Throws a TypeError for an unknown dtype. Source: `jax.lax.convert_element_type`.
 */
export function convertElementType(x: ArrayLike, ...rest: Arguments<NewDtype, ["newDtype"]>): Value {
  const { newDtype } = expectArguments<NewDtype>("convertElementType(x)", rest, ["newDtype"]);
  return convertTo(toValue(x, "convert_element_type"), toDType(newDtype));
}

/**
 * The same bits as another dtype of as many.
 *
 *     lax.bitcastConvertType(1, "int32") // 1065353216
 *
 * Throws a TypeError for a dtype of another width. Source: `jax.lax.bitcast_convert_type`.
 */
export function bitcastConvertType(x: ArrayLike, ...rest: Arguments<NewDtype, ["newDtype"]>): Value {
  const { newDtype } = expectArguments<NewDtype>("bitcastConvertType(x)", rest, ["newDtype"]);
  return conversion.bitcastConvertType(toValue(x, "bitcast_convert_type"), toDType(newDtype));
}

interface Sizes {
  sizes: readonly number[];
}

/**
 * The array repeated along new leading axes.
 *
 *     lax.broadcast([1, 2], [2]) // [[1. 2.], [1. 2.]]
 *
 * Source: `jax.lax.broadcast`.
 */
export function broadcast(x: ArrayLike, ...rest: Arguments<Sizes, ["sizes"]>): Value {
  const { sizes } = expectArguments<Sizes>("broadcast(x)", rest, ["sizes"]);
  return views.broadcast(toValue(x, "broadcast"), sizes);
}

interface BroadcastInDimOptions {
  shape: readonly number[];
  /** For each axis of x, the axis of `shape` along which it lies. */
  broadcastDimensions: readonly number[];
}

/**
 * The array with axis i laid along axis `broadcastDimensions[i]` of `shape`, repeated along the others.
 *
 *     lax.broadcastInDim([1, 2], [2, 3], [0]) // [[1. 1. 1.], [2. 2. 2.]]
 *
 * Throws a TypeError when the axes don't fit. Source: `jax.lax.broadcast_in_dim`.
 */
export function broadcastInDim(
  x: ArrayLike,
  ...rest: Arguments<BroadcastInDimOptions, ["shape", "broadcastDimensions"]>
): Value {
  const { shape, broadcastDimensions } = expectArguments<BroadcastInDimOptions>("broadcastInDim(x)", rest, [
    "shape",
    "broadcastDimensions",
  ]);
  return views.broadcastInDim(toValue(x, "broadcast_in_dim"), shape, broadcastDimensions);
}

/**
 * The array with new leading axes of length 1, to this rank. Throws a RangeError for a lesser rank.
 *
 *     lax.broadcastToRank([1, 2], 2) // [[1. 2.]]
 *
 * Source: `jax.lax.broadcast_to_rank`.
 */
export function broadcastToRank(x: ArrayLike, ...rest: Arguments<{ rank: number }, ["rank"]>): Value {
  const { rank } = expectArguments<{ rank: number }>("broadcastToRank(x)", rest, ["rank"]);
  const value = toValue(x, "broadcast_to_rank");
  if (rank < value.ndim)
    throw new ValueError(`broadcast_to_rank: rank ${rank} is less than that of ${value.type.toString()}`);
  const leading = rank - value.ndim;
  return views.broadcastInDim(
    value,
    [...new Array<number>(leading).fill(1), ...value.shape],
    value.shape.map((_, i) => leading + i),
  );
}

/**
 * The array repeated this often along each axis.
 *
 *     lax.tile([1, 2], [2]) // [1. 2. 1. 2.]
 *
 * Throws a TypeError unless there is a number for each axis. Source: `jax.lax.tile`.
 */
export function tile(x: ArrayLike, ...rest: Arguments<{ reps: readonly number[] }, ["reps"]>): Value {
  const { reps } = expectArguments<{ reps: readonly number[] }>("tile(x)", rest, ["reps"]);
  const value = toValue(x, "tile");
  if (reps.length !== value.ndim)
    throw new TypeError(
      `tile needs one number for each axis, got ${reps.length} for shape ${value.type.toString()}`,
    );
  return repeatedWhole(value, reps);
}

interface AxisOption {
  /** Default 0. */
  axis?: number;
}

/**
 * Arrays of one shape and dtype along a new axis.
 *
 *     lax.stack([[1, 2], [3, 4]], { axis: 1 }) // [[1. 3.], [2. 4.]]
 *
 * Throws a TypeError for different shapes or dtypes. Source: `jax.lax.stack`.
 */
export function stack(xs: readonly ArrayLike[], ...rest: Arguments<AxisOption, ["axis"]>): Value {
  const { axis = 0 } = expectArguments<AxisOption>("stack(xs)", rest, ["axis?"]);
  const values = xs.map((x) => toValue(x, "stack"));
  const at = canonicalAxis(axis, (values[0]?.ndim ?? 0) + 1);
  return views.concatenate(values.map((v) => views.expandDims(v, [at])), at); // prettier-ignore
}

/**
 * The slices along an axis, each without it.
 *
 *     lax.unstack([[1, 2], [3, 4]]) // [[1. 2.], [3. 4.]]
 *
 * Source: `jax.lax.unstack`.
 */
export function unstack(x: ArrayLike, ...rest: Arguments<AxisOption, ["axis"]>): Value[] {
  const { axis = 0 } = expectArguments<AxisOption>("unstack(x)", rest, ["axis?"]);
  const value = toValue(x, "unstack");
  const at = canonicalAxis(axis, value.ndim);
  return Array.from({ length: value.shape[at] }, (_, i) =>
    views.squeeze(views.sliceInDim(value, { start: i, limit: i + 1, axis: at }), [at]),
  );
}

/**
 * The common shape of shapes.
 *
 *     lax.broadcastShapes([3, 1], [4]) // [3, 4]
 *
 * Throws a TypeError when they don't fit. Source: `jax.lax.broadcast_shapes`.
 */
export function broadcastShapes(...shapes: readonly (readonly number[])[]): number[] {
  return broadcastAll(shapes);
}

interface ReshapeOptions {
  newSizes: readonly number[];
  /** The order in which the axes of x are read. */
  dimensions?: readonly number[] | null;
}

/**
 * The same elements in row-major order in another shape; with `dimensions`, after `transpose(x, dimensions)`.
 *
 *     lax.reshape([1, 2, 3, 4], [2, 2]) // [[1. 2.], [3. 4.]]
 *
 * Throws a TypeError when the sizes differ. Source: `jax.lax.reshape`.
 */
export function reshape(x: ArrayLike, ...rest: Arguments<ReshapeOptions, ["newSizes", "dimensions"]>): Value {
  const { newSizes, dimensions } = expectArguments<ReshapeOptions>("reshape(x)", rest, [
    "newSizes",
    "dimensions?",
  ]);
  const value = toValue(x, "reshape");
  return views.reshape(dimensions ? views.transpose(value, dimensions) : value, newSizes);
}

interface CollapseOptions {
  startDimension: number;
  /** Default after the last. */
  stopDimension?: number | null;
}

/**
 * Axes start to stop (exclusive; default all that follow) as one.
 *
 *     lax.collapse(jnp.ones([2, 3, 4]), 1).shape // [2, 12]
 *
 * Source: `jax.lax.collapse`.
 */
export function collapse(
  x: ArrayLike,
  ...rest: Arguments<CollapseOptions, ["startDimension", "stopDimension"]>
): Value {
  const { startDimension: start, stopDimension } = expectArguments<CollapseOptions>("collapse(x)", rest, [
    "startDimension",
    "stopDimension?",
  ]);
  const value = toValue(x, "collapse");
  const stop = stopDimension ?? value.ndim;
  const inner = value.shape.slice(start, stop).reduce((a, b) => a * b, 1);
  return views.reshape(value, [...value.shape.slice(0, start), inner, ...value.shape.slice(stop)]);
}

interface Permutation {
  /** For each axis of the result, which axis of x it is. */
  permutation: readonly number[];
}

/**
 * Axis i of the result is axis `permutation[i]` of x.
 *
 *     lax.transpose([[1, 2], [3, 4]], [1, 0]) // [[1. 3.], [2. 4.]]
 *
 * Throws a TypeError unless each axis occurs once. Source: `jax.lax.transpose`.
 */
export function transpose(x: ArrayLike, ...rest: Arguments<Permutation, ["permutation"]>): Value {
  const { permutation } = expectArguments<Permutation>("transpose(x)", rest, ["permutation"]);
  return views.transpose(toValue(x, "transpose"), permutation);
}

interface Dimensions {
  dimensions: readonly number[];
}

/**
 * Without these axes, which must have length 1.
 *
 *     lax.squeeze([[1, 2]], [0]) // [1. 2.]
 *
 * Throws a ValueError for an axis of another length. Source: `jax.lax.squeeze`.
 */
export function squeeze(x: ArrayLike, ...rest: Arguments<Dimensions, ["dimensions"]>): Value {
  const { dimensions } = expectArguments<Dimensions>("squeeze(x)", rest, ["dimensions"]);
  return views.squeeze(toValue(x, "squeeze"), dimensions);
}

/**
 * With axes of length 1 at these places of the result.
 *
 *     lax.expandDims([1, 2], [0]) // [[1. 2.]]
 *
 * Source: `jax.lax.expand_dims`.
 */
export function expandDims(x: ArrayLike, ...rest: Arguments<Dimensions, ["dimensions"]>): Value {
  const { dimensions } = expectArguments<Dimensions>("expandDims(x)", rest, ["dimensions"]);
  return views.expandDims(toValue(x, "expand_dims"), dimensions);
}

/**
 * Reversed along these axes.
 *
 *     lax.rev([1, 2, 3], [0]) // [3. 2. 1.]
 *
 * Source: `jax.lax.rev`.
 */
export function rev(x: ArrayLike, ...rest: Arguments<Dimensions, ["dimensions"]>): Value {
  const { dimensions } = expectArguments<Dimensions>("rev(x)", rest, ["dimensions"]);
  return views.rev(toValue(x, "rev"), dimensions);
}

/** For each axis, how many values come before, after and between its elements; negative ones cut. */
type PaddingConfig = readonly (readonly [low: number, high: number, interior: number])[];

/**
 * The array with `paddingValue` around and between its elements: `[low, high, interior]` for each axis; negative cuts.
 *
 *     lax.pad([1, 2], 0, [[1, 0, 1]]) // [0. 1. 0. 2.]
 *
 * Throws a TypeError for another dtype of the value. Source: `jax.lax.pad`.
 */
export function pad(
  x: ArrayLike,
  paddingValue: ArrayLike,
  ...rest: Arguments<{ paddingConfig: PaddingConfig }, ["paddingConfig"]>
): Value {
  const call = "pad(x, paddingValue)";
  const { paddingConfig } = expectArguments<{ paddingConfig: PaddingConfig }>(call, rest, ["paddingConfig"]);
  const [value, fill] = operands("pad", x, paddingValue);
  return views.pad(value, fill, paddingConfig);
}

/**
 * Arrays of equal dtypes one after the other along an axis.
 *
 *     lax.concatenate([[1, 2], [3]], 0) // [1. 2. 3.]
 *
 * Throws a TypeError for shapes that differ beside the axis. Source: `jax.lax.concatenate`.
 */
export function concatenate(
  xs: readonly ArrayLike[],
  ...rest: Arguments<{ dimension: number }, ["dimension"]>
): Value {
  const { dimension } = expectArguments<{ dimension: number }>("concatenate(xs)", rest, ["dimension"]);
  return views.concatenate(xs.map((x) => toValue(x, "concatenate")), dimension); // prettier-ignore
}

interface SplitOptions extends AxisOption {
  /** The lengths of the parts, which make up the axis. */
  sizes: readonly number[];
}

/**
 * Consecutive parts of these sizes along an axis.
 *
 *     lax.split([1, 2, 3], [1, 2]) // [[1.], [2. 3.]]
 *
 * Throws a ValueError unless the sizes make up the axis. Source: `jax.lax.split`.
 */
export function split(x: ArrayLike, ...rest: Arguments<SplitOptions, ["sizes", "axis"]>): Value[] {
  const { sizes, axis = 0 } = expectArguments<SplitOptions>("split(x)", rest, ["sizes", "axis?"]);
  return views.split(toValue(x, "split"), sizes, axis);
}

/**
 * The array repeated to the shape of another one, by NumPy's rule.
 *
 *     lax.broadcastLike([1, 2], [[0, 0], [0, 0]]) // [[1. 2.], [1. 2.]]
 *
 * Throws a TypeError when it doesn't fit. Source: `jax.lax.broadcast_like`.
 */
export function broadcastLike(x: ArrayLike, like: ArrayLike): Value {
  const [value, { shape }] = [toValue(x, "broadcast_like"), toValue(like, "broadcast_like")];
  if (broadcastAll([value.shape, shape]).some((d, i) => d !== shape[i]))
    throw new TypeError(`broadcast_like: shape ${showShape(value.shape)} does not fit ${showShape(shape)}`);
  return expandTo(value, shape);
}
