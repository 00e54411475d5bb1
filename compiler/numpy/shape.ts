/** Arrays in another arrangement: reshaping, moving axes, turning, repeating. */

import { sameShape, showShape, sizeOf } from "../ir/arrayType.js";
import { type Arguments, expectArguments, expectOptions } from "../ir/options.js";
import * as views from "../primitives/views.js";
import { IndexError, TypeError, ValueError } from "../ir/errors.js";
import { staticNumber, staticNumbers } from "../trace/static.js";
import type { ArrayLike, Value } from "../trace/value.js";
import {
  broadcastShapes as broadcastAll,
  canonicalAxes,
  canonicalAxis,
  expandTo,
  toValue,
  withName,
} from "./promotion.js";
import { toLengths, toShape, type Shape } from "./creation.js";

export interface ReshapeOptions extends OrderOption {
  /** One length may be -1, and follows from the others. */
  shape: Shape;
  /** Without effect: arrays don't change. */
  copy?: boolean | null;
}

export interface OrderOption {
  /** Whether the last ("C", default) or the first axis ("F") runs fastest. */
  order?: "C" | "F";
}

/**
 * The same elements in row-major order (or, with `order`, column-major) in another shape; one length may be -1, and
 * follows from the others.
 *
 *     jnp.reshape([1, 2, 3, 4], [2, -1]) // [[1. 2.], [3. 4.]]
 *
 * Throws a TypeError when the sizes differ. Source: `jax.numpy.reshape`.
 */
export function reshape(x: ArrayLike, ...rest: Arguments<ReshapeOptions, ["shape"]>): Value {
  const given = expectArguments<ReshapeOptions>("reshape(x)", rest, ["shape"], ["order", "copy"]);
  const { shape, order = "C" } = given;
  const value = toValue(x, "reshape");
  const lengths = inferShape(value.shape, toLengths(shape), typeof shape === "number");
  if (order === "C") return views.reshape(value, lengths);
  return transpose(views.reshape(transpose(value), [...lengths].reverse()));
}

/** The lengths, of which one may follow from the others; `isBare`: given as one number. */
function inferShape(from: readonly number[], to: readonly number[], isBare: boolean): number[] {
  const open = to.indexOf(-1);
  if (to.lastIndexOf(-1) !== open)
    throw new TypeError(`can only specify one unknown axis size with a \`-1\` value, got ${showShape(to)}`);
  const size = sizeOf(from);
  const known = sizeOf(to.filter((d) => d !== -1));
  const result = [...to];
  if (open >= 0) result[open] = known === 0 ? 0 : size / known;
  const cannot = `cannot reshape array of shape ${showShape(from)} (size ${size}) into shape ${isBare ? to[0] : showShape(to)}`;
  if (!result.every((d) => Number.isInteger(d)))
    throw new TypeError(
      `${cannot} because the product of specified axis sizes (${known}) does not evenly divide ${size}`,
    );
  if (size !== sizeOf(result)) throw new TypeError(`${cannot} (size ${sizeOf(result)})`);
  return result;
}

/**
 * All elements in one axis, row by row, or with `order` "F" column by column.
 *
 *     jnp.ravel([[1, 2], [3, 4]]) // [1. 2. 3. 4.]
 *
 * Source: `jax.numpy.ravel`.
 */
export function ravel(x: ArrayLike, options: OrderOption = {}): Value {
  const { order = "C" } = expectOptions("ravel(x)", options, ["order"]);
  const value = toValue(x, "ravel");
  return views.reshape(order === "C" ? value : transpose(value), [value.size]);
}

export interface TransposeOptions {
  /** Which old axis stands at each place. Default reversed. */
  axes?: readonly number[] | null;
}

/**
 * The axes in another order: `axes` says which old axis stands at each place. Reversed without `axes`.
 *
 *     jnp.transpose([[1, 2], [3, 4]]) // [[1. 3.], [2. 4.]]
 *     jnp.transpose(jnp.ones([2, 3, 4]), [1, 0, 2]).shape // [3, 2, 4]
 *
 * Throws a ValueError unless each axis occurs once. Source: `jax.numpy.transpose`.
 */
