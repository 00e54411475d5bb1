/**
 * Functions with a derivative rule for forward mode (and, by transposition, for reverse mode).
 * Source: JAX, "Custom derivative rules", and `jax.custom_jvp`.
 */

import { expectOptions } from "../ir/options.js";
import { opaqueFunction } from "../ir/params.js";
import { Program } from "../ir/program.js";
import { currentSource, type Rule, withRule } from "../ir/source.js";
import { flatten, map, type TreeDef, unflatten } from "../ir/tree.js";
import { instantiate } from "../passes/jvp.js";
import { addTangents } from "../primitives/arithmetic.js";
import { zerosOf } from "../primitives/creation.js";
import { AttributeError, NotImplementedError, TypeError, ValueError } from "../trace/errors.js";
import { toValue } from "../trace/hostArray.js";
import type { Primitive } from "../trace/primitive.js";
import { bind, closedOver, Tracer } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import {
  callUser,
  expectFunction,
  FlatFunction,
  fixArguments,
  flattenArguments,
  named,
  nameOf,
  showArgnums,
  type UserFunction,
} from "./callable.js";
import {
  type Body,
  BatchedCall,
  callRules,
  CustomFunction,
  hasTracer,
  sameTypes,
  showTree,
  showTypes,
  shownConsts,
  stageBody,
} from "./rules.js";
import { stopGradient } from "./stopGradient.js";
import type { Argnums, Arguments, ArrayTree, DiffArguments, NondiffArguments, Output, Transformed } from "./treeTypes.js"; // prettier-ignore

/** Flat form of a rule: primals and tangents in, primal and tangent outputs out. */
type FlatRule = (
  primals: readonly Value[],
  tangents: readonly Value[],
) => { primals: Value[]; tangents: Value[] };

interface CustomJvpParams {
  readonly name: string;
  readonly rule: Rule;
  readonly callJaxpr: Body;
  readonly jvpJaxprFun: FlatRule;
  /** Leading inputs that the function closed over. */
  readonly numConsts: number;
}

const customJvpP: Primitive<CustomJvpParams> = {
  ...callRules<CustomJvpParams>("custom_jvp_call"),

  stage(inputs, params) {
    if (params.callJaxpr instanceof Program) return { inputs: [...inputs], params };
    const hoisted = stageBody(params.callJaxpr, inputs, "custom_jvp", params.name);
    const k = hoisted.constants.length;
    const rule: FlatRule = (primals, tangents) =>
      hoisted.revive(primals.slice(0, k), () => params.jvpJaxprFun(primals.slice(k), tangents.slice(k)));
    named(rule, params.jvpJaxprFun);
    return {
      inputs: [...hoisted.constants, ...inputs],
      params: { ...params, callJaxpr: hoisted.body, jvpJaxprFun: rule, numConsts: k },
    };
  },

  batch(inputs, batched, size, params) {
    const n = inputs.length;
    const call = new BatchedCall(batched, size);
    const rule: FlatRule = (primals, tangents) => {
      const run = (...xs: Value[]): Value[] => {
        const out = params.jvpJaxprFun(xs.slice(0, n), xs.slice(n));
        return [...out.primals, ...out.tangents];
      };
      const both = [...batched, ...batched];
      const out = call.run(run, [...primals, ...tangents], both, (i, count) => i % (count / 2));
      const half = out.outputs.length / 2;
      call.outputs = out.batched.slice(0, half);
      return { primals: out.outputs.slice(0, half), tangents: out.outputs.slice(half) };
    };
    named(rule, params.jvpJaxprFun);
    const outputs = bind(customJvpP, inputs, {
      ...params,
      callJaxpr: call.body(params.callJaxpr),
      jvpJaxprFun: rule,
    });
    return { outputs, batched: [...call.outputs] };
  },

  jvp(primals, tangents, params) {
    const closed = tangents.slice(0, params.numConsts).findIndex((t) => t !== null);
    if (closed >= 0) throw closedOver(primals[closed], params.rule);
    const full = tangents.map((t, i) => instantiate(t, primals[i]));
    const out = withRule(params.rule, () => params.jvpJaxprFun(primals, full));
    return { primals: out.primals, tangents: out.tangents.map((t) => (t.dtype === "float0" ? null : t)) };
  },

  paramText: {
    show: ({ name, callJaxpr, jvpJaxprFun, numConsts }) => ({
      name,
      callJaxpr,
      jvp: nameOf(jvpJaxprFun),
      ...shownConsts(numConsts),
      symbolicZeros: false,
    }),
    read: ({ name, callJaxpr, jvp, numConsts = 0 }) =>
      ({
        name,
        rule: { kind: "custom_jvp", functionName: String(name), ruleName: String(jvp), source: undefined },
        callJaxpr,
        jvpJaxprFun: opaqueFunction(String(jvp)),
        numConsts,
      }) as CustomJvpParams,
  },
};

