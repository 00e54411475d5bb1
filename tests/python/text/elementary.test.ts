/**
 * Elementary functions against CPython's `math`. C libraries round about one value of a thousand to the other neighbour, so a few
 * may differ, by a unit in the last place.
 */
import * as assert from "uvu/assert";
import {
  acos,
  asin,
  atan,
  cos,
  exp,
  log,
  positivePower,
  sin,
  tan,
} from "../../../compiler/python/text/elementary.js";
import { suite } from "../../harness/suite.js";
import { decode, readRecorded } from "./recorded.js";

const test = suite("elementary functions");
const functions: Record<string, (x: number) => number> = { acos, asin, atan, cos, exp, log, sin, tan };

for (const [name, cases] of Object.entries(readRecorded("elementary"))) {
  test(name, () => {
    let different = 0;
    for (const [[argument], outcome] of cases) {
      const [x, expected] = [decode(argument) as number, decode(outcome) as number];
      const y = functions[name](x);
      assert.ok(
        Math.abs(y - expected) <= 2.3e-16 * Math.abs(expected),
        `${name}(${x}) is ${expected}, not ${y}`,
      );
      if (y !== expected) different++;
    }
    assert.ok(different <= cases.length / 50, `${different} of ${cases.length} differ in the last place`);
  });
}

test("values at the ends of the range", () => {
  assert.equal(
    [exp(1000), exp(-1000), exp(-Infinity), exp(0), log(1), log(0)],
    [Infinity, 0, 0, 1, 0, -Infinity],
  );
  assert.equal(
    [sin(0), cos(0), tan(0), atan(Infinity), asin(1), acos(1)],
    [0, 1, 0, Math.PI / 2, Math.PI / 2, 0],
  );
  assert.ok([sin(Infinity), log(-1), asin(2), acos(NaN)].every(Number.isNaN));
  assert.is(exp(709.7), 1.6549840276802644e308);
  assert.equal(
    [positivePower(10, 308), positivePower(2, -1074), positivePower(1e-310, 0.5)],
    [1e308, 5e-324, 9.999999999999986e-156],
  );
});
