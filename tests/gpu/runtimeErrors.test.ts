import * as assert from "uvu/assert";
import type { Device } from "../../runtime/index.js";
import {
  adoptDevice,
  DeviceError,
  load,
  LoadedPlan,
  requestDevice,
  stats,
  upload,
} from "../../runtime/index.js";
import { requestTestDevice } from "../harness/device.js";
import { rejection } from "../harness/rejection.js";
import { suite } from "../harness/suite.js";
import { holdCompilation, refuseBuffers } from "../runtime/observed.js";
import { float32, planOf, twoSteps, unary } from "../runtime/plans.js";

const test = suite("runtime errors");

const type = float32(4);
const floats = (...values: number[]) => new Float32Array(values);
const broken = unary(type, "x[i] + true", "broken");

const deviceError = (promise: Promise<unknown>) => rejection(promise, DeviceError);

test("a refused kernel is shown with its place and the user's line", async () => {
  const device = adoptDevice(await requestTestDevice());
  const error = await deviceError(load(broken, { device }));
  assert.is(error.kind, "compilation");
  assert.is(error.kernel, "broken");
  assert.is(error.source, "model.ts:3:10");
  assert.match(error.message, /Kernel "broken" does not compile/);
  assert.match(error.message, /\n {4}7 \| {3}y\[i\] = x\[i\] \+ true;\n +\^+/);
  assert.match(error.message, /from model\.ts:3:10/);
});

test("a refused kernel rejects what depends on it", async () => {
  const device = adoptDevice(await requestTestDevice());
  const good = await load(unary(type, "x[i]"), { device });
  const [a] = new LoadedPlan(broken, device).run([{ data: floats(1, 2, 3, 4) }]);
  const [b] = good(a);
  const [c] = good(floats(1, 2, 3, 4));
  const errors = await Promise.all([deviceError(a.read()), deviceError(b.read())]);
  assert.is(errors[0], errors[1]);
  assert.is(a.error, errors[0]);
  assert.equal(await c.read(), floats(1, 2, 3, 4));
});

test("a step that the device refuses rejects its results, and theirs", async () => {
  const device = adoptDevice(await requestTestDevice());
  const plan = unary(type, "x[i]", "tooWide");
  const wide = {
    ...plan,
    steps: [{ ...plan.steps[0], workgroups: [1, 1 << 20, 1] as [number, number, number] }],
  };
  const call = new LoadedPlan(wide, device);
  const good = await load(unary(type, "x[i] + 1.0"), { device });
  const [a] = call.run([{ data: floats(1, 2, 3, 4) }]);
  await call.ready();
  const [b] = good(a);
  assert.is((await deviceError(b.read())).kind, "validation");
  assert.is((await deviceError(a.read())).kind, "validation");
  assert.is((await deviceError(call.run([{ data: floats(1, 2, 3, 4) }])[0].read())).kind, "validation");
});

test("a plan that asks too much is refused", async () => {
  const device = adoptDevice(await requestTestDevice({}));
  const plan = unary(type, "x[i]");
  const greedy = planOf({
    ...plan,
    requires: { ...plan.requires, features: ["quantum"], maxStorageBuffersPerShaderStage: 1000 },
  });
  assert.throws(
    () => new LoadedPlan(greedy, device),
    (error: DeviceError) =>
      error.kind === "unsupported" &&
      /feature quantum; maxStorageBuffersPerShaderStage 1000 \(it has \d+\)/.test(error.message),
  );
});

test("a buffer that cannot be made rejects the result", async () => {
  const gpu = await requestTestDevice();
  const device = adoptDevice(gpu);
  const big = float32(5000);
  const call = await load(unary(big, "x[i]"), { device });
  const x = upload(device, big, new Float32Array(5000));
  call(x)[0].dispose();
  const hold = call(x)[0];
  const restore = refuseBuffers(gpu, 20000);
  const error = await deviceError(call(x)[0].read());
  restore();
  assert.is(error.kind, "out-of-memory");
  assert.match(error.message, /20480 bytes/);
  assert.is((await hold.read()).length, 5000);
  assert.is((await call(x)[0].read()).length, 5000);
});

test("working memory that cannot be made is asked for again", async () => {
  const gpu = await requestTestDevice();
  const device = adoptDevice(gpu);
  const big = float32(5000);
  const restore = refuseBuffers(gpu, 20000);
  const call = await load(twoSteps(big), { device });
  const other = await load({ ...twoSteps(big), name: "other" }, { device });
  const x = { data: new Float32Array(5000).fill(1), identity: {} };
  assert.is((await deviceError(call.plan.run([x])[0].read())).kind, "out-of-memory");
  restore();
  for (const { plan } of [call, other, call]) assert.is((await plan.run([x])[0].read())[4999], 4);
});

