/**
 * Arrays seen in another way: each output element is one input element. Also `reduce_sum`, which is what the
 * broadcasts are backwards. The other primitives build on these, and these on nothing.
 */

import { isInteger, isSigned, isWide } from "../ir/dtype.js";
import type { ArrayType } from "../ir/arrayType.js";
import { sameShape, showShape, sizeOf, stridesOf } from "../ir/arrayType.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { add, cast, div, type Expr, i32, literal, mul, rem, sub } from "../ir/expression.js";
import { allocate, HostArray, toElement } from "../trace/hostArray.js";
import type { Primitive } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { canonicalAxes, indices, invert, keptAxes, raise, showTuple } from "./axes.js";
import { walk } from "./strided.js";
import { view } from "./view.js";

interface BroadcastInDimParams {
  readonly shape: readonly number[];
  readonly broadcastDimensions: readonly number[];
}

const broadcastInDimP = view<BroadcastInDimParams>({
  name: "broadcast_in_dim",
  shape(x, { shape, broadcastDimensions }) {
    const at = showTuple(broadcastDimensions);
    if (broadcastDimensions.length !== x.ndim)
      throw new TypeError(
        `broadcast_in_dim broadcast_dimensions must have length equal to operand ndim; ` +
          `got broadcast_dimensions ${at} for operand ndim ${x.ndim}.`,
      );
    if (
      broadcastDimensions.some(
        (d, i) => d < 0 || d >= shape.length || (i > 0 && d <= broadcastDimensions[i - 1]),
      )
    )
      throw new TypeError(
        `broadcast_in_dim broadcast_dimensions must be strictly increasing and a subset of output dimensions; ` +
          `got ${at} for operand ndim ${x.ndim} and shape ${showShape(shape)}.`,
      );
    if (broadcastDimensions.some((d, i) => x.shape[i] !== 1 && x.shape[i] !== shape[d]))
      throw new TypeError(
        `broadcast_in_dim operand dimension sizes must either be 1, or be equal to their corresponding dimensions ` +
          `in the target broadcast shape; got operand of shape ${showShape(x.shape)}, ` +
          `target broadcast shape ${showShape(shape)}, broadcast_dimensions ${at} `,
      );
    return shape;
  },
  strided(from, { shape, broadcastDimensions }) {
    const strides = new Array<number>(shape.length).fill(0);
    const own = stridesOf(from);
    broadcastDimensions.forEach((d, i) => (strides[d] = from[i] === 1 ? 0 : own[i]));
    return { offset: 0, strides };
  },
  at: (index, from, _, { broadcastDimensions }) =>
    broadcastDimensions.map((d, i) => (from[i] === 1 ? i32(0) : index[d])),
  batchParams: ({ shape, broadcastDimensions }, size) => ({
    shape: [size, ...shape],
    broadcastDimensions: [0, ...raise(broadcastDimensions)],
  }),
  transpose(ct, x, { shape, broadcastDimensions }) {
    const summed = indices(shape.length).filter((d) => {
      const i = broadcastDimensions.indexOf(d);
      return i < 0 || x.shape[i] !== shape[d];
    });
    const expanded = broadcastDimensions.flatMap((d, i) => (x.shape[i] !== shape[d] ? [i] : []));
    return expandDims(reduceSum(ct, summed), expanded);
  },
  // The type of the result tells the shape.
  paramText: {
    show: ({ broadcastDimensions: dims }) => (dims.length > 0 ? { broadcastDimensions: dims } : {}),
    read: ({ broadcastDimensions = [] }, _, [{ shape }]) => ({
      shape,
      broadcastDimensions: broadcastDimensions as number[],
    }),
  },
});

interface ReshapeParams {
  readonly newSizes: readonly number[];
  /** Always null; they stand in the printed program. */
  readonly dimensions: null;
  readonly sharding: null;
}

const reshapeParams = (newSizes: readonly number[]): ReshapeParams => ({
  dimensions: null,
  newSizes,
  sharding: null,
});

