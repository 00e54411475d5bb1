/** Rolling, tiling, repeating. */

import { showShape, sizeOf } from "../ir/arrayType.js";
import { type Arguments, expectArguments } from "../ir/options.js";
import { iota } from "../primitives/creation.js";
import * as views from "../primitives/views.js";
import { ValueError } from "../ir/errors.js";
import { listed, staticNumbers } from "../trace/static.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { remainder, subtract } from "./arithmetic.js";
import { cumsum } from "./cumulative.js";
import { type Shape, zerosLike } from "./creation.js";
import { take } from "./indexing.js";
import { concatenate } from "./joining.js";
import { elementsOf, indexArray } from "./places.js";
import { canonicalAxis, expandTo, toValue } from "./promotion.js";
import { between, ravel } from "./shape.js";
import { searchsorted } from "./sorting.js";

interface RollOptions {
  /** How far: one number, or one for each axis. They may be traced. */
  shift: number | readonly number[] | Value;
  /** Along which axes; as one long row without it. */
  axis?: number | readonly number[] | null;
}

/**
 * Shifted along axes; what leaves at one end comes in at the other. Without `axis` as one long row.
 *
 *     jnp.roll([1, 2, 3], 1) // [3. 1. 2.]
 *
 * Throws a ValueError for an axis that x doesn't have. Source: `jax.numpy.roll`.
 */
export function roll(x: ArrayLike, ...rest: Arguments<RollOptions, ["shift"]>): Value {
  const { shift, axis } = expectArguments<RollOptions>("roll(x)", rest, ["shift"], ["axis"]);
  const value = toValue(x, "roll");
  const shifts = listed(shift);
  if (axis === undefined || axis === null) {
    const row = ravel(value);
    return views.reshape(
      shifts.reduce((x: Value, by) => rollAxis(x, by, 0), row),
      value.shape,
    );
  }
  const axes = staticNumbers(axis, "the axis argument").map((a) => canonicalAxis(a, value.ndim));
  const count = Math.max(axes.length, shifts.length);
  if ([axes, shifts].some((list) => list.length !== count && list.length !== 1))
    throw new ValueError(`Incompatible shapes for broadcasting: (${shifts.length},), (${axes.length},)`);
  return Array.from({ length: count }, (_, i) => i).reduce(
    (result, i) => rollAxis(result, shifts[shifts.length === 1 ? 0 : i], axes[axes.length === 1 ? 0 : i]),
    value,
  );
}

function rollAxis(x: Value, shift: number | Value, axis: number): Value {
  const length = x.shape[axis];
  if (length === 0) return x;
  if (typeof shift !== "number") {
    const places = remainder(subtract(iota("int32", [length], 0), indexArray(shift, "roll")), length);
    return take(x, places, { axis });
  }
  const by = ((shift % length) + length) % length;
  if (by === 0) return x;
  return concatenate([between(x, axis, length - by, length), between(x, axis, 0, length - by)], { axis });
}

interface Repetitions {
  reps: number | readonly number[];
}

/**
 * The whole array repeated `reps` times along each axis.
 *
 *     jnp.tile([1, 2], 2) // [1. 2. 1. 2.]
 *
 * Source: `jax.numpy.tile`.
 */
export function tile(x: ArrayLike, ...rest: Arguments<Repetitions, ["reps"]>): Value {
  const { reps } = expectArguments<Repetitions>("tile(x)", rest, ["reps"]);
  const value = toValue(x, "tile");
  const counts = staticNumbers(reps, "the reps argument");
  const rank = Math.max(value.ndim, counts.length);
  while (counts.length < rank) counts.unshift(1);
  const shape = [...new Array<number>(rank - value.ndim).fill(1), ...value.shape];
  const spread = shape.flatMap((d, i) => [counts[i], d]);
  const kept = shape.map((_, i) => 2 * i + 1);
  const repeated = views.broadcastInDim(views.reshape(value, shape), spread, kept);
  return views.reshape(repeated, shape.map((d, i) => d * counts[i])); // prettier-ignore
}

