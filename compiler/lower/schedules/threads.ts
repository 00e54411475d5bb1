/**
 * Kernel + tiling → the code of one thread, which computes a tile of points and runs loops several turns at once.
 * Every copy is the kernel's body over other coordinates; what copies have in common is the same expression. So a
 * thread that runs all turns of its loops at once keeps in registers what several loops load.
 */

import { sizeOf } from "../../ir/arrayType.js";
import {
  type Expr,
  type VariableExpr,
  type Rewriter,
  add,
  and,
  guardLoops,
  i32,
  lessThan,
  literal,
  mul,
  select,
  variable,
} from "../../ir/expression.js";
import { type Code, type Grid, type SharedArray, threadName } from "../code.js";
import { unflatten } from "../coordinates.js";
import type { Fold, Kernel, Let, Loop, Statement, Store, Update, Walk } from "../kernel.js";
import type { DeviceOptions } from "../options.js";
import { guarded, runningVariable } from "../serial.js";
import {
  CopiedLoads,
  type Point,
  type Tiling,
  blocked,
  joinAxes,
  makePoints,
  patchPoints,
  patchThreads,
  rewriterFor,
} from "./points.js";
import { type PartialFold, TeamPlace } from "./team.js";

/** A kernel as every thread of a grid runs it. */
export interface Instance {
  readonly code: readonly Code[];
  readonly grid: Grid;
  readonly shared: readonly SharedArray[];
  readonly sources: ReadonlyMap<Expr, string>;
  /** Points that a thread computes at once. */
  readonly points: number;
}

/** The most turns that are left over and written out; more of them are a loop of their own. */
const MAX_REST = 40;

export function threadCode(kernel: Kernel, tiling: Tiling, options: DeviceOptions): Instance {
  return new Instantiation(kernel, tiling).build(options);
}

function threadGrid(count: number, options: DeviceOptions): Grid {
  return { of: "threads", count, workgroupSize: workgroupSize(count, options) };
}

/** Larger workgroups are cheaper, as long as there are enough of them for every core. */
function workgroupSize(threads: number, { maxInvocations, target }: DeviceOptions): number {
  const wanted = threads >= (target === "gpu" ? 65536 : 16384) ? 256 : 64;
  const spread = 2 ** Math.floor(Math.log2(Math.max(threads / 4, 1)));
  return Math.max(1, Math.min(wanted, spread, maxInvocations));
}

const always = literal("bool", true);

class Instantiation {
  private readonly sources = new Map<Expr, string>();
  private readonly loads = new CopiedLoads();
  private readonly points: readonly Point[];
  private readonly place: TeamPlace | undefined;
  private readonly tiles: number;

  constructor(
    private readonly kernel: Kernel,
    private readonly tiling: Tiling,
  ) {
    if (tiling.patch !== undefined) {
      this.tiles = patchThreads(kernel.axes, tiling.patch);
      this.points = patchPoints(kernel.axes, tiling.patch, variable("i32", threadName, 0, this.tiles - 1));
      return;
    }
    const joined = joinAxes(kernel.axes);
    const tiles = joined.map(({ extent }, n) => Math.ceil(extent / tiling.tile[n]));
    this.tiles = sizeOf(tiles);
    this.place = tiling.team && new TeamPlace(tiling.team, this.tiles);
    const number = this.place?.team ?? variable("i32", threadName, 0, Math.max(this.tiles - 1, 0));
    this.points = makePoints(
      joined,
      tiling.tile,
      kernel.shares && !this.place ? blocked(number, tiles) : unflatten(number, tiles),
    );
  }

  build(options: DeviceOptions): Instance {
    const code = this.kernel.body.flatMap((statement) => this.statement(statement));
    return {
      code,
      grid: this.place?.grid ?? threadGrid(this.tiles, options),
      shared: this.place?.shared ?? [],
      sources: this.sources,
      points: this.points.length,
    };
  }

  /** Whether this thread stores what all members of its team know. */
  private get leads(): Expr {
    return this.place?.leads ?? always;
  }

  private statement(statement: Statement): Code[] {
    switch (statement.kind) {
      case "let":
        return this.points.map((point) => this.name(statement, point));
      case "loop":
        return this.loop(statement);
      case "store":
        return this.points.flatMap((point) => this.store(statement, point, this.rewriter(point), this.leads));
      case "update":
        return this.points.flatMap((point) => this.update(statement, point));
      case "walk":
        return this.points.flatMap((point) => this.inOrder(statement, point));
    }
  }

  private rewriter({ substitution }: Point, turn?: readonly [VariableExpr, Expr]): Rewriter {
    const all = turn ? new Map([...substitution, turn]) : substitution;
    return rewriterFor(this.kernel, this.sources, all, this.loads);
  }

  private name({ variable: v, value }: Let, point: Point): Code {
    const own = suffixed(v, point.suffix);
    const named: Code = { kind: "let", variable: own, value: this.rewriter(point).apply(value) };
    // From here on the name stands for this point's own.
    point.substitution.set(v, own);
    return named;
  }

  private store(
    { buffer, index, value, condition }: Store,
    { exists }: Point,
    rewriter: Rewriter,
    isMine: Expr,
  ): Code[] {
    const [at, x, holds] = [index, value, condition].map((e) => rewriter.apply(e));
    const isStored = and(and(holds, exists), isMine);
    return guarded(isStored, [{ kind: "store", buffer, index: at, value: guardLoops(x, isStored) }]);
  }

  private update({ condition, index, value, ...rest }: Update, point: Point): Code[] {
    const rewriter = this.rewriter(point);
    const holds = and(rewriter.apply(condition), point.exists);
    return guarded(holds, [{ ...rest, index: rewriter.apply(index), value: rewriter.apply(value) }]);
  }