const reshapeP = view<ReshapeParams>({
  name: "reshape",
  shape(x, { newSizes }) {
    if (newSizes.some((d) => d < 0))
      throw new TypeError(`reshape new_sizes must all be non-negative, got ${showTuple(newSizes)}.`);
    if (sizeOf(newSizes) !== x.size)
      throw new TypeError(
        `reshape total size must be unchanged, got new_sizes ${showTuple(newSizes)} for shape ${showShape(x.shape)}.`,
      );
    return newSizes;
  },
  strided: (_, { newSizes }) => ({ offset: 0, strides: stridesOf(newSizes) }),
  at: (index, from, to) => {
    const position = stridesOf(to).reduce(
      (sum, stride, axis) => add(sum, mul(index[axis], i32(stride))),
      i32(0),
    );
    return stridesOf(from).map((stride, axis) =>
      from[axis] === 1 ? i32(0) : rem(div(position, i32(Math.max(stride, 1))), i32(Math.max(from[axis], 1))),
    );
  },
  batchParams: ({ newSizes }, size) => reshapeParams([size, ...newSizes]),
  transpose: (ct, x) => reshape(ct, x.shape),
});

interface TransposeParams {
  readonly permutation: readonly number[];
}

const transposeP = view<TransposeParams>({
  name: "transpose",
  shape(x, { permutation }) {
    if (
      !sameShape(
        [...permutation].sort((a, b) => a - b),
        indices(x.ndim),
      )
    )
      throw new TypeError(
        `transpose permutation isn't a permutation of operand dimensions, ` +
          `got permutation ${showTuple(permutation)} for operand shape ${showShape(x.shape)}.`,
      );
    return permutation.map((axis) => x.shape[axis]);
  },
  strided(from, { permutation }) {
    const own = stridesOf(from);
    return { offset: 0, strides: permutation.map((axis) => own[axis]) };
  },
  at: (index, from, _, { permutation }) => from.map((_, axis) => index[permutation.indexOf(axis)]),
  batchParams: ({ permutation }) => ({ permutation: [0, ...raise(permutation)] }),
  transpose: (ct, _, { permutation }) => transpose(ct, invert(permutation)),
});

interface DimensionsParams {
  readonly dimensions: readonly number[];
}

const squeezeP = view<DimensionsParams>({
  name: "squeeze",
  shape(x, { dimensions }) {
    if (dimensions.some((d) => x.shape[d] !== 1))
      throw new ValueError(
        `cannot select an axis to squeeze out which has size not equal to one, ` +
          `got shape=${showShape(x.shape)} and dimensions=${showTuple(dimensions)}`,
      );
    return x.shape.filter((_, axis) => !dimensions.includes(axis));
  },
  strided: (from, { dimensions }) => ({
    offset: 0,
    strides: stridesOf(from).filter((_, axis) => !dimensions.includes(axis)),
  }),
  at(index, from, _, { dimensions }) {
    let next = 0;
    return from.map((_, axis) => (dimensions.includes(axis) ? i32(0) : index[next++]));
  },
  batchParams: ({ dimensions }) => ({ dimensions: raise(dimensions) }),
  transpose: (ct, _, { dimensions }) => expandDims(ct, dimensions),
});

const revP = view<DimensionsParams>({
  name: "rev",
  shape(x, { dimensions }) {
    if (dimensions.some((d) => d >= x.ndim))
      throw new TypeError(
        `rev dimensions must all be less than operand ndim, ` +
          `got dimensions ${showTuple(dimensions)} for operand ndim ${x.ndim}.`,
      );
    if (new Set(dimensions).size !== dimensions.length)
      throw new TypeError(`rev dimensions must be unique, got ${showTuple(dimensions)}.`);
    return x.shape;
  },
  strided(from, { dimensions }) {
    const own = stridesOf(from);
    return {
      offset: dimensions.reduce((sum, axis) => sum + (from[axis] - 1) * own[axis], 0),
      strides: own.map((stride, axis) => (dimensions.includes(axis) ? -stride : stride)),
    };
  },
  at: (index, from, _, { dimensions }) =>
    index.map((x, axis) => (dimensions.includes(axis) ? sub(i32(from[axis] - 1), x) : x)),
  batchParams: ({ dimensions }) => ({ dimensions: raise(dimensions) }),
  transpose: (ct, _, { dimensions }) => rev(ct, dimensions),
});

