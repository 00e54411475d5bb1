/** What factorizations have in common: arrays whose last axes are matrices, each of which is factored by itself. */

import { ArrayType, sameShape, showShape, sizeOf } from "../../ir/arrayType.js";
import { NotImplementedError, TypeError } from "../../ir/errors.js";
import { multiply } from "../../numpy/arithmetic.js";
import { matmul } from "../../numpy/linear.js";
import { equal } from "../../numpy/logic.js";
import { constantLike, expandTo } from "../../numpy/promotion.js";
import { matrixTranspose } from "../../numpy/shape.js";
import { where } from "../../numpy/where.js";
import { iota } from "../../primitives/creation.js";
import { broadcastLeading, expandDims, reduceSum } from "../../primitives/views.js";
import { HostArray, allocate, toElement } from "../../trace/hostArray.js";
import type { Primitive } from "../../trace/primitive.js";
import { bind } from "../../trace/trace.js";
import type { Value } from "../../trace/value.js";
import { foriLoop } from "../foriLoop.js";

/** Throws unless this is an array of matrices of float32 or float64. */
export function checkMatrices(name: string, x: ArrayType): void {
  if (x.ndim < 2)
    throw new TypeError(`Input 0 to ${name} must have rank at least 2, but got shape=${showShape(x.shape)}`);
  if (x.dtype !== "float32" && x.dtype !== "float64")
    throw new NotImplementedError(`Unsupported dtype ${x.dtype}.`);
}

/** Throws unless this is an array of square matrices of float32 or float64. */
export function checkSquare(name: string, x: ArrayType): void {
  checkMatrices(name, x);
  const [m, n] = x.shape.slice(-2);
  if (m !== n)
    throw new TypeError(`Input 0 to ${name} must be a square matrix, but got shape=${showShape(x.shape)}`);
}

/** Throws unless the axes before the matrices are the same. */
export function checkSameBatch(name: string, a: ArrayType, b: ArrayType): void {
  if (!sameShape(a.shape.slice(0, -2), b.shape.slice(0, -2)))
    throw new TypeError(
      `${name} requires both arguments to have equal batch dimensions, got ${showShape(a.shape)} and ${showShape(b.shape)}.`,
    );
}

/** A type with the same first axes, and others for the last two. */
export function withMatrix(x: ArrayType, last: readonly number[], dtype = x.dtype): ArrayType {
  return new ArrayType(dtype, [...x.shape.slice(0, -2), ...last]);
}

/**
 * Runs on every matrix: `run` gets the elements of each input, row by row, and fills those of each output. The numbers are
 * of double precision until they are stored.
 */
export function eachMatrix(
  inputs: readonly HostArray[],
  types: readonly ArrayType[],
  run: (inputs: readonly Float64Array[], outputs: readonly Float64Array[]) => void,
): HostArray[] {
  const batch = sizeOf(inputs[0].shape.slice(0, -2));
  const values = types.map((type) => allocate(type.dtype, type.size));
  for (let n = 0; n < batch; n++) {
    const given = inputs.map(({ values: all }) => {
      const size = all.length / batch;
      return Float64Array.from(all.subarray(n * size, (n + 1) * size));
    });
    const made = types.map((type) => new Float64Array(type.size / batch));
    run(given, made);
    made.forEach((elements, k) => {
      const first = n * elements.length;
      for (let i = 0; i < elements.length; i++) values[k][first + i] = toElement(types[k].dtype, elements[i]);
    });
  }
  return types.map((type, k) => new HostArray(type, values[k]));
}

/** The batching rule: one more axis before the matrices. */
export function batchOfMatrices<P>(primitive: () => Primitive<P>): Primitive<P>["batch"] {
  return (inputs, batched, size, params) => {
    const all = inputs.map((x, i) => (batched[i] ? x : broadcastLeading(x, size)));
    const outputs = bind(primitive(), all, params);
    return { outputs, batched: outputs.map(() => true) };
  };
}

/** So many turns are written out; more are a loop. */
const WRITTEN_OUT = 8;

/** Takes turns 0 … count - 1, each on the values that the one before it gave. */
export function takeTurns(
  count: number,
  initial: readonly Value[],
  turn: (k: Value, values: readonly Value[]) => Value[],
): Value[] {
  if (count > WRITTEN_OUT) return foriLoop<Value[]>(0, count, (k, values) => turn(k, values), [...initial]);
  let values = [...initial];
  for (let k = 0; k < count; k++) values = turn(number(k), values);
  return values;
}

const number = (k: number): Value =>
  new HostArray(new ArrayType("int32", []), Int32Array.of(k)); // prettier-ignore

/** 0, 1, 2 … along an axis of length n. */
export const places = (n: number): Value => iota("int32", n);

/** Of matrices, column k; of vectors, element k. */
export function columnAt(x: Value, k: Value): Value {
  const isThere = equal(places(x.shape[x.ndim - 1]), k);
  return reduceSum(where(isThere, x, constantLike(x, 0)), [x.ndim - 1]);
}

/** Of matrices, row k. */
export function rowAt(x: Value, k: Value): Value {
  const isThere = expandDims(equal(places(x.shape[x.ndim - 2]), k), [1]);
  return reduceSum(where(isThere, x, constantLike(x, 0)), [x.ndim - 2]);
}

/** Vectors as matrices of one column, and of one row. */
export const asColumn = (x: Value): Value => expandDims(x, [x.ndim]);
export const asRow = (x: Value): Value => expandDims(x, [x.ndim - 1]);

/** The products of every element of x with every element of y. */
export const outerProduct = (x: Value, y: Value): Value => multiply(asColumn(x), asRow(y));

/** Identity matrices of the kind of x, one for each of its matrices. */
export function identityLike(x: Value, n: number): Value {
  const isDiagonal = equal(asColumn(places(n)), asRow(places(n)));
  const one = where(isDiagonal, constantLike(x, 1), constantLike(x, 0));
  return expandTo(one, [...x.shape.slice(0, -2), n, n]);
}

export const transposed = (x: Value): Value => matrixTranspose(x);
export const product = (...factors: Value[]): Value => factors.reduce((x, y) => matmul(x, y));
