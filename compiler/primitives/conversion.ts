/** Conversion between dtypes, by value and by bits. */

import { ArrayType } from "../ir/arrayType.js";
import { type DType, isFloating } from "../ir/dtype.js";
import { TypeError } from "../ir/errors.js";
import {
  binary,
  bitcast,
  call,
  cast,
  type Expr,
  isFloat,
  literal,
  type ScalarType,
  scalarType,
} from "../ir/expression.js";
import { convert, type HostData, HostArray } from "../trace/hostArray.js";
import type { Primitive } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";

interface ConvertParams {
  readonly newDtype: DType;
  readonly weakType: boolean;
}

/**
 * Floats go to integers toward zero, clamped to the range, NaN to 0; integers to integers by their low bits; anything
 * but zero to true.
 */
const convertElementTypeP: Primitive<ConvertParams> = {
  name: "convert_element_type",
  type: ([x], { newDtype, weakType }) => [new ArrayType(newDtype, x.shape, weakType)],
  evaluate: ([x], { newDtype, weakType }) => [
    new HostArray(new ArrayType(newDtype, x.shape, weakType), convert(x, newDtype)),
  ],
  lowering: { kind: "scalar", emit: ([x], _types, { newDtype }) => emitConvert(x, scalarType(newDtype)) },
  batch: ([x], _batched, _size, params) => ({
    outputs: [bind1(convertElementTypeP, [x], params)],
    batched: [true],
  }),
  jvp([x], [t], params) {
    const out = bind1(convertElementTypeP, [x], params);
    const flows = t !== null && isFloating(params.newDtype);
    return { primals: [out], tangents: [flows ? bind1(convertElementTypeP, [t], params) : null] };
  },
  transpose([ct], _inputs, [type]) {
    if (ct === null || !isFloating(type.dtype)) return [null];
    return [bind1(convertElementTypeP, [ct], { newDtype: type.dtype, weakType: type.weakType })];
  },
};

function emitConvert(x: Expr, to: ScalarType): Expr {
  const fromFloat = isFloat(x.type);
  if (to === "bool" && x.type !== "bool") return binary("ne", x, literal(x.type, 0));
  if (fromFloat && x.type !== "f64" && to === "i32") return call("pb_f32_to_i32", "i32", cast("f32", x));
  if (fromFloat && x.type !== "f64" && to === "u32") return call("pb_f32_to_u32", "u32", cast("f32", x));
  return cast(to, x);
}

interface BitcastParams {
  readonly newDtype: DType;
}

const wordTypes: readonly DType[] = ["float32", "int32", "uint32"];

const bitcastConvertTypeP: Primitive<BitcastParams> = {
  name: "bitcast_convert_type",
  type([x], { newDtype }) {
    const same = x.dtype === newDtype || (wordTypes.includes(x.dtype) && wordTypes.includes(newDtype));
    if (!same)
      throw new TypeError(
        `bitcast_convert_type converts between ${wordTypes.join(", ")}, which have 32 bits; got ${x.dtype} to ${newDtype}.`,
      );
    return [new ArrayType(newDtype, x.shape)];
  },
  evaluate([x], params) {
    const [type] = bitcastConvertTypeP.type([x.type], params);
    return [new HostArray(type, wordsAs(x.values, type.dtype))];
  },
  lowering: { kind: "scalar", emit: ([x], _types, { newDtype }) => bitcast(scalarType(newDtype), x) },
  batch: ([x], _batched, _size, params) => ({
    outputs: [bind1(bitcastConvertTypeP, [x], params)],
    batched: [true],
  }),
  jvp: ([x], _tangents, params) => ({ primals: [bind1(bitcastConvertTypeP, [x], params)], tangents: [null] }),
};

function wordsAs(values: HostData, dtype: DType): HostData {
  if (values.BYTES_PER_ELEMENT !== 4) return values;
  const { buffer, byteOffset, length } = values;
  if (dtype === "int32") return new Int32Array(buffer, byteOffset, length);
  return dtype === "uint32"
    ? new Uint32Array(buffer, byteOffset, length)
    : new Float32Array(buffer, byteOffset, length);
}

export const conversionPrimitives: readonly Primitive[] = [convertElementTypeP, bitcastConvertTypeP];

/**
 * The array in another dtype: floats to integers toward zero, clamped, NaN to 0; anything but zero to true.
 * The array itself if there is nothing to change.
 */
export function convertElementType(x: Value, newDtype: DType, weakType = false): Value {
  if (x.dtype === newDtype && x.weakType === weakType) return x;
  return bind1(convertElementTypeP, [x], { newDtype, weakType });
}

/** The same bits as another dtype of 32 bits. Throws a TypeError for bool and float16. */
export function bitcastConvertType(x: Value, newDtype: DType): Value {
  return bind1(bitcastConvertTypeP, [x], { newDtype });
}
