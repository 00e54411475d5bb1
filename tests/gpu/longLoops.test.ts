/** Loops whose lanes take long: no launch holds the device, and the results are those of the host. */

import * as assert from "uvu/assert";
import { type Array, DeviceArray, grad, jit, lax, LoopBoundReached, numpy as jnp, vmap } from "../../compiler/index.js"; // prettier-ignore
import { load, type Plan } from "../../runtime/index.js";
import { costOf } from "../harness/cost.js";
import { useDevice } from "../harness/places.js";
import { rejection } from "../harness/rejection.js";
import { suite } from "../harness/suite.js";

const test = suite("long loops");

let device: GPUDevice;
test.before(async () => {
  device = await useDevice();
});

async function numbers(x: Array): Promise<number[]> {
  assert.instance(x, DeviceArray);
  return [...(await x.data())].map(Number);
}

/** More turns than a launch may take of a lane, on any kind of device. */
const MANY = 6_000_000;
const turns = [MANY, 0, 7, MANY + 1, 1_000_000, -3];

/** So many turns of a recurrence whose numbers tell how many they were. */
const step = (s: number): number => (Math.imul(s, 1664525) + 1013904223) | 0;
const after = (n: number): number => {
  let s = 1;
  for (let i = 0; i < n; i++) s = step(s);
  return s;
};
const stepped = (s: Array): Array => s.mul(1664525n).add(1013904223n);
const one = (n: Array): Array => jnp.onesLike(n);
const upTo = (n: Array): Array =>
  lax.whileLoop(
    ([i]) => i.lt(n),
    ([i, s]) => [i.add(1n), stepped(s)],
    [jnp.zerosLike(n), one(n)] as const,
  )[1];

test("only what may take long has an allowance", () => {
  const halves = (maxSteps?: number) => (x: Array) => lax.whileLoop((y) => y.gt(1), (y) => y.mul(0.5), x, { maxSteps }); // prettier-ignore
  const isCapped = (f: (x: Array) => Array): boolean => {
    const plan = jit(vmap(f)).lower(jnp.ones(1000)).plan as Plan;
    assert.is(plan.unfinished !== undefined, plan.otherwise !== undefined);
    assert.is(plan.unfinished !== undefined, /left = left - /.test(plan.kernels[0].wgsl));
    return plan.unfinished !== undefined;
  };
  assert.ok(isCapped(halves()));
  assert.ok(isCapped(halves(2 ** 30)));
  assert.not(isCapped(halves(100)));
  assert.not(isCapped((x) => lax.foriLoop(0, 100, (_, y: Array) => y.mul(0.5), x)));
});

test("lanes end by themselves, some at once and some after millions of turns", async () => {
  const f = jit(vmap(upTo));
  const n = jnp.array(turns.map(BigInt));
  const expected = turns.map(after);
  const first = await costOf(device, async () => assert.equal(await numbers(f(n)), expected));
  assert.ok(first.dispatches > 8, "it is not one launch");
  // It is known by then that one launch is not enough, so that none is tried.
  const second = await costOf(device, async () => assert.equal(await numbers(f(n)), expected));
  assert.ok(second.dispatches < first.dispatches);
  // Lanes that end soon are one launch again, as soon as it is tried.
  const few = jnp.array([5n, 0n, 7n, 1n, 2n, 3n]);
  for (let call = 0; call < 8; call++) assert.equal(await numbers(f(few)), [5, 0, 7, 1, 2, 3].map(after));
  assert.is((await costOf(device, () => numbers(f(few)))).dispatches, 1);
});

test("both forms of a program are plain data, and run without the compiler", async () => {
  const n = Int32Array.from(turns);
  const plan = JSON.parse(JSON.stringify(jit(vmap(upTo)).lower(jnp.array(turns.map(BigInt))).plan)) as Plan;
  const f = await load(plan, { device });
  for (let call = 0; call < 2; call++) assert.equal([...(await f(n)[0].read())], turns.map(after));
});

