/** The functions of `jax.tree` and `jax.tree_util`. */

import * as trees from "../../ir/tree.js";
import { keystr, type TreeKey } from "../../ir/treeKeys.js";
import { isArrayNode } from "../../ir/treeNode.js";
import * as tree from "../../transforms/tree.js";
import { fail } from "../text/failure.js";
import { getAttribute } from "../objects/attributes.js";
import { equal } from "../objects/compare.js";
import { List, Tuple } from "../objects/containers.js";
import { listOf } from "../objects/iterate.js";
import { call } from "../objects/machine.js";
import type { Natives } from "../objects/native.js";
import { str } from "../objects/text.js";
import { truth } from "../objects/truth.js";
import type { Type } from "../objects/type.js";
import type { Value } from "../objects/value.js";
import { registerClass } from "./trees.js";
import { TreeDefObject, defOf, pathObject, keyOf } from "./treeObjects.js";
import { checkFields, register, registerDataclass } from "./treeRegistration.js";

/** What is a leaf: what the script says, and arrays of keys. */
function leafTest(isLeaf: Value | undefined): (x: unknown) => boolean {
  const given = isLeaf ?? null;
  return (x) => isArrayNode(x) || (given !== null && truth(call(given, [x as Value])));
}

/** `f` of leaves that the library hands over. */
function onLeaves(f: Value): (...leaves: unknown[]) => Value {
  return (...leaves) => call(f, leaves as Value[]);
}

type IsLeaf = Value | undefined;

