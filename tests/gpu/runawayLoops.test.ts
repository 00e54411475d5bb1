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
import { rejection } from "../harness/rejection.js";
import { suite } from "../harness/suite.js";

const test = suite("loops that go too far");

type Scalar = (x: DeviceOrHostArray) => DeviceOrHostArray;

let device: GPUDevice;
test.before(async () => {
  device = await requestTestDevice();
  await init({ device });
});

const x = jnp.linspace(0.1, 3, 100);
const shift: Scalar = (y) => jnp.roll(y, 1);
/** The sum that the condition looks at stays what it is. */
const forever: Scalar = (y) => lax.whileLoop((z) => jnp.sum(z).gt(0), shift, y);

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Functions that are not at their end before somebody ends them. */
const endless: Record<string, Scalar> = {
  "a loop": forever,
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
  test(`${name} ends with the signal, and the device goes on`, async () => {
    const controller = new AbortController();
    const y = jit(f, { signal: controller.signal })(x);
    assert.instance(y, DeviceArray);
    const other = jit((z: DeviceOrHostArray) => z.add(1))(x);
    await sleep(150);
    const reason = new Error("that is enough");
    controller.abort(reason);
    assert.is(await rejection(y.data()), reason);
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

const bounded =
  (maxSteps: number): Scalar =>
  (y) =>
    lax.whileLoop((z) => jnp.sum(z).gt(0), (z) => shift(z).mul(1), y, { maxSteps }); // prettier-ignore

const reached = /^The loop took 40 turns, and (a lane|\d+ lanes) had not finished/;

/** Functions whose loops reach their bounds. */
const tooLong: Record<string, Scalar> = {
  "a loop": bounded(40),
  "a gradient of it": grad((y: DeviceOrHostArray) => bounded(40)(y).sum()),
  "a loop in a scan": (y) => lax.foriLoop(0, 3, (_, z) => bounded(40)(z), y),
  "lanes, each a number": vmap(bounded(40)),
  "gradients of lanes": vmap(grad(bounded(40))),
  "a fixed point that is none": (y) => fixedPoint((_, z) => shift(z), null, y, { maxSteps: 40 }),
  "a root that is none": (y) => rootFind((_, z) => z.mul(z).add(1), null, y.get(3), { maxSteps: 40 }),
};

for (const [name, f] of Object.entries(tooLong))
  test(`${name}: reading says that a bound was reached, and how`, async () => {
    const error = await rejection(jit(f)(x).add(1).data());
    assert.instance(error, LoopBoundReached);
    assert.match(error.message, reached);
    await init({ device: "host" });
    assert.throws(
      () => jit(f)(x),
      (e: unknown) => e instanceof LoopBoundReached && reached.test(e.message),
    );
    await init({ device });
  });

test("a device that goes away ends what is under way, and what comes after it says so", async () => {
  for (const f of [endless["a loop in a loop"], endless["a scan of many turns"], endless["a gradient"]]) {
    const lost = await requestTestDevice();
    await init({ device: lost });
    const y = jit(f)(x);
    const made = y.mul(2);
    setTimeout(() => lost.destroy(), 100);
    for (const array of [y, made]) {
      const error = await rejection(array.data());
      assert.instance(error, DeviceError);
      assert.is((error as DeviceError).kind, "lost");
    }
    assert.is((await rejection(jit(shift)(y).data())).name, "DeviceError");
  }
  await init({ device });
  assert.equal(await jit(shift)(x).data(), await shift(x).data());
});
