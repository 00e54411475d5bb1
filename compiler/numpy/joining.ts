/** Several arrays to one, one array to several, and borders. */

import { toDType } from "../ir/dtype.js";
import { sameShape, showShape } from "../ir/arrayType.js";
import { type Arguments, expectArguments, expectOptions } from "../ir/options.js";
import * as views from "../primitives/views.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { staticNumbers } from "../trace/static.js";
import { type ArrayLike, Value } from "../trace/value.js";
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
 *     jnp.concatenate([[1, 2], [3]]) // [1. 2. 3.]
 *
 * Throws a TypeError for scalars, no arrays, and shapes that differ beside the axis. Source: `jax.numpy.concatenate`.
 */
export function concatenate(xs: Arrays, options: { axis?: number | null; dtype?: string } = {}): Value {
  const { axis = 0, dtype } = expectOptions("concatenate(xs)", options, ["axis", "dtype"]);
  const list = xs instanceof Value && xs.ndim === 0 ? [] : listOf(xs, "concatenate");
  if (list.length === 0) throw new ValueError("Need at least one array to concatenate.");
  let values = promoteDtypes(list, "concatenate");
  if (dtype !== undefined) values = values.map((v) => astypeByName(v, dtype));
  if (axis === null) values = values.map((v) => ravel(v));
  if (values[0].ndim === 0) throw new ValueError("Zero-dimensional arrays cannot be concatenated.");
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

/**
 * Arrays of one shape along a new axis (default 0).
 *
 *     jnp.stack([[1, 2], [3, 4]], { axis: 1 }) // [[1. 3.], [2. 4.]]
 *
 * Throws a ValueError for different shapes. Source: `jax.numpy.stack`.
 */
export function stack(xs: Arrays, options: { axis?: number; dtype?: string } = {}): Value {
  const { axis = 0, dtype } = expectOptions("stack(xs)", options, ["axis", "dtype"]);
  const list = listOf(xs, "stack");
  if (list.length === 0) throw new ValueError("Need at least one array to stack.");
  const values = promoteDtypes(list, "stack");
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

/**
 * The rows of an array along an axis (default 0), each without that axis.
 *
 *     jnp.unstack([[1, 2], [3, 4]]) // [[1. 2.], [3. 4.]]
 *
 * Throws a ValueError for an axis that x doesn't have. Source: `jax.numpy.unstack`.
 */
export function unstack(x: ArrayLike, options: { axis?: number } = {}): Value[] {
  const { axis = 0 } = expectOptions("unstack(x)", options, ["axis"]);
  const value = toValue(x, "unstack");
  const at = canonicalAxis(axis, value.ndim);
  return Array.from({ length: value.shape[at] }, (_, i) => views.squeeze(between(value, at, i, i + 1), [at]));
}

interface StackDtype {
  /** Of the result, by name. */
  dtype?: string;
}

/**
 * Arrays on top of each other (axis 0), each of at least two axes.
 *
 *     jnp.vstack([[1, 2], [3, 4]]) // [[1. 2.], [3. 4.]]
 *
 * Throws as `concatenate`. Source: `jax.numpy.vstack`.
 */
export function vstack(xs: Arrays, options: StackDtype = {}): Value {
  const { dtype } = expectOptions("vstack(xs)", options, ["dtype"]);
  return concatenate(listOf(xs, "vstack").map((x) => atleast2d(x)), { axis: 0, dtype }); // prettier-ignore
}

/**
 * Arrays beside each other (axis 1; axis 0 for one-dimensional ones).
 *
 *     jnp.hstack([[1, 2], [3]]) // [1. 2. 3.]
 *
 * Throws as `concatenate`. Source: `jax.numpy.hstack`.
 */
export function hstack(xs: Arrays, options: StackDtype = {}): Value {
  const { dtype } = expectOptions("hstack(xs)", options, ["dtype"]);
  const values = listOf(xs, "hstack").map((x) => atleast1d(x));
  return concatenate(values, { axis: values[0]?.ndim === 1 ? 0 : 1, dtype });
}

/**
 * Arrays behind each other (axis 2), each of at least three axes.
 *
 *     jnp.dstack([[1, 2], [3, 4]]) // [[[1. 3.], [2. 4.]]]
 *
 * Throws as `concatenate`. Source: `jax.numpy.dstack`.
 */
export function dstack(xs: Arrays, options: StackDtype = {}): Value {
  const { dtype } = expectOptions("dstack(xs)", options, ["dtype"]);
  return concatenate(listOf(xs, "dstack").map((x) => atleast3d(x)), { axis: 2, dtype }); // prettier-ignore
}

/**
 * One-dimensional arrays as columns of a matrix.
 *
 *     jnp.columnStack([[1, 2], [3, 4]]) // [[1. 3.], [2. 4.]]
 *
 * Throws as `concatenate`. Source: `jax.numpy.column_stack`.
 */
export function columnStack(xs: Arrays): Value {
  const columns = listOf(xs, "column_stack").map((x) => {
    const value = toValue(x, "column_stack");
    return value.ndim < 2 ? views.reshape(value, [value.size, 1]) : value;
  });
  return concatenate(columns, { axis: 1 });
}

/**
 * `y` after `x`, along an axis or (without one) as one long row.
 *
 *     jnp.append([1, 2], 3) // [1. 2. 3.]
 *
 * Throws as `concatenate`. Source: `jax.numpy.append`.
 */
export function append(x: ArrayLike, y: ArrayLike, options: { axis?: number | null } = {}): Value {
  const { axis = null } = expectOptions("append(x, y)", options, ["axis"]);
  return concatenate([x, y], { axis });
}

interface Sections {
  /** How many parts, or where to cut. */
  indicesOrSections: number | readonly number[];
}

interface SplitOptions extends Sections {
  /** Default 0. */
  axis?: number;
}

/**
 * Parts along an axis: a number of equal parts, or cut at these places.
 *
 *     jnp.split([1, 2, 3, 4], 2) // [[1. 2.], [3. 4.]]
 *     jnp.split([1, 2, 3, 4], [1]) // [[1.], [2. 3. 4.]]
 *
 * Throws a ValueError when the parts are not equal. Source: `jax.numpy.split`.
 */
export function split(x: ArrayLike, ...rest: Arguments<SplitOptions, ["indicesOrSections"]>): Value[] {
  const given = expectArguments<SplitOptions>("split(x)", rest, ["indicesOrSections"], ["axis"]);
  const { axis = 0 } = given;
  const sections = cutsOf(given);
  const value = toValue(x, "split");
  const length = value.shape[canonicalAxis(axis, value.ndim)];
  if (typeof sections === "number" && sections > 0 && length % sections !== 0)
    throw new ValueError(`array split does not result in an equal division: rest is ${length % sections}`);
  return arraySplit(value, sections, { axis });
}

/** The number of parts, or where they begin. */
function cutsOf({ indicesOrSections }: SplitOptions): number | number[] {
  const numbers = staticNumbers(indicesOrSections, "the indicesOrSections argument");
  return Array.isArray(indicesOrSections) || numbers.length !== 1 ? numbers : numbers[0];
}

/**
 * Parts along an axis, nearly equal: the first ones are one longer where it doesn't come out even.
 *
 *     jnp.arraySplit([1, 2, 3], 2) // [[1. 2.], [3.]]
 *
 * Throws a ValueError for fewer than one part. Source: `jax.numpy.array_split`.
 */
export function arraySplit(x: ArrayLike, ...rest: Arguments<SplitOptions, ["indicesOrSections"]>): Value[] {
  const given = expectArguments<SplitOptions>("arraySplit(x)", rest, ["indicesOrSections"], ["axis"]);
  const { axis = 0 } = given;
  const sections = cutsOf(given);
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

/**
 * `split` along axis 0.
 *
 *     jnp.vsplit([[1], [2]], 2) // [[[1.]], [[2.]]]
 *
 * Source: `jax.numpy.vsplit`.
 */
export function vsplit(x: ArrayLike, ...rest: Arguments<Sections, ["indicesOrSections"]>): Value[] {
  const given = expectArguments<Sections>("vsplit(x)", rest, ["indicesOrSections"]);
  return split(x, { ...given, axis: 0 });
}

/**
 * `split` along axis 2.
 *
 *     jnp.dsplit([[[1, 2]]], 2) // [[[[1.]]], [[[2.]]]]
 *
 * Source: `jax.numpy.dsplit`.
 */
export function dsplit(x: ArrayLike, ...rest: Arguments<Sections, ["indicesOrSections"]>): Value[] {
  const given = expectArguments<Sections>("dsplit(x)", rest, ["indicesOrSections"]);
  return split(x, { ...given, axis: 2 });
}

/**
 * `split` along axis 1, or 0 for a one-dimensional array.
 *
 *     jnp.hsplit([[1, 2]], 2) // [[[1.]], [[2.]]]
 *
 * Source: `jax.numpy.hsplit`.
 */
export function hsplit(x: ArrayLike, ...rest: Arguments<Sections, ["indicesOrSections"]>): Value[] {
  const given = expectArguments<Sections>("hsplit(x)", rest, ["indicesOrSections"]);
  const value = toValue(x, "hsplit");
  return split(value, { ...given, axis: value.ndim === 1 ? 0 : 1 });
}

export type Blocks = ArrayLike | readonly Blocks[];

/**
 * Arrays put together from nested lists of blocks: the innermost lists lie along the last axis, those around them along
 * the last but one, and so on.
 *
 *     const [x, y] = [jnp.ones([2, 2]), jnp.zeros([2, 1])];
 *     jnp.block([[x, y], [2, 2, 2]]) // [[1. 1. 0.], [1. 1. 0.], [2. 2. 2.]]
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
