/** Copies of arrays with some elements replaced. */

import { type Arguments, expectArguments, expectOptions } from "../ir/options.js";
import { iota } from "../primitives/creation.js";
import * as views from "../primitives/views.js";
import { NotImplementedError, ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { clip, mod } from "./arithmetic.js";
import { At } from "./at.js";
import { cumsum } from "./cumulative.js";
import { fromFront, indexArray } from "./places.js";
import {
  canonicalAxis,
  constantLike,
  convertTo,
  expandTo,
  toBool,
  toValue,
  broadcastShapes,
} from "./promotion.js";
import { ravel } from "./shape.js";
import { take } from "./indexing.js";
import { where } from "./where.js";

/** The elements of a row, over and over, `count` of them. */
function repeated(x: ArrayLike, count: number): Value {
  const row = ravel(x);
  return take(
    row,
    Int32Array.from({ length: count }, (_, i) => i % row.size),
  );
}

/**
 * A copy of x with the elements at these places of the raveled array replaced by `values`, which are repeated as often as
 * needed. Negative places count from the end; those outside are moved inside. With mode "clip" negative ones are moved to
 * 0, with "wrap" all go round.
 *
 *     jnp.put([1, 2, 3], [0, -1], 9) // [9. 2. 9.]
 *
 * Source: `jax.numpy.put`.
 */
export function put(
  x: ArrayLike,
  places: ArrayLike,
  values: ArrayLike,
  options: { mode?: "clip" | "wrap" | null; inplace?: false } = {},
): Value {
  const { mode } = expectOptions("put(x, places, values)", options, ["mode", "inplace"]);
  checkInplace(options);
  const value = toValue(x, "put");
  const index = ravel(indexArray(places));
  if (value.size === 0 || index.size === 0 || toValue(values, "put").size === 0) return value;
  const length = constantLike(index, value.size);
  const counted =
    mode === "wrap" ? mod(index, length) : mode === "clip" ? index : fromFront(index, value.size);
  const at = new At(ravel(value), [clip(counted, 0, value.size - 1)]);
  return views.reshape(at.set(repeated(values, index.size)), value.shape);
}

/** NumPy's functions change their argument; ours, and JAX's with `inplace: false`, give a changed copy. */
function checkInplace({ inplace }: { inplace?: boolean }): void {
  if (inplace)
    throw new ValueError("arrays are immutable, and there is no inplace=true: use the copy that is returned");
}

interface PutAlongAxisOptions {
  axis: number | null;
  /** What happens with places outside: left out ("drop", default), or moved inside ("clip"). */
  mode?: "drop" | "clip" | "fill" | "promise_in_bounds" | null;
  /** Only false: arrays don't change. */
  inplace?: false;
}

/**
 * A copy of x in which, for each place of `indices`, the element of the same row with that number is replaced by that of
 * `values`: what `takeAlongAxis` reads. `axis: null` takes the raveled array.
 *
 *     jnp.putAlongAxis([[1, 2], [3, 4]], [[0], [1]], 9, { axis: 1 }) // [[9. 2.], [3. 9.]]
 *
 * Throws a ValueError when numbers of axes differ, or `values` doesn't fit. Source: `jax.numpy.put_along_axis`.
 */
export function putAlongAxis(
  x: ArrayLike,
  indices: ArrayLike,
  values: ArrayLike,
  ...rest: Arguments<PutAlongAxisOptions, ["axis"]>
): Value {
  const call = "putAlongAxis(x, indices, values)";
  const given = expectArguments<PutAlongAxisOptions>(call, rest, ["axis"], ["mode", "inplace"]);
  checkInplace(given);
  const { axis, mode } = given;
  const value = toValue(x, "put_along_axis");
  const rows = axis === null ? ravel(value) : value;
  const index = indexArray(indices);
  if (rows.ndim !== index.ndim)
    throw new ValueError(
      `put_along_axis arguments 'arr' and 'indices' must have same ndim. Got arr.ndim=${rows.ndim} and indices.ndim=${index.ndim}.`,
    );
  const at = canonicalAxis(axis ?? 0, rows.ndim);
  const where = rows.shape.map((d, i) => {
    if (i === at) return index;
    const shape = rows.shape.map((_, j) => (i === j ? d : 1));
    return views.reshape(iota("int32", [d], 0), shape);
  });
  const shape = broadcastShapes(where.map((v) => v.shape)); // prettier-ignore
  const updates = expandTo(toValue(values, "put_along_axis"), shape);
  return views.reshape(new At(rows, where).set(updates, { mode: mode ?? "drop" }), value.shape);
}

/**
 * A copy of x in which the elements where the mask is true are replaced, one after the other, by those of `values`, which
 * are repeated as often as needed.
 *
 *     jnp.place([1, 2, 3], [true, false, true], [8, 9]) // [8. 2. 9.]
 *
 * Throws a ValueError when mask and x differ in size, or there are no values. Source: `jax.numpy.place`.
 */
export function place(
  x: ArrayLike,
  mask: ArrayLike,
  values: ArrayLike,
  options: { inplace?: false } = {},
): Value {
  checkInplace(expectOptions("place(x, mask, values)", options, ["inplace"]));
  const value = toValue(x, "place");
  const isPlaced = ravel(toBool(toValue(mask, "place")));
  const row = ravel(values);
  if (value.size !== isPlaced.size) throw new ValueError("place: arr and mask must be the same size");
  if (row.size === 0) throw new ValueError("Cannot place values from an empty array");
  if (value.size === 0) return value;
  const before = cumsum(isPlaced).sub(1);
  const next = take(convertTo(row, value.dtype), mod(before, constantLike(before, row.size)));
  return views.reshape(where(isPlaced, next, ravel(value)), value.shape);
}

export interface FillDiagonalOptions {
  /** Only false: the diagonal ends where a side ends. */
  wrap?: false;
  /** Only false: arrays don't change. */
  inplace?: false;
}

/**
 * A copy of x with `values` on the diagonal: a number, or as many as there are places, repeated as needed.
 *
 *     jnp.fillDiagonal(jnp.zeros([2, 2]), [1, 2]) // [[1. 0.], [0. 2.]]
 *
 * Throws a ValueError for fewer than two axes, and for more than two of different lengths.
 * Source: `jax.numpy.fill_diagonal`.
 */
export function fillDiagonal(x: ArrayLike, values: ArrayLike, options: FillDiagonalOptions = {}): Value {
  checkInplace(expectOptions("fillDiagonal(x, values)", options, ["wrap", "inplace"]));
  if (options.wrap) throw new NotImplementedError("wrap=True is not implemented, must be False");
  const value = toValue(x, "fill_diagonal");
  if (value.ndim < 2) throw new ValueError("array must be at least 2-d");
  if (value.ndim > 2 && value.shape.some((d) => d !== value.shape[0]))
    throw new ValueError("All dimensions of input must be of equal length");
  const length = Math.min(...value.shape);
  const given = toValue(values, "fill_diagonal");
  const along = iota("int32", [length], 0);
  return new At(value, value.shape.map(() => along)).set(given.ndim === 0 ? given : repeated(given, length)); // prettier-ignore
}
