/** The call of a customJvp function: everything sees the function, and forward mode the rule. */

import { opaqueFunction } from "../ir/params.js";
import { Program } from "../ir/program.js";
import { type Rule, withRule } from "../ir/source.js";
import { instantiate } from "../passes/jvp.js";
import type { Primitive } from "../trace/primitive.js";
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
