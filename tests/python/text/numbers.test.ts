/** Arithmetic, rounding, reading and writing of numbers against CPython. */
import { bitLength } from "../../../compiler/python/text/exact.js";
import * as numbers from "../../../compiler/python/text/numbers.js";
import * as numberText from "../../../compiler/python/text/numberText.js";
import { compareRecorded } from "./recorded.js";

compareRecorded("numbers", {
  ...(numbers as unknown as Record<string, () => unknown>),
  ...(numberText as unknown as Record<string, () => unknown>),
  intFromText: (text: string, base: bigint) => numberText.intFromText(text, Number(base)),
  bitLength: (n: bigint) => BigInt(bitLength(n)),
  // JavaScript compares ints with floats exactly, as Python does.
  less: (a: number, b: bigint) => a < b,
  equal: (a: unknown, b: unknown) => a == b,
});
