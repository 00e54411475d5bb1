/** Sums, products, extremes and running totals along axes, added up in the order in which NumPy does it. */

import { fail } from "../text/failure.js";
import { bool, type Element, type ElementType, float32, int64, type Store, uint64 } from "./elementTypes.js";
import { checkAxis, NdArray } from "./ndarray.js";
import { kernels } from "./ufuncTable.js";
import { report } from "./warnings.js";

type Add = (x: number, y: number) => number;

/** NumPy's pairwise sum of `n` elements from `at` on: eight at a time, halves of what is longer. */
function pairwise(x: Store, at: number, n: number, add: Add): number {
  const get = (i: number): number => x[at + i] as number;
  if (n < 8) {
    let total = -0;
    for (let i = 0; i < n; i++) total = add(total, get(i));
    return total;
  }
  if (n > 128) {
    const half = Math.floor(n / 2) - (Math.floor(n / 2) % 8);
    return add(pairwise(x, at, half, add), pairwise(x, at + half, n - half, add));
  }
  const r = [0, 1, 2, 3, 4, 5, 6, 7].map(get);
  let i = 8;
  for (; i < n - (n % 8); i += 8) for (let j = 0; j < 8; j++) r[j] = add(r[j], get(i + j));
  let total = add(add(add(r[0], r[1]), add(r[2], r[3])), add(add(r[4], r[5]), add(r[6], r[7])));
  for (; i < n; i++) total = add(total, get(i));
  return total;
}

/** The axes that are asked for, counted from the front; all of them for undefined. */
function checkAxes(axes: readonly number[] | undefined, ndim: number): number[] {
  const found = axes ? axes.map((a) => checkAxis(a, ndim)) : Array.from({ length: ndim }, (_, i) => i);
  if (new Set(found).size < found.length) fail("ValueError", "duplicate value in 'axis'");
  return found;
}

/** An array with the axes to be reduced last, and whether its memory runs along them fastest. */
function arranged(
  a: NdArray,
  axes: readonly number[],
): { rows: NdArray; kept: number[]; alongRows: boolean } {
  const kept = a.shape.map((_, i) => i).filter((i) => !axes.includes(i));
  // Memory order decides how NumPy walks: the longest stride outermost.
  const walk = [...axes].sort((i, j) => Math.abs(a.strides[j]) - Math.abs(a.strides[i]) || i - j);
  const real = a.shape.map((_, i) => i).filter((i) => a.shape[i] !== 1);
  const inner = real.sort((i, j) => Math.abs(a.strides[i]) - Math.abs(a.strides[j]) || j - i).at(0);
  return {
    rows: a.transpose([...kept, ...walk]),
    kept,
    alongRows: inner === undefined || axes.includes(inner),
  };
}

/** How many of the last elements of a row lie one behind the other in memory: they are summed pairwise. */
function runLength(rows: NdArray, from: number): number {
  let length = 1;
  let expected: number | undefined;
  for (let i = rows.ndim - 1; i >= from; i--) {
    if (rows.shape[i] === 1) continue;
    if (expected !== undefined && rows.strides[i] !== expected) break;
    length *= rows.shape[i];
    expected = rows.strides[i] * rows.shape[i];
  }
  return length;
}

interface ReduceOptions {
  readonly axes?: readonly number[];
  readonly keepdims?: boolean;
  readonly initial?: Element;
  readonly dtype?: ElementType;
  readonly where?: NdArray;
}

/** The dtype of sums: integers are widened. */
export function sumType(t: ElementType): ElementType {
  if (t.isFloat) return t;
  return t.kind === "u" ? uint64 : int64;
}

/** `np.<name>.reduce`. */
export function reduce(name: string, given: NdArray, options: ReduceOptions = {}): NdArray {
  const axes = checkAxes(options.axes, given.ndim);
  const isLogical = kernels[name].loops === "logical";
  const type = options.dtype ?? (isLogical ? bool : given.dtype);
  const a = isLogical && given.dtype !== bool ? given.astype(bool) : given.astype(type);
  const { rows, kept, alongRows } = arranged(a, axes);
  const shape = kept.map((i) => a.shape[i]);
  const count = axes.reduce((n, i) => n * a.shape[i], 1);
  const result = NdArray.empty(shape, type);
  const where = options.where && arranged(options.where.astype(bool).broadcast(a.shape)!, axes).rows.flat();
  const start = startOf(name, type, options.initial, where ? 0 : count);
  const values = rows.flat();
  const f = stepOf(name, type);
  const run = alongRows ? runLength(rows, kept.length) : 1;
  const sums = name === "add" && type.isFloat && !where;
  for (let i = 0; i < result.data.length; i++) {
    let total = start ?? values[i * count];
    if (sums && run > 1)
      for (let j = 0; j < count; j += run)
        total = f(total, pairwise(values, i * count + j, run, pairwiseAdd(type)));
    else
      for (let j = start === undefined ? 1 : 0; j < count; j++)
        if (!where || where[i * count + j]) total = f(total, values[i * count + j]);
    result.data[i] = total;
  }
  if (type.isFloat) checkResult(name, values, result.data);
  return options.keepdims ? withAxes(result, a, axes) : result;
}

