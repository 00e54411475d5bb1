/** What a launch of a kernel may take, so that a device is never away for long; what a slice of a loop may have of it. */

import type { Counted, Work } from "./demand.js";
import type { LaneLoop } from "./laneLoop.js";
import type { Target } from "./options.js";
import { turnTime } from "./schedules/estimate.js";

/** So much fits into a launch, in additions, or in turns of a loop. */
export interface LaunchLimits {
  /** Of one thread. */
  readonly each: number;
  /** Of all threads together. */
  readonly all: number;
  /** So many threads take as long when one of them goes on as when all do. */
  readonly together: number;
}

/**
 * What a launch may take, in additions, to last 100 ms at most: all of its threads together, and one by itself. SwiftShader was
 * measured with two cores; for GPUs, a slow one is assumed, of 200 billion additions a second.
 */
const LAUNCH: Record<Exclude<Target, "host">, LaunchLimits> = {
  software: { all: 2 ** 30, each: 2 ** 26, together: 4 },
  gpu: { all: 2 ** 34, each: 2 ** 25, together: 32 },
};
/**
 * A thread takes no more turns of one loop in a launch, whatever they take: Mesa's llvmpipe leaves loops, without a word, when a
 * thread has taken 65,535 turns in all of them.
 */
export const MOST_TURNS = 2 ** 15;
/** And this is the most that it may take in all loops, as far as these have bounds. */
const MOST_IN_ALL = 65_000;

/** Whether a launch takes too long, if all lanes take all the turns that they may, or those that they take for certain. */
export function isLong(loops: readonly LaneLoop[], counted: Counted, target: Target): boolean {
  if (target === "host") return false;
  return loops.some((loop) => partOfLaunch(loop, loop.work(turnTime(target), counted), target) > 1);
}

/** How many turns a slice may have, of which each of so many lanes may be several lanes of these loops. */
export function limitsOfSlice(loops: readonly LaneLoop[], lanes: number, target: Target): LaunchLimits {
  const { all, each, together } = launchOf(target);
  const parts = loops.map((loop) => {
    const { time, turns } = loop.work(turnTime(target), "possible", 1);
    const shared = (time * loop.laneCount) / Math.max(1, lanes);
    return { all: shared / all, each: Math.max(time / each, turns / MOST_TURNS) };
  });
  const turnsOf = (part: number[]): number => Math.max(1, Math.floor(1 / Math.max(...part)));
  return { all: turnsOf(parts.map((p) => p.all)), each: turnsOf(parts.map((p) => p.each)), together };
}

function partOfLaunch({ laneCount }: LaneLoop, { time, turns }: Work, target: Target): number {
  const { all, each } = launchOf(target);
  return Math.max((laneCount * time) / all, time / each, turns / MOST_IN_ALL);
}

export const launchOf = (target: Target): LaunchLimits => LAUNCH[target === "gpu" ? "gpu" : "software"];
