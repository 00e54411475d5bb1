/** New arrays. */

import { ArrayType, sizeOf } from "../ir/arrayType.js";
import { defaultFloat, type DType, toDType } from "../ir/dtype.js";
import { type Arguments, expectArguments, expectOptions } from "../ir/options.js";
import * as comparison from "../primitives/comparison.js";
import { iota, fullOf } from "../primitives/creation.js";
import * as views from "../primitives/views.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { expectFits, hostArray, scalar } from "../trace/hostArray.js";
import { isTraced, listed, staticNumber } from "../trace/static.js";
import { type ArrayLike, type Scalar, Value } from "../trace/value.js";
import { add } from "./arithmetic.js";
import { canonicalAxis, convertTo, expandTo, holdsOpaque, toValue } from "./promotion.js";

/** A shape, or the length of a one-dimensional array. */
export type Shape = number | readonly number[];

export interface DTypeOption {
  /** By name: "float32", "int32", "uint32", "bool", "float16". */
  dtype?: string;
}

/** A shape as a list; throws a TypeError where a length is not a natural number. */
export function toShape(shape: Shape): number[] {
  const list = toLengths(shape);
  if (list.some((d) => d < 0))
    throw new TypeError(
      `broadcast_in_dim shape must have every element be nonnegative, got (${list.join(", ")}${list.length === 1 ? "," : ""}).`,
    );
  return list;
}

/** A shape as a list, whose lengths may be negative; throws a TypeError where one is no integer or is traced. */
export function toLengths(shape: Shape): number[] {
  const given = listed(shape);
  const list = given.map((d) => (isTraced(d) ? NaN : staticNumber(d, "a length")));
  if (list.every((d) => Number.isInteger(d))) return list;
  const traced = given.find(isTraced);
  throw new TypeError(
    `Shapes must be 1D sequences of concrete values of integer type, got ${typeof shape === "number" ? shape : `[${given.join(",")}]`}.`,
    traced && {
      hint: `If using \`jit\`, try using \`staticArgnums\` or applying \`jit\` to smaller subfunctions.\n${traced.origin()}`,
    },
  );
}

export interface ArrayOptions extends DTypeOption {
  /** How many axes there are at least; new ones stand in front. Default 0. */
  ndmin?: number;
  /** Without effect: arrays don't change, so a copy is as good as the array. */
  copy?: boolean | null;
}

/**
 * An array of what is given: numbers become float32, booleans bool, bigints int32, unless `dtype` says otherwise.
 * Nested lists may contain arrays, also traced ones. An array keeps its dtype. A bare number stays weak, as in JAX, until a
 * dtype is given.
 *
 *     jnp.array([[1, 2], [3, 4]], { dtype: "int32" }) // [[1 2], [3 4]]
 *
 * Throws a TypeError for lists that form no rectangle, for what is no number, and for an unknown dtype.
 * Source: `jax.numpy.array`.
 */
export function array(data: unknown, options: ArrayOptions = {}): Value {
  const { dtype, ndmin = 0 } = expectOptions("array(data)", options, ["dtype", "ndmin", "copy"]);
  const result = arrayOf(data, dtype);
  const missing = Math.max(ndmin - result.ndim, 0);
  return missing === 0
    ? result
    : views.expandDims(
        result,
        Array.from({ length: missing }, (_, i) => i),
      );
}

function arrayOf(data: unknown, dtype: string | undefined): Value {
  const wanted = dtype === undefined ? undefined : toDType(dtype);
  if (data instanceof Value || (Array.isArray(data) && holdsOpaque(data))) {
    const value = toValue(data, "array");
    return convertTo(value, wanted ?? value.dtype, staysWeak(value, wanted));
  }
  if (Array.isArray(data) || typeof data === "object") return hostArray(data, { dtype });
  if (typeof data === "bigint" && wanted !== undefined) {
    expectFits(data, wanted);
    return scalar(data, new ArrayType(wanted, []));
  }
  const value = toValue(data, "array");
  return scalar(data as Scalar, new ArrayType(wanted ?? value.dtype, [], staysWeak(value, wanted)));
}

function staysWeak(value: Value, wanted: DType | undefined): boolean {
  return wanted === undefined && value.weakType && value.ndim === 0;
}

/** The same as `array`. */
export const asarray = array;

