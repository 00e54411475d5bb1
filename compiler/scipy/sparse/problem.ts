import * as jnp from "../../numpy/index.js";
import type { Value } from "../../trace/value.js";

/** Find the vector of which `matvec` makes `right`. */
export interface VectorProblem {
  matvec(x: Value): Value;
  readonly right: Value;
  readonly guess: Value;
  /** About the inverse of `matvec`. */
  readonly precondition: ((x: Value) => Value) | undefined;
  readonly tol: Value;
  readonly atol: Value;
  readonly maxSteps: number;
}

/** The residual norm, squared, that is small enough. */
export function squaredTolerance({ right, tol, atol }: VectorProblem): Value {
  return jnp.maximum(jnp.square(tol).mul(right.dot(right)), jnp.square(atol));
}
