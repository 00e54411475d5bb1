/** Compiled functions and single operations on a device, as users see them. */

import * as assert from "uvu/assert";
import {
  type Array as JaxArray,
  debug,
  DeviceArray,
  grad,
  init,
  jit,
  numpy as jnp,
  type ArrayLike,
  vjp,
} from "../../compiler/index.js";
import { stats } from "../../runtime/index.js";
import { environment, requestTestDevice } from "../harness/device.js";
import { collectUntil } from "../harness/garbage.js";
import { rejection } from "../harness/rejection.js";
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
  assert.is(addOne()(jnp.array(2, { dtype: "float32" })).weakType, false);
});

test("an operation on a device array runs on the device", async () => {
  const y = jit((x: JaxArray) => x.mul(2))(jnp.array([1, 2, 3]));
  const z = y.add(1);
  assert.instance(z, DeviceArray);
  assert.equal([...(await z.data())], [3, 5, 7]);
  assert.throws(() => Number(z.sum()), /await x\.data\(\)/);
});

test("an array on a device cannot be looked at synchronously", async () => {
  const y = jit((x: JaxArray) => x.mul(2))(jnp.array([1, 2]));
  for (const look of [() => y.item(), () => y.tolist(), () => Number(y)])
    assert.throws(look, /array on the device \(float32\[2\]\).* await x\.data\(\)/);
  assert.is(String(y), "DeviceArray(float32[2])");
  assert.equal((await y.toHost()).tolist(), [2, 4]);
});

test("an operation on device arrays is compiled once", () => {
  const y = jit((x: JaxArray) => x.mul(2))(jnp.array([1, 2, 3]));
  y.sub(0.5);
  const before = stats(device).pipelinesCompiled;
  for (let i = 0; i < 3; i++) y.sub(0.5);
  assert.is(stats(device).pipelinesCompiled, before);
});

test("a steady call is one submit, and makes and uploads nothing", async () => {
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
  assert.is(after.bindGroupsCreated - before.bindGroupsCreated, 0);
  assert.is(after.uploads - before.uploads, 0);
  assert.is((await y.data()).length, 5000);
});

test("30 inputs and 30 outputs", async () => {
  const xs = Array.from({ length: 30 }, (_, i) => jnp.full([100], i + 1));
  const total = jit((...all: JaxArray[]) => all.reduce((a, b) => a.add(b)));
  assert.is((await total(...xs).data())[99], 465);
  const doubled = jit((x: JaxArray) => xs.map((_, i) => x.mul(i)))(jnp.ones([7]));
  for (const [i, y] of doubled.entries()) assert.is((await y.data())[6], i);
});

test("donated arrays are deleted; others with the same elements are not", async () => {
  const step = jit((x: JaxArray, y: JaxArray) => [x.add(y), x], { donateArgnums: 0 });
  const x = jit((v: JaxArray) => v.mul(2))(jnp.ones([100]));
  const [sum, same] = step(x, x);
  assert.is((await sum.data())[99], 4);
  assert.is((await same.data())[99], 2);
  const message = /Array has been deleted with shape=float32\[100\]/;
  assert.throws(() => step(x, same), message);
  assert.throws(() => x.add(1), message);
  assert.match((await rejection(x.data())).message, message);
  const optional = jit((v: JaxArray, w: ArrayLike = 1) => v.add(w), { donateArgnums: [0, 1] });
  assert.is((await optional(same).data())[0], 3);
});

test("a value returned twice is two arrays", async () => {
  const [a, b, x] = jit((v: JaxArray) => [v.add(1), v.add(1), v])(jnp.ones([100]));
  a.dispose();
  assert.is((await b.data())[0], 2);
  assert.is((await x.data())[0], 1);
});

test("what is read belongs to the reader, and what is passed to the caller", async () => {
  const given = new Float32Array(100).fill(1);
  const x = jnp.array(given);
  const double = jit((v: ArrayLike) => jnp.multiply(v, 2));
  const [fromArray, fromData] = [double(x), double(given)];
  given.fill(7);
  assert.is((await fromArray.data())[0], 2);
  assert.is((await fromData.data())[0], 2);
  assert.is((await double(given).data())[0], 14);
  (await fromArray.data()).fill(9);
  assert.is((await double(fromArray).data())[0], 4);
});

