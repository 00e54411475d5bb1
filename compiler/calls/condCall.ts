/** One of several programs, by a number. */

import { sameShape } from "../ir/arrayType.js";
import { TypeError } from "../ir/errors.js";
import { jvpProgram } from "../passes/jvp.js";
import { type Lanes, withBatch } from "../passes/lanes.js";
import { batchedProgram } from "../passes/vmap.js";
import { convertElementType } from "../primitives/conversion.js";
import { broadcastLeading } from "../primitives/views.js";
import { evaluate } from "../trace/evaluate.js";
import { hasEffects } from "../trace/effects.js";
import { currentExecutor } from "../trace/executor.js";
import { HostArray } from "../trace/hostArray.js";
import type { Primitive } from "../trace/primitive.js";
import { bind } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import type { ClosedProgram } from "../trace/stageTrace.js";
import { expectInputs, withCommonConstants } from "./carry.js";
import { type CondParams, divideCond, lanesOfInputs, transposeCond } from "./condReverse.js";

/**
 * Its first input says which branch is taken: for all, or, where its shape is not `()`, for each lane. The lanes lie along
 * the first axes of all outputs. The other inputs are those of the branches.
 */
export const condP: Primitive<CondParams> = {
  name: "cond",

  type([index, ...inputs], { branches, lanes }) {
    branches.forEach((branch, i) => expectInputs(`branch ${i} of cond`, branch, inputs));
    const [first, ...others] = branches.map((branch) => branch.outputTypes);
    for (const types of others)
      if (types.length !== first.length || types.some((t, i) => !t.equals(first[i])))
        throw new TypeError(`branches of cond give (${first.join(", ")}) and (${types.join(", ")}).`);
    if (index.dtype !== "int32" || first.some((t) => !sameShape(index.shape, t.shape.slice(0, index.ndim))))
      throw new TypeError(
        `the index of cond must be an int32 of a shape with which all outputs begin, got ${index.toString()}.`,
      );
    if (index.ndim > 0 && lanes?.length !== inputs.length)
      throw new TypeError("where lanes choose, cond must be told which inputs are theirs.");
    return [...first];
  },

  run(inputs, params) {
    const [index, ...rest] = inputs;
    if (!(index instanceof HostArray) || index.ndim > 0)
      return currentExecutor().runOperation(condP, inputs, params);
    const { branches } = params;
    const outputs = evaluate(
      branches[Math.min(Math.max(Number(index.item()), 0), branches.length - 1)],
      rest,
    );
    // Branches may differ in weak types. The first one's are those of the choice.
    return outputs.map((y, i) => convertElementType(y, y.dtype, branches[0].outputTypes[i].weakType));
  },

  lowering: { kind: "branch", branches: ({ branches }) => branches, lanes: ({ lanes }) => lanes },

  batch([index, ...inputs], [isLane, ...batched], size, params) {
    const { branches } = params;
    const isAny = branches[0].outputs.map((_, i) =>
      branches.some((branch) => batchedProgram(branch, batched, size).batched[i]),
    );
    // Lanes lie along the first axes: where there are any, a batch is more of them.
    const hasLanes = isLane || (index.ndim > 0 && isAny.includes(true));
    const wanted = isAny.map((is) => is || hasLanes);
    const mapped = branches.map((branch) => batchedProgram(branch, batched, size, wanted));
    const which = hasLanes && !isLane ? broadcastLeading(index, size) : index;
    const axes = isLane ? index.ndim - 1 : index.ndim;
    const lanes = lanesOfInputs(params).map((own, i) => withBatch(own, hasLanes && batched[i], axes));
    return { outputs: bindBranches(mapped, which, inputs, lanes), batched: wanted };
  },

  jvp([index, ...primals], [, ...tangents], params) {
    const { branches } = params;
    const isGiven = tangents.map((t) => t !== null);
    const wanted = branches[0].outputs.map((_, i) =>
      branches.some((branch) => jvpProgram(branch, isGiven).nonzero[i]),
    );
    const derived = branches.map((branch) => jvpProgram(branch, isGiven, wanted));
    const dots = tangents.filter((t) => t !== null);
    const lanes = lanesOfInputs(params);
    const outputs = bindBranches(derived, index, [...primals, ...dots], [...lanes, ...lanes.filter((_, i) => isGiven[i])]); // prettier-ignore
    let next = wanted.length;
    return {
      primals: outputs.slice(0, next),
      tangents: wanted.map((is) => (is ? outputs[next++] : null)),
    };
  },

  partial: { kind: "known", run: (inputs, params) => divideCond(inputs, params, bindBranches) },

  transpose: (cotangents, inputs, _types, params) => transposeCond(cotangents, inputs, params, bindBranches),
};

/** The choice among what a pass made of the branches. */
function bindBranches(
  derived: readonly ClosedProgram[],
  index: Value,
  inputs: readonly Value[],
  lanes: readonly Lanes[],
): Value[] {
  if (derived[0].program.outputs.length === 0 && !derived.some(({ program }) => hasEffects(program)))
    return [];
  const { programs, constants } = withCommonConstants(derived);
  return bind(condP, [index, ...constants, ...inputs], {
    branches: programs,
    ...(index.ndim > 0 && { lanes: [...constants.map(() => 0), ...lanes] }),
  });
}
