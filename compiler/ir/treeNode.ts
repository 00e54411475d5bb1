/** Which values are nodes of trees, and how they come apart: JavaScript's own containers, and classes that were registered. */

import { ValueError } from "./errors.js";
import { currentNotation } from "./notation.js";
import { isPlainObject } from "./params.js";
import { DictKey, FlattenedIndexKey, SequenceKey, type TreeKey } from "./treeKeys.js";

/** What messages call a node, and how `PyTreeDef(…)` shows it. Those that are not built in are `custom`. */
type NodeKind = "list" | "tuple" | "named tuple" | "dict" | "None" | "dataclass" | "custom";

/** What a node consists of: children in order, and whatever else is needed to rebuild it. */
export interface Parts {
  readonly children: readonly unknown[];
  readonly meta: unknown;
}

/** How a kind of container comes apart and together again. */
export interface NodeType<T = unknown> {
  readonly name: string;
  /** `custom` without it. */
  readonly kind?: NodeKind;
  /** What messages call the type, `<class 'list'>`; the name without it. */
  readonly typeText?: string;
  flatten(node: T): Parts;
  unflatten(meta: unknown, children: unknown[]): T;
  /** Whether two metas are equal; by value without it, lists and plain objects by their items. */
  sameMeta?(a: unknown, b: unknown): boolean;
  /** What leads to child i, where the structure tells; a sequence's by its place without it. */
  key?(meta: unknown, i: number): TreeKey;
  /** What leads to the children, where only an instance can tell. */
  keys?(node: T): readonly TreeKey[];
  /** Whether it stands for an array: transformations take it apart, but to users it is a leaf. */
  readonly isArray?: boolean;
}

const arrayNode: NodeType = {
  name: "Array",
  kind: "list",
  flatten: (node) => ({ children: node as readonly unknown[], meta: null }),
  unflatten: (_meta, children) => children,
};

const objectNode: NodeType<Record<string, unknown>> = {
  name: "Object",
  kind: "dict",
  flatten(node) {
    const keys = Object.keys(node).sort();
    return { children: keys.map((k) => node[k]), meta: keys };
  },
  unflatten: (meta, children) => Object.fromEntries((meta as string[]).map((k, i) => [k, children[i]])),
  key: (meta, i) => new DictKey((meta as string[])[i]),
};

const nullNode: NodeType = {
  name: "null",
  kind: "None",
  flatten: () => ({ children: [], meta: null }),
  unflatten: () => null,
};

// Any class will do, whatever its constructor takes.
export type Class<T> = abstract new (...args: never[]) => T;
type Resolver = (instance: unknown) => NodeType | undefined;

const registered = new Map<unknown, NodeType | Resolver>();

function register(type: Class<unknown>, node: NodeType | Resolver): void {
  if (registered.has(type))
    throw new ValueError(`Duplicate custom PyTreeDef type registration for class ${type.name}.`);
  registered.set(type, node);
}

/** Makes instances of a class trees. Throws a ValueError if the class has been registered. */
export function registerNode<T>(type: Class<T>, node: NodeType<T>): void {
  register(type, node);
}

/**
 * For a class whose instances stand for those of many classes: `resolve` says of each what kind of node it is, the same
 * object for the same kind, or nothing if it is a leaf.
 */
export function registerResolver<T>(type: Class<T>, resolve: (instance: T) => NodeType | undefined): void {
  register(type, resolve as Resolver);
}

/** How a value comes apart, or nothing if it is a leaf. */
export function nodeTypeOf(x: unknown): NodeType | undefined {
  if (x === null) return nullNode;
  if (typeof x !== "object" && typeof x !== "function") return undefined;
  if (Array.isArray(x)) return arrayNode;
  const prototype: unknown = Object.getPrototypeOf(x);
  if (prototype === null || prototype === Object.prototype) return objectNode;
  const found = registrationOf((x as { constructor: Class<unknown> }).constructor);
  return typeof found === "function" ? found(x) : found;
}

/** Of a class; a resolver is asked about subclasses too, since who wrote it may not see them. */
function registrationOf(type: Class<unknown>): NodeType | Resolver | undefined {
  const own = registered.get(type);
  if (own) return own;
  for (let base: unknown = Object.getPrototypeOf(type); base; base = Object.getPrototypeOf(base)) {
    const found = registered.get(base);
    if (typeof found === "function") return found;
  }
  return undefined;
}

/** Whether a container stands for an array. */
export function isArrayNode(x: unknown): boolean {
  return nodeTypeOf(x)?.isArray === true;
}

/** The items of a list or tuple, whose number is known; nothing of what is none. */
export function itemsOf(x: unknown): readonly unknown[] | undefined {
  if (Array.isArray(x)) return x as readonly unknown[];
  const node = nodeTypeOf(x);
  const isSequence = node && ["list", "tuple", "named tuple"].includes(node.kind ?? "");
  return isSequence ? node.flatten(x).children : undefined;
}

export function kindOf(node: NodeType): NodeKind {
  return node === arrayNode ? currentNotation().arrays : (node.kind ?? "custom");
}

/** What messages call the type of a node. */
export function typeText(node: NodeType): string {
  if (node.typeText !== undefined) return node.typeText;
  const instance = node === nullNode ? null : node === arrayNode ? [] : undefined;
  return instance === undefined ? node.name : currentNotation().type(instance);
}

/** What messages call the type of a value. */
export function typeName(x: unknown): string {
  const node = nodeTypeOf(x);
  return node ? typeText(node) : currentNotation().type(x);
}

/** Whether this is what stands for nothing: a tree without leaves, except where it is said to be a leaf. */
export function isNone(x: unknown): boolean {
  return x === null || nodeTypeOf(x)?.kind === "None";
}

/** What leads to child i of a node, as far as the structure tells. */
export function keyOf(node: NodeType, meta: unknown, i: number): TreeKey {
  if (node.key) return node.key(meta, i);
  return node.kind === "list" || node.kind === "tuple" ? new SequenceKey(i) : new FlattenedIndexKey(i);
}

/** Whether two nodes of a kind have equal metas. */
export function sameMeta(node: NodeType, a: unknown, b: unknown): boolean {
  return node.sameMeta ? node.sameMeta(a, b) : sameValue(a, b);
}

function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((x, i) => sameValue(x, b[i]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((k) => Object.hasOwn(b, k) && sameValue(a[k], b[k]))
  );
}

function isObject(x: unknown): x is Record<string, unknown> {
  return typeof x === "object" && x !== null && isPlainObject(x);
}
