/** Trees as text, for messages. */

import { type TreeDef, unflatten } from "../ir/tree.js";
import { Value } from "../trace/value.js";
import { nameOf } from "./callable.js";
import type { UserFunction } from "./treeTypes.js";

/** A tree of types as JAX shows it in messages: `{a: float32[], b: [float32[3], float32[]]}`. */
export function showTypes(tree: TreeDef, values: readonly Value[]): string {
  return showTree(
    unflatten(
      tree,
      values.map((v) => v.type.toLongString()),
    ),
  );
}

export function showTree(x: unknown): string {
  if (x instanceof Value) return x.toString();
  if (Array.isArray(x)) return `[${x.map(showTree).join(", ")}]`;
  if (x !== null && typeof x === "object" && Object.getPrototypeOf(x) === Object.prototype)
    return `{${Object.entries(x)
      .map(([k, v]) => `${k}: ${showTree(v)}`)
      .join(", ")}}`;
  if (x === null) return "None";
  if (typeof x === "function") return `<function ${nameOf(x as UserFunction)}>`;
  return `${x as string | number}`;
}
