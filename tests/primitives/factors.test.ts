/** Factorizations: on the host and in kernels they multiply to what was factored, and derivatives are differences. */

import * as assert from "uvu/assert";
import {
  grad,
  type Array as JaxArray,
  jit,
  lax,
  makeJaxpr,
  numpy as jnp,
  vmap,
} from "../../compiler/index.js";
import { factorPrimitives } from "../../compiler/lax/linalg/index.js";
import { parseProgram } from "../../compiler/ir/parse.js";
import { showProgram } from "../../compiler/ir/print.js";
import { suite } from "../harness/suite.js";
import { random } from "../lower/support.js";
import { primitiveByName } from "../../compiler/primitives/index.js";
import { randomArray } from "./sample.js";

const test = suite("factorizations");
const { linalg } = lax;
const rng = random(3);

const matrix = (...shape: number[]): JaxArray => randomArray(rng, "float32", shape);
const turned = (x: JaxArray): JaxArray => jnp.matrixTranspose(x);
const symmetric = (x: JaxArray): JaxArray => x.add(turned(x));
const positive = (x: JaxArray): JaxArray => jnp.matmul(x, turned(x)).add(jnp.eye(x.shape.at(-1)!));

function near(got: JaxArray, expected: JaxArray, tolerance = 2e-5, what = ""): void {
  assert.equal(got.shape, expected.shape, what);
  const most = Math.max(1, ...[jnp.max(jnp.abs(expected), { initial: 0 })].map(Number));
  const off = Number(jnp.max(jnp.abs(got.sub(expected)), { initial: 0 }));
  assert.ok(off <= tolerance * most, `${what} is off by ${off}`);
}

/** Factors of matrices of several sizes, as they are and compiled, one by one and many. */
function forMatrices(
  sizes: readonly (readonly [number, number])[],
  check: (x: JaxArray, how: <F>(f: F) => F, what: string) => void,
): void {
  const ways: [string, <F>(f: F) => F][] = [
    ["on the host", (f) => f],
    ["in kernels", (f) => jit(f as never) as never],
  ];
  for (const [m, n] of sizes)
    for (const batch of [[], [3]])
      for (const [name, way] of ways)
        check(matrix(...batch, m, n), way, `${[...batch, m, n].join("×")} ${name}`);
}

const squares = [1, 2, 5, 9].map((n) => [n, n] as const);
const all = [...squares, [4, 2], [3, 4]] as const;

test("L Lᵀ is what cholesky is given", () => {
  forMatrices(squares, (x, how, what) => {
    const given = positive(x);
    const l = how((y: JaxArray) => linalg.cholesky(y))(given);
    near(jnp.matmul(l, turned(l)), given, 2e-5, what);
    near(jnp.tril(l), l, 0, what);
  });
});

test("L U are the rows in their order", () => {
  forMatrices(all, (x, how, what) => {
    const [both, pivots, order] = how((y: JaxArray) => linalg.lu(y))(x);
    const [m, n] = x.shape.slice(-2);
    const k = Math.min(m, n);
    const lower = jnp.tril(both.get("...", jnp.slice(0, k)), { k: -1 }).add(jnp.eye(m, k));
    const upper = jnp.triu(both.get("...", jnp.slice(0, k), jnp.slice()));
    near(jnp.matmul(lower, upper), jnp.takeAlongAxis(x, jnp.expandDims(order, -1), { axis: -2 }), 2e-5, what);
    near(linalg.luPivotsToPermutation(pivots, { permutationSize: m }), order, 0, what);
    assert.ok(Number(jnp.max(jnp.abs(lower))) <= 1, what);
  });
});

test("Q R is what qr is given, and Q is orthogonal", () => {
  forMatrices(all, (x, how, what) => {
    for (const fullMatrices of [true, false]) {
      const [q, r] = how((y: JaxArray) => linalg.qr(y, { fullMatrices }))(x);
      near(jnp.matmul(q, r), x, 2e-5, what);
      near(jnp.matmul(turned(q), q), jnp.broadcastTo(jnp.eye(q.shape.at(-1)!), [...q.shape.slice(0, -2), q.shape.at(-1)!, q.shape.at(-1)!]), 2e-5, what); // prettier-ignore
    }
  });
});

