/** Samples of distributions that a function makes of uniform samples. */

import { type DType, isInteger, toDType } from "../ir/dtype.js";
import { ValueError } from "../ir/errors.js";
import { type Arguments, expectArguments } from "../ir/options.js";
import { divide, multiply, negative } from "../numpy/arithmetic.js";
import { toShape } from "../numpy/creation.js";
import { finfo } from "../numpy/dtypes.js";
import { less } from "../numpy/logic.js";
import { power, sqrt } from "../numpy/powers.js";
import { constantLike, convertTo, expandTo, promoteDtypesInexact } from "../numpy/promotion.js";
import { where } from "../numpy/where.js";
import { abs, add, div, mul, neg, sign, sub } from "../primitives/arithmetic.js";
import { floor } from "../primitives/rounding.js";
import { xlaExp, xlaLog, xlaLog1p } from "../primitives/samples.js";
import { tan } from "../primitives/trigonometric.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { type Key, wordsOfKey } from "./keys.js";
import { floatDtype, parameter, quotient, type SampleOptions, sampler, sampleShape } from "./sampler.js";
import { uniformOf } from "./uniform.js";

export const exponentialOf = (words: Value, shape: readonly number[], dtype: DType): Value =>
  neg(xlaLog1p(neg(uniformOf(words, shape, dtype))));

/**
 * Samples of the exponential distribution with mean 1.
 *
 *     random.exponential(random.key(0), [2]) // [2.950128  3.8434246]
 *
 * Throws a ValueError for a dtype that is no float, and for several keys. Source: `jax.random.exponential`.
 */
export const exponential = sampler("exponential", exponentialOf);

/**
 * Samples of Laplace's distribution: exponential on both sides.
 *
 *     random.laplace(random.key(0), [2]) // [-2.2569816 -3.1502788]
 *
 * Throws a ValueError for a dtype that is no float, and for several keys. Source: `jax.random.laplace`.
 */
export const laplace = sampler("laplace", (words, shape, dtype) => {
  const u = uniformOf(words, shape, dtype, finfo(dtype).eps / 2 - 1, 1);
  return mul(sign(u), xlaLog1p(neg(abs(u))));
});

/**
 * Samples of the logistic distribution: its distribution function is `nn.sigmoid`.
 *
 *     random.logistic(random.key(0), [2]) // [2.896376  3.8217716]
 *
 * Throws a ValueError for a dtype that is no float, and for several keys. Source: `jax.random.logistic`.
 */
export const logistic = sampler("logistic", (words, shape, dtype) => {
  const u = uniformOf(words, shape, dtype, finfo(dtype).tiny, 1);
  return sub(xlaLog(u), xlaLog1p(neg(u)));
});

/**
 * Samples of Cauchy's distribution.
 *
 *     random.cauchy(random.key(0), [2]) // [ 6.0274944 14.837895 ]
 *
 * Throws a ValueError for a dtype that is no float, and for several keys. Source: `jax.random.cauchy`.
 */
export const cauchy = sampler("cauchy", (words, shape, dtype) => {
  const u = uniformOf(words, shape, dtype, finfo(dtype).eps, 1);
  return tan(mul(constantLike(u, Math.PI), sub(u, constantLike(u, 0.5))));
});

interface ParetoOptions extends SampleOptions {
  /** The exponent of the tail. */
  b: ArrayLike;
}

/**
 * Samples of Pareto's distribution with least value 1: e to the power of an exponential sample / b.
 *
 *     random.pareto(random.key(0), 2, [2]) // [4.371316 6.832648]
 *
 * Throws a ValueError for a dtype that is no float, for a b that doesn't fit, and for several keys.
 * Source: `jax.random.pareto`.
 */
export function pareto(key: Key, ...rest: Arguments<ParetoOptions, ["b", "shape", "dtype"]>): Value {
  const given = expectArguments<ParetoOptions>("pareto(key)", rest, ["b", "shape?", "dtype?"]);
  const words = wordsOfKey("pareto", key);
  const dtype = floatDtype("pareto", given.dtype);
  const b = parameter("pareto", given.b, dtype);
  return xlaExp(quotient(exponentialOf(words, sampleShape("pareto", given.shape, b.shape), dtype), b));
}

interface RayleighOptions extends SampleOptions {
  scale: ArrayLike;
}

/**
 * Samples of Rayleigh's distribution: lengths of vectors of two normal samples, times `scale`.
 *
 *     random.rayleigh(random.key(0), 1, [2]) // [0.32787833 0.20810027]
 *
 * Throws a ValueError for a dtype that is no float, for a scale that doesn't fit, and for several keys.
 * Source: `jax.random.rayleigh`.
 */
