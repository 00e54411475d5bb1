/** Places in arrays, as users give them: integers of any kind, counted from the front or from the end. */

import { isFloating, isInteger, isUnsigned } from "../ir/dtype.js";
import { TypeError } from "../ir/errors.js";
import * as comparison from "../primitives/comparison.js";
import { allocate, HostArray } from "../trace/hostArray.js";
import { concretizationError, Tracer } from "../trace/tracer.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { add } from "./arithmetic.js";
import { constantLike, convertTo, toValue } from "./promotion.js";
import { where } from "./where.js";

/** Indices as an array of integers. Concrete whole numbers are int32, whatever their dtype; other floats are a TypeError. */
export function indexArray(x: ArrayLike, where = "indexing"): Value {
  const value = toValue(x, where);
  if (isInteger(value.dtype)) return value;
  // JavaScript does not tell 2 from 2.0, so that `jnp.array([0, 2])` is of floats.
  const isIntegral =
    value instanceof HostArray && isFloating(value.dtype) && value.values.every(Number.isInteger);
  if (isIntegral) return convertTo(value, "int32");
  throw new TypeError(`Indexer must have integer or boolean type, got indexer with type ${value.dtype}`, {
    hint: 'Arrays of numbers are float32 unless told otherwise: make indices with { dtype: "int32" }.',
  });
}

/** Indices counted from the front: negative ones have the axis length added. */
export function fromFront(index: Value, length: number): Value {
  if (isUnsigned(index.dtype)) return index;
  if (!(index instanceof HostArray)) {
    const isNegative = comparison.lt(index, constantLike(index, 0));
    return where(isNegative, add(index, constantLike(index, length)), index);
  }
  if (!index.values.some((i) => i < 0)) return index;
  const values = allocate(index.dtype, index.size);
  index.values.forEach((i, n) => (values[n] = i < 0 ? i + length : i));
  return new HostArray(index.type, values);
}

/**
 * The elements of an array, where the result's shape depends on them. Throws for traced arrays, by what JAX asks for then: the
 * size of the result.
 */
export function elementsOf(x: Value, name: string, context = sizeOf(name), type = x.type): HostArray {
  if (x instanceof HostArray) return x;
  const concrete = x instanceof Tracer ? x.concrete() : undefined;
  if (concrete) return elementsOf(concrete, name, context);
  if (x instanceof Tracer) throw concretizationError(x, context, type);
  throw new TypeError(
    `${name} needs the elements of its argument, which are on the device: await x.data() first`,
  );
}

function sizeOf(name: string): string {
  return `The size argument of jnp.${name} must be statically specified to use jnp.${name} within JAX transformations.`;
}
