/** Whether arrays are equal, or nearly so. */

import { ArrayType, sameShape } from "../ir/arrayType.js";
import { TypeError } from "../ir/errors.js";
import { expectOptions } from "../ir/options.js";
import * as arithmetic from "../primitives/arithmetic.js";
import * as comparison from "../primitives/comparison.js";
import * as logical from "../primitives/logical.js";
import { reduceAnd } from "../primitives/reductions.js";
import { scalar } from "../trace/hostArray.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { equal, isinf, isnan } from "./logic.js";
import { constantLike, convertTo, promoteArgsInexact, toValue } from "./promotion.js";

export interface Closeness {
  /** How far apart, relative to |y|. Default 1e-5. */
  rtol?: number;
  /** How far apart in any case. Default 1e-8. */
  atol?: number;
  /** Whether NaN is close to NaN. Default false. */
  equalNan?: boolean;
}

/**
 * Whether |x - y| ≤ atol + rtol·|y|; infinities are close to themselves.
 *
 *     jnp.isclose([1, 2], [1.000001, 2.1]) // [ True False]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.isclose`.
 */
export function isclose(x: ArrayLike, y: ArrayLike, options: Closeness = {}): Value {
  const {
    rtol = 1e-5,
    atol = 1e-8,
    equalNan = false,
  } = expectOptions("isclose(x, y)", options, ["rtol", "atol", "equalNan"]);
  const [a, b] = promoteArgsInexact("isclose", x, y);
  const limit = arithmetic.add(
    arithmetic.mul(constantLike(b, rtol), arithmetic.abs(b)),
    constantLike(b, atol),
  );
  const near = comparison.le(arithmetic.abs(arithmetic.sub(a, b)), limit);
  const [aInf, bInf] = [isinf(a), isinf(b)];
  const finite = logical.and(near, logical.not(logical.or(aInf, bInf)));
  const same = logical.and(logical.and(aInf, bInf), comparison.eq(a, b));
  const close = logical.or(finite, same);
  const result = equalNan ? logical.or(close, logical.and(isnan(a), isnan(b))) : close;
  return convertTo(result, result.dtype);
}

function everywhere(x: Value): Value {
  return x.ndim === 0 ? x : reduceAnd(x, x.shape.map((_, i) => i)); // prettier-ignore
}

/**
 * Whether all elements are close, as a bool scalar.
 *
 *     jnp.allclose([1, 2], [1, 2.000001]) // True
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.allclose`.
 */
export function allclose(x: ArrayLike, y: ArrayLike, options: Closeness = {}): Value {
  expectOptions("allclose(x, y)", options, ["rtol", "atol", "equalNan"]);
  return everywhere(isclose(x, y, options));
}

/**
 * Whether the arrays have the same shape and elements, as a bool scalar.
 *
 *     jnp.arrayEqual([1, 2], [1, 2]) // True
 *
 * Source: `jax.numpy.array_equal`.
 */
export function arrayEqual(x: ArrayLike, y: ArrayLike, options: { equalNan?: boolean } = {}): Value {
  expectOptions("arrayEqual(x, y)", options, ["equalNan"]);
  const [a, b] = [toValue(x, "array_equal"), toValue(y, "array_equal")];
  if (!sameShape(a.shape, b.shape)) return scalar(false, new ArrayType("bool", []));
  const same = equal(a, b);
  return everywhere(options.equalNan ? logical.or(same, logical.and(isnan(a), isnan(b))) : same);
}

/**
 * Whether the arrays have the same elements after broadcasting, as a bool scalar.
 *
 *     jnp.arrayEquiv([1, 1], 1) // True
 *
 * Source: `jax.numpy.array_equiv`.
 */
export function arrayEquiv(x: ArrayLike, y: ArrayLike): Value {
  try {
    return everywhere(equal(x, y));
  } catch (error) {
    if (error instanceof TypeError && error.message.includes("incompatible shapes"))
      return scalar(false, new ArrayType("bool", []));
    throw error;
  }
}
