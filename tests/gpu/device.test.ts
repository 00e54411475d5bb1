import * as assert from "uvu/assert";
import { environment, requestTestAdapter, requestTestDevice } from "../harness/device.js";
import { runShader } from "../harness/shader.js";
import { suite } from "../harness/suite.js";

const test = suite("test device");

test("computes", async () => {
  const device = await requestTestDevice();
  const code = `
    @group(0) @binding(0) var<storage, read_write> x: array<f32>;
    @compute @workgroup_size(4) fn main(@builtin(global_invocation_id) id: vec3u) {
      x[id.x] = x[id.x] * 1.5;
    }`;
  const [result] = await runShader(device, {
    code,
    buffers: [new Float32Array([0, 1, 2, 3])],
    workgroups: [1],
  });
  assert.equal(result, new Float32Array([0, 1.5, 3, 4.5]));
});

test("has the adapter's limits", async () => {
  const adapter = await requestTestAdapter();
  const device = await requestTestDevice();
  const limit = "maxStorageBuffersPerShaderStage";
  assert.is(device.limits[limit], adapter?.limits[limit]);
  assert.ok(device.limits[limit] >= 8);
});

test("knows where it runs", () => {
  assert.is(environment === "node", typeof document === "undefined");
});
