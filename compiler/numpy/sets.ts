/** Rows as sets: membership, union and intersection. */

import { defaultInt, greatest } from "../ir/dtype.js";
import { type Arguments, expectArguments, expectOptions } from "../ir/options.js";
import { iota } from "../primitives/creation.js";
import * as sorting from "../primitives/sort.js";
import * as views from "../primitives/views.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { flatnonzero } from "./coordinates.js";
import { take } from "./indexing.js";
import { concatenate } from "./joining.js";
import { bitwiseNot, equal, less, logicalAnd } from "./logic.js";
import { constantLike, convertTo, promoteDtypes, toValue } from "./promotion.js";
import { any, min, sum } from "./reductions.js";
import { ravel } from "./shape.js";
import { searchsorted, sort } from "./sorting.js";
import { distinct, type SizeOptions, unique } from "./unique.js";
import { where } from "./where.js";

/** NumPy's promise that no element occurs twice. */
interface AssumeUnique {
  /** Without effect: equal elements are always looked for. */
  assumeUnique?: boolean;
}

export interface IsinOptions extends AssumeUnique {
  /** Whether those that are not among them are true. Default false. */
  invert?: boolean;
  /** Without effect: JAX's choice of an algorithm. */
  method?: string;
}

/**
 * Which elements of x are among those of `values` (or, with `invert`, are not): a bool array of the shape of x.
 *
 *     jnp.isin([1, 2, 3], [3, 1]) // [ True False  True]
 *
 * Source: `jax.numpy.isin`.
 */
export function isin(x: ArrayLike, values: ArrayLike, options: IsinOptions = {}): Value {
  const given = expectOptions("isin(x, values)", options, ["invert", "assumeUnique", "method"]);
  const { invert = false } = given;
  const [each, set] = promoteDtypes([x, values], "isin");
  const found = any(equal(views.expandDims(each, [-1]), ravel(set)), { axis: -1 });
  return invert ? bitwiseNot(found) : found;
}

/** The elements of a row where a mask is true: as many as there are, or `size`, with `fill` behind them. */
function chosen(mask: Value, row: Value, size: number | null | undefined, fill: () => ArrayLike): Value {
  if (size === undefined || size === null) return take(row, flatnonzero(mask));
  const found = take(row, flatnonzero(mask, { size }), { mode: "clip" });
  const isFound = less(iota(defaultInt(), [size], 0), sum(mask));
  return where(isFound, found, convertTo(toValue(fill()), row.dtype));
}

/** The least of the elements that a mask lets through. */
const leastOf = (mask: Value, row: Value): Value =>
  min(where(mask, row, constantLike(row, greatest(row.dtype)))); // prettier-ignore

/**
 * The different elements of both arrays together, in ascending order.
 *
 *     jnp.union1d([3, 1], [1, 2]) // [1. 2. 3.]
 *
 * Throws a ConcretizationTypeError for a traced array without `size`. Source: `jax.numpy.union1d`.
 */
export function union1d(x: ArrayLike, y: ArrayLike, options: SizeOptions = {}): Value {
  const { size, fillValue } = expectOptions("union1d(x, y)", options, ["size", "fillValue"]);
  return unique(concatenate([ravel(x), ravel(y)]), { size, fillValue });
}

export interface SetOptions extends SizeOptions, AssumeUnique {}

export interface IntersectionOptions extends SetOptions {
  /** Whether the places where they occur first in x and in y are given too (int32). Default false. */
  returnIndices?: boolean;
}

/**
 * The different elements that are in both arrays, in ascending order; with `returnIndices` beside where they occur first
 * in each.
 *
 *     jnp.intersect1d([3, 1], [1, 2]) // [1.]
 *     jnp.intersect1d([3, 1], [1, 2], { returnIndices: true }) // [[1.], [1], [0]]
 *
 * Throws a ConcretizationTypeError for a traced array without `size`. Source: `jax.numpy.intersect1d`.
 */
