/** Which points of a kernel's domain a thread computes. */

import { type Expr, Rewriter, add, and, i32, lessThan, literal, mul } from "../../ir/expression.js";
import { sizeOf } from "../../ir/arrayType.js";
import { unflatten } from "../coordinates.js";
import type { Axis, Kernel } from "../kernel.js";
import { LANES } from "../vectors.js";
import type { Team } from "./team.js";

/** How many points a thread computes along each joined axis, and how many turns of a loop at once. */
export interface Tiling {
  readonly tile: readonly number[];
  readonly unroll: number;
  /** Who computes the points together; without a team, each thread by itself. */
  readonly team?: Team;
  /** An axis of the kernel that neighbouring threads go along as well as the last one; see `patchPoints`. */
  readonly patch?: number;
}

/** Axes that are counted through together. */
interface JoinedAxis {
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

/** One point of a thread's tile. */
export interface Point {
  readonly substitution: Map<Expr, Expr>;
  /** Whether the point exists: the last tile of an axis may reach beyond its end. */
  readonly exists: Expr;
  readonly suffix: string;
}

export function makePoints(
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

/** The side of a patch, of which every thread has a vector, and the part of it that the threads of a warp have. */
const PATCH = 32;
const PART = { across: 8, vectors: 4 };

/** Threads of a kernel whose workgroups take square patches. */
export function patchThreads(axes: readonly Axis[], across: number): number {
  return sizeOf(patchesOf(axes, across)) * (PATCH / LANES) * PATCH;
}

function patchesOf(axes: readonly Axis[], across: number): number[] {
  const isSide = (a: number): boolean => a === across || a === axes.length - 1;
  return axes.map(({ extent }, a) => (isSide(a) ? Math.ceil(extent / PATCH) : extent));
}

/**
 * The points of a thread where workgroups take square patches of the last axis and another one: what lies side by side
 * along the other, as in a transposed array, is asked for by threads that run at the same time.
 */
export function patchPoints(axes: readonly Axis[], across: number, thread: Expr): Point[] {
  const parts = [PATCH / PART.across, PATCH / LANES / PART.vectors, PART.across, PART.vectors];
  const index = unflatten(thread, [...patchesOf(axes, across), ...parts]);
  const [row, vector, innerRow, innerVector] = index.slice(axes.length);
  const inPatch = (part: Expr, size: number, inner: Expr): Expr => add(mul(part, i32(size)), inner);
  const start = axes.map((_, a): Expr => {
    const patch = mul(index[a], i32(PATCH));
    if (a === across) return add(patch, inPatch(row, PART.across, innerRow));
    if (a < axes.length - 1) return index[a];
    return add(patch, mul(inPatch(vector, PART.vectors, innerVector), i32(LANES)));
  });
  const last = start.length - 1;
  return Array.from({ length: LANES }, (_, lane): Point => {
    const position = [...start.slice(0, -1), add(start[last], i32(lane))];
    // Whole vectors exist or don't.
    const inside = axes[last].extent % LANES === 0 ? start : position;
    return {
      substitution: new Map(axes.map(({ variable }, a) => [variable, position[a]])),
      exists: inside.reduce((all, at, a) => and(all, lessThan(at, i32(axes[a].extent))), literal("bool", true)),
      suffix: `_${lane}`,
    };
  }); // prettier-ignore
}

/** Rewrites the kernel's expressions for one point, and carries along where they come from. */
export function rewriterFor(
  kernel: Kernel,
  sources: Map<Expr, string>,
  substitution: ReadonlyMap<Expr, Expr>,
): Rewriter {
  return new Rewriter((x, original) => {
    const replaced = x.kind === "variable" ? substitution.get(x) : undefined;
    const source = kernel.sources.get(original);
    if (source) sources.set(replaced ?? x, source);
    return replaced;
  });
}

/**
 * Which tile a thread computes where neighbours in both of the last axes share operands: consecutive threads, and so
 * workgroups, take square blocks of tiles, which stay in a cache.
 */
export function blocked(thread: Expr, tiles: readonly number[]): Expr[] {
  const outer = tiles.slice(0, -2);
  const [rows, columns] = tiles.slice(-2);
  if (tiles.length < 2 || rows % BLOCK !== 0 || columns % BLOCK !== 0) return unflatten(thread, tiles);
  const index = unflatten(thread, [...outer, rows / BLOCK, columns / BLOCK, BLOCK, BLOCK]);
  const [row, column, innerRow, innerColumn] = index.slice(outer.length);
  const joinedIndex = (block: Expr, inner: Expr): Expr => add(mul(block, i32(BLOCK)), inner);
  return [...index.slice(0, outer.length), joinedIndex(row, innerRow), joinedIndex(column, innerColumn)];
}
