/** `jax.numpy.linalg`, `jax.scipy.linalg` and `jax.lax.linalg`. Signatures are JAX's. */

import type { Value as ArrayValue } from "../../trace/value.js";
import { boundTable, type LibraryNative } from "./bind.js";
import { lax, numpy as jnp, scipy } from "./library.js";
import { named } from "./numpy.js";
import { fail } from "../text/failure.js";

/** One result stands alone, several are a named tuple. */
function oneOrNamed(
  type: string,
  fields: string,
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the function takes
  f: (...args: any[]) => readonly ArrayValue[],
): (...args: never[]) => unknown {
  const several = named(type, fields, (results: readonly ArrayValue[]) => results);
  return (...args) => {
    const results = f(...args);
    return results.length === 1 ? results[0] : several(results as never);
  };
}

const { linalg } = jnp;
const solvers = scipy.linalg;
const factors = lax.linalg;

export const linalgFunctions: ReadonlyMap<string, LibraryNative> = boundTable("jax.numpy.linalg", {
  "cholesky(a, *, upper:static=False, symmetrize_input=True)": linalg.cholesky,
  "cond(x, p:static=None)": linalg.cond,
  "cross(x1, x2, /, *, axis=-1)": linalg.cross,
  "det(a)": linalg.det,
  "diagonal(x, /, *, offset=0)": linalg.diagonal,
  "eig(a)": linalg.eig,
  "eigh(a, UPLO=None, symmetrize_input=True)": named("EighResult", "eigenvalues eigenvectors", linalg.eigh),
  "eigvals(a)": linalg.eigvals,
  "eigvalsh(a, UPLO=None, *, symmetrize_input=True)": linalg.eigvalsh,
  "inv(a)": linalg.inv,
  "lstsq(a, b, rcond=None)": linalg.lstsq,
  "matmul(x1, x2, /, *, precision=None, preferred_element_type=None)": linalg.matmul,
  "matrix_norm(x, /, *, keepdims=False, ord='fro')": linalg.matrixNorm,
  "matrix_power(a, n)": linalg.matrixPower,
  "matrix_rank(M:array, rtol=None)": linalg.matrixRank,
  "matrix_transpose(x, /)": linalg.matrixTranspose,
  "multi_dot(arrays, *, precision=None)": linalg.multiDot,
  "norm(x, ord=None, axis=None, keepdims=False)": linalg.norm,
  "outer(x1, x2, /)": linalg.outer,
  "pinv(a, rtol=None, hermitian=False)": linalg.pinv,
  "qr(a, mode='reduced')": oneOrNamed("QRResult", "Q R", linalg.qr),
  "slogdet(a, *, method=None)": named("SlogdetResult", "sign logabsdet", linalg.slogdet),
  "solve(a, b)": linalg.solve,
  "svd(a, full_matrices=True, compute_uv=True, hermitian=False, subset_by_index=None)": oneOrNamed(
    "SVDResult",
    "U S Vh",
    linalg.svd,
  ),
  "svdvals(x, /)": linalg.svdvals,
  "tensordot(x1, x2, /, *, axes=2, precision=None, preferred_element_type=None)": linalg.tensordot,
  "tensorinv(a, ind=2)": linalg.tensorinv,
  "tensorsolve(a, b, axes=None)": linalg.tensorsolve,
  "trace(x, /, *, offset=0, dtype=None)": linalg.trace,
  "vecdot(x1, x2, /, *, axis=-1, precision=None, preferred_element_type=None)": linalg.vecdot,
  "vector_norm(x, /, *, axis=None, keepdims=False, ord=2)": linalg.vectorNorm,
});

/** Pairs of Python's, whose parts are arrays and booleans. */
type Pair = readonly [never, never];

