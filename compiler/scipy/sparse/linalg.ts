/** Solvers of linear equations that know the operator by what it makes of vectors, to be used as `scipy.sparse.linalg`. */

import type { ArrayTree, UserFunction } from "../../calls/treeTypes.js";
import { ravel } from "../../equations/unknowns.js";
import { showShape } from "../../ir/arrayType.js";
import { TypeError, ValueError } from "../../ir/errors.js";
import { expectOptions } from "../../ir/options.js";
import { flatten, map } from "../../ir/tree.js";
import { customLinearSolve } from "../../lax/linearSolve.js";
import * as jnp from "../../numpy/index.js";
import { toValue } from "../../numpy/promotion.js";
import { type ArrayLike, Value } from "../../trace/value.js";
import { showTree } from "../../calls/treeText.js";
import { solveByConjugateGradients, solveByStabilizedBiconjugateGradients } from "./conjugate.js";
import { solveByMinimalResidual } from "./minimalResidual.js";
import type { VectorProblem } from "./problem.js";

/** A linear operator: a square matrix, or a function from a tree of arrays to one like it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- trees of arrays, as the right-hand side is one
type Operator = ArrayLike | ((x: any) => unknown);

export interface SolveOptions {
  /** Where to begin, a tree like `b`. Default zeros. */
  x0?: unknown;
  /** The norm of the residual that is small enough, relative to that of `b`. Default 1e-5. */
  tol?: ArrayLike;
  /** The same, absolute; one of the two will do. Default 0. */
  atol?: ArrayLike;
  /** The most steps; there is no error where more are wanting. Default ten for each unknown. */
  maxiter?: number | null;
  /** A preconditioner: about the inverse of the operator. */
  M?: Operator | null;
}

const solveOptions = ["x0", "tol", "atol", "maxiter", "M"] as const;

/**
 * The x for which `A` of x is `b`, by conjugate gradients; `A` must be symmetric and positive definite. `b` is a tree of float
 * arrays. Gives `[x, info]`, where `info` is null. Derivatives are implicit: another solution by the same method.
 *
 *     scipy.sparse.linalg.cg([[4, 1], [1, 3]], jnp.array([1, 2])) // [[0.09090909 0.6363637 ], null]
 *
 * Throws a ValueError for a matrix that is not square, and for an `x0` that is not like `b`. Source: `jax.scipy.sparse.linalg.cg`.
 */
export function cg<const B>(A: Operator, b: B, options: SolveOptions = {}): [x: ArrayTree<B>, info: null] {
  expectOptions("cg(A, b)", options, solveOptions);
  return [solve(A, b, options, solveByConjugateGradients, true) as ArrayTree<B>, null];
}

/**
 * The x for which `A` of x is `b`, by stabilized biconjugate gradients, for any regular `A`. `b` is a tree of float arrays. Gives
 * `[x, info]`, where `info` is null. Derivatives are implicit: another solution by the same method.
 *
 *     scipy.sparse.linalg.bicgstab([[4, 1], [0, 3]], jnp.array([1, 3])) // [[0. 1.], null]
 *
 * Throws a ValueError for a matrix that is not square, and for an `x0` that is not like `b`.
 * Source: `jax.scipy.sparse.linalg.bicgstab`.
 */
export function bicgstab<const B>(
  A: Operator,
  b: B,
  options: SolveOptions = {},
): [x: ArrayTree<B>, info: null] {
  expectOptions("bicgstab(A, b)", options, solveOptions);
  return [solve(A, b, options, solveByStabilizedBiconjugateGradients) as ArrayTree<B>, null];
}

export interface GmresOptions extends SolveOptions {
  /** After so many steps the method begins again where it is. Default 20. */
  restart?: number;
  /** Whether each of these steps says how far it is, and the last may come early, or it is found out at the end. */
  solveMethod?: "incremental" | "batched";
}

