/** Axes, as numbers and as lists of them. */

import { ValueError } from "../ir/errors.js";
import { staticNumber } from "../trace/static.js";

/** `0 … n - 1`. */
export function indices(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}

/** A list as JAX's messages show a Python tuple of numbers or tuples. */
export function showTuple(list: readonly (number | readonly number[])[]): string {
  const parts = list.map((x) => (typeof x === "number" ? String(x) : showTuple(x)));
  return parts.length === 1 ? `(${parts[0]},)` : `(${parts.join(", ")})`;
}

/** An axis as a number from 0; throws in NumPy's words when there is no such axis, and for a traced one. */
export function canonicalAxis(given: number, ndim: number): number {
  const axis = staticNumber(given, "the axis argument");
  if (!Number.isInteger(axis) || axis < -ndim || axis >= ndim)
    throw new ValueError(`axis ${axis} is out of bounds for array of dimension ${ndim}`);
  return axis < 0 ? axis + ndim : axis;
}

/** Distinct axes, in order, as numbers from 0. */
export function canonicalAxes(axes: readonly number[], ndim: number): number[] {
  const result = axes.map((axis) => canonicalAxis(axis, ndim)).sort((a, b) => a - b);
  if (new Set(result).size !== result.length) throw new ValueError(`repeated axis in ${showTuple(axes)}`);
  return result;
}

/** The axes of an array that are not among these. */
export function keptAxes(ndim: number, axes: readonly number[]): number[] {
  return indices(ndim).filter((axis) => !axes.includes(axis));
}

/** The permutation that undoes this one. */
export function invert(permutation: readonly number[]): number[] {
  return permutation.map((_, axis) => permutation.indexOf(axis));
}

/** The same axes behind a new leading one. */
export const raise = (axes: readonly number[]): number[] => axes.map((axis) => axis + 1);
