/**
 * Loops of at most so many turns in reverse mode. What is known runs as it did, in segments, and what it carries is kept where
 * one begins. The rest is a scan over the segments that takes their turns again.
 */

import { ArrayType } from "../ir/arrayType.js";
import { Program } from "../ir/program.js";
import { knownPart } from "../passes/linearize.js";
import { type Lanes, allLanes } from "../passes/lanes.js";
import { flags, memoized } from "../passes/memo.js";
import { add, min, mul } from "../primitives/arithmetic.js";
import { lt } from "../primitives/comparison.js";
import { convertElementType } from "../primitives/conversion.js";
import { iota } from "../primitives/creation.js";
import { and } from "../primitives/logical.js";
import { broadcastInDim } from "../primitives/views.js";
import { evaluate } from "../trace/evaluate.js";
import { scalar } from "../trace/hostArray.js";
import type { KnownPart, Primitive } from "../trace/primitive.js";
import { stage } from "../trace/stageTrace.js";
import { bind } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { markedAfterAll, pieces, reordered } from "./carry.js";
import { callAgain } from "./checkpointCall.js";
import { condP } from "./condCall.js";
import { scanP } from "./scanCall.js";

export interface WhileParams {
  /**
   * Of its constants and what is carried, whether to go on: for all, or, where its shape is not `()`, for each lane. The
   * lanes lie along the first axes of all that is carried, and each stops by itself.
   */
  readonly condJaxpr: Program<Primitive>;
  readonly condNconsts: number;
  readonly bodyJaxpr: Program<Primitive>;
  readonly bodyNconsts: number;
  /** The most turns, if they are limited. */
  readonly bound?: number;
  /** Where lanes stop by themselves, which of their axes the constants begin with. */
  readonly lanes?: readonly Lanes[];
}

/** Which of the lanes' axes the constants begin with: none, where all stop together. */
export function lanesOfConsts({ condNconsts, bodyNconsts, lanes }: WhileParams): readonly Lanes[] {
  return lanes ?? new Array<Lanes>(condNconsts + bodyNconsts).fill(0);
}

/** Binds a loop. */
type Loop = (inputs: readonly Value[], params: WhileParams) => Value[];

type Staged = Program<Primitive>;

/** Divides a loop with unknown inputs (`null`); where its turns are not limited, the rest is the whole loop. */
export function divideWhile(
  inputs: readonly (Value | null)[],
  params: WhileParams,
  loop: Loop,
): KnownPart<WhileParams> {
  const known = knownLoop(inputs, params);
  if (!known) return { outputs: params.bodyJaxpr.outputs.map(() => null) };
  const { marks } = known;
  if (params.bound === undefined) return { outputs: amongMarked(marks, loop(known.inputs, known.params)) };
  const plan = segmentsOf(params.bound);
  const [consts, init] = pieces(known.inputs, known.params.condNconsts + known.params.bodyNconsts);
  const numbers = iota("int32", plan.count);
  const saved = bind(scanP, [...consts, ...init, numbers], {
    jaxpr: savingSegment(known.params, plan, loop),
    length: plan.count,
    numCarry: init.length,
    numConsts: consts.length,
    reverse: false,
    unroll: 1,
  });
  const numConsts = params.condNconsts + params.bodyNconsts;
  const places = inputs.map((x, i) => x ?? i);
  return {
    outputs: amongMarked(marks, saved),
    rest: {
      primitive: scanP,
      inputs: [
        ...places.slice(0, numConsts),
        ...places.slice(numConsts).filter((_, i) => marks[i]),
        ...saved.slice(init.length),
        numbers,
      ],
      params: {
        jaxpr: segmentAgain(params, marks, plan),
        length: plan.count,
        numCarry: marks.filter((is) => is).length,
        numConsts,
        reverse: false,
        unroll: 1,
      },
    },
  };
}

/** The values at places that are not marked. */
function amongMarked(marks: readonly boolean[], values: readonly Value[]): (Value | null)[] {
  let next = 0;
  return marks.map((is) => (is ? null : values[next++]));
}

interface KnownLoop {
  readonly inputs: readonly Value[];
  readonly params: WhileParams;
  /** The carried values that it does not carry. */
  readonly marks: readonly boolean[];
}

