/** A loop that goes on as long as a program of what it carries says so. */

import type { ArrayType } from "../ir/arrayType.js";
import { sameShape } from "../ir/arrayType.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { instantiate, jvpProgram } from "../passes/jvp.js";
import { allLanes, type Lanes, lanesWithin, withBatch } from "../passes/lanes.js";
import { batchedProgram } from "../passes/vmap.js";
import { broadcastLeading } from "../primitives/views.js";
import { currentExecutor } from "../trace/executor.js";
import type { Primitive } from "../trace/primitive.js";
import { bind } from "../trace/trace.js";
import { expectInputs, markedAfterAll, pieces, reordered, withUnused } from "./carry.js";
import { spreadTangents } from "./spreadTangents.js";
import { divideWhile, lanesOfConsts, type WhileParams } from "./whileReverse.js";

/** Its inputs are the constants of the condition, those of the body, and what is carried. */
export const whileP: Primitive<WhileParams> = {
  name: "while",

  type(inputs, { condJaxpr, condNconsts, bodyJaxpr, bodyNconsts, lanes: theirs }) {
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
    if (lanes.ndim > 0 && theirs?.length !== condNconsts + bodyNconsts)
      throw new TypeError("where lanes stop by themselves, while must be told which constants are theirs.");
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
    const axes = condJaxpr.outputTypes[0].ndim;
    const lanes = lanesOfConsts(params).map((own, i) => withBatch(own, isLane && batched[i], axes));
    const [condLanes, bodyLanes] = pieces(lanes, condNconsts);
    const outputs = bind(
      whileP,
      [...cond.constants, ...condConsts, ...body.constants, ...bodyConsts, ...carry],
      {
        ...params,
        ...(cond.program.outputTypes[0].ndim > 0 && {
          lanes: [...cond.constants.map(() => 0), ...condLanes, ...body.constants.map(() => 0), ...bodyLanes],
        }),
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
    const given = constTangents.filter((t) => t !== null);
    const {
      turn,
      tangents: spread,
      kept,
      makes,
    } = spreadTangents(body, closed.length + consts.length, given);
    const allConsts = [...constants, ...bodyConsts, ...spread];
    const [condLanes, bodyLanes] = pieces(lanesOfConsts(params), condNconsts);
    const dotLanes = bodyLanes.filter((_, i) => constMarks[i]);
    const all = allLanes(condJaxpr.outputTypes[0].ndim);
    const lanesOf = lanesWithin(body, [...constants.map(() => 0), ...bodyLanes, ...dotLanes, ...body.outputs.map(() => all)]); // prettier-ignore
    const outputs = bind(whileP, [...condConsts, ...allConsts, ...init, ...dots], {
      ...params,
      ...(params.lanes && {
        lanes: [
          ...condLanes,
          ...constants.map(() => 0),
          ...bodyLanes,
          ...kept.map((n) => dotLanes[n]),
          ...makes.map((v) => (v ? lanesOf(v) : 0)),
        ],
      }),
      condJaxpr: withUnused(
        condJaxpr,
        condJaxpr.inputs.length,
        dots.map((t) => t.type),
      ),
      bodyJaxpr: turn,
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
    run: (inputs, params) => divideWhile(inputs, params, (given, loop) => bind(whileP, given, loop)),
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

  paramText: {
    show: ({ lanes, ...shown }) => ({
      ...shown,
      ...(lanes && lanes.join() !== lanesByShape(shown).join() && { lanes }),
    }),
    read(shown) {
      const params = shown as unknown as WhileParams;
      const hasLanes = params.condJaxpr.outputTypes[0].ndim > 0;
      return { ...params, ...(hasLanes && { lanes: params.lanes ?? lanesByShape(params) }) };
    },
  },
};

/** Which constants begin with the lanes' axes, as far as shapes tell. What they tell is not in a program's text. */
function lanesByShape({ condJaxpr, condNconsts, bodyJaxpr, bodyNconsts }: WhileParams): Lanes[] {
  const { shape: lanes, ndim } = condJaxpr.outputTypes[0];
  const consts = [
    ...condJaxpr.inputTypes.slice(0, condNconsts),
    ...bodyJaxpr.inputTypes.slice(0, bodyNconsts),
  ];
  return consts.map(({ shape }) => (sameShape(lanes, shape.slice(0, ndim)) ? allLanes(ndim) : 0));
}
