/** Parts of arrays, and arrays put together: slice, pad, concatenate, split. */

import { ArrayType, sameShape, showShape, stridesOf } from "../ir/arrayType.js";
import { TypeError, ValueError } from "../ir/errors.js";
import {
  add,
  and,
  binary,
  div,
  equal,
  type Expr,
  i32,
  lessThan,
  literal,
  mul,
  not,
  rem,
  select,
  sub,
} from "../ir/expression.js";
import { allocate, HostArray, scalar } from "../trace/hostArray.js";
import type { MaybeZero, Primitive } from "../trace/primitive.js";
import { bind, bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { canonicalAxis, indices, showTuple } from "./axes.js";
import { broadcastInDim, broadcastLeading, reduceSum, reshape } from "./reshaping.js";
import { copyStrided, walk } from "./strided.js";
import { view } from "./view.js";

interface SliceParams {
  readonly startIndices: readonly number[];
  readonly limitIndices: readonly number[];
  /** Null: all ones. */
  readonly strides: readonly number[] | null;
}

const stridesIn = ({ strides, startIndices }: SliceParams): readonly number[] =>
  strides ?? startIndices.map(() => 1);

const sliceP = view<SliceParams>({
  name: "slice",
  shape(x, params) {
    checkSlice(x, params);
    const steps = stridesIn(params);
    return params.startIndices.map((start, axis) =>
      Math.ceil((params.limitIndices[axis] - start) / steps[axis]),
    );
  },
  strided(from, params) {
    const own = stridesOf(from);
    return {
      offset: own.reduce((sum, stride, axis) => sum + stride * params.startIndices[axis], 0),
      strides: stridesIn(params).map((step, axis) => step * own[axis]),
    };
  },
  at: (index, _, __, params) =>
    stridesIn(params).map((step, axis) => add(mul(index[axis], i32(step)), i32(params.startIndices[axis]))),
  batchParams: ({ startIndices, limitIndices, strides }, size) => ({
    startIndices: [0, ...startIndices],
    limitIndices: [size, ...limitIndices],
    strides: strides && [1, ...strides],
  }),
  transpose(ct, x, params) {
    const config = stridesIn(params).map((step, axis): PaddingAxis => {
      const start = params.startIndices[axis];
      const covered = ct.shape[axis] === 0 ? 0 : (ct.shape[axis] - 1) * step + 1;
      return [start, x.shape[axis] - start - covered, step - 1];
    });
    return pad(ct, zero(x), config);
  },
});

function checkSlice(x: ArrayType, params: SliceParams): void {
  const { startIndices, limitIndices, strides } = params;
  const [starts, limits] = [showTuple(startIndices), showTuple(limitIndices)];
  const of = `operand shape ${showShape(x.shape)}.`;
  const fail = (message: string): never => {
    throw new TypeError(`slice ${message}`);
  };
  if (startIndices.length !== x.ndim)
    fail(
      `start_indices must have length equal to the number of dimensions of the operand, got indices ${starts} for ${of}`,
    );
  if (limitIndices.length !== x.ndim)
    fail(
      `limit_indices must have the same length as start_indices, got start_indices ${starts} and limit_indices ${limits}.`,
    );
  if (limitIndices.some((limit, axis) => limit > x.shape[axis]))
    fail(`limit_indices must be less than or equal to operand shape, got limit_indices ${limits} for ${of}`);
  if (startIndices.some((start) => start < 0))
    fail(`start_indices must be greater than or equal to zero, got start_indices of ${starts}.`);
  if (limitIndices.some((limit, axis) => limit < startIndices[axis]))
    fail(
      `limit_indices must be greater than or equal to start_indices, got start_indices ${starts} and limit_indices ${limits}.`,
    );
  if (strides && (strides.length !== x.ndim || strides.some((step) => step <= 0)))
    fail(`strides must be positive and one for each dimension, got strides of ${showTuple(strides)}.`);
}

const zero = ({ dtype }: { dtype: ArrayType["dtype"] }): Value => scalar(0, new ArrayType(dtype, []));

/** Elements before, after, and between each two elements, along one axis. Negative: elements taken away. */
export type PaddingAxis = readonly [low: number, high: number, interior: number];

interface PadParams {
  readonly paddingConfig: readonly PaddingAxis[];
}

/** The padding value is a scalar, or, under vmap, has the leading axes of the operand, which then are not padded. */
const padP: Primitive<PadParams> = {
  name: "pad",
  type([x, value], { paddingConfig }) {
    if (x.dtype !== value.dtype)
      throw new TypeError(
        `pad operand and padding_value must be same dtype: got ${x.dtype} and ${value.dtype}.`,
      );
    if (paddingConfig.length !== x.ndim)
      throw new ValueError(
        `length of padding_config must equal the number of axes of operand, ` +
          `got padding_config ${showTuple(paddingConfig)} for operand shape ${showShape(x.shape)}`,
      );
    if (paddingConfig.some(([, , interior]) => interior < 0))
      throw new ValueError(
        `interior padding in padding_config must be nonnegative, got padding_config ${showTuple(paddingConfig)}`,
      );
    const shape = paddingConfig.map(([low, high, interior], axis) => {
      const size = x.shape[axis];
      return low + high + (size === 0 ? 0 : (size - 1) * (interior + 1) + 1);
    });
    if (shape.some((d) => d < 0))
      throw new ValueError(
        `Dimension size after padding is not at least 0, got result shape ${showShape(shape)}, ` +
          `for padding_config ${showTuple(paddingConfig)} and operand shape ${showShape(x.shape)}`,
      );
    return [x.with({ shape, weakType: x.weakType && value.weakType })];
  },
  evaluate([x, value], params) {
    const [type] = padP.type([x.type, value.type], params);
    const values = allocate(type.dtype, type.size);
    const row = values.length / Math.max(value.values.length, 1);
    value.values.forEach((v, i) => values.fill(v, i * row, (i + 1) * row));
    const own = stridesOf(type.shape);
    let offset = 0;
    const [skip, shape, strides] = [0, 1, 2].map(() => new Array<number>(x.ndim));
    params.paddingConfig.forEach(([low, , interior], axis) => {
      const step = interior + 1;
      const first = Math.max(0, Math.ceil(-low / step));
      const last = Math.min(x.shape[axis] - 1, Math.floor((type.shape[axis] - 1 - low) / step));
      skip[axis] = first;
      shape[axis] = Math.max(0, last - first + 1);
      strides[axis] = step * own[axis];
      offset += (low + first * step) * own[axis];
    });
    const from = stridesOf(x.shape);
    const start = from.reduce((sum, stride, axis) => sum + stride * skip[axis], 0);
    copyStrided(shape, x.values, { offset: start, strides: from }, values, { offset, strides });
    return [new HostArray(type, values)];
  },
  lowering: {
    kind: "view",
    at(index, read, types, { paddingConfig }) {
      const { shape } = types.inputs[0];
      const padding = read(1, index.slice(0, types.inputs[1].ndim));
      if (shape.includes(0)) return padding;
      let inside: Expr = literal("bool", true);
      const at = paddingConfig.map(([low, , interior], axis) => {
        const place = sub(index[axis], i32(low));
        const positive = binary("max", place, i32(0));
        const quotient = div(positive, i32(interior + 1));
        inside = and(inside, not(lessThan(place, i32(0))));
        inside = and(inside, equal(rem(positive, i32(interior + 1)), i32(0)));
        inside = and(inside, lessThan(quotient, i32(shape[axis])));
        return binary("min", quotient, i32(shape[axis] - 1));
      });
      return select(inside, read(0, at), padding);
    },
  },
  batch([x, value], [xBatched, valueBatched], size, { paddingConfig }) {
    const operand = xBatched ? x : broadcastLeading(x, size);
    const padding = valueBatched || value.ndim === 0 ? value : broadcastLeading(value, size);
    return { outputs: [pad(operand, padding, [[0, 0, 0], ...paddingConfig])], batched: [true] };
  },
  jvp([x, value], [t, valueT], params) {
    const zeroX = (): Value => broadcastInDim(zero(x), x.shape);
    const zeroValue = (): Value => broadcastInDim(zero(x), value.shape);
    return {
      primals: [bind1(padP, [x, value], params)],
      tangents: [bind1(padP, [t ?? zeroX(), valueT ?? zeroValue()], params)],
    };
  },
  transpose([ct], [x, value], [type, valueType], { paddingConfig }) {
    if (!ct) return [null, null];
    const paddings: Value[] = [];
    let inner = ct;
    paddingConfig.forEach((config, axis) => {
      if (value === null) paddings.push(...paddingParts(inner, axis, config, type.shape[axis]));
      inner = unpad(inner, axis, config, type.shape[axis]);
    });
    return [x === null ? inner : null, value === null ? sumParts(paddings, valueType) : null];
  },
};

/** The operand's part of an array that was padded along one axis. */
function unpad(x: Value, axis: number, [low, high, interior]: PaddingAxis, size: number): Value {
  const cut = pad(x, zero(x), onAxis(x.ndim, axis, [-low, -high, 0]));
  return size === 0
    ? sliceInDim(cut, { start: 0, limit: 0, axis })
    : sliceInDim(cut, { axis, stride: interior + 1 });
}

/** The padding of an array that was padded along one axis. */
function paddingParts(x: Value, axis: number, [low, high, interior]: PaddingAxis, size: number): Value[] {
  const length = x.shape[axis];
  const parts: Value[] = [];
  if (low > 0) parts.push(sliceInDim(x, { limit: Math.min(low, length), axis }));
  if (high > 0) parts.push(sliceInDim(x, { start: Math.max(length - high, 0), axis }));
  for (let k = 1; k <= interior && size > 1; k++) {
    const step = interior + 1;
    const skipped = Math.max(0, Math.ceil(-(low + k) / step));
    const start = low + k + skipped * step;
    const limit = Math.min(low + (size - 1) * step, length);
    if (start < limit) parts.push(sliceInDim(x, { start, limit, stride: step, axis }));
  }
  return parts;
}

const onAxis = (ndim: number, axis: number, config: PaddingAxis): PaddingAxis[] =>
  indices(ndim).map((i) => (i === axis ? config : [0, 0, 0]));

/** The sum of all elements of all parts, apart for the leading axes that the type has. */
function sumParts(parts: readonly Value[], type: ArrayType): Value | null {
  if (parts.length === 0) return null;
  const rows = parts.map((part) => {
    const row = part.shape.slice(type.ndim).reduce((a, b) => a * b, 1);
    return reshape(part, [...type.shape, row]);
  });
  return reduceSum(concatenate(rows, type.ndim), [type.ndim]);
}

interface ConcatenateParams {
  readonly dimension: number;
}

const concatenateP: Primitive<ConcatenateParams> = {
  name: "concatenate",
  type(inputs, { dimension }) {
    checkConcatenate(inputs, dimension);
    const length = inputs.reduce((sum, x) => sum + x.shape[dimension], 0);
    const shape = inputs[0].shape.map((d, axis) => (axis === dimension ? length : d));
    return [inputs[0].with({ shape, weakType: inputs.every((x) => x.weakType) })];
  },
  evaluate(inputs, params) {
    const [type] = concatenateP.type(
      inputs.map((x) => x.type),
      params,
    );
    const values = allocate(type.dtype, type.size);
    const strides = stridesOf(type.shape);
    let offset = 0;
    for (const x of inputs) {
      copyStrided(x.shape, x.values, { offset: 0, strides: stridesOf(x.shape) }, values, { offset, strides });
      offset += x.shape[params.dimension] * strides[params.dimension];
    }
    return [new HostArray(type, values)];
  },
  lowering: {
    kind: "view",
    at(index, read, types, { dimension }) {
      let start = types.outputs[0].shape[dimension];
      let result: Expr | undefined;
      for (let n = types.inputs.length - 1; n >= 0; n--) {
        const length = types.inputs[n].shape[dimension];
        const end = start;
        start -= length;
        if (length === 0) continue;
        const inside = binary(
          "max",
          binary("min", sub(index[dimension], i32(start)), i32(length - 1)),
          i32(0),
        );
        const element = read(
          n,
          index.map((x, axis) => (axis === dimension ? inside : x)),
        );
        result = result ? select(lessThan(index[dimension], i32(end)), element, result) : element;
      }
      return result ?? read(0, index);
    },
  },
  batch(inputs, batched, size, { dimension }) {
    const all = inputs.map((x, i) => (batched[i] ? x : broadcastLeading(x, size)));
    return { outputs: [concatenate(all, dimension + 1)], batched: [true] };
  },
  jvp(inputs, tangents, params) {
    const all = tangents.map((t, i) => t ?? broadcastInDim(zero(inputs[i]), inputs[i].shape));
    return { primals: [bind1(concatenateP, inputs, params)], tangents: [bind1(concatenateP, all, params)] };
  },
  transpose([ct], inputs, types, { dimension }): MaybeZero[] {
    if (!ct) return types.map(() => null);
    const parts = split(ct, types.map((type) => type.shape[dimension]), dimension); // prettier-ignore
    return parts.map((part, i) => (inputs[i] === null ? part : null));
  },
};

function checkConcatenate(inputs: readonly ArrayType[], dimension: number): void {
  const shapes = inputs.map((x) => showShape(x.shape)).join(", ");
  if (inputs.length === 0) throw new TypeError("concatenate expects at least one operand, got 0.");
  const [first] = inputs;
  if (inputs.some((x) => x.ndim !== first.ndim))
    throw new TypeError(`Cannot concatenate arrays with different numbers of dimensions: got ${shapes}.`);
  if (dimension < 0 || dimension >= first.ndim)
    throw new TypeError(`concatenate dimension out of bounds: dimension ${dimension} for shapes ${shapes}.`);
  const others = (x: ArrayType): number[] => x.shape.filter((_, axis) => axis !== dimension);
  if (inputs.some((x) => !sameShape(others(x), others(first))))
    throw new TypeError(
      `Cannot concatenate arrays with shapes that differ in dimensions other than the one being concatenated: ` +
        `concatenating along dimension ${dimension} for shapes ${shapes}.`,
    );
  if (inputs.some((x) => x.dtype !== first.dtype))
    throw new TypeError(
      `lax.concatenate requires arguments to have the same dtypes, got ${inputs.map((x) => x.dtype).join(", ")}. ` +
        `(Tip: jnp.concatenate is a similar function that does automatic type promotion on inputs).`,
    );
}

interface SplitParams {
  readonly sizes: readonly number[];
  readonly axis: number;
}

const splitP: Primitive<SplitParams> = {
  name: "split",
  type([x], { sizes, axis }) {
    if (axis < 0 || axis >= x.ndim)
      throw new TypeError(`axis ${axis} is out of bounds for array of shape ${showShape(x.shape)}`);
    const total = sizes.reduce((a, b) => a + b, 0);
    if (total !== x.shape[axis] || sizes.some((size) => size < 0))
      throw new TypeError(
        `Sum of sizes ${total} must be equal to dimension ${axis} of the operand shape ${showShape(x.shape)}`,
      );
    return sizes.map((size) => x.with({ shape: x.shape.map((d, i) => (i === axis ? size : d)) }));
  },
  evaluate([x], params) {
    return splitP.type([x.type], params).map((type, i) => {
      const values = allocate(type.dtype, type.size);
      const start = params.sizes.slice(0, i).reduce((a, b) => a + b, 0);
      const strides = stridesOf(x.shape);
      const source = { offset: start * strides[params.axis], strides };
      const target = { offset: 0, strides: stridesOf(type.shape) };
      if (values.length > 0) walk(type.shape, source, target, (from, to) => (values[to] = x.values[from]));
      return new HostArray(type, values);
    });
  },
  lowering: {
    kind: "expand",
    expand([x], { sizes, axis }) {
      let start = 0;
      return sizes.map((size) => sliceInDim(x, { start, limit: (start += size), axis }));
    },
  },
  batch: ([x], _, __, { sizes, axis }) => ({
    outputs: split(x, sizes, axis + 1),
    batched: sizes.map(() => true),
  }),
  jvp: ([x], [t], params) => ({
    primals: bind(splitP, [x], params),
    tangents: t ? bind(splitP, [t], params) : params.sizes.map(() => null),
  }),
  transpose(cotangents, _, [x], params) {
    const types = splitP.type([x], params);
    const all = cotangents.map((ct, i) => ct ?? broadcastInDim(zero(x), types[i].shape));
    return [concatenate(all, params.axis)];
  },
};

/** The elements from `startIndices` up to and without `limitIndices`, one of every `strides`. No negative numbers. */
export function slice(
  x: Value,
  startIndices: readonly number[],
  limitIndices: readonly number[],
  strides: readonly number[] | null = null,
): Value {
  const isWhole = startIndices.every((s) => s === 0) && sameShape(limitIndices, x.shape);
  if (isWhole && (strides ?? []).every((s) => s === 1)) return x;
  return bind1(sliceP, [x], { startIndices, limitIndices, strides });
}

/** `slice` along one axis. */
export function sliceInDim(
  x: Value,
  range: { start?: number; limit?: number; stride?: number; axis?: number },
): Value {
  const axis = canonicalAxis(range.axis ?? 0, x.ndim);
  const { start = 0, limit = x.shape[axis], stride = 1 } = range;
  const on = (value: number, others: (axis: number) => number): number[] =>
    indices(x.ndim).map((i) => (i === axis ? value : others(i)));
  return slice(
    x,
    on(start, () => 0),
    on(limit, (i) => x.shape[i]),
    on(stride, () => 1),
  );
}

/** `x` with `paddingValue` (a scalar of its dtype) around and between its elements; negative padding cuts. */
export function pad(x: Value, paddingValue: Value, paddingConfig: readonly PaddingAxis[]): Value {
  if (paddingConfig.length === x.ndim && paddingConfig.every((axis) => axis.every((n) => n === 0))) return x;
  return bind1(padP, [x, paddingValue], { paddingConfig });
}

/** The arrays one after the other along an axis; they must have equal dtypes. */
export function concatenate(arrays: readonly Value[], dimension: number): Value {
  if (arrays.length === 1 && dimension < arrays[0].ndim) return arrays[0];
  return bind1(concatenateP, arrays, { dimension });
}

/** Consecutive parts of the given sizes along an axis. */
export function split(x: Value, sizes: readonly number[], axis = 0): Value[] {
  return bind(splitP, [x], { sizes, axis: canonicalAxis(axis, x.ndim) });
}

export const slicingPrimitives: readonly Primitive[] = [sliceP, padP, concatenateP, splitP];
