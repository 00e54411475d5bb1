/**
 * Kernel + tiling → the code of one thread, which computes a tile of points and runs loops several turns at once.
 * Every copy is the kernel's body over other coordinates; what copies have in common is the same expression.
 */

import { sizeOf } from "../../ir/arrayType.js";
import { type Expr, type VariableExpr, Rewriter, add, and, i32, mul, variable } from "../../ir/expression.js";
import type { Code } from "../code.js";
import { unflatten } from "../coordinates.js";
import type { Fold, Kernel, Loop, Statement, Store, Update } from "../kernel.js";
import { guarded, runningVariable } from "../serial.js";
import { type Point, type Tiling, blocked, joinAxes, makePoints } from "./points.js";

export interface ThreadCode {
  readonly code: readonly Code[];
  readonly threads: number;
  readonly sources: ReadonlyMap<Expr, string>;
}

/** The number of the thread, among all of a dispatch. */
export const threadName = "thread";

export function threadCode(kernel: Kernel, tiling: Tiling): ThreadCode {
  return new Instantiation(kernel, tiling).build();
}

class Instantiation {
  private readonly sources = new Map<Expr, string>();
  private readonly points: readonly Point[];
  private readonly threads: number;

  constructor(
    private readonly kernel: Kernel,
    private readonly tiling: Tiling,
  ) {
    const joined = joinAxes(kernel.axes);
    const tiles = joined.map(({ extent }, n) => Math.ceil(extent / tiling.tile[n]));
    this.threads = sizeOf(tiles);
    const thread = variable("i32", threadName, 0, Math.max(this.threads - 1, 0));
    this.points = makePoints(
      joined,
      tiling.tile,
      kernel.shares ? blocked(thread, tiles) : unflatten(thread, tiles),
    );
  }

  build(): ThreadCode {
    const code = this.kernel.body.flatMap((statement) => this.statement(statement));
    return { code, threads: this.threads, sources: this.sources };
  }

  private statement(statement: Statement): Code[] {
    switch (statement.kind) {
      case "loop":
        return this.loop(statement);
      case "store":
        return this.points.flatMap((point) => this.store(statement, point, this.rewriter(point)));
      case "update":
        return this.points.flatMap((point) => this.update(statement, point));
    }
  }

  private rewriter({ substitution }: Point, turn?: readonly [VariableExpr, Expr]): Rewriter {
    return new Rewriter((x, original) => {
      const replaced =
        turn && x === turn[0] ? turn[1] : x.kind === "variable" ? substitution.get(x) : undefined;
      const source = this.kernel.sources.get(original);
      if (source) this.sources.set(replaced ?? x, source);
      return replaced;
    });
  }

  private store({ buffer, index, value, condition }: Store, point: Point, rewriter: Rewriter): Code[] {
    const [at, x, holds] = [index, value, condition].map((e) => rewriter.apply(e));
    return guarded(and(holds, point.exists), [{ kind: "store", buffer, index: at, value: x }]);
  }

  private update({ condition, index, value, ...rest }: Update, point: Point): Code[] {
    const rewriter = this.rewriter(point);
    const holds = and(rewriter.apply(condition), point.exists);
    return guarded(holds, [{ ...rest, index: rewriter.apply(index), value: rewriter.apply(value) }]);
  }

  private loop(loop: Loop): Code[] {
    const { extent, unguarded, variable: c } = loop;
    const unroll = Math.min(this.tiling.unroll, Math.max(unguarded, 1));
    const turns = Math.floor(unguarded / unroll);
    const inLoop = turns > 1 ? turns * unroll : 0;
    const rest = Array.from({ length: extent - inLoop }, (_, u) => i32(inLoop + u));
    const sums = this.points.map(({ suffix }): RunningSum[] =>
      loop.folds.map(({ results, initial }) => ({
        names: results.map((result) => suffixed(runningVariable(result), suffix)),
        values: inLoop > 0 || extent === 0 ? initial : undefined,
      })),
    );
    const code: Code[] = [];
    if (inLoop > 0) {
      for (const { names, values } of sums.flat())
        names.forEach((v, n) => code.push({ kind: "var", variable: v, value: values![n] }));
      const turn = variable("i32", c.name, 0, turns - 1);
      const positions = Array.from({ length: unroll }, (_, u) => add(mul(turn, i32(unroll)), i32(u)));
      sums.forEach((point) => point.forEach((sum) => (sum.values = sum.names)));
      const { totals, stores } = this.turns(loop, sums, positions);
      const assigns = sums.flatMap((point, p) =>
        point.map(({ names }, f): Code => ({ kind: "assign", variables: names, values: totals[p][f] })),
      );
      code.push({ kind: "for", variable: turn, extent: turns, body: [...assigns, ...stores] });
    }
    const last = this.turns(loop, sums, rest);
    this.points.forEach(({ substitution, suffix }, p) =>
      loop.folds.forEach(({ results }, f) =>
        results.forEach((result, n) => {
          const v = suffixed(result, suffix);
          substitution.set(result, v);
          code.push({ kind: "let", variable: v, value: last.totals[p][f][n] });
        }),
      ),
    );
    return [...code, ...last.stores];
  }

  /** Some turns of a loop at once: their elements are combined among each other, then with what came before. */
  private turns(loop: Loop, sums: readonly RunningSum[][], positions: readonly Expr[]): Turns {
    const stores: Code[] = [];
    const totals = this.points.map((point, p) => {
      const rewriters = positions.map((position) => this.rewriter(point, [loop.variable, position]));
      for (const store of loop.stores)
        stores.push(...rewriters.flatMap((rewriter) => this.store(store, point, rewriter)));
      return loop.folds.map((fold, f) => {
        const elements = rewriters.map((rewriter) => fold.element.map((x) => rewriter.apply(x)));
        const before = sums[p][f].values;
        if (elements.length === 0) return before!;
        const total = combineAll(fold, elements);
        return before ? fold.combine(before, total) : total;
      });
    });
    return { totals, stores };
  }
}

/** What a fold has come to so far; nothing before its first element. */
interface RunningSum {
  readonly names: readonly VariableExpr[];
  values: readonly Expr[] | undefined;
}

interface Turns {
  /** By point and fold. */
  readonly totals: readonly (readonly (readonly Expr[])[])[];
  readonly stores: readonly Code[];
}

function suffixed({ type, name }: VariableExpr, suffix: string): VariableExpr {
  return variable(type, name + suffix);
}

/** Pairs first: the error of a sum grows with the depth of the tree, and no operation waits for all others. */
function combineAll(fold: Fold, elements: readonly (readonly Expr[])[]): readonly Expr[] {
  let level = elements;
  while (level.length > 1) {
    const next: (readonly Expr[])[] = [];
    for (let n = 0; n < level.length; n += 2)
      next.push(n + 1 < level.length ? fold.combine(level[n], level[n + 1]) : level[n]);
    level = next;
  }
  return level[0];
}