/** The loop of what is known, if what is known decides when it ends. */
function knownLoop(inputs: readonly (Value | null)[], params: WhileParams): KnownLoop | undefined {
  const { condJaxpr, condNconsts, bodyJaxpr, bodyNconsts } = params;
  const [condConsts, bodyConsts, init] = pieces(inputs, condNconsts, bodyNconsts);
  const isUnknown = (x: Value | null): boolean => x === null;
  const constsUnknown = bodyConsts.map(isUnknown);
  const marks = markedAfterAll(init.map(isUnknown), (m) =>
    knownPart(bodyJaxpr, [...constsUnknown, ...m]).known.map((is) => !is),
  );
  const cond = knownPart(condJaxpr, [...condConsts.map(isUnknown), ...marks]);
  if (!cond.known[0] || !marks.includes(false)) return undefined;
  const full = knownPart(bodyJaxpr, [...constsUnknown, ...marks]);
  // What happens to be known of an output whose input is not is of no use.
  let n = 0;
  const places = full.known.map((is) => (is ? n++ : -1));
  const kept = places.filter((place, i) => place >= 0 && !marks[i]);
  const body = reordered(full.program, full.program.inputs.map((_, i) => i), kept); // prettier-ignore
  const given = condConsts.filter((x) => x !== null);
  const consts = bodyConsts.filter((x) => x !== null);
  const carry = init.filter((x, i): x is Value => !marks[i] && x !== null);
  const [condLanes, bodyLanes] = pieces(lanesOfConsts(params), condNconsts);
  return {
    inputs: [...cond.constants, ...given, ...full.constants, ...consts, ...carry],
    params: {
      ...params,
      condJaxpr: cond.program,
      condNconsts: cond.constants.length + given.length,
      bodyJaxpr: body,
      bodyNconsts: full.constants.length + consts.length,
      ...(params.lanes && {
        lanes: [
          ...cond.constants.map(() => 0),
          ...condLanes.filter((_, i) => condConsts[i] !== null),
          ...full.constants.map(() => 0),
          ...bodyLanes.filter((_, i) => bodyConsts[i] !== null),
        ],
      }),
    },
    marks,
  };
}

interface Segments {
  readonly bound: number;
  /** How many turns a segment has; the last one may have fewer. */
  readonly every: number;
  readonly count: number;
}

/** As many segments as turns in one: what is kept of both is least then. */
function segmentsOf(bound: number): Segments {
  const every = Math.max(Math.ceil(Math.sqrt(bound)), 1);
  return { bound, every, count: Math.ceil(bound / every) };
}

const int32 = new ArrayType("int32", []);
const number = (value: number): Value => scalar(value, int32);
const forAll = (x: Value, shape: readonly number[]): Value => (shape.length > 0 ? broadcastInDim(x, shape, []) : x); // prettier-ignore
const traced = { transform: "linearize", name: "a loop" };

/** A program of loops, kept with the body for loops of one kind. */
function kept(params: WhileParams, what: string, make: () => Staged): Staged {
  const { condJaxpr, condNconsts, bodyJaxpr } = params;
  const key = `${what} ${condNconsts} ${programNumber(condJaxpr)} ${lanesOfConsts(params).join()}`;
  return memoized(bodyJaxpr, key, () => ({ program: make(), constants: [] })).program;
}

/**
 * Of constants, what is carried, and the number of a segment: what is carried after as many of its turns as the condition
 * asks for, and what was carried before.
 */
function savingSegment(params: WhileParams, { bound, every }: Segments, loop: Loop): Staged {
  const { condJaxpr, condNconsts, bodyJaxpr, bodyNconsts } = params;
  const [condConsts] = pieces(condJaxpr.inputTypes, condNconsts);
  const [bodyConsts, carryTypes] = pieces(bodyJaxpr.inputTypes, bodyNconsts);
  const lanes = condJaxpr.outputTypes[0].shape;
  return kept(params, `saving ${bound}`, () => {
    const turnType = int32.with({ shape: lanes });
    const condition = stage(
      (end, ...xs) => {
        const [consts, [turn, ...carry]] = pieces(xs, condNconsts);
        return [and(lt(turn, forAll(end, lanes)), evaluate(condJaxpr, [...consts, ...carry])[0])];
      },
      [int32, ...condConsts, turnType, ...carryTypes],
      traced,
    );
    const body = stage(
      (...xs) => {
        const [consts, [turn, ...carry]] = pieces(xs, bodyNconsts);
        return [add(turn, forAll(number(1), lanes)), ...evaluate(bodyJaxpr, [...consts, ...carry])];
      },
      [...bodyConsts, turnType, ...carryTypes],
      traced,
    );
    const turns = stage(
      (...xs) => {
        const [conditions, bodies, carry, [segment]] = pieces(xs, condNconsts, bodyNconsts, carryTypes.length); // prettier-ignore
        const first = mul(segment, number(every));
        const end = min(add(first, number(every)), number(bound));
        return loop([end, ...conditions, ...bodies, forAll(first, lanes), ...carry], {
          condJaxpr: condition,
          condNconsts: condNconsts + 1,
          bodyJaxpr: body,
          bodyNconsts,
          bound: every,
          ...(params.lanes && { lanes: [0, ...params.lanes] }),
        }).slice(1);
      },
      [...condConsts, ...bodyConsts, ...carryTypes, int32],
      traced,
    );
    // The next derivative, too, keeps what is carried where a segment begins, and nothing of its turns.
    return stage(
      (...xs) => {
        const [, carry] = pieces(xs, condNconsts + bodyNconsts, carryTypes.length);
        return [...callAgain(turns, xs), ...carry];
      },
      turns.inputTypes,
      traced,
    );
  });
}

