/** Fixed points, with implicit derivatives. */

import type { ArrayTree, UserFunction } from "../calls/treeTypes.js";
import { TypeError } from "../ir/errors.js";
import { map } from "../ir/tree.js";
import { customLinearSolve } from "../lax/linearSolve.js";
import { customRoot } from "../lax/root.js";
import { add, subtract } from "../numpy/arithmetic.js";
import type { Value } from "../trace/value.js";
import { denseSolve } from "./denseSolve.js";
import { countUnknowns, expectStepOptions, expectUnknowns, settled, type StepOptions } from "./unknowns.js";

const defaultSteps = 10_000;
/** The most unknowns for which a matrix is made. */
const fewUnknowns = 8;

/**
 * The x that `f(a, x)` leaves as it is, found by applying `f` again and again, from `x0` on, until nothing changes any more.
 * The unknowns are a tree of float arrays like `x0`, and `a` is whatever they depend on. The derivative, in both modes and as
 * often as it is taken, is that of the equation x = f(a, x) with respect to `a` and to what `f` closes over: neither
 * memory nor time depend on how many steps there were. Where there are more than a few unknowns, the linear equation that
 * the derivative solves is a fixed point again, which is found as fast as this one.
 *
 *     const sqrt = (a) => fixedPoint((a, x) => x.add(jnp.divide(a, x)).div(2), a, a);
 *     grad(sqrt)(2) // 0.35355338
 *
 * Under `vmap` each lane stops by itself. More than `maxSteps` (default 10,000) is a LoopBoundReached, unless the option
 * `unfinished` asks for `[x, unfinished]`. Throws a TypeError for unknowns that are no floats, and if `f` gives something else than
 * it is given. Source: "Custom derivative rules", in JAX's documentation; Blondel et al., "Efficient and modular implicit
 * differentiation" (2022).
 */
export function fixedPoint<const A, const X>(
  f: (a: ArrayTree<A>, x: ArrayTree<X>) => unknown,
  a: A,
  x0: X,
  options: StepOptions & { unfinished: true },
): [x: ArrayTree<X>, unfinished: Value];
export function fixedPoint<const A, const X>(
  f: (a: ArrayTree<A>, x: ArrayTree<X>) => unknown,
  a: A,
  x0: X,
  options?: StepOptions,
): ArrayTree<X>;
export function fixedPoint(f: UserFunction, a: unknown, x0: unknown, options: StepOptions = {}): unknown {
  if (typeof f !== "function") throw new TypeError("fixedPoint: f argument should be callable.");
  const given = { maxSteps: defaultSteps, ...expectStepOptions("fixedPoint(f, a, x0)", options) };
  expectUnknowns("fixedPoint", x0);
  const apply = (x: unknown): unknown => f(a, x) as unknown;
  const residual = (x: unknown): unknown => map((p, q) => subtract(p as Value, q as Value), x, [apply(x)]);
  const solve = (_: unknown, x: unknown): unknown => settled(apply, x, given);
  const tangentSolve = given.tangentSolve ?? solver(x0, given);
  return customRoot(residual, x0, solve, tangentSolve, { hasAux: given.unfinished ?? false }) as unknown;
}

/** Solves x - J x = y, of which x = y + J x is a fixed point. */
function solver(x0: unknown, options: StepOptions): NonNullable<StepOptions["tangentSolve"]> {
  if (countUnknowns(x0) <= fewUnknowns) return denseSolve;
  const iterate = (g: UserFunction, y: unknown): unknown => {
    const step = (x: unknown): unknown => map((p, q, r) => add(p as Value, subtract(q as Value, r as Value)), y, [x, g(x)]); // prettier-ignore
    return settled(step, y, { ...options, unfinished: false });
  };
  return (g, y) => customLinearSolve(g, y, iterate, { transposeSolve: iterate }) as unknown;
}
