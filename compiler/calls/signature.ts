import type { ArrayType } from "../ir/arrayType.js";
import { type TreeDef, unflatten } from "../ir/tree.js";
import { showTree } from "./rules.js";

/** What a compiled program was compiled for. */
export interface Signature {
  readonly tree: TreeDef;
  readonly types: readonly ArrayType[];
  readonly names: readonly string[];
  /** The static arguments by value: lists and plain objects are equal if their elements are. */
  readonly statics: readonly StaticValue[];
}

/** A static argument, as its leaves, which are compared by identity, and their structure. */
export type StaticValue = readonly [leaves: readonly unknown[], tree: TreeDef];

/** Why a program compiled for `before` does not serve `now`: one phrase a difference, or undefined if it does. */
export function explainMiss(before: Signature, now: Signature): string[] | undefined {
  const why: string[] = [];
  now.statics.forEach((value, i) => {
    if (!sameStatic(value, before.statics[i]))
      why.push(`static argument changed from ${show(before.statics[i])} to ${show(value)}`);
  });
  if (!before.tree.equals(now.tree)) {
    why.push(`the tree of the arguments changed from ${before.tree.toString()} to ${now.tree.toString()}`);
    return why;
  }
  now.types.forEach((type, i) => {
    const other = before.types[i];
    if (!type.equals(other))
      why.push(`${now.names[i]} changed from ${other.toString()} to ${type.toString()}`);
    else if (type.weakType !== other.weakType)
      why.push(`${now.names[i]} changed from ${weak(other)} to ${weak(type)}`);
  });
  return why.length > 0 ? why : undefined;
}

function weak(type: ArrayType): string {
  return type.weakType
    ? `a bare number (weakly typed ${type.toString()})`
    : `an array of type ${type.toString()}`;
}

function sameStatic([a, aTree]: StaticValue, [b, bTree]: StaticValue): boolean {
  return aTree.equals(bTree) && a.every((leaf, i) => Object.is(leaf, b[i]));
}

function show([leaves, tree]: StaticValue): string {
  return showTree(unflatten(tree, leaves.map(showLeaf)));
}

function showLeaf(x: unknown): string {
  if (typeof x === "function") return `function ${x.name}`;
  return typeof x === "string" ? JSON.stringify(x) : String(x);
}
