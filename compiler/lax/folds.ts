/** Reductions, running folds, products of tensors. */

import { type DType, toDType } from "../ir/dtype.js";
import { type Arguments, expectArguments, expectOptions } from "../ir/options.js";
import { flatten, unflatten } from "../ir/tree.js";
import { vmap } from "../transforms/vmap.js";
import { productParams, Precision, type ProductOptions, productOptions } from "../numpy/precision.js";
import { canonicalAxis, toValue } from "../numpy/promotion.js";
import { add, max, min, mul } from "../primitives/arithmetic.js";
import * as running from "../primitives/cumulative.js";
import * as products from "../primitives/dot.js";
import { and as bitwiseAnd, or as bitwiseOr, xor as bitwiseXor } from "../primitives/logical.js";
import * as reductions from "../primitives/reductions.js";
import { reduceSum as sumOver } from "../primitives/views.js";
import * as views from "../primitives/views.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { showShape } from "../ir/arrayType.js";
import { type ArrayLike, Value } from "../trace/value.js";
import * as elementwise from "./elementwise.js";
import * as logic from "./logic.js";
import { startsOfReduce } from "./initialValues.js";
import { operands } from "./operands.js";

export { Precision };
export type { ProductOptions };
export type { DotDimensionNumbers } from "../primitives/dot.js";

interface Axes {
  axes: readonly number[];
}

type Reduce = (x: ArrayLike, ...rest: Arguments<Axes, ["axes"]>) => Value;

function reduction(
  name: string,
  jaxName: string,
  primitive: (x: Value, axes: readonly number[]) => Value,
): Reduce {
  return (x, ...rest) => {
    const { axes } = expectArguments<Axes>(`${name}(x)`, rest, ["axes"]);
    return primitive(toValue(x, jaxName), axes);
  };
}

/**
 * The sum over axes.
 *
 *     lax.reduceSum([[1, 2], [3, 4]], [0]) // [4. 6.]
 *
 * Source: `jax.lax.reduce_sum`.
 */
export const reduceSum = reduction("reduceSum", "reduce_sum", sumOver);
/**
 * The product over axes.
 *
 *     lax.reduceProd([[1, 2], [3, 4]], [0]) // [3. 8.]
 *
 * Source: `jax.lax.reduce_prod`.
 */
export const reduceProd = reduction("reduceProd", "reduce_prod", reductions.reduceProd);
/**
 * The largest element over axes; NaN if there is one.
 *
 *     lax.reduceMax([[1, 2], [3, 4]], [0]) // [3. 4.]
 *
 * Source: `jax.lax.reduce_max`.
 */
export const reduceMax = reduction("reduceMax", "reduce_max", reductions.reduceMax);
/**
 * The smallest element over axes; NaN if there is one.
 *
 *     lax.reduceMin([[1, 2], [3, 4]], [0]) // [1. 2.]
 *
 * Source: `jax.lax.reduce_min`.
 */
export const reduceMin = reduction("reduceMin", "reduce_min", reductions.reduceMin);
/**
 * Bitwise `and` over axes.
 *
 *     lax.reduceAnd([true, false], [0]) // False
 *
 * Source: `jax.lax.reduce_and`.
 */
export const reduceAnd = reduction("reduceAnd", "reduce_and", reductions.reduceAnd);
/**
 * Bitwise `or` over axes.
 *
 *     lax.reduceOr([true, false], [0]) // True
 *
 * Source: `jax.lax.reduce_or`.
 */
export const reduceOr = reduction("reduceOr", "reduce_or", reductions.reduceOr);
/**
 * Bitwise exclusive `or` over axes.
 *
 *     lax.reduceXor([true, true], [0]) // False
 *
 * Source: `jax.lax.reduce_xor`.
 */
export const reduceXor = reduction("reduceXor", "reduce_xor", reductions.reduceXor);

interface PlaceOptions {
  axis: number;
  /** The integer dtype of the result, by name. Default "int32". */
  indexDtype?: string;
}

type Place = (x: ArrayLike, ...rest: Arguments<PlaceOptions, ["axis", "indexDtype"]>) => Value;

