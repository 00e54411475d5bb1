/** Factors of matrices with orthogonal columns, by Householder's reflections. */

import type { ArrayType } from "../../ir/arrayType.js";
import { NotImplementedError } from "../../ir/errors.js";
import { type Arguments, expectArguments } from "../../ir/options.js";
import { add, divide, multiply, negative, subtract } from "../../numpy/arithmetic.js";
import { tril, triu } from "../../numpy/diagonals.js";
import { equal, greater, greaterEqual } from "../../numpy/logic.js";
import { promoteDtypesInexact } from "../../numpy/promotion.js";
import { where } from "../../numpy/where.js";
import { sqrt } from "../../primitives/arithmetic.js";
import { reduceSum, sliceInDim } from "../../primitives/views.js";
import type { Primitive } from "../../trace/primitive.js";
import { bind } from "../../trace/trace.js";
import type { ArrayLike, Value } from "../../trace/value.js";
import { productOf, reflectToTriangle } from "./householder.js";
import {
  asColumn,
  asRow,
  batchOfMatrices,
  checkMatrices,
  columnAt,
  eachMatrix,
  identityLike,
  outerProduct,
  places,
  product,
  takeTurns,
  transposed,
  withMatrix,
} from "./matrices.js";
import { triangularSolve } from "./triangularSolve.js";

interface QrParams {
  /** Whether Q is square, and otherwise has as many columns as the shorter side. */
  readonly fullMatrices: boolean;
  readonly pivoting: false;
  readonly useMagma: null;
}

export const qrP: Primitive<QrParams> = {
  name: "qr",
  type([x], params) {
    checkMatrices("qr", x);
    return typesOf(x, params);
  },
  evaluate([x], params) {
    const [m, n] = x.shape.slice(-2);
    return eachMatrix([x], typesOf(x.type, params), ([a], [q, r]) => factorOnHost(a, m, n, q, r));
  },
  lowering: { kind: "expand", expand: ([x], params) => expanded(x, params) },
  batch: batchOfMatrices(() => qrP),
  jvp([x], [dx], params) {
    const [m, n] = x.shape.slice(-2);
    const [q, r] = bind(qrP, [x], params);
    if (!dx) return { primals: [q, r], tangents: [null, null] };
    if (m < n || (params.fullMatrices && m !== n))
      throw new NotImplementedError("Unimplemented case of QR decomposition derivative");
    // With M = Qᵀ dA R⁻¹ = Ω + triangle, where Ω is antisymmetric: dQ = Q Ω + (1 - Q Qᵀ) dA R⁻¹, dR = triangle R.
    const solved = triangularSolve(r, dx);
    const inner = product(transposed(q), solved);
    const below = tril(inner, { k: -1 });
    const turn = subtract(below, transposed(below));
    const dq = add(product(q, subtract(turn, inner)), solved);
    return { primals: [q, r], tangents: [dq, product(subtract(inner, turn), r)] };
  },
};

function typesOf(x: ArrayType, { fullMatrices }: QrParams): ArrayType[] {
  const [m, n] = x.shape.slice(-2);
  const k = fullMatrices ? m : Math.min(m, n);
  return [withMatrix(x, [m, k]), withMatrix(x, [k, n])];
}

function factorOnHost(a: Float64Array, m: number, n: number, q: Float64Array, r: Float64Array): void {
  const reflections = reflectToTriangle(a, m, n);
  const k = m === 0 ? 0 : q.length / m;
  q.set(productOf(reflections, m, k));
  r.set(a.subarray(0, k * n));
}

function expanded(x: Value, { fullMatrices }: QrParams): Value[] {
  const [m, n] = x.shape.slice(-2);
  const rows = places(m);
  const [r, q] = takeTurns(Math.min(m, n), [x, identityLike(x, m)], (k, [a, before]) => {
    const column = columnAt(a, k);
    const head = asColumn(columnAt(column, k));
    const rest = where(greater(rows, k), column, 0);
    const below = asColumn(reduceSum(multiply(rest, rest), [rest.ndim - 1]));
    const length = sqrt(add(multiply(head, head), below));
    const isDone = equal(below, 0);
    const beta = where(isDone, 1, where(greaterEqual(head, 0), negative(length), length));
    const v = where(equal(rows, k), 1, divide(rest, where(isDone, 1, subtract(head, beta))));
    const tau = where(isDone, 0, divide(subtract(beta, head), beta));
    const taken = outerProduct(multiply(tau, v), vecmat(v, a));
    const turned = outerProduct(matvec(before, v), multiply(tau, v));
    return [subtract(a, taken), subtract(before, turned)];
  });
  const k = fullMatrices ? m : Math.min(m, n);
  return [sliceInDim(q, { limit: k, axis: q.ndim - 1 }), triu(sliceInDim(r, { limit: k, axis: r.ndim - 2 }))];
}

const vecmat = (v: Value, a: Value): Value => reduceSum(multiply(asColumn(v), a), [a.ndim - 2]);
const matvec = (a: Value, v: Value): Value => reduceSum(multiply(a, asRow(v)), [a.ndim - 1]);

interface QrOptions {
  /** Whether Q is square. Default true. */
  fullMatrices?: boolean;
}

/**
 * Q, whose columns are orthogonal and of length 1, and R, an upper triangle, with Q R = x.
 *
 *     lax.linalg.qr([[3, 0], [4, 5]])[1] // [[-5. -4.], [ 0. -3.]]
 *
 * Throws a TypeError for arrays that are not matrices. Source: `jax.lax.linalg.qr`.
 */
export function qr(x: ArrayLike, ...rest: Arguments<QrOptions, ["fullMatrices"]>): [q: Value, r: Value] {
  const { fullMatrices = true } = expectArguments<QrOptions>("qr(x)", rest, ["fullMatrices?"]);
  const params = { fullMatrices, pivoting: false, useMagma: null } as const;
  return bind(qrP, promoteDtypesInexact([x], "qr"), params) as [Value, Value];
}
