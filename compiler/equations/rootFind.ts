/** Roots of systems of equations, with implicit derivatives. */

import type { ArrayTree, UserFunction } from "../calls/treeTypes.js";
import { TypeError } from "../ir/errors.js";
import { map } from "../ir/tree.js";
import { customRoot } from "../lax/root.js";
import { subtract } from "../numpy/arithmetic.js";
import type { Value } from "../trace/value.js";
import { linearize } from "../transforms/forward.js";
import { denseSolve, solveByMatrix } from "./denseSolve.js";
import { expectStepOptions, expectUnknowns, settled, type StepOptions } from "./unknowns.js";

const defaultSteps = 100;
/** For so many unknowns a lane can take a step by itself, which is worth a long kernel. */
const unknownsOfLanes = 10;

/**
 * The x for which `f(a, x)` is zero, by Newton's method from `x0` on, until nothing changes any more. The unknowns are a tree of
 * float arrays like `x0`, and so is what `f` gives; `a` is whatever they depend on. The derivative, in both modes and as often as it
 * is taken, is that of the equation f(a, x) = 0 with respect to `a` and to what `f` closes over. Each step, and each
 * derivative, solves linear equations by their matrix, which is for tens of unknowns, not for thousands.
 *
 *     const sqrt = (a) => rootFind((a, x) => x.mul(x).sub(a), a, 1);
 *     grad(sqrt)(2) // 0.35355338
 *
 * Under `vmap` each lane stops by itself. More than `maxSteps` (default 100) is a LoopBoundReached, unless the option
 * `unfinished` asks for `[x, unfinished]`. What meets a singular matrix is not finite. Throws a TypeError for unknowns that are no
 * floats, and if `f` gives something else than it is given. Source: Blondel et al., "Efficient and modular implicit differentiation"
 * (2022).
 */
export function rootFind<const A, const X>(
  f: (a: ArrayTree<A>, x: ArrayTree<X>) => unknown,
  a: A,
  x0: X,
  options: StepOptions & { unfinished: true },
): [x: ArrayTree<X>, unfinished: Value];
export function rootFind<const A, const X>(
  f: (a: ArrayTree<A>, x: ArrayTree<X>) => unknown,
  a: A,
  x0: X,
  options?: StepOptions,
): ArrayTree<X>;
export function rootFind(f: UserFunction, a: unknown, x0: unknown, options: StepOptions = {}): unknown {
  if (typeof f !== "function") throw new TypeError("rootFind: f argument should be callable.");
  const given = { maxSteps: defaultSteps, ...expectStepOptions("rootFind(f, a, x0)", options) };
  expectUnknowns("rootFind", x0);
  const equation = (x: unknown): unknown => f(a, x) as unknown;
  const solve = (_: unknown, guess: unknown): unknown => settled((x) => newtonStep(equation, x), guess, given); // prettier-ignore
  const tangentSolve = given.tangentSolve ?? denseSolve;
  return customRoot(equation, x0, solve, tangentSolve, { hasAux: given.unfinished ?? false }) as unknown;
}

function newtonStep(equation: UserFunction, x: unknown): unknown {
  const [value, derivative] = linearize(equation, x) as unknown as [unknown, UserFunction];
  return map((p, q) => subtract(p as Value, q as Value), x, [
    solveByMatrix(derivative, value, unknownsOfLanes),
  ]);
}
