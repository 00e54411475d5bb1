/** Powers and roots, element by element. */

import { isFloating, isInteger } from "../ir/dtype.js";
import { TypeError } from "../ir/errors.js";
import * as arithmetic from "../primitives/arithmetic.js";
import * as comparison from "../primitives/comparison.js";
import * as logical from "../primitives/logical.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { numeric } from "./arithmetic.js";
import { isposinf, logicalOr } from "./logic.js";
import { constantLike, convertTo, promoteArgs, promoteArgsInexact, promoteDtypesInexact, promoteShapes, toValue } from "./promotion.js"; // prettier-ignore
import { where } from "./where.js";

/**
 * x to the power y. An integral number for y gives repeated multiplication (`integer_pow`), which is exact for
 * integers and has the derivative y·xʸ⁻¹ everywhere. Of integers only the low six bits of an exponent count; more would
 * overflow.
 *
 *     jnp.power([2, 3], 2) // [4. 9.]
 *
 * Throws a TypeError for integers to a negative number, and when shapes don't broadcast. Source: `jax.numpy.power`.
 */
export function power(x: ArrayLike, y: ArrayLike): Value {
  if (typeof y === "bigint") return power(x, Number(y));
  if (typeof y === "number" && Number.isInteger(y) && Math.abs(y) <= 2147483647) {
    const [base] = numeric([toValue(x, "power")]);
    if (isInteger(base.dtype) && y < 0)
      throw new TypeError(
        `Integers cannot be raised to negative powers, got integer_pow(${base.type.toLongString()}, ${y})`,
      );
    return arithmetic.integerPow(base, y);
  }
  const [a, b] = numeric(promoteArgs("power", x, y));
  if (!isFloating(a.dtype)) return integerPower(a, b);
  const [base, exponent] = [toValue(x, "power"), toValue(y, "power")];
  // An integral exponent stays integral: the derivative by x is then right at 0, too.
  if (isFloating(base.dtype) && isInteger(exponent.dtype))
    return arithmetic.pow(...(promoteShapes([base, exponent]) as [Value, Value]));
  return arithmetic.pow(a, b);
}
/** NumPy's other name for `power`. */
export const pow = power;

/** Binary exponentiation with as many steps as any base but 0 and ±1 can take without overflow. */
function integerPower(x: Value, y: Value): Value {
  const [one, zero] = [constantLike(y, 1), constantLike(y, 0)];
  const isZero = logical.and(comparison.eq(x, constantLike(x, 0)), comparison.ne(y, zero));
  let result = where(isZero, constantLike(x, 0), constantLike(x, 1));
  for (let base = x, rest = y, i = 0; i < 6; i++) {
    const odd = comparison.eq(logical.and(rest, one), one);
    result = where(odd, arithmetic.mul(result, base), result);
    base = arithmetic.mul(base, base);
    rest = logical.shiftRightLogical(rest, one);
  }
  return result;
}

/**
 * x to the power y as a float, also for integers.
 *
 *     jnp.floatPower(jnp.array([2], { dtype: "int32" }), -1) // [0.5]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.float_power`.
 */
export function floatPower(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgsInexact("float_power", x, y);
  return arithmetic.pow(a, b);
}

/**
 * x². Of an integer, an integer.
 *
 *     jnp.square([1, -3]) // [1. 9.]
 *
 * Source: `jax.numpy.square`.
 */
export function square(x: ArrayLike): Value {
  return arithmetic.square(numeric([toValue(x, "square")])[0]);
}

/**
 * √x, as a float; NaN below zero. The derivative at 0 is infinite.
 *
 *     jnp.sqrt([4, 9]) // [2. 3.]
 *
 * Source: `jax.numpy.sqrt`.
 */
export function sqrt(x: ArrayLike): Value {
  return arithmetic.sqrt(promoteDtypesInexact([x], "sqrt")[0]);
}

/**
 * ∛x, as a float, also of negative x.
 *
 *     jnp.cbrt([-8, 27]) // [-2.  3.]
 *
 * Source: `jax.numpy.cbrt`.
 */
export function cbrt(x: ArrayLike): Value {
  return arithmetic.cbrt(promoteDtypesInexact([x], "cbrt")[0]);
}

/**
 * 1 / x, as a float.
 *
 *     jnp.reciprocal([2, 4]) // [0.5  0.25]
 *
 * Source: `jax.numpy.reciprocal`.
 */
export function reciprocal(x: ArrayLike): Value {
  const [value] = promoteDtypesInexact([x], "reciprocal");
  return arithmetic.reciprocal(value);
}

/**
 * √(x² + y²), as a float, without overflow on the way.
 *
 *     jnp.hypot(3, 4) // 5.0
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.hypot`.
 */
export function hypot(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgsInexact("hypot", x, y).map((v) => arithmetic.abs(v));
  const [large, small] = [arithmetic.max(a, b), arithmetic.min(a, b)];
  const one = constantLike(large, 1);
  const isZero = comparison.eq(large, constantLike(large, 0));
  const ratio = arithmetic.div(small, where(isZero, one, large));
  const length = arithmetic.mul(large, arithmetic.sqrt(arithmetic.add(one, arithmetic.square(ratio))));
  const finite = where(isZero, large, length);
  return convertTo(
    where(logicalOr(isposinf(a), isposinf(b)), Infinity, finite),
    finite.dtype,
    finite.weakType,
  );
}
