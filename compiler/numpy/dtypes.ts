/** Questions about dtypes, and conversion from one to another. */

import { type DType, isFloating, isInteger, promote, toDType } from "../ir/dtype.js";
import { TypeError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { convertTo, resultType, toValue } from "./promotion.js";

/** The array in another dtype, given by name. Floats become integers toward zero. Source: `jax.numpy.astype`. */
export function astype(x: ArrayLike, dtype: string): Value {
  return convertTo(toValue(x, "astype"), toDType(dtype));
}

/** The name of the dtype in which arguments meet. Source: `jax.numpy.result_type`. */
export function resultDtype(...args: ArrayLike[]): DType {
  return resultType(args).dtype;
}

/** The name of the dtype in which two dtypes meet. Source: `jax.numpy.promote_types`. */
export function promoteTypes(a: string, b: string): DType {
  const strong = (name: string): { dtype: DType; weakType: boolean } => ({
    dtype: toDType(name),
    weakType: false,
  });
  return promote([strong(a), strong(b)]).dtype;
}

/**
 * Whether a dtype is of a kind: a dtype's name, or "bool", "signed integer", "unsigned integer", "integral",
 * "real floating", "numeric".
 *
 * Source: `jax.numpy.isdtype`.
 */
export function isdtype(dtype: string, kind: string): boolean {
  const name = toDType(dtype);
  switch (kind) {
    case "signed integer":
      return name === "int32";
    case "unsigned integer":
      return name === "uint32";
    case "integral":
      return isInteger(name);
    case "real floating":
      return isFloating(name);
    case "numeric":
      return isInteger(name) || isFloating(name);
    default:
      return name === toDType(kind);
  }
}

interface FloatInfo {
  readonly bits: number;
  readonly eps: number;
  readonly max: number;
  readonly min: number;
  readonly tiny: number;
  readonly smallestNormal: number;
  readonly smallestSubnormal: number;
}

/** The limits of a float dtype. Source: `jax.numpy.finfo`. */
export function finfo(dtype: string): FloatInfo {
  const name = toDType(dtype);
  if (!isFloating(name)) throw new TypeError(`finfo needs a float dtype, got ${name}`);
  const [bits, digits, exponent] = name === "float32" ? [32, 23, 127] : [16, 10, 15];
  const max = 2 ** exponent * (2 - 2 ** -digits);
  const tiny = 2 ** (1 - exponent);
  return {
    bits,
    eps: 2 ** -digits,
    max,
    min: -max,
    tiny,
    smallestNormal: tiny,
    smallestSubnormal: tiny * 2 ** -digits,
  };
}

/** The limits of an integer dtype. Source: `jax.numpy.iinfo`. */
export function iinfo(dtype: string): { readonly bits: number; readonly max: number; readonly min: number } {
  const name = toDType(dtype);
  if (!isInteger(name)) throw new TypeError(`iinfo needs an integer dtype, got ${name}`);
  return name === "int32"
    ? { bits: 32, max: 2147483647, min: -2147483648 }
    : { bits: 32, max: 4294967295, min: 0 };
}
