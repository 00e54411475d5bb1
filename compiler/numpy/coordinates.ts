/** Where elements are: coordinates of what is not zero, of triangles and diagonals, and of places in a raveled array. */

import { defaultInt, isUnsigned } from "../ir/dtype.js";
import { ArrayType, showShape, sizeOf } from "../ir/arrayType.js";
import { type Arguments, expectArguments, expectOptions } from "../ir/options.js";
import { iota } from "../primitives/creation.js";
import * as views from "../primitives/views.js";
import { ValueError } from "../ir/errors.js";
import { allocate, HostArray } from "../trace/hostArray.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { add, clip, divmod, floorDivide, mod, multiply } from "./arithmetic.js";
import { cumsum } from "./cumulative.js";
import { greater, less } from "./logic.js";
import { elementsOf, indexArray } from "./places.js";
import { constantLike, convertTo, promoteDtypes, toBool, toValue } from "./promotion.js";
import { sum } from "./reductions.js";
import { between, ravel } from "./shape.js";
import { searchsorted } from "./sorting.js";
import { where } from "./where.js";

function integers(values: readonly number[]): HostArray {
  const elements = allocate(defaultInt(), values.length);
  elements.set(values);
  return new HostArray(new ArrayType(defaultInt(), [values.length]), elements);
}

export interface NonzeroOptions {
  /** How many coordinates there are in the result: with it the array may be traced. */
  size?: number | null;
  /** What fills the result when fewer are not zero: one for all axes or one for each. Default 0. */
  fillValue?: ArrayLike | null;
}

/**
 * For each axis the coordinates of the elements that are not zero, as int32.
 *
 *     jnp.nonzero([[0, 1], [2, 0]]) // [[0 1], [1 0]]
 *
 * Throws a ValueError for a scalar, and a ConcretizationTypeError for a traced array without `size`.
 * Source: `jax.numpy.nonzero`.
 */
export function nonzero(x: ArrayLike, options: NonzeroOptions = {}): Value[] {
  const { size, fillValue } = expectOptions("nonzero(x)", options, ["size", "fillValue"]);
  const value = toValue(x, "nonzero");
  if (value.ndim === 0)
    throw new ValueError(
      "Calling nonzero on 0d arrays is not allowed. Use jnp.atleast1d(scalar) and nonzero of that instead.",
    );
  const isHere = ravel(toBool(value));
  const isOpen = size === undefined || size === null;
  const places = isOpen ? placesOf(isHere) : firstPlaces(isHere, size);
  const isFound = isOpen ? undefined : less(iota(defaultInt(), [size], 0), sum(isHere));
  let stride = value.size;
  return value.shape.map((d, axis) => {
    stride = d === 0 ? 1 : stride / d;
    const coordinate = mod(floorDivide(places, Math.max(stride, 1)), Math.max(d, 1));
    const fill = Array.isArray(fillValue) ? (fillValue as readonly ArrayLike[])[axis] : (fillValue ?? 0);
    return isFound ? where(isFound, coordinate, convertTo(toValue(fill), defaultInt())) : coordinate;
  });
}

function placesOf(row: Value): HostArray {
  const { values } = elementsOf(row, "nonzero", undefined, new ArrayType("int32", []));
  return integers([...values.keys()].filter((i) => values[i] !== 0));
}

/** The places of the first `size` true elements of a row; what follows is of no meaning. */
function firstPlaces(row: Value, size: number): Value {
  // The k-th true element is where k have been seen for the first time.
  return searchsorted(cumsum(row), add(iota(defaultInt(), [size], 0), 1));
}

/**
 * The places of the elements that are not zero in the raveled array, as int32.
 *
 *     jnp.flatnonzero([[0, 1], [2, 0]]) // [1 2]
 *
 * Throws as `nonzero`. Source: `jax.numpy.flatnonzero`.
 */
