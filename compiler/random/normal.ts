/** Samples of the normal distribution, and of those that are made of it. */

import { stopGradient } from "../calls/stopGradient.js";
import type { DType } from "../ir/dtype.js";
import { type Arguments, expectArguments } from "../ir/options.js";
import { clip, multiply } from "../numpy/arithmetic.js";
import { toShape } from "../numpy/creation.js";
import { finfo } from "../numpy/dtypes.js";
import { unstack } from "../numpy/joining.js";
import { norm } from "../numpy/linalg.js";
import { lessEqual } from "../numpy/logic.js";
import { constantLike, expandTo } from "../numpy/promotion.js";
import { broadcastShapes } from "../numpy/shape.js";
import { where } from "../numpy/where.js";
import { add, div, mul, neg, nextafter, sqrt, square } from "../primitives/arithmetic.js";
import { xlaErf, xlaErfInv, xlaExp } from "../primitives/samples.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { splitInto } from "./generator.js";
import { type Key, wordsOfKey } from "./keys.js";
import { floatDtype, fused, inDtype, parameter, type SampleArguments, type SampleOptions, sampler, sampleShape } from "./sampler.js"; // prettier-ignore
import { signs, uniformOf } from "./uniform.js";

const eitherKind = "a float or complex dtype";

/** Samples of the standard normal distribution; of the words of a key. */
export function normalOf(words: Value, shape: readonly number[], dtype: DType): Value {
  const u = uniformOf(words, shape, dtype, finfo(dtype).eps / 2 - 1, 1);
  return mul(constantLike(u, Math.SQRT2), xlaErfInv(u));
}

/**
 * Samples of the standard normal distribution.
 *
 *     random.normal(random.key(0), [3]) // [ 1.6226422   2.0252647  -0.43359444]
 *
 * Throws a ValueError for a dtype that is no float, and for several keys. Source: `jax.random.normal`.
 */
export function normal(key: Key, ...rest: SampleArguments): Value {
  const { shape, dtype } = expectArguments<SampleOptions>("normal(key)", rest, ["shape?", "dtype?"]);
  const words = wordsOfKey("normal", key);
  return normalOf(words, toShape(shape ?? []), floatDtype("normal", dtype, eitherKind));
}

interface TruncatedNormalOptions extends SampleOptions {
  lower: ArrayLike;
  upper: ArrayLike;
}

/**
 * Samples of the standard normal distribution between two bounds, that are broadcast to the shape.
 *
 *     random.truncatedNormal(random.key(0), -1, 1, [3]) // [ 0.8618594  0.9412883 -0.2910484]
 *
 * Throws a ValueError for a dtype that is no float, for bounds that don't fit, and for several keys.
 * Source: `jax.random.truncated_normal`.
 */
export function truncatedNormal(
  key: Key,
  ...rest: Arguments<TruncatedNormalOptions, ["lower", "upper", "shape", "dtype"]>
): Value {
  const order = ["lower", "upper", "shape?", "dtype?"] as const;
  const given = expectArguments<TruncatedNormalOptions>("truncatedNormal(key)", rest, order);
  const words = wordsOfKey("truncated_normal", key);
  const dtype = floatDtype("truncated_normal", given.dtype);
  const [lower, upper] = [given.lower, given.upper].map((x) => inDtype(x, dtype));
  const shape = sampleShape("truncated_normal", given.shape, lower.shape, upper.shape);
  const inverse = constantLike(lower, 1 / Math.fround(Math.SQRT2));
  const [a, b] = [lower, upper].map((x) => xlaErf(mul(x, inverse)));
  const u = uniformOf(words, shape, dtype, a, b);
  const samples = mul(constantLike(u, Math.SQRT2), xlaErfInv(u));
  // Rounding may lead out of the open interval.
  const inside = (x: Value, toward: number): Value => nextafter(stopGradient(x), constantLike(x, toward));
  return clip(samples, { min: inside(lower, Infinity), max: inside(upper, -Infinity) });
}

interface LognormalOptions extends SampleOptions {
  /** The standard deviation of the logarithm. Default 1. */
  sigma?: ArrayLike;
}

/**
 * Exponentials of normal samples with mean 0 and standard deviation `sigma`.
 *
 *     random.lognormal(random.key(0), 2, [2]) // [25.669006 57.427856]
 *
 * Throws a ValueError for a dtype that is no float, for parameters that don't fit, and for several keys.
 * Source: `jax.random.lognormal`.
 */
