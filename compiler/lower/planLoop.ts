/** Loops of everything as steps of a plan. */

import type { ArrayType } from "../ir/arrayType.js";
import type { PlanDispatch, PlanLoop, PlanStep } from "../../runtime/plan.js";
import type { LoweredLoop } from "./index.js";
import { type Move, moveAll } from "./moves.js";
import { isScratch, type PlanParts } from "./planParts.js";

/** Where a loop works, in buffers of the plan. */
export interface LoopPlaces {
  readonly consts: readonly number[];
  readonly arrays: readonly number[];
  /** What is carried: it is there from the start, and each turn leaves it there. */
  readonly carried: readonly number[];
  readonly stacked: readonly number[];
  /** One for each check in a turn. */
  readonly counts: readonly number[];
  /** See `scratchOf`. */
  readonly scratch: readonly number[];
}

/** A scalar takes a whole vector, like everything. */
const scalarBytes = 16;

/** The sizes of the buffers that a loop needs for itself while it runs. */
export function scratchOf({ body }: LoweredLoop): number[] {
  const { buffers, outputs } = body.plan;
  const own = buffers.filter(isScratch);
  const handedOn = outputs.filter(({ input }) => input !== undefined);
  const aside = handedOn.map(({ input }) =>
    buffers.find(({ kind, index }) => kind === "input" && index === input)!,
  );
  return [...own, ...aside].map(({ bytes }) => bytes).concat(scalarBytes);
}

/** The steps that run a loop. */
export function loopSteps(
  loop: LoweredLoop,
  places: LoopPlaces,
  plan: PlanParts,
  maxBuffers: number,
): PlanStep[] {
  const { body, bound, reverse, isFlagged } = loop;
  const { consts, arrays, carried, stacked, counts, scratch } = places;
  const counter = scratch[scratch.length - 1];
  const aside = scratch.slice(body.plan.buffers.filter(isScratch).length, -1);
  const isCounted = arrays.length + stacked.length > 0;
  const inputs = [...consts, ...carried, ...arrays, ...(arrays.length > 0 ? [counter] : [])];
  const { steps, outputs } = plan.include(body.plan, inputs, scratch);
  const ends = [carried.length, carried.length + stacked.length];
  const moves = [...carried, ...stacked, ...counts].map((to, n): Move => {
    const move = { from: { buffer: outputs[n] }, to, ...elementsOf(body.outputs[n]) };
    if (n < ends[0]) return move;
    return n < ends[1]
      ? { ...move, turn: { buffer: counter, of: bound!, reverse } }
      : { ...move, adds: true };
  });
  const needed = moves.filter(
    ({ from, to, count }) => count > 0 && !("buffer" in from && from.buffer === to),
  );
  const counting: Move = { from: { literal: 1 }, to: counter, count: 1, dtype: "int32", adds: true };
  const moveEach = (all: readonly Move[]): PlanDispatch[] =>
    moveAll(all, maxBuffers, () => aside.shift()!, plan.kernel);
  const turns: PlanLoop = {
    kind: "loop",
    ...(isFlagged && { flag: carried[carried.length - 1] }),
    ...(bound !== undefined && { turns: bound }),
    body: [...withoutCopies(steps, plan), ...moveEach(needed), ...moveEach(isCounted ? [counting] : [])],
  };
  const cleared = [...counts, ...(isCounted ? [counter] : [])];
  return [...cleared.map((buffer): PlanStep => ({ kind: "clear", buffer, bytes: scalarBytes })), turns];
}

function elementsOf({ dtype, size }: ArrayType): Pick<Move, "dtype" | "count"> {
  return { dtype, count: dtype === "float0" ? 0 : size };
}

/** The steps of a turn: what would be copied is moved. */
function withoutCopies(steps: readonly PlanStep[], plan: PlanParts): (PlanDispatch | PlanLoop)[] {
  return steps.flatMap((step) => {
    if (step.kind === "dispatch" || step.kind === "loop") return [step];
    const [from, to] =
      step.kind === "copy" ? [{ buffer: step.from }, step.to] : [{ literal: 0 }, step.buffer];
    return moveAll([{ from, to, count: step.bytes / 4, dtype: "uint32" }], 2, () => to, plan.kernel);
  });
}
