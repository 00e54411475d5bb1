/** Linear equations whose operator is a function, with implicit derivatives. */

import { bindLinearSolve } from "../calls/linearSolveCall.js";
import { named } from "../calls/callable.js";
import { argumentsOf, traceFunction, type TracedFunction } from "../calls/tracedFunction.js";
import type { ArrayTree, UserFunction } from "../calls/treeTypes.js";
import { showShape } from "../ir/arrayType.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { expectOptions } from "../ir/options.js";
import { flatten, leaves, unflatten } from "../ir/tree.js";
import { itemsOf } from "../ir/treeNode.js";
import { toValue } from "../numpy/promotion.js";
import { linearTranspose } from "../transforms/linearTranspose.js";
import { expectTree, type Solution } from "./solutions.js";

/** Gives the x for which `matvec(x)` is `b`, or `[x, aux]`. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- trees of arrays, as b is one
type Solve = (matvec: (x: any) => any, b: any) => unknown;

export interface LinearSolveOptions {
  /** Solves the transposed equation: reverse mode needs it. */
  transposeSolve?: Solve | null;
  /** Whether the operator is its own transpose: then `solve` is used for both. Default false. */
  symmetric?: boolean;
  /** Whether `solve` and `transposeSolve` give `[x, aux]`. Default false. */
  hasAux?: boolean;
}

/**
 * The x for which `matvec(x)` is `b`, as `solve(matvec, b)` finds it. Its derivative is that of the equation, whatever `solve`
 * does: another solution with the same operator, or, in reverse mode, one with the transpose of it (`vecmat`), which
 * `transposeSolve(vecmat, b)` finds. `b` is a tree of arrays, and `matvec` a linear function from such trees to such trees;
 * what it closes over is differentiated.
 *
 *     const solve = (matvec, b) => jnp.divide(b, matvec(jnp.onesLike(b)));
 *     lax.customLinearSolve((x) => x.mul(2), jnp.array([2, 4]), solve) // [1. 2.]
 *
 * Gives a tree like `b`, or, with `hasAux`, `[x, aux]`. All functions are traced once. Throws a ValueError for results of
 * other shapes than `b` has, and a TypeError for other structures, and in reverse mode if nothing solves the transposed
 * equation. Source: `jax.lax.custom_linear_solve`.
 */
export function customLinearSolve<const B, O extends LinearSolveOptions = LinearSolveOptions>(
  matvec: (x: ArrayTree<B>) => unknown,
  b: B,
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the two agree upon
  solve: (matvec: (x: ArrayTree<B>) => any, b: ArrayTree<B>) => unknown,
  options?: O,
): Solution<B, O> {
  const known = ["transposeSolve", "symmetric", "hasAux"] as const;
  const given = expectOptions<LinearSolveOptions>(
    "customLinearSolve(matvec, b, solve)",
    options ?? {},
    known,
  );
  const { symmetric = false, hasAux = false } = given;
  const transposeSolve = given.transposeSolve ?? (symmetric ? solve : null);
  for (const f of [matvec, solve, ...(transposeSolve ? [transposeSolve] : [])])
    if (typeof f !== "function") throw new TypeError(`'${typeof f}' object is not callable`);
  const [leavesOfB, tree] = flatten(b);
  const values = leavesOfB.map((x) => toValue(x, "lax.custom_linear_solve, b"));
  const types = values.map((x) => x.type);
  const trace = (f: UserFunction, name: string, hasMore: boolean): TracedFunction => {
    const checked = named((x: unknown) => checkedShapes(f(x), name, types.map((t) => t.shape), hasMore), f); // prettier-ignore
    const traced = traceFunction(checked, argumentsOf(tree), types, `custom_linear_solve ${name}`);
    expectTree(name, "b", traced.outputTree, tree, hasMore);
    return traced;
  };
  const solver = (f: Solve, operator: UserFunction): UserFunction => named((x: unknown) => f(operator, x), f);
  const forward = trace(matvec, "matvec", false);
  const solved = trace(solver(solve as Solve, matvec), "solve", hasAux);
  const transpose = (): UserFunction => {
    const transposed = linearTranspose(matvec as UserFunction, unflatten(tree, values)) as UserFunction;
    return (x: unknown) => (transposed(x) as unknown[])[0];
  };
  const vecmat = transposeSolve && (symmetric ? (matvec as UserFunction) : transpose());
  const outputs = bindLinearSolve(
    {
      matvec: forward,
      vecmat: vecmat && (symmetric ? forward : trace(vecmat, "vecmat", false)),
      solve: solved,
      transposeSolve: transposeSolve && trace(solver(transposeSolve as Solve, vecmat!), "transpose_solve", hasAux), // prettier-ignore
    },
    values,
  );
  return unflatten(solved.outputTree, outputs) as Solution<B, O>;
}

/** What a function gave, if its arrays, without what it gave beside the solution, are of these shapes. */
function checkedShapes(
  result: unknown,
  name: string,
  expected: readonly (readonly number[])[],
  hasAux: boolean,
): unknown {
  const pair = hasAux ? itemsOf(result) : undefined;
  const solution = pair?.length === 2 ? pair[0] : result;
  const actual = leaves(solution).map((x) => toValue(x).shape);
  const [got, want] = [actual, expected].map((shapes) => `[${shapes.map(showShape).join(", ")}]`);
  if (got !== want) throw new ValueError(`${name}() output shapes must match b, got ${got} and ${want}`);
  return result;
}
