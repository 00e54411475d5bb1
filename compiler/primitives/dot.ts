/** Products of arrays, summed over axes. */

import { ArrayType, sameShape, showShape, sizeOf, stridesOf } from "../ir/arrayType.js";
import { type DType, isInteger, isWide } from "../ir/dtype.js";
import { TypeError } from "../ir/errors.js";
import { Written } from "../ir/params.js";
import { listText } from "../ir/valueText.js";
import { allocate, HostArray, type HostData, toElement } from "../trace/hostArray.js";
import type { Primitive } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { indices, showTuple, invert } from "./axes.js";
import { convertElementType } from "./conversion.js";
import { ne } from "./comparison.js";
import { addTangents, constantLike } from "./elementwise.js";
import { walk } from "./strided.js";
import { moveAxis, transpose } from "./views.js";

type Axes = readonly number[];

/**
 * `[[lhsContracting, rhsContracting], [lhsBatch, rhsBatch]]`. The output has the batch axes, then what is left of the
 * left side, then what is left of the right side.
 */
export type DotDimensionNumbers = readonly [readonly [Axes, Axes], readonly [Axes, Axes]];

/** What a product is told beside its axes. */
interface ProductParams {
  /** The dtype of sums and result; by default that of the operands. */
  readonly preferredElementType?: DType;
  /** `"high"` and others, of each side. It is handed on, and has no effect. */
  readonly precision?: readonly [lhs: string, rhs: string];
}

interface DotGeneralParams extends ProductParams {
  readonly dimensionNumbers: DotDimensionNumbers;
}

/** The axes of one side that are neither summed nor batched. */
function freeAxes(ndim: number, contract: Axes, batch: Axes): number[] {
  return indices(ndim).filter((axis) => !contract.includes(axis) && !batch.includes(axis));
}

const pick = (list: readonly number[], axes: Axes): number[] => axes.map((axis) => list[axis]);

const dotGeneralP: Primitive<DotGeneralParams> = {
  name: "dot_general",
  type([x, y], { dimensionNumbers, preferredElementType }) {
    checkDot(x, y, dimensionNumbers);
    const [[xc, yc], [xb, yb]] = dimensionNumbers;
    const shape = [
      ...pick(x.shape, xb),
      ...pick(x.shape, freeAxes(x.ndim, xc, xb)),
      ...pick(y.shape, freeAxes(y.ndim, yc, yb)),
    ];
    return [new ArrayType(preferredElementType ?? x.dtype, shape, x.weakType && y.weakType)];
  },
  evaluate: ([x, y], params) => [evaluateDot(x, y, params)],
  lowering: {
    kind: "contract",
    axes: ({ dimensionNumbers: [[xc, yc], [xb, yb]] }) => ({
      contract: [[...xc], [...yc]],
      batch: [[...xb], [...yb]],
    }),
  },
  batch: ([x, y], [isX, isY], _, params) => ({
    outputs: [batchDot(x, y, isX, isY, params)],
    batched: [true],
  }),
  jvp([x, y], [tx, ty], params) {
    const left = tx && bind1(dotGeneralP, [tx, y], params);
    const right = ty && bind1(dotGeneralP, [x, ty], params);
    const tangent = left && right ? addTangents(left, right) : (left ?? right);
    return { primals: [bind1(dotGeneralP, [x, y], params)], tangents: [tangent] };
  },
  transpose([ct], [x, y], [xType, yType], params) {
    const [[xc, yc], [xb, yb]] = params.dimensionNumbers;
    if (!ct) return [null, null];
    if (x === null && y !== null) return [transposeDot(ct, y, xType, [[xc, yc], [xb, yb]], params, false), null]; // prettier-ignore
    if (x !== null && y === null) return [null, transposeDot(ct, x, yType, [[yc, xc], [yb, xb]], params, true)]; // prettier-ignore
    return undefined;
  },
  paramText: {
    show: ({ dimensionNumbers, precision, ...params }) => ({
      ...params,
      dimensionNumbers: dimensionNumbers.map((pair) => pair.map((axes) => listText(axes))),
      precision: precision?.map((side) => new Written(`Precision.${side.toUpperCase()}`)),
    }),
    read({ precision, ...shown }) {
      const sides = (precision as string[] | undefined)?.map((side) =>
        side.replace("Precision.", "").toLowerCase(),
      );
      return { ...shown, ...(sides && { precision: sides }) } as unknown as DotGeneralParams;
    },
  },
};

