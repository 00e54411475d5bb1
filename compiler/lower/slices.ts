/**
 * Long loops of lanes, taken bit by bit: as loops of everything, in each turn of which a lane takes as many turns as fit into a
 * launch. What is carried lies in memory between them, and the device is free for others, or for the page that calls it off.
 */

import { ArrayType, sizeOf } from "../ir/arrayType.js";
import type { Program } from "../ir/program.js";
import { pieces } from "../calls/carry.js";
import { scanInParts } from "../calls/scanParts.js";
import { add, max, min } from "../primitives/arithmetic.js";
import { lt } from "../primitives/comparison.js";
import { convertElementType } from "../primitives/conversion.js";
import { div, mul } from "../primitives/field.js";
import { and } from "../primitives/logical.js";
import { reduceOr } from "../primitives/reductions.js";
import { reduceSum } from "../primitives/views.js";
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

/** A loop of everything, each turn of which is a slice. */
interface Slices extends LoopParts {
  readonly hasSlices: true;
}

export function hasSlices(parts: LoopParts): parts is Slices {
  return "hasSlices" in parts;
}

const sliceP: Primitive<{ readonly parts: Slice | Slices }> = {
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

/** A loop without a condition, of which a slice has at most so many turns. */
export function slicedScan(parts: LoopParts, types: readonly ArrayType[], most: number): Staged {
  const { body, bodyConsts, carried, bound = 0, reverse } = parts;
  const size = Math.ceil(bound / Math.ceil(bound / most));
  const slice = (inputs: readonly Value[], turns: number): Value[] =>
    bind(sliceP, inputs, { parts: { ...parts, bound: turns, isSlice: true } });
  const given = bodyConsts + carried;
  const ofSlice = body.inputTypes.map((t, i) => (i < given ? t : t.with({ shape: [size, ...t.shape] })));
  const slices: Slices = {
    ...parts,
    bound: Math.floor(bound / size),
    body: stage((...inputs) => slice(inputs, size), ofSlice, traced),
    hasSlices: true,
  };
  return stage(
    (...inputs) =>
      scanInParts(inputs, {
        consts: bodyConsts,
        carried,
        length: bound,
        reverse,
        size,
        parts: (xs) => bind(sliceP, xs, { parts: slices }),
        rest: slice,
      }),
    types,
    traced,
  );
}
