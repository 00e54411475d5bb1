/** How trees differ, in JAX's words. */

import { ValueError } from "./errors.js";
import { lineDifference } from "./lineDifference.js";
import { currentNotation } from "./notation.js";
import { entryName, keysOf, keysOfDef, type TreeDef } from "./treeDef.js";
import { DictKey, keystr, type TreeKey } from "./treeKeys.js";
import { kindOf, type NodeType, nodeTypeOf, type Parts, sameMeta, typeText } from "./treeNode.js";
import { tupleText } from "./valueText.js";

/** The keys of a dict, or what else there is besides the children. */
function metaText(node: NodeType, meta: unknown, count: number, write: "str" | "repr"): string {
  if (kindOf(node) !== "dict") return currentNotation()[write](meta);
  return tupleText(Array.from({ length: count }, (_, i) => entryName(node, meta, i)));
}

/** The error for a tree that does not have the node of `def`; `parts` are its own, if it is of that type. */
export function flattenUpToError(def: TreeDef, tree: unknown, parts: Parts | undefined): ValueError {
  return new ValueError(parts ? partsProblem(def, tree, parts) : typeProblem(def, tree));
}

const formerNone =
  "In previous releases of JAX, flatten-up-to used to consider None to be a tree-prefix of non-None values. To obtain the " +
  "previous behavior, you can usually write:\n" +
  "  jax.tree.map(lambda x, y: None if x is None else f(x, y), a, b, is_leaf=lambda x: x is None)";

function typeProblem(def: TreeDef, tree: unknown): string {
  const node = def.node as NodeType;
  const value = currentNotation().repr(tree);
  const kind = kindOf(node);
  const expected = `expected type: ${typeText(node)}`;
  switch (kind) {
    case "None":
      return `Expected None, got ${value}.\n\n${formerNone}`;
    case "named tuple":
      if (nodeTypeOf(tree)?.kind === kind) return `Named tuple type mismatch: ${expected}, tuple: ${value}.`;
      return `Expected named tuple, got ${value}.`;
    case "list":
    case "tuple":
    case "dict":
      return `Expected ${kind}, got ${value}.`;
    default:
      return `Custom ${kind === "dataclass" ? "dataclass node" : "node"} type mismatch: ${expected}, value: ${value}.`;
  }
}

function partsProblem(def: TreeDef, tree: unknown, { children, meta }: Parts): string {
  const node = def.node as NodeType;
  const { repr } = currentNotation();
  const kind = kindOf(node);
  const arity = `arity mismatch: ${children.length} != ${def.children.length}`;
  switch (kind) {
    case "list":
      return `List ${arity}; list: ${repr(tree)}.`;
    case "tuple":
      return `Tuple ${arity}; tuple: ${repr(tree)}.`;
    case "dict": {
      const keys = (meta: unknown, count: number) =>
        `[${Array.from({ length: count }, (_, i) => entryName(node, meta, i)).join(", ")}]`;
      return `Dict key mismatch; expected keys: ${keys(def.meta, def.children.length)}; present keys: ${keys(meta, children.length)}.`;
    }
    default: {
      if (sameMeta(node, def.meta, meta)) return `Custom type ${arity}; value: ${repr(tree)}.`;
      const data = `custom ${kind === "dataclass" ? "dataclass node" : "node"} data`;
      return `Mismatch ${data}: ${repr(def.meta)} != ${repr(meta)}; value: ${repr(tree)}.`;
    }
  }
}

/** A problem, in words that need the name of the tree that should be a prefix. */
type Problem = (name: string) => string;

/** Where `prefix` is no prefix of `full`: at most one problem in each subtree. */
export function prefixErrors(
  prefix: unknown,
  full: unknown,
  isLeaf?: (x: unknown) => boolean,
  path: readonly TreeKey[] = [],
): Problem[] {
  const node = isLeaf?.(prefix) ? undefined : nodeTypeOf(prefix);
  if (!node) return [];
  const where = keystr(path);
  const fullNode = nodeTypeOf(full);
  if (fullNode !== node) {
    const other = fullNode ? typeText(fullNode) : currentNotation().type(full);
    return [
      (name) =>
        `pytree structure error: different types at key path\n    ${name}${where}\n` +
        `At that key path, the prefix pytree ${name} has a subtree of type\n    ${typeText(node)}\n` +
        `but at the same key path the full pytree has a subtree of different type\n    ${other}.`,
    ];
  }
  const [own, others] = [node.flatten(prefix), node.flatten(full)];
  const keys = [keysOf(node, own, prefix), keysOf(node, others, full)] as const;
  if (own.children.length !== others.children.length) return [countProblem(node, where, ...keys)];
  if (!sameMeta(node, own.meta, others.meta)) return [metaProblem(node, where, own, others)];
  return own.children.flatMap((c, i) => prefixErrors(c, others.children[i], isLeaf, [...path, keys[0][i]]));
}

