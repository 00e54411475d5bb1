import type { ArrayType } from "../ir/arrayType.js";
import type { TreeDef } from "../ir/tree.js";

/** What a compiled program was compiled for. */
export interface Signature {
  readonly tree: TreeDef;
  readonly types: readonly ArrayType[];
  readonly names: readonly string[];
  readonly statics: readonly unknown[];
}

/** Why a program compiled for `before` does not serve `now`: one phrase a difference, or undefined if it does. */
export function explainMiss(before: Signature, now: Signature): string[] | undefined {
  const why: string[] = [];
  now.statics.forEach((value, i) => {
    if (!Object.is(value, before.statics[i]))
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

function show(x: unknown): string {
  if (typeof x === "function") return `function ${x.name}`;
  return typeof x === "string" ? JSON.stringify(x) : String(x);
}