function convert(x: Value, dtype: DType): Value {
  return x.dtype === dtype ? x : convertElementType(x, dtype);
}

/** The cotangent of the operand `a` (of type `type`) of a product with `b`; `swapped`: `a` was on the right. */
function transposeDot(
  ct: Value,
  b: Value,
  type: ArrayType,
  dims: DotDimensionNumbers,
  { preferredElementType, precision }: DotGeneralParams,
  swapped: boolean,
): Value {
  const [[ac, bc], [ab, bb]] = dims;
  const aFree = freeAxes(type.ndim, ac, ab);
  const bFree = freeAxes(b.ndim, bc, bb);
  const start = ab.length + (swapped ? 0 : aFree.length);
  const ctFree = bFree.map((_, i) => start + i);
  const dimensionNumbers: DotDimensionNumbers = [
    [ctFree, bFree],
    [indices(ab.length), bb],
  ];
  const product = dotGeneral(ct, convert(b, ct.dtype), dimensionNumbers, { preferredElementType, precision });
  // The summed axes of `b` now stand last, in the order of `b`.
  const order = indices(bc.length).sort((i, j) => bc[i] - bc[j]);
  return convert(transpose(product, invert([...ab, ...aFree, ...pick(ac, order)])), type.dtype);
}

function batchDot(x: Value, y: Value, isX: boolean, isY: boolean, params: DotGeneralParams): Value {
  const [[xc, yc], [xb, yb]] = params.dimensionNumbers;
  const raise = (axes: Axes, is: boolean): number[] => axes.map((axis) => (is ? axis + 1 : axis));
  const both = isX && isY ? [0] : [];
  const dimensionNumbers: DotDimensionNumbers = [
    [raise(xc, isX), raise(yc, isY)],
    [
      [...both, ...raise(xb, isX)],
      [...both, ...raise(yb, isY)],
    ],
  ];
  const product = bind1(dotGeneralP, [x, y], { ...params, dimensionNumbers });
  if (isX && isY) return product;
  // The batch axis is the first free axis of its side.
  return moveAxis(product, isX ? xb.length : x.ndim - xc.length, 0);
}

/** Along each batch, all rows of the left side times all of the right side. Integers wrap; other sums are rounded once. */
function evaluateDot(x: HostArray, y: HostArray, params: DotGeneralParams): HostArray {
  const [[xc, yc], [xb, yb]] = params.dimensionNumbers;
  const [type] = dotGeneralP.type([x.type, y.type], params);
  const values = allocate(type.dtype, type.size);
  const xBatches = positions(x.type, xb);
  const yBatches = positions(y.type, yb);
  const xRows = positions(x.type, freeAxes(x.ndim, xc, xb));
  const yRows = positions(y.type, freeAxes(y.ndim, yc, yb));
  const [xSummed, ySummed] = [positions(x.type, xc), positions(y.type, yc)];
  const wraps = isInteger(type.dtype) && !isWide(type.dtype);
  const multiply = wraps ? multiplyWrapping : multiplyExact;
  const sums = new Float64Array(roundUp(yRows.length));
  let next = 0;
  for (let batch = 0; batch < xBatches.length; batch++) {
    const left = dense(x.values, xBatches[batch], xRows, xSummed);
    const right = dense(y.values, yBatches[batch], yRows, ySummed);
    for (let row = 0; row < xRows.length; row++) {
      multiply(left.subarray(row * xSummed.length, (row + 1) * xSummed.length), right, sums);
      for (let i = 0; i < yRows.length; i++)
        values[next++] = wraps ? sums[i] : toElement(type.dtype, sums[i]);
    }
  }
  return new HostArray(type, values);
}

/** Where the elements along these axes of an array stand, the last axis running fastest. */
function positions(type: ArrayType, axes: Axes): Int32Array {
  const shape = pick(type.shape, axes);
  const found = new Int32Array(sizeOf(shape));
  const along = { offset: 0, strides: pick(stridesOf(type.shape), axes) };
  let next = 0;
  walk(shape, along, along, (i) => (found[next++] = i));
  return found;
}

/** Rows that are summed at a time, each into a variable of its own: a sum would have to wait for itself. */
const AT_A_TIME = 4;

const roundUp = (rows: number): number => Math.ceil(rows / AT_A_TIME) * AT_A_TIME;

/** The matrix of the elements at `start + rows[i] + columns[j]`, and zeros in the rows that complete it. */
function dense(values: HostData, start: number, rows: Int32Array, columns: Int32Array): Float64Array {
  const matrix = new Float64Array(roundUp(rows.length) * columns.length);
  let next = 0;
  for (const row of rows)
    for (let j = 0; j < columns.length; j++) matrix[next++] = values[start + row + columns[j]];
  return matrix;
}

