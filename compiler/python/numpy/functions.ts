/** Functions of `numpy` in TypeScript: those that touch elements. What is made of them is in `source/`. */

import { type PrintOptions, setPrintOptions } from "../../trace/format.js";
import { List, Slice, Tuple } from "../objects/containers.js";
import { listOf } from "../objects/iterate.js";
import type { Natives } from "../objects/native.js";
import { truth } from "../objects/truth.js";
import { plain, type Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { intArrayOf, isNested, shapeTuple, toInt, toInts, toNdArray, toShape } from "./convert.js";
import {
  bool,
  canCast,
  dtypeOr,
  type Element,
  type ElementType,
  float64,
  promoteTwo,
  toElementType,
} from "./elementTypes.js";
import { nonzero } from "./indexing.js";
import { dot, einsum, matmul } from "./linear.js";
import { broadcastShapes, checkAxis, compactShape, NdArray, reshape } from "./ndarray.js";
import { isScalar, makeScalar, scalarIfFlat, scalarTypes } from "./scalars.js";
import { argSort, searchSorted, sort, sortedPositions } from "./sorting.js";
import { applyUfunc, resultType } from "./ufuncs.js";
import { roundEven } from "./ufuncTable.js";
import { errorState, warn } from "./warnings.js";
import { given, deliver, axisOf } from "./arguments.js";
import { creationFunctions } from "./creation.js";
import { reductionFunctions } from "./reductionFunctions.js";
import { showArray, stringOf } from "./arrayText.js";

function concatenate(items: readonly NdArray[], axis: number | undefined, dtype?: ElementType): NdArray {
  if (items.length === 0) fail("ValueError", "need at least one array to concatenate");
  if (axis === undefined)
    return concatenate(
      items.map((a) => reshape(a, [-1])),
      0,
      dtype,
    );
  const { ndim } = items[0];
  if (ndim === 0) fail("ValueError", "zero-dimensional arrays cannot be concatenated");
  const along = checkAxis(axis, ndim);
  items.forEach((a, i) => checkParts(items[0], a, i, along));
  const type = dtype ?? items.map((a) => a.dtype).reduce(promoteTwo);
  const total = items.reduce((n, a) => n + a.shape[along], 0);
  const result = NdArray.empty(
    items[0].shape.map((n, i) => (i === along ? total : n)),
    type,
  );
  let offset = 0;
  for (const a of items) {
    result.view(a.shape, result.strides, offset).assign(a);
    offset += a.shape[along] * result.strides[along];
  }
  return result;
}

function checkParts(first: NdArray, a: NdArray, at: number, axis: number): void {
  if (a.ndim !== first.ndim)
    fail(
      "ValueError",
      `all the input arrays must have same number of dimensions, but the array at index 0 has ${first.ndim} dimension(s) and the array at index ${at} has ${a.ndim} dimension(s)`,
    );
  a.shape.forEach((n, i) => {
    if (i !== axis && n !== first.shape[i])
      fail(
        "ValueError",
        `all the input array dimensions except for the concatenation axis must match exactly, but along dimension ${i}, the array at index 0 has size ${first.shape[i]} and the array at index ${at} has size ${n}`,
      );
  });
}

function where(condition: Value, x?: Value, y?: Value): Value {
  const mask = toNdArray(condition);
  if (x === undefined && y === undefined) return new Tuple(nonzero(mask));
  if (x === undefined || y === undefined)
    return fail("ValueError", "either both or neither of x and y should be given");
  const type = resultType([x, y]);
  const parts = [mask.astype(bool), toNdArray(x).astype(type), toNdArray(y).astype(type)];
  const shape = broadcastShapes(parts.map((p) => p.shape));
  const [m, a, b] = parts.map((p) => p.broadcast(shape)!.flat());
  const result = NdArray.empty(shape, type);
  for (let i = 0; i < result.data.length; i++) result.data[i] = m[i] ? a[i] : b[i];
  return result;
}

function round(x: Value, decimals: Value = 0n, out?: Value): Value {
  const a = toNdArray(x);
  const n = toInt(decimals);
  if (!a.dtype.isFloat) return deliver(n >= 0 ? a.copy() : roundInts(a, n), out);
  const scale = 10 ** Math.abs(n);
  const { dtype } = a;
  const f = (v: number): number => {
    if (n === 0) return roundEven(v);
    const scaled = dtype.round(n > 0 ? v * scale : v / scale);
    return n > 0 ? roundEven(scaled) / scale : roundEven(scaled) * scale;
  };
  const values = dtype.convert(Array.from(a.flat() as Float64Array, f), float64);
  return deliver(new NdArray(values, dtype, a.shape), out);
}

function roundInts(a: NdArray, n: number): NdArray {
  const scale = 10 ** -n;
  const values = Array.from(a.flat() as ArrayLike<Element>, (x) => roundEven(Number(x) / scale) * scale);
  return new NdArray(a.dtype.convert(values, float64), a.dtype, a.shape);
}

/** Shares memory? */
function overlap(a: Value, b: Value): boolean {
  return a instanceof NdArray && b instanceof NdArray && a.data.buffer === b.data.buffer;
}

export const functions: Natives = {
  ...creationFunctions,
  ...reductionFunctions,
  "reshape(a, /, shape, order='C', *, copy=None)"(x: Value, shape: Value, order?: Value) {
    const a = toNdArray(x);
    return order === "F"
      ? reshape(a.transpose(), toInts(shape).reverse()).transpose()
      : reshape(a, toInts(shape));
  },
  "transpose(a, axes=None)"(x: Value, axes?: Value) {
    const a = toNdArray(x);
    return given(axes) ? a.transpose(permutation(toInts(axes), a)) : a.transpose();
  },
  "broadcast_to(array, shape, subok=False)"(x: Value, shape: Value) {
    const a = toNdArray(x);
    const lengths = toShape(shape);
    const result = a.broadcast(lengths);
    if (!result)
      return fail(
        "ValueError",
        a.ndim > lengths.length
          ? "input operand has more dimensions than allowed by the axis remapping"
          : `operands could not be broadcast together with remapped shapes [original->remapped]: ${compactShape(a.shape)}  and requested shape ${compactShape(lengths)}`,
      );
    const view = result.view(result.shape, result.strides);
    view.isWriteable = false;
    return view;
  },
  "concatenate(arrays, /, axis=0, out=None, *, dtype=None, casting='same_kind')": (
    arrays: Value,
    axis?: Value,
    out?: Value,
    dtype?: Value,
  ) =>
    deliver(
      concatenate(
        (arrays instanceof NdArray ? listOf(arrays) : listOf(arrays)).map((a) => toNdArray(a)),
        axis === null ? undefined : toInt(axis ?? 0n),
        dtypeOr(dtype, undefined),
      ),
      out,
    ),
  "where(condition, x=None, y=None, /)": where,
  "nonzero(a)": (a: Value) => new Tuple(nonzero(atLeastOne(toNdArray(a)))),
  "matmul(x1, x2, /, out=None, **kwargs)": (a: Value, b: Value, out?: Value) =>
    deliver(matmul(toNdArray(a), toNdArray(b)), out),
  "dot(a, b, out=None)"(a: Value, b: Value, out?: Value) {
    const [x, y] = [toNdArray(a), toNdArray(b)];
    return deliver(x.ndim === 0 || y.ndim === 0 ? applyUfunc("multiply", [a, b]) : dot(x, y), out);
  },
  "einsum(subscripts, *operands, out=None, **kwargs)": (
    text: Value,
    operands: readonly Value[],
    out?: Value,
  ) =>
    typeof text === "string"
      ? deliver(
          einsum(
            text,
            operands.map((x) => toNdArray(x)),
          ),
          out,
        )
      : fail("NotImplementedError", "einsum takes its subscripts as a string"),
  "round(a, decimals=0, out=None)": round,
  "around(a, decimals=0, out=None)": round,
  "sort(a, axis=-1, kind=None, order=None, *, stable=None)"(x: Value, axis?: Value) {
    const found = axisOf(axis, toNdArray(x), -1);
    return sort(found.a, found.axis);
  },
  "argsort(a, axis=-1, kind=None, order=None, *, stable=None)"(x: Value, axis?: Value) {
    const a = toNdArray(x);
    const found = axisOf(axis, a.ndim === 0 ? reshape(a, [1]) : a, -1);
    return argSort(found.a, found.axis);
  },
  "searchsorted(a, v, side='left', sorter=None)"(x: Value, v: Value, side: Value = "left", sorter?: Value) {
    let a = toNdArray(x);
    if (given(sorter)) a = sortedBy(a, toInts(sorter));
    const w = toNdArray(v);
    const type = promoteTwo(a.dtype, w.dtype);
    return scalarIfFlat(searchSorted(a.astype(type), w.astype(type), side === "right"));
  },
  "_order(a)": (x: Value) => intArrayOf(sortedPositions(toNdArray(x).flat())),
  "result_type(*arrays_and_dtypes)"(items: readonly Value[]) {
    const arrays = items.map((x) => {
      const isDtype =
        typeof x === "string" ||
        (typeof x === "object" &&
          x !== null &&
          !(x instanceof NdArray) &&
          !isScalar(x) &&
          !isNested(x) &&
          typeof plain(x) === "object" &&
          !("shape" in x));
      return isDtype ? NdArray.scalar(toElementType(x).isBig ? 0n : 0, toElementType(x)) : x;
    });
    return resultType(arrays).object;
  },
  "promote_types(type1, type2)": (a: Value, b: Value) =>
    promoteTwo(toElementType(a), toElementType(b)).object,
  "can_cast(from_, to, casting='safe')"(from: Value, to: Value, casting: Value = "safe") {
    if (typeof from === "bigint" || typeof from === "number")
      fail(
        "TypeError",
        "can_cast() does not support Python ints, floats, and complex because the result used to depend on the value.\nThis change was part of adopting NEP 50, we may explicitly allow them again in the future.",
      );
    const type = from instanceof NdArray || isScalar(from) ? from.dtype : toElementType(from);
    return canCast(type, toElementType(to), casting as string);
  },
  "shares_memory(a, b, max_work=None)": overlap,
  "may_share_memory(a, b, max_work=None)": overlap,
  "dtype(dtype, align=False, copy=False)": (x: Value) => toElementType(x).object,
  "_limits(dtype)"(x: Value) {
    const t = toElementType(x);
    return new Tuple([t.toPython(t.min), t.toPython(t.max), BigInt(t.bits), t.kind]);
  },
  "_scalar(dtype, x)"(dtype: Value, x: Value) {
    const t = toElementType(dtype);
    return makeScalar(toNdArray(x, t).first(), t);
  },
  "_scalar_type(dtype)": (x: Value) => scalarTypes.get(toElementType(x).name)!,
  "_error_state()": () => new List([...errorState].map(([k, v]) => new Tuple([k, v]))),
  "_set_error(kind, action)": (kind: string, action: string) => void errorState.set(kind, action),
  "_warn(text, category='RuntimeWarning')": (text: string, category?: string) => warn(text, category),
  "_set_print(names, values)"(names: List, values: List) {
    const entries = names.items.map((n, i) => {
      const v = values.items[i];
      return [n as string, typeof v === "bigint" ? Number(v) : truthOrNumber(v)];
    });
    setPrintOptions(Object.fromEntries(entries) as Partial<PrintOptions>);
  },
  "_shape(x)": (x: Value) => shapeTuple(toNdArray(x).shape),
  "_strided(a, shape, strides)": (a: NdArray, shape: Value, strides: Value) =>
    a.view(
      toInts(shape),
      toInts(strides).map((s) => s / a.dtype.bytes),
    ),
  "_whole()": () => new Slice(null, null, null),
  "array_repr(arr, max_line_width=None, precision=None, suppress_small=None)": (x: Value) =>
    showArray(toNdArray(x)),
  "array_str(a, max_line_width=None, precision=None, suppress_small=None)": (x: Value) =>
    stringOf(toNdArray(x)),
};

const truthOrNumber = (v: Value): boolean | number => (typeof v === "number" ? v : truth(v));

function permutation(axes: readonly number[], a: NdArray): number[] {
  if (axes.length !== a.ndim) fail("ValueError", "axes don't match array");
  const found = axes.map((i) => checkAxis(i, a.ndim));
  if (new Set(found).size < found.length) fail("ValueError", "repeated axis in transpose");
  return found;
}

function atLeastOne(a: NdArray): NdArray {
  return a.ndim === 0
    ? fail(
        "ValueError",
        "Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead.",
      )
    : a;
}

function sortedBy(a: NdArray, positions: readonly number[]): NdArray {
  const values = a.flat();
  const result = NdArray.empty([positions.length], a.dtype);
  positions.forEach((p, i) => (result.data[i] = values[p] as never));
  return result;
}
