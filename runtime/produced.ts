import type { Plan, PlanStep } from "./plan.js";
import { classBytes } from "./pool.js";

/** An output that the steps of a plan write. */
export interface Produced {
  /** First place among the plan's outputs, and the buffer's number. */
  readonly output: number;
  readonly buffer: number;
  /**
   * Arguments whose memory may hold the result, if the call may have it: they are read for the last time before the
   * result is first written.
   */
  readonly donors: readonly number[];
}

export function producedOutputs(plan: Plan): Produced[] {
  const produced: Produced[] = [];
  plan.outputs.forEach(({ buffer }, output) => {
    if (buffer === undefined || plan.buffers[buffer].kind !== "output") return;
    if (produced.some((p) => p.buffer === buffer)) return;
    produced.push({ output, buffer, donors: donorsOf(plan, buffer) });
  });
  return produced;
}

function donorsOf(plan: Plan, result: number): number[] {
  const size = classBytes(plan.buffers[result].bytes);
  const firstWrite = plan.steps.findIndex((step) => buffersOf(step).includes(result));
  const donors: number[] = [];
  plan.buffers.forEach(({ kind, bytes, index }, b) => {
    if (kind !== "input" || classBytes(bytes) !== size) return;
    if (plan.steps.findLastIndex((step) => buffersOf(step).includes(b)) < firstWrite) donors.push(index!);
  });
  return donors;
}

function buffersOf(step: PlanStep): readonly number[] {
  if (step.kind === "dispatch") return step.buffers;
  if (step.kind === "loop") return step.body.flatMap(buffersOf).concat(step.flag ?? []);
  return step.kind === "copy" ? [step.from, step.to] : [step.buffer];
}
