/** Samples that count: how often something happens. */

import { type DType, isInteger, toDType } from "../ir/dtype.js";
import { ValueError } from "../ir/errors.js";
import { type Arguments, expectArguments } from "../ir/options.js";
import { scan, whileLoop } from "../lax/loops.js";
import { abs, add, clip, divide, multiply, negative, subtract } from "../numpy/arithmetic.js";
import { zeros } from "../numpy/creation.js";
import { cumsum } from "../numpy/cumulative.js";
import { take } from "../numpy/indexing.js";
import { equal, greater, greaterEqual, isinf, isnan, less, lessEqual, logicalAnd, logicalNot, logicalOr } from "../numpy/logic.js"; // prettier-ignore
import { sqrt } from "../numpy/powers.js";
import { convertTo, expandTo, promoteDtypesInexact, toValue } from "../numpy/promotion.js";
import { any } from "../numpy/reductions.js";
import { ceil, floor } from "../numpy/rounding.js";
import { flip, moveaxis } from "../numpy/shape.js";
import { where } from "../numpy/where.js";
import { xlaLog, xlaLog1p } from "../primitives/samples.js";
import { lgamma } from "../primitives/special.js";
import { hostArray } from "../trace/hostArray.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { splitInto, splitWords } from "./generator.js";
import { type Key, wordsOfKey } from "./keys.js";
import { floatDtype, type SampleOptions, sampleShape } from "./sampler.js";
import { uniformOf } from "./uniform.js";

const sumOf = (...terms: ArrayLike[]): Value => terms.reduce((x, y) => add(x, y)) as Value;
const productOf = (...factors: ArrayLike[]): Value => factors.reduce((x, y) => multiply(x, y)) as Value;

type Counting = readonly [count: Value, words: Value, log: Value, rate: Value];

const isCounting = (state: unknown): Value => {
  const [, , log, rate] = state as Counting;
  return any(greater(log, negative(rate)));
};

function countOne(state: unknown): Counting {
  const [count, words, log, rate] = state as Counting;
  const [rest, now] = splitInto(words, 2);
  const more = where(greater(log, negative(rate)), add(count, 1), count);
  return [more, rest, add(log, xlaLog(uniformOf(now, log.shape, "float32"))), rate];
}

/** Knuth's method: how many uniform samples are multiplied until the product is below e^-rate. */
function poissonByProducts(words: Value, rate: Value): Value {
  const none = multiply(rate, 0);
  const first: Counting = [none, words, none, rate];
  return subtract(whileLoop(isCounting, countOne, first)[0], 1);
}

type Trial = readonly [count: Value, isDone: Value, words: Value, ...parameters: Value[]];

const isTrying = (state: unknown): Value => any(logicalNot((state as Trial)[1]));

function tryRate(state: unknown): Trial {
  const [count, isDone, words, rate] = state as Trial;
  const [rest, first, second] = splitInto(words, 3);
  const { shape, dtype } = rate;
  const b = add(0.931, multiply(2.53, sqrt(rate)));
  const a = add(-0.059, multiply(0.02483, b));
  const inverse = add(1.1239, divide(1.1328, subtract(b, 3.4)));
  const sure = subtract(0.9277, divide(3.6224, subtract(b, 2)));
  const u = subtract(uniformOf(first, shape, dtype), 0.5);
  const v = uniformOf(second, shape, dtype);
  const edge = subtract(0.5, abs(u));
  const k = floor(sumOf(multiply(add(divide(multiply(2, a), edge), b), u), rate, 0.43));
  const s = xlaLog(divide(multiply(v, inverse), add(divide(a, multiply(edge, edge)), b)));
  const density = subtract(add(negative(rate), multiply(k, xlaLog(rate))), lgamma(add(k, 1)));
  const isSure = logicalAnd(greaterEqual(edge, 0.07), lessEqual(v, sure));
  const isOutside = logicalOr(less(k, 0), logicalAnd(less(edge, 0.013), greater(v, edge)));
  const isTaken = logicalOr(isSure, logicalAnd(logicalNot(isOutside), lessEqual(s, density)));
  return [where(isTaken, k, count), logicalOr(isDone, isTaken), rest, rate];
}

/** Hörmann's method: a transformed uniform sample, which is taken if another one lies below the density there. */
function poissonByRejection(words: Value, rate: Value): Value {
  const none = multiply(rate, 0);
  const first: Trial = [subtract(none, 1), greater(none, 0), words, rate];
  return whileLoop(isTrying, tryRate, first)[0];
}

interface PoissonOptions extends SampleOptions {
  /** The mean, 0 or more. */
  lam: ArrayLike;
}

