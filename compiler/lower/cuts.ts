/** Folds in two steps, where the rows of one step alone would leave lanes of the device idle. */

import { sizeOf } from "../ir/arrayType.js";
import { keptAxes } from "./graph.js";
import { type Target, lanes } from "./options.js";
import { LANES } from "./vectors.js";

/** A fold whose elements are dealt out to parts, which are folded each for itself. */
export interface Cut {
  readonly parts: number;
  /** Consecutive elements that a part is dealt at once. */
  readonly block: number;
  /** Where the parts' results lie: along a first axis, or a last one. */
  readonly side: "first" | "last";
}

/** Threads that can share a fold without a second kernel: of a row, or of a column, whose neighbours have theirs. */
const ROW_TEAM: Record<Target, number> = { gpu: 256, software: 1, host: 1 };
const COLUMN_TEAM: Record<Target, number> = { gpu: 16, software: 1, host: 1 };
/** Folds are cut if every thread keeps this many elements. */
const MIN_EACH: Record<Target, number> = { gpu: 16, software: 512, host: Infinity };
/** Shorter folds are not worth a second kernel. */
const MIN_CUT: Record<Target, number> = { gpu: 32768, software: 16384, host: Infinity };
/** Threads among which cut folds are shared. */
const PART_THREADS: Record<Target, number> = { gpu: 131072, software: 1024, host: 1 };

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
  const enough = lanes[target] / ROW_TEAM[target];
  const kept = sizeOf(keptAxes({ space, axes }).map((axis) => space[axis]));
  const length = sizeOf(axes.map((axis) => space[axis]));
  if (kept === 0 || kept >= enough || length < 2 * MIN_EACH[target] * ROW_TEAM[target]) return undefined;
  for (let count = axes.length - 1; count >= 1; count--) {
    const inner = axes.slice(-count);
    const rows = (kept * length) / sizeOf(inner.map((axis) => space[axis]));
    if (rows >= enough && rows <= MAX_FIRST_RESULTS) return inner;
  }
  return undefined;
}

/** How a fold is cut, if it is. */
export function cutOf(space: readonly number[], axes: readonly number[], target: Target): Cut | undefined {
  const rows = sizeOf(keptAxes({ space, axes }).map((axis) => space[axis]));
  const length = sizeOf(axes.map((axis) => space[axis]));
  const isRow = axes.at(-1) === space.length - 1;
  const team = (isRow ? ROW_TEAM : COLUMN_TEAM)[target];
  if (rows === 0 || rows * team >= lanes[target] || length < MIN_CUT[target]) return undefined;
  const most = Math.floor(Math.min(length / MIN_EACH[target], PART_THREADS[target] / rows) / team);
  if (most < 2) return undefined;
  const parts = partsFor(length, most, LANES * team);
  return { parts, block: isRow ? LANES * team : 1, side: target === "gpu" && !isRow ? "first" : "last" };
}

/** A number that divides the length into whole blocks spares the last turn its conditions. */
function partsFor(length: number, most: number, block: number): number {
  for (let parts = most; parts > most / 2; parts--) if (length % (parts * block) === 0) return parts;
  return most;
}
