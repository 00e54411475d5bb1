/** Host copies between arrays that are walked with strides: all that views need. */

import { type ArrayType, stridesOf } from "../ir/arrayType.js";
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

/** The array of type `type` whose elements are those of `x`, walked with strides. Shares memory where nothing moves. */
export function readStrided(x: HostArray, source: Strided, type: ArrayType): HostArray {
  if (isInPlace(x, source, type)) return new HostArray(type, x.values);
  const values = allocate(type.dtype, type.size);
  const length = type.shape.at(-1) ?? 1;
  const step = source.strides.at(-1) ?? 0;
  let next = 0;
  const copyRow = (start: number): void => {
    if (step === 0) values.fill(x.values[start], next, (next += length));
    else for (let i = 0; i < length; i++) values[next++] = x.values[start + i * step];
  };
  const nowhere = { offset: 0, strides: new Array<number>(type.ndim).fill(0) };
  if (values.length > 0) walk(type.shape.slice(0, -1), source, nowhere, copyRow);
  return new HostArray(type, values);
}

/** Whether the walk meets all elements of `x`, in order: arrays are immutable, so that a copy would say the same. */
function isInPlace(x: HostArray, { offset, strides }: Strided, { dtype, shape, size }: ArrayType): boolean {
  if (offset !== 0 || dtype !== x.dtype || size !== x.size) return false;
  const inOrder = stridesOf(shape);
  return strides.every((stride, axis) => shape[axis] === 1 || stride === inOrder[axis]);
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
