/** Singular values. */

import { epsilonOf } from "./rotations.js";
import { finfo } from "../../numpy/dtypes.js";
import { ArrayType } from "../../ir/arrayType.js";
import { NotImplementedError } from "../../ir/errors.js";
import { type Arguments, expectArguments } from "../../ir/options.js";
import { add, divide, maximum, multiply, subtract } from "../../numpy/arithmetic.js";
import { diagonal } from "../../numpy/diagonals.js";
import { takeAlongAxis } from "../../numpy/indexing.js";
import { equal, less } from "../../numpy/logic.js";
import { constantLike, promoteDtypesInexact } from "../../numpy/promotion.js";
import { argsort } from "../../numpy/sorting.js";
import { where } from "../../numpy/where.js";
import { neg, sqrt } from "../../primitives/arithmetic.js";
import { pad, reduceSum, sliceInDim } from "../../primitives/views.js";
import type { Primitive } from "../../trace/primitive.js";
import { bind } from "../../trace/trace.js";
import type { ArrayLike, Value } from "../../trace/value.js";
import { singularValues } from "./bidiagonal.js";
import { advance, evened, flipLast, rotateColumns, rotationOfPairs, takeRounds } from "./jacobi.js";
import {
  asColumn,
  asRow,
  batchOfMatrices,
  checkMatrices,
  eachMatrix,
  identityLike,
  product,
  transposed,
  withMatrix,
} from "./matrices.js";
import { qr } from "./qr.js";

interface SvdParams {
  readonly algorithm: null;
  readonly computeUv: boolean;
  readonly fullMatrices: boolean;
  readonly subsetByIndex: null;
}

/** Singular values in falling order, and, where they are wanted, the vectors: U in columns, V in rows. */
export const svdP: Primitive<SvdParams> = {
  name: "svd",
  type([x], params) {
    checkMatrices("svd", x);
    return typesOf(x, params);
  },
  evaluate([x], params) {
    return eachMatrix([x], typesOf(x.type, params), ([a], outputs) => factorOnHost(a, x.type, outputs));
  },
  lowering: { kind: "expand", expand: ([x], params) => expanded(x, params) },
  batch: batchOfMatrices(() => svdP),
  jvp([x], [dx], params) {
    const [m, n] = x.shape.slice(-2);
    if (dx && params.computeUv && params.fullMatrices && m !== n)
      throw new NotImplementedError("Singular value decomposition JVP not implemented for full matrices");
    const [s, u, v] = bind(svdP, [x], { ...params, computeUv: true, fullMatrices: false });
    const primals = params.computeUv ? [s, u, v] : [s];
    if (!dx) return { primals, tangents: primals.map(() => null) };
    const inner = product(transposed(u), dx, transposed(v));
    const ds = diagonal(inner, { axis1: -2, axis2: -1 });
    return { primals, tangents: params.computeUv ? [ds, ...tangentsOf(s, u, v, dx, inner)] : [ds] };
  },
};

function typesOf(x: ArrayType, { computeUv, fullMatrices }: SvdParams): ArrayType[] {
  const [m, n] = x.shape.slice(-2);
  const k = Math.min(m, n);
  const values = new ArrayType(x.dtype, [...x.shape.slice(0, -2), k]);
  if (!computeUv) return [values];
  return [values, withMatrix(x, [m, fullMatrices ? m : k]), withMatrix(x, [fullMatrices ? n : k, n])];
}

/** What vectors lose to and get from each other, by the gaps between the values, and what leads out of them. */
function tangentsOf(s: Value, u: Value, v: Value, dx: Value, inner: Value): [Value, Value] {
  const k = s.shape[s.ndim - 1];
  const eye = identityLike(u, k);
  const [across, along] = [asRow(s), asColumn(s)];
  const gaps = multiply(add(across, along), subtract(across, along));
  const [isSame, isZero] = [equal(gaps, 0), equal(s, 0)];
  const factors = multiply(where(isSame, 0, divide(1, where(isSame, 1, gaps))), subtract(1, eye));
  const inverse = where(isZero, 0, divide(1, where(isZero, 1, s)));
  const [weighted, turned] = [multiply(across, inner), multiply(along, inner)];
  const du = product(u, multiply(factors, add(weighted, transposed(weighted))));
  const dv = product(transposed(v), multiply(factors, add(turned, transposed(turned))));
  const beyond = (x: Value, basis: Value): Value =>
    multiply(subtract(x, product(basis, transposed(basis), x)), asRow(inverse));
  const wholeU = u.shape[u.ndim - 2] > k ? add(du, beyond(product(dx, transposed(v)), u)) : du;
  const right = transposed(v);
  const wholeV = right.shape[right.ndim - 2] > k ? add(dv, beyond(product(transposed(dx), u), right)) : dv;
  return [wholeU, transposed(wholeV)];
}

