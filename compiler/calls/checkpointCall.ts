/** The call of a checkpointed function: differentiation keeps what goes in, and computes the rest again. */

import type { Program } from "../ir/program.js";
import { linearPart } from "../passes/linearize.js";
import { type CheckpointPolicy, recomputedProgram } from "../passes/recompute.js";
import { transposeProgram } from "../passes/transpose.js";
import { evaluate } from "../trace/evaluate.js";
import type { Primitive } from "../trace/primitive.js";
import { bind } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { programRules } from "./programCall.js";

interface CheckpointParams {
  readonly jaxpr: Program<Primitive>;
  readonly policy: CheckpointPolicy | null;
  /** Whether what is computed again must not be found to be the same as what was computed before. */
  readonly preventCse: boolean;
  /** Whether this is the part that computes again. */
  readonly differentiated: boolean;
}

export const checkpointP: Primitive<CheckpointParams> = {
  name: "remat2",
  ...programRules<CheckpointParams>(
    ({ program, constants }, inputs, params) =>
      bind(checkpointP, [...constants, ...inputs], { ...params, jaxpr: program }),
    (program, linear, values, cotangents) => {
      const part = linearPart(program, linear, values);
      const every = part.inputs.map(() => true);
      const found = transposeProgram(part, every, part.inputs.map(() => null), cotangents); // prettier-ignore
      let next = 0;
      return linear.map((is) => (is ? found[next++] : null));
    },
  ),
  run: (inputs, { jaxpr }) => evaluate(jaxpr, inputs),
  lowering: {
    kind: "call",
    program: ({ jaxpr }) => jaxpr,
    recomputes: ({ preventCse, differentiated }) => preventCse && differentiated,
  },

  partial: {
    kind: "known",
    run(inputs, params) {
      const unknown = inputs.map((x) => x === null);
      const divided = recomputedProgram(params.jaxpr, unknown, params.policy);
      const given = inputs.filter((x) => x !== null);
      const values = evaluate(divided.program, [...divided.constants, ...given]);
      const { knownOutput, needed, rest } = divided;
      let next = 0;
      const outputs = knownOutput.map((is) => (is ? values[next++] : null));
      const residuals = [...values.slice(next), ...needed.map((i) => inputs[i] as Value)];
      const left = unknown.flatMap((is, i) => (is ? [i] : []));
      return {
        outputs,
        rest: { inputs: [...residuals, ...left], params: { ...params, jaxpr: rest, differentiated: true } },
      };
    },
  },
};

/**
 * Calls a program in a loop of which the backward pass keeps nothing but what goes in: what is computed again is in loops of
 * its own, so that nothing can find it to be the same as what was computed before.
 */
export function callAgain(jaxpr: Program<Primitive>, inputs: readonly Value[]): Value[] {
  return bind(checkpointP, inputs, { jaxpr, policy: null, preventCse: false, differentiated: false });
}
