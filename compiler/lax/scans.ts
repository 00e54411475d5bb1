/** Functions over the elements of an axis: one by one, and scans by any associative function. */

import type { ArrayTree, UserFunction } from "../calls/treeTypes.js";
import { ArrayType, showShape } from "../ir/arrayType.js";
import { type Arguments, expectArguments } from "../ir/options.js";
import { flatten, unflatten } from "../ir/tree.js";
import { canonicalAxis, toValue } from "../numpy/promotion.js";
import { add } from "../primitives/arithmetic.js";
import { or } from "../primitives/logical.js";
import * as views from "../primitives/views.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { vmap } from "../transforms/vmap.js";
import { scan as scanOver } from "./loops.js";
import { isListOfNumbers } from "./operands.js";
import { scalar } from "../trace/hostArray.js";
import type { Value } from "../trace/value.js";
import { type ArrayLike } from "../trace/value.js";

interface MapOptions {
  /** How many elements to take at once, by `vmap`. Without effect on results: kernels take all at once. */
  batchSize?: number | null;
}

/**
 * A function applied to each element of the first axis (of a tree of arrays), and the results along a new first axis: a `scan`
 * that carries nothing, whose turns kernels take all at once.
 *
 *     lax.map((x) => x.mul(x), [1, 2, 3]) // [1. 4. 9.]
 *
 * Throws a ValueError when lengths differ. Source: `jax.lax.map`.
 */
export function map<R>(
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- trees of arrays, as `xs` is one
  f: (x: any) => R,
  xs: unknown,
  ...rest: Arguments<MapOptions, ["batchSize"]>
): ArrayTree<R> {
  if (typeof f !== "function") throw new TypeError("lax.map: f argument should be a callable.");
  const { batchSize } = expectArguments<MapOptions>("map(f, xs)", rest, ["batchSize?"]);
  const arrays = isListOfNumbers(xs) ? toValue(xs) : xs;
  return (batchSize === undefined || batchSize === null ? each(f, arrays) : inBatches(f, arrays, batchSize)) as ArrayTree<R>; // prettier-ignore
}

function each(f: UserFunction, xs: unknown): unknown {
  return scanOver((_, x: unknown) => [null, f(x) as unknown] as const, null, xs)[1];
}

/** Elements by `vmap`, so many at once; what is left over in a batch of its own. */
function inBatches(f: UserFunction, xs: unknown, size: number): unknown {
  if (!Number.isInteger(size) || size < 0)
    throw new ValueError(`batch_size must be a natural number, got ${size}.`);
  const [leaves, tree] = flatten(xs);
  const values = leaves.map((x) => toValue(x, "lax.map"));
  const length = values[0]?.shape[0] ?? 0;
  const count = size === 0 ? 0 : Math.floor(length / size);
  const part = (start: number, limit: number): Value[] => values.map((x) => views.sliceInDim(x, { start, limit })); // prettier-ignore
  const left = part(count * size, length);
  const rest = (): unknown => vmap(f)(unflatten(tree, left));
  if (count === 0) return rest();
  const batches = part(0, count * size).map((x) => views.reshape(x, [count, size, ...x.shape.slice(1)]));
  const [stacked, outTree] = flatten(each(vmap(f), unflatten(tree, batches)));
  const all = (stacked as Value[]).map((y) => views.reshape(y, [count * size, ...y.shape.slice(2)]));
  if (count * size === length) return unflatten(outTree, all);
  const others = flatten(rest())[0] as Value[];
  return unflatten(outTree, all.map((y, i) => views.concatenate([y, others[i]], 0))); // prettier-ignore
}

interface AssociativeScanOptions {
  /** From the end. Default false. */
  reverse?: boolean;
  /** Default 0. */
  axis?: number;
}

/**
 * What an associative function `f(a, b)` makes of the first k elements along an axis, for each k. It is applied to many
 * elements at once (lay `vmap` around it if it is of one), to trees of arrays as `elements` is, in about 2·log₂ n steps.
 *
 *     lax.associativeScan(jnp.add, [1, 2, 3]) // [1. 3. 6.]
 *
 * Throws a ValueError for arrays of different lengths. Source: `jax.lax.associative_scan`.
 */
export function associativeScan<T>(
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- trees of arrays, as the elements are
  f: (a: any, b: any) => unknown,
  elements: T,
  ...rest: Arguments<AssociativeScanOptions, ["reverse", "axis"]>
): T extends ArrayLike ? Value : T {
  const call = "associativeScan(f, elements)";
  const order = ["reverse?", "axis?"] as const;
  const { reverse = false, axis = 0 } = expectArguments<AssociativeScanOptions>(call, rest, order);
  if (typeof f !== "function") throw new TypeError("lax.associative_scan: fn argument should be callable.");
  const [leaves, def] = flatten(isListOfNumbers(elements) ? toValue(elements, "associative_scan") : elements);
  const values = leaves.map((x) => toValue(x, "associative_scan"));
  if (values.length === 0) throw new ValueError("associative_scan was given no arrays.");
  const at = canonicalAxis(axis, values[0].ndim);
  if (values.some((v) => v.shape[at] !== values[0].shape[at]))
    throw new ValueError(
      `Array inputs to associative_scan must have the same first dimension. (saw: [${values.map((v) => showShape(v.shape)).join(", ")}])`,
    );
  const turned = (xs: Value[]): Value[] => (reverse ? xs.map((x) => views.rev(x, [at])) : xs);
  const combine = (a: Value[], b: Value[]): Value[] =>
    flatten(f(unflatten(def, a), unflatten(def, b)))[0].map((x) => toValue(x, "associative_scan"));
  return unflatten(def, turned(scan(turned(values), combine, at))) as T extends ArrayLike ? Value : T;
}

/** Pairs are combined and scanned; that is every other element, and the rest is one step away. */
function scan(xs: Value[], combine: (a: Value[], b: Value[]) => Value[], axis: number): Value[] {
  const length = xs[0].shape[axis];
  if (length < 2) return xs;
  const every = (values: Value[], start: number, limit: number, stride = 1): Value[] =>
    values.map((v) => views.sliceInDim(v, { start, limit, stride, axis }));
  const odd = scan(combine(every(xs, 0, length - 1, 2), every(xs, 1, length, 2)), combine, axis);
  const before = every(odd, 0, Math.ceil(length / 2) - 1);
  const later = combine(before, every(xs, 2, length, 2));
  const first = every(xs, 0, 1);
  return first.map((x, i) => interleaved(views.concatenate([x, later[i]], axis), odd[i], axis));
}

/** a₀ b₀ a₁ b₁ …; a may have one element more. */
function interleaved(a: Value, b: Value, axis: number): Value {
  const isEven = a.shape[axis] === b.shape[axis];
  const spread = (x: Value, before: number, after: number): Value => {
    const zero = scalar(x.dtype === "bool" ? false : 0, new ArrayType(x.dtype, []));
    return views.pad(x, zero, x.shape.map((_, i) => (i === axis ? [before, after, 1] : [0, 0, 0]))); // prettier-ignore
  };
  const places = [spread(a, 0, isEven ? 1 : 0), spread(b, 1, isEven ? 0 : 1)] as const;
  return a.dtype === "bool" ? or(...places) : add(...places);
}
