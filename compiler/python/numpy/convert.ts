/** Arrays of Python's values, and Python's values of arrays. */

import { Value as ArrayValue } from "../../trace/value.js";
import { Tracer } from "../../trace/tracer.js";
import { onHost } from "../jax/device.js";
import { toNumber } from "../objects/arithmetic.js";
import { List, Range, Tuple } from "../objects/containers.js";
import { call } from "../objects/machine.js";
import { index } from "../objects/operators.js";
import { Obj, plain, type Value } from "../objects/value.js";
import { typeOf } from "../objects/types.js";
import { listOf } from "../objects/iterate.js";
import { floatFromText } from "../text/numberReading.js";
import { fail } from "../text/failure.js";
import {
  bool,
  type Element,
  type ElementType,
  elementType,
  float64,
  int64,
  promoteTwo,
  uint64,
} from "./elementTypes.js";
import { NdArray } from "./ndarray.js";
import { isScalar } from "./scalars.js";

/** The array that a value is, or of one number; undefined for lists and other values. */
export function arrayOf(x: Value): NdArray | undefined {
  if (x instanceof NdArray) return x;
  if (isScalar(x)) return NdArray.scalar(x.element, x.dtype);
  if (x instanceof ArrayValue) return fromLibrary(x);
  const value = plain(x);
  switch (typeof value) {
    case "boolean":
      return NdArray.scalar(value ? 1 : 0, bool);
    case "number":
      return NdArray.scalar(value, float64);
    case "bigint":
      return intArray(value);
  }
  return x instanceof Obj ? viaMethod(x) : undefined;
}

function intArray(x: bigint): NdArray {
  if (BigInt.asIntN(64, x) === x) return NdArray.scalar(x, int64);
  if (BigInt.asUintN(64, x) === x) return NdArray.scalar(x, uint64);
  return fail("OverflowError", "Python int too large to convert to C long");
}

function viaMethod(x: Obj): NdArray | undefined {
  const method = x.type.lookup("__array__");
  return method === undefined || method === null ? undefined : arrayOf(call(method, [x]));
}

/** An array of JAX's, with its elements fetched; a tracer that has none refuses. */
function fromLibrary(x: ArrayValue): NdArray {
  if (x instanceof Tracer) throw x.unreadable();
  const host = onHost(x);
  if (host.dtype === "float0") return NdArray.empty(host.shape, elementType("float0"));
  const { values } = host as unknown as { values: NdArray["data"] };
  const a = new NdArray(values, elementType(host.dtype), host.shape);
  a.isWriteable = false;
  return a;
}

/** Whatever an array may be made of. */
export function toNdArray(x: Value, dtype?: ElementType): NdArray {
  const known = arrayOf(x);
  if (known) return dtype ? convertKnown(known, x, dtype) : known;
  if (!isNested(x)) return refuse(x, dtype);
  const leaves: NdArray[] = [];
  const shape = nestedShape(x, 1, leaves);
  const type = dtype ?? (leaves.length === 0 ? float64 : leaves.map((l) => l.dtype).reduce(promoteTwo));
  const result = NdArray.empty(shape, type);
  let at = 0;
  for (const leaf of leaves) {
    const values = leaf.flat();
    for (let i = 0; i < values.length; i++) result.data[at++] = castNamed(values[i], leaf.dtype, type);
  }
  return result;
}

function castNamed(x: Element, from: ElementType, to: ElementType): Element {
  if (from === int64 && to.isInteger) checkRange(x as bigint, to);
  return to.cast(x, from);
}

/** Python's integers must fit; those of arrays wrap around. */
function convertKnown(known: NdArray, x: Value, dtype: ElementType): NdArray {
  const n = plain(x);
  if (typeof n === "bigint" && dtype.isInteger) checkRange(n, dtype);
  return known.astype(dtype);
}

export function checkRange(n: bigint, { name, min, max }: ElementType): void {
  if (n < min || n > max) fail("OverflowError", `Python integer ${n} out of bounds for ${name}`);
}

function refuse(x: Value, dtype: ElementType | undefined): never {
  if (typeof x === "string" && dtype?.isFloat === true) return toNdArray(floatFromText(x), dtype) as never;
  const kind = typeof x === "string" ? "str" : "object";
  return fail(
    "NotImplementedError",
    `arrays of dtype ${kind} are not supported: got a value of type '${typeOf(x).name}'`,
  );
}

export function isNested(x: Value): boolean {
  return x instanceof List || x instanceof Tuple || x instanceof Range || hasLength(x);
}

function hasLength(x: Value): boolean {
  return (
    x instanceof Obj &&
    x.type.isUser &&
    x.type.lookup("__len__") !== undefined &&
    x.type.lookup("__getitem__") !== undefined
  );
}

/** The shape of nested lists; their numbers and arrays are collected. */
function nestedShape(x: Value, depth: number, leaves: NdArray[]): readonly number[] {
  const known = arrayOf(x);
  if (known) {
    leaves.push(known);
    return known.shape;
  }
  if (!isNested(x)) return refuse(x, undefined);
  const items = listOf(x);
  const shapes = items.map((item) => nestedShape(item, depth + 1, leaves));
  const [first = []] = shapes;
  const uneven = shapes.find((s) => s.length !== first.length || s.some((n, i) => n !== first[i]));
  if (uneven) return refuseUneven(items.length, shapes, depth);
  return [items.length, ...first];
}

function refuseUneven(length: number, shapes: (readonly number[])[], depth: number): never {
  const common: number[] = [];
  for (let i = 0; shapes.every((s) => s.length > i && s[i] === shapes[0][i]); i++) common.push(shapes[0][i]);
  const found = [length, ...common];
  return fail(
    "ValueError",
    `setting an array element with a sequence. The requested array has an inhomogeneous shape after ${depth + common.length} dimensions. ` +
      `The detected shape was (${found.join(", ")}${found.length === 1 ? "," : ""}) + inhomogeneous part.`,
  );
}

/** Lengths: one, or several. */
export function toShape(x: Value): number[] {
  const shape = toInts(x);
  if (shape.some((n) => n < 0)) fail("ValueError", "negative dimensions are not allowed");
  return shape;
}

/** One integer, or several. */
export function toInts(x: Value): number[] {
  if (x instanceof NdArray && x.ndim > 0) return Array.from(x.flat() as ArrayLike<Element>, Number);
  return isNested(x) ? listOf(x).map(toInt) : [toInt(x)];
}

export function toInt(x: Value): number {
  if (typeof x === "number" || typeof x === "string" || x === null) return Number(index(x));
  const n = toNumber(x);
  return Number(n === undefined || typeof n === "number" ? index(x) : n);
}

/** Python's numbers in nested lists. */
export function toList(a: NdArray): Value {
  const values = a.flat();
  let at = 0;
  const build = (axis: number): Value =>
    axis === a.ndim
      ? a.dtype.toPython(values[at++])
      : new List(Array.from({ length: a.shape[axis] }, () => build(axis + 1)));
  return build(0);
}

export const shapeTuple = (shape: readonly number[]): Tuple => new Tuple(shape.map(BigInt));

/** An array of positions. */
export const intArrayOf = (values: ArrayLike<number>, shape: readonly number[] = [values.length]): NdArray =>
  new NdArray(BigInt64Array.from(values as number[], BigInt), int64, shape);
