/** Loops without what they carry, or stack, for nobody. */

import { Program } from "../ir/program.js";
import { withOutputs } from "../passes/deadCode.js";
import type { LoopParts, Primitive } from "../trace/primitive.js";

type Staged = Program<Primitive>;

interface NeededParts {
  readonly parts: LoopParts;
  /** For each of the loop's inputs, and of its outputs, whether it has been kept. */
  readonly inputs: readonly boolean[];
  readonly outputs: readonly boolean[];
}

/** What turns carry is needed if it is used at the end, or if the condition or what else is needed reads it in a turn. */
export function neededParts(parts: LoopParts, isUsed: readonly boolean[]): NeededParts {
  const body = parts.body as Staged;
  const condition = parts.condition as Staged | undefined;
  const first = parts.bodyConsts;
  let outputs = [...isUsed];
  if (condition) {
    const { reads } = withOutputs(condition, () => true);
    outputs = outputs.map((is, n) => is || (n < parts.carried && reads[parts.conditionConsts + n]));
  }
  for (;;) {
    const { program, reads } = withOutputs(body, (n) => outputs[n]);
    const next = outputs.map((is, n) => is || (n < parts.carried && reads[first + n]));
    if (next.some((is, n) => is !== outputs[n])) outputs = next;
    else return without(parts, program, outputs);
  }
}

function without(parts: LoopParts, body: Staged, outputs: readonly boolean[]): NeededParts {
  const carried = outputs.slice(0, parts.carried);
  const count = parts.conditionConsts + body.inputs.length;
  const first = parts.conditionConsts + parts.bodyConsts;
  const inputs = Array.from({ length: count }, (_, n) => carried[n - first] ?? true);
  if (outputs.every(Boolean)) return { parts, inputs, outputs };
  const keep = (program: Staged, consts: number): Staged => {
    const kept = program.inputs.filter((_, n) => carried[n - consts] ?? true);
    return new Program(kept, program.equations, program.outputs, program.constants);
  };
  const condition = parts.condition && keep(parts.condition as Staged, parts.conditionConsts);
  return {
    parts: {
      ...parts,
      condition,
      body: keep(body, parts.bodyConsts),
      carried: carried.filter(Boolean).length,
    },
    inputs,
    outputs,
  };
}
