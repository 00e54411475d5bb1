/** Choices by conditions, and places where they are true. */

import { isOptions } from "../ir/options.js";
import { ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { nonzero, type NonzeroOptions } from "./coordinates.js";
import { where as choose } from "./where.js";

/**
 * `x` where the condition is true (not zero), else `y`. Both are computed; the derivative of the other is zero. Of a
 * condition alone, the places where it is true, as `nonzero` gives them.
 *
 *     jnp.where([true, false], [1, 2], 0) // [1. 0.]
 *     jnp.where([true, false]) // [[0]]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.where`.
 */
export function where(condition: ArrayLike, x: ArrayLike, y: ArrayLike): Value;
export function where(condition: ArrayLike, options?: NonzeroOptions): Value[];
export function where(condition: ArrayLike, x?: ArrayLike | NonzeroOptions, y?: ArrayLike): Value | Value[] {
  const isAlone = x === undefined || isOptions(x);
  if (isAlone && y === undefined) return nonzero(condition, x as NonzeroOptions | undefined);
  if (isAlone || y === undefined)
    throw new ValueError("Either both or neither of the x and y arguments should be provided to jnp.where");
  return choose(condition, x, y);
}
