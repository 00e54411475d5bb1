/**
 * How a kernel is laid on threads. The choice is made by trying: every candidate tiling is instantiated, and the one
 * whose threads take the least is kept. The numbers below are what the estimate rests on.
 */

import { type Expr, operands } from "../ir/expression.js";
import { type Code, expressionsOf } from "./code.js";
import { timeOf, workOf } from "./demand.js";
import type { Kernel } from "./kernel.js";
import type { DeviceOptions, Target } from "./options.js";
import { type Sequenced, sequence } from "./sequence.js";
import { type Tiling, joinAxes, threadCode } from "./threads.js";
import { LANES, vectorize } from "./vectors.js";

/**
 * What things take, in additions. Measured on SwiftShader, where a load or a turn of a loop is as dear as ten of them;
 * memory of a real device is slower still, and its loops are cheaper, which ranks the candidates alike.
 */
const LOAD = 8;
const VECTOR = 10;
const TURN = 12;
/** What a thread costs by itself: finding out which one it is. */
const THREAD = 20;

/**
 * The most copies of a body, in statements, that are worth their compilation. The copies of a product have most of
 * their statements in common, and only a large tile makes up for its loads.
 */
const MAX_STATEMENTS = 700;
const MAX_PRODUCT_STATEMENTS = 2500;
/** More code must take this part of the time of less code, or less. */
const WORTHWHILE = 0.93;
/**
 * Running results of a thread. A GPU should keep them in registers; in software even large tiles pay, although their
 * sums go through memory.
 */
const MAX_RUNNING: Record<Target, number> = { gpu: 32, software: 64, host: 1 };

/** Threads below which more of them cost nothing: lanes that would be idle. */
const lanes: Record<Target, number> = { gpu: 8192, software: 64, host: 1 };

/** A fold is cut into parts when its rows leave lanes idle and each part keeps this many elements. */
const MIN_PART: Record<Target, number> = { gpu: 64, software: 512, host: Infinity };
/** Shorter folds are left to one thread. */
const MIN_CUT: Record<Target, number> = { gpu: 1024, software: 16384, host: Infinity };
/** Threads among which a cut fold is shared. */
const PART_THREADS: Record<Target, number> = { gpu: 8192, software: 1024, host: 1 };

/** Results of a first kernel that a second one still folds with ease. */
const MAX_FIRST_RESULTS = 8192;

/**
 * Folds of several axes are done in two steps if the inner ones alone give every lane something to do: rows that other
 * kernels work on too, where an arbitrary cut would fit nothing else.
 */
export function innerAxes(
  space: readonly number[],
  axes: readonly number[],
  target: Target,
): readonly number[] | undefined {
  const kept = space.filter((_, axis) => !axes.includes(axis)).reduce((a, b) => a * b, 1);
  const length = axes.reduce((n, axis) => n * space[axis], 1);
  if (kept === 0 || kept >= lanes[target] || length < 2 * MIN_PART[target]) return undefined;
  for (let count = axes.length - 1; count >= 1; count--) {
    const inner = axes.slice(-count);
    const rows = (kept * length) / inner.reduce((n, axis) => n * space[axis], 1);
    if (rows >= lanes[target] && rows <= MAX_FIRST_RESULTS) return inner;
  }
  return undefined;
}

/**
 * Into how many parts a fold of `length` elements is cut where there are `rows` of them; 1 for none.
 * A number that divides the length into whole vectors spares the last turn its conditions.
 */
export function partsFor(rows: number, length: number, target: Target): number {
  if (rows === 0 || rows >= lanes[target] || length < MIN_CUT[target]) return 1;
  const most = Math.min(Math.floor(length / MIN_PART[target]), Math.floor(PART_THREADS[target] / rows));
  if (most < 2) return 1;
  for (let parts = most; parts > most / 2; parts--) if (length % (parts * LANES) === 0) return parts;
  return most;
}

export interface Schedule {
  readonly sequenced: Sequenced;
  readonly sources: ReadonlyMap<Expr, string>;
  readonly vectors: ReadonlySet<string>;
  readonly threads: number;
  readonly workgroupSize: number;
}

