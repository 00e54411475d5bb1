/**
 * Jacobi's rotations, for kernels: in each turn every column is paired with another one, all pairs are rotated at once, and
 * the columns change places so that after n - 1 turns each has met each. Columns i and n - 1 - i are a pair: partners are
 * found by turning the order around.
 */

import { type DType, isWide } from "../../ir/dtype.js";
import { add, divide, multiply, negative, subtract } from "../../numpy/arithmetic.js";
import { equal, greaterEqual } from "../../numpy/logic.js";
import { constantLike } from "../../numpy/promotion.js";
import { flip } from "../../numpy/shape.js";
import { where } from "../../numpy/where.js";
import { abs, sqrt } from "../../primitives/arithmetic.js";
import { concatenate, sliceInDim } from "../../primitives/views.js";
import type { Value } from "../../trace/value.js";
import { asRow, takeTurns } from "./matrices.js";

/** Rounds in which each meets each; they converge quadratically, and more change nothing. */
const rounds = (n: number, dtype: DType): number =>
  (isWide(dtype) ? 7 : 6) + Math.ceil(Math.log2(Math.max(n, 1)));

/** The even number of columns that are paired. */
export const evened = (n: number): number => (n < 2 ? n : n + (n % 2));

/** Of pairs with these elements on the diagonal and off it: by how much a column keeps, and takes of its partner. */
export function rotationOfPairs(diagonal: Value, off: Value): { keep: Value; take: Value } {
  const half = diagonal.shape[diagonal.ndim - 1] / 2;
  const [low, high] = [firstOf(diagonal, half), firstOf(flipLast(diagonal), half)];
  const between = firstOf(off, half);
  const isDone = equal(between, 0);
  const tau = divide(subtract(high, low), multiply(2, where(isDone, 1, between)));
  const sign = where(greaterEqual(tau, 0), constantLike(tau, 1), -1);
  // For large tau the square would be infinite.
  const large = greaterEqual(abs(tau), 1e9);
  const safe = where(large, 1, tau);
  const root = add(abs(safe), sqrt(add(1, multiply(safe, safe))));
  const t = where(isDone, 0, where(large, divide(0.5, where(large, tau, 1)), divide(sign, root)));
  const c = divide(1, sqrt(add(1, multiply(t, t))));
  const s = multiply(t, c);
  const last = c.ndim - 1;
  return {
    keep: concatenate([c, flipLast(c)], last),
    take: concatenate([negative(s), flipLast(s)], last),
  };
}

const firstOf = (x: Value, count: number): Value => sliceInDim(x, { limit: count, axis: x.ndim - 1 });
export const flipLast = (x: Value): Value => flip(x, { axis: -1 });

/** Columns rotated in pairs. */
export const rotateColumns = (x: Value, keep: Value, take: Value): Value =>
  add(multiply(x, asRow(keep)), multiply(flipLast(x), asRow(take)));

/** Columns in the order of the next turn: the first one stays, the others go around. */
export function advance(x: Value, axis: number): Value {
  const n = x.shape[axis];
  const part = (start: number, limit: number): Value => sliceInDim(x, { start, limit, axis });
  return n < 3 ? x : concatenate([part(0, 1), part(n - 1, n), part(1, n - 1)], axis);
}

/** Takes the turns of all rounds on matrices with n columns. */
export function takeRounds(
  n: number,
  initial: readonly Value[],
  turn: (values: readonly Value[]) => Value[],
): Value[] {
  return n < 2
    ? [...initial]
    : takeTurns(rounds(n, initial[0].dtype) * Math.max(n - 1, 1), initial, (_, values) => turn(values));
}
