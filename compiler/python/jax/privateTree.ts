/** What `jax._src.tree_util` has beside `jax.tree_util`. */

import { leaves } from "../../ir/tree.js";
import { prefixErrors } from "../../ir/treeErrors.js";
import { nodeTypeOf } from "../../ir/treeNode.js";
import { broadcast } from "../../transforms/tree.js";
import { List, Tuple } from "../objects/containers.js";
import { makeException } from "../objects/exceptions.js";
import { call } from "../objects/machine.js";
import { Native, type Natives } from "../objects/native.js";
import { truth } from "../objects/truth.js";
import type { Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { typeOf } from "../objects/types.js";
import { fullName } from "../types/object.js";

type LeafTest = ((x: unknown) => boolean) | undefined;

const leafTest = (f: Value = null): LeafTest =>
  f === null ? undefined : (x) => truth(call(f, [x as Value]));

export const treeNatives: Natives = {
  "prefix_errors(prefix_tree, full_tree, is_leaf=None)": (prefix: Value, full: Value, isLeaf?: Value) =>
    new List(
      prefixErrors(prefix, full, leafTest(isLeaf)).map(
        (problem) => new Native("error(name)", (name: string) => makeException("ValueError", problem(name))),
      ),
    ),
  "broadcast_prefix(prefix_tree, full_tree, is_leaf=None)": (prefix: Value, full: Value, isLeaf?: Value) =>
    new List(leaves(broadcast(prefix, full, { isLeaf: leafTest(isLeaf) })) as Value[]),
  "flatten_one_level(tree)"(tree: Value) {
    const node = nodeTypeOf(tree);
    if (!node) return fail("ValueError", `can't tree-flatten type: <class '${fullName(typeOf(tree))}'>`);
    const { children, meta } = node.flatten(tree);
    const data = Array.isArray(meta) ? new List(meta as Value[]) : (meta as Value);
    return new Tuple([new List(children as Value[]), data]);
  },
};
