/** Uniform samples: bits, floats, integers, and what is decided by comparing with them. */

import { showShape } from "../ir/arrayType.js";
import {
  bitsOf,
  defaultFloat,
  defaultInt,
  type DType,
  heldAs,
  isFloating,
  isInteger,
  isNarrow,
  isSigned,
  isWide,
  toDType,
} from "../ir/dtype.js";
import { NotImplementedError, TypeError, ValueError } from "../ir/errors.js";
import { type Arguments, expectArguments } from "../ir/options.js";
import { clip, subtract } from "../numpy/arithmetic.js";
import { type Shape, toShape } from "../numpy/creation.js";
import { finfo, iinfo } from "../numpy/dtypes.js";
import { unstack } from "../numpy/joining.js";
import { less } from "../numpy/logic.js";
import { where } from "../numpy/where.js";
import { constantLike, convertTo, toValue } from "../numpy/promotion.js";
import { add, max, mul, rem, sub } from "../primitives/arithmetic.js";
import { gt, le } from "../primitives/comparison.js";
import { bitcastConvertType } from "../primitives/conversion.js";
import { and, or, shiftRightLogical } from "../primitives/logical.js";
import * as views from "../primitives/views.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { randomBits, randomWord, splitInto, word } from "./generator.js";
import { type Key, wordsOfKey } from "./keys.js";
import {
  floatDtype,
  fused,
  inDtype,
  type SampleArguments,
  type SampleOptions,
  sampleShape,
} from "./sampler.js";

/**
 * 32 random bits an element, as uint32.
 *
 *     random.bits(random.key(0), [2]) // [4070199207 4202968722]
 *
 * Throws a ValueError for another dtype, and for several keys. Source: `jax.random.bits`.
 */
export function bits(key: Key, ...rest: SampleArguments): Value {
  const { shape, dtype } = expectArguments<SampleOptions>("bits(key)", rest, ["shape?", "dtype?"]);
  const words = wordsOfKey("bits", key);
  const wanted = toDType(dtype ?? "uint32");
  if (!isInteger(wanted) || isSigned(wanted))
    throw new ValueError(`dtype argument to \`bits\` must be an unsigned int dtype, got ${wanted}`);
  if (isWide(wanted))
    throw new NotImplementedError("random bits of 64 bits are not supported: take two words of 32.");
  return convertTo(randomBits(words, toShape(shape ?? [])), wanted);
}

/** Floats from 0 to before 1, all digits of which are random bits. */
function fractions(words: Value, shape: readonly number[], dtype: DType): Value {
  if (dtype === "float64") return doubleFractions(words, shape);
  const random = randomBits(words, shape);
  if (dtype === "float32") {
    const between1and2 = or(shiftRightLogical(random, word(9)), word(0x3f800000));
    const floats = bitcastConvertType(between1and2, "float32");
    return sub(floats, constantLike(floats, 1));
  }
  const [taken, digits] = dtype === "float16" ? [16, 10] : [8, 7];
  const kept = shiftRightLogical(and(random, word(2 ** taken - 1)), word(taken - digits));
  const floats = convertTo(kept, dtype);
  return mul(floats, constantLike(floats, 2 ** -digits));
}

/** The same of float64: 52 bits, of two words. */
function doubleFractions(words: Value, shape: readonly number[]): Value {
  const [high, low] = ([0, 1] as const).map((which) => randomWord(words, shape, which));
  const part = (x: Value, scale: number): Value => {
    const floats = convertTo(x, "float64");
    return mul(floats, constantLike(floats, scale));
  };
  return add(part(high, 2 ** -32), part(shiftRightLogical(low, word(12)), 2 ** -52));
}

/** An array with axes of length 1 in front, or a scalar. */
function ofRank(x: Value, ndim: number): Value {
  const missing = Math.max(ndim - x.ndim, 0);
  return x.ndim === 0
    ? x
    : views.expandDims(
        x,
        Array.from({ length: missing }, (_, i) => i),
      );
}

