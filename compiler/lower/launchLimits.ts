/** What a launch of a kernel may take, so that a device is never away for long; what a slice of a loop may have of it. */

import type { Counted, Work } from "./demand.js";
import type { LaneLoop } from "./laneLoop.js";
import { type LaunchLimits, MOST_IN_ALL, MOST_TURNS, type Target, launches } from "./options.js";

/** Whether a launch on a device takes too long, if all lanes take all the turns that they may, or those that they take for certain. */
export function isLong(loops: readonly LaneLoop[], counted: Counted, target: Target): boolean {
  if (target === "host") return false;
  return loops.some((loop) => partOfLaunch(loop, loop.work(target, counted), target) > 1);
}

/** How many turns a slice may have, of which each of so many lanes may be several lanes of these loops. */
export function limitsOfSlice(loops: readonly LaneLoop[], lanes: number, target: Target): LaunchLimits {
  const { all, each, together } = launches[target];
  const parts = loops.map((loop) => {
    const { time, turns } = loop.work(target, "possible", 1);
    const shared = (time * loop.laneCount) / Math.max(1, lanes);
    return { all: shared / all, each: Math.max(time / each, turns / MOST_TURNS) };
  });
  const turnsOf = (part: number[]): number => Math.max(1, Math.floor(1 / Math.max(...part)));
  return { all: turnsOf(parts.map((p) => p.all)), each: turnsOf(parts.map((p) => p.each)), together };
}

function partOfLaunch({ laneCount }: LaneLoop, { time, turns }: Work, target: Target): number {
  const { all, each } = launches[target];
  return Math.max((laneCount * time) / all, time / each, turns / MOST_IN_ALL);
}
