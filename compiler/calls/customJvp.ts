/**
 * Functions with a derivative rule for forward mode (and, by transposition, for reverse mode).
 * Source: JAX, "Custom derivative rules", and `jax.custom_jvp`.
 */

import { AttributeError, TypeError, ValueError } from "../ir/errors.js";
import { expectOptions } from "../ir/options.js";
import { currentSource, type Rule } from "../ir/source.js";
import { flatten, map, unflatten } from "../ir/tree.js";
import { addTangents } from "../primitives/arithmetic.js";
import { zerosOf } from "../primitives/creation.js";
import { toValue } from "../trace/hostArray.js";
import { bind } from "../trace/trace.js";
import { Tracer } from "../trace/tracer.js";
import { showArgnums } from "./argnums.js";
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
import { customJvpP } from "./customJvpCall.js";
import { wrapped } from "./parameters.js";
import { FlatJvpRule, type JvpRule } from "./jvpRule.js";
import { stopGradient } from "./stopGradient.js";
import type { Argnames, Argnums, Arguments, ArrayTree, DiffArguments, NondiffArguments, Output, Places, Transformed, UserFunction } from "./treeTypes.js"; // prettier-ignore

export interface CustomJvpOptions<N extends Argnums = Argnums, M extends Argnames = Argnames> {
  /** Arguments that are not arrays (functions, strings): handed to the rule first, as they are. */
  nondiffArgnums?: N;
  /** The same, by name. */
  nondiffArgnames?: M;
}

/** The rule of a function: primals and tangents are lists with a tree for each differentiable argument. */
type JvpOf<F extends UserFunction, N extends Argnums> =
  NondiffArguments<F, N> extends infer P extends unknown[]
    ? (...args: [...nondiff: P, primals: DiffArguments<F, N>, tangents: DiffArguments<F, N>]) => unknown
    : never;

/** A rule for one argument: `(tangent, primalOut, ...primals) => tangentOut`; `null` for a zero. */
type JvpOfArgument<F extends UserFunction = UserFunction, T = unknown> =
  ((tangent: ArrayTree<T>, primalOut: Output<F>, ...primals: DiffArguments<F, []>) => unknown) | null;

/** A rule for each argument. */
type JvpsOf<F extends UserFunction> =
  Parameters<F> extends infer P extends unknown[] ? { [K in keyof P]: JvpOfArgument<F, P[K]> } : never;

export interface RuleOptions {
  /**
   * Whether tangents that are known to be zero come to rules as `SymbolicZero`, and, to `fwd` rules, arrays in a
   * `CustomVJPPrimal`, which says whether they are differentiated. Default false: zeros are arrays of zeros.
   */
  symbolicZeros?: boolean;
}

export interface CustomJvp<F extends UserFunction, N extends Argnums = []> {
  (...args: Arguments<F>): Output<F>;
  /**
   * Sets the rule: `(primals, tangents) => [primalOut, tangentOut]`, with the non-differentiable arguments before them.
   * The tangent output must be linear in the tangents. Gives the rule back.
   */
  defjvp<R extends JvpOf<F, N>>(rule: R, options?: RuleOptions): R;
  /** Sets a rule for each argument; their results are added up. */
  defjvps(...rules: JvpsOf<F>): void;
}

/**
 * Wraps `f` so that differentiation uses a rule of yours instead of looking into `f`.
 *
 *     const f = customJvp((x) => jnp.log(jnp.exp(x).add(1)));
 *     f.defjvp(([x], [t]) => [f(x), t.mul(jnp.subtract(1, jnp.divide(1, jnp.exp(x).add(1))))]);
 *
 * A parameter of `f` whose default is used is not among the primals: give the rule the same default.
 * Throws a TypeError when differentiated if the rule's outputs don't fit those of `f`, and an AttributeError when no rule was
 * set. Source: `jax.custom_jvp`.
 */
export function customJvp<
  F extends UserFunction,
  const N extends Argnums = [],
  const M extends Argnames = [],
>(f: F, options: CustomJvpOptions<N, M> = {}): CustomJvp<F, Places<N, M>> {
  expectOptions("customJvp(f)", options, ["nondiffArgnums", "nondiffArgnames"]);
  expectFunction(f, "customJvp");
  const custom = new CustomJvpFunction(new CustomFunction("custom_jvp", f, options));
  const call = (...args: unknown[]): unknown => custom.call(args);
  return Object.assign(wrapped(call as Transformed<F>, f), {
    defjvp: <R extends UserFunction>(rule: R, ruleOptions: RuleOptions = {}): R => {
      expectOptions("defjvp(rule)", ruleOptions, ["symbolicZeros"]);
      return custom.defjvp(rule, ruleOptions.symbolicZeros);
    },
    defjvps: (...rules: (UserFunction | null)[]): void => custom.defjvps(rules),
  });
}

