/** Loops that would go on for too long, whatever they are part of: what ends them, and what goes on meanwhile. */

import * as assert from "uvu/assert";
import {
  type Array as DeviceOrHostArray,
  DeviceArray,
  fixedPoint,
  grad,
  init,
  jit,
  lax,
  LoopBoundReached,
  numpy as jnp,
  rootFind,
  vmap,
} from "../../compiler/index.js";
import { DeviceError, stats } from "../../runtime/index.js";
import { requestTestDevice } from "../harness/device.js";
import { useDevice } from "../harness/places.js";
import { rejection } from "../harness/rejection.js";
import { suite } from "../harness/suite.js";
import { rolls } from "./rolls.js";

const test = suite("loops that go too far");

type Scalar = (x: DeviceOrHostArray) => DeviceOrHostArray;

let device: GPUDevice;
test.before(async () => {
  device = await useDevice();
});

const x = jnp.linspace(0.1, 3, 100);
const shift: Scalar = (y) => jnp.roll(y, 1);
const shiftByEverything: Scalar = (y) => rolls["by everything"](y, 1);
/** The sum that the condition looks at stays what it is. */
const foreverBy =
  (turn: Scalar): Scalar =>
  (y) =>
    lax.whileLoop((z) => jnp.sum(z).gt(0), turn, y);
const forever = foreverBy(shift);

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Functions that are not at their end before somebody ends them. */
const endless: Record<string, Scalar> = {
  "a loop": forever,
  "a loop by everything": foreverBy(shiftByEverything),
  "a loop of lanes": vmap(
    (y: DeviceOrHostArray) =>
    lax.whileLoop((z) => z.gt(0), (z) => z.mul(1), y), // prettier-ignore
  ),
  "a loop of one lane": (y) => lax.whileLoop((z) => z.gt(0), (z) => z.mul(1), y.get(3)), // prettier-ignore
  "gradients of lanes": vmap(
    grad((y: DeviceOrHostArray) => fixedPoint((a, z) => a.div(z), y, jnp.array(1), { maxSteps: Infinity })),
  ),
  "lanes, each of a whole array": (y) => vmap(forever)(jnp.stack([y, y.mul(2)])),
  "a scan of many turns": (y) =>
    lax.scan((c: DeviceOrHostArray) => [shift(c), null], y, null, { length: 10 ** 8 })[0],
  "a loop in a loop": (y) => lax.foriLoop(0, 3, (_, z) => forever(z), y),
  "a loop in a loop that does not end": (y) =>
    lax.whileLoop(
      (z) => jnp.sum(z).gt(0),
      (z) => lax.foriLoop(0, 40, (_, w) => shift(w), z),
      y,
    ),
  "a loop in a branch": (y) => lax.cond(jnp.sum(y).gt(0), forever, shift, y),
  "a gradient": grad((y: DeviceOrHostArray) =>
    lax
      .whileLoop((z) => jnp.sum(z).gt(0), (z) => shift(z).mul(1), y, { maxSteps: 10 ** 8 })
      .sum(),
  ), // prettier-ignore
};

for (const [name, f] of Object.entries(endless))
  test(`${name} ends with the signal, with all that needs it, and the device goes on`, async () => {
    const controller = new AbortController();
    const y = jit(f, { signal: controller.signal })(x);
    assert.instance(y, DeviceArray);
    const made = y.add(1);
    const other = jit((z: DeviceOrHostArray) => z.add(1))(x);
    await sleep(150);
    const reason = new Error("that is enough");
    controller.abort(reason);
    for (const array of [y, made]) assert.is(await rejection(array.data()), reason);
    assert.equal(await other.data(), await x.add(1).data());
  });

test("timers fire while a loop is under way", async () => {
  const controller = new AbortController();
  const y = jit(forever, { signal: controller.signal })(x);
  const reading = rejection(y.data());
  let ticks = 0;
  const timer = setInterval(() => ticks++, 10);
  await sleep(600);
  clearInterval(timer);
  controller.abort();
  assert.is((await reading).name, "AbortError");
  // One of four would be enough for a page to be used.
  assert.ok(ticks >= 15, `${ticks} ticks`);
});

test("calls that were aborted leave no memory behind", async () => {
  const abortOne = async (): Promise<void> => {
    const controller = new AbortController();
    const y = jit(forever, { signal: controller.signal })(x);
    setTimeout(() => controller.abort(), 5);
    await rejection(y.data());
    y.dispose();
  };
  for (let n = 0; n < 5; n++) await abortOne();
  const before = stats(device).bytesLive;
  for (let n = 0; n < 10; n++) await abortOne();
  const more = stats(device).bytesLive - before;
  assert.ok(more < 2048, `${more} bytes`);
});

test("a call that is aborted before it starts does not start", async () => {
  const y = jit(forever, { signal: AbortSignal.abort() })(x);
  assert.is((await rejection(y.data())).name, "AbortError");
});

test("nor does a long one on the host", async () => {
  await init({ device: "host" });
  const signal = AbortSignal.abort(new RangeError("not now"));
  assert.throws(() => jit(forever, { signal })(x), /not now/);
  const short = jit((y: DeviceOrHostArray) => lax.foriLoop(0, 10, (_, z) => shift(z), y), { signal });
  assert.equal(await short(x).data(), await jnp.roll(x, 10).data());
  await init({ device });
});

