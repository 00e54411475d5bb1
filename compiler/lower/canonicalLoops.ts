/** Names for the variables of loops that tell nothing of the program: kernels that do the same are then the same. */

import {
  type Expr,
  type LoopExpr,
  type VariableExpr,
  hasLoops,
  loop,
  variable,
  visit,
} from "../ir/expression.js";
import type { Kernel } from "./kernel.js";
import { movingSources } from "./rewriting.js";
import { expressionsIn, mapStatement } from "./statements.js";

/**
 * The kernel with variables of its loops named in the order in which one comes to them. A loop at several points, of which each
 * reads something else, stays one loop with one name.
 */
export function withCanonicalLoops(kernel: Kernel): Kernel {
  const roots = expressionsIn(kernel.body);
  if (!roots.some(hasLoops)) return kernel;
  const names = new Map<VariableExpr, VariableExpr>();
  const sources = new Map<Expr, string>();
  const rewriter = movingSources(kernel.sources, sources, (x) =>
    x.kind === "variable" ? names.get(x) : x.kind === "loop" ? renamed(x, names) : undefined,
  );
  let loops = 0;
  // Some of what has a source may be in the kernel no more.
  visit([...roots, ...kernel.sources.keys()], (x) => {
    if (x.kind !== "loop") return;
    const number = loops++;
    const name = (v: VariableExpr, what: string): void => {
      if (!names.has(v)) names.set(v, variable(v.type, `loop${number}_${what}`, v.min, v.max));
    };
    x.carried.forEach((v, n) => name(v, String(n)));
    if (x.turn) name(x.turn, "turn");
  });
  const body = kernel.body.map((statement) => mapStatement(statement, (x) => rewriter.apply(x)));
  for (const [x, source] of kernel.sources) if (!sources.has(x)) sources.set(rewriter.apply(x), source);
  return { ...kernel, body, sources };
}

function renamed(x: LoopExpr, names: ReadonlyMap<VariableExpr, VariableExpr>): Expr {
  return loop({
    ...x,
    carried: x.carried.map((v) => names.get(v)!),
    turn: x.turn && names.get(x.turn),
  });
}
