/** Special functions by integrals, and what counts. Integers become float32. */

import { ValueError } from "../ir/errors.js";
import { expectOptions } from "../ir/options.js";
import * as jnp from "../numpy/elementwise.js";
import { constantLike, expandTo, promoteArgsInexact, promoteDtypesInexact, withName } from "../numpy/promotion.js"; // prettier-ignore
import { stack } from "../numpy/joining.js";
import { exp } from "../primitives/exponential.js";
import * as incomplete from "../primitives/incomplete.js";
import * as integrals from "../primitives/integrals.js";
import { lgamma } from "../primitives/special.js";
import { hostArray } from "../trace/hostArray.js";
import type { ArrayLike, Value } from "../trace/value.js";

/** Operands as floats of one shape. */
function aligned(name: string, ...args: ArrayLike[]): Value[] {
  const values = promoteArgsInexact(name, ...args);
  const { shape } = values.find((x) => x.ndim > 0) ?? values[0];
  const whole = values.reduce((sizes, x) => (x.ndim > 0 ? sizes.map((n, i) => Math.max(n, x.shape[i])) : sizes), shape); // prettier-ignore
  return values.map((x) => expandTo(x, whole));
}

function pairwise(name: string, f: (x: Value, y: Value) => Value): (x: ArrayLike, y: ArrayLike) => Value {
  return withName(name, (x: ArrayLike, y: ArrayLike) => {
    const [a, b] = aligned(name, x, y);
    return f(a, b);
  });
}

/**
 * The part of Γ(a)'s integral that lies below x: the gamma distribution function.
 *
 *     scipy.special.gammainc(1, 2) // 0.86466473
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.scipy.special.gammainc`.
 */
export const gammainc = pairwise("gammainc", incomplete.igamma);
/**
 * 1 - `gammainc`, accurate where that is small.
 *
 *     scipy.special.gammaincc(1, 2) // 0.13533528
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.scipy.special.gammaincc`.
 */
export const gammaincc = pairwise("gammaincc", incomplete.igammac);
/**
 * The part of B(a, b)'s integral that lies below x: the beta distribution function. It has no derivatives by a and b.
 *
 *     scipy.special.betainc(1, 2, 0.5) // 0.75
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.scipy.special.betainc`.
 */
export function betainc(a: ArrayLike, b: ArrayLike, x: ArrayLike): Value {
  const [p, q, at] = aligned("betainc", a, b, x);
  return incomplete.incompleteBeta(p, q, at);
}

/**
 * The integral of eᵗ / t over t < x, past the pole at 0.
 *
 *     scipy.special.expi([1, -1]) // [ 1.8951179  -0.21938393]
 *
 * Source: `jax.scipy.special.expi`.
 */
export function expi(x: ArrayLike): Value {
  return integrals.expi(promoteDtypesInexact([x], "expi")[0]);
}

/**
 * The integral of e⁻ˣᵗ / tⁿ over t > 1, for n = 0, 1, 2 … It has no derivative by n.
 *
 *     scipy.special.expn(2, 1) // 0.14849551
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.scipy.special.expn`.
 */
export const expn = pairwise("expn", integrals.expn);

/**
 * The integral of e⁻ˣᵗ / t over t > 1.
 *
 *     scipy.special.exp1(1) // 0.21938393
 *
 * Source: `jax.scipy.special.exp1`.
 */
export function exp1(x: ArrayLike): Value {
  const [value] = promoteDtypesInexact([x], "exp1");
  return integrals.expn(expandTo(constantLike(value, 1), value.shape), value);
}

/**
 * In how many ways k things are chosen of n; with `repetition`, each may be chosen again.
 *
 *     scipy.special.comb(4, 2) // 6.0
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.scipy.special.comb`.
 */
export function comb(n: ArrayLike, k: ArrayLike, options: { repetition?: boolean } = {}): Value {
  const { repetition = false } = expectOptions("comb(n, k)", options, ["repetition"]);
  const [all, chosen] = aligned("comb", n, k);
  if (repetition) {
    const isNone = jnp.logicalAnd(jnp.equal(chosen, 0), jnp.greaterEqual(all, 0));
    return jnp.where(isNone, 1, comb(jnp.subtract(jnp.add(all, chosen), 1), chosen));
  }
  const isPossible = jnp.logicalAnd(
    jnp.lessEqual(chosen, all),
    jnp.logicalAnd(jnp.greaterEqual(all, 0), jnp.greaterEqual(chosen, 0)),
  );
  const [safe, part] = [all, chosen].map((x) => jnp.where(isPossible, x, constantLike(x, 0)));
  const factorial = (x: ArrayLike): Value => lgamma(jnp.add(x, constantLike(safe, 1)));
  const log = jnp.subtract(
    jnp.subtract(factorial(safe), factorial(part)),
    factorial(jnp.subtract(safe, part)),
  );
  return jnp.where(isPossible, exp(log), 0);
}

/**
 * Bernoulli's numbers 0 … n, with -1/2 for number 1.
 *
 *     scipy.special.bernoulli(4) // [ 1.         -0.5         0.16666667  0.         -0.03333329]
 *
 * Throws a ValueError for an n that is no natural number. Source: `jax.scipy.special.bernoulli`.
 */
export function bernoulli(n: number): Value {
  if (!Number.isInteger(n) || n < 0) throw new ValueError("n must be a non-negative integer.");
  // B_m = -2 (-1)^(m/2) m! / (2 pi)^m zeta(m), for even m.
  const numbers = Array.from({ length: n + 1 }, (_, m) => {
    if (m < 2) return [1, -0.5][m];
    if (m % 2 === 1) return 0;
    let [factor, zeta] = [2, 1];
    for (let k = 1; k <= m; k++) factor *= k / (2 * Math.PI);
    for (let k = 60; k > 1; k--) zeta += k ** -m;
    return m === 2 ? 1 / 6 : m % 4 === 0 ? -factor * zeta : factor * zeta;
  });
  return hostArray(numbers);
}

/**
 * Bessel's functions of the first kind of the orders 0 … v at x, along a new first axis: by Miller's recurrence downwards from
 * order `nIter` (default 50).
 *
 *     scipy.special.besselJn(1, { v: 1 }) // [0.7651977  0.44005057]
 *
 * Throws a ValueError for an order that is no natural number. Source: `jax.scipy.special.bessel_jn`.
 */
export function besselJn(x: ArrayLike, options: { v: number; nIter?: number }): Value {
  const { v, nIter = 50 } = expectOptions("besselJn(x)", options, ["v", "nIter"]);
  if (!Number.isInteger(v) || v < 0) throw new ValueError(`v must be a natural number, got ${v}`);
  const [value] = promoteDtypesInexact([x], "bessel_jn");
  let [above, here] = [jnp.multiply(value, 0), jnp.add(jnp.multiply(value, 0), 1e-16)];
  let norm = jnp.multiply(value, 0);
  let found: Value[] = [];
  for (let k = nIter; k > 0; k--) {
    [above, here] = [here, jnp.subtract(jnp.divide(jnp.multiply(2 * k, here), value), above)];
    if (k - 1 <= v) found.unshift(here);
    if ((k - 1) % 2 === 0) norm = jnp.add(norm, jnp.multiply(k === 1 ? 1 : 2, here));
    // What grows without end is made small: only quotients count.
    const scale = jnp.where(jnp.greater(jnp.abs(here), 1e10), 1e-10, 1);
    [above, here, norm, ...found] = [above, here, norm, ...found].map((x) => jnp.multiply(x, scale));
  }
  return stack(found.map((order) => jnp.divide(order, norm)));
}
