/** Comparison, logic and bits, element by element. */

import { ArrayType } from "../ir/arrayType.js";
import { defaultInt, isFloating, isUnsigned } from "../ir/dtype.js";
import { expectOptions } from "../ir/options.js";
import * as arithmetic from "../primitives/arithmetic.js";
import * as comparison from "../primitives/comparison.js";
import * as logical from "../primitives/logical.js";
import { isFinite as isFinitePrimitive } from "../primitives/rounding.js";
import { scalar } from "../trace/hostArray.js";
import type { ArrayLike, Value } from "../trace/value.js";
import {
  constantLike,
  convertTo,
  expandTo,
  promoteArgs,
  promoteShapes,
  toBool,
  toValue,
  withName,
} from "./promotion.js";
import { where } from "./where.js";

type Binary = (x: Value, y: Value) => Value;

function compare(name: string, primitive: Binary): (x: ArrayLike, y: ArrayLike) => Value {
  return withName(name, (x: ArrayLike, y: ArrayLike) => {
    const [a, b] = promoteArgs(name, x, y);
    return primitive(a, b);
  });
}

/**
 * x == y, as a bool array.
 *
 *     jnp.equal([1, 2], 2) // [False  True]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.equal`.
 */
export const equal = compare("eq", comparison.eq);
/**
 * x != y, as a bool array.
 *
 *     jnp.notEqual([1, 2], 2) // [ True False]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.not_equal`.
 */
export const notEqual = compare("ne", comparison.ne);
/**
 * x < y, as a bool array.
 *
 *     jnp.less([1, 2], 2) // [ True False]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.less`.
 */
export const less = compare("lt", comparison.lt);
/**
 * x <= y, as a bool array.
 *
 *     jnp.lessEqual([1, 2, 3], 2) // [ True  True False]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.less_equal`.
 */
export const lessEqual = compare("le", comparison.le);
/**
 * x > y, as a bool array.
 *
 *     jnp.greater([1, 2], 1) // [False  True]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.greater`.
 */
export const greater = compare("gt", comparison.gt);
/**
 * x >= y, as a bool array.
 *
 *     jnp.greaterEqual([1, 2, 3], 2) // [False  True  True]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.greater_equal`.
 */
export const greaterEqual = compare("ge", comparison.ge);

/** Operands of a logical function: booleans, shapes fitting. */
function booleans(name: string, x: ArrayLike, y: ArrayLike): [Value, Value] {
  const [a, b] = [toBool(toValue(x, name)), toBool(toValue(y, name))];
  return promoteShapes([a, b]) as [Value, Value];
}

/**
 * Whether both are true (not zero).
 *
 *     jnp.logicalAnd([true, false], true) // [ True False]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.logical_and`.
 */
export function logicalAnd(x: ArrayLike, y: ArrayLike): Value {
  return logical.and(...booleans("logical_and", x, y));
}

/**
 * Whether at least one is true (not zero).
 *
 *     jnp.logicalOr([0, 1], false) // [False  True]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.logical_or`.
 */
export function logicalOr(x: ArrayLike, y: ArrayLike): Value {
  return logical.or(...booleans("logical_or", x, y));
}

/**
 * Whether exactly one is true (not zero).
 *
 *     jnp.logicalXor([true, false], true) // [False  True]
 *
 * Throws a TypeError when shapes don't broadcast. Source: `jax.numpy.logical_xor`.
 */
export function logicalXor(x: ArrayLike, y: ArrayLike): Value {
  return logical.xor(...booleans("logical_xor", x, y));
}

/**
 * Whether x is false (zero).
 *
 *     jnp.logicalNot([0, 2]) // [ True False]
 *
 * Source: `jax.numpy.logical_not`.
 */
export function logicalNot(x: ArrayLike): Value {
  return logical.not(toBool(toValue(x, "logical_not")));
}

/** Booleans as int32: they have no bits to shift. */
function countable(x: Value): Value {
  return x.dtype === "bool" ? convertTo(x, defaultInt()) : x;
}

function bitwise(name: string, primitive: Binary): (x: ArrayLike, y: ArrayLike) => Value {
  return withName(name, (x: ArrayLike, y: ArrayLike) => {
    const [a, b] = promoteArgs(name, x, y);
    return primitive(a, b);
  });
}

/**
 * x & y on the bits of integers, `and` of booleans.
 *
 *     jnp.bitwiseAnd(6n, 3n) // 2
 *
 * Throws a TypeError for floats, and when shapes don't broadcast. Source: `jax.numpy.bitwise_and`.
 */
export const bitwiseAnd = bitwise("bitwise_and", logical.and);
/**
 * x | y on the bits of integers, `or` of booleans.
 *
 *     jnp.bitwiseOr(6n, 3n) // 7
 *
 * Throws a TypeError for floats, and when shapes don't broadcast. Source: `jax.numpy.bitwise_or`.
 */
export const bitwiseOr = bitwise("bitwise_or", logical.or);
/**
 * x ^ y on the bits of integers, exclusive or of booleans.
 *
 *     jnp.bitwiseXor(6n, 3n) // 5
 *
 * Throws a TypeError for floats, and when shapes don't broadcast. Source: `jax.numpy.bitwise_xor`.
 */
export const bitwiseXor = bitwise("bitwise_xor", logical.xor);

/**
 * ~x on the bits of integers, `not` of booleans.
 *
 *     jnp.bitwiseNot(6n) // -7
 *
 * Throws a TypeError for floats. Source: `jax.numpy.bitwise_not`.
 */
