/** Order statistics over axes: quantiles and medians, with NaN or without. */

import { type Arguments, expectArguments, expectOptions } from "../ir/options.js";
import * as sorting from "../primitives/sort.js";
import * as views from "../primitives/views.js";
import { ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { add, clip, divide, multiply, subtract } from "./arithmetic.js";
import { ceil, floor } from "./rounding.js";
import { takeAlongAxis } from "./indexing.js";
import { isnan, lessEqual, logicalNot } from "./logic.js";
import { canonicalAxes, constantLike, convertTo, promoteDtypesInexact } from "./promotion.js";
import { any, sum, type AxisOptions } from "./reductions.js";
import { moveaxis } from "./shape.js";
import { where } from "./where.js";

/** What is taken between the two elements next to a place. */
export type Interpolation = "linear" | "lower" | "higher" | "nearest" | "midpoint";

export interface QuantileOptions extends AxisOptions {
  /** From 0 to 1 (of percentiles to 100): a number or a row. */
  q: ArrayLike;
  /** Default "linear". */
  method?: Interpolation;
}

const quantileOptions = ["method", "axis", "keepdims"] as const;

const interpolations: Record<Interpolation, (low: Value, high: Value, fraction: Value) => Value> = {
  linear: (low, high, t) => add(multiply(low, subtract(1, t)), multiply(high, t)),
  lower: (low) => low,
  higher: (_, high) => high,
  nearest: (low, high, t) => where(lessEqual(t, 0.5), low, high),
  midpoint: (low, high) => multiply(add(low, high), 0.5),
};

function quantiles(
  name: string,
  x: ArrayLike,
  q: ArrayLike,
  skipsNan: boolean,
  { axis, keepdims = false, method = "linear" }: Omit<QuantileOptions, "q">,
): Value {
  const [value] = promoteDtypesInexact([x], name);
  const [wanted] = promoteDtypesInexact([q], name);
  if (!Object.hasOwn(interpolations, method))
    throw new ValueError(
      `method can only be ${Object.keys(interpolations).join(", ")}; got ${String(method)}`,
    );
  if (wanted.ndim > 1)
    throw new ValueError(`q must be have rank <= 1, got shape (${wanted.shape.join(", ")})`);
  const axes = canonicalAxes(axis, value.ndim).sort((a, b) => a - b);
  const rest = value.shape.filter((_, i) => !axes.includes(i));
  const last = axes.map((_, i) => i - axes.length);
  const length = axes.reduce((n, a) => n * value.shape[a], 1);
  const rows = views.reshape(moveaxis(value, axes, last), [...rest, length]);
  const at = rest.length;
  const isGap = isnan(rows);
  const sorted = sorting.sort([rows], { dimension: at, numKeys: 1 })[0];
  const count = skipsNan
    ? sum(logicalNot(isGap), { axis: at, keepdims: true, dtype: wanted.dtype })
    : constantLike(wanted, length);
  // The quantiles lie along the last axis, where a row has its elements.
  const place = multiply(views.reshape(wanted, [wanted.size]), subtract(count, 1));
  const [low, high] = [floor(place), ceil(place)];
  const element = (i: Value): Value => {
    const inside = convertTo(clip(i, 0, subtract(count, 1)), "int32");
    const shaped = views.reshape(inside, [...rest.map((_, a) => (skipsNan ? rest[a] : 1)), wanted.size]);
    return takeAlongAxis(sorted, shaped, { axis: at, mode: "clip" });
  };
  let result = interpolations[method](element(low), element(high), subtract(place, low));
  if (!skipsNan) result = where(any(isGap, { axis: at, keepdims: true }), NaN, result);
  result = moveaxis(convertTo(result, value.dtype), at, 0);
  if (wanted.ndim === 0) result = views.squeeze(result, [0]);
  return keepdims ? views.expandDims(result, axes.map((a) => a + wanted.ndim)) : result; // prettier-ignore
}

/**
 * The q-quantiles over axes (default all), as a float; NaN where there is one. q, from 0 to 1, is a number, or a row,
 * whose axis then is the first of the result. `method` says what is taken between two elements.
 *
 *     jnp.quantile([1, 2, 4], 0.25) // 1.5
 *
 * Throws a ValueError for another method, for q of more than one axis, and for an axis that x doesn't have.
 * Source: `jax.numpy.quantile`.
 */
export function quantile(x: ArrayLike, ...rest: Arguments<QuantileOptions, ["q"]>): Value {
  const { q, ...options } = expectArguments<QuantileOptions>("quantile(x)", rest, ["q"], quantileOptions);
  return quantiles("quantile", x, q, false, options);
}

/**
 * `quantile` that skips NaN; NaN where there is nothing else.
 *
 *     jnp.nanquantile([1, NaN, 2], 0.5) // 1.5
 *
 * Source: `jax.numpy.nanquantile`.
 */
export function nanquantile(x: ArrayLike, ...rest: Arguments<QuantileOptions, ["q"]>): Value {
  const { q, ...options } = expectArguments<QuantileOptions>("nanquantile(x)", rest, ["q"], quantileOptions);
  return quantiles("nanquantile", x, q, true, options);
}

function hundredth(q: ArrayLike): Value {
  return divide(q, 100);
}

/**
 * `quantile` of q / 100.
 *
 *     jnp.percentile([1, 2, 4], 25) // 1.5
 *
 * Source: `jax.numpy.percentile`.
 */
export function percentile(x: ArrayLike, ...rest: Arguments<QuantileOptions, ["q"]>): Value {
  const { q, ...options } = expectArguments<QuantileOptions>("percentile(x)", rest, ["q"], quantileOptions);
  return quantile(x, { ...options, q: hundredth(q) });
}

/**
 * `nanquantile` of q / 100.
 *
 *     jnp.nanpercentile([1, NaN, 2], 50) // 1.5
 *
 * Source: `jax.numpy.nanpercentile`.
 */
export function nanpercentile(x: ArrayLike, ...rest: Arguments<QuantileOptions, ["q"]>): Value {
  const { q, ...options } = expectArguments<QuantileOptions>(
    "nanpercentile(x)",
    rest,
    ["q"],
    quantileOptions,
  );
  return nanquantile(x, { ...options, q: hundredth(q) });
}

/**
 * The middle element over axes (default all), or the mean of the two in the middle, as a float; NaN where there is one.
 *
 *     jnp.median([1, 9, 2, 3]) // 2.5
 *
 * Throws a ValueError for an axis that x doesn't have. Source: `jax.numpy.median`.
 */
export function median(x: ArrayLike, options: AxisOptions = {}): Value {
  expectOptions("median(x)", options, ["axis", "keepdims"]);
  return quantile(x, { ...options, q: 0.5, method: "midpoint" });
}

/**
 * `median` that skips NaN; NaN where there is nothing else.
 *
 *     jnp.nanmedian([1, NaN, 2]) // 1.5
 *
 * Source: `jax.numpy.nanmedian`.
 */
export function nanmedian(x: ArrayLike, options: AxisOptions = {}): Value {
  expectOptions("nanmedian(x)", options, ["axis", "keepdims"]);
  return nanquantile(x, { ...options, q: 0.5, method: "midpoint" });
}
