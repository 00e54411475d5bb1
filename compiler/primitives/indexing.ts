/**
 * Reading and writing at places that are computed: `gather`, `scatter…`, `dynamicSlice` and what NumPy's indexing needs
 * of them.
 */

import { showShape, sizeOf } from "../ir/arrayType.js";
import type { Primitive } from "../trace/primitive.js";
import type { Value } from "../trace/value.js";
import { zerosOf } from "./creation.js";
import { dynamicSlicePrimitives } from "./dynamicSlice.js";
import {
  gather,
  gatherPrimitives,
  scatter,
  scatterAdd,
  scatterMax,
  scatterMin,
  scatterMul,
} from "./gather.js";
import type { GatherScatterMode } from "./places.js";
import { indices as upTo } from "./strided.js";
import { broadcastTo, concatenate, expandDims } from "./views.js";

export { dynamicSlice, dynamicUpdateSlice } from "./dynamicSlice.js";
export { gather, scatter, scatterAdd, scatterMax, scatterMin, scatterMul } from "./gather.js";
export type { GatherParams, ScatterDimensionNumbers, ScatterParams } from "./gather.js";
export { type GatherDimensionNumbers, GatherScatterMode } from "./places.js";

export interface PointOptions {
  /** Where the axes of the index arrays stand in the result; default: in place of the first indexed axis. */
  readonly position?: number;
  readonly mode?: GatherScatterMode;
  /** What is read outside, in mode "fill"; null: NaN, the least int32, the greatest uint32, true. */
  readonly fillValue?: number | null;
  readonly uniqueIndices?: boolean;
}

/** How index arrays of rank `rank` over `axes` of an array of rank `ndim` spread over the result. */
function pointDims(ndim: number, axes: readonly number[], rank: number, position: number) {
  const windows = upTo(ndim - axes.length).map((i) => (i < position ? i : i + rank));
  return {
    offsetDims: windows,
    collapsedSliceDims: [...axes].sort((a, b) => a - b),
    startIndexMap: [...axes],
  };
}

function pointShape(x: Value, axes: readonly number[], indexArray: Value, position: number): number[] {
  const kept = x.shape.filter((_, axis) => !axes.includes(axis));
  return [...kept.slice(0, position), ...indexArray.shape, ...kept.slice(position)];
}

/** Where the index axes go by default. */
const defaultPosition = (axes: readonly number[]): number => Math.min(...axes);

/** Index arrays of one shape as an array of vectors. */
function vectors(indexArrays: readonly Value[]): Value {
  return concatenate(
    indexArrays.map((x) => expandDims(x, [x.ndim])),
    indexArrays[0].ndim,
  );
}

/**
 * NumPy's `x[…, i, …, j, …]` for integer arrays `i`, `j` … of one shape and dtype over some axes, in ascending order,
 * with whole axes between them. No negative indices: add the length first.
 */
export function takePoints(
  x: Value,
  axes: readonly number[],
  indexArrays: readonly Value[],
  options: PointOptions = {},
): Value {
  const { position = defaultPosition(axes), mode, fillValue, uniqueIndices } = options;
  const dims = pointDims(x.ndim, axes, indexArrays[0].ndim, position);
  if (indexArrays[0].size === 0)
    return zerosOf(x.type.with({ shape: pointShape(x, axes, indexArrays[0], position) }));
  const sizes = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  return gather(x, vectors(indexArrays), dims, sizes, { mode, fillValue, uniqueIndices });
}

const scatters = { set: scatter, add: scatterAdd, mul: scatterMul, min: scatterMin, max: scatterMax };
export type Update = keyof typeof scatters;

/**
 * NumPy's `x[…, i, …] = updates` (or `+=` …) as a new array; `updates` is broadcast to the shape of what is replaced.
 */
export function updatePoints(
  update: Update,
  x: Value,
  axes: readonly number[],
  indexArrays: readonly Value[],
  updates: Value,
  options: Omit<PointOptions, "fillValue"> = {},
): Value {
  const { position = defaultPosition(axes), mode, uniqueIndices } = options;
  const rank = indexArrays[0].ndim;
  const { offsetDims, collapsedSliceDims, startIndexMap } = pointDims(x.ndim, axes, rank, position);
  const dims = {
    updateWindowDims: offsetDims,
    insertedWindowDims: collapsedSliceDims,
    scatterDimsToOperandDims: startIndexMap,
  };
  const shape = pointShape(x, axes, indexArrays[0], position);
  if (sizeOf(shape) === 0) return x;
  return scatters[update](x, vectors(indexArrays), broadcastTo(updates, shape), dims, {
    mode,
    uniqueIndices,
  });
}

/** Slices of `x` along `axis` at integer indices of any shape, which takes the place of the axis. */
export function take(x: Value, indexArray: Value, axis: number, options: PointOptions = {}): Value {
  return takePoints(x, [axis], [indexArray], options);
}

/** `result[a, i, b] = x[a, indices[a, i, b], b]`: the arrays agree in all axes but `axis`. */
export function takeAlongAxis(x: Value, indexArray: Value, axis: number, options: PointOptions = {}): Value {
  const others = upTo(x.ndim).filter((a) => a !== axis);
  if (indexArray.ndim !== x.ndim || others.some((a) => x.shape[a] !== indexArray.shape[a]))
    throw new TypeError(
      `takeAlongAxis: arrays of shapes ${showShape(x.shape)} and ${showShape(indexArray.shape)} differ in axes other than ${axis}`,
    );
  const dims = {
    offsetDims: [],
    collapsedSliceDims: [axis],
    startIndexMap: [axis],
    operandBatchingDims: others,
    startIndicesBatchingDims: others,
  };
  const { mode, fillValue, uniqueIndices } = options;
  if (indexArray.size === 0) return zerosOf(x.type.with({ shape: indexArray.shape }));
  const sizes = x.shape.map(() => 1);
  return gather(x, expandDims(indexArray, [x.ndim]), dims, sizes, { mode, fillValue, uniqueIndices });
}

export const indexingPrimitives: readonly Primitive[] = [...gatherPrimitives, ...dynamicSlicePrimitives];
