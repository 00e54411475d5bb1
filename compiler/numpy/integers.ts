/** Divisors and multiples of integers. */

import { isInteger } from "../ir/dtype.js";
import * as arithmetic from "../primitives/arithmetic.js";
import * as comparison from "../primitives/comparison.js";
import { ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { abs } from "./arithmetic.js";
import { constantLike, promoteDtypes, promoteShapes } from "./promotion.js";
import { where } from "./where.js";

function integers(name: string, x: ArrayLike, y: ArrayLike): [Value, Value] {
  const values = promoteDtypes([x, y], name);
  if (!isInteger(values[0].dtype)) throw new ValueError(`Arguments to jax.numpy.${name} must be integers.`);
  const [a, b] = promoteShapes(values);
  return [abs(a), abs(b)];
}

/**
 * The greatest common divisor of integers (Euclid's algorithm, unrolled to what 32 bits can need).
 *
 *     jnp.gcd(12n, 18n) // 6
 *
 * Throws a ValueError for anything but integers, and a TypeError when shapes don't broadcast. Source: `jax.numpy.gcd`.
 */
export function gcd(x: ArrayLike, y: ArrayLike): Value {
  let [a, b] = integers("gcd", x, y);
  const zero = constantLike(b, 0);
  for (let i = 0; i < 47; i++) {
    const done = comparison.eq(b, zero);
    const rest = arithmetic.rem(a, where(done, constantLike(b, 1), b));
    [a, b] = [where(done, a, b), where(done, zero, rest)];
  }
  return a;
}

/**
 * The least common multiple of integers.
 *
 *     jnp.lcm(4n, 6n) // 12
 *
 * Throws a ValueError for anything but integers, and a TypeError when shapes don't broadcast. Source: `jax.numpy.lcm`.
 */
export function lcm(x: ArrayLike, y: ArrayLike): Value {
  const [a, b] = integers("lcm", x, y);
  const divisor = gcd(a, b);
  const isZero = comparison.eq(divisor, constantLike(divisor, 0));
  const quotient = arithmetic.div(b, where(isZero, constantLike(divisor, 1), divisor));
  return where(isZero, constantLike(divisor, 0), arithmetic.mul(a, quotient));
}