/**
 * Of constants, carried values that are unknown, those that are not as they were when a segment began, and the number of the
 * segment: the unknown ones after its turns. Nothing in it is kept, and where it has no turn it takes none.
 */
function segmentAgain(params: WhileParams, unknown: readonly boolean[], plan: Segments): Staged {
  const { condJaxpr, condNconsts, bodyJaxpr, bodyNconsts, bound, lanes } = params;
  return kept(params, `segment ${bound} ${flags(unknown)}`, () => {
    const constTypes = [
      ...condJaxpr.inputTypes.slice(0, condNconsts),
      ...bodyJaxpr.inputTypes.slice(0, bodyNconsts),
    ];
    const carryTypes = bodyJaxpr.outputTypes;
    const types = [...constTypes, ...carryTypes, int32];
    const isWanted = (_: unknown, i: number): boolean => unknown[i];
    const turns = segmentTurns(params, plan);
    const again = stage((...xs) => callAgain(turns, xs).filter(isWanted), types, traced);
    const same = new Program<Primitive>(
      again.inputs,
      [],
      again.inputs.slice(constTypes.length, -1).filter(isWanted),
    );
    const [unknownTypes, knownTypes] = [true, false].map((is) => carryTypes.filter((_, i) => unknown[i] === is)); // prettier-ignore
    return stage(
      (...xs) => {
        const [consts, open, given, [segment]] = pieces(xs, constTypes.length, unknownTypes.length, knownTypes.length); // prettier-ignore
        const carry = unknown.map((is) => (is ? open : given).shift()!);
        const [isTaken] = evaluate(condJaxpr, [...consts.slice(0, condNconsts), ...carry]);
        const index = convertElementType(isTaken, "int32");
        return bind(condP, [index, ...consts, ...carry, segment], {
          branches: [same, again],
          ...(lanes && { lanes: [...lanes, ...carry.map(() => allLanes(index.ndim)), 0] }),
        });
      },
      [...constTypes, ...unknownTypes, ...knownTypes, int32],
      traced,
    );
  });
}

/** Of constants, what is carried, and the number of a segment: what is carried after its turns, of which each is one again. */
function segmentTurns(params: WhileParams, { every, bound }: Segments): Staged {
  const { condJaxpr, condNconsts, bodyJaxpr, bodyNconsts } = params;
  const constTypes = [
    ...condJaxpr.inputTypes.slice(0, condNconsts),
    ...bodyJaxpr.inputTypes.slice(0, bodyNconsts),
  ];
  const carryTypes = bodyJaxpr.outputTypes;
  const lanes = condJaxpr.outputTypes[0].shape;
  const same = new Program<Primitive>(bodyJaxpr.inputs, [], bodyJaxpr.inputs.slice(bodyNconsts));
  const turn = stage(
    (...xs) => {
      const [conditions, bodies, [segment, ...carryAndNumber]] = pieces(xs, condNconsts, bodyNconsts);
      const [carry, [place]] = pieces(carryAndNumber, carryTypes.length);
      const isWithin = lt(add(mul(segment, number(every)), place), number(bound));
      const whether = and(evaluate(condJaxpr, [...conditions, ...carry])[0], forAll(isWithin, lanes));
      return bind(condP, [convertElementType(whether, "int32"), ...bodies, ...carry], {
        branches: [same, bodyJaxpr],
        ...(params.lanes && {
          lanes: [...params.lanes.slice(condNconsts), ...carry.map(() => allLanes(whether.ndim))],
        }),
      });
    },
    [...constTypes, int32, ...carryTypes, int32],
    traced,
  );
  const again = stage((...xs) => callAgain(turn, xs), turn.inputTypes, traced); // prettier-ignore
  return stage(
    (...xs) => {
      const [consts, carry, [segment]] = pieces(xs, constTypes.length, carryTypes.length);
      return bind(scanP, [...consts, segment, ...carry, iota("int32", every)], {
        jaxpr: again,
        length: every,
        numCarry: carry.length,
        numConsts: consts.length + 1,
        reverse: false,
        unroll: 1,
      });
    },
    [...constTypes, ...carryTypes, int32],
    traced,
  );
}

const programNumbers = new WeakMap<Staged, number>();
let programCount = 0;

/** Tells programs apart, in keys of what is remembered of others. */
function programNumber(program: Staged): number {
  let found = programNumbers.get(program);
  if (found === undefined) programNumbers.set(program, (found = programCount++));
  return found;
}
