/** Polynomials, as rows of coefficients with the highest power first. */

import { defaultFloat, isFloating } from "../ir/dtype.js";
import { type Arguments, expectArguments } from "../ir/options.js";
import * as views from "../primitives/views.js";
import { ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { add, divide, multiply, negative, subtract } from "./arithmetic.js";
import { concatenate, stack } from "./joining.js";
import { pad } from "./padding.js";
import {
  constantLike,
  convertTo,
  expandTo,
  promoteDtypes,
  promoteDtypesInexact,
  toValue,
} from "./promotion.js";
import { convolve } from "./sampling.js";
import { atleast1d, between } from "./shape.js";

const coefficient = (p: Value, i: number): Value => views.squeeze(between(p, 0, i, i + 1), [0]);

/**
 * The value at x of the polynomial p, by Horner's rule.
 *
 *     jnp.polyval([2, 0, 1], 3) // 19.0
 *
 * Source: `jax.numpy.polyval`.
 */
export function polyval(p: ArrayLike, x: ArrayLike): Value {
  const [coefficients, at] = promoteDtypes([p, x], "polyval");
  let result: Value = multiply(at, constantLike(at, 0));
  for (let i = 0; i < coefficients.shape[0]; i++)
    result = add(multiply(result, at), coefficient(coefficients, i));
  return result;
}

function combine(
  name: string,
  p: ArrayLike,
  q: ArrayLike,
  operation: (x: ArrayLike, y: ArrayLike) => Value,
): Value {
  const [a, b] = promoteDtypes([p, q], name);
  const length = Math.max(a.size, b.size);
  const [left, right] = [a, b].map((v) => pad(v, [[length - v.size, 0]]));
  return operation(left, right);
}

/**
 * The sum of two polynomials.
 *
 *     jnp.polyadd([1, 2], [1, 0, 0]) // [1. 1. 2.]
 *
 * Source: `jax.numpy.polyadd`.
 */
export function polyadd(p: ArrayLike, q: ArrayLike): Value {
  return combine("polyadd", p, q, add);
}

/**
 * The difference of two polynomials.
 *
 *     jnp.polysub([1, 2], [1, 0, 0]) // [-1.  1.  2.]
 *
 * Source: `jax.numpy.polysub`.
 */
export function polysub(p: ArrayLike, q: ArrayLike): Value {
  return combine("polysub", p, q, subtract);
}

/**
 * The product of two polynomials, as a float.
 *
 *     jnp.polymul([1, 1], [1, -1]) // [ 1.  0. -1.]
 *
 * Source: `jax.numpy.polymul`.
 */
export function polymul(p: ArrayLike, q: ArrayLike): Value {
  const [a, b] = promoteDtypesInexact([p, q], "polymul").map((v) =>
    v.size === 0 ? expandTo(constantLike(v, 0), [1]) : v,
  );
  return convolve(a, b);
}

/**
 * Quotient and remainder of two polynomials, as floats; leading zeros of the remainder stay.
 *
 *     jnp.polydiv([1, 0, -1], [1, 1]) // [[ 1. -1.], [0. 0. 0.]]
 *
 * Source: `jax.numpy.polydiv`.
 */
export function polydiv(p: ArrayLike, q: ArrayLike): [quotient: Value, remainder: Value] {
  const [a, divisor] = promoteDtypesInexact([p, q], "polydiv");
  const steps = a.size - divisor.size + 1;
  if (steps <= 0) return [expandTo(constantLike(a, 0), [1]), a];
  const scale = divide(1, coefficient(divisor, 0));
  let rest = a;
  const quotient = Array.from({ length: steps }, (_, k) => {
    const factor = multiply(scale, coefficient(rest, k));
    const taken = pad(multiply(factor, divisor), [[k, a.size - divisor.size - k]]);
    rest = subtract(rest, taken);
    return factor;
  });
  return [stack(quotient), rest];
}

function orderOf(m: number, what: string): number {
  if (!Number.isInteger(m) || m < 0) throw new ValueError(`Order of ${what} must be positive`);
  return m;
}

/** Σ of the factors that m derivatives give the power `n`: n (n - 1) … (n - m + 1). */
function falling(n: number, m: number): number {
  let result = 1;
  for (let i = 0; i < m; i++) result *= n - i;
  return result;
}

/**
 * The m-th derivative of a polynomial (default the first), as a float.
 *
 *     jnp.polyder([1, 2, 3]) // [2. 2.]
 *
 * Throws a ValueError for negative m. Source: `jax.numpy.polyder`.
 */
export function polyder(p: ArrayLike, ...rest: Arguments<{ m?: number }, ["m"]>): Value {
  const { m = 1 } = expectArguments<{ m?: number }>("polyder(p)", rest, ["m?"]);
  const [value] = promoteDtypesInexact([p], "polyder");
  if (orderOf(m, "derivative") === 0) return value;
  const left = Math.max(value.size - m, 0);
  const factors = Array.from({ length: left }, (_, i) => falling(value.size - 1 - i, m));
  return multiply(between(value, 0, 0, left), convertTo(toValue(factors), value.dtype));
}

interface IntegralOptions {
  /** How often. Default 1. */
  m?: number;
  /** Constants of integration. Default 0. */
  k?: ArrayLike | null;
}

/**
 * The m-th integral of a polynomial (default the first), as a float; `k` are the constants of integration (default 0), one
 * for all or one for each integral.
 *
 *     jnp.polyint([2, 2]) // [1. 2. 0.]
 *
 * Throws a ValueError for negative m, or when `k` has another length. Source: `jax.numpy.polyint`.
 */
export function polyint(p: ArrayLike, ...rest: Arguments<IntegralOptions, ["m", "k"]>): Value {
  const { m = 1, k } = expectArguments<IntegralOptions>("polyint(p)", rest, ["m?", "k?"]);
  const [value, given] = promoteDtypesInexact([p, k ?? 0], "polyint");
  if (orderOf(m, "integral (see polyder)") === 0) return value;
  const constants = given.size === 1 ? expandTo(views.reshape(given, []), [m]) : given;
  if (constants.ndim !== 1 || constants.size !== m)
    throw new ValueError("k must be a scalar or a rank-1 array of length 1 or m.");
  const count = value.size + m;
  const divisors = Array.from({ length: count }, (_, i) => {
    let result = 1;
    for (let j = 0; j < m; j++) result *= Math.max(1, count - 1 - i - j);
    return result;
  });
  return divide(concatenate([value, constants]), convertTo(toValue(divisors), value.dtype));
}

/**
 * The polynomial with these zeros and leading coefficient 1.
 *
 *     jnp.poly([1, -1]) // [ 1.  0. -1.]
 *
 * Throws a ValueError unless the zeros form a row. Source: `jax.numpy.poly`, which also takes matrices.
 */
export function poly(zeros: ArrayLike): Value {
  const [value] = promoteDtypesInexact([zeros], "poly");
  const row = atleast1d(value);
  if (row.ndim !== 1) throw new ValueError("input must be 1d.");
  if (row.size === 0) return convertTo(toValue(1), row.dtype);
  const one = expandTo(convertTo(constantLike(row, 1), row.dtype), [1]);
  let result = one;
  for (let i = 0; i < row.size; i++)
    result = convolve(result, concatenate([one, negative(between(row, 0, i, i + 1))]));
  return isFloating(result.dtype) ? result : convertTo(result, defaultFloat());
}