/**
 * Samples of Poisson's distribution. Default dtype int32.
 *
 *     random.poisson(random.key(0), 3, [4]) // [0 0 4 4]
 *
 * Throws a ValueError for means that don't fit and for several keys. Source: `jax.random.poisson`.
 */
export function poisson(key: Key, ...rest: Arguments<PoissonOptions, ["lam", "shape", "dtype"]>): Value {
  const given = expectArguments<PoissonOptions>("poisson(key)", rest, ["lam", "shape?", "dtype?"]);
  const words = wordsOfKey("poisson", key);
  const dtype = toDType(given.dtype ?? "int32");
  if (!isInteger(dtype))
    throw new ValueError(`dtype argument to \`poisson\` must be an int dtype, got ${dtype}`);
  const lam = convertTo(toValue(given.lam, "poisson"), "float32");
  const rate = expandTo(lam, sampleShape("poisson", given.shape, lam.shape));
  const isSmall = logicalOr(isnan(rate), less(rate, 10));
  const samples = where(
    isSmall,
    poissonByProducts(words, where(isSmall, rate, 0)),
    poissonByRejection(words, where(isSmall, 1e5, rate)),
  );
  return convertTo(where(equal(rate, 0), 0, samples), dtype);
}

type Successes = readonly [trials: Value, sum: Value, words: Value, count: Value, log: Value];

const isBelow = (state: unknown): Value => {
  const [, sum, , count] = state as Successes;
  return any(lessEqual(sum, count));
};

function nextSuccess(state: unknown): Successes {
  const [trials, sum, words, count, log] = state as Successes;
  const [now, rest] = splitInto(words, 2);
  const waited = ceil(divide(xlaLog(uniformOf(now, sum.shape, sum.dtype)), log));
  return [where(lessEqual(sum, count), add(trials, 1), trials), add(sum, waited), rest, count, log];
}

/** How many waits for a success fit into the trials. */
function binomialByWaiting(words: Value, count: Value, p: Value): Value {
  const none = multiply(p, 0);
  const first: Successes = [none, none, words, count, xlaLog1p(negative(p))];
  return subtract(whileLoop(isBelow, nextSuccess, first)[0], 1);
}

const tails = [
  0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.02079067210376509, 0.0166446911898211,
  0.0138761288230707, 0.0118967099458917, 0.010411265261972, 0.00925546218271273, 0.00833056343336287,
];

/** What Stirling's formula lacks of log k!. */
function stirlingTail(k: Value): Value {
  const square = multiply(add(k, 1), add(k, 1));
  const inner = subtract(1 / 360, divide(1 / 1260, square));
  const series = divide(subtract(1 / 12, divide(inner, square)), add(k, 1));
  const place = convertTo(floor(clip(k, { min: 0, max: 9 })), "int32");
  return where(lessEqual(k, 9), take(hostArray(tails, { dtype: k.dtype }), place), series);
}

function tryCount(state: unknown): Trial {
  const [found, isDone, words, count, p] = state as Trial;
  const [rest, first, second] = splitInto(words, 3);
  const { shape, dtype } = p;
  const deviation = sqrt(productOf(count, p, subtract(1, p)));
  const b = add(1.15, multiply(2.53, deviation));
  const a = sumOf(-0.0873, multiply(0.0248, b), multiply(0.01, p));
  const c = add(multiply(count, p), 0.5);
  const sure = subtract(0.92, divide(4.2, b));
  const odds = divide(p, subtract(1, p));
  const alpha = multiply(add(2.83, divide(5.1, b)), deviation);
  const m = floor(multiply(add(count, 1), p));
  const u = subtract(uniformOf(first, shape, dtype), 0.5);
  const v = uniformOf(second, shape, dtype);
  const edge = subtract(0.5, abs(u));
  const k = floor(add(multiply(add(divide(multiply(2, a), edge), b), u), c));
  const isSure = logicalAnd(greaterEqual(edge, 0.07), lessEqual(v, sure));
  const isOutside = logicalOr(less(k, 0), greater(k, count));
  const level = xlaLog(divide(multiply(v, alpha), add(divide(a, multiply(edge, edge)), b)));
  const [left, leftOfM] = [add(subtract(count, k), 1), add(subtract(count, m), 1)];
  const bound = sumOf(
    multiply(add(m, 0.5), xlaLog(divide(add(m, 1), multiply(odds, leftOfM)))),
    multiply(add(count, 1), xlaLog(divide(leftOfM, left))),
    multiply(add(k, 0.5), xlaLog(divide(multiply(odds, left), add(k, 1)))),
    stirlingTail(m),
    stirlingTail(subtract(count, m)),
    negative(stirlingTail(k)),
    negative(stirlingTail(subtract(count, k))),
  );
  const isTaken = logicalOr(isSure, logicalAnd(logicalNot(isOutside), lessEqual(level, bound)));
  return [where(isTaken, k, found), logicalOr(isDone, isTaken), rest, count, p];
}

