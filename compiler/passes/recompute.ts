/**
 * Partial evaluation of programs whose intermediate values are not to be kept: what is known is computed now, and what
 * the rest needs of it is computed again, except for values that a policy has saved.
 */

import type { ArrayType } from "../ir/arrayType.js";
import { type Atom, Literal, type Params, Program, type Var } from "../ir/program.js";
import { evaluate } from "../trace/evaluate.js";
import type { Primitive } from "../trace/primitive.js";
import { type ClosedProgram, stage } from "../trace/stageTrace.js";
import { bind } from "../trace/trace.js";
import { withoutDeadCode } from "./deadCode.js";
import { splitProgram } from "./linearize.js";
import { flags, memoized } from "./memo.js";

/** Whether the results of an operation are kept for the backward pass. Results that are not are computed again. */
export type CheckpointPolicy = (
  primitive: Primitive,
  params: Params,
  inputTypes: readonly ArrayType[],
) => boolean;

interface Recomputed extends ClosedProgram {
  /** Of the known inputs (behind the constants): the outputs that are known, and what is saved for the rest. */
  readonly program: Program<Primitive>;
  readonly knownOutput: readonly boolean[];
  /** The known inputs that the rest needs, by their numbers among the inputs. */
  readonly needed: readonly number[];
  /** Of what is saved, the needed inputs, and the unknown inputs: the outputs that are not known. */
  readonly rest: Program<Primitive>;
}

/** Divides a program of which some inputs are unknown. */
export function recomputedProgram(
  program: Program<Primitive>,
  unknown: readonly boolean[],
  policy: CheckpointPolicy | null,
): Recomputed {
  const make = (): Recomputed => divide(program, unknown, policy);
  // What a policy says is asked again for each call: policies are functions, and have no key.
  return policy ? make() : memoized(program, `recompute ${flags(unknown)}`, make);
}

function divide(
  program: Program<Primitive>,
  unknown: readonly boolean[],
  policy: CheckpointPolicy | null,
): Recomputed {
  const whole = policy ? withoutSplitCalls(program) : program;
  const saved = policy ? savedValues(whole, unknown, policy) : [];
  const extended = new Program(whole.inputs, whole.equations, [...whole.outputs, ...saved], whole.constants);
  const { program: half, constants, knownOutputs, unknownOutput } = splitProgram(extended, unknown);
  const isUnknown = unknownOutput.slice(0, whole.outputs.length);
  const again = whole.equations.filter((e) => !e.outputs.some((v) => saved.includes(v)));
  const left = withoutDeadCode(
    new Program(
      [...saved, ...whole.inputs],
      again,
      whole.outputs.filter((_, i) => isUnknown[i]),
      whole.constants,
    ),
  );
  const used = new Set<Atom>([...left.equations.flatMap((e) => e.inputs), ...left.outputs]);
  const kept = saved.filter((v) => used.has(v));
  const needed = whole.inputs.flatMap((v, i) => (!unknown[i] && used.has(v) ? [i] : []));
  const known = half.outputs.slice(0, knownOutputs - saved.length);
  const residuals = half.outputs.slice(knownOutputs - saved.length, knownOutputs);
  return {
    program: withoutDeadCode(
      new Program(half.inputs, half.equations, [
        ...known,
        ...residuals.filter((_, i) => kept.includes(saved[i])),
      ]),
    ),
    constants,
    knownOutput: isUnknown.map((is) => !is),
    needed,
    rest: new Program(
      [...kept, ...needed.map((i) => whole.inputs[i]), ...whole.inputs.filter((_, i) => unknown[i])],
      left.equations,
      left.outputs,
      left.constants,
    ),
  };
}

/** What a policy saves of the values that depend on no unknown input. */
function savedValues(
  program: Program<Primitive>,
  unknown: readonly boolean[],
  policy: CheckpointPolicy,
): Var[] {
  const isUnknown = new Set<Atom>(program.inputs.filter((_, i) => unknown[i]));
  return program.equations.flatMap(({ primitive, inputs, params, outputs }) => {
    const depends = inputs.some((a) => !(a instanceof Literal) && isUnknown.has(a));
    if (depends) for (const v of outputs) isUnknown.add(v);
    const types = inputs.map((a) => a.type);
    return !depends && policy(primitive, params, types) ? outputs : [];
  });
}

/** The program with calls that would be split inlined: policies look into them. */
function withoutSplitCalls(program: Program<Primitive>): Program<Primitive> {
  const apply: typeof bind = (primitive, inputs, params) => {
    const { partial } = primitive;
    if (partial?.kind !== "split") return bind(primitive, inputs, params);
    return evaluate(partial.program(params) as Program<Primitive>, inputs, apply);
  };
  const traced = { transform: "checkpoint", name: "a program" };
  return stage((...inputs) => evaluate(program, inputs, apply), program.inputTypes, traced);
}
