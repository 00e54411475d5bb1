/** Functions given by samples or coefficients: interpolation, convolution, correlation. */

import { type Arguments, expectArguments, expectOptions } from "../ir/options.js";
import * as sorting from "../primitives/sort.js";
import * as views from "../primitives/views.js";
import { ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { abs, add, clip, divide, mod, multiply, subtract } from "./arithmetic.js";
import { take } from "./indexing.js";
import { concatenate, stack } from "./joining.js";
import { pad } from "./padding.js";
import { equal, greater, less } from "./logic.js";
import { matmul } from "./linear.js";
import { type ProductOptions, productOptions } from "./precision.js";
import { constantLike, promoteDtypesInexact } from "./promotion.js";
import { between } from "./shape.js";
import { searchsorted } from "./sorting.js";
import { where } from "./where.js";

export interface InterpOptions {
  /** The value before the first point, or "extrapolate". Default that of the first point. */
  left?: ArrayLike | "extrapolate" | null;
  /** The value after the last point, or "extrapolate". Default that of the last point. */
  right?: ArrayLike | "extrapolate" | null;
  /** After which distance the line repeats; then there is no outside, and the points need no order. */
  period?: ArrayLike | null;
}

/**
 * Values at x of the broken line through the points (xp, fp), xp ascending, as floats.
 *
 *     jnp.interp(0.5, [0, 1], [10, 20]) // 15.0
 *
 * Throws a ValueError unless xp and fp are rows of one length. Source: `jax.numpy.interp`.
 */
export function interp(x: ArrayLike, xp: ArrayLike, fp: ArrayLike, options: InterpOptions = {}): Value {
  const { left, right, period } = expectOptions("interp(x, xp, fp)", options, ["left", "right", "period"]);
  let [at, places] = promoteDtypesInexact([x, xp], "interp");
  let [values] = promoteDtypesInexact([fp], "interp");
  if (places.ndim !== 1 || values.ndim !== 1 || places.size !== values.size)
    throw new ValueError("xp and fp must be one-dimensional arrays of equal size");
  const end = (v: Value, i: number): Value => between(v, 0, i, i + 1);
  if (period !== undefined && period !== null) {
    const width = abs(period);
    at = mod(at, width);
    [places, values] = sorting.sort([mod(places, width), values], { dimension: 0, numKeys: 1 });
    const last = places.size - 1;
    const [before, after] = [subtract(end(places, last), width), add(end(places, 0), width)];
    [places, values] = [concatenate([before, places, after]), concatenate([end(values, last), values, end(values, 0)])]; // prettier-ignore
  }
  const last = places.size - 1;
  const segment = clip(searchsorted(places, at, { side: "right" }), 1, last);
  const [from, to] = [take(places, subtract(segment, 1)), take(places, segment)];
  const [low, high] = [take(values, subtract(segment, 1)), take(values, segment)];
  const width = subtract(to, from);
  const isFlat = equal(width, 0);
  const slope = divide(subtract(at, from), where(isFlat, constantLike(width, 1), width));
  const inside = where(isFlat, low, add(low, multiply(slope, subtract(high, low))));
  if (period !== undefined && period !== null) return inside;
  const before =
    left === "extrapolate" ? inside : where(less(at, take(places, 0)), left ?? take(values, 0), inside);
  if (right === "extrapolate") return before;
  return where(greater(at, take(places, last)), right ?? take(values, last), before);
}

export type ConvolutionMode = "full" | "same" | "valid";

export interface ConvolutionOptions extends ProductOptions {
  /** How much of it. */
  mode?: ConvolutionMode;
}

function checkMode(mode: string): void {
  if (!["full", "same", "valid"].includes(mode))
    throw new ValueError(`mode must be one of ['full', 'same', 'valid'], got ${mode}`);
}

/**
 * The convolution of two rows, as floats: all of it ("full", default), as long as the longer row ("same"), or only where
 * they overlap wholly ("valid").
 *
 *     jnp.convolve([1, 2], [1, 1]) // [1. 3. 2.]
 *
 * Throws a ValueError unless both are rows with elements, and for other modes. Source: `jax.numpy.convolve`.
 */
export function convolve(
  x: ArrayLike,
  y: ArrayLike,
  ...rest: Arguments<ConvolutionOptions, ["mode"]>
): Value {
  const options = expectArguments<ConvolutionOptions>("convolve(x, y)", rest, ["mode?"], productOptions);
  const { mode = "full" } = options;
  let [a, b] = promoteDtypesInexact([x, y], "convolve");
  checkMode(mode);
  if (a.ndim !== 1 || b.ndim !== 1) throw new ValueError("convolve() only support 1-dimensional inputs.");
  if (a.size === 0 || b.size === 0) throw new ValueError("convolve: inputs cannot be empty");
  if (a.size < b.size) [a, b] = [b, a];
  const [n, m] = [a.size, b.size];
  const padded = pad(a, m - 1);
  const start = mode === "full" ? 0 : mode === "same" ? Math.floor((m - 1) / 2) : m - 1;
  const length = mode === "full" ? n + m - 1 : mode === "same" ? n : n - m + 1;
  const shifted = Array.from({ length: m }, (_, k) =>
    between(padded, 0, start + m - 1 - k, start + m - 1 - k + length),
  );
  return matmul(b, stack(shifted), { preferredElementType: options.preferredElementType });
}

/**
 * The correlation of two rows: `convolve` with the second one turned round; mode "valid" by default.
 *
 *     jnp.correlate([1, 2, 3], [0, 1]) // [2. 3.]
 *
 * Throws as `convolve`. Source: `jax.numpy.correlate`.
 */
export function correlate(
  x: ArrayLike,
  y: ArrayLike,
  ...rest: Arguments<ConvolutionOptions, ["mode"]>
): Value {
  const given = expectArguments<ConvolutionOptions>("correlate(x, y)", rest, ["mode?"], productOptions);
  const { mode = "valid" } = given;
  const options = { ...given, mode };
  const [a, b] = promoteDtypesInexact([x, y], "correlate");
  const result = convolve(a, views.rev(b, [0]), options);
  return mode !== "full" && a.size < b.size
    ? views.rev(convolve(b, views.rev(a, [0]), options), [0])
    : result;
}