/** Sets `sums` to the products of the row with those of the matrix. */
function multiplyExact(row: Float64Array, matrix: Float64Array, sums: Float64Array): void {
  const n = row.length;
  for (let i = 0; i < sums.length; i += AT_A_TIME) {
    const [first, second, third, fourth] = [i * n, (i + 1) * n, (i + 2) * n, (i + 3) * n];
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let k = 0; k < n; k++) {
      const x = row[k];
      a += x * matrix[first + k];
      b += x * matrix[second + k];
      c += x * matrix[third + k];
      d += x * matrix[fourth + k];
    }
    sums.set([a, b, c, d], i);
  }
}

/** The same on integers of 32 bits and fewer, modulo 2³². */
function multiplyWrapping(row: Float64Array, matrix: Float64Array, sums: Float64Array): void {
  const n = row.length;
  for (let i = 0; i < sums.length; i++) {
    let sum = 0;
    for (let k = 0; k < n; k++) sum = (sum + Math.imul(row[k], matrix[i * n + k])) | 0;
    sums[i] = sum;
  }
}

function checkDot(x: ArrayType, y: ArrayType, [[xc, yc], [xb, yb]]: DotDimensionNumbers): void {
  const fail = (message: string): never => {
    throw new TypeError(`dot_general ${message}`);
  };
  for (const [side, type, contract, batch] of [
    ["lhs", x, xc, xb],
    ["rhs", y, yc, yb],
  ] as const) {
    if ([...contract, ...batch].some((axis) => axis < 0 || axis >= type.ndim))
      fail(
        `requires ${side} dimension numbers to be nonnegative and less than the number of axes of the ${side} value, ` +
          `got ${side}_batch of ${showTuple(batch)} and ${side}_contracting of ${showTuple(contract)} ` +
          `for ${side} of rank ${type.ndim}`,
      );
    if (new Set(batch).size !== batch.length)
      fail(`requires ${side} batch dimensions to be distinct, got ${side}_batch ${showTuple(batch)}.`);
    if (new Set(contract).size !== contract.length)
      fail(
        `requires ${side} contracting dimensions to be distinct, got ${side}_contracting ${showTuple(contract)}.`,
      );
    if (batch.some((axis) => contract.includes(axis)))
      fail(
        `requires ${side} batch dimensions to be disjoint from contracting dimensions, ` +
          `got ${side}_batch ${showTuple(batch)} and ${side}_contracting ${showTuple(contract)}.`,
      );
  }
  for (const [what, left, right] of [
    ["batch", pick(x.shape, xb), pick(y.shape, yb)],
    ["contracting", pick(x.shape, xc), pick(y.shape, yc)],
  ] as const)
    if (!sameShape(left, right))
      fail(
        `requires ${what} dimensions to have the same shape, got ${showShape(left)} and ${showShape(right)}.`,
      );
  if (x.dtype !== y.dtype)
    throw new TypeError(
      `lax.dot_general requires arguments to have the same dtypes, got ${x.dtype}, ${y.dtype}.`,
    );
}

/**
 * The product of `x` and `y`, summed over the contracting axes, side by side along the batch axes, and of all with all
 * along the others. Dtypes must be equal; the result has it, or `preferredElementType`. Booleans: whether any pair is
 * true.
 */
export function dotGeneral(
  x: Value,
  y: Value,
  dimensionNumbers: DotDimensionNumbers,
  { preferredElementType, precision }: ProductParams = {},
): Value {
  if (x.dtype === "bool" && y.dtype === "bool") {
    const count = dotGeneral(
      convertElementType(x, "int32"),
      convertElementType(y, "int32"),
      dimensionNumbers,
    );
    return preferredElementType && preferredElementType !== "bool"
      ? convertElementType(count, preferredElementType)
      : ne(count, constantLike(count, 0));
  }
  return bind1(dotGeneralP, [x, y], {
    dimensionNumbers,
    ...(preferredElementType && { preferredElementType }),
    ...(precision && { precision }),
  });
}

/** `x @ y` for vectors and matrices: sums over the last axis of `x` and the first of `y`. */
export function dot(x: Value, y: Value): Value {
  return dotGeneral(x, y, [
    [[x.ndim - 1], [0]],
    [[], []],
  ]);
}

export const dotPrimitives: readonly Primitive[] = [dotGeneralP];
