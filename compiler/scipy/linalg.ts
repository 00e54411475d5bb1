/** Factors and functions of matrices, to be used as `scipy.linalg`. Matrices are the last two axes. */

import { NotImplementedError, ValueError } from "../ir/errors.js";
import { type Arguments, expectArguments, expectOptions } from "../ir/options.js";
import * as factors from "../lax/linalg/index.js";
import { solveByFactors } from "../lax/linalg/lu.js";
import { foriLoop } from "../lax/foriLoop.js";
import { abs, add, divide, maximum, multiply, subtract } from "../numpy/arithmetic.js";
import { eye } from "../numpy/creation.js";
import { squareMatrices } from "../numpy/decompositions.js";
import { diag, tril, triu } from "../numpy/diagonals.js";
import { matmul } from "../numpy/linear.js";
import { equal, greater, less } from "../numpy/logic.js";
import { power } from "../numpy/powers.js";
import { expandTo, promoteDtypesInexact } from "../numpy/promotion.js";
import { max, sum } from "../numpy/reductions.js";
import { floor } from "../numpy/rounding.js";
import { expandDims, matrixTranspose, reshape } from "../numpy/shape.js";
import { solve as solveMatrix } from "../numpy/solving.js";
import { log2 } from "../numpy/transcendental.js";
import { where } from "../numpy/where.js";
import { iota } from "../primitives/creation.js";
import { sliceInDim } from "../primitives/views.js";
import type { ArrayLike, Value } from "../trace/value.js";

export { det, inv } from "../numpy/solving.js";
export { eigh } from "../numpy/decompositions.js";
export * from "./specialMatrices.js";

/**
 * The factor of symmetric positive definite matrices: the upper triangle with Uᵀ U for the product, or the lower one.
 *
 *     scipy.linalg.cholesky([[4, 2], [2, 5]]) // [[2. 1.], [0. 2.]]
 *
 * Throws a ValueError for arrays that are not square matrices. Source: `jax.scipy.linalg.cholesky`.
 */
export function cholesky(a: ArrayLike, ...rest: Arguments<{ lower?: boolean }, ["lower"]>): Value {
  const { lower = false } = expectArguments<{ lower?: boolean }>("cholesky(a)", rest, ["lower?"]);
  const factor = factors.cholesky(squareMatrices(a, "cholesky()"));
  return lower ? factor : matrixTranspose(factor);
}

/** A triangle, and whether it is the lower one. */
export type ChoFactor = readonly [factor: ArrayLike, lower: boolean];

/**
 * `cholesky`, and whether the factor is the lower one: for `choSolve`.
 *
 *     scipy.linalg.choFactor([[4, 2], [2, 5]])[0] // [[2. 1.], [0. 2.]]
 *
 * Throws a ValueError for arrays that are not square matrices. Source: `jax.scipy.linalg.cho_factor`.
 */
export function choFactor(
  a: ArrayLike,
  ...rest: Arguments<{ lower?: boolean }, ["lower"]>
): [factor: Value, lower: boolean] {
  const { lower = false } = expectArguments<{ lower?: boolean }>("choFactor(a)", rest, ["lower?"]);
  return [cholesky(a, { lower }), lower];
}

/**
 * Solves a x = b by the factor of a.
 *
 *     scipy.linalg.choSolve(scipy.linalg.choFactor([[4, 0], [0, 1]]), [8, 1]) // [2. 1.]
 *
 * Throws a ValueError for shapes that don't fit. Source: `jax.scipy.linalg.cho_solve`.
 */
export function choSolve([factor, lower]: ChoFactor, b: ArrayLike): Value {
  const half = solveTriangular(factor, b, { lower, trans: lower ? 0 : 1 });
  return solveTriangular(factor, half, { lower, trans: lower ? 1 : 0 });
}

interface TriangularOptions {
  /** 1 or "T" takes the transposed matrix. Default 0. */
  trans?: 0 | 1 | 2 | "N" | "T" | "C";
  /** Which triangle counts. Default the upper one. */
  lower?: boolean;
  unitDiagonal?: boolean;
}

/**
 * Solves a x = b for triangles a; b is a vector or columns.
 *
 *     scipy.linalg.solveTriangular([[2, 0], [1, 1]], [2, 3], { lower: true }) // [1. 2.]
 *
 * Throws a ValueError for shapes that don't fit. Source: `jax.scipy.linalg.solve_triangular`.
 */