export function flatnonzero(x: ArrayLike, options: NonzeroOptions = {}): Value {
  expectOptions("flatnonzero(x)", options, ["size", "fillValue"]);
  return nonzero(ravel(x), options)[0];
}

/**
 * A row without the zeros at its ends: at the front with `trim` "f", at the back with "b", at both with "fb" (default).
 *
 *     jnp.trimZeros([0, 1, 0, 2, 0]) // [1. 0. 2.]
 *
 * Throws a ValueError for anything but a row, and a ConcretizationTypeError for a traced one. Source: `jax.numpy.trim_zeros`.
 */
export function trimZeros(x: ArrayLike, options: { trim?: "f" | "b" | "fb" } = {}): Value {
  const { trim = "fb" } = expectOptions("trimZeros(x)", options, ["trim"]);
  const row = toValue(x, "trim_zeros");
  if (row.ndim !== 1) throw new ValueError(`trim_zeros: need a row, got shape ${showShape(row.shape)}`);
  const { values } = placesOf(toBool(row));
  if (values.length === 0) return between(row, 0, 0, 0);
  const start = trim.includes("f") ? values[0] : 0;
  return between(row, 0, start, trim.includes("b") ? values[values.length - 1] + 1 : row.size);
}

/**
 * The coordinates of the elements that are not zero, one row for each, as int32.
 *
 *     jnp.argwhere([[0, 1], [2, 0]]) // [[0 1], [1 0]]
 *
 * Throws a ConcretizationTypeError for a traced array without `size`. Source: `jax.numpy.argwhere`.
 */
export function argwhere(x: ArrayLike, options: NonzeroOptions = {}): Value {
  expectOptions("argwhere(x)", options, ["size", "fillValue"]);
  const value = toValue(x, "argwhere");
  if (value.ndim === 0) {
    const rows = nonzero(views.reshape(value, [1]), options)[0].size;
    return new HostArray(new ArrayType(defaultInt(), [rows, 0]), allocate(defaultInt(), 0));
  }
  return columns(nonzero(value, options));
}

function columns(rows: readonly Value[]): Value {
  return views.concatenate(rows.map((c) => views.expandDims(c, [1])), 1); // prettier-ignore
}

/**
 * The coordinates, one array for each axis, of places in the raveled array of a shape. Negative places count from the end;
 * those outside are moved inside.
 *
 *     jnp.unravelIndex(4, [2, 3]) // [1, 1]
 *
 * Throws a TypeError for floats. Source: `jax.numpy.unravel_index`.
 */
export function unravelIndex(places: ArrayLike, shape: number | readonly number[]): Value[] {
  const lengths = typeof shape === "number" ? [shape] : [...shape];
  let rest = indexArray(places, "unravel_index");
  const coordinates = new Array<Value>(lengths.length);
  for (let axis = lengths.length - 1; axis >= 0; axis--)
    [rest, coordinates[axis]] = divmod(rest, constantLike(rest, lengths[axis]));
  const isAfter = greater(rest, 0);
  const isBefore = isUnsigned(rest.dtype) ? false : less(rest, -1);
  return coordinates.map((c, axis) => where(isAfter, lengths[axis] - 1, where(isBefore, 0, c)));
}

/**
 * The places in the raveled array of a shape that coordinates, one array for each axis, have. Coordinates outside are an
 * error ("raise", default), moved inside ("clip"), go round ("wrap"), or are taken as they are ("ignore"). `order` "F" is
 * for arrays raveled with the first axis fastest.
 *
 *     jnp.ravelMultiIndex([1, 1], [2, 3]) // 4
 *
 * Throws a ValueError for coordinates outside, and a ConcretizationTypeError for traced ones, with mode "raise".
 * Source: `jax.numpy.ravel_multi_index`.
 */
