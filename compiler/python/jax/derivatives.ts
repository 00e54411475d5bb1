/** What `jax.vjp` and `jax.linearize` return beside the value: functions that are trees of the values that they remember. */

import { type NodeType, registerResolver } from "../../ir/treeNode.js";
import type { Value as ArrayValue } from "../../trace/value.js";
import type { Derivative } from "../../transforms/derivative.js";
import { Native } from "../objects/native.js";
import { builtinType, type Type } from "../objects/type.js";
import { nativeType } from "../objects/types.js";
import type { Value } from "../objects/value.js";
import { fetchAll } from "./device.js";

export const vjpType = builtinType("VJP", [nativeType], "jax._src.api");
export const linearType = builtinType("Partial", [nativeType], "jax.tree_util");

export class DerivativeFunction extends Native {
  constructor(
    type: Type,
    readonly derivative: Derivative,
    readonly convert: (x: unknown) => Value,
  ) {
    super("__call__(*args)", (args: readonly Value[]) => {
      fetchAll(args);
      return convert(derivative(...args));
    });
    this.type = type;
  }
}

const nodeOf = (type: Type): NodeType<DerivativeFunction> => ({
  name: type.name,
  flatten: (f) => ({ children: f.derivative.residuals, meta: f }),
  unflatten(meta, residuals) {
    const { derivative, convert } = meta as DerivativeFunction;
    return new DerivativeFunction(type, derivative.withResiduals(residuals as ArrayValue[]), convert);
  },
  sameMeta: (a, b) => a === b,
});

const [vjpNode, linearNode] = [nodeOf(vjpType), nodeOf(linearType)];
registerResolver(DerivativeFunction, (f) => (f.type === vjpType ? vjpNode : linearNode) as NodeType);