export function scheduleKernel(kernel: Kernel, options: DeviceOptions): Schedule {
  let best: Schedule | undefined;
  let bestTime = Infinity;
  for (const tiling of candidates(kernel, options.target)) {
    const instance = threadCode(kernel, tiling);
    const { code, buffers, sources } = vectorize(kernel, instance.code, instance.sources);
    const { threads } = instance;
    const sequenced = sequence(code);
    const time = (THREAD + timeOfCode(sequenced.code)) * Math.max(threads, lanes[options.target]);
    if (time >= bestTime * WORTHWHILE) continue;
    bestTime = time;
    best = { sequenced, sources, vectors: buffers, threads, workgroupSize: workgroupSize(threads, options) };
  }
  return best!;
}

/**
 * Tilings to try, those with the least code first. What remains if nothing fits is one point a thread, one turn at once.
 */
function candidates(kernel: Kernel, target: Target): Tiling[] {
  const extents = joinAxes(kernel.axes).map(({ extent }) => extent);
  const [tiles, unrolls] = shapesToTry(kernel, target);
  const statements = kernelSize(kernel);
  const results = kernel.body.flatMap((s) =>
    s.kind === "loop" ? s.folds.flatMap((fold) => fold.results) : [],
  );
  const limit = kernel.shares ? MAX_PRODUCT_STATEMENTS : MAX_STATEMENTS;
  const plain: Tiling = { tile: extents.map(() => 1), unroll: 1 };
  const fitting = new Map<string, Tiling>();
  for (const lastAxes of tiles) {
    const tile = extents.map((_, axis) => lastAxes[lastAxes.length - extents.length + axis] ?? 1);
    const points = tile.reduce((a, b) => a * b, 1);
    for (const unroll of unrolls) {
      const fits = points * unroll * statements <= limit && points * results.length <= MAX_RUNNING[target];
      if (fits && tile.every((n, axis) => n <= extents[axis]))
        fitting.set(`${tile.join()} ${unroll}`, { tile, unroll });
    }
  }
  const copies = ({ tile, unroll }: Tiling): number => tile.reduce((a, b) => a * b, unroll);
  return fitting.size === 0 ? [plain] : [...fitting.values()].sort((a, b) => copies(a) - copies(b));
}

/** Tiles along the last axes, and turns of loops at once. */
function shapesToTry(kernel: Kernel, target: Target): [tiles: number[][], unrolls: number[]] {
  if (kernel.shares) return [[[1, 1], [1, 4], [4, 1], [4, 4], [4, 8], [8, 8]], [4]]; // prettier-ignore
  if (kernel.body.some((s) => s.kind === "loop"))
    // More turns at once take SwiftShader four times as long to compile, and run no faster.
    return [
      [[1], [4]],
      [1, 4],
    ];
  if (kernel.body.some((s) => s.kind === "update" || s.kind === "walk")) return [[[1]], [1]];
  return [target === "gpu" ? [[1], [4]] : [[1], [4], [16]], [1]];
}

function kernelSize(kernel: Kernel): number {
  const expressions = kernel.body.flatMap((s) => {
    if (s.kind === "walk") return [...s.next, ...s.stores.flatMap((t) => [t.index, t.value, t.condition])];
    if (s.kind !== "loop") return [s.index, s.value, s.condition];
    return [
      ...s.folds.flatMap((f) => f.combine(f.element, f.element)),
      ...s.stores.flatMap((t) => [t.index, t.value]),
    ];
  });
  return workOf(expressions).size;
}

/** Of one thread. */
export function timeOfCode(code: readonly Code[]): number {
  let time = 0;
  for (const statement of code) {
    for (const x of expressionsOf(statement)) time += timeOfExpression(x);
    if (statement.kind === "store" || statement.kind === "update") time += LOAD;
    if (statement.kind === "storeVector") time += VECTOR;
    if (statement.kind === "for") time += statement.extent * (TURN + timeOfCode(statement.body));
    if (statement.kind === "if") time += 2 + timeOfCode(statement.body);
  }
  return time;
}

function timeOfExpression(x: Expr): number {
  const inner = operands(x).reduce((time, part) => time + timeOfExpression(part), 0);
  if (x.kind === "load") return inner + LOAD;
  if (x.kind === "vector") return inner + VECTOR;
  return inner + timeOf(x);
}

/** On SwiftShader larger workgroups are cheaper, as long as there are enough of them for every core. */
function workgroupSize(threads: number, { maxInvocations, target }: DeviceOptions): number {
  const wanted = target === "gpu" ? 64 : threads >= 16384 ? 256 : 64;
  const spread = 2 ** Math.floor(Math.log2(Math.max(threads / 4, 1)));
  return Math.max(1, Math.min(wanted, spread, maxInvocations));
}
