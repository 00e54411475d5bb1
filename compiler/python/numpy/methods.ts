/** Methods and attributes of arrays. */

import { formatValue } from "../text/formatSpec.js";
import { Iter, iteratorType } from "../objects/iterate.js";
import { Getter, getters, methods, Native } from "../objects/native.js";
import type { Type } from "../objects/type.js";
import type { Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { shapeTuple, toInt, toInts, toNdArray, toShape } from "./convert.js";
import { dtypeOr, type Element, float64, toElementType } from "./elementTypes.js";
import { getItem, setItem } from "./indexing.js";
import { showArray, stringOf } from "./arrayText.js";
import { NdArray, ndarrayType, reshape } from "./ndarray.js";
import { scalarIfFlat } from "./scalars.js";
import { sort } from "./sorting.js";
import { applyUfunc } from "./ufuncs.js";
import { inPlaceOperators } from "./operators.js";
import { Flags } from "./flags.js";
import { lengths, sharedMethods, hasEllipsis, sharedGetters } from "./sharedMethods.js";

function indexOf(a: NdArray): bigint {
  if (!a.dtype.isInteger || a.ndim > 0)
    fail("TypeError", "only integer scalar arrays can be converted to a scalar index");
  return BigInt(a.first());
}

methods(ndarrayType, {
  ...sharedMethods,
  ...inPlaceOperators(),
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

const axisFrom = (axis: Value, a: NdArray): number => (toInt(axis) + a.ndim) % a.ndim;

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
getters(ndarrayType, sharedGetters);
