/** Elements at places given by arrays of numbers. */

import { ArrayType } from "../ir/arrayType.js";
import { isInteger } from "../ir/dtype.js";
import { gather } from "../primitives/gather.js";
import * as comparison from "../primitives/comparison.js";
import * as views from "../primitives/views.js";
import { TypeError, ValueError } from "../trace/errors.js";
import { allocate, HostArray } from "../trace/hostArray.js";
import { concretizationError, Tracer } from "../trace/trace.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { add, mod } from "./arithmetic.js";
import { concatenate } from "./joining.js";
import { broadcastShapes, canonicalAxis, constantLike, convertTo, expandTo, toValue } from "./promotion.js";
import { between, ravel } from "./shape.js";
import { where } from "./where.js";

/**
 * What happens with a place outside: "fill" gives NaN (for integers the least one, or the greatest uint32) or
 * `fillValue`, "clip" the nearest element (the first one for negative numbers, too), "wrap" goes round.
 */
export type TakeMode = "fill" | "clip" | "wrap";

export interface TakeOptions {
  /** Along which axis; in the raveled array without it. */
  axis?: number | null;
  /** Default "fill". */
  mode?: TakeMode;
  fillValue?: number;
}

/** Integer indices as an array. Lists of integral numbers are int32; floats are a TypeError. */
export function indexArray(x: ArrayLike): Value {
  const value = toValue(x, "indexing");
  if (isInteger(value.dtype)) return value;
  const isLiteral = typeof x === "number" || Array.isArray(x);
  const isIntegral =
    value instanceof HostArray && value.dtype === "float32" && value.values.every(Number.isInteger);
  if (isLiteral && isIntegral) return convertTo(value, "int32");
  throw new TypeError(`Indexer must have integer or boolean type, got indexer with type ${value.dtype}`);
}

/** Indices counted from the front: negative ones have the axis length added. */
export function fromFront(index: Value, length: number): Value {
  if (index.dtype === "uint32") return index;
  if (!(index instanceof HostArray)) {
    const isNegative = comparison.lt(index, constantLike(index, 0));
    return where(isNegative, add(index, constantLike(index, length)), index);
  }
  if (!index.values.some((i) => i < 0)) return index;
  const values = allocate(index.dtype, index.size);
  index.values.forEach((i, n) => (values[n] = i < 0 ? i + length : i));
  return new HostArray(index.type, values);
}

function placesIn(index: Value, length: number, mode: TakeMode): Value {
  if (mode === "clip") return index;
  return mode === "wrap" ? mod(index, constantLike(index, length)) : fromFront(index, length);
}

/** The elements (or along `axis` the slices) with these numbers. Negative numbers count from the end. */
export function take(
  x: ArrayLike,
  indices: ArrayLike,
  { axis, mode = "fill", fillValue }: TakeOptions = {},
): Value {
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
    { mode: mode === "fill" ? "fill" : "clip", fillValue: fillValue ?? null },
  );
}

/**
 * For each place of `indices`, the element of the same row of x with that number: as `argsort` and `argmax` give them.
 */
