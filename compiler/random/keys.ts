/** Keys: made of seeds, split into others, and what stands in them. */

import { shiftRightLogical } from "../primitives/logical.js";
import { ArrayType, showShape } from "../ir/arrayType.js";
import { defaultFloat, defaultInt, isInteger, isWide, x64IsEnabled } from "../ir/dtype.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { currentNotation } from "../ir/notation.js";
import { type Arguments, expectArguments, expectOptions } from "../ir/options.js";
import { type Shape, toShape } from "../numpy/creation.js";
import { stack } from "../numpy/joining.js";
import { constantLike, convertTo, toValue } from "../numpy/promotion.js";
import { isTraced } from "../trace/static.js";
import { type ArrayLike, Value } from "../trace/value.js";
import { foldWords, splitWords, word } from "./generator.js";
import { KeyArray } from "./keyArray.js";

/** What functions take for a key: one that `key` made, or the uint32[2] that `PRNGKey` makes. */
export type Key = KeyArray | Value | Uint32Array;

const invalid = "JAX encountered invalid PRNG key data: expected";

/** Throws a TypeError unless these are words of keys. */
function checkWords(words: unknown): Value {
  if (!(words instanceof Value || words instanceof Uint32Array))
    throw new TypeError(
      `${invalid} key_data to have ndim, shape, and dtype attributes. Got ${currentNotation().str(words)}`,
    );
  const value = toValue(words);
  if (value.ndim < 1) throw new TypeError(`${invalid} key_data.ndim >= 1; got ndim=${value.ndim}`);
  if (value.shape.at(-1) !== 2)
    throw new TypeError(
      `${invalid} key_data.shape to end with (2,); got shape=${showShape(value.shape)} for impl=threefry2x32`,
    );
  if (value.dtype !== "uint32" && value.dtype !== "float0")
    throw new TypeError(`${invalid} key_data.dtype = uint32; got dtype=${value.dtype}`);
  return value;
}

/** The words of any number of keys. */
function wordsOf(keys: Key): Value {
  if (keys instanceof KeyArray) return keys.words;
  return keys instanceof Value || keys instanceof Uint32Array ? checkWords(keys) : wordsOfOther(keys);
}

function wordsOfOther(keys: unknown): never {
  if (keys !== undefined && keys !== null && typeof keys !== "object") checkWords(keys);
  throw new TypeError(`unexpected PRNG key type ${currentNotation().type(keys)}`, {
    hint: "A key is made by random.key(seed), or split from another by random.split.",
  });
}

/** The words of one key; throws for several. `name` is the function's in JAX. */
export function wordsOfKey(name: string, key: Key): Value {
  const words = wordsOf(key);
  if (words.ndim === 1) return words;
  const { shape } = key instanceof KeyArray ? key : words;
  throw new ValueError(
    `${name} accepts a single key, but was given a key array of shape ${showShape(shape)} != (). Use jax.vmap for batching.`,
  );
}

/** Keys of these words, in the form of the key that they come from. */
function like<K extends Key>(key: K, words: Value): K extends KeyArray ? KeyArray : Value {
  return (key instanceof KeyArray ? new KeyArray(words) : words) as never;
}

/** The words of a seed: without 64 bits, of a larger number the lower ones, as JAX takes them. */
function seedWords(name: string, seed: ArrayLike): Value {
  if ((seed as unknown) instanceof KeyArray)
    throw new TypeError(`${name} accepts a scalar seed, but was given a PRNG key.`);
  if (typeof seed === "number" || typeof seed === "bigint" || typeof seed === "boolean")
    return stack(seedOf(seed).map(word));
  const value = toValue(seed, name);
  if (value.ndim > 0)
    throw new TypeError(
      `${name} accepts a scalar seed, but was given an array of shape ${showShape(value.shape)} != (). Use jax.vmap for batching`,
    );
  // A number that is traced may be an integer.
  const whole = isTraced(value) && value.weakType ? convertTo(value, defaultInt()) : value;
  if (!isInteger(whole.dtype)) throw notAnInteger(whole.type);
  return stack([highWord(whole), convertTo(whole, "uint32")]);
}

function seedOf(seed: number | bigint | boolean): [high: number, low: number] {
  if (typeof seed !== "bigint" && !Number.isInteger(Number(seed)))
    throw notAnInteger(new ArrayType(defaultFloat(), [], true));
  const bits = BigInt(seed);
  return [x64IsEnabled() ? Number(BigInt.asUintN(32, bits >> 32n)) : 0, Number(BigInt.asUintN(32, bits))];
}

function notAnInteger(got: ArrayType): TypeError {
  const weak = got.weakType ? "~" : "";
  return new TypeError(`PRNG key seed must be an integer; got JitTracer(${weak}${got.toLongString()})`);
}

function highWord(seed: Value): Value {
  return isWide(seed.dtype) ? convertTo(shiftRightLogical(seed, constantLike(seed, 32)), "uint32") : word(0);
}

interface KeyOptions {
  /** Which generator: "threefry2x32" is the only one here. */
  impl?: string | null;
}

