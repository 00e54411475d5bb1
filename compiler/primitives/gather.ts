/** Gather and scatter: reading and writing at places given by an array of indices. Each is the other backwards. */

import { type ArrayType, sameShape, showShape, sizeOf } from "../ir/arrayType.js";
import { type DType, isFloating } from "../ir/dtype.js";
import { literal, select as selectExpr } from "../ir/expression.js";
import { allocate, HostArray, toElement } from "../trace/hostArray.js";
import type { Lowering, MaybeZero, Primitive } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { add, addTangents, div, max, mul, sub } from "./arithmetic.js";
import { eq } from "./comparison.js";
import { convertElementType } from "./conversion.js";
import { iota, zerosOf } from "./creation.js";
import { constantLike } from "./elementwise.js";
import {
  batchDims,
  checkPlaces,
  type GatherDimensionNumbers,
  gatheredShape,
  type GatherScatterMode,
  locate,
  type Places,
  placesOf,
  visitPlaces,
  windowDims,
} from "./places.js";
import { select } from "./select.js";
import { indices as upTo } from "./strided.js";
import { broadcastLeading, reshape, transpose } from "./views.js";

export interface GatherParams {
  readonly dimensionNumbers: GatherDimensionNumbers;
  /** What is read outside; null: NaN, the least int32, the greatest uint32, true. */
  readonly fillValue: number | null;
  readonly indicesAreSorted: boolean;
  readonly mode: GatherScatterMode;
  readonly sliceSizes: readonly number[];
  readonly uniqueIndices: boolean;
}

function fillOf(dtype: DType, { fillValue }: GatherParams): number {
  if (fillValue !== null) return fillValue;
  if (isFloating(dtype)) return NaN;
  return dtype === "int32" ? -2147483648 : dtype === "uint32" ? 4294967295 : 1;
}

const gatherPlaces = (operand: readonly number[], ndim: number, params: GatherParams): Places =>
  placesOf(operand, ndim, params.sliceSizes, params.dimensionNumbers, params.mode);

const gatherP: Primitive<GatherParams> = {
  name: "gather",
  type([x, indices], { dimensionNumbers, sliceSizes }) {
    checkPlaces("gather", x, indices, sliceSizes, dimensionNumbers);
    return [x.with({ shape: gatheredShape(x.ndim, indices.shape, sliceSizes, dimensionNumbers) })];
  },
  evaluate([x, indices], params) {
    const [type] = gatherP.type([x.type, indices.type], params);
    const values = allocate(type.dtype, type.size);
    const places = gatherPlaces(x.shape, type.ndim, params);
    const fill = toElement(x.dtype, fillOf(x.dtype, params));
    visitPlaces(places, type.shape, indices, x.shape, (i, position) => {
      values[i] = position < 0 ? fill : x.values[position];
    });
    return [new HostArray(type, values)];
  },
  lowering: {
    kind: "view",
    at(index, read, types, params) {
      const [x] = types.inputs;
      const { at, valid } = locate(gatherPlaces(x.shape, index.length, params), index, (place) =>
        read(1, place),
      );
      return selectExpr(valid, read(0, at), literal(types.scalar(x), fillOf(x.dtype, params)));
    },
  },
  batch([x, indices], [isX, isIndices], size, params) {
    const dimensionNumbers = batchDims(params.dimensionNumbers, isX, isIndices);
    const sliceSizes = isX ? [isIndices ? 1 : size, ...params.sliceSizes] : params.sliceSizes;
    return {
      outputs: [bind1(gatherP, [x, indices], { ...params, dimensionNumbers, sliceSizes })],
      batched: [true],
    };
  },
  jvp: ([x, indices], [t], params) => ({
    primals: [bind1(gatherP, [x, indices], params)],
    tangents: [t && bind1(gatherP, [t, indices], { ...params, fillValue: 0 })],
  }),
  transpose([ct], [, indices], [x], { dimensionNumbers, mode, indicesAreSorted, uniqueIndices }) {
    if (!ct || !indices) return [null, null];
    const params = { dimensionNumbers: toScatter(dimensionNumbers), indicesAreSorted, mode, uniqueIndices };
    return [bind1(scatterAddP, [zerosOf(x.with({ weakType: false })), indices, ct], params), null];
  },
};