export function intersect1d(
  x: ArrayLike,
  y: ArrayLike,
  options: IntersectionOptions & { returnIndices: true },
): [values: Value, xIndices: Value, yIndices: Value];
export function intersect1d(x: ArrayLike, y: ArrayLike, options?: IntersectionOptions): Value;
export function intersect1d(
  x: ArrayLike,
  y: ArrayLike,
  options: IntersectionOptions = {},
): Value | [values: Value, xIndices: Value, yIndices: Value] {
  const { size, fillValue, returnIndices } = expectOptions("intersect1d(x, y)", options, [
    "size",
    "fillValue",
    "returnIndices",
    "assumeUnique",
  ]);
  const [a, b] = promoteDtypes([x, y], "intersect1d").map((v) => ravel(v));
  const [left, right] = [a, b].map((v) => distinct(v, "intersect1d", sized(v, size)));
  const mask = logicalAnd(left.isFound, isin(left.values, b));
  const pick = (row: Value, fill: () => ArrayLike): Value => chosen(mask, row, size, fill);
  const values = pick(left.values, () => fillValue ?? leastOf(mask, left.values));
  if (!returnIndices) return values;
  const place = searchsorted(sort(right.values), left.values);
  return [
    values,
    pick(left.index, () => a.size),
    pick(take(right.index, place, { mode: "clip" }), () => b.size),
  ];
}

/** With a size for the result the different elements may be as many as there are elements. */
function sized(x: Value, size: number | null | undefined): SizeOptions {
  return size === undefined || size === null ? {} : { size: x.size };
}

/**
 * The different elements of x that are not in y, in ascending order.
 *
 *     jnp.setdiff1d([3, 1], [1, 2]) // [3.]
 *
 * Throws a ConcretizationTypeError for a traced array without `size`. Source: `jax.numpy.setdiff1d`.
 */
export function setdiff1d(
  x: ArrayLike,
  y: ArrayLike,
  ...rest: Arguments<SetOptions, ["assumeUnique"]>
): Value {
  const others = ["size", "fillValue"] as const;
  const given = expectArguments<SetOptions>("setdiff1d(x, y)", rest, ["assumeUnique?"], others);
  const row = ravel(toValue(x, "setdiff1d"));
  const found = distinct(row, "setdiff1d", sized(row, given.size));
  const mask = logicalAnd(found.isFound, isin(found.values, y, { invert: true }));
  return chosen(mask, found.values, given.size, () => given.fillValue ?? 0);
}

/**
 * The different elements that are in one of both arrays only, in ascending order.
 *
 *     jnp.setxor1d([3, 1], [1, 2]) // [2. 3.]
 *
 * Throws a ConcretizationTypeError for a traced array without `size`. Source: `jax.numpy.setxor1d`.
 */
export function setxor1d(
  x: ArrayLike,
  y: ArrayLike,
  ...rest: Arguments<SetOptions, ["assumeUnique"]>
): Value {
  const others = ["size", "fillValue"] as const;
  const { size, fillValue } = expectArguments<SetOptions>("setxor1d(x, y)", rest, ["assumeUnique?"], others);
  const rows = promoteDtypes([x, y], "setxor1d").map((v) => ravel(v));
  const sides = rows.map((v) => distinct(v, "setxor1d", sized(v, size)));
  const masks = sides.map(({ values, isFound }, i) =>
    logicalAnd(isFound, isin(values, rows[1 - i], { invert: true })),
  );
  // In ascending order, and behind them what is not in the result.
  const isOut = bitwiseNot(concatenate(masks));
  const both = [convertTo(isOut, "int32"), concatenate(sides.map((side) => side.values))];
  const [last, values] = sorting.sort(both, { dimension: 0, numKeys: 2 });
  const mask = equal(last, 0);
  return chosen(mask, values, size, () => fillValue ?? leastOf(mask, values));
}