  private inOrder({ variable: turn, extent, carried, initial, next, stores }: Walk, point: Point): Code[] {
    const rewriter = this.rewriter(point);
    const running = carried.map((v) => suffixed(v, point.suffix));
    const start = running.map((v, n): Code => ({ kind: "var", variable: v, value: rewriter.apply(initial[n]) })); // prettier-ignore
    // From here on the names of what is carried stand for this point's own.
    carried.forEach((v, n) => point.substitution.set(v, running[n]));
    const own = this.rewriter(point);
    const values = next.map((x) => own.apply(x));
    const body: Code[] = [
      ...stores.flatMap((store) => this.store(store, point, own, this.leads)),
      { kind: "assign", variables: running, values },
    ];
    return [...start, { kind: "for", variable: turn, extent, body }];
  }

  private loop(loop: Loop): Code[] {
    const spans = this.spans(loop);
    const isCounted = spans.length > 1 || loop.extent === 0;
    const sums = this.points.map(({ suffix }): RunningSum[] =>
      loop.folds.map(({ results, initial }) => ({
        names: results.map((result) => suffixed(runningVariable(result), suffix)),
        values: isCounted ? initial : undefined,
      })),
    );
    const code: Code[] = [];
    for (const { turn, turns, positions } of spans.slice(0, -1)) {
      for (const sum of sums.flat()) code.push(...begin(sum));
      const { totals, stores } = this.turns(loop, sums, positions);
      const assigns = sums.flatMap((point, p) =>
        point.map(({ names }, f): Code => ({ kind: "assign", variables: names, values: totals[p][f] })),
      );
      code.push({ kind: "for", variable: turn!, extent: turns, body: [...assigns, ...stores] });
    }
    const last = this.turns(loop, sums, spans[spans.length - 1].positions);
    return [...code, ...this.results(loop, last.totals), ...last.stores];
  }

  /** The turns of a loop: first those where all conditions hold, then the others. The last span is written out. */
  private spans({ extent, unguarded, variable: c }: Loop): Span[] {
    const { size, lanes } = this.tiling.team ?? { size: 1, lanes: 1 };
    const unroll = Math.min(this.tiling.unroll, Math.max(unguarded, 1));
    const turns = Math.floor(unguarded / (unroll * size));
    const inLoop = turns > 1 ? turns * unroll * size : 0;
    const rest = Math.ceil((extent - inLoop) / (size * lanes));
    const member = this.place?.member ?? i32(0);
    const positions = (start: Expr, count: number): Expr[] =>
      Array.from({ length: count }, (_, u) => {
        const taken = add(i32(Math.floor(u / lanes) * size), member);
        return add(start, add(mul(taken, i32(lanes)), i32(u % lanes)));
      });
    const counted = (start: number, turns: number, count: number): Span => {
      const turn = variable("i32", c.name, 0, turns - 1);
      return { turn, turns, positions: positions(add(mul(turn, i32(count * size)), i32(start)), count) };
    };
    const whole = inLoop > 0 ? [counted(0, turns, unroll)] : [];
    if (rest * lanes <= MAX_REST)
      return [...whole, { turns: 1, positions: positions(i32(inLoop), rest * lanes) }];
    return [...whole, counted(inLoop, rest, lanes), { turns: 1, positions: [] }];
  }

  /** Some turns of a loop at once: their elements are combined among each other, then with what came before. */
  private turns(loop: Loop, sums: readonly RunningSum[][], positions: readonly Expr[]): Turns {
    const stores: Code[] = [];
    const inside = positions.map((position) => lessThan(position, i32(loop.extent)));
    const totals = this.points.map((point, p) => {
      const rewriters = positions.map((position) => this.rewriter(point, [loop.variable, position]));
      for (const store of loop.stores)
        stores.push(...rewriters.flatMap((rewriter, u) => this.store(store, point, rewriter, inside[u])));
      return loop.folds.map((fold, f) => {
        const elements = rewriters.map(
          (rewriter, u) =>
          fold.element.map((x, n) => select(inside[u], guardLoops(rewriter.apply(x), inside[u]), fold.initial[n])), // prettier-ignore
        );
        const before = sums[p][f].values;
        if (elements.length === 0) return before!;
        const total = combineAll(fold, elements);
        return before ? fold.combine(before, total) : total;
      });
    });
    return { totals, stores };
  }

  /** Gives the results of a loop their names; those of a team are first combined. */
  private results({ folds }: Loop, totals: Turns["totals"]): Code[] {
    const partial = this.points.flatMap(({ substitution, suffix }, p) =>
      folds.map((fold, f): PartialFold => {
        const results = fold.results.map((result) => suffixed(result, suffix));
        fold.results.forEach((result, n) => substitution.set(result, results[n]));
        return { results, values: totals[p][f], combine: fold.combine };
      }),
    );
    if (this.place) return this.place.combine(partial);
    return partial.flatMap(({ results, values }) =>
      results.map((v, n): Code => ({ kind: "let", variable: v, value: values[n] })),
    );
  }
}

/** Turns of a loop; without a variable, one that is written out. */
interface Span {
  readonly turn?: VariableExpr;
  readonly turns: number;
  /** The elements of a thread in one turn. */
  readonly positions: readonly Expr[];
}

/** What a fold has come to so far; nothing before its first element. */
interface RunningSum {
  readonly names: readonly VariableExpr[];
  values: readonly Expr[] | undefined;
}

/** Makes variables of the values so far, which a loop then changes. */
function begin(sum: RunningSum): Code[] {
  const { names, values } = sum;
  if (values === names) return [];
  sum.values = names;
  return names.map((v, n): Code => ({ kind: "var", variable: v, value: values![n] }));
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
