/** The linear functions of `jax.vjp` and `jax.linearize`: trees of the values that they hold. */

import type { UserFunction } from "../../calls/treeTypes.js";
import { type NodeType, registerResolver } from "../../ir/treeNode.js";
import { residualsOf } from "../../transforms/residuals.js";
import { methods } from "../objects/native.js";
import { builtinType, type Type } from "../objects/type.js";
import { type Keywords, Obj, type Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { address } from "../types/object.js";
import { fullName } from "../types/object.js";
import { fetchAll } from "./device.js";

const vjpType = builtinType("VJP", undefined, "jax._src.api");
const linearizedType = builtinType("Partial", undefined, "jax.tree_util");

class LinearFunction extends Obj {
  constructor(
    type: Type,
    readonly f: UserFunction,
    readonly convert: (x: unknown) => Value,
  ) {
    super(type);
  }
}

for (const [type, name] of [
  [vjpType, "the function returned by jax.vjp"],
  [linearizedType, "the function returned by jax.linearize"],
] as const)
  methods(type, {
    "__call__(self, /, *args, **kwargs)"(l: LinearFunction, args: readonly Value[], keywords: Keywords) {
      if (keywords.size > 0) fail("TypeError", `${name} takes no keyword arguments`);
      fetchAll(args);
      return l.convert(l.f(...args));
    },
    "__repr__(self, /)": (l: LinearFunction) => `<${fullName(type)} object at ${address(l)}>`,
  });

const nodeOf = (type: Type): NodeType<LinearFunction> => ({
  name: type.name,
  typeText: `<class '${fullName(type)}'>`,
  flatten: (l) => ({ children: residualsOf(l.f).values, meta: l }),
  unflatten: (meta, children) => {
    const { f, convert } = meta as LinearFunction;
    return new LinearFunction(type, residualsOf(f).with(children as never), convert);
  },
  sameMeta: (a, b) => a === b,
});
const nodes = new Map([vjpType, linearizedType].map((type) => [type, nodeOf(type)]));
registerResolver(LinearFunction, (l) => nodes.get(l.type) as NodeType);

/** What `jax.vjp` returns to compute cotangents. */
export function vjpFunction(f: UserFunction, convert: (x: unknown) => Value): Value {
  return new LinearFunction(vjpType, f, convert);
}

/** What `jax.linearize` returns to compute tangents. */
export function linearizedFunction(f: UserFunction, convert: (x: unknown) => Value): Value {
  return new LinearFunction(linearizedType, f, convert);
}
