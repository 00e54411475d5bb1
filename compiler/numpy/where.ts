/** Choice between arrays by a condition. */

import { type Arguments, expectArguments } from "../ir/options.js";
import * as select from "../primitives/select.js";
import { ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { broadcastShapes, expandTo, promoteDtypes, toBool, toValue } from "./promotion.js";

/**
 * `x` where the condition is true (not zero), else `y`. Both are computed; the derivative of the other is zero.
 *
 *     jnp.where([true, false], [1, 2], 0) // [1. 0.]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.where`.
 */
export function where(condition: ArrayLike, x: ArrayLike, y: ArrayLike): Value {
  const which = toBool(toValue(condition, "where"));
  const cases = promoteDtypes([x, y], "where");
  const shape = broadcastShapes([which, ...cases].map((v) => v.shape)); // prettier-ignore
  const predicate = which.ndim === 0 ? which : expandTo(which, shape);
  const [onTrue, onFalse] = cases.map((v) => expandTo(v, shape));
  return select.select(predicate, onTrue, onFalse);
}

interface Default {
  default?: ArrayLike;
}

/**
 * For each place the first choice whose condition is true there, else `default` (0).
 *
 *     jnp.select([[true, false], [true, true]], [[1, 2], [3, 4]]) // [1. 4.]
 *
 * Throws a ValueError unless there are as many conditions as choices. Source: `jax.numpy.select`.
 */
export function selectCases(
  conditions: readonly ArrayLike[],
  choices: readonly ArrayLike[],
  ...rest: Arguments<Default, ["default"]>
): Value {
  const options = expectArguments<Default>("select(conditions, choices)", rest, ["default?"]);
  if (conditions.length !== choices.length || choices.length === 0)
    throw new ValueError(
      `select needs as many conditions as choices, and at least one: got ${conditions.length} and ${choices.length}`,
    );
  const promoted = promoteDtypes([options.default ?? 0, ...choices], "select");
  let result = promoted[0];
  for (let i = choices.length - 1; i >= 0; i--) result = where(conditions[i], promoted[i + 1], result);
  return result;
}