export function transpose(x: ArrayLike, ...rest: Arguments<TransposeOptions, ["axes"]>): Value {
  const { axes } = expectArguments<TransposeOptions>("transpose(x)", rest, ["axes?"]);
  const value = toValue(x, "transpose");
  const permutation = axes
    ? staticNumbers(axes, "the axis argument").map((axis) => canonicalAxis(axis, value.ndim))
    : value.shape.map((_, i) => value.ndim - 1 - i);
  return views.transpose(value, permutation);
}
/** The array API's name of `transpose` with axes. */
export const permuteDims = transpose;

/**
 * The last two axes exchanged.
 *
 *     jnp.matrixTranspose([[1, 2], [3, 4]]) // [[1. 3.], [2. 4.]]
 *
 * Throws a ValueError for fewer than two axes. Source: `jax.numpy.matrix_transpose`.
 */
export function matrixTranspose(x: ArrayLike): Value {
  const { ndim } = toValue(x, "matrix_transpose");
  if (ndim < 2)
    throw new ValueError(`x must be at least two-dimensional for matrix_transpose; got ndim=${ndim}`);
  return swapaxes(x, -1, -2);
}

interface TwoAxes {
  axis1: number;
  axis2: number;
}

/**
 * Two axes exchanged.
 *
 *     jnp.swapaxes(jnp.ones([2, 3, 4]), 0, -1).shape // [4, 3, 2]
 *
 * Throws a ValueError for an axis that x doesn't have. Source: `jax.numpy.swapaxes`.
 */
export function swapaxes(x: ArrayLike, ...rest: Arguments<TwoAxes, ["axis1", "axis2"]>): Value {
  const { axis1, axis2 } = expectArguments<TwoAxes>("swapaxes(x)", rest, ["axis1", "axis2"]);
  const value = toValue(x, "swapaxes");
  const [a, b] = [axis1, axis2].map((given) => {
    const axis = staticNumber(given, "the axis argument");
    if (axis >= -value.ndim && axis < value.ndim) return canonicalAxis(axis, value.ndim);
    throw new IndexError(`index ${axis} is out of bounds for axis 0 with size ${value.ndim}`);
  });
  const permutation = value.shape.map((_, i) => (i === a ? b : i === b ? a : i));
  return views.transpose(value, permutation);
}

interface MoveOptions {
  source: number | readonly number[];
  destination: number | readonly number[];
}

/**
 * Axes moved to other places; the rest keep their order.
 *
 *     jnp.moveaxis(jnp.ones([2, 3, 4]), 0, -1).shape // [3, 4, 2]
 *
 * Throws a ValueError for an axis that x doesn't have. Source: `jax.numpy.moveaxis`.
 */
export function moveaxis(x: ArrayLike, ...given: Arguments<MoveOptions, ["source", "destination"]>): Value {
  const order = ["source", "destination"] as const;
  const { source, destination } = expectArguments<MoveOptions>("moveaxis(x)", given, order);
  const value = toValue(x, "moveaxis");
  const from = canonicalAxes(source, value.ndim);
  const to = canonicalAxes(destination, value.ndim);
  if (from.length !== to.length) throw new ValueError("moveaxis: source and destination must have the same number of elements"); // prettier-ignore
  const rest = value.shape.map((_, i) => i).filter((i) => !from.includes(i));
  const permutation = value.shape.map((_, place) => {
    const moved = to.indexOf(place);
    return moved >= 0 ? from[moved] : rest.shift()!;
  });
  return views.transpose(value, permutation);
}

interface RollaxisOptions {
  axis: number;
  /** Default 0. */
  start?: number;
}

/**
 * Axis `axis` moved to before place `start`, as NumPy's old `rollaxis`.
 *
 *     jnp.rollaxis(jnp.ones([2, 3, 4]), 2).shape // [4, 2, 3]
 *
 * Throws a ValueError for an axis that x doesn't have. Source: `jax.numpy.rollaxis`.
 */
