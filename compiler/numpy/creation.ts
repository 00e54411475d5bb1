/** New arrays. */

import { ArrayType, sizeOf } from "../ir/arrayType.js";
import { type DType, isFloating, toDType } from "../ir/dtype.js";
import { expectOptions } from "../ir/options.js";
import * as comparison from "../primitives/comparison.js";
import { iota, fullOf } from "../primitives/creation.js";
import * as views from "../primitives/views.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { hostArray, HostArray, scalar, allocate, toElement } from "../trace/hostArray.js";
import { type ArrayLike, type Scalar, Value } from "../trace/value.js";
import { add, divide, isOptions, multiply, subtract } from "./arithmetic.js";
import {
  broadcastShapes,
  convertTo,
  expandTo,
  holdsOpaque,
  promoteDtypesInexact,
  toValue,
} from "./promotion.js";
import { exp2, log2 } from "./transcendental.js";

/** A shape, or the length of a one-dimensional array. */
export type Shape = number | readonly number[];

export interface DTypeOption {
  /** By name: "float32", "int32", "uint32", "bool", "float16". */
  dtype?: string;
}

/** A shape as a list; throws a TypeError where a length is not a natural number. */
export function toShape(shape: Shape): number[] {
  const list = typeof shape === "number" ? [shape] : [...shape];
  for (const d of list)
    if (Number.isInteger(d) && d < 0)
      throw new TypeError(
        `broadcast_in_dim shape must have every element be nonnegative, got (${list.join(", ")}${list.length === 1 ? "," : ""}).`,
      );
    else if (!Number.isInteger(d))
      throw new TypeError(
        `Shapes must be 1D sequences of concrete values of integer type, got ${typeof shape === "number" ? shape : `[${list.join(",")}]`}.`,
      );
  return list;
}

/**
 * An array of what is given: numbers become float32, booleans bool, bigints int32, unless `dtype` says otherwise.
 * Nested lists may contain arrays, also traced ones. An array keeps its dtype. A bare number stays weak, as in JAX, until a
 * dtype is given.
 *
 * Source: `jax.numpy.array`.
 */
export function array(data: unknown, options: DTypeOption = {}): Value {
  const { dtype } = expectOptions("array(data)", options, ["dtype"]);
  const wanted = dtype === undefined ? undefined : toDType(dtype);
  if (data instanceof Value || (Array.isArray(data) && holdsOpaque(data))) {
    const value = toValue(data, "array");
    return convertTo(value, wanted ?? value.dtype, staysWeak(value, wanted));
  }
  if (Array.isArray(data) || typeof data === "object") return hostArray(data, { dtype });
  const value = toValue(data, "array");
  return scalar(data as Scalar, new ArrayType(wanted ?? value.dtype, [], staysWeak(value, wanted)));
}

function staysWeak(value: Value, wanted: DType | undefined): boolean {
  return wanted === undefined && value.weakType && value.ndim === 0;
}

/** The same as `array`. */
export const asarray = array;

/**
 * An array filled with one value, which may be traced, or broadcast to the shape. The dtype is the value's.
 *
 * Source: `jax.numpy.full`.
 */
export function full(shape: Shape, value: ArrayLike, options: DTypeOption = {}): Value {
  const { dtype } = expectOptions("full(shape, value)", options, ["dtype"]);
  const x = dtype === undefined ? toValue(value, "full") : array(value, { dtype });
  return expandTo(x, toShape(shape));
}

function filledOf(shape: Shape, value: number, dtype: string): Value {
  return fullOf(value, new ArrayType(toDType(dtype), toShape(shape)));
}

/** Zeros; float32 unless `dtype` says otherwise. Source: `jax.numpy.zeros`. */
export function zeros(shape: Shape, options: DTypeOption = {}): Value {
  const { dtype = "float32" } = expectOptions("zeros(shape)", options, ["dtype"]);
  return filledOf(shape, 0, dtype);
}

/** Ones; float32 unless `dtype` says otherwise. Source: `jax.numpy.ones`. */
export function ones(shape: Shape, options: DTypeOption = {}): Value {
  const { dtype = "float32" } = expectOptions("ones(shape)", options, ["dtype"]);
  return filledOf(shape, 1, dtype);
}

/** The same as `zeros`: there are no uninitialized arrays. */
export const empty = zeros;

export interface LikeOptions extends DTypeOption {
  shape?: Shape;
}

