/**
 * Windows that slide over arrays: reductions and convolutions. The windows are strided slices, one for each place in a
 * window, so that everything is differentiated, batched and fused as slices are.
 */

import { showShape } from "../ir/arrayType.js";
import { toDType } from "../ir/dtype.js";
import { expectOptions } from "../ir/options.js";
import { toValue } from "../numpy/promotion.js";
import { add, max, min, mul } from "../primitives/arithmetic.js";
import { dotGeneral } from "../primitives/dot.js";
import * as views from "../primitives/views.js";
import { TypeError, ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { operands } from "./operands.js";

/** Borders of each axis, or by name: "SAME" for as many windows as strides fit in, "VALID" for no borders. */
export type Padding = "SAME" | "VALID" | readonly (readonly [before: number, after: number])[];

const ones = (n: number): number[] => new Array<number>(n).fill(1);
const dilated = (size: number, dilation: number): number => (size === 0 ? 0 : (size - 1) * dilation + 1);

/** The borders that a padding asks for. */
function bordersOf(
  padding: Padding,
  sizes: readonly number[],
  windows: readonly number[],
  strides: readonly number[],
): (readonly [number, number])[] {
  if (padding === "VALID") return sizes.map(() => [0, 0]);
  if (padding === "SAME")
    return sizes.map((size, i) => {
      const count = Math.ceil(size / strides[i]);
      const total = Math.max((count - 1) * strides[i] + windows[i] - size, 0);
      return [Math.floor(total / 2), total - Math.floor(total / 2)];
    });
  if (typeof padding === "string" || padding.length !== sizes.length)
    throw new ValueError(
      `padding must be "SAME", "VALID" or a pair for each of ${sizes.length} axes, got ${String(padding)}`,
    );
  return [...padding];
}

interface Sliding {
  readonly window: readonly number[];
  readonly strides: readonly number[];
  readonly dilation: readonly number[];
}

/** For each place in a window the elements that all windows have there: arrays of the shape of the result. */
function slices(x: Value, { window, strides, dilation }: Sliding): Value[] {
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

export interface ReduceWindowOptions {
  /** How far windows are apart. Default 1. */
  windowStrides?: readonly number[];
  /** Default "VALID". */
  padding?: Padding;
  /** How far elements of x are apart, with `initial` between them. Default 1. */
  baseDilation?: readonly number[];
  /** How far elements of a window are apart. Default 1. */
  windowDilation?: readonly number[];
}

/**
 * The fold of each window of x by an operation given by name: "add", "mul", "max", "min". `initial` takes part in each
 * result and fills borders.
 *
 *     lax.reduceWindow([1, 3, 2], -Infinity, "max", [2]) // [3. 3.]
 *
 * Throws a ValueError for lists that don't have an entry for each axis, and a TypeError for another operation.
 * Source: `jax.lax.reduce_window`, which takes the operation as a function.
 */
export function reduceWindow(
  x: ArrayLike,
  initial: ArrayLike,
  operation: keyof typeof operations,
  windowDimensions: readonly number[],
  options: ReduceWindowOptions = {},
): Value {
  expectOptions("reduceWindow(x, initial, operation, windowDimensions)", options, [
    "windowStrides",
    "padding",
    "baseDilation",
    "windowDilation",
  ]);
  if (!Object.hasOwn(operations, operation))
    throw new TypeError(
      `reduce_window: the operation is one of ${Object.keys(operations).join(", ")}; got ${String(operation)}`,
    );
  const [value, start] = operands("reduce_window", x, initial);
  const {
    windowStrides = ones(value.ndim),
    windowDilation = ones(value.ndim),
    baseDilation = ones(value.ndim),
  } = options;
  for (const [name, list] of Object.entries({
    windowDimensions,
    windowStrides,
    windowDilation,
    baseDilation,
  }))
    if (list.length !== value.ndim)
      throw new ValueError(
        `reduce_window: ${name} ${showShape(list)} needs an entry for each axis of ${showShape(value.shape)}`,
      );
  const spread = value.shape.map((d, i) => dilated(d, baseDilation[i]));
  const reach = windowDimensions.map((d, i) => dilated(d, windowDilation[i]));
  const borders = bordersOf(options.padding ?? "VALID", spread, reach, windowStrides);
  const padded = views.pad(value, start, borders.map(([low, high], i) => [low, high, baseDilation[i] - 1] as const)); // prettier-ignore
  const parts = slices(padded, {
    window: windowDimensions,
    strides: windowStrides,
    dilation: windowDilation,
  });
  return parts.reduce((a, b) => operations[operation](a, b), views.broadcast(start, parts[0]?.shape ?? []));
}

export interface ConvOptions {
  /** How far elements of the left array are apart, with zeros between them: a transposed convolution. Default 1. */
  lhsDilation?: readonly number[];
  /** How far elements of the kernel are apart. Default 1. */
  rhsDilation?: readonly number[];
  /**
   * The letters of the axes: N for the batch, C for features of the input and the output, O and I for those of the kernel,
   * others for space. Default "NCHW", "OIHW", "NCHW" for two axes of space, and so on.
   */
  dimensionNumbers?: readonly [lhs: string, rhs: string, out: string] | null;
  /** In how many groups features are convolved, each by itself. Default 1. */
  featureGroupCount?: number;
  /** The dtype of sums, by name. */
  preferredElementType?: string | null;
}

/** Where the letters of an array stand, in the order batch or output, features, space. */
function permutation(letters: string, first: string, second: string, space: readonly string[]): number[] {
  const places = [first, second, ...space].map((letter) => letters.indexOf(letter));
  if (places.includes(-1) || letters.length !== places.length)
    throw new ValueError(
      `dimension numbers ${letters} must have the letters ${first}, ${second} and ${space.join(", ")}`,
    );
  return places;
}

/**
 * The convolution (without turning the kernel round, as everywhere in neural networks) of `lhs` by the kernel `rhs`:
 * each feature of the output is, at each place, the sum of products of a window of the input with that feature's kernel.
 *
 *     lax.convGeneralDilated(images, kernels, [1, 1], "SAME")
 *
 * Throws a TypeError or ValueError for shapes, letters and groups that don't fit.
 * Source: `jax.lax.conv_general_dilated`, but for `batch_group_count`.
 */
export function convGeneralDilated(
  lhs: ArrayLike,
  rhs: ArrayLike,
  windowStrides: readonly number[],
  padding: Padding,
  options: ConvOptions = {},
): Value {
  expectOptions("convGeneralDilated(lhs, rhs, windowStrides, padding)", options, [
    "lhsDilation",
    "rhsDilation",
    "dimensionNumbers",
    "featureGroupCount",
    "preferredElementType",
  ]);
  const [x, kernel] = operands("conv_general_dilated", lhs, rhs);
  const rank = x.ndim - 2;
  if (rank < 0 || kernel.ndim !== x.ndim || windowStrides.length !== rank)
    throw new TypeError(
      `conv_general_dilated: lhs ${showShape(x.shape)}, rhs ${showShape(kernel.shape)} and strides ${showShape(windowStrides)} must be of one rank`,
    );
  const letters = "HWDEFGJKLM".slice(0, rank);
  const [xText, kernelText, outText] = options.dimensionNumbers ?? [
    `NC${letters}`,
    `OI${letters}`,
    `NC${letters}`,
  ];
  const space = [...outText].filter((letter) => letter !== "N" && letter !== "C");
  const image = views.transpose(x, permutation(xText, "N", "C", space));
  const taps = views.transpose(kernel, permutation(kernelText, "O", "I", space));
  const { lhsDilation = ones(rank), rhsDilation = ones(rank), featureGroupCount: groups = 1 } = options;
  const [batch, features, ...sizes] = image.shape;
  const [outputs, inputs, ...window] = taps.shape;
  if (features !== inputs * groups || outputs % groups !== 0)
    throw new ValueError(
      `conv_general_dilated: ${features} features of lhs need a kernel with ${features / groups} of them and outputs in ${groups} groups, got ${showShape(taps.shape)}`,
    );
  if (typeof padding === "string" && lhsDilation.some((d) => d !== 1))
    throw new ValueError(
      "conv_general_dilated: with lhsDilation the padding must be given by numbers, not by name",
    );
  const spread = sizes.map((d, i) => dilated(d, lhsDilation[i]));
  const reach = window.map((d, i) => dilated(d, rhsDilation[i]));
  const borders = bordersOf(padding, spread, reach, windowStrides);
  const zero = toValue(0);
  const [, fill] = operands("conv_general_dilated", image, zero);
  const config = borders.map(([low, high], i) => [low, high, lhsDilation[i] - 1] as const);
  const padded = views.pad(image, fill, [[0, 0, 0], [0, 0, 0], ...config]); // prettier-ignore
  const parts = slices(padded, { window: [1, 1, ...window], strides: [1, 1, ...windowStrides], dilation: [1, 1, ...rhsDilation] }); // prettier-ignore
  const count = parts.length;
  const results = parts[0].shape.slice(2);
  // Groups lie side by side; features and places in a window are summed together.
  const stacked = views.concatenate(parts.map((p) => views.reshape(p, [batch, groups, inputs, 1, ...results])), 3); // prettier-ignore
  const weights = views.reshape(taps, [groups, outputs / groups, inputs, count]);
  const sums = dotGeneral(weights, stacked, [[[2, 3], [2, 3]], [[0], [1]]], {
    preferredElementType: options.preferredElementType ? toDType(options.preferredElementType) : undefined,
  }); // prettier-ignore
  const ordered = views.reshape(views.moveAxis(sums, 2, 0), [batch, outputs, ...results]);
  const back = permutation(outText, "N", "C", space);
  return views.transpose(ordered, back.map((_, i) => back.indexOf(i))); // prettier-ignore
}

/** `convGeneralDilated` with features first and no dilation. Source: `jax.lax.conv`. */
export function conv(
  lhs: ArrayLike,
  rhs: ArrayLike,
  windowStrides: readonly number[],
  padding: Padding,
): Value {
  return convGeneralDilated(lhs, rhs, windowStrides, padding);
}

/** `convGeneralDilated` with features first. Source: `jax.lax.conv_with_general_padding`. */
export function convWithGeneralPadding(
  lhs: ArrayLike,
  rhs: ArrayLike,
  windowStrides: readonly number[],
  padding: Padding,
  lhsDilation?: readonly number[],
  rhsDilation?: readonly number[],
): Value {
  return convGeneralDilated(lhs, rhs, windowStrides, padding, { lhsDilation, rhsDilation });
}
