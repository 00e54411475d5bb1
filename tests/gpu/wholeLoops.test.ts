/** Loops of everything, whose turns are kernels: with the results of the host, in few submits, and with few readbacks. */

import * as assert from "uvu/assert";
import {
  type Array,
  DeviceArray,
  grad,
  HostArray,
  init,
  jit,
  lax,
  numpy as jnp,
  random,
  valueAndGrad,
  vmap,
} from "../../compiler/index.js";
import { requestTestDevice } from "../harness/device.js";
import { suite } from "../harness/suite.js";

const test = suite("loops of everything");

test.before(async () => {
  await init({ device: await requestTestDevice() });
});

async function numbers(x: unknown): Promise<number[]> {
  if (!(x instanceof HostArray) && !(x instanceof DeviceArray)) throw new Error("not an array");
  return [...(await x.data())];
}

async function close(actual: unknown, expected: unknown, tolerance = 1e-5): Promise<void> {
  const [a, b] = [await numbers(actual), await numbers(expected)];
  assert.is(a.length, b.length);
  a.forEach((x, i) =>
    assert.ok(
      Object.is(x, b[i]) || Math.abs(x - b[i]) <= tolerance * Math.max(1, Math.abs(b[i])),
      `element ${i}: ${x} is not ${b[i]}`,
    ),
  );
}

const grow = (x: Array, limit: Array | number): Array =>
  lax.whileLoop(
    (y) => jnp.sum(y).lt(limit),
    (y) => y.add(jnp.roll(y, 1)),
    x,
  );

