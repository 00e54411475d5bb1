import { map } from "../ir/tree.js";
import { toValue } from "../trace/hostArray.js";
import type { Primitive } from "../trace/primitive.js";
import { bind, bind1 } from "../trace/trace.js";
import type { ArrayTree } from "./treeTypes.js";

/** The identity, by whose name policies know a value. */
export const nameP: Primitive<{ readonly name: string }> = {
  name: "name",
  type: ([x]) => [x],
  evaluate: ([x]) => [x],
  lowering: { kind: "scalar", emit: ([x]) => x },
  batch: (inputs, batched, _size, params) => ({
    outputs: bind(nameP, inputs, params),
    batched: [...batched],
  }),
  jvp: (primals, tangents, params) => ({ primals: bind(nameP, primals, params), tangents: [...tangents] }),
};

/**
 * A tree of arrays with a name, by which a policy of `checkpoint` may say that it is kept. Source: `jax.ad_checkpoint.checkpoint_name`.
 *
 *     const f = checkpoint((x) => checkpointName(jnp.sin(x), "wave").mul(2), { policy: checkpointPolicies.saveOnlyTheseNames("wave") });
 *     grad(f)(0) // 2.0
 */
export function checkpointName<T>(tree: T, name: string): ArrayTree<T> {
  return map((x) => bind1(nameP, [toValue(x, "checkpointName")], { name }), tree) as ArrayTree<T>;
}
