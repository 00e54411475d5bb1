/** `jax.lax.psum` and the other operations among the lanes of a named axis. */

import { leaves, map } from "../../ir/tree.js";
import type { Natives } from "../objects/native.js";
import { truth } from "../objects/truth.js";
import { plain, type Value } from "../objects/value.js";
import { toStatic } from "./convert.js";
import { lax } from "./library.js";
import { operand } from "./loops.js";

/** Names and numbers of axes. */
function axes(x: Value): never {
  return toStatic(x) as never;
}

function groups(x: Value | undefined): { axisIndexGroups?: null } {
  return x === undefined || x === null ? {} : { axisIndexGroups: toStatic(x) as null };
}

type Fold = (x: never, axisName: never, options: object) => unknown;

function folded(fold: Fold) {
  return (x: Value, name: Value, given?: Value): Value =>
    fold(operand(x) as never, axes(name), groups(given)) as Value;
}

/** Numbers stay numbers: how many lanes there are is asked for as the sum of 1. */
function psum(x: Value, name: Value, given?: Value): Value {
  const numbers = leaves(x).map((leaf) => plain(leaf as Value));
  const isNumber = (n: unknown): n is bigint | number => typeof n === "bigint" || typeof n === "number";
  const isGrouped = given !== undefined && given !== null;
  if (isGrouped || numbers.length === 0 || !numbers.every(isNumber)) return folded(lax.psum)(x, name, given);
  const lanes = lax.axisSize(axes(name));
  return map((leaf) => {
    const n = plain(leaf as Value);
    return typeof n === "bigint" ? n * BigInt(lanes) : Number(n) * lanes;
  }, x) as Value;
}

export const collectiveNatives: Natives = {
  "psum(x, axis_name, *, axis_index_groups=None)": psum,
  "pmean(x, axis_name, *, axis_index_groups=None)": folded(lax.pmean),
  "pmax(x, axis_name, *, axis_index_groups=None)": folded(lax.pmax),
  "pmin(x, axis_name, *, axis_index_groups=None)": folded(lax.pmin),
  "axis_index(axis_name)": (name: Value) => lax.axisIndex(axes(name)),
  "axis_size(axis_name)": (name: Value) => BigInt(lax.axisSize(axes(name))),
  "ppermute(x, axis_name, perm)": (x: Value, name: Value, perm: Value) =>
    lax.ppermute(operand(x), axes(name), toStatic(perm) as [number, number][]) as Value,
  "pshuffle(x, axis_name, perm)": (x: Value, name: Value, perm: Value) =>
    lax.pshuffle(operand(x), axes(name), toStatic(perm) as number[]) as Value,
  "pswapaxes(x, axis_name, axis, *, axis_index_groups=None)": (x: Value, name: Value, axis: Value) =>
    lax.pswapaxes(operand(x), axes(name), Number(axis)) as Value,
  "all_gather(x, axis_name, *, axis_index_groups=None, axis=0, tiled=False)": (
    x: Value,
    name: Value,
    given: Value | undefined,
    axis: Value = 0n,
    tiled: Value = false,
  ) =>
    lax.allGather(operand(x), axes(name), {
      ...groups(given),
      axis: Number(axis),
      tiled: truth(tiled),
    }) as Value,
  "psum_scatter(x, axis_name, *, scatter_dimension=0, axis_index_groups=None, tiled=False)": (
    x: Value,
    name: Value,
    dimension: Value = 0n,
    given: Value | undefined,
    tiled: Value = false,
  ) =>
    lax.psumScatter(operand(x), axes(name), {
      ...groups(given),
      scatterDimension: Number(dimension),
      tiled: truth(tiled),
    }) as Value,
  "all_to_all(x, axis_name, split_axis, concat_axis, *, axis_index_groups=None, tiled=False)": (
    x: Value,
    name: Value,
    split: Value,
    concat: Value,
    given: Value | undefined,
    tiled: Value = false,
  ) =>
    lax.allToAll(operand(x), axes(name), Number(split), Number(concat), {
      ...groups(given),
      tiled: truth(tiled),
    }) as Value,
};