export function ravelMultiIndex(
  coordinates: readonly ArrayLike[],
  shape: readonly number[],
  options: { mode?: "raise" | "clip" | "wrap" | "ignore"; order?: "C" | "F" } = {},
): Value {
  const { mode = "raise", order = "C" } = expectOptions("ravelMultiIndex(coordinates, shape)", options, [
    "mode",
    "order",
  ]);
  if (coordinates.length !== shape.length)
    throw new ValueError(`ravel_multi_index: ${coordinates.length} coordinates for ${shape.length} axes`);
  const parts = promoteDtypes(coordinates.map((c) => indexArray(c, "ravel_multi_index"))).map((c, axis) => {
    const length = shape[axis];
    if (mode === "raise" && elementsOf(c, "ravel_multi_index").values.some((i) => i < 0 || i >= length))
      throw new ValueError("invalid entry in coordinates array");
    if (mode === "clip") return clip(c, 0, length - 1);
    return mode === "wrap" ? mod(c, length) : c;
  });
  const stride = (axis: number): number =>
    sizeOf(order === "C" ? shape.slice(axis + 1) : shape.slice(0, axis));
  return parts.map((c, axis) => multiply(c, stride(axis))).reduce((a, b) => add(a, b));
}

function cells(n: number, m: number, isIn: (row: number, column: number) => boolean): [Value, Value] {
  const all = Array.from({ length: n * m }, (_, i) => [Math.floor(i / m), i % m]);
  const chosen = all.filter(([row, column]) => isIn(row, column));
  return [integers(chosen.map(([row]) => row)), integers(chosen.map(([, column]) => column))];
}

interface DiagonalNumber {
  /** Which diagonal bounds the triangle. Default 0. */
  k?: number;
}

export interface TriangleOptions extends DiagonalNumber {
  /** The number of columns. Default n. */
  m?: number | null;
}

/**
 * The coordinates of the lower triangle of an n × m matrix, up to diagonal k: rows and columns, as int32.
 *
 *     jnp.trilIndices(2) // [[0 1 1], [0 0 1]]
 *
 * Source: `jax.numpy.tril_indices`.
 */
export function trilIndices(
  n: number,
  ...rest: Arguments<TriangleOptions, ["k", "m"]>
): [rows: Value, columns: Value] {
  const { k = 0, m } = expectArguments<TriangleOptions>("trilIndices(n)", rest, ["k?", "m?"]);
  return cells(n, m ?? n, (row, column) => column <= row + k);
}

/**
 * The coordinates of the upper triangle of an n × m matrix, from diagonal k: rows and columns, as int32.
 *
 *     jnp.triuIndices(2) // [[0 0 1], [0 1 1]]
 *
 * Source: `jax.numpy.triu_indices`.
 */
export function triuIndices(
  n: number,
  ...rest: Arguments<TriangleOptions, ["k", "m"]>
): [rows: Value, columns: Value] {
  const { k = 0, m } = expectArguments<TriangleOptions>("triuIndices(n)", rest, ["k?", "m?"]);
  return cells(n, m ?? n, (row, column) => column >= row + k);
}

function matrixShape(x: ArrayLike): readonly number[] {
  const { shape } = toValue(x, "indices");
  if (shape.length !== 2) throw new ValueError(`Only 2-D inputs are accepted, got shape ${showShape(shape)}`);
  return shape;
}

/**
 * `trilIndices` of the shape of a matrix.
 *
 *     jnp.trilIndicesFrom([[1, 2], [3, 4]]) // [[0 1 1], [0 0 1]]
 *
 * Throws a ValueError for other arrays. Source: `jax.numpy.tril_indices_from`.
 */
export function trilIndicesFrom(
  x: ArrayLike,
  ...rest: Arguments<DiagonalNumber, ["k"]>
): [rows: Value, columns: Value] {
  const { k = 0 } = expectArguments<DiagonalNumber>("trilIndicesFrom(x)", rest, ["k?"]);
  const [n, m] = matrixShape(x);
  return trilIndices(n, { k, m });
}

