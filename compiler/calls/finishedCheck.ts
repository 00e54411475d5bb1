/** The check that a loop of at most so many turns has come to its end. */

import type { ArrayType } from "../ir/arrayType.js";
import { LoopBoundReached } from "../ir/errors.js";
import type { Source } from "../ir/source.js";
import { currentExecutor } from "../trace/executor.js";
import { HostArray } from "../trace/hostArray.js";
import type { Primitive } from "../trace/primitive.js";
import { bind } from "../trace/trace.js";

interface CheckParams {
  readonly bound: number;
  /** Where the loop is. */
  readonly source: Source | undefined;
}

/**
 * Gives its inputs behind the first, which says which lanes have not finished: if any has not, whoever looks at the results gets
 * a LoopBoundReached.
 */
export const checkFinishedP: Primitive<CheckParams> = {
  name: "check_finished",
  type: ([, ...values]): ArrayType[] => values,
  run(inputs, params) {
    const [flags, ...values] = inputs;
    if (!(flags instanceof HostArray)) return currentExecutor().runOperation(checkFinishedP, inputs, params);
    const count = Array.from(flags.values, Number).filter((is) => is > 0).length;
    if (count > 0) throw unfinished(params, count);
    return values;
  },
  lowering: { kind: "check", error: unfinished },
  batch: (inputs, batched, _size, params) => ({
    outputs: bind(checkFinishedP, inputs, params),
    batched: batched.slice(1),
  }),
  jvp: (primals, tangents, params) => ({
    primals: bind(checkFinishedP, primals, params),
    tangents: tangents.slice(1),
  }),
  transpose: (cotangents) => [null, ...cotangents],
  paramText: {
    show: ({ bound }) => ({ bound }),
    read: ({ bound }) => ({ bound: Number(bound), source: undefined }),
  },
};

function unfinished({ bound, source }: CheckParams, count: number): LoopBoundReached {
  return new LoopBoundReached(
    `The loop took ${bound} turns, and ${count === 1 ? "a lane" : `${count} lanes`} had not finished.`,
    {
      hint: "Raise maxSteps, or ask for a flag instead of this error: whileLoop's option unfinished gives [carry, unfinished].",
      ...(source && { source }),
    },
  );
}
