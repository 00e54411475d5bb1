/**
 * Where gathers read and scatters write, with XLA's dimension numbers. The indices are an array of vectors, which lie
 * along its last axis; each says where a window of the operand starts.
 */

import { type ArrayType, showShape, sizeOf, stridesOf } from "../ir/arrayType.js";
import { isInteger } from "../ir/dtype.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { add, and, binary, cast, type Expr, i32, lessThan, literal, not } from "../ir/expression.js";
import type { HostArray } from "../trace/hostArray.js";
import { indices as upTo, showTuple } from "./axes.js";
import { coordinates } from "./strided.js";

export interface GatherDimensionNumbers {
  /** Axes of the output along which the windows lie. */
  readonly offsetDims: readonly number[];
  /** Axes of the operand, of window length 1, that the output does not have. */
  readonly collapsedSliceDims: readonly number[];
  /** The operand axis that each component of an index vector is for. */
  readonly startIndexMap: readonly number[];
  /** Axes that operand and indices share: each row has its own indices. */
  readonly operandBatchingDims: readonly number[];
  readonly startIndicesBatchingDims: readonly number[];
}

/** What happens with windows that are not inside: moved inside; or read as the fill value, and not written. */
export const GatherScatterMode = {
  CLIP: "clip",
  FILL_OR_DROP: "fill",
  PROMISE_IN_BOUNDS: "promise_in_bounds",
} as const;
export type GatherScatterMode = (typeof GatherScatterMode)[keyof typeof GatherScatterMode];

/** A mode by a name that users of NumPy or JAX write. Throws a ValueError for others. */
export function toMode(name: string): GatherScatterMode {
  if (name === "drop") return "fill";
  const mode = Object.values(GatherScatterMode).find((known) => known === name);
  if (mode === undefined)
    throw new ValueError(`Unknown gather mode "${name}"`, {
      hint: "Modes are 'clip', 'fill', 'drop' and 'promise_in_bounds'.",
    });
  return mode;
}

/**
 * One axis of the operand: its coordinate is that of `batchAxis` of the output, or the start from component `component`
 * of the index vector plus the coordinate of `windowAxis`.
 */
interface AxisPlace {
  readonly batchAxis?: number;
  readonly component?: number;
  readonly windowAxis?: number;
  /** The greatest start. */
  readonly limit: number;
}

export interface Places {
  readonly axes: readonly AxisPlace[];
  /** The output axes that are axes of the indices. */
  readonly batchAxes: readonly number[];
  readonly checks: boolean;
}

/** The places that elements of an output of rank `ndim` have in an operand. */
export function placesOf(
  operand: readonly number[],
  ndim: number,
  sliceSizes: readonly number[],
  dims: GatherDimensionNumbers,
  mode: GatherScatterMode,
): Places {
  const batchAxes = upTo(ndim).filter((axis) => !dims.offsetDims.includes(axis));
  const windows = windowDims(operand.length, dims);
  const find = (list: readonly number[], x: number): number | undefined =>
    list.includes(x) ? list.indexOf(x) : undefined;
  const axes = operand.map((size, axis): AxisPlace => {
    const batching = find(dims.operandBatchingDims, axis);
    const window = find(windows, axis);
    return {
      batchAxis: batching === undefined ? undefined : batchAxes[dims.startIndicesBatchingDims[batching]],
      component: find(dims.startIndexMap, axis),
      windowAxis: window === undefined ? undefined : dims.offsetDims[window],
      limit: size - sliceSizes[axis],
    };
  });
  return { axes, batchAxes, checks: mode === "fill" };
}

/** Operand axes along which windows have their own output axis. */
export function windowDims(ndim: number, dims: GatherDimensionNumbers): number[] {
  return upTo(ndim).filter(
    (axis) => !dims.collapsedSliceDims.includes(axis) && !dims.operandBatchingDims.includes(axis),
  );
}

/** The shape of what is gathered. */
export function gatheredShape(
  ndim: number,
  indices: readonly number[],
  sliceSizes: readonly number[],
  dims: GatherDimensionNumbers,
): number[] {
  const windows = windowDims(ndim, dims);
  const shape = new Array<number>(dims.offsetDims.length + indices.length - 1);
  dims.offsetDims.forEach((axis, i) => (shape[axis] = sliceSizes[windows[i]]));
  let next = 0;
  return Array.from(shape, (size) => size ?? indices[next++]);
}

/** In a kernel: the coordinates in the operand, within range, and whether the window is inside. */
export function locate(
  places: Places,
  index: readonly Expr[],
  readIndex: (at: readonly Expr[]) => Expr,
): { at: Expr[]; valid: Expr } {
  let valid: Expr = literal("bool", true);
  const row = places.batchAxes.map((axis) => index[axis]);
  const at = places.axes.map(({ batchAxis, component, windowAxis, limit }) => {
    if (batchAxis !== undefined) return index[batchAxis];
    const offset = windowAxis === undefined ? i32(0) : index[windowAxis];
    if (component === undefined) return offset;
    const start = toI32(readIndex([...row, i32(component)]));
    if (places.checks)
      valid = and(valid, and(not(lessThan(start, i32(0))), not(lessThan(i32(limit), start))));
    return add(binary("max", binary("min", start, i32(limit)), i32(0)), offset);
  });
  return { at, valid };
}

