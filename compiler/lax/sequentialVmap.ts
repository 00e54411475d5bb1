import { customVmap } from "../calls/customVmap.js";
import type { Transformed, UserFunction } from "../calls/treeTypes.js";
import { flatten, map, unflatten } from "../ir/tree.js";
import type { Value } from "../trace/value.js";
import { map as mapOver } from "./scans.js";

/**
 * A function that `vmap` calls for one element of the mapped axis after the other: `vmap` makes a `scan` of it.
 *
 *     vmap(sequentialVmap((x) => x.mul(2)))(jnp.arange(2)) // [0. 2.]
 *
 * Source: `jax.custom_batching.sequential_vmap`.
 */
export function sequentialVmap<F extends UserFunction>(f: F): Transformed<F> {
  const custom = customVmap(f as UserFunction);
  custom.defVmap((_, inBatched, ...args) => {
    const [isBatched] = flatten(inBatched);
    const [leaves, tree] = flatten(args);
    const mapped = leaves.filter((_, i) => isBatched[i]) as Value[];
    const out = mapOver((own: readonly Value[]) => {
      let next = 0;
      const all = leaves.map((x, i) => (isBatched[i] ? own[next++] : x));
      return custom(...(unflatten(tree, all) as unknown[])) as unknown;
    }, mapped);
    return [out, map(() => true, out)];
  });
  return custom as Transformed<F>;
}
