/** `jax.lax.custom_root` and `custom_linear_solve`, and `jax.scipy.sparse.linalg`, in JAX's signatures. */

import type { UserFunction } from "../../calls/treeTypes.js";
import { call } from "../objects/machine.js";
import type { Natives } from "../objects/native.js";
import { repr, str } from "../objects/text.js";
import { truth } from "../objects/truth.js";
import { typeOf } from "../objects/types.js";
import { Obj, type Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { fullName } from "../types/object.js";
import { arrayOr, toStatic } from "./convert.js";
import { described, isTransformable, libraryFunction, same, toFunction, tupleOf } from "./functions.js";
import { lax, scipy } from "./library.js";
import { operand } from "./loops.js";

function callable(f: Value): UserFunction {
  if (isTransformable(f)) return toFunction(f);
  return fail("TypeError", `'${fullName(typeOf(f))}' object is not callable`);
}

/**
 * A function of the script's that is given a function: what the script made itself comes back as it is, and what the library
 * made of it goes by `name`.
 */
function solver(f: Value, own: Value, name: string): UserFunction {
  const known = callable(own);
  callable(f);
  return described(f, (operator: UserFunction, x: unknown) =>
    call(f, [operator === known ? own : libraryFunction(name, operator, same), x as Value]),
  );
}

export const solverNatives: Natives = {
  "custom_root(f, initial_guess, solve, tangent_solve, has_aux=False)"(
    f: Value,
    guess: Value,
    solve: Value,
    tangentSolve: Value,
    hasAux: Value = false,
  ) {
    const tangent = solver(tangentSolve, f, "f_jvp");
    return lax.customRoot(callable(f), operand(guess), solver(solve, f, repr(f)), tangent, {
      hasAux: truth(hasAux),
    }) as Value;
  },
  "custom_linear_solve(matvec, b, solve, transpose_solve=None, symmetric=False, has_aux=False)"(
    matvec: Value,
    b: Value,
    solve: Value,
    transposeSolve: Value = null,
    symmetric: Value = false,
    hasAux: Value = false,
  ) {
    const name = "transposed_fun";
    return lax.customLinearSolve(callable(matvec), operand(b), solver(solve, matvec, name), {
      transposeSolve: transposeSolve === null ? null : solver(transposeSolve, matvec, name),
      symmetric: truth(symmetric),
      hasAux: truth(hasAux),
    }) as Value;
  },
};

/** A matrix, or a function, as the library takes it. */
function operator(x: Value): Value {
  if (isTransformable(x)) return toFunction(x) as unknown as Value;
  const matrix = typeof x === "object" ? arrayOr(x) : undefined;
  if (matrix !== undefined) return matrix as Value;
  const product = x instanceof Obj ? x.type.lookup("__matmul__") : undefined;
  if (product !== undefined) return ((y: Value) => call(product, [x, y])) as unknown as Value;
  return fail("TypeError", `linear operator must be either a function or ndarray: ${str(x)}`);
}

function solveOptions(x0: Value, tol: Value, atol: Value, maxiter: Value, preconditioner: Value) {
  return {
    x0: operand(x0),
    tol: operand(tol) as never,
    atol: operand(atol) as never,
    maxiter: maxiter === null ? null : (toStatic(maxiter) as number),
    M: preconditioner === null ? null : (operator(preconditioner) as never),
  };
}

/** A solver's natives. */
function solverOf(solve: typeof scipy.sparse.linalg.cg | typeof scipy.sparse.linalg.bicgstab) {
  return (
    matrix: Value,
    b: Value,
    x0: Value = null,
    tol: Value = 1e-5,
    atol: Value = 0,
    maxiter: Value = null,
    M: Value = null,
  ) => tupleOf(solve(operator(matrix) as never, operand(b), solveOptions(x0, tol, atol, maxiter, M)));
}

const defaults = "x0=None, *, tol=1e-05, atol=0.0";

export const sparseNatives: Natives = {
  [`cg(A, b, ${defaults}, maxiter=None, M=None)`]: solverOf(scipy.sparse.linalg.cg),
  [`bicgstab(A, b, ${defaults}, maxiter=None, M=None)`]: solverOf(scipy.sparse.linalg.bicgstab),
  [`gmres(A, b, ${defaults}, restart=20, maxiter=None, M=None, solve_method='batched')`](
    matrix: Value,
    b: Value,
    x0: Value = null,
    tol: Value = 1e-5,
    atol: Value = 0,
    restart: Value = 20n,
    maxiter: Value = null,
    M: Value = null,
    method: Value = "batched",
  ) {
    const options = {
      ...solveOptions(x0, tol, atol, maxiter, M),
      restart: toStatic(restart) as number,
      solveMethod: method as "batched",
    };
    return tupleOf(scipy.sparse.linalg.gmres(operator(matrix) as never, operand(b), options));
  },
};