/**
 * The x for which `A` of x is `b`, by generalized minimal residuals, for any regular `A`. `b` is a tree of float arrays;
 * `maxiter` limits how often the method begins again. Gives `[x, info]`, where `info` is -1 if x is not finite, and 0 otherwise.
 * Derivatives are implicit: another solution by the same method.
 *
 *     scipy.sparse.linalg.gmres([[4, 1], [0, 3]], jnp.array([1, 3])) // [[0. 1.], 0]
 *
 * Throws a ValueError for a matrix that is not square, for an `x0` that is not like `b`, and for another method.
 * Source: `jax.scipy.sparse.linalg.gmres`.
 */
export function gmres<const B>(
  A: Operator,
  b: B,
  options: GmresOptions = {},
): [x: ArrayTree<B>, info: Value] {
  const { restart = 20, solveMethod = "batched", ...others } = options;
  expectOptions("gmres(A, b)", options, [...solveOptions, "restart", "solveMethod"]);
  const given: string = solveMethod;
  if (given !== "incremental" && given !== "batched")
    throw new ValueError(`invalid solve_method ${given}, must be either 'incremental' or 'batched'`);
  const x = solve(A, b, others, (problem) => solveByMinimalResidual(problem, restart, given));
  const { vector } = ravel(x);
  return [x as ArrayTree<B>, jnp.where(jnp.isnan(jnp.sqrt(vector.dot(vector))), -1n, 0n)];
}

/** Sees trees as vectors, and lets a method solve for those. */
function solve(
  A: Operator,
  b: unknown,
  { x0, tol = 1e-5, atol = 0, maxiter, M }: SolveOptions,
  method: (problem: VectorProblem) => Value,
  isSymmetric = false,
): unknown {
  const right = arraysOf(b);
  const guess = x0 === undefined || x0 === null ? map((x) => jnp.zerosLike(x as Value), right) : arraysOf(x0);
  expectLike(guess, right);
  const operator = functionOf(A);
  const preconditioner = M === undefined || M === null ? undefined : functionOf(M);
  const solver = (matvec: UserFunction, y: unknown): unknown => {
    const { vector, unravel } = ravel(y);
    const onVectors = (f: UserFunction) => (x: Value) => ravel(f(unravel(x))).vector;
    const problem = {
      matvec: onVectors(matvec),
      right: vector,
      guess: ravel(guess).vector,
      precondition: preconditioner && onVectors(preconditioner),
      tol: toValue(tol),
      atol: toValue(atol),
      maxSteps: maxiter ?? 10 * vector.size,
    };
    return unravel(method(problem));
  };
  return customLinearSolve(operator, right, solver, { transposeSolve: solver, symmetric: isSymmetric });
}

function arraysOf(tree: unknown): unknown {
  return map((x) => toValue(x), tree);
}

function functionOf(operator: Operator): UserFunction {
  if (typeof operator === "function") return operator as UserFunction;
  if (!(operator instanceof Value) && !Array.isArray(operator))
    throw new TypeError(`linear operator must be either a function or ndarray: ${showTree(operator)}`);
  const matrix = toValue(operator);
  const { shape } = matrix;
  if (shape.length !== 2 || shape[0] !== shape[1])
    throw new ValueError(`linear operator must be a square matrix, but has shape: ${showShape(shape)}`);
  return (x: Value) => jnp.dot(matrix, x);
}

function expectLike(guess: unknown, right: unknown): void {
  const [[a, treeA], [b, treeB]] = [flatten(guess), flatten(right)];
  if (!treeA.equals(treeB))
    throw new ValueError(`x0 and b must have matching tree structure: ${treeA.toString()} vs ${treeB.toString()}`); // prettier-ignore
  const [x, y] = [a, b].map((list) => `[${list.map((v) => showShape((v as Value).shape)).join(", ")}]`);
  if (x !== y) throw new ValueError(`arrays in x0 and b must have matching shapes: ${x} vs ${y}`);
}
