/** Factors of matrices, to be used as `jnp.linalg`. Matrices are the last two axes. */

import { showShape } from "../ir/arrayType.js";
import { NotImplementedError, ValueError } from "../ir/errors.js";
import { type Arguments, expectArguments, expectOptions } from "../ir/options.js";
import * as factors from "../lax/linalg/index.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { abs, multiply, negative, sign } from "./arithmetic.js";
import { takeAlongAxis } from "./indexing.js";
import { promoteDtypesInexact } from "./promotion.js";
import { expandDims, matrixTranspose } from "./shape.js";
import { argsort } from "./sorting.js";

/** Matrices of floats, which must be square. `name` is how the function's message begins in JAX. */
export function squareMatrices(x: ArrayLike, name: string): Value {
  const [value] = promoteDtypesInexact([x], name);
  const [m, n] = value.shape.slice(-2);
  if (value.ndim >= 2 && m === n) return value;
  throw new ValueError(`Argument to ${name} must have shape [..., n, n], got ${showShape(value.shape)}`);
}

interface CholeskyOptions {
  /** Whether the factor is an upper triangle, with xᵀ x for the product. Default false. */
  upper?: boolean;
  /** Whether (a + aᵀ) / 2 stands for a. Default true. */
  symmetrizeInput?: boolean;
}

/**
 * The lower triangle L with L Lᵀ = a, for symmetric positive definite matrices; NaN where they are not.
 *
 *     jnp.linalg.cholesky([[4, 2], [2, 5]]) // [[2. 0.], [1. 2.]]
 *
 * Throws a TypeError for arrays that are not square matrices. Source: `jax.numpy.linalg.cholesky`.
 */
export function cholesky(a: ArrayLike, options: CholeskyOptions = {}): Value {
  const { upper = false, symmetrizeInput = true } = expectOptions("cholesky(a)", options, ["upper", "symmetrizeInput"]); // prettier-ignore
  const given = upper && !symmetrizeInput ? matrixTranspose(a) : a;
  const lower = factors.cholesky(given, { symmetrizeInput });
  return upper ? matrixTranspose(lower) : lower;
}

type QrMode = "reduced" | "complete" | "full" | "r" | "raw";

/**
 * Q, whose columns are orthogonal and of length 1, and R, an upper triangle, with Q R = a: of the shorter side's length, or
 * with a square Q ("complete"), or R alone ("r").
 *
 *     jnp.linalg.qr([[3, 0], [4, 5]])[1] // [[-5. -4.], [ 0.  3.]]
 *
 * Throws a ValueError for another mode. Source: `jax.numpy.linalg.qr`.
 */
export function qr(a: ArrayLike, ...rest: Arguments<{ mode?: QrMode }, ["mode"]>): Value[] {
  const { mode = "reduced" } = expectArguments<{ mode?: QrMode }>("qr(a)", rest, ["mode?"]);
  if (mode === "raw") throw new NotImplementedError("qr with mode='raw' is not supported.");
  if (!["reduced", "complete", "full", "r"].includes(mode))
    throw new ValueError(`Unsupported QR decomposition mode '${mode}'`);
  const [q, r] = factors.qr(a, { fullMatrices: mode === "complete" || mode === "full" });
  return mode === "r" ? [r] : [q, r];
}

interface EighOptions {
  /** Which triangle is read where `symmetrizeInput` is false. Default "L". */
  UPLO?: "L" | "U" | null;
  /** Whether (a + aᵀ) / 2 stands for a. Default true. */
  symmetrizeInput?: boolean;
}

function symmetric(a: ArrayLike, options: EighOptions): [vectors: Value, values: Value] {
  const { UPLO = "L", symmetrizeInput = true } = options;
  if (UPLO !== null && UPLO !== "L" && UPLO !== "U")
    throw new ValueError(`UPLO must be one of None, 'L', or 'U', got ${String(UPLO)}`);
  return factors.eigh(a, { lower: UPLO !== "U", symmetrizeInput });
}

