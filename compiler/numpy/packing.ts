/** Bits in bytes, and bytes as bits. */

import { isInteger } from "../ir/dtype.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { expectOptions } from "../ir/options.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { multiply } from "./arithmetic.js";
import { array } from "./creation.js";
import { bitwiseAnd, greater } from "./logic.js";
import { pad } from "./padding.js";
import { canonicalAxis, convertTo, toValue } from "./promotion.js";
import { sum } from "./reductions.js";
import { between, expandDims, moveaxis, ravel, reshape } from "./shape.js";

interface BitOptions {
  /** Default all, as one row. */
  axis?: number | null;
  /** Whether the first bit of a byte is its highest ("big", default) or its lowest ("little"). */
  bitorder?: "big" | "little";
}

/** What each bit of a byte is worth, the first one first. */
function weightsOf(bitorder: string): Value {
  if (bitorder !== "little" && bitorder !== "big")
    throw new ValueError("'order' must be either 'little' or 'big'");
  const weights = [1, 2, 4, 8, 16, 32, 64, 128];
  return array(bitorder === "little" ? weights : weights.reverse(), { dtype: "uint8" });
}

/** A row made longer by zeros. */
function lengthened(row: Value, count: number): Value {
  if (count === 0) return row;
  return pad(row, row.shape.map((_, axis) => [0, axis === row.ndim - 1 ? count : 0] as const)); // prettier-ignore
}

/** The row that `axis` names, last. */
function rowsOf(x: Value, axis: number | null | undefined): { rows: Value; axis: number } {
  if (axis === undefined || axis === null) return { rows: ravel(x), axis: 0 };
  const at = canonicalAxis(axis, x.ndim);
  return { rows: moveaxis(x, at, -1), axis: at };
}

/**
 * Eight bits each (what is not zero is 1) as one uint8, the last of them filled up with zeros.
 *
 *     jnp.packbits([true, false, true, true]) // [176]
 *
 * Throws a TypeError unless x is of integers or booleans. Source: `jax.numpy.packbits`.
 */
export function packbits(x: ArrayLike, options: BitOptions = {}): Value {
  const { axis, bitorder = "big" } = expectOptions("packbits(x)", options, ["axis", "bitorder"]);
  const value = toValue(x, "packbits");
  if (value.dtype !== "bool" && !isInteger(value.dtype))
    throw new TypeError("Expected an input array of integer or boolean data type");
  const { rows, axis: at } = rowsOf(value, axis);
  const length = rows.shape.at(-1)!;
  const bytes = Math.ceil(length / 8);
  const bits = convertTo(greater(lengthened(rows, bytes * 8 - length), 0), "uint8");
  const parts = reshape(bits, [...rows.shape.slice(0, -1), bytes, 8]);
  return moveaxis(sum(multiply(parts, weightsOf(bitorder)), { axis: -1, dtype: "uint8" }), -1, at);
}

interface UnpackOptions extends BitOptions {
  /** How many bits are wanted; from the end, where it is negative. */
  count?: number | null;
}

/**
 * The bits of uint8 numbers, each a uint8 of 0 or 1.
 *
 *     jnp.unpackbits(jnp.array([5], { dtype: "uint8" })) // [0 0 0 0 0 1 0 1]
 *
 * Throws a TypeError for another dtype. Source: `jax.numpy.unpackbits`.
 */
export function unpackbits(x: ArrayLike, options: UnpackOptions = {}): Value {
  const given = expectOptions("unpackbits(x)", options, ["axis", "count", "bitorder"]);
  const { axis, count, bitorder = "big" } = given;
  const value = toValue(x, "unpackbits");
  if (value.dtype !== "uint8") throw new TypeError("Expected an input array of unsigned byte data type");
  const { rows, axis: at } = rowsOf(value, axis);
  const bits = convertTo(greater(bitwiseAnd(expandDims(rows, -1), weightsOf(bitorder)), 0), "uint8");
  const length = rows.shape.at(-1)! * 8;
  const row = reshape(bits, [...rows.shape.slice(0, -1), length]);
  const wanted =
    count === undefined || count === null ? length : count < 0 ? Math.max(length + count, 0) : count;
  const kept = wanted <= length ? between(row, row.ndim - 1, 0, wanted) : lengthened(row, wanted - length);
  return moveaxis(kept, -1, at);
}