export function solveTriangular(
  a: ArrayLike,
  b: ArrayLike,
  ...rest: Arguments<TriangularOptions, ["trans", "lower", "unitDiagonal"]>
): Value {
  const order = ["trans?", "lower?", "unitDiagonal?"] as const;
  const { trans = 0, lower, unitDiagonal } = expectArguments<TriangularOptions>("solveTriangular(a, b)", rest, order); // prettier-ignore
  if (![0, 1, 2, "N", "T", "C"].includes(trans)) throw new ValueError(`Invalid 'trans' value ${trans}`);
  const [matrix, right] = promoteDtypesInexact([a, b], "solve_triangular");
  const transposeA = trans !== 0 && trans !== "N";
  return factors.triangularSolve(matrix, right, { leftSide: true, lower, transposeA, unitDiagonal });
}

interface SolveOptions {
  /** "pos" for positive definite matrices, which is faster. Default "gen". */
  assumeA?: "gen" | "sym" | "her" | "pos";
  /** Which triangle of positive definite matrices is read. */
  lower?: boolean;
}

/**
 * The x with a x = b for square matrices a; b is a vector or columns.
 *
 *     scipy.linalg.solve([[2, 0], [0, 4]], [2, 8]) // [1. 2.]
 *
 * Throws a ValueError for shapes that don't fit, and for another kind of matrices. Source: `jax.scipy.linalg.solve`.
 */
export function solve(a: ArrayLike, b: ArrayLike, options: SolveOptions = {}): Value {
  const { assumeA = "gen", lower } = expectOptions("solve(a, b)", options, ["assumeA", "lower"]);
  if (!["gen", "sym", "her", "pos"].includes(assumeA))
    throw new ValueError(`Expected assume_a to be one of ['gen', 'sym', 'her', 'pos']; got '${assumeA}'`);
  return assumeA === "pos" ? choSolve(choFactor(a, { lower }), b) : solveMatrix(a, b);
}

/**
 * Matrices as P L U: a permutation, a lower triangle whose diagonal is 1, and an upper one; with `permuteL`, P L and U.
 *
 *     scipy.linalg.lu([[0, 2], [4, 2]])[2] // [[4. 2.], [0. 2.]]
 *
 * Throws a TypeError for arrays that are not matrices. Source: `jax.scipy.linalg.lu`.
 */
export function lu(a: ArrayLike, ...rest: Arguments<{ permuteL?: boolean }, ["permuteL"]>): Value[] {
  const { permuteL = false } = expectArguments<{ permuteL?: boolean }>("lu(a)", rest, ["permuteL?"]);
  const [both, , permutation] = factors.lu(a);
  const [m, n] = both.shape.slice(-2);
  const k = Math.min(m, n);
  const isPlace = equal(expandDims(permutation, -2), expandDims(iota("int32", m), 1));
  const p = where(isPlace, 1, 0).astype({ dtype: both.dtype });
  const ones = eye(m, k, { dtype: both.dtype });
  const lower = add(tril(sliceInDim(both, { limit: k, axis: both.ndim - 1 }), { k: -1 }), ones);
  const upper = triu(sliceInDim(both, { limit: k, axis: both.ndim - 2 }));
  return permuteL ? [matmul(p, lower), upper] : [p, lower, upper];
}

/**
 * L and U in one array, and with which row each row was exchanged: for `luSolve`.
 *
 *     scipy.linalg.luFactor([[0, 2], [4, 2]])[0] // [[4. 2.], [0. 2.]]
 *
 * Throws a TypeError for arrays that are not matrices. Source: `jax.scipy.linalg.lu_factor`.
 */
export function luFactor(a: ArrayLike): [factors: Value, pivots: Value] {
  const [both, pivots] = factors.lu(a);
  return [both, pivots];
}

/**
 * Solves a x = b, or aᵀ x = b where `trans` is 1, by the factors of a; b is a vector or columns.
 *
 *     scipy.linalg.luSolve(scipy.linalg.luFactor([[2, 0], [0, 4]]), [2, 8]) // [1. 2.]
 *
 * Throws a ValueError for shapes that don't fit. Source: `jax.scipy.linalg.lu_solve`.
 */
