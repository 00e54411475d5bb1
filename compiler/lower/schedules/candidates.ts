/** The schedules that are worth trying for a kernel on a device. */

import { sizeOf } from "../../ir/arrayType.js";
import { type Expr, type ScalarType, type VariableExpr, hasLoops } from "../../ir/expression.js";
import { workOf } from "../demand.js";
import type { Kernel, Loop, Statement } from "../kernel.js";
import { type DeviceOptions, type Target, lanes } from "../options.js";
import { LANES } from "../vectors.js";
import { type Tiling, joinAxes } from "./points.js";
import { productTiles } from "./product.js";
import type { Team } from "./team.js";
import { type Instance, threadCode } from "./threads.js";
import { farAccesses, loadIndices } from "./warp.js";

/**
 * The most copies of a body, in statements, that are worth their compilation. The copies of a product have most of
 * their statements in common, and only a large tile makes up for its loads.
 */
const MAX_STATEMENTS = 700;
const MAX_PRODUCT_STATEMENTS = 2500;
/**
 * Running results of a thread. A GPU should keep them in registers; in software even large tiles pay, although their
 * sums go through memory.
 */
const MAX_RUNNING: Record<Target, number> = { gpu: 32, software: 64, host: 1 };

/** Points of the smallest tile of a product in which every load serves four points. */
const SQUARE = 16;
/** The most elements that a thread keeps in registers from loop to loop. */
const MAX_KEPT = 16;
/** Threads of a workgroup whose loads are one piece of memory. */
const MIN_NEIGHBOURS = 16;
const MIN_WORKGROUP = 64;
const MAX_WORKGROUP = 256;

/** Schedules to try, those with the least code first. */
export function candidates(kernel: Kernel, options: DeviceOptions): (() => Instance)[] {
  const { target } = options;
  const all = [...tilings(kernel, target), ...patchTilings(kernel, target), ...teamTilings(kernel, options)];
  return [
    ...all.map((tiling) => () => threadCode(kernel, tiling, options)),
    ...productTiles(kernel, options),
  ];
}

/** A thread for itself. What remains if nothing fits is one point a thread, one turn at once. */
function tilings(kernel: Kernel, target: Target): Tiling[] {
  const extents = joinAxes(kernel.axes).map(({ extent }) => extent);
  const [tiles, unrolls] = shapesToTry(kernel, target);
  const plain: Tiling = { tile: extents.map(() => 1), unroll: 1 };
  const fits = budgetOf(kernel, target);
  const fitting = new Map<string, Tiling>();
  for (const lastAxes of tiles) {
    const tile = extents.map((_, axis) => lastAxes[lastAxes.length - extents.length + axis] ?? 1);
    for (const unroll of unrolls)
      if (fits({ tile, unroll }) && tile.every((n, axis) => n <= extents[axis]))
        fitting.set(`${tile.join()} ${unroll}`, { tile, unroll });
  }
  if (fitting.size === 0) return [plain];
  const all = [...fitting.values()].sort((a, b) => copies(a) - copies(b));
  if (target !== "software" || !kernel.shares) return all;
  // A small tile of a product loads more than a square one, and gains nothing where that leaves every lane its thread.
  const threads = (tile: readonly number[]): number =>
    sizeOf(extents.map((extent, n) => Math.ceil(extent / tile[n])));
  const isSquare = ({ tile }: Tiling): boolean => sizeOf(tile) >= SQUARE;
  const isAmple = all.some((tiling) => isSquare(tiling) && threads(tiling.tile) >= lanes.software);
  return isAmple ? all.filter(isSquare) : all;
}

const copies = ({ tile, unroll }: Tiling): number => sizeOf(tile) * unroll;

/** Whether a tiling's code is short enough, and its running results few enough. */
function budgetOf(kernel: Kernel, target: Target): (tiling: Tiling) => boolean {
  const limit = kernel.shares ? MAX_PRODUCT_STATEMENTS : MAX_STATEMENTS;
  const results = loopsOf(kernel).flatMap(({ folds }) => folds.flatMap((fold) => fold.results));
  const statements = kernelSize(kernel);
  return (tiling) =>
    copies(tiling) * statements <= limit && sizeOf(tiling.tile) * results.length <= MAX_RUNNING[target];
}

/** Tiles along the last axes, and turns of loops at once. */
function shapesToTry(kernel: Kernel, target: Target): [tiles: number[][], unrolls: number[]] {
  const squares = [
    [1, 1],
    [1, 4],
    [4, 1],
    [4, 4],
  ];
  // On a GPU, larger tiles are made by workgroups.
  if (kernel.shares && !isLooping(kernel)) return [target === "gpu" ? squares : [...squares, [4, 8], [8, 8]], [4]]; // prettier-ignore
  // Sixteen turns at once take SwiftShader four times as long to compile, and run no faster.
  if (loopsOf(kernel).length > 0 && !isLooping(kernel))
    return [[[1], [4]], target === "gpu" ? [4, 16] : [1, 4]];
  if (kernel.body.some((s) => s.kind === "update" || s.kind === "walk") || isLooping(kernel)) return [[[1]], [1]]; // prettier-ignore
  return [target === "gpu" ? [[1], [4]] : [[1], [4], [16]], [1]];
}

/** Square patches for elementwise kernels that read along another axis than the one along which they write. */
function patchTilings(kernel: Kernel, target: Target): Tiling[] {
  const { axes, body } = kernel;
  const last = axes.length - 1;
  if (target !== "gpu" || last < 1 || !body.every((s) => s.kind === "store") || isLooping(kernel)) return [];
  const loads = loadIndices(body.flatMap(expressionsOf));
  const far = axes.map(({ variable }) => farAccesses(loads, variable));
  const across = far.indexOf(Math.min(...far.slice(0, last)));
  if (far[across] >= loads.length || far[last] === 0) return [];
  return [{ tile: joinAxes(axes).map(() => 1), unroll: 1, patch: across }];
}

