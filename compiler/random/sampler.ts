/** What samplers have in common: the shape of the samples, their dtype, parameters. */

import { ArrayType, showShape } from "../ir/arrayType.js";
import { bitsOf, type DType, isFloating, toDType } from "../ir/dtype.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { type Arguments, expectArguments } from "../ir/options.js";
import { type Shape, toShape } from "../numpy/creation.js";
import { divide } from "../numpy/arithmetic.js";
import { constantLike, convertTo, toValue, withName } from "../numpy/promotion.js";
import { broadcastShapes } from "../numpy/shape.js";
import { add, div, mul } from "../primitives/arithmetic.js";
import { fma } from "../primitives/samples.js";
import { scalar } from "../trace/hostArray.js";
import { type ArrayLike, Value } from "../trace/value.js";
import { type Key, wordsOfKey } from "./keys.js";

export interface SampleOptions {
  /** Default `[]`, one sample; with parameters that are arrays, the shape in which these meet. */
  shape?: Shape | null;
  /** By name. Default float32 (float64 where there is one). */
  dtype?: string | null;
}

export type SampleArguments = Arguments<SampleOptions, ["shape", "dtype"]>;

/** Makes samples of the words of a key. */
type Draw = (words: Value, shape: readonly number[], dtype: DType) => Value;

/** A distribution of floats without parameters; `name` is the function's in JAX. */
export function sampler(name: string, draw: Draw): (key: Key, ...rest: SampleArguments) => Value {
  return withName(name, (key: Key, ...rest: SampleArguments) => {
    const { shape, dtype } = expectArguments<SampleOptions>(`${name}(key)`, rest, ["shape?", "dtype?"]);
    return draw(wordsOfKey(name, key), toShape(shape ?? []), floatDtype(name, dtype));
  });
}

/** The dtype of samples that are floats; `name` is the function's in JAX. */
export function floatDtype(name: string, dtype?: string | null, kind = "a float dtype"): DType {
  const wanted = toDType(dtype ?? "float64");
  if (isFloating(wanted)) return wanted;
  throw new ValueError(`dtype argument to \`${name}\` must be ${kind}, got ${wanted}`);
}

/**
 * The shape of samples with parameters of these shapes: the one that is given, if they fit into it, or the one in which
 * they meet. Throws a ValueError where they don't.
 */
export function sampleShape(
  name: string,
  shape: Shape | null | undefined,
  ...parameters: readonly (readonly number[])[]
): number[] {
  if (shape === undefined || shape === null) return broadcastShapes(...parameters);
  const wanted = toShape(shape);
  const common = broadcastShapes(wanted, ...parameters);
  if (showShape(common) === showShape(wanted)) return wanted;
  throw new ValueError(
    `${name} parameter shapes must be broadcast-compatible with shape argument, and the result of broadcasting the ` +
      `shapes must equal the shape argument, but got result ${showShape(common)} for shape argument ${showShape(wanted)}.`,
  );
}

/** A number or an array in a dtype. */
export function inDtype(x: ArrayLike, dtype: DType): Value {
  return typeof x === "number" ? scalar(x, new ArrayType(dtype, [])) : convertTo(toValue(x), dtype);
}

/** x y + z as XLA computes it for CPUs: rounded once, which only float32 can be. Shapes are equal, or those of scalars. */
export function fused(x: Value, y: Value, z: Value): Value {
  return x.dtype === "float32" ? fma(x, y, z) : add(mul(x, y), z);
}

/** x / y as XLA computes it for CPUs: by the reciprocal of what is one number for all. */
export function quotient(x: Value, y: Value): Value {
  return y.ndim === 0 ? mul(x, div(constantLike(y, 1), y)) : divide(x, y);
}

/** A parameter of a distribution in the dtype of the samples. Throws a TypeError where that would lose digits. */
export function parameter(name: string, x: ArrayLike, dtype: DType): Value {
  if (x instanceof Value && !x.weakType && bitsOf(dtype) < bitsOf(x.dtype) && isFloating(x.dtype))
    throw new TypeError(
      `In arguments to ${name}, cannot safely cast argument of type ${x.dtype} to ${dtype}`,
    );
  return inDtype(x, dtype);
}
