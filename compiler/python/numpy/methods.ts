/** Methods, attributes and operators of arrays and of scalars. */

import { Value as ArrayValue } from "../../trace/value.js";
import { formatValue } from "../text/formatSpec.js";
import { inspectScalar } from "../../trace/format.js";
import { intFromFloat } from "../text/numbers.js";
import { getAttribute } from "../objects/attributes.js";
import { hash } from "../objects/compare.js";
import { List, Tuple } from "../objects/containers.js";
import { Iter, iteratorType } from "../objects/iterate.js";
import { call, machine } from "../objects/machine.js";
import { Getter, getters, methods, Native, type Natives } from "../objects/native.js";
import { builtinType, type Type } from "../objects/type.js";
import { NotImplemented, typeName, typeOf } from "../objects/types.js";
import { type Keywords, noKeywords, Obj, plain, type Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import type { Machine } from "../vm/machine.js";
import { arrayOf, shapeTuple, toInt, toInts, toList, toNdArray, toShape } from "./convert.js";
import { bool, dtypeOr, type Element, elementType, float64, toElementType } from "./elementTypes.js";
import { getItem, setItem } from "./indexing.js";
import { matmul } from "./linear.js";
import type { DTypeObject } from "../jax/dtypes.js";
import { showArray, stringOf } from "./functions.js";
import { NdArray, ndarrayType, reshape } from "./ndarray.js";
import { genericType, isScalar, makeScalar, type Scalar, scalarIfFlat, scalarTypes } from "./scalars.js";
import { sort } from "./sorting.js";
import { applyUfunc, isOperand, operate, refuseOperand } from "./ufuncs.js";
import { report } from "./warnings.js";

type Self = NdArray | Scalar;

const arr = (x: Value): NdArray => arrayOf(x)!;

const operators: Readonly<Record<string, string>> = {
  add: "add",
  sub: "subtract",
  mul: "multiply",
  truediv: "divide",
  floordiv: "floor_divide",
  mod: "remainder",
  pow: "power",
  and: "bitwise_and",
  or: "bitwise_or",
  xor: "bitwise_xor",
  lshift: "left_shift",
  rshift: "right_shift",
};
const comparisons: Readonly<Record<string, string>> = {
  eq: "equal",
  ne: "not_equal",
  lt: "less",
  le: "less_equal",
  gt: "greater",
  ge: "greater_equal",
};

const symbols: Readonly<Record<string, string>> = {
  add: "+", subtract: "-", multiply: "*", divide: "/", floor_divide: "//", remainder: "%", power: "** or pow()", bitwise_and: "&", bitwise_or: "|",
  bitwise_xor: "^", left_shift: "<<", right_shift: ">>", less: "<", less_equal: "<=", greater: ">", greater_equal: ">=",
}; // prettier-ignore

const isIntegerScalar = (x: Value): boolean => isScalar(x) && x.dtype.isInteger;

/** Arrays of JAX's decide themselves what an operator with them gives. */
function defers(x: Value): boolean {
  if (x instanceof ArrayValue) return true;
  if (!(x instanceof Obj) || x instanceof NdArray) return false;
  const priority = x.type.lookup("__array_priority__") ?? 0;
  return x.type.lookup("__array_ufunc__") === null || Number(priority) > 0;
}

function apply(name: string, a: Value, b: Value): Value {
  if (defers(a) || defers(b)) return NotImplemented;
  const other = [a, b].find((x) => !(x instanceof NdArray) && !isScalar(x));
  if (other === null || typeof other === "string") {
    if (name === "multiply" && typeof other === "string" && isScalar(a === other ? b : a))
      return NotImplemented;
    return refuseOperand(name, symbols[name], a, b);
  }
  // An integer repeats a list, as Python's integers do.
  if (
    name === "multiply" &&
    (other instanceof List || other instanceof Tuple) &&
    [a, b].some(isIntegerScalar)
  )
    return NotImplemented;
  return operate(name, a, b);
}

function compareTo(name: string, a: Value, b: Value): Value {
  if (defers(b)) return NotImplemented;
  if (isOperand(b)) return apply(name, a, b);
  if (name !== "equal" && name !== "not_equal")
    return b === null || typeof b === "string" ? refuseOperand(name, symbols[name], a, b) : NotImplemented;
  // Nothing else is equal to a number.
  if (!(a instanceof NdArray)) return NotImplemented;
  return scalarIfFlat(NdArray.filled(a.shape, bool, Number(name === "not_equal")));
}

function operatorTable(): Natives {
  const table: Record<string, Natives[string]> = {};
  for (const [name, ufunc] of Object.entries(operators)) {
    table[`__${name}__(self, value, /)`] = (a: Value, b: Value) => apply(ufunc, a, b);
    table[`__r${name}__(self, value, /)`] = (a: Value, b: Value) => apply(ufunc, b, a);
  }
  for (const [name, ufunc] of Object.entries(comparisons))
    table[`__${name}__(self, value, /)`] = (a: Value, b: Value) => compareTo(ufunc, a, b);
  const unaries = { neg: "negative", pos: "positive", abs: "absolute", invert: "invert" };
  for (const [name, ufunc] of Object.entries(unaries))
    table[`__${name}__(self, /)`] = (a: Value) => scalarIfFlat(applyUfunc(ufunc, [a]));
  return table;
}

/** A function of the module `numpy`. */
function numpyFunction(name: string): Value {
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
const lengths = (args: readonly Value[]): number[] => (args.length === 1 ? toInts(args[0]) : args.map(toInt));

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

function indexOf(a: NdArray): bigint {
  if (!a.dtype.isInteger || a.ndim > 0)
    fail("TypeError", "only integer scalar arrays can be converted to a scalar index");
  return BigInt(a.first());
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

const shared: Natives = {
  ...operatorTable(),
  ...asMethods(),
  "__divmod__(self, value, /)": (a: Value, b: Value) =>
    new Tuple([apply("floor_divide", a, b), apply("remainder", a, b)]),
  "__rdivmod__(self, value, /)": (a: Value, b: Value) =>
    new Tuple([apply("floor_divide", b, a), apply("remainder", b, a)]),
  "__matmul__(self, value, /)": (a: Value, b: Value) =>
    defers(b) || !isOperand(b) ? NotImplemented : scalarIfFlat(matmul(arr(a), toNdArray(b))),
  "__rmatmul__(self, value, /)": (a: Value, b: Value) =>
    defers(b) || !isOperand(b) ? NotImplemented : scalarIfFlat(matmul(toNdArray(b), arr(a))),
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

methods(ndarrayType, {
  ...shared,
  "__len__(self, /)": (a: NdArray) =>
    a.ndim === 0 ? fail("TypeError", "len() of unsized object") : BigInt(a.shape[0]),
  "__iter__(self, /)"(a: NdArray) {
    if (a.ndim === 0) fail("TypeError", "iteration over a 0-d array");
    let i = 0;
    return new Iter(
      () => (i < a.shape[0] ? scalarIfFlat(getItem(a, BigInt(i++))) : undefined),
      iteratorType("iterator"),
    );
  },
  "__getitem__(self, key, /)": (a: NdArray, key: Value) => {
    const found = getItem(a, key);
    // `a[()]` of an array without axes is the scalar, `a[...]` the array.
    return found.ndim > 0 || hasEllipsis(key) ? found : scalarIfFlat(found);
  },
  "__setitem__(self, key, value, /)": (a: NdArray, key: Value, value: Value) => setItem(a, key, value),
  "__delitem__(self, key, /)": () => fail("ValueError", "cannot delete array elements"),
  "__contains__(self, key, /)": (a: NdArray, x: Value) =>
    applyUfunc("equal", [a, x])
      .flat()
      .some((e: Element) => e !== 0),
  "__index__(self, /)": indexOf,
  "__repr__(self, /)": showArray,
  "__str__(self, /)": stringOf,
  "__format__(self, format_spec, /)"(a: NdArray, spec: string) {
    if (a.ndim === 0) return formatValue(a.dtype.toPython(a.first()), spec);
    return spec === ""
      ? stringOf(a)
      : fail("TypeError", "unsupported format string passed to numpy.ndarray.__format__");
  },
  "fill(self, value, /)": (a: NdArray, x: Value) => a.assign(toNdArray(x, a.dtype)),
  "sort(self, axis=-1, kind=None, order=None)": (a: NdArray, axis: Value = -1n) => {
    a.assign(sort(a, axisFrom(axis, a)));
  },
  "view(self, /, dtype=None, type=None)": (a: NdArray, dtype: Value = null) => viewAs(a, dtype),
  "resize(self, /, *shape)": (a: NdArray, shape: readonly Value[]) => {
    a.shape = reshape(a, lengths(shape)).shape;
  },
  "setflags(self, /, write=None, align=None, uic=None)": (a: NdArray, write?: Value) => {
    if (typeof write === "boolean") a.isWriteable = write;
  },
  "tobytes(self, order='C')": () => fail("NotImplementedError", "bytes are not supported"),
});
for (const [name, ufunc] of [...Object.entries(operators), ["matmul", "matmul"]])
  methods(ndarrayType, { [`__i${name}__(self, value, /)`]: (a: NdArray, b: Value) => inPlace(ufunc, a, b) });

const axisFrom = (axis: Value, a: NdArray): number => (toInt(axis) + a.ndim) % a.ndim;
const hasEllipsis = (key: Value): boolean =>
  typeName(key) === "ellipsis" || (key instanceof Tuple && key.items.some((x) => typeName(x) === "ellipsis"));

function inPlace(ufunc: string, a: NdArray, b: Value): Value {
  if (defers(b) || !isOperand(b)) return NotImplemented;
  if (ufunc === "matmul") {
    a.assign(matmul(a, toNdArray(b)));
    return a;
  }
  return applyUfunc(ufunc, [a, b], { out: a });
}

function viewAs(a: NdArray, dtype: Value): NdArray {
  if (dtype === null || dtype === ndarrayType) return a.view(a.shape, a.strides);
  const type = toElementType(dtype);
  if (type.name === "float16" || a.dtype.name === "float16")
    return fail("NotImplementedError", "float16 arrays cannot be seen as others");
  const bytes = a.flat().slice();
  const whole = new Uint8Array(bytes.buffer, 0, bytes.byteLength);
  const data = type.allocate(whole.length / type.bytes);
  new Uint8Array(data.buffer).set(whole);
  const last = ((a.shape.at(-1) ?? 1) * a.dtype.bytes) / type.bytes;
  return new NdArray(data, type, [...a.shape.slice(0, -1), ...(a.ndim > 0 ? [last] : [])]);
}

getters(ndarrayType, {
  shape: (a: NdArray) => shapeTuple(a.shape),
  base: (a: NdArray) => a.base,
  flags: (a: NdArray) => new Flags(a),
  flat: (a: NdArray) => reshape(a, [-1]),
});
ndarrayType.set(
  "shape",
  new Getter(
    "shape",
    (a) => shapeTuple((a as NdArray).shape),
    (self, shape) => {
      const a = self as NdArray;
      const b = reshape(a, toInts(shape));
      if (b.data !== a.data)
        fail(
          "AttributeError",
          "Incompatible shape for in-place modification. Use `.reshape()` to make a copy with the desired shape.",
        );
      [a.shape, a.strides] = [b.shape, b.strides];
    },
  ),
);
ndarrayType.set(
  "__new__",
  new Native("__new__(cls, shape, dtype=None)", (_type: Type, shape: Value, dtype?: Value) =>
    NdArray.empty(toShape(shape), dtypeOr(dtype, float64)),
  ),
);
ndarrayType.set("__init__", new Native("__init__(self, /, *args, **kwargs)", () => null, ndarrayType));
ndarrayType.set("__array_priority__", 0);
// Equality is elementwise: arrays are no keys.
ndarrayType.set("__hash__", null);

const both = {
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
getters(ndarrayType, both);
getters(genericType, { ...both, shape: () => new Tuple([]) });

const flagsType = builtinType("flagsobj", undefined, "numpy._core.multiarray");

class Flags extends Obj {
  constructor(readonly array: NdArray) {
    super(flagsType);
  }
}

const flagTable: Readonly<Record<string, (a: NdArray) => boolean>> = {
  c_contiguous: (a) => a.isContiguous,
  f_contiguous: (a) => a.transpose().isContiguous,
  owndata: (a) => a.base === null,
  writeable: (a) => a.isWriteable,
  aligned: () => true,
  writebackifcopy: () => false,
};
for (const [name, test] of Object.entries(flagTable))
  flagsType.set(
    name,
    new Getter(
      name,
      (f) => test((f as Flags).array),
      (f, x) => {
        if (name === "writeable") (f as Flags).array.isWriteable = x === true;
      },
    ),
  );
methods(flagsType, {
  "__repr__(self, /)": ({ array }: Flags) =>
    Object.entries(flagTable)
      .map(([name, test]) => `  ${name.toUpperCase()} : ${test(array) ? "True" : "False"}\n`)
      .join(""),
  "__getitem__(self, key, /)": ({ array }: Flags, key: string) => flagTable[key.toLowerCase()](array),
});

methods(genericType, {
  ...shared,
  "__repr__(self, /)": ({ element, dtype }: Scalar) => inspectScalar(element, dtype.name),
  "__str__(self, /)": (x: Scalar) => stringOf(arr(x)),
  "__format__(self, format_spec, /)": (x: Scalar, spec: string) =>
    spec === "" ? stringOf(arr(x)) : formatValue(x.dtype.toPython(x.element), spec),
  "__hash__(self, /)": (x: Scalar) => hash(x.dtype.toPython(x.element)),
  "__getitem__(self, key, /)": (x: Scalar, key: Value) => {
    if (key instanceof Tuple || key === null || hasEllipsis(key)) {
      const found = getItem(arr(x), key);
      return hasEllipsis(key) ? found : scalarIfFlat(found);
    }
    return fail("IndexError", "invalid index to scalar variable.");
  },
  "__round__(self, ndigits=None, /)": (x: Scalar, digits: Value = null) => {
    const rounded = call(numpyFunction("round"), [x, digits ?? 0n]);
    return digits === null && x.dtype.isFloat ? intFromFloat(Number((rounded as Scalar).element)) : rounded;
  },
  "is_integer(self, /)": (x: Scalar) => Number.isInteger(Number(x.element)),
  "bit_count(self, /)": (x: Scalar) => BigInt(Number(x.element).toString(2).replaceAll("0", "").length),
  "__reduce__(self, /)": () => fail("NotImplementedError", "pickling is not supported"),
});
genericType.set("__hash__", genericType.attributes.get("__hash__")!);

for (const [name, type] of scalarTypes) {
  const dtype = elementType(name);
  type.set(
    "__new__",
    new Native("__new__(cls, x=0, /)", (_type: Type, x: Value = 0n) => convertTo(dtype.name, x)),
  );
  type.set("__init__", new Native("__init__(self, /, *args, **kwargs)", () => null, type));
  if (dtype.isInteger)
    type.set("__index__", new Native("__index__(self, /)", (x: Scalar) => BigInt(x.element), type));
}

/** `np.float32(x)`: of a number a scalar, of a list an array. */
function convertTo(name: string, x: Value): Value {
  const type = elementType(name);
  if (type === bool && !(x instanceof NdArray) && !(x instanceof List)) {
    const known = isScalar(x) ? x.element : plain(x);
    if (typeof known !== "object") return makeScalar(known ? 1 : 0, bool);
  }
  if (typeof x === "number" && type.isInteger && !Number.isFinite(x)) {
    if (Number.isNaN(x)) fail("ValueError", "cannot convert float NaN to integer");
    fail("OverflowError", "cannot convert float infinity to integer");
  }
  if (typeof x === "string" && type.isInteger) return makeScalar(type.cast(Number(x), float64), type);
  return scalarIfFlat(toNdArray(x, type));
}

// Dtypes are shared with JAX: where NumPy is, their scalars are NumPy's.
getters(elementType("bool").object.type, {
  type: (d: DTypeObject) => scalarTypes.get(d.name) ?? null,
});
