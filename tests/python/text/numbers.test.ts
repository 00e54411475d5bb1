/** Arithmetic, rounding, reading and writing of numbers against CPython. */
import * as assert from "uvu/assert";
import { bitLength } from "../../../compiler/python/text/exact.js";
import { hash } from "../../../compiler/python/objects/compare.js";
import { exactKey } from "../../../compiler/python/objects/keys.js";
import {
  integerRatio,
  modularPower,
  roundHalfEven,
  roundInt,
  roundToInt,
} from "../../../compiler/python/text/numberFunctions.js";
import { floatFromText, floatHex, intFromText } from "../../../compiler/python/text/numberReading.js";
import {
  add,
  divmod,
  floatFromInt,
  floorDivide,
  intFromFloat,
  modulo,
  multiply,
  shiftLeft,
  shiftRight,
  subtract,
  trueDivide,
} from "../../../compiler/python/text/numbers.js";
import { floatRepr, intRepr } from "../../../compiler/python/text/numberText.js";
import { power } from "../../../compiler/python/text/power.js";
import { suite } from "../../harness/suite.js";
import { compareRecorded } from "./recorded.js";

compareRecorded("numbers", {
  ...{
    add,
    subtract,
    multiply,
    trueDivide,
    floorDivide,
    modulo,
    divmod,
    power,
    modularPower,
    shiftLeft,
    shiftRight,
  },
  ...{ roundHalfEven, roundInt, roundToInt, intFromFloat, floatFromInt, integerRatio, hashNumber: hash },
  ...{ floatFromText, floatHex, floatRepr, intRepr },
  intFromText: (text: string, base: bigint) => intFromText(text, Number(base)),
  bitLength: (n: bigint) => BigInt(bitLength(n)),
  // JavaScript compares ints with floats exactly, as Python does.
  less: (a: number, b: bigint) => a < b,
  equal: (a: unknown, b: unknown) => a == b,
});

const test = suite("numbers");

test("equal numbers have the same key, others another", () => {
  const groups = [[1n, 1, true], [0n, 0, -0, false], [2n ** 53n, 2 ** 53], [2n ** 53n + 1n], [1e300, BigInt(1e300)], [0.5], [-1n, -1]]; // prettier-ignore
  const keys = groups.map((group) => new Set(group.map(exactKey)));
  keys.forEach((set, i) => assert.is(set.size, 1, `group ${i}`));
  assert.is(new Set(keys.flatMap((set) => [...set])).size, groups.length);
});

test("ints that would fill the memory are refused", () => {
  assert.throws(() => power(2n, 2n ** 40n), "an int of more than 2**25 bits");
  assert.throws(() => shiftLeft(1n, 2n ** 40n), "an int of more than 2**25 bits");
  assert.is(power(-1n, 2n ** 40n), 1n);
  assert.is(shiftLeft(0n, 2n ** 40n), 0n);
});
