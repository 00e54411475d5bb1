/** Coordinates of the places of grids. */

import { defaultFloat, defaultInt, toDType } from "../ir/dtype.js";
import { expectOptions, isOptions } from "../ir/options.js";
import { iota } from "../primitives/creation.js";
import * as views from "../primitives/views.js";
import { ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import type { Slice } from "./at.js";
import { type DTypeOption, toShape, zeros } from "./creation.js";
import { stack } from "./joining.js";
import { toValue } from "./promotion.js";
import { arange } from "./spaces.js";

export interface MeshgridOptions {
  /** "xy" (default) lays the first array along axis 1, "ij" along axis 0. */
  indexing?: "xy" | "ij";
  /** Whether the other axes keep length 1. Default false. */
  sparse?: boolean;
  /** Without effect: arrays don't change. */
  copy?: boolean;
}

/**
 * `meshgrid(x, y, …, options?)`: one array per axis, which holds the coordinate along that axis at each place of the grid.
 *
 *     jnp.meshgrid([1, 2], [3, 4]) // [[[1. 2.], [1. 2.]], [[3. 3.], [4. 4.]]]
 *
 * Throws a ValueError for arrays of more than one axis, and for another `indexing`. Source: `jax.numpy.meshgrid`.
 */
export function meshgrid(...args: (ArrayLike | MeshgridOptions)[]): Value[] {
  const last = args.at(-1);
  const options: MeshgridOptions = isOptions(last) ? (last as MeshgridOptions) : {};
  const given = expectOptions("meshgrid(x, y)", options, ["indexing", "sparse", "copy"]);
  const { indexing = "xy", sparse = false } = given;
  if (!["xy", "ij"].includes(indexing))
    throw new ValueError(`Valid values for indexing are 'xy' and 'ij', got ${String(indexing)}`);
  const xs = (isOptions(last) ? args.slice(0, -1) : args) as ArrayLike[];
  const values = xs.map((x) => toValue(x, "meshgrid"));
  for (const v of values) if (v.ndim > 1) throw new ValueError(`Arguments to jax.numpy.meshgrid must be 1D, got shapes [${values.map((x) => `(${x.shape.join(", ")})`).join(", ")}]`); // prettier-ignore
  const axes = values.map((_, i) => i);
  if (indexing === "xy" && values.length >= 2) [axes[0], axes[1]] = [1, 0];
  const shape = new Array<number>(values.length);
  values.forEach((v, i) => (shape[axes[i]] = v.size));
  return values.map((v, i) => {
    if (sparse) return views.reshape(v, shape.map((d, a) => (a === axes[i] ? d : 1))); // prettier-ignore
    return views.broadcastInDim(v.ndim === 0 ? views.reshape(v, [1]) : v, shape, [axes[i]]);
  });
}

export interface IndicesOptions extends DTypeOption {
  /** Whether there is one array for each axis, whose other axes have length 1. Default false. */
  sparse?: boolean;
}

/**
 * The coordinates of every place of a grid of this shape, those of each axis behind each other. int32 by default.
 *
 *     jnp.indices([2, 2]) // [[[0 0], [1 1]], [[0 1], [0 1]]]
 *
 * Source: `jax.numpy.indices`.
 */
export function indices(dimensions: readonly number[], options: IndicesOptions & { sparse: true }): Value[];
export function indices(dimensions: readonly number[], options?: IndicesOptions & { sparse?: false }): Value;
export function indices(dimensions: readonly number[], options: IndicesOptions = {}): Value | Value[] {
  const given = expectOptions("indices(dimensions)", options, ["dtype", "sparse"]);
  const { dtype = defaultInt(), sparse = false } = given;
  const shape = toShape(dimensions);
  const along = (axis: number): readonly number[] =>
    sparse ? shape.map((d, i) => (i === axis ? d : 1)) : shape;
  const grids = shape.map((_, axis) => iota(toDType(dtype), along(axis), axis));
  if (sparse) return grids;
  if (grids.length === 0) return zeros([0], { dtype });
  const rows = grids.map((grid) => views.expandDims(grid, [0]));
  return rows.length === 1 ? rows[0] : views.concatenate(rows, 0);
}

/**
 * Values of a function of the coordinates of a grid, which are float32 unless `dtype` says otherwise.
 *
 *     jnp.fromfunction((i, j) => i.add(j), [2, 2]) // [[0. 1.], [1. 2.]]
 *
 * Source: `jax.numpy.fromfunction`.
 */
export function fromfunction(
  f: (...coordinates: Value[]) => Value,
  shape: readonly number[],
  options: DTypeOption = {},
): Value {
  const { dtype = defaultFloat() } = expectOptions("fromfunction(f, shape)", options, ["dtype"]);
  return f(...shape.map((_, axis) => iota(toDType(dtype), shape, axis)));
}

/** A range by numbers of steps, of which both ends are included, or by a step. */
type GridRange = Slice | number;

function rangeAlong(range: GridRange): Value {
  if (typeof range === "number") return arange(range);
  const { start, stop, step } = range;
  if (stop === null) throw new ValueError("a range of a grid needs an end");
  return arange(start ?? 0, stop, step ?? 1);
}

/**
 * `meshgrid` of ranges, each along its own axis: one array of the coordinates along each, behind each other. A range is
 * `slice(start, stop, step?)`, or the number before which it ends.
 *
 *     jnp.mgrid(2, jnp.slice(1, 3)) // [[[0. 0.], [1. 1.]], [[1. 2.], [1. 2.]]]
 *
 * Throws a ValueError for a range without an end. Source: `jax.numpy.mgrid`.
 */
export function mgrid(...ranges: GridRange[]): Value {
  return stack(meshgrid(...ranges.map(rangeAlong), { indexing: "ij" }));
}

/**
 * `mgrid` as arrays that broadcast: one for each axis, whose other axes have length 1.
 *
 *     jnp.ogrid(2, 3) // [[[0.], [1.]], [[0. 1. 2.]]]
 *
 * Throws a ValueError for a range without an end. Source: `jax.numpy.ogrid`.
 */
export function ogrid(...ranges: GridRange[]): Value[] {
  return meshgrid(...ranges.map(rangeAlong), { indexing: "ij", sparse: true });
}