interface FullOptions extends DTypeOption {
  fillValue: ArrayLike;
}

/**
 * An array filled with one value, which may be traced, or broadcast to the shape. The dtype is the value's.
 *
 *     jnp.full([2, 2], 7) // [[7. 7.], [7. 7.]]
 *
 * Throws a TypeError for lengths that are not natural numbers. Source: `jax.numpy.full`.
 */
export function full(shape: Shape, ...rest: Arguments<FullOptions, ["fillValue"]>): Value {
  const { fillValue, dtype } = expectArguments<FullOptions>("full(shape)", rest, ["fillValue"], ["dtype"]);
  const x = dtype === undefined ? toValue(fillValue, "full") : array(fillValue, { dtype });
  return expandTo(x, toShape(shape));
}

function filledOf(shape: Shape, value: number, dtype: string): Value {
  return fullOf(value, new ArrayType(toDType(dtype), toShape(shape)));
}

/**
 * Zeros; float32 unless `dtype` says otherwise.
 *
 *     jnp.zeros([2, 3]) // [[0. 0. 0.], [0. 0. 0.]]
 *
 * Throws a TypeError for lengths that are not natural numbers. Source: `jax.numpy.zeros`.
 */
export function zeros(shape: Shape, options: DTypeOption = {}): Value {
  const { dtype = defaultFloat() } = expectOptions("zeros(shape)", options, ["dtype"]);
  return filledOf(shape, 0, dtype);
}

/**
 * Ones; float32 unless `dtype` says otherwise.
 *
 *     jnp.ones(3, { dtype: "int32" }) // [1 1 1]
 *
 * Throws a TypeError for lengths that are not natural numbers. Source: `jax.numpy.ones`.
 */
export function ones(shape: Shape, options: DTypeOption = {}): Value {
  const { dtype = defaultFloat() } = expectOptions("ones(shape)", options, ["dtype"]);
  return filledOf(shape, 1, dtype);
}

/** The same as `zeros`: there are no uninitialized arrays. */
export const empty = zeros;

export interface LikeOptions extends DTypeOption {
  /** That of the array without it. */
  shape?: Shape;
}

interface FullLikeOptions extends LikeOptions {
  fillValue: ArrayLike;
}

/** The type of an array, or that which a struct describes: its numbers are not weak. */
export function typeLike(x: ArrayLike | ArrayType): ArrayType {
  return x instanceof ArrayType ? new ArrayType(x.dtype, x.shape) : toValue(x, "full_like").type;
}

/**
 * `full` with the shape and dtype of another array, or of a `ShapeDtypeStruct`.
 *
 *     jnp.fullLike([1, 2], 7) // [7. 7.]
 *
 * Source: `jax.numpy.full_like`.
 */
export function fullLike(
  x: ArrayLike | ArrayType,
  ...rest: Arguments<FullLikeOptions, ["fillValue"]>
): Value {
  const others = ["shape", "dtype"] as const;
  const given = expectArguments<FullLikeOptions>("fullLike(x)", rest, ["fillValue"], others);
  const { fillValue, dtype, shape } = given;
  const like = typeLike(x);
  const filled = convertTo(
    toValue(fillValue, "full_like"),
    dtype === undefined ? like.dtype : toDType(dtype),
  );
  const result = expandTo(filled, shape === undefined ? like.shape : toShape(shape));
  return dtype === undefined && like.weakType ? convertTo(result, like.dtype, true) : result;
}

/**
 * Zeros with the shape and dtype of another array, or of a `ShapeDtypeStruct`.
 *
 *     jnp.zerosLike([1, 2]) // [0. 0.]
 *
 * Source: `jax.numpy.zeros_like`.
 */
export function zerosLike(x: ArrayLike | ArrayType, options: LikeOptions = {}): Value {
  expectOptions("zerosLike(x)", options, ["shape", "dtype"]);
  return fullLike(x, { fillValue: 0, ...options });
}

/**
 * Ones with the shape and dtype of another array, or of a `ShapeDtypeStruct`.
 *
 *     jnp.onesLike([1, 2], { shape: 3 }) // [1. 1. 1.]
 *
 * Source: `jax.numpy.ones_like`.
 */