test("eigenvalues and vectors multiply to what eigh is given", () => {
  forMatrices(squares, (x, how, what) => {
    const given = symmetric(x);
    const [v, w] = how((y: JaxArray) => linalg.eigh(y))(given);
    near(jnp.matmul(v.mul(jnp.expandDims(w, -2)), turned(v)), given, 2e-5, what);
    near(jnp.sort(w), w, 0, what);
  });
});

test("singular values and vectors multiply to what svd is given", () => {
  forMatrices([...all, [4, 3]], (x, how, what) => {
    const [u, s, v] = how((y: JaxArray) => linalg.svd(y, { fullMatrices: false }))(x);
    near(jnp.matmul(u.mul(jnp.expandDims(s, -2)), v), x, 2e-5, what);
    const [full, , other] = how((y: JaxArray) => linalg.svd(y))(x);
    const [m, n] = x.shape.slice(-2);
    near(jnp.matmul(turned(full), full), jnp.broadcastTo(jnp.eye(m), [...x.shape.slice(0, -2), m, m]), 2e-5, what); // prettier-ignore
    near(jnp.matmul(other, turned(other)), jnp.broadcastTo(jnp.eye(n), [...x.shape.slice(0, -2), n, n]), 2e-5, what); // prettier-ignore
  });
});

test("singular values of matrices that have lost ranks", () => {
  for (const x of [jnp.ones([4, 3]), jnp.zeros([2, 2]), jnp.outer([1, 2, 3], [1, 0, -1])])
    for (const how of [<F>(f: F): F => f, <F>(f: F): F => jit(f as never) as never]) {
      const [u, s, v] = how((y: JaxArray) => linalg.svd(y))(x);
      const k = s.size;
      near(jnp.matmul(u.get(jnp.slice(), jnp.slice(0, k)).mul(s), v.get(jnp.slice(0, k))), x);
      near(jnp.matmul(turned(u), u), jnp.eye(u.shape[0]));
    }
});

test("triangles are solved from both sides", () => {
  for (const n of [1, 4, 9])
    for (const [leftSide, lower, transposeA, unitDiagonal] of bits(4)) {
      const options = { leftSide, lower, transposeA, unitDiagonal };
      const a = matrix(2, n, n).mul(0.3).add(jnp.eye(n).mul(2));
      const b = leftSide ? matrix(2, n, 3) : matrix(2, 3, n);
      const half = lower ? jnp.tril(a) : jnp.triu(a);
      const one = jnp.eye(n);
      const triangle = unitDiagonal ? half.mul(jnp.subtract(1, one)).add(one) : half;
      const used = transposeA ? turned(triangle) : triangle;
      for (const solve of [
        linalg.triangularSolve,
        jit((x: JaxArray, y: JaxArray) => linalg.triangularSolve(x, y, options)),
      ]) {
        const x = (solve)(a, b, ...((solve === linalg.triangularSolve ? [options] : []) as [])); // prettier-ignore
        near(leftSide ? jnp.matmul(used, x) : jnp.matmul(x, used), b, 1e-4, JSON.stringify(options));
      }
    }
});

function bits(count: number): boolean[][] {
  return Array.from({ length: 2 ** count }, (_, n) =>
    Array.from({ length: count }, (_, i) => ((n >> i) & 1) === 1),
  );
}