export interface RepeatOptions {
  /** How often: one number, or one for each element. */
  repeats: ArrayLike;
  /** Along which axis; as one long row without it. */
  axis?: number | null;
  /** The length of the result: the last element goes on, or the end is cut off. With it `repeats` may be traced. */
  totalRepeatLength?: number;
}

const dynamicRepeats =
  "When jit-compiling jnp.repeat, the total number of repeats must be static. To fix this, either specify a static value for " +
  "`repeats`, or pass a static value to `total_repeat_length`.";

/**
 * Each element repeated, along an axis or (without one) as one long row. `repeats` is one number or one for each element.
 *
 *     jnp.repeat([1, 2], [1, 3]) // [1. 2. 2. 2.]
 *
 * Throws a ValueError when there are not as many repeats as elements, and a ConcretizationTypeError for traced repeats
 * without `totalRepeatLength`. Source: `jax.numpy.repeat`.
 */
export function repeat(x: ArrayLike, ...rest: Arguments<RepeatOptions, ["repeats"]>): Value {
  const others = ["axis", "totalRepeatLength"] as const;
  const given = expectArguments<RepeatOptions>("repeat(x)", rest, ["repeats"], others);
  const { repeats, axis, totalRepeatLength } = given;
  let value = toValue(x, "repeat");
  if (axis === undefined || axis === null) value = ravel(value);
  const at = canonicalAxis(axis ?? 0, value.ndim);
  const length = value.shape[at];
  const counts = indexArray(repeats, "repeat");
  if (counts.ndim > 1 || (counts.size !== 1 && counts.size !== length))
    throw new ValueError(
      `repeat: repeats of shape ${showShape(counts.shape)} for an axis of length ${length}`,
    );
  if (totalRepeatLength !== undefined) {
    // The last element goes on to the end, and so does what stands before it until the next one begins.
    const ends = cumsum(expandTo(counts, [length]));
    const places = searchsorted(ends, iota("int32", [totalRepeatLength], 0), { side: "right" });
    return take(value, places, { axis: at, mode: "clip" });
  }
  const known = elementsOf(counts, "repeat", dynamicRepeats).values;
  if (known.some((n) => n < 0)) throw new ValueError("repeats cannot be negative");
  if (known.length === 1) {
    const [count] = known;
    const spread = [...value.shape.slice(0, at + 1), count, ...value.shape.slice(at + 1)];
    const repeated = views.broadcastInDim(value, spread, value.shape.map((_, i) => (i <= at ? i : i + 1))); // prettier-ignore
    return views.reshape(repeated, value.shape.map((d, i) => (i === at ? d * count : d))); // prettier-ignore
  }
  const places = Array.from(known).flatMap((n, i) => new Array<number>(n).fill(i));
  return take(value, Int32Array.from(places), { axis: at });
}

/**
 * The elements of the raveled array, over and over, in another shape.
 *
 *     jnp.resize([1, 2, 3], [2, 2]) // [[1. 2.], [3. 1.]]
 *
 * Throws a ValueError for negative lengths. Source: `jax.numpy.resize`.
 */
export function resize(x: ArrayLike, ...rest: Arguments<{ newShape: Shape }, ["newShape"]>): Value {
  const { newShape } = expectArguments<{ newShape: Shape }>("resize(x)", rest, ["newShape"]);
  const lengths = typeof newShape === "number" ? [newShape] : newShape;
  if (lengths.some((d) => d < 0)) throw new ValueError("all elements of `new_shape` must be non-negative");
  const row = ravel(x);
  const size = sizeOf(lengths);
  if (row.size === 0 || size === 0) return zerosLike(row, { shape: lengths });
  return views.reshape(between(tile(row, Math.ceil(size / row.size)), 0, 0, size), lengths);
}
