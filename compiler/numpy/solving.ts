/** Systems of linear equations and what is made of their solutions, to be used as `jnp.linalg`. */

import { customJvp } from "../calls/customJvp.js";
import { stopGradient } from "../calls/stopGradient.js";
import { sameShape, showShape } from "../ir/arrayType.js";
import { ValueError } from "../ir/errors.js";
import { type Arguments, expectArguments, expectOptions } from "../ir/options.js";
import { lu, solveByFactors } from "../lax/linalg/lu.js";
import { svd } from "../lax/linalg/svd.js";
import { triangularSolve } from "../lax/linalg/triangularSolve.js";
import { iota } from "../primitives/creation.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { abs, add, divide, multiply, subtract } from "./arithmetic.js";
import { eye, onesLike } from "./creation.js";
import { cumprod } from "./cumulative.js";
import { squareMatrices } from "./decompositions.js";
import { diagonal, trace } from "./diagonals.js";
import { finfo } from "./dtypes.js";
import { takeAlongAxis } from "./indexing.js";
import { matmul } from "./linear.js";
import { equal, greater, greaterEqual, isfinite, less, logicalAnd, logicalNot, notEqual } from "./logic.js"; // prettier-ignore
import { constantLike, convertTo, expandTo, promoteDtypesInexact, toValue } from "./promotion.js";
import { slice } from "./parts.js";
import { any, countNonzero, max, prod, sum } from "./reductions.js";
import { expandDims, matrixTranspose, moveaxis, reshape } from "./shape.js";
import { log } from "./transcendental.js";
import { where } from "./where.js";

const lastAxes = { axis1: -2, axis2: -1 };

const solveOf = customJvp(function solve(a: Value, b: Value): Value {
  const [factors, , permutation] = lu(a);
  return solveByFactors(factors, permutation, b);
});
solveOf.defjvp(([a, b]: [Value, Value], [da, db]: [Value, Value]) => {
  const [factors, , permutation] = lu(a);
  const x = solveByFactors(factors, permutation, b);
  return [x, solveByFactors(factors, permutation, subtract(db, matmul(da, x)))];
});

/**
 * The x with a x = b for square matrices a, where b is a vector, or matrices; infinite or NaN where a is singular.
 *
 *     jnp.linalg.solve([[2, 0], [0, 4]], [2, 8]) // [1. 2.]
 *
 * Throws a ValueError for shapes that don't fit. Source: `jax.numpy.linalg.solve`.
 */
export function solve(a: ArrayLike, b: ArrayLike): Value {
  const [matrix, right] = promoteDtypesInexact([a, b], "solve");
  if (matrix.ndim < 2 || right.ndim < 1)
    throw new ValueError(
      `The arguments to solve must have shapes a=[..., m, m] and b=[..., m, k] or b=[..., m]; got a=${showShape(matrix.shape)} and b=${showShape(right.shape)}`,
    );
  const [m, n] = matrix.shape.slice(-2);
  const isVector = right.ndim === 1;
  const rows = right.shape[isVector ? 0 : right.ndim - 2];
  const different = [m, n, rows].find((size) => size !== m);
  if (different !== undefined)
    throw new ValueError(
      `inconsistent size for core dimension 'm': ${different} vs ${m} on vectorized function with excluded=frozenset() and signature='${isVector ? "(m,m),(m)->(m)" : "(m,m),(m,n)->(m,n)"}'`,
    );
  const x = solveOf(matrix, isVector ? expandDims(right, -1) : right);
  return isVector ? reshape(x, x.shape.slice(0, -1)) : x;
}

/**
 * The inverse of square matrices; infinite or NaN where they are singular.
 *
 *     jnp.linalg.inv([[2, 0], [0, 4]]) // [[0.5  0.  ], [0.   0.25]]
 *
 * Throws a ValueError for arrays that are not square matrices. Source: `jax.numpy.linalg.inv`.
 */
export function inv(a: ArrayLike): Value {
  const [value] = promoteDtypesInexact([a], "inv");
  const [m, n] = value.shape.slice(-2);
  if (value.ndim < 2 || m !== n)
    throw new ValueError(`Argument to inv must have shape [..., n, n], got ${showShape(value.shape)}.`);
  return solve(value, expandTo(eye(n, { dtype: value.dtype }), value.shape));
}

/** An element of matrices. */
const element = (a: Value, i: number, j: number): Value => a.get("...", i, j);

