/** `tree`: functions on trees of arrays, under JAX's names (`jax.tree`, `jax.tree_util`). */

import type { LeafOf } from "../calls/treeTypes.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { expectOptions } from "../ir/options.js";
import {
  broadcastPrefix,
  flatten as flattenTree,
  isArrayNode,
  leaves as leavesOf,
  map as mapTree,
  paths,
  registerNode,
  structure as structureOf,
  type TreeDef,
  unflatten,
} from "../ir/tree.js";

export { TreeDef, unflatten } from "../ir/tree.js";

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

/** As `map`; `f` gets the path of the leaves first, as it is written after the tree's name: `['w'][0]`. */
export function mapWithPath(
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- leaves of the user's making
  f: (path: string, ...leaves: any[]) => unknown,
  tree: unknown,
  ...rest: unknown[]
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a tree of the user's making
): any {
  const def = structureOf(tree, leafTest());
  const where = unflatten(def, paths(def));
  return mapTree(f as (...args: unknown[]) => unknown, where, [tree, ...rest]);
}

/** `[[path, leaf] pairs, def]`; a path is written as it would be after the tree's name: `['w'][0]`. */
export function flattenWithPath(
  tree: unknown,
  options: TreeOptions = {},
): [leaves: [path: string, leaf: unknown][], def: TreeDef] {
  expectOptions("flattenWithPath(tree)", options, ["isLeaf"]);
  const [values, def] = flattenTree(tree, leafTest(options));
  const where = paths(def);
  return [values.map((x, i) => [where[i], x]), def];
}

/** `[path, leaf]` pairs. Source: `jax.tree.leaves_with_path`. */
export function leavesWithPath(tree: unknown, options: TreeOptions = {}): [path: string, leaf: unknown][] {
  expectOptions("leavesWithPath(tree)", options, ["isLeaf"]);
  return flattenWithPath(tree, options)[0];
}

/** `f(...f(f(initial, leaf0), leaf1)…)`; without `initial`, from the first leaf on. Source: `jax.tree.reduce`. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- leaves of the user's making
export function reduce<T>(f: (accumulated: T, leaf: any) => T, tree: unknown, initial?: T): T {
  const values = leavesOf(tree, leafTest());
  if (initial !== undefined) return values.reduce<T>((a, x) => f(a, x), initial);
  if (values.length === 0) throw new ValueError("reduce() of empty iterable with no initial value");
  return values.slice(1).reduce<T>((a, x) => f(a, x), values[0] as T);
}

/** Whether all leaves are truthy. Source: `jax.tree.all`. */
export function all(tree: unknown, options: TreeOptions = {}): boolean {
  expectOptions("all(tree)", options, ["isLeaf"]);
  return leavesOf(tree, leafTest(options)).every(Boolean);
}

/**
 * Turns a tree of structure `outer` whose leaves are trees of structure `inner` inside out.
 *
 *     tree.transpose(tree.structure([0, 0]), tree.structure({ a: 0 }), [{ a: 1 }, { a: 2 }]) // { a: [1, 2] }
 *
 * Throws a ValueError if the tree is not so. Source: `jax.tree.transpose`.
 */
export function transpose(outer: TreeDef, inner: TreeDef, tree: unknown): unknown {
  const [values, def] = flattenTree(tree, leafTest());
  const expected = outer.compose(inner);
  if (!def.equals(expected))
    throw new ValueError(`Mismatch\n${def.toString()}\n != \n${expected.toString()}`, {
      hint: "tree.transpose takes a tree of the outer structure whose leaves are trees of the inner one.",
    });
  const [rows, columns] = [outer.leafCount, inner.leafCount];
  const column = (c: number): unknown =>
    unflatten(
      outer,
      Array.from({ length: rows }, (_, r) => values[r * columns + c]),
    );
  return unflatten(
    inner,
    Array.from({ length: columns }, (_, c) => column(c)),
  );
}

/**
 * A tree of the structure of `full` whose leaves are those of `prefix` that stand above them.
 *
 *     tree.broadcast(1, { a: 5, b: [6, 7] }) // { a: 1, b: [1, 1] }
 *
 * Source: `jax.tree.broadcast`.
 */
export function broadcast(prefix: unknown, full: unknown, options: TreeOptions = {}): unknown {
  expectOptions("broadcast(prefix, full)", options, ["isLeaf"]);
  const def = structureOf(full, leafTest(options));
  return unflatten(def, broadcastPrefix(prefix, def, leafTest(options)));
}

// Any class will do, whatever its constructor takes.
type Class<T> = abstract new (...args: never[]) => T;

/**
 * Makes trees of a class's instances. `flatten` gives the children, and what else is needed to make an instance again,
 * which is part of the structure; `unflatten` makes one. It is called with tracers and with placeholders as children, so
 * it should not look into them.
 *
 *     class Circle {
 *       constructor(centre, radius, name) { Object.assign(this, { centre, radius, name }); }
 *     }
 *     tree.registerPytreeNode(Circle, (c) => [[c.centre, c.radius], c.name], (name, [p, r]) => new Circle(p, r, name));
 *     tree.leaves(new Circle(1, 2, "unit")) // [1, 2]
 *
 * Throws if the class has been registered. Source: `jax.tree_util.register_pytree_node`.
 */
export function registerPytreeNode<T, Meta>(
  type: Class<T>,
  flatten: (node: T) => readonly [children: readonly unknown[], meta: Meta],
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- children are the class's own fields
  unflatten: (meta: Meta, children: any[]) => T,
): void {
  registerNode(type, {
    name: type.name,
    flatten(node) {
      const [children, meta] = flatten(node);
      return { children, meta };
    },
    unflatten: (meta, children) => unflatten(meta as Meta, children),
  });
}

/**
 * Makes trees of a class's instances by their fields: those in `dataFields` are children, those in `metaFields` part of
 * the structure. New instances get the fields set, without a call of the constructor.
 *
 *     class Disk {
 *       constructor(centre, radius, name) { Object.assign(this, { centre, radius, name }); }
 *     }
 *     tree.registerDataclass(Disk, ["centre", "radius"], ["name"]);
 *     tree.leaves(new Disk(1, 2, "unit")) // [1, 2]
 *
 * Throws if the class has been registered. Source: `jax.tree_util.register_dataclass`.
 */
export function registerDataclass<T extends object>(
  type: Class<T>,
  dataFields: readonly (keyof T & string)[],
  metaFields: readonly (keyof T & string)[] = [],
): void {
  if (![dataFields, metaFields].every((list: unknown) => Array.isArray(list)))
    throw new TypeError(
      `registerDataclass of ${type.name}: dataFields and metaFields are lists of the names of fields.`,
    );
  registerNode(type, {
    name: type.name,
    flatten: (node) => ({
      children: dataFields.map((field) => node[field]),
      meta: metaFields.map((field) => node[field]),
    }),
    unflatten(meta, children) {
      const node = Object.create(type.prototype as object) as T;
      const fields = [...dataFields, ...metaFields];
      return Object.assign(
        node,
        Object.fromEntries([...children, ...(meta as unknown[])].map((x, i) => [fields[i], x])),
      );
    },
    key: (_meta, i) => `.${dataFields[i]}`,
  });
}

/**
 * Makes a class's instances trees without leaves: part of the structure, compared by identity.
 * Source: `jax.tree_util.register_static`.
 */
export function registerStatic(type: Class<unknown>): void {
  registerNode(type, {
    name: type.name,
    flatten: (node) => ({ children: [], meta: node }),
    unflatten: (meta) => meta,
  });
}