/** Gradients along a direction are differences along it, computed on the host and in kernels. */
function holdsToDifferences(what: string, f: (x: JaxArray) => JaxArray, x: JaxArray): void {
  const along = matrix(...x.shape);
  const h = 2 ** -6;
  const at = (by: number): number => Number(f(x.add(along.mul(by))));
  const expected = (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
  for (const df of [grad(f), jit(grad(f))]) {
    const got = Number(jnp.sum(df(x).mul(along)));
    assert.ok(
      Math.abs(got - expected) <= 5e-3 * Math.max(1, Math.abs(expected)),
      `${what}: ${got} is not ${expected}`,
    );
  }
}

test("derivatives", () => {
  const apart = jnp.diag([4, 7, 11, 16]);
  const [a, b] = [matrix(4, 4).mul(0.3).add(apart), matrix(4, 4)];
  const weighted = (x: JaxArray): JaxArray =>
    jnp.sum(x.mul(b.get(jnp.slice(0, x.shape[0]), jnp.slice(0, x.shape[1]))));
  const square = (x: JaxArray): JaxArray => weighted(x.mul(x));
  holdsToDifferences("cholesky", (x) => weighted(linalg.cholesky(symmetric(x).add(apart))), a);
  holdsToDifferences("lu", (x) => weighted(linalg.lu(x)[0]), a);
  holdsToDifferences("lu, high", (x) => weighted(linalg.lu(x)[0]), a.get(jnp.slice(), jnp.slice(0, 2)));
  holdsToDifferences("lu, wide", (x) => weighted(linalg.lu(x)[0]), a.get(jnp.slice(0, 2)));
  holdsToDifferences(
    "qr",
    (x) =>
      linalg
        .qr(x)
        .map(weighted)
        .reduce((y, z) => y.add(z)),
    a,
  );
  holdsToDifferences("eigenvalues", (x) => jnp.sum(linalg.eigh(x)[1].mul(b.get(0))), a);
  holdsToDifferences("eigenvectors", (x) => square(linalg.eigh(x)[0]), a);
  holdsToDifferences(
    "singular values",
    (x) => jnp.sum(linalg.svd(x, { computeUv: false })[0].mul(b.get(0))),
    a,
  );
  holdsToDifferences("singular vectors", (x) => square(linalg.svd(x, { fullMatrices: false })[0]), a.get(jnp.slice(), jnp.slice(0, 2))); // prettier-ignore
  holdsToDifferences("triangles", (x) => weighted(linalg.triangularSolve(x, b, { lower: true })), a);
  holdsToDifferences("det", (x) => jnp.linalg.det(x), a);
  holdsToDifferences("slogdet", (x) => jnp.linalg.slogdet(x)[1], a);
  holdsToDifferences("inv", (x) => weighted(jnp.linalg.inv(x)), a);
  holdsToDifferences("pinv", (x) => weighted(jnp.linalg.pinv(x)), a.get(jnp.slice(), jnp.slice(0, 2)));
});

test("the gradient of the determinant of a singular matrix is its cofactors", () => {
  near(grad(jnp.linalg.det)(jnp.diag([1, 2, 3, 0])), jnp.diag([0, 0, 0, 6]));
  near(grad(jnp.linalg.det)(jnp.zeros([4, 4])), jnp.zeros([4, 4]));
});

test("what is not positive definite has no factor", () => {
  for (const factor of [linalg.cholesky, jit((x: JaxArray) => linalg.cholesky(x))]) {
    const l = (factor as (x: JaxArray) => JaxArray)(jnp.diag([1, -1, 2]));
    assert.ok(Number.isNaN(Number(l.get(2, 2))));
    assert.is(Number(l.get(0, 1)), 0);
  }
});

test("vmap maps over matrices wherever they stand", () => {
  const x = matrix(3, 4, 3);
  near(vmap(jnp.linalg.inv, { inAxes: 1, outAxes: 1 })(x), jnp.moveaxis(jnp.linalg.inv(jnp.moveaxis(x, 1, 0)), 0, 1), 0); // prettier-ignore
});

test("programs print as JAX's, and are read back", () => {
  const text = String(makeJaxpr((x: JaxArray) => linalg.qr(x, { fullMatrices: false }))(jnp.ones([3, 2])));
  assert.match(text, /qr\[\s+full_matrices=False\s+pivoting=False\s+use_magma=None\s+\] a/);
  const byName = new Map([...primitiveByName, ...factorPrimitives.map((p) => [p.name, p] as const)]);
  assert.is(showProgram(parseProgram(text, (name) => byName.get(name))), text);
});
