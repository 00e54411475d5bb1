/** Compiled functions and single operations on a device, as users see them. */

import * as assert from "uvu/assert";
import {
  type Array as JaxArray,
  DeviceArray,
  grad,
  init,
  jit,
  numpy as jnp,
  type ArrayLike,
} from "../../compiler/index.js";
import { stats } from "../../runtime/index.js";
import { requestTestDevice } from "../harness/device.js";
import { suite } from "../harness/suite.js";

const test = suite("execution");

let device: GPUDevice;
test.before(async () => {
  device = await requestTestDevice();
  await init({ device });
});

test("programs that print alike keep their own weak types", () => {
  const addOne = () => jit((x: JaxArray) => jnp.add(x, 1));
  assert.is(addOne()(2).weakType, true);
  assert.is(addOne()(jnp.array(2)).weakType, false);
});

test("an operation on a device array runs on the device", async () => {
  const y = jit((x: JaxArray) => x.mul(2))(jnp.array([1, 2, 3]));
  const z = y.add(1);
  assert.instance(z, DeviceArray);
  assert.equal([...(await z.data())], [3, 5, 7]);
  assert.throws(() => Number(z.sum()), /await x\.data\(\)/);
});

test("an operation on device arrays is compiled once", () => {
  const y = jit((x: JaxArray) => x.mul(2))(jnp.array([1, 2, 3]));
  y.sub(0.5);
  const before = stats(device).pipelinesCompiled;
  for (let i = 0; i < 3; i++) y.sub(0.5);
  assert.is(stats(device).pipelinesCompiled, before);
});

test("a steady call is one submit, and makes no buffer and no pipeline", async () => {
  const loss = (x: JaxArray) => jnp.mean(jnp.square(jnp.sin(x).sub(0.5)));
  const step = jit((x: JaxArray) => x.sub(grad(loss)(x).mul(0.1)));
  const x = jnp.linspace(0, 1, 5000);
  for (let i = 0; i < 3; i++) await step(x).data();
  const before = stats(device);
  const y = step(x);
  const after = stats(device);
  assert.is(after.submits - before.submits, 1);
  assert.is(after.buffersCreated - before.buffersCreated, 0);
  assert.is(after.pipelinesCompiled - before.pipelinesCompiled, 0);
  assert.is((await y.data()).length, 5000);
});

test("30 inputs and 30 outputs", async () => {
  const xs = Array.from({ length: 30 }, (_, i) => jnp.full([100], i + 1));
  const total = jit((...all: JaxArray[]) => all.reduce((a, b) => a.add(b)));
  assert.is((await total(...xs).data())[99], 465);
  const doubled = jit((x: JaxArray) => xs.map((_, i) => x.mul(i)))(jnp.ones([7]));
  for (const [i, y] of doubled.entries()) assert.is((await y.data())[6], i);
});

test("arrays that are too large say so, and where they are from", async () => {
  await init({ device: await requestTestDevice({}) });
  const stored = jit((x: JaxArray) => jnp.ones([40_000_000]).mul(x));
  assert.throws(() => stored(2), /f32\[40000000\] \(mul at .*\) takes 153 MiB: more than the 128 MiB/);
  const counted = jit((x: JaxArray) => jnp.sum(jnp.ones([3_000_000_000]).mul(x)));
  assert.throws(() => counted(2), /f32\[3000000000\] \(.*\) has more elements than an int32 counts/);
  const summed = jit((x: JaxArray) => jnp.sum(jnp.ones([40_000_000]).mul(x)));
  assert.equal([...(await summed(2).data())], [80_000_000]);
  await init({ device });
});

test("explain says what changed", () => {
  const f = jit(function f(x: JaxArray, n: ArrayLike) {
    return jnp.multiply(x, n);
  });
  f(jnp.ones([2]), 2);
  assert.is(f.explain(), "f: first call");
  f(jnp.ones([3]), 2);
  assert.is(f.explain(), "f was compiled again: x changed from f32[2] to f32[3]");
  f(jnp.ones([3]), jnp.array(2));
  assert.match(f.explain(), "n changed from a bare number");
});
