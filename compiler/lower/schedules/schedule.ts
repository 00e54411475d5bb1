/**
 * How a kernel is laid on threads. The choice is made by trying: every candidate is instantiated, and the one that is
 * estimated to take the least is kept.
 */

import type { Expr } from "../../ir/expression.js";
import type { Grid, SharedArray } from "../code.js";
import type { Kernel } from "../kernel.js";
import type { DeviceOptions } from "../options.js";
import { type Sequenced, sequence } from "../sequence.js";
import { vectorize } from "../vectors.js";
import { candidates } from "./candidates.js";
import { compilationPerCall } from "./compilation.js";
import { timeOfSchedule } from "./estimate.js";
import type { Instance } from "./threads.js";

export interface Schedule {
  readonly sequenced: Sequenced;
  readonly sources: ReadonlyMap<Expr, string>;
  /** Buffers that are bound as arrays of vectors. */
  readonly vectors: ReadonlySet<string>;
  readonly shared: readonly SharedArray[];
  readonly grid: Grid;
  /** Points that a thread computes at once. */
  readonly points: number;
}

/** More code must take this part of the time of less code, or less. */
const WORTHWHILE = 0.93;

export function scheduleKernel(kernel: Kernel, options: DeviceOptions): Schedule {
  const all = candidates(kernel, options);
  if (options.pick) return finish(kernel, all[options.pick(all.length)]());
  let best: Schedule | undefined;
  let bestTime = Infinity;
  for (const instantiate of all) {
    const schedule = finish(kernel, instantiate());
    const { code } = schedule.sequenced;
    const time = timeOfSchedule(schedule, kernel, options.target) + compilationPerCall(code, options.target);
    if (time >= bestTime * WORTHWHILE) continue;
    bestTime = time;
    best = schedule;
  }
  return best!;
}

function finish(kernel: Kernel, { grid, shared, points, ...instance }: Instance): Schedule {
  const { code, buffers, sources } = vectorize(kernel, instance.code, instance.sources);
  return { sequenced: sequence(code), sources, vectors: buffers, shared, grid, points };
}
