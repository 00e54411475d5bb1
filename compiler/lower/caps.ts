/**
 * A kernel must not hold the device for long, and nobody knows how long lanes take that decide for themselves when they end.
 * So a thread has an allowance, in additions, for the turns of such loops. When it has none left it leaves them all and says so
 * in a word of memory. What the kernel has made is then worth nothing, and the program is run in another form: with these
 * loops in slices (`slices.ts`).
 */

import { i32, lessThan, literal, load, not, select, sub, variable, binary } from "../ir/expression.js";
import type { Code, Grid } from "./code.js";
import type { Work } from "./demand.js";
import type { Kernel, KernelBuffer } from "./kernel.js";
import { MOST_TURNS, type Target, launches } from "./options.js";
import { timeOfBody, turnTime } from "./schedules/estimate.js";
import type { Schedule } from "./schedules/schedule.js";

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
  const prices = new Map(cappedLoops(sequenced.code).map((loop) => [loop, priceOf(loop, kernel, target)]));
  if (prices.size === 0) return undefined;
  const origins = new Map(sequenced.origins);
  const limit = (code: readonly Code[]): Code[] =>
    code.map((statement) => {
      if (!("body" in statement)) return statement;
      const price = prices.get(statement);
      const body = limit(statement.body);
      const made = { ...statement, body: price ? [...paying(price), ...body] : body };
      origins.set(made, sequenced.origins.get(statement) ?? []);
      return made;
    });
  const code = [allowance(grid, [...prices.values()], target), ...limit(sequenced.code), report];
  return {
    kernel: { ...kernel, buffers: [...kernel.buffers, unfinished] },
    schedule: { ...schedule, sequenced: { code, origins } },
  };
}

type Body = Extract<Code, { readonly body: unknown }>;

function isCapped(code: Body): boolean {
  return code.kind === "loop" && code.isCapped === true;
}

function cappedLoops(code: readonly Code[]): Body[] {
  return code.flatMap((statement) => {
    if (!("body" in statement)) return [];
    return isCapped(statement) ? [statement, ...cappedLoops(statement.body)] : cappedLoops(statement.body);
  });
}

/** What a turn takes, without those of capped loops in it: additions, and turns. */
function priceOf({ body }: Body, kernel: Scheduled["kernel"], target: Target): Work {
  const own = withoutCapped(body);
  return { time: turnTime(target) + Math.ceil(timeOfBody(own, kernel, target)), turns: 1 + turnsIn(own) };
}

function withoutCapped(code: readonly Code[]): Code[] {
  return code.flatMap((statement): Code[] => {
    if (!("body" in statement)) return [statement];
    return isCapped(statement) ? [] : [{ ...statement, body: withoutCapped(statement.body) }];
  });
}

function turnsIn(code: readonly Code[]): number {
  return code.reduce((sum, statement) => {
    if (!("body" in statement)) return sum;
    const inner = turnsIn(statement.body);
    if (statement.kind === "if") return sum + inner;
    const count = statement.kind === "for" ? statement.extent : (statement.bound ?? 1);
    return sum + count * (1 + inner);
  }, 0);
}

/** Where an earlier kernel has left a loop, others have nothing worth waiting for. */
function allowance({ of, count, workgroupSize }: Grid, prices: readonly Work[], target: Target): Code {
  const { all, each } = launches[target];
  const threads = of === "threads" ? count : count * workgroupSize;
  const forTurns = MOST_TURNS * Math.min(...prices.map(({ time, turns }) => time / turns));
  const additions = Math.max(1, Math.floor(Math.min(each, all / threads, forTurns)));
  const isGivenUp = binary("ne", load("u32", unfinished.name, i32(0)), literal("u32", 0));
  return { kind: "var", variable: left, value: select(isGivenUp, i32(0), i32(additions)) };
}

/** What a turn begins with. */
function paying({ time }: Work): Code[] {
  return [
    { kind: "while", condition: lessThan(i32(0), left) },
    { kind: "assign", variables: [left], values: [sub(left, i32(time))] },
  ];
}

const report: Code = {
  kind: "if",
  condition: not(lessThan(i32(0), left)),
  body: [{ kind: "store", buffer: unfinished.name, index: i32(0), value: literal("u32", 1) }],
};
