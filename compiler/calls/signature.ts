import type { ArrayType } from "../ir/arrayType.js";
import { type TreeDef, unflatten } from "../ir/tree.js";
import { nameOf } from "./callable.js";
import { showTree } from "./treeText.js";
import type { UserFunction } from "./treeTypes.js";

/** What a compiled program was compiled for. */
export interface Signature {
  readonly tree: TreeDef;
  readonly types: readonly ArrayType[];
  /** The static arguments by value: lists and plain objects are equal if their elements are. */
  readonly statics: readonly StaticValue[];
  /** The named axes around the call, of which the function may speak: `i=3`. */
  readonly axes: string;
}

/** A static argument, as its leaves, which are compared by identity, and their structure. */
export type StaticValue = readonly [leaves: readonly unknown[], tree: TreeDef];

/** Whether a program compiled for `before` serves `now`. Every call asks this, of many programs. */
export function sameSignature(before: Signature, now: Signature): boolean {
  return (
    before.tree.equals(now.tree) &&
    before.axes === now.axes &&
    now.types.every((type, i) => sameType(type, before.types[i])) &&
    now.statics.length === before.statics.length &&
    now.statics.every((value, i) => sameStatic(value, before.statics[i]))
  );
}

/** What the arguments are called. */
export interface Names {
  readonly leaves: readonly string[];
  readonly statics: readonly string[];
}

/** Why a program compiled for `before` does not serve `now`: one phrase a difference. */
export function explainMiss(before: Signature, now: Signature, names: Names): string[] {
  const why: string[] = [];
  if (now.axes !== before.axes)
    why.push(`the named axes around it changed from (${before.axes}) to (${now.axes})`);
  if (now.statics.length !== before.statics.length)
    return [`the number of static arguments changed from ${before.statics.length} to ${now.statics.length}`];
  now.statics.forEach((value, i) => {
    if (!sameStatic(value, before.statics[i]))
      why.push(
        `static argument ${names.statics[i]} changed from ${show(before.statics[i])} to ${show(value)}`,
      );
  });
  if (!before.tree.equals(now.tree)) {
    why.push(`the tree of the arguments changed from ${before.tree.toString()} to ${now.tree.toString()}`);
    return why;
  }
  now.types.forEach((type, i) => {
    const other = before.types[i];
    if (sameType(type, other)) return;
    const shown = type.equals(other) ? weak : String;
    why.push(`${names.leaves[i]} changed from ${shown(other)} to ${shown(type)}`);
  });
  return why;
}

function sameType(a: ArrayType, b: ArrayType): boolean {
  return a.equals(b) && a.weakType === b.weakType;
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
  if (typeof x === "function") return `function ${nameOf(x as UserFunction)}`;
  return typeof x === "string" ? JSON.stringify(x) : String(x);
}