export function onesLike(x: ArrayLike | ArrayType, options: LikeOptions = {}): Value {
  expectOptions("onesLike(x)", options, ["shape", "dtype"]);
  return fullLike(x, { fillValue: 1, ...options });
}

/** The same as `zerosLike`. */
export const emptyLike = zerosLike;

interface EyeOptions extends DTypeOption {
  /** How many columns. Default as many as rows. */
  M?: number | null;
  /** Which diagonal: above the main one where positive. Default 0. */
  k?: number;
}

const eyeOrder = ["M?", "k?"] as const;

/** Row + k and column of each place of a matrix. */
function places(n: number, { M, k = 0 }: EyeOptions): [Value, Value] {
  const shape = toShape([n, M ?? n]);
  const row = iota("int32", shape, 0);
  return [k === 0 ? row : add(row, k), iota("int32", shape, 1)];
}

/**
 * Ones on diagonal k, zeros elsewhere, in n rows and `M` columns (default n).
 *
 *     jnp.eye(2) // [[1. 0.], [0. 1.]]
 *     jnp.eye(2, 3, { k: 1 }) // [[0. 1. 0.], [0. 0. 1.]]
 *
 * Throws a TypeError for lengths that are not natural numbers. Source: `jax.numpy.eye`.
 */
export function eye(n: number, ...rest: Arguments<EyeOptions, ["M", "k"]>): Value {
  const options = expectArguments<EyeOptions>("eye(n)", rest, eyeOrder, ["dtype"]);
  if (!isTraced(n) && !Number.isInteger(n))
    throw new TypeError(
      `Shapes must be 1D sequences of concrete values of integer type, got (${n},). argument of 'N' jnp.eye().`,
    );
  if (!isTraced(n) && !isTraced(options.M) && (n < 0 || (options.M ?? 0) < 0))
    throw new ValueError(`negative dimensions are not allowed, got ${n} and ${options.M ?? "None"}`);
  return convertTo(comparison.eq(...places(n, options)), toDType(options.dtype ?? defaultFloat()));
}

/**
 * The identity matrix.
 *
 *     jnp.identity(2) // [[1. 0.], [0. 1.]]
 *
 * Source: `jax.numpy.identity`.
 */
export function identity(n: number, options: DTypeOption = {}): Value {
  expectOptions("identity(n)", options, ["dtype"]);
  return eye(n, options);
}

/**
 * Ones on and below diagonal k, zeros above, in n rows and `M` columns (default n).
 *
 *     jnp.tri(3) // [[1. 0. 0.], [1. 1. 0.], [1. 1. 1.]]
 *
 * Source: `jax.numpy.tri`.
 */
export function tri(n: number, ...rest: Arguments<EyeOptions, ["M", "k"]>): Value {
  const options = expectArguments<EyeOptions>("tri(n)", rest, eyeOrder, ["dtype"]);
  return convertTo(comparison.ge(...places(n, options)), toDType(options.dtype ?? defaultFloat()));
}

/**
 * A copy of an array. Arrays don't change, so this is rarely needed.
 *
 *     jnp.copy([1, 2]) // [1. 2.]
 *
 * Source: `jax.numpy.copy`.
 */
export function copy(x: ArrayLike): Value {
  return views.copy(toValue(x, "copy"));
}

/**
 * The number of elements, along one axis if it is given.
 *
 *     jnp.size([[1, 2], [3, 4]], { axis: 0 }) // 2
 *
 * Source: `jax.numpy.size`.
 */
export function size(x: ArrayLike, options: { axis?: number | null } = {}): number {
  const { axis = null } = expectOptions("size(x)", options, ["axis"]);
  const value = toValue(x, "size");
  return axis === null ? sizeOf(value.shape) : value.shape[canonicalAxis(axis, value.ndim)];
}

/**
 * The shape of whatever can be an array.
 *
 *     jnp.shape([[1, 2, 3]]) // [1, 3]
 *
 * Source: `jax.numpy.shape`.
 */
export function shape(x: ArrayLike): readonly number[] {
  return toValue(x, "shape").shape;
}

/**
 * The number of axes of whatever can be an array.
 *
 *     jnp.ndim([[1, 2, 3]]) // 2
 *
 * Source: `jax.numpy.ndim`.
 */
export function ndim(x: ArrayLike): number {
  return toValue(x, "ndim").ndim;
}