const toI32 = (x: Expr): Expr =>
  x.type === "u32" ? cast("i32", binary("min", x, literal("u32", 2 ** 31 - 1))) : x;

/**
 * On the host: calls `visit` with the number of each element of an output of shape `shape` and its position in the
 * operand, or -1 if its window is not inside.
 */
export function visitPlaces(
  places: Places,
  shape: readonly number[],
  indices: HostArray,
  operand: readonly number[],
  visit: (element: number, position: number) => void,
): void {
  const strides = stridesOf(operand);
  const indexStrides = stridesOf(indices.shape);
  const positionOf = (index: readonly number[]): number => {
    let row = 0;
    places.batchAxes.forEach((axis, i) => (row += index[axis] * indexStrides[i]));
    let position = 0;
    for (let axis = 0; axis < strides.length; axis++) {
      const { batchAxis, component, windowAxis, limit } = places.axes[axis];
      let coordinate = batchAxis === undefined ? 0 : index[batchAxis];
      if (component !== undefined) {
        const start = indices.values[row + component];
        if (places.checks && !(start >= 0 && start <= limit)) return -1;
        coordinate = Math.max(0, Math.min(start, limit));
      }
      if (windowAxis !== undefined) coordinate += index[windowAxis];
      position += coordinate * strides[axis];
    }
    return position;
  };
  const size = sizeOf(shape);
  for (let element = 0; element < size; element++) visit(element, positionOf(coordinates(element, shape)));
}

/** Throws unless the dimension numbers fit. */
export function checkPlaces(
  name: string,
  operand: ArrayType,
  indices: ArrayType,
  sliceSizes: readonly number[],
  dims: GatherDimensionNumbers,
): void {
  const fail = (message: string): never => {
    throw new TypeError(`${name} ${message}`);
  };
  if (!isInteger(indices.dtype)) fail(`indices must be of an integer type, got ${indices.dtype}.`);
  if (indices.ndim === 0 || indices.shape[indices.ndim - 1] !== dims.startIndexMap.length)
    fail(
      `indices must have a last axis with one component for each of ${showTuple(dims.startIndexMap)}, ` +
        `got shape ${showShape(indices.shape)}.`,
    );
  const { collapsedSliceDims, operandBatchingDims, startIndicesBatchingDims } = dims;
  if (sliceSizes.length !== operand.ndim || sliceSizes.some((s, axis) => s < 0 || s > operand.shape[axis]))
    fail(
      `windows must be no larger than the operand: got slice_sizes ${showTuple(sliceSizes)} ` +
        `for operand of shape ${showShape(operand.shape)}.`,
    );
  if ([...collapsedSliceDims, ...operandBatchingDims].some((axis) => sliceSizes[axis] > 1))
    fail(`axes that are collapsed must have slice size 1, got slice_sizes ${showTuple(sliceSizes)}.`);
  const own = operandBatchingDims.map((axis) => operand.shape[axis]);
  const theirs = startIndicesBatchingDims.map((axis) => indices.shape[axis]);
  if (showShape(own) !== showShape(theirs))
    fail(
      `operand and indices must agree along batching axes, got ${showShape(own)} and ${showShape(theirs)}.`,
    );
  if (windowDims(operand.ndim, dims).length !== dims.offsetDims.length)
    fail(
      `needs an output axis for each window axis of the operand, got offset_dims ${showTuple(dims.offsetDims)}.`,
    );
}

const raise = (axes: readonly number[]): number[] => axes.map((axis) => axis + 1);

/** The dimension numbers with an extra leading axis: of the output, and of the operand, the indices or both. */
export function batchDims(
  dims: GatherDimensionNumbers,
  operand: boolean,
  indices: boolean,
): GatherDimensionNumbers {
  const onOperand = (axes: readonly number[]): readonly number[] => (operand ? raise(axes) : axes);
  const onIndices = (axes: readonly number[]): readonly number[] => (indices ? raise(axes) : axes);
  const both = operand && indices ? [0] : [];
  return {
    offsetDims: [...(operand && !indices ? [0] : []), ...raise(dims.offsetDims)],
    collapsedSliceDims: onOperand(dims.collapsedSliceDims),
    startIndexMap: onOperand(dims.startIndexMap),
    operandBatchingDims: [...both, ...onOperand(dims.operandBatchingDims)],
    startIndicesBatchingDims: [...both, ...onIndices(dims.startIndicesBatchingDims)],
  };
}
