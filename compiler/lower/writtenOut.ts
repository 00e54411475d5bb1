/** Folds of few elements as index maps. */

import { sizeOf } from "../ir/arrayType.js";
import { type Expr, i32 } from "../ir/expression.js";
import { unflatten } from "./coordinates.js";
import { type Read, type Reduction, keptAxes } from "./graph.js";
import type { MapDefinition } from "./pack.js";

/**
 * Products of so few terms, with so few columns that a tile of them would hardly share anything, are written out: what
 * they are made from and what is made from them is then computed in one kernel, unless too much would be repeated.
 */
export const MAX_WRITTEN_OUT = 4;
export const MAX_COLUMNS = 4;

export type ReductionSpec = Omit<Reduction, "outputs">;

export function writtenOut(spec: ReductionSpec, output: number): MapDefinition {
  const { space, axes, reads, element, combine, result } = spec;
  const kept = keptAxes(spec);
  const folded = axes.map((axis) => space[axis]);
  const at = (index: readonly Expr[], read: Read): Expr => {
    const elements = Array.from({ length: sizeOf(folded) }, (_, n) => {
      const inFold = unflatten(i32(n), folded);
      return element(space.map((_, axis) => axes.includes(axis) ? inFold[axes.indexOf(axis)] : index[kept.indexOf(axis)]), read); // prettier-ignore
    });
    return result(elements.reduce((a, b) => combine(a, b)))[output];
  };
  return { kind: "map", reads, isView: false, at };
}
