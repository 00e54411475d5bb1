/** Linear equations of few unknowns, whose operator is a function: by its matrix. */

import type { UserFunction } from "../calls/treeTypes.js";
import { customLinearSolve } from "../lax/linearSolve.js";
import * as jnp from "../numpy/index.js";
import type { Value } from "../trace/value.js";
import { vmap } from "../transforms/vmap.js";
import { leastSquares, solveWritten } from "./reflections.js";
import { ravel } from "./unknowns.js";

/** For so many unknowns all steps are written out. */
const fewUnknowns = 8;

/**
 * The tree x for which `matvec(x)` is `b`, with implicit derivatives. The matrix is what `matvec` makes of as many vectors as
 * there are unknowns. It is brought to a triangle by reflections (Householder's), which are as stable as elimination with
 * exchanges of rows, and read nothing at places that depend on the data. Not finite where the matrix is singular.
 */
export function denseSolve(matvec: UserFunction, b: unknown): unknown {
  const solve = (f: UserFunction, y: unknown): unknown => solveByMatrix(f, y);
  return customLinearSolve(matvec, b, solve, { transposeSolve: solve });
}

/** The same without derivatives. All steps are written out for at most so many unknowns. */
export function solveByMatrix(matvec: UserFunction, b: unknown, written = fewUnknowns): unknown {
  const { vector: right, unravel } = ravel(b);
  const n = right.size;
  if (n === 1) return unravel(right.div(ravel(matvec(unravel(jnp.onesLike(right)))).vector));
  const columns = vmap((x: Value) => ravel(matvec(unravel(x))).vector)(jnp.eye(n, { dtype: right.dtype }));
  const equations = jnp.concatenate([columns.transpose(), right.reshape(n, 1)], { axis: 1 });
  return unravel(n <= written ? solveWritten(equations) : leastSquares(equations));
}
