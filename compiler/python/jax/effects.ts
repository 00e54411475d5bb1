/** What happens while programs run: `jax.debug.callback`, and waiting for it. */

import { callback, effectsBarrier } from "../../calls/debug.js";
import { Tuple } from "../objects/containers.js";
import { Dict } from "../objects/dict.js";
import { call, enterMachine, machine } from "../objects/machine.js";
import type { Natives } from "../objects/native.js";
import type { Keywords, Value } from "../objects/value.js";
import { Suspension } from "../vm/machine.js";
import { described } from "./functions.js";
import { operand } from "./loops.js";

/** Whether calls have been asked for that may not have happened. */
let mayWait = false;

export const debugNatives: Natives = {
  "callback(callback, *args, ordered=False, partitioned=False, **kwargs)"(
    f: Value,
    args: readonly Value[],
    _ordered: Value | undefined,
    _partitioned: Value | undefined,
    keywords: Keywords,
  ) {
    const script = machine();
    // Where values come from a device, the script may be waiting when they arrive.
    const run = (given: Tuple, named: Dict): void => {
      const leave = enterMachine(script);
      try {
        call(f, given.items, new Map(named.names));
      } finally {
        leave();
      }
    };
    mayWait = true;
    callback(described(f, run as never), operand(new Tuple([...args])), operand(Dict.of(keywords)));
  },
};

export const effectNatives: Natives = {
  "effects_barrier()"() {
    if (!mayWait) return;
    mayWait = false;
    throw new Suspension(effectsBarrier, true);
  },
};