function smallDeterminant(a: Value): Value {
  const n = a.shape[a.ndim - 1];
  const minor = (i: number, j: number, k: number, l: number): Value =>
    subtract(multiply(element(a, i, k), element(a, j, l)), multiply(element(a, i, l), element(a, j, k)));
  if (n === 0) return onesLike(sum(a, { axis: [-2, -1] }));
  if (n === 1) return element(a, 0, 0);
  if (n === 2) return minor(0, 1, 0, 1);
  const terms = [
    multiply(element(a, 0, 0), minor(1, 2, 1, 2)),
    multiply(element(a, 0, 1), minor(1, 2, 0, 2)),
    multiply(element(a, 0, 2), minor(1, 2, 0, 1)),
  ];
  return add(subtract(terms[0], terms[1]), terms[2]);
}

/** How often the rows of a factorization changed places: 1 for an even number, else -1. */
function signOf(pivots: Value, flips?: Value): Value {
  const exchanges = countNonzero(notEqual(pivots, iota("int32", pivots.shape[pivots.ndim - 1])), {
    axis: -1,
  });
  const count = flips ? add(exchanges, flips) : exchanges;
  return subtract(1, multiply(2, convertTo(count.mod(2), "float32")));
}

const detOf = customJvp(function det(a: Value): Value {
  const [factors, pivots] = lu(a);
  return multiply(signOf(pivots), prod(diagonal(factors, lastAxes), { axis: -1 }));
});
detOf.defjvp(([a]: [Value], [da]: [Value]) => {
  const [value, inner] = cofactorSolve(a, da);
  return [value, trace(inner, { offset: 0, axis1: -2, axis2: -1 })];
});

/**
 * The determinant of a, and that times a⁻¹ b: also where a has lost one rank, so that the last pivot is 0. That pivot is put in
 * last, as the determinant divided by the product of the others. Zeros where more ranks are lost.
 */
function cofactorSolve(a: Value, b: Value): [Value, Value] {
  const n = a.shape[a.ndim - 1];
  const [factors, pivots, permutation] = lu(a);
  const products = multiply(
    cumprod(diagonal(factors, lastAxes), { axis: -1 }),
    expandDims(signOf(pivots), -1),
  );
  const value = products.get("...", n - 1);
  const isLast = equal(iota("int32", n), n - 1);
  const isCorner = logicalAnd(expandDims(isLast, 1), isLast);
  const others = divide(1, products.get("...", n - 2));
  const changed = where(isCorner, expandDims(expandDims(others, -1), -1), factors);
  const tried = triangularSolve(changed, onesLike(b.get("...", slice(0, 1))), { leftSide: true });
  const isLost = any(logicalNot(isfinite(tried)), { axis: [-2, -1], keepdims: true });
  const given = takeAlongAxis(where(isLost, 0, b), expandDims(permutation, -1), { axis: -2 });
  const half = triangularSolve(changed, given, { leftSide: true, lower: true, unitDiagonal: true });
  const scaled = where(expandDims(isLast, 1), half, multiply(half, expandDims(expandDims(value, -1), -1)));
  return [value, where(isLost, 0, triangularSolve(changed, scaled, { leftSide: true }))];
}

/**
 * The determinant of square matrices.
 *
 *     jnp.linalg.det([[1, 2], [3, 4]]) // -2.0
 *
 * Throws a ValueError for arrays that are not square matrices. Source: `jax.numpy.linalg.det`.
 */
export function det(a: ArrayLike): Value {
  const value = squareMatrices(a, "_det()");
  return value.shape[value.ndim - 1] <= 3 ? smallDeterminant(value) : detOf(value);
}

const slogdetOf = customJvp(function slogdet(a: Value): [Value, Value] {
  const [factors, pivots] = lu(a);
  const entries = diagonal(factors, lastAxes);
  const isZero = any(equal(entries, 0), { axis: -1 });
  const sign = where(isZero, 0, signOf(pivots, countNonzero(less(entries, 0), { axis: -1 })));
  return [convertTo(sign, a.dtype), where(isZero, -Infinity, sum(log(abs(entries)), { axis: -1 }))];
});
slogdetOf.defjvp(([a]: [Value], [da]: [Value]) => {
  const [sign, value] = slogdetOf(a);
  return [[sign, value], [constantLike(sign, 0).mul(sign), trace(solve(a, da), { offset: 0, axis1: -2, axis2: -1 })]]; // prettier-ignore
});

/**
 * The sign of the determinant of square matrices, and the logarithm of its magnitude: 0 and -∞ where they are singular.
 *
 *     jnp.linalg.slogdet([[1, 2], [3, 4]]) // [-1.0, 0.6931472]
 *
 * Throws a ValueError for arrays that are not square matrices. Source: `jax.numpy.linalg.slogdet`.
 */
