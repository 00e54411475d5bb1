/**
 * Functions with a derivative rule for reverse mode only.
 * Source: JAX, "Custom derivative rules", and `jax.custom_vjp`.
 */

import { type ArrayType, sameShape } from "../ir/arrayType.js";
import { expectOptions } from "../ir/options.js";
import { opaqueFunction } from "../ir/params.js";
import { Program } from "../ir/program.js";
import { currentSource, type Rule, withRule } from "../ir/source.js";
import { flatten, paths, structure, type TreeDef, unflatten } from "../ir/tree.js";
import { instantiate } from "../passes/jvp.js";
import { instantiateCotangent } from "../passes/transpose.js";
import { currentTag, vmapAll } from "../passes/vmap.js";
import { broadcastLeading } from "../primitives/views.js";
import { reduceSum } from "../primitives/reductions.js";
import { AttributeError, TypeError, UnexpectedTracerError, ValueError } from "../trace/errors.js";
import { toValue } from "../trace/hostArray.js";
import type { MaybeZero, Primitive } from "../trace/primitive.js";
import { bind, closedOver } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import {
  callUser,
  expectFunction,
  FlatFunction,
  fixArguments,
  flattenArguments,
  named,
  nameOf,
  parameters,
  type UserFunction,
} from "./callable.js";
import { refuseSymbolicZeros, type RuleOptions } from "./customJvp.js";
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
import type { Argnums, Arguments, ArrayTree, NondiffArguments, Output, Transformed } from "./treeTypes.js";

type Forward = (inputs: readonly Value[]) => { outputs: Value[]; residuals: Value[] };
type Backward = (residuals: readonly Value[], cotangents: readonly Value[]) => MaybeZero[];

interface CustomVjpParams {
  readonly name: string;
  readonly rule: Rule;
  readonly callJaxpr: Body;
  readonly fwdJaxprThunk: Forward;
  readonly bwd: Backward;
  readonly numConsts: number;
}

const customVjpP: Primitive<CustomVjpParams> = {
  ...callRules<CustomVjpParams>("custom_vjp_call"),

  stage(inputs, params) {
    if (params.callJaxpr instanceof Program) return { inputs: [...inputs], params };
    const hoisted = stageBody(params.callJaxpr, inputs, "custom_vjp", params.name);
    const k = hoisted.constants.length;
    // The backward rule may close over the same values as the function; it gets them as leading residuals.
    const fwd: Forward = (xs) => {
      const consts = xs.slice(0, k);
      const { outputs, residuals } = hoisted.revive(consts, () => params.fwdJaxprThunk(xs.slice(k)));
      return { outputs, residuals: [...consts, ...residuals] };
    };
    const bwd: Backward = (residuals, cts) => {
      const consts = residuals.slice(0, k);
      const out = hoisted.revive(consts, () => params.bwd(residuals.slice(k), cts));
      return [...consts.map(() => null), ...out];
    };
    named(fwd, params.fwdJaxprThunk);
    named(bwd, params.bwd);
    return {
      inputs: [...hoisted.constants, ...inputs],
      params: { ...params, callJaxpr: hoisted.body, fwdJaxprThunk: fwd, bwd, numConsts: k },
    };
  },

  batch(inputs, batched, size, params) {
    const call = new BatchedCall(batched, size);
    let residualsBatched: boolean[] = [];
    const fwd: Forward = (xs) => {
      let count = 0;
      const run = (...ys: Value[]): Value[] => {
        const out = params.fwdJaxprThunk(ys);
        count = out.outputs.length;
        return [...out.outputs, ...out.residuals];
      };
      const out = call.run(run, xs, batched);
      call.outputs = out.batched.slice(0, count);
      residualsBatched = out.batched.slice(count);
      return { outputs: out.outputs.slice(0, count), residuals: out.outputs.slice(count) };
    };
    const given = () => [...residualsBatched, ...call.outputs];
    named(fwd, params.fwdJaxprThunk);
    const outputs = bind(customVjpP, inputs, {
      ...params,
      callJaxpr: call.body(params.callJaxpr),
      fwdJaxprThunk: fwd,
      bwd: batchBackward(params.bwd, batched, size, given),
    });
    return { outputs, batched: [...call.outputs] };
  },

  jvp(primals, tangents, params) {
    const closed = tangents.slice(0, params.numConsts).findIndex((t) => t !== null);
    if (closed >= 0) throw closedOver(primals[closed], params.rule);
    return withRule(params.rule, () => {
      const { outputs, residuals } = params.fwdJaxprThunk(primals);
      const full = tangents.map((t, i) => instantiate(t, primals[i]));
      const tangentsOut = bind(customLinP, [...residuals, ...full], {
        rule: params.rule,
        numRes: residuals.length,
        bwd: params.bwd,
        outAvals: outputs.map((o) => o.type.tangent()),
      });
      return { primals: outputs, tangents: tangentsOut.map((t) => (t.dtype === "float0" ? null : t)) };
    });
  },

  paramText: {
    show: ({ name, bwd, callJaxpr, fwdJaxprThunk, numConsts }) => ({
      name,
      bwd: nameOf(bwd),
      callJaxpr,
      fwd: nameOf(fwdJaxprThunk),
      ...shownConsts(numConsts),
      symbolicZeros: false,
    }),
    read: ({ name, bwd, callJaxpr, fwd, numConsts = 0 }) =>
      ({
        name,
        rule: { kind: "custom_vjp", functionName: String(name), ruleName: String(bwd), source: undefined },
        bwd: opaqueFunction(String(bwd)),
        callJaxpr,
        fwdJaxprThunk: opaqueFunction(String(fwd)),
        numConsts,
      }) as CustomVjpParams,
  },
};

