/** Matrices that are made of few numbers, to be used as `scipy.linalg`. */

import { showShape } from "../ir/arrayType.js";
import { ValueError } from "../ir/errors.js";
import { type Arguments, expectArguments } from "../ir/options.js";
import { add, divide, negative, subtract } from "../numpy/arithmetic.js";
import { eye, zeros } from "../numpy/creation.js";
import { take } from "../numpy/indexing.js";
import { block, concatenate } from "../numpy/joining.js";
import { constantLike, promoteDtypes, promoteDtypesInexact } from "../numpy/promotion.js";
import { atleast1d, atleast2d, expandDims, flip } from "../numpy/shape.js";
import { slice } from "../numpy/parts.js";
import { iota } from "../primitives/creation.js";
import { pad } from "../primitives/views.js";
import { hostArray } from "../trace/hostArray.js";
import type { ArrayLike, Value } from "../trace/value.js";

const column = (n: number): Value => expandDims(iota("int32", n), 1);
const row = (n: number): Value => expandDims(iota("int32", n), 0);

/**
 * Matrices along the diagonal of one, with zeros beside them; vectors count as rows.
 *
 *     scipy.linalg.blockDiag([[1]], [[2, 3]]) // [[1. 0. 0.], [0. 2. 3.]]
 *
 * Throws a ValueError for arrays with more axes. Source: `jax.scipy.linalg.block_diag`.
 */
export function blockDiag(...arrays: ArrayLike[]): Value {
  const blocks = promoteDtypes(arrays.length > 0 ? arrays : [zeros([1, 0])], "block_diag").map((x) =>
    atleast2d(x),
  );
  const odd = blocks.findIndex((x) => x.ndim > 2);
  if (odd >= 0)
    throw new ValueError(`Arguments to jax.scipy.linalg.block_diag must have at most 2 dimensions, got ${showShape(blocks[odd].shape)} at argument ${odd}.`); // prettier-ignore
  const width = blocks.reduce((sum, { shape }) => sum + shape[1], 0);
  let left = 0;
  return concatenate(
    blocks.map((x) => {
      const padded = pad(x, constantLike(x, 0), [[0, 0, 0], [left, width - left - x.shape[1], 0]]); // prettier-ignore
      left += x.shape[1];
      return padded;
    }),
  );
}

/** Rows of a vector of values: element (i, j) is number i - j + width - 1 of it. */
function sloping(values: Value, height: number, width: number): Value {
  return take(values, add(subtract(column(height), row(width)), width - 1), { axis: -1 });
}

/**
 * The matrix that has one value along each diagonal: its first column is c and its first row is r (default c).
 *
 *     scipy.linalg.toeplitz([1, 2], [1, 3, 4]) // [[1. 3. 4.], [2. 1. 3.]]
 *
 * Source: `jax.scipy.linalg.toeplitz`.
 */
export function toeplitz(c: ArrayLike, ...rest: Arguments<{ r?: ArrayLike | null }, ["r"]>): Value {
  const { r } = expectArguments<{ r?: ArrayLike | null }>("toeplitz(c)", rest, ["r?"]);
  const [first, top] = promoteDtypes([atleast1d(c), atleast1d(r ?? c)], "toeplitz");
  const [height, width] = [first, top].map((x) => x.shape[x.ndim - 1]);
  const beside = flip(top.get("...", slice(1, width)), { axis: -1 });
  return sloping(concatenate([beside, first], { axis: -1 }), height, width);
}

/**
 * The square matrix whose columns are c, each turned on by one place.
 *
 *     scipy.linalg.circulant([1, 2, 3]) // [[1. 3. 2.], [2. 1. 3.], [3. 2. 1.]]
 *
 * Source: `jax.scipy.linalg.circulant`.
 */
export function circulant(c: ArrayLike): Value {
  const value = atleast1d(c);
  const n = value.shape[value.ndim - 1];
  return sloping(concatenate([value.get("...", slice(1, n)), value], { axis: -1 }), n, n);
}

/**
 * The matrix that has one value along each line from below on the left to above on the right: its first column is c and its
 * last row is r (default zeros).
 *
 *     scipy.linalg.hankel([1, 2], [2, 3, 4]) // [[1. 2. 3.], [2. 3. 4.]]
 *
 * Source: `jax.scipy.linalg.hankel`.
 */
export function hankel(c: ArrayLike, ...rest: Arguments<{ r?: ArrayLike | null }, ["r"]>): Value {
  const { r } = expectArguments<{ r?: ArrayLike | null }>("hankel(c)", rest, ["r?"]);
  const first = atleast1d(c);
  const [left, last] = promoteDtypes([first, r ? atleast1d(r) : first.mul(0)], "hankel");
  const [height, width] = [left, last].map((x) => x.shape[x.ndim - 1]);
  const values = concatenate([left, last.get("...", slice(1, width))], { axis: -1 });
  return take(values, add(column(height), row(width)), { axis: -1 });
}

/**
 * The matrix whose element (i, j) is 1 / (i + j + 1).
 *
 *     scipy.linalg.hilbert(2) // [[1.         0.5       ], [0.5        0.33333334]]
 *
 * Source: `jax.scipy.linalg.hilbert`.
 */
export function hilbert(n: number): Value {
  return divide(1, add(add(column(n), row(n)), 1));
}

/**
 * The matrix whose eigenvalues are the roots of the polynomial with these coefficients, the highest power first.
 *
 *     scipy.linalg.companion([1, -3, 2]) // [[ 3. -2.], [ 1.  0.]]
 *
 * Throws a ValueError for fewer than two coefficients. Source: `jax.scipy.linalg.companion`.
 */
export function companion(a: ArrayLike): Value {
  const [value] = promoteDtypesInexact([a], "companion");
  if (value.ndim !== 1 || value.size < 2)
    throw new ValueError(
      `companion: a must be a vector of length 2 or more, got shape ${showShape(value.shape)}`,
    );
  const top = expandDims(negative(divide(value.get(slice(1, null)), value.get(0))), 0);
  const n = value.size - 1;
  return concatenate([top, eye(n - 1, n, { dtype: value.dtype })]);
}

/**
 * The matrix of 1 and -1 with orthogonal rows, for powers of 2.
 *
 *     scipy.linalg.hadamard(2) // [[ 1  1], [ 1 -1]]
 *
 * Throws a ValueError for another size. Source: `jax.scipy.linalg.hadamard`.
 */
export function hadamard(n: number): Value {
  if (!Number.isInteger(Math.log2(n)))
    throw new ValueError(`n must be an positive integer, and n must be a power of 2, got ${n}`);
  let x: Value = hostArray([[1]], { dtype: "int32" });
  for (let size = 1; size < n; size *= 2) x = block([[x, x], [x, negative(x)]]); // prettier-ignore
  return x;
}
