/** The normal distribution function, its logarithm and its inverse. Integers become float32. */

import { customJvp } from "../calls/customJvp.js";
import * as jnp from "../numpy/elementwise.js";
import { promoteDtypesInexact, withName } from "../numpy/promotion.js";
import { erfc } from "../primitives/special.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { rational } from "./rational.js";

type Unary = (x: ArrayLike) => Value;

function unary(name: string, f: (x: Value) => Value): Unary {
  return withName(name, (x: ArrayLike) => f(promoteDtypesInexact([x], name)[0]));
}

/** log √(2π). */
const logRoot = Math.log(2 * Math.PI) / 2;
const halfSquare = (x: Value): Value => jnp.multiply(0.5, jnp.square(x));

/**
 * The normal distribution function: how likely a normal variable is less than x.
 *
 *     scipy.special.ndtr(0) // 0.5
 *
 * Source: `jax.scipy.special.ndtr`.
 */
export const ndtr = unary("ndtr", (x) => jnp.multiply(0.5, erfc(jnp.multiply(x, -Math.SQRT1_2))));

/** Far on the left, by the asymptotic series. */
function logTail(x: Value): Value {
  const r = jnp.divide(1, jnp.square(x));
  const series = jnp.multiply(r, jnp.add(-1, jnp.multiply(r, jnp.add(3, jnp.multiply(-15, r)))));
  const head = jnp.subtract(jnp.negative(halfSquare(x)), jnp.add(jnp.log(jnp.negative(x)), logRoot));
  return jnp.add(head, jnp.log1p(series));
}

const logNdtrOf = customJvp(function logNdtr(x: Value): Value {
  const right = jnp.negative(ndtr(jnp.negative(x)));
  const middle = jnp.log(ndtr(jnp.maximum(x, -10)));
  const left = logTail(jnp.minimum(x, -10));
  return jnp.where(jnp.greater(x, 5), right, jnp.where(jnp.greater(x, -10), middle, left));
});
logNdtrOf.defjvps((t: Value, out: Value, x: Value) => {
  const logDensity = jnp.subtract(jnp.negative(halfSquare(x)), logRoot);
  return jnp.multiply(t, jnp.exp(jnp.subtract(logDensity, out)));
});

/**
 * log(ndtr(x)), also where that is 0 or 1 in float32.
 *
 *     scipy.special.logNdtr(-20) // -203.91716
 *
 * Source: `jax.scipy.special.log_ndtr`.
 */
export const logNdtr = unary("log_ndtr", (x) => logNdtrOf(x));

// Rational functions of the distance to 1/2 and of √(-log p), to seven digits: Wichura 1988, algorithm AS 241.
const center = {
  over: [59.10937472, 159.29113202, 50.434271938, 3.3871327179],
  under: [67.1875636, 78.757757664, 17.895169469, 1],
};
const near = { over: [0.17023821103, 1.3067284816, 2.75681539, 1.4234372777], under: [0.12021132975, 0.7370016425, 1] }; // prettier-ignore
const far = { over: [0.017337203997, 0.42868294337, 3.0812263860, 6.6579051150], under: [0.012258202635, 0.24197894225, 1] }; // prettier-ignore

const ndtriOf = customJvp(function ndtri(p: Value): Value {
  const q = jnp.subtract(p, 0.5);
  const isCentral = jnp.lessEqual(jnp.abs(q), 0.425);
  const middle = jnp.multiply(q, rational(jnp.subtract(0.180625, jnp.square(q)), center));
  const tail = jnp.where(isCentral, 0.05, jnp.where(jnp.less(q, 0), p, jnp.subtract(1, p)));
  const r = jnp.sqrt(jnp.negative(jnp.log(tail)));
  const side = jnp.where(
    jnp.lessEqual(r, 5),
    rational(jnp.subtract(r, 1.6), near),
    rational(jnp.subtract(r, 5), far),
  );
  const outer = jnp.where(jnp.equal(tail, 0), Infinity, side);
  return jnp.where(isCentral, middle, jnp.where(jnp.less(q, 0), jnp.negative(outer), outer));
});
ndtriOf.defjvps((t: Value, out: Value) => jnp.multiply(t, jnp.exp(jnp.add(halfSquare(out), logRoot))));

/**
 * The inverse of `ndtr`, for p from 0 (-∞) to 1 (∞); NaN outside.
 *
 *     scipy.special.ndtri(0.5) // 0.0
 *
 * Source: `jax.scipy.special.ndtri`.
 */
export const ndtri = unary("ndtri", (p) => ndtriOf(p));
