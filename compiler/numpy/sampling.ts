/** Functions given by samples or coefficients: interpolation, convolution, correlation. */

import * as views from "../primitives/views.js";
import { ValueError } from "../trace/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { add, clip, divide, multiply, subtract } from "./arithmetic.js";
import { take } from "./indexing.js";
import { pad, stack } from "./joining.js";
import { equal, greater, less } from "./logic.js";
import { matmul } from "./linear.js";
import { constantLike, promoteDtypes, promoteDtypesInexact } from "./promotion.js";
import { between } from "./shape.js";
import { searchsorted } from "./sorting.js";
import { where } from "./where.js";

/**
 * Values at x of the broken line through the points (xp, fp), xp ascending; `left` and `right` outside (the end values).
 */
export function interp(
  x: ArrayLike,
  xp: ArrayLike,
  fp: ArrayLike,
  { left, right }: { left?: ArrayLike; right?: ArrayLike } = {},
): Value {
  const [at, places, values] = promoteDtypesInexact([x, xp, fp], "interp");
  const last = places.size - 1;
  const segment = clip(searchsorted(places, at, { side: "right" }), 1, last);
  const [from, to] = [take(places, subtract(segment, 1)), take(places, segment)];
  const [low, high] = [take(values, subtract(segment, 1)), take(values, segment)];
  const width = subtract(to, from);
  const isFlat = equal(width, 0);
  const slope = divide(subtract(high, low), where(isFlat, constantLike(width, 1), width));
  const inside = where(isFlat, low, add(low, multiply(subtract(at, from), slope)));
  const [first, final] = [take(places, 0), take(places, last)];
  const before = where(less(at, first), left ?? take(values, 0), inside);
  return where(greater(at, final), right ?? take(values, last), before);
}

export type ConvolutionMode = "full" | "same" | "valid";

/**
 * The convolution of two rows: all of it ("full", default), as long as the longer row, or only where they overlap wholly.
 */
export function convolve(
  x: ArrayLike,
  y: ArrayLike,
  { mode = "full" }: { mode?: ConvolutionMode } = {},
): Value {
  let [a, b] = promoteDtypes([x, y], "convolve");
  if (a.ndim !== 1 || b.ndim !== 1) throw new TypeError("convolve() only support 1-dimensional inputs.");
  if (a.size === 0 || b.size === 0) throw new ValueError("convolve: inputs cannot be empty");
  if (a.size < b.size) [a, b] = [b, a];
  const [n, m] = [a.size, b.size];
  const padded = pad(a, m - 1);
  const start = mode === "full" ? 0 : mode === "same" ? Math.floor((m - 1) / 2) : m - 1;
  const length = mode === "full" ? n + m - 1 : mode === "same" ? n : n - m + 1;
  const shifted = Array.from({ length: m }, (_, k) =>
    between(padded, 0, start + m - 1 - k, start + m - 1 - k + length),
  );
  return matmul(b, stack(shifted));
}

/** The correlation of two rows: `convolve` with the second one turned round. Default "valid". */
export function correlate(
  x: ArrayLike,
  y: ArrayLike,
  { mode = "valid" }: { mode?: ConvolutionMode } = {},
): Value {
  const [a, b] = promoteDtypes([x, y], "correlate");
  const result = convolve(a, views.rev(b, [0]), { mode });
  return mode !== "full" && a.size < b.size
    ? views.rev(convolve(b, views.rev(a, [0]), { mode }), [0])
    : result;
}
