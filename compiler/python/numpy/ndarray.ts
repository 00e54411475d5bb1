/** NumPy's arrays: elements in memory, seen through a shape, strides and an offset. */

import { showShape, sizeOf, stridesOf } from "../../ir/arrayType.js";
import { arrayForm, type Value as ArrayValue } from "../../trace/value.js";
import { builtinType } from "../objects/type.js";
import { Obj } from "../objects/value.js";
import { exceptionTypes, raise } from "../objects/exceptions.js";
import { fail } from "../text/failure.js";
import type { Element, ElementType, Store } from "./elementTypes.js";
import { libraryArray } from "./library.js";

export const ndarrayType = builtinType("ndarray", undefined, "numpy");
ndarrayType.messageName = "numpy.ndarray";

export class NdArray extends Obj {
  isWriteable = true;

  constructor(
    readonly data: Store,
    readonly dtype: ElementType,
    public shape: readonly number[],
    /** How many elements of `data` apart the next item of each axis is. */
    public strides: readonly number[] = stridesOf(shape),
    readonly offset = 0,
    /** The array whose elements these are. */
    readonly base: NdArray | null = null,
  ) {
    super(ndarrayType);
  }

  static empty(shape: readonly number[], dtype: ElementType): NdArray {
    return new NdArray(dtype.allocate(sizeOf(shape)), dtype, shape);
  }

  static filled(shape: readonly number[], dtype: ElementType, x: Element): NdArray {
    const a = NdArray.empty(shape, dtype);
    a.data.fill(x as never);
    return a;
  }

  static scalar(x: Element, dtype: ElementType): NdArray {
    return NdArray.filled([], dtype, x);
  }

  get ndim(): number {
    return this.shape.length;
  }

  get size(): number {
    return sizeOf(this.shape);
  }

  /** Other axes over the same elements. */
  view(shape: readonly number[], strides: readonly number[], offset = this.offset): NdArray {
    const v = new NdArray(this.data, this.dtype, shape, strides, offset, this.base ?? this);
    v.isWriteable = this.isWriteable;
    return v;
  }

  get isContiguous(): boolean {
    let expected = 1;
    for (let i = this.ndim - 1; i >= 0; i--) {
      if (this.shape[i] === 1) continue;
      if (this.strides[i] !== expected) return this.size === 0;
      expected *= this.shape[i];
    }
    return true;
  }

  /** Where each element is, row-major. */
  offsets(): Int32Array {
    const found = new Int32Array(this.size);
    if (found.length === 0) return found;
    let count = 1;
    found[0] = this.offset;
    // From the outermost axis inwards, the offsets known so far are repeated for each item.
    for (let axis = 0; axis < this.ndim; axis++) {
      const [length, stride] = [this.shape[axis], this.strides[axis]];
      for (let i = count - 1; i >= 0; i--)
        for (let j = length - 1; j >= 0; j--) found[i * length + j] = found[i] + j * stride;
      count *= length;
    }
    return found;
  }

  /** The elements, row-major. They may be the array's own: not to be written to. */
  flat(): Store {
    const { data, offset, size } = this;
    if (this.isContiguous)
      return offset === 0 && data.length === size ? data : data.subarray(offset, offset + size);
    const offsets = this.offsets();
    const values = this.dtype.allocate(size);
    for (let i = 0; i < size; i++) values[i] = data[offsets[i]];
    return values;
  }

  copy(): NdArray {
    return new NdArray(this.flat().slice(), this.dtype, this.shape);
  }

  astype(dtype: ElementType): NdArray {
    return dtype === this.dtype
      ? this
      : new NdArray(dtype.convert(this.flat(), this.dtype), dtype, this.shape);
  }

  /** The only element, or the first. */
  first(): Element {
    return this.data[this.offset];
  }

  transpose(axes: readonly number[] = this.shape.map((_, i) => this.ndim - 1 - i)): NdArray {
    return this.view(
      axes.map((i) => this.shape[i]),
      axes.map((i) => this.strides[i]),
    );
  }

  /** Repeated along axes that are missing or 1; undefined if the shape doesn't fit. */
  broadcast(shape: readonly number[]): NdArray | undefined {
    if (this.shape.length === shape.length && this.shape.every((n, i) => n === shape[i])) return this;
    const more = shape.length - this.ndim;
    if (more < 0 || this.shape.some((n, i) => n !== 1 && n !== shape[more + i])) return undefined;
    return this.view(
      shape,
      shape.map((_, i) => (i < more || this.shape[i - more] === 1 ? 0 : this.strides[i - more])),
    );
  }

