/** The factors of matrices by elimination with exchange of rows. */

import type { ArrayType } from "../../ir/arrayType.js";
import { isInteger } from "../../ir/dtype.js";
import { TypeError } from "../../ir/errors.js";
import { type Arguments, expectArguments } from "../../ir/options.js";
import { add, divide, subtract } from "../../numpy/arithmetic.js";
import { tril, triu } from "../../numpy/diagonals.js";
import { takeAlongAxis } from "../../numpy/indexing.js";
import { equal, greater, greaterEqual, logicalAnd } from "../../numpy/logic.js";
import {
  broadcastShapes,
  constantLike,
  expandTo,
  promoteDtypesInexact,
  toValue,
} from "../../numpy/promotion.js";
import { argmax } from "../../numpy/reductions.js";
import { where } from "../../numpy/where.js";
import { abs } from "../../primitives/arithmetic.js";
import type { NoParams } from "../../primitives/elementwise.js";
import { pad, sliceInDim } from "../../primitives/views.js";
import type { Primitive } from "../../trace/primitive.js";
import { bind } from "../../trace/trace.js";
import type { ArrayLike, Value } from "../../trace/value.js";
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
  rowAt,
  takeTurns,
  withMatrix,
} from "./matrices.js";
import { triangularSolve } from "./triangularSolve.js";

/** L below the diagonal and U above; the row with which each was exchanged; and which row of x each row was. */
export const luP: Primitive<NoParams> = {
  name: "lu",
  type([x]) {
    checkMatrices("lu", x);
    return typesOf(x);
  },
  evaluate: ([x]) =>
    eachMatrix([x], typesOf(x.type), ([a], [factors, pivots, permutation]) => {
      factors.set(a);
      const [m, n] = x.shape.slice(-2);
      eliminateOnHost(factors, m, n, pivots, permutation);
    }),
  lowering: { kind: "expand", expand: ([x]) => expanded(x) },
  batch: batchOfMatrices(() => luP),
  jvp([x], [dx], params) {
    const [factors, pivots, permutation] = bind(luP, [x], params);
    const primals = [factors, pivots, permutation];
    return { primals, tangents: [dx && tangentOf(factors, permutation, dx), null, null] };
  },
};

function typesOf(x: ArrayType): ArrayType[] {
  const [m, n] = x.shape.slice(-2);
  return [x.with({ weakType: false }), withMatrix(x, [Math.min(m, n)], "int32"), withMatrix(x, [m], "int32")];
}

/** Rounded at every step: errors of the factors cancel those of solutions by them. */
function eliminateOnHost(
  a: Float64Array,
  m: number,
  n: number,
  pivots: Float64Array,
  permutation: Float64Array,
): void {
  for (let i = 0; i < m; i++) permutation[i] = i;
  for (let k = 0; k < Math.min(m, n); k++) {
    let pivot = k;
    for (let i = k + 1; i < m; i++) if (Math.abs(a[i * n + k]) > Math.abs(a[pivot * n + k])) pivot = i;
    pivots[k] = pivot;
    if (pivot !== k) {
      [permutation[k], permutation[pivot]] = [permutation[pivot], permutation[k]];
      for (let j = 0; j < n; j++) [a[k * n + j], a[pivot * n + j]] = [a[pivot * n + j], a[k * n + j]];
    }
    if (a[k * n + k] === 0) continue;
    for (let i = k + 1; i < m; i++) {
      const factor = (a[i * n + k] = Math.fround(a[i * n + k] / a[k * n + k]));
      for (let j = k + 1; j < n; j++) a[i * n + j] = Math.fround(a[i * n + j] - factor * a[k * n + j]);
    }
  }
}

function expanded(x: Value): Value[] {
  const [m, n] = x.shape.slice(-2);
  const batch = x.shape.slice(0, -2);
  const rows = places(m);
  const first = [
    x,
    expandTo(places(Math.min(m, n)), [...batch, Math.min(m, n)]),
    expandTo(rows, [...batch, m]),
  ];
  return takeTurns(Math.min(m, n), first, (k, [a, pivots, permutation]) => {
    const candidates = where(greaterEqual(rows, k), abs(columnAt(a, k)), -1);
    const pivot = asColumn(argmax(candidates, { axis: -1 }));
    const order = where(equal(rows, k), pivot, where(equal(rows, pivot), k, rows));
    const exchanged = takeAlongAxis(a, asColumn(order), { axis: -2 });
    const row = rowAt(exchanged, k);
    const column = columnAt(exchanged, k);
    const head = asColumn(columnAt(column, k));
    const isBelow = greater(rows, k);
    const factor = where(isBelow, divide(column, where(equal(head, 0), constantLike(head, 1), head)), 0);
    const right = where(greater(places(n), k), row, 0);
    const isFactor = logicalAnd(asColumn(isBelow), asRow(equal(places(n), k)));
    return [
      where(isFactor, asColumn(factor), subtract(exchanged, outerProduct(factor, right))),
      where(equal(places(Math.min(m, n)), k), pivot, pivots),
      takeAlongAxis(permutation, order, { axis: -1 }),
    ];
  });
}