test("what is given up is not what the call gives, and what it is given is not overwritten", async () => {
  const n = jit((x: Array) => x.mul(1n))(jnp.array(turns.map(BigInt)));
  const f = jit((k: Array) => [vmap(upTo)(k), k.add(1n)] as const, { donateArgnums: [0] });
  const [s, k] = f(n);
  assert.equal(await numbers(s), turns.map(after));
  assert.equal(
    await numbers(k),
    turns.map((x) => x + 1),
  );
});

test("a loop that waits for another, and what depends on both", async () => {
  const f = jit(
    vmap((n: Array) => {
      const s = upTo(n);
      const few = lax.rem(jnp.abs(s), 1000n);
      return upTo(few).add(upTo(n));
    }),
  );
  const expected = turns.map((n) => (after(Math.abs(after(n)) % 1000) + after(n)) | 0);
  assert.equal(await numbers(f(jnp.array(turns.map(BigInt)))), expected);
});

test("a loop in the turns of a loop", async () => {
  const f = jit(
    vmap(
      (n: Array) =>
        lax.whileLoop(
          ([i]) => i.lt(3n),
          ([i, s]) => [i.add(1n), s.add(upTo(n.add(i)))],
          [jnp.zerosLike(n), jnp.zerosLike(n)] as const,
        )[1],
    ),
  );
  const expected = turns.map((n) => [0, 1, 2].reduce((sum, i) => (sum + after(n + i)) | 0, 0));
  assert.equal(await numbers(f(jnp.array(turns.map(BigInt)))), expected);
});

test("a loop in the turns of a loop of everything", async () => {
  const f = jit((n: Array) => lax.foriLoop(0, 3, (_, k: Array) => lax.rem(jnp.abs(vmap(upTo)(jnp.roll(k, 1))), 4_000_000n), n)); // prettier-ignore
  const turn = (values: number[]): number[] =>
    [...values.slice(-1), ...values.slice(0, -1)].map((n) => Math.abs(after(n)) % 4_000_000);
  const expected = turn(turn(turn(turns)));
  assert.equal(await numbers(f(jnp.array(turns.map(BigInt)))), expected);
  // As many as the data say, too.
  const g = jit((n: Array) =>
    lax.whileLoop(
      ([i, k]) => jnp.logicalAnd(i.lt(5n), jnp.max(k).gt(10n)),
      ([i, k]) => [i.add(1n), lax.rem(jnp.abs(vmap(upTo)(jnp.roll(k, 1))), 4_000_000n)],
      [jnp.array(0n), n] as const,
    ),
  );
  const [i, k] = g(jnp.array(turns.map(BigInt)));
  let [count, values] = [0, turns];
  for (; count < 5 && Math.max(...values) > 10; count++) values = turn(values);
  assert.equal(await numbers(i), [count]);
  assert.equal(await numbers(k), values);
});

test("lanes that share what they carry", async () => {
  const f = jit(
    vmap((n: Array) =>
      lax.whileLoop(
        ([i]) => i.lt(n),
        ([i, xs]) => [i.add(1n), stepped(jnp.roll(xs, -1))],
        [jnp.zerosLike(n), jnp.array([1n, 2n, 3n])] as const,
      ),
    ),
  );
  const expected = turns.map((n) => {
    let xs = [1, 2, 3];
    for (let i = 0; i < n; i++) xs = [xs[1], xs[2], xs[0]].map(step);
    return xs;
  });
  const [i, xs] = f(jnp.array(turns.map(BigInt)));
  assert.equal(
    await numbers(i),
    turns.map((n) => Math.max(n, 0)),
  );
  assert.equal(await numbers(xs), expected.flat());
});

