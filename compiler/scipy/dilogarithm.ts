/** The dilogarithm. */

import { customJvp } from "../calls/customJvp.js";
import { TypeError } from "../ir/errors.js";
import * as jnp from "../numpy/elementwise.js";
import { convertTo, toValue } from "../numpy/promotion.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { type Rational, rational } from "./rational.js";

// spence(1 + w) / -w for -1/2 < w < 1/2: Moshier's Cephes, spence.c.
const nearOne: Rational = {
  over: [4.65128586073990045278e-5, 7.31589045238094711071e-3, 1.3384763957830901865e-1, 8.79691311754530315341e-1, 2.7114985119655346992, 4.25697156008121755724, 3.29771340985225106936, 1], // prettier-ignore
  under: [6.90990488912553276999e-4, 2.54043763932544379113e-2, 2.82974860602568089943e-1, 1.41172597751831069617, 3.63800533345137075418, 5.0327888014331699039, 3.54771340985225096217, 1], // prettier-ignore
};
const atZero = Math.PI ** 2 / 6;

/** Elsewhere by the values at 1 / x and at 1 - x. */
const spenceOf = customJvp(function spence(x: Value): Value {
  const isLarge = jnp.greater(x, 2);
  const at = jnp.where(isLarge, jnp.divide(1, x), x);
  const [isAbove, isBelow] = [jnp.greater(at, 1.5), jnp.less(at, 0.5)];
  const beside = jnp.where(isBelow, jnp.negative(at), jnp.subtract(at, 1));
  const w = jnp.where(isAbove, jnp.subtract(jnp.divide(1, at), 1), beside);
  // Not negated: it is 0 at 1, not -0.
  const close = jnp.subtract(0, jnp.multiply(w, rational(w, nearOne)));
  const logarithm = jnp.log(at);
  const product = jnp.multiply(logarithm, jnp.log1p(jnp.negative(at)));
  const mirrored = jnp.subtract(jnp.subtract(atZero, product), close);
  const upToTwo = jnp.where(isBelow, jnp.where(jnp.equal(at, 0), atZero, mirrored), close);
  const inverted = jnp.subtract(jnp.multiply(-0.5, jnp.square(logarithm)), upToTwo);
  return jnp.where(jnp.logicalOr(isLarge, isAbove), inverted, upToTwo);
});
spenceOf.defjvps((t: Value, _out: Value, x: Value) => {
  const isOne = jnp.equal(x, 1);
  const slope = jnp.divide(jnp.log(x), jnp.where(isOne, 1, jnp.subtract(1, x)));
  return jnp.multiply(t, jnp.where(isOne, -1, slope));
});

/**
 * The dilogarithm of 1 - x: the integral of log(t) / (1 - t) from 1 to x; NaN below 0.
 *
 *     scipy.special.spence([0.5, 2]) // [ 0.58224034 -0.82246685]
 *
 * Throws a TypeError unless x is float32 or float64. Source: `jax.scipy.special.spence`.
 */
export function spence(x: ArrayLike): Value {
  const value = toValue(x, "spence");
  if (value.dtype !== "float32" && value.dtype !== "float64")
    throw new TypeError(`x.dtype=${value.dtype} is not supported, see docstring for supported types.`);
  return spenceOf(convertTo(value, value.dtype));
}
