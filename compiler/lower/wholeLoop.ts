/** Loops whose turns are taken by everything at once, as programs. */

import { ArrayType } from "../ir/arrayType.js";
import type { Program } from "../ir/program.js";
import { sub } from "../primitives/arithmetic.js";
import { convertElementType } from "../primitives/conversion.js";
import { dynamicSlice } from "../primitives/dynamicSlice.js";
import { and } from "../primitives/logical.js";
import { reduceOr } from "../primitives/reductions.js";
import { select } from "../primitives/select.js";
import {
  broadcastInDim,
  concatenate,
  expandDims,
  reduceSum,
  reshape,
  sliceInDim,
} from "../primitives/views.js";
import { filled, scalar } from "../trace/hostArray.js";
import { evaluate } from "../trace/evaluate.js";
import type { LoopParts, Primitive } from "../trace/primitive.js";
import { stage } from "../trace/stageTrace.js";
import type { Value } from "../trace/value.js";

type Staged = Program<Primitive>;

export const traced = { transform: "lowering", name: "a loop" };

const indices = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** The inputs of a loop. */
interface Inputs<T> {
  readonly conditionConsts: readonly T[];
  readonly bodyConsts: readonly T[];
  readonly carried: readonly T[];
  readonly arrays: readonly T[];
}

export function inputsOf<T>(parts: LoopParts, inputs: readonly T[]): Inputs<T> {
  const ends = [parts.conditionConsts, parts.bodyConsts, parts.carried].reduce(
    (all, n) => [...all, all[all.length - 1] + n],
    [0],
  );
  const part = (n: number): T[] => inputs.slice(ends[n], ends[n + 1]);
  return { conditionConsts: part(0), bodyConsts: part(1), carried: part(2), arrays: part(3) };
}

/** A loop of everything. */
export interface WholeParts {
  /** Of constants, what is carried, and elements of arrays: what is carried next, and elements. */
  readonly body: Staged;
  readonly consts: number;
  readonly carried: number;
  /** Whether the last of what is carried is a bool that says if there is one more turn. */
  readonly isFlagged: boolean;
  readonly bound: number | undefined;
  readonly reverse: boolean;
}

/** What is carried only to know when to end, at first: of the guard, constants of the condition, and what is carried. */
interface Whole {
  readonly parts: WholeParts;
  readonly flags: Staged | undefined;
}

/**
 * The loop whose turns are taken by everything, until the last lane stops: those that have stopped stay as they are. Behind all
 * else it carries its condition, and before that, where there are lanes, which of them go on. With a guard, the first of its
 * constants, which is one or for each lane, lanes go on only where that is true; without a condition turns are taken only if it is true anywhere. Its
 * other constants are those of the condition, and of the body.
 */
export function wholeLoop(
  parts: LoopParts,
  types: readonly ArrayType[],
  guard: ArrayType | undefined,
): Whole {
  const { condition, body, bound, reverse } = parts;
  const t = inputsOf(parts, types);
  if (!condition && !guard) {
    const plain = { body: body as Staged, consts: t.bodyConsts.length, carried: t.carried.length };
    return { parts: { ...plain, isFlagged: false, bound, reverse }, flags: undefined };
  }
  const before = [...(guard ? [guard] : []), ...t.conditionConsts];
  const flags = stage(
    (...xs) => {
      if (!condition) return [anyFrom(xs[0], 0)];
      const given = xs.slice(before.length - t.conditionConsts.length);
      const [own] = evaluate(condition as Staged, given);
      const whether = guard ? and(spread(anyFrom(xs[0], own.ndim), own.shape), own) : own;
      return whether.ndim > 0 ? [whether, reduceOr(whether)] : [whether];
    },
    [...before, ...t.carried],
    traced,
  );
  const consts = before.length + t.bodyConsts.length;
  const carriedTypes = [...t.carried, ...flags.outputTypes];
  const turn = stage(
    (...xs) => {
      const carried = xs.slice(consts, consts + t.carried.length);
      const goesOn = flags.outputs.length > 1 ? xs[consts + t.carried.length] : undefined;
      const elements = xs.slice(consts + carriedTypes.length);
      const out = evaluate(body as Staged, [...xs.slice(before.length, consts), ...carried, ...elements]);
      const next = out
        .slice(0, carried.length)
        .map((x, i) => (goesOn ? select(spread(goesOn, x.shape), x, carried[i]) : x));
      const flagged = evaluate(flags, [...xs.slice(0, before.length), ...next]);
      return [...next, ...flagged, ...out.slice(carried.length)];
    },
    [
      ...before,
      ...t.bodyConsts,
      ...carriedTypes,
      ...body.inputTypes.slice(t.bodyConsts.length + t.carried.length),
    ],
    traced,
  );
  return {
    parts: { body: turn, consts, carried: carriedTypes.length, isFlagged: true, bound, reverse },
    flags,
  };
}