export function lognormal(
  key: Key,
  ...rest: Arguments<LognormalOptions, ["sigma", "shape", "dtype"]>
): Value {
  const given = expectArguments<LognormalOptions>("lognormal(key)", rest, ["sigma?", "shape?", "dtype?"]);
  const words = wordsOfKey("lognormal", key);
  const dtype = floatDtype("lognormal", given.dtype, eitherKind);
  const sigma = parameter("lognormal", given.sigma ?? 1, dtype);
  const shape = sampleShape("lognormal", given.shape, sigma.shape);
  return xlaExp(multiply(normalOf(words, shape, dtype), sigma));
}

function maxwellOf(words: Value, shape: readonly number[], dtype: DType): Value {
  const vectors = normalOf(words, [...shape, 3], dtype);
  if (dtype !== "float32") return norm(vectors, { axis: -1 });
  // XLA's order.
  const [x, y, z] = unstack(vectors, { axis: -1 });
  return sqrt(fused(z, z, fused(x, x, mul(y, y))));
}

/**
 * Lengths of vectors of three normal samples: speeds in a gas.
 *
 *     random.maxwell(random.key(0), [2]) // [2.6310966  0.99103284]
 *
 * Throws a ValueError for a dtype that is no float, and for several keys. Source: `jax.random.maxwell`.
 */
export const maxwell = sampler("maxwell", maxwellOf);

interface DoubleSidedMaxwellOptions extends SampleOptions {
  loc: ArrayLike;
  scale: ArrayLike;
}

/**
 * Samples of `maxwell` with a random sign, times `scale`, plus `loc`. The shape in which these meet is appended to the
 * shape.
 *
 *     random.doubleSidedMaxwell(random.key(0), 0, 1, [2]) // [1.5457209 1.5741276]
 *
 * Throws a ValueError for a dtype that is no float, and for several keys. Source: `jax.random.double_sided_maxwell`.
 */
export function doubleSidedMaxwell(
  key: Key,
  ...rest: Arguments<DoubleSidedMaxwellOptions, ["loc", "scale", "shape", "dtype"]>
): Value {
  const order = ["loc", "scale", "shape?", "dtype?"] as const;
  const given = expectArguments<DoubleSidedMaxwellOptions>("doubleSidedMaxwell(key)", rest, order);
  const words = wordsOfKey("double_sided_maxwell", key);
  const dtype = floatDtype("double_sided_maxwell", given.dtype);
  const [loc, scale] = [given.loc, given.scale].map((x) => inDtype(x, dtype));
  const common = broadcastShapes(loc.shape, scale.shape);
  const wanted = toShape(given.shape ?? []);
  const shape = [...(wanted.length === 0 ? common : wanted), ...common];
  const [speeds, directions] = splitInto(words, 2);
  const samples = mul(signs(directions, shape, dtype), maxwellOf(speeds, shape, dtype));
  return fused(samples, expandTo(scale, shape), expandTo(loc, shape));
}

interface WaldOptions extends SampleOptions {
  mean: ArrayLike;
}

/**
 * Samples of the Wald (inverse normal) distribution with scale 1, by Michael, Schucany and Haas.
 *
 *     random.wald(random.key(0), 2, [2]) // [0.533422   0.59811544]
 *
 * Throws a ValueError for a dtype that is no float, for a mean that doesn't fit, and for several keys.
 * Source: `jax.random.wald`.
 */
export function wald(key: Key, ...rest: Arguments<WaldOptions, ["mean", "shape", "dtype"]>): Value {
  const given = expectArguments<WaldOptions>("wald(key)", rest, ["mean", "shape?", "dtype?"]);
  const words = wordsOfKey("wald", key);
  const dtype = floatDtype("wald", given.dtype);
  const shape = sampleShape("wald", given.shape, parameter("wald", given.mean, dtype).shape);
  const mean = expandTo(parameter("wald", given.mean, dtype), shape);
  const [first, second] = splitInto(words, 2);
  const y = square(normalOf(first, shape, dtype));
  const z = uniformOf(second, shape, dtype);
  const spread = mul(square(mean), y);
  const half = mul(mean, constantLike(mean, 0.5));
  const root = sqrt(fused(mul(constantLike(mean, 4), mean), y, mul(square(mean), square(y))));
  const x = fused(neg(half), root, add(mean, mul(spread, constantLike(mean, 0.5))));
  return where(lessEqual(z, div(mean, add(mean, x))), x, div(square(mean), x));
}
