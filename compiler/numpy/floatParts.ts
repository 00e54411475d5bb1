/** The parts of floats: sign, mantissa, exponent, neighbours. */

import { isFloating, isInteger } from "../ir/dtype.js";
import * as arithmetic from "../primitives/arithmetic.js";
import * as comparison from "../primitives/comparison.js";
import * as conversion from "../primitives/conversion.js";
import * as logical from "../primitives/logical.js";
import { NotImplementedError, ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { clip, minimum, multiply, numeric, subtract, add } from "./arithmetic.js";
import { bitwiseAnd, bitwiseOr, isinf, isnan } from "./logic.js";
import { constantLike, convertTo, promoteArgs, promoteArgsInexact, promoteDtypesInexact, toValue } from "./promotion.js"; // prettier-ignore
import { trunc } from "./rounding.js";
import { where } from "./where.js";

const bitsOf = (x: Value): Value => conversion.bitcastConvertType(convertTo(x, "float32"), "int32");
const ofBits = (bits: Value): Value => conversion.bitcastConvertType(bits, "float32");

/**
 * Whether the sign bit is set: true for -0 and negative numbers.
 *
 *     jnp.signbit([-0, 0, 1]) // [ True False False]
 *
 * Source: `jax.numpy.signbit`.
 */
export function signbit(x: ArrayLike): Value {
  const value = toValue(x, "signbit");
  const signed = isFloating(value.dtype) ? bitsOf(value) : numeric([value])[0];
  return comparison.lt(signed, constantLike(signed, 0));
}

/**
 * The magnitude of x with the sign of y, as a float.
 *
 *     jnp.copysign([1, -2], [-0, 3]) // [-1.  2.]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.copysign`.
 */
export function copysign(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgsInexact("copysign", x, y);
  const magnitude = arithmetic.abs(a);
  return where(signbit(b), arithmetic.neg(magnitude), magnitude);
}

/**
 * The next float32 after x in the direction of y.
 *
 *     jnp.nextafter(1, 2) // 1.0000001
 *
 * Throws a TypeError for float16, and when shapes don't broadcast. Source: `jax.numpy.nextafter`.
 */
export function nextafter(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = promoteArgsInexact("nextafter", x, y);
  return arithmetic.nextafter(a, b);
}

/**
 * The distance from x to the next float32 away from zero, with the sign of x; NaN for infinities.
 *
 *     jnp.spacing(1) // 1.1920929e-07
 *
 * Throws a TypeError for float16. Source: `jax.numpy.spacing`.
 */
export function spacing(x: ArrayLike): Value {
  const [value] = promoteDtypesInexact([x], "spacing");
  return arithmetic.sub(nextafter(value, copysign(Infinity, value)), value);
}

/**
 * x · 2ⁿ for integers n, as a float.
 *
 *     jnp.ldexp([1.5, 3], [1n, -1n]) // [3.  1.5]
 *
 * Throws a ValueError for floats n, and a TypeError when shapes don't broadcast. Source: `jax.numpy.ldexp`.
 */
export function ldexp(x: ArrayLike, n: ArrayLike): Value {
  const [value] = promoteDtypesInexact([x], "ldexp");
  const isLiteral = typeof n === "number" && Number.isInteger(n);
  const given = numeric([isLiteral ? toValue(BigInt(n)) : toValue(n, "ldexp")])[0];
  if (!isInteger(given.dtype))
    throw new ValueError(
      `ldexp not supported for input types (dtype('${toValue(x).dtype}'), dtype('${given.dtype}'))`,
    );
  let result = value;
  let rest = convertTo(minimum(given, 2147483647), "int32");
  // A power of 2 that a float holds has an exponent from -126 to 127; three of them reach from end to end.
  for (let i = 0; i < 3; i++) {
    const part = clip(rest, { min: -126, max: 127 });
    rest = subtract(rest, part);
    const bits = logical.shiftLeft(...(promoteArgs("ldexp", add(part, 127), 23) as [Value, Value]));
    result = multiply(result, convertTo(ofBits(bits), value.dtype));
  }
  return result;
}

/**
 * `[mantissa, exponent]` with x = mantissa · 2^exponent and 0.5 ≤ |mantissa| < 1; the exponent is int32.
 *
 *     jnp.frexp(6) // [0.75, 3]
 *
 * Source: `jax.numpy.frexp`.
 */
export function frexp(x: ArrayLike): [mantissa: Value, exponent: Value] {
  const [value] = promoteDtypesInexact([x], "frexp");
  if (value.dtype === "float64")
    throw new NotImplementedError("frexp of float64 is not supported: convert to float32.");
  const wide = convertTo(value, "float32");
  const isTiny = comparison.lt(arithmetic.abs(wide), constantLike(wide, 2 ** -126));
  const bits = bitsOf(where(isTiny, multiply(wide, 2 ** 24), wide));
  const raw = bitwiseAnd(logical.shiftRightLogical(bits, constantLike(bits, 23)), 255);
  const mantissa = ofBits(bitwiseOr(bitwiseAnd(bits, ~(255 << 23)), 126 << 23));
  const special = bitwiseOr(comparison.eq(wide, constantLike(wide, 0)), bitwiseOr(isinf(wide), isnan(wide)));
  const exponent = subtract(raw, where(isTiny, constantLike(raw, 126 + 24), 126));
  return [convertTo(where(special, wide, mantissa), value.dtype), where(special, 0, exponent)];
}

/**
 * `[fraction, whole]`; the fraction of an infinity is NaN, as in JAX.
 *
 *     jnp.modf(-1.5) // [-0.5, -1.0]
 *
 * Source: `jax.numpy.modf`.
 */
export function modf(x: ArrayLike): [fraction: Value, whole: Value] {
  const [value] = promoteDtypesInexact([x], "modf");
  const whole = trunc(value);
  return [arithmetic.sub(value, whole), whole];
}
