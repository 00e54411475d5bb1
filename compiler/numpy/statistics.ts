/** Means and spreads over axes, and how variables vary together. */

import { defaultFloat, isFloating, toDType } from "../ir/dtype.js";
import { type Arguments, expectArguments, expectOptions } from "../ir/options.js";
import * as arithmetic from "../primitives/arithmetic.js";
import { expandDims, reshape, squeeze, transpose } from "../primitives/views.js";
import { ValueError } from "../ir/errors.js";
import { HostArray } from "../trace/hostArray.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { abs, clip, divide, multiply, subtract } from "./arithmetic.js";
import { concatenate } from "./joining.js";
import { diagonal } from "./diagonals.js";
import { matmul } from "./linear.js";
import { greater } from "./logic.js";
import { canonicalAxes, canonicalAxis, constantLike, convertTo, expandTo, promoteDtypesInexact, toBool, toValue } from "./promotion.js"; // prettier-ignore
import { sum, wide, type AxisOptions, type SumOptions } from "./reductions.js";
import { where as choose } from "./where.js";

/** An array as floats, or in the dtype that is asked for. */
function floatOf(x: ArrayLike, name: string, dtype?: string): Value {
  return dtype === undefined
    ? promoteDtypesInexact([x], name)[0]
    : convertTo(toValue(x, name), toDType(dtype));
}

/** How many elements take part in each element of the result, in the dtype of x. */
function countOf(x: Value, { axis, keepdims, where }: MeanOptions): Value {
  const axes = canonicalAxes(axis, x.ndim);
  if (where === undefined) return constantLike(x, axes.reduce((n, a) => n * x.shape[a], 1)); // prettier-ignore
  return sum(expandTo(toBool(toValue(where)), x.shape), { axis: axes, keepdims, dtype: x.dtype });
}

export type MeanOptions = Omit<SumOptions, "initial">;

/**
 * The mean over axes (default all), as a float of the dtype of x or float32; NaN of no elements. float16 is computed in
 * float32.
 *
 *     jnp.mean([1, 2, 6]) // 3.0
 *
 * Throws a ValueError for an axis that x doesn't have. Source: `jax.numpy.mean`.
 */
export function mean(x: ArrayLike, options: MeanOptions = {}): Value {
  expectOptions("mean(x)", options, ["axis", "dtype", "where", "keepdims"]);
  const value = floatOf(x, "mean", options.dtype);
  const { axis, keepdims, where } = options;
  const elements = wide(value);
  const total = sum(elements, { axis, keepdims, where });
  // A dtype of integers is the user's wish: divided as integers.
  const quotient = arithmetic.div(total, convertTo(countOf(elements, options), total.dtype));
  return convertTo(quotient, value.dtype);
}

export interface AverageOptions extends AxisOptions {
  /** Of the input's shape, or one for each element along `axis`. */
  weights?: ArrayLike;
}

/**
 * The mean with weights over axes (default all), as a float; with `returned`, beside the sum of the weights.
 *
 *     jnp.average([1, 2], { weights: [3, 1] }) // 1.25
 *
 * Throws a ValueError when the weights don't fit. Source: `jax.numpy.average`.
 */
export function average(x: ArrayLike, options: AverageOptions & { returned: true }): [Value, Value];
export function average(x: ArrayLike, options?: AverageOptions & { returned?: false }): Value;
export function average(
  x: ArrayLike,
  options: AverageOptions & { returned?: boolean } = {},
): Value | [Value, Value] {
  const {
    axis,
    keepdims,
    weights,
    returned = false,
  } = expectOptions("average(x)", options, ["weights", "axis", "keepdims", "returned"]);
  const given = weights === undefined ? [x] : [x, weights];
  const [value, row] = promoteDtypesInexact(given, "average");
  if (row === undefined) {
    const result = mean(value, { axis, keepdims });
    const count = convertTo(countOf(value, { axis }), result.dtype);
    return returned ? [result, expandTo(count, result.shape)] : result;
  }
  let each = row;
  if (each.ndim !== value.ndim) {
    if (typeof axis !== "number")
      throw new ValueError("Axis must be specified when shapes of a and weights differ.");
    if (each.ndim !== 1) throw new ValueError("1D weights expected when shapes of a and weights differ.");
    const at = canonicalAxis(axis, value.ndim);
    if (each.size !== value.shape[at])
      throw new ValueError("Length of weights not compatible with specified axis.");
    each = expandDims(each, value.shape.map((_, i) => i).filter((i) => i !== at)); // prettier-ignore
  }
  each = expandTo(each, value.shape);
  const total = sum(each, { axis, keepdims });
  const result = divide(sum(multiply(value, each), { axis, keepdims }), total);
  return returned ? [result, total] : result;
}

