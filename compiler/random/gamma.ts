/** Samples of the gamma distribution, and of those that are made of it. */

import { customJvp } from "../calls/customJvp.js";
import type { DType } from "../ir/dtype.js";
import { ValueError } from "../ir/errors.js";
import { type Arguments, expectArguments } from "../ir/options.js";
import { whileLoop } from "../lax/loops.js";
import { softmax } from "../nn/normalization.js";
import { divide, maximum } from "../numpy/arithmetic.js";
import { toShape } from "../numpy/creation.js";
import { finfo } from "../numpy/dtypes.js";
import { logicalAnd, logicalOr } from "../numpy/logic.js";
import { power, sqrt } from "../numpy/powers.js";
import { constantLike, expandTo, toValue } from "../numpy/promotion.js";
import { sum } from "../numpy/reductions.js";
import { expandDims, reshape } from "../numpy/shape.js";
import { where } from "../numpy/where.js";
import { abs, add, div, mul, neg, sub } from "../primitives/arithmetic.js";
import { eq, ge, le } from "../primitives/comparison.js";
import { randomGammaGrad } from "../primitives/incomplete.js";
import { xlaExp, xlaLog } from "../primitives/samples.js";
import { vmap } from "../transforms/vmap.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { exponentialOf } from "./continuous.js";
import { splitInto, splitWords } from "./generator.js";
import { type Key, wordsOfKey } from "./keys.js";
import { normalOf } from "./normal.js";
import { floatDtype, fused, inDtype, parameter, type SampleOptions, sampleShape } from "./sampler.js";
import { signs, uniformOf } from "./uniform.js";

/** What a candidate for a sample is made of: words of keys, the square of a normal sample, a cube, a uniform sample; d and c. */
type Candidate = readonly [words: Value, square: Value, cube: Value, uniform: Value, d: Value, c: Value];

const like = (x: Value, value: number): Value => constantLike(x, value);

/** Whether a candidate is refused: by a bound of its density, and then by the density. */
function isRefused(candidate: unknown): Value {
  const [, square, cube, uniform, d] = candidate as Candidate;
  const one = like(d, 1);
  const squeezed = sub(one, mul(like(d, 0.0331), mul(square, square)));
  const density = add(mul(square, like(d, 0.5)), mul(d, add(sub(one, cube), xlaLog(cube))));
  return logicalAnd(ge(uniform, squeezed), ge(xlaLog(uniform), density));
}

type Root = readonly [words: Value, normal: Value, root: Value, c: Value];

const isNegative = (state: unknown): Value => {
  const [, , root] = state as Root;
  return le(root, like(root, 0));
};

function nextRoot(state: unknown): Root {
  const [words, , , c] = state as Root;
  const [rest, now] = splitInto(words, 2);
  const x = normalOf(now, [], c.dtype);
  return [rest, x, fused(x, c, like(c, 1)), c];
}

function nextCandidate(candidate: unknown): Candidate {
  const [words, , , , d, c] = candidate as Candidate;
  const [rest, forRoot, forUniform] = splitInto(words, 3);
  const first: Root = [forRoot, like(c, 0), like(c, -1), c];
  const [, x, root] = whileLoop(isNegative, nextRoot, first);
  return [rest, mul(x, x), mul(mul(root, root), root), uniformOf(forUniform, [], d.dtype), d, c];
}

/**
 * One sample, or its logarithm, by Marsaglia and Tsang's method: cubes of normal samples, some of which are refused. For a < 1
 * a sample for a + 1 is multiplied by a power of a uniform one.
 */
