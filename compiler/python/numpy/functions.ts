/** Functions of `numpy` in TypeScript: those that touch elements. What is made of them is in `source.ts`. */

import { formatArray, inspectNumpyArray, type PrintOptions, setPrintOptions } from "../../trace/format.js";
import { List, Slice, Tuple } from "../objects/containers.js";
import { listOf } from "../objects/iterate.js";
import { methods, type Natives } from "../objects/native.js";
import { truth } from "../objects/truth.js";
import { floatType } from "../objects/types.js";
import { plain, type Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { intArrayOf, isNested, shapeTuple, toInt, toInts, toNdArray, toShape } from "./convert.js";
import {
  bool,
  canCast,
  dtypeOr,
  type Element,
  elementType,
  type ElementType,
  float64,
  int64,
  promoteTwo,
  toElementType,
} from "./elementTypes.js";
import { getItem, nonzero } from "./indexing.js";
import { dot, einsum, matmul } from "./linear.js";
import { broadcastShapes, checkAxis, compactShape, NdArray, reshape } from "./ndarray.js";
import { accumulate, argBest, reduce, sumType, withAxes } from "./reductions.js";
import { isScalar, makeScalar, scalarIfFlat, scalarTypes } from "./scalars.js";
import { argSort, searchSorted, sort, sortedPositions } from "./sorting.js";
import { applyUfunc, resultType, type Ufunc, ufuncType } from "./ufuncs.js";
import { roundEven } from "./ufuncTable.js";
import { errorState, warn } from "./warnings.js";

const given = (x: Value | undefined): x is Value => x !== undefined && x !== null;
const axesOf = (axis: Value | undefined): number[] | undefined => (given(axis) ? toInts(axis) : undefined);

/** Where a result is to be written. */
function deliver(result: NdArray, out: Value | undefined): Value {
  if (!given(out)) return scalarIfFlat(result);
  const target = out instanceof Tuple ? out.items[0] : out;
  if (!(target instanceof NdArray)) return fail("TypeError", "output must be an array");
  target.assign(result);
  return target;
}

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

function reduction(name: string, type: (t: ElementType) => ElementType) {
  return (
    x: Value,
    axis?: Value,
    dtype?: Value,
    out?: Value,
    keepdims?: Value,
    initial?: Value,
    mask?: Value,
  ): Value => {
    const a = toNdArray(x);
    const result = reduce(name, a, {
      axes: axesOf(axis),
      dtype: dtypeOr(dtype, type(a.dtype)),
      keepdims: keepdims === true,
      initial: given(initial) ? toNdArray(initial).first() : undefined,
      where: mask === undefined || mask === true ? undefined : toNdArray(mask),
    });
    return deliver(result, out);
  };
}

/** Reductions without a dtype argument. */
function extreme(name: string) {
  const run = reduction(name, (t) => t);
  return (x: Value, axis?: Value, out?: Value, keepdims?: Value, initial?: Value, mask?: Value): Value =>
    run(x, axis, undefined, out, keepdims, initial, mask);
}

function logical(name: string) {
  const run = reduction(name, () => bool);
  return (x: Value, axis?: Value, out?: Value, keepdims?: Value, mask?: Value): Value =>
    run(x, axis, undefined, out, keepdims, undefined, mask);
}

function running(name: string) {
  return (x: Value, axis?: Value, dtype?: Value, out?: Value): Value => {
    const given = toNdArray(x);
    const a = axis === undefined || axis === null ? reshape(given, [-1]) : given;
    const along = axis === undefined || axis === null ? 0 : checkAxis(toInt(axis), a.ndim);
    return deliver(accumulate(name, a, along, dtypeOr(dtype, sumType(a.dtype))), out);
  };
}

function best(name: string, better: (x: Element, y: Element) => boolean) {
  return (x: Value, axis?: Value, out?: Value, keepdims?: Value): Value => {
    const given = toNdArray(x);
    const isFlat = axis === undefined || axis === null;
    const a = isFlat ? reshape(given, [-1]) : given;
    const along = isFlat ? 0 : checkAxis(toInt(axis), a.ndim);
    if (a.shape[along] === 0 && (a.ndim === 1 || a.size === 0))
      fail("ValueError", `attempt to get ${name} of an empty sequence`);
    const result = argBest(a, along, better);
    if (keepdims !== true) return deliver(result, out);
    return isFlat
      ? reshape(
          result,
          given.shape.map(() => 1),
        )
      : withAxes(result, a, [along]);
  };
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

export const showArray = (a: NdArray): string =>
  inspectNumpyArray(a.flat(), { dtype: a.dtype.name, shape: a.shape });
export const stringOf = (a: NdArray): string =>
  formatArray(a.flat(), { dtype: a.dtype.name, shape: a.shape });

function axisOf(x: Value | undefined, a: NdArray, fallback: number): { a: NdArray; axis: number } {
  if (x === null) return { a: reshape(a, [-1]), axis: 0 };
  return { a, axis: checkAxis(x === undefined ? fallback : toInt(x), a.ndim) };
}

/** Shares memory? */
function overlap(a: Value, b: Value): boolean {
  return a instanceof NdArray && b instanceof NdArray && a.data.buffer === b.data.buffer;
}

const creation = "dtype=None, order='C', *, device=None, like=None";

export const functions: Natives = {
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
  [`zeros(shape, ${creation})`]: (shape: Value, dtype?: Value) =>
    NdArray.empty(toShape(shape), dtypeOr(dtype, float64)),
  [`empty(shape, ${creation})`]: (shape: Value, dtype?: Value) =>
    NdArray.empty(toShape(shape), dtypeOr(dtype, float64)),
  [`ones(shape, ${creation})`]: (shape: Value, dtype?: Value) =>
    full(shape, 1n, given(dtype) ? dtype : floatType),
  [`full(shape, fill_value, ${creation})`]: full,
  "_arange(start, stop, step, dtype)": arange,
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
  "sum(a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=True)": reduction(
    "add",
    sumType,
  ),
  "prod(a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=True)": reduction(
    "multiply",
    sumType,
  ),
  "max(a, axis=None, out=None, keepdims=False, initial=None, where=True)": extreme("maximum"),
  "min(a, axis=None, out=None, keepdims=False, initial=None, where=True)": extreme("minimum"),
  "all(a, axis=None, out=None, keepdims=False, *, where=True)": logical("logical_and"),
  "any(a, axis=None, out=None, keepdims=False, *, where=True)": logical("logical_or"),
  "cumsum(a, axis=None, dtype=None, out=None)": running("add"),
  "cumprod(a, axis=None, dtype=None, out=None)": running("multiply"),
  "argmax(a, axis=None, out=None, *, keepdims=False)": best("argmax", (x, y) => x > y),
  "argmin(a, axis=None, out=None, *, keepdims=False)": best("argmin", (x, y) => x < y),
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

/** Methods of the elementwise functions that go along axes. */
methods(ufuncType, {
  "reduce(self, array, axis=0, dtype=None, out=None, keepdims=False, initial=None, where=True)": (
    self: Ufunc,
    x: Value,
    axis: Value = 0n,
    ...rest: (Value | undefined)[]
  ) =>
    reduction(self.name, (t) => (self.name === "add" || self.name === "multiply" ? sumType(t) : t))(
      x,
      axis,
      ...rest,
    ),
  "accumulate(self, array, axis=0, dtype=None, out=None)"(
    self: Ufunc,
    x: Value,
    axis: Value = 0n,
    dtype?: Value,
    out?: Value,
  ) {
    const a = toNdArray(x);
    const type = self.name === "add" || self.name === "multiply" ? sumType(a.dtype) : a.dtype;
    return deliver(accumulate(self.name, a, checkAxis(toInt(axis), a.ndim), dtypeOr(dtype, type)), out);
  },
  /** As `a[indices] op= b`, but again for each time that an index is there. */
  "at(self, a, indices, b=None, /)"(self: Ufunc, a: NdArray, indices: Value, b?: Value) {
    const positions = getItem(
      new NdArray(Int32Array.from(a.offsets()), elementType("int32"), a.shape),
      indices,
    );
    const values = b === undefined ? undefined : toNdArray(b, a.dtype).broadcast(positions.shape)?.flat();
    positions.flat().forEach((offset: Element, i: number) => {
      const place = a.view([], [], Number(offset));
      const other = values ? [NdArray.scalar(values[i], a.dtype)] : [];
      place.assign(applyUfunc(self.name, [place, ...other]));
    });
  },
});
