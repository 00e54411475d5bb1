/** Samples of what is given: permutations, choices, categories. */

import { showShape, sizeOf } from "../ir/arrayType.js";
import { defaultInt, isInteger } from "../ir/dtype.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { type Arguments, expectArguments } from "../ir/options.js";
import { add, multiply, subtract } from "../numpy/arithmetic.js";
import { get, slice } from "../numpy/at.js";
import { type Shape, toShape, zeros } from "../numpy/creation.js";
import { cumsum } from "../numpy/cumulative.js";
import { take } from "../numpy/indexing.js";
import { canonicalAxis, promoteDtypesInexact, toValue } from "../numpy/promotion.js";
import { argmax } from "../numpy/reductions.js";
import { expandDims, moveaxis, reshape } from "../numpy/shape.js";
import { searchsorted } from "../numpy/sorting.js";
import { iota } from "../primitives/creation.js";
import { xlaLog } from "../primitives/samples.js";
import { sort, topK } from "../primitives/sort.js";
import { staticNumber } from "../trace/static.js";
import { type ArrayLike, Value } from "../trace/value.js";
import { randomBits, splitInto } from "./generator.js";
import { gumbelOf } from "./gumbel.js";
import { type Key, wordsOfKey } from "./keys.js";
import { inDtype, sampleShape } from "./sampler.js";
import { randintOf, uniformOf } from "./uniform.js";

/** A count that stands for the numbers before it, or an array. */
function countOrArray(name: string, x: ArrayLike, onlyIntegers: string): number | Value {
  const value = typeof x === "number" ? x : toValue(x, name);
  if (value instanceof Value && value.ndim > 0) return value;
  const isWhole = typeof value === "number" ? Number.isInteger(value) : isInteger(value.dtype);
  if (!isWhole) throw new TypeError(onlyIntegers);
  return staticNumber(value, `the argument of random.${name}`);
}

/** Sorts by random bits, as often as chances of equal ones ask for. */
function shuffled(words: Value, x: Value, axis: number): Value {
  const rounds = Math.ceil((3 * Math.log(Math.max(1, x.size))) / Math.log(2 ** 32 - 1));
  let [rest, result] = [words, x];
  for (let round = 0; round < rounds; round++) {
    const [next, now] = splitInto(rest, 2);
    result = sort([randomBits(now, x.shape), result], { dimension: axis, isStable: true })[1];
    rest = next;
  }
  return result;
}

function permuted(words: Value, x: number | Value, axis: number, independent = false): Value {
  if (typeof x === "number") return shuffled(words, iota(defaultInt(), [Math.max(x, 0)]), 0);
  if (independent || x.ndim === 1) return shuffled(words, x, axis);
  return take(x, shuffled(words, iota("int32", [x.shape[axis]]), 0), { axis });
}

interface PermutationOptions {
  /** The array, or a number for the numbers before it. */
  x: ArrayLike;
  /** Default 0. */
  axis?: number;
  /** Whether the rows along the axis are permuted each in its own way. */
  independent?: boolean;
}

/**
 * An array in random order along an axis; of a number, the numbers before it.
 *
 *     random.permutation(random.key(0), 6) // [0 1 5 4 3 2]
 *
 * Throws a TypeError for a number that is no integer, and a ValueError for another axis and for several keys.
 * Source: `jax.random.permutation`.
 */
export function permutation(
  key: Key,
  ...rest: Arguments<PermutationOptions, ["x", "axis", "independent"]>
): Value {
  const order = ["x", "axis?", "independent?"] as const;
  const { x, axis = 0, independent } = expectArguments<PermutationOptions>("permutation(key)", rest, order);
  const words = wordsOfKey("permutation", key);
  const items = countOrArray("permutation", x, "x must be an integer or at least 1-dimensional");
  const ndim = typeof items === "number" ? 1 : items.ndim;
  return permuted(words, items, canonicalAxis(axis, ndim), independent);
}

interface ChoiceOptions {
  /** The array, or a number for the numbers before it. */
  a: ArrayLike;
  /** Default `[]`. */
  shape?: readonly number[];
  /** Whether an item may be drawn several times. Default true. */
  replace?: boolean;
  /** How likely each item is. Default all the same. */
  p?: ArrayLike | null;
  /** Default 0. */
  axis?: number;
  /** Of the samples of `gumbel` that choose without replacement by `p`. */
  mode?: string | null;
}

/**
 * Items drawn from an array, along an axis; of a number, from the numbers before it.
 *
 *     random.choice(random.key(0), [10, 20, 30], [4]) // [20. 10. 30. 20.]
 *
 * Throws a ValueError for more items than there are (without replacement), for probabilities that don't fit, and for
 * several keys. Source: `jax.random.choice`.
 */
