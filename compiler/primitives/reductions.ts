/** Folds of axes to one element. `reduce_sum` stands with the views, which need it backwards. */

import type { ArrayType } from "../ir/arrayType.js";
import { showShape, sizeOf } from "../ir/arrayType.js";
import { type DType, greatest, isFloating, isInteger, isSigned, least } from "../ir/dtype.js";
import { TypeError, ValueError } from "../ir/errors.js";
import {
  and,
  type BinaryOp,
  binary,
  cast,
  equal,
  type Expr,
  isFloat,
  lessThan,
  literal,
  mul as mulExpr,
  not,
  or,
  scalarType,
  select,
} from "../ir/expression.js";
import { normalize } from "../ir/expressionNode.js";
import { operatorOn } from "../ir/operators.js";
import { allocate, HostArray, toElement } from "../trace/hostArray.js";
import type { Primitive, ScalarContext } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { div, mul } from "./arithmetic.js";
import { indices, canonicalAxis, keptAxes } from "./axes.js";
import { eq } from "./comparison.js";
import { convertElementType } from "./conversion.js";
import { cumprod } from "./cumulative.js";
import { callShader, constantLike, emitTest } from "./elementwise.js";
import {
  accumulator,
  pad,
  reducedType,
  reduceOnHost,
  reduceSum,
  reshape,
  sliceInDim,
  transpose,
} from "./views.js";

export { reduceSum } from "./views.js";

interface ReduceParams {
  readonly axes: readonly number[];
}

interface Fold {
  readonly name: string;
  readonly accepts?: (x: ArrayType) => void;
  /** The result of folding nothing. */
  readonly initial: (dtype: DType) => number;
  /** On the host; the result is rounded to the dtype when all is folded, integers after each step. */
  readonly combine: (a: number, b: number, dtype: DType) => number;
  readonly emit: (a: Expr, b: Expr) => Expr;
  readonly tangent?: (t: Value, x: Value, out: Value, params: ReduceParams) => Value;
}

const raise = ({ axes }: ReduceParams): ReduceParams => ({ axes: axes.map((axis) => axis + 1) });

function reduction({ name, accepts, initial, combine, emit, tangent }: Fold): Primitive<ReduceParams> {
  const type = (x: ArrayType, { axes }: ReduceParams): ArrayType => {
    accepts?.(x);
    return reducedType(x, axes);
  };
  const primitive: Primitive<ReduceParams> = {
    name,
    type: ([x], params) => [type(x, params)],
    evaluate([x], params) {
      const result = type(x.type, params);
      const folded = new Float64Array(result.size).fill(initial(x.dtype));
      reduceOnHost(x, params.axes, (i, j) => (folded[j] = combine(folded[j], x.values[i], x.dtype)));
      const values = allocate(x.dtype, result.size);
      folded.forEach((v, i) => (values[i] = isFloating(x.dtype) ? toElement(x.dtype, v) : v));
      return [new HostArray(result, values)];
    },
    lowering: {
      kind: "reduce",
      axes: ({ axes }) => axes,
      initial(types) {
        const scalar = types.scalar(types.inputs[0]);
        const start = initial(types.inputs[0].dtype);
        return [scalar === "bool" ? literal("bool", start !== 0) : literal(accumulator(scalar), start)];
      },
      element: ([x]) => [x.type === "f16" ? cast("f32", x) : x],
      combine: ([a], [b]) => [emit(a, b)],
      result: ([x], types) => [cast(types.scalar(types.outputs[0]), x)],
    },
    batch: ([x], _, __, params) => ({ outputs: [bind1(primitive, [x], raise(params))], batched: [true] }),
  };
  if (tangent)
    primitive.jvp = ([x], [t], params) => {
      const out = bind1(primitive, [x], params);
      return { primals: [out], tangents: [t && tangent(t, x, out, params)] };
    };
  return primitive;
}

const reduceProdP = reduction({
  name: "reduce_prod",
  accepts: (x) => requireNumeric("reduce_prod", x),
  initial: () => 1,
  combine: (a, b, dtype) => (isFloating(dtype) ? a * b : operate(dtype, "mul", a, b)),
  emit: mulExpr,
  tangent: productTangent,
});

/**
 * Each element's tangent times the product of all others, which is the product of those before and those after:
 * right also where elements are zero.
 */