/** Hörmann's method for many trials. */
function binomialByRejection(words: Value, count: Value, p: Value): Value {
  const none = multiply(p, 0);
  const first: Trial = [subtract(none, 1), greater(none, 0), words, count, p];
  return whileLoop(isTrying, tryCount, first)[0];
}

function binomialOf(
  words: Value,
  n: ArrayLike,
  p: ArrayLike,
  given: SampleOptions["shape"],
  dtype: DType,
): Value {
  const [chance] = promoteDtypesInexact([p], "binomial");
  const trials = convertTo(toValue(n, "binomial"), chance.dtype);
  const shape = sampleShape("binomial", given, trials.shape, chance.shape);
  const [all, prob] = [expandTo(trials, shape), expandTo(chance, shape)];
  const isSmall = less(prob, 0.5);
  const rare = where(isSmall, prob, subtract(1, prob));
  const isNoCount = logicalOr(isnan(all), less(all, 0));
  const [isNoChance, isNegative] = [isnan(rare), less(rare, 0)];
  const q = where(logicalOr(isNoChance, isNegative), 0.01, rare);
  const isFew = logicalOr(isNoCount, lessEqual(multiply(all, q), 10));
  const count = floor(all);
  const found = where(
    isFew,
    binomialByWaiting(words, where(isFew, count, 0), q),
    binomialByRejection(words, where(isFew, 1e4, count), where(isFew, 0.5, q)),
  );
  const isInvalid = logicalOr(logicalOr(isNegative, isNoChance), isNoCount);
  const isEndless = isinf(count);
  const known = where(isInvalid, NaN, where(isEndless, Infinity, found));
  const isDirect = logicalOr(logicalOr(isSmall, isNoCount), logicalOr(isNoChance, isEndless));
  return convertTo(where(isDirect, known, subtract(count, known)), dtype);
}

interface BinomialOptions extends SampleOptions {
  /** How many trials. */
  n: ArrayLike;
  /** How likely one of them succeeds. */
  p: ArrayLike;
}

/**
 * Samples of the binomial distribution: how many of n trials succeed, as floats. NaN for parameters that make no sense.
 *
 *     random.binomial(random.key(0), 10, 0.5, [3]) // [6. 7. 5.]
 *
 * Throws a ValueError for a dtype that is no float, for parameters that don't fit, and for several keys.
 * Source: `jax.random.binomial`.
 */
export function binomial(key: Key, ...rest: Arguments<BinomialOptions, ["n", "p", "shape", "dtype"]>): Value {
  const given = expectArguments<BinomialOptions>("binomial(key)", rest, ["n", "p", "shape?", "dtype?"]);
  const words = wordsOfKey("binomial", key);
  return binomialOf(words, given.n, given.p, given.shape, floatDtype("binomial", given.dtype));
}

/**
 * Samples of the multinomial distribution: how often each of the outcomes along the last axis of p occurs in n trials, as
 * floats.
 *
 *     random.multinomial(random.key(0), 10, [0.5, 0.5]) // [7. 3.]
 *
 * Throws a ValueError for parameters that don't fit, and for several keys. Source: `jax.random.multinomial`.
 */
export function multinomial(
  key: Key,
  ...rest: Arguments<BinomialOptions & { unroll?: number }, ["n", "p"]>
): Value {
  const others = ["shape", "dtype", "unroll"] as const;
  const given = expectArguments<BinomialOptions & { unroll?: number }>("multinomial(key)", rest, ["n", "p"], others); // prettier-ignore
  const words = wordsOfKey("multinomial", key);
  const [n, p] = promoteDtypesInexact([given.n, given.p], "multinomial");
  const shape = sampleShape("multinomial", given.shape ?? p.shape, p.shape);
  const chances = moveaxis(expandTo(p, shape), -1, 0);
  const left = flip(cumsum(flip(chances, { axis: 0 }), { axis: 0 }), { axis: 0 });
  const ratios = divide(chances, where(equal(left, 0), 1, left));
  const keys = splitWords(words, [shape[shape.length - 1]]);
  const turn = (remaining: Value, [ratio, key]: [Value, Value]): [Value, Value] => {
    const count = binomialOf(key, remaining, clip(ratio, { min: 0, max: 1 }), undefined, remaining.dtype);
    return [subtract(remaining, count), count];
  };
  const first = add(zeros(shape.slice(0, -1), { dtype: n.dtype }), n);
  const [, counts] = scan(turn as never, first, [ratios, keys]) as unknown as [Value, Value];
  return convertTo(moveaxis(counts, 0, -1), floatDtype("multinomial", given.dtype));
}
