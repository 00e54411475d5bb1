/** The call of a compiled program: passes transform the program in it, and the executor runs it. */

import type { Program } from "../ir/program.js";
import { transposeProgram } from "../passes/transpose.js";
import { currentExecutor, type ExecutionOptions } from "../trace/executor.js";
import type { Primitive } from "../trace/primitive.js";
import { bind } from "../trace/trace.js";
import { programRules } from "./programCall.js";

interface JitParams extends ExecutionOptions {
  readonly jaxpr: Program<Primitive>;
}

/** A call of a compiled program. Its constants have been hoisted to inputs. */
export const jitP: Primitive<JitParams> = {
  name: "jit",
  ...programRules<JitParams>(
    ({ program, constants }, inputs, params) =>
      bind(jitP, [...constants, ...inputs], { ...params, donated: undefined, jaxpr: program }),
    transposeProgram,
  ),
  run: (inputs, { jaxpr, ...options }) => currentExecutor().run(jaxpr, inputs, options),
  lowering: { kind: "call", program: ({ jaxpr }) => jaxpr },

  partial: {
    kind: "split",
    program: ({ jaxpr }) => jaxpr,
    rebuild: (jaxpr, params) => ({ ...params, donated: undefined, jaxpr: jaxpr as Program<Primitive> }),
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
