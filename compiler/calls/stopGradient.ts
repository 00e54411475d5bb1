import { map } from "../ir/tree.js";
import { toValue } from "../trace/hostArray.js";
import type { Primitive } from "../trace/primitive.js";
import { bind } from "../trace/trace.js";
import type { ArrayTree } from "./treeTypes.js";

/** The identity, with a derivative of zero. */
const stopGradientP: Primitive<Record<string, never>> = {
  name: "stop_gradient",
  type: ([x]) => [x],
  evaluate: ([x]) => [x],
  lowering: { kind: "scalar", emit: ([x]) => x },
  batch: (inputs, batched, _size, params) => ({
    outputs: bind(stopGradientP, inputs, params),
    batched: [...batched],
  }),
  jvp: (primals, _tangents, params) => ({ primals: bind(stopGradientP, primals, params), tangents: [null] }),
};

/**
 * A tree of arrays that differentiation treats as constants. Source: `jax.lax.stop_gradient`.
 *
 *     grad((x) => stopGradient(x).mul(x))(3) // 3.0
 */
export function stopGradient<T>(tree: T): ArrayTree<T> {
  return map((x) => bind(stopGradientP, [toValue(x, "stopGradient")], {})[0], tree) as ArrayTree<T>;
}
