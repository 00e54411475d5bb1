/** Kernels that do the same on other buffers are one kernel: it is scheduled, printed and compiled once. */

import type { Expr } from "../ir/expression.js";
import type { Fold, Kernel, Statement } from "./kernel.js";

interface DistinctKernels {
  readonly kernels: readonly Kernel[];
  /** For each of the given kernels, which of the distinct ones it is. */
  readonly numbers: readonly number[];
}

export function distinctKernels(all: readonly Kernel[]): DistinctKernels {
  const kernels: Kernel[] = [];
  const known = new Map<string, number>();
  const numbers = all.map((kernel) => {
    const key = keyOf(kernel);
    let number = known.get(key);
    if (number === undefined) known.set(key, (number = kernels.push(kernel) - 1));
    return number;
  });
  return { kernels, numbers };
}

/** Equal expressions are identical, so that their numbers tell all. */
export function keyOf({ name, buffers, axes, body, sources }: Kernel): string {
  const places = [...sources].map(([x, place]) => [x.id, place]);
  const ranges = axes.map(({ variable, extent, group }) => [variable.id, extent, group]);
  return JSON.stringify([name, buffers, ranges, body.map(statementKey), places]);
}

function statementKey(statement: Statement): unknown {
  if (statement.kind === "walk") {
    const { variable, extent, carried, initial, next, stores } = statement;
    return [variable.id, extent, [carried, initial, next].map(ids), stores.map(plain)];
  }
  if (statement.kind !== "loop") return plain(statement);
  const { variable, extent, unguarded, folds, stores } = statement;
  return [variable.id, extent, unguarded, folds.map(foldKey), stores.map(plain)];
}

function foldKey({ results, initial, element, combine }: Fold): unknown {
  return [results, initial, element, combine(results, element)].map(ids);
}

/** Numbers stand for expressions. */
function plain(record: object): unknown {
  return Object.entries(record).map(([name, value]: [string, unknown]) => [
    name,
    isExpr(value) ? value.id : value,
  ]);
}

function isExpr(x: unknown): x is Expr {
  return typeof x === "object" && x !== null && "id" in x;
}

const ids = (expressions: readonly Expr[]): number[] => expressions.map(({ id }) => id);
