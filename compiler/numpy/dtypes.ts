/** Questions about dtypes, and conversion from one to another. */

import { type Casting, isCastable } from "../ir/casting.js";
import {
  bitsOf,
  type DType,
  dtypes,
  greatest,
  isFloating,
  isInteger,
  isSigned,
  least,
  promote,
  toDType,
} from "../ir/dtype.js";
import { TypeError } from "../ir/errors.js";
import { type Arguments, expectArguments, expectOptions } from "../ir/options.js";
import { type ArrayLike, Value } from "../trace/value.js";
import { convertTo, resultType, toValue } from "./promotion.js";

/** The dtypes by their names: `{ dtype: jnp.int32 }` is `{ dtype: "int32" }`. */
export const float64 = "float64";
export const float32 = "float32";
export const float16 = "float16";
export const bfloat16 = "bfloat16";
export const int64 = "int64";
export const int32 = "int32";
export const int16 = "int16";
export const int8 = "int8";
export const uint64 = "uint64";
export const uint32 = "uint32";
export const uint16 = "uint16";
export const uint8 = "uint8";
export const bool_ = "bool";

export interface AstypeOptions {
  /** By name. */
  dtype: string;
  /** Without effect: arrays don't change. */
  copy?: boolean;
}

/**
 * The array in another dtype, given by name. Floats become integers toward zero.
 *
 *     jnp.astype([1.7, -1.7], "int32") // [ 1 -1]
 *
 * Throws a TypeError for an unknown dtype. Source: `jax.numpy.astype`.
 */
export function astype(x: ArrayLike, ...rest: Arguments<AstypeOptions, ["dtype"]>): Value {
  const { dtype } = expectArguments<AstypeOptions>("astype(x)", rest, ["dtype"], ["copy"]);
  return convertTo(toValue(x, "astype"), toDType(dtype));
}

/** A dtype by its name, or what stands for an array: for text that is no dtype's name there is the error of dtypes. */
type Typed = ArrayLike | string;

/**
 * The name of the dtype in which arguments, arrays or names of dtypes, meet.
 *
 *     jnp.resultType(jnp.ones(2, { dtype: "int32" }), 0.5) // float32
 *
 * Throws a TypeError for an unknown dtype. Source: `jax.numpy.result_type`.
 */
export function resultDtype(...args: Typed[]): DType {
  const types = args.filter((x) => typeof x === "string").map((name) => strong(name));
  const values = args.filter((x) => typeof x !== "string");
  return promote(values.length === 0 ? types : [...types, resultType(values)]).dtype;
}

const strong = (name: string): { dtype: DType; weakType: boolean } => ({
  dtype: toDType(name),
  weakType: false,
});

/**
 * The name of the dtype in which two dtypes meet.
 *
 *     jnp.promoteTypes("int32", "float16") // float16
 *
 * Throws a TypeError for an unknown dtype. Source: `jax.numpy.promote_types`.
 */
export function promoteTypes(a: string, b: string): DType {
  return promote([strong(a), strong(b)]).dtype;
}

/**
 * Whether one dtype, or that of an array, can become another without loss: `casting` "safe" (default), of the same kind
 * ("same_kind": also int32 to float32's kind, float32 to float16), only itself ("no", "equiv"), or always ("unsafe").
 *
 *     jnp.canCast("int32", "float32") // false
 *     jnp.canCast("bool", "int32") // true
 *
 * Throws a TypeError for an unknown dtype, a ValueError for another casting. Source: `jax.numpy.can_cast`.
 */
export function canCast(from: Typed, to: string, options: { casting?: Casting } = {}): boolean {
  const { casting = "safe" } = expectOptions("canCast(from, to)", options, ["casting"]);
  const dtype = typeof from === "string" ? toDType(from) : toValue(from).dtype;
  return isCastable(dtype, toDType(to), casting);
}

const kinds = ["bool", "unsigned integer", "signed integer", "real floating"] as const;

function kindOf(dtype: DType): (typeof kinds)[number] {
  if (isFloating(dtype)) return "real floating";
  if (isSigned(dtype)) return "signed integer";
  return dtype === "bool" ? "bool" : "unsigned integer";
}

/** The kinds of dtypes, by NumPy's names of their classes. */
const classes: Readonly<Record<string, readonly DType[]>> = {
  generic: dtypes.filter((d) => d !== "float0"),
  number: dtypes.filter((d) => isInteger(d) || isFloating(d)),
  integer: dtypes.filter(isInteger),
  signedinteger: dtypes.filter(isSigned),
  unsignedinteger: dtypes.filter((d) => isInteger(d) && !isSigned(d)),
  inexact: dtypes.filter(isFloating),
  floating: dtypes.filter(isFloating),
  complexfloating: [],
};

/**
 * Whether a dtype is another, or of a class: "integer", "signedinteger", "unsignedinteger", "floating", "inexact",
 * "number", "generic".
 *
 *     jnp.issubdtype("int32", "integer") // true
 *
 * Throws a TypeError for an unknown dtype. Source: `jax.numpy.issubdtype`.
 */
export function issubdtype(dtype: string, kind: string): boolean {
  const name = toDType(dtype);
  return Object.hasOwn(classes, kind) ? classes[kind].includes(name) : name === toDType(kind);
}

/**
 * Whether something is a scalar: a number, a boolean, a bigint, or an array without axes.
 *
 *     jnp.isscalar(1) // true
 *
 * Source: `jax.numpy.isscalar`.
 */
export function isscalar(x: unknown): boolean {
  if (x instanceof Value) return x.ndim === 0;
  return typeof x === "number" || typeof x === "boolean" || typeof x === "bigint";
}

/**
 * Whether a dtype is of a kind, or of one of several: a dtype's name, or "bool", "signed integer", "unsigned integer",
 * "integral", "real floating", "numeric".
 *
 *     jnp.isdtype("float32", "real floating") // true
 *
 * Throws a TypeError for an unknown dtype. Source: `jax.numpy.isdtype`.
 */
export function isdtype(dtype: string, kind: string | readonly string[]): boolean {
  if (typeof kind !== "string") return kind.some((one) => isdtype(dtype, one));
  const name = toDType(dtype);
  switch (kind) {
    case "integral":
      return isInteger(name);
    case "numeric":
      return isInteger(name) || isFloating(name);
    default:
      return (kinds as readonly string[]).includes(kind) ? kindOf(name) === kind : name === toDType(kind);
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

const floatFormats = {
  bfloat16: [16, 7, 127],
  float16: [16, 10, 15],
  float32: [32, 23, 127],
  float64: [64, 52, 1023],
} as const;

/**
 * The limits of a float dtype.
 *
 *     jnp.finfo("float32").eps // 1.1920928955078125e-7
 *
 * Throws a TypeError for another dtype. Source: `jax.numpy.finfo`.
 */
export function finfo(dtype: string): FloatInfo {
  const name = toDType(dtype);
  if (!isFloating(name)) throw new TypeError(`finfo needs a float dtype, got ${name}`);
  const [bits, digits, exponent] = floatFormats[name as keyof typeof floatFormats];
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

/**
 * The limits of an integer dtype. Of 64 bits: what the host holds exactly, up to 2^53.
 *
 *     jnp.iinfo("int32").max // 2147483647
 *
 * Throws a TypeError for another dtype. Source: `jax.numpy.iinfo`.
 */
export function iinfo(dtype: string): { readonly bits: number; readonly max: number; readonly min: number } {
  const name = toDType(dtype);
  if (!isInteger(name)) throw new TypeError(`iinfo needs an integer dtype, got ${name}`);
  return { bits: bitsOf(name), max: greatest(name), min: least(name) };
}
