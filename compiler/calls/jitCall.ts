/** The call of a compiled program: passes transform the program in it, and the executor runs it. */

import type { Program } from "../ir/program.js";
import { jvpProgram } from "../passes/jvp.js";
import { flags, memoized } from "../passes/memo.js";
import { pass } from "../passes/pass.js";
import { transposeProgram } from "../passes/transpose.js";
import { vmapProgram } from "../passes/vmap.js";
import { currentExecutor, type ExecutionOptions } from "../trace/executor.js";
import type { Primitive } from "../trace/primitive.js";
import { type ClosedProgram, hoistConstants, stage } from "../trace/stageTrace.js";
import { bind } from "../trace/trace.js";
import type { Value } from "../trace/value.js";

interface JitParams extends ExecutionOptions {
  readonly jaxpr: Program<Primitive>;
}

/** A call of a compiled program. Its constants have been hoisted to inputs. */
export const jitP: Primitive<JitParams> = {
  name: "jit",
  type: (_inputs, { jaxpr }) => jaxpr.outputTypes,
  run: (inputs, { jaxpr, ...options }) => currentExecutor().run(jaxpr, inputs, options),
  lowering: { kind: "call", program: ({ jaxpr }) => jaxpr },

  batch(inputs, batched, size, params) {
    const mapped = vmapProgram(params.jaxpr, batched, size);
    return { outputs: callProgram(mapped, inputs, params), batched: [...mapped.batched] };
  },

  jvp(primals, tangents, params) {
    const given = tangents.filter((t) => t !== null);
    const derived = jvpProgram(
      params.jaxpr,
      tangents.map((t) => t !== null),
    );
    const outputs = callProgram(derived, [...primals, ...given], params);
    let next = params.jaxpr.outputs.length;
    return {
      primals: outputs.slice(0, next),
      tangents: derived.nonzero.map((is) => (is ? outputs[next++] : null)),
    };
  },

  partial: {
    kind: "split",
    program: ({ jaxpr }) => jaxpr,
    rebuild: (jaxpr, params) => ({ ...params, donated: undefined, jaxpr: jaxpr as Program<Primitive> }),
  },

  transpose(cotangents, inputs, _types, params) {
    const linear = inputs.map((x) => x === null);
    const given = cotangents.filter((c) => c !== null);
    const backward = backwardProgram(
      params.jaxpr,
      linear,
      cotangents.map((c) => c !== null),
    );
    const outputs = callProgram(backward, [...inputs.filter((x) => x !== null), ...given], params);
    let next = 0;
    return backward.nonzero.map((is) => (is ? outputs[next++] : null));
  },

  paramText: {
    show: ({ donated, ...params }, inputs) => ({
      ...params,
      ...(donated && { donatedInvars: inputs.map((_, i) => donated.includes(i)) }),
    }),
    read: ({ donatedInvars, ...params }) => ({
      ...(params as unknown as JitParams),
      ...(donatedInvars !== undefined && {
        donated: (donatedInvars as boolean[]).flatMap((is, i) => (is ? [i] : [])),
      }),
    }),
  },
};

/** Calls what a pass made of the program of a call. */
function callProgram(
  { program, constants }: ClosedProgram,
  inputs: readonly Value[],
  params: JitParams,
): Value[] {
  return bind(jitP, [...constants, ...inputs], { ...params, donated: undefined, jaxpr: program });
}

interface BackwardProgram extends ClosedProgram {
  /** Which inputs have a cotangent. */
  readonly nonzero: readonly boolean[];
}

/** From the inputs that are not linear, and the cotangents that are not zero, to cotangents of linear inputs. */
function backwardProgram(
  jaxpr: Program<Primitive>,
  linear: readonly boolean[],
  given: readonly boolean[],
): BackwardProgram {
  return memoized(jaxpr, `transpose ${flags(linear)} ${flags(given)}`, () => {
    let nonzero: boolean[] = [];
    const valueTypes = jaxpr.inputTypes.filter((_, i) => !linear[i]);
    const staged = pass("transpose", jaxpr, () =>
      stage(
        (...inputs) => {
          let v = 0;
          let c = valueTypes.length;
          const values = linear.map((is) => (is ? null : inputs[v++]));
          const cotangents = given.map((is) => (is ? inputs[c++] : null));
          const result = transposeProgram(jaxpr, linear, values, cotangents);
          nonzero = result.map((r, i) => linear[i] && r !== null);
          return result.filter((r, i): r is Value => linear[i] && r !== null);
        },
        [...valueTypes, ...jaxpr.outputTypes.filter((_, i) => given[i]).map((t) => t.tangent())],
        { transform: "transpose", name: "a program" },
      ),
    );
    return { ...hoistConstants(staged), nonzero };
  });
}
