/** `tree`: functions on trees of arrays, under JAX's names (`jax.tree`, `jax.tree_util`). */

import type { LeafOf } from "../calls/treeTypes.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { expectOptions } from "../ir/options.js";
import {
  broadcastPrefix,
  flatten as flattenTree,
  flattenUpTo,
  flattenWithPath as flattenTreeWithPath,
  leaves as leavesOf,
  map as mapTree,
  mapWithPath as mapTreeWithPath,
  structure as structureOf,
  TreeDef,
  unflatten,
} from "../ir/tree.js";
import { prefixErrors } from "../ir/treeErrors.js";
import { keystr as textOfPath, type KeystrOptions, type TreeKey } from "../ir/treeKeys.js";
import { isArrayNode, nodeTypeOf } from "../ir/treeNode.js";

export { flattenUpTo, TreeDef, unflatten } from "../ir/tree.js";
export {
  DictKey,
  FlattenedIndexKey,
  GetAttrKey,
  type KeystrOptions,
  SequenceKey,
  type TreeKey,
} from "../ir/treeKeys.js";
export { Partial } from "./partial.js";
export {
  registerDataclass,
  registerPytreeNode,
  registerPytreeNodeClass,
  registerPytreeWithKeys,
  registerPytreeWithKeysClass,
  registerStatic,
} from "./treeClasses.js";

export interface TreeOptions {
  /** What is a leaf although it could be taken apart. Asked of every node, from the root down. */
  isLeaf?: Test;
}

type Test = (x: unknown) => boolean;

/** What is a leaf: arrays of keys are, too. */
const leafTest =
  ({ isLeaf }: TreeOptions = {}): Test =>
  (x) =>
    isArrayNode(x) || isLeaf?.(x) === true;

/**
 * Leaves in order, and the structure: `[leaves, def]`; `unflatten(def, leaves)` puts them together again. Keys of objects
 * go in the order of their names. Source: `jax.tree.flatten`.
 */
export function flatten<T>(tree: T): [leaves: LeafOf<T>[], def: TreeDef];
export function flatten(tree: unknown, options: TreeOptions): [leaves: unknown[], def: TreeDef];
export function flatten(tree: unknown, options: TreeOptions = {}): [leaves: unknown[], def: TreeDef] {
  expectOptions("flatten(tree)", options, ["isLeaf"]);
  return flattenTree(tree, leafTest(options));
}

/** The leaves, in order. Source: `jax.tree.leaves`. */
export function leaves<T>(tree: T): LeafOf<T>[];
export function leaves(tree: unknown, options: TreeOptions): unknown[];
export function leaves(tree: unknown, options: TreeOptions = {}): unknown[] {
  expectOptions("leaves(tree)", options, ["isLeaf"]);
  return leavesOf(tree, leafTest(options));
}

/** The structure: everything but the leaves. Source: `jax.tree.structure`. */
export function structure(tree: unknown, options: TreeOptions = {}): TreeDef {
  expectOptions("structure(tree)", options, ["isLeaf"]);
  return structureOf(tree, leafTest(options));
}

/**
 * Applies `f` to the leaves of one tree, or of several that have at least the structure of the first.
 *
 *     tree.map((p, g) => p - g, { a: 3, b: [4] }, { a: 1, b: [2] }) // { a: 2, b: [2] }
 *
 * Throws a ValueError that says where the structures part. Source: `jax.tree.map`.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- trees and leaves of the user's making
export function map(f: (...leaves: any[]) => unknown, tree: unknown, ...rest: unknown[]): any {
  return mapTree(f, tree, rest, leafTest());
}

/**
 * As `map`; `f` gets the path of the leaves first.
 *
 *     tree.mapWithPath((path, x) => `${tree.keystr(path)} = ${x}`, { a: [1] }) // { a: [['a'][0] = 1] }
 *
 * Source: `jax.tree.map_with_path`.
 */
export function mapWithPath(
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- leaves of the user's making
  f: (path: TreeKey[], ...leaves: any[]) => unknown,
  tree: unknown,
  ...rest: unknown[]
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a tree of the user's making
): any {
  const isLeaf = leafTest();
  return mapTreeWithPath(f, tree, rest, (_path, x) => isLeaf(x));
}

/** `[[path, leaf] pairs, def]`; a path is a list of keys. Source: `jax.tree.flatten_with_path`. */
export function flattenWithPath(
  tree: unknown,
  options: TreeOptions = {},
): [leaves: [path: TreeKey[], leaf: unknown][], def: TreeDef] {
  expectOptions("flattenWithPath(tree)", options, ["isLeaf"]);
  const isLeaf = leafTest(options);
  return flattenTreeWithPath(tree, (_path, x) => isLeaf(x));
}

/**
 * `[path, leaf]` pairs.
 *
 *     tree.leavesWithPath({ a: [1] }).map(([path, x]) => [tree.keystr(path), x]) // [[['a'][0], 1]]
 *
 * Source: `jax.tree.leaves_with_path`.
 */
export function leavesWithPath(tree: unknown, options: TreeOptions = {}): [path: TreeKey[], leaf: unknown][] {
  expectOptions("leavesWithPath(tree)", options, ["isLeaf"]);
  return flattenWithPath(tree, options)[0];
}