const boundedBy =
  (turn: Scalar): Scalar =>
  (y) =>
    lax.whileLoop((z) => jnp.sum(z).gt(0), (z) => turn(z).mul(1), y, { maxSteps: 40 }); // prettier-ignore
const bounded = boundedBy(shift);

const reached = /^The loop took 40 turns, and (a lane|\d+ lanes) had not finished/;

/** Functions whose loops reach their bounds. */
const tooLong: Record<string, Scalar> = {
  "a loop": bounded,
  "a loop by everything": boundedBy(shiftByEverything),
  "a gradient of it": grad((y: DeviceOrHostArray) => bounded(y).sum()),
  "a loop in a scan": (y) => lax.foriLoop(0, 3, (_, z) => bounded(z), y),
  "lanes, each a number": vmap(bounded),
  "gradients of lanes": vmap(grad(bounded)),
  "a fixed point that is none": (y) => fixedPoint((_, z) => shift(z), null, y, { maxSteps: 40 }),
  "a root that is none": (y) => rootFind((_, z) => z.mul(z).add(1), null, y.get(3), { maxSteps: 40 }),
};

for (const [name, f] of Object.entries(tooLong))
  test(`${name}: reading says that a bound was reached, and how`, async () => {
    const error = await rejection(jit(f)(x).add(1).data(), LoopBoundReached);
    assert.match(error.message, reached);
    await init({ device: "host" });
    assert.throws(
      () => jit(f)(x),
      (e: unknown) => e instanceof LoopBoundReached && reached.test(e.message),
    );
    await init({ device });
  });

test("of lanes, those that reach their bound are counted", async () => {
  const lanes = jnp.array([1, 16, 17, 40]);
  const halves = (y: DeviceOrHostArray) => lax.whileLoop((z) => z.gt(1), (z) => z.mul(0.5), y, { maxSteps: 4 }); // prettier-ignore
  assert.equal([...(await jit(vmap(halves))(jnp.array([1, 16])).data())], [1, 1]);
  const error = await rejection(jit(vmap(halves))(lanes).data(), LoopBoundReached);
  assert.match(error.message, "The loop took 4 turns, and 2 lanes had not finished");
});

for (const [how, roll] of Object.entries(rolls)) {
  /** Ends after 98 turns. */
  const grow =
    (maxSteps: number): Scalar =>
    (y) =>
      lax.whileLoop((z) => jnp.sum(z).lt(1e4), (z) => roll(z, 1).add(1), y, { maxSteps }); // prettier-ignore

  test(`a bound that is not reached changes nothing, ${how}`, async () => {
    assert.equal(await jit(grow(200))(x).data(), await grow(1000)(x).data());
  });

  test(`of lanes, each of a whole array, those that reach their bound are counted, ${how}`, async () => {
    // Eight of ten.
    const lanes = x.reshape(10, -1).mul(jnp.ones([10, 1]).at([2, 0]).set(1e4));
    const error = await rejection(jit(vmap(grow(50)))(lanes).data(), LoopBoundReached);
    assert.match(error.message, "The loop took 50 turns, and 8 lanes had not finished");
  });

  test(`the bound of a loop in a loop is checked in each turn, ${how}`, async () => {
    const f = (maxSteps: number): Scalar => {
      const inner: Scalar = (y) => lax.whileLoop((z) => jnp.sum(z).lt(500), (z) => roll(z, 1).add(1), y, { maxSteps }); // prettier-ignore
      return (y) => lax.foriLoop(0, 40, (_, z) => inner(z).mul(0.2), y);
    };
    assert.equal(await jit(f(10))(x).data(), await f(10)(x).data());
    await rejection(jit(f(3))(x).data(), LoopBoundReached);
  });

  test(`a flag says instead whether the loop has finished, ${how}`, async () => {
    const f = (y: DeviceOrHostArray) =>
      lax.whileLoop((z) => jnp.sum(z).lt(1e4), (z) => roll(z, 1).add(1), y, { maxSteps: 50, unfinished: true }); // prettier-ignore
    const [y, unfinished] = jit(f)(x);
    assert.equal([...(await unfinished.data())], [1]);
    assert.equal(await y.data(), await f(x)[0].data());
  });
}

const lostDuring = [
  "a loop",
  "a loop by everything",
  "a loop in a loop",
  "a scan of many turns",
  "a gradient",
];

for (const name of lostDuring)
  test(`${name}: a device that goes away ends what is under way, and what comes after it says so`, async () => {
    const lost = await requestTestDevice();
    await init({ device: lost });
    const y = jit(endless[name])(x);
    const made = y.mul(2);
    setTimeout(() => lost.destroy(), 100);
    for (const array of [y, made]) {
      const error = await rejection(array.data(), DeviceError);
      assert.is(error.kind, "lost");
      assert.match(error.message, "The GPU device was lost");
    }
    await rejection(jit(shift)(y).data(), DeviceError);
    await init({ device });
    assert.equal(await jit(shift)(x).data(), await shift(x).data());
  });