/**
 * Batches a backward rule. Cotangents of arguments that are not batched are summed over the batch.
 * `given`: which residuals and output cotangents are batched; if none is, there is no batch.
 */
function batchBackward(
  bwd: Backward,
  batched: readonly boolean[],
  size: number,
  given: () => readonly boolean[],
): Backward {
  const tag = currentTag();
  const mapped: Backward = (residuals, cts) => {
    const isGiven = given();
    if (!isGiven.includes(true)) return bwd(residuals, cts);
    let zero: boolean[] = [];
    const all = vmapAll(
      (...xs) => {
        const out = bwd(xs.slice(0, residuals.length), xs.slice(residuals.length));
        zero = out.map((c) => c === null);
        return out.filter((c) => c !== null);
      },
      [...residuals, ...cts],
      isGiven,
      size,
      tag,
    );
    let next = 0;
    return zero.map((is, i) => {
      if (is) return null;
      const cotangent = all[next++];
      return batched[i] ? cotangent : reduceSum(cotangent, [0]);
    });
  };
  return named(mapped, bwd);
}

interface CustomLinParams {
  readonly rule: Rule;
  readonly numRes: number;
  readonly bwd: Backward;
  readonly outAvals: readonly ArrayType[];
}

const forwardMode = "can't apply forward-mode autodiff (jvp) to a custom_vjp function.";

/** The linear map whose transpose is the user's backward rule. There is no way to run it forward. */
const customLinP: Primitive<CustomLinParams> = {
  name: "custom_lin",
  type: (_inputs, { outAvals }) => [...outAvals],
  run: (_inputs, { rule }) => {
    throw forwardModeError(rule);
  },
  evaluate: (_inputs, { rule }) => {
    throw forwardModeError(rule);
  },
  lowering: { kind: "none", error: ({ rule }) => forwardModeError(rule) },

  batch(inputs, batched, size, params) {
    const all = inputs.map((x, i) => (batched[i] ? x : broadcastLeading(x, size)));
    const everything = inputs.slice(params.numRes).map(() => true);
    const given = new Array<boolean>(params.numRes + params.outAvals.length).fill(true);
    const outAvals = params.outAvals.map((t) => t.with({ shape: [size, ...t.shape] }));
    const outputs = bind(customLinP, all, {
      ...params,
      outAvals,
      bwd: batchBackward(params.bwd, everything, size, () => given),
    });
    return { outputs, batched: outputs.map(() => true) };
  },

  jvp: (_primals, _tangents, { rule }) => {
    throw forwardModeError(rule);
  },

  transpose(cotangents, inputs, _types, { numRes, bwd, outAvals, rule }) {
    const residuals = inputs.slice(0, numRes) as Value[];
    const cts = cotangents.map((c, i) => instantiateCotangent(c, outAvals[i]));
    const out = withRule(rule, () => bwd(residuals, cts));
    return [...residuals.map(() => null), ...out];
  },
};

function forwardModeError({ functionName, source }: Rule): TypeError {
  return new TypeError(forwardMode, {
    hint: `${functionName} has a rule for reverse mode only. Use customJvp for a function that both modes differentiate.`,
    places: [{ what: "its rule was set", source }],
  });
}