export const scipyLinalgFunctions: ReadonlyMap<string, LibraryNative> = boundTable("jax.scipy.linalg", {
  "block_diag(*arrs:arrays)": solvers.blockDiag,
  "cho_factor(a, lower:static=False, overwrite_a:ignored=False, check_finite:ignored=True)":
    solvers.choFactor,
  "cho_solve(c_and_lower:arrays, b, overwrite_b:ignored=False, check_finite:ignored=True)": (
    pair: Pair,
    b: never,
  ) => solvers.choSolve(pair, b),
  "cholesky(a, lower:static=False, overwrite_a:ignored=False, check_finite:ignored=True)": solvers.cholesky,
  "circulant(c)": solvers.circulant,
  "companion(a)": solvers.companion,
  "det(a, overwrite_a:ignored=False, check_finite:ignored=True)": solvers.det,
  "eigh(a, b=None, lower:static=True, eigvals_only:static=False, overwrite_a:ignored=False, overwrite_b:ignored=False, turbo:ignored=True, eigvals=None, type:static=1, check_finite:ignored=True)":
    eighOfScipy,
  "eigh_tridiagonal(d, e, *, eigvals_only:static=False, select:static='a', select_range=None, tol=None)":
    eighTridiagonal,
  "expm(A, *, upper_triangular:static=False, max_squarings:static=16)": solvers.expm,
  "funm(A, func:any, disp:any=True)": solvers.funm,
  "hadamard(n)": solvers.hadamard,
  "hankel(c, r=None)": solvers.hankel,
  "hilbert(n)": solvers.hilbert,
  "inv(a, overwrite_a:ignored=False, check_finite:ignored=True)": solvers.inv,
  "lu(a, permute_l:static=False, overwrite_a:ignored=False, check_finite:ignored=True)": solvers.lu,
  "lu_factor(a, overwrite_a:ignored=False, check_finite:ignored=True)": solvers.luFactor,
  "lu_solve(lu_and_piv:arrays, b, trans:static=0, overwrite_b:ignored=False, check_finite:ignored=True)": (
    pair: Pair,
    b: never,
    options?: { trans?: 0 | 1 | 2 },
  ) => solvers.luSolve(pair, b, options),
  "polar(a, side='right', *, method:ignored='qdwh', eps:ignored=None, max_iterations:ignored=None)":
    solvers.polar,
  "qr(a, overwrite_a:ignored=False, lwork:ignored=None, mode='full', pivoting:static=False, check_finite:ignored=True)":
    qrOfScipy,
  "schur(a, output:any='real')": solvers.schur,
  "solve(a, b, lower:static=False, overwrite_a:ignored=False, overwrite_b:ignored=False, debug:ignored=False, check_finite:ignored=True, assume_a:static='gen')":
    solvers.solve,
  "solve_triangular(a, b, trans:static=0, lower:static=False, unit_diagonal=False, overwrite_b:ignored=False, debug:ignored=None, check_finite:ignored=True)":
    solvers.solveTriangular,
  "sqrtm(A, blocksize:any=1)": solvers.sqrtm,
  "svd(a, full_matrices=True, compute_uv=True, overwrite_a:ignored=False, check_finite:ignored=True, lapack_driver:ignored='gesdd')":
    oneOrAll(solvers.svd),
  "toeplitz(c, r=None)": solvers.toeplitz,
});

/** One result stands alone, several are a tuple. */
function oneOrAll(
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the function takes
  f: (...args: any[]) => readonly ArrayValue[],
): (...args: never[]) => unknown {
  return (...args) => {
    const results = f(...args);
    return results.length === 1 ? results[0] : results;
  };
}

function qrOfScipy(a: ArrayValue, options: { mode?: "full"; pivoting?: boolean } = {}): ArrayValue[] {
  const { pivoting = false, ...rest } = options;
  if (pivoting) fail("NotImplementedError", "qr with pivoting=True is not supported.");
  return solvers.qr(a, rest);
}

interface EighOptions {
  readonly b?: unknown;
  readonly lower?: boolean;
  readonly eigvalsOnly?: boolean;
  readonly eigvals?: unknown;
  readonly type?: number;
}

function eighOfScipy(a: ArrayValue, options: EighOptions = {}): unknown {
  const { b, lower = true, eigvalsOnly = false, eigvals, type = 1 } = options;
  if (b !== undefined) fail("NotImplementedError", "Only the b=None case of eigh is implemented");
  if (type !== 1) fail("NotImplementedError", "Only the type=1 case of eigh is implemented.");
  if (eigvals !== undefined)
    fail("NotImplementedError", "Only the eigvals=None case of eigh is implemented.");
  const [values, vectors] = solvers.eigh(a, { UPLO: lower ? "L" : "U" });
  return eigvalsOnly ? values : [values, vectors];
}

function eighTridiagonal(
  d: ArrayValue,
  e: ArrayValue,
  options: { eigvalsOnly?: boolean; select?: string } = {},
): unknown {
  const { select = "a", ...rest } = options;
  if (select !== "a") fail("NotImplementedError", "eigh_tridiagonal is only supported for all eigenvalues.");
  const results = solvers.eighTridiagonal(d, e, rest);
  return results.length === 1 ? results[0] : results;
}

export const laxLinalgFunctions: ReadonlyMap<string, LibraryNative> = boundTable("jax.lax.linalg", {
  "cholesky(a, *, symmetrize_input=True)": factors.cholesky,
  "eigh(x, *, lower:static=True, symmetrize_input=True)": factors.eigh,
  "lu(x)": (x: never) => factors.lu(x),
  "lu_pivots_to_permutation(pivots, permutation_size)": factors.luPivotsToPermutation,
  "qr(x, *, full_matrices=True)": factors.qr,
  "svd(x, *, full_matrices=True, compute_uv=True)": oneOrAll(factors.svd),
  "triangular_solve(a, b, *, left_side=False, lower:static=False, transpose_a=False, conjugate_a=False, unit_diagonal=False)":
    factors.triangularSolve,
});
