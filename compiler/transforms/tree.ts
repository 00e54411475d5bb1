/** `tree`: functions on trees of arrays, under JAX's names (`jax.tree`, `jax.tree_util`). */

import {
  flatten as flattenTree,
  leaves,
  map as mapTree,
  paths,
  structure,
  TreeDef,
  unflatten,
} from "../ir/tree.js";

export { leaves, structure, TreeDef, unflatten };
export { type NodeType, registerNode } from "../ir/tree.js";

/** Leaves in order, and the structure: `[leaves, def]`; `unflatten(def, leaves)` puts them together again. */
export function flatten(
  tree: unknown,
  options: { isLeaf?: (x: unknown) => boolean } = {},
): [unknown[], TreeDef] {
  return flattenTree(tree, options.isLeaf);
}

/**
 * Applies `f` to the leaves of one tree, or of several of the same structure.
 *
 *     tree.map((p, g) => p.sub(g.mul(0.1)), params, gradients)
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- trees and leaves of the user's making
export function map(f: (...leaves: any[]) => unknown, tree: unknown, ...rest: unknown[]): any {
  return mapTree(f, tree, rest);
}

/** `f(...f(f(initial, leaf0), leaf1)…)`. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- leaves of the user's making
export function reduce<T>(f: (accumulated: T, leaf: any) => T, tree: unknown, initial: T): T {
  return leaves(tree).reduce<T>((a, x) => f(a, x), initial);
}

/** Whether all leaves are truthy. */
export function all(tree: unknown): boolean {
  return leaves(tree).every(Boolean);
}

/** `[path, leaf]` pairs; a path is written as it would be after the tree's name: `['w'][0]`. */
export function leavesWithPath(tree: unknown): [path: string, leaf: unknown][] {
  const [values, def] = flattenTree(tree);
  const where = paths(def);
  return values.map((x, i) => [where[i], x]);
}