export interface VarianceOptions extends AxisOptions {
  /** What is taken off the count that the sum of squares is divided by. Default 0. */
  ddof?: number;
  /** The array API's name of `ddof`. */
  correction?: number;
  /** The mean, where it is known; of a shape that broadcasts to the input's. */
  mean?: ArrayLike;
  /** Which elements take part: a bool array that broadcasts to the input's shape. */
  where?: ArrayLike;
  /** Of the result, by name. */
  dtype?: string;
}

/**
 * The variance over axes (default all), from differences to the mean, as a float; NaN unless more than `ddof` elements
 * take part.
 *
 *     jnp.var([1, 2, 6], { ddof: 1 }) // 7.0
 *
 * Throws a ValueError for an axis that x doesn't have. Source: `jax.numpy.var`.
 */
export function variance(x: ArrayLike, options: VarianceOptions = {}): Value {
  expectOptions("var(x)", options, ["ddof", "correction", "mean", "where", "dtype", "axis", "keepdims"]);
  const { ddof = options.correction ?? 0, axis, keepdims, where } = options;
  const given = floatOf(x, "var", options.dtype);
  const value = isFloating(given.dtype) ? given : convertTo(given, defaultFloat());
  const elements = wide(value);
  const center = options.mean ?? mean(elements, { axis, where, keepdims: true });
  const squares = arithmetic.square(subtract(elements, center));
  const total = sum(squares, { axis, keepdims, where });
  const count = countOf(elements, { axis, where, keepdims });
  // A count that is known when the function is traced is no part of the program.
  if (count instanceof HostArray && count.ndim === 0) {
    const divisor = count.values[0] - ddof;
    return convertTo(divide(total, divisor > 0 ? divisor : NaN), value.dtype);
  }
  const divisor = subtract(count, ddof);
  return convertTo(choose(greater(divisor, 0), divide(total, divisor), NaN), value.dtype);
}

/**
 * The standard deviation over axes (default all): the root of the variance. Its derivative is NaN where all elements are
 * equal, as that of √ at 0.
 *
 *     jnp.std([1, 3]) // 1.0
 *
 * Throws a ValueError for an axis that x doesn't have, or a dtype that is not a float. Source: `jax.numpy.std`.
 */
export function std(x: ArrayLike, options: VarianceOptions = {}): Value {
  const { dtype } = expectOptions("std(x)", options, [
    "ddof",
    "correction",
    "mean",
    "where",
    "dtype",
    "axis",
    "keepdims",
  ]);
  if (dtype !== undefined && !isFloating(toDType(dtype)))
    throw new ValueError(`dtype argument to jnp.std must be inexact; got ${dtype}`);
  return arithmetic.sqrt(variance(x, options));
}

export interface CovarianceOptions {
  /** Whether rows are variables and columns observations (default), or the other way round. */
  rowvar?: boolean;
  /** Whether sums are divided by the count of observations, and not by one less. Default false. */
  bias?: boolean;
  /** What is taken off the count of observations; overrides `bias`. */
  ddof?: number;
  /** How often each observation counts, as integers. */
  fweights?: ArrayLike;
  /** How much each observation weighs. */
  aweights?: ArrayLike;
  /** A second matrix of variables. */
  y?: ArrayLike | null;
  /** Of the result, by name. */
  dtype?: string | null;
}

const covarianceOptions = ["rowvar", "bias", "ddof", "fweights", "aweights", "dtype"] as const;

