/** Loops of everything as steps of a plan. */

import type { ArrayType } from "../ir/arrayType.js";
import { scalarType } from "../ir/expression.js";
import type { Plan, PlanDispatch, PlanLoop, PlanStep } from "../../runtime/plan.js";
import { compileKernel } from "./compile.js";
import type { LoweredLoop } from "./index.js";
import { type Move, type Moving, moveAll, movingOf } from "./moves.js";
import type { DeviceOptions } from "./options.js";
import { isScratch, type PlanParts } from "./planParts.js";

/** What a loop works on. */
interface LoopPlaces<Place> {
  readonly consts: readonly Place[];
  readonly arrays: readonly Place[];
  /** What is carried: it is there from the start, and each turn leaves it there. */
  readonly carried: readonly Place[];
  readonly stacked: readonly Place[];
  /** One for each check in a turn. */
  readonly counts: readonly Place[];
}

/** What a loop works on, in the order of its launch. */
export function placesOfLoop<Place>(
  { consts, carried, body }: LoweredLoop,
  all: readonly Place[],
): LoopPlaces<Place> {
  const stacked = body.outputs.length - body.checks.length - carried;
  const counts = body.checks.length;
  const arrays = all.length - consts - carried - stacked - counts;
  const ends = [consts, arrays, carried, stacked, counts].reduce((found, n) => [...found, found[found.length - 1] + n], [0]); // prettier-ignore
  const part = (n: number): Place[] => all.slice(ends[n], ends[n + 1]);
  return { consts: part(0), arrays: part(1), carried: part(2), stacked: part(3), counts: part(4) };
}

/** A scalar takes a whole vector, like everything. */
const scalarBytes = 16;

/** The sizes of the buffers that a loop needs for itself while it runs. */
export function scratchOf({ consts, body: { plan } }: LoweredLoop): number[] {
  const aside = handedOn(plan, consts).map((input) =>
    plan.buffers.find(({ kind, index }) => kind === "input" && index === input)!,
  ); // prettier-ignore
  return [...plan.buffers.filter(isScratch), ...aside].map(({ bytes }) => bytes).concat(scalarBytes);
}

/** The inputs of a turn that are other outputs: they may have to go by way of another buffer. */
function handedOn({ outputs }: Plan, consts: number): number[] {
  return [...new Set(outputs.flatMap(({ input }, n) => (input === consts + n ? [] : (input ?? []))))];
}

/** The steps that run a loop on buffers of the plan; for `scratch` see `scratchOf`. */
export function loopSteps(
  loop: LoweredLoop,
  buffers: readonly number[],
  scratch: readonly number[],
  plan: PlanParts,
  options: DeviceOptions,
): PlanStep[] {
  const { body, bound, reverse, isFlagged } = loop;
  const { consts, arrays, carried, stacked, counts } = placesOfLoop(loop, buffers);
  const counter = scratch[scratch.length - 1];
  const isCounted = arrays.length + stacked.length > 0;
  const inputs = [...consts, ...carried, ...arrays, ...(arrays.length > 0 ? [counter] : [])];
  const own = body.plan.buffers.filter(isScratch).length;
  const asides = new Map(
    handedOn(body.plan, consts.length).map((input, n) => [inputs[input], scratch[own + n]]),
  );
  const { steps, outputs } = plan.include(body.plan, inputs, scratch);
  const ends = [carried.length, carried.length + stacked.length];
  const moves = [...carried, ...stacked, ...counts].flatMap((to, n): Move<number>[] => {
    const type = body.outputs[n];
    if (isEmpty(type) || outputs[n] === to) return [];
    const move = { from: { place: outputs[n] }, to, count: type.size, type: scalarType(type.dtype) };
    if (n < ends[0]) return [move];
    return n < ends[1] ? [{ ...move, turn: { counter, of: bound!, reverse } }] : [{ ...move, adds: true }];
  });
  const counting: Move<number> = { from: { literal: 1 }, to: counter, count: 1, type: "i32", adds: true };
  const turns: PlanLoop = {
    kind: "loop",
    ...(isFlagged && { flag: carried[carried.length - 1] }),
    ...(bound !== undefined && { turns: bound }),
    body: [
      ...withoutCopies(steps, plan, options),
      ...moveAll(moves, options.maxStorageBuffers, (from) => asides.get(from)!).map((m) =>
        dispatch(m, plan, options),
      ),
      ...(isCounted ? [dispatch(movingOf([counting]), plan, options)] : []),
    ],
  };
  const cleared = [...counts, ...(isCounted ? [counter] : [])];
  return [...cleared.map((buffer): PlanStep => ({ kind: "clear", buffer, bytes: scalarBytes })), turns];
}

function isEmpty({ dtype, size }: ArrayType): boolean {
  return dtype === "float0" || size === 0;
}

function dispatch({ kernel, places }: Moving<number>, plan: PlanParts, options: DeviceOptions): PlanDispatch {
  const { kernel: compiled, workgroups } = compileKernel(kernel, options);
  return { kind: "dispatch", kernel: plan.kernel(compiled), buffers: places, workgroups };
}

/** The steps of a turn: what would be copied is moved. */
function withoutCopies(
  steps: readonly PlanStep[],
  plan: PlanParts,
  options: DeviceOptions,
): (PlanDispatch | PlanLoop)[] {
  return steps.map((step) => {
    if (step.kind === "dispatch" || step.kind === "loop") return step;
    const count = step.bytes / 4;
    return step.kind === "copy"
      ? dispatch(movingOf([{ from: { place: step.from }, to: step.to, count, type: "u32" }]), plan, options)
      : dispatch(movingOf([{ from: { literal: 0 }, to: step.buffer, count, type: "u32" }]), plan, options);
  });
}