// Elsewhere garbage collection cannot be asked for.
if (environment === "node") {
  test("a compiled function keeps no array alive, on device and host", async () => {
    for (const where of [device, "host"] as const) {
      await init({ device: where });
      const f = jit((x: JaxArray, { y }: { y: JaxArray }, n: number) => [x.add(n), y], { staticArgnums: 2 });
      const produce = async () => {
        const [x, y] = [jnp.ones([100]), jnp.ones([100])];
        const results = f(x, { y }, 2);
        await results[0].data();
        return [x, y, ...results].map((array) => new WeakRef(array));
      };
      const arrays = await produce();
      await collectUntil(() => arrays.every((array) => !array.deref()));
      assert.equal(
        arrays.map((array) => array.deref()),
        arrays.map(() => undefined),
      );
    }
    await init({ device });
  });
}

test("arrays that are too large say so, and where they are from", async () => {
  await init({ device: await requestTestDevice({}) });
  const stored = jit((x: JaxArray) => jnp.ones([40_000_000]).mul(x));
  assert.throws(
    () => stored(2),
    /f32\[40000000\] \(mul\) takes 153 MiB: more than the 128 MiB[^]*execution\.test/,
  );
  const counted = jit((x: JaxArray) => jnp.sum(jnp.ones([3_000_000_000]).mul(x)));
  assert.throws(
    () => counted(2),
    /f32\[3000000000\] \(.*\) has more elements than an int32 counts[^]*execution\.test/,
  );
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
  f(jnp.ones([3]), jnp.array(2, { dtype: "float32" }));
  assert.match(f.explain(), "n changed from a bare number");
  f(jnp.ones([4]), 2);
  f(jnp.ones([4]), true);
  assert.is(f.explain(), "f was compiled again: n changed from f32[] to bool[]", "since the last call");
});

test("jits of one function share what they compiled", () => {
  let traced = 0;
  const f = (x: JaxArray, n: number): JaxArray => {
    traced++;
    return x.mul(n);
  };
  const scaled = jit(f, { staticArgnums: 1 });
  scaled(jnp.ones([2]), 3);
  const again = jit(f, { staticArgnums: 1 });
  again(jnp.ones([2]), 3);
  assert.is(traced, 1);
  assert.is(again.explain(), "f: compiled before, by another jit of it");
  again(jnp.ones([2]), 4);
  assert.is(again.explain(), "f was compiled again: static argument n changed from 3 to 4");
  jit(f)(jnp.ones([2]), 3);
  assert.is(traced, 3, "other static arguments");
});

test("cotangents of integers are results, and arguments again", async () => {
  const pulled = jit((x: JaxArray, n: JaxArray) => vjp((a: JaxArray, b: JaxArray) => a.mul(b), x, n)[1](x));
  const [slope, nothing] = pulled(jnp.array([1, 2]), jnp.array([3, 4], { dtype: "int32" })) as JaxArray[];
  assert.equal([...(await slope.data())], [3, 8]);
  assert.is(String(nothing.type.dtype), "float0");
  const [again] = jit((x: JaxArray) => [x, jnp.ones([2])])(nothing);
  assert.equal(again.shape, [2]);
  assert.is(again.dtype, "float0");
});

test("arrays on the host may be disposed of like those on a device", async () => {
  await init({ device: "host" });
  using y = jit((x: JaxArray) => x.mul(2))(jnp.ones([2]));
  y.dispose();
  assert.is(await y.toHost(), y);
  await init({ device });
});

test("effects of compiled functions happen when their values arrive, in order", async () => {
  const seen: string[] = [];
  const f = jit((x: JaxArray) => {
    debug.callback((y: JaxArray) => seen.push(String(y)), x.mul(2));
    return x.add(1);
  });
  const y = f(1);
  debug.callback((z: JaxArray) => seen.push(String(z)), y);
  f(2);
  assert.equal(seen, []);
  await debug.effectsBarrier();
  assert.equal(seen, ["2.0", "2.0", "4.0"]);
});
