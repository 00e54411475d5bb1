/** What happens while programs run: `jax.debug.callback`, and waiting for it. */

import { callback, effectsBarrier } from "../../calls/debug.js";
import { Tuple } from "../objects/containers.js";
import { Dict } from "../objects/dict.js";
import { call, enterMachine, machine } from "../objects/machine.js";
import type { Natives } from "../objects/native.js";
import type { Keywords, Value } from "../objects/value.js";
import { Suspension } from "../vm/machine.js";
import type { UserFunction } from "../../calls/treeTypes.js";
import { ioCallback, pureCallback, type VmapMethod } from "../../calls/hostCallback.js";
import { map } from "../../ir/tree.js";
import { truth } from "../objects/truth.js";
import { structOr } from "./avals.js";
import { arrayOr } from "./convert.js";
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

/** A function of the script's, of trees of arrays, that is called from within a program. */
function calledBack(f: Value): UserFunction {
  const script = machine();
  const run = (given: Tuple, named: Dict): unknown => {
    const leave = enterMachine(script);
    try {
      return operand(call(f, given.items, new Map(named.names)));
    } finally {
      leave();
    }
  };
  return described(f, run as never);
}

const argumentsOf = (args: readonly Value[], keywords: Keywords): Value[] => [
  operand(new Tuple([...args])),
  operand(Dict.of(keywords)),
];

/** Of what stands for arrays only the type. */
const declared = (tree: Value): unknown => map((x) => structOr(x as Value) ?? arrayOr(x as Value) ?? x, tree);

export const ioNatives: Natives = {
  "io_callback(callback, result_shape_dtypes, *args, sharding=None, ordered=False, **kwargs)": (
    f: Value,
    result: Value,
    args: readonly Value[],
    _sharding: Value | undefined,
    ordered: Value = false,
    keywords: Keywords,
  ) =>
    ioCallback(calledBack(f), declared(result), argumentsOf(args, keywords), {
      ordered: truth(ordered),
    }) as Value,
};

export const effectNatives: Natives = {
  "pure_callback(callback, result_shape_dtypes, *args, sharding=None, vmap_method=None, **kwargs)": (
    f: Value,
    result: Value,
    args: readonly Value[],
    _sharding: Value | undefined,
    method: Value = null,
    keywords: Keywords,
  ) =>
    pureCallback(calledBack(f), declared(result), argumentsOf(args, keywords), {
      vmapMethod: method as VmapMethod | null,
    }) as Value,
  "effects_barrier()"() {
    if (!mayWait) return;
    mayWait = false;
    throw new Suspension(effectsBarrier, true);
  },
};
