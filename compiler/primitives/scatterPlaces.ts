/** Where the updates of a scatter go: the places of a gather, seen from the other side. */

import { type ArrayType, sameShape, showShape } from "../ir/arrayType.js";
import { TypeError } from "../ir/errors.js";
import {
  checkPlaces,
  type GatherDimensionNumbers,
  gatheredShape,
  type GatherScatterMode,
  type Places,
  placesOf,
  windowDims,
} from "./places.js";

export interface ScatterDimensionNumbers {
  /** Axes of the updates along which the windows lie. */
  readonly updateWindowDims: readonly number[];
  readonly insertedWindowDims: readonly number[];
  readonly scatterDimsToOperandDims: readonly number[];
  readonly operandBatchingDims: readonly number[];
  readonly scatterIndicesBatchingDims: readonly number[];
}

export interface ScatterParams {
  readonly dimensionNumbers: ScatterDimensionNumbers;
  readonly indicesAreSorted: boolean;
  readonly mode: GatherScatterMode;
  /** Whether no place is written twice. */
  readonly uniqueIndices: boolean;
}

/** The same axes, as a scatter names them. */
export function toScatter(dims: GatherDimensionNumbers): ScatterDimensionNumbers {
  return {
    updateWindowDims: dims.offsetDims,
    insertedWindowDims: dims.collapsedSliceDims,
    scatterDimsToOperandDims: dims.startIndexMap,
    operandBatchingDims: dims.operandBatchingDims,
    scatterIndicesBatchingDims: dims.startIndicesBatchingDims,
  };
}

/** The same axes, as a gather names them. */
export function toGather(dims: ScatterDimensionNumbers): GatherDimensionNumbers {
  return {
    offsetDims: dims.updateWindowDims,
    collapsedSliceDims: dims.insertedWindowDims,
    startIndexMap: dims.scatterDimsToOperandDims,
    operandBatchingDims: dims.operandBatchingDims,
    startIndicesBatchingDims: dims.scatterIndicesBatchingDims,
  };
}

/** The window of each update in the operand. */
export function windowSizes(
  ndim: number,
  updates: readonly number[],
  { dimensionNumbers }: ScatterParams,
): number[] {
  const windows = windowDims(ndim, toGather(dimensionNumbers));
  const sizes = new Array<number>(ndim).fill(1);
  windows.forEach((axis, i) => (sizes[axis] = updates[dimensionNumbers.updateWindowDims[i]]));
  return sizes;
}

/** The place in the operand of each element of the updates. */
export function scatterPlaces(
  operand: readonly number[],
  updates: readonly number[],
  params: ScatterParams,
): Places {
  const sizes = windowSizes(operand.length, updates, params);
  return placesOf(operand, updates.length, sizes, toGather(params.dimensionNumbers), params.mode);
}

/** Throws a TypeError unless operand, indices and updates fit each other. */
export function checkScatter(
  name: string,
  x: ArrayType,
  indices: ArrayType,
  updates: ArrayType,
  params: ScatterParams,
): void {
  if (x.dtype !== updates.dtype)
    throw new TypeError(
      `lax.${name} requires arguments to have the same dtypes, got ${x.dtype}, ${updates.dtype}.`,
    );
  const dims = toGather(params.dimensionNumbers);
  const sizes = windowSizes(x.ndim, updates.shape, params);
  checkPlaces(name, x, indices, sizes, dims);
  const expected = gatheredShape(x.ndim, indices.shape, sizes, dims);
  if (!sameShape(expected, updates.shape))
    throw new TypeError(
      `${name} updates must have shape ${showShape(expected)}, got ${showShape(updates.shape)}.`,
    );
}
