/** Equations with numbers for coefficients, a row each, the right-hand side being the last column: by reflections. */

import { foriLoop } from "../lax/foriLoop.js";
import * as jnp from "../numpy/index.js";
import type { Value } from "../trace/value.js";

/** The unknowns that leave the least residual. There are at least as many equations. */
export function leastSquares(equations: Value): Value {
  const [m, columns] = equations.shape;
  const row = jnp.arange(m);
  const turn = (k: Value, rows: Value): Value => {
    const column = rows.matmul(jnp.arange(columns).eq(k).astype(rows.dtype));
    return reflect(rows, jnp.where(row.ge(k), column, 0), row.eq(k));
  };
  const triangle = foriLoop(0, Math.min(columns, m) - 1, turn, equations);
  return substitute(triangle.get(jnp.slice(columns - 1)));
}

/** The unknowns of equations of which each has no unknowns before its own. */
export function substitute(triangle: Value): Value {
  const [n] = triangle.shape;
  const turn = (i: Value, x: Value): Value => {
    const here = jnp
      .arange(n)
      .eq(jnp.subtract(n - 1, i))
      .astype(x.dtype);
    const [coefficients, right] = jnp.split(here.matmul(triangle), [n]);
    return x.add(here.mul(right.sub(coefficients.dot(x)).div(coefficients.dot(here))));
  };
  return foriLoop(0, n, turn, jnp.zeros([n], { dtype: triangle.dtype }));
}

/** As many unknowns as equations, with all steps written out: a lane of a loop can take them by itself. */
export function solveWritten(equations: Value): Value {
  const [n] = equations.shape;
  if (n === 1) return equations.get(0, jnp.slice(1, 2)).div(equations.get(0, 0));
  const reflected = reflect(equations, equations.get(jnp.slice(), 0), jnp.arange(n).eq(0));
  const others = solveWritten(reflected.get(jnp.slice(1, null), jnp.slice(1, null)));
  const [coefficients, right] = jnp.split(reflected.get(0), [n]);
  const known = coefficients.get(jnp.slice(1, null)).dot(others);
  const first = right.sub(known).div(coefficients.get(0));
  return jnp.concatenate([first, others]);
}

/** The equations, reflected so that of `column` only the first element is left. Zeros in it stay what they are. */
function reflect(equations: Value, column: Value, isFirst: Value): Value {
  const length = jnp.sqrt(column.dot(column));
  // On the side where nothing cancels.
  const moved = jnp.where(column.lt(0), length.neg(), length);
  const normal = column.add(jnp.where(isFirst, moved, 0));
  const square = normal.dot(normal);
  const factor = jnp.where(square.eq(0), 0, jnp.divide(2, square));
  return equations.sub(jnp.outer(normal, normal.matmul(equations).mul(factor)));
}