class CustomJvpFunction {
  private rule: JvpRule | undefined;

  constructor(private readonly custom: CustomFunction) {}

  defjvp<R extends UserFunction>(rule: R, symbolicZeros = false): R {
    expectFunction(rule, `${this.custom.name}.defjvp`);
    this.setRule(rule, symbolicZeros);
    return rule;
  }

  defjvps(rules: readonly (UserFunction | null)[]): void {
    const { custom } = this;
    if (custom.nondiffArgnums.length > 0)
      throw new TypeError("Can't use ``defjvps`` with ``nondiff_argnums``.", {
        hint: `${custom.name} has nondiffArgnums=${showArgnums(custom.nondiffArgnums)}: give its whole rule to defjvp.`,
        places: [custom.made],
      });
    rules.forEach((r) => r === null || expectFunction(r, `${custom.name}.defjvps`));
    const source = currentSource();
    const rule = (primals: readonly unknown[], tangents: readonly unknown[]): [unknown, unknown] => {
      if (primals.length !== rules.length)
        throw new ValueError(
          `defjvps was given ${rules.length} rules, but the custom_jvp-decorated function ${custom.name} was called with ${primals.length} arguments.`,
          {
            hint: "It wants one rule an argument; null for a zero.",
            places: [{ what: "the rules were set", source }],
          },
        );
      const primalOut: unknown = this.call(primals);
      const terms = rules.flatMap((r, i) =>
        r === null ? [] : [r(tangents[i], primalOut, ...primals) as unknown],
      );
      return [primalOut, sumTrees(terms, primalOut, custom.name)];
    };
    this.setRule(Object.defineProperty(rule as UserFunction, "name", { value: "jvp" }));
  }

  private setRule(rule: UserFunction, symbolicZeros = false): void {
    const description: Rule = {
      kind: "custom_jvp",
      functionName: this.custom.name,
      ruleName: nameOf(rule),
      source: currentSource(),
    };
    this.rule = { rule, symbolicZeros, description };
  }

  call(given: readonly unknown[]): unknown {
    const { custom, rule } = this;
    if (!rule)
      throw new AttributeError(`No JVP defined for custom_jvp function ${custom.name} using defjvp.`, {
        hint: `Give it a rule: ${custom.shortName}.defjvp(([x], [xDot]) => [primalOut, tangentOut]).`,
        places: [custom.made],
      });
    const { args, diff, nondiff } = custom.resolve(given);
    const all = args.map((x, i) => (nondiff.includes(i) ? withoutTangent(asGiven(x)) : x));
    const fixed = fixArguments(custom.f, all, diff);
    const { leaves, tree } = flattenArguments(custom.f, args, "custom_jvp", diff);
    const flat = new FlatFunction(fixed, tree, "custom_jvp");
    const fixedArgs = nondiff.map((i) => all[i]);
    const flatRule = new FlatJvpRule(custom, rule, fixedArgs, tree);
    const outputs = bind(customJvpP, leaves, {
      name: custom.name,
      rule: rule.description,
      callJaxpr: (...xs) => {
        const values = flat.call(...xs);
        flatRule.outputs = { tree: flat.outputTree, values };
        return values;
      },
      jvpJaxprFun: named(flatRule.run, rule.rule),
      symbolicZeros: rule.symbolicZeros,
      numConsts: 0,
    });
    return unflatten(flatRule.outputs!.tree, outputs);
  }
}

/** Non-differentiable arguments may hold traced values, which the rule treats as constants. */
function withoutTangent(x: unknown): unknown {
  return hasTracer(x) ? map((leaf) => (leaf instanceof Tracer ? stopGradient(leaf) : leaf), x) : x;
}

/** The sum of trees like `primalOut`; zeros if there are none. */
function sumTrees(terms: readonly unknown[], primalOut: unknown, name: string): unknown {
  const [outs, tree] = flatten(primalOut);
  const columns = terms.map((term) => {
    const [raw, given] = flatten(term);
    if (!given.equals(tree))
      throw new TypeError(
        `Custom JVP rule for function ${name} must produce primal and tangent outputs with equal container (pytree) structures, ` +
          `but got ${tree.toString()} and ${given.toString()} respectively.`,
      );
    return raw.map((x) => toValue(x, `defjvps of ${name}`));
  });
  const sums = outs.map((o, i) => {
    const column = columns.map((c) => c[i]);
    return column.length === 0
      ? zerosOf(toValue(o).type.tangent())
      : column.reduce((a, b) => addTangents(a, b));
  });
  return unflatten(tree, sums);
}
