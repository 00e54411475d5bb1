import { customVmap } from "../calls/customVmap.js";
import type { Transformed, UserFunction } from "../calls/treeTypes.js";
import { flatten, map as mapTree, unflatten } from "../ir/tree.js";
import { map } from "./scans.js";

/**
 * A function that `vmap` calls once for each element of the mapped axis, one after the other.
 *
 *     vmap(sequentialVmap((x) => x.mul(2)))(jnp.arange(2)) // [0. 2.]
 *
 * Source: `jax.custom_batching.sequential_vmap`.
 */
export function sequentialVmap<F extends UserFunction>(f: F): Transformed<F> {
  const custom = customVmap(f as UserFunction);
  custom.defVmap((_size, inBatched, ...args) => {
    const [batched] = flatten(inBatched);
    const [leaves, tree] = flatten(args);
    const ofOne = (mapped: unknown[]): unknown => {
      let next = 0;
      const own = leaves.map((x, n) => (batched[n] ? mapped[next++] : x));
      return custom(...(unflatten(tree, own) as unknown[])) as unknown;
    };
    const out = map(
      ofOne,
      leaves.filter((_, n) => batched[n]),
    );
    return [out, mapTree(() => true, out)];
  });
  return custom as Transformed<F>;
}