const copyP = view<Record<string, never>>({
  name: "copy",
  shape: (x) => x.shape,
  strided: (from) => ({ offset: 0, strides: stridesOf(from) }),
  at: (index) => [...index],
  batchParams: (params) => params,
  transpose: (ct) => ct,
});

interface ReduceSumParams {
  readonly axes: readonly number[];
  /** Always null; it stands in the printed program. */
  readonly outSharding: null;
}

const sumParams = (axes: readonly number[]): ReduceSumParams => ({ axes, outSharding: null });

const reduceSumP: Primitive<ReduceSumParams> = {
  name: "reduce_sum",
  type: ([x], { axes }) => [reducedType(x, axes)],
  evaluate([x], { axes }) {
    const type = reducedType(x.type, axes);
    const sums = new Float64Array(type.size);
    if (x.dtype !== "float0") reduceOnHost(x, axes, (i, j) => (sums[j] += x.values[i]));
    const values = allocate(type.dtype, type.size);
    for (let i = 0; i < values.length; i++) values[i] = wrapSum(type, sums[i]);
    return [new HostArray(type, values)];
  },
  lowering: {
    kind: "reduce",
    axes: ({ axes }) => axes,
    initial: (types) => [literal(accumulator(types.scalar(types.inputs[0])), 0)],
    element: ([x]) => [cast(accumulator(x.type), x)],
    combine: ([a], [b]) => [add(a, b)],
    result: ([sum], types) => [cast(types.scalar(types.outputs[0]), sum)],
  },
  batch: ([x], _, __, { axes }) => ({ outputs: [reduceSum(x, raise(axes))], batched: [true] }),
  jvp: ([x], [t], { axes }) => ({
    primals: [bind1(reduceSumP, [x], sumParams(axes))],
    tangents: [t && bind1(reduceSumP, [t], sumParams(axes))],
  }),
  transpose: ([ct], _, [x], { axes }) => [ct && broadcastInDim(ct, x.shape, keptAxes(x.ndim, axes))],
};

/** float16 is folded in float32; booleans are counted. */
export function accumulator<T extends Expr["type"]>(type: T): Expr["type"] {
  return type === "f16" ? "f32" : type === "bool" ? "i32" : type;
}

// Sums of up to 2^21 integers are exact in a float64; `| 0` and `>>> 0` take them modulo 2^32, and memory modulo less.
function wrapSum({ dtype }: ArrayType, sum: number): number {
  if (!isInteger(dtype) || isWide(dtype)) return toElement(dtype, sum);
  return isSigned(dtype) ? sum | 0 : sum >>> 0;
}

/** The type of a reduction over `axes`; throws in JAX's words when they are not distinct axes of `x`. */
export function reducedType(x: ArrayType, axes: readonly number[]): ArrayType {
  if (new Set(axes).size !== axes.length)
    throw new ValueError(`duplicate value in 'axes' of reduction: ${showTuple(axes)}`);
  if (axes.some((axis) => axis < 0 || axis >= x.ndim))
    throw new ValueError(
      `reduction axes ${showTuple(axes)} contains out-of-bounds indices for ${x.toLongString()}.`,
    );
  return x.with({ shape: keptAxes(x.ndim, axes).map((axis) => x.shape[axis]) });
}

/** Visits each element of `x` in order, with its position and the position of the element it is folded into. */
export function reduceOnHost(
  x: HostArray,
  axes: readonly number[],
  visit: (from: number, to: number) => void,
): void {
  const kept = keptAxes(x.ndim, axes);
  const outStrides = stridesOf(kept.map((axis) => x.shape[axis]));
  const strides = new Array<number>(x.ndim).fill(0);
  kept.forEach((axis, i) => (strides[axis] = outStrides[i]));
  walk(x.shape, { offset: 0, strides: stridesOf(x.shape) }, { offset: 0, strides }, visit);
}

