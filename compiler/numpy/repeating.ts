/** Rolling, tiling, repeating. */

import * as views from "../primitives/views.js";
import { ValueError } from "../trace/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { take } from "./indexing.js";
import { concatenate } from "./joining.js";
import { canonicalAxis, toValue } from "./promotion.js";
import { between, ravel } from "./shape.js";

/** Shifted along axes; what leaves at one end comes in at the other. Without `axis` as one long row. */
export function roll(
  x: ArrayLike,
  shift: number | readonly number[],
  { axis }: { axis?: number | readonly number[] | null } = {},
): Value {
  const value = toValue(x, "roll");
  if (axis === undefined || axis === null) {
    const shifts = typeof shift === "number" ? [shift] : shift;
    const total = shifts.reduce((a, b) => a + b, 0);
    return views.reshape(roll(ravel(value), total, { axis: 0 }), value.shape);
  }
  const axes = (typeof axis === "number" ? [axis] : axis).map((a) => canonicalAxis(a, value.ndim));
  const shifts = typeof shift === "number" ? axes.map(() => shift) : shift;
  if (shifts.length !== axes.length)
    throw new ValueError("roll: shift and axis must have the same number of elements");
  return axes.reduce((result, a, i) => rollAxis(result, shifts[i], a), value);
}

function rollAxis(x: Value, shift: number, axis: number): Value {
  const length = x.shape[axis];
  const by = length === 0 ? 0 : ((shift % length) + length) % length;
  if (by === 0) return x;
  return concatenate([between(x, axis, length - by, length), between(x, axis, 0, length - by)], { axis });
}

/** The whole array repeated `reps` times along each axis. */
export function tile(x: ArrayLike, reps: number | readonly number[]): Value {
  const value = toValue(x, "tile");
  const counts = typeof reps === "number" ? [reps] : [...reps];
  const rank = Math.max(value.ndim, counts.length);
  while (counts.length < rank) counts.unshift(1);
  const shape = [...new Array<number>(rank - value.ndim).fill(1), ...value.shape];
  const spread = shape.flatMap((d, i) => [counts[i], d]);
  const kept = shape.map((_, i) => 2 * i + 1);
  const repeated = views.broadcastInDim(views.reshape(value, shape), spread, kept);
  return views.reshape(repeated, shape.map((d, i) => d * counts[i])); // prettier-ignore
}

/**
 * Each element repeated, along an axis or (without one) as one long row. `repeats` is one number or one per element.
 */
export function repeat(
  x: ArrayLike,
  repeats: number | readonly number[],
  { axis }: { axis?: number | null } = {},
): Value {
  let value = toValue(x, "repeat");
  if (axis === undefined || axis === null) value = ravel(value);
  const at = axis === undefined || axis === null ? 0 : canonicalAxis(axis, value.ndim);
  const length = value.shape[at];
  if (typeof repeats === "number" || repeats.length === 1) {
    const count = typeof repeats === "number" ? repeats : repeats[0];
    const spread = [...value.shape.slice(0, at + 1), count, ...value.shape.slice(at + 1)];
    const repeated = views.broadcastInDim(value, spread, value.shape.map((_, i) => (i <= at ? i : i + 1))); // prettier-ignore
    return views.reshape(repeated, value.shape.map((d, i) => (i === at ? d * count : d))); // prettier-ignore
  }
  if (repeats.length !== length)
    throw new ValueError(`repeat: ${repeats.length} repeats for an axis of length ${length}`);
  return take(value, Int32Array.from(repeats.flatMap((n, i) => new Array<number>(n).fill(i))), { axis: at });
}