/**
 * A path as it would be written after the tree's name: `['w'][0].x`.
 *
 *     const [[path]] = tree.leavesWithPath({ a: [1] });
 *     tree.keystr(path, { simple: true, separator: "/" }) // a/0
 *
 * Source: `jax.tree_util.keystr`.
 */
export function keystr(path: readonly TreeKey[], options: KeystrOptions = {}): string {
  expectOptions("keystr(path)", options, ["simple", "separator"]);
  return textOfPath(path, options);
}

/** `f(...f(f(initial, leaf0), leaf1)…)`; without `initial`, from the first leaf on. Source: `jax.tree.reduce`. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- leaves of the user's making
export function reduce<T>(f: (accumulated: T, leaf: any) => T, tree: unknown, initial?: T): T {
  const values = leavesOf(tree, leafTest());
  if (initial !== undefined) return values.reduce<T>((a, x) => f(a, x), initial);
  if (values.length === 0) throw new TypeError("reduce() of empty iterable with no initial value");
  return values.slice(1).reduce<T>((a, x) => f(a, x), values[0] as T);
}

/**
 * As `reduce` with an associative function: of halves, and so on of their halves. `identity` is what a tree without leaves
 * gives.
 *
 *     tree.reduceAssociative((a, b) => a + b, [1, { a: 2, b: 3 }]) // 6
 *
 * Throws a TypeError without leaves and identity. Source: `jax.tree.reduce_associative`.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- leaves of the user's making
export function reduceAssociative<T = any>(f: (a: T, b: T) => T, tree: unknown, identity?: T): T {
  const values = leavesOf(tree) as T[];
  const half = (from: number, to: number): T => {
    const middle = from + Math.floor((to - from) / 2);
    return to - from === 1 ? values[from] : f(half(from, middle), half(middle, to));
  };
  if (values.length > 0) return half(0, values.length);
  if (identity === undefined)
    throw new TypeError("Must specify identity for parallel reduction of empty sequence.");
  return identity;
}

/** Whether all leaves are truthy. Source: `jax.tree.all`. */
export function all(tree: unknown, options: TreeOptions = {}): boolean {
  expectOptions("all(tree)", options, ["isLeaf"]);
  return leavesOf(tree, leafTest(options)).every(Boolean);
}

/** Whether every item of the list is a leaf. Source: `jax.tree_util.all_leaves`. */
export function allLeaves(items: Iterable<unknown>, options: TreeOptions = {}): boolean {
  expectOptions("allLeaves(items)", options, ["isLeaf"]);
  const isLeaf = leafTest(options);
  return [...items].every((x) => isLeaf(x) || nodeTypeOf(x) === undefined);
}

/**
 * Turns a tree of structure `outer` whose leaves are trees of structure `inner` inside out. Without `inner`, it is that of
 * the first of them.
 *
 *     tree.transpose(tree.structure([0, 0]), tree.structure({ a: 0 }), [{ a: 1 }, { a: 2 }]) // { a: [1, 2] }
 *
 * Throws a TypeError if the tree does not have as many leaves. Source: `jax.tree.transpose`.
 */
export function transpose(outer: TreeDef, inner: TreeDef | null, tree: unknown): unknown {
  const [values, def] = flattenTree(tree, leafTest());
  const part = inner ?? structureOf(flattenUpTo(outer, tree)[0], leafTest());
  const [rows, columns] = [outer.numLeaves, part.numLeaves];
  if (values.length !== rows * columns)
    throw new TypeError(`Mismatch\n${def.toString()}\n != \n${outer.compose(part).toString()}`, {
      hint: "tree.transpose takes a tree of the outer structure whose leaves are trees of the inner one.",
    });
  const column = (c: number): unknown =>
    unflatten(
      outer,
      Array.from({ length: rows }, (_, r) => values[r * columns + c]),
    );
  return unflatten(
    part,
    Array.from({ length: columns }, (_, c) => column(c)),
  );
}

/**
 * A tree of the structure of `full` whose leaves are those of `prefix` that stand above them.
 *
 *     tree.broadcast(1, { a: 5, b: [6, 7] }) // { a: 1, b: [1, 1] }
 *
 * Throws a ValueError that says where the structures part. Source: `jax.tree.broadcast`.
 */
export function broadcast(prefix: unknown, full: unknown, options: TreeOptions = {}): unknown {
  expectOptions("broadcast(prefix, full)", options, ["isLeaf"]);
  const isLeaf = leafTest(options);
  const def = structureOf(full, leafTest());
  const found = broadcastPrefix(prefix, def, isLeaf);
  if (!found) throw new ValueError(prefixErrors(prefix, full, isLeaf)[0]("broadcast_prefix prefix_tree"));
  return unflatten(def, found);
}

/** The structure of a list of trees of these structures. Source: `jax.tree_util.treedef_tuple`. */
export function treedefTuple(defs: readonly TreeDef[]): TreeDef {
  const { node, meta } = structureOf(defs.map(() => null));
  return node ? TreeDef.of(node, meta, defs) : TreeDef.leaf;
}

/** The structures of the children. Source: `jax.tree_util.treedef_children`. */
export function treedefChildren(def: TreeDef): readonly TreeDef[] {
  return def.children;
}

/** Whether the structure is a leaf's, or that of a tree with nothing in it. Source: `jax.tree_util.treedef_is_leaf`. */
export function treedefIsLeaf(def: TreeDef): boolean {
  return def.numNodes === 1;
}
