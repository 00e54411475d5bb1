/**
 * Arguments that are given by their names, for front ends whose language has them. TypeScript has none: they stand in one
 * object behind the arguments that stand in order, `f(x, new Keywords(new Map([["y", 2]])))`, and a function that may be given
 * such a call looks for it there. To transformations it is one more tree.
 */

import type { TreeDef } from "../ir/tree.js";
import { DictKey } from "../ir/treeKeys.js";
import { registerNode } from "../ir/treeNode.js";

export class Keywords {
  constructor(readonly values: ReadonlyMap<string, unknown>) {}
}

registerNode(Keywords, {
  name: "Keywords",
  flatten({ values }) {
    const names = [...values.keys()].sort();
    return { children: names.map((name) => values.get(name)), meta: names };
  },
  unflatten: (meta, children) =>
    new Keywords(new Map((meta as string[]).map((name, i) => [name, children[i]]))),
  key: (meta, i) => new DictKey((meta as string[])[i]),
});

/** The names in a tree of keywords; nothing for any other tree. */
export function keywordNames({ node, meta }: TreeDef): readonly string[] | undefined {
  return node?.name === "Keywords" ? (meta as string[]) : undefined;
}

/** The arguments of a call that stand in order, and those that have names. */
export function splitKeywords(args: readonly unknown[]): {
  positional: readonly unknown[];
  keywords: Keywords | undefined;
} {
  const last = args.at(-1);
  if (!(last instanceof Keywords)) return { positional: args, keywords: undefined };
  return { positional: args.slice(0, -1), keywords: last };
}

/** How many arguments of a call stand in order. */
export function positionalLength(args: readonly unknown[]): number {
  return args.at(-1) instanceof Keywords ? args.length - 1 : args.length;
}
