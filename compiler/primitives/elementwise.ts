/**
 * What elementwise primitives have in common: one output element from the same element of each operand.
 * Operands have equal dtypes, and the same number of axes, along which they are equally long or of length 1; and scalars
 * may stand beside arrays.
 */

import { ArrayType, sameShape, showShape, stridesOf } from "../ir/arrayType.js";
import { type DType, isFloating, isInteger, isSigned, isWide } from "../ir/dtype.js";
import { TypeError } from "../ir/errors.js";
import { add, call, cast, type Expr, literal, scalarType } from "../ir/expression.js";
import { hostFunctions } from "../../shaders/index.js";
import { allocate, HostArray, type HostData, scalar, toElement } from "../trace/hostArray.js";
import type { MaybeZero, Primitive, ScalarContext } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { indices } from "./axes.js";
import { readStrided } from "./strided.js";
import { wideFunction } from "./wideMath.js";
import { broadcastInDim, broadcastLeading, broadcastTo, expandDims, reduceSum, reshape } from "./views.js";

export type NoParams = Record<string, never>;
export const none: NoParams = {};

/** Dtypes as JAX's messages name them. */
// No array is complex: messages name what JAX accepts.
type Kind = "integer" | "signedinteger" | "floating" | "complexfloating" | "bool";
export const numeric: readonly Kind[] = ["integer", "floating", "complexfloating"];
export const real: readonly Kind[] = ["integer", "floating"];
export const analytic: readonly Kind[] = ["floating", "complexfloating"];
export const floating: readonly Kind[] = ["floating"];
export const integral: readonly Kind[] = ["integer"];
export const bitwise: readonly Kind[] = ["integer", "bool"];
export const anyKind: readonly Kind[] = ["integer", "floating", "bool"];

/** Computes one element on the host. Booleans are 0 and 1. */
export type Scalar = (...elements: number[]) => number;

/** The tangent of the output that operand i's tangent `t` gives; `out` is the output. */
type OperandJvp<P> = (t: Value, out: Value, inputs: readonly Value[], params: P) => Value;

export interface Elementwise<P> {
  readonly name: string;
  /** Of each operand, the dtypes that it may have. */
  readonly accepts: readonly (readonly Kind[])[];
  /** Type of the output for operands of a dtype; the default is that dtype. */
  dtype?(inputs: readonly ArrayType[], params: P): DType;
  /** Whether operands may differ in dtype; `dtype` then checks. */
  readonly mixed?: boolean;
  /** A further check of the operands. */
  check?(inputs: readonly ArrayType[], params: P): void;
  weakType?(inputs: readonly ArrayType[], params: P): boolean;
  /** The operand that must have the shape of the output. */
  readonly main?: number;
  /** The computation of one element, on the host and in a kernel. */
  compute(dtype: DType, params: P): Scalar;
  emit(args: readonly Expr[], types: ScalarContext, params: P): Expr;
  /**
   * One rule an operand (null: nothing flows through that operand), "zero" where the derivative is zero everywhere, or the whole rule.
   */
  readonly jvp?: readonly (OperandJvp<P> | null)[] | "zero" | WholeJvp<P>;
  /** Cotangents of the operands that are null here. Their sum to a scalar operand is done outside. */
  transpose?(
    ct: Value,
    inputs: readonly (Value | null)[],
    types: readonly ArrayType[],
    params: P,
  ): MaybeZero[] | undefined;
}

type WholeJvp<P> = (
  out: Value,
  inputs: readonly Value[],
  tangents: readonly MaybeZero[],
  params: P,
) => MaybeZero;

