/** Folds in two steps, where the rows of one step alone would leave lanes of the device idle. */

import { type Target, lanes } from "./options.js";
import { LANES } from "./vectors.js";

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