/** Samples from `minval` to before `maxval`; of the words of a key. */
export function uniformOf(
  words: Value,
  shape: readonly number[],
  dtype: DType,
  minval: ArrayLike = 0,
  maxval: ArrayLike = 1,
): Value {
  const floats = fractions(words, shape, dtype);
  const [low, high] = [minval, maxval].map((x) => ofRank(inDtype(x, dtype), shape.length));
  const span = sub(high, low);
  expectFit(floats.shape, span.shape);
  return views.reshape(max(low, fused(floats, span, low)), shape);
}

/** Throws, as JAX's product does, where parameters have another shape than the samples. */
function expectFit(shape: readonly number[], parameters: readonly number[]): void {
  const fits = parameters.every((d, axis) => d === 1 || shape[axis] === 1 || d === shape[axis]);
  if (!fits)
    throw new TypeError(
      `mul got incompatible shapes for broadcasting: ${showShape(shape)}, ${showShape(parameters)}.`,
    );
}

interface UniformOptions extends SampleOptions {
  /** The least value. Default 0. */
  minval?: ArrayLike;
  /** The value before which samples end. Default 1. */
  maxval?: ArrayLike;
}

/**
 * Samples of the uniform distribution from `minval` to before `maxval`, which fit into the shape.
 *
 *     random.uniform(random.key(0), [2]) // [0.947667  0.9785799]
 *
 * Throws a ValueError for a dtype that is no float, and for several keys. Source: `jax.random.uniform`.
 */
export function uniform(
  key: Key,
  ...rest: Arguments<UniformOptions, ["shape", "dtype", "minval", "maxval"]>
): Value {
  const order = ["shape?", "dtype?", "minval?", "maxval?"] as const;
  const { shape, dtype, minval, maxval } = expectArguments<UniformOptions>("uniform(key)", rest, order);
  const words = wordsOfKey("uniform", key);
  return uniformOf(words, toShape(shape ?? []), floatDtype("uniform", dtype), minval, maxval);
}

/** An integer, or an array of them; a float is cut off. */
function integers(x: ArrayLike): Value {
  if (typeof x === "number") return inDtype(x, defaultInt());
  const value = toValue(x, "randint");
  return isInteger(value.dtype) ? value : convertTo(value, defaultInt());
}

/** Integers in another dtype, the nearest where that does not have them. */
function clipped(x: Value, dtype: DType): Value {
  if (x.dtype === dtype) return x;
  const [from, to] = [iinfo(x.dtype), iinfo(dtype)];
  const limits = { min: Math.max(from.min, to.min), max: Math.min(from.max, to.max) };
  return convertTo(clip(x, { min: constantLike(x, limits.min), max: constantLike(x, limits.max) }), dtype);
}

interface RandintOptions {
  shape: Shape;
  /** The least value. */
  minval: ArrayLike;
  /** The value before which samples end. */
  maxval: ArrayLike;
  /** By name. Default int32. */
  dtype?: string | null;
}

/**
 * Integers from `minval` to before `maxval`, which fit into the shape; `minval` where there are none. Values are slightly
 * biased unless their number is a power of two, as in JAX.
 *
 *     random.randint(random.key(0), [5], 0, 10) // [9 0 2 3 1]
 *
 * Throws a TypeError for a dtype that is no integer, and a ValueError for several keys. Source: `jax.random.randint`.
 */
export function randint(
  key: Key,
  ...rest: Arguments<RandintOptions, ["shape", "minval", "maxval", "dtype"]>
): Value {
  const order = ["shape", "minval", "maxval", "dtype?"] as const;
  const { shape, minval, maxval, dtype } = expectArguments<RandintOptions>("randint(key)", rest, order);
  const words = wordsOfKey("randint", key);
  const wanted = toDType(dtype ?? "int64");
  if (!isInteger(wanted)) throw new TypeError(`randint only accepts integer dtypes, got ${wanted}`);
  return randintOf(words, toShape(shape), integers(minval), integers(maxval), wanted);
}

