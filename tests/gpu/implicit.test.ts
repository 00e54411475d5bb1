/** Implicit derivatives on devices: with the values of float64, and each lane's work in one kernel. */

import * as assert from "uvu/assert";
import { type Array, fixedPoint, grad, jit, numpy as jnp, rootFind, vmap } from "../../compiler/index.js";
import { stats } from "../../runtime/index.js";
import { expectClose, spread, useDevice } from "../harness/places.js";
import { suite } from "../harness/suite.js";

const test = suite("implicit derivatives on a device");

let device: GPUDevice;
test.before(async () => {
  device = await useDevice();
});

const forms: Record<string, (a: Array) => Array> = {
  fixedPoint: (a) => fixedPoint((a, x) => x.add(a.div(x)).div(2), a, a, { maxSteps: Infinity }),
  rootFind: (a) => rootFind((a, x) => x.mul(x).sub(a), a, a, { maxSteps: Infinity }),
};
for (const [name, sqrt] of Object.entries(forms)) {
  test(`${name}: 262,144 lanes, their gradients and those of the gradients`, async () => {
    const values = spread(1 << 18, 0.25, 6);
    const a = jnp.array(values);
    const scalar = (f: unknown) => f as (a: Array) => Array;
    const first = scalar(grad(sqrt));
    const second = scalar(grad(first));
    const slopes = values.map((x) => 0.5 * x ** -0.5);
    const curvatures = values.map((x) => -0.25 * x ** -1.5);
    await expectClose(jit(vmap(sqrt))(a), values.map(Math.sqrt), 4e-6);
    await expectClose(jit(vmap(first))(a), slopes, 4e-6);
    await expectClose(jit(vmap(second))(a), curvatures, 4e-6);
    await expectClose(vmap(jit(first))(a), slopes, 4e-6);
    await expectClose(jit(grad((a: Array) => vmap(sqrt)(a).sum()))(a), slopes, 4e-6);
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

test("slow fixed points: 10 to 10,000 turns by lane, and their gradients", async () => {
  // x = r x + a, which is a / (1 - r): the turns go by the distance of r from 1.
  const rates = [0.1, 0.5, 0.9, 0.99, 0.999];
  const f = (a: Array, r: Array): Array => fixedPoint(([a, r], x) => r.mul(x).add(a), [a, r], jnp.array(0), { rtol: 0, atol: 1e-6 }); // prettier-ignore
  const r = jnp.array(rates);
  const a = r.neg().add(1);
  const exact = [...((await r.data()) as Float32Array)];
  await expectClose(jit(vmap(f))(a, r), exact.map(() => 1), 2e-3); // prettier-ignore
  await expectClose(jit(vmap(grad(f)))(a, r), exact.map((x) => 1 / (1 - x)), 1e-5); // prettier-ignore
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