/** Of every key its text; of those in one list only, the symmetric difference. */
function keyTexts(mine: readonly TreeKey[], theirs: readonly TreeKey[], text: (key: TreeKey) => string) {
  const [own, other] = [mine, theirs].map((keys) => new Map(keys.map((k) => [String(k), text(k)])));
  const difference = [
    ...[...own].filter(([key]) => !other.has(key)),
    ...[...other].filter(([key]) => !own.has(key)),
  ];
  return difference.map(([, text]) => text).join(" ");
}

const simple = (key: TreeKey): string => key.simple ?? String(key);

function countProblem(
  node: NodeType,
  where: string,
  mine: readonly TreeKey[],
  theirs: readonly TreeKey[],
): Problem {
  const kind = kindOf(node);
  if (kind === "list" || kind === "tuple")
    return (name) =>
      `pytree structure error: different lengths of ${kind} at key path\n    ${name}${where}\n` +
      `At that key path, the prefix pytree ${name} has a subtree of type ${kind} of length ${mine.length}, but the full pytree ` +
      `has a subtree of the same type but of length ${theirs.length}.`;
  return (name) =>
    `pytree structure error: different numbers of pytree children at key path\n    ${name}${where}\n` +
    `At that key path, the prefix pytree ${name} has a subtree of type\n    ${typeText(node)}\n` +
    `with ${mine.length} child keys\n    ${mine.map(simple).join(" ")}\n` +
    `but at the same key path the full pytree has a subtree of the same type but with ${theirs.length} child keys\n` +
    `    ${theirs.map(simple).join(" ")}\n` +
    `so the symmetric difference on key sets is\n    ${keyTexts(mine, theirs, simple)}`;
}

function metaProblem(node: NodeType, where: string, own: Parts, others: Parts): Problem {
  const [mine, theirs] = [own, others].map(({ meta, children }) =>
    metaText(node, meta, children.length, "str"),
  );
  const difference = lineDifference(mine, theirs).join("\n").replace(/^(?=.*\S)/gm, "    "); // prettier-ignore
  return (name) =>
    `pytree structure error: different pytree metadata at key path\n    ${name}${where}\n` +
    `At that key path, the prefix pytree ${name} has a subtree of type\n    ${typeText(node)}\n` +
    `with metadata\n    ${mine}\n` +
    `but at the same key path the full pytree has a subtree of the same type but with metadata\n    ${theirs}\n` +
    `so the diff in the metadata at these pytree nodes is\n${difference}`;
}

/** A place where two structures differ: what stands there in each, and why that is not the same. */
interface Difference {
  readonly path: readonly TreeKey[];
  readonly things: readonly [string, string];
  readonly explanation: string;
}

/** Where two structures differ: at most one difference in each subtree. */
export function equalityErrors(a: TreeDef, b: TreeDef, path: readonly TreeKey[] = []): Difference[] {
  if (a.isLeaf && b.isLeaf) return [];
  const { node } = a;
  if (node === null || node !== b.node) {
    const things = [a, b].map((def) => (def.node ? typeText(def.node) : "pytree leaf")) as [string, string];
    return [{ path, things, explanation: "their Python types differ" }];
  }
  const keys = [a, b].map(keysOfDef);
  const difference = (tell: (def: TreeDef) => string, explanation: string): Difference[] => [
    { path, things: [tell(a), tell(b)], explanation },
  ];
  if (a.children.length !== b.children.length) {
    const kind = kindOf(node);
    if (kind === "list" || kind === "tuple")
      return difference((d) => `${kind} of length ${d.children.length}`, "the lengths do not match");
    const set = keyTexts(keys[0], keys[1], (key) =>
      key instanceof DictKey ? currentNotation().repr(key.key) : simple(key),
    );
    return difference(
      (d) => `${typeText(node)} with ${d.children.length} child${d.children.length > 1 ? "ren" : ""}`,
      `the numbers of children do not match${set && `, with the symmetric difference of key sets: {${set}}`}`,
    );
  }
  if (!sameMeta(node, a.meta, b.meta))
    return difference(
      (d) => `${typeText(node)} with pytree metadata ${metaText(node, d.meta, d.children.length, "str")}`,
      "the pytree node metadata does not match",
    );
  return a.children.flatMap((c, i) => equalityErrors(c, b.children[i], [...path, keys[0][i]]));
}
