/**
 * Long loops of lanes, taken bit by bit: as loops of everything, in each turn of which a lane takes as many turns as fit into a
 * launch. What is carried lies in memory between them, and the device is free for others, or for the page that calls it off.
 */

import { ArrayType, sizeOf } from "../ir/arrayType.js";
import type { Program } from "../ir/program.js";
import { pieces } from "../calls/carry.js";
import { add, max, min } from "../primitives/arithmetic.js";
import { lt } from "../primitives/comparison.js";
import { convertElementType } from "../primitives/conversion.js";
import { div, mul } from "../primitives/field.js";
import { and } from "../primitives/logical.js";
import { reduceOr } from "../primitives/reductions.js";
import { concatenate, reduceSum, reshape, sliceInDim } from "../primitives/views.js";
import { evaluate } from "../trace/evaluate.js";
import { scalar } from "../trace/hostArray.js";
import type { LoopParts, Primitive } from "../trace/primitive.js";
import { stage } from "../trace/stageTrace.js";
import { bind } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import type { LaunchLimits } from "./options.js";
import { anyFrom, inputsOf, spread, traced, type WholeParts } from "./wholeLoop.js";

type Staged = Program<Primitive>;

/** So many turns of a loop, by lanes: it is short enough as it is. */
interface Slice extends LoopParts {
  readonly isSlice: true;
}

export function isSlice(parts: LoopParts): parts is Slice {
  return "isSlice" in parts;
}

const sliceP: Primitive<{ readonly parts: Slice }> = {
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
  /** Its constants are those of the condition (the guard first, if there is one), and of the body. */
  readonly parts: WholeParts;
  /** What is carried beside what the loop carries, at first: of the constants of the condition, and what the loop carries. */
  readonly first: Staged;
}

/**
 * A loop with a condition. How many turns lanes take in a slice depends on how many lanes are left. With a guard, lanes go on
 * only where that is true.
 */
export function slicedWhile(
  parts: LoopParts,
  types: readonly ArrayType[],
  guard: ArrayType | undefined,
  { each, all, together }: LaunchLimits,
): SlicedWhile {
  const { bound } = parts;
  const t = inputsOf(parts, types);
  const body = parts.body as Staged;
  const condition = parts.condition as Staged;
  const { shape } = condition.outputTypes[0];
  const number = new ArrayType("int32", []);
  const float = number.with({ dtype: "float32" });
  const numbers = number.with({ shape });
  const everywhere = (n: number): Value => spread(scalar(n, number), shape);
  const consts = [...(guard ? [guard] : []), ...t.conditionConsts];
  // Behind what the loop carries: where there is a bound, how many turns each lane has taken.
  const carried = [...t.carried, ...(bound === undefined ? [] : [numbers])];
  const count = t.carried.length;
  const goesOn = (constants: readonly Value[], carry: readonly Value[]): Value => {
    const [own] = evaluate(condition, [...constants.slice(guard ? 1 : 0), ...carry.slice(0, count)]);
    const wanted = guard ? and(spread(anyFrom(constants[0], shape.length), shape), own) : own;
    return bound === undefined ? wanted : and(lt(carry[count], everywhere(bound)), wanted);
  };
  /** How many turns the next slice has, and whether there is one. */
  const ahead = (constants: readonly Value[], carry: readonly Value[]): Value[] => {
    const lanes = goesOn(constants, carry);
    const left = mul(reduceSum(convertElementType(lanes, "float32")), scalar(together, float));
    const busy = min(max(left, scalar(1, float)), scalar(sizeOf(shape), float));
    const turns = min(max(div(scalar(all, float), busy), scalar(1, float)), scalar(each, float));
    return [convertElementType(turns, "int32"), reduceOr(lanes)];
  };
  // Of a lane, in a slice: the last of its constants is how many turns that has, and the last of what it carries how many it took.
  const slice: Slice = {
    condition: stage(
      (...xs) => {
        const [constants, [turns], carry] = pieces(xs, consts.length, 1);
        return [and(lt(carry[carried.length], spread(turns, shape)), goesOn(constants, carry))];
      },
      [...consts, number, ...carried, numbers],
      traced,
    ),
    conditionConsts: consts.length + 1,
    body: stage(
      (...xs) => {
        const [constants, carry, taken] = pieces(xs, t.bodyConsts.length, count);
        return [...evaluate(body, [...constants, ...carry]), ...taken.map((n) => add(n, everywhere(1)))];
      },
      [...t.bodyConsts, ...carried, numbers],
      traced,
    ),
    bodyConsts: t.bodyConsts.length,
    carried: carried.length + 1,
    reverse: false,
    isSlice: true,
  };
  const turn = stage(
    (...xs) => {
      const [constants, ofBody, carry, [turns]] = pieces(
        xs,
        consts.length,
        t.bodyConsts.length,
        carried.length,
      );
      const inputs = [...constants, turns, ...ofBody, ...carry, everywhere(0)];
      const next = bind(sliceP, inputs, { parts: slice }).slice(0, carried.length);
      return [...next, ...ahead(constants, next)];
    },
    [...consts, ...t.bodyConsts, ...carried, number, new ArrayType("bool", [])],
    traced,
  );
  return {
    parts: {
      body: turn,
      consts: consts.length + t.bodyConsts.length,
      carried: carried.length + 2,
      isFlagged: true,
      bound: undefined,
      reverse: false,
    },
    first: stage(
      (...xs) => {
        const counters = bound === undefined ? [] : [everywhere(0)];
        const [constants, carry] = pieces(xs, consts.length);
        return [...counters, ...ahead(constants, [...carry, ...counters])];
      },
      [...consts, ...t.carried],
      traced,
    ),
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
