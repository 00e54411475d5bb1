/**
 * A kernel must not hold the device for long, and nobody knows how long lanes take that decide for themselves when they end.
 * So a thread has an allowance, in additions, for the turns of such loops. When it has none left it leaves them all and says so
 * in a word of memory. What the kernel has made is then worth nothing, and the program is run in another form: with these
 * loops in slices (`slices.ts`).
 */

import { i32, lessThan, literal, load, not, select, sub, variable, binary } from "../ir/expression.js";
import type { Code, Grid } from "./code.js";
import type { Kernel, KernelBuffer } from "./kernel.js";
import type { LaneLoop } from "./laneLoop.js";
import type { Target } from "./options.js";
import { timeOfBody, turnTime } from "./schedules/estimate.js";
import type { Schedule } from "./schedules/schedule.js";
import type { SliceLimits } from "./slices.js";

/**
 * What a launch may take, in additions, to last 100 ms at most: all of its threads together, and one by itself. SwiftShader was
 * measured with two cores; for GPUs, a slow one is assumed, of 200 billion additions a second.
 */
const LAUNCH: Record<Exclude<Target, "host">, SliceLimits> = {
  software: { all: 2 ** 28, each: 2 ** 26, together: 4 },
  gpu: { all: 2 ** 34, each: 2 ** 25, together: 32 },
};
/** Slices are many, and two of them are under way at once. */
const SLICE = 1 / 4;

/** Whether a launch may take too long, since some lanes take all the turns that they may. */
export function isLong(loops: readonly LaneLoop[], target: Target): boolean {
  return (
    target !== "host" && loops.some((loop) => partOfLaunch(loop, loop.mostTime(turnTime(target)), target) > 1)
  );
}

/** How many turns a slice may have, of which each of so many lanes may be several lanes of these loops. */
export function limitsOfSlice(loops: readonly LaneLoop[], lanes: number, target: Target): SliceLimits {
  const { all, each, together } = launchOf(target);
  const times = loops.map((loop) => loop.mostTimeOfTurn(turnTime(target)));
  const shared = loops.map(({ laneCount }, n) => (times[n] * laneCount) / Math.max(1, lanes));
  const turns = (limit: number, time: readonly number[]): number => Math.max(1, Math.floor((SLICE * limit) / Math.max(...time))); // prettier-ignore
  return { all: turns(all, shared), each: turns(each, times), together };
}

function partOfLaunch({ laneCount }: LaneLoop, time: number, target: Target): number {
  const { all, each } = launchOf(target);
  return Math.max((laneCount * time) / all, time / each);
}

const launchOf = (target: Target): SliceLimits => LAUNCH[target === "gpu" ? "gpu" : "software"];

/** In which a thread says that it had no allowance left, by a number that is not 0. */
const unfinished: KernelBuffer = { name: "unfinished", type: "u32", size: 4, access: "write" };
const left = variable("i32", "left");

/** A kernel with a schedule. */
interface Scheduled {
  readonly kernel: Pick<Kernel, "name" | "buffers">;
  readonly schedule: Schedule;
}

/** With allowances for its threads; nothing if none of its loops is capped. */
export function withCaps({ kernel, schedule }: Scheduled, target: Target): Scheduled | undefined {
  const { sequenced, grid } = schedule;
  if (!isCapped(sequenced.code)) return undefined;
  const origins = new Map(sequenced.origins);
  const limit = (code: readonly Code[]): Code[] =>
    code.map((statement) => {
      if (!("body" in statement)) return statement;
      const body = limit(statement.body);
      const isOwn = statement.kind === "loop" && statement.isCapped;
      const made = { ...statement, body: isOwn ? [...paid(statement.body, target), ...body] : body };
      origins.set(made, sequenced.origins.get(statement) ?? []);
      return made;
    });
  const code = [allowance(grid, target), ...limit(sequenced.code), report];
  return {
    kernel: { ...kernel, buffers: [...kernel.buffers, unfinished] },
    schedule: { ...schedule, sequenced: { code, origins } },
  };
}

function isCapped(code: readonly Code[]): boolean {
  return code.some((statement) => "body" in statement && ((statement.kind === "loop" && statement.isCapped) || isCapped(statement.body))); // prettier-ignore
}

/** Where an earlier kernel has left a loop, others have nothing worth waiting for. */
function allowance({ of, count, workgroupSize }: Grid, target: Target): Code {
  const { all, each } = launchOf(target);
  const threads = of === "threads" ? count : count * workgroupSize;
  const additions = Math.floor(Math.min(each, all / threads));
  const isGivenUp = binary("ne", load("u32", unfinished.name, i32(0)), literal("u32", 0));
  return { kind: "var", variable: left, value: select(isGivenUp, i32(0), i32(Math.max(1, additions))) };
}

/** What a turn begins with. */
function paid(body: readonly Code[], target: Target): Code[] {
  const price = i32(turnTime(target) + Math.ceil(timeOfBody(withoutCapped(body), target)));
  return [
    { kind: "while", condition: lessThan(i32(0), left) },
    { kind: "assign", variables: [left], values: [sub(left, price)] },
  ];
}

/** Capped loops in a turn are paid for in their own turns. */
function withoutCapped(code: readonly Code[]): Code[] {
  return code.flatMap((statement): Code[] => {
    if (!("body" in statement)) return [statement];
    return statement.kind === "loop" && statement.isCapped ? [] : [{ ...statement, body: withoutCapped(statement.body) }]; // prettier-ignore
  });
}

const report: Code = {
  kind: "if",
  condition: not(lessThan(i32(0), left)),
  body: [{ kind: "store", buffer: unfinished.name, index: i32(0), value: literal("u32", 1) }],
};