export function rollaxis(x: ArrayLike, ...rest: Arguments<RollaxisOptions, ["axis", "start"]>): Value {
  const { axis, start = 0 } = expectArguments<RollaxisOptions>("rollaxis(x)", rest, ["axis", "start?"]);
  const value = toValue(x, "rollaxis");
  const from = canonicalAxis(axis, value.ndim);
  const to = start < 0 ? start + value.ndim : start;
  return moveaxis(value, from, from < to ? to - 1 : to);
}

/**
 * Repeated to this shape by NumPy's rule.
 *
 *     jnp.broadcastTo([1, 2], [2, 2]) // [[1. 2.], [1. 2.]]
 *
 * Throws a ValueError when it doesn't fit. Source: `jax.numpy.broadcast_to`.
 */
export function broadcastTo(x: ArrayLike, ...rest: Arguments<{ shape: Shape }, ["shape"]>): Value {
  const { shape } = expectArguments<{ shape: Shape }>("broadcastTo(x)", rest, ["shape"]);
  return expandTo(toValue(x, "broadcast_to"), toShape(shape));
}

/**
 * All arrays repeated to their common shape.
 *
 *     jnp.broadcastArrays([1, 2], 3) // [[1. 2.], [3. 3.]]
 *
 * Throws a ValueError when they don't fit. Source: `jax.numpy.broadcast_arrays`.
 */
export function broadcastArrays(...xs: ArrayLike[]): Value[] {
  const values = xs.map((x) => toValue(x, "broadcast_arrays"));
  const shape = broadcastShapes(...values.map((v) => v.shape));
  return values.map((v) => expandTo(v, shape));
}

/**
 * The common shape of shapes.
 *
 *     jnp.broadcastShapes([3, 1], [4]) // [3, 4]
 *
 * Throws a ValueError when they don't fit. Source: `jax.numpy.broadcast_shapes`.
 */
export function broadcastShapes(...shapes: readonly Shape[]): number[] {
  return broadcastAll(shapes.map(toShape));
}

/**
 * Without axes of length 1: all, or those in `axis`.
 *
 *     jnp.squeeze([[1, 2]]) // [1. 2.]
 *
 * Throws a ValueError for an axis of another length. Source: `jax.numpy.squeeze`.
 */
export function squeeze(x: ArrayLike, options: { axis?: number | readonly number[] | null } = {}): Value {
  const { axis } = expectOptions("squeeze(x)", options, ["axis"]);
  const value = toValue(x, "squeeze");
  if (axis === undefined || axis === null)
    return views.squeeze(value, value.shape.map((_, i) => i).filter((i) => value.shape[i] === 1)); // prettier-ignore
  const axes = canonicalAxes(axis, value.ndim);
  if (axes.some((a) => value.shape[a] !== 1))
    throw new ValueError(
      `cannot select an axis to squeeze out which has size not equal to one, got shape=${showShape(value.shape)} and dimensions=${showShape(axes)}`,
    );
  return views.squeeze(value, axes);
}

interface NewAxes {
  axis: number | readonly number[];
}

/**
 * With new axes of length 1 at these places of the result.
 *
 *     jnp.expandDims([1, 2], 1) // [[1.], [2.]]
 *
 * Throws a ValueError for a place that the result doesn't have. Source: `jax.numpy.expand_dims`.
 */
export function expandDims(x: ArrayLike, ...rest: Arguments<NewAxes, ["axis"]>): Value {
  const { axis } = expectArguments<NewAxes>("expandDims(x)", rest, ["axis"]);
  const value = toValue(x, "expand_dims");
  const axes = staticNumbers(axis, "the axis argument");
  return views.expandDims(value, canonicalAxes(axes, value.ndim + axes.length));
}

interface AtLeast {
  (x: ArrayLike): Value;
  (...xs: ArrayLike[]): Value | Value[];
}

/** A function that adds axes of length 1 at these places of the result: of one argument an array, of several a list. */
function atLeast(name: string, added: (ndim: number) => readonly number[]): AtLeast {
  return withName(name, (...xs: ArrayLike[]) => {
    const values = xs.map((x) => toValue(x, name)).map((v) => views.expandDims(v, added(v.ndim)));
    return values.length === 1 ? values[0] : values;
  }) as AtLeast;
}

