/** The order of elements along an axis: on the host, and as what kernels compute. Equal elements keep their order. */

import { wideFunction } from "./wideMath.js";
import { call, literal, scalarType } from "../ir/expression.js";
import { isWide } from "../ir/dtype.js";
import { sizeOf, stridesOf } from "../ir/arrayType.js";
import type { HostArray } from "../trace/hostArray.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { eq, gt, lt } from "./comparison.js";
import { bitcastConvertType, convertElementType } from "./conversion.js";
import { broadcastedIota, iota } from "./creation.js";
import { constantLike, elementwise, fullLike } from "./elementwise.js";
import { takeAlongAxis } from "./gather.js";
import { and as bitwiseAnd, not as bitwiseNot, or as bitwiseOr, xor as bitwiseXor } from "./logical.js";
import { MERGED, mergeRuns } from "./merge.js";
import { select } from "./select.js";
import { broadcastInDim, moveAxis, pad, reduceSum, reshape, sliceInDim } from "./views.js";

/**
 * For each place along an axis the position of the element that belongs there, by the first key, among equal ones by
 * the next. NaN stands after everything; -0 and 0 are equal.
 */
export function orderOnHost(keys: readonly HostArray[], axis: number, descending = false): Int32Array {
  const { shape } = keys[0];
  const order = new Int32Array(sizeOf(shape));
  const length = shape[axis];
  const stride = stridesOf(shape)[axis];
  const sorter = new RowSorter(length, descending ? (a, b) => isAfter(b, a) : isAfter);
  for (let start = 0; start < order.length; start++) {
    if (Math.floor(start / stride) % length !== 0) continue;
    for (let k = 0; k < length; k++) sorter.places[k] = start + k * stride;
    // The last key first: later sorts keep the order of what is equal to them.
    for (let key = keys.length - 1; key >= 0; key--) sorter.sortBy(keys[key].values);
    for (let k = 0; k < length; k++) order[start + k * stride] = sorter.places[k];
  }
  return order;
}

const isAfter = (a: number, b: number): boolean => a > b || (a !== a && b === b);

/** Runs up to this length are sorted by insertion. */
const INSERTED = 16;

/** Sorts places by their elements, row after row in the same memory. */
class RowSorter {
  places: Int32Array;
  private keys: Float64Array;
  private otherPlaces: Int32Array;
  private otherKeys: Float64Array;

  constructor(
    private readonly length: number,
    private readonly isAfter: (a: number, b: number) => boolean,
  ) {
    [this.places, this.otherPlaces] = [new Int32Array(length), new Int32Array(length)];
    [this.keys, this.otherKeys] = [new Float64Array(length), new Float64Array(length)];
  }

  sortBy(values: HostArray["values"]): void {
    const { length, keys, places } = this;
    for (let k = 0; k < length; k++) keys[k] = values[places[k]];
    for (let start = 0; start < length; start += INSERTED) this.insert(start, Math.min(start + INSERTED, length)); // prettier-ignore
    for (let run = INSERTED; run < length; run *= 2) {
      for (let start = 0; start < length; start += 2 * run)
        this.merge(start, Math.min(start + run, length), Math.min(start + 2 * run, length));
      [this.keys, this.otherKeys] = [this.otherKeys, this.keys];
      [this.places, this.otherPlaces] = [this.otherPlaces, this.places];
    }
  }

  private insert(start: number, end: number): void {
    const { keys, places } = this;
    for (let i = start + 1; i < end; i++) {
      const [key, place] = [keys[i], places[i]];
      let at = i;
      for (; at > start && this.isAfter(keys[at - 1], key); at--) {
        keys[at] = keys[at - 1];
        places[at] = places[at - 1];
      }
      keys[at] = key;
      places[at] = place;
    }
  }

  private merge(start: number, middle: number, end: number): void {
    const { keys, places, otherKeys, otherPlaces } = this;
    for (let next = start, left = start, right = middle; next < end; next++) {
      const isRight = left === middle || (right < end && this.isAfter(keys[left], keys[right]));
      const source = isRight ? right++ : left++;
      otherKeys[next] = keys[source];
      otherPlaces[next] = places[source];
    }
  }
}

/** Half of the bits of a number of 64 bits, so that the halves sort as the numbers. Only sorts on the host are made of it. */
const orderWordP = elementwise<{ readonly word: 0 | 1 }>({
  name: "order_word",
  accepts: [["floating", "integer"]],
  dtype: () => "uint32",
  compute:
    (dtype, { word }) =>
    (x) =>
      wideFunction("pb_order_word", scalarType(dtype))(x, word),
  emit: ([x], _types, { word }) => call(`pb_order_word_${x.type}`, "u32", x, literal("u32", word)),
  jvp: "zero",
});

/** Numbers (uint32) in the order of the elements, the first to compare first; those of NaN are the greatest. */
export function sortKeys(x: Value): Value[] {
  if (!isWide(x.dtype)) return [sortKey(x)];
  return ([0, 1] as const).map((word) => bind1(orderWordP, [x], { word }));
}

