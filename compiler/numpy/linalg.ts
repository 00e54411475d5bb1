/** Linear algebra, to be used as `jnp.linalg`: norms, powers and chains of products; factors and solutions are handed on. */

import { showShape } from "../ir/arrayType.js";
import { type Arguments, expectArguments, expectOptions } from "../ir/options.js";
import * as arithmetic from "../primitives/arithmetic.js";
import { TypeError, ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { abs, multiply } from "./arithmetic.js";
import { power } from "./powers.js";
import { eye } from "./creation.js";
import { type ProductOptions } from "./precision.js";
import { svdvals } from "./decompositions.js";
import * as diagonals from "./diagonals.js";
import * as linear from "./linear.js";
import { notEqual } from "./logic.js";
import { canonicalAxes, expandTo, promoteDtypes, promoteDtypesInexact, toValue } from "./promotion.js";
import { max, min, sum, type AxisOptions } from "./reductions.js";
import { expandDims, moveaxis } from "./shape.js";
import { inv, singularRatio } from "./solving.js";

export {
  cholesky, eig, eigh, eigvals, eigvalsh, qr, svd, svdvals,
} from "./decompositions.js"; // prettier-ignore
export { matmul, tensordot, vecdot } from "./linear.js";
export {
  det, inv, lstsq, matrixRank, pinv, slogdet, solve, tensorinv, tensorsolve,
} from "./solving.js"; // prettier-ignore
export { matrixTranspose } from "./shape.js";

/** The order of a norm: a number, "fro" and "nuc" for matrices. */
export type Order = number | "fro" | "nuc";

export interface NormOptions extends AxisOptions {
  /** Which norm; `null` for the default. */
  ord?: Order | null;
}

function rootOfSquares(x: Value, options: AxisOptions): Value {
  return arithmetic.sqrt(sum(multiply(x, x), options));
}

/**
 * The norm of vectors along axes (default all elements as one vector), as a float: (Σ |x|^ord)^(1/ord), default 2; the
 * greatest or least magnitude for ±∞, and the number of elements that are not zero for 0. The derivative of the 2-norm
 * of zeros is NaN.
 *
 *     jnp.linalg.vectorNorm([3, 4]) // 5.0
 *
 * Throws a ValueError for a text as order. Source: `jax.numpy.linalg.vector_norm`.
 */
export function vectorNorm(x: ArrayLike, ...rest: Arguments<NormOptions, ["ord"]>): Value {
  const others = ["axis", "keepdims"] as const;
  const { ord = 2, ...over } = expectArguments<NormOptions>("vectorNorm(x)", rest, ["ord?"], others);
  const [value] = promoteDtypesInexact([x], "vector_norm");
  if (ord === null || ord === 2) return rootOfSquares(value, over);
  if (typeof ord !== "number") throw new ValueError(`Invalid order '${ord}' for vector norm.`);
  const magnitude = abs(value);
  if (ord === Infinity) return max(magnitude, { ...over, initial: 0 });
  if (ord === -Infinity) return min(magnitude, over);
  if (ord === 0) return sum(notEqual(value, 0), { ...over, dtype: value.dtype });
  if (ord === 1) return sum(magnitude, over);
  const powers = arithmetic.pow(magnitude, toValue(ord));
  return power(sum(powers, over), 1 / ord);
}

/** The norm of matrices on two axes by sums of magnitudes along one of them, and their extreme along the other. */
function normBySums(x: Value, ord: number, [rows, columns]: readonly number[], keepdims = false): Value {
  const [summed, other] = Math.abs(ord) === 1 ? [rows, columns] : [columns, rows];
  const sums = sum(abs(x), { axis: summed, keepdims });
  const axis = !keepdims && other > summed ? other - 1 : other;
  return ord > 0 ? max(sums, { axis, keepdims, initial: 0 }) : min(sums, { axis, keepdims });
}

/** The greatest or least singular value, or the sum of all. */
function normBySingularValues(x: Value, ord: Order, axes: readonly number[], keepdims = false): Value {
  const s = svdvals(moveaxis(x, [...axes], [-2, -1]));
  const result =
    ord === "nuc" ? sum(s, { axis: -1 }) : ord === 2 ? max(s, { axis: -1 }) : min(s, { axis: -1 });
  return keepdims
    ? expandDims(
        result,
        [...axes].sort((a, b) => a - b),
      )
    : result;
}

/**
 * The norm of vectors (one axis) or matrices (two axes), as a float; without `axis` of the whole array. `ord` is for
 * vectors as in `vectorNorm`; for matrices "fro" (default), the extreme column sum (±1) or row sum (±∞) of magnitudes, the
 * extreme singular value (±2), or the sum of all ("nuc"). The derivative of the 2-norm of zeros is NaN.
 *
 *     jnp.linalg.norm([[3, 0], [0, 4]]) // 5.0
 *
 * Throws a ValueError for another order or number of axes. Source: `jax.numpy.linalg.norm`.
 */
export function norm(x: ArrayLike, ...rest: Arguments<NormOptions, ["ord"]>): Value {
  const others = ["axis", "keepdims"] as const;
  const { ord = null, axis, keepdims } = expectArguments<NormOptions>("norm(x)", rest, ["ord?"], others);
  const [value] = promoteDtypesInexact([x], "norm");
  if ((axis === undefined || axis === null) && ord === null) return rootOfSquares(value, { keepdims });
  const axes = canonicalAxes(axis, value.ndim);
  if (axes.length === 1) return vectorNorm(value, { ord: ord ?? 2, axis: axes, keepdims });
  if (axes.length !== 2)
    throw new ValueError(
      `Improper number of axes for norm: axis=${showShape(axes)}. Pass one axis to compute a vector-norm, or two axes to compute a matrix-norm.`,
    );
  if (ord === null || ord === "fro") return rootOfSquares(value, { axis: axes, keepdims });
  if (ord === "nuc" || Math.abs(ord) === 2) return normBySingularValues(value, ord, axes, keepdims);
  if (Math.abs(ord) === 1 || Math.abs(ord) === Infinity) return normBySums(value, ord, axes, keepdims);
  throw new ValueError(`Invalid order '${ord}' for matrix norm.`);
}

/**
 * The norm of the matrices on the last two axes; orders as for `norm`.
 *
 *     jnp.linalg.matrixNorm([[3, 0], [0, 4]]) // 5.0
 *
 * Source: `jax.numpy.linalg.matrix_norm`.
 */
export function matrixNorm(x: ArrayLike, ...rest: Arguments<Omit<NormOptions, "axis">, ["ord"]>): Value {
  const { ord, keepdims } = expectArguments<NormOptions>("matrixNorm(x)", rest, ["ord?"], ["keepdims"]);
  return norm(x, { ord: ord ?? "fro", keepdims, axis: [-2, -1] });
}

/**
 * The condition number of matrices: for p = 2 (default) and -2 by their singular values, otherwise by norms of them and of
 * their inverses.
 *
 *     jnp.linalg.cond([[2, 0], [0, 4]]) // 2.0
 *
 * Throws a ValueError for arrays that are not matrices. Source: `jax.numpy.linalg.cond`.
 */
export function cond(x: ArrayLike, ...rest: Arguments<{ p?: Order | null }, ["p"]>): Value {
  const { p = null } = expectArguments<{ p?: Order | null }>("cond(x)", rest, ["p?"]);
  const [value] = promoteDtypesInexact([x], "cond");
  if (value.ndim < 2)
    throw new ValueError(
      `jnp.linalg.cond: input array must be at least 2D; got x.shape=${showShape(value.shape)}`,
    );
  if (p === null || p === 2 || p === -2) return singularRatio(value, p === -2);
  return multiply(matrixNorm(value, { ord: p }), matrixNorm(inv(value), { ord: p }));
}

/**
 * Square matrices (the last two axes) to the power n, an integer, by squaring; for n < 0, of the inverse.
 *
 *     jnp.linalg.matrixPower([[1, 1], [0, 1]], 3) // [[1. 3.], [0. 1.]]
 *
 * Throws a TypeError for arrays that are not square matrices, and for another n.
 * Source: `jax.numpy.linalg.matrix_power`.
 */
export function matrixPower(x: ArrayLike, ...rest: Arguments<{ n: number }, ["n"]>): Value {
  const { n } = expectArguments<{ n: number }>("matrixPower(x)", rest, ["n"]);
  const value = toValue(x, "matrix_power");
  if (value.ndim < 2)
    throw new TypeError(`${value.ndim}-dimensional array given. Array must be at least two-dimensional`);
  if (value.shape.at(-1) !== value.shape.at(-2))
    throw new TypeError("Last 2 dimensions of the array must be square");
  if (!Number.isInteger(n)) throw new TypeError(`exponent must be an integer, got ${n}`);
  if (n < 0) return matrixPower(inv(value), -n);
  if (n === 0) return expandTo(eye(value.shape.at(-1)!, { dtype: value.dtype }), value.shape);
  let result: Value | undefined;
  for (let square = value, left = n; ; square = linear.matmul(square, square)) {
    if (left % 2 === 1) result = result ? linear.matmul(result, square) : square;
    left = Math.floor(left / 2);
    if (left === 0) return result!;
  }
}

/** The order of products of a chain of matrices with these lengths that needs the fewest multiplications. */
function bestSplits(lengths: readonly number[]): (i: number, j: number) => number {
  const count = lengths.length - 1;
  const cost = Array.from({ length: count }, () => new Array<number>(count).fill(0));
  const split = Array.from({ length: count }, () => new Array<number>(count).fill(0));
  for (let span = 1; span < count; span++)
    for (let i = 0; i + span < count; i++) {
      const j = i + span;
      cost[i][j] = Infinity;
      for (let k = i; k < j; k++) {
        const here = cost[i][k] + cost[k + 1][j] + lengths[i] * lengths[k + 1] * lengths[j + 1];
        if (here < cost[i][j]) [cost[i][j], split[i][j]] = [here, k];
      }
    }
  return (i, j) => split[i][j];
}

/**
 * The product of a chain of matrices in the order that needs the fewest multiplications; the first and the last may be
 * vectors.
 *
 *     jnp.linalg.multiDot([[1, 2], [[1, 0], [0, 1]], [3, 4]]) // 11.0
 *
 * Throws a ValueError for fewer than two arrays, for other numbers of axes, and for lengths that don't fit.
 * Source: `jax.numpy.linalg.multi_dot`.
 */
export function multiDot(
  arrays: readonly ArrayLike[],
  options: Pick<ProductOptions, "precision"> = {},
): Value {
  expectOptions("multiDot(arrays)", options, ["precision"]);
  if (arrays.length < 2)
    throw new ValueError(`multi_dot requires at least two arrays; got len(arrays)=${arrays.length}`);
  const values = promoteDtypes(arrays, "multi_dot");
  const got = `Got array shapes ${values.map((v) => showShape(v.shape)).join(", ")}`;
  const isEnd = (i: number): boolean => i === 0 || i === values.length - 1;
  if (values.some((v, i) => v.ndim !== 2 && !(isEnd(i) && v.ndim === 1)))
    throw new ValueError(
      `multi_dot: input arrays must all be two-dimensional, except for the first and last array which may be 1 or 2 dimensional. ${got}`,
    );
  if (values.some((v, i) => i > 0 && values[i - 1].shape.at(-1) !== v.shape[0]))
    throw new ValueError(
      `multi_dot: last dimension of each array must match first dimension of following array. ${got}`,
    );
  const first = values[0].ndim === 1 ? 1 : values[0].shape[0];
  const split = bestSplits([first, ...values.map((v, i) => (i > 0 && v.ndim === 1 ? 1 : v.shape.at(-1)!))]);
  const product = (i: number, j: number): Value => {
    if (i === j) return values[i];
    const k = split(i, j);
    return linear.matmul(product(i, k), product(k + 1, j));
  };
  return product(0, values.length - 1);
}

/**
 * The cross product of vectors of three elements along an axis (default the last).
 *
 *     jnp.linalg.cross([1, 0, 0], [0, 1, 0]) // [0. 0. 1.]
 *
 * Throws a ValueError for vectors of another length. Source: `jax.numpy.linalg.cross`.
 */
export function cross(x: ArrayLike, y: ArrayLike, options: { axis?: number } = {}): Value {
  const { axis = -1 } = expectOptions("cross(x, y)", options, ["axis"]);
  const lengths = [x, y].map((v) => toValue(v, "cross").shape.at(axis));
  if (lengths.some((d) => d !== 3))
    throw new ValueError(
      `Both input arrays must be (arrays of) 3-dimensional vectors, but they have x1.shape[axis]=${lengths[0]} and x2.shape[axis]=${lengths[1]}`,
    );
  return linear.cross(x, y, { axis });
}

/**
 * The products of every element of one vector with every element of another, as a matrix.
 *
 *     jnp.linalg.outer([1, 2], [3, 4]) // [[3. 4.], [6. 8.]]
 *
 * Throws a ValueError for anything but vectors. Source: `jax.numpy.linalg.outer`.
 */
export function outer(x: ArrayLike, y: ArrayLike): Value {
  const ranks = [x, y].map((v) => toValue(v, "outer").ndim);
  if (ranks.some((n) => n !== 1))
    throw new ValueError(
      `Input arrays must be one-dimensional, but they are x1.ndim=${ranks[0]} x2.ndim=${ranks[1]}`,
    );
  return linear.outer(x, y);
}

/**
 * A diagonal of the matrices on the last two axes.
 *
 *     jnp.linalg.diagonal([[1, 2], [3, 4]]) // [1. 4.]
 *
 * Source: `jax.numpy.linalg.diagonal`.
 */
export function diagonal(x: ArrayLike, options: { offset?: number } = {}): Value {
  const { offset = 0 } = expectOptions("diagonal(x)", options, ["offset"]);
  return diagonals.diagonal(x, { offset, axis1: -2, axis2: -1 });
}

/**
 * The sum of a diagonal of the matrices on the last two axes.
 *
 *     jnp.linalg.trace([[1, 2], [3, 4]]) // 5.0
 *
 * Source: `jax.numpy.linalg.trace`.
 */
export function trace(x: ArrayLike, options: { offset?: number; dtype?: string } = {}): Value {
  const { offset = 0, dtype } = expectOptions("trace(x)", options, ["offset", "dtype"]);
  return diagonals.trace(x, { offset, axis1: -2, axis2: -1, dtype });
}
