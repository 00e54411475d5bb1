/** Functions of `numpy` that make arrays. */

import type { Natives } from "../objects/native.js";
import { floatType } from "../objects/types.js";
import type { Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { toInt, toNdArray, toShape } from "./convert.js";
import { dtypeOr, float64, int64, promoteTwo } from "./elementTypes.js";
import { NdArray } from "./ndarray.js";
import { resultType } from "./ufuncs.js";
import { given } from "./arguments.js";

function makeArray(x: Value, dtype?: Value, copy?: Value, ndmin?: Value): NdArray {
  const type = dtypeOr(dtype, undefined);
  let a = toNdArray(x, type);
  if (a === x || a.base !== null || !a.isWriteable) a = copy === false && a === x ? a : a.copy();
  return given(ndmin) ? withAxesInFront(a, toInt(ndmin)) : a;
}

function withAxesInFront(a: NdArray, ndim: number): NdArray {
  const more = Math.max(0, ndim - a.ndim);
  return a.view(
    [...new Array<number>(more).fill(1), ...a.shape],
    [...new Array<number>(more).fill(0), ...a.strides],
  );
}

function asArray(x: Value, dtype?: Value): NdArray {
  return toNdArray(x, dtypeOr(dtype, undefined));
}

function arange(start: Value, stop: Value | undefined, step: Value | undefined, dtype?: Value): NdArray {
  const [from, to] = given(stop) ? [start, stop] : [0n, start];
  const by = step ?? 1n;
  const parts = [from, to, by].map((x) => toNdArray(x));
  const type = dtypeOr(
    dtype,
    parts.map((p) => p.dtype).reduce(promoteTwo).kind === "b" ? int64 : resultType([from, to, by]),
  );
  const [a, b, c] = parts.map((p) => Number(p.first()));
  if (c === 0) fail("ZeroDivisionError", "division by zero");
  const length = Math.max(0, Math.ceil((b - a) / c));
  if (!Number.isFinite(length)) fail("ValueError", "arange: cannot compute length");
  const result = NdArray.empty([length], type);
  const second = type.isFloat ? type.round(a + c) : a + c;
  const delta = second - a;
  for (let i = 0; i < length; i++) result.data[i] = type.cast(i === 1 ? second : a + i * delta, float64);
  return result;
}

function full(shape: Value, value: Value, dtype?: Value): NdArray {
  const source = toNdArray(value, dtypeOr(dtype, undefined));
  const result = NdArray.empty(toShape(shape), source.dtype);
  result.assign(source);
  return result;
}

/** Arguments that all of them have. */
const common = "dtype=None, order='C', *, device=None, like=None";

export const creationFunctions: Natives = {
  "array(object, dtype=None, *, copy=True, order='K', subok=False, ndmin=0, like=None)": (
    x: Value,
    dtype?: Value,
    copy?: Value,
    _order?: Value,
    _subok?: Value,
    ndmin?: Value,
  ) => makeArray(x, dtype, copy, ndmin),
  "asarray(a, dtype=None, order=None, *, device=None, copy=None, like=None)": (
    x: Value,
    dtype?: Value,
    _order?: Value,
    _device?: Value,
    copy?: Value,
  ) => (copy === true ? makeArray(x, dtype) : asArray(x, dtype)),
  "asanyarray(a, dtype=None, order=None, **kwargs)": asArray,
  "ascontiguousarray(a, dtype=None, *, like=None)"(x: Value, dtype?: Value) {
    const a = asArray(x, dtype);
    return a.isContiguous ? a : a.copy();
  },
  "copy(a, order='K', subok=False)": (x: Value) => toNdArray(x).copy(),
  [`zeros(shape, ${common})`]: (shape: Value, dtype?: Value) =>
    NdArray.empty(toShape(shape), dtypeOr(dtype, float64)),
  [`empty(shape, ${common})`]: (shape: Value, dtype?: Value) =>
    NdArray.empty(toShape(shape), dtypeOr(dtype, float64)),
  [`ones(shape, ${common})`]: (shape: Value, dtype?: Value) =>
    full(shape, 1n, given(dtype) ? dtype : floatType),
  [`full(shape, fill_value, ${common})`]: full,
  "_arange(start, stop, step, dtype)": arange,
};