export interface ScatterDimensionNumbers {
  /** Axes of the updates along which the windows lie. */
  readonly updateWindowDims: readonly number[];
  readonly insertedWindowDims: readonly number[];
  readonly scatterDimsToOperandDims: readonly number[];
  readonly operandBatchingDims: readonly number[];
  readonly scatterIndicesBatchingDims: readonly number[];
}

export interface ScatterParams {
  readonly dimensionNumbers: ScatterDimensionNumbers;
  readonly indicesAreSorted: boolean;
  readonly mode: GatherScatterMode;
  /** Whether no place is written twice. */
  readonly uniqueIndices: boolean;
}

function toScatter(dims: GatherDimensionNumbers): ScatterDimensionNumbers {
  return {
    updateWindowDims: dims.offsetDims,
    insertedWindowDims: dims.collapsedSliceDims,
    scatterDimsToOperandDims: dims.startIndexMap,
    operandBatchingDims: dims.operandBatchingDims,
    scatterIndicesBatchingDims: dims.startIndicesBatchingDims,
  };
}

function toGather(dims: ScatterDimensionNumbers): GatherDimensionNumbers {
  return {
    offsetDims: dims.updateWindowDims,
    collapsedSliceDims: dims.insertedWindowDims,
    startIndexMap: dims.scatterDimsToOperandDims,
    operandBatchingDims: dims.operandBatchingDims,
    startIndicesBatchingDims: dims.scatterIndicesBatchingDims,
  };
}

/** The window of each update in the operand. */
function windowSizes(
  ndim: number,
  updates: readonly number[],
  { dimensionNumbers }: ScatterParams,
): number[] {
  const windows = windowDims(ndim, toGather(dimensionNumbers));
  const sizes = new Array<number>(ndim).fill(1);
  windows.forEach((axis, i) => (sizes[axis] = updates[dimensionNumbers.updateWindowDims[i]]));
  return sizes;
}

function scatterPlaces(
  operand: readonly number[],
  updates: readonly number[],
  params: ScatterParams,
): Places {
  const sizes = windowSizes(operand.length, updates, params);
  return placesOf(operand, updates.length, sizes, toGather(params.dimensionNumbers), params.mode);
}

/** What the updates would have overwritten. */
function gatherLike(x: Value, indices: Value, updates: readonly number[], params: ScatterParams): Value {
  const { dimensionNumbers, indicesAreSorted, mode, uniqueIndices } = params;
  return bind1(gatherP, [x, indices], {
    dimensionNumbers: toGather(dimensionNumbers),
    fillValue: 0,
    indicesAreSorted,
    mode,
    sliceSizes: windowSizes(x.ndim, updates, params),
    uniqueIndices,
  });
}

interface ScatterRules {
  readonly name: string;
  readonly combine: "add" | "mul" | "min" | "max" | "set";
  /** On the host; the result is rounded or wrapped to the dtype. */
  readonly step: (old: number, update: number, dtype: DType) => number;
  readonly tangent: (
    inputs: readonly Value[],
    tangents: readonly MaybeZero[],
    params: ScatterParams,
  ) => Differentiated;
  transpose?: Primitive<ScatterParams>["transpose"];
  /** The lowering, where it is not the scatter that it is given. */
  lowering?(scatter: Lowering<ScatterParams>): Lowering<ScatterParams>;
}

interface Differentiated {
  readonly out: Value;
  readonly tangent: MaybeZero;
}

