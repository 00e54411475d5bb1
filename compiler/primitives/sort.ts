/**
 * Sorting. In kernels: keys become uint32 numbers of the same order, their order is found, and the operands are read
 * in that order.
 */

import { type ArrayType, sameShape, showShape, sizeOf, stridesOf } from "../ir/arrayType.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { allocate, HostArray } from "../trace/hostArray.js";
import type { Primitive } from "../trace/primitive.js";
import { bind } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { eq, lt, ne } from "./comparison.js";
import { bitcastConvertType, convertElementType } from "./conversion.js";
import { broadcastedIota, iota } from "./creation.js";
import { constantLike, fullLike } from "./elementwise.js";
import { takeAlongAxis } from "./indexing.js";
import { and as bitwiseAnd, not as bitwiseNot, or as bitwiseOr, xor as bitwiseXor } from "./logical.js";
import { select } from "./select.js";
import {
  broadcastInDim,
  broadcastLeading,
  canonicalAxis,
  concatenate,
  moveAxis,
  pad,
  reduceSum,
  reshape,
  sliceInDim,
} from "./views.js";

export interface SortParams {
  readonly dimension: number;
  readonly isStable: boolean;
  readonly numKeys: number;
}

export const sortP: Primitive<SortParams> = {
  name: "sort",
  type(operands, { dimension, numKeys }) {
    if (operands.length === 0) throw new TypeError("Sort operands must not be empty");
    if (operands.some((x) => !sameShape(x.shape, operands[0].shape)))
      throw new TypeError(
        `Arguments to sort must have equal shapes, got: ${operands.map((x) => showShape(x.shape)).join(" ")}`,
      );
    if (dimension < 0 || dimension >= operands[0].ndim)
      throw new ValueError(`axis ${dimension} is out of bounds for array of dimension ${operands[0].ndim}`);
    if (numKeys < 1 || numKeys > operands.length)
      throw new ValueError(
        `num_keys=${numKeys} must be between 1 and the number of operands, ${operands.length}`,
      );
    return [...operands];
  },
  evaluate(operands, { dimension, numKeys }) {
    const keys = operands.slice(0, numKeys).map((x) => x.values);
    const order = orderOnHost(operands[0].shape, dimension, (i, j) => {
      for (const key of keys) {
        const c = compare(key[i], key[j]);
        if (c !== 0) return c;
      }
      return 0;
    });
    return operands.map((x) => {
      const values = allocate(x.dtype, x.size);
      for (let i = 0; i < values.length; i++) values[i] = x.values[order[i]];
      return new HostArray(x.type, values);
    });
  },
  lowering: {
    kind: "expand",
    expand(operands, { dimension, numKeys }) {
      if (operands[0].shape[dimension] < 2) return [...operands];
      const order = orderOf(operands.slice(0, numKeys).map(sortKey), dimension);
      return operands.map((x) => readInOrder(x, order, dimension));
    },
  },
  batch(operands, batched, size, { dimension, ...rest }) {
    const all = operands.map((x, i) => (batched[i] ? x : broadcastLeading(x, size)));
    return { outputs: bind(sortP, all, { dimension: dimension + 1, ...rest }), batched: all.map(() => true) };
  },
  jvp(operands, tangents, params) {
    const { dimension } = params;
    const places = broadcastedIota("uint32", operands[0].shape, dimension);
    const sorted = bind(sortP, [...operands, places], params);
    const order = sorted[operands.length];
    return {
      primals: sorted.slice(0, -1),
      tangents: tangents.map((t) => t && readInOrder(t, order, dimension)),
    };
  },
};

function readInOrder(x: Value, order: Value, axis: number): Value {
  return takeAlongAxis(x, order, axis, { mode: "promise_in_bounds", uniqueIndices: false });
}

/** NaN after everything; -0 and 0 are equal. */
function compare(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
}