/** Threads that fold together, where barriers are cheap and points too few to keep all lanes busy. */
function teamTilings(kernel: Kernel, options: DeviceOptions): Tiling[] {
  const loops = loopsOf(kernel);
  const points = sizeOf(kernel.axes.map(({ extent }) => extent));
  const length = Math.max(0, ...loops.map(({ extent }) => extent));
  if (options.target !== "gpu" || length < 8 || points === 0) return [];
  const neighbours = neighboursIn(kernel, loops);
  const kept = powerOfTwo(Math.min(MAX_KEPT, MAX_STATEMENTS / kernelSize(kernel)), Math.floor);
  const tilings: Tiling[] = [];
  for (const width of neighbours === "teams" ? [1, LANES] : [1]) {
    const tile = joinAxes(kernel.axes).map((_, n, { length: rank }) => (n === rank - 1 ? width : 1));
    const tiles = Math.ceil(points / width);
    for (const team of teamsToTry(neighbours, tiles, length, kept, options)) {
      const each = Math.ceil(length / (team.size * team.lanes)) * team.lanes;
      const unrolls = each <= kept ? [each] : [4, 16].filter((n) => n < each);
      for (const unroll of unrolls) tilings.push({ tile, unroll, team });
    }
  }
  const fits = budgetOf(kernel, options.target);
  return tilings.filter((tiling) => fits(tiling) && teamBytes(loops, tiling) <= options.maxWorkgroupBytes);
}

/** Workgroup memory: loops that follow each other use the same. */
function teamBytes(loops: readonly Loop[], { tile, team }: Tiling): number {
  const types = loops.map(({ folds }) => folds.flatMap(({ results }) => results.map(({ type }) => type)));
  const most = (type: ScalarType): number =>
    Math.max(...types.map((used) => used.filter((other) => other === type).length));
  const arrays = [...new Set(types.flat())].reduce((sum, type) => sum + most(type), 0);
  return 4 * arrays * sizeOf(tile) * team!.size * team!.teams;
}

/**
 * The smallest team that gives every lane something to do, the smallest whose members can keep their elements, and
 * the largest.
 */
function teamsToTry(
  neighbours: Team["neighbours"],
  tiles: number,
  length: number,
  kept: number,
  { maxInvocations, target }: DeviceOptions,
): Team[] {
  const isTogether = neighbours === "members";
  const threads = powerOfTwo(Math.min(maxInvocations, MAX_WORKGROUP), Math.floor);
  const teams = isTogether ? 1 : Math.min(MIN_NEIGHBOURS, powerOfTwo(tiles, Math.ceil), threads / 2);
  const most = Math.min(powerOfTwo(threads / teams, Math.floor), powerOfTwo(length, Math.ceil));
  if (most < 2) return [];
  const wanted = [lanes[target] / tiles, length / kept, most].map((size) =>
    Math.min(Math.max(powerOfTwo(size, Math.ceil), LANES), most),
  );
  const elements = isTogether && (length % LANES === 0 || tiles === 1) ? [LANES, 1] : [1];
  return [...new Set(wanted)].flatMap((size) =>
    elements
      .filter((count) => count === 1 || size * count <= length)
      .map((count): Team => {
        const filling = Math.min(
          powerOfTwo(tiles, Math.ceil),
          Math.max(1, Math.min(MIN_WORKGROUP, threads) / size),
        );
        return { size, teams: isTogether ? filling : teams, neighbours, lanes: count };
      }),
  );
}

function powerOfTwo(n: number, round: (x: number) => number): number {
  return 2 ** round(Math.log2(Math.max(n, 1)));
}

/** Whether more loads find their neighbours along the loops or along the points. */
function neighboursIn(kernel: Kernel, loops: readonly Loop[]): Team["neighbours"] {
  const last = kernel.axes.at(-1)?.variable;
  if (!last) return "members";
  const accesses = (loop: Loop): Expr[] => [
    ...loadIndices([...loop.folds.flatMap((f) => f.element), ...loop.stores.map((s) => s.value)]),
    ...loop.stores.map((s) => s.index),
  ];
  const far = (along: (loop: Loop) => VariableExpr): number =>
    loops.reduce((sum, loop) => sum + farAccesses(accesses(loop), along(loop)), 0);
  return far(() => last) < far((loop) => loop.variable) ? "teams" : "members";
}

/** Whether points take turns of their own, as many as their data ask for: a thread has one of them. */
function isLooping({ body }: Kernel): boolean {
  return body.flatMap(expressionsOf).some(hasLoops);
}

function loopsOf(kernel: Kernel): Loop[] {
  return kernel.body.filter((s) => s.kind === "loop");
}

/** Statements. A loop computes its elements again, whatever other loops have computed of them. */
function kernelSize(kernel: Kernel): number {
  const others = kernel.body.filter((s) => s.kind !== "loop");
  return [...loopsOf(kernel).map((loop) => [loop]), others].reduce(
    (size, part) => size + workOf(part.flatMap(expressionsOf)).size,
    0,
  );
}

function expressionsOf(s: Statement): Expr[] {
  if (s.kind === "let") return [s.value];
  if (s.kind === "walk") return [...s.next, ...s.stores.flatMap((t) => [t.index, t.value, t.condition])];
  if (s.kind !== "loop") return [s.index, s.value, s.condition];
  return [
    ...s.folds.flatMap((f) => f.combine(f.element, f.element)),
    ...s.stores.flatMap((t) => [t.index, t.value]),
  ];
}
