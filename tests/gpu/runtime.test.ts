import * as assert from "uvu/assert";
import {
  adoptDevice,
  load,
  LoadedPlan,
  stats,
  upload,
  type DeviceBuffer,
  type Plan,
} from "../../runtime/index.js";
import { requestTestDevice } from "../harness/device.js";
import { rejection } from "../harness/rejection.js";
import { suite } from "../harness/suite.js";
import { holdCompilation } from "../runtime/observed.js";
import {
  base64,
  binary,
  dispatch,
  elementwise,
  float32,
  input,
  output,
  planOf,
  temporary,
  twoSteps,
  unary,
} from "../runtime/plans.js";

const test = suite("runtime");

const floats = (...values: number[]) => new Float32Array(values);
const device = async () => adoptDevice(await requestTestDevice());

test("runs a plan that came as JSON", async () => {
  const plan = JSON.parse(JSON.stringify(unary(float32(3), "x[i] * 2.0"))) as Plan;
  const double = await load(plan, { device: await requestTestDevice() });
  const [y] = double(floats(1, 2, 3));
  assert.equal(await y.read(), floats(2, 4, 6));
  assert.equal(y.type.shape, [3]);
  assert.is(y.bytes, 12);
});

test("hands results on without reading them", async () => {
  const step = await load(twoSteps(float32(2)), { device: await device() });
  const [a] = step(floats(0, 1));
  const [b] = step(a);
  assert.equal(await b.read(), floats(4, 25));
  assert.equal(await a.read(), floats(1, 4));
});

test("takes numbers for scalars", async () => {
  const power = await load(binary(float32(), "a[i] - b[i]"), { device: await device() });
  const [y] = power(5, true);
  assert.equal(await y.read(), floats(4));
});

test("keeps the order of calls made while kernels compile", async () => {
  const gpu = await device();
  const release = holdCompilation(gpu.gpu, "slow");
  const slow = new LoadedPlan(unary(float32(1), "x[i] + 1.0", "slow"), gpu);
  const fast = new LoadedPlan(unary(float32(1), "x[i] * 10.0", "fast"), gpu);
  await fast.ready();
  const x = floats(1);
  const [a] = slow.run([{ data: x }]);
  x[0] = 100;
  const [b] = fast.run([a]);
  const [c] = slow.run([b]);
  assert.is(stats(gpu).submits, 0);
  const read = b.read();
  b.dispose();
  release();
  assert.equal(await c.read(), floats(21));
  assert.equal(await read, floats(20));
});

test("begins with the kernels that take longest to compile", async () => {
  const gpu = await device();
  const type = float32(1);
  const order: string[] = [];
  const compile = gpu.gpu.createComputePipelineAsync.bind(gpu.gpu);
  const noting = (descriptor: GPUComputePipelineDescriptor) => {
    order.push(descriptor.label!);
    return compile(descriptor);
  };
  Object.defineProperty(gpu.gpu, "createComputePipelineAsync", { value: noting });
  const plan = planOf({
    name: "three",
    inputs: [type],
    outputs: [{ ...type, buffer: 1 }],
    buffers: [input(type, 0), output(type), temporary(type), temporary(type)],
    kernels: [
      elementwise("middle", ["x"], "x[i] + 1.0 + 1.0"),
      elementwise("short", ["x"], "x[i]"),
      elementwise("long", ["x"], "x[i] * 2.0 * 2.0 * 2.0"),
    ],
    steps: [dispatch(0, [0, 2], type), dispatch(1, [2, 3], type), dispatch(2, [3, 1], type)],
  });
  const [y] = new LoadedPlan(plan, gpu).run([{ data: floats(1) }]);
  assert.equal(order, ["long", "middle", "short"]);
  assert.equal(await y.read(), floats(24));
});

test("copies, clears, and holds constants", async () => {
  const type = float32(4);
  const plan = planOf({
    name: "constants",
    inputs: [type],
    outputs: [
      { ...type, buffer: 2 },
      { ...type, buffer: 3 },
      { ...type, buffer: 1 },
    ],
    buffers: [input(type, 0), { kind: "constant", bytes: 16, index: 0 }, output(type), output(type)],
    constants: [{ type, data: base64(floats(1, 2, 3, 4)) }],
    kernels: [elementwise("add", ["a", "b"], "a[i] + b[i]")],
    steps: [
      dispatch(0, [0, 1, 2], type),
      { kind: "copy", from: 2, to: 3, bytes: 16 },
      { kind: "clear", buffer: 3, bytes: 8 },
    ],
  });
  const call = await load(plan, { device: await device() });
  for (let turn = 0; turn < 2; turn++) {
    const [sum, half, constant] = call(floats(10, 20, 30, 40));
    assert.equal(await Promise.all([sum.read(), half.read(), constant.read()]), [
      floats(11, 22, 33, 44),
      floats(0, 0, 33, 44),
      floats(1, 2, 3, 4),
    ]);
    constant.dispose();
  }
});

