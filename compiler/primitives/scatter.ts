/** Writing at places given by an array of indices. Adding there is in `gather.ts`, which it is the reverse of. */

import { sizeOf } from "../ir/arrayType.js";
import { isFloating } from "../ir/dtype.js";
import { TypeError } from "../ir/errors.js";
import type { MaybeZero, Primitive } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { add, addTangents, div, max, mul, sub } from "./arithmetic.js";
import { indices as upTo } from "./axes.js";
import { eq } from "./comparison.js";
import { convertElementType } from "./conversion.js";
import { iota, zerosOf } from "./creation.js";
import { constantLike } from "./elementwise.js";
import { type Differentiated, gather, gatherLike, orZero, scatterAddP, scatterPrimitive } from "./gather.js";
import type { ScatterDimensionNumbers, ScatterParams } from "./scatterPlaces.js";
import { select } from "./select.js";
import { reshape, transpose } from "./views.js";

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

type ScatterOptions = Partial<Omit<ScatterParams, "dimensionNumbers">>;

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

export const scatterPrimitives: readonly Primitive[] = [scatterP, scatterMulP, scatterMinP, scatterMaxP];
