/** Conversion between dtypes, by value and by bits. */

import { ArrayType } from "../ir/arrayType.js";
import { type DType, greatest, heldAs, isFloating, isInteger, isNarrow, least } from "../ir/dtype.js";
import { TypeError } from "../ir/errors.js";
import { binary, bitcast, call, cast, type Expr, isFloat, literal, scalarType } from "../ir/expression.js";
import { allocate, convert, HostArray, type HostData } from "../trace/hostArray.js";
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
  lowering: { kind: "scalar", emit: ([x], _types, { newDtype }) => emitConvert(x, newDtype) },
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

function emitConvert(x: Expr, newDtype: DType): Expr {
  const fromFloat = isFloat(x.type);
  const to = scalarType(newDtype);
  if (fromFloat && isNarrow(newDtype) && isInteger(newDtype)) {
    const whole = emitConvert(x, heldAs(newDtype));
    const [low, high] = [least(newDtype), greatest(newDtype)].map((v) => literal(to, v));
    return binary("min", binary("max", whole, low), high);
  }
  if (to === "bool" && x.type !== "bool") return binary("ne", x, literal(x.type, 0));
  if (fromFloat && x.type !== "f64" && to === "i32") return call("pb_f32_to_i32", "i32", cast("f32", x));
  if (fromFloat && x.type !== "f64" && to === "u32") return call("pb_f32_to_u32", "u32", cast("f32", x));
  return cast(to, x);
}

interface BitcastParams {
  readonly newDtype: DType;
}

/** Dtypes of as many bits, between which bits can go. */
const sameBits: readonly (readonly DType[])[] = [
  ["float32", "int32", "uint32"],
  ["bfloat16", "int16", "uint16"],
  ["int8", "uint8"],
];

const haveSameBits = (a: DType, b: DType): boolean =>
  a === b || sameBits.some((set) => set.includes(a) && set.includes(b));

const bitcastConvertTypeP: Primitive<BitcastParams> = {
  name: "bitcast_convert_type",
  type([x], { newDtype }) {
    if (!haveSameBits(x.dtype, newDtype))
      throw new TypeError(
        `bitcast_convert_type converts between dtypes of as many bits, ${sameBits.map((set) => set.join(", ")).join("; ")}; ` +
          `got ${x.dtype} to ${newDtype}.`,
      );
    return [new ArrayType(newDtype, x.shape)];
  },
  evaluate([x], params) {
    const [type] = bitcastConvertTypeP.type([x.type], params);
    return [
      new HostArray(type, isNarrow(x.dtype) ? shortWordsAs(x, type.dtype) : wordsAs(x.values, type.dtype)),
    ];
  },
  lowering: {
    kind: "scalar",
    emit: ([x], { inputs }, { newDtype }) => emitBits(x, inputs[0].dtype, newDtype),
  },
  batch: ([x], _batched, _size, params) => ({
    outputs: [bind1(bitcastConvertTypeP, [x], params)],
    batched: [true],
  }),
  jvp: ([x], _tangents, params) => ({ primals: [bind1(bitcastConvertTypeP, [x], params)], tangents: [null] }),
};

/** bfloat16 is the upper half of the float32 by which it is held; integers wrap when they are made to fit. */
function emitBits(x: Expr, from: DType, to: DType): Expr {
  const half = literal("u32", 16);
  if (from === to || !(from === "bfloat16" || to === "bfloat16")) return bitcast(scalarType(to), x);
  if (from === "bfloat16") return cast(scalarType(to), binary("shr", bitcast("u32", x), half));
  return bitcast("f32", binary("shl", cast("u32", x), half));
}

function shortWordsAs({ dtype, values }: HostArray, to: DType): HostData {
  const result = allocate(to, values.length);
  if (dtype === to) result.set(values);
  else if (dtype === "bfloat16")
    result.set(new Uint32Array(Float32Array.from(values).buffer).map((word) => word >>> 16));
  else if (to === "bfloat16") new Uint32Array(result.buffer).set(Uint32Array.from(values, (x) => x << 16));
  else result.set(values);
  return result;
}

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
