/** Folding axes: sums, extremes, means, quantifiers, places of extremes. */

import { bitsOf, canonicalDType, defaultInt, type DType, isInteger, isSigned, toDType } from "../ir/dtype.js";
import { expectOptions } from "../ir/options.js";
import * as arithmetic from "../primitives/arithmetic.js";
import * as primitives from "../primitives/reductions.js";
import { reduceSum, expandDims } from "../primitives/views.js";
import { IndexError, ValueError } from "../ir/errors.js";
import { staticNumber } from "../trace/static.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { subtract } from "./arithmetic.js";
import { notEqual } from "./logic.js";
import { canonicalAxes, constantLike, convertTo, expandTo, promoteShapes, toBool, toValue } from "./promotion.js"; // prettier-ignore
import { ravel } from "./shape.js";
import { where } from "./where.js";

export type Axis = number | readonly number[] | null;

export interface AxisOptions {
  /** The axes to fold; all of them without it. */
  axis?: Axis;
  /** Whether folded axes stay, with length 1. Default false. */
  keepdims?: boolean;
}

export interface ReductionOptions extends AxisOptions {
  /** Takes part in the result, as one more element. */
  initial?: ArrayLike;
  /** Which elements take part: a bool array that broadcasts to the input's shape. */
  where?: ArrayLike;
}

export interface SumOptions extends ReductionOptions {
  /** Of the result, by name. */
  dtype?: string;
}

const sumOptions = ["dtype", "initial", "where", "axis", "keepdims"] as const;

function keep(result: Value, axes: readonly number[], keepdims = false): Value {
  return keepdims ? expandDims(result, [...axes].sort((a, b) => a - b)) : result; // prettier-ignore
}

interface Fold {
  readonly name: string;
  readonly reduce: (x: Value, axes: readonly number[]) => Value;
  readonly combine: (x: Value, y: Value) => Value;
  /** What masked elements count as; undefined where only `initial` can say. */
  readonly identity?: number | boolean;
}

function fold({ name, reduce, combine, identity }: Fold, x: Value, options: ReductionOptions): Value {
  const axes = canonicalAxes(options.axis, x.ndim);
  let value = x;
  if (options.where !== undefined) {
    const rest = identity ?? options.initial;
    if (rest === undefined)
      throw new ValueError(
        `reduction operation ${name} does not have an identity, so to use a where mask one has to specify 'initial'`,
      );
    value = where(toBool(toValue(options.where, name)), value, convertTo(toValue(rest, name), value.dtype));
  }
  if (identity === undefined && options.initial === undefined && axes.some((a) => value.shape[a] === 0))
    throw new ValueError(`zero-size array to reduction operation ${name} which has no identity`);
  const empty = identity === undefined && axes.some((a) => value.shape[a] === 0);
  const rest = value.shape.filter((_, i) => !axes.includes(i));
  let result: Value;
  if (empty) result = expandTo(convertTo(toValue(options.initial, name), value.dtype), rest);
  else result = axes.length === 0 ? value : reduce(value, [...axes].sort((a, b) => a - b)); // prettier-ignore
  if (options.initial !== undefined && !empty) {
    const [a, b] = promoteShapes([convertTo(toValue(options.initial, name), result.dtype), result]);
    result = combine(a, b);
  }
  return keep(convertTo(result, result.dtype), axes, options.keepdims);
}

/** The dtype in which a sum or product is taken: booleans count as integers, which have all the bits that there are. */
function numeric(x: Value, { dtype }: SumOptions): Value {
  if (dtype !== undefined) return convertTo(x, toDType(dtype));
  if (x.dtype === "bool") return convertTo(x, defaultInt());
  if (!isInteger(x.dtype) || bitsOf(x.dtype) >= bitsOf(defaultInt())) return x;
  return convertTo(x, isSigned(x.dtype) ? defaultInt() : canonicalDType("uint64"));
}

/** Sums and products of floats of 16 bits are taken in float32. */
export function wide(x: Value): Value {
  const isShort = x.dtype === "float16" || x.dtype === "bfloat16";
  return isShort ? convertTo(x, "float32", x.weakType) : x;
}

const summing: Fold = { name: "sum", reduce: reduceSum, combine: arithmetic.add, identity: 0 };
const multiplying: Fold = {
  name: "prod",
  reduce: primitives.reduceProd,
  combine: arithmetic.mul,
  identity: 1,
};
const maximizing: Fold = { name: "max", reduce: primitives.reduceMax, combine: arithmetic.max };
const minimizing: Fold = { name: "min", reduce: primitives.reduceMin, combine: arithmetic.min };

/**
 * The sum over axes (default all). Booleans are counted as int32; float16 is summed in float32.
 *
 *     jnp.sum([[1, 2], [3, 4]], { axis: 1 }) // [3. 7.]
 *     jnp.sum([1, 2, 3], { where: [true, false, true], initial: 10 }) // 14.0
 *
 * Throws a ValueError for an axis that x doesn't have. Source: `jax.numpy.sum`.
 */
export function sum(x: ArrayLike, options: SumOptions = {}): Value {
  expectOptions("sum(x)", options, sumOptions);
  const value = numeric(toValue(x, "sum"), options);
  return convertTo(fold(summing, wide(value), options), value.dtype);
}

/**
 * The product over axes (default all). Booleans count as int32; float16 is multiplied in float32.
 *
 *     jnp.prod([[1, 2], [3, 4]], { axis: 0 }) // [3. 8.]
 *
 * Throws a ValueError for an axis that x doesn't have. Source: `jax.numpy.prod`.
 */
export function prod(x: ArrayLike, options: SumOptions = {}): Value {
  expectOptions("prod(x)", options, sumOptions);
  const value = numeric(toValue(x, "prod"), options);
  return convertTo(fold(multiplying, wide(value), options), value.dtype);
}

