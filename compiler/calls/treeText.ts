/** Trees as text, for messages. */

import { typeOf } from "../ir/errors.js";
import { isOptions } from "../ir/options.js";
import { type TreeDef, unflatten } from "../ir/tree.js";
import { nodeTypeOf } from "../ir/treeNode.js";
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
  const notation = nodeTypeOf(x)?.notation;
  if (notation) return notation.str(x);
  if (x instanceof Value) return x.toString();
  if (Array.isArray(x)) return `[${x.map(showTree).join(", ")}]`;
  if (x === null) return "None";
  if (typeof x === "object") {
    const fields = Object.entries(x).map(([k, v]) => `${k}: ${showTree(v)}`);
    return isOptions(x) ? `{${fields.join(", ")}}` : `${typeOf(x)}(${fields.join(", ")})`;
  }
  if (typeof x === "function") return `<function ${nameOf(x as UserFunction)}>`;
  return `${x as string | number}`;
}