/** `full` with the shape and dtype of another array. Source: `jax.numpy.full_like`. */
export function fullLike(x: ArrayLike, value: ArrayLike, options: LikeOptions = {}): Value {
  const { dtype, shape } = expectOptions("fullLike(x, value)", options, ["shape", "dtype"]);
  const like = toValue(x, "full_like");
  const filled = convertTo(toValue(value, "full_like"), dtype === undefined ? like.dtype : toDType(dtype));
  const result = expandTo(filled, shape === undefined ? like.shape : toShape(shape));
  return dtype === undefined && like.weakType ? convertTo(result, like.dtype, true) : result;
}

/** Zeros with the shape and dtype of another array. Source: `jax.numpy.zeros_like`. */
export function zerosLike(x: ArrayLike, options: LikeOptions = {}): Value {
  expectOptions("zerosLike(x)", options, ["shape", "dtype"]);
  return fullLike(x, 0, options);
}

/** Ones with the shape and dtype of another array. Source: `jax.numpy.ones_like`. */
export function onesLike(x: ArrayLike, options: LikeOptions = {}): Value {
  expectOptions("onesLike(x)", options, ["shape", "dtype"]);
  return fullLike(x, 1, options);
}

/** The same as `zerosLike`. */
export const emptyLike = zerosLike;

function numbers(count: number, at: (i: number) => number, dtype: DType): HostArray {
  const values = allocate(dtype, count);
  for (let i = 0; i < values.length; i++) values[i] = toElement(dtype, at(i));
  return new HostArray(new ArrayType(dtype, [count]), values);
}

/**
 * `arange(stop)` or `arange(start, stop, step?)`: numbers from start (0) to before stop. float32 unless `dtype` says
 * otherwise, since a JavaScript number is a float.
 *
 * Source: `jax.numpy.arange`.
 */
export function arange(start: number, options?: DTypeOption): Value;
export function arange(start: number, stop: number | null, options?: DTypeOption): Value;
export function arange(start: number, stop: number | null, step: number | null, options?: DTypeOption): Value;
export function arange(start: number, ...rest: (number | null | DTypeOption | undefined)[]): Value {
  const last = rest.at(-1);
  const options = typeof last === "object" && last !== null ? last : {};
  const { dtype = "float32" } = expectOptions("arange(stop)", options, ["dtype"]);
  const [stop, step] = rest.map((x) => (typeof x === "number" ? x : undefined));
  const [from, to, by] = stop === undefined ? [0, start, step ?? 1] : [start, stop, step ?? 1];
  if (by === 0) throw new ValueError("arange: step must not be zero");
  for (const x of [from, to, by]) if (typeof x !== "number" || Number.isNaN(x)) throw new TypeError(`arange needs numbers, got ${String(x)}`); // prettier-ignore
  const count = Math.max(0, Math.ceil((to - from) / by));
  if (from === 0 && by === 1) return iota(toDType(dtype), [count], 0);
  return numbers(count, (i) => from + i * by, toDType(dtype));
}

export interface SpaceOptions extends DTypeOption {
  /** How many numbers. Default 50. */
  num?: number;
  /** Whether `stop` is the last number. Default true. */
  endpoint?: boolean;
  /** The new axis. Default 0. */
  axis?: number;
}

const spaceOptions = ["num", "endpoint", "axis", "dtype"] as const;

/** The count of numbers by itself, as it is mostly written, or among the options. */
function withNum<T extends SpaceOptions>(num: number | T, options: T): T & { num: number } {
  return typeof num === "number" ? { ...options, num } : { num: 50, ...num };
}

/**
 * `num` numbers (default 50; by itself or among the options) from start to stop, evenly spaced; the last is exactly stop.
 * Start and stop may be arrays: then the numbers go along the new axis.
 *
 *     jnp.linspace(0, 1, 5) // [0.   0.25 0.5  0.75 1.  ]
 *
 * Source: `jax.numpy.linspace`.
 */