/**
 * `triuIndices` of the shape of a matrix.
 *
 *     jnp.triuIndicesFrom([[1, 2], [3, 4]]) // [[0 0 1], [0 1 1]]
 *
 * Throws a ValueError for other arrays. Source: `jax.numpy.triu_indices_from`.
 */
export function triuIndicesFrom(
  x: ArrayLike,
  ...rest: Arguments<DiagonalNumber, ["k"]>
): [rows: Value, columns: Value] {
  const { k = 0 } = expectArguments<DiagonalNumber>("triuIndicesFrom(x)", rest, ["k?"]);
  const [n, m] = matrixShape(x);
  return triuIndices(n, { k, m });
}

/**
 * The coordinates of the diagonal of an array with `ndim` axes (default 2) of length n, as int32.
 *
 *     jnp.diagIndices(2) // [[0 1], [0 1]]
 *
 * Throws a ValueError for negative arguments. Source: `jax.numpy.diag_indices`.
 */
export function diagIndices(n: number, ...rest: Arguments<{ ndim?: number }, ["ndim"]>): Value[] {
  const { ndim = 2 } = expectArguments<{ ndim?: number }>("diagIndices(n)", rest, ["ndim?"]);
  if (n < 0 || ndim < 0)
    throw new ValueError(`Arguments to diag_indices must be nonnegative integers, got ${n} and ${ndim}`);
  return Array.from({ length: ndim }, () => iota(defaultInt(), [n], 0));
}

/**
 * `diagIndices` of the shape of an array, whose axes have one length.
 *
 *     jnp.diagIndicesFrom([[1, 2], [3, 4]]) // [[0 1], [0 1]]
 *
 * Throws a ValueError for fewer than two axes, or different lengths. Source: `jax.numpy.diag_indices_from`.
 */
export function diagIndicesFrom(x: ArrayLike): Value[] {
  const { shape } = toValue(x, "diag_indices_from");
  if (shape.length < 2) throw new ValueError("input array must be at least 2-d");
  if (shape.some((d) => d !== shape[0]))
    throw new ValueError("All dimensions of input must be of equal length");
  return diagIndices(shape[0], { ndim: shape.length });
}

/**
 * The coordinates where `mask(ones, k)`, for example `jnp.tril`, of an n × n matrix of ones is not zero.
 *
 *     jnp.maskIndices(2, (x, k) => jnp.triu(x, { k })) // [[0 0 1], [0 1 1]]
 *
 * Source: `jax.numpy.mask_indices`.
 */
export function maskIndices(
  n: number,
  mask: (ones: Value, k: number) => ArrayLike,
  ...rest: Arguments<DiagonalNumber & { size?: number }, ["k"]>
): Value[] {
  const given = expectArguments<DiagonalNumber & { size?: number }>(
    "maskIndices(n, mask)",
    rest,
    ["k?"],
    ["size"],
  );
  const ones = views.broadcastInDim(toValue(Int32Array.of(1)), [n, n], [0]);
  return nonzero(mask(ones, given.k ?? 0), { size: given.size });
}

/**
 * Rows of places as coordinates of all their combinations: `x.get(...jnp.ix(rows, columns))` is the part of a matrix in
 * these rows and columns. Booleans stand for the places where they are true.
 *
 *     jnp.ix([0, 2], [1]) // [[[0], [2]], [[1]]]
 *
 * Throws a ValueError for anything but rows. Source: `jax.numpy.ix_`.
 */
export function ix(...rows: ArrayLike[]): Value[] {
  return rows.map((row, axis) => {
    const given = toValue(row, "ix_");
    if (given.ndim !== 1) throw new ValueError(`Arguments to jax.numpy.ix_ must be 1-dimensional, got shape ${showShape(given.shape)}`); // prettier-ignore
    const places = given.dtype === "bool" ? flatnonzero(given) : indexArray(row, "ix_");
    return views.reshape(places, rows.map((_, i) => (i === axis ? places.size : 1))); // prettier-ignore
  });
}
/** Under the name of NumPy. */
export { ix as ix_ };
