/**
 * Functions with a derivative rule for reverse mode only.
 * Source: JAX, "Custom derivative rules", and `jax.custom_vjp`.
 */

import type { ArrayType } from "../ir/arrayType.js";
import { opaqueFunction } from "../ir/params.js";
import { Program } from "../ir/program.js";
import { flatten, paths, type TreeDef, unflatten } from "../ir/tree.js";
import { instantiate } from "../passes/jvp.js";
import { instantiateCotangent } from "../passes/transpose.js";
import { currentTag, vmapAll } from "../passes/vmap.js";
import { broadcastLeading } from "../primitives/views.js";
import { reduceSum } from "../primitives/reductions.js";
import { UnexpectedTracerError, ValueError } from "../trace/errors.js";
import { toValue } from "../trace/hostArray.js";
import type { MaybeZero, Primitive } from "../trace/primitive.js";
import { bind, closedOver, withCustomCall } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
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
  hasTracer,
  resolveArguments,
  sameTypes,
  showTree,
  showTypes,
  shownConsts,
  splitArgnums,
  stageBody,
} from "./rules.js";

type Forward = (inputs: readonly Value[]) => { outputs: Value[]; residuals: Value[] };
type Backward = (residuals: readonly Value[], cotangents: readonly Value[]) => MaybeZero[];

