/** Eigenvalues of symmetric matrices. */

import { epsilonOf } from "./rotations.js";
import { ArrayType } from "../../ir/arrayType.js";
import { type Arguments, expectArguments } from "../../ir/options.js";
import { add, divide, multiply, subtract } from "../../numpy/arithmetic.js";
import { diagonal, tril, triu } from "../../numpy/diagonals.js";
import { takeAlongAxis } from "../../numpy/indexing.js";
import { constantLike, promoteDtypesInexact } from "../../numpy/promotion.js";
import { argsort } from "../../numpy/sorting.js";
import { abs } from "../../primitives/arithmetic.js";
import { pad, reduceSum, sliceInDim } from "../../primitives/views.js";
import type { Primitive } from "../../trace/primitive.js";
import { bind } from "../../trace/trace.js";
import type { ArrayLike, Value } from "../../trace/value.js";
import { symmetrized } from "./cholesky.js";
import { advance, evened, flipLast, rotateColumns, rotationOfPairs, takeRounds } from "./jacobi.js";
import {
  asColumn,
  asRow,
  batchOfMatrices,
  checkSquare,
  eachMatrix,
  identityLike,
  product,
  transposed,
} from "./matrices.js";
import { symmetricEigen } from "./tridiagonal.js";

interface EighParams {
  readonly algorithm: null;
  /** Which triangle is read. */
  readonly lower: boolean;
  readonly sortEigenvalues: boolean;
  readonly subsetByIndex: null;
}

/** Vectors, in columns, and eigenvalues in rising order. */
export const eighP: Primitive<EighParams> = {
  name: "eigh",
  type([x]) {
    checkSquare("eigh", x);
    return typesOf(x);
  },
  evaluate: ([x], { lower }) =>
    eachMatrix([x], typesOf(x.type), ([a], [vectors, values]) => {
      const n = x.shape[x.ndim - 1];
      for (let i = 0; i < n; i++)
        for (let j = 0; j < i; j++) a[lower ? j * n + i : i * n + j] = a[lower ? i * n + j : j * n + i];
      const found = symmetricEigen(a, n, epsilonOf(x.dtype));
      values.set(found.values);
      for (let k = 0; k < n; k++) for (let i = 0; i < n; i++) vectors[i * n + k] = found.vectors[k * n + i];
    }),
  lowering: { kind: "expand", expand: ([x], { lower }) => expanded(x, lower) },
  batch: batchOfMatrices(() => eighP),
  jvp([x], [dx], params) {
    const [v, w] = bind(eighP, [x], params);
    if (!dx) return { primals: [v, w], tangents: [null, null] };
    const inner = product(transposed(v), product(dx, v));
    const eye = identityLike(x, x.shape[x.ndim - 1]);
    const gaps = subtract(add(asRow(w), eye), asColumn(w));
    const turn = multiply(subtract(divide(1, gaps), eye), inner);
    return { primals: [v, w], tangents: [product(v, turn), diagonal(inner, { axis1: -2, axis2: -1 })] };
  },
};

function typesOf(x: ArrayType): ArrayType[] {
  return [x.with({ weakType: false }), new ArrayType(x.dtype, x.shape.slice(0, -1))];
}

function expanded(x: Value, lower: boolean): Value[] {
  const n = x.shape[x.ndim - 1];
  if (n === 0) return [x, reduceSum(x, [x.ndim - 1])];
  const half = lower ? tril(x, { k: -1 }) : triu(x, { k: 1 });
  const axes = { axis1: -2, axis2: -1 };
  const whole = add(add(half, transposed(half)), multiply(asRow(diagonal(x, axes)), identityLike(x, n)));
  const size = evened(n);
  const [a, v] = takeRounds(size, [withPartner(whole), identityLike(x, size)], ([before, turned]) => {
    const { keep, take } = rotationOfPairs(diagonal(before, axes), diagonal(flipLast(before), axes));
    const columns = rotateColumns(before, keep, take);
    const both = transposed(rotateColumns(transposed(columns), keep, take));
    const last = both.ndim - 1;
    return [advance(advance(both, last), last - 1), advance(rotateColumns(turned, keep, take), last)];
  });
  const values = diagonal(a, axes);
  const order = argsort(values, { axis: -1 });
  const sortedValues = takeAlongAxis(values, order, { axis: -1 });
  const vectors = takeAlongAxis(v, asRow(order), { axis: -1 });
  return [square(vectors, n), sliceInDim(sortedValues, { limit: n, axis: sortedValues.ndim - 1 })];
}

const square = (x: Value, n: number): Value =>
  sliceInDim(sliceInDim(x, { limit: n, axis: x.ndim - 1 }), { limit: n, axis: x.ndim - 2 });

/** An odd matrix gets one more row and column, with an eigenvalue beyond all others. */
function withPartner(x: Value): Value {
  const n = x.shape[x.ndim - 1];
  if (n % 2 === 0 || n === 1) return x;
  const none = x.shape.slice(0, -2).map((): [number, number, number] => [0, 0, 0]);
  const padded = pad(x, constantLike(x, 0), [...none, [0, 1, 0], [0, 1, 0]]);
  const beyond = add(reduceSum(abs(x), [x.ndim - 2, x.ndim - 1]), 1);
  const corner = pad(asColumn(asColumn(beyond)), constantLike(x, 0), [...none, [n, 0, 0], [n, 0, 0]]);
  return add(padded, corner);
}

interface EighOptions {
  /** Whether the lower triangle is read where `symmetrizeInput` is false. Default true. */
  lower?: boolean;
  /** Whether (x + xᵀ) / 2 stands for x. Default true. */
  symmetrizeInput?: boolean;
}

/**
 * Of symmetric matrices the vectors, in columns, and the eigenvalues in rising order.
 *
 *     lax.linalg.eigh([[2, 0], [0, 1]])[1] // [1. 2.]
 *
 * Throws a TypeError for arrays that are not square matrices. Source: `jax.lax.linalg.eigh`.
 */
export function eigh(x: ArrayLike, ...rest: Arguments<EighOptions, []>): [vectors: Value, values: Value] {
  const given = expectArguments<EighOptions>("eigh(x)", rest, [], ["lower", "symmetrizeInput"]);
  const [value] = promoteDtypesInexact([x], "eigh");
  const { lower = true, symmetrizeInput = true } = given;
  const params = { algorithm: null, lower, sortEigenvalues: true, subsetByIndex: null } as const;
  return bind(eighP, [symmetrizeInput ? symmetrized(value) : value], params) as [Value, Value];
}
