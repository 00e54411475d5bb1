import { customVmap } from "../calls/customVmap.js";
import type { Transformed, UserFunction } from "../calls/treeTypes.js";
import { flatten, map, unflatten } from "../ir/tree.js";
import { concatenate, expandDims, reshape, slice } from "../primitives/views.js";
import { toValue } from "../trace/hostArray.js";
import type { Value } from "../trace/value.js";

/**
 * A function that `vmap` calls once for each element of the mapped axis, one after the other.
 *
 *     vmap(sequentialVmap((x) => x.mul(2)))(jnp.arange(2)) // [0. 2.]
 *
 * Source: `jax.custom_batching.sequential_vmap`.
 */
export function sequentialVmap<F extends UserFunction>(f: F): Transformed<F> {
  const custom = customVmap(f as UserFunction);
  custom.defVmap((size, inBatched, ...args) => {
    const [batched] = flatten(inBatched);
    const [leaves, tree] = flatten(args);
    const outputs = Array.from({ length: size }, (_, i) => {
      const own = leaves.map((x, n) => (batched[n] ? elementOf(x as Value, i) : x));
      return custom(...(unflatten(tree, own) as unknown[])) as unknown;
    });
    const stack = (...xs: unknown[]): Value =>
      concatenate(
        xs.map((x) => expandDims(toValue(x), [0])),
        0,
      );
    const out = map(stack, outputs[0], outputs.slice(1));
    return [out, map(() => true, out)];
  });
  return custom as Transformed<F>;
}

function elementOf(x: Value, i: number): Value {
  const row = slice(x, [i, ...x.shape.slice(1).map(() => 0)], [i + 1, ...x.shape.slice(1)]);
  return reshape(row, x.shape.slice(1));
}