test("a branch that is not taken, though its loop would never end", async () => {
  const f = jit(vmap((n: Array) => lax.cond(n.gt(5n), upTo, (k: Array) => k, n)));
  assert.equal(
    await numbers(f(jnp.array(turns.map(BigInt)))),
    turns.map((n) => (n > 5 ? after(n) : n)),
  );
  const endless = jit(
    vmap((n: Array) =>
      lax.cond(
        n.gt(5n),
        upTo,
        (k: Array) =>
          lax.cond(
            k.gt(100n),
            (y: Array) => lax.whileLoop((z) => z.eq(z), stepped, y),
            (y: Array) => y,
            k,
          ),
        n,
      ),
    ),
  );
  assert.equal(
    await numbers(endless(jnp.array(turns.map(BigInt)))),
    turns.map((n) => (n > 5 ? after(n) : n)),
  );
});

test("a bound: lanes that reach it are counted, and others give what they have", async () => {
  const bounded = (n: Array): Array =>
    lax.whileLoop(
      ([i]) => i.lt(n),
      ([i, s]) => [i.add(1n), stepped(s)],
      [jnp.zerosLike(n), one(n)] as const,
      { maxSteps: MANY },
    )[1];
  const f = jit(vmap(bounded));
  const error = await rejection(f(jnp.array(turns.map(BigInt))).data(), LoopBoundReached);
  assert.match(error.message, `The loop took ${MANY} turns, and a lane had not finished.`);
  const fewer = turns.map((n) => Math.min(n, MANY));
  assert.equal(await numbers(f(jnp.array(fewer.map(BigInt)))), fewer.map(after));
});

for (const reverse of [false, true])
  test(`turns that are counted, with arrays${reverse ? ", backwards" : ""}: nothing is read back for them`, async () => {
    const length = 8_000_037;
    const f = jit((x: Array) => lax.scan((c: Array, e: Array) => [stepped(c).add(e), c.add(e)] as const, x, jnp.arange(length, { dtype: "int32" }), { reverse })); // prettier-ignore
    const expected = new Int32Array(length);
    let c = 1;
    for (let n = 0; n < length; n++) {
      const e = reverse ? length - 1 - n : n;
      expected[e] = c + e;
      c = (step(c) + e) | 0;
    }
    const cost = await costOf(device, async () => {
      const [last, all] = f(jnp.array(1n));
      assert.equal(await numbers(last), [c]);
      const found = (await all.data()) as Int32Array;
      assert.is(found.length, length);
      assert.is(
        found.findIndex((x, i) => x !== expected[i]),
        -1,
      );
    });
    assert.is(cost.readbacks, 2);
    assert.ok(cost.dispatches > 4);
  });

test("a derivative of many turns", async () => {
  const f = (x: Array): Array =>
    lax.whileLoop(
      ([i]) => i.lt(1_000_000),
      ([i, y]) => [i.add(1), y.mul(0.999999).add(x.mul(1e-6))],
      [jnp.zerosLike(x), x] as const,
      { maxSteps: 1_000_001 },
    )[1];
  // dy/dx is 1 in every turn.
  const [d] = await numbers(jit(grad(f))(jnp.array(2)));
  assert.ok(Math.abs(d - 1) < 0.1, String(d));
});

test("timers fire while lanes go on that never end, until they are called off", async () => {
  const controller = new AbortController();
  const endless = (n: Array): Array =>
    lax.whileLoop(
      (s) => s.ge(n),
      (s) => lax.max(stepped(s), n),
      n,
    );
  const waiting = jit(vmap(endless), { signal: controller.signal })(jnp.arange(1000));
  let ticks = 0;
  const clock = setInterval(() => ticks++, 5);
  setTimeout(() => controller.abort(), 400);
  await rejection(waiting.data());
  clearInterval(clock);
  assert.ok(ticks > 10, `the page had ${ticks} turns of its own`);
  assert.equal(await numbers(jit(vmap(upTo))(jnp.array([3n, 4n]))), [after(3), after(4)]);
});
