/** Equations whose solution is found by a function of the user's, with implicit derivatives. */

import { customJvpP } from "../calls/customJvpCall.js";
import { withUnused } from "../calls/carry.js";
import { named } from "../calls/callable.js";
import type { FlatRule } from "../calls/jvpRule.js";
import { argumentsOf, traceFunction, type TracedFunction } from "../calls/tracedFunction.js";
import type { ArrayTree, UserFunction } from "../calls/treeTypes.js";
import { TypeError } from "../ir/errors.js";
import { expectOptions } from "../ir/options.js";
import { currentSource, type Rule } from "../ir/source.js";
import { flatten, unflatten } from "../ir/tree.js";
import { toValue } from "../numpy/promotion.js";
import { instantiate, jvpFlat } from "../passes/jvp.js";
import { neg } from "../primitives/arithmetic.js";
import { evaluate } from "../trace/evaluate.js";
import { bind } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { linearize } from "../transforms/forward.js";
import { expectTree, type Solution } from "./solutions.js";

export interface RootOptions {
  /** Whether `solve` gives `[x, aux]`, where nothing of `aux` has a derivative. Default false. */
  hasAux?: boolean;
}

/**
 * The x for which `f(x)` is zero, as `solve(f, initialGuess)` finds it. Its derivative is that of the equation, whatever `solve`
 * does: with respect to what `f` closes over, in both modes. The unknowns are a tree of arrays like `initialGuess`, and so is what
 * `f` gives. `tangentSolve(g, y)` gives the x for which `g(x)` is `y`, where `g` is the derivative of `f` at the root, a linear
 * function; reverse mode differentiates it, so that it must not loop, unless by `customLinearSolve`.
 *
 *     const solve = (f, x) => lax.foriLoop(0, 20, (_, x) => x.sub(f(x).div(4)), x);
 *     const root = (a) => lax.customRoot((x) => x.mul(x).sub(a), a, solve, (g, y) => jnp.divide(y, g(1)));
 *     grad(root)(2) // 0.35355335
 *
 * Gives a tree like `initialGuess`, or, with `hasAux`, `[x, aux]`. All functions are traced once. Throws a TypeError for results of
 * other structures. Source: `jax.lax.custom_root`.
 */
export function customRoot<const X, O extends RootOptions = RootOptions>(
  f: (x: ArrayTree<X>) => unknown,
  initialGuess: X,
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the two agree upon
  solve: (f: (x: ArrayTree<X>) => any, initialGuess: ArrayTree<X>) => unknown,
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
  tangentSolve: (g: (x: ArrayTree<X>) => any, y: ArrayTree<X>) => unknown,
  options?: O,
): Solution<X, O> {
  const call = "customRoot(f, initialGuess, solve, tangentSolve)";
  const { hasAux = false } = expectOptions<RootOptions>(call, options ?? {}, ["hasAux"]);
  for (const given of [f, solve, tangentSolve])
    if (typeof given !== "function") throw new TypeError(`'${typeof given}' object is not callable`);
  const [leaves, tree] = flatten(initialGuess);
  const guess = leaves.map((x) => toValue(x, "lax.custom_root, initial_guess"));
  const types = guess.map((x) => x.type);
  const equation = traceFunction(f as UserFunction, argumentsOf(tree), types, "custom_root");
  expectTree("f", "initial_guess", equation.outputTree, tree, false);
  const solver = named((x: ArrayTree<X>) => solve(f, x), solve);
  const solved = traceFunction(solver, argumentsOf(tree), types, "custom_root solve");
  expectTree("solve", "initial_guess", solved.outputTree, tree, hasAux);
  const change = named((x: ArrayTree<X>, y: ArrayTree<X>) => {
    const [, derivative] = linearize(f as UserFunction, x) as unknown as [unknown, UserFunction];
    return tangentSolve(derivative, y);
  }, tangentSolve);
  const tangent = traceFunction(change, argumentsOf(tree, tree), [...types, ...types], "custom_root tangent_solve"); // prettier-ignore
  expectTree("tangent_solve", "x", tangent.outputTree, tree, false);
  const root = new Root(equation, solved, tangent);
  return unflatten(solved.outputTree, root.find(guess)) as Solution<X, O>;
}

/** A solved equation: its arguments are what the three functions close over, and the guess. */
class Root {
  private readonly rule: Rule = {
    kind: "custom_jvp",
    functionName: "_custom_root",
    ruleName: "_root_jvp",
    source: currentSource(),
  };

  constructor(
    private readonly f: TracedFunction,
    private readonly solve: TracedFunction,
    private readonly tangentSolve: TracedFunction,
  ) {}

  find(guess: readonly Value[]): Value[] {
    const { f, solve, tangentSolve } = this;
    return this.bind([...f.constants, ...solve.constants, ...tangentSolve.constants, ...guess]);
  }

  private bind(inputs: readonly Value[]): Value[] {
    const { f, solve, tangentSolve } = this;
    const types = ({ program, constants }: TracedFunction) => program.inputTypes.slice(0, constants.length);
    const withTangent = withUnused(solve.program, solve.constants.length, types(tangentSolve));
    return bind(customJvpP, inputs, {
      name: this.rule.functionName,
      rule: this.rule,
      callJaxpr: withUnused(withTangent, 0, types(f)),
      jvpJaxprFun: Object.defineProperty(this.differentiate, "name", { value: this.rule.ruleName }),
      symbolicZeros: false,
      numConsts: 0,
    });
  }

  /** f(c, x) = 0, and so dx = -(∂f/∂x)⁻¹ (∂f/∂c) dc. */
  private readonly differentiate: FlatRule = (inputs, tangents) => {
    const { f, solve, tangentSolve } = this;
    const [cf, cs, ct] = [f, solve, tangentSolve].map(({ constants }) => constants.length);
    const outputs = this.bind(inputs);
    const root = outputs.slice(0, f.outputTypes.length);
    const changed = jvpFlat(
      (...consts) => evaluate(f.program, [...consts, ...root]),
      inputs.slice(0, cf),
      tangents.slice(0, cf),
    );
    if (changed.tangents.every((t) => t === null))
      return { primals: outputs, tangents: outputs.map(() => null) };
    const right = changed.tangents.map((t, i) => instantiate(t, changed.primals[i]));
    const constants = inputs.slice(cf + cs, cf + cs + ct);
    const dots = evaluate(tangentSolve.program, [...constants, ...root, ...right]);
    return { primals: outputs, tangents: outputs.map((_, i) => (i < root.length ? neg(dots[i]) : null)) };
  };
}