/**
 * Arrays of at least one axis. One argument gives an array, several a list.
 *
 *     jnp.atleast1d(1) // [1.]
 *
 * Source: `jax.numpy.atleast_1d`.
 */
export const atleast1d = atLeast("atleast_1d", (ndim) => (ndim >= 1 ? [] : [0]));

/**
 * Arrays of at least two axes: a row of what has one.
 *
 *     jnp.atleast2d([1, 2]) // [[1. 2.]]
 *
 * Source: `jax.numpy.atleast_2d`.
 */
export const atleast2d = atLeast("atleast_2d", (ndim) => (ndim >= 2 ? [] : ndim === 1 ? [0] : [0, 1]));

/**
 * Arrays of at least three axes: of a matrix a new last one.
 *
 *     jnp.atleast3d([1, 2]) // [[[1.], [2.]]]
 *
 * Source: `jax.numpy.atleast_3d`.
 */
export const atleast3d = atLeast("atleast_3d", (ndim) => {
  if (ndim >= 3) return [];
  return ndim === 2 ? [2] : ndim === 1 ? [0, 2] : [0, 1, 2];
});

/**
 * Reversed along all axes, or along those in `axis`.
 *
 *     jnp.flip([1, 2, 3]) // [3. 2. 1.]
 *
 * Throws a ValueError for an axis that x doesn't have. Source: `jax.numpy.flip`.
 */
export function flip(x: ArrayLike, options: { axis?: number | readonly number[] | null } = {}): Value {
  const { axis } = expectOptions("flip(x)", options, ["axis"]);
  const value = toValue(x, "flip");
  const axes = canonicalAxes(axis, value.ndim);
  return axes.length === 0 ? value : views.rev(value, axes);
}

/**
 * Reversed from left to right (axis 1).
 *
 *     jnp.fliplr([[1, 2]]) // [[2. 1.]]
 *
 * Throws a ValueError for fewer than two axes. Source: `jax.numpy.fliplr`.
 */
export function fliplr(x: ArrayLike): Value {
  return flip(x, { axis: 1 });
}

/**
 * Reversed from top to bottom (axis 0).
 *
 *     jnp.flipud([[1], [2]]) // [[2.], [1.]]
 *
 * Throws a ValueError for a scalar. Source: `jax.numpy.flipud`.
 */
export function flipud(x: ArrayLike): Value {
  return flip(x, { axis: 0 });
}

interface Rotation {
  /** By how many quarters. Default 1. */
  k?: number;
  /** The plane. Default [0, 1]. */
  axes?: readonly [number, number];
}

/**
 * Turned by k quarters in the plane of two axes, from the first towards the second.
 *
 *     jnp.rot90([[1, 2], [3, 4]]) // [[2. 4.], [1. 3.]]
 *
 * Throws a ValueError for one axis twice. Source: `jax.numpy.rot90`.
 */
export function rot90(x: ArrayLike, ...rest: Arguments<Rotation, ["k", "axes"]>): Value {
  const { k = 1, axes = [0, 1] } = expectArguments<Rotation>("rot90(x)", rest, ["k?", "axes?"]);
  const value = toValue(x, "rot90");
  const [a, b] = axes.map((axis) => canonicalAxis(axis, value.ndim));
  if (a === b) throw new ValueError("Axes must be different");
  switch (((k % 4) + 4) % 4) {
    case 0:
      return value;
    case 1:
      return swapaxes(flip(value, { axis: b }), a, b);
    case 2:
      return flip(value, { axis: [a, b] });
    default:
      return flip(swapaxes(value, a, b), { axis: b });
  }
}

/** Elements start to stop (exclusive) along one axis. */
export function between(x: Value, axis: number, start: number, stop: number): Value {
  const from = x.shape.map((_, i) => (i === axis ? start : 0));
  const to = x.shape.map((d, i) => (i === axis ? stop : d));
  return sameShape(to, x.shape) && start === 0 ? x : views.slice(x, from, to);
}