function variablesOf(x: Value, rowvar: boolean, name: string): Value {
  if (x.ndim > 2) throw new ValueError(`${name} has more than 2 dimensions`);
  if (x.ndim < 2) return reshape(x, [1, x.size]);
  return rowvar ? x : transpose(x, [1, 0]);
}

function weightsOf(
  { fweights, aweights }: CovarianceOptions,
  observations: number,
): [Value, Value] | undefined {
  if (fweights === undefined && aweights === undefined) return undefined;
  const rows = [fweights, aweights].map((w) => (w === undefined ? toValue(1) : abs(toValue(w, "cov"))));
  for (const [i, row] of rows.entries())
    if (row.ndim > 1 || (row.ndim === 1 && row.size !== observations))
      throw new ValueError(`incompatible numbers of samples and ${["fweights", "aweights"][i]}`);
  const both = expandTo(multiply(rows[0], rows[1]), [observations]);
  return [both, expandTo(rows[1], [observations])];
}

/**
 * The covariances of the variables (rows) of a matrix, and of a second one `y`, over their observations (columns), as
 * floats: a matrix, or a scalar of one variable. Divided by the count of observations less one, unless `ddof` or `bias`
 * says otherwise.
 *
 *     jnp.cov([[0, 1, 2], [2, 1, 0]]) // [[ 1. -1.], [-1.  1.]]
 *
 * Throws a ValueError for more than two axes, or when weights don't fit. Source: `jax.numpy.cov`.
 */
export function cov(x: ArrayLike, ...rest: Arguments<CovarianceOptions, ["y"]>): Value {
  const options = expectArguments<CovarianceOptions>("cov(x)", rest, ["y?"], covarianceOptions);
  const { y, rowvar = true, bias = false, ddof = bias ? 0 : 1, dtype } = options;
  const matrices = promoteDtypesInexact(y === undefined || y === null ? [x] : [x, y], "cov");
  const given = dtype ? matrices.map((v) => convertTo(v, toDType(dtype))) : matrices;
  const parts = given.map((v, i) => variablesOf(v, rowvar, i === 0 ? "m" : "y"));
  const variables = concatenate(parts, { axis: 0 });
  const weights = weightsOf(options, variables.shape[1]);
  const [center, total] = weights
    ? average(variables, { axis: 1, weights: weights[0], keepdims: true, returned: true })
    : [mean(variables, { axis: 1, keepdims: true }), undefined];
  const centered = subtract(variables, center);
  const weighted = weights ? multiply(centered, weights[0]) : centered;
  let divisor: ArrayLike = variables.shape[1] - ddof;
  if (weights && total) {
    const mass = sum(weights[0]);
    const lost = options.aweights === undefined ? ddof : divide(multiply(ddof, sum(multiply(...weights))), mass); // prettier-ignore
    divisor = ddof === 0 ? mass : subtract(mass, lost);
  }
  const result = divide(matmul(centered, transpose(weighted, [1, 0])), divisor);
  return result.size === 1 ? squeeze(result, [0, 1]) : result;
}

/**
 * The correlation coefficients of the variables (rows) of a matrix, and of a second one `y`: from -1 to 1.
 *
 *     jnp.corrcoef([[0, 1, 2], [2, 1, 0]]) // [[ 1. -1.], [-1.  1.]]
 *
 * Throws a ValueError for more than two axes. Source: `jax.numpy.corrcoef`.
 */
export function corrcoef(
  x: ArrayLike,
  ...rest: Arguments<Pick<CovarianceOptions, "y" | "rowvar" | "dtype">, ["y"]>
): Value {
  const options = expectArguments<CovarianceOptions>("corrcoef(x)", rest, ["y?"], ["rowvar", "dtype"]);
  const covariance = cov(x, options);
  if (covariance.ndim === 0) return divide(covariance, covariance);
  const deviations = arithmetic.sqrt(diagonal(covariance));
  const scaled = divide(divide(covariance, expandDims(deviations, [1])), expandDims(deviations, [0]));
  return clip(scaled, -1, 1);
}
