/** Reverse mode through loops of at most so many turns: what it gives, and what it keeps. */

import * as assert from "uvu/assert";
import {
  type Array,
  checkpoint,
  grad,
  hessian,
  jit,
  jvp,
  lax,
  LoopBoundReached,
  numpy as jnp,
  valueAndGrad,
  ValueError,
  vmap,
} from "../../compiler/index.js";
import type { Plan } from "../../runtime/plan.js";
import { close } from "../harness/closeness.js";
import { suite } from "../harness/suite.js";

const test = suite("loops with a bound");

/** The square root, and how many turns Newton's method takes to it depends on the number. */
const root =
  (maxSteps: number) =>
  (a: Array): Array =>
    lax.whileLoop(
      ([before, x]) => jnp.abs(before.sub(x)).gt(1e-5),
      ([, x]) => [x, x.add(a.div(x)).mul(0.5)],
      [jnp.zerosLike(a), a],
      { maxSteps },
    )[1];

/** x to the n-th, by n turns of at most so many. */
const power =
  (maxSteps: number) =>
  (x: Array, n: number): Array =>
    lax.whileLoop(
      ([i]) => i.lt(n),
      ([i, y]) => [i.add(1), y.mul(x)] as const,
      [0, jnp.ones([])] as const,
      { maxSteps },
    )[1];

test("as many turns as are taken, of any bound", () => {
  for (const bound of [1, 2, 3, 7, 10, 16, 17, 40])
    for (const n of [0, 1, 2, 5, bound].filter((turns) => turns <= bound)) {
      const f = (x: Array) => power(bound)(x, n);
      const slope = n * 1.1 ** (n - 1);
      const curvature = n * (n - 1) * 1.1 ** (n - 2);
      close(grad(f)(1.1), [slope]);
      close(jit(grad(f))(1.1), [slope]);
      close(grad(grad(f))(1.1), [curvature]);
    }
});

test("a bound that is reached is an error, in reverse mode too", () => {
  for (const f of [grad(power(10)), jit(grad(power(10))), grad(grad(power(10)))])
    assert.throws(() => f(jnp.array(1.5), 11), (e: unknown) => e instanceof LoopBoundReached); // prettier-ignore
});

function lowered(f: (x: Array) => Array, x: Array): { plan: Plan; kernels: readonly { wgsl: string }[] } {
  const { plan, kernels } = jit(f).lower(x);
  return { plan: plan as Plan, kernels };
}

const numbers = [0.01, 0.5, 1.5, 2, 3, 40, 5000];
const slopes = numbers.map((a) => 0.5 / Math.sqrt(a));
const curvatures = numbers.map((a) => -0.25 * a ** -1.5);

test("lanes walk back their own turns, in every order of transformations", () => {
  const xs = jnp.array(numbers);
  const f = root(60);
  const all = (x: Array): Array => vmap(f)(x).sum();
  for (const g of [vmap(grad(f)), jit(vmap(grad(f))), vmap(jit(grad(f))), grad(all), jit(grad(all))])
    close(g(xs), slopes);
  const second = [
    vmap(grad(grad(f))),
    jit(vmap(grad(grad(f)))),
    (x: Array) => jvp(vmap(grad(f)), [x], [jnp.onesLike(x)])[1],
    (x: Array) => jnp.diagonal(hessian(all)(x)),
    vmap((x: Array) => jvp(grad(f), [x], [jnp.ones([])])[1]),
  ];
  for (const g of second) close(g(xs), curvatures, 1e-4);
});

test("value and gradient of a loop take one kernel, with what its turns leave in it, and one that counts", () => {
  const xs = jnp.linspace(1, 4, 1000);
  for (const f of [vmap(grad(root(100))), vmap(valueAndGrad(root(100))), vmap(grad(grad(root(100))))]) {
    const { kernels } = lowered(f as (x: Array) => Array, xs);
    const looping = kernels.filter(({ wgsl }) => wgsl.includes("for (var step0"));
    assert.ok(kernels.length <= 2);
    assert.is(looping.length, 1);
    assert.match(looping[0].wgsl, /var kept0_0: array<f32, 10>;/);
  }
});

const weights = jnp.sin(jnp.arange(64).reshape(8, 8)).mul(0.3);

/** Turns of everything, which stop when the sum is large enough or the counter ends. */
const network =
  (maxSteps: number) =>
  (x: Array): Array =>
    lax
      .whileLoop(
        ([i]) => i.lt(5),
        ([i, y]) => [i.add(1), jnp.tanh(weights.matmul(y)).add(x)] as const,
        [0, x] as const,
        { maxSteps },
      )[1]
      .sum();