function scatterPrimitive({
  name,
  combine,
  step,
  tangent,
  transpose,
  lowering = (scatter) => scatter,
}: ScatterRules): Primitive<ScatterParams> {
  const primitive: Primitive<ScatterParams> = {
    name,
    type([x, indices, updates], params) {
      checkScatter(name, x, indices, updates, params);
      return [x.with({ weakType: x.weakType && updates.weakType })];
    },
    evaluate([x, indices, updates], params) {
      const [type] = primitive.type([x.type, indices.type, updates.type], params);
      const values = x.values.slice();
      const places = scatterPlaces(x.shape, updates.shape, params);
      visitPlaces(places, updates.shape, indices, x.shape, (i, position) => {
        if (position >= 0)
          values[position] = wrap(x.dtype, step(values[position], updates.values[i], x.dtype));
      });
      return [new HostArray(type, values)];
    },
    lowering: lowering({
      kind: "scatter",
      combine,
      target: (index, read, types, params) =>
        locate(scatterPlaces(types.inputs[0].shape, types.inputs[2].shape, params), index, (place) =>
          read(1, place),
        ),
    }),
    batch([x, indices, updates], [isX, isIndices, isUpdates], size, params) {
      const all = [
        isX ? x : broadcastLeading(x, size),
        indices,
        isUpdates ? updates : broadcastLeading(updates, size),
      ];
      const dimensionNumbers = toScatter(batchDims(toGather(params.dimensionNumbers), true, isIndices));
      return { outputs: [bind1(primitive, all, { ...params, dimensionNumbers })], batched: [true] };
    },
    jvp(inputs, tangents, params) {
      const result = tangent(inputs, tangents, params);
      return { primals: [result.out], tangents: [result.tangent] };
    },
  };
  if (transpose) primitive.transpose = transpose;
  return primitive;
}

// Typed arrays wrap integers by themselves.
const wrap = (dtype: DType, x: number): number => (dtype === "float16" ? toElement(dtype, x) : x);

function checkScatter(
  name: string,
  x: ArrayType,
  indices: ArrayType,
  updates: ArrayType,
  params: ScatterParams,
): void {
  if (x.dtype !== updates.dtype)
    throw new TypeError(
      `lax.${name} requires arguments to have the same dtypes, got ${x.dtype}, ${updates.dtype}.`,
    );
  const dims = toGather(params.dimensionNumbers);
  const sizes = windowSizes(x.ndim, updates.shape, params);
  checkPlaces(name, x, indices, sizes, dims);
  const expected = gatheredShape(x.ndim, indices.shape, sizes, dims);
  if (!sameShape(expected, updates.shape))
    throw new TypeError(
      `${name} updates must have shape ${showShape(expected)}, got ${showShape(updates.shape)}.`,
    );
}

const orZero = (t: MaybeZero, x: Value): Value => t ?? zerosOf(x.type.tangent());

const scatterAddP: Primitive<ScatterParams> = scatterPrimitive({
  name: "scatter-add",
  combine: "add",
  step: (a, b) => a + b,
  tangent: (inputs, [t, , u], params) => ({
    out: bind1(scatterAddP, inputs, params),
    tangent: bind1(scatterAddP, [orZero(t, inputs[0]), inputs[1], orZero(u, inputs[2])], params),
  }),
  transpose([ct], [x, indices, updates], [, , updatesType], params) {
    if (!ct || !indices) return [null, null, null];
    return [
      x === null ? ct : null,
      null,
      updates === null ? gatherLike(ct, indices, updatesType.shape, params) : null,
    ];
  },
});

/** Whether each place is written at most once. */
function isUnique(
  { shape }: { readonly shape: readonly number[] },
  { uniqueIndices, dimensionNumbers }: ScatterParams,
): boolean {
  const rows = shape.slice(0, -1).filter((_, i) => !dimensionNumbers.scatterIndicesBatchingDims.includes(i));
  return uniqueIndices || sizeOf(rows) <= 1;
}

/** The axes of updates, those of the indices first. */
function indexAxesFirst({ ndim }: Value, { dimensionNumbers }: ScatterParams): number[] {
  const { updateWindowDims } = dimensionNumbers;
  return [...upTo(ndim).filter((axis) => !updateWindowDims.includes(axis)), ...updateWindowDims];
}

/**
 * Of each element of x the number, from 1, of the update that is written last, in the order of the indices; 0: none.
 * Numbers have a greatest whatever order they come in.
 */