function sortKey(x: Value): Value {
  switch (x.dtype) {
    case "uint32":
      return x;
    case "bool":
    case "uint8":
    case "uint16":
      return convertElementType(x, "uint32");
    case "int8":
    case "int16":
      return sortKey(convertElementType(x, "int32"));
    case "int32": {
      const bits = bitcastConvertType(x, "uint32");
      return bitwiseXor(bits, constantLike(bits, 2 ** 31));
    }
    default: {
      // By the bits, because comparisons may take the smallest numbers for 0.
      const bits = bitcastConvertType(convertElementType(x, "float32"), "uint32");
      const word = (value: number): Value => constantLike(bits, value);
      const isNegative = gt(bits, word(0x80000000));
      const ordered = select(isNegative, bitwiseNot(bits), bitwiseOr(bits, word(0x80000000)));
      const isNan = gt(bitwiseAnd(bits, word(0x7fffffff)), word(0x7f800000));
      return select(isNan, fullLike(bits, 0xffffffff), ordered);
    }
  }
}

/** Rows are ordered by counting, each element against all others, if they have at most so many, */
const COUNTED = 64;
/** or if so many comparisons do it. */
const COMPARISONS = 2 ** 22;

/** The rows of a long sort's first step. */
const TILE = MERGED / 2;

/** For each place along an axis the index (uint32) of the element that belongs there, by uint32 keys. */
export function orderOf(keys: readonly Value[], axis: number): Value {
  const { shape } = keys[0];
  const length = shape[axis];
  const rest = shape.filter((_, a) => a !== axis);
  const rows = keys.map((key) => reshape(moveAxis(key, axis, key.ndim - 1), [sizeOf(rest), length]));
  const isCounted = length <= COUNTED || sizeOf(shape) * length <= COMPARISONS;
  const order = isCounted ? orderByCounting(rows) : orderByMerging(rows);
  return moveAxis(reshape(order, [...rest, length]), rest.length, axis);
}

/** The elements at the places along an axis that the order says. */
export function readInOrder(x: Value, order: Value, axis: number): Value {
  return takeAlongAxis(x, order, axis);
}

/** Whether keys `a` come before keys `b`, the first key first; the last keys are distinct. */
function isBefore(a: readonly Value[], b: readonly Value[]): Value {
  let result = lt(a.at(-1)!, b.at(-1)!);
  for (let i = a.length - 2; i >= 0; i--)
    result = bitwiseOr(lt(a[i], b[i]), bitwiseAnd(eq(a[i], b[i]), result));
  return result;
}

function orderByCounting(keys: readonly Value[]): Value {
  const numbers = broadcastedIota("uint32", keys[0].shape, 1);
  return sortByCounting(keys, [numbers])[0];
}

/** Elements of rows (uint32) in the order of the keys: each is compared with all others of its row. */
function sortByCounting(keys: readonly Value[], elements: readonly Value[]): Value[] {
  const [rows, length] = keys[0].shape;
  const shape = [rows, length, length];
  const numbers = iota("uint32", length);
  const along = (x: Value, axis: number): Value =>
    broadcastInDim(x, shape, x.ndim === 1 ? [axis] : [0, axis]);
  const [mine, others] = [1, 2].map((axis) => [...keys, numbers].map((key) => along(key, axis)));
  const rank = reduceSum(convertElementType(isBefore(others, mine), "uint32"), [2]);
  // The element of rank k is the one that belongs at place k.
  const isHere = eq(along(numbers, 1), along(rank, 2));
  return elements.map((x) => reduceSum(select(isHere, along(x, 2), fullLike(along(x, 2), 0)), [2]));
}

/** By the last key first: later sorts keep the order of what is equal to them. */
function orderByMerging(keys: readonly Value[]): Value {
  return keys.reduceRight<Value | undefined>((order, key) => {
    if (!order) return mergeOrder(key);
    const next = mergeOrder(readInOrder(key, order, 1));
    return readInOrder(order, next, 1);
  }, undefined)!;
}

/** Rows, padded with keys that come last, are sorted in tiles by counting, and the tiles merged. */
function mergeOrder(key: Value): Value {
  const [rows, length] = key.shape;
  const padded = Math.ceil(length / MERGED) * MERGED;
  const last = constantLike(key, 2 ** 32 - 1);
  const whole = pad(key, last, [
    [0, 0, 0],
    [0, padded - length, 0],
  ]);
  const tiles = [whole, broadcastedIota("uint32", [rows, padded], 1)].map((x) =>
    reshape(x, [(rows * padded) / TILE, TILE]),
  );
  let [sorted, order] = sortByCounting([tiles[0]], tiles).map((x) => reshape(x, [rows, padded]));
  for (let run = TILE; run < padded; run *= 2) [sorted, order] = mergeRuns(sorted, order, run);
  return sliceInDim(order, { limit: length, axis: 1 });
}
