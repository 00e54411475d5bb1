/**
 * How arguments become arrays that fit each other: conversion of what users pass, dtype promotion with weak types,
 * broadcasting. The rules are JAX's ("Type promotion semantics"), with one addition, since JavaScript has one kind of
 * number: a bare number is a weak float32, but next to integers or booleans an integral one is a weak int32.
 */

import { ArrayType, sameShape, showShape } from "../ir/arrayType.js";
import { defaultFloat, defaultInt, type DType, isFloating, type Promotable, promote } from "../ir/dtype.js";
import { canonicalAxis, indices } from "../primitives/axes.js";
import { convertElementType } from "../primitives/conversion.js";
import * as views from "../primitives/views.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { convert, HostArray, scalar, toValue as toHostValue } from "../trace/hostArray.js";
import { staticNumbers } from "../trace/static.js";
import { type ArrayLike, Value } from "../trace/value.js";

export { canonicalAxis };

/**
 * Turns what a user passes for an array into one. Lists may contain traced and device arrays: those are stacked.
 * `where` names the function, for the error.
 */
export function toValue(x: unknown, where?: string): Value {
  if (Array.isArray(x) && holdsOpaque(x)) return stackList(x, where);
  return toHostValue(x, where);
}

/** Whether nested lists contain an array whose elements aren't at hand. */
export function holdsOpaque(list: readonly unknown[]): boolean {
  return list.some((x) =>
    Array.isArray(x) ? holdsOpaque(x) : x instanceof Value && !(x instanceof HostArray),
  );
}

function stackList(list: readonly unknown[], where = "array"): Value {
  const parts = promoteDtypes(list.map((x) => (Array.isArray(x) ? toValue(x, where) : (x as ArrayLike))));
  const odd = parts.findIndex((p) => !sameShape(p.shape, parts[0].shape));
  if (odd >= 0)
    throw new TypeError(
      `${where}: nested lists must form a rectangle: element 0 has shape ${showShape(parts[0].shape)} ` +
        `but element ${odd} has shape ${showShape(parts[odd].shape)}`,
    );
  const rows = parts.map((p) =>
    views.broadcastInDim(
      p,
      [1, ...p.shape],
      p.shape.map((_, i) => i + 1),
    ),
  );
  return rows.length === 1 ? rows[0] : views.concatenate(rows, 0);
}

/** An array in another dtype, weak or not. Scalars with known elements become constants and not an operation. */
export function convertTo(x: Value, dtype: DType, weakType = false): Value {
  if (x.dtype === dtype && x.weakType === weakType) return x;
  if (x instanceof HostArray && x.ndim === 0 && dtype !== "float0" && x.dtype !== "float0")
    return new HostArray(new ArrayType(dtype, [], weakType), convert(x, dtype));
  return convertElementType(x, dtype, weakType);
}

/** The dtype in which arguments meet, and whether it is weak. As `jax.numpy.result_type`. */
export function resultType(args: readonly ArrayLike[]): Promotable {
  const strict = args.filter((x) => typeof x !== "number").map((x) => (x instanceof Value ? x : toValue(x)));
  const floats = strict.some((x) => isFloating(x.dtype));
  const numbers = args
    .filter((x) => typeof x === "number")
    .map((x): Promotable => {
      const integral = strict.length > 0 && !floats && Number.isInteger(x);
      return { dtype: integral ? defaultInt() : defaultFloat(), weakType: true };
    });
  return promote([...strict, ...numbers]);
}

/** The same, where only a float will do: integers and booleans become floats. */
function resultTypeInexact(args: readonly ArrayLike[]): Promotable {
  const { dtype, weakType } = resultType(args);
  return isFloating(dtype) ? { dtype, weakType } : { dtype: defaultFloat(), weakType };
}

function convertAll(args: readonly ArrayLike[], { dtype, weakType }: Promotable, where?: string): Value[] {
  return args.map((x) =>
    typeof x === "number" || typeof x === "bigint"
      ? scalar(x, new ArrayType(dtype, [], weakType))
      : convertTo(toValue(x, where), dtype, weakType),
  );
}

/** Arguments as arrays of one dtype; shapes stay. */
export function promoteDtypes(args: readonly ArrayLike[], where?: string): Value[] {
  const values = args.map((x) => (typeof x === "number" ? x : toValue(x, where)));
  return convertAll(values, resultType(values), where);
}

