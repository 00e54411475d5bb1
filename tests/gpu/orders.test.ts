/** jvp of a program is the program of jvp; and every order of vmap, jit and grad gives the same. */

import * as assert from "uvu/assert";
import {
  type Array,
  customJvp,
  customVjp,
  grad,
  init,
  jit,
  jvp,
  numpy as jnp,
  stopGradient,
  vjp,
  vmap,
} from "../../compiler/index.js";
import { expectClose, inBothPlaces, useDevice } from "../harness/places.js";
import { suite } from "../harness/suite.js";

const test = suite("orders of transformations");

const expectSame = (actual: unknown, expected: unknown, about: string): Promise<void> =>
  expectClose(actual, expected, 2e-6, about);

const stable = customJvp((x: Array) => jnp.log1p(jnp.exp(x)));
stable.defjvps((t, _ans, x) => jnp.divide(t, jnp.exp(jnp.negative(x)).add(1)));

const halved = customVjp((x: Array) => jnp.multiply(x, 1));
halved.defvjp(
  (x) => [halved(x), x],
  (x, g) => [g.mul(0.5).add(x.mul(0))],
);

const scaled = customJvp((c: Array, x: Array) => jnp.sin(jnp.multiply(c, x)));
scaled.defjvp(([c, x], [cDot, xDot]) => [scaled(c, x), jnp.cos(c.mul(x)).mul(c.mul(xDot).add(x.mul(cDot)))]);

/** Scalar functions with custom rules, some within others, some closing over values. */
const functions: Record<string, (x: Array) => Array> = {
  stable,
  nested: (x) => jnp.sin(stable(jnp.multiply(2, x))).mul(stable(x)),
  "custom_vjp inside": (x) => jnp.sin(halved(x)).mul(x),
  "custom_jvp of custom_vjp": (x) => stable(halved(x)),
  "jit inside": (x) => jit((y: Array) => stable(y).mul(halved(y)))(x),
  "two arguments": (x) => scaled(2, x).add(scaled(x, 3)),
  "a constant": (x) => stable(stopGradient(x)).mul(x),
  "a closed-over array": (x) => jnp.sum(stable(jnp.array([0.5, 1, 1.5]).mul(x))),
  "a closed-over traced value": (x) => {
    const y = jnp.exp(stopGradient(x));
    const f = customJvp((z: Array) => z.mul(y));
    f.defjvp(([z], [t]) => [f(z), t.mul(y).mul(2)]);
    return f(x);
  },
};

const xs = jnp.array([-2, -0.5, 0, 0.7, 3]);

async function checkOrders(f: (x: Array) => Array, name: string): Promise<void> {
  const slope = grad(f);
  const expected = await Promise.all([-2, -0.5, 0, 0.7, 3].map(async (x) => (await slope(x).data())[0]));
  const reference = jnp.array(expected);
  await expectSame(vmap(slope)(xs), reference, `${name}: vmap grad`);
  await expectSame(jit(vmap(slope))(xs), reference, `${name}: jit vmap grad`);
  await expectSame(vmap(jit(slope))(xs), reference, `${name}: vmap jit grad`);
  await expectSame(vmap(grad(jit(f)))(xs), reference, `${name}: vmap grad jit`);
  await expectSame(jit(vmap(grad(jit(f))))(xs), reference, `${name}: jit vmap grad jit`);
  await expectSame(grad((v: Array) => jnp.sum(vmap(f)(v)))(xs), reference, `${name}: grad sum vmap`);
  await expectSame(
    jit(grad((v: Array) => jnp.sum(jit(vmap(f))(v))))(xs),
    reference,
    `${name}: jit grad sum jit vmap`,
  );
  await expectSame(vjp((v: Array) => vmap(f)(v), xs)[1](jnp.ones([5]))[0], reference, `${name}: vjp vmap`);
}

for (const [name, f] of Object.entries(functions)) inBothPlaces(test, name, () => checkOrders(f, name));

for (const name of [
  "stable",
  "nested",
  "two arguments",
  "a constant",
  "a closed-over array",
  "a closed-over traced value",
]) {
  test(`${name}: forward mode agrees with reverse mode, of functions and of programs`, async () => {
    await init({ device: "host" });
    const f = functions[name];
    for (const x of [-2, 0.7]) {
      const [, tangent] = jvp(f, [x], [1]);
      await expectSame(tangent, grad(f)(x), `${name}: jvp`);
      await expectSame(jvp(jit(f), [x], [1])[1], tangent, `${name}: jvp jit`);
      await expectSame(jit((y: Array) => jvp(f, [y], [1])[1])(x), tangent, `${name}: jit jvp`);
    }
  });
}

test("second derivatives go through rules of rules", async () => {
  await init({ device: "host" });
  const second = grad(grad(stable));
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
  for (const x of [-1, 0.3, 2]) {
    const expected = jnp.array(sigmoid(x) * (1 - sigmoid(x)));
    await expectSame(second(x), expected, "grad grad");
    await expectSame(jit(second)(x), expected, "jit grad grad");
    await expectSame(grad(jit(grad(stable)))(x), expected, "grad jit grad");
    await expectSame(jvp(grad(stable), [x], [1])[1], expected, "jvp grad");
  }
});

test("one kernel, one dispatch", () => {
  const lowered = jit(vmap(grad(stable))).lower(xs);
  assert.is(lowered.kernels.length, 1);
  assert.is((lowered.plan as { steps: unknown[] }).steps.length, 1);
});

test("value and gradient of a scalar loss over 1M elements: two dispatches", async () => {
  await useDevice();
  const loss = (x: Array) => jnp.mean(jnp.square(stable(x).sub(1)));
  const both = jit((x: Array) => [loss(x), grad(loss)(x)]);
  const { plan } = both.lower(jnp.ones([1_000_000]));
  assert.ok((plan as { steps: unknown[] }).steps.length <= 2);
});
