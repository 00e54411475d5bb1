/** Products of matrices and tensors, diagonals and triangles. */

import { sameShape, showShape } from "../ir/arrayType.js";
import { type Arguments, expectArguments, expectOptions } from "../ir/options.js";
import { mul } from "../primitives/arithmetic.js";
import { dotGeneral } from "../primitives/dot.js";
import * as views from "../primitives/views.js";
import { TypeError, ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { multiply, subtract } from "./arithmetic.js";
import { stack } from "./joining.js";
import { productParams, type ProductOptions, productOptions } from "./precision.js";
import { broadcastShapes, canonicalAxes, canonicalAxis, constantLike, convertTo, expandTo, promoteDtypes, promoteShapes, toValue } from "./promotion.js"; // prettier-ignore
import { sum } from "./reductions.js";
import { between, moveaxis, ravel } from "./shape.js";

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
  options: ProductOptions = {},
  batch: [number[], number[]] = [[], []],
): Value {
  const [left, right] = [axes[0].map((a) => x.shape[a]), axes[1].map((a) => y.shape[a])];
  if (!sameShape(left, right)) throw mismatch(left, right);
  return dotGeneral(x, y, [axes, batch], { preferredElementType: x.dtype, ...productParams(options) });
}

/** A product with a scalar, in the dtype that is asked for. */
function scaled(x: Value, y: Value, options: ProductOptions): Value {
  const product = multiply(x, y);
  const { preferredElementType } = productParams(options);
  return preferredElementType ? convertTo(product, preferredElementType) : product;
}

/**
 * NumPy's dot: inner product of vectors, matrix product, and otherwise the last axis of x with the last but one of y.
 *
 *     jnp.dot([1, 2], [3, 4]) // 11.0
 *
 * Throws a TypeError when lengths differ. Source: `jax.numpy.dot`.
 */
export function dot(x: ArrayLike, y: ArrayLike, options: ProductOptions = {}): Value {
  expectOptions("dot(x, y)", options, productOptions);
  const [a, b] = promoteDtypes([x, y], "dot");
  if (a.ndim === 0 || b.ndim === 0) return scaled(a, b, options);
  return contract(a, b, [[a.ndim - 1], [Math.max(b.ndim - 2, 0)]], options);
}

/**
 * The matrix product of the last two axes; the axes before are broadcast. Vectors count as a row on the left, a column
 * on the right.
 *
 *     jnp.matmul([[1, 2], [3, 4]], [1, 1]) // [3. 7.]
 *
 * Throws a ValueError for scalars, and a TypeError when the inner lengths differ. Source: `jax.numpy.matmul`.
 */
export function matmul(x: ArrayLike, y: ArrayLike, options: ProductOptions = {}): Value {
  expectOptions("matmul(x, y)", options, productOptions);
  const [a, b] = promoteDtypes([x, y], "matmul");
  if (a.ndim === 0 || b.ndim === 0)
    throw new ValueError(
      `matmul input operand ${a.ndim === 0 ? 0 : 1} must have ndim at least 1, but it has ndim 0`,
    );
  const [inner, outer] = [a.shape[a.ndim - 1], b.shape[Math.max(b.ndim - 2, 0)]];
  if (inner !== outer) throw mismatch([inner], [outer]);
  const [aRest, bRest] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  if (aRest.length === 0 && bRest.length === 0)
    return contract(a, b, [[a.ndim - 1], [Math.max(b.ndim - 2, 0)]], options);
  if (b.ndim <= 2) return contract(a, b, [[a.ndim - 1], [Math.max(b.ndim - 2, 0)]], options);
  const lead = broadcastShapes([aRest, bRest]);
  if (a.ndim === 1) return contract(a, b, [[0], [b.ndim - 2]], options);
  const [left, right] = [
    expandTo(a, [...lead, ...a.shape.slice(-2)]),
    expandTo(b, [...lead, ...b.shape.slice(-2)]),
  ];
  const shared = lead.map((_, i) => i);
  return contract(left, right, [[left.ndim - 1], [right.ndim - 2]], options, [shared, [...shared]]);
}

/**
 * The matrix product with a vector on the right, over the last axes.
 *
 *     jnp.matvec([[1, 2], [3, 4]], [1, 1]) // [3. 7.]
 *
 * Throws a TypeError when lengths differ. Source: `jax.numpy.matvec`.
 */
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
export function vecdot(x: ArrayLike, y: ArrayLike, options: ProductOptions & { axis?: number } = {}): Value {
  const { axis = -1 } = expectOptions("vecdot(x, y)", options, ["axis", ...productOptions]);
  const [a, b] = promoteDtypes([x, y], "vecdot");
  const [last, other] = [a, b].map((v) => v.shape[canonicalAxis(axis, v.ndim)]);
  if (last !== other)
    throw new ValueError(
      `vecdot requires shapes to match along axis; got ${showShape(a.shape)}, ${showShape(b.shape)}`,
    );
  return sum(multiply(a, b), { axis, dtype: productParams(options).preferredElementType });
}

/**
 * The inner product of two raveled arrays.
 *
 *     jnp.vdot([[1, 2]], [[3], [4]]) // 11.0
 *
 * Throws a TypeError when sizes differ. Source: `jax.numpy.vdot`.
 */
export function vdot(x: ArrayLike, y: ArrayLike, options: ProductOptions = {}): Value {
  expectOptions("vdot(x, y)", options, productOptions);
  return dot(ravel(x), ravel(y), options);
}