export function slogdet(a: ArrayLike): [sign: Value, logabsdet: Value] {
  return slogdetOf(squareMatrices(a, "slogdet()"));
}

interface RankOptions {
  /** Singular values up to the largest one times this count as 0. */
  rtol?: ArrayLike | null;
}

const epsOf = (x: Value): number => finfo(x.dtype).eps;

/**
 * How many singular values of matrices are not 0, within rounding (`rtol` times the largest, default the longer side times
 * `eps`); of a vector, whether it is not 0.
 *
 *     jnp.linalg.matrixRank([[1, 2], [2, 4]]) // 1
 *
 * Source: `jax.numpy.linalg.matrix_rank`.
 */
export function matrixRank(a: ArrayLike, ...rest: Arguments<RankOptions, ["rtol"]>): Value {
  const { rtol } = expectArguments<RankOptions>("matrixRank(a)", rest, ["rtol?"]);
  const [value] = promoteDtypesInexact([a], "matrix_rank");
  if (value.ndim < 2) return convertTo(any(notEqual(value, 0)), "int32");
  const [s] = svd(value, { computeUv: false });
  const relative = rtol ?? Math.max(...value.shape.slice(-2)) * epsOf(value);
  const least = multiply(max(s, { axis: -1, keepdims: true }), expandDims(toValue(relative), -1));
  return sum(greater(s, least), { axis: -1 });
}

interface PinvOptions extends RankOptions {
  hermitian?: boolean;
}

function pinvValue(a: Value, rtol: Value): Value {
  const [u, s, v] = svd(a, { fullMatrices: false });
  const least = multiply(expandDims(rtol, -1), s.get("...", slice(0, 1)));
  const safe = where(greater(s, least), s, Infinity);
  return matmul(matrixTranspose(v), divide(matrixTranspose(u), expandDims(safe, -1)));
}

const pinvOf = customJvp(pinvValue);
pinvOf.defjvp(([a, rtol]: [Value, Value], [da]: [Value, Value]) => {
  const p = pinvOf(a, rtol);
  const [dt, pt] = [matrixTranspose(da), matrixTranspose(p)];
  const inside = matmul(matmul(p, da), p);
  const left = matmul(p, matmul(pt, dt));
  const right = matmul(matmul(dt, pt), p);
  const beyondLeft = subtract(left, matmul(matmul(left, a), p));
  const beyondRight = subtract(right, matmul(p, matmul(a, right)));
  return [p, add(subtract(beyondLeft, inside), beyondRight)];
});

/**
 * The pseudoinverse of matrices, by their singular values; those up to `rtol` times the largest (default 10 times the longer
 * side times `eps`) count as 0.
 *
 *     jnp.linalg.pinv([[2, 0], [0, 0]]) // [[0.5 0. ], [0.  0. ]]
 *
 * Throws a ValueError for arrays that are not matrices. Source: `jax.numpy.linalg.pinv`.
 */
export function pinv(a: ArrayLike, ...rest: Arguments<PinvOptions, ["rtol"]>): Value {
  const { rtol } = expectArguments<PinvOptions>("pinv(a)", rest, ["rtol?"], ["hermitian"]);
  const [value] = promoteDtypesInexact([a], "pinv");
  if (value.ndim < 2) throw new ValueError(`not enough values to unpack (expected 2, got ${value.ndim})`);
  const relative = rtol ?? 10 * Math.max(...value.shape.slice(-2)) * epsOf(value);
  return pinvOf(value, stopGradient(convertTo(toValue(relative), value.dtype)));
}

/** The greatest singular value over the least one, or the other way around. */
export function singularRatio(a: Value, isInverse: boolean): Value {
  const [s] = svd(a, { computeUv: false });
  const [first, last] = [s.get("...", 0), s.get("...", s.shape[s.ndim - 1] - 1)];
  return isInverse ? divide(last, first) : divide(first, last);
}

interface LstsqOptions {
  /** Singular values below the largest one times this count as 0. Default the longer side times `eps`. */
  rcond?: number | null;
}

/**
 * The x for which a x is nearest to b (a vector, or columns), the shortest if there are several; the squares of the distances;
 * the rank of the matrix; and its singular values.
 *
 *     jnp.linalg.lstsq([[1, 0], [0, 2], [0, 0]], [1, 4, 3])[0] // [1. 2.]
 *
 * Throws a TypeError for a that is no matrix, and a ValueError for lengths that differ. Source: `jax.numpy.linalg.lstsq`.
 */
