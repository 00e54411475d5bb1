/** Arrays from nothing. */

import { ArrayType, showShape } from "../ir/arrayType.js";
import type { DType } from "../ir/dtype.js";
import { TypeError } from "../ir/errors.js";
import { cast, scalarType } from "../ir/expression.js";
import { allocate, filled, HostArray, scalar } from "../trace/hostArray.js";
import type { Primitive } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { broadcastTo } from "./reshaping.js";

interface IotaParams {
  readonly dimension: number;
  readonly dtype: DType;
  readonly shape: readonly number[];
  /** Always null; JAX shows it. */
  readonly sharding: null;
}

/** Counts 0, 1, 2 … along one dimension. */
const iotaP: Primitive<IotaParams> = {
  name: "iota",
  type(_inputs, { dimension, dtype, shape }) {
    if (dtype === "bool" || dtype === "float0")
      throw new TypeError(
        `iota does not accept dtype ${dtype}. Accepted dtypes are subtypes of integer, floating, complexfloating.`,
      );
    if (shape.some((n) => n < 0))
      throw new TypeError(`iota shape must have every element be nonnegative, got ${showShape(shape)}.`);
    if (!Number.isInteger(dimension) || dimension < 0 || dimension >= shape.length)
      throw new TypeError(
        `iota dimension must be between 0 and len(shape), got dimension=${dimension} for ${shape.length} dimensions`,
      );
    return [new ArrayType(dtype, shape)];
  },
  evaluate(_inputs, params) {
    const [type] = iotaP.type([], params);
    const { dimension, dtype, shape } = params;
    const values = allocate(dtype, type.size);
    const stride = shape.slice(dimension + 1).reduce((a, b) => a * b, 1);
    for (let i = 0; i < values.length; i++) values[i] = Math.floor(i / stride) % shape[dimension];
    return [new HostArray(type, values)];
  },
  lowering: {
    kind: "view",
    at: (index, _read, _types, { dimension, dtype }) => cast(scalarType(dtype), index[dimension]),
  },
  batch: (_inputs, _batched, _size, params) => ({ outputs: [bind1(iotaP, [], params)], batched: [false] }),
  jvp: (_primals, _tangents, params) => ({ primals: [bind1(iotaP, [], params)], tangents: [null] }),
};

export const creationPrimitives: readonly Primitive[] = [iotaP];

/** 0, 1, 2 … size - 1; of a shape, the same along one dimension. Throws a TypeError for bool. */
export function iota(dtype: DType, shape: number | readonly number[], dimension = 0): Value {
  return broadcastedIota(dtype, typeof shape === "number" ? [shape] : shape, dimension);
}

/**
 * An array of this shape that counts along one dimension. Throws a TypeError for bool and for a dimension outside of the shape.
 */
export function broadcastedIota(dtype: DType, shape: readonly number[], dimension: number): Value {
  return bind1(iotaP, [], { dimension, dtype, shape, sharding: null });
}

/** An array of this type filled with one value. Large arrays are not made until they are needed. */
export function fullOf(value: number | boolean, type: ArrayType): Value {
  if (type.dtype === "float0" || type.size <= 1) return filled(value, type);
  return broadcastTo(scalar(value, type.with({ shape: [] })), type.shape);
}

/** Zeros of a type, float0 included. */
export function zerosOf(type: ArrayType): Value {
  return fullOf(0, type);
}

/** Ones of a type. */
export function onesOf(type: ArrayType): Value {
  return fullOf(1, type);
}