function place(name: string, primitive: (x: Value, axis: number, dtype: DType) => Value): Place {
  return (x, ...rest) => {
    const order = ["axis", "indexDtype?"] as const;
    const { axis, indexDtype = "int32" } = expectArguments<PlaceOptions>(`${name}(x)`, rest, order);
    return primitive(toValue(x, name), axis, toDType(indexDtype));
  };
}

/**
 * Where the first largest element along an axis is, in this integer dtype.
 *
 *     lax.argmax([1, 3, 2], { axis: 0, indexDtype: "int32" }) // 1
 *
 * Throws a TypeError for an axis of no elements. Source: `jax.lax.argmax`.
 */
export const argmax = place("argmax", reductions.argmax);

/**
 * Where the first smallest element along an axis is; as `argmax`.
 *
 *     lax.argmin([3, 1, 2], 0) // 1
 *
 * Source: `jax.lax.argmin`.
 */
export const argmin = place("argmin", reductions.argmin);

const monoids = {
  add: [sumOver, add],
  mul: [reductions.reduceProd, mul],
  max: [reductions.reduceMax, max],
  min: [reductions.reduceMin, min],
  and: [reductions.reduceAnd, bitwiseAnd],
  or: [reductions.reduceOr, bitwiseOr],
  xor: [reductions.reduceXor, bitwiseXor],
} as const;

/** The operation of a fold, by the name of its function in `lax`. */
export type Monoid = keyof typeof monoids;

/** An operation of a fold: by its name, or as a function of scalars (or of lists of them, as the arrays are). */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- of arrays, or of trees of them
export type Computation = Monoid | ((x: any, y: any) => unknown);

/** The operations that have their own reductions, as functions. */
const functions: readonly (readonly [unknown, Monoid])[] = [
  [elementwise.add, "add"],
  [elementwise.mul, "mul"],
  [elementwise.max, "max"],
  [elementwise.min, "min"],
  [logic.bitwiseAnd, "and"],
  [logic.bitwiseOr, "or"],
  [logic.bitwiseXor, "xor"],
];

/** The name of the operation, if it has its own reduction. */
export function monoidOf(computation: Computation): Monoid | undefined {
  if (typeof computation === "function") return functions.find(([f]) => f === computation)?.[1];
  if (Object.hasOwn(monoids, computation)) return computation;
  throw new TypeError(
    `reduce: the operation is a function or one of ${Object.keys(monoids).join(", ")}; got ${String(computation)}`,
  );
}

interface ReduceOptions {
  /** Associative; the initial values must not change what they meet. */
  computation: Computation;
  /** The axes that are folded. */
  dimensions: readonly number[];
}

/**
 * The fold of axes by an operation: its name ("add", "mul", "max", "min", "and", "or", "xor") or an associative function of
 * two scalars. `initial` takes part in each result. A tree of arrays of one shape is folded together, by a function of
 * trees.
 *
 *     lax.reduce([1, 2, 3], 0, lax.add, [0]) // 6.0
 *     lax.reduce([1, 2, 3], 1, (x, y) => x.mul(y), [0]) // 6.0
 *
 * Throws a TypeError for another name. Source: `jax.lax.reduce`.
 */
export function reduce(
  x: ArrayLike,
  initial: ArrayLike,
  ...rest: Arguments<ReduceOptions, ["computation", "dimensions"]>
): Value;
export function reduce<T extends object>(
  x: T,
  initial: unknown,
  ...rest: Arguments<ReduceOptions, ["computation", "dimensions"]>
): { [K in keyof T]: Value };
export function reduce(x: unknown, initial: unknown, ...rest: unknown[]): unknown {
  const order = ["computation", "dimensions"] as const;
  const { computation, dimensions } = expectArguments<ReduceOptions>("reduce(x, initial)", rest, order);
  const monoid = monoidOf(computation);
  if (monoid) {
    const [value, given] = operands("reduce", x as ArrayLike, initial as ArrayLike);
    const [start] = startsOfReduce([value], [given], monoid);
    const [over, combine] = monoids[monoid];
    return combine(over(value, dimensions), start);
  }
  return foldTree(x, initial, computation as (x: unknown, y: unknown) => unknown, dimensions);
}