function checkImpl(impl: string | null | undefined): void {
  if (impl === undefined || impl === null || impl === "threefry2x32" || impl === "fry") return;
  throw new ValueError(`unrecognized PRNG implementation "${impl}". Did you mean one of: "threefry2x32"?`);
}

/**
 * A key, from which random numbers are made: the same key always gives the same numbers.
 *
 *     random.normal(random.key(0), [3]) // [ 1.6226422   2.0252647  -0.43359444]
 *
 * Throws a TypeError for a seed that is no integer or no scalar. Source: `jax.random.key`.
 */
export function key(seed: ArrayLike, options: KeyOptions & { dtype?: string | null } = {}): KeyArray {
  const { impl, dtype } = expectOptions("key(seed)", options, ["impl", "dtype"]);
  checkImpl(impl ?? dtype);
  return new KeyArray(seedWords("key", seed));
}

/**
 * A key as an array of two words, without a type of its own.
 *
 *     random.PRNGKey(42) // [ 0 42]
 *
 * Throws a TypeError for a seed that is no integer or no scalar. Source: `jax.random.PRNGKey`.
 */
export function PRNGKey(seed: ArrayLike, options: KeyOptions = {}): Value {
  checkImpl(expectOptions("PRNGKey(seed)", options, ["impl"]).impl);
  return seedWords("PRNGKey", seed);
}

interface SplitOptions {
  /** How many new keys, or their shape. Default 2. */
  num?: Shape;
}

/**
 * New keys from one, which is not to be used again.
 *
 *     random.keyData(random.split(random.key(0))) // [[1797259609 2579123966], [ 928981903 3453687069]]
 *
 * Throws a ValueError for several keys. Source: `jax.random.split`.
 */
export function split<K extends Key>(
  key: K,
  ...rest: Arguments<SplitOptions, ["num"]>
): K extends KeyArray ? KeyArray : Value {
  const { num = 2 } = expectArguments<SplitOptions>("split(key)", rest, ["num?"]);
  return like(key, splitWords(wordsOfKey("split", key), toShape(num)));
}

interface FoldInOptions {
  /** An integer. */
  data: ArrayLike;
}

/**
 * A new key from one and a number: one of many, for an iteration or a layer.
 *
 *     random.keyData(random.foldIn(random.key(0), 1)) // [ 928981903 3453687069]
 *
 * Throws a ValueError for several keys and for numbers outside of uint32, and a TypeError unless the number is a scalar.
 * Source: `jax.random.fold_in`.
 */
export function foldIn<K extends Key>(
  key: K,
  ...rest: Arguments<FoldInOptions, ["data"]>
): K extends KeyArray ? KeyArray : Value {
  const { data } = expectArguments<FoldInOptions>("foldIn(key)", rest, ["data"]);
  return like(key, foldWords(wordsOfKey("fold_in", key), foldedNumber(data)));
}

function foldedNumber(data: ArrayLike): Value {
  if (typeof data === "number" || typeof data === "bigint") {
    const whole = Math.trunc(Number(data));
    if (!(whole >= 0 && whole < 2 ** 32))
      throw new ValueError(`Python integer ${whole} out of bounds for uint32`);
    return word(whole);
  }
  const value = toValue(data, "fold_in");
  if (value.ndim > 0)
    throw new TypeError(
      `fold_in accepts a scalar, but was given an array ofshape ${showShape(value.shape)} != (). Use jax.vmap for batching.`,
    );
  return convertTo(value, "uint32");
}

/**
 * The words of keys: uint32, two in the last axis.
 *
 *     random.keyData(random.key(42)) // [ 0 42]
 *
 * Throws a TypeError for what is no key. Source: `jax.random.key_data`.
 */
export function keyData(keys: Key): Value {
  return wordsOf(keys);
}

/**
 * The keys that have these words: uint32, two in the last axis.
 *
 *     random.wrapKeyData(random.PRNGKey(42)).shape // []
 *
 * Throws a TypeError for other arrays. Source: `jax.random.wrap_key_data`.
 */
export function wrapKeyData(
  words: Value | Uint32Array,
  options: KeyOptions & { dtype?: string | null } = {},
): KeyArray {
  // prettier-ignore
  const { impl, dtype } = expectOptions("wrapKeyData(words)", options, ["impl", "dtype"]);
  checkImpl(impl ?? dtype);
  return new KeyArray(checkWords(words));
}

/**
 * The name of the generator that keys are for.
 *
 *     random.keyImpl(random.key(0)) // threefry2x32
 *
 * Throws a TypeError for what is no key. Source: `jax.random.key_impl`.
 */
export function keyImpl(keys: Key): string {
  wordsOf(keys);
  return "threefry2x32";
}

/**
 * The same key, to be used once more on purpose.
 *
 *     random.keyData(random.clone(random.key(7))) // [0 7]
 *
 * Throws a TypeError for what is no key. Source: `jax.random.clone`.
 */
export function clone<K extends Key>(key: K): K extends KeyArray ? KeyArray : Value {
  return like(key, wordsOf(key));
}