/**
 * The eigenvalues of symmetric matrices, in rising order, and their vectors, in columns.
 *
 *     jnp.linalg.eigh([[2, 0], [0, 1]])[0] // [1. 2.]
 *
 * Throws a TypeError for arrays that are not square matrices. Source: `jax.numpy.linalg.eigh`.
 */
export function eigh(
  a: ArrayLike,
  ...rest: Arguments<EighOptions, ["UPLO"]>
): [eigenvalues: Value, eigenvectors: Value] {
  const options = expectArguments<EighOptions>("eigh(a)", rest, ["UPLO?"], ["symmetrizeInput"]);
  const [vectors, values] = symmetric(a, options);
  return [values, vectors];
}

/**
 * The eigenvalues of symmetric matrices, in rising order.
 *
 *     jnp.linalg.eigvalsh([[2, 0], [0, 1]]) // [1. 2.]
 *
 * Throws a TypeError for arrays that are not square matrices. Source: `jax.numpy.linalg.eigvalsh`.
 */
export function eigvalsh(a: ArrayLike, ...rest: Arguments<EighOptions, ["UPLO"]>): Value {
  const options = expectArguments<EighOptions>("eigvalsh(a)", rest, ["UPLO?"], ["symmetrizeInput"]);
  return symmetric(a, options)[1];
}

interface SvdOptions {
  /** Whether U and V are square. Default true. */
  fullMatrices?: boolean;
  /** Whether vectors are wanted. Default true. */
  computeUv?: boolean;
  /** Whether matrices are symmetric, which is faster. Default false. */
  hermitian?: boolean;
}

/**
 * U, s and V with a = U diag(s) V, where the columns of U and the rows of V are orthogonal and s ≥ 0 falls; without
 * `computeUv`, only s.
 *
 *     jnp.linalg.svd([[0, 2], [1, 0]])[1] // [2. 1.]
 *
 * Throws a TypeError for arrays that are not matrices. Source: `jax.numpy.linalg.svd`.
 */
export function svd(
  a: ArrayLike,
  ...rest: Arguments<SvdOptions, ["fullMatrices", "computeUv", "hermitian"]>
): Value[] {
  const order = ["fullMatrices?", "computeUv?", "hermitian?"] as const;
  const { fullMatrices, computeUv = true, hermitian = false } = expectArguments<SvdOptions>("svd(a)", rest, order); // prettier-ignore
  if (!hermitian) return factors.svd(a, { fullMatrices, computeUv });
  const [vectors, values] = factors.eigh(a);
  const falling = argsort(negative(abs(values)), { axis: -1 });
  const inOrder = takeAlongAxis(values, falling, { axis: -1 });
  if (!computeUv) return [abs(inOrder)];
  const u = takeAlongAxis(vectors, expandDims(falling, -2), { axis: -1 });
  return [u, abs(inOrder), matrixTranspose(multiply(u, expandDims(sign(inOrder), -2)))];
}

/**
 * The singular values of matrices, in falling order.
 *
 *     jnp.linalg.svdvals([[0, 2], [1, 0]]) // [2. 1.]
 *
 * Throws a TypeError for arrays that are not matrices. Source: `jax.numpy.linalg.svdvals`.
 */
export function svdvals(a: ArrayLike): Value {
  return factors.svd(a, { computeUv: false })[0];
}

function needsComplex(name: string): never {
  throw new NotImplementedError(
    `jnp.linalg.${name} is not supported: eigenvalues of matrices that are not symmetric are complex, and there are no complex dtypes.`,
    { hint: "Of symmetric matrices, eigh and eigvalsh give them." },
  );
}

/** Not implemented, for want of complex dtypes: throws a NotImplementedError. */
export function eig(a: ArrayLike): never {
  squareMatrices(a, "eig");
  return needsComplex("eig");
}

/** Not implemented, for want of complex dtypes: throws a NotImplementedError. */
export function eigvals(a: ArrayLike): never {
  squareMatrices(a, "eigvals");
  return needsComplex("eigvals");
}