export function luSolve(
  [both, pivots]: readonly [ArrayLike, ArrayLike],
  b: ArrayLike,
  ...rest: Arguments<{ trans?: 0 | 1 | 2 }, ["trans"]>
): Value {
  const { trans = 0 } = expectArguments<{ trans?: 0 | 1 | 2 }>("luSolve(factors, b)", rest, ["trans?"]);
  const [matrix, right] = promoteDtypesInexact([both, b], "lu_solve");
  const n = matrix.shape[matrix.ndim - 1];
  const order = factors.luPivotsToPermutation(pivots, { permutationSize: n });
  const isVector = right.ndim === matrix.ndim - 1;
  const columns = isVector ? expandDims(right, -1) : right;
  const x = trans === 0 ? solveByFactors(matrix, order, columns) : solveTurned(matrix, order, columns);
  return isVector ? reshape(x, x.shape.slice(0, -1)) : x;
}

function solveTurned(matrix: Value, order: Value, b: Value): Value {
  const half = factors.triangularSolve(matrix, b, { leftSide: true, transposeA: true });
  const x = factors.triangularSolve(matrix, half, { leftSide: true, lower: true, transposeA: true, unitDiagonal: true }); // prettier-ignore
  const isPlace = equal(expandDims(iota("int32", matrix.shape[matrix.ndim - 1]), 1), expandDims(order, -2));
  return matmul(where(isPlace, 1, 0).astype({ dtype: x.dtype }), x);
}

interface QrOptions {
  /** "full" (default), "economic" for as many columns as the shorter side, or "r" for R alone. */
  mode?: "full" | "r" | "economic";
}

/**
 * Q, whose columns are orthogonal and of length 1, and R, an upper triangle, with Q R = a.
 *
 *     scipy.linalg.qr([[3, 0], [4, 5]])[1] // [[-5. -4.], [ 0.  3.]]
 *
 * Throws a ValueError for another mode. Source: `jax.scipy.linalg.qr`.
 */
export function qr(a: ArrayLike, options: QrOptions = {}): Value[] {
  const { mode = "full" } = expectOptions("qr(a)", options, ["mode"]);
  if (!["full", "r", "economic"].includes(mode))
    throw new ValueError(`Unsupported QR decomposition mode '${mode}'`);
  const [q, r] = factors.qr(a, { fullMatrices: mode !== "economic" });
  return mode === "r" ? [r] : [q, r];
}

interface SvdOptions {
  fullMatrices?: boolean;
  computeUv?: boolean;
}

/**
 * U, s and V with a = U diag(s) V, as `jnp.linalg.svd`.
 *
 *     scipy.linalg.svd([[0, 2], [1, 0]])[1] // [2. 1.]
 *
 * Throws a TypeError for arrays that are not matrices. Source: `jax.scipy.linalg.svd`.
 */
export function svd(a: ArrayLike, ...rest: Arguments<SvdOptions, ["fullMatrices", "computeUv"]>): Value[] {
  return factors.svd(a, expectArguments<SvdOptions>("svd(a)", rest, ["fullMatrices?", "computeUv?"]));
}

/** Of Padé's approximation with 7 terms above and below, the coefficients; and up to which norm it is exact in float32. */
const pade = [17297280, 8648640, 1995840, 277200, 25200, 1512, 56, 1];
const padeNorm = 3.92572478313866;

interface ExpmOptions {
  /** Whether a is an upper triangle. Default false. */
  upperTriangular?: boolean;
  /** The most halvings; with more to do the result is NaN. Default 16. */
  maxSquarings?: number;
}

/**
 * The exponential of square matrices: Padé's approximation of matrices that are halved until they are small, and squared
 * again.
 *
 *     scipy.linalg.expm([[0, 1], [0, 0]]) // [[1. 1.], [0. 1.]]
 *
 * Throws a ValueError for arrays that are not square matrices. Source: `jax.scipy.linalg.expm`.
 */
