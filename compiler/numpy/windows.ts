/** Windows of signal processing: rows of weights that fall towards both ends. All are float32 of length `m`. */

import { ValueError } from "../ir/errors.js";
import { HostArray, allocate } from "../trace/hostArray.js";
import { ArrayType } from "../ir/arrayType.js";
import type { Value } from "../trace/value.js";

/** The window whose weight at place `t`, which runs from 0 to 1, is `weight(t)`. */
function sampled(name: string, m: number, weight: (t: number) => number): Value {
  if (!Number.isInteger(m) || m < 0)
    throw new ValueError(`${name}: the length of a window must be a natural number, got ${m}`);
  const values = allocate("float32", m);
  for (let i = 0; i < m; i++) values[i] = m === 1 ? 1 : weight(i / (m - 1));
  return new HostArray(new ArrayType("float32", [m]), values);
}

const wave = (t: number): number => Math.cos(2 * Math.PI * t);

/**
 * The triangle that is 0 at both ends and 1 in the middle.
 *
 *     jnp.bartlett(5) // [0.  0.5 1.  0.5 0. ]
 *
 * Throws a ValueError unless `m` is a natural number. Source: `jax.numpy.bartlett`.
 */
export function bartlett(m: number): Value {
  return sampled("bartlett", m, (t) => 1 - Math.abs(2 * t - 1));
}

/**
 * Three terms of a cosine series; 0 at both ends.
 *
 *     jnp.blackman(3).get(1) // 1.0
 *
 * Throws a ValueError unless `m` is a natural number. Source: `jax.numpy.blackman`.
 */
export function blackman(m: number): Value {
  return sampled("blackman", m, (t) => 0.42 - 0.5 * wave(t) + 0.08 * Math.cos(4 * Math.PI * t));
}

/**
 * A raised cosine, 0.08 at both ends.
 *
 *     jnp.hamming(3) // [0.08 1.   0.08]
 *
 * Throws a ValueError unless `m` is a natural number. Source: `jax.numpy.hamming`.
 */
export function hamming(m: number): Value {
  return sampled("hamming", m, (t) => 0.54 - 0.46 * wave(t));
}

/**
 * A raised cosine, 0 at both ends.
 *
 *     jnp.hanning(5) // [0.  0.5 1.  0.5 0. ]
 *
 * Throws a ValueError unless `m` is a natural number. Source: `jax.numpy.hanning`.
 */
export function hanning(m: number): Value {
  return sampled("hanning", m, (t) => 0.5 - 0.5 * wave(t));
}

/** The modified Bessel function of order 0, by its power series, all of whose terms are positive. */
function bessel0(x: number): number {
  let sum = 1;
  for (let term = 1, k = 1; term > sum * 1e-17; k++) sum += term *= (x / (2 * k)) ** 2;
  return sum;
}

/**
 * The Kaiser window: the larger `beta`, the narrower. 0 gives ones.
 *
 *     jnp.kaiser(3, 0) // [1. 1. 1.]
 *
 * Throws a ValueError unless `m` is a natural number. Source: `jax.numpy.kaiser`.
 */
export function kaiser(m: number, beta: number): Value {
  return sampled("kaiser", m, (t) => bessel0(beta * Math.sqrt(1 - (2 * t - 1) ** 2)) / bessel0(beta));
}