/** Arguments as arrays of one float dtype; shapes stay. */
export function promoteDtypesInexact(args: readonly ArrayLike[], where?: string): Value[] {
  const values = withoutFloat0(where, args).map((x) => (typeof x === "number" ? x : toValue(x, where)));
  return convertAll(values, resultTypeInexact(values), where);
}

/**
 * The shape in which shapes meet, by NumPy's rule: aligned at the end, lengths equal or 1.
 * Throws a ValueError with all the shapes.
 *
 * As `jax.numpy.broadcast_shapes`.
 */
export function broadcastShapes(shapes: readonly (readonly number[])[]): number[] {
  const rank = Math.max(0, ...shapes.map((s) => s.length));
  const result = new Array<number>(rank).fill(1);
  for (const shape of shapes) {
    shape.forEach((d, i) => {
      const axis = rank - shape.length + i;
      if (result[axis] === 1) result[axis] = d;
      else if (d !== 1 && d !== result[axis])
        throw new ValueError(
          `Incompatible shapes for broadcasting: shapes=[${shapes.map(showShape).join(", ")}]`,
        );
    });
  }
  return result;
}

export { broadcastTo as expandTo } from "../primitives/views.js";

/**
 * Arrays brought to one number of axes, except that scalars stay scalars: elementwise primitives take those, and axes of
 * length 1, as they are. They refuse what does not fit; where numbers of axes differ, that is refused here.
 */
export function promoteShapes(values: readonly Value[]): Value[] {
  const ranks = new Set(values.map((x) => x.ndim).filter((ndim) => ndim > 0));
  if (ranks.size < 2) return [...values];
  const { length } = broadcastShapes(values.map((x) => x.shape));
  return values.map((x) => (x.ndim === 0 ? x : views.expandDims(x, indices(length - x.ndim))));
}

/** Arguments of an elementwise function `name`: of one dtype, shapes fitting. */
export function promoteArgs(name: string, ...args: ArrayLike[]): Value[] {
  return promoteShapes(promoteDtypes(withoutFloat0(name, args), name));
}

/** Arguments of an elementwise function `name` on floats: of one float dtype, shapes fitting. */
export function promoteArgsInexact(name: string, ...args: ArrayLike[]): Value[] {
  return promoteShapes(promoteDtypesInexact(args, name));
}

/** Refuses tangents of integers, which are not numbers. */
function withoutFloat0(name = "a function", args: readonly ArrayLike[]): readonly ArrayLike[] {
  if (args.some((x) => x instanceof Value && x.dtype === "float0"))
    throw new TypeError(
      `Called ${name} with a float0 array. float0s do not support any operations by design because they are not compatible with ` +
        `non-trivial vector spaces. No implicit dtype conversion is done. You can use np.zeros_like(arr, dtype=np.float) ` +
        `to cast a float0 array to a regular zeros array. \n` +
        `If you didn't expect to get a float0 you might have accidentally taken a gradient with respect to an integer argument.`,
      { hint: "Zeros of its shape are jnp.zeros(x.shape)." },
    );
  return args;
}

/** An array as a bool array: what is not zero is true. */
export function toBool(x: Value): Value {
  return x.dtype === "bool" ? x : convertTo(x, "bool", x.weakType);
}

/** A list of axes counted from the front, or all of them for null and undefined. Throws on repeated axes. */
export function canonicalAxes(axis: number | readonly number[] | null | undefined, ndim: number): number[] {
  if (axis === null || axis === undefined) return Array.from({ length: ndim }, (_, i) => i);
  const axes = staticNumbers(axis, "the axis argument").map((a) => canonicalAxis(a, ndim));
  if (new Set(axes).size !== axes.length)
    throw new ValueError(`duplicate value in 'axis': ${showShape(axes)}`);
  return axes;
}

/** A scalar constant in the dtype of `x`, weak where `x` is: what formulas use for their numbers. */
export function constantLike(x: Value, value: number | boolean): Value {
  return scalar(value, new ArrayType(x.dtype, [], x.weakType));
}

/** The function under a name, by which programs and errors call it. */
export function withName<F extends (...args: never[]) => unknown>(name: string, f: F): F {
  return Object.defineProperty(f, "name", { value: name });
}