export function expm(a: ArrayLike, options: ExpmOptions = {}): Value {
  const { upperTriangular = false, maxSquarings = 16 } = expectOptions("expm(a)", options, ["upperTriangular", "maxSquarings"]); // prettier-ignore
  const value = squareMatrices(a, "expm");
  const norm = max(sum(abs(value), { axis: -2 }), { axis: -1, keepdims: true, initial: 0 });
  const halvings = expandDims(maximum(0, floor(log2(divide(maximum(norm, 1e-30), padeNorm)).add(1))), -1);
  const small = divide(value, power(2, halvings));
  const one = expandTo(eye(value.shape[value.ndim - 1], { dtype: value.dtype }), value.shape);
  const square = matmul(small, small);
  const powers = [one, square, matmul(square, square)];
  powers.push(matmul(powers[2], square));
  const part = (first: number): Value =>
    powers.map((p, i) => multiply(pade[2 * i + first], p)).reduce((x, y) => add(x, y));
  const [odd, even] = [matmul(small, part(1)), part(0)];
  const [under, over] = [subtract(even, odd), add(even, odd)];
  const first = upperTriangular ? solveTriangular(under, over) : solveMatrix(under, over);
  const turn = (i: Value, x: Value): Value => where(less(i, halvings), matmul(x, x), x);
  const result = foriLoop<Value>(0, maxSquarings, turn, first);
  return where(greater(halvings, maxSquarings), NaN, result);
}

interface PolarOptions {
  /** "right" for u p, "left" for p u. Default "right". */
  side?: "left" | "right";
}

/**
 * A matrix as u p, where the columns (or rows) of u are orthogonal and of length 1 and p is symmetric with no negative
 * eigenvalue; or p u.
 *
 *     scipy.linalg.polar([[0, 2], [1, 0]])[1] // [[1. 0.], [0. 2.]]
 *
 * Throws a ValueError for another side. Source: `jax.scipy.linalg.polar`, with its method "svd".
 */
export function polar(a: ArrayLike, ...rest: Arguments<PolarOptions, ["side"]>): [u: Value, p: Value] {
  const { side = "right" } = expectArguments<PolarOptions>("polar(a)", rest, ["side?"]);
  if (side !== "left" && side !== "right") throw new ValueError(`The argument \`side\` must be one of 'left' or 'right', got ${String(side)}.`); // prettier-ignore
  const [u, s, v] = factors.svd(a, { fullMatrices: false });
  const basis = side === "right" ? matrixTranspose(v) : u;
  return [matmul(u, v), matmul(multiply(basis, expandDims(s, -2)), matrixTranspose(basis))];
}

interface TridiagonalOptions {
  eigvalsOnly?: boolean;
}

/**
 * Eigenvalues of the symmetric matrix with diagonal d and e beside it, and, unless only values are wanted, its vectors.
 *
 *     scipy.linalg.eighTridiagonal([1, 2], [0], { eigvalsOnly: true }) // [[1. 2.]]
 *
 * Throws a ValueError for lengths that don't fit. Source: `jax.scipy.linalg.eigh_tridiagonal`, for all eigenvalues.
 */
export function eighTridiagonal(
  d: ArrayLike,
  e: ArrayLike,
  ...rest: Arguments<TridiagonalOptions, ["eigvalsOnly"]>
): Value[] {
  const { eigvalsOnly = false } = expectArguments<TridiagonalOptions>("eighTridiagonal(d, e)", rest, ["eigvalsOnly?"]); // prettier-ignore
  const [diagonal, beside] = promoteDtypesInexact([d, e], "eigh_tridiagonal");
  if (diagonal.ndim !== 1 || beside.ndim !== 1 || beside.size !== diagonal.size - 1)
    throw new ValueError("e must have one element less than d, got " + `${beside.size} and ${diagonal.size}`);
  const matrix = add(diag(diagonal), add(diag(beside, { k: 1 }), diag(beside, { k: -1 })));
  const [vectors, values] = factors.eigh(matrix);
  return eigvalsOnly ? [values] : [values, vectors];
}

function missing(name: string): (...args: unknown[]) => never {
  return () => {
    throw new NotImplementedError(`scipy.linalg.${name} is not supported: there are no complex dtypes.`);
  };
}

/** Not implemented, for want of complex dtypes: throws a NotImplementedError. */
export const schur = missing("schur");
/** Not implemented, for want of complex dtypes: throws a NotImplementedError. */
export const sqrtm = missing("sqrtm");
/** Not implemented, for want of complex dtypes: throws a NotImplementedError. */
export const funm = missing("funm");
