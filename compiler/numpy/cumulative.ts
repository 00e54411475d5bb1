/** Running sums and products, and differences. */

import { toDType } from "../ir/dtype.js";
import * as primitives from "../primitives/cumulative.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { add, divide, multiply, subtract } from "./arithmetic.js";
import { concatenate } from "./joining.js";
import { isnan, notEqual } from "./logic.js";
import { canonicalAxis, constantLike, convertTo, toValue } from "./promotion.js";
import { sum } from "./reductions.js";
import { between, ravel, reshape } from "./shape.js";
import { where } from "./where.js";

export interface CumulativeOptions {
  /** Along which axis; as one long row without it. */
  axis?: number | null;
  /** Of the result, by name. */
  dtype?: string;
}

type Running = (x: Value, axis: number) => Value;

function running(name: string, primitive: Running): (x: ArrayLike, options?: CumulativeOptions) => Value {
  return (x, { axis, dtype } = {}) => {
    let value = toValue(x, name);
    if (dtype !== undefined) value = convertTo(value, toDType(dtype));
    else if (value.dtype === "bool") value = convertTo(value, "int32");
    if (axis === undefined || axis === null) return primitive(ravel(value), 0);
    return primitive(value, canonicalAxis(axis, value.ndim));
  };
}

/** Sums of the elements up to each place. */
export const cumsum = running("cumsum", (x, axis) => primitives.cumsum(x, { axis }));
/** Products of the elements up to each place. */
export const cumprod = running("cumprod", (x, axis) => primitives.cumprod(x, { axis }));

/** `cumsum` that counts NaN as 0. */
export function nancumsum(x: ArrayLike, options: CumulativeOptions = {}): Value {
  const value = toValue(x, "nancumsum");
  return cumsum(where(isnan(value), constantLike(value, 0), value), options);
}

/** `cumprod` that counts NaN as 1. */
export function nancumprod(x: ArrayLike, options: CumulativeOptions = {}): Value {
  const value = toValue(x, "nancumprod");
  return cumprod(where(isnan(value), constantLike(value, 1), value), options);
}

/** Differences of neighbours along an axis (default the last), taken n times. */
export function diff(
  x: ArrayLike,
  {
    n = 1,
    axis = -1,
    prepend,
    append,
  }: { n?: number; axis?: number; prepend?: ArrayLike; append?: ArrayLike } = {},
): Value {
  let value = toValue(x, "diff");
  const at = canonicalAxis(axis, value.ndim);
  const parts = [prepend, value, append].filter((p): p is ArrayLike => p !== undefined);
  if (parts.length > 1) value = concatenate(parts, { axis: at });
  for (let i = 0; i < n; i++) {
    const length = value.shape[at];
    const [next, here] = [
      between(value, at, Math.min(1, length), length),
      between(value, at, 0, Math.max(length - 1, 0)),
    ];
    value = value.dtype === "bool" ? notEqual(next, here) : subtract(next, here);
  }
  return value;
}

/** Differences of neighbours in the raveled array. */
export function ediff1d(x: ArrayLike): Value {
  return diff(ravel(x));
}

/**
 * The integral by the trapezoidal rule along an axis (default the last): `x` are the places, or `dx` their distance (1).
 */
export function trapezoid(
  y: ArrayLike,
  { x, dx = 1, axis = -1 }: { x?: ArrayLike; dx?: ArrayLike; axis?: number } = {},
): Value {
  const value = toValue(y, "trapezoid");
  const at = canonicalAxis(axis, value.ndim);
  const length = value.shape[at];
  const pairs = add(between(value, at, 1, length), between(value, at, 0, length - 1));
  let widths: Value = toValue(dx, "trapezoid");
  if (x !== undefined) {
    const places = toValue(x, "trapezoid");
    widths = diff(places, { axis: places.ndim === 1 ? 0 : at });
    if (places.ndim === 1 && value.ndim > 1)
      widths = reshape(widths, value.shape.map((_, i) => (i === at ? length - 1 : 1))); // prettier-ignore
  }
  return divide(sum(multiply(pairs, widths), { axis: at }), 2);
}