export function rayleigh(key: Key, ...rest: Arguments<RayleighOptions, ["scale", "shape", "dtype"]>): Value {
  const given = expectArguments<RayleighOptions>("rayleigh(key)", rest, ["scale", "shape?", "dtype?"]);
  const words = wordsOfKey("rayleigh", key);
  const dtype = floatDtype("rayleigh", given.dtype);
  const scale = parameter("rayleigh", given.scale, dtype);
  const log = xlaLog(uniformOf(words, sampleShape("rayleigh", given.shape, scale.shape), dtype));
  return multiply(scale, sqrt(mul(log, constantLike(log, -2))));
}

interface WeibullOptions extends SampleOptions {
  scale: ArrayLike;
  concentration: ArrayLike;
}

/**
 * Samples of Weibull's distribution, scale · e^(1 / concentration) of exponential samples e.
 *
 *     random.weibullMin(random.key(0), 1, 2, [2]) // [1.7175937 1.9604654]
 *
 * Throws a ValueError for a dtype that is no float, and for several keys. Source: `jax.random.weibull_min`.
 */
export function weibullMin(
  key: Key,
  ...rest: Arguments<WeibullOptions, ["scale", "concentration", "shape", "dtype"]>
): Value {
  const order = ["scale", "concentration", "shape?", "dtype?"] as const;
  const given = expectArguments<WeibullOptions>("weibullMin(key)", rest, order);
  const words = wordsOfKey("weibull_min", key);
  const samples = exponentialOf(words, toShape(given.shape ?? []), floatDtype("weibull_min", given.dtype));
  return multiply(power(samples, divide(1, given.concentration)), given.scale);
}

interface TriangularOptions extends SampleOptions {
  left: ArrayLike;
  mode: ArrayLike;
  right: ArrayLike;
}

/**
 * Samples between `left` and `right` whose density is a triangle with its tip over `mode`.
 *
 *     random.triangular(random.key(0), 0, 1, 2, [2]) // [1.6764787 1.7930212]
 *
 * Throws a ValueError for a dtype that is no float, for parameters that don't fit, and for several keys.
 * Source: `jax.random.triangular`.
 */
export function triangular(
  key: Key,
  ...rest: Arguments<TriangularOptions, ["left", "mode", "right", "shape", "dtype"]>
): Value {
  const order = ["left", "mode", "right", "shape?", "dtype?"] as const;
  const given = expectArguments<TriangularOptions>("triangular(key)", rest, order);
  const words = wordsOfKey("triangular", key);
  const dtype = floatDtype("triangular", given.dtype);
  const parameters = [given.left, given.mode, given.right].map((x) => parameter("triangular", x, dtype));
  const shape = sampleShape("triangular", given.shape, ...parameters.map((x) => x.shape));
  const [left, mode, right] = parameters.map((x) => expandTo(x, shape));
  const [width, rise, fall] = [sub(right, left), sub(mode, left), sub(right, mode)];
  const u = uniformOf(words, shape, dtype);
  const rising = add(left, sqrt(mul(mul(u, width), rise)));
  const falling = sub(right, sqrt(mul(mul(sub(constantLike(u, 1), u), width), fall)));
  return where(less(u, div(rise, width)), rising, falling);
}

interface GeometricOptions extends SampleOptions {
  /** How likely a trial succeeds. */
  p: ArrayLike;
}

/**
 * Samples of the geometric distribution: how many trials it takes until one succeeds. Default dtype int32.
 *
 *     random.geometric(random.key(0), 0.1, [3]) // [ 1  1 11]
 *
 * Throws a ValueError for a dtype that is no integer, for a p that doesn't fit, and for several keys.
 * Source: `jax.random.geometric`.
 */
export function geometric(key: Key, ...rest: Arguments<GeometricOptions, ["p", "shape", "dtype"]>): Value {
  const given = expectArguments<GeometricOptions>("geometric(key)", rest, ["p", "shape?", "dtype?"]);
  const words = wordsOfKey("geometric", key);
  const dtype = toDType(given.dtype ?? "int64");
  if (!isInteger(dtype))
    throw new ValueError(`dtype argument to \`geometric\` must be an int dtype, got ${dtype}`);
  const [p] = promoteDtypesInexact([given.p], "geometric");
  const u = uniformOf(words, sampleShape("geometric", given.shape, p.shape), p.dtype);
  const positive = where(less(0, u), u, 1);
  const trials = floor(quotient(xlaLog(positive), xlaLog1p(negative(p))));
  return convertTo(add(trials, constantLike(trials, 1)), dtype);
}
