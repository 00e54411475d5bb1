/** Systems of equations whose matrix is a triangle. */

import { ArrayType, showShape } from "../../ir/arrayType.js";
import { ValueError } from "../../ir/errors.js";
import { type Arguments, expectArguments } from "../../ir/options.js";
import { divide, negative, subtract } from "../../numpy/arithmetic.js";
import { tril, triu } from "../../numpy/diagonals.js";
import { equal, greater } from "../../numpy/logic.js";
import { promoteDtypesInexact } from "../../numpy/promotion.js";
import { flip, squeeze } from "../../numpy/shape.js";
import { where } from "../../numpy/where.js";
import { addTangents } from "../../primitives/arithmetic.js";
import type { Primitive } from "../../trace/primitive.js";
import { bind1 } from "../../trace/trace.js";
import type { ArrayLike, Value } from "../../trace/value.js";
import {
  asColumn,
  asRow,
  batchOfMatrices,
  checkMatrices,
  checkSameBatch,
  checkSquare,
  columnAt,
  eachMatrix,
  outerProduct,
  places,
  product,
  rowAt,
  takeTurns,
  transposed,
} from "./matrices.js";

interface TriangularParams {
  /** There is no complex dtype: it says nothing. */
  readonly conjugateA: boolean;
  readonly leftSide: boolean;
  readonly lower: boolean;
  readonly transposeA: boolean;
  readonly unitDiagonal: boolean;
}

export const triangularSolveP: Primitive<TriangularParams> = {
  name: "triangular_solve",
  type([a, b], { leftSide }) {
    checkSquare("triangular_solve", a);
    checkMatrices("triangular_solve", b);
    checkSameBatch("triangular_solve", a, b);
    if (a.shape.at(-1) !== b.shape.at(leftSide ? -2 : -1))
      throw new ValueError(
        `Incompatible shapes for arguments to triangular_solve: ${showShape(a.shape)} and ${showShape(b.shape)}.`,
      );
    return [new ArrayType(b.dtype, b.shape)];
  },
  evaluate: ([a, b], params) =>
    eachMatrix([a, b], [new ArrayType(b.dtype, b.shape)], ([matrix, given], [x]) => {
      x.set(given);
      solveOnHost(matrix, a.shape.at(-1)!, x, params);
    }),
  lowering: { kind: "expand", expand: ([a, b], params) => [expanded(a, b, params)] },
  batch: batchOfMatrices(() => triangularSolveP),
  jvp([a, b], [da, db], params) {
    const x = bind1(triangularSolveP, [a, b], params);
    const byB = db && bind1(triangularSolveP, [a, db], params);
    const byA = da && bind1(triangularSolveP, [a, negative(timesTangent(da, x, params))], params);
    return { primals: [x], tangents: [byA && byB ? addTangents(byA, byB) : (byA ?? byB)] };
  },
  transpose([ct], [a, b], _, params) {
    if (b !== null || !a) return undefined;
    return [null, ct && bind1(triangularSolveP, [a, ct], { ...params, transposeA: !params.transposeA })];
  },
};

/** Of a tangent only the triangle counts. */
function timesTangent(
  da: Value,
  x: Value,
  { leftSide, lower, transposeA, unitDiagonal }: TriangularParams,
): Value {
  const k = unitDiagonal ? 1 : 0;
  const triangle = lower ? tril(da, { k: -k }) : triu(da, { k });
  const turned = transposeA ? transposed(triangle) : triangle;
  return leftSide ? product(turned, x) : product(x, turned);
}

/** Solves in place; the right side is a vector for each column, or, with the matrix on the right, for each row. */
function solveOnHost(
  a: Float64Array,
  n: number,
  x: Float64Array,
  { leftSide, lower, transposeA, unitDiagonal }: TriangularParams,
): void {
  const count = n === 0 ? 0 : x.length / n;
  const [along, across] = leftSide ? [count, 1] : [1, n];
  // x A = b is Aᵀ xᵀ = bᵀ.
  const isTurned = transposeA === leftSide;
  const isForward = lower !== isTurned;
  for (let c = 0; c < count; c++)
    for (let turn = 0; turn < n; turn++) {
      const i = isForward ? turn : n - 1 - turn;
      const at = c * across + i * along;
      let rest = x[at];
      for (let done = 0; done < turn; done++) {
        const j = isForward ? done : n - 1 - done;
        rest = Math.fround(rest - (isTurned ? a[j * n + i] : a[i * n + j]) * x[c * across + j * along]);
      }
      x[at] = unitDiagonal ? rest : Math.fround(rest / a[i * n + i]);
    }
}

function expanded(a: Value, b: Value, params: TriangularParams): Value {
  const { leftSide, lower, transposeA, unitDiagonal } = params;
  if (!leftSide)
    return transposed(expanded(a, transposed(b), { ...params, leftSide: true, transposeA: !transposeA }));
  const turned = transposeA ? transposed(a) : a;
  if (lower === transposeA) return flip(forward(flip(turned, { axis: [-1, -2] }), flip(b, { axis: -2 }), unitDiagonal), { axis: -2 }); // prettier-ignore
  return forward(turned, b, unitDiagonal);
}

/** Solves L x = b from the first row to the last. */
function forward(lower: Value, b: Value, unitDiagonal: boolean): Value {
  const n = lower.shape[lower.ndim - 1];
  const [x] = takeTurns(n, [b], (k, [rest]) => {
    const column = columnAt(lower, k);
    const row = rowAt(rest, k);
    const known = unitDiagonal ? row : divide(row, asColumn(columnAt(column, k)));
    const below = where(greater(places(n), k), column, 0);
    const isRow = asColumn(equal(places(n), k));
    return [where(isRow, asRow(known), subtract(rest, outerProduct(below, known)))];
  });
  return x;
}

interface TriangularSolveOptions {
  /** Solves A x = b, and otherwise x A = b. Default false. */
  leftSide?: boolean;
  /** Which triangle of A counts. Default the upper one. */
  lower?: boolean;
  /** Takes Aᵀ for A. */
  transposeA?: boolean;
  /** The same for numbers that are real. */
  conjugateA?: boolean;
  /** Takes the diagonal to be 1 whatever stands there. */
  unitDiagonal?: boolean;
}

/**
 * Solves x A = b (or A x = b) for matrices A that are triangles; b is matrices or, with as many axes as A less one, vectors.
 *
 *     lax.linalg.triangularSolve([[2, 0], [1, 1]], [[2, 3]], { lower: true }) // [[-0.5  3. ]]
 *
 * Throws a ValueError for shapes that don't fit. Source: `jax.lax.linalg.triangular_solve`.
 */
export function triangularSolve(
  a: ArrayLike,
  b: ArrayLike,
  ...rest: Arguments<TriangularSolveOptions, []>
): Value {
  const names = ["leftSide", "lower", "transposeA", "conjugateA", "unitDiagonal"] as const;
  const options = expectArguments<TriangularSolveOptions>("triangularSolve(a, b)", rest, [], names);
  const { leftSide = false, lower = false, transposeA = false } = options;
  const [matrix, right] = promoteDtypesInexact([a, b], "triangular_solve");
  const params = {
    conjugateA: false,
    leftSide,
    lower,
    transposeA,
    unitDiagonal: options.unitDiagonal ?? false,
  };
  if (right.ndim !== matrix.ndim - 1) return bind1(triangularSolveP, [matrix, right], params);
  const [widen, axis] = leftSide ? [asColumn, -1] : [asRow, -2];
  return squeeze(bind1(triangularSolveP, [matrix, widen(right)], params), { axis });
}
