/** Loops that are under way on a device: what they cost, and what waits for them. */

import * as assert from "uvu/assert";
import { type Array, jit, lax, numpy as jnp, random } from "../../compiler/index.js";
import { load, type Plan } from "../../runtime/index.js";
import { withClockStopped } from "../harness/clock.js";
import { costOf } from "../harness/cost.js";
import { useDevice } from "../harness/places.js";
import { suite } from "../harness/suite.js";
import { rolls } from "./rolls.js";

const test = suite("loops under way");

let device: GPUDevice;
test.before(async () => {
  device = await useDevice();
});

const x = jnp.linspace(0.1, 3, 100);

type WhileBelow = (limit: number) => (y: Array) => Array;

/** A test of a loop by one workgroup, and by everything. */
function testBoth(name: string, run: (whileBelow: WhileBelow) => Promise<void>): void {
  for (const [how, roll] of Object.entries(rolls)) {
    const whileBelow: WhileBelow = (limit) => (y) =>
      lax.whileLoop(
        (z) => jnp.sum(z).lt(limit),
        (z) => roll(z, 1).add(1),
        y,
      );
    test(`${name}, ${how}`, () => run(whileBelow));
  }
}

const weights = random.normal(random.key(0), [256, 256]).mul(0.05);
const solve = (w: Array, b: Array) =>
  lax.whileLoop(
    ([before, y]) => jnp.max(jnp.abs(before.sub(y))).gt(1e-5),
    ([, y, n]) => [y, jnp.tanh(w.matmul(y).add(b)), n.add(1n)],
    [b, jnp.zerosLike(b), 0n] as const,
  );

test("a fixed point of a whole array: three kernels and a gate a turn, and a readback for ever more turns", async () => {
  const b = jnp.linspace(-1, 1, 256);
  const [, y, n] = jit(solve)(weights, b);
  const [, expected, turns] = solve(weights, b);
  const [found, wanted] = [await y.data(), await expected.data()];
  found.forEach((value, i) => assert.ok(Math.abs(value - wanted[i]) < 1e-5));
  const taken = (await n.data())[0];
  assert.ok(Math.abs(taken - Number(turns)) <= 1);
  assert.ok(taken > 8);
  const call = (): Promise<unknown> => jit(solve)(weights, b)[1].data();
  // Where turns take long, fewer are submitted at once.
  const { submits, readbacks, dispatches } = await withClockStopped(async () => {
    await call();
    return costOf(device, call);
  });
  // Turns are submitted by one, two, four …, of which two are under way.
  assert.ok(readbacks <= 3 + Math.log2(taken), `${readbacks} readbacks for ${taken} turns`);
  assert.is(submits, readbacks);
  assert.ok(dispatches < 3 + 5 * 4 * taken, `${dispatches} dispatches for ${taken} turns`);
});

test("loops that count read nothing back, and are still cut into submits", async () => {
  const roll = rolls["by everything"];
  const f = jit((y: Array) => lax.scan((c: Array, e: Array) => [roll(c, 1).mul(0.5).add(e), c.sum()], y, jnp.arange(1000))[1]); // prettier-ignore
  for (let call = 0; call < 3; call++) {
    const { submits, readbacks } = await costOf(device, () => f(x).data());
    assert.is(readbacks, 1);
    // Nobody knows at first how long a turn takes.
    assert.ok(submits >= (call === 0 ? 5 : 2) && submits < 200, `${submits} submits`);
  }
});

test("a loop in a turn is encoded as far ahead as it goes on average", async () => {
  const large = jnp.ones(20_000);
  const nested = (inner: number) => (y: Array) =>
    lax.whileLoop(
      (z) => jnp.sum(z).lt(20_000 * (1 + 10 * inner)),
      (z) => lax.whileLoop(([n]) => jnp.sum(n).lt(inner), ([n, w]) => [n.add(1), jnp.roll(w, 1).add(1)], [jnp.array(0), z] as const)[1], // prettier-ignore
      y,
    );
  for (const inner of [2, 30]) {
    const f = jit(nested(inner));
    const call = async (): Promise<void> => {
      assert.ok((await f(large).data()).every((v) => v === 1 + 10 * inner));
    };
    const [first, , later] = await withClockStopped(async () => [
      await costOf(device, call),
      await call(),
      await costOf(device, call),
    ]);
    assert.ok(
      later.dispatches < first.dispatches,
      `${first.dispatches} dispatches, then ${later.dispatches}`,
    );
    assert.ok(later.readbacks <= first.readbacks, `${first.readbacks} readbacks, then ${later.readbacks}`);
  }
});

testBoth("a plan with loops is plain data, and runs without the compiler", async (whileBelow) => {
  const text = JSON.stringify(jit(whileBelow(1e4)).lower(x).plan);
  const f = await load(JSON.parse(text) as Plan, { device });
  const [y] = f((await x.data()) as Float32Array);
  assert.equal(await y.read(), await whileBelow(1e4)(x).data());
});

testBoth("what needs a loop waits for it, and so does what comes after", async (whileBelow) => {
  const f = jit(whileBelow(1e5));
  const expected = whileBelow(1e5)(x);
  const first = f(x);
  const eager = first.mul(2);
  const second = f(first.mul(1.5e-3));
  const other = jit((y: Array) => y.add(1))(x);
  first.dispose();
  assert.equal(await eager.data(), await expected.mul(2).data());
  assert.equal(await other.data(), await x.add(1).data());
  const [a, b] = [await second.data(), await whileBelow(1e5)(expected.mul(1.5e-3)).data()];
  a.forEach((value, i) => assert.ok(Math.abs(value - b[i]) <= 1e-5 * b[i]));
});

testBoth("memory is used again, call after call", async (whileBelow) => {
  const f = jit(whileBelow(5e3));
  let y = f(x);
  const again = async (): Promise<void> => {
    const smaller = y.mul(1e-3);
    const next = f(smaller);
    for (const done of [y, smaller]) done.dispose();
    y = next;
    await y.data();
  };
  for (let n = 0; n < 10; n++) await again();
  const { buffersCreated } = await costOf(device, async () => {
    for (let n = 0; n < 30; n++) await again();
  });
  assert.ok(buffersCreated < 15, `${buffersCreated} buffers`);
});
