/** A kernel as a link of a chain: how its threads share the work, and whether it is small enough for that. */

import { sizeOf } from "../../ir/arrayType.js";
import { type Expr, contains, hasLoops } from "../../ir/expression.js";
import { allExpressions } from "../code.js";
import { workOf } from "../demand.js";
import type { Kernel } from "../kernel.js";
import type { DeviceOptions, Target } from "../options.js";
import { sequence } from "../sequence.js";
import { timeOfLink } from "./estimate.js";
import { type Tiling, joinAxes } from "./points.js";
import { type Instance, threadCode } from "./threads.js";

/**
 * Threads of the workgroup. In software four are one vector of the processor, among which barriers are nearly free.
 */
const THREADS: Record<Target, number> = { gpu: 128, software: 4, host: 1 };
/** The most additions that a thread may take: what a dispatch costs. Measured on SwiftShader: 12 µs. */
const MAX_TIME: Record<Target, number> = { gpu: 4000, software: 8000, host: 0 };
/** In a loop, a link may take so many times as long, if others take less. */
const LONGEST = 8;
/** The cores that would share a link's rounds. */
const CORES = 2;
/** No point takes less than so many additions. */
const MIN_TIME = 20;
/** What it takes to find out what the link is. */
const LINK_TIME = 50;
/** Turns of a loop at once. In software fewer are compiled faster, and run nearly as fast. */
const UNROLL: Record<Target, number> = { gpu: 4, software: 1, host: 1 };
/** The shortest loop that is shared by a team. */
const MIN_SHARED = 8;
/** Arrays of a team's own in workgroup memory, each with a word for every thread. */
const MAX_ARRAYS = 8;
/** Bytes of a word of memory, which holds one element of any type. */
const WORD = 4;

/** In software, code for workgroup memory takes three times as long to compile. */
export const inWorkgroup = ({ target }: DeviceOptions): boolean => target === "gpu";

/** The most words of a chain's memory. */
export function maxWords(options: DeviceOptions): number {
  if (!inWorkgroup(options)) return options.maxBufferBytes / WORD;
  return Math.floor(options.maxWorkgroupBytes / WORD) - MAX_ARRAYS * threadsOf(options) - 1;
}

/** The most buffers of a chain's own, beside its table, and its memory where that is or must outlive a launch. */
export function maxBound(options: DeviceOptions, repeats = false): number {
  return options.maxStorageBuffers - (inWorkgroup(options) && !repeats ? 1 : 2);
}

export function threadsOf({ target, maxInvocations }: DeviceOptions): number {
  return Math.min(THREADS[target], 2 ** Math.floor(Math.log2(maxInvocations)));
}

interface LinkInstance extends Instance {
  /** How often each thread, or team of threads, takes a point. */
  readonly rounds: number;
  readonly isTeam: boolean;
  /** What a thread takes for all rounds. */
  readonly time: number;
}

export interface LinkSize {
  /** Statements. */
  readonly size: number;
  /** What a thread takes, in additions. */
  readonly time: number;
  /** By how much that is more than what the whole device would take, without the dispatch. */
  readonly excess: number;
}

/** What a kernel is as a link; nothing if it takes so long that it should not be one. */
export function sizeInChain(kernel: Kernel, options: DeviceOptions): LinkSize | undefined {
  const limit = LONGEST * MAX_TIME[options.target];
  const isHalf = kernel.buffers.some(({ type }) => type === "f16");
  const rounds = Math.ceil(pointsOf(kernel) / threadsOf(options));
  if (rounds * MIN_TIME > limit || isHalf || kernel.body.some((s) => s.kind === "update")) return undefined;
  const { code, time, rounds: taken } = instantiateLink(kernel, options);
  const expressions = allExpressions(code);
  // Where data end loops, lanes take different times, and the next link would wait for all.
  if (expressions.some(hasOpenLoops)) return undefined;
  // A GPU that is used as a whole takes next to nothing.
  const excess = options.target === "gpu" ? time : time - time / Math.min(taken, CORES);
  return time <= limit ? { size: workOf(expressions).size, time: time + LINK_TIME, excess } : undefined;
}

/** What so many dispatches cost, in additions of a thread. */
export function timeOfDispatches(count: number, { target }: DeviceOptions): number {
  return count * MAX_TIME[target];
}

/** Every thread takes points for itself, or, on GPUs, all threads form one team for each point. */
export function instantiateLink(kernel: Kernel, options: DeviceOptions): LinkInstance {
  const tile = joinAxes(kernel.axes).map(() => 1);
  const alone = instantiate(kernel, { tile, unroll: UNROLL[options.target] }, options);
  const team = teamFor(kernel, options);
  const together = team && instantiate(kernel, { tile, unroll: UNROLL[options.target], team }, options);
  return together && together.time < alone.time ? together : alone;
}

function instantiate(kernel: Kernel, tiling: Tiling, options: DeviceOptions): LinkInstance {
  const instance = threadCode(kernel, tiling, options);
  const rounds = tiling.team ? 1 : Math.ceil(pointsOf(kernel) / threadsOf(options));
  const time = rounds * timeOfLink({ sequenced: sequence(instance.code) }, kernel, options.target);
  return { ...instance, rounds, isTeam: tiling.team !== undefined, time };
}

function teamFor(kernel: Kernel, options: DeviceOptions): Tiling["team"] {
  const loops = kernel.body.filter((s) => s.kind === "loop");
  const teams = 2 ** Math.ceil(Math.log2(pointsOf(kernel)));
  const size = threadsOf(options) / teams;
  const results = loops.flatMap(({ folds }) => folds.flatMap((fold) => fold.results));
  const isShared = loops.some(({ extent }) => extent >= MIN_SHARED);
  if (options.target !== "gpu" || size < 2 || !isShared || results.length > MAX_ARRAYS) return undefined;
  return { size, teams, neighbours: "members", lanes: 1 };
}

export function pointsOf({ axes }: Kernel): number {
  return sizeOf(axes.map(({ extent }) => extent));
}

/** Whether there is a loop of which it is not known how many turns it takes. */
function hasOpenLoops(x: Expr): boolean {
  return hasLoops(x) && contains([x], (part) => part.kind === "loop" && part.condition.kind !== "literal");
}
