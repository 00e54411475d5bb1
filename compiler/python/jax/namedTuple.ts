/** Tuples whose items have names, as JAX returns them. */

import { Tuple } from "../objects/containers.js";
import { getters, methods } from "../objects/native.js";
import { repr } from "../objects/text.js";
import { builtinType } from "../objects/type.js";
import { tupleType } from "../objects/types.js";
import type { Value } from "../objects/value.js";

/** Makes instances of a class of named tuples. */
export function namedTuple(name: string, fields: readonly string[]): (items: readonly Value[]) => Tuple {
  const type = builtinType(name, [tupleType], "jax");
  methods(type, {
    "__repr__(self, /)": (t: Tuple) =>
      `${name}(${fields.map((field, i) => `${field}=${repr(t.items[i])}`).join(", ")})`,
  });
  getters(type, Object.fromEntries(fields.map((field, i) => [field, (t: Tuple) => t.items[i]])));
  type.set("_fields", new Tuple(fields));
  return (items) => new Tuple(items, type);
}
