/** Scans and counting loops of which reverse mode keeps what is carried into one turn in √n: what they give, and what is kept. */

import * as assert from "uvu/assert";
import {
  type Array,
  debug,
  grad,
  jit,
  jvp,
  lax,
  makeJaxpr,
  numpy as jnp,
  ValueError,
  vmap,
} from "../../compiler/index.js";
import type { Plan } from "../../runtime/plan.js";
import { close } from "../harness/closeness.js";
import { suite } from "../harness/suite.js";

const test = suite("checkpointed scans");

/** Of two carries, elements and outputs everything reaches the result. */
const mixed =
  (checkpoint: boolean, reverse: boolean) =>
  (x: Array, ys: Array): Array => {
    const turn = ([c, d]: [Array, Array], y: Array) => [
      [jnp.sin(c.mul(x).add(y)), d.add(c)],
      [c.mul(y), d],
    ] as const; // prettier-ignore
    const [[c, d], [zs, ds]] = lax.scan(turn as never, [x, 0.5], ys, { checkpoint, reverse }) as unknown as [[Array, Array], [Array, Array]]; // prettier-ignore
    return jnp.sin(c).add(d).add(zs.sum()).add(ds.mul(zs).sum());
  };

test("what is given is the same, for any number of turns, in both directions", () => {
  for (const length of [0, 1, 2, 3, 4, 7, 9, 11])
    for (const reverse of [false, true]) {
      const [ours, plain] = [true, false].map((checkpoint) => mixed(checkpoint, reverse));
      const ys = jnp.linspace(0, 1, length);
      const both = { argnums: [0, 1] } as const;
      close(ours(jnp.array(0.7), ys), plain(jnp.array(0.7), ys));
      close(grad(ours, both)(0.7, ys), grad(plain, both)(0.7, ys));
      close(jit(grad(ours, both))(0.7, ys), grad(plain, both)(0.7, ys));
      close(grad(grad(ours))(0.7, ys), grad(grad(plain))(0.7, ys));
      close(jvp(ours, [0.7, ys], [1, jnp.cos(ys)]), jvp(plain, [0.7, ys], [1, jnp.cos(ys)]));
      const many = vmap(grad(ours), { inAxes: [0, null] });
      close(many(jnp.arange(3), ys), vmap(grad(plain), { inAxes: [0, null] })(jnp.arange(3), ys));
    }
});

/** Bytes of buffers that are neither inputs nor outputs, and of what a lane keeps for itself. */
function memory(f: (x: Array) => unknown, x: Array): number {
  const { plan, kernels } = jit(f).lower(x);
  const { buffers } = plan as Plan;
  const arrays = kernels.flatMap(({ wgsl }) => [...wgsl.matchAll(/var kept\w+: array<\w+, (\d+)>/g)]);
  const own = arrays.reduce((sum, [, length]) => sum + 4 * Number(length), 0);
  return buffers.filter(({ kind }) => kind === "temporary").reduce((sum, { bytes }) => sum + bytes, 0) / x.shape[0] + own; // prettier-ignore
}

const steps = [10, 100, 1000, 10_000];

/** A hundred times as many turns keep about ten times as much. */
function expectRoots(bytes: readonly number[]): void {
  bytes.slice(2).forEach((b, i) => assert.ok(b <= bytes[i] * 10 * 2.2, bytes.join()));
}

const turn = (y: Array): Array => jnp.sin(y.mul(1.01));
const counting = (n: number) => (x: Array) => lax.foriLoop<Array>(0, n, (_, y) => turn(y), x, { checkpoint: true }); // prettier-ignore
const scanned = (n: number) => (x: Array) => lax.scan((y: Array) => [turn(y), null], x, null, { length: n, checkpoint: true })[0]; // prettier-ignore

test("what a lane keeps grows as the root of the turns", () => {
  const xs = jnp.ones([100]);
  for (const of of [counting, scanned]) {
    const bytes = steps.map((n) => memory(vmap(grad(of(n))), xs));
    expectRoots(bytes);
  }
});

test("what turns of everything keep grows as the root of the turns", () => {
  const w = jnp.sin(jnp.arange(16 * 16).reshape(16, 16)).mul(0.2);
  const of = (n: number) => (x: Array) =>
    jnp.sum(lax.foriLoop<Array>(0, n, (_, y) => jnp.tanh(w.matmul(y)), x, { checkpoint: true }));
  const x = jnp.linspace(0, 1, 16);
  const bytes = steps.map((n) => memory(grad(of(n)), x));
  expectRoots(bytes);
});

const long = (x: Array): Array =>
  lax.scan((c: Array, y: Array) => [jnp.sin(jnp.cos(c.add(y))), c.sum()], x, jnp.linspace(0, 1, 400))[0].sum(); // prettier-ignore

test("turns are taken again where those of a scan would keep more than a kernel can bind, and only there", () => {
  const isAgain = (size: number): boolean => String(makeJaxpr(grad(long))(jnp.ones([size]))).includes("remat2"); // prettier-ignore
  assert.not.ok(isAgain(100));
  assert.not.ok(isAgain(40_000));
  assert.ok(isAgain(50_000));
});

test("turns with effects are not taken again unless that is asked for", () => {
  const printing = (x: Array): Array =>
    lax.scan((c: Array, y: Array) => (debug.callback(() => undefined, y), [jnp.sin(jnp.cos(c)), null]), x, jnp.zeros([400]))[0].sum(); // prettier-ignore
  assert.not.match(String(makeJaxpr(grad(printing))(jnp.ones([50_000]))), /remat2/);
});

test("a loop whose bounds are not known cannot be divided before it runs", () => {
  const f = jit((n: Array, x: Array) => lax.foriLoop(0, n, (_, y) => y, x, { checkpoint: true }));
  assert.throws(
    () => f(3n, 1),
    (e: unknown) => e instanceof ValueError && e.message.includes("Can only use `checkpoint` in `fori_loop`"),
  );
});
