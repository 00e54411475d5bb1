/** Folding axes: sums, extremes, means, quantifiers, places of extremes. */

import { type DType, isFloating, toDType } from "../ir/dtype.js";
import * as arithmetic from "../primitives/arithmetic.js";
import * as exponential from "../primitives/exponential.js";
import { stopGradient } from "../calls/stopGradient.js";
import * as primitives from "../primitives/reductions.js";
import { reduceSum, expandDims } from "../primitives/views.js";
import { TypeError, ValueError } from "../trace/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { abs, divide, multiply, subtract } from "./arithmetic.js";
import { isfinite, isnan, notEqual } from "./logic.js";
import { canonicalAxes, canonicalAxis, constantLike, convertTo, expandTo, promoteDtypesInexact, promoteShapes, toBool, toValue } from "./promotion.js"; // prettier-ignore
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
    const rest = options.initial ?? identity;
    if (rest === undefined) throw new TypeError(`${name} with where needs an initial value`);
    value = where(options.where, value, convertTo(toValue(rest, name), value.dtype));
  }
  if (identity === undefined && options.initial === undefined && axes.some((a) => value.shape[a] === 0))
    throw new ValueError(`zero-size array to reduction operation ${name} which has no identity`);
  const empty = identity === undefined && axes.some((a) => value.shape[a] === 0);
  const rest = value.shape.filter((_, i) => !axes.includes(i));
  let result: Value;
  if (empty) result = expandTo(convertTo(toValue(options.initial, name), value.dtype), rest);
  else result = axes.length === 0 ? value : reduce(value, [...axes].sort((a, b) => a - b)); // prettier-ignore
  if (options.initial !== undefined && !empty) {
    const [a, b] = promoteShapes(name, [convertTo(toValue(options.initial, name), result.dtype), result]);
    result = combine(a, b);
  }
  return keep(result, axes, options.keepdims);
}

/** The dtype in which a sum or product is taken: booleans count as int32. */
function numeric(x: Value, dtype?: string): Value {
  if (dtype !== undefined) return convertTo(x, toDType(dtype));
  return x.dtype === "bool" ? convertTo(x, "int32") : x;
}