export interface CustomJvpOptions<N extends Argnums = Argnums> {
  /** Arguments that are not arrays (functions, strings): handed to the rule first, as they are. */
  nondiffArgnums?: N;
}

/** The rule of a function: primals and tangents are lists with a tree for each differentiable argument. */
export type JvpOf<F extends UserFunction, N extends Argnums> =
  NondiffArguments<F, N> extends infer P extends unknown[]
    ? (...args: [...nondiff: P, primals: DiffArguments<F, N>, tangents: DiffArguments<F, N>]) => unknown
    : never;

/** A rule for one argument: `(tangent, primalOut, ...primals) => tangentOut`; `null` for a zero. */
export type JvpOfArgument<F extends UserFunction = UserFunction, T = unknown> =
  ((tangent: ArrayTree<T>, primalOut: Output<F>, ...primals: DiffArguments<F, []>) => unknown) | null;

/** A rule for each argument. */
type JvpsOf<F extends UserFunction> =
  Parameters<F> extends infer P extends unknown[] ? { [K in keyof P]: JvpOfArgument<F, P[K]> } : never;

export interface RuleOptions {
  /** Only false: zero tangents come to rules as arrays of zeros. */
  symbolicZeros?: false;
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
export function customJvp<F extends UserFunction, const N extends Argnums = []>(
  f: F,
  options: CustomJvpOptions<N> = {},
): CustomJvp<F, N> {
  expectOptions("customJvp(f)", options, ["nondiffArgnums"]);
  expectFunction(f, "customJvp");
  const custom = new CustomJvpFunction(new CustomFunction("custom_jvp", f, options.nondiffArgnums));
  const call = (...args: unknown[]): unknown => custom.call(args);
  return Object.assign(named(call as Transformed<F>, f), {
    defjvp: <R extends UserFunction>(rule: R, ruleOptions: RuleOptions = {}): R => {
      refuseSymbolicZeros("defjvp(rule)", ruleOptions, ["symbolicZeros"]);
      return custom.defjvp(rule);
    },
    defjvps: (...rules: (UserFunction | null)[]): void => custom.defjvps(rules),
  });
}

/** Throws for options that rules don't have, and a NotImplementedError for symbolic zeros. */
export function refuseSymbolicZeros<T extends RuleOptions>(
  call: string,
  options: T,
  known: readonly (keyof T & string)[],
): void {
  const { symbolicZeros } = expectOptions(call, options, known) as { symbolicZeros?: boolean };
  if (symbolicZeros)
    throw new NotImplementedError("symbolic_zeros=True is not supported.", {
      hint: "Zero tangents come to the rule as arrays of zeros.",
    });
}

class CustomJvpFunction {
  private rule: JvpRule | undefined;

  constructor(private readonly custom: CustomFunction) {}

  defjvp<R extends UserFunction>(rule: R): R {
    expectFunction(rule, `${this.custom.name}.defjvp`);
    this.rule = new JvpRule(this.custom, rule);
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
    this.rule = new JvpRule(custom, Object.defineProperty(rule as UserFunction, "name", { value: "jvp" }));
  }

  call(args: readonly unknown[]): unknown {
    const { custom, rule } = this;
    if (!rule)
      throw new AttributeError(`No JVP defined for custom_jvp function ${custom.name} using defjvp.`, {
        hint: `Give it a rule: ${custom.shortName}.defjvp(([x], [xDot]) => [primalOut, tangentOut]).`,
        places: [custom.made],
      });
    const { diff, nondiff } = custom.splitArguments(args);
    const all = args.map((x, i) => (nondiff.includes(i) ? withoutTangent(x) : x));
    const fixed = fixArguments(custom.f, all, diff);
    const { leaves, tree } = flattenArguments(custom.f, args, "custom_jvp", diff);
    const flat = new FlatFunction(fixed, tree, "custom_jvp");
    const signature: OutputSignature = { tree: undefined, values: [] };
    const body: Body = (...xs) => {
      const values = flat.call(...xs);
      signature.tree = flat.outputTree;
      signature.values = values;
      return values;
    };
    const fixedArgs = nondiff.map((i) => all[i]);
    const flatRule: FlatRule = (primals, tangents) => rule.run(fixedArgs, tree, primals, tangents, signature);
    Object.defineProperty(flatRule, "name", { value: rule.description.ruleName });
    const outputs = bind(customJvpP, leaves, {
      name: custom.name,
      rule: rule.description,
      callJaxpr: body,
      jvpJaxprFun: flatRule,
      numConsts: 0,
    });
    return unflatten(signature.tree!, outputs);
  }
}

/** Non-differentiable arguments may hold traced values, which the rule treats as constants. */
function withoutTangent(x: unknown): unknown {
  return hasTracer(x) ? map((leaf) => (leaf instanceof Tracer ? stopGradient(leaf) : leaf), x) : x;
}

/** What the outputs look like; known once the function or the rule has run. */
interface OutputSignature {
  tree: TreeDef | undefined;
  values: readonly Value[];
}

/** The user's rule, with the checks that JAX makes. */
class JvpRule {
  readonly description: Rule;

