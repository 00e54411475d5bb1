/** Activation functions, element by element. */

import { customJvp } from "../calls/customJvp.js";
import { erfc } from "../primitives/special.js";
import * as exponential from "../primitives/exponential.js";
import * as jnp from "../numpy/elementwise.js";
import { constantLike, promoteDtypesInexact, toValue } from "../numpy/promotion.js";
import { split } from "../numpy/joining.js";
import type { ArrayLike, Value } from "../trace/value.js";

const rectified = customJvp(function relu(x: Value): Value {
  return jnp.maximum(x, 0);
});
rectified.defjvps((t: Value, _out: Value, x: Value) => jnp.where(jnp.greater(x, 0), t, constantLike(t, 0)));

/** max(x, 0), with derivative 0 at 0. */
export function relu(x: ArrayLike): Value {
  return rectified(toValue(x, "relu"));
}

const limited = customJvp(function relu6(x: Value): Value {
  return jnp.minimum(jnp.maximum(x, 0), 6);
});
limited.defjvps((t: Value, _out: Value, x: Value) =>
  jnp.where(jnp.logicalAnd(jnp.greater(x, 0), jnp.less(x, 6)), t, constantLike(t, 0)),
);

/** min(max(x, 0), 6), with derivative 0 at both corners. */
export function relu6(x: ArrayLike): Value {
  return limited(toValue(x, "relu6"));
}

/** (x + √(x² + b)) / 2: a smooth relu without exponentials. */
export function squareplus(x: ArrayLike, b: ArrayLike = 4): Value {
  const value = floatOf(x, "squareplus");
  return jnp.divide(jnp.add(value, jnp.sqrt(jnp.add(jnp.square(value), b))), 2);
}

/** log(1 + eˣ), without overflow. */
export function softplus(x: ArrayLike): Value {
  return jnp.logaddexp(x, 0);
}

/** x / (|x| + 1). */
export function softSign(x: ArrayLike): Value {
  const value = floatOf(x, "soft_sign");
  return jnp.divide(value, jnp.add(jnp.abs(value), 1));
}

/** 1 / (1 + e⁻ˣ). */
export function sigmoid(x: ArrayLike): Value {
  return exponential.logistic(floatOf(x, "sigmoid"));
}

/** log(sigmoid(x)), without underflow. */
export function logSigmoid(x: ArrayLike): Value {
  return jnp.negative(softplus(jnp.negative(floatOf(x, "log_sigmoid"))));
}

/** The hyperbolic tangent. */
export const tanh = jnp.tanh;

/** x · sigmoid(x). */
export function silu(x: ArrayLike): Value {
  const value = floatOf(x, "silu");
  return jnp.multiply(value, sigmoid(value));
}
/** The other name of `silu`. */
export const swish = silu;

/** x · tanh(softplus(x)). */
export function mish(x: ArrayLike): Value {
  const value = floatOf(x, "mish");
  return jnp.multiply(value, jnp.tanh(softplus(value)));
}

/** x for x > 0, else α(eˣ - 1). */
export function elu(x: ArrayLike, alpha: ArrayLike = 1): Value {
  const value = floatOf(x, "elu");
  const isPositive = jnp.greater(value, 0);
  const safe = jnp.where(isPositive, 0, value);
  return jnp.where(isPositive, value, jnp.multiply(alpha, jnp.expm1(safe)));
}

/** max(x, 0) + min(α(e^(x/α) - 1), 0). */
export function celu(x: ArrayLike, alpha: ArrayLike = 1): Value {
  const value = floatOf(x, "celu");
  const positive = jnp.maximum(value, 0);
  const tail = jnp.multiply(alpha, jnp.expm1(jnp.divide(jnp.minimum(value, 0), alpha)));
  return jnp.add(positive, tail);
}

/** `elu`, scaled so that layers normalize themselves. */
export function selu(x: ArrayLike): Value {
  return jnp.multiply(1.0507009873554805, elu(x, 1.6732632423543772));
}

/** x for x ≥ 0, else slope · x. */
export function leakyRelu(x: ArrayLike, negativeSlope: ArrayLike = 0.01): Value {
  const value = floatOf(x, "leaky_relu");
  return jnp.where(jnp.greaterEqual(value, 0), value, jnp.multiply(negativeSlope, value));
}

/** x limited to [-1, 1]. */
export function hardTanh(x: ArrayLike): Value {
  const value = toValue(x, "hard_tanh");
  return jnp.where(jnp.greater(value, 1), 1, jnp.where(jnp.less(value, -1), -1, value));
}

/** relu6(x + 3) / 6. */
export function hardSigmoid(x: ArrayLike): Value {
  return jnp.divide(relu6(jnp.add(x, 3)), 6);
}

/** x · hardSigmoid(x). */
export function hardSilu(x: ArrayLike): Value {
  return jnp.multiply(x, hardSigmoid(x));
}
/** The other name of `hardSilu`. */
export const hardSwish = hardSilu;

/** x · Φ(x), Φ the normal distribution function; by default its approximation by tanh. */
export function gelu(x: ArrayLike, { approximate = true }: { approximate?: boolean } = {}): Value {
  const value = floatOf(x, "gelu");
  if (approximate) {
    const cube = jnp.power(value, 3);
    const inner = jnp.multiply(Math.sqrt(2 / Math.PI), jnp.add(value, jnp.multiply(0.044715, cube)));
    return jnp.multiply(value, jnp.multiply(0.5, jnp.add(1, jnp.tanh(inner))));
  }
  const [tail] = promoteDtypesInexact([jnp.multiply(jnp.negative(value), Math.SQRT1_2)]);
  return jnp.multiply(jnp.multiply(0.5, value), erfc(tail));
}

/** The first half along an axis (default the last) times the sigmoid of the second half. */
export function glu(x: ArrayLike, { axis = -1 }: { axis?: number } = {}): Value {
  const [left, right] = split(x, 2, { axis });
  return jnp.multiply(left, sigmoid(right));
}

/** 0 below -1, x above 1, and a parabola between: a `softplus` that is exactly zero on the left. */
export function sparsePlus(x: ArrayLike): Value {
  const value = floatOf(x, "sparse_plus");
  const parabola = jnp.divide(jnp.square(jnp.add(value, 1)), 4);
  return jnp.where(jnp.lessEqual(value, -1), 0, jnp.where(jnp.greaterEqual(value, 1), value, parabola));
}

/** (x + 1) / 2 limited to [0, 1]: the derivative of `sparsePlus`. */
export function sparseSigmoid(x: ArrayLike): Value {
  return jnp.multiply(0.5, jnp.clip(jnp.add(x, 1), 0, 2));
}

/** x itself, as an array. */
export function identity(x: ArrayLike): Value {
  return toValue(x, "identity");
}

function floatOf(x: ArrayLike, name: string): Value {
  return promoteDtypesInexact([x], name)[0];
}