test("hands arguments back", async () => {
  const type = float32(2);
  const gpu = await device();
  const same = await load(planOf({ name: "same", inputs: [type], outputs: [{ ...type, input: 0 }] }), {
    device: gpu,
  });
  const x = floats(1, 2);
  const [fromData] = same(x);
  x[0] = 7;
  assert.equal(await fromData.read(), floats(1, 2));
  const [y] = same(fromData);
  fromData.dispose();
  assert.equal(await y.read(), floats(1, 2));
  const [kept] = same.plan.run([{ data: floats(8, 9), identity: {} }]);
  assert.equal(await kept.read(), floats(8, 9));
  assert.is(stats(gpu).submits, 0);
});

test("reads many results at once, in one round trip", async () => {
  const gpu = await device();
  const call = await load(unary(float32(5), "x[i] + 0.5"), { device: gpu });
  const results = Array.from({ length: 40 }, (_, k) => call(floats(k, k, k, k, k))[0]);
  const before = stats(gpu).submits;
  const values = await Promise.all([...results, ...results].map((r) => r.read()));
  assert.is(stats(gpu).submits, before + 1);
  values.forEach((value, k) => assert.is(value[4], (k % 40) + 0.5));
});

test("reads large results in parts", async () => {
  const large = float32(6 << 20);
  const gpu = await device();
  const zeros = await load(
    planOf({
      name: "zeros",
      outputs: [{ ...large, buffer: 0 }],
      buffers: [output(large)],
      steps: [{ kind: "clear", buffer: 0, bytes: 6 << 22 }],
    }),
    { device: gpu },
  );
  const results = [zeros()[0], zeros()[0], zeros()[0]];
  const before = stats(gpu).submits;
  for (const value of await Promise.all(results.map((r) => r.read()))) assert.is(value.length, 6 << 20);
  assert.is(stats(gpu).submits, before + 2);
});

test("reads what is there while another call compiles", async () => {
  const gpu = await device();
  const ready = await load(unary(float32(1), "x[i] + 1.0", "ready"), { device: gpu });
  const [x] = ready(floats(1));
  const release = holdCompilation(gpu.gpu, "late");
  const [y] = new LoadedPlan(unary(float32(1), "x[i] * 2.0", "late"), gpu).run([x]);
  assert.equal(await x.read(), floats(2));
  release();
  assert.equal(await y.read(), floats(4));
});

test("has arrays without elements", async () => {
  const type = float32(0, 3);
  const gpu = await device();
  const call = await load(unary(type, "x[i]"), { device: gpu });
  const [y] = call(floats());
  const submits = stats(gpu).submits;
  assert.equal(await y.read(), floats());
  assert.is(stats(gpu).submits, submits);
  assert.equal(await call(y)[0].read(), floats());
});

test("converts bool and integers", async () => {
  const bool = { dtype: "bool", shape: [3] } as const;
  const int = { dtype: "int32", shape: [3] } as const;
  const wgsl = `
@group(0) @binding(0) var<storage, read> p: array<u32>;
@group(0) @binding(1) var<storage, read> n: array<i32>;
@group(0) @binding(2) var<storage, read_write> q: array<u32>;
@group(0) @binding(3) var<storage, read_write> m: array<i32>;
@compute @workgroup_size(3, 1, 1) fn main(@builtin(local_invocation_index) i: u32) {
  q[i] = select(1u, 0u, p[i] != 0u);
  m[i] = -n[i];
}`;
  const access = ["read", "read", "read_write", "read_write"] as const;
  const plan = planOf({
    name: "negations",
    inputs: [bool, int],
    outputs: [
      { ...bool, buffer: 2 },
      { ...int, buffer: 3 },
    ],
    buffers: [input(bool, 0), input(int, 1), output(bool), output(int)],
    kernels: [
      {
        name: "not",
        wgsl,
        bindings: access.map((a, b) => ({ name: "pnqm"[b], access: a })),
        workgroupSize: [3, 1, 1],
        source: {},
      },
    ],
    steps: [{ kind: "dispatch", kernel: 0, buffers: [0, 1, 2, 3], workgroups: [1, 1, 1] }],
  });
  const call = await load(plan, { device: await device() });
  const [q, m] = call(new Uint8Array([1, 0, 1]), new Int32Array([1, -2, 3]));
  assert.equal(await q.read(), new Uint8Array([0, 1, 0]));
  assert.equal(await m.read(), new Int32Array([-1, 2, -3]));
});

