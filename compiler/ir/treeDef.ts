import { ValueError } from "./errors.js";
import { currentNotation } from "./notation.js";
import { DictKey, FlattenedIndexKey, type TreeKey } from "./treeKeys.js";
import { tupleText } from "./valueText.js";
import { keyOf, kindOf, type NodeType, type Parts, sameMeta } from "./treeNode.js";

/** The shape of a tree without its leaves. */
export class TreeDef {
  private constructor(
    readonly node: NodeType | null,
    readonly meta: unknown,
    readonly children: readonly TreeDef[],
    readonly numLeaves: number,
    /** Leaves, too, are counted as nodes. */
    readonly numNodes: number,
  ) {}

  static readonly leaf = new TreeDef(null, null, [], 1, 1);

  static of(node: NodeType, meta: unknown, children: readonly TreeDef[]): TreeDef {
    let leaves = 0;
    let nodes = 1;
    for (const c of children) {
      leaves += c.numLeaves;
      nodes += c.numNodes;
    }
    return new TreeDef(node, meta, children, leaves, nodes);
  }

  get isLeaf(): boolean {
    return this.node === null;
  }

  /** Whether the two are containers of one kind, with the same keys or length. */
  sameNode(other: TreeDef): boolean {
    if (this.node !== other.node || this.children.length !== other.children.length) return false;
    return this.node === null || sameMeta(this.node, this.meta, other.meta);
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

  /** A text that is the same for equal structures, to find them by: kinds of nodes and numbers of children. */
  get hashText(): string {
    if (this.node === null) return "*";
    return `${this.node.name}(${this.children.map((c) => c.hashText).join()})`;
  }

  /** As text, with what `leaf` writes for one leaf after the other. */
  show(leaf = () => "*"): string {
    const { node, meta } = this;
    if (node === null) return leaf();
    const children = this.children.map((c) => c.show(leaf));
    const list = children.join(", ");
    switch (kindOf(node)) {
      case "list":
        return `[${list}]`;
      case "tuple":
        return tupleText(children);
      case "named tuple":
        return `CustomNode(namedtuple[${node.name}], [${list}])`;
      case "dict":
        return `{${children.map((child, i) => `${entryName(node, meta, i)}: ${child}`).join(", ")}}`;
      case "None":
        return "None";
      default:
        return `CustomNode(${node.name}[${currentNotation().str(meta)}], [${list}])`;
    }
  }

  toString(): string {
    return `PyTreeDef(${this.show()})`;
  }
}

/** The key of an entry of a dict, as `repr` writes it. */
export function entryName(node: NodeType, meta: unknown, i: number): string {
  const key = keyOf(node, meta, i);
  return currentNotation().repr(key instanceof DictKey ? key.key : key);
}

export function unflatten(def: TreeDef, leaves: readonly unknown[]): unknown {
  if (leaves.length !== def.numLeaves)
    throw new ValueError(
      leaves.length < def.numLeaves
        ? `Too few leaves for PyTreeDef; expected ${def.numLeaves}, got ${leaves.length}`
        : `Too many leaves for PyTreeDef; expected ${def.numLeaves}.`,
      { hint: `The structure is ${def.toString()}.` },
    );
  let next = 0;
  const build = (d: TreeDef): unknown =>
    d.node === null ? leaves[next++] : d.node.unflatten(d.meta, d.children.map(build));
  return build(def);
}

/** Stands for a leaf of which nothing is known. */
export class PytreeLeaf {
  toString(): string {
    return "pytree leaf";
  }
}

const placeholder = new PytreeLeaf();

/** A tree of this structure, of whose leaves nothing is known. */
export function withoutLeaves(def: TreeDef): unknown {
  return unflatten(def, new Array<unknown>(def.numLeaves).fill(placeholder));
}

/** What leads to the children of a node. */
export function keysOf(node: NodeType, { children, meta }: Parts, instance: unknown): readonly TreeKey[] {
  return node.keys?.(instance) ?? children.map((_, i) => keyOf(node, meta, i));
}

/** What leads to the children of a structure. */
export function keysOfDef(def: TreeDef): readonly TreeKey[] {
  const { node, children } = def;
  if (node === null) return [];
  if (!node.keys) return keysOf(node, def, undefined);
  try {
    return node.keys(withoutLeaves(def));
  } catch {
    // The class wants to know more of its children than that they are there.
    return children.map((_, i) => new FlattenedIndexKey(i));
  }
}
