/** What functions that solve equations for a tree of unknowns have in common. */

import type { ArrayTree } from "../calls/treeTypes.js";
import { TypeError, ValueError } from "../ir/errors.js";
import type { TreeDef } from "../ir/tree.js";

/** A tree like `X`; what else was found out comes with it if the options ask for that. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the user's function gives
export type Solution<X, O> = O extends { hasAux: true } ? [solution: ArrayTree<X>, aux: any] : ArrayTree<X>;

/** Throws unless what a function gives is like another tree. With `hasAux`, that is the first of two. */
export function expectTree(
  name: string,
  expectedName: string,
  actual: TreeDef,
  expected: TreeDef,
  hasAux: boolean,
): void {
  if (hasAux && actual.children.length !== 2)
    throw new ValueError(
      `${name}() produced a pytree with structure ${actual.toString()}, but a pytree tuple with auxiliary output was expected because has_aux was set to True.`,
    );
  const tree = hasAux ? actual.children[0] : actual;
  if (!tree.equals(expected))
    throw new TypeError(
      `${name}() output pytree structure must match ${expectedName}, got ${tree.toString()} and ${expected.toString()}.`,
    );
}