export function lstsq(
  a: ArrayLike,
  b: ArrayLike,
  ...rest: Arguments<LstsqOptions, ["rcond"]>
): [x: Value, residuals: Value, rank: Value, s: Value] {
  const { rcond } = expectArguments<LstsqOptions>("lstsq(a, b)", rest, ["rcond?"]);
  const [matrix, right] = promoteDtypesInexact([a, b], "lstsq");
  if (matrix.ndim !== 2) throw new ValueError(`Expected a to be 2-dimensional, got ${matrix.ndim}`);
  if (right.ndim !== 1 && right.ndim !== 2)
    throw new ValueError(`Expected b to be 1- or 2-dimensional, got ${right.ndim}`);
  if (matrix.shape[0] !== right.shape[0])
    throw new ValueError("Leading dimensions of input arrays must match");
  const columns = right.ndim === 1 ? expandDims(right, 1) : right;
  const [u, s, v] = svd(matrix, { fullMatrices: false });
  const isKept = greaterEqual(s, multiply(s.get(0), rcond ?? epsOf(s) * Math.max(...matrix.shape)));
  const inverse = where(isKept, divide(1, where(isKept, s, 1)), 0);
  const inner = matmul(matrixTranspose(u), columns);
  const x = matmul(matrixTranspose(v), multiply(expandDims(inverse, 1), inner));
  const away = subtract(columns, matmul(matrix, x));
  const solution = right.ndim === 1 ? reshape(x, [-1]) : x;
  return [solution, sum(multiply(away, away), { axis: 0 }), sum(isKept), s];
}

/**
 * The inverse of an array as a matrix from its last axes to its first `ind` (default 2).
 *
 *     jnp.linalg.tensorinv([[2, 0], [0, 4]], 1) // [[0.5  0.  ], [0.   0.25]]
 *
 * Throws a ValueError for shapes that make no square matrix. Source: `jax.numpy.linalg.tensorinv`.
 */
export function tensorinv(a: ArrayLike, ...rest: Arguments<{ ind?: number }, ["ind"]>): Value {
  const { ind = 2 } = expectArguments<{ ind?: number }>("tensorinv(a)", rest, ["ind?"]);
  const value = toValue(a, "tensorinv");
  if (ind <= 0) throw new ValueError(`ind must be a positive integer; got ind=${ind}`);
  const [first, last] = [value.shape.slice(0, ind), value.shape.slice(ind)];
  const [m, n] = [first, last].map((sizes) => sizes.reduce((x, y) => x * y, 1));
  if (m !== n)
    throw new ValueError(
      `product of dimensions before and after ind=${ind} must match; got a.shape[:ind]=${showShape(first)} a.shape[ind:]=${showShape(last)}`,
    );
  return reshape(inv(reshape(value, [m, n])), [...last, ...first]);
}

/**
 * The x with tensordot(a, x) = b; `axes` of a are moved to its end first.
 *
 *     jnp.linalg.tensorsolve([[2, 0], [0, 4]], [2, 8]) // [1. 2.]
 *
 * Throws a ValueError for shapes that don't fit. Source: `jax.numpy.linalg.tensorsolve`.
 */
export function tensorsolve(
  a: ArrayLike,
  b: ArrayLike,
  options: { axes?: readonly number[] | null } = {},
): Value {
  const { axes } = expectOptions("tensorsolve(a, b)", options, ["axes"]);
  const [given, right] = promoteDtypesInexact([a, b], "tensorsolve");
  const matrix = axes
    ? moveaxis(
        given,
        [...axes],
        axes.map((_, i) => given.ndim - axes.length + i),
      )
    : given;
  if (!sameShape(matrix.shape.slice(0, right.ndim), right.shape))
    throw new ValueError(`After moving axes to end, leading shape of a must match shape of b. got a.shape=${showShape(matrix.shape)}, b.shape=${showShape(right.shape)}`); // prettier-ignore
  const out = matrix.shape.slice(right.ndim);
  if (out.reduce((x, y) => x * y, 1) !== right.size)
    throw new ValueError(`Input arrays must have prod(a.shape[:b.ndim]) == prod(a.shape[b.ndim:]); got a.shape=${showShape(matrix.shape)}, b.ndim=${right.ndim}.`); // prettier-ignore
  return reshape(solve(reshape(matrix, [right.size, right.size]), reshape(right, [-1])), out);
}