export function linspace(
  start: ArrayLike,
  stop: ArrayLike,
  count: number | SpaceOptions = 50,
  options: SpaceOptions = {},
): Value {
  const given = expectOptions("linspace(start, stop)", withNum(count, options), spaceOptions);
  const { num, endpoint = true, dtype = "float32", axis = 0 } = given;
  if (!Number.isInteger(num) || num < 0)
    throw new ValueError(`Number of samples, ${num}, must be non-negative.`);
  const wanted = toDType(dtype);
  const steps = endpoint ? num - 1 : num;
  if (typeof start === "number" && typeof stop === "number") {
    // As JAX adds it up: start·(1 - t) + stop·t, in float32.
    const f = Math.fround;
    const at = (i: number): number => {
      if (endpoint && i === steps && steps > 0) return f(stop);
      const t = f(i * f(1 / Math.max(steps, 1)));
      const x = f(f(f(start) * f(1 - t)) + f(f(stop) * t));
      return isFloating(wanted) ? x : Math.floor(x);
    };
    return numbers(num, at, wanted);
  }
  const [a, b] = promoteDtypesInexact([start, stop], "linspace");
  const shape = broadcastShapes("linspace", [a.shape, b.shape]);
  const [from, to] = [a, b].map((v) => views.expandDims(expandTo(v, shape), [0]));
  const t = views.reshape(divide(iota("float32", [num], 0), Math.max(steps, 1)), [
    num,
    ...shape.map(() => 1),
  ]);
  let result = add(multiply(from, subtract(1, t)), multiply(to, t));
  if (endpoint && steps > 0) {
    const body = views.slice(result, [0, ...shape.map(() => 0)], [steps, ...shape]);
    result = views.concatenate([body, to], 0);
  }
  result = isFloating(wanted) ? result : convertTo(result, wanted);
  return axis === 0 ? convertTo(result, wanted) : views.moveAxis(convertTo(result, wanted), 0, axis < 0 ? axis + result.ndim : axis); // prettier-ignore
}

/**
 * `num` numbers (default 50) from base^start to base^stop (base 10), evenly spaced in the exponent.
 *
 * Source: `jax.numpy.logspace`.
 */
export function logspace(
  start: ArrayLike,
  stop: ArrayLike,
  count: number | (SpaceOptions & { base?: number }) = 50,
  options: SpaceOptions & { base?: number } = {},
): Value {
  const given = expectOptions("logspace(start, stop)", withNum(count, options), [...spaceOptions, "base"]);
  const { base = 10, dtype = "float32", ...rest } = given;
  const exponents = linspace(start, stop, rest);
  if (exponents instanceof HostArray && exponents.ndim === 1) {
    const { values } = exponents;
    return numbers(values.length, (i) => base ** values[i], toDType(dtype));
  }
  return convertTo(exp2(multiply(exponents, Math.log2(base))), toDType(dtype));
}

/**
 * `num` numbers (default 50) from start to stop with a constant ratio. Start and stop have the same sign, not zero.
 *
 * Source: `jax.numpy.geomspace`.
 */
export function geomspace(
  start: ArrayLike,
  stop: ArrayLike,
  count: number | SpaceOptions = 50,
  options: SpaceOptions = {},
): Value {
  const given = expectOptions("geomspace(start, stop)", withNum(count, options), spaceOptions);
  const { num, endpoint = true, dtype = "float32" } = given;
  if (typeof start === "number" && typeof stop === "number") {
    const steps = Math.max(endpoint ? num - 1 : num, 1);
    const at = (i: number): number =>
      i === 0 ? start : endpoint && i === steps ? stop : start * (stop / start) ** (i / steps);
    return numbers(num, at, toDType(dtype));
  }
  const [a, b] = promoteDtypesInexact([start, stop], "geomspace");
  return multiply(a, exp2(linspace(0, log2(divide(b, a)), given)));
}

/** Ones where j - i = k, zeros elsewhere; `m` columns (default n). Source: `jax.numpy.eye`. */
export function eye(
  n: number,
  m?: number | null | (DTypeOption & { k?: number }),
  options: DTypeOption & { k?: number } = {},
): Value {
  expectOptions("eye(n, m)", options, ["dtype", "k"]);
  const { k = 0, dtype = "float32" } = typeof m === "object" && m !== null ? m : options;
  const shape = toShape([n, typeof m === "number" ? m : n]);
  const [row, column] = [iota("int32", shape, 0), iota("int32", shape, 1)];
  return convertTo(comparison.eq(k === 0 ? row : add(row, k), column), toDType(dtype));
}

/** The identity matrix. Source: `jax.numpy.identity`. */
export function identity(n: number, options: DTypeOption = {}): Value {
  expectOptions("identity(n)", options, ["dtype"]);
  return eye(n, null, options);
}