/** For each place the position of the element that belongs there; equal ones keep their order. */
function orderOnHost(
  shape: readonly number[],
  axis: number,
  before: (i: number, j: number) => number,
): Int32Array {
  const order = new Int32Array(sizeOf(shape));
  const length = shape[axis];
  const stride = stridesOf(shape)[axis];
  for (let start = 0; start < order.length; start++) {
    if (Math.floor(start / stride) % length !== 0) continue;
    const row = Array.from({ length }, (_, k) => start + k * stride).sort(before);
    row.forEach((from, k) => (order[start + k * stride] = from));
  }
  return order;
}

/** uint32 numbers in the order of the elements; all NaN are the greatest number. */
function sortKey(x: Value): Value {
  switch (x.dtype) {
    case "uint32":
      return x;
    case "bool":
      return convertElementType(x, "uint32");
    case "int32": {
      const bits = bitcastConvertType(x, "uint32");
      return bitwiseXor(bits, constantLike(bits, 2 ** 31));
    }
    default: {
      const single = convertElementType(x, "float32");
      const zero = constantLike(single, 0);
      const bits = bitcastConvertType(select(eq(single, zero), fullLike(single, 0), single), "uint32");
      const flipped = bitwiseXor(bits, constantLike(bits, 2 ** 31));
      const ordered = select(lt(single, zero), bitwiseNot(bits), flipped);
      return select(ne(single, single), fullLike(bits, 2 ** 32 - 1), ordered);
    }
  }
}

/** Rows up to this length are ordered by counting: each element compares itself with all others. */
const COUNTED = 1024;

/** For each place along an axis the index (uint32) of the element that belongs there, by uint32 keys. */
function orderOf(keys: readonly Value[], axis: number): Value {
  const shape = keys[0].shape;
  const length = shape[axis];
  const rest = shape.filter((_, a) => a !== axis);
  const rows = keys.map((key) => reshape(moveAxis(key, axis, key.ndim - 1), [sizeOf(rest), length]));
  const order = length <= COUNTED ? orderByCounting(rows) : orderByNetwork(rows);
  return moveAxis(reshape(order, [...rest, length]), rest.length, axis);
}

/** Whether keys `a` come before keys `b`, the first key first; the last keys are distinct. */
function isBefore(a: readonly Value[], b: readonly Value[]): Value {
  let result = lt(a.at(-1)!, b.at(-1)!);
  for (let i = a.length - 2; i >= 0; i--)
    result = bitwiseOr(lt(a[i], b[i]), bitwiseAnd(eq(a[i], b[i]), result));
  return result;
}

function orderByCounting(keys: readonly Value[]): Value {
  const [rows, length] = keys[0].shape;
  const shape = [rows, length, length];
  const numbers = iota("uint32", length);
  const along = (x: Value, axis: number): Value =>
    broadcastInDim(x, shape, x.ndim === 1 ? [axis] : [0, axis]);
  const [mine, others] = [1, 2].map((axis) => [...keys, numbers].map((key) => along(key, axis)));
  const rank = reduceSum(convertElementType(isBefore(others, mine), "uint32"), [2]);
  // The element of rank k is the one that belongs at place k.
  const isHere = eq(along(numbers, 1), along(rank, 2));
  return reduceSum(select(isHere, along(numbers, 2), fullLike(along(rank, 2), 0)), [2]);
}

/** Batcher's bitonic network, on rows padded to a power of two with keys that come last. */
function orderByNetwork(keys: readonly Value[]): Value {
  const [rows, length] = keys[0].shape;
  const padded = 2 ** Math.ceil(Math.log2(length));
  const numbers = broadcastedIota("uint32", [rows, padded], 1);
  const last = constantLike(keys[0], 2 ** 32 - 1);
  let all = [
    ...keys.map((key) =>
      pad(key, last, [
        [0, 0, 0],
        [0, padded - length, 0],
      ]),
    ),
    numbers,
  ];
  for (let block = 2; block <= padded; block *= 2)
    for (let distance = block / 2; distance >= 1; distance /= 2) all = exchange(all, block, distance);
  return sliceInDim(all.at(-1)!, { limit: length, axis: 1 });
}

