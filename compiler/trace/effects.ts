/** Effects of operations: when they happen, and in which programs they are. */

import { programsIn } from "../ir/params.js";
import type { Params, Program } from "../ir/program.js";
import { HostArray } from "./hostArray.js";
import type { Primitive } from "./primitive.js";
import type { Value } from "./value.js";

/** Whether an operation of a program is such a one. Programs are asked once. */
function hasSome(
  is: (primitive: Primitive, params: Params) => boolean,
): (program: Program<Primitive>) => boolean {
  const known = new WeakMap<Program<Primitive>, boolean>();
  return (program) => {
    let found = known.get(program);
    if (found === undefined)
      known.set(program, (found = program.equations.some((e) => is(e.primitive, e.params))));
    return found;
  };
}

/** Whether an operation with an effect is in a program, or in one that it calls. */
export const hasEffects = hasSome(isEffectful);

/** Whether a program, or one that it calls, asks for values from outside of it. */
export const callsBack = hasSome(isCallBack);

/** Whether an operation has an effect, or calls a program that has. */
export function isEffectful(primitive: Primitive, params: Params): boolean {
  return (
    primitive.effect !== undefined ||
    primitive.callsBack === true ||
    programsIn(params).some((program) => hasEffects(program as Program<Primitive>))
  );
}

/** Whether an operation asks for values from outside of the program, or calls a program that does. */
export function isCallBack(primitive: Primitive, params: Params): boolean {
  return (
    primitive.callsBack ?? programsIn(params).some((program) => callsBack(program as Program<Primitive>))
  );
}

let pending: Promise<unknown> = Promise.resolve();
let waiting = 0;

/** Lets an effect happen: at once if nothing is waited for, and else when the arrays have arrived, in order. */
export function perform(primitive: Primitive, inputs: readonly Value[], params: Params): void {
  const happen = (arrays: readonly Value[]): void => primitive.effect!(arrays as HostArray[], params);
  if (waiting === 0 && inputs.every((x) => x instanceof HostArray)) {
    happen(inputs);
    return;
  }
  waiting++;
  // Asked for now: the arrays may be disposed of meanwhile.
  const arrived = inputs.map((x) => x.toHost());
  pending = pending.then(async () => happen(await Promise.all(arrived))).finally(() => waiting--);
}

/** Resolves when all effects of what has been called so far have happened. Source: `jax.effects_barrier`. */
export async function effectsBarrier(): Promise<void> {
  await pending;
}
