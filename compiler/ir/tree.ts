/**
 * Trees of arrays (JAX: *pytrees*). A tree is a leaf, `null` (a tree without leaves), an array or plain object of trees,
 * or an instance of a class that was registered. Everything else is a leaf.
 * Source: JAX, "Pytrees".
 */

import { TypeError, typeOf, ValueError } from "./errors.js";

/** How a kind of container comes apart and together again. */
interface NodeType<T = unknown> {
  readonly name: string;
  /**
   * Children in order, and whatever else is needed to rebuild (`meta` is compared by value, lists by their items).
   */
  flatten(node: T): { children: readonly unknown[]; meta: unknown };
  unflatten(meta: unknown, children: unknown[]): T;
  /** What leads to child i, as it is written after the name of the tree: `[0]`, `.x`, `['a']`. */
  key?(meta: unknown, i: number): string;
  /** The form inside `PyTreeDef(…)`. */
  show?(meta: unknown, children: string[]): string;
}

const arrayNode: NodeType<readonly unknown[]> = {
  name: "array",
  flatten: (node) => ({ children: node, meta: null }),
  unflatten: (_meta, children) => children,
  key: (_meta, i) => `[${i}]`,
  show: (_meta, children) => `[${children.join(", ")}]`,
};

const objectNode: NodeType<Record<string, unknown>> = {
  name: "object",
  flatten(node) {
    const keys = Object.keys(node).sort();
    return { children: keys.map((k) => node[k]), meta: keys };
  },
  unflatten: (meta, children) => Object.fromEntries((meta as string[]).map((k, i) => [k, children[i]])),
  key: (meta, i) => `['${(meta as string[])[i]}']`,
  show: (meta, children) => `{${(meta as string[]).map((k, i) => `'${k}': ${children[i]}`).join(", ")}}`,
};

const nullNode: NodeType<null> = {
  name: "null",
  flatten: () => ({ children: [], meta: null }),
  unflatten: () => null,
  show: () => "None",
};

type Class = abstract new (...args: never[]) => unknown;
const registered = new Map<unknown, NodeType>();

/** Makes instances of a class trees. `flatten` gives the children and what else is needed to rebuild an instance. */
export function registerNode<T>(type: abstract new (...args: never[]) => T, node: NodeType<T>): void {
  if (registered.has(type))
    throw new Error(`Duplicate custom PyTreeDef type registration for class ${type.name}.`);
  registered.set(type, node);
}

function nodeTypeOf(x: unknown): NodeType | undefined {
  if (x === null) return nullNode;
  if (typeof x !== "object") return undefined;
  const prototype: unknown = Object.getPrototypeOf(x);
  if (prototype === null || prototype === Object.prototype) return objectNode;
  if (Array.isArray(x)) return arrayNode;
  return registered.get((x as { constructor: Class }).constructor);
}

/** The shape of a tree without its leaves. */
export class TreeDef {
  private constructor(
    readonly node: NodeType | null,
    readonly meta: unknown,
    readonly children: readonly TreeDef[],
    readonly leafCount: number,
  ) {}

  static readonly leaf = new TreeDef(null, null, [], 1);

  static of(node: NodeType, meta: unknown, children: readonly TreeDef[]): TreeDef {
    let count = 0;
    for (const c of children) count += c.leafCount;
    return new TreeDef(node, meta, children, count);
  }

  get isLeaf(): boolean {
    return this.node === null;
  }

  /** Whether the two are containers of one kind, with the same keys or length. */
  sameNode(other: TreeDef): boolean {
    if (this.node !== other.node || this.children.length !== other.children.length) return false;
    return this.node === null || sameMeta(this.meta, other.meta);
  }

  equals(other: TreeDef): boolean {
    if (this === other) return true;
    return this.sameNode(other) && this.children.every((c, i) => c.equals(other.children[i]));
  }

  /** The structure of a tree like this one whose leaves are trees of structure `inner`. */
  compose(inner: TreeDef): TreeDef {
    if (this.node === null) return inner;
    return TreeDef.of(
      this.node,
      this.meta,
      this.children.map((c) => c.compose(inner)),
    );
  }

  private show(): string {
    if (this.node === null) return "*";
    const children = this.children.map((c) => c.show());
    return (
      this.node.show?.(this.meta, children) ??
      `CustomNode(${this.node.name}[${String(this.meta)}], [${children.join(", ")}])`
    );
  }

  toString(): string {
    return `PyTreeDef(${this.show()})`;
  }
}

function sameMeta(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((x, i) => sameMeta(x, b[i]));
  if (!isPlainObject(a) || !isPlainObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((k) => Object.hasOwn(b, k) && sameMeta(a[k], b[k]))
  );
}

function isPlainObject(x: unknown): x is Record<string, unknown> {
  return typeof x === "object" && x !== null && Object.getPrototypeOf(x) === Object.prototype;
}