test("hands out float16 rounded", async () => {
  const type = { dtype: "float16", shape: [3] } as const;
  const gpu = await device();
  const plan = planOf({
    name: "halves",
    inputs: [type],
    outputs: [{ ...type, buffer: 1 }],
    buffers: [
      { kind: "input", bytes: 8, index: 0 },
      { kind: "output", bytes: 8 },
    ],
    steps: [{ kind: "copy", from: 0, to: 1, bytes: 8 }],
  });
  const [y] = (await load(plan, { device: gpu }))(floats(1 / 3, 65520, -1e-8));
  assert.equal(await y.read(), floats(0.333251953125, Infinity, -0));
});

test("computes in float16 where the device can", async () => {
  const gpu = await device();
  if (!gpu.features.includes("shader-f16")) return;
  const type = { dtype: "float16", shape: [4] } as const;
  const wgsl = `
enable f16;
@group(0) @binding(0) var<storage, read> x: array<f16>;
@group(0) @binding(1) var<storage, read_write> y: array<f16>;
@compute @workgroup_size(4, 1, 1) fn main(@builtin(local_invocation_index) i: u32) { y[i] = x[i] * 3.0h; }`;
  const plan = unary(float32(2), "x[i]");
  const halves = planOf({
    ...plan,
    inputs: [type],
    outputs: [{ ...type, buffer: 1 }],
    kernels: [{ ...plan.kernels[0], wgsl }],
    requires: { ...plan.requires, features: ["shader-f16"] },
  });
  const [y] = (await load(halves, { device: gpu }))(floats(1, -0.5, 2 ** -20, 40000));
  assert.equal(await y.read(), floats(3, -1.5, 3 * 2 ** -20, Infinity));
});

test("says which argument does not fit", async () => {
  const gpu = await device();
  const add = await load(binary(float32(2), "a[i] + b[i]", "add"), { device: gpu });
  const fails = (run: () => unknown, pattern: RegExp) => assert.throws(run, pattern);
  fails(() => add(floats(1, 2)), /"add" takes 2 arguments \(float32\[2\],float32\[2\]\); got 1/);
  fails(
    () => add(floats(1, 2), floats(1)),
    /Argument 1 of "add" must be float32\[2\]; got a Float32Array of 1/,
  );
  fails(() => add(floats(1, 2), new Int32Array(2)), /got an Int32Array of 2/);
  fails(() => add(floats(1, 2), 3), /Argument 1/);
  const other = upload(await device(), float32(2), floats(1, 2));
  fails(() => add(other, other), /another device/);
  const wide = upload(gpu, float32(3), floats(1, 2, 3));
  fails(() => add(wide, wide), /got float32\[3\]/);
  fails(() => upload(gpu, float32(3), floats(1)), /float32\[3\].*Float32Array of 1/);
  const gone = upload(gpu, float32(2), floats(1, 2));
  gone.dispose();
  fails(() => add(gone, gone), /disposed/);
  await gone.read().then(
    () => assert.unreachable(),
    (error: Error) => assert.match(error.message, /disposed/),
  );
  assert.is(stats(gpu).submits, 0);
});

async function refuseDevice(device: GPUDevice): Promise<void> {
  const { message } = await rejection(load(unary(float32(2), "x[i]"), { device }), TypeError);
  assert.match(message, /Expected a GPUDevice, but got \[object Object\]/);
}

test("refuses what is not a plan, and what is not a device", async () => {
  const gpu = await device();
  const good = unary(float32(2), "x[i]");
  const refuse = (plan: unknown, pattern: RegExp) =>
    assert.throws(() => new LoadedPlan(plan as Plan, gpu), pattern);
  refuse({}, /not a plan of format 1/);
  refuse({ format: 1, name: "half", inputs: [] }, /"half" is inconsistent: it has no list of outputs/);
  await refuseDevice({} as GPUDevice);
  refuse({ ...good, buffers: good.buffers.slice(0, 1) }, /output float32\[2\] has no place/);
  refuse({ ...good, inputs: [] }, /buffer 0 has no source/);
  refuse({ ...good, inputs: [float32(9)] }, /buffer 0 is smaller than float32\[9\]/);
  refuse({ ...good, steps: [{ kind: "copy", from: 0, to: 1, bytes: 64 }] }, /copy step/);
});

test("disposes of plans and results", async () => {
  const gpu = await device();
  const call = await load(unary(float32(1000), "x[i] + 1.0"), { device: gpu });
  const results: DeviceBuffer[] = call(new Float32Array(1000));
  {
    using y = results[0];
    await y.read();
  }
  assert.ok(results[0].disposed);
  call.plan.dispose();
  assert.is(stats(gpu).bytesLive, 0);
  assert.throws(() => call(new Float32Array(1000)), /was disposed of/);
});
