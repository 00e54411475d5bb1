/** Implicit derivatives against those of what is known, of the same steps written out, and of finite differences. */

import * as assert from "uvu/assert";
import {
  type Array,
  customJvp,
  fixedPoint,
  grad,
  hessian,
  jacfwd,
  jacrev,
  jit,
  jvp,
  lax,
  LoopBoundReached,
  makeJaxpr,
  numpy as jnp,
  rootFind,
  scipy,
  ValueError,
  vmap,
} from "../../compiler/index.js";
import { inlineSnapshot } from "../harness/snapshot.js";
import { close } from "../harness/closeness.js";
import { suite } from "../harness/suite.js";

const test = suite("implicit derivatives");

const sqrtByIteration = (a: Array): Array => fixedPoint((a, x) => x.add(a.div(x)).div(2), a, a);
const sqrtByNewton = (a: Array): Array => rootFind((a, x) => x.mul(x).sub(a), a, jnp.array(1));
const points = jnp.array([0.5, 1, 2, 9]);
const derivatives = [
  (x: number) => Math.sqrt(x),
  (x: number) => 0.5 * x ** -0.5,
  (x: number) => -0.25 * x ** -1.5,
  (x: number) => 0.375 * x ** -2.5,
];

type Scalar = (x: Array) => Array;
const differentiated = (f: Scalar, order: number): Scalar =>
  order === 0 ? f : grad(differentiated(f, order - 1));

for (const f of [sqrtByIteration, sqrtByNewton])
  derivatives.forEach((exact, order) => {
    const derived = differentiated(f, order);
    test(`${f.name}, differentiated ${order} times, in every order of jit and vmap`, () => {
      const expected = (points.tolist() as number[]).map(exact);
      close((points.tolist() as number[]).map((x) => derived(jnp.array(x))), expected); // prettier-ignore
      close(vmap(derived)(points), expected);
      close(jit(vmap(derived))(points), expected);
      close(vmap(jit(derived))(points), expected);
      if (order > 0) {
        const before = differentiated(f, order - 1);
        close(grad((x: Array) => vmap(before)(x).sum())(points), expected);
        close(grad((x: Array) => jit(vmap(before))(x).sum())(points), expected);
        close(vmap((x: Array) => jvp(before, [x], [1])[1])(points), expected);
        close(jacfwd(before)(points.get(2)), exact(2));
      }
    });
  });

const n = 12;
const weights = jnp.sin(jnp.arange(n * n).reshape(n, n)).mul(0.12);
const biases = jnp.cos(jnp.arange(n));
const cell = (w: Array, b: Array, x: Array): Array => jnp.tanh(w.matmul(x).add(b));
const settled = (w: Array, b: Array): Array =>
  fixedPoint(([w, b], x) => cell(w, b, x), [w, b], jnp.zeros([n]));
const unrolled = (w: Array, b: Array): Array => lax.foriLoop(0, 80, (_, x) => cell(w, b, x), jnp.zeros([n])); // prettier-ignore
const lossOf = (solve: typeof settled) => (w: Array, b: Array) => jnp.sin(solve(w, b)).sum();

test("a fixed point of many unknowns has the derivatives of its steps", () => {
  close(settled(weights, biases), unrolled(weights, biases));
  for (const argnums of [0, 1]) {
    const [implicit, expected] = [settled, unrolled].map((f) => grad(lossOf(f), { argnums })(weights, biases) as Array); // prettier-ignore
    close(implicit, expected);
    close(jit(grad(lossOf(settled), { argnums }))(weights, biases), expected);
  }
  const along = (f: typeof settled) => (s: Array) => lossOf(f)(weights, biases.mul(s));
  close(hessian(along(settled))(1), hessian(along(unrolled))(1), 1e-4);
  const scales = jnp.array([0.5, 1, 2]);
  close(jit(vmap(grad(along(settled))))(scales), vmap(grad(along(unrolled)))(scales));
});

test("a fixed point is differentiated with respect to what its function closes over", () => {
  const scaled = (s: Array): Array => fixedPoint((_, x) => jnp.cos(x).mul(s), null, jnp.array(0.5));
  const x = Number(scaled(jnp.array(0.9)));
  close(grad(scaled)(0.9), Math.cos(x) / (1 + 0.9 * Math.sin(x)));
});

test("a step with a rule of its own keeps it", () => {
  const half = customJvp((x: Array) => x.div(2));
  half.defjvp(([x], [t]) => [half(x), t.mul(0.25)]);
  // x = x/2 + a, where the rule says that the slope is 1/4.
  close(grad((a: Array) => fixedPoint((a, x) => half(x).add(a), a, jnp.array(0)))(3), 1 / (1 - 0.25));
});

test("unknowns may be a tree", () => {
  const solve = (a: Array) =>
    rootFind((a, { u, v }) => ({ u: u.mul(u).add(v[0]).sub(a), v: [u.sub(v[0].mul(v[0])).add(0.5)] }), a, {
      u: jnp.array(1),
      v: [jnp.array(1)],
    });
  const { u, v } = solve(jnp.array(2));
  close(u.mul(u).add(v[0]), 2);
  const slope = (Number(solve(jnp.array(2.01)).u) - Number(solve(jnp.array(1.99)).u)) / 0.02;
  close(grad((a: Array) => solve(a).u)(2), slope, 1e-3);
  close(jit(vmap(grad((a: Array) => solve(a).u)))(jnp.array([1.5, 2])).get(1), slope, 1e-3);
});

