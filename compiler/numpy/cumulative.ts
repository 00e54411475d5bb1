/** Running sums and products. */

import { defaultInt, toDType } from "../ir/dtype.js";
import { expectOptions } from "../ir/options.js";
import * as primitives from "../primitives/cumulative.js";
import { ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { concatenate } from "./joining.js";
import { isnan } from "./logic.js";
import { canonicalAxis, constantLike, convertTo, expandTo, toValue, withName } from "./promotion.js";
import { ravel } from "./shape.js";
import { where } from "./where.js";

export interface CumulativeOptions {
  /** Along which axis; as one long row without it. */
  axis?: number | null;
  /** Of the result, by name. */
  dtype?: string;
}

type Running = (x: Value, axis: number) => Value;

function running(name: string, primitive: Running): (x: ArrayLike, options?: CumulativeOptions) => Value {
  return withName(name, (x: ArrayLike, options: CumulativeOptions = {}) => {
    const { axis, dtype } = expectOptions(`${name}(x)`, options, ["axis", "dtype"]);
    let value = toValue(x, name);
    if (dtype !== undefined) value = convertTo(value, toDType(dtype));
    else if (value.dtype === "bool") value = convertTo(value, defaultInt());
    value = convertTo(value, value.dtype);
    if (axis === undefined || axis === null) return primitive(ravel(value), 0);
    return primitive(value, canonicalAxis(axis, value.ndim));
  });
}

/**
 * Sums of the elements up to each place, along an axis or as one long row. Booleans count as int32.
 *
 *     jnp.cumsum([1, 2, 3]) // [1. 3. 6.]
 *
 * Throws a ValueError for an axis that x doesn't have. Source: `jax.numpy.cumsum`.
 */
export const cumsum = running("cumsum", (x, axis) => primitives.cumsum(x, { axis }));

/**
 * Products of the elements up to each place, along an axis or as one long row. Booleans count as int32.
 *
 *     jnp.cumprod([1, 2, 3]) // [1. 2. 6.]
 *
 * Throws a ValueError for an axis that x doesn't have. Source: `jax.numpy.cumprod`.
 */
export const cumprod = running("cumprod", (x, axis) => primitives.cumprod(x, { axis }));

export interface CumulativeSumOptions {
  /** Along which axis; only an array of one axis can do without it. */
  axis?: number | null;
  /** Of the result, by name. */
  dtype?: string;
  /** Whether the result of no elements stands in front. Default false. */
  includeInitial?: boolean;
}

function withInitial(
  name: string,
  run: typeof cumsum,
  initial: number,
  x: ArrayLike,
  { axis, dtype, includeInitial = false }: CumulativeSumOptions,
): Value {
  const value = toValue(x, name);
  if (value.ndim === 0)
    throw new ValueError("The input must be non-scalar to take a cumulative sum, however a scalar value or scalar array was given."); // prettier-ignore
  const isOpen = axis === undefined || axis === null;
  if (isOpen && value.ndim > 1)
    throw new ValueError(
      `The input array has rank ${value.ndim}, however axis was not set to an explicit value. The axis argument is only optional for one-dimensional arrays.`,
    );
  const at = canonicalAxis(axis ?? 0, value.ndim);
  const result = run(value, { axis: at, dtype });
  if (!includeInitial) return result;
  const first = expandTo(constantLike(result, initial), value.shape.map((d, i) => (i === at ? 1 : d))); // prettier-ignore
  return concatenate([first, result], { axis: at });
}

/**
 * `cumsum` of the array API: along an axis, after a 0 in front with `includeInitial`.
 *
 *     jnp.cumulativeSum([1, 2, 3], { includeInitial: true }) // [0. 1. 3. 6.]
 *
 * Throws a ValueError for a scalar, and without `axis` for more than one axis. Source: `jax.numpy.cumulative_sum`.
 */
export function cumulativeSum(x: ArrayLike, options: CumulativeSumOptions = {}): Value {
  expectOptions("cumulativeSum(x)", options, ["axis", "dtype", "includeInitial"]);
  return withInitial("cumulative_sum", cumsum, 0, x, options);
}

/**
 * `cumprod` of the array API: along an axis, after a 1 in front with `includeInitial`.
 *
 *     jnp.cumulativeProd([1, 2, 3], { includeInitial: true }) // [1. 1. 2. 6.]
 *
 * Throws a ValueError for a scalar, and without `axis` for more than one axis. Source: `jax.numpy.cumulative_prod`.
 */
export function cumulativeProd(x: ArrayLike, options: CumulativeSumOptions = {}): Value {
  expectOptions("cumulativeProd(x)", options, ["axis", "dtype", "includeInitial"]);
  return withInitial("cumulative_prod", cumprod, 1, x, options);
}

/**
 * `cumsum` that counts NaN as 0.
 *
 *     jnp.nancumsum([1, NaN, 2]) // [1. 1. 3.]
 *
 * Source: `jax.numpy.nancumsum`.
 */
export function nancumsum(x: ArrayLike, options: CumulativeOptions = {}): Value {
  expectOptions("nancumsum(x)", options, ["axis", "dtype"]);
  const value = toValue(x, "nancumsum");
  return cumsum(where(isnan(value), constantLike(value, 0), value), options);
}

/**
 * `cumprod` that counts NaN as 1.
 *
 *     jnp.nancumprod([3, NaN, 2]) // [3. 3. 6.]
 *
 * Source: `jax.numpy.nancumprod`.
 */
export function nancumprod(x: ArrayLike, options: CumulativeOptions = {}): Value {
  expectOptions("nancumprod(x)", options, ["axis", "dtype"]);
  const value = toValue(x, "nancumprod");
  return cumprod(where(isnan(value), constantLike(value, 1), value), options);
}
