/** How a program came about, for debugging and for tools that show it. */

import { withTrail } from "../passes/pass.js";
import { Jaxpr } from "./staging.js";

/** One step on the way to a program. */
export interface Pass {
  /** `trace f`, `jvp`, `vmap`, `partial evaluation` or `transpose`. */
  readonly name: string;
  /** The program that the pass was given; a function that is traced has none. */
  readonly before?: Jaxpr;
  readonly after: Jaxpr;
  readonly milliseconds: number;
}

/**
 * Runs `f` and gives, beside what it returned, the passes that ran meanwhile, in order.
 *
 *     const { passes } = trail(() => jit(grad(jit(jnp.sin))).lower(1));
 *     passes.map(({ name }) => name) // [trace sin, jvp, partial evaluation, transpose, trace sin]
 *
 * What was compiled or transformed before is not done again, and so not seen again. Transforms of functions that are
 * not jitted run while the function is traced: they are not passes of their own, but part of that one.
 */
export function trail<T>(f: () => T): { result: T; passes: Pass[] } {
  const { result, trail: records } = withTrail(f);
  const passes = records.map(({ before, after, ...record }) => ({
    ...record,
    ...(before && { before: new Jaxpr(before) }),
    after: new Jaxpr(after),
  }));
  return { result, passes };
}
