/** Ways to roll an array in the turns of a loop, which decide how these run. */

import { type Array, numpy as jnp } from "../../compiler/index.js";

export type Roll = (x: Array, by: number) => Array;

/** One workgroup takes all turns, unless they scatter many updates. */
export const rolls: Readonly<Record<"by one workgroup" | "by everything", Roll>> = {
  "by one workgroup": (x, by) => jnp.roll(x, by),
  "by everything": (x, by) => jnp.roll(x.at(jnp.arange(x.size, { dtype: "int32" })).add(0), by),
};
