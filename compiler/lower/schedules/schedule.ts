/**
 * How a kernel is laid on threads. The choice is made by trying: every candidate tiling is instantiated, and the one
 * whose threads take the least is kept.
 */

import type { Expr } from "../../ir/expression.js";
import { workOf } from "../demand.js";
import type { Kernel } from "../kernel.js";
import { type DeviceOptions, type Target, lanes } from "../options.js";
import { type Sequenced, sequence } from "../sequence.js";
import { vectorize } from "../vectors.js";
import { timeOfThread } from "./estimate.js";
import { type Tiling, joinAxes } from "./points.js";
import { threadCode } from "./threads.js";

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
    const time = timeOfThread(sequenced.code) * Math.max(threads, lanes[options.target]);
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
    return [
      [[1], [4]],
      [1, 4, 16],
    ];
  if (kernel.body.some((s) => s.kind === "update")) return [[[1]], [1]];
  return [target === "gpu" ? [[1], [4]] : [[1], [4], [16]], [1]];
}

function kernelSize(kernel: Kernel): number {
  const expressions = kernel.body.flatMap((s) => {
    if (s.kind !== "loop") return [s.index, s.value, s.condition];
    return [
      ...s.folds.flatMap((f) => f.combine(f.element, f.element)),
      ...s.stores.flatMap((t) => [t.index, t.value]),
    ];
  });
  return workOf(expressions).size;
}

/** On SwiftShader larger workgroups are cheaper, as long as there are enough of them for every core. */
function workgroupSize(threads: number, { maxInvocations, target }: DeviceOptions): number {
  const wanted = target === "gpu" ? 64 : threads >= 16384 ? 256 : 64;
  const spread = 2 ** Math.floor(Math.log2(Math.max(threads / 4, 1)));
  return Math.max(1, Math.min(wanted, spread, maxInvocations));
}
