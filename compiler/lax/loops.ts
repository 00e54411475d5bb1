/** Loops: turns of a function on what it gave before. */

import type { ArrayTree } from "../calls/treeTypes.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { type Arguments, expectArguments, expectOptions } from "../ir/options.js";
import type { Value } from "../trace/value.js";

import { goOver, goWhile, type ScanOptions, type WhileOptions } from "./turns.js";

/**
 * Takes turns of `body` on what is carried (a tree of arrays), as long as `cond` of it is true. `body` must give a tree of the
 * same structure, shapes and dtypes. Both are traced once. Under `vmap` each lane stops by itself.
 *
 *     lax.whileLoop((x) => x.lt(100), (x) => x.mul(2), 3) // 192.0
 *
 * Throws a TypeError when `cond` gives no boolean scalar, or `body` something else than it is given. Forward mode goes through
 * it, reverse mode does not. Source: `jax.lax.while_loop`.
 */
export function whileLoop<const T>(
  cond: (carry: ArrayTree<T>) => unknown,
  body: (carry: ArrayTree<T>) => unknown,
  init: T,
  options: WhileOptions & { unfinished: true },
): [carry: ArrayTree<T>, unfinished: Value];
export function whileLoop<const T>(
  cond: (carry: ArrayTree<T>) => unknown,
  body: (carry: ArrayTree<T>) => unknown,
  init: T,
  options?: WhileOptions,
): ArrayTree<T>;
export function whileLoop<const T>(
  cond: (carry: ArrayTree<T>) => unknown,
  body: (carry: ArrayTree<T>) => unknown,
  init: T,
  options: WhileOptions = {},
): ArrayTree<T> | [ArrayTree<T>, Value] {
  if (typeof cond !== "function" || typeof body !== "function")
    throw new TypeError("lax.while_loop: body_fun and cond_fun arguments should be callable.");
  const known = ["maxSteps", "unfinished"] as const;
  const { maxSteps, unfinished } = expectOptions("whileLoop(cond, body, init)", options, known);
  if (maxSteps !== undefined && !(Number.isSafeInteger(maxSteps) && maxSteps >= 0))
    throw new ValueError(`maxSteps must be a whole number of turns, got ${String(maxSteps)}.`);
  return goWhile(cond, body, init, { maxSteps, unfinished }) as ArrayTree<T> | [ArrayTree<T>, Value];
}

/**
 * Takes a turn of `f` for each element of `xs` along the first axis (`xs` is a tree of arrays, or null): `f(carry, x)` gives
 * the carry for the next turn and an output `y`. Gives the last carry and all outputs, stacked along a new first axis.
 *
 *     lax.scan((sum, x) => [sum.add(x), sum], 0, [1, 2, 3]) // [6.0, [0. 1. 3.]]
 *
 * Throws a TypeError when `f` gives no pair, or another carry than it is given, and a ValueError when lengths differ. Source:
 * `jax.lax.scan`.
 */
export function scan<const C, Y>(
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- an element of xs: a tree of arrays
  f: (carry: ArrayTree<C>, x: any) => readonly [unknown, Y],
  init: C,
  xs?: unknown,
  ...rest: Arguments<ScanOptions, ["length", "reverse", "unroll", "checkpoint"]>
): [carry: ArrayTree<C>, ys: ArrayTree<Y>] {
  if (typeof f !== "function") throw new TypeError("lax.scan: f argument should be a callable.");
  const order = ["length?", "reverse?", "unroll?", "checkpoint?"] as const;
  const options = expectArguments<ScanOptions>("scan(f, init, xs)", rest, order);
  return goOver(f, init, xs, options) as [ArrayTree<C>, ArrayTree<Y>];
}
