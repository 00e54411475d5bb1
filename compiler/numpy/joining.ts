/** Several arrays to one, one array to several, and borders. */

import { toDType } from "../ir/dtype.js";
import { sameShape, showShape } from "../ir/arrayType.js";
import * as views from "../primitives/views.js";
import { ValueError } from "../trace/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { canonicalAxis, convertTo, expandTo, promoteDtypes, toValue } from "./promotion.js";
import { atleast1d, atleast2d, atleast3d, between, ravel } from "./shape.js";

/** A list of arrays, or one array that stands for the list of its rows. */
export type Arrays = readonly ArrayLike[] | Value;

function listOf(xs: Arrays, name: string): readonly ArrayLike[] {
  return Array.isArray(xs) ? (xs as readonly ArrayLike[]) : unstack(toValue(xs, name));
}

/** Arrays one after the other along an existing axis (default 0); `axis: null` as one long row. */
export function concatenate(
  xs: Arrays,
  { axis = 0, dtype }: { axis?: number | null; dtype?: string } = {},
): Value {
  const list = listOf(xs, "concatenate");
  if (list.length === 0) throw new TypeError("Need at least one array to concatenate.");
  let values = promoteDtypes(list, "concatenate");
  if (dtype !== undefined) values = values.map((v) => astypeByName(v, dtype));
  if (axis === null) values = values.map((v) => ravel(v));
  if (values[0].ndim === 0) throw new TypeError("Zero-dimensional arrays cannot be concatenated.");
  const at = canonicalAxis(axis ?? 0, values[0].ndim);
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

/** Arrays of one shape along a new axis (default 0). */
export function stack(xs: Arrays, { axis = 0, dtype }: { axis?: number; dtype?: string } = {}): Value {
  const values = promoteDtypes(listOf(xs, "stack"), "stack");
  if (values.length === 0) throw new TypeError("Need at least one array to stack.");
  if (values.some((v) => !sameShape(v.shape, values[0].shape)))
    throw new TypeError(
      `All input arrays must have the same shape. Got ${values.map((v) => showShape(v.shape)).join(", ")}.`,
    );
  const at = canonicalAxis(axis, values[0].ndim + 1);
  return concatenate(values.map((v) => views.expandDims(v, [at])), { axis: at, dtype }); // prettier-ignore
}

/** The rows of an array along an axis (default 0), each without that axis. */
export function unstack(x: ArrayLike, { axis = 0 }: { axis?: number } = {}): Value[] {
  const value = toValue(x, "unstack");
  const at = canonicalAxis(axis, value.ndim);
  return Array.from({ length: value.shape[at] }, (_, i) => views.squeeze(between(value, at, i, i + 1), [at]));
}

/** Arrays on top of each other (axis 0), each of at least two axes. */
export function vstack(xs: Arrays): Value {
  return concatenate(listOf(xs, "vstack").map((x) => atleast2d(x)), { axis: 0 }); // prettier-ignore
}

/** Arrays beside each other (axis 1; axis 0 for one-dimensional ones). */
export function hstack(xs: Arrays): Value {
  const values = listOf(xs, "hstack").map((x) => atleast1d(x));
  return concatenate(values, { axis: values[0]?.ndim === 1 ? 0 : 1 });
}

/** Arrays behind each other (axis 2), each of at least three axes. */
export function dstack(xs: Arrays): Value {
  return concatenate(listOf(xs, "dstack").map((x) => atleast3d(x)), { axis: 2 }); // prettier-ignore
}

/** One-dimensional arrays as columns of a matrix. */
export function columnStack(xs: Arrays): Value {
  const columns = listOf(xs, "column_stack").map((x) => {
    const value = toValue(x, "column_stack");
    return value.ndim < 2 ? views.reshape(value, [value.size, 1]) : value;
  });
  return concatenate(columns, { axis: 1 });
}

/** `y` after `x`, along an axis or (without one) as one long row. */
export function append(x: ArrayLike, y: ArrayLike, { axis = null }: { axis?: number | null } = {}): Value {
  return concatenate([x, y], { axis });
}

/**
 * Parts along an axis: a number of equal parts, or cut at these places. Throws a ValueError when the parts are not equal.
 */
export function split(
  x: ArrayLike,
  sections: number | readonly number[],
  { axis = 0 }: { axis?: number } = {},
): Value[] {
  const value = toValue(x, "split");
  const length = value.shape[canonicalAxis(axis, value.ndim)];
  if (typeof sections === "number" && length % sections !== 0)
    throw new ValueError(`array split does not result in an equal division: rest is ${length % sections}`);
  return arraySplit(value, sections, { axis });
}

/** Parts along an axis, nearly equal: the first ones are one longer where it doesn't come out even. */
export function arraySplit(
  x: ArrayLike,
  sections: number | readonly number[],
  { axis = 0 }: { axis?: number } = {},
): Value[] {
  const value = toValue(x, "array_split");
  const at = canonicalAxis(axis, value.ndim);
  const length = value.shape[at];
  const clamp = (i: number): number => Math.min(Math.max(i < 0 ? i + length : i, 0), length);
  const cuts =
    typeof sections === "number"
      ? Array.from(
          { length: sections - 1 },
          (_, i) => (i + 1) * Math.floor(length / sections) + Math.min(i + 1, length % sections),
        )
      : sections.map(clamp);
  if (cuts.every((cut, i) => cut >= (cuts[i - 1] ?? 0))) {
    return views.split(value, [...cuts, length].map((cut, i) => cut - (cuts[i - 1] ?? 0)), at); // prettier-ignore
  }
  return [0, ...cuts].map((start, i) => {
    const stop = i < cuts.length ? cuts[i] : length;
    return between(value, at, start, Math.max(start, stop));
  });
}

/** `split` along axis 0. */
export function vsplit(x: ArrayLike, sections: number | readonly number[]): Value[] {
  return split(x, sections, { axis: 0 });
}

/** `split` along axis 1, or 0 for a one-dimensional array. */
export function hsplit(x: ArrayLike, sections: number | readonly number[]): Value[] {
  const value = toValue(x, "hsplit");
  return split(value, sections, { axis: value.ndim === 1 ? 0 : 1 });
}

export type PadWidth = number | readonly [number, number] | readonly (readonly [number, number])[];
export type PadMode = "constant" | "edge" | "reflect" | "symmetric" | "wrap";

function widthsOf(width: PadWidth, ndim: number): (readonly [number, number])[] {
  if (typeof width === "number") return Array.from({ length: ndim }, () => [width, width] as const);
  if (typeof width[0] === "number")
    return Array.from({ length: ndim }, () => width as readonly [number, number]);
  const pairs = width as readonly (readonly [number, number])[];
  if (pairs.length === 1) return Array.from({ length: ndim }, () => pairs[0]);
  if (pairs.length !== ndim)
    throw new ValueError(`pad: ${pairs.length} widths for an array with ${ndim} axes`);
  return [...pairs];
}

/**
 * With a border: `padWidth` is one number, `[before, after]`, or a pair for each axis. `mode` "constant" (default) fills with
 * `constantValues` (0); "edge" repeats the outermost element, "reflect" mirrors without it, "symmetric" with it, "wrap" goes round.
 */
export function pad(
  x: ArrayLike,
  padWidth: PadWidth,
  { mode = "constant", constantValues = 0 }: { mode?: PadMode; constantValues?: ArrayLike } = {},
): Value {
  const value = toValue(x, "pad");
  const widths = widthsOf(padWidth, value.ndim);
  if (widths.some(([before, after]) => before < 0 || after < 0))
    throw new ValueError("index can't contain negative values");
  if (mode === "constant") {
    const fill = convertTo(toValue(constantValues, "pad"), value.dtype);
    return views.pad(value, expandTo(fill, []), widths.map(([before, after]) => [before, after, 0] as const)); // prettier-ignore
  }
  return widths.reduce((result, [before, after], axis) => padAxis(result, axis, before, after, mode), value);
}

function padAxis(x: Value, axis: number, before: number, after: number, mode: PadMode): Value {
  const length = x.shape[axis];
  if (before === 0 && after === 0) return x;
  if (length === 0) throw new ValueError(`cannot pad an empty axis with mode ${mode}`);
  // Runs of consecutive elements, upwards or downwards, make one slice each.
  const period = mode === "wrap" ? length : mode === "symmetric" ? 2 * length : Math.max(2 * length - 2, 1);
  const source = (i: number): number => {
    if (mode === "edge") return Math.min(Math.max(i, 0), length - 1);
    const place = ((i % period) + period) % period;
    if (place < length) return place;
    return mode === "symmetric" ? 2 * length - 1 - place : 2 * length - 2 - place;
  };
  const places = Array.from({ length: before + length + after }, (_, i) => source(i - before));
  const parts: Value[] = [];
  for (let i = 0; i < places.length;) {
    let end = i + 1;
    const next = end < places.length ? places[end] - places[i] : 1;
    const step = Math.abs(next) <= 1 ? next : 1;
    while (end < places.length && places[end] - places[end - 1] === step) end++;
    const [first, last] = [places[i], places[end - 1]];
    const run = between(x, axis, Math.min(first, last), Math.max(first, last) + 1);
    const repeated = step === 0 ? expandTo(run, x.shape.map((d, a) => (a === axis ? end - i : d))) : run; // prettier-ignore
    parts.push(step < 0 ? views.rev(repeated, [axis]) : repeated);
    i = end;
  }
  return concatenate(parts, { axis });
}

/** Blocks put together to a matrix: a list of rows, each a list of matrices of one height. */
export function block(rows: readonly (readonly ArrayLike[])[]): Value {
  return concatenate(rows.map((row) => concatenate(row, { axis: -1 })), { axis: -2 }); // prettier-ignore
}
