/** Sorting: stable, and asking only `<`, in the order in which CPython asks short lists. */

import { less } from "../objects/compare.js";
import { call } from "../objects/machine.js";
import type { Value } from "../objects/value.js";

interface Keyed {
  readonly x: Value;
  readonly k: Value;
}

/** CPython inserts one by one into lists that are shorter than this. */
const short = 64;

/** A sorted copy. */
export function sorted(items: readonly Value[], key: Value, backwards: boolean): Value[] {
  const copy = [...items];
  sortItems(copy, key, backwards);
  return copy;
}

/** Sorts in place. Where a comparison fails, short lists are left in the order that they had then. */
export function sortItems(items: Value[], key: Value, backwards: boolean): void {
  const keyed = items.map((x) => ({ x, k: key === null ? x : call(key, [x]) }));
  // Backwards, equal ones still keep their order.
  if (backwards) keyed.reverse();
  let result = keyed;
  try {
    if (keyed.every(({ k }) => typeof k === "bigint"))
      keyed.sort((a, b) => (a.k! < b.k! ? -1 : a.k! > b.k! ? 1 : 0));
    else result = mergeSort(keyed);
  } finally {
    if (backwards) result.reverse();
    result.forEach(({ x }, i) => (items[i] = x));
  }
}

function mergeSort(items: Keyed[]): Keyed[] {
  if (items.length < short) return insertionSort(items);
  const middle = items.length >> 1;
  return merge(mergeSort(items.slice(0, middle)), mergeSort(items.slice(middle)));
}

function merge(a: readonly Keyed[], b: readonly Keyed[]): Keyed[] {
  const result: Keyed[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) result.push(less(b[j].k, a[i].k) ? b[j++] : a[i++]);
  return result.concat(a.slice(i), b.slice(j));
}

/** What comes after the run at the start is inserted, its place found by halving. */
function insertionSort(items: Keyed[]): Keyed[] {
  for (let i = sortedRun(items); i < items.length; i++) {
    const item = items[i];
    let [from, to] = [0, i];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (less(item.k, items[middle].k)) to = middle;
      else from = middle + 1;
    }
    items.copyWithin(from + 1, from, i);
    items[from] = item;
  }
  return items;
}

/** How many at the start are in order; if they fall, they are turned round. */
function sortedRun(items: Keyed[]): number {
  if (items.length < 2) return items.length;
  const falls = less(items[1].k, items[0].k);
  let n = 2;
  while (n < items.length && less(items[n].k, items[n - 1].k) === falls) n++;
  if (falls) items.splice(0, n, ...items.slice(0, n).reverse());
  return n;
}
