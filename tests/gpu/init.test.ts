/** Picking devices: what `init` takes, and where arrays and calls are when it is called again. */

import * as assert from "uvu/assert";
import {
  type Array,
  DeviceArray,
  DeviceError,
  HostArray,
  init,
  type InitOptions,
  jit,
  numpy as jnp,
  selfTest,
} from "../../compiler/index.js";
import { environment, requestTestDevice } from "../harness/device.js";
import { rejection } from "../harness/rejection.js";
import { suite } from "../harness/suite.js";

const test = suite("init");

const double = jit((x: Array) => x.mul(2));
const x = jnp.array([1, 2, 3]);

test("on the host there is nothing to test", async () => {
  const info = await init({ device: "host" });
  assert.equal(info, { kind: "host", description: "JavaScript on the host" });
  assert.instance(double(x), HostArray);
  assert.equal(await selfTest(), []);
});

test("uses the caller's device, with no more than the default limits", async () => {
  const device = await requestTestDevice({});
  const { kind, description, deviations } = await init({ device });
  assert.is(kind, "webgpu");
  assert.ok(description.length > 0);
  assert.equal(deviations, []);
  const y = double(x) as DeviceArray;
  assert.is(y.buffer.device.gpu, device);
  assert.equal([...(await y.data())], [2, 4, 6]);
});

test("a function that was called before goes where the new device is, arrays stay where they are", async () => {
  const [first, second] = [await requestTestDevice(), await requestTestDevice()];
  await init({ device: first });
  const y = double(x);
  await init({ device: second });
  const z = double(x);
  assert.is((double(y) as DeviceArray).buffer.device.gpu, first);
  assert.is((double(z) as DeviceArray).buffer.device.gpu, second);
  assert.throws(() => y.add(z), /an array of another device/);
  await init({ device: "host" });
  assert.instance(double(x), HostArray);
  assert.instance(double(y), DeviceArray);
  assert.equal([...(await y.add(x).data())], [3, 6, 9]);
});

test("calls in flight end on their device", async () => {
  await init({ device: await requestTestDevice() });
  const triple = jit((v: Array) => v.mul(3));
  const y = triple(triple(x));
  await init({ device: "host" });
  assert.equal([...(await y.data())], [9, 18, 27]);
});

test("of calls that overlap, the last one decides", async () => {
  const device = await requestTestDevice();
  await Promise.all([init({ device }), init({ device: "host" })]);
  assert.instance(double(x), HostArray);
});

test("a device of the library is replaced when it is gone for good", async () => {
  await init({ device: "webgpu" });
  const { device } = (double(x) as DeviceArray).buffer;
  device.destroy();
  assert.match((await rejection(double(x).data())).message, /destroyed by its user/);
  await init({ device: "webgpu" });
  assert.equal([...(await double(x).data())], [2, 4, 6]);
  (double(x) as DeviceArray).buffer.device.destroy();
});

test("a lost device of the caller's is refused, and what was before stays", async () => {
  const device = await requestTestDevice();
  await init({ device });
  device.destroy();
  await device.lost;
  await init({ device: "host" });
  const error = await rejection(init({ device }), DeviceError);
  assert.match(error.message, /was destroyed.*the caller's own/);
  assert.instance(double(x), HostArray);
});

test("says what it does not take", async () => {
  const refuse = async (options: unknown, pattern: RegExp) =>
    assert.match((await rejection(init(options as InitOptions))).message, pattern);
  await refuse({ device: "gpu" }, /device must be "auto", "webgpu", "host" or a GPUDevice, but got "gpu"/);
  await refuse({ device: null }, /but got null/);
  await refuse({ device: {} }, /but got Object/);
  await refuse({ precision: "low" }, /precision must be "exact" or "fast", but got "low"/);
  await refuse({ devices: "host" }, /unexpected keyword argument .devices./);
  await refuse("webgpu", /takes its options in one object: init\(\{ device: "webgpu" \}\)/);
});

// Elsewhere `navigator` cannot be replaced for one test.
if (environment !== "node") {
  const withGpu = async <T>(gpu: unknown, use: () => Promise<T>): Promise<T> => {
    Object.defineProperty(navigator, "gpu", { value: gpu, configurable: true });
    return use().finally(() => delete (navigator as { gpu?: GPU }).gpu);
  };
  const broken = {
    "this browser has no WebGPU": undefined,
    "no adapter on this machine": { requestAdapter: async () => null },
    "WebGPU gave no device: blocked": {
      requestAdapter: async () => {
        throw new Error("blocked");
      },
    },
    "WebGPU gave no device: busy": {
      requestAdapter: async () => ({
        features: new Set(),
        limits: {},
        requestDevice: async () => {
          throw new Error("busy");
        },
      }),
    },
  };
  for (const [reason, gpu] of Object.entries(broken)) {
    test(`falls back to the host: ${reason}`, async () => {
      const { kind, description } = await withGpu(gpu, () => init());
      assert.is(kind, "host");
      assert.match(description, reason);
      assert.match((await rejection(withGpu(gpu, () => init({ device: "webgpu" })))).message, reason);
      assert.instance(double(x), HostArray);
    });
  }
}
