/** What calls of programs have in common: passes make other programs of theirs, which are called in the same way. */

import type { Program } from "../ir/program.js";
import { jvpProgram } from "../passes/jvp.js";
import { flags, memoized } from "../passes/memo.js";
import { pass } from "../passes/pass.js";
import { batchedProgram } from "../passes/vmap.js";
import type { MaybeZero, Primitive } from "../trace/primitive.js";
import { type ClosedProgram, hoistConstants, stage } from "../trace/stageTrace.js";
import type { Value } from "../trace/value.js";

interface ProgramParams {
  readonly jaxpr: Program<Primitive>;
}

/** Calls what a pass made of the program of a call. */
type Call<P> = (derived: ClosedProgram, inputs: readonly Value[], params: P) => Value[];

/** Runs a program backwards: as `transposeProgram`. */
type Transpose = (
  program: Program<Primitive>,
  linear: readonly boolean[],
  values: readonly (Value | null)[],
  cotangents: readonly MaybeZero[],
) => MaybeZero[];

/** The rules of a primitive whose program is in `jaxpr`. Its constants have been hoisted to inputs. */
export function programRules<P extends ProgramParams>(call: Call<P>, runBackwards: Transpose) {
  const rules: Required<Pick<Primitive<P>, "type" | "batch" | "jvp" | "transpose">> = {
    type: (_inputs, { jaxpr }) => jaxpr.outputTypes,

    batch(inputs, batched, size, params) {
      const mapped = batchedProgram(params.jaxpr, batched, size);
      return { outputs: call(mapped, inputs, params), batched: [...mapped.batched] };
    },

    jvp(primals, tangents, params) {
      const given = tangents.filter((t) => t !== null);
      const nonzero = tangents.map((t) => t !== null);
      const derived = jvpProgram(params.jaxpr, nonzero);
      const outputs = call(derived, [...primals, ...given], params);
      let next = params.jaxpr.outputs.length;
      return {
        primals: outputs.slice(0, next),
        tangents: derived.nonzero.map((is) => (is ? outputs[next++] : null)),
      };
    },

    transpose(cotangents, inputs, _types, params) {
      const linear = inputs.map((x) => x === null);
      const given = cotangents.filter((c) => c !== null);
      const isGiven = cotangents.map((c) => c !== null);
      const backward = backwardProgram(params.jaxpr, linear, isGiven, runBackwards);
      const outputs = call(backward, [...inputs.filter((x) => x !== null), ...given], params);
      let next = 0;
      return backward.nonzero.map((is) => (is ? outputs[next++] : null));
    },
  };
  return rules;
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
  runBackwards: Transpose,
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
          const result = runBackwards(jaxpr, linear, values, cotangents);
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