export interface CustomVjpOptions<N extends Argnums = Argnums> {
  /** Arguments that are not arrays (functions, strings): handed to `bwd` first, as they are. */
  nondiffArgnums?: N;
}

export interface VjpRuleOptions extends RuleOptions {
  /** Without effect: what is not needed is not computed. */
  optimizeRemat?: boolean;
}

/** The rule of a function backwards, with the non-differentiable arguments first. */
export type VjpOf<F extends UserFunction, N extends Argnums, Residuals> =
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
export function customVjp<F extends UserFunction, const N extends Argnums = []>(
  f: F,
  options: CustomVjpOptions<N> = {},
): CustomVjp<F, N> {
  expectOptions("customVjp(f)", options, ["nondiffArgnums"]);
  expectFunction(f, "customVjp");
  const custom = new CustomVjpFunction(new CustomFunction("custom_vjp", f, options.nondiffArgnums));
  const call = (...args: unknown[]): unknown => custom.call(args);
  return Object.assign(named(call as Transformed<F>, f), {
    defvjp: (fwd: UserFunction, bwd: UserFunction, ruleOptions: VjpRuleOptions = {}): void => {
      refuseSymbolicZeros("defvjp(fwd, bwd)", ruleOptions, ["symbolicZeros", "optimizeRemat"]);
      custom.defvjp(fwd, bwd);
    },
  });
}

/** The user's rules, and where they were set. */
interface VjpRules {
  readonly fwd: UserFunction;
  readonly bwd: UserFunction;
  readonly description: Rule;
}

class CustomVjpFunction {
  private rules: VjpRules | undefined;

  constructor(private readonly custom: CustomFunction) {}

  defvjp(fwd: UserFunction, bwd: UserFunction): void {
    const { name } = this.custom;
    expectFunction(fwd, `${name}.defvjp`);
    expectFunction(bwd, `${name}.defvjp`);
    const description: Rule = {
      kind: "custom_vjp",
      functionName: name,
      ruleName: nameOf(bwd),
      source: currentSource(),
    };
    this.rules = { fwd, bwd, description };
  }

  call(args: readonly unknown[]): unknown {
    const { custom, rules } = this;
    if (!rules)
      throw new AttributeError(`No VJP defined for custom_vjp function ${custom.name} using defvjp.`, {
        hint: `Give it rules: ${custom.shortName}.defvjp((x) => [out, residuals], (residuals, g) => [xBar]).`,
        places: [custom.made],
      });
    const { diff, nondiff } = custom.splitArguments(args);
    for (const i of nondiff) if (hasTracer(args[i])) throw tracerInNondiff(custom, i);
    const primal = fixArguments(custom.f, args, diff);
    const { leaves, tree } = flattenArguments(custom.f, args, "custom_vjp", diff);
    const fwd = fixArguments(rules.fwd, args, diff);
    const fixedArgs = nondiff.map((i) => args[i]);
    const flatRules = new FlatRules(custom, rules, fwd, fixedArgs, tree);
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
      bwd: named(flatRules.backward(leaves.map((x) => x.type)), rules.bwd),
      numConsts: 0,
    });
    return unflatten(flatRules.outputs!.tree, outputs);
  }
}