test("a solver that does not come to an end says so, or gives a flag", () => {
  const flip = (_: unknown, x: Array): Array => x.neg();
  const error = (() => {
    try {
      return fixedPoint(flip, null, jnp.array(1), { maxSteps: 7 });
    } catch (e) {
      return e;
    }
  })();
  assert.instance(error, LoopBoundReached);
  assert.match((error as Error).message, "The loop took 7 turns");
  const [, unfinished] = fixedPoint(flip, null, jnp.array(1), { maxSteps: 7, unfinished: true });
  assert.is(unfinished.item(), true);
  const halved = vmap((x: Array) => fixedPoint((_, x) => x.mul(x), null, x, { maxSteps: 20, unfinished: true })[1]); // prettier-ignore
  assert.equal(halved(jnp.array([0.5, -1])).tolist(), [false, false]);
});

test("tolerances say when a solver is content", () => {
  const left = (rtol: number, atol: number): number =>
    Number(fixedPoint((_, x) => x.div(2), null, jnp.array(1), { rtol, atol }));
  assert.is(left(0, 0.1), 1 / 16);
  assert.is(left(0, 1e-3), 2 ** -10);
  assert.throws(() => left(-1, 0), /rtol must be a number that is not negative, got -1/);
});

test("another solver of linear equations may be given", () => {
  const calls: string[] = [];
  const tangentSolve = (g: (x: Array) => Array, y: Array): Array => {
    calls.push("called");
    return scipy.sparse.linalg.gmres(g, y, { tol: 1e-6 })[0];
  };
  const f = (b: Array): Array => fixedPoint((b, x) => cell(weights, b, x), b, jnp.zeros([n]), { tangentSolve }); // prettier-ignore
  close(grad((b: Array) => f(b).sum())(biases), grad((b: Array) => settled(weights, b).sum())(biases), 1e-4);
  assert.ok(calls.length > 0);
});

test("rootFind of more unknowns than are written out", () => {
  for (const size of [3, 8, 10]) {
    const matrix = jnp.sin(jnp.arange(size * size).reshape(size, size)).add(jnp.eye(size).mul(size));
    const solve = (b: Array): Array => rootFind((b, x) => matrix.matmul(x).add(x.mul(x).mul(x)).sub(b), b, jnp.zeros([size])); // prettier-ignore
    const b = jnp.linspace(-3, 5, { num: size });
    const x = solve(b);
    close(matrix.matmul(x).add(x.mul(x).mul(x)), b);
    const jacobian = matrix.add(jnp.diag(x.mul(x).mul(3)));
    close(jacobian.matmul(jacrev(solve)(b)), jnp.eye(size));
    close(jacobian.matmul(jit(jacfwd(solve))(b)), jnp.eye(size));
  }
});

test("a singular matrix gives what is not finite", () => {
  const x = rootFind((_, x) => x.mul(x).add(1), null, jnp.array(0));
  assert.not(Number.isFinite(x.item()));
});

test("wrong arguments of solvers are told", () => {
  const f = (_: unknown, x: unknown): unknown => x;
  assert.throws(() => fixedPoint(f, null, jnp.array([1n])), /the unknowns must be floats, got int32/);
  assert.throws(() => rootFind(3 as never, null, 1), /f argument should be callable/);
  assert.throws(() => fixedPoint(f, null, 1, { tol: 1 } as never), /unexpected keyword argument 'tol'/);
  assert.throws(
    () => rootFind((_, x) => [x], null, 1),
    /f\(\) output pytree structure must match initial_guess/,
  );
  const b = jnp.ones([2]);
  const solve = (_: unknown, b: Array): Array => b;
  assert.throws(() => lax.customLinearSolve((x) => x.get(0), b, solve), (e: unknown) => e instanceof ValueError && e.message.startsWith("matvec() output shapes must match b, got [()] and [(2,)]")); // prettier-ignore
  const noTranspose = (b: Array): Array =>
    lax.customLinearSolve(
      (x) => x.mul(2),
      b,
      (_, b) => b.div(2),
    );
  assert.throws(
    () => grad((b: Array) => noTranspose(b).sum())(b),
    /transpose_solve required for backwards mode/,
  );
});

test("programs with linear equations read as JAX's", () => {
  const f = (a: Array, b: Array): Array =>
    lax.customLinearSolve(
      (x) => x.mul(a),
      b,
      (_, b) => b.div(a),
      { symmetric: true },
    );
  inlineSnapshot(
    makeJaxpr(f)(jnp.array(2, { dtype: "float32" }), jnp.ones([3])).toString(),
    `
    let jaxpr = { lambda ; a:f32[] b:f32[3]. let c:f32[3] = mul b a in (c,) } in
    { lambda ; d:f32[] e:f32[3]. let
        f:f32[3] = custom_linear_solve[
          const_lengths=_LinearSolveTuple(matvec=1, vecmat=1, solve=1, transpose_solve=1)
          jaxprs=_LinearSolveTuple(matvec={ lambda ; a:f32[] b:f32[3]. let c:f32[3] = mul b a in (c,) }, vecmat={ lambda ; a:f32[] b:f32[3]. let c:f32[3] = mul b a in (c,) }, solve={ lambda ; a:f32[] b:f32[3]. let c:f32[3] = div b a in (c,) }, transpose_solve={ lambda ; a:f32[] b:f32[3]. let c:f32[3] = div b a in (c,) })
        ] d d d d e
      in (f,) }
    `,
  );
});
