/** What `numpy.random` needs of TypeScript. Its classes are in `randomSource.ts`. */

import { Tuple } from "../objects/containers.js";
import { fail } from "../text/failure.js";
import { toNumber } from "../objects/arithmetic.js";
import { index } from "../objects/operators.js";
import type { Natives } from "../objects/native.js";
import type { Value } from "../objects/value.js";
import { log } from "../text/elementary.js";
import { type Bits, Mt19937, Pcg64, seedWords } from "./bits.js";
import { toInts, toNdArray, toShape } from "./convert.js";
import { legacyNormal, lemireBelow, maskedBelow, normal } from "./distributions.js";
import { float64, int64, toElementType } from "./elementTypes.js";
import { NdArray } from "./ndarray.js";
import { makeScalar } from "./scalars.js";

/** The entropy of a seed, of which a list is one number after another. */
function entropyOf(seed: Value): bigint {
  if (seed === null)
    return crypto.getRandomValues(new BigUint64Array(2)).reduce((n, x) => (n << 64n) | x, 0n);
  const words =
    toNumber(seed) === undefined && typeof seed === "object" ? toInts(seed).map(BigInt) : [index(seed)];
  let [entropy, shift] = [0n, 0n];
  for (const w of words) {
    if (w < 0n) fail("ValueError", "expected non-negative integer");
    entropy |= w << shift;
    shift += BigInt(32 * Math.max(1, Math.ceil(w.toString(2).length / 32)));
  }
  return entropy;
}

/** So many numbers, or one without a size. */
function filled(size: Value, draw: () => number, dtype = float64): Value {
  if (size === null) return makeScalar(draw(), dtype);
  const a = NdArray.empty(toShape(size), dtype);
  for (let i = 0; i < a.data.length; i++) a.data[i] = draw();
  return a;
}

const draws: Readonly<Record<string, (bits: Bits) => number>> = {
  double: (bits) => bits.nextDouble(),
  normal,
  legacyNormal: (bits) => legacyNormal(bits as Mt19937),
  legacyExponential: (bits) => -log(1 - bits.nextDouble()),
  float: (bits) => (bits.next32() >>> 8) / 16777216,
};

export const randomFunctions: Natives = {
  "_seed_words(entropy, spawn_key, count)": (entropy: Value, key: Tuple, count: bigint) =>
    new Tuple(seedWords(entropyOf(entropy), key.items.map(BigInt as never), Number(count)).map(BigInt)),
  "_entropy(seed)": entropyOf,
  "_pcg64(words)": (words: Tuple) => new Pcg64(words.items.map(Number)),
  "_mt19937(seed, words)"(seed: Value, words: Value) {
    const bits = new Mt19937();
    if (words instanceof Tuple) bits.twister.state.set(words.items.map(Number));
    else if (typeof seed === "bigint") bits.twister.fill(Number(seed));
    else bits.twister.seed(toInts(seed));
    return bits;
  },
  "_draw(bits, kind, size)": (bits: Bits, kind: string, size: Value) =>
    filled(size, () => draws[kind](bits), kind === "float" ? toElementType("float32") : float64),
  "_integers(bits, low, high, size, dtype, legacy)"(
    bits: Bits,
    low: Value,
    high: Value,
    size: Value,
    dtype: Value,
    legacy: boolean,
  ) {
    const type = dtype === null ? int64 : toElementType(dtype);
    const [from, to] = [index(low), index(high)];
    if (from < BigInt(type.min)) fail("ValueError", `low is out of bounds for ${type.name}`);
    if (to > BigInt(type.max)) fail("ValueError", `high is out of bounds for ${type.name}`);
    if (from > to) fail("ValueError", legacy ? "low >= high" : "low >= high");
    if (type.bits < 32)
      return fail("NotImplementedError", `random integers of dtype ${type.name} are not supported`);
    const below = legacy ? maskedBelow : lemireBelow;
    return filled(size, () => type.wrap(from + below(bits, to - from)) as number, type);
  },
  /** A number below each of these, in turn: the swaps of a shuffle. */
  "_below(bits, max, legacy)": (bits: Bits, max: bigint, legacy: boolean) =>
    legacy ? maskedBelow(bits, max) : lemireBelow(bits, max),
  "_shuffled(bits, count, first, legacy)"(bits: Bits, count: bigint, first: bigint, legacy: boolean) {
    const n = Number(count);
    const order = BigInt64Array.from({ length: n }, (_, i) => BigInt(i));
    const below = legacy ? maskedBelow : lemireBelow;
    for (let i = n - 1; i >= Number(first); i--) {
      const j = Number(below(bits, BigInt(i)));
      [order[i], order[j]] = [order[j], order[i]];
    }
    return new NdArray(order, int64, [n]);
  },
  "_is_array(x)": (x: Value) => x instanceof NdArray,
  "_as_float(x)": (x: Value) => toNdArray(x, float64),
};
