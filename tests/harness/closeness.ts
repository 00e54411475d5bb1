/** Numbers that are close to others, as floats are after many turns. */

import * as assert from "uvu/assert";
import { HostArray, tree } from "../../compiler/index.js";

/** No number is farther from what it should be than so much of that, or of 1 if it is less. */
export function numbersAreClose(
  actual: readonly number[],
  expected: readonly number[],
  tolerance: number,
  about = "",
): void {
  assert.is(actual.length, expected.length, about);
  const isClose = (x: number, n: number): boolean =>
    Object.is(x, expected[n]) || Math.abs(x - expected[n]) <= tolerance * Math.max(1, Math.abs(expected[n]));
  const wrong = actual.findIndex((x, n) => !isClose(x, n));
  assert.is(wrong, -1, `${about} element ${wrong}: ${actual[wrong]} is not ${expected[wrong]}`);
}

const numbersOf = (x: unknown): number[] =>
  tree.leaves(x).flatMap((leaf) => (leaf instanceof HostArray ? [...leaf.values] : [leaf])).map(Number); // prettier-ignore

/** The same of trees of numbers and of arrays on the host. */
export function close(actual: unknown, expected: unknown, tolerance = 1e-5): void {
  numbersAreClose(numbersOf(actual), numbersOf(expected), tolerance);
}