export function takeAlongAxis(
  x: ArrayLike,
  indices: ArrayLike,
  { axis, mode = "fill", fillValue }: TakeOptions = {},
): Value {
  let [value, index] = [toValue(x, "take_along_axis"), indexArray(indices)];
  if (axis === undefined || axis === null) value = ravel(value);
  if (value.ndim !== index.ndim)
    throw new ValueError(
      `indices and arr must have the same number of dimensions; ${index.ndim} vs. ${value.ndim}`,
    );
  const at = canonicalAxis(axis ?? 0, value.ndim);
  const withoutAxis = (v: Value): number[] => v.shape.map((d, i) => (i === at ? 1 : d));
  const common = broadcastShapes("take_along_axis", [withoutAxis(value), withoutAxis(index)]);
  const spread = (v: Value): Value => expandTo(v, common.map((d, i) => (i === at ? v.shape[at] : d))); // prettier-ignore
  [value, index] = [spread(value), placesIn(spread(index), value.shape[at], mode)];
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

/** The elements of an array, where the result's shape depends on them. Throws for traced arrays. */
export function elementsOf(x: Value, name: string): HostArray {
  if (x instanceof HostArray) return x;
  const concrete = x instanceof Tracer ? x.concrete() : undefined;
  if (concrete) return elementsOf(concrete, name);
  if (x instanceof Tracer)
    throw concretizationError(x, `the size of the output of ${name} depends on its elements`);
  throw new TypeError(
    `${name} needs the elements of its argument, which are on the device: await x.data() first`,
  );
}

function int32(values: readonly number[]): HostArray {
  return new HostArray(new ArrayType("int32", [values.length]), Int32Array.from(values));
}

/** For each axis the coordinates of the elements that are not zero. The elements must be known. */
export function nonzero(x: ArrayLike): Value[] {
  const value = elementsOf(toValue(x, "nonzero"), "nonzero");
  const places = [...value.values.keys()].filter((i) => value.values[i] !== 0);
  let stride = value.size;
  return value.shape.map((d) => {
    stride /= d;
    return int32(places.map((p) => Math.floor(p / stride) % d));
  });
}

/** The places of the elements that are not zero in the raveled array. */
export function flatnonzero(x: ArrayLike): Value {
  return nonzero(ravel(x))[0];
}

/** The coordinates of the elements that are not zero, one row for each. */
export function argwhere(x: ArrayLike): Value {
  const columns = nonzero(x).map((c) => views.reshape(c, [c.size, 1]));
  return concatenate(columns, { axis: 1 });
}

/** The slices (along `axis`) or elements where the condition, a row of booleans, is true. */
export function compress(condition: ArrayLike, x: ArrayLike, { axis }: { axis?: number | null } = {}): Value {
  return take(x, flatnonzero(condition), { axis });
}

/** The elements where the condition is true, as one row. */
export function extract(condition: ArrayLike, x: ArrayLike): Value {
  return take(x, flatnonzero(condition));
}

/** The array without the slices with these numbers. */
function deleteAt(
  x: ArrayLike,
  places: number | readonly number[],
  { axis }: { axis?: number | null } = {},
): Value {
  let value = toValue(x, "delete");
  if (axis === undefined || axis === null) value = ravel(value);
  const at = canonicalAxis(axis ?? 0, value.ndim);
  const length = value.shape[at];
  const gone = new Set((typeof places === "number" ? [places] : places).map((p) => (p < 0 ? p + length : p)));
  for (const p of gone) if (!(p >= 0 && p < length)) throw new ValueError(`index ${p} is out of bounds for axis ${at} with size ${length}`); // prettier-ignore
  const rest = Array.from({ length }, (_, i) => i).filter((i) => !gone.has(i));
  return take(value, Int32Array.from(rest), { axis: at });
}
export { deleteAt as delete };

/** The array with `values` put in before the slice with this number. */
export function insert(
  x: ArrayLike,
  place: number,
  values: ArrayLike,
  { axis }: { axis?: number | null } = {},
): Value {
  let value = toValue(x, "insert");
  if (axis === undefined || axis === null) value = ravel(value);
  const at = canonicalAxis(axis ?? 0, value.ndim);
  const length = value.shape[at];
  const before = place < 0 ? place + length : place;
  let added = convertTo(toValue(values, "insert"), value.dtype);
  if (added.ndim < value.ndim) {
    const count = value.ndim === 1 && added.ndim === 0 ? 1 : added.ndim === value.ndim - 1 ? 1 : added.size;
    added = expandTo(added, value.shape.map((d, i) => (i === at ? count : d))); // prettier-ignore
  }
  return concatenate([between(value, at, 0, before), added, between(value, at, before, length)], {
    axis: at,
  });
}

/** The different elements, sorted. The elements must be known. */
export function unique(x: ArrayLike): Value {
  const { type, values } = elementsOf(toValue(x, "unique"), "unique");
  const found = Array.from(new Set(values)).sort((a, b) =>
    Number.isNaN(a) ? 1 : Number.isNaN(b) ? -1 : a - b,
  );
  const result = allocate(type.dtype, found.length);
  result.set(found);
  return new HostArray(new ArrayType(type.dtype, [found.length]), result);
}
