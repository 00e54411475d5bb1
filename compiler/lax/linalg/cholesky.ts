/** Cholesky's factor of positive definite matrices. */

import { type Arguments, expectArguments } from "../../ir/options.js";
import { add, divide, multiply, subtract } from "../../numpy/arithmetic.js";
import { tril } from "../../numpy/diagonals.js";
import { equal, greaterEqual } from "../../numpy/logic.js";
import { promoteDtypesInexact } from "../../numpy/promotion.js";
import { where } from "../../numpy/where.js";
import { sqrt } from "../../primitives/arithmetic.js";
import type { NoParams } from "../../primitives/elementwise.js";
import { sliceInDim } from "../../primitives/views.js";
import type { Primitive } from "../../trace/primitive.js";
import { bind1 } from "../../trace/trace.js";
import type { ArrayLike, Value } from "../../trace/value.js";
import {
  asColumn,
  asRow,
  batchOfMatrices,
  checkSquare,
  columnAt,
  eachMatrix,
  identityLike,
  outerProduct,
  places,
  product,
  takeTurns,
  transposed,
} from "./matrices.js";
import { triangularSolve } from "./triangularSolve.js";

/** The lower factor; only the lower triangle is read. All of it is NaN where a matrix is not positive definite. */
export const choleskyP: Primitive<NoParams> = {
  name: "cholesky",
  type([x]) {
    checkSquare("cholesky", x);
    return [x.with({ weakType: false })];
  },
  evaluate: ([x]) =>
    eachMatrix([x], [x.type.with({ weakType: false })], ([a], [l]) => factorOnHost(a, x.shape.at(-1)!, l)),
  lowering: { kind: "expand", expand: ([x]) => [expanded(x)] },
  batch: batchOfMatrices(() => choleskyP),
  jvp([x], [dx], params) {
    const l = bind1(choleskyP, [x], params);
    if (!dx) return { primals: [l], tangents: [null] };
    // dL = L φ(L⁻¹ dA L⁻ᵀ), where φ takes the lower triangle and half of the diagonal.
    const half = triangularSolve(l, dx, { lower: true, transposeA: true });
    const inner = tril(triangularSolve(l, half, { lower: true, leftSide: true }));
    const whole = subtract(inner, multiply(divide(inner, 2), identityLike(l, l.shape[l.ndim - 1])));
    return { primals: [l], tangents: [product(l, whole)] };
  },
};

function factorOnHost(a: Float64Array, n: number, l: Float64Array): void {
  for (let j = 0; j < n; j++) {
    let rest = a[j * n + j];
    for (let k = 0; k < j; k++) rest -= l[j * n + k] ** 2;
    if (!(rest > 0)) {
      for (let i = 0; i < n; i++) l.fill(NaN, i * n, i * n + i + 1);
      return;
    }
    const root = (l[j * n + j] = Math.sqrt(rest));
    for (let i = j + 1; i < n; i++) {
      let sum = a[i * n + j];
      for (let k = 0; k < j; k++) sum -= l[i * n + k] * l[j * n + k];
      l[i * n + j] = sum / root;
    }
  }
}

/** Column after column is taken off; NaN of one root is handed on to all. */
function expanded(x: Value): Value {
  const n = x.shape[x.ndim - 1];
  if (n === 0) return x;
  const [l] = takeTurns(n, [x], (k, [a]) => {
    const column = columnAt(a, k);
    const root = sqrt(columnAt(column, k));
    const isBelow = greaterEqual(places(n), k);
    const factor = where(isBelow, divide(column, asColumn(root)), 0);
    const isColumn = equal(places(n), k);
    const taken = subtract(a, outerProduct(factor, where(isColumn, 0, factor)));
    return [where(asRow(isColumn), asColumn(factor), taken)];
  });
  // The last root is NaN if one of them is.
  const corner = sliceInDim(sliceInDim(l, { start: n - 1, axis: l.ndim - 1 }), {
    start: n - 1,
    axis: l.ndim - 2,
  });
  return tril(add(l, multiply(0, corner)));
}

/**
 * The lower triangle L with L Lᵀ = x, for matrices that are symmetric and positive definite; NaN where they are not.
 *
 *     lax.linalg.cholesky([[4, 2], [2, 5]]) // [[2. 0.], [1. 2.]]
 *
 * Throws a TypeError for arrays that are not square matrices. Source: `jax.lax.linalg.cholesky`.
 */
export function cholesky(x: ArrayLike, ...rest: Arguments<{ symmetrizeInput?: boolean }, []>): Value {
  const { symmetrizeInput = true } = expectArguments<{ symmetrizeInput?: boolean }>("cholesky(x)", rest, [], ["symmetrizeInput"]); // prettier-ignore
  const [value] = promoteDtypesInexact([x], "cholesky");
  return tril(bind1(choleskyP, [symmetrizeInput ? symmetrized(value) : value], {}));
}

/** (x + xᵀ) / 2. */
export const symmetrized = (x: Value): Value => divide(add(x, transposed(x)), 2);