/** Integers of twice 32 random bits, by a remainder; of the words of a key. */
export function randintOf(
  words: Value,
  shape: readonly number[],
  minval: Value,
  maxval: Value,
  dtype: DType,
): Value {
  sampleShape("randint", shape, minval.shape, maxval.shape);
  // As JAX does: with fewer bits the bias would be larger.
  if (isNarrow(dtype)) return convertTo(randintOf(words, shape, minval, maxval, heldAs(dtype)), dtype);
  const limit = Math.min(iinfo(dtype).max, iinfo(maxval.dtype).max);
  const isBeyond = gt(maxval, constantLike(maxval, limit));
  const low = ofRank(clipped(minval, dtype), shape.length);
  const high = ofRank(clipped(maxval, dtype), shape.length);
  const isEmpty = le(high, low);
  const unsigned = `uint${bitsOf(dtype)}` as DType;
  const difference = convertTo(sub(high, low), unsigned);
  const one = constantLike(difference, 1);
  // One more where `maxval` is beyond the dtype; what wraps to 0 then takes no remainder.
  const extra = convertTo(and(ofRank(isBeyond, shape.length), gt(high, low)), unsigned);
  const span = where(isEmpty, one, add(difference, extra));
  const [higher, lower] = splitInto(words, 2).map((key) => remainders(key, shape, span));
  const half = rem(constantLike(span, 2 ** (bitsOf(dtype) / 2)), span);
  const multiplier = rem(mul(half, half), span);
  const offset = rem(add(mul(higher, multiplier), lower), span);
  return add(low, convertTo(offset, dtype));
}

/** What is left of random bits, as many as `span` has, when divided by it. */
function remainders(words: Value, shape: readonly number[], span: Value): Value {
  if (!isWide(span.dtype)) return rem(convertTo(randomBits(words, shape), span.dtype), span);
  const [high, low] = ([0, 1] as const).map((which) =>
    rem(convertTo(randomWord(words, shape, which), "uint64"), span),
  );
  const wordSize = rem(constantLike(span, 2 ** 32), span);
  return rem(add(mul(high, wordSize), low), span);
}

interface BernoulliOptions {
  /** How likely true is. Default 0.5. */
  p?: ArrayLike;
  /** Default the shape of p. */
  shape?: Shape | null;
  /** "high" takes twice as many random bits, for a small p. Default "low". */
  mode?: string;
}

/**
 * True with probability p, else false.
 *
 *     random.bernoulli(random.key(0), 0.3, [4]) // [False False False False]
 *
 * Throws a TypeError for a p that is no float, and a ValueError for another mode and for several keys.
 * Source: `jax.random.bernoulli`.
 */
export function bernoulli(key: Key, ...rest: Arguments<BernoulliOptions, ["p", "shape", "mode"]>): Value {
  const order = ["p?", "shape?", "mode?"] as const;
  const { p = 0.5, shape, mode = "low" } = expectArguments<BernoulliOptions>("bernoulli(key)", rest, order);
  if (mode !== "low" && mode !== "high") throw new ValueError(`got mode='${mode}', expected 'high' or 'low'`);
  const words = wordsOfKey("bernoulli", key);
  const chance = toValue(p, "bernoulli");
  if (!isFloating(chance.dtype))
    throw new TypeError(`bernoulli probability \`p\` must have a floating dtype, got ${chance.dtype}.`);
  const wanted = sampleShape("bernoulli", shape, chance.shape);
  if (mode === "low") return less(uniformOf(words, wanted, chance.dtype), chance);
  const [high, low] = unstack(uniformOf(words, [2, ...wanted], chance.dtype));
  return less(mul(low, constantLike(low, finfo(chance.dtype).eps)), subtract(chance, high));
}

/**
 * 1 or -1, equally likely.
 *
 *     random.rademacher(random.key(0), [4]) // [-1 -1  1  1]
 *
 * Throws a ValueError for several keys. Source: `jax.random.rademacher`.
 */
export function rademacher(key: Key, ...rest: SampleArguments): Value {
  const { shape, dtype } = expectArguments<SampleOptions>("rademacher(key)", rest, ["shape?", "dtype?"]);
  return signs(wordsOfKey("rademacher", key), toShape(shape ?? []), toDType(dtype ?? "int64"));
}

/** 1 or -1; of the words of a key. */
export function signs(words: Value, shape: readonly number[], dtype: DType): Value {
  const isPositive = less(uniformOf(words, shape, defaultFloat()), 0.5);
  const x = convertTo(isPositive, dtype);
  return convertTo(sub(mul(constantLike(x, 2), x), constantLike(x, 1)), dtype);
}
