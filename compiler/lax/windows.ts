/**
 * Windows that slide over arrays, and reductions of them. The windows are strided slices, one for each place in a
 * window, so that everything is differentiated, batched and fused as slices are.
 */

import { showShape } from "../ir/arrayType.js";
import { type Arguments, expectArguments } from "../ir/options.js";
import { toValue } from "../numpy/promotion.js";
import { vmap } from "../transforms/vmap.js";
import { add, max, min, mul } from "../primitives/arithmetic.js";
import * as views from "../primitives/views.js";
import { TypeError, ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { monoidOf } from "./folds.js";
import { startOfWindow } from "./initialValues.js";
import { operands } from "./operands.js";

/**
 * Borders of each axis, or by name: "SAME" for as many windows as strides fit in ("SAME_LOWER" where the greater border
 * comes first), "VALID" for no borders.
 */
export type Padding = "SAME" | "SAME_LOWER" | "VALID" | readonly (readonly [before: number, after: number])[];

export const ones = (n: number): number[] => new Array<number>(n).fill(1);
export const dilated = (size: number, dilation: number): number =>
  size === 0 ? 0 : (size - 1) * dilation + 1;

/** The borders that a padding asks for. */
export function bordersOf(
  padding: Padding,
  sizes: readonly number[],
  windows: readonly number[],
  strides: readonly number[],
): (readonly [number, number])[] {
  const name = typeof padding === "string" ? padding.toUpperCase() : undefined;
  if (name === "VALID") return sizes.map(() => [0, 0]);
  if (name === "SAME" || name === "SAME_LOWER")
    return sizes.map((size, i) => {
      const count = Math.ceil(size / strides[i]);
      const total = Math.max((count - 1) * strides[i] + windows[i] - size, 0);
      const less = Math.floor(total / 2);
      return name === "SAME" ? [less, total - less] : [total - less, less];
    });
  if (typeof padding === "string" || padding.length !== sizes.length)
    throw new ValueError(
      `padding must be "SAME", "SAME_LOWER", "VALID" or a pair for each of ${sizes.length} axes, got ${String(padding)}`,
    );
  return [...padding];
}

interface Sliding {
  readonly window: readonly number[];
  readonly strides: readonly number[];
  readonly dilation: readonly number[];
}

/** For each place in a window the elements that all windows have there: arrays of the shape of the result. */
export function slices(x: Value, { window, strides, dilation }: Sliding): Value[] {
  const counts = x.shape.map((size, i) =>
    Math.max(0, Math.floor((size - dilated(window[i], dilation[i])) / strides[i]) + 1),
  );
  const places = window.reduce<number[][]>(
    (list, size) => list.flatMap((place) => Array.from({ length: size }, (_, i) => [...place, i])),
    [[]],
  );
  return places.map((place) => {
    const start = place.map((p, i) => (counts[i] === 0 ? 0 : p * dilation[i]));
    const stop = start.map((s, i) => (counts[i] === 0 ? s : s + (counts[i] - 1) * strides[i] + 1));
    return views.slice(x, start, stop, strides);
  });
}

const operations = { add, mul, max, min } as const;

/** The operation of a fold of windows: by name, or as a function of two scalars. */
export type WindowComputation = keyof typeof operations | ((x: Value, y: Value) => ArrayLike);

/** The operation on arrays. */
function operationOf(computation: WindowComputation): (x: Value, y: Value) => Value {
  if (typeof computation === "function")
    return (x, y) => {
      const flat = [x, y].map((v) => views.reshape(v, [v.size]));
      const result = toValue(vmap(computation)(flat[0], flat[1]), "reduce_window");
      return views.reshape(result, x.shape);
    };
  if (Object.hasOwn(operations, computation)) return operations[computation];
  throw new TypeError(
    `reduce_window: the operation is a function or one of ${Object.keys(operations).join(", ")}; got ${String(computation)}`,
  );
}

export interface ReduceWindowOptions {
  computation: WindowComputation;
  windowDimensions: readonly number[];
  /** How far windows are apart. Default 1. */
  windowStrides?: readonly number[] | null;
  /** Default "VALID". */
  padding?: Padding;
  /** How far elements of x are apart, with `initial` between them. Default 1. */
  baseDilation?: readonly number[] | null;
  /** How far elements of a window are apart. Default 1. */
  windowDilation?: readonly number[] | null;
}

/**
 * The fold of each window of x by an operation: its name ("add", "mul", "max", "min"), or a function of two scalars.
 * `initial` takes part in each result and fills borders.
 *
 *     lax.reduceWindow([1, 3, 2], -Infinity, "max", [2]) // [3. 3.]
 *
 * Throws a ValueError for lists that don't have an entry for each axis, and a TypeError for another operation.
 * Source: `jax.lax.reduce_window`.
 */
export function reduceWindow(
  x: ArrayLike,
  initial: ArrayLike,
  ...rest: Arguments<
    ReduceWindowOptions,
    ["computation", "windowDimensions", "windowStrides", "padding", "baseDilation", "windowDilation"]
  >
): Value {
  const given = expectArguments<ReduceWindowOptions>("reduceWindow(x, initial)", rest, [
    "computation",
    "windowDimensions",
    "windowStrides?",
    "padding?",
    "baseDilation?",
    "windowDilation?",
  ]);
  const combine = operationOf(given.computation);
  const [value, first] = operands("reduce_window", x, initial);
  // Sums alone start with a number of any dtype, as in JAX.
  const start = startOfWindow(value, first, monoidOf(given.computation) === "add" ? "add" : undefined);
  const { windowDimensions } = given;
  const windowStrides = given.windowStrides ?? ones(value.ndim);
  const windowDilation = given.windowDilation ?? ones(value.ndim);
  const baseDilation = given.baseDilation ?? ones(value.ndim);
  const lists = { windowDimensions, windowStrides, windowDilation, baseDilation };
  for (const [name, list] of Object.entries(lists))
    if (list.length !== value.ndim)
      throw new ValueError(
        `reduce_window: ${name} ${showShape(list)} needs an entry for each axis of ${showShape(value.shape)}`,
      );
  const spread = value.shape.map((d, i) => dilated(d, baseDilation[i]));
  const reach = windowDimensions.map((d, i) => dilated(d, windowDilation[i]));
  const borders = bordersOf(given.padding ?? "VALID", spread, reach, windowStrides);
  const padded = views.pad(value, start, borders.map(([low, high], i) => [low, high, baseDilation[i] - 1] as const)); // prettier-ignore
  const parts = slices(padded, {
    window: windowDimensions,
    strides: windowStrides,
    dilation: windowDilation,
  });
  return parts.reduce(combine, views.broadcast(start, parts[0]?.shape ?? []));
}
