/** A loop that goes on as long as a program of what it carries says so. */

import type { ArrayType } from "../ir/arrayType.js";
import { sameShape } from "../ir/arrayType.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { Program } from "../ir/program.js";
import { instantiate, jvpProgram } from "../passes/jvp.js";
import { knownPart } from "../passes/linearize.js";
import { memoized } from "../passes/memo.js";
import { batchedProgram } from "../passes/vmap.js";
import { convertElementType } from "../primitives/conversion.js";
import { broadcastLeading } from "../primitives/views.js";
import { evaluate } from "../trace/evaluate.js";
import { currentExecutor } from "../trace/executor.js";
import type { KnownPart, Primitive } from "../trace/primitive.js";
import { stage } from "../trace/stageTrace.js";
import { bind } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { condP } from "./condCall.js";
import { scanP } from "./scanCall.js";
import { divideScan } from "./scanReverse.js";
import { expectInputs, markedAfterAll, pieces, reordered, withUnused } from "./carry.js";

interface WhileParams {
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
}

/** Its inputs are the constants of the condition, those of the body, and what is carried. */
export const whileP: Primitive<WhileParams> = {
  name: "while",

  type(inputs, { condJaxpr, condNconsts, bodyJaxpr, bodyNconsts }) {
    const [condConsts, bodyConsts, carry] = pieces(inputs, condNconsts, bodyNconsts);
    expectInputs("cond_jaxpr", condJaxpr, [...condConsts, ...carry]);
    expectInputs("body_jaxpr", bodyJaxpr, [...bodyConsts, ...carry]);
    const out = bodyJaxpr.outputTypes;
    if (out.length !== carry.length || out.some((t, i) => !t.equals(carry[i])))
      throw new TypeError(`while carries (${carry.join(", ")}), but its body gives (${out.join(", ")}).`);
    const [lanes] = condJaxpr.outputTypes;
    const isPrefix = ({ shape }: ArrayType): boolean => sameShape(lanes.shape, shape.slice(0, lanes.ndim));
    if (condJaxpr.outputs.length !== 1 || lanes.dtype !== "bool" || !out.every(isPrefix))
      throw new TypeError(
        `the condition of while must give a bool of a shape with which all that is carried begins, but gives (${condJaxpr.outputTypes.join(", ")}).`,
      );
    return out;
  },

  run: (inputs, params) => currentExecutor().runOperation(whileP, inputs, params),

  lowering: {
    kind: "loop",
    loop: ({ condJaxpr, condNconsts, bodyJaxpr, bodyNconsts, bound }) => ({
      condition: condJaxpr,
      conditionConsts: condNconsts,
      body: bodyJaxpr,
      bodyConsts: bodyNconsts,
      carried: bodyJaxpr.outputs.length,
      bound,
      reverse: false,
    }),
  },

  batch(inputs, batched, size, params) {
    const { condJaxpr, condNconsts, bodyJaxpr, bodyNconsts } = params;
    const [condBatched, bodyBatched, initBatched] = pieces(batched, condNconsts, bodyNconsts);
    const after = markedAfterAll(
      initBatched,
      (marks) => batchedProgram(bodyJaxpr, [...bodyBatched, ...marks], size, marks).batched,
    );
    const condition = batchedProgram(condJaxpr, [...condBatched, ...after], size);
    // Lanes lie along the first axes: where there are any, a batch is more of them.
    const isLane = condition.batched[0] || (condJaxpr.outputTypes[0].ndim > 0 && after.includes(true));
    const marks = after.map((is) => is || isLane);
    const cond = batchedProgram(condJaxpr, [...condBatched, ...marks], size, [isLane]);
    const body = batchedProgram(bodyJaxpr, [...bodyBatched, ...marks], size, marks);
    const [condConsts, bodyConsts, init] = pieces(inputs, condNconsts, bodyNconsts);
    const carry = init.map((x, i) => (marks[i] && !initBatched[i] ? broadcastLeading(x, size) : x));
    const outputs = bind(
      whileP,
      [...cond.constants, ...condConsts, ...body.constants, ...bodyConsts, ...carry],
      {
        ...params,
        condJaxpr: cond.program,
        condNconsts: cond.constants.length + condNconsts,
        bodyJaxpr: body.program,
        bodyNconsts: body.constants.length + bodyNconsts,
      },
    );
    return { outputs, batched: marks };
  },

  jvp(primals, tangents, params) {
    const { condJaxpr, condNconsts, bodyJaxpr, bodyNconsts } = params;
    const [condConsts, bodyConsts, init] = pieces(primals, condNconsts, bodyNconsts);
    const [, constTangents, initTangents] = pieces(tangents, condNconsts, bodyNconsts);
    const constMarks = constTangents.map((t) => t !== null);
    const derive = (marks: readonly boolean[]) => jvpProgram(bodyJaxpr, [...constMarks, ...marks], marks);
    const marks = markedAfterAll(
      initTangents.map((t) => t !== null),
      (m) => derive(m).nonzero,
    );
    const { program, constants } = derive(marks);
    // From constants, primals and tangents to constants with theirs, and what is carried with its own.
    const numbers = program.inputs.map((_, i) => i);
    const [closed, consts, carry, constDots, carryDots] = pieces(
      numbers,
      constants.length,
      bodyConsts.length,
      init.length,
      constMarks.filter((is) => is).length,
    );
    const body = reordered(
      program,
      [...closed, ...consts, ...constDots, ...carry, ...carryDots],
      program.outputs.map((_, i) => i),
    );
    const dots = initTangents.flatMap((t, i) => (marks[i] ? [instantiate(t, init[i])] : []));
    const allConsts = [...constants, ...bodyConsts, ...constTangents.filter((t) => t !== null)];
    const outputs = bind(whileP, [...condConsts, ...allConsts, ...init, ...dots], {
      ...params,
      condJaxpr: withUnused(
        condJaxpr,
        condJaxpr.inputs.length,
        dots.map((t) => t.type),
      ),
      bodyJaxpr: body,
      bodyNconsts: allConsts.length,
    });
    let next = init.length;
    return {
      primals: outputs.slice(0, next),
      tangents: marks.map((is) => (is ? outputs[next++] : null)),
    };
  },

  partial: {
    kind: "known",
    run: (inputs, params) =>
      params.bound === undefined ? { outputs: runKnown(inputs, params) } : asScan(inputs, params),
  },

  transpose: () => {
    throw new ValueError(
      "Reverse-mode differentiation does not work for lax.while_loop or lax.fori_loop with dynamic start/stop values. " +
        "Try using lax.scan, or using fori_loop with static start/stop.",
      {
        hint:
          "How many turns the loop takes is not known before it runs. Bound them (whileLoop's maxSteps), give the function " +
          "that has the loop a rule (customVjp), or differentiate what the loop solves instead of the loop.",
      },
    );
  },
};

