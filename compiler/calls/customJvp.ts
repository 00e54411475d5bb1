/**
 * Functions with a derivative rule for forward mode (and, by transposition, for reverse mode).
 * Source: JAX, "Custom derivative rules", and `jax.custom_jvp`.
 */

import { opaqueFunction } from "../ir/params.js";
import { flatten, type TreeDef, unflatten } from "../ir/tree.js";
import { instantiate } from "../passes/jvp.js";
import { currentTag, vmapAll } from "../passes/vmap.js";
import { addTangents } from "../primitives/arithmetic.js";
import { zerosOf } from "../primitives/creation.js";
import { toValue } from "../trace/hostArray.js";
import type { Primitive } from "../trace/primitive.js";
import { bind, closedOver, withCustomCall } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { Program } from "../ir/program.js";
import {
  type Arguments,
  expectFunction,
  FlatFunction,
  fixArguments,
  flattenArguments,
  named,
  nameOf,
  type UserFunction,
} from "./callable.js";
import {
  type Body,
  batchBody,
  callRules,
  listOf,
  resolveArguments,
  sameTypes,
  showTree,
  showTypes,
  shownConsts,
  splitArgnums,
  stageBody,
} from "./rules.js";

/** Flat form of a rule: primals and tangents in, primal and tangent outputs out. */
type FlatRule = (
  primals: readonly Value[],
  tangents: readonly Value[],
) => { primals: Value[]; tangents: Value[] };

interface CustomJvpParams {
  readonly name: string;
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
    const tag = currentTag();
    const body = batchBody(params.callJaxpr, batched, size, tag);
    const rule: FlatRule = (primals, tangents) => {
      let count = 0;
      const all = vmapAll(
        (...xs) => {
          const out = params.jvpJaxprFun(xs.slice(0, n), xs.slice(n));
          count = out.primals.length;
          return [...out.primals, ...out.tangents];
        },
        [...primals, ...tangents],
        [...batched, ...batched],
        size,
        tag,
      );
      return { primals: all.slice(0, count), tangents: all.slice(count) };
    };
    named(rule, params.jvpJaxprFun);
    const outputs = bind(customJvpP, inputs, { ...params, callJaxpr: body, jvpJaxprFun: rule });
    return { outputs, batched: outputs.map(() => true) };
  },

  jvp(primals, tangents, params) {
    if (tangents.slice(0, params.numConsts).some((t) => t !== null)) {
      const at = tangents.findIndex((t) => t !== null);
      throw withCustomCall({ kind: "custom_jvp", name: params.name }, () => closedOver(primals[at]));
    }
    const full = tangents.map((t, i) => instantiate(t, primals[i]));
    return withCustomCall({ kind: "custom_jvp", name: params.name }, () => {
      const out = params.jvpJaxprFun(primals, full);
      return { primals: out.primals, tangents: out.tangents.map((t) => (t.dtype === "float0" ? null : t)) };
    });
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
      ({ name, callJaxpr, jvpJaxprFun: opaqueFunction(String(jvp)), numConsts }) as CustomJvpParams,
  },
};

export interface CustomJvpOptions {
  /** Arguments that are not arrays (functions, strings): handed to the rule first, as they are. */
  nondiffArgnums?: number | readonly number[];
}

/** A rule for one argument: `(tangent, primalOut, ...primals) => tangentOut`; `null` for a zero. */
export type JvpOfArgument = UserFunction | null;

export interface CustomJvp<F extends UserFunction> {
  (...args: Arguments<F>): ReturnType<F>;
  /**
   * Sets the rule: `(primals, tangents) => [primalOut, tangentOut]`, with the non-differentiable arguments before them.
   * The tangent output must be linear in the tangents. Gives the rule back.
   */
  defjvp<R extends UserFunction>(rule: R): R;
  /** Sets a rule for each argument; their results are added up. */
  defjvps(...rules: JvpOfArgument[]): void;
}

