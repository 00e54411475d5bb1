/** Derivatives at a point, as functions of what they remember of it. */

import { Program } from "../ir/program.js";
import type { Primitive } from "../trace/primitive.js";
import type { Value } from "../trace/value.js";
import type { UserFunction } from "../calls/treeTypes.js";

/** What `vjp` and `linearize` give beside the value. */
export interface Derivative extends UserFunction {
  /** The values that it needs, which are known where it was made: also of a trace. */
  readonly residuals: readonly Value[];
  /** The same function of other such values. */
  withResiduals(residuals: readonly Value[]): Derivative;
}

/** `call` is handed the linear program before the arguments. */
export function derivativeOf(
  linear: Program<Primitive>,
  call: (linear: Program<Primitive>, ...args: unknown[]) => unknown,
): Derivative {
  const { inputs, equations, outputs, constants } = linear;
  return Object.assign((...args: unknown[]) => call(linear, ...args), {
    residuals: constants.map(({ value }) => value as Value),
    withResiduals(residuals: readonly Value[]) {
      const rebound = constants.map(({ variable }, i) => ({ variable, value: residuals[i] }));
      return derivativeOf(new Program(inputs, equations, outputs, rebound), call);
    },
  });
}