interface CustomVjpParams {
  readonly name: string;
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
    const tag = currentTag();
    const body = batchBody(params.callJaxpr, batched, size, tag);
    const fwd: Forward = (xs) => {
      let count = 0;
      const all = vmapAll(
        (...ys) => {
          const out = params.fwdJaxprThunk(ys);
          count = out.outputs.length;
          return [...out.outputs, ...out.residuals];
        },
        xs,
        batched,
        size,
        tag,
      );
      return { outputs: all.slice(0, count), residuals: all.slice(count) };
    };
    named(fwd, params.fwdJaxprThunk);
    const outputs = bind(customVjpP, inputs, {
      ...params,
      callJaxpr: body,
      fwdJaxprThunk: fwd,
      bwd: batchBackward(params.bwd, batched, size),
    });
    return { outputs, batched: outputs.map(() => true) };
  },

  jvp(primals, tangents, params) {
    const call = { kind: "custom_vjp", name: params.name };
    const closed = tangents.slice(0, params.numConsts).findIndex((t) => t !== null);
    if (closed >= 0) throw withCustomCall(call, () => closedOver(primals[closed]));
    return withCustomCall(call, () => {
      const { outputs, residuals } = params.fwdJaxprThunk(primals);
      const full = tangents.map((t, i) => instantiate(t, primals[i]));
      const tangentsOut = bind(customLinP, [...residuals, ...full], {
        name: params.name,
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
        bwd: opaqueFunction(String(bwd)),
        callJaxpr,
        fwdJaxprThunk: opaqueFunction(String(fwd)),
        numConsts,
      }) as CustomVjpParams,
  },
};

/** Batches a backward rule. Cotangents of arguments that are not batched are summed over the batch. */
function batchBackward(bwd: Backward, batched: readonly boolean[], size: number): Backward {
  const tag = currentTag();
  const mapped: Backward = (residuals, cts) => {
    let zero: boolean[] = [];
    const all = vmapAll(
      (...xs) => {
        const out = bwd(xs.slice(0, residuals.length), xs.slice(residuals.length));
        zero = out.map((c) => c === null);
        return out.filter((c) => c !== null);
      },
      [...residuals, ...cts],
      [...residuals, ...cts].map(() => true),
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
  readonly name: string;
  readonly numRes: number;
  readonly bwd: Backward;
  readonly outAvals: readonly ArrayType[];
}

/** The linear map whose transpose is the user's backward rule. There is no way to run it forward. */
const customLinP: Primitive<CustomLinParams> = {
  name: "custom_lin",
  type: (_inputs, { outAvals }) => [...outAvals],
  run: (_inputs, { name }) => {
    throw forwardModeError(name);
  },
  evaluate: (_inputs, { name }) => {
    throw forwardModeError(name);
  },
  lowering: { kind: "none", reason: "can't apply forward-mode autodiff (jvp) to a custom_vjp function." },

  batch(inputs, batched, size, params) {
    const all = inputs.map((x, i) => (batched[i] ? x : broadcastLeading(x, size)));
    const everything = inputs.slice(params.numRes).map(() => true);
    const outAvals = params.outAvals.map((t) => t.with({ shape: [size, ...t.shape] }));
    const outputs = bind(customLinP, all, {
      ...params,
      outAvals,
      bwd: batchBackward(params.bwd, everything, size),
    });
    return { outputs, batched: outputs.map(() => true) };
  },

  jvp: (_primals, _tangents, { name }) => {
    throw forwardModeError(name);
  },

  transpose(cotangents, inputs, _types, { numRes, bwd, outAvals, name }) {
    const residuals = inputs.slice(0, numRes) as Value[];
    const cts = cotangents.map((c, i) => instantiateCotangent(c, outAvals[i]));
    const out = withCustomCall({ kind: "custom_vjp", name }, () => bwd(residuals, cts));
    return [...residuals.map(() => null), ...out];
  },
};

function forwardModeError(name: string): TypeError {
  const error = new TypeError("can't apply forward-mode autodiff (jvp) to a custom_vjp function.");
  return Object.assign(error, { functionName: name });
}

export interface CustomVjpOptions {
  /** Arguments that are not arrays (functions, strings): handed to `bwd` first, as they are. */
  nondiffArgnums?: number | readonly number[];
}

export interface CustomVjp<F extends UserFunction> {
  (...args: Arguments<F>): ReturnType<F>;
  /**
   * Sets the rule. `fwd(...args)` gives `[output, residuals]`; `bwd(residuals, cotangent)` gives a list with a cotangent
   * for each argument (`null` for a zero).
   */
  defvjp(fwd: UserFunction, bwd: UserFunction): void;
}

/**
 * Wraps `f` so that reverse-mode differentiation uses a rule of yours. Forward mode is then an error.
 *
 *     const clip = customVjp((lo, hi, x) => x);
 *     clip.defvjp((lo, hi, x) => [x, [lo, hi]], ([lo, hi], g) => [null, null, jnp.clip(g, lo, hi)]);
 *
 * Throws a TypeError when differentiated if what the rules give doesn't fit `f`.
 */
export function customVjp<F extends UserFunction>(f: F, options: CustomVjpOptions = {}): CustomVjp<F> {
  expectFunction(f, "customVjp");
  const custom = new CustomVjpFunction(f, listOf(options.nondiffArgnums));
  const call = (...args: unknown[]): unknown => custom.call(args);
  return Object.assign(named(call as F, f), {
    defvjp: (fwd: UserFunction, bwd: UserFunction): void => custom.defvjp(fwd, bwd),
  });
}

class CustomVjpFunction {
  private fwd: UserFunction | undefined;
  private bwd: UserFunction | undefined;

  constructor(
    private readonly f: UserFunction,
    private readonly nondiffArgnums: readonly number[],
  ) {}

  defvjp(fwd: UserFunction, bwd: UserFunction): void {
    expectFunction(fwd, `${nameOf(this.f)}.defvjp`);
    expectFunction(bwd, `${nameOf(this.f)}.defvjp`);
    this.fwd = fwd;
    this.bwd = bwd;
  }

  call(args: readonly unknown[]): unknown {
    if (!this.fwd || !this.bwd)
      throw new Error(`No VJP defined for custom_vjp function ${nameOf(this.f)} using defvjp.`);
    resolveArguments(this.f, args, "custom_vjp");
    const { diff, nondiff } = splitArgnums(this.nondiffArgnums, args);
    const fixedArgs = nondiff.map((i) => args[i]);
    if (hasTracer(fixedArgs)) throw tracerInNondiff(this.f);
    const primal = fixArguments(this.f, args, diff);
    const { leaves, tree } = flattenArguments(primal.f, primal.args, "custom_vjp");
    const rules = new FlatRules(
      this.f,
      fixArguments(this.fwd, args, diff).f,
      this.fwd,
      this.bwd,
      fixedArgs,
      tree,
    );
    const flat = new FlatFunction(primal.f, tree, "custom_vjp");
    const outputs = bind(customVjpP, leaves, {
      name: nameOf(this.f),
      callJaxpr: (...xs) => {
        const values = flat.call(...xs);
        rules.outputs = { tree: flat.outputTree, values };
        return values;
      },
      fwdJaxprThunk: named(rules.forward, this.fwd),
      bwd: named(rules.backward(leaves.map((x) => x.type)), this.bwd),
      numConsts: 0,
    });
    return unflatten(rules.outputs!.tree, outputs);
  }
}

function tracerInNondiff(f: UserFunction): UnexpectedTracerError {
  return new UnexpectedTracerError(
    `Found a JAX Tracer object passed as an argument to a custom_vjp function (${nameOf(f)}) in a position indicated by ` +
      `nondiff_argnums as non-differentiable. Tracers cannot be passed as non-differentiable arguments to custom_vjp ` +
      `functions; instead, nondiff_argnums should only be used for arguments that can't be or contain JAX tracers, ` +
      `e.g. function-valued arguments. In particular, array-valued arguments should typically not be indicated as nondiff_argnums.`,
  );
}

/** The user's rules in flat form, with the checks that JAX makes. */
class FlatRules {
  outputs: { tree: TreeDef; values: readonly Value[] } | undefined;
  private residualTree: TreeDef | undefined;

  constructor(
    private readonly f: UserFunction,
    private readonly fwd: UserFunction,
    private readonly userFwd: UserFunction,
    private readonly bwd: UserFunction,
    private readonly fixedArgs: readonly unknown[],
    private readonly inputTree: TreeDef,
  ) {}

  readonly forward: Forward = (inputs) => {
    const result: unknown = this.fwd(...(unflatten(this.inputTree, inputs) as unknown[]));
    const who = `Custom VJP fwd rule ${nameOf(this.userFwd)} for function ${nameOf(this.f)}`;
    const pair =
      `must produce a pair (list or tuple of length two) where the first element represents the primal output ` +
      `(equal to those of the custom_vjp-decorated function ${nameOf(this.f)}) and the second element represents ` +
      `residuals (i.e. values stored from the forward pass for use on the backward pass), but`;
    if (!Array.isArray(result) || result.length !== 2)
      throw new TypeError(
        `${who} ${pair} instead of a pair the fwd rule ${nameOf(this.userFwd)} produced ${showTree(result)}.`,
      );
    const [rawOutputs, tree] = flatten(result[0]);
    const [rawResiduals, residualTree] = flatten(result[1]);
    const values = rawOutputs.map((x) => toValue(x, who));
    this.checkOutputs(`${who} ${pair}`, tree, values);
    this.outputs = { tree, values };
    this.residualTree = residualTree;
    return { outputs: values, residuals: rawResiduals.map((x) => toValue(x, `${who}, residuals`)) };
  };

  private checkOutputs(who: string, tree: TreeDef, values: readonly Value[]): void {
    const expected = this.outputs;
    if (!expected) return;
    const sameTree = tree.equals(expected.tree);
    if (sameTree && sameTypes(values, expected.values)) return;
    const had = sameTree ? "shapes/dtypes of" : "container/pytree structure";
    throw new TypeError(
      `${who} instead the fwd rule output's first element had ${had}:\n    ${showTypes(tree, values)}\n` +
        `while the custom_vjp-decorated function ${nameOf(this.f)} had output ${had}:\n` +
        `    ${showTypes(expected.tree, expected.values)}${sameTree ? "" : "."}`,
    );
  }

  backward(types: readonly ArrayType[]): Backward {
    return (residuals, cotangents) => {
      const result: unknown = this.bwd(
        ...this.fixedArgs,
        unflatten(this.residualTree!, residuals),
        unflatten(this.outputs!.tree, cotangents),
      );
      return this.flattenCotangents(result, types);
    };
  }

  /** `null` stands for a zero wherever the arguments have a subtree. */
  private flattenCotangents(result: unknown, types: readonly ArrayType[]): MaybeZero[] {
    const who = `Custom VJP bwd rule ${nameOf(this.bwd)} for function ${nameOf(this.f)}`;
    const mismatch = (): TypeError =>
      new TypeError(
        `${who} must produce an output with the same container (pytree) structure as the args tuple of the primal function, ` +
          `and in particular must produce a tuple of length equal to the number of arguments to the primal function, but got ` +
          `bwd output structure ${flatten(result)[1].toString()} for primal input structure ${this.inputTree.toString()}.`,
      );
    if (!Array.isArray(result)) throw mismatch();
    let leaves: unknown[];
    try {
      leaves = flattenWithZeros(this.inputTree, result);
    } catch {
      throw mismatch();
    }
    const names = paths(this.inputTree);
    return leaves.map((leaf, i) =>
      leaf === null ? null : this.checkCotangent(who, leaf, types[i], names[i]),
    );
  }

  private checkCotangent(who: string, leaf: unknown, type: ArrayType, path: string): MaybeZero {
    const value = toValue(leaf, `${who}, output${path}`);
    const expected = type.tangent();
    if (expected.dtype === "float0") return null;
    if (!expected.equals(value.type))
      throw new ValueError(
        `${who} must produce an output with the same type as the args tuple of the primal function, but at output${path} ` +
          `the bwd rule produced an output of type ${value.type.toString()} corresponding to an input of type ${type.toString()}.`,
      );
    return value;
  }
}

function flattenWithZeros(def: TreeDef, tree: unknown): unknown[] {
  if (tree === null) return new Array<null>(def.leafCount).fill(null);
  if (def.isLeaf) return [tree];
  const children = childrenLike(def, tree);
  return children.flatMap((c, i) => flattenWithZeros(def.children[i], c));
}

/** The direct children of `tree`, which must be a node like `def`'s. */
function childrenLike(def: TreeDef, tree: unknown): unknown[] {
  let depth = 0;
  const [children, found] = flatten(tree, () => depth++ > 0);
  if (found.node !== def.node || children.length !== def.children.length)
    throw new TypeError("structure mismatch");
  return children;
}