/** `jax.tree_util`. */
export const treeUtilFunctions: Natives = {
  "tree_map(f, tree, *rest, is_leaf=None)": (f: Value, x: Value, rest: readonly Value[], isLeaf: IsLeaf) =>
    trees.map(onLeaves(f), x, rest, leafTest(isLeaf)) as Value,
  "tree_leaves(tree, is_leaf=None)": (x: Value, isLeaf: IsLeaf) =>
    new List(trees.leaves(x, leafTest(isLeaf)) as Value[]),
  "tree_structure(tree, is_leaf=None)": (x: Value, isLeaf: IsLeaf) =>
    new TreeDefObject(trees.structure(x, leafTest(isLeaf))),
  "tree_flatten(tree, is_leaf=None)"(x: Value, isLeaf: IsLeaf) {
    const [leaves, def] = trees.flatten(x, leafTest(isLeaf));
    return new Tuple([new List(leaves as Value[]), new TreeDefObject(def)]);
  },
  "tree_unflatten(treedef, leaves)": (def: Value, leaves: Value) =>
    trees.unflatten(defOf(def), listOf(leaves)) as Value,
  "tree_reduce(function, tree, initializer=None, is_leaf=None)"(
    f: Value,
    x: Value,
    initial: Value | undefined,
    isLeaf: IsLeaf,
  ) {
    const values = trees.leaves(x, leafTest(isLeaf)) as Value[];
    if (initial !== undefined) return values.reduce((a, b) => call(f, [a, b]), initial);
    if (values.length === 0) fail("TypeError", "reduce() of empty iterable with no initial value");
    return values.reduce((a, b) => call(f, [a, b]));
  },
  "tree_reduce_associative(operation, tree, *, identity=None, is_leaf=None)": (
    f: Value,
    x: Value,
    identity: Value | undefined,
  ) => tree.reduceAssociative((a: Value, b: Value) => call(f, [a, b]), x, identity),
  "tree_all(tree, *, is_leaf=None)": (x: Value, isLeaf: IsLeaf) =>
    trees.leaves(x, leafTest(isLeaf)).every((v) => truth(v as Value)),
  "tree_transpose(outer_treedef, inner_treedef, pytree_to_transpose)": (
    outer: Value,
    inner: Value,
    x: Value,
  ) => tree.transpose(defOf(outer), inner === null ? null : defOf(inner), x) as Value,
  "tree_broadcast(prefix_tree, full_tree, is_leaf=None)": (prefix: Value, full: Value, isLeaf: IsLeaf) =>
    tree.broadcast(prefix, full, { isLeaf: leafTest(isLeaf) }) as Value,
  "tree_map_with_path(f, tree, *rest, is_leaf=None)"(
    f: Value,
    x: Value,
    rest: readonly Value[],
    isLeaf: IsLeaf,
  ) {
    const test = leafTest(isLeaf);
    const apply = (path: TreeKey[], ...leaves: unknown[]): Value =>
      call(f, [pathObject(path), ...(leaves as Value[])]);
    return trees.mapWithPath(apply, x, rest, (_path, node) => test(node)) as Value;
  },
  "tree_flatten_with_path(tree, is_leaf=None)"(x: Value, isLeaf: IsLeaf) {
    const test = leafTest(isLeaf);
    const [pairs, def] = trees.flattenWithPath(x, (_path, node) => test(node));
    return new Tuple([new List(pairs.map(pairObject)), new TreeDefObject(def)]);
  },
  "tree_leaves_with_path(tree, is_leaf=None)"(x: Value, isLeaf: IsLeaf) {
    const test = leafTest(isLeaf);
    return new List(trees.flattenWithPath(x, (_path, node) => test(node))[0].map(pairObject));
  },
  "keystr(keys, *, simple=False, separator='')": (keys: Value, simple?: Value, separator?: Value) =>
    keystr(listOf(keys).map(keyOf), {
      simple: simple === true,
      separator: separator === undefined ? "" : str(separator),
    }),
  "all_leaves(iterable, is_leaf=None)": (items: Value, isLeaf: IsLeaf) =>
    tree.allLeaves(listOf(items), { isLeaf: leafTest(isLeaf) }),
  "treedef_is_leaf(treedef)": (def: Value) => tree.treedefIsLeaf(defOf(def)),
  "treedef_tuple(treedefs)": (defs: Value) => new TreeDefObject(tupleDef(listOf(defs).map(defOf))),
  "treedef_children(treedef)": (def: Value) => new List(defOf(def).children.map((c) => new TreeDefObject(c))),
  "register_pytree_node(nodetype, flatten_func, unflatten_func, flatten_with_keys_func=None)": (
    type: Value,
    flatten: Value,
    unflatten: Value,
    withKeys: Value = null,
  ) => register(type, { flatten, unflatten, withKeys }),
  "register_pytree_with_keys(nodetype, flatten_with_keys, unflatten_func, flatten_func=None)": (
    type: Value,
    withKeys: Value,
    unflatten: Value,
    flatten: Value = null,
  ) => register(type, { flatten, unflatten, withKeys }),
  "register_pytree_node_class(cls)"(type: Value) {
    register(type, {
      flatten: getAttribute(type, "tree_flatten"),
      unflatten: getAttribute(type, "tree_unflatten"),
      withKeys: null,
    });
    return type;
  },
  "register_pytree_with_keys_class(cls)"(type: Value) {
    const flatten = (type as Type).lookup("tree_flatten") ?? null;
    register(type, {
      flatten,
      unflatten: getAttribute(type, "tree_unflatten"),
      withKeys: getAttribute(type, "tree_flatten_with_keys"),
    });
    return type;
  },
  "register_dataclass(nodetype, data_fields=None, meta_fields=None, drop_fields=())"(
    type?: Value,
    data: Value = null,
    meta: Value = null,
    drop: Value = new Tuple([]),
  ) {
    checkFields(type as Type, data, meta, drop);
    registerDataclass(type as Type, data, meta);
    return type;
  },
  "register_static(cls)"(type: Value) {
    registerClass(type as Type, {
      name: (type as Type).name,
      flatten: (x) => ({ children: [], meta: x }),
      unflatten: (meta) => meta,
      sameMeta: (a, b) => equal(a as Value, b as Value),
    });
    return type;
  },
};

function tupleDef(defs: readonly trees.TreeDef[]): trees.TreeDef {
  const { node, meta } = trees.structure(new Tuple(defs.map(() => null)));
  return trees.TreeDef.of(node!, meta, defs);
}

function pairObject([path, leaf]: readonly [TreeKey[], unknown]): Value {
  return new Tuple([pathObject(path), leaf as Value]);
}

/** `jax.tree`: the same without `tree_`. */
export const treeFunctions: Natives = Object.fromEntries(
  Object.entries(treeUtilFunctions)
    .filter(([text]) => text.startsWith("tree_"))
    .map(([text, f]) => [text.slice("tree_".length), f]),
);
