/** New arrays. */

import type { ArrayType } from "../ir/arrayType.js";
import { defaultFloat, toDType } from "../ir/dtype.js";
import { type Arguments, expectArguments } from "../ir/options.js";
import { typeLike } from "../numpy/creation.js";
import { convertTo, expandTo, toValue } from "../numpy/promotion.js";
import * as creation from "../primitives/creation.js";
import type { ArrayLike, Value } from "../trace/value.js";

interface FullOptions {
  fillValue: ArrayLike;
  /** By name. That of the value without it. */
  dtype?: string;
}

/**
 * An array filled with one value, in the value's dtype unless one is given.
 *
 *     lax.full([3], 7) // [7. 7. 7.]
 *
 * Source: `jax.lax.full`.
 */
export function full(
  shape: readonly number[],
  ...rest: Arguments<FullOptions, ["fillValue", "dtype"]>
): Value {
  const { fillValue, dtype } = expectArguments<FullOptions>("full(shape)", rest, ["fillValue", "dtype?"]);
  const x = toValue(fillValue, "full");
  return expandTo(dtype === undefined ? x : convertTo(x, toDType(dtype)), shape);
}

interface FullLikeOptions extends FullOptions {
  /** That of x without it. */
  shape?: readonly number[];
}

/**
 * `full` with the shape and dtype of another array, or of a `ShapeDtypeStruct`.
 *
 *     lax.fullLike([1, 2], 7) // [7. 7.]
 *
 * Source: `jax.lax.full_like`.
 */
export function fullLike(
  x: ArrayLike | ArrayType,
  ...rest: Arguments<FullLikeOptions, ["fillValue", "dtype", "shape"]>
): Value {
  const { fillValue, dtype, shape } = expectArguments<FullLikeOptions>("fullLike(x)", rest, [
    "fillValue",
    "dtype?",
    "shape?",
  ]);
  const like = typeLike(x);
  const wanted = dtype === undefined ? like.dtype : toDType(dtype);
  const fill = convertTo(toValue(fillValue, "full_like"), wanted, dtype === undefined && like.weakType);
  return expandTo(fill, shape ?? like.shape);
}

/**
 * An array filled with zeros: there are no uninitialized arrays.
 *
 *     lax.empty([2], "int32") // [0 0]
 *
 * Source: `jax.lax.empty`.
 */
export function empty(shape: readonly number[], ...rest: Arguments<{ dtype?: string }, ["dtype"]>): Value {
  const { dtype = defaultFloat() } = expectArguments<{ dtype?: string }>("empty(shape)", rest, ["dtype?"]);
  return full(shape, 0, dtype);
}

interface IotaOptions {
  size: number;
}

/**
 * The numbers from 0 to before `size`.
 *
 *     lax.iota("int32", 4) // [0 1 2 3]
 *
 * Source: `jax.lax.iota`.
 */
export function iota(dtype: string, ...rest: Arguments<IotaOptions, ["size"]>): Value {
  const { size } = expectArguments<IotaOptions>("iota(dtype)", rest, ["size"]);
  return creation.iota(toDType(dtype), [size], 0);
}

interface BroadcastedIotaOptions {
  shape: readonly number[];
  dimension: number;
}

/**
 * The coordinates along one dimension of an array of this shape.
 *
 *     lax.broadcastedIota("int32", [2, 3], 1) // [[0 1 2], [0 1 2]]
 *
 * Source: `jax.lax.broadcasted_iota`.
 */
export function broadcastedIota(
  dtype: string,
  ...rest: Arguments<BroadcastedIotaOptions, ["shape", "dimension"]>
): Value {
  const { shape, dimension } = expectArguments<BroadcastedIotaOptions>("broadcastedIota(dtype)", rest, [
    "shape",
    "dimension",
  ]);
  return creation.iota(toDType(dtype), shape, dimension);
}
