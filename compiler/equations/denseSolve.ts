/** Linear equations of few unknowns, whose operator is a function: by its matrix. */

import type { UserFunction } from "../calls/treeTypes.js";
import { customLinearSolve } from "../lax/linearSolve.js";
import { foriLoop } from "../lax/loops.js";
import * as jnp from "../numpy/index.js";
import type { Value } from "../trace/value.js";
import { vmap } from "../transforms/vmap.js";
import { ravel } from "./unknowns.js";

/**
 * The tree x for which `matvec(x)` is `b`, with implicit derivatives. The matrix is what `matvec` makes of as many vectors as
 * there are unknowns. It is brought to a triangle by reflections (Householder's), which are as stable as elimination with
 * exchanges of rows, and read nothing at places that depend on the data. Not finite where the matrix is singular.
 */
export function denseSolve(matvec: UserFunction, b: unknown): unknown {
  return customLinearSolve(matvec, b, solveByMatrix, { transposeSolve: solveByMatrix });
}

/** The same without derivatives. */
export function solveByMatrix(matvec: UserFunction, b: unknown): unknown {
  const { vector: right, unravel } = ravel(b);
  const n = right.size;
  const columns = vmap((x: Value) => ravel(matvec(unravel(x))).vector)(jnp.eye(n, { dtype: right.dtype }));
  if (n === 1) return unravel(right.div(columns.reshape(1)));
  const equations = jnp.concatenate([columns.transpose(), right.reshape(n, 1)], { axis: 1 });
  return unravel(n <= fewUnknowns ? solveWritten(equations) : solveByLoops(equations));
}

/** For so many unknowns all steps are written out: a lane of a loop can take them by itself. */
const fewUnknowns = 8;

function solveWritten(equations: Value): Value {
  const [n] = equations.shape;
  if (n === 1) return equations.get(0, jnp.slice(1, 2)).div(equations.get(0, 0));
  const reflected = reflect(equations, equations.get(jnp.slice(), 0), jnp.arange(n).eq(0));
  const others = solveWritten(reflected.get(jnp.slice(1, null), jnp.slice(1, null)));
  const [coefficients, right] = jnp.split(reflected.get(0), [n]);
  const known = coefficients.get(jnp.slice(1, null)).dot(others);
  const first = right.sub(known).div(coefficients.get(0));
  return jnp.concatenate([first, others]);
}

function solveByLoops(equations: Value): Value {
  const [n] = equations.shape;
  const row = jnp.arange(n);
  const triangle = foriLoop(
    0,
    n - 1,
    (k, rows) => {
      const column = rows.matmul(jnp.arange(n + 1).eq(k).astype(rows.dtype));
      return reflect(rows, jnp.where(row.ge(k), column, 0), row.eq(k));
    },
    equations,
  );
  const substitute = (i: Value, x: Value): Value => {
    const here = row.eq(jnp.subtract(n - 1, i)).astype(x.dtype);
    const [coefficients, right] = jnp.split(here.matmul(triangle), [n]);
    return x.add(here.mul(right.sub(coefficients.dot(x)).div(coefficients.dot(here))));
  };
  return foriLoop(0, n, substitute, jnp.zerosLike(row, { dtype: equations.dtype }));
}

/** The equations, a row each, reflected so that of `column` only the first element is left. Zeros in it stay what they are. */
function reflect(equations: Value, column: Value, isFirst: Value): Value {
  const length = jnp.sqrt(column.dot(column));
  // On the side where nothing cancels.
  const moved = jnp.where(column.lt(0), length.neg(), length);
  const normal = column.add(jnp.where(isFirst, moved, 0));
  const square = normal.dot(normal);
  const factor = jnp.where(square.eq(0), 0, jnp.divide(2, square));
  return equations.sub(jnp.outer(normal, normal.matmul(equations).mul(factor)));
}