function sampleOne(words: Value, a: Value, isLog: boolean): Value {
  const one = like(a, 1);
  const third = like(a, 1 / 3);
  const isLarge = ge(a, one);
  const d = sub(where(isLarge, a, add(a, one)), third);
  const [rest, forBoost] = splitInto(words, 2);
  const first: Candidate = [rest, like(a, 0), one, like(a, 2), d, div(third, sqrt(d))];
  const [, , cube] = whileLoop(isRefused, nextCandidate, first);
  if (isLog) {
    const log = neg(exponentialOf(forBoost, [], a.dtype));
    const boost = where(logicalOr(isLarge, eq(log, like(a, 0))), like(a, 0), mul(log, div(one, a)));
    return add(add(xlaLog(d), xlaLog(cube)), boost);
  }
  const uniform = sub(one, uniformOf(forBoost, [], a.dtype));
  return mul(mul(d, cube), where(isLarge, one, power(uniform, div(one, a))));
}

function samplesOf(words: Value, a: Value, isLog: boolean): Value {
  const flat = reshape(a, [-1]);
  if (a.size === 0) return a;
  const keys = splitWords(words, [a.size]);
  const all = vmap((key: Value, alpha: Value) => sampleOne(key, alpha, isLog))(keys, flat);
  return reshape(all, a.shape);
}

/** The samples move with the parameter as quantiles do. */
const gammaSamples = customJvp(function gamma(words: Value, a: Value): Value {
  return samplesOf(words, a, false);
});
gammaSamples.defjvps(null, (t: Value, samples: Value, _words: Value, a: Value) =>
  mul(t, randomGammaGrad(a, samples)),
);
const logGammaSamples = customJvp(function loggamma(words: Value, a: Value): Value {
  return samplesOf(words, a, true);
});
logGammaSamples.defjvps(null, (t: Value, logs: Value, _words: Value, a: Value) => {
  const exact = xlaExp(logs);
  const samples = where(eq(exact, like(exact, 0)), finfo(exact.dtype).tiny, exact);
  return mul(t, div(randomGammaGrad(a, samples), samples));
});

function gammaOf(words: Value, a: Value, shape: readonly number[], isLog: boolean): Value {
  return (isLog ? logGammaSamples : gammaSamples)(words, expandTo(a, shape));
}

interface GammaOptions extends SampleOptions {
  /** The parameter of the distribution, greater than 0. */
  a: ArrayLike;
}

function gammaSampler(name: "gamma" | "loggamma") {
  return (key: Key, ...rest: Arguments<GammaOptions, ["a", "shape", "dtype"]>): Value => {
    const given = expectArguments<GammaOptions>(`${name}(key)`, rest, ["a", "shape?", "dtype?"]);
    const words = wordsOfKey(name, key);
    const dtype = floatDtype("gamma", given.dtype);
    const a = inDtype(given.a, dtype);
    return gammaOf(words, a, sampleShape("gamma", given.shape, a.shape), name === "loggamma");
  };
}

/**
 * Samples of the gamma distribution with scale 1. Their derivative by `a` is that of the quantiles.
 *
 *     random.gamma(random.key(0), 2, [2]) // [1.5897877 1.7599413]
 *
 * Throws a ValueError for a dtype that is no float, for an `a` that doesn't fit, and for several keys.
 * Source: `jax.random.gamma`.
 */
export const gamma = gammaSampler("gamma");

/**
 * Logarithms of samples of the gamma distribution, also where these would be 0.
 *
 *     random.loggamma(random.key(0), 2, [2]) // [0.46360058 0.5652805 ]
 *
 * Throws a ValueError for a dtype that is no float, for an `a` that doesn't fit, and for several keys.
 * Source: `jax.random.loggamma`.
 */
export const loggamma = gammaSampler("loggamma");

interface BetaOptions extends SampleOptions {
  a: ArrayLike;
  b: ArrayLike;
}

/**
 * Samples of the beta distribution.
 *
 *     random.beta(random.key(0), 1, 2, [2]) // [0.13298455 0.33743465]
 *
 * Throws a ValueError for a dtype that is no float, for parameters that don't fit, and for several keys.
 * Source: `jax.random.beta`.
 */
