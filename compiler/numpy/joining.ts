/** Several arrays to one, one array to several, and borders. */

import { toDType } from "../ir/dtype.js";
import { sameShape, showShape } from "../ir/arrayType.js";
import { expectOptions } from "../ir/options.js";
import * as views from "../primitives/views.js";
import { TypeError, ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { canonicalAxis, convertTo, promoteDtypes, toValue } from "./promotion.js";
import { atleast1d, atleast2d, atleast3d, between, ravel } from "./shape.js";

/** A list of arrays, or one array that stands for the list of its rows. */
export type Arrays = readonly ArrayLike[] | Value;

function listOf(xs: Arrays, name: string): readonly ArrayLike[] {
  return Array.isArray(xs) ? (xs as readonly ArrayLike[]) : unstack(toValue(xs, name));
}

/**
 * Arrays one after the other along an existing axis (default 0); `axis: null` as one long row.
 *
 * Source: `jax.numpy.concatenate`.
 */
export function concatenate(xs: Arrays, options: { axis?: number | null; dtype?: string } = {}): Value {
  const { axis = 0, dtype } = expectOptions("concatenate(xs)", options, ["axis", "dtype"]);
  const list = listOf(xs, "concatenate");
  if (list.length === 0) throw new TypeError("Need at least one array to concatenate.");
  let values = promoteDtypes(list, "concatenate");
  if (dtype !== undefined) values = values.map((v) => astypeByName(v, dtype));
  if (axis === null) values = values.map((v) => ravel(v));
  if (values[0].ndim === 0) throw new TypeError("Zero-dimensional arrays cannot be concatenated.");
  const at = canonicalAxis(axis ?? 0, values[0].ndim);
  if (values.some((v) => v.ndim !== values[0].ndim))
    throw new TypeError(
      `Cannot concatenate arrays with different numbers of dimensions: got ${values.map((v) => showShape(v.shape)).join(", ")}.`,
    );
  for (const v of values) {
    const fits = v.ndim === values[0].ndim && v.shape.every((d, i) => i === at || d === values[0].shape[i]);
    if (!fits)
      throw new TypeError(
        `Cannot concatenate arrays with shapes that differ in dimensions other than the one being concatenated: ` +
          `concatenating along dimension ${at} for shapes ${values.map((x) => showShape(x.shape)).join(", ")}.`,
      );
  }
  return values.length === 1 ? values[0] : views.concatenate(values, at);
}
/** The array API's name of `concatenate`. */
export const concat = concatenate;

function astypeByName(x: Value, dtype: string): Value {
  return convertTo(x, toDType(dtype));
}

/** Arrays of one shape along a new axis (default 0). Source: `jax.numpy.stack`. */
export function stack(xs: Arrays, options: { axis?: number; dtype?: string } = {}): Value {
  const { axis = 0, dtype } = expectOptions("stack(xs)", options, ["axis", "dtype"]);
  const values = promoteDtypes(listOf(xs, "stack"), "stack");
  if (values.length === 0) throw new TypeError("Need at least one array to stack.");
  if (values.some((v) => v.ndim !== values[0].ndim))
    throw new ValueError(
      `Cannot stack arrays with different numbers of dimensions: got ${values.map((v) => showShape(v.shape)).join(", ")}.`,
    );
  if (values.some((v) => !sameShape(v.shape, values[0].shape)))
    throw new ValueError(
      `All input arrays must have the same shape. Got ${values.map((v) => showShape(v.shape)).join(", ")}.`,
    );
  const at = canonicalAxis(axis, values[0].ndim + 1);
  return concatenate(values.map((v) => views.expandDims(v, [at])), { axis: at, dtype }); // prettier-ignore
}

/** The rows of an array along an axis (default 0), each without that axis. Source: `jax.numpy.unstack`. */
export function unstack(x: ArrayLike, options: { axis?: number } = {}): Value[] {
  const { axis = 0 } = expectOptions("unstack(x)", options, ["axis"]);
  const value = toValue(x, "unstack");
  const at = canonicalAxis(axis, value.ndim);
  return Array.from({ length: value.shape[at] }, (_, i) => views.squeeze(between(value, at, i, i + 1), [at]));
}

/** Arrays on top of each other (axis 0), each of at least two axes. Source: `jax.numpy.vstack`. */
export function vstack(xs: Arrays): Value {
  return concatenate(listOf(xs, "vstack").map((x) => atleast2d(x)), { axis: 0 }); // prettier-ignore
}

/** Arrays beside each other (axis 1; axis 0 for one-dimensional ones). Source: `jax.numpy.hstack`. */
export function hstack(xs: Arrays): Value {
  const values = listOf(xs, "hstack").map((x) => atleast1d(x));
  return concatenate(values, { axis: values[0]?.ndim === 1 ? 0 : 1 });
}

/** Arrays behind each other (axis 2), each of at least three axes. Source: `jax.numpy.dstack`. */
export function dstack(xs: Arrays): Value {
  return concatenate(listOf(xs, "dstack").map((x) => atleast3d(x)), { axis: 2 }); // prettier-ignore
}

/** One-dimensional arrays as columns of a matrix. Source: `jax.numpy.column_stack`. */
export function columnStack(xs: Arrays): Value {
  const columns = listOf(xs, "column_stack").map((x) => {
    const value = toValue(x, "column_stack");
    return value.ndim < 2 ? views.reshape(value, [value.size, 1]) : value;
  });
  return concatenate(columns, { axis: 1 });
}

/** `y` after `x`, along an axis or (without one) as one long row. Source: `jax.numpy.append`. */
export function append(x: ArrayLike, y: ArrayLike, options: { axis?: number | null } = {}): Value {
  const { axis = null } = expectOptions("append(x, y)", options, ["axis"]);
  return concatenate([x, y], { axis });
}

/**
 * Parts along an axis: a number of equal parts, or cut at these places. Throws a ValueError when the parts are not equal.
 *
 * Source: `jax.numpy.split`.
 */
export function split(
  x: ArrayLike,
  sections: number | readonly number[],
  options: { axis?: number } = {},
): Value[] {
  const { axis = 0 } = expectOptions("split(x, sections)", options, ["axis"]);
  const value = toValue(x, "split");
  const length = value.shape[canonicalAxis(axis, value.ndim)];
  if (typeof sections === "number" && sections > 0 && length % sections !== 0)
    throw new ValueError(`array split does not result in an equal division: rest is ${length % sections}`);
  return arraySplit(value, sections, { axis });
}

/**
 * Parts along an axis, nearly equal: the first ones are one longer where it doesn't come out even.
 *
 * Source: `jax.numpy.array_split`.
 */
export function arraySplit(
  x: ArrayLike,
  sections: number | readonly number[],
  options: { axis?: number } = {},
): Value[] {
  const { axis = 0 } = expectOptions("arraySplit(x, sections)", options, ["axis"]);
  const value = toValue(x, "array_split");
  const at = canonicalAxis(axis, value.ndim);
  const length = value.shape[at];
  if (typeof sections === "number" && sections < 1)
    throw new ValueError("number sections must be larger than 0");
  const cuts =
    typeof sections === "number"
      ? Array.from(
          { length: sections - 1 },
          (_, i) => (i + 1) * Math.floor(length / sections) + Math.min(i + 1, length % sections),
        )
      : sections.map((i) => (i < 0 ? i + length : i));
  const sizes = [...cuts, length].map((cut, i) => cut - (cuts[i - 1] ?? 0));
  if (sizes.some((size) => size < 0))
    throw new ValueError(`Sizes passed to split must be nonnegative, got ${showShape(sizes)}`);
  return views.split(value, sizes, at);
}

/** `split` along axis 0. Source: `jax.numpy.vsplit`. */
export function vsplit(x: ArrayLike, sections: number | readonly number[]): Value[] {
  return split(x, sections, { axis: 0 });
}

/** `split` along axis 2. Source: `jax.numpy.dsplit`. */
export function dsplit(x: ArrayLike, sections: number | readonly number[]): Value[] {
  return split(x, sections, { axis: 2 });
}

/** `split` along axis 1, or 0 for a one-dimensional array. Source: `jax.numpy.hsplit`. */
export function hsplit(x: ArrayLike, sections: number | readonly number[]): Value[] {
  const value = toValue(x, "hsplit");
  return split(value, sections, { axis: value.ndim === 1 ? 0 : 1 });
}

export type Blocks = ArrayLike | readonly Blocks[];

/**
 * Arrays put together from nested lists of blocks: the innermost lists lie along the last axis, those around them along
 * the last but one, and so on.
 *
 *     jnp.block([[x, y], [z, w]])
 *
 * Throws a ValueError for lists nested to different depths, and a TypeError when blocks don't fit.
 * Source: `jax.numpy.block`.
 */
export function block(blocks: Blocks): Value {
  const depth = depthOf(blocks);
  const build = (part: Blocks, axis: number): Value => {
    if (!Array.isArray(part)) {
      const value = toValue(part, "block");
      const missing = Math.max(depth - value.ndim, 0);
      return views.reshape(value, [...new Array<number>(missing).fill(1), ...value.shape]);
    }
    return concatenate((part as readonly Blocks[]).map((inner) => build(inner, axis + 1)), { axis }); // prettier-ignore
  };
  return build(blocks, -depth);
}

function depthOf(blocks: Blocks): number {
  if (!Array.isArray(blocks)) return 0;
  if (blocks.length === 0) throw new ValueError("jnp.block: empty list as a block");
  const depths = (blocks as readonly Blocks[]).map(depthOf);
  if (depths.some((d) => d !== depths[0])) throw new ValueError("List depths are mismatched");
  return depths[0] + 1;
}