/** Half floats are summed as floats. */
const pairwiseAdd = (type: ElementType): Add =>
  type.bytes === 8 ? (x, y) => x + y : (x, y) => float32.round(x + y);

function stepOf(name: string, type: ElementType): (x: Element, y: Element) => Element {
  const { f, big, int32, bool: onBools } = kernels[name];
  const chosen = (
    type === bool && onBools ? onBools : type.isBig ? (big ?? f) : type.isInteger ? (int32 ?? f) : f
  ) as (x: Element, y: Element) => Element;
  if (type === bool) return (x, y) => Number(chosen(x, y));
  if (type.isFloat && type.bytes === 8) return chosen;
  return type.isFloat ? (x, y) => type.round(chosen(x, y) as number) : (x, y) => type.wrap(chosen(x, y));
}

/** What to begin with; undefined for the first element. */
function startOf(
  name: string,
  type: ElementType,
  initial: Element | undefined,
  count: number,
): Element | undefined {
  if (initial !== undefined) return type.isBig ? BigInt(initial) : Number(initial);
  const { identity } = kernels[name];
  if (identity !== undefined)
    return type.isBig
      ? BigInt(identity)
      : type.isFloat
        ? identity
        : type.kind === "b"
          ? Number(identity !== 0)
          : type.wrap(identity);
  if (count === 0) fail("ValueError", `zero-size array to reduction operation ${name} which has no identity`);
  return undefined;
}

function checkResult(name: string, values: Store, out: Store): void {
  if (name !== "add" && name !== "multiply") return;
  if (out.every((x: Element) => Number.isFinite(x))) return;
  const isFinite = values.every((x: Element) => Number.isFinite(x));
  if (isFinite) report("over", "reduce");
  else if (out.some((x: Element) => Number.isNaN(x)) && !values.some((x: Element) => Number.isNaN(x)))
    report("invalid", "reduce");
}

/** Reduced axes stay as axes of length 1. */
export function withAxes(result: NdArray, a: NdArray, axes: readonly number[]): NdArray {
  const shape = a.shape.map((n, i) => (axes.includes(i) ? 1 : n));
  return new NdArray(result.data, result.dtype, shape);
}

/** The rows along one axis, as an array in which it is last, and where results of one per row belong. */
export function rowsAlong(a: NdArray, axis: number): { values: Store; length: number; count: number } {
  const order = a.shape.map((_, i) => i).filter((i) => i !== axis);
  const values = a.transpose([...order, axis]).flat();
  const length = a.shape[axis];
  return { values, length, count: length === 0 ? 0 : values.length / length };
}

/** Elements in rows along an axis, back in the array's shape. */
export function fromRows(data: Store, dtype: ElementType, a: NdArray, axis: number): NdArray {
  const order = a.shape.map((_, i) => i).filter((i) => i !== axis);
  const rows = new NdArray(data, dtype, [...order.map((i) => a.shape[i]), a.shape[axis]]);
  const back = a.shape.map((_, i) => (i === axis ? order.length : order.indexOf(i)));
  return rows.transpose(back).copy();
}

/** `np.<name>.accumulate`. */
export function accumulate(name: string, given: NdArray, axis: number, type: ElementType): NdArray {
  const a = given.astype(type);
  const { values, length, count } = rowsAlong(a, axis);
  const f = stepOf(name, type);
  const data = type.allocate(values.length);
  for (let i = 0; i < count; i++)
    for (let j = 0, k = i * length; j < length; j++, k++)
      data[k] = j === 0 ? values[k] : f(data[k - 1], values[k]);
  return fromRows(data, type, a, axis);
}

/** `argmax` and `argmin`: the first of the best; a NaN is the best. */
export function argBest(a: NdArray, axis: number, better: (x: Element, y: Element) => boolean): NdArray {
  const { values, length, count } = rowsAlong(a, axis);
  const shape = a.shape.filter((_, i) => i !== axis);
  const result = NdArray.empty(shape, int64);
  for (let i = 0; i < count; i++) {
    let best = 0;
    for (let j = 1; j < length; j++) {
      const [x, y] = [values[i * length + j], values[i * length + best]];
      if (Number.isNaN(y)) break;
      if (Number.isNaN(x) || better(x, y)) best = j;
    }
    result.data[i] = BigInt(best);
  }
  return result;
}
