/** Output that may differ in the last digits of its numbers. */

import * as assert from "uvu/assert";

const number = /(?<![\w.])-?(?:\d+\.?\d*(?:e[+-]?\d+)?|\.\d+)(?!\w)/g;
const tolerance = 3e-6;

/** The text without its numbers, and without the spaces that align them. */
function words(text: string): string {
  return text.replace(number, "0").replace(/\s+/g, "");
}

function near(x: string, y: string): boolean {
  return x === y || Math.abs(Number(x) - Number(y)) <= tolerance * Math.abs(Number(y)) + 1e-10;
}

/** Whether the words are the same, and the numbers nearly so. */
export function isLike(got: string, expected: string): boolean {
  if (got === expected) return true;
  if (words(got) !== words(expected)) return false;
  const numbers = expected.match(number) ?? [];
  return (got.match(number) ?? []).every((x, i) => near(x, numbers[i]));
}

/** Fails with both texts where they are not alike. */
export function assertLike(got: string, expected: string): void {
  if (!isLike(got, expected)) assert.is(got, expected);
}