  constructor(
    private readonly custom: CustomFunction,
    readonly rule: UserFunction,
  ) {
    this.description = {
      kind: "custom_jvp",
      functionName: custom.name,
      ruleName: nameOf(rule),
      source: currentSource(),
    };
  }

  run(
    fixedArgs: readonly unknown[],
    tree: TreeDef,
    primals: readonly Value[],
    tangents: readonly Value[],
    signature: OutputSignature,
  ): { primals: Value[]; tangents: Value[] } {
    const result = callUser(
      this.rule,
      [...fixedArgs, unflatten(tree, primals), unflatten(tree, tangents)],
      "as a JVP rule",
    );
    if (!Array.isArray(result) || result.length !== 2)
      throw this.error(
        `${this.who} must produce a pair (list or tuple of length two) representing primal and tangent outputs, but got ${showTree(result)}.`,
      );
    const { primalsOut, tangentsOut, outTree } = this.flattenPair(result as [unknown, unknown]);
    if (signature.tree) this.checkPrimals({ ...signature, tree: signature.tree }, outTree, primalsOut);
    this.checkTangents(primalsOut, tangentsOut);
    signature.tree = outTree;
    signature.values = primalsOut;
    return { primals: primalsOut, tangents: tangentsOut };
  }

  private get who(): string {
    return `Custom JVP rule ${this.description.ruleName} for function ${this.custom.name}`;
  }

  private error(summary: string): TypeError {
    const { ruleName, source } = this.description;
    return new TypeError(summary, {
      hint: `The rule is ${ruleName}, of the customJvp function ${this.custom.name}.`,
      places: [{ what: "the rule was set", source }],
    });
  }

  private flattenPair([primal, tangent]: [unknown, unknown]) {
    const [primalLeaves, outTree] = flatten(primal);
    const [tangentLeaves, tangentTree] = flatten(tangent);
    if (!outTree.equals(tangentTree))
      throw this.error(
        `${this.who} must produce primal and tangent outputs with equal container (pytree) structures, ` +
          `but got ${outTree.toString()} and ${tangentTree.toString()} respectively.`,
      );
    const primalsOut = primalLeaves.map((x) => toValue(x, `${this.who}, primal output`));
    const tangentsOut = tangentLeaves.map((x) => toValue(x, `${this.who}, tangent output`));
    return { primalsOut, tangentsOut, outTree };
  }

  private checkPrimals(
    expected: { tree: TreeDef; values: readonly Value[] },
    tree: TreeDef,
    values: readonly Value[],
  ): void {
    const sameTree = tree.equals(expected.tree);
    if (sameTree && sameTypes(values, expected.values)) return;
    const [what, had] = sameTree
      ? ["with leaves of the same shape/dtype", "shapes/dtypes of"]
      : ["of the same container/pytree structure", "container/pytree structure"];
    const { name } = this.custom;
    throw this.error(
      `${this.who} must produce a pair (list or tuple of length two) where the first element represents the primal output ` +
        `(equal in value to the output of the custom_jvp-decorated function ${name}, and in particular ${what}), ` +
        `but instead the JVP rule output's first element had ${had}:\n` +
        `    ${showTypes(tree, values)}\n` +
        `while the custom_jvp-decorated function ${name} had output ${had}:\n` +
        `    ${showTypes(expected.tree, expected.values)}${sameTree ? "" : "."}`,
    );
  }

  private checkTangents(primals: readonly Value[], tangents: readonly Value[]): void {
    const wrong = primals.flatMap((p, i) => (fits(tangents[i], p) ? [] : [i]));
    if (wrong.length === 0) return;
    const must =
      "Custom JVP rule must produce primal and tangent outputs with corresponding shapes and dtypes";
    const show = (i: number) =>
      [primals[i].type.tangent(), primals[i].type, tangents[i].type].map((t) => t.toLongString());
    if (primals.length === 1) {
      const [expected, primal, got] = show(0);
      throw this.error(`${must}. Expected ${expected} (tangent type of ${primal}) but got ${got}.`);
    }
    const lines = wrong.map((i) => {
      const [expected, primal, got] = show(i);
      return `  primal ${primal} with tangent ${got}, expecting tangent ${expected}`;
    });
    throw this.error(`${must}, but got:\n${lines.join("\n")}`);
  }
}

function fits(tangent: Value, primal: Value): boolean {
  return primal.type.tangent().equals(tangent.type);
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
