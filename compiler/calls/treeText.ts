/** Trees as text, for messages. */

import { currentNotation } from "../ir/notation.js";
import { type TreeDef, unflatten } from "../ir/tree.js";
import type { Value } from "../trace/value.js";

/** A tree of types as JAX shows it in messages: `{a: float32[], b: [float32[3], float32[]]}`. */
export function showTypes(tree: TreeDef, values: readonly Value[]): string {
  return showTree(
    unflatten(
      tree,
      values.map((v) => currentNotation().bare(v.type.toLongString())),
    ),
  );
}

export function showTree(x: unknown): string {
  return currentNotation().tree(x);
}