/**
 * Wraps `f` so that differentiation uses a rule of yours instead of looking into `f`.
 *
 *     const f = customJvp((x) => jnp.log(jnp.exp(x).add(1)));
 *     f.defjvp(([x], [t]) => [f(x), t.mul(jnp.subtract(1, jnp.divide(1, jnp.exp(x).add(1))))]);
 *
 * Throws a TypeError when differentiated if the rule's outputs don't fit those of `f`, and when no rule was set.
 */
export function customJvp<F extends UserFunction>(f: F, options: CustomJvpOptions = {}): CustomJvp<F> {
  expectFunction(f, "customJvp");
  const custom = new CustomJvpFunction(f, listOf(options.nondiffArgnums));
  const call = (...args: unknown[]): unknown => custom.call(args);
  return Object.assign(named(call as F, f), {
    defjvp: <R extends UserFunction>(rule: R): R => custom.defjvp(rule),
    defjvps: (...rules: JvpOfArgument[]): void => custom.defjvps(rules),
  });
}

class CustomJvpFunction {
  private rule: UserFunction | undefined;

  constructor(
    private readonly f: UserFunction,
    private readonly nondiffArgnums: readonly number[],
  ) {}

  defjvp<R extends UserFunction>(rule: R): R {
    expectFunction(rule, `${nameOf(this.f)}.defjvp`);
    this.rule = rule;
    return rule;
  }

  defjvps(rules: readonly JvpOfArgument[]): void {
    if (this.nondiffArgnums.length > 0)
      throw new TypeError("Can't use ``defjvps`` with ``nondiff_argnums``.");
    const rule = (primals: readonly unknown[], tangents: readonly unknown[]): [unknown, unknown] => {
      const primalOut: unknown = this.call(primals);
      const terms = rules.flatMap((r, i) =>
        r === null ? [] : [r(tangents[i], primalOut, ...primals) as unknown],
      );
      return [primalOut, sumTrees(terms, primalOut)];
    };
    this.rule = Object.defineProperty(rule as UserFunction, "name", { value: "jvp" });
  }

  call(args: readonly unknown[]): unknown {
    if (!this.rule) throw new Error(`No JVP defined for custom_jvp function ${nameOf(this.f)} using defjvp.`);
    const rule = this.rule;
    resolveArguments(this.f, args, "custom_jvp");
    const { diff, nondiff } = splitArgnums(this.nondiffArgnums, args);
    const fixed = fixArguments(this.f, args, diff);
    const { leaves, tree } = flattenArguments(fixed.f, fixed.args, "custom_jvp");
    const flat = new FlatFunction(fixed.f, tree, "custom_jvp");
    const signature: OutputSignature = { tree: undefined, values: [] };
    const body: Body = (...xs) => {
      const values = flat.call(...xs);
      signature.tree = flat.outputTree;
      signature.values = values;
      return values;
    };
    const fixedArgs = nondiff.map((i) => args[i]);
    const flatRule: FlatRule = (primals, tangents) =>
      runRule(this.f, rule, fixedArgs, tree, primals, tangents, signature);
    named(flatRule, rule);
    const outputs = bind(customJvpP, leaves, {
      name: nameOf(this.f),
      callJaxpr: body,
      jvpJaxprFun: flatRule,
      numConsts: 0,
    });
    return unflatten(signature.tree!, outputs);
  }
}

/** What the outputs look like; known once the function or the rule has run. */
interface OutputSignature {
  tree: TreeDef | undefined;
  values: readonly Value[];
}

