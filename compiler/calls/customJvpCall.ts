/** The call of a customJvp function: everything sees the function, and forward mode the rule. */

import { opaqueFunction } from "../ir/params.js";
import { Program } from "../ir/program.js";
import { type Rule, withRule } from "../ir/source.js";
import { instantiate } from "../passes/jvp.js";
import type { MaybeZero, Primitive } from "../trace/primitive.js";
import { bind } from "../trace/trace.js";
import { closedOver } from "../trace/tracer.js";
import type { Value } from "../trace/value.js";
import { named, nameOf } from "./callable.js";
import { BatchedCall, type Body, callRules, shownConsts, stageBody } from "./customCall.js";
import type { FlatRule } from "./jvpRule.js";

interface CustomJvpParams {
  readonly name: string;
  readonly rule: Rule;
  readonly callJaxpr: Body;
  readonly jvpJaxprFun: FlatRule;
  /** Whether the rule takes zeros that are known to be zero as such. */
  readonly symbolicZeros: boolean;
  /** Leading inputs that the function closed over. */
  readonly numConsts: number;
}

export const customJvpP: Primitive<CustomJvpParams> = {
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
      const given = tangents.map((t) => t !== null);
      // Of each tangent output, which is not zero, the number of its primal.
      let places: number[] = [];
      let count = 0;
      const run = (...xs: Value[]): Value[] => {
        let next = n;
        const out = params.jvpJaxprFun(xs.slice(0, n), given.map((is) => (is ? xs[next++] : null))); // prettier-ignore
        count = out.primals.length;
        places = out.tangents.flatMap((t, i) => (t === null ? [] : [i]));
        return [...out.primals, ...out.tangents.filter((t) => t !== null)];
      };
      const inputs = [...primals, ...tangents.filter((t) => t !== null)];
      const isBatched = [...batched, ...batched.filter((_, i) => given[i])];
      const out = call.run(run, inputs, isBatched, (i) => (i < count ? i : places[i - count]));
      call.outputs = out.batched.slice(0, count);
      const zeros = new Array<MaybeZero>(count).fill(null);
      places.forEach((at, i) => (zeros[at] = out.outputs[count + i]));
      return { primals: out.outputs.slice(0, count), tangents: zeros };
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
    const full = params.symbolicZeros ? tangents : tangents.map((t, i) => instantiate(t, primals[i]));
    const out = withRule(params.rule, () => params.jvpJaxprFun(primals, full));
    return { primals: out.primals, tangents: out.tangents.map((t) => (t?.dtype === "float0" ? null : t)) };
  },

  paramText: {
    show: ({ name, callJaxpr, jvpJaxprFun, numConsts, symbolicZeros }) => ({
      name,
      callJaxpr,
      jvp: nameOf(jvpJaxprFun),
      ...shownConsts(numConsts),
      symbolicZeros,
    }),
    read: ({ name, callJaxpr, jvp, numConsts = 0, symbolicZeros }) =>
      ({
        name,
        rule: { kind: "custom_jvp", functionName: String(name), ruleName: String(jvp), source: undefined },
        callJaxpr,
        jvpJaxprFun: opaqueFunction(String(jvp)),
        numConsts,
        symbolicZeros,
      }) as CustomJvpParams,
  },
};
