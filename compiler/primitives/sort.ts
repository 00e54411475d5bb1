/**
 * Sorting. In kernels: keys become uint32 numbers of the same order, their order is found, and the operands are read
 * in that order.
 */

import { type ArrayType, sameShape, showShape, stridesOf } from "../ir/arrayType.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { allocate, HostArray } from "../trace/hostArray.js";
import type { Primitive } from "../trace/primitive.js";
import { bind } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { canonicalAxis } from "./axes.js";
import { convertElementType } from "./conversion.js";
import { broadcastedIota } from "./creation.js";
import { not as bitwiseNot } from "./logical.js";
import { orderOf, orderOnHost, readInOrder, sortKeys } from "./order.js";
import { broadcastLeading, sliceInDim } from "./views.js";

interface SortParams {
  readonly dimension: number;
  readonly isStable: boolean;
  readonly numKeys: number;
}

const sortP: Primitive<SortParams> = {
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
    const order = orderOnHost(operands.slice(0, numKeys), dimension);
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
      const order = orderOf(operands.slice(0, numKeys).flatMap(sortKeys), dimension);
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

interface TopKParams {
  readonly axis: number;
  readonly k: number;
}

const topKP: Primitive<TopKParams> = {
  name: "top_k",
  type([x], { axis, k }) {
    checkTopK(x, axis, k);
    const shape = x.shape.map((size, i) => (i === axis ? k : size));
    return [x.with({ shape }), x.with({ shape, dtype: "int32", weakType: false })];
  },
  evaluate([x], params) {
    const [type, indexType] = topKP.type([x.type], params);
    const order = orderOnHost([x], params.axis, true);
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
      const order = sliceInDim(orderOf(sortKeys(x).map(bitwiseNot), axis), { limit: k, axis });
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
 * The `k` greatest elements along the last axis, greatest first, and their indices (int32). NaN counts as
 * the greatest.
 */
export function topK(x: Value, k: number): [Value, Value] {
  const [values, places] = bind(topKP, [x], { axis: canonicalAxis(-1, x.ndim), k });
  return [values, places];
}

export const sortPrimitives: readonly Primitive[] = [sortP, topKP];