/** Puts elements at `distance` in order: ascending and descending in alternate blocks. */
function exchange(keys: readonly Value[], block: number, distance: number): Value[] {
  const [rows, length] = keys[0].shape;
  const groups = length / (2 * distance);
  const paired = keys.map((key) => reshape(key, [rows, groups, 2, distance]));
  const [low, high] = [0, 1].map((side) =>
    paired.map((key) => sliceInDim(key, { start: side, limit: side + 1, axis: 2 })),
  );
  const group = broadcastedIota("uint32", low[0].shape, 1);
  const bit = constantLike(group, block / (2 * distance));
  const descends = ne(bitwiseAnd(group, bit), constantLike(group, 0));
  const swaps = bitwiseXor(isBefore(high, low), descends);
  return low.map((a, i) => {
    const b = high[i];
    return reshape(concatenate([select(swaps, b, a), select(swaps, a, b)], 2), [rows, length]);
  });
}

export interface TopKParams {
  readonly axis: number;
  readonly k: number;
}

export const topKP: Primitive<TopKParams> = {
  name: "top_k",
  type([x], { axis, k }) {
    checkTopK(x, axis, k);
    const shape = x.shape.map((size, i) => (i === axis ? k : size));
    return [x.with({ shape }), x.with({ shape, dtype: "int32", weakType: false })];
  },
  evaluate([x], params) {
    const [type, indexType] = topKP.type([x.type], params);
    const order = orderOnHost(x.shape, params.axis, (i, j) => compare(x.values[j], x.values[i]));
    const stride = stridesOf(x.shape)[params.axis];
    const length = x.shape[params.axis];
    const values = allocate(type.dtype, type.size);
    const places = allocate("int32", type.size);
    for (let i = 0, next = 0; i < order.length; i++) {
      const place = Math.floor(i / stride) % length;
      if (place >= params.k) continue;
      values[next] = x.values[order[i]];
      places[next++] = Math.floor(order[i] / stride) % length;
    }
    return [new HostArray(type, values), new HostArray(indexType, places)];
  },
  lowering: {
    kind: "expand",
    expand([x], { axis, k }) {
      const order = sliceInDim(orderOf([bitwiseNot(sortKey(x))], axis), { limit: k, axis });
      return [readInOrder(x, order, axis), convertElementType(order, "int32")];
    },
  },
  batch: ([x], _, __, { axis, k }) => ({
    outputs: bind(topKP, [x], { axis: axis + 1, k }),
    batched: [true, true],
  }),
  jvp([x], [t], params) {
    const [values, places] = bind(topKP, [x], params);
    return { primals: [values, places], tangents: [t && readInOrder(t, places, params.axis), null] };
  },
};

function checkTopK(x: ArrayType, axis: number, k: number): void {
  if (axis < 0 || axis >= x.ndim)
    throw new TypeError("top_k operand must have >= 1 dimension, got " + showShape(x.shape));
  if (k < 0) throw new ValueError(`k argument to top_k must be nonnegative, got ${k}`);
  if (k > x.shape[axis])
    throw new ValueError(
      `k argument to top_k must be no larger than size along axis; got k=${k} with shape=[${x.shape.join(", ")}] and axis=${axis}`,
    );
}

/**
 * Arrays of one shape, ordered along `dimension` (default the last) by the first `numKeys` of them; NaN comes last, -0
 * equals 0, and equal elements keep their order.
 */
export function sort(
  operands: readonly Value[],
  options: { dimension?: number; numKeys?: number; isStable?: boolean } = {},
): Value[] {
  const { dimension = -1, numKeys = 1, isStable = true } = options;
  const axis = canonicalAxis(dimension, operands[0].ndim);
  return bind(sortP, operands, { dimension: axis, isStable, numKeys });
}

/**
 * The `k` greatest elements along an axis (default the last), greatest first, and their indices (int32). NaN counts as
 * the greatest.
 */
export function topK(x: Value, k: number, axis = -1): [Value, Value] {
  const [values, places] = bind(topKP, [x], { axis: canonicalAxis(axis, x.ndim), k });
  return [values, places];
}

export const sortPrimitives: readonly Primitive[] = [sortP, topKP];