export function beta(key: Key, ...rest: Arguments<BetaOptions, ["a", "b", "shape", "dtype"]>): Value {
  const given = expectArguments<BetaOptions>("beta(key)", rest, ["a", "b", "shape?", "dtype?"]);
  const words = wordsOfKey("beta", key);
  const dtype = floatDtype("beta", given.dtype);
  const [a, b] = [given.a, given.b].map((x) => parameter("beta", x, dtype));
  const shape = sampleShape("beta", given.shape, a.shape, b.shape);
  const [forA, forB] = splitInto(words, 2);
  const [x, y] = [gammaOf(forA, a, shape, true), gammaOf(forB, b, shape, true)];
  const most = maximum(x, y);
  const [left, right] = [xlaExp(sub(x, most)), xlaExp(sub(y, most))];
  return div(left, add(left, right));
}

interface DirichletOptions extends SampleOptions {
  /** The parameters, along the last axis. */
  alpha: ArrayLike;
}

/**
 * Samples of Dirichlet's distribution: numbers along the last axis whose sum is 1.
 *
 *     random.dirichlet(random.key(0), [1, 2]) // [0.26004 0.73996]
 *
 * Throws a ValueError for a dtype that is no float, for parameters that are no vectors or don't fit, and for several keys.
 * Source: `jax.random.dirichlet`.
 */
export function dirichlet(
  key: Key,
  ...rest: Arguments<DirichletOptions, ["alpha", "shape", "dtype"]>
): Value {
  const given = expectArguments<DirichletOptions>("dirichlet(key)", rest, ["alpha", "shape?", "dtype?"]);
  const words = wordsOfKey("dirichlet", key);
  const alpha = inDtype(toValue(given.alpha, "dirichlet"), floatDtype("dirichlet", given.dtype));
  if (alpha.ndim < 1)
    throw new ValueError(`dirichlet requires alpha.ndim >= 1, got alpha.ndim == ${alpha.ndim}`);
  const shape = sampleShape("dirichlet", given.shape, alpha.shape.slice(0, -1));
  return softmax(gammaOf(words, alpha, [...shape, alpha.shape[alpha.ndim - 1]], true), { axis: -1 });
}

interface FreedomOptions extends SampleOptions {
  /** Degrees of freedom. */
  df: ArrayLike;
}

/** Halves of parameters, which those of gamma distributions are. */
const half = (x: Value): Value => div(x, like(x, 2));

/**
 * Samples of Student's t distribution.
 *
 *     random.t(random.key(0), 3, [2]) // [ 0.69022465 -3.2393365 ]
 *
 * Throws a ValueError for a dtype that is no float, for degrees that don't fit, and for several keys.
 * Source: `jax.random.t`.
 */
export function t(key: Key, ...rest: Arguments<FreedomOptions, ["df", "shape", "dtype"]>): Value {
  const given = expectArguments<FreedomOptions>("t(key)", rest, ["df", "shape?", "dtype?"]);
  const words = wordsOfKey("t", key);
  const dtype = floatDtype("t", given.dtype);
  const df = parameter("t", given.df, dtype);
  const shape = sampleShape("t", given.shape, df.shape);
  const [forNormal, forGamma] = splitInto(words, 2);
  const samples = gammaOf(forGamma, half(df), shape, false);
  return mul(normalOf(forNormal, shape, dtype), sqrt(divide(half(df), samples)));
}

function chisquareOf(words: Value, df: Value, shape: readonly number[]): Value {
  const logs = gammaOf(words, half(df), shape, true);
  return mul(xlaExp(logs), like(logs, 2));
}

/**
 * Samples of the chi-squared distribution.
 *
 *     random.chisquare(random.key(0), 3, [2]) // [2.205084  2.4899669]
 *
 * Throws a ValueError for a dtype that is no float, for degrees that don't fit, and for several keys.
 * Source: `jax.random.chisquare`.
 */
export function chisquare(key: Key, ...rest: Arguments<FreedomOptions, ["df", "shape", "dtype"]>): Value {
  const given = expectArguments<FreedomOptions>("chisquare(key)", rest, ["df", "shape?", "dtype?"]);
  const words = wordsOfKey("chisquare", key);
  const df = parameter("chisquare", given.df, floatDtype("chisquare", given.dtype));
  return chisquareOf(words, df, sampleShape("chisquare", given.shape, df.shape));
}