/** The loop of what is known, if what is known decides when it ends. */
function runKnown(inputs: readonly (Value | null)[], params: WhileParams): (Value | null)[] {
  const { condJaxpr, condNconsts, bodyJaxpr, bodyNconsts } = params;
  const [condConsts, bodyConsts, init] = pieces(inputs, condNconsts, bodyNconsts);
  const isUnknown = (x: Value | null): boolean => x === null;
  const constsUnknown = bodyConsts.map(isUnknown);
  const marks = markedAfterAll(init.map(isUnknown), (m) =>
    knownPart(bodyJaxpr, [...constsUnknown, ...m]).known.map((is) => !is),
  );
  const condUnknown = [...condConsts.map(isUnknown), ...marks];
  const cond = knownPart(condJaxpr, condUnknown);
  if (!cond.known[0] || !marks.includes(false)) return init.map(() => null);
  const full = knownPart(bodyJaxpr, [...constsUnknown, ...marks]);
  // What happens to be known of an output whose input is not is of no use.
  let n = 0;
  const places = full.known.map((is) => (is ? n++ : -1));
  const kept = places.filter((place, i) => place >= 0 && !marks[i]);
  const body = reordered(full.program, full.program.inputs.map((_, i) => i), kept); // prettier-ignore
  const given = [...condConsts.filter((x) => x !== null), ...full.constants];
  const consts = bodyConsts.filter((x) => x !== null);
  const carry = init.filter((x, i): x is Value => !marks[i] && x !== null);
  const outputs = bind(whileP, [...cond.constants, ...given, ...consts, ...carry], {
    ...params,
    condJaxpr: cond.program,
    condNconsts: cond.constants.length + condConsts.filter((x) => x !== null).length,
    bodyJaxpr: body,
    bodyNconsts: full.constants.length + consts.length,
  });
  let next = 0;
  return marks.map((is) => (is ? null : outputs[next++]));
}

/** The halves of a loop of at most so many turns: those of a scan of so many, of which those that are not taken change nothing. */
function asScan(inputs: readonly (Value | null)[], params: WhileParams): KnownPart<WhileParams> {
  const { condJaxpr, condNconsts, bodyJaxpr, bodyNconsts, bound } = params;
  const numConsts = condNconsts + bodyNconsts;
  const types = [...condJaxpr.inputTypes.slice(0, condNconsts), ...bodyJaxpr.inputTypes];
  const turn = memoized(bodyJaxpr, `turn ${condNconsts} ${programNumber(condJaxpr)}`, () => ({
    program: stage((...xs) => predicatedTurn(params, xs), types, { transform: "linearize", name: "a loop" }),
    constants: [],
  }));
  const halves = divideScan(inputs, {
    jaxpr: turn.program,
    length: bound!,
    numCarry: bodyJaxpr.outputs.length,
    numConsts,
    reverse: false,
    unroll: 1,
  });
  const { outputs, rest } = halves.finish(bind(scanP, halves.inputs, halves.params));
  return { outputs, rest: rest && { ...rest, primitive: scanP } };
}

/** What is carried after one more turn, where the condition asks for it. */
function predicatedTurn(
  { condJaxpr, condNconsts, bodyJaxpr, bodyNconsts }: WhileParams,
  inputs: readonly Value[],
): Value[] {
  const [condConsts, bodyConsts, carry] = pieces(inputs, condNconsts, bodyNconsts);
  const [whether] = evaluate(condJaxpr, [...condConsts, ...carry]);
  const same = new Program<Primitive>(bodyJaxpr.inputs, [], bodyJaxpr.inputs.slice(bodyNconsts));
  const taken = convertElementType(whether, "int32");
  return bind(condP, [taken, ...bodyConsts, ...carry], { branches: [same, bodyJaxpr] });
}

const programNumbers = new WeakMap<Program<Primitive>, number>();
let programCount = 0;

/** Tells programs apart, in keys of what is remembered of others. */
function programNumber(program: Program<Primitive>): number {
  let number = programNumbers.get(program);
  if (number === undefined) programNumbers.set(program, (number = programCount++));
  return number;
}
