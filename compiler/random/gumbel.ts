/** Samples of Gumbel's distribution, of more or fewer random bits. */

import type { DType } from "../ir/dtype.js";
import { ValueError } from "../ir/errors.js";
import { type Arguments, expectArguments } from "../ir/options.js";
import { toShape } from "../numpy/creation.js";
import { finfo } from "../numpy/dtypes.js";
import { unstack } from "../numpy/joining.js";
import { constantLike, convertTo } from "../numpy/promotion.js";
import { add, mul, neg, sub } from "../primitives/arithmetic.js";
import { eq, ge, lt } from "../primitives/comparison.js";
import { bitcastConvertType } from "../primitives/conversion.js";
import { and, clz, not, or, shiftLeft, shiftRightLogical } from "../primitives/logical.js";
import { xlaLog, xlaLog1p } from "../primitives/samples.js";
import { select } from "../primitives/select.js";
import type { Value } from "../trace/value.js";
import { randomBits, word } from "./generator.js";
import { type Key, wordsOfKey } from "./keys.js";
import { floatDtype, type SampleOptions } from "./sampler.js";
import { uniformOf } from "./uniform.js";

const ofUniform = (u: Value): Value => neg(xlaLog(neg(xlaLog(u))));
/** The same of 1 - v. */
const ofRest = (v: Value): Value => neg(xlaLog(neg(xlaLog1p(neg(v)))));

/** Samples; of the words of a key. */
export function gumbelOf(
  words: Value,
  shape: readonly number[],
  dtype: DType,
  mode: string | null = "low",
): Value {
  const { eps, tiny } = finfo(dtype);
  if (mode === null || mode === "low") return ofUniform(uniformOf(words, shape, dtype, tiny, 1));
  if (mode === "highest" && dtype === "float32") return ofManyBits(words, shape);
  if (mode !== "high" && mode !== "highest")
    throw new ValueError(`Must provide valid mode for gumbel got: ${mode}`);
  const [high, low] = unstack(uniformOf(words, [2, ...shape], dtype));
  const finer = add(add(high, mul(constantLike(low, eps), low)), constantLike(low, tiny));
  return ofRest(select(ge(high, constantLike(high, 0.5)), high, finer));
}

/** Of 64 random bits, with all digits that a float holds at either end. */
function ofManyBits(words: Value, shape: readonly number[]): Value {
  const [high, low] = unstack(randomBits(words, [2, ...shape]));
  const isLess = lt(high, word(2 ** 31));
  const carry = convertTo(eq(not(low), word(2 ** 32 - 1)), "uint32");
  const x = fraction(
    select(isLess, high, add(not(high), carry)),
    select(isLess, low, add(not(low), word(1))),
  );
  return select(isLess, ofRest(x), ofUniform(x));
}

/** A number of 64 bits, divided by 2⁶⁴, as a float32 that is not rounded up. */
function fraction(high: Value, low: Value): Value {
  const [zeros, lowZeros] = [clz(high), clz(low)];
  const isLow = eq(zeros, word(32));
  const rest = select(isLow, shiftLeft(low, lowZeros), shiftRightLogical(low, sub(word(32), zeros)));
  const digits = shiftRightLogical(or(shiftLeft(high, zeros), rest), word(8));
  const exponent = sub(word(126), select(isLow, add(lowZeros, word(32)), zeros));
  return bitcastConvertType(
    or(and(shiftLeft(exponent, word(23)), word(0x3fc00000)), and(digits, word(0x7fffff))),
    "float32",
  );
}

interface GumbelOptions extends SampleOptions {
  /** "high" takes twice as many random bits, for the far left; "highest" keeps digits on both sides. Default "low". */
  mode?: string | null;
}

/**
 * Samples of Gumbel's distribution: -log(-log u).
 *
 *     random.gumbel(random.key(0), [2]) // [2.9233725 3.8326178]
 *
 * Throws a ValueError for a dtype that is no float, for another mode, and for several keys. Source: `jax.random.gumbel`.
 */
export function gumbel(key: Key, ...rest: Arguments<GumbelOptions, ["shape", "dtype", "mode"]>): Value {
  const order = ["shape?", "dtype?", "mode?"] as const;
  const { shape, dtype, mode } = expectArguments<GumbelOptions>("gumbel(key)", rest, order);
  const words = wordsOfKey("gumbel", key);
  return gumbelOf(words, toShape(shape ?? []), floatDtype("gumbel", dtype), mode);
}
