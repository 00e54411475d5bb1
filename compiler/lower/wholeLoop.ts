/** Loops whose turns are taken by everything at once, as programs. */

import type { ArrayType } from "../ir/arrayType.js";
import type { Program } from "../ir/program.js";
import { convertElementType } from "../primitives/conversion.js";
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
import { filled } from "../trace/hostArray.js";
import { evaluate } from "../trace/evaluate.js";
import type { LoopParts, Primitive } from "../trace/primitive.js";
import { stage } from "../trace/stageTrace.js";
import type { Value } from "../trace/value.js";

type Staged = Program<Primitive>;

const traced = { transform: "lowering", name: "a loop" };

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

/**
 * The loop with a condition that gives one bool: where lanes stop by themselves, all take turns until the last one stops, and
 * those that have stopped stay as they are. With a guard, its first input, it takes turns only where that is true.
 */
export function withOneCondition(
  parts: LoopParts,
  types: readonly ArrayType[],
  guard: ArrayType | undefined,
): LoopParts {
  const { condition, bodyConsts } = parts;
  if (!condition || (condition.outputTypes[0].ndim === 0 && !guard)) return parts;
  const t = inputsOf(parts, types);
  const guards = guard ? [guard] : [];
  const k = guards.length + t.conditionConsts.length;
  const holds = (consts: readonly Value[], carried: readonly Value[]): Value => {
    const [whether] = evaluate(condition as Staged, [...consts.slice(guards.length), ...carried]);
    return guard ? and(spread(consts[0], whether.shape), whether) : whether;
  };
  const isAny = stage(
    (...xs) => [reduceOr(holds(xs.slice(0, k), xs.slice(k)))],
    [...guards, ...t.conditionConsts, ...t.carried],
    traced,
  );
  if (condition.outputTypes[0].ndim === 0) return { ...parts, condition: isAny, conditionConsts: k };
  const body = stage(
    (...xs) => {
      const carried = xs.slice(k + bodyConsts);
      const whether = holds(xs.slice(0, k), carried);
      const next = evaluate(parts.body as Staged, [...xs.slice(k, k + bodyConsts), ...carried]);
      return next.map((x, i) => select(spread(whether, x.shape), x, carried[i]));
    },
    [...guards, ...t.conditionConsts, ...t.bodyConsts, ...t.carried],
    traced,
  );
  return { ...parts, condition: isAny, conditionConsts: k, body, bodyConsts: k + bodyConsts };
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
function spread(x: Value, shape: readonly number[]): Value {
  return x.ndim === shape.length ? x : broadcastInDim(x, shape, indices(x.ndim));
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