function unrolled(x: Array): Array {
  let y = x;
  for (let i = 0; i < 5; i++) y = jnp.tanh(weights.matmul(y)).add(x);
  return y.sum();
}

test("loops of everything are what the unrolled program is, and finite differences say so", () => {
  const x = jnp.linspace(-1, 1, 8);
  for (const bound of [5, 9, 30]) {
    close(grad(network(bound))(x), grad(unrolled)(x));
    close(hessian(network(bound))(x), hessian(unrolled)(x), 1e-4);
  }
  const step = 1e-2;
  const differences = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => {
    const e = jnp.zeros([8]).at(i).set(step);
    return (network(9)(x.add(e)).item() as number - (network(9)(x.sub(e)).item() as number)) / (2 * step); // prettier-ignore
  });
  close(grad(network(9))(x), differences, 1e-3);
});

test("a branch that is not taken gives the gradient no NaN", () => {
  const f = (x: Array): Array =>
    lax.whileLoop(
      ([i]) => i.lt(3),
      ([i, y]) =>
        [
          i.add(1),
          lax.cond(y.gt(0), (z: Array) => jnp.sqrt(z).add(z), (z: Array) => z.mul(2), y), // prettier-ignore
        ] as const,
      [0, x] as const,
      { maxSteps: 8 },
    )[1];
  close(grad(f)(-0.5), [8]);
  close(jit(vmap(grad(f)))(jnp.array([-0.5, 0, -1e30])), [8, 8, 8]);
});

/** Bytes of buffers that are neither inputs nor outputs, and of what a lane keeps for itself. */
function memory(f: (x: Array) => Array, x: Array): number {
  const { plan, kernels } = lowered(f, x);
  const temporary = plan.buffers.filter(({ kind }) => kind === "temporary");
  const arrays = kernels.flatMap(({ wgsl }) => [...wgsl.matchAll(/var kept\w+: array<\w+, (\d+)>/g)]);
  const own = arrays.reduce((sum, [, length]) => sum + 4 * Number(length), 0);
  return temporary.reduce((sum, { bytes }) => sum + bytes, 0) / x.shape[0] + own;
}

const steps = [10, 100, 1000, 10_000];

test("what a lane keeps grows as the root of the bound", () => {
  const xs = jnp.ones([100]);
  const turn = (y: Array): Array => jnp.sin(y.mul(1.01));
  const bounded = (n: number) => (x: Array) =>
    lax.whileLoop(([i]) => i.lt(n), ([i, y]) => [i.add(1), turn(y)] as const, [0, x] as const, { maxSteps: n })[1]; // prettier-ignore
  const orders = [(n: number) => vmap(grad(bounded(n))), (n: number) => vmap(grad(grad(bounded(n))))];
  for (const of of orders) {
    const bytes = steps.map((n) => memory(of(n), xs));
    bytes.slice(1).forEach((b, i) => assert.ok(b <= bytes[i] * Math.sqrt(10) * 1.5, bytes.join()));
  }
});

test("a scan keeps something of every turn, and a scan of checkpoints what it carries into each", () => {
  const turn = (y: Array) => [jnp.sin(y.mul(1.01)), null] as const;
  const whole = (n: number) => (x: Array) => lax.scan(turn, x, null, { length: n * n })[0];
  const inTwo = (n: number) => (x: Array) =>
    lax.scan(checkpoint((y: Array) => [lax.scan(turn, y, null, { length: n })[0], null] as const), x, null, { length: n })[0]; // prettier-ignore
  const xs = jnp.ones([100]);
  const bytes = (f: (x: Array) => Array): number => memory(vmap(grad(f)), xs);
  assert.equal([4, 10, 30].map((n) => bytes(whole(n))), [64, 400, 3600]); // prettier-ignore
  assert.equal([4, 10, 30].map((n) => bytes(inTwo(n))), [32, 80, 240]); // prettier-ignore
  close(vmap(grad(inTwo(5)))(xs), vmap(grad(whole(5)))(xs));
});

test("a loop without a bound has no reverse mode, and says what to do", () => {
  const f = (x: Array): Array => lax.whileLoop((y) => y.lt(100), (y) => y.mul(2), x); // prettier-ignore
  assert.throws(
    () => grad(f)(3),
    (e: unknown) =>
      e instanceof ValueError &&
      /Reverse-mode differentiation does not work for lax.while_loop/.test(e.message) &&
      /maxSteps.*customVjp.*instead of the loop/s.test(e.message) &&
      e.message.includes("boundedLoops.test"),
  );
});