function productTangent(t: Value, x: Value, _: Value, { axes }: ReduceParams): Value {
  const kept = keptAxes(x.ndim, axes);
  const shape = kept.map((axis) => x.shape[axis]);
  const flatten = (v: Value): Value => {
    const length = sizeOf(axes.map((axis) => v.shape[axis]));
    return reshape(transpose(v, [...kept, ...axes]), [...shape, length]);
  };
  const [values, tangents] = [flatten(x), flatten(t)];
  const axis = kept.length;
  const length = values.shape[axis];
  if (length === 0) return reduceSum(tangents, [axis]);
  const one = constantLike(x, 1);
  const config = (low: number, high: number): [number, number, number][] =>
    indices(values.ndim).map((i) => (i === axis ? [low, high, 0] : [0, 0, 0]));
  const before = pad(sliceInDim(cumprod(values, { axis }), { limit: length - 1, axis }), one, config(1, 0));
  const after = pad(
    sliceInDim(cumprod(values, { axis, reverse: true }), { start: 1, axis }),
    one,
    config(0, 1),
  );
  return reduceSum(mul(tangents, mul(before, after)), [axis]);
}

/** The least or greatest element; NaN if there is one. */
function extremum(
  name: string,
  emitName: "max" | "min",
  worst: (dtype: DType) => number,
): Primitive<ReduceParams> {
  return reduction({
    name,
    initial: worst,
    combine: emitName === "max" ? (a, b) => Math.max(a, b) : (a, b) => Math.min(a, b),
    emit(a, b) {
      if (isFloat(a.type)) return callShader(`pb_${emitName}`, a, b);
      if (a.type === "bool") return emitName === "max" ? or(a, b) : and(a, b);
      return binary(emitName, a, b);
    },
    tangent(t, x, out, { axes }) {
      const shape = x.shape.map((d, axis) => (axes.includes(axis) ? 1 : d));
      const where = convertElementType(eq(x, reshape(out, shape)), x.dtype);
      const count = reduceSum(where, axes);
      return div(reduceSum(mul(t, where), axes), count);
    },
  });
}

const reduceMaxP = extremum("reduce_max", "max", least);
const reduceMinP = extremum("reduce_min", "min", greatest);

function requireNumeric(name: string, { dtype }: ArrayType): void {
  if (!isFloating(dtype) && !isInteger(dtype)) throw new TypeError(`${name} does not accept dtype ${dtype}.`);
}

function requireBits({ dtype }: ArrayType): void {
  if (dtype !== "bool" && !isInteger(dtype))
    throw new TypeError(`logical reduction requires operand dtype bool or int, got ${dtype}.`);
}

/** A bitwise fold of numbers of a dtype. */
const bitwise =
  (op: "and" | "or" | "xor") =>
  (a: number, b: number, dtype: DType): number =>
    operate(dtype, op, a, b);

function operate(dtype: DType, op: BinaryOp, a: number, b: number): number {
  const type = scalarType(dtype);
  return normalize(type, operatorOn(type, op)(a, b));
}

const reduceAndP = reduction({
  name: "reduce_and",
  accepts: requireBits,
  initial: (dtype) => (isSigned(dtype) ? -1 : greatest(dtype)),
  combine: bitwise("and"),
  emit: and,
});

const reduceOrP = reduction({
  name: "reduce_or",
  accepts: requireBits,
  initial: () => 0,
  combine: bitwise("or"),
  emit: or,
});

const reduceXorP = reduction({
  name: "reduce_xor",
  accepts: requireBits,
  initial: () => 0,
  combine: bitwise("xor"),
  emit: (a, b) => binary(a.type === "bool" ? "ne" : "xor", a, b),
});

interface ArgParams {
  readonly axes: readonly number[];
  readonly indexDtype: DType;
}