/** Leaves in order, and the structure. Objects go by sorted keys, as dicts do in JAX. */
export function flatten(tree: unknown, isLeaf?: (x: unknown) => boolean): [leaves: unknown[], def: TreeDef] {
  const leaves: unknown[] = [];
  const walk = (x: unknown): TreeDef => {
    const node = isLeaf?.(x) ? undefined : nodeTypeOf(x);
    if (!node) {
      leaves.push(x);
      return TreeDef.leaf;
    }
    const { children, meta } = node.flatten(x);
    return TreeDef.of(node, meta, children.map(walk));
  };
  const def = walk(tree);
  return [leaves, def];
}

export function unflatten(def: TreeDef, leaves: readonly unknown[]): unknown {
  if (leaves.length !== def.leafCount)
    throw new ValueError(
      leaves.length < def.leafCount
        ? `Too few leaves for PyTreeDef; expected ${def.leafCount}, got ${leaves.length}`
        : `Too many leaves for PyTreeDef; expected ${def.leafCount}.`,
      { hint: `The structure is ${def.toString()}.` },
    );
  let next = 0;
  const build = (d: TreeDef): unknown =>
    d.node === null ? leaves[next++] : d.node.unflatten(d.meta, d.children.map(build));
  return build(def);
}

export function leaves(tree: unknown, isLeaf?: (x: unknown) => boolean): unknown[] {
  return flatten(tree, isLeaf)[0];
}

export function structure(tree: unknown, isLeaf?: (x: unknown) => boolean): TreeDef {
  return flatten(tree, isLeaf)[1];
}

/** Applies `f` to the leaves of trees of one structure (the others may have subtrees where the first has leaves). */
export function map(
  f: (leaf: unknown, ...rest: unknown[]) => unknown,
  tree: unknown,
  rest: readonly unknown[] = [],
  isLeaf?: (x: unknown) => boolean,
): unknown {
  const [first, def] = flatten(tree, isLeaf);
  const others = rest.map((r) => flattenUpTo(def, r));
  return unflatten(
    def,
    first.map((leaf, i) => f(leaf, ...others.map((o) => o[i]))),
  );
}

/** The subtrees of `tree` that stand where `def` has leaves. */
function flattenUpTo(def: TreeDef, tree: unknown, where = ""): unknown[] {
  if (def.node === null) return [tree];
  const node = nodeTypeOf(tree);
  if (node !== def.node)
    throw structureError(
      "different types",
      where,
      `type\n    ${def.node.name}\nbut at the same key path the full pytree has a subtree of different type\n    ${typeOf(tree)}.`,
    );
  const { children, meta } = node.flatten(tree);
  const [n, m] = [def.children.length, children.length];
  if (node === arrayNode && n !== m)
    throw structureError(
      "different lengths of list",
      where,
      `type list of length ${n}, but the full pytree has a subtree of the same type but of length ${m}.`,
    );
  if (n !== m || !sameMeta(meta, def.meta))
    throw structureError(
      "different pytree metadata",
      where,
      `structure\n    ${def.toString()}\nbut at the same key path the full pytree has a subtree of structure\n    ${structure(tree).toString()}.`,
    );
  return children.flatMap((c, i) => flattenUpTo(def.children[i], c, where + keyOf(def, i)));
}

function structureError(what: string, where: string, difference: string): ValueError {
  return new ValueError(
    `pytree structure error: ${what} at key path\n    tree${where}\n` +
      `At that key path, the prefix pytree has a subtree of ${difference}`,
  );
}

/** What leads to child i, as it is written after the name of the tree. */
export function keyOf(def: TreeDef, i: number): string {
  return def.node?.key?.(def.meta, i) ?? `[<flat index ${i}>]`;
}

/** The path of every leaf, as it would be written after the name of the tree: `[0]['a'].x`. */
export function paths(def: TreeDef, prefix = ""): string[] {
  if (def.node === null) return [prefix];
  return def.children.flatMap((c, i) => paths(c, prefix + keyOf(def, i)));
}

/** `prefix` has, at each place, either a leaf that holds for the whole subtree of `def` there, or the same node. */
export function broadcastPrefix(prefix: unknown, def: TreeDef, isLeaf?: (x: unknown) => boolean): unknown[] {
  const node = isLeaf?.(prefix) ? undefined : nodeTypeOf(prefix);
  if (!node) return new Array<unknown>(def.leafCount).fill(prefix);
  if (node !== def.node)
    throw new TypeError(`Expected a prefix of ${def.toString()}, but got ${structure(prefix).toString()}.`);
  const { children, meta } = node.flatten(prefix);
  if (children.length !== def.children.length || !sameMeta(meta, def.meta))
    throw new TypeError(`Expected a prefix of ${def.toString()}, but got ${structure(prefix).toString()}.`);
  return children.flatMap((c, i) => broadcastPrefix(c, def.children[i], isLeaf));
}
