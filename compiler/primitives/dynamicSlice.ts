/** Windows that start where scalars say. Starts outside are moved so that the window is inside. */

import { ArrayType, showShape, stridesOf } from "../ir/arrayType.js";
import { isInteger } from "../ir/dtype.js";
import { TypeError, ValueError } from "../ir/errors.js";
import {
  add,
  and,
  binary,
  cast,
  type Expr,
  i32,
  lessThan,
  literal,
  not,
  select,
  sub,
} from "../ir/expression.js";
import { allocate, HostArray, scalar } from "../trace/hostArray.js";
import type { MaybeZero, Primitive } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { indices, showTuple } from "./axes.js";
import { zerosOf } from "./creation.js";
import { gather } from "./gather.js";
import { scatter } from "./scatter.js";
import { copyStrided, readStrided } from "./strided.js";
import { broadcastInDim, broadcastLeading, concatenate } from "./views.js";

interface DynamicSliceParams {
  readonly sliceSizes: readonly number[];
}

function checkStarts(starts: readonly ArrayType[], x: ArrayType): void {
  if (starts.length !== x.ndim)
    throw new ValueError(
      `Length of slice indices must match number of operand dimensions (${starts.length} vs ${showShape(x.shape)})`,
    );
  for (const start of starts)
    if (start.ndim !== 0 || !isInteger(start.dtype))
      throw new TypeError(
        `index arguments to dynamic_slice must be integer scalars, got ${start.toLongString()}`,
      );
}

/** Where the window is, on the host. */
function startOf(starts: readonly HostArray[], shape: readonly number[], sizes: readonly number[]): number {
  const strides = stridesOf(shape);
  return starts.reduce((offset, start, axis) => {
    const place = Math.min(Math.max(start.values[0], 0), shape[axis] - sizes[axis]);
    return offset + place * strides[axis];
  }, 0);
}

/** Where the window is, in a kernel. */
function startsIn(
  read: (input: number, at: readonly Expr[]) => Expr,
  first: number,
  shape: readonly number[],
  sizes: readonly number[],
): Expr[] {
  return shape.map((size, axis) => {
    const start = read(first + axis, []);
    const small =
      start.type === "u32" ? cast("i32", binary("min", start, literal("u32", 2147483647))) : start;
    return binary("max", binary("min", small, i32(size - sizes[axis])), i32(0));
  });
}

/** The starts of a batch, one vector a row. */
function startVectors(starts: readonly Value[], batched: readonly boolean[], size: number): Value {
  const columns = starts.map((s, i) =>
    batched[i] ? broadcastInDim(s, [size, 1], [0]) : broadcastInDim(s, [size, 1]),
  );
  return columns.length === 0 ? zerosOf(scalarIndex.with({ shape: [size, 0] })) : concatenate(columns, 1);
}

const scalarIndex = new ArrayType("int32", []);
const zeroStart = (starts: readonly Value[]): Value =>
  scalar(0, scalarIndex.with({ dtype: starts[0]?.dtype }));

const dynamicSliceP: Primitive<DynamicSliceParams> = {
  name: "dynamic_slice",
  type([x, ...starts], { sliceSizes }) {
    checkStarts(starts, x);
    if (sliceSizes.length !== x.ndim)
      throw new TypeError(
        `dynamic_slice slice_sizes must have length equal to the number of dimensions of the operand, ` +
          `got slice sizes ${showTuple(sliceSizes)} for operand shape ${showShape(x.shape)}.`,
      );
    if (sliceSizes.some((size, axis) => size < 0 || size > x.shape[axis]))
      throw new TypeError(
        `slice slice_sizes must be less than or equal to operand shape, ` +
          `got slice_sizes ${showTuple(sliceSizes)} for operand shape ${showShape(x.shape)}.`,
      );
    return [x.with({ shape: sliceSizes })];
  },
  evaluate([x, ...starts], { sliceSizes }) {
    const offset = startOf(starts, x.shape, sliceSizes);
    return [readStrided(x, { offset, strides: stridesOf(x.shape) }, x.type.with({ shape: sliceSizes }))];
  },
  lowering: {
    kind: "view",
    at(index, read, types, { sliceSizes }) {
      const starts = startsIn(read, 1, types.inputs[0].shape, sliceSizes);
      return read(
        0,
        starts.map((start, axis) => add(start, index[axis])),
      );
    },
  },
  batch([x, ...starts], [isX, ...batched], size, { sliceSizes }) {
    if (!batched.includes(true)) {
      const inputs = [x, zeroStart(starts), ...starts];
      return {
        outputs: [bind1(dynamicSliceP, inputs, { sliceSizes: [size, ...sliceSizes] })],
        batched: [true],
      };
    }
    // As for windows in gather.ts.
    if (isX && size === 0)
      return { outputs: [zerosOf(x.type.with({ shape: [0, ...sliceSizes] }))], batched: [true] };
    const axes = indices(starts.length);
    const shift = isX ? 1 : 0;
    const dims = {
      offsetDims: axes.map((axis) => axis + 1),
      collapsedSliceDims: [],
      startIndexMap: axes.map((axis) => axis + shift),
      operandBatchingDims: isX ? [0] : [],
      startIndicesBatchingDims: isX ? [0] : [],
    };
    const sizes = isX ? [1, ...sliceSizes] : sliceSizes;
    // Each row is read at one place; one array that all share, at several.
    const options = { mode: "clip", indicesAreSorted: isX, uniqueIndices: isX } as const;
    return {
      outputs: [gather(x, startVectors(starts, batched, size), dims, sizes, options)],
      batched: [true],
    };
  },
  jvp: ([x, ...starts], [t], params) => ({
    primals: [bind1(dynamicSliceP, [x, ...starts], params)],
    tangents: [t && bind1(dynamicSliceP, [t, ...starts], params)],
  }),
  transpose([ct], [, ...starts], [x, ...rest]) {
    const none: MaybeZero[] = rest.map(() => null);
    if (!ct) return [null, ...none];
    return [dynamicUpdateSlice(zerosOf(x.with({ weakType: false })), ct, starts as Value[]), ...none];
  },
};