function tracerInNondiff(custom: CustomFunction, argument: number): UnexpectedTracerError {
  const name = parameters(custom.f).names[argument] ?? `${argument}`;
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

/** The user's rules in flat form, with the checks that JAX makes. */
class FlatRules {
  outputs: { tree: TreeDef; values: readonly Value[] } | undefined;
  private residualTree: TreeDef | undefined;

  constructor(
    private readonly custom: CustomFunction,
    private readonly rules: VjpRules,
    /** The forward rule as a function of the differentiable arguments. */
    private readonly fwd: UserFunction,
    private readonly fixedArgs: readonly unknown[],
    private readonly inputTree: TreeDef,
  ) {}

  readonly forward: Forward = (inputs) => {
    const result = callUser(this.fwd, unflatten(this.inputTree, inputs) as unknown[], "as a fwd rule");
    const { name } = this.custom;
    const fwdName = nameOf(this.rules.fwd);
    const who = `Custom VJP fwd rule ${fwdName} for function ${name}`;
    const must = (primal: string) =>
      `${who} must produce a pair (list or tuple of length two) where the first element represents the primal output ` +
      `(equal to ${primal} of the custom_vjp-decorated function ${name}) and the second element represents ` +
      `residuals (i.e. values stored from the forward pass for use on the backward pass), but`;
    if (!Array.isArray(result) || result.length !== 2)
      throw this.error(
        TypeError,
        `${must("those")} instead of a pair the fwd rule ${fwdName} produced ${showTree(result)}.`,
      );
    const [rawOutputs, tree] = flatten(result[0]);
    const [rawResiduals, residualTree] = flatten(result[1]);
    const values = rawOutputs.map((x) => toValue(x, `${who}, output`));
    this.checkOutputs(must("the output"), tree, values);
    this.outputs = { tree, values };
    this.residualTree = residualTree;
    return { outputs: values, residuals: rawResiduals.map((x) => toValue(x, `${who}, residuals`)) };
  };

  private error(kind: typeof TypeError | typeof ValueError, summary: string): Error {
    const { fwd, bwd, description } = this.rules;
    return new kind(summary, {
      hint: `The rules are ${nameOf(fwd)} and ${nameOf(bwd)}, of the customVjp function ${this.custom.name}.`,
      places: [{ what: "the rules were set", source: description.source }],
    });
  }

  private checkOutputs(must: string, tree: TreeDef, values: readonly Value[]): void {
    const expected = this.outputs;
    if (!expected) return;
    const sameTree = tree.equals(expected.tree);
    if (sameTree && sameTypes(values, expected.values)) return;
    const had = sameTree ? "shapes/dtypes of" : "container/pytree structure";
    throw this.error(
      TypeError,
      `${must} instead the fwd rule output's first element had ${had}:\n    ${showTypes(tree, values)}\n` +
        `while the custom_vjp-decorated function ${this.custom.name} had output ${had}:\n` +
        `    ${showTypes(expected.tree, expected.values)}${sameTree ? "" : "."}`,
    );
  }

  backward(types: readonly ArrayType[]): Backward {
    return (residuals, cotangents) => {
      const result = callUser(
        this.rules.bwd,
        [
          ...this.fixedArgs,
          unflatten(this.residualTree!, residuals),
          unflatten(this.outputs!.tree, cotangents),
        ],
        "as a bwd rule",
      );
      return this.flattenCotangents(result, types);
    };
  }

  /** `null` stands for a zero wherever the arguments have a subtree. */
  private flattenCotangents(result: unknown, types: readonly ArrayType[]): MaybeZero[] {
    const leaves = Array.isArray(result) ? flattenWithZeros(this.inputTree, result) : undefined;
    if (!leaves)
      throw this.error(
        TypeError,
        `Custom VJP bwd rule must produce an output with the same container (pytree) structure as the args tuple of the primal function, ` +
          `and in particular must produce a tuple of length equal to the number of arguments to the primal function, but got ` +
          `bwd output structure ${flatten(result)[1].toString()} for primal input structure ${this.inputTree.toString()}.`,
      );
    const names = paths(this.inputTree);
    return leaves.map((leaf, i) => (leaf === null ? null : this.checkCotangent(leaf, types[i], names[i])));
  }

  private checkCotangent(leaf: unknown, type: ArrayType, path: string): MaybeZero {
    const value = toValue(leaf, `the bwd rule ${nameOf(this.rules.bwd)}, output${path}`);
    const expected = type.tangent();
    if (expected.dtype === "float0") return null;
    if (expected.equals(value.type)) return value;
    const differ = [
      ...(sameShape(type.shape, value.shape) ? [] : ["shapes"]),
      ...(type.dtype === value.dtype ? [] : ["dtypes"]),
    ];
    throw this.error(
      ValueError,
      `Custom VJP bwd rule must produce an output with the same type as the args tuple of the primal function, but at output${path} ` +
        `the bwd rule produced an output of type ${value.type.toLongString()} corresponding to an input of type ${type.toLongString()}, ` +
        `so the ${differ.join(" and ")} do not match`,
    );
  }
}

/** The leaves of `tree`, or undefined if its structure is not `def`'s. */
function flattenWithZeros(def: TreeDef, tree: unknown): unknown[] | undefined {
  if (tree === null) return new Array<null>(def.leafCount).fill(null);
  if (def.isLeaf) return structure(tree).isLeaf ? [tree] : undefined;
  let depth = 0;
  const [children, found] = flatten(tree, () => depth++ > 0);
  if (!found.sameNode(def)) return undefined;
  const parts = children.map((c, i) => flattenWithZeros(def.children[i], c));
  return parts.every((p) => p !== undefined) ? parts.flat() : undefined;
}
