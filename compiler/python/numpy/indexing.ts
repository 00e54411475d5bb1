/** `x[…]` and `x[…] = y`. */

import { Value as ArrayValue } from "../../trace/value.js";
import { Slice, Tuple } from "../objects/containers.js";
import { index } from "../objects/operators.js";
import { Ellipsis, typeOf } from "../objects/types.js";
import { plain, type Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { arrayOf, isNested, toNdArray } from "./convert.js";
import { commonShape, NdArray } from "./ndarray.js";
import { isScalar } from "./scalars.js";

type Part = number | Slice | null | "..." | NdArray;

function partOf(x: Value): Part {
  if (x === null || x instanceof Slice) return x;
  if (x === Ellipsis) return "...";
  const value = plain(x);
  if (typeof value === "bigint") return Number(value);
  if (isScalar(x) && x.dtype.isInteger) return Number(x.element);
  const array = arrayOf(x) ?? (isNested(x) ? toNdArray(x) : undefined);
  if (array?.size === 0 && isNested(x)) return NdArray.empty(array.shape, toNdArray(0n).dtype);
  if (array && (array.dtype.kind === "b" || array.dtype.isInteger)) {
    if (array.ndim === 0 && array.dtype.isInteger && x instanceof ArrayValue) return Number(array.first());
    return array;
  }
  if (x instanceof NdArray || x instanceof ArrayValue)
    return fail("IndexError", "arrays used as indices must be of integer (or boolean) type");
  if (typeof x === "object" && typeOf(x).lookup("__index__") !== undefined) return Number(index(x));
  return fail(
    "IndexError",
    "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices",
  );
}

/** The parts with the ellipsis spelled out, and boolean arrays as those of the positions where they are true. */
function partsOf(key: Value, ndim: number): Part[] {
  const parts = (key instanceof Tuple ? key.items : [key]).map(partOf);
  const used = parts.reduce<number>((n, p) => n + axesOf(p), 0);
  if (used > ndim)
    fail("IndexError", `too many indices for array: array is ${ndim}-dimensional, but ${used} were indexed`);
  if (parts.filter((p) => p === "...").length > 1)
    fail("IndexError", "an index can only have a single ellipsis ('...')");
  const at = parts.indexOf("...");
  const rest = new Array<Part>(ndim - used).fill(whole);
  return at < 0 ? [...parts, ...rest] : [...parts.slice(0, at), ...rest, ...parts.slice(at + 1)];
}

const whole = new Slice(null, null, null);

function axesOf(p: Part): number {
  if (p === null || p === "...") return 0;
  return p instanceof NdArray && p.dtype.kind === "b" ? p.ndim : 1;
}

/** The first index, the step and the count of a slice of an axis. */
function sliceRange(s: Slice, length: number): [start: number, step: number, count: number] {
  const step = s.step === null ? 1 : Number(index(s.step));
  if (step === 0) fail("ValueError", "slice step cannot be zero");
  const bound = (x: Value, fallback: number): number => {
    if (x === null) return fallback;
    const i = Number(index(x));
    const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
    return Math.min(Math.max(i < 0 ? i + length : i, low), high);
  };
  const start = bound(s.start, step > 0 ? 0 : length - 1);
  const stop = bound(s.stop, step > 0 ? length : -1);
  return [start, step, Math.max(0, Math.ceil((stop - start) / step))];
}

/** Where the elements are that are asked for: a view, or single offsets. */
type Found = { view: NdArray } | { offsets: Int32Array; shape: number[] };

function find(a: NdArray, key: Value): Found {
  const parts = partsOf(key, a.ndim);
  const shape: number[] = [];
  const strides: number[] = [];
  const advanced: { array: NdArray; axis: number; at: number }[] = [];
  let { offset } = a;
  let axis = 0;
  let lastAt = -1;
  let isSplit = false;
  const note = (array: NdArray, i: number): void => {
    if (lastAt >= 0 && i > lastAt + 1) isSplit = true;
    lastAt = i;
    advanced.push({ array, axis: axis++, at: shape.length });
  };
  const hasArrays = parts.some((p) => p instanceof NdArray);
  parts.forEach((p, i) => {
    if (p === null) {
      shape.push(1);
      strides.push(0);
    } else if (typeof p === "number" && !hasArrays) {
      offset += checkIndex(p, axis, a.shape[axis]) * a.strides[axis];
      axis++;
    } else if (typeof p === "number") note(toNdArray(BigInt(p)), i);
    else if (p instanceof Slice) {
      const [start, step, count] = sliceRange(p, a.shape[axis]);
      if (count > 0) offset += start * a.strides[axis];
      shape.push(count);
      strides.push(step * a.strides[axis]);
      axis++;
    } else if (p instanceof NdArray) {
      if (p.dtype.kind !== "b") note(p, i);
      else if (p.ndim === 0) {
        // A single truth value is an axis of length 1 or 0 in front.
        shape.push(p.first() ? 1 : 0);
        strides.push(0);
      } else for (const positions of nonzero(checkMask(p, a, axis))) note(positions, i);
    }
  });
  if (advanced.length === 0) return { view: a.view(shape, strides, offset) };
  return gather(a, a.view(shape, strides, offset), advanced, isSplit);
}

function checkIndex(i: number, axis: number, length: number): number {
  if (i < -length || i >= length)
    fail("IndexError", `index ${i} is out of bounds for axis ${axis} with size ${length}`);
  return i < 0 ? i + length : i;
}

function checkMask(mask: NdArray, a: NdArray, axis: number): NdArray {
  mask.shape.forEach((n, i) => {
    if (n !== a.shape[axis + i])
      fail(
        "IndexError",
        `boolean index did not match indexed array along axis ${axis + i}; size of axis is ${a.shape[axis + i]} but size of corresponding boolean axis is ${n}`,
      );
  });
  return mask;
}

/** Offsets of the elements at the positions that index arrays name; `rest` is the view of all other axes. */
function gather(
  a: NdArray,
  rest: NdArray,
  advanced: readonly { array: NdArray; axis: number; at: number }[],
  isSplit: boolean,
): Found {
  const common = commonShape(advanced.map((p) => p.array.shape));
  if (!common)
    return fail(
      "IndexError",
      `shape mismatch: indexing arrays could not be broadcast together with shapes ${advanced.map((p) => `(${p.array.shape.join(",")}${p.array.ndim === 1 ? "," : ""}) `).join("")}`,
    );
  const count = common.reduce((x, n) => x * n, 1);
  const moves = new Int32Array(count);
  for (const { array, axis } of advanced) {
    const positions = array.broadcast(common)!.flat();
    for (let i = 0; i < count; i++)
      moves[i] += checkIndex(Number(positions[i]), axis, a.shape[axis]) * a.strides[axis];
  }
  // Index arrays next to each other put their axes in their place, others in front.
  const at = isSplit ? 0 : advanced[0].at;
  const before = rest.view(rest.shape.slice(0, at), rest.strides.slice(0, at)).offsets();
  const after = rest.view(rest.shape.slice(at), rest.strides.slice(at), 0).offsets();
  const offsets = new Int32Array(before.length * count * after.length);
  let k = 0;
  for (const b of before) for (const m of moves) for (const c of after) offsets[k++] = b + m + c;
  return { offsets, shape: [...rest.shape.slice(0, at), ...common, ...rest.shape.slice(at)] };
}

/** The positions of the elements that are not zero, one array per axis. */
export function nonzero(a: NdArray): NdArray[] {
  const values = a.flat();
  const found: number[] = [];
  for (let i = 0; i < values.length; i++) if (Number(values[i]) !== 0) found.push(i);
  let step = a.size;
  return a.shape.map((n) => {
    step /= n;
    const [inner, length] = [step, n];
    const positions = found.map((i) => BigInt(Math.floor(i / inner) % length));
    return new NdArray(BigInt64Array.from(positions), toNdArray(0n).dtype, [found.length]);
  });
}

export function getItem(a: NdArray, key: Value): NdArray {
  const found = find(a, key);
  if ("view" in found) return found.view;
  const result = NdArray.empty(found.shape, a.dtype);
  found.offsets.forEach((offset, i) => (result.data[i] = a.data[offset] as never));
  return result;
}

export function setItem(a: NdArray, key: Value, value: Value): void {
  const found = find(a, key);
  const source = toNdArray(value, isNumber(value) ? a.dtype : undefined);
  if ("view" in found) {
    found.view.assign(source);
    return;
  }
  if (!a.isWriteable) fail("ValueError", "assignment destination is read-only");
  const target = new NdArray(a.data, a.dtype, found.shape);
  const fits = source.broadcast(found.shape) ?? dropped(source, found.shape);
  if (!fits) return refuseShape(key, source, target);
  target.write(found.offsets, fits);
}

const isNumber = (x: Value): boolean => typeof x === "bigint" || typeof x === "number";

function dropped(source: NdArray, shape: readonly number[]): NdArray | undefined {
  const extra = source.ndim - shape.length;
  if (extra <= 0 || source.shape.slice(0, extra).some((n) => n !== 1)) return undefined;
  return source.view(source.shape.slice(extra), source.strides.slice(extra)).broadcast(shape);
}

function refuseShape(key: Value, source: NdArray, target: NdArray): never {
  const show = (s: readonly number[]): string => `(${s.join(",")}${s.length === 1 ? "," : ""})`;
  const mask = key instanceof Tuple ? undefined : arrayOf(key);
  if (mask?.dtype.kind === "b" && source.ndim === 1 && target.ndim === 1)
    return fail(
      "ValueError",
      `NumPy boolean array indexing assignment cannot assign ${source.size} input values to the ${target.size} output values where the mask is true`,
    );
  return fail(
    "ValueError",
    `shape mismatch: value array of shape ${show(source.shape)} could not be broadcast to indexing result of shape ${show(target.shape)}`,
  );
}
