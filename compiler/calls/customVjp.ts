/**
 * Functions with a derivative rule for reverse mode only.
 * Source: JAX, "Custom derivative rules", and `jax.custom_vjp`.
 */

import { AttributeError, NotImplementedError, UnexpectedTracerError } from "../ir/errors.js";
import { expectOptions } from "../ir/options.js";
import { currentSource, type Rule } from "../ir/source.js";
import { unflatten } from "../ir/tree.js";
import { bind } from "../trace/trace.js";
import {
  asGiven,
  expectFunction,
  fixArguments,
  flattenArguments,
  FlatFunction,
  named,
  nameOf,
} from "./callable.js";
import { CustomFunction, hasTracer } from "./customFunction.js";
import { customVjpP } from "./customVjpCall.js";
import { argumentName, signatureOf, wrapped } from "./parameters.js";
import type { Argnames, Argnums, Arguments, ArrayTree, NondiffArguments, Output, Places, Transformed, UserFunction } from "./treeTypes.js"; // prettier-ignore
import type { RuleOptions } from "./customJvp.js";
import { FlatVjpRules, type VjpRules } from "./vjpRules.js";

export interface CustomVjpOptions<N extends Argnums = Argnums, M extends Argnames = Argnames> {
  /** Arguments that are not arrays (functions, strings): handed to `bwd` first, as they are. */
  nondiffArgnums?: N;
  /** The same, by name. */
  nondiffArgnames?: M;
}

interface VjpRuleOptions extends RuleOptions {
  /** Without effect: what is not needed is not computed. */
  optimizeRemat?: boolean;
}

/** The rule of a function backwards, with the non-differentiable arguments first. */
type VjpOf<F extends UserFunction, N extends Argnums, Residuals> =
  NondiffArguments<F, N> extends infer P extends unknown[]
    ? (...args: [...nondiff: P, residuals: ArrayTree<Residuals>, cotangent: Output<F>]) => unknown
    : never;

export interface CustomVjp<F extends UserFunction, N extends Argnums = []> {
  (...args: Arguments<F>): Output<F>;
  /**
   * Sets the rule. `fwd(...args)` gives `[output, residuals]`; `bwd(residuals, cotangent)` gives a list with a cotangent
   * for each argument (`null` for a zero).
   */
  defvjp<const Residuals>(
    fwd: (...args: ForwardArguments<F>) => readonly [output: unknown, residuals: Residuals],
    bwd: VjpOf<F, N, Residuals>,
    options?: VjpRuleOptions,
  ): void;
  /** The same, for rules of which the type checker doesn't see that `fwd` gives a pair. */
  defvjp(fwd: UserFunction, bwd: UserFunction, options?: VjpRuleOptions): void;
}

/** The arguments of `F` as its forward rule gets them: arrays, and what is not differentiated as it is. */
type ForwardArguments<F extends UserFunction> =
  Parameters<F> extends infer P extends unknown[] ? { [K in keyof P]: ArrayTree<P[K]> } : never;

/**
 * Wraps `f` so that reverse-mode differentiation uses a rule of yours. Forward mode is then an error.
 *
 *     const clip = customVjp((lo, hi, x) => x);
 *     clip.defvjp((lo, hi, x) => [x, [lo, hi]], ([lo, hi], g) => [null, null, jnp.clip(g, lo, hi)]);
 *
 * Throws a TypeError when differentiated if what the rules give doesn't fit `f`. Source: `jax.custom_vjp`.
 */
export function customVjp<
  F extends UserFunction,
  const N extends Argnums = [],
  const M extends Argnames = [],
>(f: F, options: CustomVjpOptions<N, M> = {}): CustomVjp<F, Places<N, M>> {
  expectOptions("customVjp(f)", options, ["nondiffArgnums", "nondiffArgnames"]);
  expectFunction(f, "customVjp");
  const custom = new CustomVjpFunction(new CustomFunction("custom_vjp", f, options));
  const call = (...args: unknown[]): unknown => custom.call(args);
  return Object.assign(wrapped(call as Transformed<F>, f), {
    defvjp: (fwd: UserFunction, bwd: UserFunction, ruleOptions: VjpRuleOptions = {}): void => {
      const { symbolicZeros, optimizeRemat } = expectOptions("defvjp(fwd, bwd)", ruleOptions, [
        "symbolicZeros",
        "optimizeRemat",
      ]);
      if (symbolicZeros && optimizeRemat)
        throw new NotImplementedError("remat optimization for custom_vjp does not support symbolic zeros");
      custom.defvjp(fwd, bwd, symbolicZeros);
    },
  });
}

class CustomVjpFunction {
  private rules: VjpRules | undefined;

  constructor(private readonly custom: CustomFunction) {}

  defvjp(fwd: UserFunction, bwd: UserFunction, symbolicZeros = false): void {
    const { name } = this.custom;
    expectFunction(fwd, `${name}.defvjp`);
    expectFunction(bwd, `${name}.defvjp`);
    const description: Rule = {
      kind: "custom_vjp",
      functionName: name,
      ruleName: nameOf(bwd),
      source: currentSource(),
    };
    this.rules = { fwd, bwd, symbolicZeros, description };
  }

  call(given: readonly unknown[]): unknown {
    const { custom, rules } = this;
    if (!rules)
      throw new AttributeError(`No VJP defined for custom_vjp function ${custom.name} using defvjp.`, {
        hint: `Give it rules: ${custom.shortName}.defvjp((x) => [out, residuals], (residuals, g) => [xBar]).`,
        places: [custom.made],
      });
    const { args: resolved, diff, nondiff } = custom.resolve(given);
    const args = resolved.map((x, i) => (nondiff.includes(i) ? asGiven(x) : x));
    for (const i of nondiff) if (hasTracer(args[i])) throw tracerInNondiff(custom, i);
    const primal = fixArguments(custom.f, args, diff);
    const { leaves, tree } = flattenArguments(custom.f, args, "custom_vjp", diff);
    const fwd = fixArguments(rules.fwd, args, diff);
    const fixedArgs = nondiff.map((i) => args[i]);
    const flatRules = new FlatVjpRules(custom, rules, fwd, fixedArgs, tree);
    const flat = new FlatFunction(primal, tree, "custom_vjp");
    const outputs = bind(customVjpP, leaves, {
      name: custom.name,
      rule: rules.description,
      callJaxpr: (...xs) => {
        const values = flat.call(...xs);
        flatRules.outputs = { tree: flat.outputTree, values };
        return values;
      },
      fwdJaxprThunk: named(flatRules.forward, rules.fwd),
      symbolicZeros: rules.symbolicZeros,
      bwd: named(flatRules.backward(leaves.map((x) => x.type)), rules.bwd),
      numConsts: 0,
    });
    return unflatten(flatRules.outputs!.tree, outputs);
  }
}

function tracerInNondiff(custom: CustomFunction, argument: number): UnexpectedTracerError {
  const name = argumentName(signatureOf(custom.f), argument);
  return new UnexpectedTracerError(
    `Found a JAX Tracer object passed as an argument to a custom_vjp function in a position indicated by ` +
      `nondiff_argnums as non-differentiable. Tracers cannot be passed as non-differentiable arguments to custom_vjp ` +
      `functions; instead, nondiff_argnums should only be used for arguments that can't be or contain JAX tracers, ` +
      `e.g. function-valued arguments. In particular, array-valued arguments should typically not be indicated as nondiff_argnums.`,
    {
      hint: `It is argument ${name} of ${custom.name}. Take ${argument} out of nondiffArgnums: the rule may give null as its cotangent.`,
      places: [custom.made],
    },
  );
}
