/** Trees of unknowns: as vectors, and steps of a solver until they change no more. */

import type { UserFunction } from "../calls/treeTypes.js";
import { isFloating } from "../ir/dtype.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { expectOptions } from "../ir/options.js";
import { flatten, unflatten } from "../ir/tree.js";
import { whileLoop } from "../lax/loops.js";
import * as jnp from "../numpy/index.js";
import { resultType, toValue } from "../numpy/promotion.js";
import { reshape, slice } from "../primitives/views.js";
import type { Value } from "../trace/value.js";

/** When a solver that takes steps is content, and when it gives up. */
export interface StepOptions {
  /** The greatest change of an unknown that counts as none, relative to what it is. Default 8 units in the last place. */
  rtol?: number;
  /** The same, absolute; one of the two will do. Default: as `rtol`. */
  atol?: number;
  /** The most steps. */
  maxSteps?: number;
  /** Gives `[x, unfinished]`: a boolean that says whether steps were wanting. Without it, that is a LoopBoundReached. */
  unfinished?: boolean;
  /** Gives the x for which `g(x)` is `y`, where `g` is linear. Reverse mode differentiates it. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- trees like the unknowns
  tangentSolve?: (g: (x: any) => any, y: any) => unknown;
}

/** Throws for options that no solver has, and for tolerances that nothing could meet. */
export function expectStepOptions(call: string, options: StepOptions): StepOptions {
  expectOptions(call, options, ["rtol", "atol", "maxSteps", "unfinished", "tangentSolve"]);
  for (const name of ["rtol", "atol"] as const) {
    const tolerance = options[name] ?? 0;
    if (!(typeof tolerance === "number" && tolerance >= 0))
      throw new ValueError(`${name} must be a number that is not negative, got ${String(tolerance)}.`);
  }
  return options;
}

/** The arrays of an initial guess: floats, since nothing else has a solution nearby. */
export function expectUnknowns(what: string, tree: unknown): void {
  for (const x of flatten(tree)[0]) {
    const { dtype } = toValue(x, `${what}, initial guess`);
    if (!isFloating(dtype)) throw new TypeError(`${what}: the unknowns must be floats, got ${dtype}.`);
  }
}

export function countUnknowns(tree: unknown): number {
  return flatten(tree)[0].reduce((n: number, x) => n + toValue(x).size, 0);
}

/** A tree as one vector, and the way back. */
export function ravel(tree: unknown): { vector: Value; unravel(vector: Value): unknown } {
  const [leaves, def] = flatten(tree);
  const values = leaves.map((x) => toValue(x));
  const { dtype } = resultType(values);
  const starts = values.map((_, i) => values.slice(0, i).reduce((n, x) => n + x.size, 0));
  const part = (vector: Value, i: number): Value =>
    reshape(slice(vector, [starts[i]], [starts[i] + values[i].size]), values[i].shape);
  return {
    vector: jnp.concatenate(values.map((x) => reshape(x, [x.size]).astype(dtype))),
    unravel: (vector) => unflatten(def, values.map((x, i) => part(vector, i).astype(x.dtype))), // prettier-ignore
  };
}

/** Whether any unknown has changed by more than the tolerances. One that is NaN has not: no step would help. */
function hasChanged(before: unknown, after: unknown, { rtol, atol }: StepOptions): Value {
  const olds = flatten(before)[0] as Value[];
  const changed = flatten(after)[0].map((x, i) => {
    const value = toValue(x);
    const relative = rtol ?? 8 * jnp.finfo(value.dtype).eps;
    const limit = value
      .abs()
      .mul(relative)
      .add(atol ?? relative);
    return value.sub(olds[i]).abs().gt(limit).any();
  });
  return changed.reduce((a, b) => a.or(b));
}

/**
 * What `step` makes of `x0` again and again, until it changes no more. Gives `[x, unfinished]` where that is asked for.
 */
export function settled(step: UserFunction, x0: unknown, options: StepOptions): unknown {
  const { maxSteps, unfinished } = options;
  const condition = (carry: unknown): Value => (carry as [unknown, Value])[1];
  const body = (carry: unknown): unknown => {
    const [x] = carry as [unknown, Value];
    const next = step(x) as unknown;
    return [next, hasChanged(x, next, options)];
  };
  const start: unknown = [x0, true];
  if (!unfinished) return (whileLoop(condition, body, start, { maxSteps }) as [unknown, Value])[0];
  const [last, more] = whileLoop(condition, body, start, { maxSteps, unfinished });
  return [(last as [unknown, Value])[0], more];
}
