/** Products of matrices and tensors, diagonals and triangles. */

import { sameShape, showShape } from "../ir/arrayType.js";
import { expectOptions } from "../ir/options.js";
import { mul } from "../primitives/arithmetic.js";
import * as comparison from "../primitives/comparison.js";
import { iota } from "../primitives/creation.js";
import { dotGeneral } from "../primitives/dot.js";
import * as views from "../primitives/views.js";
import { TypeError, ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { add, multiply, subtract } from "./arithmetic.js";
import { stack } from "./joining.js";
import { broadcastShapes, canonicalAxes, canonicalAxis, constantLike, convertTo, expandTo, promoteDtypes, promoteShapes, toValue } from "./promotion.js"; // prettier-ignore
import { sum } from "./reductions.js";
import { between, moveaxis, ravel } from "./shape.js";
import { where } from "./where.js";

/** Lengths that should be equal: those of the axes that are summed over. */
function mismatch(x: readonly number[], y: readonly number[]): TypeError {
  return new TypeError(
    `dot_general requires contracting dimensions to have the same shape, got ${showShape(x)} and ${showShape(y)}.`,
  );
}

/** Sums products over pairs of axes; the axes that remain of x stand before those of y, and shared ones first. */
function contract(
  x: Value,
  y: Value,
  axes: [number[], number[]],
  batch: [number[], number[]] = [[], []],
): Value {
  const [left, right] = [axes[0].map((a) => x.shape[a]), axes[1].map((a) => y.shape[a])];
  if (!sameShape(left, right)) throw mismatch(left, right);
  return dotGeneral(x, y, [axes, batch], { preferredElementType: x.dtype });
}

/**
 * NumPy's dot: inner product of vectors, matrix product, and otherwise the last axis of x with the last but one of y.
 *
 * Source: `jax.numpy.dot`.
 */
export function dot(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteDtypes([x, y], "dot");
  if (a.ndim === 0 || b.ndim === 0) return multiply(a, b);
  return contract(a, b, [[a.ndim - 1], [Math.max(b.ndim - 2, 0)]]);
}

/**
 * The matrix product of the last two axes; the axes before are broadcast. Vectors count as a row on the left, a column
 * on the right. Throws a ValueError for scalars, and a TypeError when the inner lengths differ.
 *
 * Source: `jax.numpy.matmul`.
 */
export function matmul(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteDtypes([x, y], "matmul");
  if (a.ndim === 0 || b.ndim === 0)
    throw new ValueError(
      `matmul input operand ${a.ndim === 0 ? 0 : 1} must have ndim at least 1, but it has ndim 0`,
    );
  const [inner, outer] = [a.shape[a.ndim - 1], b.shape[Math.max(b.ndim - 2, 0)]];
  if (inner !== outer) throw mismatch([inner], [outer]);
  const [aRest, bRest] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  if (aRest.length === 0 && bRest.length === 0)
    return contract(a, b, [[a.ndim - 1], [Math.max(b.ndim - 2, 0)]]);
  if (b.ndim <= 2) return contract(a, b, [[a.ndim - 1], [Math.max(b.ndim - 2, 0)]]);
  const lead = broadcastShapes("matmul", [aRest, bRest]);
  if (a.ndim === 1) return contract(a, b, [[0], [b.ndim - 2]]);
  const [left, right] = [
    expandTo(a, [...lead, ...a.shape.slice(-2)]),
    expandTo(b, [...lead, ...b.shape.slice(-2)]),
  ];
  const shared = lead.map((_, i) => i);
  return contract(left, right, [[left.ndim - 1], [right.ndim - 2]], [shared, [...shared]]);
}

/** The matrix product with a vector on the right, over the last axes. Source: `jax.numpy.matvec`. */
export function matvec(x: ArrayLike, y: ArrayLike): Value {
  return views.squeeze(matmul(x, views.expandDims(toValue(y, "matvec"), [-1])), [-1]);
}

/**
 * The matrix product with a vector on the left, over the last axis of x and the last but one of y.
 *
 *     jnp.vecmat([1, 2], [[1, 0], [0, 1]]) // [1. 2.]
 *
 * Throws a TypeError when lengths differ. Source: `jax.numpy.vecmat`.
 */
export function vecmat(x: ArrayLike, y: ArrayLike): Value {
  return views.squeeze(matmul(views.expandDims(toValue(x, "vecmat"), [-2]), y), [-2]);
}

/**
 * Σ x·y over an axis (default the last), other axes broadcast.
 *
 *     jnp.vecdot([1, 2], [3, 4]) // 11.0
 *
 * Throws a ValueError when lengths along the axis differ. Source: `jax.numpy.vecdot`.
 */
export function vecdot(x: ArrayLike, y: ArrayLike, options: { axis?: number } = {}): Value {
  const { axis = -1 } = expectOptions("vecdot(x, y)", options, ["axis"]);
  const [a, b] = promoteDtypes([x, y], "vecdot");
  const [last, other] = [a, b].map((v) => v.shape[canonicalAxis(axis, v.ndim)]);
  if (last !== other)
    throw new ValueError(
      `vecdot requires shapes to match along axis; got ${showShape(a.shape)}, ${showShape(b.shape)}`,
    );
  return sum(multiply(a, b), { axis });
}

/** The inner product of two raveled arrays. Source: `jax.numpy.vdot`. */
export function vdot(x: ArrayLike, y: ArrayLike): Value {
  return dot(ravel(x), ravel(y));
}

/** Sums products over the last axes of both. Source: `jax.numpy.inner`. */
export function inner(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteDtypes([x, y], "inner");
  if (a.ndim === 0 || b.ndim === 0) return multiply(a, b);
  return contract(a, b, [[a.ndim - 1], [b.ndim - 1]]);
}

/** The products of every element of x with every element of y, as a matrix. Source: `jax.numpy.outer`. */
export function outer(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = [ravel(x), ravel(y)];
  return multiply(views.expandDims(a, [1]), views.expandDims(b, [0]));
}

/**
 * Sums products over `axes`: a number n for the last n of x with the first n of y, or a pair of lists of axes. Default 2.
 *
 * Source: `jax.numpy.tensordot`.
 */
export function tensordot(
  x: ArrayLike,
  y: ArrayLike,
  options: { axes?: number | readonly [number | readonly number[], number | readonly number[]] } = {},
): Value {
  const { axes = 2 } = expectOptions("tensordot(x, y)", options, ["axes"]);
  const [a, b] = promoteDtypes([x, y], "tensordot");
  if (typeof axes === "number") {
    if (axes > Math.min(a.ndim, b.ndim))
      throw new TypeError(
        `Number of tensordot axes (axes ${axes}) exceeds input ranks (${showShape(a.shape)} and ${showShape(b.shape)})`,
      );
    const count = Array.from({ length: axes }, (_, i) => i);
    return contract(a, b, [count.map((i) => a.ndim - axes + i), count]); // prettier-ignore
  }
  const [left, right] = [canonicalAxes(axes[0], a.ndim), canonicalAxes(axes[1], b.ndim)];
  if (left.length !== right.length)
    throw new TypeError(`tensordot axes lists to have equal length, got ${left.length} and ${right.length}`);
  return contract(a, b, [left, right]);
}

/** The Kronecker product: each element of x replaced by its product with all of y. Source: `jax.numpy.kron`. */
export function kron(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteDtypes([x, y], "kron");
  const rank = Math.max(a.ndim, b.ndim);
  const full = (v: Value): number[] => [...new Array<number>(rank - v.ndim).fill(1), ...v.shape];
  const [p, q] = [full(a), full(b)];
  const left = views.reshape(a, p.flatMap((d) => [d, 1])); // prettier-ignore
  const right = views.reshape(b, q.flatMap((d) => [1, d])); // prettier-ignore
  return views.reshape(mul(...(promoteShapes("kron", [left, right]) as [Value, Value])), p.map((d, i) => d * q[i])); // prettier-ignore
}

export interface CrossOptions {
  /** The axis of the vectors in both arrays and in the result. Default the last. */
  axis?: number;
  /** The axis of the vectors in x, in y and in the result. */
  axisa?: number;
  axisb?: number;
  axisc?: number;
}

/**
 * The cross product of vectors of three elements along an axis. Vectors of two have a third component of 0; of two such
 * only the third component of the product is given.
 *
 *     jnp.cross([1, 0, 0], [0, 1, 0]) // [0. 0. 1.]
 *
 * Throws a ValueError for vectors of another length. Source: `jax.numpy.cross`.
 */
export function cross(x: ArrayLike, y: ArrayLike, options: CrossOptions = {}): Value {
  const {
    axis = -1,
    axisa = axis,
    axisb = axis,
    axisc = axis,
  } = expectOptions("cross(x, y)", options, ["axis", "axisa", "axisb", "axisc"]);
  const given = promoteDtypes([x, y], "cross");
  const [a, b] = [moveaxis(given[0], axisa, -1), moveaxis(given[1], axisb, -1)];
  const lengths = [a, b].map((v) => v.shape[v.ndim - 1]);
  if (lengths.some((d) => d !== 2 && d !== 3))
    throw new ValueError("incompatible dimensions for cross product (dimension must be 2 or 3)");
  const part = (v: Value, i: number): Value =>
    i < v.shape[v.ndim - 1]
      ? views.squeeze(between(v, v.ndim - 1, i, i + 1), [-1])
      : expandTo(constantLike(v, 0), v.shape.slice(0, -1));
  const component = (i: number, j: number): Value =>
    subtract(multiply(part(a, i), part(b, j)), multiply(part(a, j), part(b, i)));
  if (lengths.every((d) => d === 2)) return component(0, 1);
  return moveaxis(stack([component(1, 2), component(2, 0), component(0, 1)], { axis: -1 }), -1, axisc);
}

function triangle(x: Value, k: number): Value {
  if (x.ndim < 2) throw new ValueError("Argument to jax.numpy.tril must be at least 2D");
  const shape = x.shape.slice(-2);
  const row = iota("int32", shape, 0);
  return comparison.ge(k === 0 ? row : add(row, k), iota("int32", shape, 1));
}

/** The lower triangle of the last two axes, up to diagonal k; zeros elsewhere. Source: `jax.numpy.tril`. */
export function tril(x: ArrayLike, options: { k?: number } = {}): Value {
  const { k = 0 } = expectOptions("tril(x)", options, ["k"]);
  const value = toValue(x, "tril");
  return where(triangle(value, k), value, constantLike(value, 0));
}

/** The upper triangle of the last two axes, from diagonal k; zeros elsewhere. Source: `jax.numpy.triu`. */
export function triu(x: ArrayLike, options: { k?: number } = {}): Value {
  const { k = 0 } = expectOptions("triu(x)", options, ["k"]);
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
export function diagonal(x: ArrayLike, options: DiagonalOptions = {}): Value {
  const {
    offset = 0,
    axis1 = 0,
    axis2 = 1,
  } = expectOptions("diagonal(x)", options, ["offset", "axis1", "axis2"]);
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

/** The diagonal of a matrix, or a matrix with this diagonal and zeros elsewhere. Source: `jax.numpy.diag`. */
export function diag(x: ArrayLike, options: { k?: number } = {}): Value {
  const { k = 0 } = expectOptions("diag(x)", options, ["k"]);
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

/** A matrix with the raveled elements on diagonal k. Source: `jax.numpy.diagflat`. */
export function diagflat(x: ArrayLike, options: { k?: number } = {}): Value {
  expectOptions("diagflat(x)", options, ["k"]);
  return diag(ravel(x), options);
}

/**
 * The sum of a diagonal of two axes, in the dtype of x unless `dtype` says otherwise; booleans count as int32.
 *
 *     jnp.trace([[1, 2], [3, 4]]) // 5.0
 *
 * Throws a ValueError for fewer than two axes. Source: `jax.numpy.trace`.
 */
export function trace(x: ArrayLike, given: DiagonalOptions & { dtype?: string } = {}): Value {
  const { dtype, ...options } = expectOptions("trace(x)", given, ["offset", "axis1", "axis2", "dtype"]);
  return sum(diagonal(x, options), { axis: -1, dtype });
}

/** The Vandermonde matrix: powers of x in columns, falling unless `increasing`. Source: `jax.numpy.vander`. */
export function vander(x: ArrayLike, n?: number, options: { increasing?: boolean } = {}): Value {
  const { increasing = false } = expectOptions("vander(x, n)", options, ["increasing"]);
  const value = toValue(x, "vander");
  if (value.ndim !== 1) throw new ValueError("x must be a one-dimensional array");
  const count = n ?? value.size;
  if (count === 0) return between(views.expandDims(value, [1]), 1, 0, 0);
  let column: Value = expandTo(constantLike(value, 1), value.shape);
  const columns = Array.from({ length: count }, (_, i) =>
    i === 0 ? column : (column = multiply(column, value)),
  );
  return stack(increasing ? columns : columns.reverse(), { axis: 1 });
}
