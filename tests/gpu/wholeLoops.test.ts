/** Loops of everything, whose turns are kernels: with the results of the host, in few submits, and with few readbacks. */

import * as assert from "uvu/assert";
import {
  type Array,
  DeviceArray,
  grad,
  jit,
  lax,
  numpy as jnp,
  random,
  valueAndGrad,
  vmap,
} from "../../compiler/index.js";
import { expectClose, useDevice } from "../harness/places.js";
import { suite } from "../harness/suite.js";
import { type Roll, rolls } from "./rolls.js";

const test = suite("loops of everything");

test.before(async () => {
  await useDevice();
});

type Grow = (x: Array, limit: Array | number) => Array;

const growBy =
  (roll: Roll): Grow =>
  (x, limit) =>
    lax.whileLoop(
      (y) => jnp.sum(y).lt(limit),
      (y) => y.add(roll(y, 1)),
      x,
    );

/** Functions of 100 floats, on the device as on the host. */
const functionsOf = (roll: Roll, grow: Grow): Record<string, (x: Array) => unknown> => ({
  "a loop that the data end": (x) => grow(x, 1e6),
  "a loop that takes no turn": (x) => grow(x, 0),
  "what is before a loop and after it": (x) => jnp.sin(grow(jnp.exp(x), 1e7).mul(1e-6)).add(x),
  "a loop that counts": (x) => lax.foriLoop(0, 100, (i, y) => roll(y, 1).mul(0.9).add(i.mul(0.01)), x),
  "two loops, of which the second needs the first": (x) => grow(grow(x, 1e4).mul(1e-3), 1e6),
  "two loops, one beside the other": (x) => grow(x, 1e4).add(grow(x.add(1), 1e6)),
  "what changes places": (x) =>
    lax.foriLoop(0, 51, (_, [a, b, c]) => [b, c, roll(a, 1)], [x, x.add(1), x.mul(2)] as const)[0],
  "more of what changes places, and of what is stacked, than a kernel binds": (x) => {
    const first = [x, x.at(jnp.slice(0, 40)).get(), x.add(1), x.at(jnp.slice(0, 40)).get().mul(2), x.mul(3)];
    const turn = ([a, b, c, d, e]: readonly Array[], s: Array) =>
      [[c, d, e, b, roll(a, 1)], [b, a, d, c.mul(s), e]] as const; // prettier-ignore
    const [last, all] = lax.scan(turn, first, jnp.linspace(0.1, 0.9, 66));
    return jnp.concatenate([...last, ...all.map((y: Array) => y.ravel())]);
  },
  "a scan that stacks": (x) => {
    const turn = (c: Array, y: Array) => [roll(c, 1).mul(y).add(1), c.mul(y)] as const;
    const [last, all]: [Array, Array] = lax.scan(turn, x, jnp.linspace(0.1, 0.9, 60));
    return jnp.concatenate([last, all.reshape(6000)]);
  },
  "a scan from the end": (x) => {
    const turn = (c: Array, y: Array) => [roll(c, 1).mul(y).add(1), c.sum()] as const;
    const [last, all]: [Array, Array] = lax.scan(turn, x, jnp.linspace(0.1, 0.9, 60), { reverse: true });
    return jnp.concatenate([last, all]);
  },
  "bools and counters beside arrays": (x) => {
    const turn = ([c, n, is]: [Array, Array, Array]) =>
      [roll(c, 1).add(0.5), n.add(1n), jnp.roll(is, 3)] as [Array, Array, Array];
    const [c, n, is] = lax.whileLoop(([, n]) => n.lt(41n), turn, [x, jnp.array(0n), x.gt(2)]);
    return c.add(n).add(is);
  },
  "a loop in a loop": (x) =>
    lax.whileLoop(
      (y) => jnp.sum(y).lt(1e6),
      (y) => grow(roll(y, 3).add(0.5), jnp.sum(y).mul(9)),
      x,
    ),
  "loops in a loop, one after the other": (x) =>
    lax.foriLoop(0, 40, (_, y) => grow(grow(y, 1e4).mul(1e-2), 1e3).mul(1e-2), x),
  "a loop of many turns in a loop": (x) => lax.foriLoop(0, 3, (_, y) => grow(y.mul(1e-7), 1e5), x),
  "three deep": (x) =>
    lax.foriLoop(
      0,
      12,
      (i, y) =>
        lax
          .whileLoop(
            (z) => jnp.max(z).lt(i.add(5)),
            (z) => lax.foriLoop(0, 33, (_, w) => roll(w, 1).mul(0.999).add(0.01), z).mul(1.1),
            y,
          )
          .mul(0.5),
      x,
    ),
  "a scan in a loop": (x) =>
    lax.whileLoop(
      (y) => jnp.sum(y).lt(1e5),
      (y) => {
        const first = y.at(jnp.slice(0, 100)).get();
        const turn = (c: Array, e: Array) => [roll(c, 1).add(e), c.sum()] as const;
        const [last, sums]: [Array, Array] = lax.scan(turn, y, first);
        return last.mul(0.02).add(sums.mean().mul(1e-3)).add(1);
      },
      x,
    ),
  "branches in a loop": (x) =>
    lax.foriLoop(
      0,
      50,
      (i, y) =>
        lax.cond(
          jnp.sum(y).gt(500),
          (z) => roll(z, 1).mul(0.5),
          (z) => grow(z, i.mul(20)),
          y,
        ),
      x,
    ),
  "a loop in the branch that is not taken": (x) =>
    lax.cond(
      jnp.sum(x).lt(0),
      // Of zeros, it would not end.
      (y) => grow(y.mul(0), 1),
      (y) => grow(y, 1e4),
      x,
    ),
  "lanes, each of an array": (x) => vmap((row: Array) => grow(row, 1e5))(x.reshape(5, 20)),
  "lanes in a loop in lanes": (x) =>
    vmap((row: Array) =>
      lax.whileLoop(
        (y) => jnp.sum(y).lt(1e5),
        (y) => grow(y, jnp.sum(y).mul(5)),
        row,
      ),
    )(x.reshape(5, 20)),
  "places that data decide": (x) =>
    lax.foriLoop(0, 64, (i, y) => y.at(jnp.mod(i.mul(7), 100)).add(jnp.take(y, jnp.mod(i.mul(3), 100))), x),
  "a gradient through a scan": grad((x: Array) => {
    const turn = (c: Array, y: Array) => [jnp.sin(roll(c, 1)).mul(y), c.sum()] as const;
    return lax.scan(turn, x, jnp.linspace(0.5, 1, 40))[1].sum();
  }),
  "a gradient through a loop of at most so many turns": grad((x: Array) =>
    lax
      .whileLoop(
        (y) => jnp.sum(y).lt(1e3),
        (y) => roll(y, 1).mul(1.1),
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
  await expectClose(value, expected, 1e-4);
  await expectClose(slope, expectedSlope, 1e-3);
});

for (const [how, roll] of Object.entries(rolls))
  for (const [name, f] of Object.entries(functionsOf(roll, growBy(roll))))
    test(`${name}, ${how}`, async () => {
      const x = jnp.linspace(0.1, 3, 100);
      const onDevice = jit((y: Array) => f(y) as Array)(x);
      assert.instance(onDevice, DeviceArray);
      await expectClose(onDevice, f(x), 1e-4);
    });
