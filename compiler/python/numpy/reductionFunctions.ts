/** Functions of `numpy` that go along axes, and the methods of elementwise functions that do. */

import { methods, type Natives } from "../objects/native.js";
import type { Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { toInt, toNdArray } from "./convert.js";
import { bool, dtypeOr, type Element, elementType, type ElementType } from "./elementTypes.js";
import { getItem } from "./indexing.js";
import { checkAxis, NdArray, reshape } from "./ndarray.js";
import { accumulate, argBest, reduce, sumType, withAxes } from "./reductions.js";
import { applyUfunc, type Ufunc, ufuncType } from "./ufuncs.js";
import { given, axesOf, deliver } from "./arguments.js";

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

export const reductionFunctions: Natives = {
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
};
