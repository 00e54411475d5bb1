/**
 * How a kernel is laid on threads. The choice is made by trying: every candidate is instantiated, and the one that is
 * estimated to take the least is kept.
 */

import type { Expr } from "../../ir/expression.js";
import type { Grid, SharedArray } from "../code.js";
import type { Kernel } from "../kernel.js";
import { type DeviceOptions, lanes } from "../options.js";
import { type Sequenced, sequence } from "../sequence.js";
import { vectorize } from "../vectors.js";
import { candidates } from "./candidates.js";
import { timeOfThread } from "./estimate.js";

export interface Schedule {
  readonly sequenced: Sequenced;
  readonly sources: ReadonlyMap<Expr, string>;
  /** Buffers that are bound as arrays of vectors. */
  readonly vectors: ReadonlySet<string>;
  readonly shared: readonly SharedArray[];
  readonly grid: Grid;
}

/** More code must take this part of the time of less code, or less. */
const WORTHWHILE = 0.93;

export function scheduleKernel(kernel: Kernel, options: DeviceOptions): Schedule {
  let best: Schedule | undefined;
  let bestTime = Infinity;
  for (const instantiate of candidates(kernel, options)) {
    const { grid, shared, ...instance } = instantiate();
    const { code, buffers, sources } = vectorize(kernel, instance.code, instance.sources);
    const schedule: Schedule = { sequenced: sequence(code), sources, vectors: buffers, shared, grid };
    const time =
      timeOfThread(schedule, kernel, options.target) * Math.max(threadsOf(grid), lanes[options.target]);
    if (time >= bestTime * WORTHWHILE) continue;
    bestTime = time;
    best = schedule;
  }
  return best!;
}

function threadsOf({ of, count, workgroupSize }: Grid): number {
  return of === "threads" ? count : count * workgroupSize;
}