function lastWriters(x: Value, indices: Value, updates: Value, params: ScatterParams): Value {
  const order = indexAxesFirst(updates, params);
  const numbers = iota("int32", updates.size);
  const ordered = reshape(add(numbers, constantLike(numbers, 1)), order.map((axis) => updates.shape[axis])); // prettier-ignore
  const ids = transpose(ordered, upTo(order.length).map((axis) => order.indexOf(axis))); // prettier-ignore
  return bind1(
    scatterMaxP,
    [zerosOf(x.type.with({ dtype: "int32", weakType: false })), indices, ids],
    params,
  );
}

/** x with each element overwritten by its last writer. */
function overwritten(x: Value, updates: Value, writers: Value, params: ScatterParams): Value {
  if (updates.size === 0) return x;
  const flat = reshape(transpose(updates, indexAxesFirst(updates, params)), [updates.size]);
  const places = max(sub(writers, constantLike(writers, 1)), constantLike(writers, 0));
  const written = gather(
    flat,
    reshape(places, [...places.shape, 1]),
    { offsetDims: [], collapsedSliceDims: [0], startIndexMap: [0] },
    [1],
    { mode: "promise_in_bounds" },
  );
  return select(eq(writers, constantLike(writers, 0)), x, written);
}

/** Writers of one place meet in any order: the last one is found first. */
function setInOrder([x, indices, updates]: readonly Value[], params: ScatterParams): Value[] {
  return [overwritten(x, updates, lastWriters(x, indices, updates, params), params)];
}

/** Only the last writer of a place has a derivative. */
function setTangent(
  inputs: readonly Value[],
  [t, , u]: readonly MaybeZero[],
  params: ScatterParams,
): Differentiated {
  const [x, indices, updates] = inputs;
  const out = bind1(scatterP, inputs, params);
  const [slope, rise] = [orZero(t, x), orZero(u, updates)];
  if (isUnique(indices, params)) return { out, tangent: bind1(scatterP, [slope, indices, rise], params) };
  return { out, tangent: overwritten(slope, rise, lastWriters(x, indices, updates, params), params) };
}

const scatterP: Primitive<ScatterParams> = scatterPrimitive({
  name: "scatter",
  combine: "set",
  step: (_, b) => b,
  lowering: (scatter) => ({
    kind: "choose",
    choose: ([, indices], params) =>
      isUnique(indices, params) ? scatter : { kind: "expand", expand: setInOrder },
  }),
  tangent: setTangent,
  transpose([ct], [x, indices, updates], [, , updatesType], params) {
    if (!ct || !indices) return [null, null, null];
    const zeros = zerosOf(updatesType.with({ weakType: false }));
    return [
      x === null ? bind1(scatterP, [ct, indices, zeros], params) : null,
      null,
      updates === null ? gatherLike(ct, indices, updatesType.shape, params) : null,
    ];
  },
});

const scatterMulP: Primitive<ScatterParams> = scatterPrimitive({
  name: "scatter-mul",
  combine: "mul",
  step: (a, b, dtype) => (isFloating(dtype) ? a * b : Math.imul(a, b)),
  tangent(inputs, [t, , u], params) {
    const [x, indices, updates] = inputs;
    const out = bind1(scatterMulP, inputs, params);
    const fromOperand = t && bind1(scatterMulP, [t, indices, updates], params);
    if (!u) return { out, tangent: fromOperand };
    if (!isUnique(indices, params))
      throw new TypeError("scatter_mul gradients are only implemented if `unique_indices=True`");
    const products = mul(u, gatherLike(x, indices, updates.shape, params));
    const fromUpdates = bind1(scatterAddP, [zerosOf(x.type.tangent()), indices, products], params);
    return { out, tangent: fromOperand ? addTangents(fromOperand, fromUpdates) : fromUpdates };
  },
  transpose([ct], [x, indices, updates], _, params) {
    if (x !== null || !updates || !indices) throw new TypeError("scatter-mul is not linear in its updates");
    return [ct && bind1(scatterMulP, [ct, indices, updates], params), null, null];
  },
});

