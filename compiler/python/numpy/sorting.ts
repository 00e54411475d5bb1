/** Order: sorting, searching, and what stands on it. */

import { type Element, int64, type Store } from "./elementTypes.js";
import { intArrayOf } from "./convert.js";
import type { NdArray } from "./ndarray.js";
import { fromRows, rowsAlong } from "./reductions.js";

/** NaN comes after all numbers. */
function order(x: Element, y: Element): number {
  if (x < y) return -1;
  if (x > y) return 1;
  if (x === y) return 0;
  return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
}

/** Positions in the order of the elements, equal ones as they come. */
export function sortedPositions(values: Store, at = 0, length = values.length): Int32Array {
  return Int32Array.from({ length }, (_, i) => i).sort(
    (i, j) => order(values[at + i], values[at + j]) || i - j,
  );
}

export function sort(a: NdArray, axis: number): NdArray {
  const { values, length, count } = rowsAlong(a, axis);
  const data = a.dtype.allocate(values.length);
  for (let i = 0; i < count; i++)
    sortedPositions(values, i * length, length).forEach(
      (p, j) => (data[i * length + j] = values[i * length + p] as never),
    );
  return fromRows(data, a.dtype, a, axis);
}

export function argSort(a: NdArray, axis: number): NdArray {
  const { values, length, count } = rowsAlong(a, axis);
  const data = new BigInt64Array(values.length);
  for (let i = 0; i < count; i++)
    sortedPositions(values, i * length, length).forEach((p, j) => (data[i * length + j] = BigInt(p)));
  return fromRows(data, int64, a, axis);
}

/** Where elements are to be inserted, in sorted ones: before or behind equal ones. */
export function searchSorted(sorted: NdArray, wanted: NdArray, isRight: boolean): NdArray {
  const [values, items] = [sorted.flat(), wanted.flat()];
  const positions = Array.from(items as ArrayLike<Element>, (x) => {
    let [low, high] = [0, values.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const c = order(values[middle], x);
      if (c < 0 || (isRight && c === 0)) low = middle + 1;
      else high = middle;
    }
    return low;
  });
  return intArrayOf(positions, wanted.shape);
}
