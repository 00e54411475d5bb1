/** Comparisons, operations on bits, and choices. */

import { toValue } from "../numpy/promotion.js";
import * as comparison from "../primitives/comparison.js";
import * as logical from "../primitives/logical.js";
import * as choice from "../primitives/select.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { highProduct } from "./bits.js";
import { binary, operands, unary } from "./operands.js";

/**
 * x == y.
 *
 *     lax.eq([1, 2], 2) // [False  True]
 *
 * Source: `jax.lax.eq`.
 */
export const eq = binary("eq", comparison.eq);
/**
 * x != y.
 *
 *     lax.ne([1, 2], 2) // [ True False]
 *
 * Source: `jax.lax.ne`.
 */
export const ne = binary("ne", comparison.ne);
/**
 * x < y.
 *
 *     lax.lt([1, 2], 2) // [ True False]
 *
 * Source: `jax.lax.lt`.
 */
export const lt = binary("lt", comparison.lt);
/**
 * x <= y.
 *
 *     lax.le([1, 2, 3], 2) // [ True  True False]
 *
 * Source: `jax.lax.le`.
 */
export const le = binary("le", comparison.le);
/**
 * x > y.
 *
 *     lax.gt([1, 2], 1) // [False  True]
 *
 * Source: `jax.lax.gt`.
 */
export const gt = binary("gt", comparison.gt);
/**
 * x >= y.
 *
 *     lax.ge([1, 2, 3], 2) // [False  True  True]
 *
 * Source: `jax.lax.ge`.
 */
export const ge = binary("ge", comparison.ge);

/**
 * x & y.
 *
 *     lax.bitwiseAnd(6n, 3n) // 2
 *
 * Source: `jax.lax.bitwise_and`.
 */
export const bitwiseAnd = binary("and", logical.and);
/**
 * x | y.
 *
 *     lax.bitwiseOr(6n, 3n) // 7
 *
 * Source: `jax.lax.bitwise_or`.
 */
export const bitwiseOr = binary("or", logical.or);
/**
 * x ^ y.
 *
 *     lax.bitwiseXor(6n, 3n) // 5
 *
 * Source: `jax.lax.bitwise_xor`.
 */
export const bitwiseXor = binary("xor", logical.xor);
/**
 * ~x.
 *
 *     lax.bitwiseNot(6n) // -7
 *
 * Source: `jax.lax.bitwise_not`.
 */
export const bitwiseNot = unary("not", logical.not);
/**
 * The upper 32 bits of the product of two integers.
 *
 *     lax.mulhi(65536n, 65536n) // 1
 *
 * Source: `jax.lax.mulhi`.
 */
export const mulhi = binary("mulhi", highProduct);

/**
 * x << y.
 *
 *     lax.shiftLeft(3n, 2n) // 12
 *
 * Source: `jax.lax.shift_left`.
 */
export const shiftLeft = binary("shift_left", logical.shiftLeft);
/**
 * x >> y, filling with zeros.
 *
 *     lax.shiftRightLogical(-1n, 28n) // 15
 *
 * Source: `jax.lax.shift_right_logical`.
 */
export const shiftRightLogical = binary("shift_right_logical", logical.shiftRightLogical);
/**
 * x >> y, filling with the sign.
 *
 *     lax.shiftRightArithmetic(-8n, 1n) // -4
 *
 * Source: `jax.lax.shift_right_arithmetic`.
 */
export const shiftRightArithmetic = binary("shift_right_arithmetic", logical.shiftRightArithmetic);
/**
 * How many bits are one.
 *
 *     lax.populationCount(255n) // 8
 *
 * Source: `jax.lax.population_count`.
 */
export const populationCount = unary("population_count", logical.populationCount);
/**
 * How many leading bits are zero.
 *
 *     lax.clz(1n) // 31
 *
 * Source: `jax.lax.clz`.
 */
export const clz = unary("clz", logical.clz);

/**
 * `onTrue` where `which` is true, else `onFalse`. Shapes are equal, or `which` is a scalar.
 *
 *     lax.select([true, false], [1, 2], [3, 4]) // [1. 4.]
 *
 * Throws a TypeError unless shapes and dtypes agree, and `which` is bool.
 * Source: `jax.lax.select`.
 */
export function select(which: ArrayLike, onTrue: ArrayLike, onFalse: ArrayLike): Value {
  const [x, y] = operands("select", onTrue, onFalse);
  return choice.select(toValue(which, "select"), x, y);
}

/**
 * Of several cases the one with the number that `which` (bool or int32) says.
 *
 *     lax.selectN([true, false], [1, 2], [3, 4]) // [3. 2.]
 *
 * Throws a TypeError unless shapes and dtypes agree. Source: `jax.lax.select_n`.
 */
export function selectN(which: ArrayLike, ...cases: ArrayLike[]): Value {
  return choice.selectN(toValue(which, "select_n"), ...operands("select_n", ...cases));
}
