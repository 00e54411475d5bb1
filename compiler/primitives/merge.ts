/** Merging sorted runs, two by two: a step of a sort in kernels. */

import { ArrayType, showShape } from "../ir/arrayType.js";
import { TypeError } from "../ir/errors.js";
import {
  add,
  and,
  binary,
  cast,
  div,
  type Expr,
  i32,
  lessThan,
  mul,
  not,
  or,
  select,
  sub,
} from "../ir/expression.js";
import { HostArray } from "../trace/hostArray.js";
import type { Primitive } from "../trace/primitive.js";
import { bind } from "../trace/trace.js";
import type { Value } from "../trace/value.js";

/** The elements that a point merges. */
export const MERGED = 32;
/** Of them, those that it merges in one turn, and stores together. */
const AT_ONCE = 4;

const least = (x: Expr, y: Expr): Expr => binary("min", x, y);

/**
 * Rows of keys (uint32), what comes with each (uint32), and the length of the sorted runs that the rows are made of: an
 * array of one int32, so that all steps of a sort are one kernel with other data. Rows are whole multiples of `MERGED`,
 * and runs of half of it.
 */
const mergeP: Primitive<Record<string, never>> = {
  name: "merge",
  type([keys, places, run]) {
    if (keys.ndim !== 2 || keys.shape[1] % MERGED !== 0 || run.size !== 1)
      throw new TypeError(`rows to be merged must be whole, got ${showShape(keys.shape)}`);
    return [keys, places];
  },
  lowering: {
    kind: "steps",
    domain: ({ inputs: [{ shape }] }) => [shape[0], shape[1] / MERGED],
    take([row, chunk], { read, store, repeat }, { inputs: [{ shape }] }) {
      const length = i32(shape[1]);
      const inRow = (place: Expr): Expr => least(place, sub(length, i32(1)));
      const key = (place: Expr): Expr => read(0, [row, place]);
      const run = read(2, [i32(0)]);
      const first = mul(chunk, i32(MERGED));
      const pair = mul(run, i32(2));
      const start = mul(div(first, pair), pair);
      const middle = least(add(start, run), length);
      const end = least(add(middle, run), length);
      // How many of the elements before `first` come from the left run: the fewest after which right ones come first.
      const before = sub(first, start);
      const [fewest] = repeat(
        Math.ceil(Math.log2(shape[1])) + 1,
        [binary("max", sub(before, sub(end, middle)), i32(0)), least(before, sub(middle, start))],
        (_, [low, high]) => {
          const half = div(add(low, high), i32(2));
          const left = key(inRow(add(start, half)));
          const right = key(sub(add(middle, before), add(half, i32(1))));
          const isOpen = lessThan(low, high);
          const isLeft = not(lessThan(right, left));
          return [
            select(and(isOpen, isLeft), add(half, i32(1)), low),
            select(and(isOpen, not(isLeft)), half, high),
          ];
        },
      );
      const heads = [add(start, fewest), sub(add(middle, before), fewest)];
      repeat(MERGED / AT_ONCE, [...heads, ...heads.map((head) => key(inRow(head)))], (turn, carried) => {
        let [left, right, a, b] = carried;
        for (let n = 0; n < AT_ONCE; n++) {
          const isLeft = and(lessThan(left, middle), or(not(lessThan(right, end)), not(lessThan(b, a))));
          const place = [row, add(first, add(mul(turn, i32(AT_ONCE)), i32(n)))];
          store(0, place, select(isLeft, a, b));
          store(1, place, read(1, [row, inRow(select(isLeft, left, right))]));
          left = add(left, cast("i32", isLeft));
          right = add(right, cast("i32", not(isLeft)));
          const next = key(inRow(select(isLeft, left, right)));
          [a, b] = [select(isLeft, next, a), select(isLeft, b, next)];
        }
        return [left, right, a, b];
      });
    },
  },
  batch() {
    throw new Error("merge is made while a program is lowered, and never batched");
  },
};

/** Runs of `length` elements of the rows, merged two by two; equal keys keep their order. */
export function mergeRuns(keys: Value, places: Value, length: number): [Value, Value] {
  const run = new HostArray(new ArrayType("int32", [1]), Int32Array.of(length));
  const [merged, order] = bind(mergeP, [keys, places, run], {});
  return [merged, order];
}