/** Ones on and below diagonal k, zeros above. Source: `jax.numpy.tri`. */
export function tri(
  n: number,
  m?: number | null | (DTypeOption & { k?: number }),
  options: DTypeOption & { k?: number } = {},
): Value {
  expectOptions("tri(n, m)", options, ["dtype", "k"]);
  const { k = 0, dtype = "float32" } = typeof m === "object" && m !== null ? m : options;
  const shape = toShape([n, typeof m === "number" ? m : n]);
  const [row, column] = [iota("int32", shape, 0), iota("int32", shape, 1)];
  return convertTo(comparison.ge(k === 0 ? row : add(row, k), column), toDType(dtype));
}

interface MeshgridOptions {
  /** "xy" (default) lays the first array along axis 1, "ij" along axis 0. */
  indexing?: "xy" | "ij";
  /** Whether the other axes keep length 1. Default false. */
  sparse?: boolean;
}

/**
 * `meshgrid(x, y, …, options?)`: one array per axis, which holds the coordinate along that axis at each place of the grid.
 *
 * Source: `jax.numpy.meshgrid`.
 */
export function meshgrid(...args: (ArrayLike | MeshgridOptions)[]): Value[] {
  const last = args.at(-1);
  const options: MeshgridOptions = isOptions(last) ? last : {};
  const { indexing = "xy", sparse = false } = expectOptions("meshgrid(x, y)", options, [
    "indexing",
    "sparse",
  ]);
  const xs = args.filter((x): x is ArrayLike => !isOptions(x));
  const values = xs.map((x) => toValue(x, "meshgrid"));
  for (const v of values) if (v.ndim > 1) throw new ValueError(`Arguments to jax.numpy.meshgrid must be 1D, got shapes [${values.map((x) => `(${x.shape.join(", ")})`).join(", ")}]`); // prettier-ignore
  const axes = values.map((_, i) => i);
  if (indexing === "xy" && values.length >= 2) [axes[0], axes[1]] = [1, 0];
  const shape = new Array<number>(values.length);
  values.forEach((v, i) => (shape[axes[i]] = v.size));
  return values.map((v, i) => {
    if (sparse) return views.reshape(v, shape.map((d, a) => (a === axes[i] ? d : 1))); // prettier-ignore
    return views.broadcastInDim(v.ndim === 0 ? views.reshape(v, [1]) : v, shape, [axes[i]]);
  });
}

/**
 * The coordinates of every place of a grid of this shape: `indices([2, 3])` has shape (2, 2, 3). int32 by default.
 *
 * Source: `jax.numpy.indices`.
 */
export function indices(dimensions: readonly number[], options: DTypeOption = {}): Value {
  const { dtype = "int32" } = expectOptions("indices(dimensions)", options, ["dtype"]);
  const shape = toShape(dimensions);
  if (shape.length === 0) return zeros([0], { dtype });
  const grids = shape.map((_, axis) => views.expandDims(iota(toDType(dtype), shape, axis), [0]));
  return grids.length === 1 ? grids[0] : views.concatenate(grids, 0);
}

/** Values of a function of the coordinates of a grid. Source: `jax.numpy.fromfunction`. */
export function fromfunction(
  f: (...coordinates: Value[]) => Value,
  shape: readonly number[],
  options: DTypeOption = {},
): Value {
  const { dtype = "float32" } = expectOptions("fromfunction(f, shape)", options, ["dtype"]);
  return f(...shape.map((_, axis) => iota(toDType(dtype), shape, axis)));
}

/** A copy of an array (arrays are immutable, so this is rarely needed). Source: `jax.numpy.copy`. */
export function copy(x: ArrayLike): Value {
  return views.copy(toValue(x, "copy"));
}

/** The number of elements, along one axis if it is given. Source: `jax.numpy.size`. */
export function size(x: ArrayLike, options: { axis?: number } = {}): number {
  const { axis } = expectOptions("size(x)", options, ["axis"]);
  const value = toValue(x, "size");
  return axis === undefined ? sizeOf(value.shape) : value.shape.at(axis)!;
}

/** The shape of whatever can be an array. Source: `jax.numpy.shape`. */
export function shape(x: ArrayLike): readonly number[] {
  return toValue(x, "shape").shape;
}

/** The number of axes of whatever can be an array. Source: `jax.numpy.ndim`. */
export function ndim(x: ArrayLike): number {
  return toValue(x, "ndim").ndim;
}
