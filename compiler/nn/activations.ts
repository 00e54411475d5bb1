/** Activation functions, element by element. Where nothing else is said, integers become float32. */

import { defaultFloat } from "../ir/dtype.js";
import { customJvp } from "../calls/customJvp.js";
import { ArrayType } from "../ir/arrayType.js";
import { type Arguments, expectArguments, expectOptions } from "../ir/options.js";
import { erfc } from "../primitives/special.js";
import * as exponential from "../primitives/exponential.js";
import * as jnp from "../numpy/elementwise.js";
import { constantLike, convertTo, promoteDtypesInexact, toValue } from "../numpy/promotion.js";
import { split } from "../numpy/joining.js";
import { scalar } from "../trace/hostArray.js";
import type { ArrayLike, Value } from "../trace/value.js";

/** A number that stays a float beside integers, even if it is integral. */
const float = (x: number): Value => scalar(x, new ArrayType(defaultFloat(), [], true));

const rectified = customJvp(function relu(x: Value): Value {
  return jnp.maximum(x, 0);
});
rectified.defjvps((t: Value, _out: Value, x: Value) => jnp.where(jnp.greater(x, 0), t, constantLike(t, 0)));

/**
 * max(x, 0), with derivative 0 at 0. Integers stay integers.
 *
 *     nn.relu([-1, 2]) // [0. 2.]
 *
 * Source: `jax.nn.relu`.
 */
export function relu(x: ArrayLike): Value {
  return rectified(toValue(x, "relu"));
}

const limited = customJvp(function relu6(x: Value): Value {
  return jnp.minimum(jnp.maximum(x, 0), float(6));
});
limited.defjvps((t: Value, _out: Value, x: Value) =>
  jnp.where(jnp.logicalAnd(jnp.greater(x, 0), jnp.less(x, 6)), t, constantLike(t, 0)),
);

/**
 * min(max(x, 0), 6), with derivative 0 at both corners.
 *
 *     nn.relu6([-1, 2, 9]) // [0. 2. 6.]
 *
 * Source: `jax.nn.relu6`.
 */
export function relu6(x: ArrayLike): Value {
  return limited(toValue(x, "relu6"));
}

/**
 * (x + √(x² + b)) / 2: a smooth relu without exponentials. `b` (default 4) is the softness.
 *
 *     nn.squareplus(0) // 1.0
 *
 * Source: `jax.nn.squareplus`.
 */
export function squareplus(x: ArrayLike, ...rest: Arguments<{ b?: ArrayLike }, ["b"]>): Value {
  const { b = 4 } = expectArguments<{ b?: ArrayLike }>("squareplus(x)", rest, ["b?"]);
  return jnp.divide(jnp.add(x, jnp.sqrt(jnp.add(jnp.square(x), b))), 2);
}

/**
 * log(1 + eˣ), without overflow.
 *
 *     nn.softplus(0) // 0.6931472
 *
 * Source: `jax.nn.softplus`.
 */
export function softplus(x: ArrayLike): Value {
  return jnp.logaddexp(x, 0);
}

/**
 * x / (|x| + 1).
 *
 *     nn.softSign([-1, 1]) // [-0.5  0.5]
 *
 * Source: `jax.nn.soft_sign`.
 */
export function softSign(x: ArrayLike): Value {
  return jnp.divide(x, jnp.add(jnp.abs(x), 1));
}

/**
 * 1 / (1 + e⁻ˣ).
 *
 *     nn.sigmoid(0) // 0.5
 *
 * Throws a TypeError for integers and booleans. Source: `jax.nn.sigmoid`.
 */
export function sigmoid(x: ArrayLike): Value {
  return exponential.logistic(toValue(x, "sigmoid"));
}

/**
 * log(sigmoid(x)), without underflow.
 *
 *     nn.logSigmoid(-100) // -100.0
 *
 * Throws a TypeError for booleans. Source: `jax.nn.log_sigmoid`.
 */
export function logSigmoid(x: ArrayLike): Value {
  return jnp.negative(softplus(jnp.negative(x)));
}

