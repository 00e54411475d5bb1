/** A loop over the elements of arrays, which carries values from one to the next. */

import type { ArrayType } from "../ir/arrayType.js";
import { TypeError } from "../ir/errors.js";
import { instantiate, jvpProgram } from "../passes/jvp.js";
import { batchedProgram, turnsProgram } from "../passes/vmap.js";
import { broadcastLeading, moveAxis } from "../primitives/views.js";
import { hasEffects } from "../trace/effects.js";
import { currentExecutor } from "../trace/executor.js";
import type { MaybeZero, Primitive } from "../trace/primitive.js";
import { bind } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { expectInputs, markedAfterAll, pieces, reordered } from "./carry.js";
import { bytesKept, carriesKnown, divideScan, type ScanParams, transposeScan } from "./scanReverse.js";
import { scanInSegments } from "./scanSegments.js";
import { spreadTangents } from "./spreadTangents.js";

/** The most that turns keep for reverse mode, in bytes, before they are taken again: what WebGPU promises that a kernel can bind. */
const MAX_KEPT = 2 ** 27;

/** Its inputs are constants, what is carried, and the scanned arrays; its outputs what is carried, and stacked elements. */
export const scanP: Primitive<ScanParams> = {
  name: "scan",

  type(inputs, { jaxpr, length, numCarry, numConsts }) {
    const [consts, carry, xs] = pieces(inputs, numConsts, numCarry);
    expectInputs("scan's jaxpr", jaxpr, [...consts, ...carry, ...xs.map((x) => elementType(x, length))]);
    const [after, ys] = pieces(jaxpr.outputTypes, numCarry);
    if (after.length !== numCarry || after.some((t, i) => !t.equals(carry[i])))
      throw new TypeError(`scan carries (${carry.join(", ")}), but its body gives (${after.join(", ")}).`);
    return [...after, ...ys.map((y) => y.with({ shape: [length, ...y.shape] }))];
  },

  run: (inputs, params) => currentExecutor().runOperation(scanP, inputs, params),

  lowering: {
    kind: "choose",
    choose: (_types, { jaxpr, length, numCarry, numConsts, reverse }) => {
      // What carries nothing takes all elements at once.
      if (numCarry === 0 && !hasEffects(jaxpr)) {
        const isElement = jaxpr.inputs.map((_, i) => i >= numConsts);
        const all = turnsProgram(jaxpr, isElement, length);
        return { kind: "call", program: () => all.program };
      }
      const parts = { conditionConsts: 0, body: jaxpr, bodyConsts: numConsts, carried: numCarry };
      return { kind: "loop", loop: () => ({ ...parts, bound: length, reverse }) };
    },
  },

  batch(inputs, batched, size, params) {
    const { jaxpr, numCarry, numConsts } = params;
    const [constsBatched, initBatched, xsBatched] = pieces(batched, numConsts, numCarry);
    const map = (marks: readonly boolean[]) =>
      batchedProgram(jaxpr, [...constsBatched, ...marks, ...xsBatched], size, marks);
    const marks = markedAfterAll(initBatched, (m) => map(m).batched.slice(0, numCarry));
    const mapped = map(marks);
    const [consts, init, xs] = pieces(inputs, numConsts, numCarry);
    const outputs = bind(
      scanP,
      [
        ...mapped.constants,
        ...consts,
        ...init.map((x, i) => (marks[i] && !initBatched[i] ? broadcastLeading(x, size) : x)),
        ...xs.map((x, i) => (xsBatched[i] ? moveAxis(x, 0, 1) : x)),
      ],
      { ...params, jaxpr: mapped.program, numConsts: mapped.constants.length + numConsts },
    );
    return {
      outputs: outputs.map((y, i) => (i >= numCarry && mapped.batched[i] ? moveAxis(y, 1, 0) : y)),
      batched: [...mapped.batched],
    };
  },

  jvp(primals, tangents, params) {
    const { jaxpr, numCarry, numConsts } = params;
    const [consts, init, xs] = pieces(primals, numConsts, numCarry);
    const [constDots, initDots, xDots] = pieces(tangents, numConsts, numCarry);
    const isGiven = (t: Value | null): boolean => t !== null;
    const derive = (marks: readonly boolean[]) =>
      jvpProgram(jaxpr, [...constDots.map(isGiven), ...marks, ...xDots.map(isGiven)], marks);
    const marks = markedAfterAll(initDots.map(isGiven), (m) => derive(m).nonzero.slice(0, numCarry));
    const { program, constants, nonzero } = derive(marks);
    const dots = [
      constDots.filter(isGiven),
      initDots.flatMap((t, i) => (marks[i] ? [instantiate(t, init[i])] : [])),
      xDots.filter(isGiven),
    ] as Value[][];
    const ins = pieces(
      program.inputs.map((_, i) => i),
      ...[constants, consts, init, xs, ...dots].map((list) => list.length),
    );
    const outs = pieces(
      program.outputs.map((_, i) => i),
      numCarry,
      jaxpr.outputs.length - numCarry,
      dots[1].length,
    );
    const body = reordered(
      program,
      [0, 1, 4, 2, 5, 3, 6].flatMap((n) => ins[n]),
      [0, 2, 1, 3].flatMap((n) => outs[n]),
    );
    const { turn, tangents: spread } = spreadTangents(body, constants.length + consts.length, dots[0]);
    const outputs = bind(
      scanP,
      [...constants, ...consts, ...spread, ...init, ...dots[1], ...xs, ...dots[2]],
      {
        ...params,
        jaxpr: turn,
        numConsts: constants.length + consts.length + spread.length,
        numCarry: numCarry + dots[1].length,
      },
    );
    const [carry, carryDots, ys, yDots] = pieces(outputs, numCarry, dots[1].length, outs[1].length);
    const given = [...carryDots, ...yDots];
    let next = 0;
    return { primals: [...carry, ...ys], tangents: nonzero.map((is) => (is ? given[next++] : null)) };
  },

  partial: {
    kind: "known",
    instead(unknown, types, params) {
      if (hasEffects(params.jaxpr)) return undefined;
      const { ofTurns, inSegments } = bytesKept(unknown, params);
      if (ofTurns <= MAX_KEPT || inSegments > ofTurns / 2) return undefined;
      return scanInSegments(params, types, (inputs, own) => bind(scanP, inputs, own));
    },
    run(inputs, params) {
      const halves = divideScan(inputs, params);
      const isNeeded = halves.params.jaxpr.outputs.length > 0;
      return halves.finish(isNeeded ? bind(scanP, halves.inputs, halves.params) : []);
    },
  },

  transpose(cotangents, inputs, types, params) {
    if (carriesKnown(inputs, params)) return transposeRest(cotangents, inputs, types, params);
    const back = transposeScan(cotangents, inputs, types, params);
    return back.finish(bind(scanP, back.inputs, back.params));
  },
};

/** The transpose of a scan that also carries what is not linear, a counter say: that is computed first, by a scan of its own. */
function transposeRest(
  cotangents: readonly MaybeZero[],
  inputs: readonly (Value | null)[],
  types: readonly ArrayType[],
  params: ScanParams,
): MaybeZero[] {
  const halves = divideScan(inputs, params);
  const { outputs, rest } = halves.finish(bind(scanP, halves.inputs, halves.params));
  const back = transposeScan(
    cotangents.filter((_, i) => outputs[i] === null),
    rest.inputs.map((x) => (typeof x === "number" ? null : x)),
    rest.inputs.map((x) => (typeof x === "number" ? types[x] : x.type)),
    rest.params,
  );
  const found = back.finish(bind(scanP, back.inputs, back.params));
  return inputs.map((_, i) => (rest.inputs.includes(i) ? found[rest.inputs.indexOf(i)] : null));
}

/** The type of one element along the first axis. */
function elementType(x: ArrayType, length: number): ArrayType {
  if (x.shape[0] === length) return x.with({ shape: x.shape.slice(1) });
  throw new TypeError(`scan over ${length} elements was given ${x.toString()}.`);
}
