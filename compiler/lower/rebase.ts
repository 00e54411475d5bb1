/** Kernels that do the same on other parts of what they read: taken from where those parts begin, they are the same. */

import { i32, load, range, sub, visit } from "../ir/expression.js";
import type { Kernel } from "./kernel.js";
import { rewriteKernel } from "./rewriting.js";
import { expressionsIn } from "./statements.js";

export interface Rebased {
  readonly kernel: Kernel;
  /** For each buffer the element that the kernel now calls the first. */
  readonly starts: readonly number[];
}

export function rebase(kernel: Kernel): Rebased {
  const first = new Map<string, number>();
  visit(expressionsIn(kernel.body), (x) => {
    if (x.kind === "load") first.set(x.buffer, Math.min(first.get(x.buffer) ?? Infinity, range(x.index)[0]));
  });
  const starts = kernel.buffers.map(({ name }) => Math.max(first.get(name) ?? 0, 0));
  if (starts.every((start) => start === 0)) return { kernel, starts };
  const startOf = new Map(kernel.buffers.map(({ name }, n) => [name, starts[n]]));
  const rebased = rewriteKernel(kernel, (x) =>
    x.kind === "load" ? load(x.type, x.buffer, sub(x.index, i32(startOf.get(x.buffer)!))) : undefined,
  );
  return { kernel: rebased, starts };
}