/**
 * `x` with axis `i` laid along axis `broadcastDimensions[i]` of `shape`, and repeated along the others.
 * Axes of length 1 stretch.
 */
export function broadcastInDim(
  x: Value,
  shape: readonly number[],
  broadcastDimensions: readonly number[] = [],
): Value {
  return bind1(broadcastInDimP, [x], { shape, broadcastDimensions });
}

/** `x` repeated along new leading axes of the given sizes. */
export function broadcast(x: Value, sizes: readonly number[]): Value {
  if (sizes.length === 0) return x;
  return broadcastInDim(
    x,
    [...sizes, ...x.shape],
    indices(x.ndim).map((axis) => axis + sizes.length),
  );
}

/** `x` repeated along one new leading axis. */
export function broadcastLeading(x: Value, size: number): Value {
  return broadcast(x, [size]);
}

/** `x` in NumPy's broadcast to `shape`: axes are aligned at the end, and those of length 1 stretch. */
export function broadcastTo(x: Value, shape: readonly number[]): Value {
  if (sameShape(x.shape, shape)) return x;
  const offset = shape.length - x.ndim;
  const fits = offset >= 0 && x.shape.every((d, axis) => d === 1 || d === shape[axis + offset]);
  if (offset < 0)
    throw new ValueError(
      `Cannot broadcast to shape with fewer dimensions: arr_shape=${showShape(x.shape)} shape=${showShape(shape)}`,
    );
  if (!fits)
    throw new ValueError(
      `Incompatible types for broadcasting: input type=${x.type.toLongString()} and requested type=${x.type.with({ shape }).toLongString()}`,
    );
  return broadcastInDim(
    x,
    shape,
    indices(x.ndim).map((axis) => axis + offset),
  );
}

/** The same elements in row-major order in another shape. No size may be -1. */
export function reshape(x: Value, newSizes: readonly number[]): Value {
  if (sameShape(x.shape, newSizes)) return x;
  return bind1(reshapeP, [x], reshapeParams(newSizes));
}

/** Axis `i` of the result is axis `permutation[i]` of `x`. */
export function transpose(x: Value, permutation: readonly number[]): Value {
  if (sameShape(permutation, indices(x.ndim))) return x;
  return bind1(transposeP, [x], { permutation });
}

/** `x` with axis `from` moved to place `to`; the others keep their order. */
export function moveAxis(x: Value, from: number, to: number): Value {
  const permutation = indices(x.ndim).filter((axis) => axis !== from);
  permutation.splice(to, 0, from);
  return transpose(x, permutation);
}

/** Without the given axes, which must have length 1. Negative axes count from the end. */
export function squeeze(x: Value, dimensions: readonly number[]): Value {
  if (dimensions.length === 0) return x;
  return bind1(squeezeP, [x], { dimensions: canonicalAxes(dimensions, x.ndim) });
}

/** With axes of length 1 at the given places of the result. */
export function expandDims(x: Value, dimensions: readonly number[]): Value {
  if (dimensions.length === 0) return x;
  const ndim = x.ndim + dimensions.length;
  const added = canonicalAxes(dimensions, ndim);
  const kept = keptAxes(ndim, added);
  const shape = new Array<number>(ndim).fill(1);
  kept.forEach((axis, i) => (shape[axis] = x.shape[i]));
  return broadcastInDim(x, shape, kept);
}

/** Reversed along the given axes. */
export function rev(x: Value, dimensions: readonly number[]): Value {
  return bind1(revP, [x], { dimensions });
}

/** The same array again. */
export function copy(x: Value): Value {
  return bind1(copyP, [x], {});
}

/** Sums over `axes`. int32 and uint32 wrap. */
export function reduceSum(x: Value, axes: readonly number[] = indices(x.ndim)): Value {
  return axes.length === 0 ? x : bind1(reduceSumP, [x], sumParams(axes));
}

export const reshapingPrimitives: readonly Primitive[] = [
  broadcastInDimP,
  reshapeP,
  transposeP,
  squeezeP,
  revP,
  copyP,
  reduceSumP,
];