/** Whether any element is true, along the axes from this one on. */
export function anyFrom(x: Value, axis: number): Value {
  return x.ndim > axis ? reduceOr(x, indices(x.ndim).slice(axis)) : x;
}

/** Whether any element is true. */
export function anyOf(type: ArrayType): Staged {
  return stage((x) => [reduceOr(x)], [type], traced);
}

/** A turn that takes all of each array, and behind them its own number. */
export function turnByNumber({ body, consts, carried, bound = 0, reverse }: WholeParts): Staged {
  const first = consts + carried;
  const elements = body.inputTypes.slice(first);
  if (elements.length === 0) return body;
  return stage(
    (...xs) => {
      const turn = xs[xs.length - 1];
      const at = reverse ? sub(scalar(bound - 1, turn.type), turn) : turn;
      const own = elements.map(({ shape }, n) => {
        const starts = [at, ...shape.map(() => scalar(0, turn.type))];
        return reshape(dynamicSlice(xs[first + n], starts, [1, ...shape]), shape);
      });
      return evaluate(body, [...xs.slice(0, first), ...own]);
    },
    [
      ...body.inputTypes.slice(0, first),
      ...elements.map((t) => t.with({ shape: [bound, ...t.shape] })),
      new ArrayType("int32", []),
    ],
    traced,
  );
}

/** How many elements of the first input are true, where a second is true that lies along its first axes. */
export function countWhere(types: readonly ArrayType[]): Staged {
  return stage(
    (flags, guard: Value | undefined) => {
      const counted = guard ? and(spread(guard, flags.shape), flags) : flags;
      return [reduceSum(convertElementType(counted, "int32"))];
    },
    types,
    traced,
  );
}

/** An array along the first axes of a shape. */
export function spread(x: Value, shape: readonly number[]): Value {
  return x.ndim === shape.length ? x : broadcastInDim(x, shape, indices(x.ndim));
}

/** The equations of all turns, with those of the programs in them. */
export function lengthOf({ body, condition, bound = Infinity }: LoopParts): number {
  return bound === 0
    ? 0
    : bound * (equationsOf(body as Staged) + (condition ? equationsOf(condition as Staged) : 0));
}

function equationsOf(program: Staged): number {
  return program.equations.reduce((n, { primitive: { lowering }, params }) => {
    if (lowering.kind === "call") return n + equationsOf(lowering.program(params) as Staged);
    if (lowering.kind === "loop") return n + lengthOf(lowering.loop(params));
    if (lowering.kind !== "branch") return n + 1;
    return lowering.branches(params).reduce((sum, branch) => sum + equationsOf(branch as Staged), n);
  }, 0);
}

/** A loop of few turns written out. Its outputs are those of the loop. */
export function writtenOutLoop(parts: LoopParts, types: readonly ArrayType[]): Staged {
  return stage((...inputs) => takeTurns(parts, inputs), types, { transform: "lowering", name: "a loop" });
}

function takeTurns(parts: LoopParts, inputs: readonly Value[]): Value[] {
  const { condition, reverse, bound = 0, carried: count } = parts;
  const { conditionConsts, bodyConsts, carried, arrays } = inputsOf(parts, inputs);
  let state = [...carried];
  const stacked: Value[][] = [];
  for (let turn = 0; turn < bound; turn++) {
    const at = reverse ? bound - 1 - turn : turn;
    const elements = arrays.map((x) => reshape(sliceInDim(x, { start: at, limit: at + 1 }), x.shape.slice(1))); // prettier-ignore
    const out = evaluate(parts.body as Staged, [...bodyConsts, ...state, ...elements]);
    const whether = condition && evaluate(condition as Staged, [...conditionConsts, ...state])[0];
    state = out.slice(0, count).map((x, i) => (whether ? select(spread(whether, x.shape), x, state[i]) : x));
    stacked[at] = out.slice(count);
  }
  const ys = parts.body.outputTypes.slice(count).map(
    (type, n) =>
    bound === 0
      ? filled(0, type.with({ shape: [0, ...type.shape] }))
      : concatenate(stacked.map((elements) => expandDims(elements[n], [0])), 0), // prettier-ignore
  );
  return [...state, ...ys];
}
