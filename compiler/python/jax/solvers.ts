/** `jax.lax.custom_root` and `custom_linear_solve`, in JAX's signatures. */

import type { UserFunction } from "../../calls/treeTypes.js";
import { call } from "../objects/machine.js";
import type { Natives } from "../objects/native.js";
import { repr } from "../objects/text.js";
import { truth } from "../objects/truth.js";
import { typeOf } from "../objects/types.js";
import type { Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { fullName } from "../types/object.js";
import { described, isTransformable, libraryFunction, same, toFunction } from "./functions.js";
import { lax } from "./library.js";
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