/** Makes a primitive of an elementwise computation. */
export function elementwise<P = NoParams>(rules: Elementwise<P>): Primitive<P> {
  const { name } = rules;
  const primitive: Primitive<P> = {
    name,
    type(inputs, params) {
      checkDtypes(name, inputs, rules.accepts, rules.mixed === true);
      rules.check?.(inputs, params);
      const dtype = rules.dtype?.(inputs, params) ?? inputs[0].dtype;
      const weakType = rules.weakType?.(inputs, params) ?? inputs.every((t) => t.weakType);
      return [new ArrayType(dtype, commonShape(name, inputs), weakType)];
    },
    evaluate(inputs, params) {
      const [type] = primitive.type(
        inputs.map((x) => x.type),
        params,
      );
      return [mapElements(rules.compute(inputs[0].dtype, params), inputs, type)];
    },
    lowering: { kind: "scalar", emit: (args, types, params) => rules.emit(args, types, params) },
    batch(inputs, batched, size, params) {
      if (rules.main === undefined)
        return { outputs: [bind1(primitive, withBatchAxis(inputs, batched), params)], batched: [true] };
      const aligned = alignBatch(inputs, batched, size);
      const main = aligned[rules.main];
      if (main.ndim === 0) aligned[rules.main] = broadcastLeading(main, size);
      return { outputs: [bind1(primitive, aligned, params)], batched: [true] };
    },
  };
  if (rules.jvp)
    primitive.jvp = (primals, tangents, params) => jvpOf(primitive, rules, primals, tangents, params);
  if (rules.transpose) {
    primitive.transpose = ([ct], inputs, types, params) => {
      if (ct === null) return inputs.map(() => null);
      const cts = rules.transpose!(ct, inputs, types, params);
      return cts?.map((c, i) => (c === null || inputs[i] !== null ? null : unbroadcast(c, types[i])));
    };
  }
  return primitive;
}

function jvpOf<P>(
  primitive: Primitive<P>,
  { jvp }: Elementwise<P>,
  primals: readonly Value[],
  tangents: readonly MaybeZero[],
  params: P,
): { primals: Value[]; tangents: MaybeZero[] } {
  const out = bind1(primitive, primals, params);
  if (jvp === undefined || jvp === "zero") return { primals: [out], tangents: [null] };
  if (typeof jvp === "function") return { primals: [out], tangents: [jvp(out, primals, tangents, params)] };
  const parts = tangents.flatMap((t, i) => {
    const rule = jvp[i];
    return t === null || !rule ? [] : [broadcastTo(rule(t, out, primals, params), out.shape)];
  });
  const sum = parts.length === 0 ? null : parts.reduce((a, b) => addTangents(a, b));
  return { primals: [out], tangents: [sum] };
}

type ShaderName = keyof typeof hostFunctions;

/** A function of `shaders/`, and its twin on the host. */
export function library(name: ShaderName): Pick<Elementwise<NoParams>, "compute" | "emit"> {
  const f = hostFunctions[name] as Scalar;
  return {
    compute: (dtype) => (isWide(dtype) ? wideFunction(name, scalarType(dtype)) : f),
    emit: (args) => callShader(name, ...args),
  };
}

/** A function of `shaders/` on integers, of which there is one for each dtype. */
export function integerFunction(name: string, dtype: DType): Scalar {
  const type = scalarType(dtype);
  if (isWide(dtype)) return wideFunction(`pb_${name}`, type);
  return hostFunctions[`pb_${name}_${type}` as ShaderName] as Scalar;
}

/** A function of floats that `shaders/` has; `jvp` is the tangent of `out = f(x)`. */
export function floatFunction(
  name: string,
  jvp: (t: Value, out: Value, x: Value) => Value,
  accepts = floating,
): Primitive<NoParams> {
  return elementwise({
    name,
    accepts: [accepts],
    ...library(`pb_${name}` as ShaderName),
    jvp: [(t, out, [x]) => jvp(t, out, x)],
  });
}

/** Calls a function of `shaders/` on floats; float16 is computed in float32 and rounded, float64 by the host's own. */
export function callShader(name: string, ...args: readonly Expr[]): Expr {
  if (args[0].type === "f64") return call(`${name}_f64`, "f64", ...args);
  return cast(args[0].type, call(name, "f32", ...args.map((x) => cast("f32", x))));
}