/** All that equal the extremum share the derivative. */
function extremum(name: string, combine: "min" | "max"): Primitive<ScatterParams> {
  const primitive: Primitive<ScatterParams> = scatterPrimitive({
    name,
    combine,
    step: combine === "min" ? (a, b) => Math.min(a, b) : (a, b) => Math.max(a, b),
    tangent(inputs, [t, , u], params) {
      const [x, indices, updates] = inputs;
      const out = bind1(primitive, inputs, params);
      const kept = convertElementType(eq(x, out), x.dtype);
      const chosen = convertElementType(
        eq(updates, gatherLike(out, indices, updates.shape, params)),
        x.dtype,
      );
      const count = bind1(scatterAddP, [kept, indices, chosen], params);
      const sum = bind1(
        scatterAddP,
        [mul(orZero(t, x), kept), indices, mul(orZero(u, updates), chosen)],
        params,
      );
      return { out, tangent: div(sum, count) };
    },
  });
  return primitive;
}

const scatterMinP = extremum("scatter-min", "min");
const scatterMaxP = extremum("scatter-max", "max");

type GatherOptions = Partial<Omit<GatherParams, "dimensionNumbers" | "sliceSizes">>;
type ScatterOptions = Partial<Omit<ScatterParams, "dimensionNumbers">>;

/**
 * Windows of `x` of shape `sliceSizes`, one for each vector along the last axis of `indices`.
 * `mode`: "fill" (default; with `fillValue` outside), "clip", "promise_in_bounds".
 */
export function gather(
  x: Value,
  indices: Value,
  dimensionNumbers: Partial<GatherDimensionNumbers> &
    Pick<GatherDimensionNumbers, "offsetDims" | "collapsedSliceDims" | "startIndexMap">,
  sliceSizes: readonly number[],
  options: GatherOptions = {},
): Value {
  const { fillValue = null, indicesAreSorted = false, mode = "fill", uniqueIndices = false } = options;
  const { operandBatchingDims = [], startIndicesBatchingDims = [] } = dimensionNumbers;
  const dims = { ...dimensionNumbers, operandBatchingDims, startIndicesBatchingDims };
  return bind1(gatherP, [x, indices], {
    dimensionNumbers: dims,
    fillValue,
    indicesAreSorted,
    mode,
    sliceSizes,
    uniqueIndices,
  });
}

function scatterFunction(primitive: Primitive<ScatterParams>) {
  return (
    x: Value,
    indices: Value,
    updates: Value,
    dimensionNumbers: Partial<ScatterDimensionNumbers> &
      Pick<ScatterDimensionNumbers, "updateWindowDims" | "insertedWindowDims" | "scatterDimsToOperandDims">,
    { indicesAreSorted = false, mode = "fill", uniqueIndices = false }: ScatterOptions = {},
  ): Value => {
    const { operandBatchingDims = [], scatterIndicesBatchingDims = [] } = dimensionNumbers;
    const dims = { ...dimensionNumbers, operandBatchingDims, scatterIndicesBatchingDims };
    return bind1(primitive, [x, indices, updates], {
      dimensionNumbers: dims,
      indicesAreSorted,
      mode,
      uniqueIndices,
    });
  };
}

/** `x` with windows overwritten by updates. Of several updates of one place, the last one wins. */
export const scatter = scatterFunction(scatterP);
/** `x` with updates added to windows of it. */
export const scatterAdd = scatterFunction(scatterAddP);
/** `x` with windows multiplied by updates. */
export const scatterMul = scatterFunction(scatterMulP);
/** The lesser of `x` and all updates. */
export const scatterMin = scatterFunction(scatterMinP);
/** The greater of `x` and all updates. */
export const scatterMax = scatterFunction(scatterMaxP);

export const gatherPrimitives: readonly Primitive[] = [
  gatherP,
  scatterP,
  scatterAddP,
  scatterMulP,
  scatterMinP,
  scatterMaxP,
];