export function bitwiseNot(x: ArrayLike): Value {
  return logical.not(toValue(x, "bitwise_not"));
}
/** NumPy's other names for `bitwiseNot`. */
export const invert = bitwiseNot;
export const bitwiseInvert = bitwiseNot;

/**
 * The number of bits that are one in |x|, in the dtype of x; booleans count as int32.
 *
 *     jnp.bitwiseCount(jnp.array([255, -1], { dtype: "int32" })) // [8 1]
 *
 * Throws a TypeError for floats. Source: `jax.numpy.bitwise_count`, which gives uint8.
 */
export function bitwiseCount(x: ArrayLike): Value {
  const given = toValue(x, "bitwise_count");
  const value = given.dtype === "bool" ? convertTo(given, "int32") : given;
  return logical.populationCount(isUnsigned(value.dtype) ? value : arithmetic.abs(value));
}

/**
 * x << y; 0 when all bits are shifted out.
 *
 *     jnp.leftShift(3n, 2n) // 12
 *
 * Throws a TypeError for floats, and when shapes don't broadcast. Source: `jax.numpy.left_shift`.
 */
export const leftShift = bitwise("left_shift", (x, y) => logical.shiftLeft(countable(x), countable(y)));
/**
 * x >> y, keeping the sign of signed integers.
 *
 *     jnp.rightShift(-8n, 1n) // -4
 *
 * Throws a TypeError for floats, and when shapes don't broadcast. Source: `jax.numpy.right_shift`.
 */
export const rightShift = bitwise("right_shift", (x, y) =>
  isUnsigned(x.dtype)
    ? logical.shiftRightLogical(x, y)
    : logical.shiftRightArithmetic(countable(x), countable(y)),
);
/** NumPy's other names for the shifts. */
export const bitwiseLeftShift = leftShift;
export const bitwiseRightShift = rightShift;

/** The array without its weakness. */
function strong(x: Value): Value {
  return convertTo(x, x.dtype);
}

function falseLike(x: Value): Value {
  return expandTo(scalar(false, new ArrayType("bool", [])), x.shape);
}

/**
 * Whether x is NaN; false for integers.
 *
 *     jnp.isnan([1, NaN]) // [False  True]
 *
 * Source: `jax.numpy.isnan`.
 */
export function isnan(x: ArrayLike): Value {
  const value = toValue(x, "isnan");
  return isFloating(value.dtype) ? comparison.ne(value, value) : falseLike(value);
}

/**
 * Whether x is neither NaN nor infinite.
 *
 *     jnp.isfinite([1, Infinity]) // [ True False]
 *
 * Source: `jax.numpy.isfinite`.
 */
export function isfinite(x: ArrayLike): Value {
  const value = toValue(x, "isfinite");
  return isFloating(value.dtype) ? isFinitePrimitive(value) : logical.not(falseLike(value));
}

/**
 * Whether x is ∞ or -∞.
 *
 *     jnp.isinf([1, -Infinity]) // [False  True]
 *
 * Source: `jax.numpy.isinf`.
 */
export function isinf(x: ArrayLike): Value {
  const value = toValue(x, "isinf");
  if (!isFloating(value.dtype)) return falseLike(value);
  return strong(comparison.eq(arithmetic.abs(value), constantLike(value, Infinity)));
}

/**
 * Whether x is ∞.
 *
 *     jnp.isposinf([-Infinity, Infinity]) // [False  True]
 *
 * Source: `jax.numpy.isposinf`.
 */
export function isposinf(x: ArrayLike): Value {
  const value = toValue(x, "isposinf");
  return isFloating(value.dtype)
    ? strong(comparison.eq(value, constantLike(value, Infinity)))
    : falseLike(value);
}

/**
 * Whether x is -∞.
 *
 *     jnp.isneginf([-Infinity, Infinity]) // [ True False]
 *
 * Source: `jax.numpy.isneginf`.
 */
export function isneginf(x: ArrayLike): Value {
  const value = toValue(x, "isneginf");
  return isFloating(value.dtype)
    ? strong(comparison.eq(value, constantLike(value, -Infinity)))
    : falseLike(value);
}

const largest = {
  bfloat16: 2 ** 127 * (2 - 2 ** -7),
  float64: Number.MAX_VALUE,
  float32: 3.4028234663852886e38,
  float16: 65504,
} as const;

/**
 * Replaces NaN by `nan` (0) and infinities by `posinf` and `neginf` (the largest finite numbers).
 *
 *     jnp.nanToNum([NaN, 1], { nan: 7 }) // [7. 1.]
 *
 * Source: `jax.numpy.nan_to_num`.
 */
export function nanToNum(
  x: ArrayLike,
  options: { nan?: ArrayLike; posinf?: ArrayLike | null; neginf?: ArrayLike | null; copy?: boolean } = {},
): Value {
  expectOptions("nanToNum(x)", options, ["nan", "posinf", "neginf", "copy"]);
  const value = toValue(x, "nan_to_num");
  if (!isFloating(value.dtype)) return value;
  const limit = largest[value.dtype as keyof typeof largest];
  let result = where(isnan(value), options.nan ?? 0, convertTo(value, value.dtype));
  result = where(isposinf(result), options.posinf ?? limit, result);
  return where(isneginf(result), options.neginf ?? -limit, result);
}
