/**
 * Long loops of lanes, taken bit by bit: as loops of everything, in each turn of which a lane takes as many turns as fit into a
 * launch. What is carried lies in memory between them, and the device is free for others, or for the page that calls it off.
 */

import { ArrayType } from "../ir/arrayType.js";
import type { Program } from "../ir/program.js";
import { add } from "../primitives/arithmetic.js";
import { lt } from "../primitives/comparison.js";
import { and } from "../primitives/logical.js";
import { concatenate, reshape, sliceInDim } from "../primitives/views.js";
import { evaluate } from "../trace/evaluate.js";
import { scalar } from "../trace/hostArray.js";
import type { LoopParts, Primitive } from "../trace/primitive.js";
import { stage } from "../trace/stageTrace.js";
import { bind } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { inputsOf, spread, traced } from "./wholeLoop.js";

type Staged = Program<Primitive>;

/** So many turns of a loop, by lanes. */
const sliceP: Primitive<{ readonly parts: LoopParts }> = {
  name: "slice",
  type: (_, { parts }) => {
    const { carried, body, bound } = parts;
    return body.outputTypes.map((type, n) => n < carried ? type : type.with({ shape: [bound!, ...type.shape] })); // prettier-ignore
  },
  lowering: { kind: "loop", loop: ({ parts }) => parts },
  batch: () => {
    throw new Error("slices are made while a program is lowered");
  },
};

interface SlicedWhile {
  /**
   * Its inputs are the constants of the condition (the guard first, if there is one), these again and the constants of the
   * body, and what is carried: behind all else the counters.
   */
  readonly parts: LoopParts;
  /** Of nothing: how many turns lanes have taken at first, if there is a bound. */
  readonly counters: Staged;
}

/** A loop with a condition, of which a slice has so many turns. With a guard, which is one or for each lane, lanes go on only where that is true. */
export function slicedWhile(
  parts: LoopParts,
  types: readonly ArrayType[],
  guard: ArrayType | undefined,
  turns: number,
): SlicedWhile {
  const { bound } = parts;
  const t = inputsOf(parts, types);
  const body = parts.body as Staged;
  const conditionOf = parts.condition as Staged;
  const [lanes] = conditionOf.outputTypes;
  const guards = guard ? [guard] : [];
  const counters = bound === undefined ? [] : [new ArrayType("int32", lanes.shape)];
  const carried = [...t.carried, ...counters];
  const count = t.carried.length;
  const consts = [...guards, ...t.conditionConsts];
  const everywhere = (n: number): Value => spread(scalar(n, new ArrayType("int32", [])), lanes.shape);
  const condition = stage(
    (...xs) => {
      const [own] = evaluate(conditionOf, xs.slice(guards.length, consts.length + count));
      const goesOn = guard ? and(spread(xs[0], lanes.shape), own) : own;
      if (bound === undefined) return [goesOn];
      return [and(lt(xs[consts.length + count], everywhere(bound)), goesOn)];
    },
    [...consts, ...carried],
    traced,
  );
  const next = stage(
    (...xs) => {
      const made = evaluate(body, xs.slice(0, t.bodyConsts.length + count));
      return bound === undefined ? made : [...made, add(xs[t.bodyConsts.length + count], everywhere(1))];
    },
    [...t.bodyConsts, ...carried],
    traced,
  );
  const slice: LoopParts = {
    condition,
    conditionConsts: consts.length,
    body: next,
    bodyConsts: t.bodyConsts.length,
    carried: carried.length,
    bound: turns,
    reverse: false,
    isSlice: true,
  };
  const given = [...consts, ...t.bodyConsts];
  return {
    parts: {
      ...slice,
      body: stage((...xs) => bind(sliceP, xs, { parts: slice }), [...given, ...carried], traced),
      bodyConsts: given.length,
      bound: undefined,
      isSlice: false,
    },
    counters: stage(() => (bound === undefined ? [] : [everywhere(0)]), [], traced),
  };
}

interface SlicedScan {
  /** From the arrays to those of the slices, whose first two axes are slices and turns, and to those of the rest. */
  readonly divide: Staged;
  /** A loop like this one over the slices. */
  readonly slices: LoopParts;
  /** The turns that are left over, given the constants, what is carried, and arrays. */
  readonly rest: Staged | undefined;
  /** From what the turns of the slices made, and of the rest, to the outputs. */
  readonly join: Staged;
}

/** A loop without a condition, of which a slice has at most so many turns. */
export function slicedScan(parts: LoopParts, types: readonly ArrayType[], most: number): SlicedScan {
  const { body, bound = 0, reverse } = parts;
  const count = Math.ceil(bound / most);
  const turns = Math.ceil(bound / count);
  const slices = Math.floor(bound / turns);
  const left = bound - slices * turns;
  const t = inputsOf(parts, types);
  const given = [...t.bodyConsts, ...t.carried];
  const longer = (type: ArrayType, ...first: number[]): ArrayType => type.with({ shape: [...first, ...type.shape] }); // prettier-ignore
  const elements = body.inputTypes.slice(given.length);
  const made = body.outputTypes.slice(parts.carried);
  // Backwards, what is left over comes first in the arrays too.
  const [start, rest] = reverse ? [left, 0] : [0, slices * turns];
  const range = (x: Value, first: number, length: number): Value => sliceInDim(x, { start: first, limit: first + length }); // prettier-ignore
  const loop = (length: number, ...inputs: Value[]): Value[] =>
    bind(sliceP, inputs, { parts: { ...parts, bound: length, isSlice: true } });
  return {
    divide: stage(
      (...xs) => [
        ...xs.map((x, n) => reshape(range(x, start, slices * turns), [slices, turns, ...elements[n].shape])),
        ...(left > 0 ? xs.map((x) => range(x, rest, left)) : []),
      ],
      t.arrays,
      traced,
    ),
    slices: {
      ...parts,
      bound: slices,
      body: stage((...xs) => loop(turns, ...xs), [...given, ...elements.map((type) => longer(type, turns))], traced), // prettier-ignore
    },
    rest: left === 0 ? undefined : stage((...xs) => loop(left, ...xs), [...given, ...elements.map((type) => longer(type, left))], traced), // prettier-ignore
    join: stage(
      (...xs) =>
        made.map(({ shape }, n) => {
          const main = reshape(xs[n], [slices * turns, ...shape]);
          if (left === 0) return main;
          return concatenate(reverse ? [xs[made.length + n], main] : [main, xs[made.length + n]], 0);
        }),
      [
        ...made.map((type) => longer(type, slices, turns)),
        ...(left > 0 ? made.map((type) => longer(type, left)) : []),
      ],
      traced,
    ),
  };
}