/** Halves of the folded axis are combined until one is left: any associative function will do. */
function foldTree(
  x: unknown,
  initial: unknown,
  f: (x: unknown, y: unknown) => unknown,
  dimensions: readonly number[],
): unknown {
  const isOne = isArrayLike(x);
  const [leaves, def] = isOne ? [[x], undefined] : flatten(x);
  const starts = isOne ? [initial] : flatten(initial)[0];
  const pairs = leaves.map((leaf, i) => operands("reduce", leaf as ArrayLike, starts[i] as ArrayLike));
  startsOfReduce(pairs.map(([value]) => value), pairs.map(([, start]) => start), undefined); // prettier-ignore
  const { shape, ndim } = pairs[0][0];
  const folded = dimensions.map((axis) => canonicalAxis(axis, ndim));
  const kept = shape.map((_, i) => i).filter((i) => !folded.includes(i));
  const sizes = kept.map((i) => shape[i]);
  const rows = sizes.reduce((a, b) => a * b, 1);
  let parts = pairs.map(([v]) => views.reshape(views.transpose(v, [...folded, ...kept]), [-1, rows].map((d) => d < 0 ? v.size / Math.max(rows, 1) : d))); // prettier-ignore
  const treeOf = (values: Value[]): unknown => (def ? unflatten(def, values) : values[0]);
  const combine = (a: Value[], b: Value[]): Value[] => {
    const flat = [a, b].map((side) => side.map((v) => views.reshape(v, [v.size])));
    const result = vmap(f)(treeOf(flat[0]), treeOf(flat[1]));
    const values = (def ? flatten(result)[0] : [result]) as ArrayLike[];
    return values.map((v, i) => views.reshape(toValue(v, "reduce"), a[i].shape));
  };
  const between = (values: Value[], start: number, limit: number): Value[] =>
    values.map((v) => views.sliceInDim(v, { start, limit, axis: 0 }));
  for (let length = parts[0].shape[0]; length > 1; length = parts[0].shape[0]) {
    const half = Math.floor(length / 2);
    const both = combine(between(parts, 0, half), between(parts, half, 2 * half));
    const last = between(parts, 2 * half, length);
    parts = length % 2 === 0 ? both : both.map((v, i) => views.concatenate([v, last[i]], 0));
  }
  const first = pairs.map(([, start]) => views.broadcastInDim(start, [1, rows], []));
  const result = parts[0].shape[0] === 0 ? first : combine(first, parts);
  return treeOf(result.map((v) => views.reshape(v, sizes)));
}

/** Whether something stands for one array: lists do so if all in them are numbers. */
function isArrayLike(x: unknown): boolean {
  if (x instanceof Value || typeof x !== "object" || ArrayBuffer.isView(x)) return true;
  const isNumbers = (item: unknown): boolean =>
    Array.isArray(item) ? item.every(isNumbers) : typeof item !== "object";
  return isNumbers(x);
}

interface CumulativeOptions {
  /** Default 0. */
  axis?: number;
  /** From the end. Default false. */
  reverse?: boolean;
}

type Running = (x: Value, options: CumulativeOptions) => Value;

function cumulative(
  name: string,
  primitive: Running,
): (x: ArrayLike, ...rest: Arguments<CumulativeOptions, ["axis", "reverse"]>) => Value {
  return (x, ...rest) => {
    const options = expectArguments<CumulativeOptions>(`lax.${name}(x)`, rest, ["axis?", "reverse?"]);
    if ((options.axis ?? 0) < 0) throw new ValueError("XLA operations do not allow negative axes");
    const value = toValue(x, name);
    if ((options.axis ?? 0) >= value.ndim)
      throw new ValueError(
        `axis ${options.axis ?? 0} is out of bounds for array of shape ${showShape(value.shape)}`,
      );
    return primitive(value, options);
  };
}

/**
 * Running sums along an axis (default 0), from its end with `reverse`.
 *
 *     lax.cumsum([1, 2, 3], { reverse: true }) // [6. 5. 3.]
 *
 * Throws a ValueError for a negative axis. Source: `jax.lax.cumsum`.
 */
