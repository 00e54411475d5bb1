/** NumPy's functions for complex numbers, of real ones: there are no others here. */

import { ArrayType } from "../ir/arrayType.js";
import { scalar } from "../trace/hostArray.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { fullLike } from "./creation.js";
import { signbit } from "./floatParts.js";
import { isnan } from "./logic.js";
import { expectOptions } from "../ir/options.js";
import { constantLike, expandTo, promoteDtypesInexact, toValue } from "./promotion.js";
import { where } from "./where.js";

/**
 * The real part: of real numbers, they themselves.
 *
 *     jnp.real([1, 2]) // [1. 2.]
 *
 * Source: `jax.numpy.real`.
 */
export function real(x: ArrayLike): Value {
  return toValue(x, "real");
}

/**
 * The imaginary part: of real numbers, 0.
 *
 *     jnp.imag([1, 2]) // [0. 0.]
 *
 * Source: `jax.numpy.imag`.
 */
export function imag(x: ArrayLike): Value {
  return fullLike(toValue(x, "imag"), 0);
}

/**
 * The conjugate: of real numbers, they themselves.
 *
 *     jnp.conjugate([1, 2]) // [1. 2.]
 *
 * Source: `jax.numpy.conjugate`.
 */
export function conjugate(x: ArrayLike): Value {
  return toValue(x, "conjugate");
}
/** NumPy's other name for `conjugate`. */
export const conj = conjugate;

/**
 * The angle in the complex plane, as a float: 0, or π (with `deg`, 180) for negative numbers and -0; NaN for NaN.
 *
 *     jnp.angle([1, -1]) // [0.        3.1415927]
 *
 * Source: `jax.numpy.angle`.
 */
export function angle(z: ArrayLike, options: { deg?: boolean } = {}): Value {
  const { deg = false } = expectOptions("angle(z)", options, ["deg"]);
  const [value] = promoteDtypesInexact([z], "angle");
  const half = constantLike(value, deg ? 180 : Math.PI);
  const turned = where(signbit(value), half, constantLike(value, 0));
  return where(isnan(value), value, turned);
}

const everywhere = (x: ArrayLike, answer: boolean): Value =>
  expandTo(scalar(answer, new ArrayType("bool", [])), toValue(x).shape);

/**
 * Whether each element is real: here all are.
 *
 *     jnp.isreal([1, 2]) // [ True  True]
 *
 * Source: `jax.numpy.isreal`.
 */
export function isreal(x: ArrayLike): Value {
  return everywhere(x, true);
}

/**
 * Whether each element has an imaginary part: here none has.
 *
 *     jnp.iscomplex([1, 2]) // [False False]
 *
 * Source: `jax.numpy.iscomplex`.
 */
export function iscomplex(x: ArrayLike): Value {
  return everywhere(x, false);
}

/**
 * Whether the dtype is not complex: here it never is.
 *
 *     jnp.isrealobj([1, 2]) // true
 *
 * Source: `jax.numpy.isrealobj`.
 */
export function isrealobj(x: ArrayLike): boolean {
  return toValue(x).ndim >= 0;
}

/**
 * Whether the dtype is complex: here it never is.
 *
 *     jnp.iscomplexobj([1, 2]) // false
 *
 * Source: `jax.numpy.iscomplexobj`.
 */
export function iscomplexobj(x: ArrayLike): boolean {
  return !isrealobj(x);
}