/**
 * Sums products over the last axes of both.
 *
 *     jnp.inner([[1, 2], [3, 4]], [1, 1]) // [3. 7.]
 *
 * Throws a TypeError when lengths differ. Source: `jax.numpy.inner`.
 */
export function inner(x: ArrayLike, y: ArrayLike, options: ProductOptions = {}): Value {
  expectOptions("inner(x, y)", options, productOptions);
  const [a, b] = promoteDtypes([x, y], "inner");
  if (a.ndim === 0 || b.ndim === 0) return scaled(a, b, options);
  return contract(a, b, [[a.ndim - 1], [b.ndim - 1]], options);
}

/**
 * The products of every element of x with every element of y, as a matrix.
 *
 *     jnp.outer([1, 2], [3, 4]) // [[3. 4.], [6. 8.]]
 *
 * Source: `jax.numpy.outer`.
 */
export function outer(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = [ravel(x), ravel(y)];
  return multiply(views.expandDims(a, [1]), views.expandDims(b, [0]));
}

export interface TensordotOptions extends ProductOptions {
  /** The last n of x with the first n of y, or a pair of lists of axes. Default 2. */
  axes?: number | readonly [number | readonly number[], number | readonly number[]];
}

/**
 * Sums products over `axes`: a number n for the last n of x with the first n of y, or a pair of lists of axes. Default 2.
 *
 *     jnp.tensordot([[1, 2], [3, 4]], [[1, 0], [0, 1]]) // 5.0
 *     jnp.tensordot([[1, 2], [3, 4]], [1, 1], 1) // [3. 7.]
 *
 * Throws a TypeError when lengths or numbers of axes differ. Source: `jax.numpy.tensordot`.
 */
export function tensordot(x: ArrayLike, y: ArrayLike, ...rest: Arguments<TensordotOptions, ["axes"]>): Value {
  const options = expectArguments<TensordotOptions>("tensordot(x, y)", rest, ["axes?"], productOptions);
  const { axes = 2 } = options;
  const [a, b] = promoteDtypes([x, y], "tensordot");
  if (typeof axes === "number") {
    if (axes > Math.min(a.ndim, b.ndim))
      throw new TypeError(
        `Number of tensordot axes (axes ${axes}) exceeds input ranks (${showShape(a.shape)} and ${showShape(b.shape)})`,
      );
    const count = Array.from({ length: axes }, (_, i) => i);
    return contract(a, b, [count.map((i) => a.ndim - axes + i), count], options); // prettier-ignore
  }
  const [left, right] = [canonicalAxes(axes[0], a.ndim), canonicalAxes(axes[1], b.ndim)];
  if (left.length !== right.length)
    throw new TypeError(`tensordot axes lists to have equal length, got ${left.length} and ${right.length}`);
  return contract(a, b, [left, right], options);
}

/**
 * The Kronecker product: each element of x replaced by its product with all of y.
 *
 *     jnp.kron([1, 2], [1, 10]) // [ 1. 10.  2. 20.]
 *
 * Source: `jax.numpy.kron`.
 */
export function kron(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteDtypes([x, y], "kron");
  const rank = Math.max(a.ndim, b.ndim);
  const full = (v: Value): number[] => [...new Array<number>(rank - v.ndim).fill(1), ...v.shape];
  const [p, q] = [full(a), full(b)];
  const left = views.reshape(a, p.flatMap((d) => [d, 1])); // prettier-ignore
  const right = views.reshape(b, q.flatMap((d) => [1, d])); // prettier-ignore
  return views.reshape(mul(...(promoteShapes([left, right]) as [Value, Value])), p.map((d, i) => d * q[i])); // prettier-ignore
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
    throw new ValueError("Dimension must be either 2 or 3 for cross product");
  const part = (v: Value, i: number): Value =>
    i < v.shape[v.ndim - 1]
      ? views.squeeze(between(v, v.ndim - 1, i, i + 1), [-1])
      : expandTo(constantLike(v, 0), v.shape.slice(0, -1));
  const component = (i: number, j: number): Value =>
    subtract(multiply(part(a, i), part(b, j)), multiply(part(a, j), part(b, i)));
  if (lengths.every((d) => d === 2)) return component(0, 1);
  return moveaxis(stack([component(1, 2), component(2, 0), component(0, 1)], { axis: -1 }), -1, axisc);
}

interface VanderOptions {
  /** How many columns. Default as many as elements. */
  N?: number | null;
  /** Whether powers rise from left to right. Default false. */
  increasing?: boolean;
}

/**
 * The Vandermonde matrix: powers of x in columns, falling unless `increasing`.
 *
 *     jnp.vander([2, 3]) // [[2. 1.], [3. 1.]]
 *
 * Throws a ValueError unless x is a row. Source: `jax.numpy.vander`.
 */
export function vander(x: ArrayLike, ...rest: Arguments<VanderOptions, ["N"]>): Value {
  const { N, increasing = false } = expectArguments<VanderOptions>("vander(x)", rest, ["N?"], ["increasing"]);
  const value = toValue(x, "vander");
  if (value.ndim !== 1) throw new ValueError("x must be a one-dimensional array");
  const count = N ?? value.size;
  if (count === 0) return between(views.expandDims(value, [1]), 1, 0, 0);
  let column: Value = expandTo(constantLike(value, 1), value.shape);
  const columns = Array.from({ length: count }, (_, i) =>
    i === 0 ? column : (column = multiply(column, value)),
  );
  return stack(increasing ? columns : columns.reverse(), { axis: 1 });
}