/**
 * The hyperbolic tangent.
 *
 *     nn.tanh([0, 1]) // [0.        0.7615942]
 *
 * Source: `jax.nn.tanh`.
 */
export const tanh = jnp.tanh;

/**
 * x · sigmoid(x).
 *
 *     nn.silu(1) // 0.7310586
 *
 * Throws a TypeError for integers and booleans. Source: `jax.nn.silu`.
 */
export function silu(x: ArrayLike): Value {
  return jnp.multiply(x, sigmoid(x));
}
/** The other name of `silu`. */
export const swish = silu;

/**
 * x · tanh(softplus(x)).
 *
 *     nn.mish(1) // 0.8650984
 *
 * Source: `jax.nn.mish`.
 */
export function mish(x: ArrayLike): Value {
  return jnp.multiply(x, jnp.tanh(softplus(x)));
}

interface Alpha {
  /** Default 1. */
  alpha?: ArrayLike;
}

/**
 * x for x > 0, else α(eˣ - 1); α (`alpha`) is 1 by default.
 *
 *     nn.elu([-1, 2]) // [-0.63212055  2.        ]
 *
 * Source: `jax.nn.elu`.
 */
export function elu(x: ArrayLike, ...rest: Arguments<Alpha, ["alpha"]>): Value {
  const { alpha = 1 } = expectArguments<Alpha>("elu(x)", rest, ["alpha?"]);
  const isPositive = jnp.greater(x, 0);
  const safe = jnp.where(isPositive, float(0), x);
  return jnp.where(isPositive, x, jnp.multiply(weakly(alpha), jnp.expm1(safe)));
}

/** Numbers stay floats, whatever they meet. */
function weakly(x: ArrayLike): ArrayLike {
  return typeof x === "number" ? float(x) : x;
}

/**
 * max(x, 0) + min(α(e^(x/α) - 1), 0); α (`alpha`) is 1 by default.
 *
 *     nn.celu([-1, 2]) // [-0.63212055  2.        ]
 *
 * Source: `jax.nn.celu`.
 */
export function celu(x: ArrayLike, ...rest: Arguments<Alpha, ["alpha"]>): Value {
  const { alpha = 1 } = expectArguments<Alpha>("celu(x)", rest, ["alpha?"]);
  const positive = jnp.maximum(x, float(0));
  const a = weakly(alpha);
  const tail = jnp.multiply(a, jnp.expm1(jnp.divide(jnp.minimum(x, float(0)), a)));
  return jnp.add(positive, tail);
}

/**
 * `elu`, scaled so that layers normalize themselves.
 *
 *     nn.selu(1) // 1.050701
 *
 * Source: `jax.nn.selu`.
 */
export function selu(x: ArrayLike): Value {
  return jnp.multiply(1.0507009873554805, elu(x, 1.6732632423543772));
}

interface Slope {
  /** Default 0.01. */
  negativeSlope?: ArrayLike;
}

/**
 * x for x ≥ 0, else `negativeSlope` (default 0.01) times x.
 *
 *     nn.leakyRelu([-1, 2]) // [-0.01  2.  ]
 *
 * Source: `jax.nn.leaky_relu`.
 */
export function leakyRelu(x: ArrayLike, ...rest: Arguments<Slope, ["negativeSlope"]>): Value {
  const { negativeSlope = 0.01 } = expectArguments<Slope>("leakyRelu(x)", rest, ["negativeSlope?"]);
  return jnp.where(jnp.greaterEqual(x, 0), x, jnp.multiply(weakly(negativeSlope), x));
}

/**
 * x limited to [-1, 1]. Integers stay integers.
 *
 *     nn.hardTanh([-3, 0.5]) // [-1.   0.5]
 *
 * Source: `jax.nn.hard_tanh`.
 */
export function hardTanh(x: ArrayLike): Value {
  return jnp.where(jnp.greater(x, 1), 1, jnp.where(jnp.less(x, -1), -1, x));
}

/**
 * relu6(x + 3) / 6.
 *
 *     nn.hardSigmoid([-3, 0]) // [0.  0.5]
 *
 * Source: `jax.nn.hard_sigmoid`.
 */
