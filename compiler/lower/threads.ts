/**
 * Kernel + tiling → the code of one thread, which computes a tile of points and runs loops several turns at once.
 * Every copy is the kernel's body over other coordinates; what copies have in common is the same expression.
 */

import { sizeOf } from "../ir/arrayType.js";
import {
  type Expr,
  type VariableExpr,
  Rewriter,
  add,
  and,
  i32,
  lessThan,
  literal,
  mul,
  variable,
} from "../ir/expression.js";
import type { Code } from "./code.js";
import { unflatten } from "./coordinates.js";
import type { Axis, Fold, Kernel, Loop, Statement, Store, Update, Walk } from "./kernel.js";
import { guarded, runningVariable } from "./serial.js";

/** How many points a thread computes along each joined axis, and how many turns of a loop at once. */
export interface Tiling {
  readonly tile: readonly number[];
  readonly unroll: number;
}

export interface ThreadCode {
  readonly code: readonly Code[];
  readonly threads: number;
  readonly sources: ReadonlyMap<Expr, string>;
}

/** Axes that are counted through together. */
export interface JoinedAxis {
  readonly extent: number;
  readonly axes: readonly Axis[];
}

export function joinAxes(axes: readonly Axis[]): JoinedAxis[] {
  const joined: { extent: number; axes: Axis[] }[] = [];
  let group: number | undefined;
  for (const axis of axes) {
    if (axis.group !== group) joined.push({ extent: 1, axes: [] });
    const last = joined[joined.length - 1];
    last.axes.push(axis);
    last.extent *= axis.extent;
    group = axis.group;
  }
  return joined;
}

/** Tiles along one side of a block: 64 threads, a workgroup. */
const BLOCK = 8;

/** The number of the thread, among all of a dispatch. */
export const threadName = "thread";

export function threadCode(kernel: Kernel, tiling: Tiling): ThreadCode {
  return new Instantiation(kernel, tiling).build();
}

/** One point of a thread's tile. */
interface Point {
  readonly substitution: Map<Expr, Expr>;
  /** Whether the point exists: the last tile of an axis may reach beyond its end. */
  readonly exists: Expr;
  readonly suffix: string;
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
      case "walk":
        return this.points.flatMap((point) => this.inOrder(statement, point));
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

  private inOrder({ variable: turn, extent, carried, initial, next, stores }: Walk, point: Point): Code[] {
    const rewriter = this.rewriter(point);
    const running = carried.map((v) => suffixed(v, point.suffix));
    const start = running.map((v, n): Code => ({ kind: "var", variable: v, value: rewriter.apply(initial[n]) })); // prettier-ignore
    // From here on the names of what is carried stand for this point's own.
    carried.forEach((v, n) => point.substitution.set(v, running[n]));
    const own = this.rewriter(point);
    const values = next.map((x) => own.apply(x));
    const body: Code[] = [
      ...stores.flatMap((store) => this.store(store, point, own)),
      { kind: "assign", variables: running, values },
    ];
    return [...start, { kind: "for", variable: turn, extent, body }];
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

/**
 * Which tile a thread computes where neighbours in both of the last axes share operands: consecutive threads, and so
 * workgroups, take square blocks of tiles, which stay in a cache.
 */
function blocked(thread: Expr, tiles: readonly number[]): Expr[] {
  const outer = tiles.slice(0, -2);
  const [rows, columns] = tiles.slice(-2);
  if (tiles.length < 2 || rows % BLOCK !== 0 || columns % BLOCK !== 0) return unflatten(thread, tiles);
  const index = unflatten(thread, [...outer, rows / BLOCK, columns / BLOCK, BLOCK, BLOCK]);
  const [row, column, innerRow, innerColumn] = index.slice(outer.length);
  const joinedIndex = (block: Expr, inner: Expr): Expr => add(mul(block, i32(BLOCK)), inner);
  return [...index.slice(0, outer.length), joinedIndex(row, innerRow), joinedIndex(column, innerColumn)];
}

function suffixed({ type, name }: VariableExpr, suffix: string): VariableExpr {
  return variable(type, name + suffix);
}

function makePoints(
  joined: readonly JoinedAxis[],
  tile: readonly number[],
  tileIndex: readonly Expr[],
): Point[] {
  let points: Point[] = [{ substitution: new Map(), exists: literal("bool", true), suffix: "" }];
  joined.forEach(({ extent, axes }, n) => {
    points = points.flatMap(({ substitution, exists, suffix }) =>
      Array.from({ length: tile[n] }, (_, lane) => {
        const position = add(mul(tileIndex[n], i32(tile[n])), i32(lane));
        const index = unflatten(position, axes.map((axis) => axis.extent)); // prettier-ignore
        const extended = new Map(substitution);
        axes.forEach((axis, a) => extended.set(axis.variable, index[a]));
        return {
          substitution: extended,
          exists: and(exists, lessThan(position, i32(extent))),
          suffix: tile[n] > 1 ? `${suffix}_${lane}` : suffix,
        };
      }),
    );
  });
  return points;
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
