/** Rewriting that keeps what is known of where expressions come from. */

import { type Expr, Rewriter } from "../ir/expression.js";
import type { Kernel } from "./kernel.js";
import { mapStatement } from "./statements.js";

type Rewrite = (x: Expr) => Expr | undefined;

/** A rewriter that notes in `moved` where what it makes comes from. */
export function movingSources(
  sources: ReadonlyMap<Expr, string>,
  moved: Map<Expr, string>,
  rewrite: Rewrite,
): Rewriter {
  return new Rewriter((x, original) => {
    const made = rewrite(x);
    const source = sources.get(original);
    if (source) moved.set(made ?? x, source);
    return made;
  });
}

/** The kernel with its expressions rewritten. */
export function rewriteKernel(kernel: Kernel, rewrite: Rewrite): Kernel {
  const sources = new Map<Expr, string>();
  const rewriter = movingSources(kernel.sources, sources, rewrite);
  const body = kernel.body.map((statement) => mapStatement(statement, (x) => rewriter.apply(x)));
  return { ...kernel, body, sources };
}
