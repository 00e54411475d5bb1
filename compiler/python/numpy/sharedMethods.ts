/** What arrays and scalars have in common. */

import { intFromFloat } from "../text/numbers.js";
import { getAttribute } from "../objects/attributes.js";
import { Tuple } from "../objects/containers.js";
import { call, machine } from "../objects/machine.js";
import type { Natives } from "../objects/native.js";
import { typeName, typeOf } from "../objects/types.js";
import { type Keywords, noKeywords, type Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import type { Machine } from "../vm/machine.js";
import { arrayOf, shapeTuple, toInt, toInts, toList, toNdArray } from "./convert.js";
import { dtypeOr, type Element, toElementType } from "./elementTypes.js";
import { getItem } from "./indexing.js";
import { NdArray, reshape } from "./ndarray.js";
import { type Scalar, scalarIfFlat } from "./scalars.js";
import { report } from "./warnings.js";
import { operatorTable } from "./operators.js";

type Self = NdArray | Scalar;

export const arr = (x: Value): NdArray => arrayOf(x)!;

/** A function of the module `numpy`. */
export function numpyFunction(name: string): Value {
  return getAttribute((machine() as Machine).importModule("numpy"), name);
}

/** Methods that are functions of the module with the array as first argument. */
const asFunctions =
  "all any argmax argmin argpartition argsort choose clip compress conj conjugate cumprod cumsum diagonal dot max mean min nonzero prod ptp repeat round searchsorted squeeze std sum swapaxes take trace var";

function asMethods(): Natives {
  return Object.fromEntries(
    asFunctions
      .split(" ")
      .map((name) => [
        `${name}(self, /, *args, **kwargs)`,
        (self: Value, args: readonly Value[], keywords: Keywords = noKeywords) =>
          call(numpyFunction(name), [self, ...args], keywords),
      ]),
  );
}

/** Lengths or axes, one by one or as one tuple. */
export const lengths = (args: readonly Value[]): number[] =>
  args.length === 1 ? toInts(args[0]) : args.map(toInt);

function only(a: NdArray): Element {
  if (a.ndim > 0) fail("TypeError", "only 0-dimensional arrays can be converted to Python scalars");
  return a.first();
}

function truthOf(a: NdArray): boolean {
  if (a.size === 0)
    fail(
      "ValueError",
      "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty.",
    );
  if (a.size > 1)
    fail(
      "ValueError",
      "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()",
    );
  return Number(a.first()) !== 0;
}

function item(a: NdArray, args: readonly Value[]): Value {
  if (args.length === 0) {
    if (a.size !== 1) fail("ValueError", "can only convert an array of size 1 to a Python scalar");
    return a.dtype.toPython(a.first());
  }
  const flat = args.length === 1 && !(args[0] instanceof Tuple) ? reshape(a, [-1]) : a;
  const key = args.length === 1 ? args[0] : new Tuple([...args]);
  const found = getItem(flat, key);
  return found.dtype.toPython(found.first());
}

function astype(a: NdArray, dtype: Value, copy?: Value): NdArray {
  const type = toElementType(dtype);
  if (type === a.dtype) return copy === false ? a : a.copy();
  const values = a.flat();
  if (a.dtype.isFloat && type.isInteger) {
    const limit = 2 ** (type.bits >= 32 ? type.bits - (type.kind === "u" ? 0 : 1) : 31);
    if (values.some((x: Element) => !(Math.abs(x as number) < limit))) report("invalid", "cast");
  }
  const result = a.astype(type);
  if (a.dtype.isFloat && type.isFloat && type.bytes < a.dtype.bytes)
    checkOverflow(values as Float64Array, result);
  return result;
}

function checkOverflow(values: Float64Array, result: NdArray): void {
  if (values.some((x, i) => Number.isFinite(x) && !Number.isFinite(result.data[i]))) report("over", "cast");
}

export const sharedMethods: Natives = {
  ...operatorTable(),
  ...asMethods(),
  "__bool__(self, /)": (x: Value) => truthOf(arr(x)),
  "__float__(self, /)": (x: Value) => Number(only(arr(x))),
  "__int__(self, /)"(x: Value) {
    const value = only(arr(x));
    return typeof value === "bigint" ? value : intFromFloat(value);
  },
  "__complex__(self, /)": (x: Value) => call(typeOf(0).lookup("__float__")!, [Number(only(arr(x)))]),
  "__copy__(self, /)": (x: Value) => (x instanceof NdArray ? x.copy() : x),
  "__deepcopy__(self, memo, /)": (x: Value) => (x instanceof NdArray ? x.copy() : x),
  "__array__(self, dtype=None, *, copy=None)": (x: Value, dtype?: Value) =>
    toNdArray(x, dtypeOr(dtype, undefined)),
  "item(self, /, *args)": (x: Value, args: readonly Value[]) => item(arr(x), args),
  "tolist(self, /)": (x: Value) => toList(arr(x)),
  "astype(self, dtype, order='K', casting='unsafe', subok=True, copy=True)": (
    x: Value,
    dtype: Value,
    _order?: Value,
    _casting?: Value,
    _subok?: Value,
    copy?: Value,
  ) => {
    const result = astype(arr(x), dtype, copy);
    return x instanceof NdArray ? result : scalarIfFlat(result);
  },
  "reshape(self, /, *shape, order='C', copy=None)": (x: Value, shape: readonly Value[], order?: Value) =>
    order === "F"
      ? reshape(arr(x).transpose(), lengths(shape).reverse()).transpose()
      : reshape(arr(x), lengths(shape)),
  "transpose(self, /, *axes)": (x: Value, axes: readonly Value[]) =>
    call(numpyFunction("transpose"), [
      x,
      ...(axes.length === 0 || axes[0] === null ? [] : [axes.length === 1 ? axes[0] : new Tuple([...axes])]),
    ]),
  "flatten(self, /, order='C')": (x: Value, order?: Value) =>
    reshape((order === "F" ? arr(x).transpose() : arr(x)).copy(), [-1]),
  "ravel(self, /, order='C')": (x: Value, order?: Value) =>
    reshape(order === "F" ? arr(x).transpose() : arr(x), [-1]),
  "copy(self, /, order='C')": (x: Value) => (x instanceof NdArray ? x.copy() : x),
};
export const hasEllipsis = (key: Value): boolean =>
  typeName(key) === "ellipsis" || (key instanceof Tuple && key.items.some((x) => typeName(x) === "ellipsis"));

export const sharedGetters = {
  dtype: (x: Self) => x.dtype.object,
  ndim: (x: Self) => BigInt(arr(x).ndim),
  size: (x: Self) => BigInt(arr(x).size),
  itemsize: (x: Self) => BigInt(x.dtype.bytes),
  nbytes: (x: Self) => BigInt(arr(x).size * x.dtype.bytes),
  strides: (x: Self) => shapeTuple(arr(x).strides.map((s) => s * x.dtype.bytes)),
  T: (x: Self) => (x instanceof NdArray ? x.transpose() : x),
  mT: (x: Self) => {
    const a = arr(x);
    if (a.ndim < 2) fail("ValueError", "matrix transpose with ndim < 2 is undefined");
    const axes = a.shape.map((_, i) => i);
    return a.transpose([...axes.slice(0, -2), a.ndim - 1, a.ndim - 2]);
  },
  real: (x: Self) => x,
  imag: (x: Self) => scalarIfFlat(NdArray.empty(arr(x).shape, x.dtype)),
};
