/** The generator, Threefry-2x32: what it makes of the two words of a key. */

import { ArrayType, sizeOf } from "../ir/arrayType.js";
import { stack } from "../numpy/joining.js";
import { iota } from "../primitives/creation.js";
import { threefry2x32 } from "../primitives/samples.js";
import * as views from "../primitives/views.js";
import { scalar } from "../trace/hostArray.js";
import type { Value } from "../trace/value.js";

/** A constant of 32 bits. */
export const word = (x: number): Value => scalar(x, new ArrayType("uint32", []));

/** Both words of a key. */
function pair(words: Value): [Value, Value] {
  const part = (i: number): Value => views.squeeze(views.slice(words, [i], [i + 1]), [0]);
  return [part(0), part(1)];
}

/** The words of the keys that blocks with these numbers are. */
function keysOf(words: Value, numbers: Value): Value {
  const [a, b] = pair(words);
  const block = (which: 0 | 1): Value => threefry2x32(which, a, b, word(0), numbers);
  return stack([block(0), block(1)], { axis: -1 });
}

/** The numbers from 0 on, in a shape. */
function count(shape: readonly number[]): Value {
  return shape.length === 0 ? word(0) : views.reshape(iota("uint32", [sizeOf(shape)]), shape);
}

/** 32 random bits an element. */
export function randomBits(words: Value, shape: readonly number[]): Value {
  const [a, b] = pair(words);
  return threefry2x32(2, a, b, word(0), count(shape));
}

/** One of the two words of 64 random bits an element. */
export function randomWord(words: Value, shape: readonly number[], which: 0 | 1): Value {
  const [a, b] = pair(words);
  return threefry2x32(which, a, b, word(0), count(shape));
}

/** The words of new keys in a shape. */
export function splitWords(words: Value, shape: readonly number[]): Value {
  return keysOf(words, count(shape));
}

/** The words of as many new keys as are wanted, one by one. */
export function splitInto(words: Value, num: number): Value[] {
  return Array.from({ length: num }, (_, i) => keysOf(words, word(i)));
}

/** The words of the new key that a number of 32 bits stands for. */
export function foldWords(words: Value, number: Value): Value {
  return keysOf(words, number);
}
