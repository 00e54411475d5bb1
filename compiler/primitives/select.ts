/** Choice between arrays, element by element. */

import { ArrayType, sameShape, showShape } from "../ir/arrayType.js";
import { TypeError } from "../ir/errors.js";
import { type Expr, lessThan, literal, select as selectExpr } from "../ir/expression.js";
import type { HostData } from "../trace/hostArray.js";
import { allocate, HostArray } from "../trace/hostArray.js";
import type { Primitive } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { eq } from "./comparison.js";
import { isInteger } from "../ir/dtype.js";
import { alignBatch, checkSameDtypes, constantLike, fullLike, none, type NoParams } from "./elementwise.js";
import { broadcastInDim, broadcastTo } from "./reshaping.js";

/** `cases[which]`: a bool `which` chooses case 1 where it is true. A scalar `which` chooses whole arrays. */
const selectNP: Primitive<NoParams> = {
  name: "select_n",
  type([which, ...cases]) {
    if (cases.length === 0) throw new TypeError("select must have at least one case");
    if (cases.some((c) => !sameShape(c.shape, cases[0].shape)))
      throw new TypeError(
        `select cases must have the same shapes, got [${cases.map((c) => showShape(c.shape)).join(", ")}].`,
      );
    if (which.ndim > 0 && !sameShape(which.shape, cases[0].shape))
      throw new TypeError(
        `select \`which\` must be scalar or have the same shape as cases, ` +
          `got \`which\` shape ${showShape(which.shape)} but case shape ${showShape(cases[0].shape)}.`,
      );
    checkSameDtypes("select", cases);
    if (which.dtype !== "bool" && !isInteger(which.dtype))
      throw new TypeError(`select \`which\` must be boolean or integer type, got ${which.dtype}.`);
    if (which.dtype === "bool" && cases.length > 2)
      throw new TypeError("select with boolean `which` cannot have > 2 cases.");
    const weakType = cases.every((c) => c.weakType);
    return [new ArrayType(cases[0].dtype, cases[0].shape, weakType)];
  },
  evaluate([which, ...cases], params) {
    const [type] = selectNP.type([which.type, ...cases.map((c) => c.type)], params);
    return [new HostArray(type, choose(which, cases, type))];
  },
  lowering: {
    kind: "scalar",
    emit([which, ...cases]) {
      if (cases.length === 1) return cases[0];
      return which.type === "bool" ? selectExpr(which, cases[1], cases[0]) : selectByNumber(which, cases, 0);
    },
  },
  batch(inputs, batched, size) {
    const isScalarChoice = !batched[0] && inputs[0].ndim === 0;
    const [which, ...cases] = inputs;
    const aligned = isScalarChoice
      ? [which, ...alignCases(cases, batched.slice(1), size)]
      : alignAll(inputs, batched, size);
    return { outputs: [bind1(selectNP, aligned, none)], batched: [true] };
  },
  jvp(primals, [, ...tangents]) {
    const [which] = primals;
    const out = bind1(selectNP, primals, none);
    const some = tangents.find((t) => t !== null);
    if (!some) return { primals: [out], tangents: [null] };
    const filledIn = tangents.map((t) => t ?? fullLike(some, 0));
    return { primals: [out], tangents: [bind1(selectNP, [which, ...filledIn], none)] };
  },
  transpose([ct], [which, ...cases]) {
    if (which === null) return undefined;
    if (ct === null) return [null, ...cases.map(() => null)];
    const zeros = fullLike(ct, 0);
    const isBool = which.dtype === "bool";
    const at = (i: number): Value => {
      if (isBool) return i === 0 ? selectN(which, ct, zeros) : selectN(which, zeros, ct);
      return selectN(eq(which, constantLike(which, i)), zeros, ct);
    };
    return [null, ...cases.map((c, i) => (c === null ? at(i) : null))];
  },
};

/** Numbers outside of the cases choose the first or the last. */
function choose(which: HostArray, cases: readonly HostArray[], type: ArrayType): HostData {
  const values = allocate(type.dtype, type.size);
  const step = which.ndim === 0 ? 0 : 1;
  const last = cases.length - 1;
  for (let i = 0; i < values.length; i++) {
    const n = Math.min(Math.max(which.values[i * step], 0), last);
    values[i] = cases[n].values[i];
  }
  return values;
}

function selectByNumber(which: Expr, cases: readonly Expr[], first: number): Expr {
  if (cases.length === 1) return cases[0];
  const middle = cases.length >> 1;
  return selectExpr(
    lessThan(which, literal(which.type, first + middle)),
    selectByNumber(which, cases.slice(0, middle), first),
    selectByNumber(which, cases.slice(middle), first + middle),
  );
}

function alignCases(cases: readonly Value[], batched: readonly boolean[], size: number): Value[] {
  const whole = cases.find((_, i) => batched[i])!;
  return cases.map((c, i) => (batched[i] ? c : broadcastTo(c, [size, ...whole.shape.slice(1)])));
}

/** Everything with the batch axis: `which` has the shape of the cases, or is one number a batch member. */
function alignAll(inputs: readonly Value[], batched: readonly boolean[], size: number): Value[] {
  const inner = inputs[1].shape.slice(batched[1] ? 1 : 0);
  const [which, ...cases] = alignBatch(inputs, batched, size);
  const shape = [size, ...inner];
  return [
    which.ndim < shape.length ? broadcastInDim(which, shape, which.ndim === 0 ? [] : [0]) : which,
    ...cases.map((c) => broadcastTo(c, shape)),
  ];
}

export const selectPrimitives: readonly Primitive[] = [selectNP];

/**
 * `cases[which]`, elementwise. `which` is bool (case 1 where true) or an integer (clamped to the cases), a scalar or of
 * the shape of the cases, which have one shape and one dtype; else a TypeError.
 */
export function selectN(which: Value, ...cases: readonly Value[]): Value {
  return bind1(selectNP, [which, ...cases], none);
}

/** `onTrue` where `predicate` holds, else `onFalse`. */
export function select(predicate: Value, onTrue: Value, onFalse: Value): Value {
  return selectN(predicate, onFalse, onTrue);
}
