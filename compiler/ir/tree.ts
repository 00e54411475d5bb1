/**
 * Trees of arrays (JAX: *pytrees*). A tree is a leaf, `null` (a tree without leaves), an array or plain object of trees,
 * or an instance of a class that was registered. Everything else is a leaf.
 * Source: JAX, "Pytrees".
 */

import { ValueError } from "./errors.js";
import { keysOf, keysOfDef, TreeDef, unflatten } from "./treeDef.js";
import { flattenUpToError, prefixErrors } from "./treeErrors.js";
import { keystr, type TreeKey } from "./treeKeys.js";
import { nodeTypeOf, sameMeta } from "./treeNode.js";

export { PytreeLeaf, TreeDef, unflatten, withoutLeaves } from "./treeDef.js";

type IsLeaf = (x: unknown) => boolean;

/** Leaves in order, and the structure. Objects go by sorted keys, as dicts do in JAX. */
export function flatten(tree: unknown, isLeaf?: IsLeaf): [leaves: unknown[], def: TreeDef] {
  const leaves: unknown[] = [];
  const def = flattenInto(leaves, tree, isLeaf);
  return [leaves, def];
}

function flattenInto(leaves: unknown[], x: unknown, isLeaf: IsLeaf | undefined): TreeDef {
  const node = isLeaf?.(x) ? undefined : nodeTypeOf(x);
  if (!node) {
    leaves.push(x);
    return TreeDef.leaf;
  }
  const { children, meta } = node.flatten(x);
  const defs = new Array<TreeDef>(children.length);
  for (let i = 0; i < defs.length; i++) defs[i] = flattenInto(leaves, children[i], isLeaf);
  return TreeDef.of(node, meta, defs);
}

export function leaves(tree: unknown, isLeaf?: IsLeaf): unknown[] {
  return flatten(tree, isLeaf)[0];
}

export function structure(tree: unknown, isLeaf?: IsLeaf): TreeDef {
  return flatten(tree, isLeaf)[1];
}

/** Applies `f` to the leaves of trees of one structure (the others may have subtrees where the first has leaves). */
export function map(
  f: (leaf: unknown, ...rest: unknown[]) => unknown,
  tree: unknown,
  rest: readonly unknown[] = [],
  isLeaf?: IsLeaf,
): unknown {
  const [first, def] = flatten(tree, isLeaf);
  const others = rest.map((r) => subtreesOf(def, tree, r, "tree_map tree", isLeaf));
  return unflatten(
    def,
    first.map((leaf, i) => f(leaf, ...others.map((o) => o[i]))),
  );
}

/** As `map`, with the path of each leaf before it. */
export function mapWithPath(
  f: (path: TreeKey[], ...leaves: unknown[]) => unknown,
  tree: unknown,
  rest: readonly unknown[] = [],
  isLeaf?: (path: readonly TreeKey[], x: unknown) => boolean,
): unknown {
  const [pairs, def] = flattenWithPath(tree, isLeaf);
  const others = rest.map((r) => subtreesOf(def, tree, r, "tree_map_with_path tree"));
  return unflatten(
    def,
    pairs.map(([path, leaf], i) => f(path, leaf, ...others.map((o) => o[i]))),
  );
}

/** As `flattenUpTo`; what is wrong is told by where the trees part, if that can be told. */
function subtreesOf(def: TreeDef, tree: unknown, other: unknown, name: string, isLeaf?: IsLeaf): unknown[] {
  try {
    return flattenUpTo(def, other);
  } catch (error) {
    const [first] = prefixErrors(tree, other, isLeaf);
    throw first ? new ValueError(first(name)) : error;
  }
}

/**
 * The subtrees of `tree` that stand where `def` has leaves.
 * Throws a ValueError that says which node is another one than in `def`; of several, the last.
 */
export function flattenUpTo(def: TreeDef, tree: unknown): unknown[] {
  const found: unknown[] = [];
  const walk = (def: TreeDef, x: unknown): void => {
    if (def.node === null) return void found.push(x);
    const other = nodeTypeOf(x);
    const parts = other === def.node ? other.flatten(x) : undefined;
    const fits = parts?.children.length === def.children.length && sameMeta(def.node, def.meta, parts.meta);
    if (!parts || !fits) throw flattenUpToError(def, x, parts);
    for (let i = parts.children.length - 1; i >= 0; i--) walk(def.children[i], parts.children[i]);
  };
  walk(def, tree);
  return found.reverse();
}

/** Pairs of a leaf's path and the leaf, in order, and the structure. */
export function flattenWithPath(
  tree: unknown,
  isLeaf?: (path: readonly TreeKey[], x: unknown) => boolean,
): [pairs: [path: TreeKey[], leaf: unknown][], def: TreeDef] {
  const pairs: [path: TreeKey[], leaf: unknown][] = [];
  const walk = (x: unknown, path: TreeKey[]): TreeDef => {
    const node = isLeaf?.(path, x) ? undefined : nodeTypeOf(x);
    if (!node) {
      pairs.push([path, x]);
      return TreeDef.leaf;
    }
    const parts = node.flatten(x);
    const keys = keysOf(node, parts, x);
    return TreeDef.of(
      node,
      parts.meta,
      parts.children.map((c, i) => walk(c, [...path, keys[i]])),
    );
  };
  const def = walk(tree, []);
  return [pairs, def];
}

/** The path of every leaf, as it would be written after the name of the tree: `[0]['a'].x`. */
export function paths(def: TreeDef, prefix = ""): string[] {
  if (def.isLeaf) return [prefix];
  const keys = keysOfDef(def);
  return def.children.flatMap((c, i) => paths(c, prefix + keystr([keys[i]])));
}

/**
 * `prefix` has, at each place, either a leaf that holds for the whole subtree of `def` there, or the same node: gives the
 * leaf for each leaf of `def`, or `undefined` if it is not so.
 */
export function broadcastPrefix(prefix: unknown, def: TreeDef, isLeaf?: IsLeaf): unknown[] | undefined {
  const node = isLeaf?.(prefix) ? undefined : nodeTypeOf(prefix);
  if (!node) return new Array<unknown>(def.numLeaves).fill(prefix);
  if (node !== def.node) return undefined;
  const { children, meta } = node.flatten(prefix);
  if (children.length !== def.children.length || !sameMeta(node, meta, def.meta)) return undefined;
  const found: unknown[] = [];
  for (const [i, c] of children.entries()) {
    const part = broadcastPrefix(c, def.children[i], isLeaf);
    if (!part) return undefined;
    found.push(...part);
  }
  return found;
}
