/** Kernels that do the same on other parts of what they read: taken from where those parts begin, they are the same. */

import { type Expr, Rewriter, i32, load, range, sub, visit } from "../ir/expression.js";
import type { Kernel, Statement, Store } from "./kernel.js";

export interface Rebased {
  readonly kernel: Kernel;
  /** For each buffer the element that the kernel now calls the first. */
  readonly starts: readonly number[];
}

export function rebase(kernel: Kernel): Rebased {
  const first = new Map<string, number>();
  visit(kernel.body.flatMap(expressionsOf), (x) => {
    if (x.kind === "load") first.set(x.buffer, Math.min(first.get(x.buffer) ?? Infinity, range(x.index)[0]));
  });
  const starts = kernel.buffers.map(({ name }) => Math.max(first.get(name) ?? 0, 0));
  if (starts.every((start) => start === 0)) return { kernel, starts };
  const startOf = new Map(kernel.buffers.map(({ name }, n) => [name, starts[n]]));
  const sources = new Map<Expr, string>();
  const rewriter = new Rewriter((x, original) => {
    const moved = x.kind === "load" ? load(x.type, x.buffer, sub(x.index, i32(startOf.get(x.buffer)!))) : undefined; // prettier-ignore
    const source = kernel.sources.get(original);
    if (source) sources.set(moved ?? x, source);
    return moved;
  });
  const body = kernel.body.map((statement) => mapStatement(statement, (x) => rewriter.apply(x)));
  return { kernel: { ...kernel, body, sources }, starts };
}

function expressionsOf(s: Statement): readonly Expr[] {
  switch (s.kind) {
    case "loop":
      return [...s.folds.flatMap(({ initial, element }) => [...initial, ...element]), ...s.stores.flatMap(expressionsOf)]; // prettier-ignore
    case "walk":
      return [...s.initial, ...s.next, ...s.stores.flatMap(expressionsOf)];
    default:
      return [s.index, s.value, s.condition];
  }
}

function mapStatement(s: Statement, map: (x: Expr) => Expr): Statement {
  const mapStore = <S extends Pick<Store, "index" | "value" | "condition">>(store: S): S => ({
    ...store,
    index: map(store.index),
    value: map(store.value),
    condition: map(store.condition),
  });
  switch (s.kind) {
    case "loop": {
      const folds = s.folds.map((fold) => ({ ...fold, initial: fold.initial.map(map), element: fold.element.map(map) })); // prettier-ignore
      return { ...s, folds, stores: s.stores.map(mapStore) };
    }
    case "walk":
      return { ...s, initial: s.initial.map(map), next: s.next.map(map), stores: s.stores.map(mapStore) };
    default:
      return mapStore(s);
  }
}
