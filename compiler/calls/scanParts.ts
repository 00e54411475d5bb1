/** Scans in parts of equal length, one after the other, and the turns that are left over, which come last. */

import { concatenate, reshape, sliceInDim } from "../primitives/views.js";
import type { Value } from "../trace/value.js";
import { pieces } from "./carry.js";

interface Scan {
  readonly consts: number;
  readonly carried: number;
  readonly length: number;
  /** From the last element to the first. */
  readonly reverse: boolean;
  /** How many turns a part has. */
  readonly size: number;
  /** Takes all turns of so many parts: of its arrays, the first axes are parts and turns. */
  parts(inputs: readonly Value[], count: number): Value[];
  /** Takes the turns that are left over. */
  rest(inputs: readonly Value[], turns: number): Value[];
}

/** The outputs of a scan, given its inputs: what is carried at the end, and what the turns gave. */
export function scanInParts(inputs: readonly Value[], scan: Scan): Value[] {
  const { consts, carried, length, reverse, size } = scan;
  const [constants, init, arrays] = pieces(inputs, consts, carried);
  const count = Math.floor(length / size);
  const whole = count * size;
  const left = length - whole;
  const range = (start: number, turns: number): Value[] => arrays.map((x) => sliceInDim(x, { start, limit: start + turns })); // prettier-ignore
  // Backwards, what is left over comes first in the arrays.
  const ofParts = range(reverse ? left : 0, whole).map((x) => reshape(x, [count, size, ...x.shape.slice(1)]));
  const [middle, stacked] = pieces(scan.parts([...constants, ...init, ...ofParts], count), carried);
  const made = stacked.map((y) => reshape(y, [whole, ...y.shape.slice(2)]));
  if (left === 0) return [...middle, ...made];
  const ofRest = range(reverse ? 0 : whole, left);
  const [last, others] = pieces(scan.rest([...constants, ...middle, ...ofRest], left), carried);
  return [...last, ...made.map((y, n) => concatenate(reverse ? [others[n], y] : [y, others[n]], 0))];
}
