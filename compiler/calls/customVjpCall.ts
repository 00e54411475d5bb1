/** The call of a customVjp function: reverse mode sees the rules, and everything else the function. */

import { type ArrayType } from "../ir/arrayType.js";
import { TypeError } from "../ir/errors.js";
import { opaqueFunction } from "../ir/params.js";
import { Program } from "../ir/program.js";
import { type Rule, withRule } from "../ir/source.js";
import { instantiate } from "../passes/jvp.js";
import { instantiateCotangent } from "../passes/transpose.js";
import { currentAxis, vmapFlat } from "../passes/vmap.js";
import { reduceSum } from "../primitives/reductions.js";
import { broadcastLeading } from "../primitives/views.js";
import type { Primitive } from "../trace/primitive.js";
import { bind } from "../trace/trace.js";
import { closedOver } from "../trace/tracer.js";
import type { Value } from "../trace/value.js";
import { named, nameOf } from "./callable.js";
import { BatchedCall, type Body, callRules, shownConsts, stageBody } from "./customCall.js";
import type { Backward, Forward } from "./vjpRules.js";

interface CustomVjpParams {
  readonly name: string;
  readonly rule: Rule;
  readonly callJaxpr: Body;
  readonly fwdJaxprThunk: Forward;
  readonly bwd: Backward;
  /** Whether the rules take zeros that are known to be zero as such. */
  readonly symbolicZeros: boolean;
  readonly numConsts: number;
}

export const customVjpP: Primitive<CustomVjpParams> = {
  ...callRules<CustomVjpParams>("custom_vjp_call"),

  stage(inputs, params) {
    if (params.callJaxpr instanceof Program) return { inputs: [...inputs], params };
    const hoisted = stageBody(params.callJaxpr, inputs, "custom_vjp", params.name);
    const k = hoisted.constants.length;
    // The backward rule may close over the same values as the function; it gets them as leading residuals.
    const fwd: Forward = (xs, perturbed) => {
      const consts = xs.slice(0, k);
      const run = () => params.fwdJaxprThunk(xs.slice(k), perturbed.slice(k));
      const { outputs, residuals } = hoisted.revive(consts, run);
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
    const fwd: Forward = (xs, perturbed) => {
      let count = 0;
      const run = (...ys: Value[]): Value[] => {
        const out = params.fwdJaxprThunk(ys, perturbed);
        count = out.outputs.length;
        return [...out.outputs, ...out.residuals];
      };
      // A residual that does not depend on the batch stays without one, and so does what bwd makes of it.
      const out = call.run(run, xs, batched, (i) => (i < count ? i : null));
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
      const { outputs, residuals } = params.fwdJaxprThunk(
        primals,
        tangents.map((t) => t !== null),
      );
      const full = tangents.map((t, i) => instantiate(t, primals[i]));
      const tangentsOut = bind(customLinP, [...residuals, ...full], {
        rule: params.rule,
        numRes: residuals.length,
        bwd: params.bwd,
        symbolicZeros: params.symbolicZeros,
        outAvals: outputs.map((o) => o.type.tangent()),
      });
      return { primals: outputs, tangents: tangentsOut.map((t) => (t.dtype === "float0" ? null : t)) };
    });
  },

  paramText: {
    show: ({ name, bwd, callJaxpr, fwdJaxprThunk, numConsts, symbolicZeros }) => ({
      name,
      bwd: nameOf(bwd),
      callJaxpr,
      fwd: nameOf(fwdJaxprThunk),
      ...shownConsts(numConsts),
      symbolicZeros,
    }),
    read: ({ name, bwd, callJaxpr, fwd, numConsts = 0, symbolicZeros }) =>
      ({
        name,
        rule: { kind: "custom_vjp", functionName: String(name), ruleName: String(bwd), source: undefined },
        bwd: opaqueFunction(String(bwd)),
        callJaxpr,
        fwdJaxprThunk: opaqueFunction(String(fwd)),
        numConsts,
        symbolicZeros,
      }) as CustomVjpParams,
  },
};

/**
 * Batches a backward rule. Cotangents of arguments that are not batched are summed over the batch, if they depend on it.
 * `given`: which residuals and output cotangents are batched; if none is, there is no batch.
 */
function batchBackward(
  bwd: Backward,
  batched: readonly boolean[],
  size: number,
  given: () => readonly boolean[],
): Backward {
  const axis = currentAxis();
  const mapped: Backward = (residuals, cts) => {
    const isBatched = given();
    const isThere = [...residuals.map(() => true), ...cts.map((c) => c !== null)];
    if (!isBatched.some((is, i) => is && isThere[i])) return bwd(residuals, cts);
    let zero: boolean[] = [];
    const all = vmapFlat(
      (...xs) => {
        let at = residuals.length;
        const there = cts.map((c) => (c === null ? null : xs[at++]));
        const out = bwd(xs.slice(0, residuals.length), there);
        zero = out.map((c) => c === null);
        return out.filter((c) => c !== null);
      },
      [...residuals, ...cts.filter((c) => c !== null)],
      isBatched.filter((_, i) => isThere[i]),
      size,
      axis,
    );
    let next = 0;
    return zero.map((is, i) => {
      if (is) return null;
      const at = next++;
      const cotangent = all.outputs[at];
      if (all.batched[at] === batched[i]) return cotangent;
      return batched[i] ? broadcastLeading(cotangent, size) : reduceSum(cotangent, [0]);
    });
  };
  return named(mapped, bwd);
}

interface CustomLinParams {
  readonly rule: Rule;
  readonly numRes: number;
  readonly bwd: Backward;
  readonly symbolicZeros: boolean;
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

  transpose(cotangents, inputs, _types, { numRes, bwd, outAvals, symbolicZeros, rule }) {
    const residuals = inputs.slice(0, numRes) as Value[];
    const full = () => cotangents.map((c, i) => instantiateCotangent(c, outAvals[i]));
    const cts = symbolicZeros ? cotangents : full();
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
