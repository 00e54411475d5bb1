/** XLA's gather and scatters. */

import { type Arguments, expectArguments, isOptions } from "../ir/options.js";
import { indexArray } from "../numpy/places.js";
import { toValue } from "../numpy/promotion.js";
import { neg } from "../primitives/arithmetic.js";
import { gather as gatherWindows } from "../primitives/gather.js";
import { type GatherDimensionNumbers, toMode } from "../primitives/places.js";
import * as scatters from "../primitives/scatter.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { operands } from "./operands.js";

export { GatherScatterMode } from "../primitives/places.js";
export type { GatherDimensionNumbers } from "../primitives/places.js";
export type { ScatterDimensionNumbers } from "../primitives/scatterPlaces.js";

type OptionalBatching = "operandBatchingDims" | "startIndicesBatchingDims";

interface PlacesOptions {
  /**
   * What happens with windows that are not inside: "fill" reads them as `fillValue` and, as "drop", does not write them.
   * Default "promise_in_bounds" for `gather`, and "fill" for scatters.
   */
  mode?: "clip" | "fill" | "drop" | "promise_in_bounds" | null;
  /** A promise that the indices are in order. */
  indicesAreSorted?: boolean;
  /** A promise that no place occurs twice. */
  uniqueIndices?: boolean;
}

interface GatherOptions extends PlacesOptions {
  dimensionNumbers: Omit<GatherDimensionNumbers, OptionalBatching> &
    Partial<Pick<GatherDimensionNumbers, OptionalBatching>>;
  /** The shape of the windows. */
  sliceSizes: readonly number[];
  /** What is read outside. Default NaN, for integers the least one, or the greatest uint32. */
  fillValue?: number | null;
}

/** Numbers of dimensions by themselves in the last place are no options, but an argument: they get options behind them. */
function withOptions(rest: readonly unknown[]): readonly unknown[] {
  const [first, ...more] = rest;
  return isOptions(first) && more.length === 0 && !("dimensionNumbers" in first) ? [first, {}] : rest;
}

/**
 * XLA's gather: windows of shape `sliceSizes`, one for each vector along the last axis of the indices.
 *
 *     const dimensionNumbers = { offsetDims: [], collapsedSliceDims: [0], startIndexMap: [0] };
 *     lax.gather([1, 2, 3], [[2], [0]], { dimensionNumbers, sliceSizes: [1] }) // [3. 1.]
 *
 * Throws a TypeError for numbers of dimensions that don't fit. Source: `jax.lax.gather`.
 */
export function gather(
  x: ArrayLike,
  startIndices: ArrayLike,
  ...rest: Arguments<GatherOptions, ["dimensionNumbers", "sliceSizes"]>
): Value {
  const {
    dimensionNumbers,
    sliceSizes,
    mode,
    fillValue = null,
    ...promises
  } = expectArguments<GatherOptions>(
    "gather(x, startIndices)",
    withOptions(rest),
    ["dimensionNumbers", "sliceSizes"],
    ["mode", "fillValue", "indicesAreSorted", "uniqueIndices"],
  );
  return gatherWindows(toValue(x, "gather"), indexArray(startIndices), dimensionNumbers, sliceSizes, {
    ...promises,
    mode: toMode(mode ?? "promise_in_bounds"),
    fillValue,
  });
}

interface ScatterOptions extends PlacesOptions {
  dimensionNumbers: Parameters<typeof scatters.scatter>[3];
}

type Scatter = (
  x: ArrayLike,
  scatterIndices: ArrayLike,
  updates: ArrayLike,
  ...rest: Arguments<ScatterOptions, ["dimensionNumbers"]>
) => Value;

function scatterFunction(name: string, jaxName: string, primitive: typeof scatters.scatter): Scatter {
  return (x, scatterIndices, updates, ...rest) => {
    const { dimensionNumbers, mode, ...promises } = expectArguments<ScatterOptions>(
      `${name}(x, scatterIndices, updates)`,
      withOptions(rest),
      ["dimensionNumbers"],
      ["mode", "indicesAreSorted", "uniqueIndices"],
    );
    const [value, update] = operands(jaxName, x, updates);
    return primitive(value, indexArray(scatterIndices), update, dimensionNumbers, {
      ...promises,
      mode: toMode(mode ?? "fill"),
    });
  };
}

/**
 * XLA's scatter: windows overwritten by updates, one for each vector along the last axis of the indices.
 *
 *     const dimensionNumbers = { updateWindowDims: [], insertedWindowDims: [0], scatterDimsToOperandDims: [0] };
 *     lax.scatter([1, 2, 3], [[1]], [9], { dimensionNumbers }) // [1. 9. 3.]
 *
 * Throws a TypeError for dtypes that differ, and for numbers of dimensions that don't fit. Source: `jax.lax.scatter`.
 */
export const scatter = scatterFunction("scatter", "scatter", scatters.scatter);
/**
 * Updates added to windows; otherwise as `scatter`.
 *
 *     const dimensionNumbers = { updateWindowDims: [], insertedWindowDims: [0], scatterDimsToOperandDims: [0] };
 *     lax.scatterAdd([1, 2, 3], [[1], [1]], [5, 7], { dimensionNumbers }) // [ 1. 14.  3.]
 *
 * Source: `jax.lax.scatter_add`.
 */
export const scatterAdd = scatterFunction("scatterAdd", "scatter_add", scatters.scatterAdd);
/**
 * Updates subtracted from windows; otherwise as `scatter`.
 *
 *     const dimensionNumbers = { updateWindowDims: [], insertedWindowDims: [0], scatterDimsToOperandDims: [0] };
 *     lax.scatterSub([1, 2, 3], [[1], [1]], [5, 7], { dimensionNumbers }) // [  1. -10.   3.]
 *
 * Source: `jax.lax.scatter_sub`.
 */
export const scatterSub = scatterFunction("scatterSub", "scatter_sub", (x, indices, updates, ...rest) =>
  scatters.scatterAdd(x, indices, neg(updates), ...rest),
);
/**
 * Windows multiplied by updates; otherwise as `scatter`.
 *
 *     const dimensionNumbers = { updateWindowDims: [], insertedWindowDims: [0], scatterDimsToOperandDims: [0] };
 *     lax.scatterMul([1, 2, 3], [[1], [1]], [5, 7], { dimensionNumbers }) // [ 1. 70.  3.]
 *
 * Source: `jax.lax.scatter_mul`.
 */
export const scatterMul = scatterFunction("scatterMul", "scatter_mul", scatters.scatterMul);
/**
 * The lesser of windows and updates; otherwise as `scatter`.
 *
 *     const dimensionNumbers = { updateWindowDims: [], insertedWindowDims: [0], scatterDimsToOperandDims: [0] };
 *     lax.scatterMin([1, 2, 3], [[1], [1]], [5, 7], { dimensionNumbers }) // [1. 2. 3.]
 *
 * Source: `jax.lax.scatter_min`.
 */
export const scatterMin = scatterFunction("scatterMin", "scatter_min", scatters.scatterMin);
/**
 * The greater of windows and updates; otherwise as `scatter`.
 *
 *     const dimensionNumbers = { updateWindowDims: [], insertedWindowDims: [0], scatterDimsToOperandDims: [0] };
 *     lax.scatterMax([1, 2, 3], [[1], [1]], [5, 7], { dimensionNumbers }) // [1. 7. 3.]
 *
 * Source: `jax.lax.scatter_max`.
 */
export const scatterMax = scatterFunction("scatterMax", "scatter_max", scatters.scatterMax);