/** Functions of 100 floats, or of `k` times as many, on the device as on the host. */
const functionsOf = (k: number): Record<string, (x: Array) => unknown> => ({
  "a loop that the data end": (x) => grow(x, 1e6 * k),
  "a loop that takes no turn": (x) => grow(x, 0),
  "what is before a loop and after it": (x) => jnp.sin(grow(jnp.exp(x), 1e7 * k).mul(1e-6)).add(x),
  "a loop that counts": (x) => lax.foriLoop(0, 100, (i, y) => jnp.roll(y, 1).mul(0.9).add(i.mul(0.01)), x),
  "two loops, of which the second needs the first": (x) => grow(grow(x, 1e4 * k).mul(1e-3), 1e6 * k),
  "two loops, one beside the other": (x) => grow(x, 1e4 * k).add(grow(x.add(1), 1e6 * k)),
  "what changes places": (x) =>
    lax.foriLoop(0, 51, (_, [a, b, c]) => [b, c, jnp.roll(a, 1)], [x, x.add(1), x.mul(2)] as const)[0],
  "a scan that stacks": (x) => {
    const turn = (c: Array, y: Array) => [jnp.roll(c, 1).mul(y).add(1), c.mul(y)] as const;
    const [last, all]: [Array, Array] = lax.scan(turn, x, jnp.linspace(0.1, 0.9, 60));
    return jnp.concatenate([last, all.reshape(6000 * k)]);
  },
  "a scan from the end": (x) => {
    const turn = (c: Array, y: Array) => [jnp.roll(c, 1).mul(y).add(1), c.sum()] as const;
    const [last, all]: [Array, Array] = lax.scan(turn, x, jnp.linspace(0.1, 0.9, 60), { reverse: true });
    return jnp.concatenate([last, all]);
  },
  "bools and counters beside arrays": (x) => {
    const turn = ([c, n, is]: [Array, Array, Array]) =>
      [jnp.roll(c, 1).add(0.5), n.add(1n), jnp.roll(is, 3)] as [Array, Array, Array];
    const [c, n, is] = lax.whileLoop(([, n]) => n.lt(41n), turn, [x, jnp.array(0n), x.gt(2)]);
    return c.add(n).add(is);
  },
  "a loop in a loop": (x) =>
    lax.whileLoop(
      (y) => jnp.sum(y).lt(1e6 * k),
      (y) => grow(jnp.roll(y, 3).add(0.5), jnp.sum(y).mul(9)),
      x,
    ),
  "loops in a loop, one after the other": (x) =>
    lax.foriLoop(0, 40, (_, y) => grow(grow(y, 1e4 * k).mul(1e-2), 1e3 * k).mul(1e-2), x),
  "a loop of many turns in a loop": (x) => lax.foriLoop(0, 3, (_, y) => grow(y.mul(1e-7), 1e5 * k), x),
  "three deep": (x) =>
    lax.foriLoop(
      0,
      34,
      (i, y) =>
        lax
          .whileLoop(
            (z) => jnp.max(z).lt(i.add(5)),
            (z) => lax.foriLoop(0, 33, (_, w) => jnp.roll(w, 1).mul(0.999).add(0.01), z).mul(1.1),
            y,
          )
          .mul(0.5),
      x,
    ),
  "a scan in a loop": (x) =>
    lax.whileLoop(
      (y) => jnp.sum(y).lt(1e5 * k),
      (y) => {
        const first = y.at(jnp.slice(0, 100)).get();
        const turn = (c: Array, e: Array) => [jnp.roll(c, 1).add(e), c.sum()] as const;
        const [last, sums]: [Array, Array] = lax.scan(turn, y, first);
        return last
          .mul(0.02)
          .add(sums.mean().mul(1e-3 / k))
          .add(1);
      },
      x,
    ),
  "branches in a loop": (x) =>
    lax.foriLoop(
      0,
      50,
      (i, y) =>
        lax.cond(
          jnp.sum(y).gt(500 * k),
          (z) => jnp.roll(z, 1).mul(0.5),
          (z) => grow(z, i.mul(20 * k)),
          y,
        ),
      x,
    ),
  "a loop in the branch that is not taken": (x) =>
    lax.cond(
      jnp.sum(x).lt(0),
      // Of zeros, it would not end.
      (y) => grow(y.mul(0), 1),
      (y) => grow(y, 1e4 * k),
      x,
    ),
  "lanes, each of an array": (x) => vmap((row: Array) => grow(row, 1e5 * k))(x.reshape(5, 20 * k)),
  "lanes in a loop in lanes": (x) =>
    vmap((row: Array) =>
      lax.whileLoop(
        (y) => jnp.sum(y).lt(1e5 * k),
        (y) => grow(y, jnp.sum(y).mul(5)),
        row,
      ),
    )(x.reshape(5, 20 * k)),
  "places that data decide": (x) =>
    lax.foriLoop(0, 64, (i, y) => y.at(jnp.mod(i.mul(7), 100)).add(jnp.take(y, jnp.mod(i.mul(3), 100))), x),
  "a gradient through a scan": grad((x: Array) => {
    const turn = (c: Array, y: Array) => [jnp.sin(jnp.roll(c, 1)).mul(y), c.sum()] as const;
    return lax.scan(turn, x, jnp.linspace(0.5, 1, 40))[1].sum();
  }),
  "a gradient through a loop of at most so many turns": grad((x: Array) =>
    lax
      .whileLoop(
        (y) => jnp.sum(y).lt(1e3 * k),
        (y) => jnp.roll(y, 1).mul(1.1),
        x,
        { maxSteps: 40 },
      )
      .sum(),
  ),
});

test("a recurrent cell over 1000 steps, and its gradient", async () => {
  const weights = random.normal(random.key(0), [32, 32]).mul(0.15);
  const inputs = random.normal(random.key(1), [1000, 32]);
  const loss = (w: Array, xs: Array): Array => {
    const cell = (h: Array, x: Array) => {
      const next = jnp.tanh(w.matmul(h).add(x));
      return [next, next.sum()] as const;
    };
    const [last, sums]: [Array, Array] = lax.scan(cell, jnp.zeros([32]), xs);
    return sums.mean().add(last.sum());
  };
  const both = valueAndGrad(loss);
  const [value, slope] = jit(both)(weights, inputs);
  const [expected, expectedSlope] = both(weights, inputs);
  await close(value, expected, 1e-4);
  await close(slope, expectedSlope, 1e-3);
});

// Turns of the small ones are taken by one workgroup, those of the large ones by everything.
for (const size of [100, 20_000])
  for (const [name, f] of Object.entries(functionsOf(size / 100)))
    test(`${name}, of ${size} elements`, async () => {
      const x = jnp.linspace(0.1, 3, size);
      const compiled = jit((y: Array) => f(y) as Array);
      const onDevice = compiled(x);
      assert.instance(onDevice, DeviceArray);
      await close(onDevice, f(x), 1e-4);
    });
