/**
 * Selects of which an operand takes so long that it is computed only where it is chosen: expressions have no effects, so that
 * nobody can tell. Selects by one condition become one branch.
 */

import { type Expr, type VariableExpr, eachOperand, visit } from "../ir/expression.js";
import { timeOf } from "./demand.js";

type Select = Extract<Expr, { kind: "select" }>;

export interface Branch {
  readonly condition: Expr;
  readonly selects: readonly Select[];
  /** What only operands for `true` need, and what only those for `false` need; nothing where that is little. */
  readonly onTrue: ReadonlySet<Expr> | undefined;
  readonly onFalse: ReadonlySet<Expr> | undefined;
}

/**
 * What an operand takes at least, in additions: drivers compile branches slowly, and a warp whose threads disagree takes both
 * sides.
 */
const LONG = 1000;

/** The branches by their selects. `uses` says how often each expression, by its number, is used. */
export function findBranches(
  roots: readonly Expr[],
  uses: ReadonlyMap<number, number>,
): ReadonlyMap<Expr, Branch> {
  const found = new Map<Expr, Branch>();
  const byCondition = new Map<Expr, Select[]>();
  visit(roots, (x) => {
    if (x.kind === "select") byCondition.set(x.condition, [...(byCondition.get(x.condition) ?? []), x]);
  });
  const variables = new Variables();
  for (const [condition, all] of byCondition)
    for (const selects of independent(all, variables)) {
      const sides = [selects.map(({ x }) => x), selects.map(({ y }) => y)];
      const [onTrue, onFalse] = sides.map((side) => longPart(side, uses));
      if (onTrue || onFalse)
        for (const select of selects) found.set(select, { condition, selects, onTrue, onFalse });
    }
  return found;
}

/** What only these operands need, if that is long. */
function longPart(operands: readonly Expr[], uses: ReadonlyMap<number, number>): Set<Expr> | undefined {
  const reached: Expr[] = [];
  visit(operands, (x) => reached.push(x));
  const counts = new Map<Expr, number>();
  const count = (x: Expr): void => void counts.set(x, (counts.get(x) ?? 0) + 1);
  operands.forEach(count);
  const own = new Set<Expr>();
  let time = 0;
  // Users come before what they use.
  for (const x of reached.reverse()) {
    if (counts.get(x) !== uses.get(x.id)) continue;
    own.add(x);
    time += timeOf(x);
    eachOperand(x, count);
  }
  return time >= LONG ? own : undefined;
}

/** Groups of selects by one condition that need none of the others, and can be computed at the same places. */
function independent(selects: readonly Select[], variables: Variables): Select[][] {
  const members = new Set<Expr>(selects);
  const heights = new Map<Expr, number>();
  visit(selects, (x) => {
    let height = 0;
    eachOperand(x, (part) => (height = Math.max(height, heights.get(part)!)));
    heights.set(x, height + (members.has(x) ? 1 : 0));
  });
  const groups = new Map<string, Select[]>();
  for (const select of selects) {
    const key = `${heights.get(select)} ${[...variables.of(select)].map(({ id }) => id).sort().join(" ")}`; // prettier-ignore
    groups.set(key, [...(groups.get(key) ?? []), select]);
  }
  return [...groups.values()];
}

/** The variables of expressions, but for those of loops in them. */
class Variables {
  private readonly known = new Map<Expr, ReadonlySet<VariableExpr>>();

  of(x: Expr): ReadonlySet<VariableExpr> {
    const known = this.known.get(x);
    if (known) return known;
    const all = new Set<VariableExpr>();
    if (x.kind === "variable") all.add(x);
    eachOperand(x, (part) => {
      for (const v of this.of(part)) all.add(v);
    });
    if (x.kind === "loop") for (const v of [x.turn, ...x.carried]) if (v) all.delete(v);
    this.known.set(x, all);
    return all;
  }
}
