/** Host copies between arrays that are walked with strides: all that views need. */

import type { ArrayType } from "../ir/arrayType.js";
import { allocate, type HostData, HostArray } from "../trace/hostArray.js";

/** The elements `offset + Σ index[i] * strides[i]` of an array. */
export interface Strided {
  readonly offset: number;
  readonly strides: readonly number[];
}

/** Calls `visit` with the positions in both arrays of every element of `shape`, in row-major order. */
export function walk(
  shape: readonly number[],
  a: Strided,
  b: Strided,
  visit: (a: number, b: number) => void,
): void {
  if (shape.includes(0)) return;
  const last = shape.length - 1;
  const go = (axis: number, i: number, j: number): void => {
    if (axis > last) return visit(i, j);
    for (let k = 0; k < shape[axis]; k++) go(axis + 1, i + k * a.strides[axis], j + k * b.strides[axis]);
  };
  go(0, a.offset, b.offset);
}

/** Copies `shape` elements from one array to another. */
export function copyStrided(
  shape: readonly number[],
  from: HostData,
  source: Strided,
  to: HostData,
  target: Strided,
): void {
  if (from.length > 0) walk(shape, source, target, (i, j) => (to[j] = from[i]));
}

/** The array of type `type` whose elements are those of `x`, walked with strides. */
export function readStrided(x: HostArray, source: Strided, type: ArrayType): HostArray {
  const values = allocate(type.dtype, type.size);
  let next = 0;
  const nowhere = { offset: 0, strides: new Array<number>(type.ndim).fill(0) };
  if (values.length > 0) walk(type.shape, source, nowhere, (i) => (values[next++] = x.values[i]));
  return new HostArray(type, values);
}

/** The coordinates of element `position` of an array. */
export function coordinates(position: number, shape: readonly number[]): number[] {
  const index = new Array<number>(shape.length);
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis] = position % shape[axis];
    position = Math.floor(position / shape[axis]);
  }
  return index;
}