/** What `shaders/` says of a float. */
export function emitTest(name: "isnan" | "is_finite", x: Expr): Expr {
  return x.type === "f64" ? call(`pb_${name}_f64`, "bool", x) : call(`pb_${name}`, "bool", cast("f32", x));
}

/** A literal of the type of an expression. */
export function literalLike(x: Expr, value: number): Expr {
  return literal(x.type, value);
}

/** A scalar of the dtype of an array, weak where it is. */
export function constantLike(x: Value, value: number): HostArray {
  return scalar(value, new ArrayType(x.dtype, [], x.weakType));
}

/** An array of the dtype and the shape of another, filled with one value. */
export function fullLike(x: Value, value: number): Value {
  return broadcastTo(constantLike(x, value), x.shape);
}

/** Sums a cotangent to the shape of an operand that was repeated. */
function unbroadcast(ct: Value, { shape, ndim }: ArrayType): Value {
  if (ct.ndim === 0) return broadcastTo(ct, shape);
  const summed = indices(ct.ndim).filter((axis) => ndim === 0 || shape[axis] !== ct.shape[axis]);
  return summed.length === 0 ? ct : reshape(reduceSum(ct, summed), shape);
}

/** Operands with a leading batch axis, of length 1 where they are not batched. Scalars that are not batched stay. */
function withBatchAxis(inputs: readonly Value[], batched: readonly boolean[]): Value[] {
  const shape = inputs[batched.indexOf(true)].shape;
  if (inputs.every((x, i) => (batched[i] ? sameShape(x.shape, shape) : x.ndim === 0))) return [...inputs];
  const aligned = inputs.map((x, i) => (batched[i] || x.ndim === 0 ? x : expandDims(x, [0])));
  const ndim = Math.max(...aligned.map((x) => x.ndim));
  return aligned.map((x, i) => (batched[i] ? expandDims(x, indices(ndim).slice(x.ndim)) : x));
}

/** Operands with the leading batch axis wherever the result needs one. Scalars that are not batched stay. */
export function alignBatch(inputs: readonly Value[], batched: readonly boolean[], size: number): Value[] {
  const inner = inputs.map((x, i) => x.shape.slice(batched[i] ? 1 : 0));
  const shape = inner.find((s) => s.length > 0) ?? [];
  return inputs.map((x, i) => {
    if (inner[i].length > 0) return batched[i] ? x : broadcastLeading(x, size);
    return batched[i] && shape.length > 0 ? broadcastInDim(x, [size, ...shape], [0]) : x;
  });
}

/** Applies `f` to the elements of operands that fit this type. */
function mapElements(f: Scalar, inputs: readonly HostArray[], type: ArrayType): HostArray {
  const size = type.size;
  const values = allocate(type.dtype, size);
  const data = inputs.map((x) => (x.ndim === 0 ? x : repeat(x, type.shape)).values);
  const step = inputs.map((x) => (x.ndim === 0 ? 0 : 1));
  const [x, y, z, w = z] = data;
  const [sx, sy, sz, sw = sz] = step;
  if (data.length === 1) for (let i = 0; i < size; i++) values[i] = f(x[i * sx]);
  else if (data.length === 2) for (let i = 0; i < size; i++) values[i] = f(x[i * sx], y[i * sy]);
  // Functions of three do not look at a fourth.
  else for (let i = 0; i < size; i++) values[i] = f(x[i * sx], y[i * sy], z[i * sz], w[i * sw]);
  settle(values, type.dtype);
  return new HostArray(type, values);
}

/** Elements that were stored as they were computed, made elements of the dtype where storing alone does not do that. */
function settle(values: HostData, dtype: DType): void {
  if (dtype !== "float16" && dtype !== "bfloat16" && !isWide(dtype)) return;
  for (let i = 0; i < values.length; i++) values[i] = toElement(dtype, values[i]);
}

function repeat(x: HostArray, shape: readonly number[]): HostArray {
  if (sameShape(x.shape, shape)) return x;
  const strides = stridesOf(x.shape).map((stride, axis) => (x.shape[axis] === 1 ? 0 : stride));
  return readStrided(x, { offset: 0, strides }, x.type.with({ shape }));
}