function runRule(
  f: UserFunction,
  rule: UserFunction,
  fixedArgs: readonly unknown[],
  tree: TreeDef,
  primals: readonly Value[],
  tangents: readonly Value[],
  signature: OutputSignature,
): { primals: Value[]; tangents: Value[] } {
  const result: unknown = rule(...fixedArgs, unflatten(tree, primals), unflatten(tree, tangents));
  const who = `Custom JVP rule ${nameOf(rule)} for function ${nameOf(f)}`;
  if (!Array.isArray(result) || result.length !== 2)
    throw new TypeError(
      `${who} must produce a pair (list or tuple of length two) representing primal and tangent outputs, but got ${showTree(result)}.`,
    );
  const [primalLeaves, primalTree] = flatten(result[0]);
  const [tangentLeaves, tangentTree] = flatten(result[1]);
  if (!primalTree.equals(tangentTree))
    throw new TypeError(
      `${who} must produce primal and tangent outputs with equal container (pytree) structures, ` +
        `but got ${primalTree.toString()} and ${tangentTree.toString()} respectively.`,
    );
  const primalsOut = primalLeaves.map((x) => toValue(x, who));
  const tangentsOut = tangentLeaves.map((x) => toValue(x, who));
  if (signature.tree)
    checkPrimals(who, f, signature as { tree: TreeDef; values: readonly Value[] }, primalTree, primalsOut);
  checkTangents(who, primalsOut, tangentsOut);
  signature.tree = primalTree;
  signature.values = primalsOut;
  return { primals: primalsOut, tangents: tangentsOut };
}

function checkPrimals(
  who: string,
  f: UserFunction,
  expected: { tree: TreeDef; values: readonly Value[] },
  tree: TreeDef,
  values: readonly Value[],
): void {
  const sameTree = tree.equals(expected.tree);
  if (sameTree && sameTypes(values, expected.values)) return;
  const [what, had] = sameTree
    ? ["with leaves of the same shape/dtype", "shapes/dtypes"]
    : ["of the same container/pytree structure", "container/pytree structure"];
  throw new TypeError(
    `${who} must produce a pair (list or tuple of length two) where the first element represents the primal output ` +
      `(equal in value to the output of the custom_jvp-decorated function ${nameOf(f)}, and in particular ${what}), ` +
      `but instead the JVP rule output's first element had ${had}${sameTree ? " of" : ""}:\n` +
      `    ${showTypes(tree, values)}\n` +
      `while the custom_jvp-decorated function ${nameOf(f)} had output ${had}${sameTree ? " of" : ""}:\n` +
      `    ${showTypes(expected.tree, expected.values)}${sameTree ? "" : "."}`,
  );
}

function checkTangents(who: string, primals: readonly Value[], tangents: readonly Value[]): void {
  const wrong = primals.flatMap((p, i) => (fits(tangents[i], p) ? [] : [i]));
  if (wrong.length === 0) return;
  const show = (i: number) => [primals[i].type.tangent(), primals[i].type, tangents[i].type].map(String);
  if (primals.length === 1) {
    const [expected, primal, got] = show(0);
    throw new TypeError(
      `${who} must produce primal and tangent outputs with corresponding shapes and dtypes. ` +
        `Expected ${expected} (tangent type of ${primal}) but got ${got}.`,
    );
  }
  const lines = wrong.map((i) => {
    const [expected, primal, got] = show(i);
    return `  primal ${primal} with tangent ${got}, expecting tangent ${expected}`;
  });
  throw new TypeError(
    `${who} must produce primal and tangent outputs with corresponding shapes and dtypes, but got:\n${lines.join("\n")}`,
  );
}

function fits(tangent: Value, primal: Value): boolean {
  return primal.type.tangent().equals(tangent.type);
}

/** The sum of trees like `primalOut`; zeros if there are none. */
function sumTrees(terms: readonly unknown[], primalOut: unknown): unknown {
  const [outs, tree] = flatten(primalOut);
  const columns = terms.map((t) => flatten(t)[0].map((x) => toValue(x)));
  const sums = outs.map((o, i) => {
    const column = columns.map((c) => c[i]);
    return column.length === 0
      ? zerosOf(toValue(o).type.tangent())
      : column.reduce((a, b) => addTangents(a, b));
  });
  return unflatten(tree, sums);
}