async function ownDevice(): Promise<Device> {
  const { device, reason } = await requestDevice();
  if (!device) throw new Error(reason);
  assert.ok(device.limits.maxStorageBuffersPerShaderStage >= 8);
  assert.ok(device.description.length > 0);
  return device;
}

test("an error that nobody captured rejects the reads that wait", async () => {
  const device = await ownDevice();
  const call = await load(unary(type, "x[i] + 1.0"), { device });
  const [a] = call(floats(1, 2, 3, 4));
  await a.read();
  const [b] = call(floats(1, 2, 3, 4));
  const reading = deviceError(b.read());
  device.gpu.createBuffer({ size: 4, usage: 0 });
  assert.is((await reading).kind, "validation");
  assert.equal(await call(floats(0, 0, 0, 0))[0].read(), floats(1, 1, 1, 1));
  device.destroy();
});

test("a lost device rejects what is pending with one error", async () => {
  const device = await ownDevice();
  const call = await load(unary(type, "x[i] + 1.0"), { device });
  holdCompilation(device.gpu, "late");
  const late = new LoadedPlan(unary(type, "x[i] + 2.0", "late"), device);
  const [a] = call(floats(1, 2, 3, 4));
  const reading = deviceError(a.read());
  await Promise.resolve();
  const [b] = late.run([a]);
  const waiting = deviceError(b.read());
  device.gpu.destroy();
  const errors = await Promise.all([reading, waiting]);
  assert.is(errors[0].kind, "lost", errors[0].message);
  assert.is(errors[0], errors[1]);
  assert.match(errors[0].message, /was destroyed/);
  assert.is(stats(device).bytesLive, 0);
});

test("the next call runs on a new device", async () => {
  const device = await ownDevice();
  const call = await load(unary(type, "x[i] + 1.0"), { device });
  const [read] = call(floats(1, 2, 3, 4));
  const [unread] = call(floats(1, 2, 3, 4));
  const kept = { data: floats(5, 5, 5, 5), identity: {} };
  const uploaded = upload(device, type, floats(7, 7, 7, 7));
  await Promise.all([read.read(), call.plan.run([kept])[0].read(), call(uploaded)[0].read()]);
  const first = device.gpu;
  first.destroy();
  await first.lost;
  const [a, b, c] = [call(read)[0], call.plan.run([kept])[0], call(uploaded)[0]];
  const dependent = call(unread)[0];
  assert.equal(await Promise.all([a.read(), b.read(), c.read()]), [
    floats(3, 4, 5, 6),
    floats(6, 6, 6, 6),
    floats(8, 8, 8, 8),
  ]);
  assert.is.not(device.gpu, first);
  assert.match((await deviceError(unread.read())).message, /was on a GPU device that has been lost/);
  assert.is((await deviceError(dependent.read())).kind, "lost");
  assert.equal(await read.read(), floats(2, 3, 4, 5));
  device.gpu.destroy();
});

test("a plan that is loaded after the loss is, too", async () => {
  const device = await ownDevice();
  device.gpu.destroy();
  await device.gpu.lost;
  const call = await load(unary(type, "x[i] + 1.0"), { device });
  assert.equal(await call(floats(1, 2, 3, 4))[0].read(), floats(2, 3, 4, 5));
  device.gpu.destroy();
});

test("a device that its user destroyed stays so", async () => {
  const device = await ownDevice();
  const call = await load(unary(type, "x[i] + 1.0"), { device });
  device.destroy();
  const error = await deviceError(call(floats(1, 2, 3, 4))[0].read());
  assert.match(error.message, /destroyed by its user/);
});

test("the caller's own device is not replaced", async () => {
  const gpu = await requestTestDevice();
  const call = await load(unary(type, "x[i] + 1.0"), { device: gpu });
  const [read] = call(floats(1, 2, 3, 4));
  await read.read();
  gpu.destroy();
  await gpu.lost;
  for (let turn = 0; turn < 2; turn++) {
    const error = await deviceError(call(read)[0].read());
    assert.is(error.kind, "lost");
    assert.match(error.message, /caller's own/);
  }
  assert.equal(await read.read(), floats(2, 3, 4, 5));
});