export function hardSigmoid(x: ArrayLike): Value {
  return jnp.divide(relu6(jnp.add(x, float(3))), float(6));
}

/**
 * x · hardSigmoid(x).
 *
 *     nn.hardSilu([-3, 3]) // [-0.  3.]
 *
 * Source: `jax.nn.hard_silu`.
 */
export function hardSilu(x: ArrayLike): Value {
  return jnp.multiply(x, hardSigmoid(x));
}
/** The other name of `hardSilu`. */
export const hardSwish = hardSilu;

/**
 * x · Φ(x), Φ the normal distribution function; by default its approximation by tanh.
 *
 *     nn.gelu(1) // 0.841192
 *
 * Source: `jax.nn.gelu`.
 */
export function gelu(x: ArrayLike, options: { approximate?: boolean } = {}): Value {
  const { approximate = true } = expectOptions("gelu(x)", options, ["approximate"]);
  const [given] = promoteDtypesInexact([x], "gelu");
  const value = convertTo(given, given.dtype);
  if (approximate) {
    const cube = jnp.power(value, 3);
    const inner = jnp.multiply(Math.sqrt(2 / Math.PI), jnp.add(value, jnp.multiply(0.044715, cube)));
    return jnp.multiply(value, jnp.multiply(0.5, jnp.add(1, jnp.tanh(inner))));
  }
  const half = jnp.multiply(0.5, value);
  return jnp.multiply(half, erfc(jnp.multiply(jnp.negative(value), Math.SQRT1_2)));
}

/**
 * The first half along an axis (default the last) times the sigmoid of the second half.
 *
 *     nn.glu([2, 0]) // [1.]
 *
 * Throws a ValueError for an odd length. Source: `jax.nn.glu`.
 */
export function glu(x: ArrayLike, options: { axis?: number } = {}): Value {
  const { axis = -1 } = expectOptions("glu(x)", options, ["axis"]);
  const [left, right] = split(x, 2, { axis });
  return jnp.multiply(left, sigmoid(right));
}

/**
 * 0 below -1, x above 1, and a parabola between: a `softplus` that is exactly zero on the left.
 *
 *     nn.sparsePlus([-2, 0, 2]) // [0.   0.25 2.  ]
 *
 * Source: `jax.nn.sparse_plus`.
 */
export function sparsePlus(x: ArrayLike): Value {
  const parabola = jnp.divide(jnp.square(jnp.add(x, float(1))), 4);
  return jnp.where(jnp.lessEqual(x, -1), float(0), jnp.where(jnp.greaterEqual(x, 1), x, parabola));
}

/**
 * (x + 1) / 2 limited to [0, 1]: the derivative of `sparsePlus`.
 *
 *     nn.sparseSigmoid(0) // 0.5
 *
 * Source: `jax.nn.sparse_sigmoid`.
 */
export function sparseSigmoid(x: ArrayLike): Value {
  return jnp.multiply(0.5, jnp.clip(jnp.add(x, float(1)), 0, 2));
}

const tailOfOne = customJvp(function log1mexp(x: Value): Value {
  const near = jnp.log(jnp.negative(jnp.expm1(jnp.negative(x))));
  const far = jnp.log1p(jnp.negative(jnp.exp(jnp.negative(x))));
  return jnp.where(jnp.less(x, Math.LN2), near, far);
});
tailOfOne.defjvps((t: Value, _out: Value, x: Value) => jnp.divide(t, jnp.expm1(x)));

/**
 * log(1 - e⁻ˣ) for x ≥ 0, accurate where that is small or large.
 *
 *     nn.log1mexp(Math.log(2)) // -0.6931472
 *
 * Source: `jax.nn.log1mexp`.
 */
export function log1mexp(x: ArrayLike): Value {
  return tailOfOne(promoteDtypesInexact([x], "log1mexp")[0]);
}

/**
 * x itself, as an array.
 *
 *     nn.identity([1, 2]) // [1. 2.]
 *
 * Source: `jax.nn.identity`.
 */
export function identity(x: ArrayLike): Value {
  return toValue(x, "identity");
}