export function choice(
  key: Key,
  ...rest: Arguments<ChoiceOptions, ["a", "shape", "replace", "p", "axis", "mode"]>
): Value {
  const order = ["a", "shape?", "replace?", "p?", "axis?", "mode?"] as const;
  const given = expectArguments<ChoiceOptions>("choice(key)", rest, order);
  const { shape = [], replace = true } = given;
  const words = wordsOfKey("choice", key);
  if (!Array.isArray(given.shape ?? []))
    throw new TypeError(`shape argument of jax.random.choice must be a sequence, got ${String(shape)}`);
  const items = countOrArray("choice", given.a, "a must be an integer or at least 1-dimensional");
  const axis = typeof items === "number" ? 0 : canonicalAxis(given.axis ?? 0, items.ndim);
  const [inputs, draws] = [typeof items === "number" ? items : items.shape[axis], sizeOf(shape)];
  if (draws === 0) return zeros(shape, { dtype: typeof items === "number" ? defaultInt() : items.dtype });
  if (inputs <= 0) throw new ValueError("a must be greater than 0 unless no samples are taken");
  if (!replace && draws > inputs)
    throw new ValueError(
      `Cannot take a larger sample (size ${draws}) than population (size ${inputs}) when 'replace=False'`,
    );
  const chosen = (places: Value): Value =>
    typeof items === "number" ? places : take(items, places, { axis });
  let result: Value;
  if (given.p !== undefined && given.p !== null)
    result = chosen(placesBy(words, given.p, inputs, shape, replace, given.mode));
  else if (replace)
    result = chosen(
      randintOf(words, shape, inDtype(0, defaultInt()), inDtype(inputs, defaultInt()), defaultInt()),
    );
  else
    result = get(permuted(words, items, axis), ...Array.from({ length: axis }, () => slice()), slice(draws));
  const whole = typeof items === "number" ? [] : items.shape;
  return reshape(result, [...whole.slice(0, axis), ...shape, ...whole.slice(axis + 1)]);
}

/** Places with these probabilities. */
function placesBy(
  words: Value,
  probabilities: ArrayLike,
  inputs: number,
  shape: readonly number[],
  replace: boolean,
  mode: string | null | undefined,
): Value {
  const [p] = promoteDtypesInexact([probabilities], "choice");
  if (p.ndim !== 1 || p.shape[0] !== inputs)
    throw new ValueError(
      `p must be None or a 1D vector with the same size as a.shape[axis]. p has shape ${showShape(p.shape)} and a.shape[axis] is ${inputs}.`,
    );
  if (!replace) return topK(add(gumbelOf(words, [inputs], p.dtype, mode), xlaLog(p)), sizeOf(shape))[1];
  const sums = cumsum(p);
  const places = multiply(get(sums, -1), subtract(1, uniformOf(words, shape, p.dtype)));
  return searchsorted(sums, places);
}

interface CategoricalOptions {
  /** Logarithms of probabilities, up to a constant. */
  logits: ArrayLike;
  /** The axis of the categories. Default the last. */
  axis?: number;
  /** Default that of the logits without the axis; it may be longer in front. */
  shape?: Shape | null;
  /** Whether a category may be drawn several times. Default true. */
  replace?: boolean;
  /** Of the samples of `gumbel` that choose. */
  mode?: string | null;
}

/**
 * Categories, as int32, with the probabilities whose logarithms are given.
 *
 *     random.categorical(random.key(0), [0, 1, 2], { shape: [5] }) // [1 1 2 1 2]
 *
 * Throws a ValueError for a shape that doesn't fit, for more categories than there are (without replacement), and for
 * several keys. Source: `jax.random.categorical`.
 */
export function categorical(
  key: Key,
  ...rest: Arguments<CategoricalOptions, ["logits", "axis", "shape", "replace", "mode"]>
): Value {
  const order = ["logits", "axis?", "shape?", "replace?", "mode?"] as const;
  const given = expectArguments<CategoricalOptions>("categorical(key)", rest, order);
  const words = wordsOfKey("categorical", key);
  const logits = toValue(given.logits, "categorical");
  const axis = canonicalAxis(given.axis ?? -1, logits.ndim);
  const batch = logits.shape.filter((_, i) => i !== axis);
  const shape = sampleShape("categorical", given.shape, batch);
  const prefix = shape.slice(0, shape.length - batch.length);
  if (given.replace === false) return distinctCategories(words, logits, axis, prefix, shape, given.mode);
  const inner = shape.slice(prefix.length);
  inner.splice(axis, 0, logits.shape[axis]);
  const noise = gumbelOf(words, [...prefix, ...inner], logits.dtype, given.mode);
  const spread = expandDims(logits, prefix.map((_, i) => i)); // prettier-ignore
  return argmax(add(noise, spread), { axis: axis + prefix.length });
}

function distinctCategories(
  words: Value,
  logits: Value,
  axis: number,
  prefix: readonly number[],
  shape: readonly number[],
  mode: string | null | undefined,
): Value {
  const count = sizeOf(prefix);
  if (count > logits.shape[axis])
    throw new ValueError(
      `Number of samples without replacement (${count}) cannot exceed number of categories (${logits.shape[axis]}).`,
    );
  const scores = moveaxis(add(logits, gumbelOf(words, logits.shape, logits.dtype, mode)), axis, -1);
  return reshape(moveaxis(topK(scores, count)[1], -1, 0), toShape(shape));
}