/** With M = L⁻¹ P dA U⁻¹: dL = L tril(M, -1), dU = triu(M) U, where L and U are filled up to squares by identities. */
function tangentOf(factors: Value, permutation: Value, dx: Value): Value {
  const [m, n] = factors.shape.slice(-2);
  const k = Math.min(m, n);
  const given = takeAlongAxis(dx, asColumn(permutation), { axis: -2 });
  const lower = add(tril(resized(factors, m, k, m, m), { k: -1 }), identityLike(factors, m));
  const isBeyond = asColumn(greaterEqual(places(n), k));
  const upper = add(triu(resized(factors, k, n, n, n)), where(isBeyond, identityLike(factors, n), 0));
  const half = triangularSolve(lower, given, { leftSide: true, lower: true, unitDiagonal: true });
  const inner = triangularSolve(upper, half);
  return add(product(lower, tril(inner, { k: -1 })), product(triu(inner), upper));
}

/** The first rows and columns of matrices, with zeros behind them. */
function resized(x: Value, rows: number, columns: number, height: number, width: number): Value {
  const part = sliceInDim(sliceInDim(x, { limit: rows, axis: x.ndim - 2 }), {
    limit: columns,
    axis: x.ndim - 1,
  });
  const none = x.shape.slice(0, -2).map((): [number, number, number] => [0, 0, 0]);
  return pad(part, constantLike(x, 0), [...none, [0, height - rows, 0], [0, width - columns, 0]]);
}

/**
 * Factors of matrices by elimination with exchange of rows: L (whose diagonal is 1) below the diagonal and U from it on, in
 * one array; with which row each row was exchanged in turn; and the order of rows that comes of it: x[order] = L U.
 *
 *     lax.linalg.lu([[0, 2], [4, 2]])[0] // [[4. 2.], [0. 2.]]
 *
 * Throws a TypeError for arrays that are not matrices. Source: `jax.lax.linalg.lu`.
 */
export function lu(x: ArrayLike): [factors: Value, pivots: Value, permutation: Value] {
  return bind(luP, promoteDtypesInexact([x], "lu"), {}) as [Value, Value, Value];
}

/** Solves A x = b, where b are matrices, with the factors of A. */
export function solveByFactors(factors: Value, permutation: Value, b: Value): Value {
  const batch = broadcastShapes([factors.shape.slice(0, -2), b.shape.slice(0, -2)]);
  const spread = (x: Value, rank: number): Value => expandTo(x, [...batch, ...x.shape.slice(x.ndim - rank)]);
  const order = asColumn(spread(permutation, 1));
  const given = takeAlongAxis(spread(b, 2), order, { axis: -2 });
  const matrix = spread(factors, 2);
  const half = triangularSolve(matrix, given, { leftSide: true, lower: true, unitDiagonal: true });
  return triangularSolve(matrix, half, { leftSide: true });
}

/**
 * The order of rows that exchanges in turn make of `size` rows.
 *
 *     lax.linalg.luPivotsToPermutation(jnp.array([1, 1], { dtype: "int32" }), 3) // [1 0 2]
 *
 * Throws a TypeError for pivots that are no integers. Source: `jax.lax.linalg.lu_pivots_to_permutation`.
 */
export function luPivotsToPermutation(
  pivots: ArrayLike,
  ...rest: Arguments<{ permutationSize: number }, ["permutationSize"]>
): Value {
  const { permutationSize: size } = expectArguments<{ permutationSize: number }>("luPivotsToPermutation(pivots)", rest, ["permutationSize"]); // prettier-ignore
  const given = toValue(pivots, "lu_pivots_to_permutation");
  if (!isInteger(given.dtype)) throw new TypeError(`pivots must be integers, got ${given.dtype}`);
  const rows = places(size);
  const first = expandTo(rows, [...given.shape.slice(0, -1), size]);
  const [order] = takeTurns(given.shape[given.ndim - 1], [first], (k, [before]) => {
    const pivot = asColumn(columnAt(given, k));
    const exchange = where(equal(rows, k), pivot, where(equal(rows, pivot), k, rows));
    return [takeAlongAxis(before, exchange, { axis: -1 })];
  });
  return order;
}