/** The place of the first greatest (or least) element; NaN counts as both. */
function argExtremum(
  name: string,
  better: (a: number, b: number) => boolean,
  op: "gt" | "lt",
): Primitive<ArgParams> {
  const primitive: Primitive<ArgParams> = {
    name,
    type([x], { axes, indexDtype }) {
      const [axis] = axes;
      if (!(axis >= 0 && axis < x.ndim))
        throw new ValueError(`Invalid axis ${axis} for operand shape ${showShape(x.shape)}`);
      if (!isInteger(indexDtype))
        throw new TypeError(`index_dtype must be an integer type, but got index_dtype=${indexDtype}.`);
      if (x.shape[axis] === 0)
        throw new ValueError(
          `argmin and argmax require non-empty reduced dimension. operand.shape=${showShape(x.shape)} axis=${axis}`,
        );
      return [reducedType(x, axes).with({ dtype: indexDtype, weakType: false })];
    },
    evaluate([x], params) {
      const [type] = primitive.type([x.type], params);
      const values = allocate(type.dtype, type.size);
      const best = new Float64Array(type.size);
      const seen = new Int32Array(type.size);
      reduceOnHost(x, params.axes, (i, j) => {
        const v = x.values[i];
        if (seen[j] === 0 || (!Number.isNaN(best[j]) && (Number.isNaN(v) || better(v, best[j])))) {
          best[j] = v;
          values[j] = seen[j];
        }
        seen[j]++;
      });
      return [new HostArray(type, values)];
    },
    lowering: {
      kind: "reduce",
      axes: ({ axes }) => axes,
      initial(types) {
        const { dtype } = types.inputs[0];
        const start = op === "gt" ? least(dtype) : greatest(dtype);
        const index = types.scalar(types.outputs[0]);
        return [literal(accumulator(types.scalar(types.inputs[0])), start), literal(index, 2147483647)];
      },
      element: ([x], index, types: ScalarContext, { axes }) => [
        cast(accumulator(x.type), x),
        cast(types.scalar(types.outputs[0]), index[axes[0]]),
      ],
      combine([a, i], [b, j]) {
        const isNaN = (x: Expr): Expr => (isFloat(x.type) ? emitTest("isnan", x) : literal("bool", false));
        const [aNaN, bNaN] = [isNaN(a), isNaN(b)];
        const wins = or(and(aNaN, not(bNaN)), and(and(not(aNaN), not(bNaN)), binary(op, a, b)));
        const ties = or(and(aNaN, bNaN), equal(a, b));
        const first = or(wins, and(ties, lessThan(i, j)));
        return [select(first, a, b), select(first, i, j)];
      },
      result: ([, index]) => [index],
    },
    batch: ([x], _, __, { axes, indexDtype }) => ({
      outputs: [bind1(primitive, [x], { axes: axes.map((axis) => axis + 1), indexDtype })],
      batched: [true],
    }),
    jvp: ([x], _, params) => ({ primals: [bind1(primitive, [x], params)], tangents: [null] }),
  };
  return primitive;
}

const argmaxP = argExtremum("argmax", (a, b) => a > b, "gt");
const argminP = argExtremum("argmin", (a, b) => a < b, "lt");

function reduce(primitive: Primitive<ReduceParams>) {
  return (x: Value, axes: readonly number[] = indices(x.ndim)): Value =>
    axes.length === 0 ? x : bind1(primitive, [x], { axes });
}

function arg(primitive: Primitive<ArgParams>) {
  return (x: Value, axis: number, indexDtype: DType = "int32"): Value =>
    bind1(primitive, [x], { axes: [canonicalAxis(axis, x.ndim)], indexDtype });
}

/** The product over `axes`. */
export const reduceProd = reduce(reduceProdP);
/** The greatest element over `axes`; NaN if there is one. Of nothing: -inf or the least integer. */
export const reduceMax = reduce(reduceMaxP);
/** The least element over `axes`; NaN if there is one. Of nothing: inf or the greatest integer. */
export const reduceMin = reduce(reduceMinP);
/** Bitwise and over `axes`, for booleans and integers. */
export const reduceAnd = reduce(reduceAndP);
/** Bitwise or over `axes`, for booleans and integers. */
export const reduceOr = reduce(reduceOrP);
/** Bitwise exclusive or over `axes`, for booleans and integers. */
export const reduceXor = reduce(reduceXorP);
/** The index of the first greatest element along an axis; a NaN counts as the greatest. */
export const argmax = arg(argmaxP);
/** The index of the first least element along an axis; a NaN counts as the least. */
export const argmin = arg(argminP);

export const reductionPrimitives: readonly Primitive[] = [
  reduceProdP,
  reduceMaxP,
  reduceMinP,
  reduceAndP,
  reduceOrP,
  reduceXorP,
  argmaxP,
  argminP,
];
