/** Diagonals and triangles of matrices. */

import { type Arguments, expectArguments } from "../ir/options.js";
import * as comparison from "../primitives/comparison.js";
import { iota } from "../primitives/creation.js";
import * as views from "../primitives/views.js";
import { ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { add } from "./arithmetic.js";
import { canonicalAxis, constantLike, convertTo, toValue } from "./promotion.js";
import { sum } from "./reductions.js";
import { between, moveaxis, ravel } from "./shape.js";
import { where } from "./where.js";

function triangle(x: Value, k: number): Value {
  if (x.ndim < 2) throw new ValueError("Argument to jax.numpy.tril must be at least 2D");
  const shape = x.shape.slice(-2);
  const row = iota("int32", shape, 0);
  return comparison.ge(k === 0 ? row : add(row, k), iota("int32", shape, 1));
}

interface DiagonalNumber {
  /** Which diagonal: above the main one where positive. Default 0. */
  k?: number;
}

/**
 * The lower triangle of the last two axes, up to diagonal k; zeros elsewhere.
 *
 *     jnp.tril([[1, 2], [3, 4]]) // [[1. 0.], [3. 4.]]
 *
 * Throws a ValueError for fewer than two axes. Source: `jax.numpy.tril`.
 */
export function tril(x: ArrayLike, ...rest: Arguments<DiagonalNumber, ["k"]>): Value {
  const { k = 0 } = expectArguments<DiagonalNumber>("tril(x)", rest, ["k?"]);
  const value = toValue(x, "tril");
  return where(triangle(value, k), value, constantLike(value, 0));
}

/**
 * The upper triangle of the last two axes, from diagonal k; zeros elsewhere.
 *
 *     jnp.triu([[1, 2], [3, 4]], 1) // [[0. 2.], [0. 0.]]
 *
 * Throws a ValueError for fewer than two axes. Source: `jax.numpy.triu`.
 */
export function triu(x: ArrayLike, ...rest: Arguments<DiagonalNumber, ["k"]>): Value {
  const { k = 0 } = expectArguments<DiagonalNumber>("triu(x)", rest, ["k?"]);
  const value = toValue(x, "triu");
  return where(triangle(value, k - 1), constantLike(value, 0), value);
}

export interface DiagonalOptions {
  /** Which diagonal: above the main one where positive. Default 0. */
  offset?: number;
  /** Default 0. */
  axis1?: number;
  /** Default 1. */
  axis2?: number;
}

/**
 * A diagonal of two axes, as the last axis of the result.
 *
 *     jnp.diagonal([[1, 2], [3, 4]]) // [1. 4.]
 *
 * Throws a ValueError for fewer than two axes, or one axis twice. Source: `jax.numpy.diagonal`.
 */
export function diagonal(x: ArrayLike, ...rest: Arguments<DiagonalOptions, ["offset"]>): Value {
  const others = ["axis1", "axis2"] as const;
  const options = expectArguments<DiagonalOptions>("diagonal(x)", rest, ["offset?"], others);
  const { offset = 0, axis1 = 0, axis2 = 1 } = options;
  const value = toValue(x, "diagonal");
  if (value.ndim < 2) throw new ValueError("diagonal requires an array of at least two dimensions.");
  const matrix = moveaxis(value, [axis1, axis2], [-2, -1]);
  const [rows, columns] = matrix.shape.slice(-2);
  const length = Math.max(0, Math.min(rows + Math.min(offset, 0), columns - Math.max(offset, 0)));
  const [row, column] = [Math.min(Math.max(-offset, 0), rows), Math.min(Math.max(offset, 0), columns)];
  const square = between(
    between(matrix, matrix.ndim - 2, row, row + length),
    matrix.ndim - 1,
    column,
    column + length,
  );
  const shape = [length, length];
  const onDiagonal = comparison.eq(iota("int32", shape, 0), iota("int32", shape, 1));
  const kept = where(onDiagonal, square, constantLike(square, 0));
  return square.dtype === "bool" ? convertTo(sum(kept, { axis: -1 }), "bool") : sum(kept, { axis: -1 });
}

/**
 * The diagonal of a matrix, or a matrix with this diagonal and zeros elsewhere.
 *
 *     jnp.diag([1, 2]) // [[1. 0.], [0. 2.]]
 *     jnp.diag([[1, 2], [3, 4]], 1) // [2.]
 *
 * Throws a ValueError for another number of axes. Source: `jax.numpy.diag`.
 */
export function diag(x: ArrayLike, ...rest: Arguments<DiagonalNumber, ["k"]>): Value {
  const { k = 0 } = expectArguments<DiagonalNumber>("diag(x)", rest, ["k?"]);
  const value = toValue(x, "diag");
  if (value.ndim === 2) return diagonal(value, { offset: k });
  if (value.ndim !== 1) throw new ValueError("diag input must be 1d or 2d");
  const n = value.size + Math.abs(k);
  const row = iota("int32", [n, n], 0);
  const onDiagonal = comparison.eq(k === 0 ? row : add(row, k), iota("int32", [n, n], 1));
  const rows =
    k === 0
      ? value
      : views.pad(value, convertTo(constantLike(value, 0), value.dtype), [
          [Math.max(-k, 0), Math.max(k, 0), 0],
        ]);
  return where(onDiagonal, views.broadcastInDim(rows, [n, n], [0]), constantLike(value, 0));
}

/**
 * A matrix with the raveled elements on diagonal k.
 *
 *     jnp.diagflat([[1], [2]]) // [[1. 0.], [0. 2.]]
 *
 * Source: `jax.numpy.diagflat`.
 */
export function diagflat(x: ArrayLike, ...rest: Arguments<DiagonalNumber, ["k"]>): Value {
  return diag(ravel(x), expectArguments<DiagonalNumber>("diagflat(x)", rest, ["k?"]));
}

export interface TraceOptions extends DiagonalOptions {
  /** Of the result, by name. */
  dtype?: string;
}

/**
 * The sum of a diagonal of two axes, in the dtype of x unless `dtype` says otherwise; booleans count as int32.
 *
 *     jnp.trace([[1, 2], [3, 4]]) // 5.0
 *
 * Throws a ValueError for fewer than two axes. Source: `jax.numpy.trace`.
 */
export function trace(x: ArrayLike, ...rest: Arguments<TraceOptions, ["offset"]>): Value {
  const others = ["axis1", "axis2", "dtype"] as const;
  const { dtype, ...options } = expectArguments<TraceOptions>("trace(x)", rest, ["offset?"], others);
  const { ndim } = toValue(x, "trace");
  for (const axis of [options.axis1 ?? 0, options.axis2 ?? 1]) canonicalAxis(axis, ndim);
  return sum(diagonal(x, options), { axis: -1, dtype });
}