function extreme(kind: Fold, x: ArrayLike, options: ReductionOptions): Value {
  const value = toValue(x, kind.name);
  if (value.dtype !== "bool") return fold(kind, value, options);
  return convertTo(fold(kind, convertTo(value, "int32"), options), "bool");
}

/**
 * The largest element over axes (default all); NaN if there is one. With `where`, `initial` says what there is of nothing.
 *
 *     jnp.max([[1, 2], [3, 4]], { axis: 0 }) // [3. 4.]
 *
 * Throws a ValueError for no elements without `initial`. Source: `jax.numpy.max`.
 */
export function max(x: ArrayLike, options: ReductionOptions = {}): Value {
  expectOptions("max(x)", options, ["initial", "where", "axis", "keepdims"]);
  return extreme(maximizing, x, options);
}
/** NumPy's other name for `max`. */
export const amax = max;

/**
 * The smallest element over axes (default all); NaN if there is one. With `where`, `initial` says what there is of nothing.
 *
 *     jnp.min([[1, 2], [3, 4]], { axis: 0 }) // [1. 2.]
 *
 * Throws a ValueError for no elements without `initial`. Source: `jax.numpy.min`.
 */
export function min(x: ArrayLike, options: ReductionOptions = {}): Value {
  expectOptions("min(x)", options, ["initial", "where", "axis", "keepdims"]);
  return extreme(minimizing, x, options);
}
/** NumPy's other name for `min`. */
export const amin = min;

/**
 * Whether all elements over axes (default all) are true (not zero).
 *
 *     jnp.all([true, false]) // False
 *
 * Source: `jax.numpy.all`.
 */
export function all(x: ArrayLike, options: Omit<ReductionOptions, "initial"> = {}): Value {
  expectOptions("all(x)", options, ["axis", "where", "keepdims"]);
  const kind: Fold = { name: "all", reduce: primitives.reduceAnd, combine: (a) => a, identity: true };
  return fold(kind, toBool(toValue(x, "all")), options);
}

/**
 * Whether any element over axes (default all) is true (not zero).
 *
 *     jnp.any([[true, false], [false, false]], { axis: 1 }) // [ True False]
 *
 * Source: `jax.numpy.any`.
 */
export function any(x: ArrayLike, options: Omit<ReductionOptions, "initial"> = {}): Value {
  expectOptions("any(x)", options, ["axis", "where", "keepdims"]);
  const kind: Fold = { name: "any", reduce: primitives.reduceOr, combine: (a) => a, identity: false };
  return fold(kind, toBool(toValue(x, "any")), options);
}

/**
 * Largest minus smallest element over axes (default all).
 *
 *     jnp.ptp([1, 5, 3]) // 4.0
 *
 * Throws a ValueError for no elements. Source: `jax.numpy.ptp`.
 */
export function ptp(x: ArrayLike, options: AxisOptions = {}): Value {
  expectOptions("ptp(x)", options, ["axis", "keepdims"]);
  return subtract(max(x, options), min(x, options));
}

/**
 * How many elements over axes (default all) are not zero, as int32.
 *
 *     jnp.countNonzero([0, 1, 2]) // 2
 *
 * Source: `jax.numpy.count_nonzero`.
 */
export function countNonzero(x: ArrayLike, options: AxisOptions = {}): Value {
  expectOptions("countNonzero(x)", options, ["axis", "keepdims"]);
  const value = toValue(x, "count_nonzero");
  return sum(notEqual(value, constantLike(value, 0)), { ...options, dtype: defaultInt() });
}

type Place = (x: Value, axis: number, indexDtype: DType) => Value;

function placeOf(
  name: string,
  primitive: Place,
  x: ArrayLike,
  { axis, keepdims }: { axis?: number | null; keepdims?: boolean },
): Value {
  const value = toValue(x, name);
  const flat = axis === undefined || axis === null;
  const searched = flat ? ravel(value) : value;
  const known = flat ? 0 : staticNumber(axis, "the axis argument");
  const at = known < 0 ? known + value.ndim : known;
  if (at < 0 || at >= searched.ndim)
    throw new IndexError("tuple index out of range", {
      hint: `${name}: axis ${axis} of an array with ${value.ndim} axes.`,
    });
  if (searched.shape[at] === 0) throw new ValueError(`attempt to get ${name} of an empty sequence`);
  const result = primitive(searched, at, defaultInt());
  if (!keepdims) return result;
  return flat ? expandDims(result, value.shape.map((_, i) => i)) : expandDims(result, [at]); // prettier-ignore
}

/**
 * Where the largest element is (the first NaN, if there is one; else the first of equals): int32, along an axis or
 * (without one) in the raveled array.
 *
 *     jnp.argmax([[1, 9], [7, 3]], { axis: 1 }) // [1 0]
 *
 * Throws a ValueError for no elements. Source: `jax.numpy.argmax`.
 */
export function argmax(x: ArrayLike, options: { axis?: number | null; keepdims?: boolean } = {}): Value {
  expectOptions("argmax(x)", options, ["axis", "keepdims"]);
  return placeOf("argmax", primitives.argmax, x, options);
}

/**
 * Where the smallest element is; as `argmax`.
 *
 *     jnp.argmin([3, 1, 2]) // 1
 *
 * Throws a ValueError for no elements. Source: `jax.numpy.argmin`.
 */
export function argmin(x: ArrayLike, options: { axis?: number | null; keepdims?: boolean } = {}): Value {
  expectOptions("argmin(x)", options, ["axis", "keepdims"]);
  return placeOf("argmin", primitives.argmin, x, options);
}
