/** Elements at places given by arrays of numbers, or by conditions. */

import { expectOptions } from "../ir/options.js";
import { gather } from "../primitives/gather.js";
import { selectN } from "../primitives/select.js";
import * as views from "../primitives/views.js";
import { ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { clip, mod } from "./arithmetic.js";
import { flatnonzero } from "./coordinates.js";
import { concatenate } from "./joining.js";
import { less } from "./logic.js";
import { elementsOf, fromFront, indexArray } from "./places.js";
import { broadcastShapes, canonicalAxis, constantLike, convertTo, expandTo, promoteDtypes, toBool, toValue } from "./promotion.js"; // prettier-ignore
import { between, moveaxis, ravel } from "./shape.js";
import { where } from "./where.js";

/**
 * What happens with a place outside: "fill" gives NaN (for integers the least one, or the greatest uint32) or
 * `fillValue`, "clip" the nearest element (the first one for negative numbers, too), "wrap" goes round.
 */
export type TakeMode = "fill" | "clip" | "wrap" | "promise_in_bounds";

export interface TakeOptions {
  /** Along which axis; in the raveled array without it. */
  axis?: number | null;
  /** Default "fill". */
  mode?: TakeMode | null;
  /** What "fill" gives for places outside. */
  fillValue?: number | null;
  /** A promise that no place occurs twice. */
  uniqueIndices?: boolean;
  /** A promise that the indices are in order. */
  indicesAreSorted?: boolean;
}

/** A mode that exists; places that are promised to be inside may be clipped. */
function modeOf(mode: string | null | undefined): "fill" | "clip" | "wrap" {
  if (mode === undefined || mode === null) return "fill";
  if (mode === "fill" || mode === "clip" || mode === "wrap") return mode;
  if (mode === "promise_in_bounds") return "clip";
  throw new ValueError(`Invalid mode '${mode}' for np.take`, {
    hint: "Modes are 'fill', 'clip', 'wrap' and 'promise_in_bounds'.",
  });
}

function placesIn(index: Value, length: number, mode: TakeMode): Value {
  if (mode === "clip" || mode === "promise_in_bounds") return index;
  return mode === "wrap" ? mod(index, constantLike(index, length)) : fromFront(index, length);
}

/**
 * The elements (or along `axis` the slices) with these numbers. Negative numbers count from the end.
 *
 *     jnp.take([10, 20, 30], [2, 0]) // [30. 10.]
 *     jnp.take([[1, 2], [3, 4]], 1, { axis: 1 }) // [2. 4.]
 *
 * Throws a TypeError for indices that are not integers, and a ValueError for another mode. Source: `jax.numpy.take`.
 */
export function take(x: ArrayLike, indices: ArrayLike, options: TakeOptions = {}): Value {
  expectOptions("take(x, indices)", options, [
    "axis",
    "mode",
    "fillValue",
    "uniqueIndices",
    "indicesAreSorted",
  ]);
  const { axis, fillValue, uniqueIndices, indicesAreSorted } = options;
  const mode = modeOf(options.mode);
  let value = toValue(x, "take");
  if (axis === undefined || axis === null) value = ravel(value);
  const at = canonicalAxis(axis ?? 0, value.ndim);
  const index = placesIn(indexArray(indices), value.shape[at], mode);
  const rest = value.shape.map((_, i) => i).filter((i) => i !== at);
  return gather(
    value,
    views.expandDims(index, [-1]),
    {
      offsetDims: rest.map((i) => (i < at ? i : i - 1 + index.ndim)),
      collapsedSliceDims: [at],
      startIndexMap: [at],
    },
    value.shape.map((d, i) => (i === at ? 1 : d)),
    {
      mode: mode === "fill" ? "fill" : "clip",
      fillValue: fillValue ?? null,
      uniqueIndices,
      indicesAreSorted,
    },
  );
}

export type TakeAlongAxisOptions = Pick<TakeOptions, "axis" | "mode" | "fillValue">;

/**
 * For each place of `indices`, the element of the same row of x (along `axis`, default the last) with that number: as
 * `argsort` and `argmax` give them. `axis: null` takes the raveled array.
 *
 *     jnp.takeAlongAxis([[3, 1], [2, 4]], [[1], [0]], { axis: 1 }) // [[1.], [2.]]
 *
 * Throws a ValueError when numbers of axes differ. Source: `jax.numpy.take_along_axis`.
 */
export function takeAlongAxis(x: ArrayLike, indices: ArrayLike, options: TakeAlongAxisOptions = {}): Value {
  expectOptions("takeAlongAxis(x, indices)", options, ["axis", "mode", "fillValue"]);
  const { axis = -1, fillValue } = options;
  const mode = modeOf(options.mode);
  let [value, index] = [toValue(x, "take_along_axis"), indexArray(indices)];
  if (axis === null) value = ravel(value);
  if (value.ndim !== index.ndim)
    throw new ValueError(
      `indices and arr must have the same number of dimensions; ${index.ndim} vs. ${value.ndim}`,
    );
  const at = canonicalAxis(axis ?? 0, value.ndim);
  const withoutAxis = (v: Value): number[] => v.shape.map((d, i) => (i === at ? 1 : d));
  const common = broadcastShapes([withoutAxis(value), withoutAxis(index)]);
  const spread = (v: Value): Value => expandTo(v, common.map((d, i) => (i === at ? v.shape[at] : d))); // prettier-ignore
  const length = value.shape[at];
  // "wrap" goes round from either side; the others see what is left of the front as counted from the end, once.
  const places = mode === "wrap" ? placesIn(spread(index), length, mode) : fromFront(spread(index), length);
  [value, index] = [spread(value), places];
  if (index.size === 0) return expandTo(constantLike(value, 0), index.shape);
  const rest = value.shape.map((_, i) => i).filter((i) => i !== at);
  return gather(
    value,
    views.reshape(index, [...index.shape, 1]),
    {
      offsetDims: [],
      collapsedSliceDims: [at],
      startIndexMap: [at],
      operandBatchingDims: rest,
      startIndicesBatchingDims: rest,
    },
    value.shape.map(() => 1),
    { mode: mode === "fill" ? "fill" : "clip", fillValue: fillValue ?? null },
  );
}

export interface CompressOptions {
  /** Along which axis; in the raveled array without it. */
  axis?: number | null;
  /** How many there are in the result: with it the condition may be traced. */
  size?: number | null;
  /** What fills the result when fewer are true. Default 0. */
  fillValue?: ArrayLike | null;
}

/**
 * The slices along `axis`, or the elements, where the condition, a row of booleans, is true.
 *
 *     jnp.compress([true, false, true], [1, 2, 3]) // [1. 3.]
 *
 * Throws a ValueError unless the condition is a row that doesn't reach beyond x, and a ConcretizationTypeError for a traced
 * condition without `size`. Source: `jax.numpy.compress`.
 */
export function compress(condition: ArrayLike, x: ArrayLike, options: CompressOptions = {}): Value {
  expectOptions("compress(condition, x)", options, ["axis", "size", "fillValue"]);
  const { axis, size } = options;
  const flat = axis === undefined || axis === null;
  const value = flat ? ravel(x) : toValue(x, "compress");
  const at = canonicalAxis(axis ?? 0, value.ndim);
  const which = toBool(toValue(condition, "compress"));
  if (which.ndim !== 1) throw new ValueError("condition must be a 1D array");
  if (size === undefined || size === null) {
    const places = flatnonzero(which);
    if (elementsOf(places, "compress").values.some((i) => i >= value.shape[at]))
      throw new ValueError("condition contains entries that are out of bounds");
    return take(value, places, { axis: at });
  }
  const count = Math.min(which.size, value.shape[at]);
  const places = flatnonzero(between(which, 0, 0, count), { size, fillValue: count });
  const found = take(value, places, { axis: at, mode: "clip" });
  const isFound = views.reshape(less(places, count), value.shape.map((_, i) => (i === at ? size : 1))); // prettier-ignore
  return where(isFound, found, convertTo(toValue(options.fillValue ?? 0, "compress"), value.dtype));
}

/**
 * The elements where the condition is true, as one row.
 *
 *     jnp.extract([[true, false], [false, true]], [[1, 2], [3, 4]]) // [1. 4.]
 *
 * Throws as `compress`. Source: `jax.numpy.extract`.
 */
export function extract(
  condition: ArrayLike,
  x: ArrayLike,
  options: Omit<CompressOptions, "axis"> = {},
): Value {
  expectOptions("extract(condition, x)", options, ["size", "fillValue"]);
  return compress(ravel(condition), ravel(x), options);
}

/**
 * For each place of an array of natural numbers, the element of the array with that number among `choices`; all are
 * broadcast. Numbers outside are an error ("raise", default), moved inside ("clip"), or go round ("wrap").
 *
 *     jnp.choose(jnp.array([1, 0], { dtype: "int32" }), [[1, 2], [3, 4]]) // [3. 2.]
 *
 * Throws a ValueError for numbers outside, and a ConcretizationTypeError for traced ones, with mode "raise".
 * Source: `jax.numpy.choose`.
 */
export function choose(
  x: ArrayLike,
  choices: readonly ArrayLike[],
  options: { mode?: "raise" | "clip" | "wrap" } = {},
): Value {
  const { mode = "raise" } = expectOptions("choose(x, choices)", options, ["mode"]);
  if (!["raise", "clip", "wrap"].includes(mode))
    throw new ValueError(`mode='${String(mode)}' not understood. Must be 'raise', 'wrap', or 'clip'`);
  const index = indexArray(x, "choose");
  const last = choices.length - 1;
  if (mode === "raise" && elementsOf(index, "choose").values.some((i) => i < 0 || i > last))
    throw new ValueError("invalid entry in choice array");
  const inside = mode === "wrap" ? mod(index, constantLike(index, last + 1)) : clip(index, 0, last);
  const cases = promoteDtypes(choices, "choose");
  const shape = broadcastShapes([inside, ...cases].map((v) => v.shape)); // prettier-ignore
  const spread = cases.map((v) => expandTo(v, shape));
  return selectN(expandTo(convertTo(inside, "int32"), shape), ...spread);
}

export interface DeleteOptions {
  /** Along which axis; in the raveled array without it. */
  axis?: number | null;
  /** Without effect: equal numbers are allowed. */
  assumeUniqueIndices?: boolean;
}

/**
 * The array without the slices with these numbers along an axis, or without these elements of the raveled array; negative
 * ones count from the end. Instead of numbers, booleans may say what goes.
 *
 *     jnp.delete([1, 2, 3], 1) // [1. 3.]
 *
 * Throws a ValueError for a number outside, and a ConcretizationTypeError for traced ones. Source: `jax.numpy.delete`.
 */
function deleteAt(x: ArrayLike, places: ArrayLike, options: DeleteOptions = {}): Value {
  const { axis } = expectOptions("delete(x, places)", options, ["axis", "assumeUniqueIndices"]);
  let value = toValue(x, "delete");
  if (axis === undefined || axis === null) value = ravel(value);
  const at = canonicalAxis(axis ?? 0, value.ndim);
  const length = value.shape[at];
  const given = toValue(places, "delete");
  if (given.dtype === "bool" && !(given.ndim === 1 && given.size === length))
    throw new ValueError(
      "np.delete(arr, obj): for boolean indices, obj must be one-dimensional with length matching specified axis.",
    );
  const index = given.dtype === "bool" ? flatnonzero(given) : indexArray(places, "delete");
  const gone = new Set(Array.from(elementsOf(index, "delete").values, (p) => (p < 0 ? p + length : p)));
  for (const p of gone) if (!(p >= 0 && p < length)) throw new ValueError(`index ${p} is out of bounds for axis ${at} with size ${length}`); // prettier-ignore
  const rest = Array.from({ length }, (_, i) => i).filter((i) => !gone.has(i));
  return take(value, Int32Array.from(rest), { axis: at });
}
export { deleteAt as delete };

/**
 * The array with `values` put in before the slices with these numbers along an axis, or before these elements of the
 * raveled array: one number for all values, or one for each. Numbers are those of the array before.
 *
 *     jnp.insert([1, 2, 3], 1, 9) // [1. 9. 2. 3.]
 *
 * Throws a ValueError unless `places` is a number or a row, and a TypeError when values don't fit.
 * Source: `jax.numpy.insert`.
 */
export function insert(
  x: ArrayLike,
  places: ArrayLike,
  values: ArrayLike,
  options: { axis?: number | null } = {},
): Value {
  const { axis } = expectOptions("insert(x, places, values)", options, ["axis"]);
  let value = toValue(x, "insert");
  if (axis === undefined || axis === null) value = ravel(value);
  const at = canonicalAxis(axis ?? 0, value.ndim);
  const length = value.shape[at];
  const index = elementsOf(indexArray(places, "insert"), "insert");
  if (index.ndim > 1)
    throw new ValueError("jnp.insert(): obj must be a slice, a one-dimensional array, or a scalar");
  let added = convertTo(toValue(values, "insert"), value.dtype);
  while (added.ndim < value.ndim) added = views.expandDims(added, [0]);
  if (index.ndim === 0) added = moveaxis(added, 0, at);
  const count = Math.max(index.size, added.shape[at]);
  added = expandTo(added, value.shape.map((d, i) => (i === at ? count : d))); // prettier-ignore
  const before = Array.from({ length: count }, (_, i) => {
    const p = index.values[index.size === 1 ? 0 : i];
    return Math.min(Math.max(p < 0 ? p + length : p, 0), length);
  });
  const order = before.map((_, i) => i).sort((i, j) => before[i] - before[j] || i - j);
  // Old and new slices are taken from both arrays laid behind each other.
  const taken: number[] = [];
  let next = 0;
  for (const i of order) {
    while (next < before[i]) taken.push(next++);
    taken.push(length + i);
  }
  while (next < length) taken.push(next++);
  return take(concatenate([value, added], { axis: at }), Int32Array.from(taken), { axis: at });
}
