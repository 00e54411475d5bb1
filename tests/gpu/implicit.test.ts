/** Implicit derivatives on devices: with the values of float64, and each lane's work in one kernel. */

import * as assert from "uvu/assert";
import {
  type Array,
  customVjp,
  fixedPoint,
  grad,
  init,
  jit,
  lax,
  numpy as jnp,
  rootFind,
  vjp,
  vmap,
} from "../../compiler/index.js";
import { stats } from "../../runtime/index.js";
import { requestTestDevice } from "../harness/device.js";
import { suite } from "../harness/suite.js";

const test = suite("implicit derivatives on a device");

let device: GPUDevice;
test.before(async () => {
  device = await requestTestDevice();
  await init({ device });
});

async function close(actual: Array, expected: readonly number[], tolerance = 4e-6): Promise<void> {
  const values = await actual.data();
  assert.is(values.length, expected.length);
  let worst = 0;
  for (let i = 0; i < values.length; i++)
    worst = Math.max(worst, Math.abs(Number(values[i]) - expected[i]) / Math.max(1, Math.abs(expected[i])));
  assert.ok(worst <= tolerance, `the worst error is ${worst}`);
}

const spread = (count: number, from: number, to: number): number[] =>
  Float32Array.from({ length: count }, (_, i) => from + ((to - from) * i) / count) as unknown as number[];

type Update = (a: unknown, x: Array) => Array;

// The fixed point of "Custom derivative rules for JAX-transformable functions".
const byRule = customVjp(
  (f: Update, a: unknown, x: Array): Array =>
    lax.whileLoop(
      ([before, x]) => jnp.abs(before.sub(x)).gt(1e-6),
      ([, x]) => [x, f(a, x)],
      [x, f(a, x)],
    )[1],
  { nondiffArgnums: [0] },
);
const turnBack: Update = (packed, u) => {
  const [f, a, x, out] = packed as [never, unknown, Array, Array];
  return out.add((vjp((x: Array) => (f as Update)(a, x), x)[1](u) as Array[])[0]);
};
byRule.defvjp(
  (f, a, x) => {
    const last = byRule(f, a, x);
    return [last, [a, last]];
  },
  (f: Update, saved: [unknown, Array], out: Array) => {
    const [a, x] = saved;
    const [, back] = vjp((a: unknown) => f(a, x), a);
    const again: Update = (packed, u) => turnBack([f, ...(packed as unknown[])], u);
    return [(back(byRule(again, [a, x, out], out)) as unknown[])[0], jnp.zerosLike(x)];
  },
);
const average: Update = (a, x) => x.add((a as Array).div(x)).div(2);

const forms: Record<string, (a: Array) => Array> = {
  "the page's rule": (a) => byRule(average, a, a),
  fixedPoint: (a) => fixedPoint(average, a, a),
  rootFind: (a) => rootFind((a, x) => x.mul(x).sub(a), a, a),
};
for (const [name, sqrt] of Object.entries(forms)) {
  test(`${name}: 262,144 lanes, their gradients and those of the gradients`, async () => {
    const values = spread(1 << 18, 0.25, 6);
    const a = jnp.array(values);
    const scalar = (f: unknown) => f as (a: Array) => Array;
    const first = scalar(grad(sqrt));
    await close(jit(vmap(sqrt))(a), [...values].map(Math.sqrt)); // prettier-ignore
    await close(
      jit(vmap(first))(a),
      [...values].map((x) => 0.5 * x ** -0.5),
    );
    await close(
      jit(vmap(scalar(grad(first))))(a),
      [...values].map((x) => -0.25 * x ** -1.5),
    );
    await close(
      vmap(jit(first))(a),
      [...values].map((x) => 0.5 * x ** -0.5),
    );
    await close(
      jit(grad((a: Array) => vmap(sqrt)(a).sum()))(a),
      [...values].map((x) => 0.5 * x ** -0.5),
    );
  });

  test(`${name}: a gradient of lanes is one kernel`, async () => {
    const f = jit(vmap(grad(sqrt)));
    const a = jnp.array(spread(1000, 1, 2));
    assert.is(f.lower(a).kernels.length, 1);
    await f(a).data();
    const before = stats(device);
    const result = f(a);
    assert.is(stats(device).submits - before.submits, 1);
    await result.data();
  });
}

test("lanes of 1 to 10,000 turns, each as many as it needs", async () => {
  const turns = [...spread(4096, 1, 10_000)].map(Math.round);
  // A generator of random numbers: one turn more or less gives another number altogether.
  const run = (limit: Array): Array =>
    lax.whileLoop(
      ([k]) => k.lt(limit),
      ([k, x]) => [k.add(1n), x.mul(1664525n).add(1013904223n)] as [Array, Array],
      [jnp.array(0n), jnp.array(1n)] as [Array, Array],
    )[1];
  const expected = turns.map((n) => {
    let x = 1;
    for (let k = 0; k < n; k++) x = (Math.imul(x, 1664525) + 1013904223) | 0;
    return x;
  });
  const found = await jit(vmap(run))(jnp.array(turns, { dtype: "int32" })).data();
  assert.equal([...found], expected);
});

test("slow fixed points: 10 to 10,000 turns by lane, and their gradients", async () => {
  // x = r x + a, which is a / (1 - r): the turns go by the distance of r from 1.
  const rates = [0.1, 0.5, 0.9, 0.99, 0.999];
  const f = (a: Array, r: Array): Array => fixedPoint(([a, r], x) => r.mul(x).add(a), [a, r], jnp.array(0), { rtol: 0, atol: 1e-6 }); // prettier-ignore
  const r = jnp.array(rates);
  const a = r.neg().add(1);
  const exact = [...((await r.data()) as Float32Array)];
  await close(jit(vmap(f))(a, r), exact.map(() => 1), 2e-3); // prettier-ignore
  await close(jit(vmap(grad(f)))(a, r), exact.map((x) => 1 / (1 - x)), 1e-5); // prettier-ignore
});

test("Newton's method in four unknowns under vmap, with a linear solve in each turn", async () => {
  const n = 4;
  const count = 512;
  const matrix = jnp.sin(jnp.arange(n * n).reshape(n, n)).add(jnp.eye(n).mul(n));
  const solve = (b: Array): Array => rootFind((b, x) => matrix.matmul(x).add(x.mul(x).mul(x)).sub(b), b, jnp.zeros([n])); // prettier-ignore
  const b = jnp.sin(jnp.arange(n * count).reshape(count, n)).mul(5);
  const x = await jit(vmap(solve))(b).data();
  const [m, right] = [await matrix.data(), await b.data()].map((d) => [...(d as Float32Array)]);
  const rows = [...new Float32Array(count * n).keys()];
  const residuals = rows.map((row) => {
    const [lane, i] = [Math.floor(row / n), row % n];
    let sum = Number(x[row]) ** 3 - right[row];
    for (let j = 0; j < n; j++) sum += m[i * n + j] * Number(x[lane * n + j]);
    return sum;
  });
  assert.ok(residuals.every((r) => Math.abs(r) < 2e-5));
});
