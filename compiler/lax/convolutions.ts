/** Convolutions: products of kernels with windows that slide over arrays. */

import { showShape } from "../ir/arrayType.js";
import { toDType } from "../ir/dtype.js";
import { type Arguments, expectArguments } from "../ir/options.js";
import { toValue } from "../numpy/promotion.js";
import { dotGeneral } from "../primitives/dot.js";
import * as views from "../primitives/views.js";
import { NotImplementedError, TypeError, ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import type { ProductOptions } from "./folds.js";
import { operands } from "./operands.js";
import { bordersOf, dilated, ones, type Padding, slices } from "./windows.js";

/** Where the axes of an array stand: its batch or output, features, then space. */
type Spec = readonly number[];

/** What `convDimensionNumbers` gives. */
export interface ConvDimensionNumbers {
  readonly lhsSpec: Spec;
  readonly rhsSpec: Spec;
  readonly outSpec: Spec;
}

/**
 * The letters of the axes: N for the batch, C for features of the input and the output, O and I for those of the kernel,
 * others for space. Default "NCHW", "OIHW", "NCHW" for two axes of space, and so on.
 */
type DimensionNumbers = readonly [lhs: string, rhs: string, out: string] | ConvDimensionNumbers | null;

interface Spacing {
  windowStrides: readonly number[];
  padding: Padding;
}

interface Dilations {
  /** How far elements of the left array are apart, with zeros between them: a transposed convolution. Default 1. */
  lhsDilation?: readonly number[] | null;
  /** How far elements of the kernel are apart. Default 1. */
  rhsDilation?: readonly number[] | null;
}

export interface ConvOptions extends Spacing, Dilations, ProductOptions {
  /**
   * The letters of the axes: N for the batch, C for features of the input and the output, O and I for those of the kernel,
   * others for space. Default "NCHW", "OIHW", "NCHW" for two axes of space, and so on.
   */
  dimensionNumbers?: DimensionNumbers;
  /** In how many groups features are convolved, each by itself. Default 1. */
  featureGroupCount?: number;
  /** In how many groups of the batch and of the kernel's outputs is convolved, each by itself. Default 1. */
  batchGroupCount?: number;
}

/** Where the letters of an array stand, in the order batch or output, features, space. */
function specOf(letters: string, first: string, second: string, space: readonly string[]): number[] {
  const places = [first, second, ...space].map((letter) => letters.indexOf(letter));
  if (places.includes(-1) || letters.length !== places.length)
    throw new ValueError(
      `dimension numbers ${letters} must have the letters ${first}, ${second} and ${space.join(", ")}`,
    );
  return places;
}

/**
 * Where the axes of both sides and of the result of a convolution stand, from their letters.
 *
 *     lax.convDimensionNumbers([1, 8, 8, 3], [3, 3, 3, 4], ["NHWC", "HWIO", "NHWC"]).lhsSpec // [0, 3, 1, 2]
 *
 * Throws a ValueError for letters that don't fit. Source: `jax.lax.conv_dimension_numbers`.
 */
export function convDimensionNumbers(
  lhsShape: readonly number[],
  rhsShape: readonly number[],
  dimensionNumbers: DimensionNumbers,
): ConvDimensionNumbers {
  if (lhsShape.length !== rhsShape.length)
    throw new TypeError(
      `convolution requires lhs and rhs ndim to be equal, got ${lhsShape.length} and ${rhsShape.length}.`,
    );
  if (dimensionNumbers && "lhsSpec" in dimensionNumbers) return dimensionNumbers;
  const letters = "HWDEFGJKLM".slice(0, lhsShape.length - 2);
  const [lhs, rhs, out] = dimensionNumbers ?? [`NC${letters}`, `OI${letters}`, `NC${letters}`];
  const space = [...rhs].filter((letter) => letter !== "O" && letter !== "I");
  return {
    lhsSpec: specOf(lhs, "N", "C", space),
    rhsSpec: specOf(rhs, "O", "I", space),
    outSpec: specOf(out, "N", "C", space),
  };
}

/**
 * The convolution (without turning the kernel round, as everywhere in neural networks) of `lhs` by the kernel `rhs`:
 * each feature of the output is, at each place, the sum of products of a window of the input with that feature's kernel.
 *
 *     lax.convGeneralDilated([[[1, 2, 3]]], [[[1, 10]]], [1], "VALID") // [[[21. 32.]]]
 *     lax.convGeneralDilated([[[1, 2, 3]]], [[[1, 10]]], { windowStrides: [2], padding: "SAME" }) // [[[21.  3.]]]
 *
 * Throws a TypeError or ValueError for shapes, letters and groups that don't fit.
 * Source: `jax.lax.conv_general_dilated`.
 */
export function convGeneralDilated(
  lhs: ArrayLike,
  rhs: ArrayLike,
  ...rest: Arguments<
    ConvOptions,
    [
      "windowStrides",
      "padding",
      "lhsDilation",
      "rhsDilation",
      "dimensionNumbers",
      "featureGroupCount",
      "batchGroupCount",
      "precision",
      "preferredElementType",
    ]
  >
): Value {
  const options = expectArguments<ConvOptions>("convGeneralDilated(lhs, rhs)", rest, [
    "windowStrides",
    "padding",
    "lhsDilation?",
    "rhsDilation?",
    "dimensionNumbers?",
    "featureGroupCount?",
    "batchGroupCount?",
    "precision?",
    "preferredElementType?",
  ]);
  const { windowStrides } = options;
  const [x, kernel] = operands("conv_general_dilated", lhs, rhs);
  const rank = x.ndim - 2;
  if (rank < 0 || kernel.ndim !== x.ndim || windowStrides.length !== rank)
    throw new TypeError(
      `conv_general_dilated: lhs ${showShape(x.shape)}, rhs ${showShape(kernel.shape)} and strides ${showShape(windowStrides)} must be of one rank`,
    );
  const numbers = convDimensionNumbers(x.shape, kernel.shape, options.dimensionNumbers ?? null);
  const image = views.transpose(x, numbers.lhsSpec);
  const taps = views.transpose(kernel, numbers.rhsSpec);
  const result = convolved(image, taps, options);
  const { outSpec } = numbers;
  return views.transpose(result, outSpec.map((_, i) => outSpec.indexOf(i))); // prettier-ignore
}

/** Groups of the batch as groups of features. */
function grouped(image: Value, count: number): Value {
  const [batch, features, ...sizes] = image.shape;
  if (batch % count !== 0)
    throw new ValueError(`conv_general_dilated: a batch of ${batch} does not fall into ${count} groups`);
  const apart = views.reshape(image, [count, batch / count, features, ...sizes]);
  return views.reshape(views.moveAxis(apart, 0, 1), [batch / count, count * features, ...sizes]);
}

/** Of arrays whose axes are batch or output, features, space. */
function convolved(x: Value, taps: Value, options: ConvOptions): Value {
  const { windowStrides, padding, featureGroupCount = 1, batchGroupCount = 1 } = options;
  if (featureGroupCount > 1 && batchGroupCount > 1)
    throw new ValueError("At most one of batch_group_count and feature_group_count may be > 1");
  const image = batchGroupCount > 1 ? grouped(x, batchGroupCount) : x;
  const groups = featureGroupCount * batchGroupCount;
  const rank = windowStrides.length;
  const lhsDilation = options.lhsDilation ?? ones(rank);
  const rhsDilation = options.rhsDilation ?? ones(rank);
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
  const [, fill] = operands("conv_general_dilated", image, 0);
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
  return views.reshape(views.moveAxis(sums, 2, 0), [batch, outputs, ...results]);
}

/**
 * `convGeneralDilated` with features first and no dilation.
 *
 *     lax.conv([[[1, 2, 3]]], [[[1, 10]]], [1], "VALID") // [[[21. 32.]]]
 *
 * Source: `jax.lax.conv`.
 */
export function conv(
  lhs: ArrayLike,
  rhs: ArrayLike,
  ...rest: Arguments<
    Spacing & ProductOptions,
    ["windowStrides", "padding", "precision", "preferredElementType"]
  >
): Value {
  const options = expectArguments<Spacing & ProductOptions>("conv(lhs, rhs)", rest, [
    "windowStrides",
    "padding",
    "precision?",
    "preferredElementType?",
  ]);
  return convGeneralDilated(lhs, rhs, options);
}

type GeneralPaddingOptions = Spacing & Dilations & ProductOptions;

/**
 * `convGeneralDilated` with features first.
 *
 *     lax.convWithGeneralPadding([[[1, 2, 3]]], [[[1, 10]]], [1], [[1, 0]]) // [[[10. 21. 32.]]]
 *
 * Source: `jax.lax.conv_with_general_padding`.
 */
export function convWithGeneralPadding(
  lhs: ArrayLike,
  rhs: ArrayLike,
  ...rest: Arguments<
    GeneralPaddingOptions,
    ["windowStrides", "padding", "lhsDilation", "rhsDilation", "precision", "preferredElementType"]
  >
): Value {
  const options = expectArguments<GeneralPaddingOptions>("convWithGeneralPadding(lhs, rhs)", rest, [
    "windowStrides",
    "padding",
    "lhsDilation?",
    "rhsDilation?",
    "precision?",
    "preferredElementType?",
  ]);
  return convGeneralDilated(lhs, rhs, options);
}

export interface ConvTransposeOptions extends ProductOptions {
  /** How far elements of the left array come to stand apart. */
  strides: readonly number[];
  /** By name that of the convolution that is turned round; by numbers that of the result. */
  padding: Padding;
  /** How far elements of the kernel are apart. Default 1. */
  rhsDilation?: readonly number[] | null;
  /** The letters of the axes. Default "NHWC", "HWIO", "NHWC" for two axes of space, and so on. */
  dimensionNumbers?: DimensionNumbers;
  /** Whether the kernel is that of the convolution that is turned round. Default false. */
  transposeKernel?: boolean;
}

const lastFeatures: Readonly<Record<number, readonly [string, string, string]>> = {
  2: ["NC", "IO", "NC"],
  3: ["NHC", "HIO", "NHC"],
  4: ["NHWC", "HWIO", "NHWC"],
  5: ["NHWDC", "HWDIO", "NHWDC"],
};

/** The borders of a transposed convolution along one axis. */
function transposedBorders(reach: number, stride: number, padding: string): [number, number] {
  if (padding === "SAME") {
    const total = reach + stride - 2;
    const low = stride > reach - 1 ? reach - 1 : Math.ceil(total / 2);
    return [low, total - low];
  }
  const total = reach + stride - 2 + Math.max(reach - stride, 0);
  return [reach - 1, total - (reach - 1)];
}

/**
 * The transposed convolution, which makes arrays larger by their strides. By default the kernel is not turned round, and
 * features come last.
 *
 *     lax.convTranspose([[[1], [2]]], [[[1]], [[10]]], [2], "VALID") // [[[10.], [ 1.], [20.], [ 2.]]]
 *
 * Throws as `convGeneralDilated`. Source: `jax.lax.conv_transpose`, but for `use_consistent_padding`.
 */
export function convTranspose(
  lhs: ArrayLike,
  rhs: ArrayLike,
  ...rest: Arguments<
    ConvTransposeOptions,
    [
      "strides",
      "padding",
      "rhsDilation",
      "dimensionNumbers",
      "transposeKernel",
      "precision",
      "preferredElementType",
    ]
  >
): Value {
  const given = expectArguments<ConvTransposeOptions>("convTranspose(lhs, rhs)", rest, [
    "strides",
    "padding",
    "rhsDilation?",
    "dimensionNumbers?",
    "transposeKernel?",
    "precision?",
    "preferredElementType?",
  ]);
  const { strides, padding, preferredElementType } = given;
  const [x, y] = operands("conv_transpose", lhs, rhs);
  const letters = given.dimensionNumbers ?? lastFeatures[x.ndim];
  if (!letters) throw new NotImplementedError("conv_transpose: name the axes by `dimensionNumbers`");
  const dimensionNumbers = convDimensionNumbers(x.shape, y.shape, letters);
  const [output, input, ...space] = dimensionNumbers.rhsSpec;
  const rhsDilation = given.rhsDilation ?? ones(space.length);
  const borders =
    typeof padding === "string"
      ? space.map((axis, i) => transposedBorders(dilated(y.shape[axis], rhsDilation[i]), strides[i], padding))
      : padding;
  const swapped = y.shape.map((_, i) => (i === output ? input : i === input ? output : i));
  const kernel = given.transposeKernel ? views.transpose(views.rev(y, space), swapped) : y;
  return convGeneralDilated(x, kernel, {
    windowStrides: ones(space.length),
    padding: borders,
    lhsDilation: strides,
    rhsDilation,
    dimensionNumbers,
    preferredElementType,
  });
}

export interface PatchesOptions extends Spacing, Dilations, ProductOptions {
  /** The lengths of a patch along the axes of space. */
  filterShape: readonly number[];
  /** As those of `convGeneralDilated`. */
  dimensionNumbers?: DimensionNumbers;
}

/**
 * The windows that a convolution would see, laid along its features: those of each feature of the input together.
 *
 *     lax.convGeneralDilatedPatches([[[1, 2, 3]]], [2], [1], "VALID") // [[[1. 2.], [2. 3.]]]
 *
 * Throws as `convGeneralDilated`. Source: `jax.lax.conv_general_dilated_patches`.
 */
export function convGeneralDilatedPatches(
  lhs: ArrayLike,
  ...rest: Arguments<
    PatchesOptions,
    [
      "filterShape",
      "windowStrides",
      "padding",
      "lhsDilation",
      "rhsDilation",
      "dimensionNumbers",
      "precision",
      "preferredElementType",
    ]
  >
): Value {
  const { filterShape, dimensionNumbers, ...options } = expectArguments<PatchesOptions>(
    "convGeneralDilatedPatches(lhs)",
    rest,
    [
      "filterShape",
      "windowStrides",
      "padding",
      "lhsDilation?",
      "rhsDilation?",
      "dimensionNumbers?",
      "precision?",
      "preferredElementType?",
    ],
  );
  const x = toValue(lhs, "conv_general_dilated_patches");
  const numbers = convDimensionNumbers(x.shape, [1, 1, ...filterShape], dimensionNumbers ?? null);
  const count = filterShape.reduce((a, b) => a * b, 1);
  const features = x.shape[numbers.lhsSpec[1]];
  const { rhsSpec } = numbers;
  // One kernel of a single 1 for each place in a window.
  const [one, zero] = operands("conv_general_dilated_patches", 1, 0, x);
  const eye = views.pad(views.broadcast(one, [count]), zero, [[0, 0, count]]);
  const rows = views.slice(eye, [0], [count * count]);
  const kernels = views.broadcast(views.reshape(rows, [count, count]), [features]);
  const taps = views.reshape(kernels, [features * count, 1, ...filterShape]);
  const kernel = views.transpose(taps, rhsSpec.map((_, i) => rhsSpec.indexOf(i))); // prettier-ignore
  return convGeneralDilated(x, kernel, {
    ...options,
    dimensionNumbers: numbers,
    featureGroupCount: features,
  });
}