function isKind(dtype: DType, kind: Kind): boolean {
  switch (kind) {
    case "integer":
      return isInteger(dtype);
    case "signedinteger":
      return isSigned(dtype);
    case "floating":
      return isFloating(dtype);
    case "complexfloating":
      return false;
    case "bool":
      return dtype === "bool";
  }
}

function checkDtypes(
  name: string,
  inputs: readonly ArrayType[],
  accepts: readonly (readonly Kind[])[],
  mixed: boolean,
): void {
  inputs.forEach(({ dtype }, i) => {
    if (dtype === "float0") throw float0Error(name, i);
    if (accepts[i].some((kind) => isKind(dtype, kind))) return;
    const at = accepts.length > 1 ? ` at position ${i}` : "";
    throw new TypeError(
      `${name} does not accept dtype ${dtype}${at}. Accepted dtypes${at} are subtypes of ${accepts[i].join(", ")}.`,
    );
  });
  if (!mixed) checkSameDtypes(name, inputs);
}

function float0Error(name: string, position: number): TypeError {
  return new TypeError(
    `Called ${name} with a float0 at position ${position}. float0s do not support any operations by design, because ` +
      `they are not compatible with non-trivial vector spaces. If you didn't expect to get a float0 you might have ` +
      `accidentally taken a gradient with respect to an integer argument.`,
  );
}

/** What promotes operands in the place of what does not, in JAX's messages. */
const promoting: Readonly<Record<string, string>> = {
  add: "add",
  sub: "subtract",
  mul: "multiply",
  div: "divide",
  eq: "equal",
  ne: "not_equal",
  max: "maximum",
  min: "minimum",
  select: "where",
  concatenate: "concatenate",
};

/** Throws unless all dtypes are the same. */
export function checkSameDtypes(name: string, inputs: readonly ArrayType[]): void {
  if (inputs.every((t) => t.dtype === inputs[0].dtype)) return;
  const got = inputs.map((t) => t.dtype).join(", ");
  const similar = promoting[name] as string | undefined;
  const tip = similar
    ? ` (Tip: jnp.${similar} is a similar function that does automatic type promotion on inputs).`
    : "";
  throw new TypeError(`lax.${name} requires arguments to have the same dtypes, got ${got}.${tip}`);
}

/** The shape in which operands meet. */
function commonShape(name: string, inputs: readonly ArrayType[]): readonly number[] {
  const shapes = inputs.map((t) => t.shape).filter((s) => s.length > 0);
  if (shapes.length === 0) return [];
  const ranks = [...new Set(shapes.map((s) => s.length))];
  if (ranks.length > 1)
    throw new TypeError(
      `${name}: arrays must have the same number of dimensions, got {${ranks.sort((a, b) => a - b).join(", ")}}`,
    );
  const shape = shapes[0].map((_, axis) => shapes.map((s) => s[axis]).find((d) => d !== 1) ?? 1);
  if (shapes.some((s) => s.some((d, axis) => d !== 1 && d !== shape[axis])))
    throw new TypeError(
      `${name} got incompatible shapes for broadcasting: ${shapes.map(showShape).join(", ")}.`,
    );
  return shape;
}

/** The sum of two tangents (or cotangents) of one array: an addition that only differentiation makes. */
export const addAnyP: Primitive<NoParams> = elementwise({
  name: "add_any",
  accepts: [numeric, numeric],
  compute: () => (x, y) => x + y,
  emit: ([x, y]) => add(x, y),
  jvp: (out, _inputs, [a, b]) => passThrough(out, a, b),
  transpose: (ct) => [ct, ct],
});

function passThrough(out: Value, a: MaybeZero, b: MaybeZero): MaybeZero {
  if (a !== null && b !== null) return addTangents(a, b);
  const t = a ?? b;
  return t && broadcastTo(t, out.shape);
}

/** The sum of two tangents (or cotangents). */
export function addTangents(a: Value, b: Value): Value {
  return bind1(addAnyP, [a, b], none);
}