/** float16 sums and products are taken in float32. */
function wide(x: Value): Value {
  return x.dtype === "float16" ? convertTo(x, "float32", x.weakType) : x;
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

/** The sum over axes. Booleans are counted as int32; float16 is summed in float32. */
export function sum(x: ArrayLike, options: SumOptions = {}): Value {
  const value = numeric(toValue(x, "sum"), options.dtype);
  return convertTo(fold(summing, wide(value), options), value.dtype, value.weakType);
}

/** The product over axes. Booleans count as int32; float16 is multiplied in float32. */
export function prod(x: ArrayLike, options: SumOptions = {}): Value {
  const value = numeric(toValue(x, "prod"), options.dtype);
  return convertTo(fold(multiplying, wide(value), options), value.dtype, value.weakType);
}

function extreme(kind: Fold, x: ArrayLike, options: ReductionOptions): Value {
  const value = toValue(x, kind.name);
  if (value.dtype !== "bool") return fold(kind, value, options);
  return convertTo(fold(kind, convertTo(value, "int32"), options), "bool");
}

/** The largest element over axes; NaN if there is one. Throws a ValueError for no elements without `initial`. */
export function max(x: ArrayLike, options: ReductionOptions = {}): Value {
  return extreme(maximizing, x, options);
}
/** NumPy's other name for `max`. */
export const amax = max;

/** The smallest element over axes; NaN if there is one. Throws a ValueError for no elements without `initial`. */
export function min(x: ArrayLike, options: ReductionOptions = {}): Value {
  return extreme(minimizing, x, options);
}
/** NumPy's other name for `min`. */
export const amin = min;

/** Whether all elements over axes are true (not zero). */
export function all(x: ArrayLike, options: Omit<ReductionOptions, "initial"> = {}): Value {
  const kind: Fold = { name: "all", reduce: primitives.reduceAnd, combine: (a) => a, identity: true };
  return fold(kind, toBool(toValue(x, "all")), options);
}

/** Whether any element over axes is true (not zero). */
export function any(x: ArrayLike, options: Omit<ReductionOptions, "initial"> = {}): Value {
  const kind: Fold = { name: "any", reduce: primitives.reduceOr, combine: (a) => a, identity: false };
  return fold(kind, toBool(toValue(x, "any")), options);
}

/** Largest minus smallest element over axes. */
export function ptp(x: ArrayLike, options: AxisOptions = {}): Value {
  return subtract(max(x, options), min(x, options));
}

/** How many elements over axes are not zero, as int32. */
export function countNonzero(x: ArrayLike, options: AxisOptions = {}): Value {
  const value = toValue(x, "count_nonzero");
  return sum(notEqual(value, constantLike(value, 0)), { ...options, dtype: "int32" });
}

function floatOf(x: ArrayLike, name: string, dtype?: string): Value {
  return dtype === undefined
    ? promoteDtypesInexact([x], name)[0]
    : convertTo(toValue(x, name), toDType(dtype));
}

/** How many elements take part in each element of the result: a number, or a sum over `where`. */
function countOf(x: Value, options: ReductionOptions): number | Value {
  const axes = canonicalAxes(options.axis, x.ndim);
  if (options.where === undefined) return axes.reduce((n, a) => n * x.shape[a], 1);
  const mask = expandTo(toBool(toValue(options.where)), x.shape);
  return sum(mask, {
    axis: axes,
    keepdims: options.keepdims,
    dtype: isFloating(x.dtype) ? x.dtype : "float32",
  });
}

/** The mean over axes, as a float. */
export function mean(x: ArrayLike, options: Omit<SumOptions, "initial"> = {}): Value {
  const value = floatOf(x, "mean", options.dtype);
  const total = fold(summing, wide(value), options);
  return convertTo(divide(total, countOf(value, options)), value.dtype, value.weakType);
}

/** The mean with weights (of the input's shape, or one per element along `axis`). */
export function average(x: ArrayLike, options: AxisOptions & { weights?: ArrayLike } = {}): Value {
  if (options.weights === undefined) return mean(x, options);
  const [value, given] = promoteDtypesInexact([x, options.weights], "average");
  let weights = given;
  if (weights.ndim !== value.ndim && typeof options.axis === "number") {
    const axis = canonicalAxis(options.axis, value.ndim);
    const places = value.shape.map((_, i) => i).filter((i) => i !== axis);
    weights = expandDims(weights, places);
  }
  weights = expandTo(weights, value.shape);
  return divide(sum(multiply(value, weights), options), sum(weights, options));
}

export interface VarianceOptions extends AxisOptions {
  /** What is taken off the count that the sum of squares is divided by. Default 0. */
  ddof?: number;
  /** The array API's name of `ddof`. */
  correction?: number;
  where?: ArrayLike;
  dtype?: string;
}

/** The variance over axes, from differences to the mean. */
export function variance(x: ArrayLike, options: VarianceOptions = {}): Value {
  const { ddof = options.correction ?? 0, axis, keepdims } = options;
  const value = floatOf(x, "var", options.dtype);
  const center = mean(wide(value), { axis, where: options.where, keepdims: true });
  const squares = arithmetic.square(subtract(wide(value), center));
  const count = countOf(value, { axis, where: options.where, keepdims });
  const divisor = typeof count === "number" ? count - ddof : subtract(count, ddof);
  const total = sum(squares, { axis, keepdims, where: options.where });
  const result = divide(total, divisor);
  const valid = typeof divisor === "number" ? divisor > 0 : undefined;
  const defined = valid === false ? multiply(result, NaN) : result;
  return convertTo(defined, value.dtype, value.weakType);
}

/** The standard deviation over axes: the root of the variance. */
export function std(x: ArrayLike, options: VarianceOptions = {}): Value {
  return arithmetic.sqrt(variance(x, options));
}

/** log(Σ exp(x)) over axes, without overflow; -∞ for no elements or only -∞. `b` are factors of the powers. */
export function logsumexp(
  x: ArrayLike,
  options: AxisOptions & { where?: ArrayLike; b?: ArrayLike } = {},
): Value {
  const { axis, keepdims, b } = options;
  let value = floatOf(x, "logsumexp");
  const axes = canonicalAxes(axis, value.ndim);
  if (options.where !== undefined) value = where(options.where, value, -Infinity);
  const factors =
    b === undefined ? undefined : expandTo(convertTo(toValue(b, "logsumexp"), value.dtype), value.shape);
  if (factors) value = where(notEqual(factors, 0), value, -Infinity);
  const largest = max(value, { axis: axes, keepdims, initial: -Infinity });
  const shift = stopGradient(where(isfinite(largest), largest, constantLike(largest, 0)));
  let powers = exponential.exp(subtract(value, keepdims ? shift : expandDims(shift, axes)));
  if (factors) powers = multiply(powers, factors);
  const total = sum(powers, { axis: axes, keepdims });
  return arithmetic.add(exponential.log(total), shift);
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
  const at = flat ? 0 : canonicalAxis(axis, value.ndim);
  if (searched.shape[at] === 0) throw new ValueError(`attempt to get ${name} of an empty sequence`);
  const result = primitive(searched, at, "int32");
  if (!keepdims) return result;
  return flat ? expandDims(result, value.shape.map((_, i) => i)) : expandDims(result, [at]); // prettier-ignore
}

/**
 * Where the largest element is (the first NaN, if there is one; else the first of equals): int32, along an axis or
 * (without one) in the raveled array.
 */
export function argmax(x: ArrayLike, options: { axis?: number | null; keepdims?: boolean } = {}): Value {
  return placeOf("argmax", primitives.argmax, x, options);
}

/** Where the smallest element is; as `argmax`. */
export function argmin(x: ArrayLike, options: { axis?: number | null; keepdims?: boolean } = {}): Value {
  return placeOf("argmin", primitives.argmin, x, options);
}

function without(x: ArrayLike, name: string, instead: number): Value {
  const value = toValue(x, name);
  return isFloating(value.dtype) ? where(isnan(value), constantLike(value, instead), value) : value;
}

/** `sum` that skips NaN. */
export function nansum(x: ArrayLike, options: SumOptions = {}): Value {
  return sum(without(x, "nansum", 0), options);
}

/** `prod` that skips NaN. */
export function nanprod(x: ArrayLike, options: SumOptions = {}): Value {
  return prod(without(x, "nanprod", 1), options);
}

function allNan(x: Value, options: AxisOptions): Value {
  return all(isnan(x), { axis: options.axis, keepdims: options.keepdims });
}

/** `max` that skips NaN; NaN where there is nothing else. */
export function nanmax(x: ArrayLike, options: AxisOptions = {}): Value {
  const value = toValue(x, "nanmax");
  if (!isFloating(value.dtype)) return max(value, options);
  return where(allNan(value, options), NaN, max(without(value, "nanmax", -Infinity), options));
}

/** `min` that skips NaN; NaN where there is nothing else. */
export function nanmin(x: ArrayLike, options: AxisOptions = {}): Value {
  const value = toValue(x, "nanmin");
  if (!isFloating(value.dtype)) return min(value, options);
  return where(allNan(value, options), NaN, min(without(value, "nanmin", Infinity), options));
}

/** `mean` that skips NaN. */
export function nanmean(x: ArrayLike, options: AxisOptions = {}): Value {
  const value = floatOf(x, "nanmean");
  const count = sum(subtract(1, convertTo(isnan(value), value.dtype)), options);
  return divide(nansum(value, options), count);
}

/** `variance` that skips NaN. */
export function nanvar(x: ArrayLike, { axis, keepdims, ddof = 0 }: VarianceOptions = {}): Value {
  const value = floatOf(x, "nanvar");
  const centered = where(
    isnan(value),
    constantLike(value, 0),
    subtract(value, nanmean(value, { axis, keepdims: true })),
  );
  const count = subtract(sum(subtract(1, convertTo(isnan(value), value.dtype)), { axis, keepdims }), ddof);
  const result = divide(sum(arithmetic.square(centered), { axis, keepdims }), count);
  return where(notEqual(abs(count), count), NaN, result);
}

/** `std` that skips NaN. */
export function nanstd(x: ArrayLike, options: VarianceOptions = {}): Value {
  return arithmetic.sqrt(nanvar(x, options));
}

/** `argmax` that skips NaN. */
export function nanargmax(x: ArrayLike, options: { axis?: number | null; keepdims?: boolean } = {}): Value {
  return argmax(without(x, "nanargmax", -Infinity), options);
}

/** `argmin` that skips NaN. */
export function nanargmin(x: ArrayLike, options: { axis?: number | null; keepdims?: boolean } = {}): Value {
  return argmin(without(x, "nanargmin", Infinity), options);
}