export const cumsum = cumulative("cumsum", running.cumsum);
/**
 * Running products along an axis.
 *
 *     lax.cumprod([1, 2, 3]) // [1. 2. 6.]
 *
 * Source: `jax.lax.cumprod`.
 */
export const cumprod = cumulative("cumprod", running.cumprod);
/**
 * The largest element so far along an axis.
 *
 *     lax.cummax([1, 3, 2]) // [1. 3. 3.]
 *
 * Source: `jax.lax.cummax`.
 */
export const cummax = cumulative("cummax", running.cummax);
/**
 * The smallest element so far along an axis.
 *
 *     lax.cummin([3, 1, 2]) // [3. 1. 1.]
 *
 * Source: `jax.lax.cummin`.
 */
export const cummin = cumulative("cummin", running.cummin);
/**
 * log of the running sum of eˣ along an axis.
 *
 *     lax.cumlogsumexp([0, 0]) // [0.        0.6931472]
 *
 * Source: `jax.lax.cumlogsumexp`.
 */
export const cumlogsumexp = cumulative("cumlogsumexp", running.cumlogsumexp);

interface DotOptions extends ProductOptions {
  /** As those of `dotGeneral`. */
  dimensionNumbers?: products.DotDimensionNumbers | null;
}

/**
 * The product of vectors and matrices: sums over the last axis of x and the first of y.
 *
 *     lax.dot([1, 2], [3, 4]) // 11.0
 *
 * Throws a TypeError for shapes and dtypes that don't fit. Source: `jax.lax.dot`.
 */
export function dot(x: ArrayLike, y: ArrayLike, options: DotOptions = {}): Value {
  expectOptions("dot(x, y)", options, ["dimensionNumbers", ...productOptions]);
  const [a, b] = operands("dot", x, y);
  const { dimensionNumbers } = options;
  if (!dimensionNumbers && a.ndim <= 2 && b.ndim <= 2 && !options.preferredElementType && !options.precision)
    return products.dot(a, b);
  const numbers: products.DotDimensionNumbers = dimensionNumbers ?? [
    [[a.ndim - 1], [0]],
    [[], []],
  ];
  return products.dotGeneral(a, b, numbers, productParams(options));
}

interface DotGeneralOptions extends ProductOptions {
  /** `[[xContract, yContract], [xBatch, yBatch]]`. */
  dimensionNumbers: products.DotDimensionNumbers;
}

/**
 * Sums products over contracted axes, side by side along batch axes, all with all along the others:
 * `dimensionNumbers` is `[[xContract, yContract], [xBatch, yBatch]]`.
 *
 *     lax.dotGeneral([[1, 2]], [[3, 4]], [[[1], [1]], [[], []]]) // [[11.]]
 *
 * Throws a TypeError for axes of different lengths and for dtypes that differ. Source: `jax.lax.dot_general`.
 */
export function dotGeneral(
  x: ArrayLike,
  y: ArrayLike,
  ...rest: Arguments<DotGeneralOptions, ["dimensionNumbers", "precision", "preferredElementType"]>
): Value {
  const given = expectArguments<DotGeneralOptions>("dotGeneral(x, y)", rest, [
    "dimensionNumbers",
    "precision?",
    "preferredElementType?",
  ]);
  const [a, b] = operands("dot_general", x, y);
  return products.dotGeneral(a, b, given.dimensionNumbers, productParams(given));
}

/**
 * The matrix product of the last two axes, side by side along the others, which must agree.
 *
 *     lax.batchMatmul([[[1, 2]]], [[[3], [4]]]) // [[[11.]]]
 *
 * Source: `jax.lax.batch_matmul`.
 */
export function batchMatmul(
  x: ArrayLike,
  y: ArrayLike,
  ...rest: Arguments<Pick<ProductOptions, "precision">, ["precision"]>
): Value {
  const given = expectArguments<Pick<ProductOptions, "precision">>("batchMatmul(x, y)", rest, ["precision?"]);
  const [a, b] = operands("batch_matmul", x, y);
  const batch = a.shape.slice(0, -2).map((_, i) => i);
  const numbers: products.DotDimensionNumbers = [
    [[a.ndim - 1], [b.ndim - 2]],
    [batch, batch],
  ];
  return products.dotGeneral(a, b, numbers, productParams(given));
}
