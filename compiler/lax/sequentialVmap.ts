import { customVmap } from "../calls/customVmap.js";
import type { Transformed, UserFunction } from "../calls/treeTypes.js";
import { flatten, map, unflatten } from "../ir/tree.js";
import { map as mapElements } from "./scans.js";

/**
 * A function that `vmap` calls for one element of the mapped axis after the other: `vmap` makes a `scan` of it.
 *
 *     vmap(sequentialVmap((x) => x.mul(2)))(jnp.arange(2)) // [0. 2.]
 *
 * Source: `jax.custom_batching.sequential_vmap`.
 */
export function sequentialVmap<F extends UserFunction>(f: F): Transformed<F> {
  const custom = customVmap(f as UserFunction);
  custom.defVmap(function rule(_size, inBatched, ...args) {
    const [isBatched] = flatten(inBatched);
    const [leaves, tree] = flatten(args);
    const callFor = (elements: readonly unknown[]): unknown => {
      let next = 0;
      const own = leaves.map((x, i) => (isBatched[i] ? elements[next++] : x));
      return custom(...(unflatten(tree, own) as unknown[]));
    };
    const out = mapElements(callFor, leaves.filter((_, i) => isBatched[i])); // prettier-ignore
    return [out, map(() => true, out)];
  });
  return custom as Transformed<F>;
}