const dynamicUpdateSliceP: Primitive<Record<string, never>> = {
  name: "dynamic_update_slice",
  type([x, update, ...starts]) {
    const shapes = `got update shape ${showShape(update.shape)} for operand shape ${showShape(x.shape)}.`;
    if (update.ndim !== x.ndim)
      throw new TypeError(`dynamic_update_slice update must have the same rank as operand, ${shapes}`);
    if (update.shape.some((size, axis) => size > x.shape[axis]))
      throw new TypeError(`dynamic_update_slice update shape must be smaller than operand shape, ${shapes}`);
    if (update.dtype !== x.dtype)
      throw new TypeError(
        `lax.dynamic_update_slice requires arguments to have the same dtypes, got ${x.dtype}, ${update.dtype}.`,
      );
    checkStarts(starts, x);
    return [x.with({ weakType: x.weakType && update.weakType })];
  },
  evaluate([x, update, ...starts], params) {
    const [type] = dynamicUpdateSliceP.type([x.type, update.type, ...starts.map((s) => s.type)], params);
    const values = allocate(x.dtype, x.size);
    values.set(x.values);
    const offset = startOf(starts, x.shape, update.shape);
    const source = { offset: 0, strides: stridesOf(update.shape) };
    copyStrided(update.shape, update.values, source, values, { offset, strides: stridesOf(x.shape) });
    return [new HostArray(type, values)];
  },
  lowering: {
    kind: "view",
    at(index, read, types) {
      const { shape } = types.inputs[1];
      if (shape.includes(0)) return read(0, index);
      const starts = startsIn(read, 2, types.inputs[0].shape, shape);
      let inside: Expr = literal("bool", true);
      const at = starts.map((start, axis) => {
        const place = sub(index[axis], start);
        inside = and(inside, and(not(lessThan(place, i32(0))), lessThan(place, i32(shape[axis]))));
        return binary("max", binary("min", place, i32(shape[axis] - 1)), i32(0));
      });
      return select(inside, read(1, at), read(0, index));
    },
  },
  batch([x, update, ...starts], [isX, isUpdate, ...batched], size) {
    const operand = isX ? x : broadcastLeading(x, size);
    const updates = isUpdate ? update : broadcastLeading(update, size);
    if (size === 0) return { outputs: [operand], batched: [true] };
    if (!batched.includes(true))
      return {
        outputs: [dynamicUpdateSlice(operand, updates, [zeroStart(starts), ...starts])],
        batched: [true],
      };
    const axes = indices(starts.length).map((axis) => axis + 1);
    const dims = {
      updateWindowDims: axes,
      insertedWindowDims: [],
      scatterDimsToOperandDims: axes,
      operandBatchingDims: [0],
      scatterIndicesBatchingDims: [0],
    };
    const places = startVectors(starts, batched, size);
    return {
      outputs: [scatter(operand, places, updates, dims, { mode: "clip", uniqueIndices: true })],
      batched: [true],
    };
  },
  jvp([x, update, ...starts], [t, u], params) {
    const tangents = [t ?? zerosOf(x.type.tangent()), u ?? zerosOf(update.type.tangent()), ...starts];
    return {
      primals: [bind1(dynamicUpdateSliceP, [x, update, ...starts], params)],
      tangents: [bind1(dynamicUpdateSliceP, tangents, params)],
    };
  },
  transpose([ct], [x, update, ...starts], [, updateType]) {
    const none: MaybeZero[] = starts.map(() => null);
    if (!ct) return [null, null, ...none];
    const places = starts as Value[];
    return [
      x === null ? dynamicUpdateSlice(ct, zerosOf(updateType.with({ weakType: false })), places) : null,
      update === null ? dynamicSlice(ct, places, updateType.shape) : null,
      ...none,
    ];
  },
};

/** The window of shape `sliceSizes` that starts at the integer scalars `starts`, moved inside where it is not. */
export function dynamicSlice(x: Value, starts: readonly Value[], sliceSizes: readonly number[]): Value {
  return bind1(dynamicSliceP, [x, ...starts], { sliceSizes });
}

/** `x` with the window that starts at the integer scalars `starts` replaced by `update`. */
export function dynamicUpdateSlice(x: Value, update: Value, starts: readonly Value[]): Value {
  return bind1(dynamicUpdateSliceP, [x, update, ...starts], {});
}

export const dynamicSlicePrimitives: readonly Primitive[] = [dynamicSliceP, dynamicUpdateSliceP];
