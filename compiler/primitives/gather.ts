/** Reading and adding at places given by an array of indices. Each is the other backwards. */

import { type DType, greatest, isFloating, isSigned, isWide, least } from "../ir/dtype.js";
import { literal, select as selectExpr } from "../ir/expression.js";
import { allocate, HostArray, toElement } from "../trace/hostArray.js";
import type { Lowering, MaybeZero, Primitive } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { addP, maxP, minP, mulP } from "./arithmetic.js";
import { indices as upTo } from "./axes.js";
import { zerosOf } from "./creation.js";
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
} from "./places.js";
import { gatherText, scatterText } from "./gatherText.js";
import {
  checkScatter,
  type ScatterParams,
  scatterPlaces,
  toGather,
  toScatter,
  windowSizes,
} from "./scatterPlaces.js";
import { broadcastLeading, expandDims } from "./views.js";

export interface GatherParams {
  readonly dimensionNumbers: GatherDimensionNumbers;
  /** What is read outside; null: NaN, the least int32, the greatest uint32, true. */
  readonly fillValue: number | null;
  readonly indicesAreSorted: boolean;
  readonly mode: GatherScatterMode;
  readonly sliceSizes: readonly number[];
  readonly uniqueIndices: boolean;
}

function defaultFill(dtype: DType): number {
  if (isFloating(dtype)) return NaN;
  return isSigned(dtype) ? least(dtype) : greatest(dtype);
}

const fillOf = (dtype: DType, { fillValue }: GatherParams): number => fillValue ?? defaultFill(dtype);

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
    // A window has one element of an axis over which both are mapped, and an axis of none has no such element.
    if (isX && isIndices && size === 0) {
      const shape = gatheredShape(x.ndim - 1, indices.shape.slice(1), params.sliceSizes, params.dimensionNumbers); // prettier-ignore
      return { outputs: [zerosOf(x.type.with({ shape: [0, ...shape] }))], batched: [true] };
    }
    const dimensionNumbers = batchDims(params.dimensionNumbers, isX, isIndices);
    const sliceSizes = isX ? [isIndices ? 1 : size, ...params.sliceSizes] : params.sliceSizes;
    // The indices of different members may be in any order, and the same.
    const indicesAreSorted = isX && params.indicesAreSorted;
    const uniqueIndices = isX && params.uniqueIndices;
    return {
      outputs: [
        bind1(gatherP, [x, indices], {
          ...params,
          dimensionNumbers,
          sliceSizes,
          indicesAreSorted,
          uniqueIndices,
        }),
      ],
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
  paramText: gatherText,
};

/** What the updates would have overwritten. */
export function gatherLike(
  x: Value,
  indices: Value,
  updates: readonly number[],
  params: ScatterParams,
): Value {
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

/** The operations that combine an element with its updates; "set" has none. */
const combiners: Readonly<Record<ScatterRules["combine"], Primitive | undefined>> = {
  add: addP,
  mul: mulP,
  min: minP,
  max: maxP,
  set: undefined,
};

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

export interface Differentiated {
  readonly out: Value;
  readonly tangent: MaybeZero;
}

/** Makes a primitive that combines elements of an array with updates. */
export function scatterPrimitive({
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
      if (size === 0) return { outputs: [all[0]], batched: [true] };
      const dimensionNumbers = toScatter(batchDims(toGather(params.dimensionNumbers), true, isIndices));
      return { outputs: [bind1(primitive, all, { ...params, dimensionNumbers })], batched: [true] };
    },
    jvp(inputs, tangents, params) {
      const result = tangent(inputs, tangents, params);
      return { primals: [result.out], tangents: [result.tangent] };
    },
    paramText: scatterText(combiners[combine]),
  };
  if (transpose) primitive.transpose = transpose;
  return primitive;
}

// Typed arrays wrap integers by themselves.
const wrap = (dtype: DType, x: number): number =>
  dtype === "float16" || dtype === "bfloat16" || isWide(dtype) ? toElement(dtype, x) : x;

/** A tangent as an array. */
export const orZero = (t: MaybeZero, x: Value): Value => t ?? zerosOf(x.type.tangent());

export const scatterAddP: Primitive<ScatterParams> = scatterPrimitive({
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

type GatherOptions = Partial<Omit<GatherParams, "dimensionNumbers" | "sliceSizes">>;
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
    fillValue: fillValue ?? (mode === "fill" ? defaultFill(x.dtype) : null),
    indicesAreSorted,
    mode,
    sliceSizes,
    uniqueIndices,
  });
}

export const gatherPrimitives: readonly Primitive[] = [gatherP, scatterAddP];

/** Slices of `x` along `axis`, whose place the axes of the indices take. The indices must be within range. */
export function take(x: Value, indices: Value, axis: number): Value {
  const others = upTo(x.ndim).filter((a) => a !== axis);
  if (indices.size === 0) {
    const shape = [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)];
    return zerosOf(x.type.with({ shape }));
  }
  const dims = {
    offsetDims: others.map((a) => (a < axis ? a : a - 1 + indices.ndim)),
    collapsedSliceDims: [axis],
    startIndexMap: [axis],
  };
  const sizes = x.shape.map((size, a) => (a === axis ? 1 : size));
  return gather(x, expandDims(indices, [-1]), dims, sizes, { mode: "promise_in_bounds" });
}

/** `result[a, i, b] = x[a, indices[a, i, b], b]`. The indices must be within range. */
export function takeAlongAxis(x: Value, indices: Value, axis: number): Value {
  if (indices.size === 0) return zerosOf(x.type.with({ shape: indices.shape }));
  const others = upTo(x.ndim).filter((a) => a !== axis);
  const dims = {
    offsetDims: [],
    collapsedSliceDims: [axis],
    startIndexMap: [axis],
    operandBatchingDims: others,
    startIndicesBatchingDims: others,
  };
  const sizes = x.shape.map(() => 1);
  return gather(x, expandDims(indices, [-1]), dims, sizes, { mode: "promise_in_bounds" });
}