function factorOnHost(
  a: Float64Array,
  { shape, dtype }: ArrayType,
  [values, u, v]: readonly Float64Array[],
): void {
  const [m, n] = shape.slice(-2);
  const found = singularValues(a, m, n, epsilonOf(dtype));
  values.set(found.values);
  if ((u as Float64Array | undefined) === undefined) return;
  const columns = m === 0 ? 0 : u.length / m;
  for (let k = 0; k < columns; k++) for (let i = 0; i < m; i++) u[i * columns + k] = found.u[k * m + i];
  v.set(found.v.subarray(0, v.length));
}

/** Columns are rotated until they are orthogonal: then their lengths are the values. */
function expanded(x: Value, params: SvdParams): Value[] {
  const [m, n] = x.shape.slice(-2);
  if (m < n) {
    const [values, u, v] = expanded(transposed(x), params);
    return params.computeUv ? [values, transposed(v), transposed(u)] : [values];
  }
  const size = evened(n);
  const last = x.ndim - 1;
  const none = x.shape.slice(0, -2).map((): [number, number, number] => [0, 0, 0]);
  const padded = pad(x, constantLike(x, 0), [...none, [0, 0, 0], [0, n === 1 ? 0 : size - n, 0]]);
  const basis = identityLike(x, padded.shape[last]);
  const [a, v] = takeRounds(size, [padded, basis], ([before, turned]) => {
    const dots = (y: Value): Value => reduceSum(multiply(before, y), [last - 1]);
    const { keep, take } = rotationOfPairs(dots(before), dots(flipLast(before)));
    return [
      advance(rotateColumns(before, keep, take), last),
      advance(rotateColumns(turned, keep, take), last),
    ];
  });
  const lengths = sqrt(reduceSum(multiply(a, a), [last - 1]));
  const order = argsort(neg(lengths), { axis: -1 });
  const first = (y: Value, axis: number): Value => sliceInDim(y, { limit: n, axis });
  const values = first(takeAlongAxis(lengths, order, { axis: -1 }), last - 1);
  if (!params.computeUv) return [values];
  const inOrder = (y: Value): Value => first(takeAlongAxis(y, asRow(order), { axis: -1 }), last);
  const right = first(inOrder(v), last - 1);
  return [values, leftVectors(inOrder(a), values, params.fullMatrices), transposed(right)];
}

/** Columns of length 1; those that are nothing beside the longest are made by reflections. */
function leftVectors(columns: Value, values: Value, fullMatrices: boolean): Value {
  const longest = sliceInDim(values, { limit: 1, axis: values.ndim - 1 });
  const isNothing = less(
    values,
    maximum(multiply(longest, finfo(values.dtype).eps), finfo(values.dtype).tiny),
  );
  const scaled = where(asRow(isNothing), 0, divide(columns, asRow(where(isNothing, 1, values))));
  const [q, r] = qr(scaled, { fullMatrices });
  const count = values.shape[values.ndim - 1];
  const turns = where(less(diagonal(r, { axis1: -2, axis2: -1 }), 0), constantLike(q, -1), 1);
  const beyond = q.shape[q.ndim - 1] - count;
  const none = turns.shape.slice(0, -1).map((): [number, number, number] => [0, 0, 0]);
  return multiply(q, asRow(pad(turns, constantLike(q, 1), [...none, [0, beyond, 0]])));
}

interface SvdOptions {
  /** Whether U and V are square. Default true. */
  fullMatrices?: boolean;
  /** Whether vectors are wanted. Default true. */
  computeUv?: boolean;
}

/**
 * U, s and V with x = U diag(s) V, where the columns of U and the rows of V are orthogonal and s ≥ 0 falls; or s alone.
 *
 *     lax.linalg.svd([[0, 2], [1, 0]], { computeUv: false }) // [[2. 1.]]
 *
 * Throws a TypeError for arrays that are not matrices. Source: `jax.lax.linalg.svd`.
 */
export function svd(x: ArrayLike, ...rest: Arguments<SvdOptions, ["fullMatrices", "computeUv"]>): Value[] {
  const given = expectArguments<SvdOptions>("svd(x)", rest, ["fullMatrices?", "computeUv?"]);
  const { fullMatrices = true, computeUv = true } = given;
  const params = { algorithm: null, computeUv, fullMatrices, subsetByIndex: null } as const;
  const [s, u, v] = bind(svdP, promoteDtypesInexact([x], "svd"), params);
  return computeUv ? [u, s, v] : [s];
}