  /** Writes elements of another array, broadcast, over this one's. */
  assign(from: NdArray): void {
    if (!this.isWriteable) fail("ValueError", "assignment destination is read-only");
    const stripped = from.ndim > this.ndim ? dropLeadingOnes(from, this.ndim) : from;
    const source = stripped.broadcast(this.shape);
    if (!source)
      return fail(
        "ValueError",
        `could not broadcast input array from shape ${compactShape(from.shape)} into shape ${compactShape(this.shape)}`,
      );
    this.write(this.offsets(), source);
  }

  write(offsets: Int32Array, source: NdArray): void {
    let values = source.astype(this.dtype).flat();
    if (values.buffer === this.data.buffer) values = values.slice();
    for (let i = 0; i < offsets.length; i++) this.data[offsets[i]] = values[i];
  }

  /** For the functions of JAX. */
  [arrayForm](): ArrayValue {
    return libraryArray(this.flat(), this.dtype, this.shape);
  }
}

function dropLeadingOnes(a: NdArray, ndim: number): NdArray {
  let extra = 0;
  while (a.ndim - extra > ndim && a.shape[extra] === 1) extra++;
  return a.view(a.shape.slice(extra), a.strides.slice(extra));
}

/** A shape as NumPy's errors show it: `(2,3)`. */
export const compactShape = (shape: readonly number[]): string => showShape(shape).replaceAll(" ", "");

/** The shape in which all of these fit; undefined if there is none. */
export function commonShape(shapes: readonly (readonly number[])[]): number[] | undefined {
  const ndim = Math.max(0, ...shapes.map((s) => s.length));
  const result = new Array<number>(ndim).fill(1);
  for (const shape of shapes)
    for (const [i, n] of shape.entries()) {
      const at = ndim - shape.length + i;
      if (n === 1 || n === result[at]) continue;
      if (result[at] !== 1) return undefined;
      result[at] = n;
    }
  return result;
}

export function broadcastShapes(shapes: readonly (readonly number[])[]): number[] {
  return (
    commonShape(shapes) ??
    fail(
      "ValueError",
      `operands could not be broadcast together with shapes ${shapes.map((s) => compactShape(s) + " ").join("")}`,
    )
  );
}

exceptionTypes.set(
  "AxisError",
  builtinType(
    "AxisError",
    [exceptionTypes.get("ValueError")!, exceptionTypes.get("IndexError")!],
    "numpy.exceptions",
  ),
);

/** An axis counted from the front. */
export function checkAxis(axis: number, ndim: number): number {
  if (axis < -ndim || axis >= ndim)
    raise("AxisError", `axis ${axis} is out of bounds for array of dimension ${ndim}`);
  return axis < 0 ? axis + ndim : axis;
}

/** A shape in which a length is open, as NumPy's errors show it. */
export function unfinishedShape(shape: readonly number[]): string {
  const known = shape.slice(shape.findIndex((n) => n >= 0));
  return `(${known.map((n) => (n < 0 ? "newaxis" : n)).join(",")}${shape.length === 1 ? "," : ""})`;
}

/** The same elements in another shape: a view where that is possible. */
export function reshape(a: NdArray, wanted: readonly number[]): NdArray {
  const { size } = a;
  const known = wanted.filter((n) => n !== -1).reduce((x, n) => x * n, 1);
  if (wanted.filter((n) => n === -1).length > 1) fail("ValueError", "can only specify one unknown dimension");
  const shape = wanted.map((n) => (n === -1 ? (known === 0 ? NaN : size / known) : n));
  if (sizeOf(shape) !== size || !shape.every((n) => Number.isInteger(n) && n >= 0))
    fail("ValueError", `cannot reshape array of size ${size} into shape ${unfinishedShape(wanted)}`);
  if (a.isContiguous) return a.view(shape, stridesOf(shape));
  const strides = stridesWithoutCopy(a, shape);
  if (strides) return a.view(shape, strides);
  const c = a.copy();
  return c.view(shape, stridesOf(shape));
}

/** Strides of a reshaped view whose axes only split or join those of the array; undefined if it takes a copy. */
function stridesWithoutCopy(a: NdArray, shape: readonly number[]): number[] | undefined {
  const from = a.shape.flatMap((n, i) => (n === 1 ? [] : [[n, a.strides[i]]]));
  const to: number[] = [];
  let [i, j] = [0, 0];
  while (i < from.length && j < shape.length) {
    let [n, m] = [from[i][0], shape[j]];
    let [lastI, lastJ] = [i + 1, j + 1];
    while (n !== m) {
      if (n < m) n *= from[lastI++][0];
      else m *= shape[lastJ++];
    }
    for (let k = i; k + 1 < lastI; k++) if (from[k][1] !== from[k + 1][0] * from[k + 1][1]) return undefined;
    let stride = from[lastI - 1][1];
    for (let k = lastJ - 1; k >= j; k--) {
      to[k] = stride;
      stride *= shape[k];
    }
    [i, j] = [lastI, lastJ];
  }
  while (j < shape.length) to[j++] = 1;
  return to;
}