interface FOptions extends SampleOptions {
  /** Degrees of freedom of the numerator. */
  dfnum: ArrayLike;
  /** Degrees of freedom of the denominator. */
  dfden: ArrayLike;
}

/**
 * Samples of Fisher's F distribution.
 *
 *     random.f(random.key(0), 2, 3, [2]) // [3.2702725  0.06339812]
 *
 * Throws a ValueError for a dtype that is no float, for degrees that don't fit, and for several keys.
 * Source: `jax.random.f`.
 */
export function f(key: Key, ...rest: Arguments<FOptions, ["dfnum", "dfden", "shape", "dtype"]>): Value {
  const order = ["dfnum", "dfden", "shape?", "dtype?"] as const;
  const given = expectArguments<FOptions>("f(key)", rest, order);
  const words = wordsOfKey("f", key);
  const dtype = floatDtype("f", given.dtype);
  const [over, under] = [given.dfnum, given.dfden].map((x) => parameter("f", x, dtype));
  const shape = sampleShape("f", given.shape, over.shape, under.shape);
  const [forUnder, forOver] = splitInto(words, 2);
  const mean = (key: Value, df: Value): Value => divide(chisquareOf(key, df, shape), df);
  return div(mean(forOver, over), mean(forUnder, under));
}

interface GeneralizedNormalOptions extends SampleOptions {
  /** The exponent: 2 gives normal samples, 1 Laplace's. */
  p: number;
}

function generalizedNormalOf(words: Value, p: number, shape: readonly number[], dtype: DType): Value {
  const [forGamma, forSigns] = splitInto(words, 2);
  const a = inDtype(1 / p, dtype);
  return mul(signs(forSigns, shape, dtype), power(gammaOf(forGamma, a, shape, false), 1 / p));
}

/**
 * Samples with the density e^-|x|^p, but for a factor.
 *
 *     random.generalizedNormal(random.key(0), 2, [2]) // [0.9542763  0.09015025]
 *
 * Throws a ValueError for a dtype that is no float, and for several keys. Source: `jax.random.generalized_normal`.
 */
export function generalizedNormal(
  key: Key,
  ...rest: Arguments<GeneralizedNormalOptions, ["p", "shape", "dtype"]>
): Value {
  const order = ["p", "shape?", "dtype?"] as const;
  const given = expectArguments<GeneralizedNormalOptions>("generalizedNormal(key)", rest, order);
  const words = wordsOfKey("generalized_normal", key);
  return generalizedNormalOf(words, Number(given.p), toShape(given.shape ?? []), floatDtype("generalized_normal", given.dtype)); // prettier-ignore
}

interface BallOptions extends SampleOptions {
  /** The number of dimensions. */
  d: number;
  /** Which norm makes it a ball. Default 2. */
  p?: number;
}

/**
 * Points of a ball with radius 1, as vectors of d numbers along the last axis.
 *
 *     random.ball(random.key(0), 2) // [0.917222   0.39276883]
 *
 * Throws a ValueError for a dtype that is no float, and for several keys. Source: `jax.random.ball`.
 */
export function ball(key: Key, ...rest: Arguments<BallOptions, ["d", "p", "shape", "dtype"]>): Value {
  const given = expectArguments<BallOptions>("ball(key)", rest, ["d", "p?", "shape?", "dtype?"]);
  const words = wordsOfKey("ball", key);
  const [d, p] = [Number(given.d), Number(given.p ?? 2)];
  const dtype = floatDtype("ball", given.dtype);
  const shape = toShape(given.shape ?? []);
  const [forPoints, forLengths] = splitInto(words, 2);
  const points = generalizedNormalOf(forPoints, p, [...shape, d], dtype);
  const length = add(sum(power(abs(points), p), { axis: -1 }), exponentialOf(forLengths, shape, dtype));
  return divide(points, expandDims(power(length, 1 / p), -1));
}
