import * as assert from "uvu/assert";
import { adoptDevice, load, LoadedPlan, stats, upload, type DeviceBuffer } from "../../runtime/index.js";
import { environment, requestTestDevice } from "../harness/device.js";
import { collectUntil } from "../harness/garbage.js";
import { suite } from "../harness/suite.js";
import { countCalls, holdCompilation } from "../runtime/observed.js";
import {
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

const test = suite("runtime memory");

const n = 300;
const type = float32(n);
const filled = (value: number) => new Float32Array(n).fill(value);
const device = async () => adoptDevice(await requestTestDevice());

test("a loop that only reads makes nothing new", async () => {
  const gpu = await device();
  const call = await load(twoSteps(type), { device: gpu });
  for (let k = 0; k < 3; k++) await call(filled(k))[0].read();
  const counts = countCalls(gpu.gpu);
  for (let k = 0; k < 20; k++) {
    const [y] = call(filled(k));
    assert.is((await y.read())[n - 1], (k + 1) ** 2);
  }
  const made = { createBuffer: 0, createBindGroup: 0, createShaderModule: 0, createComputePipelineAsync: 0 };
  assert.equal(counts, { ...made, submit: 40 });
});

test("a call is one submit", async () => {
  const gpu = await device();
  const call = await load(twoSteps(type), { device: gpu });
  const [x] = call(filled(0));
  const before = stats(gpu);
  call(x);
  const after = stats(gpu);
  assert.is(after.submits, before.submits + 1);
  assert.is(after.dispatches, before.dispatches + 2);
  assert.is(after.bytesBound, before.bytesBound + 4 * 4 * n);
});

test("a value whose buffer was taken is still there", async () => {
  const gpu = await device();
  const call = await load(unary(type, "x[i] + 1.0"), { device: gpu });
  const [a] = call(filled(1));
  await a.read();
  const before = stats(gpu);
  const [b] = call(filled(10));
  assert.is(stats(gpu).buffersCreated, before.buffersCreated, "b got the buffer of a");
  assert.is((await a.read())[0], 2);
  const [c] = call(a);
  assert.is((await c.read())[0], 3);
  assert.is((await b.read())[0], 11);
});

test("what is read back belongs to the reader", async () => {
  const call = await load(unary(type, "x[i] + 1.0"), { device: await device() });
  const [a] = call(filled(1));
  (await a.read())[0] = 99;
  assert.is((await a.read())[0], 2);
  const [b] = call(filled(5));
  assert.equal(await call(a)[0].read(), filled(3));
  b.dispose();
});

test("disposed and donated memory is used again", async () => {
  const gpu = await device();
  const step = await load(binary(type, "a[i] - 0.5 * b[i]"), { device: gpu });
  const gradient = upload(gpu, type, filled(1));
  let [weights] = step(filled(0), gradient);
  [weights] = step.plan.run([weights, gradient], { donate: [0] });
  const counts = countCalls(gpu.gpu);
  for (let k = 0; k < 10; k++) [weights] = step.plan.run([weights, gradient], { donate: [0] });
  assert.is(counts.createBuffer, 0);
  for (let k = 0; k < 10; k++) {
    const [next] = step(weights, gradient);
    weights.dispose();
    weights = next;
  }
  assert.is(counts.createBuffer, 0);
  assert.ok(counts.createBindGroup <= 2);
  assert.equal(await weights.read(), filled(-11));
});

/** y = (x + 1) squared, where x is not needed any more when y is written. */
const chain = planOf({
  name: "chain",
  inputs: [type],
  outputs: [{ ...type, buffer: 2 }],
  buffers: [input(type, 0), temporary(type), output(type)],
  kernels: [elementwise("addOne", ["x"], "x[i] + 1.0"), elementwise("square", ["x"], "x[i] * x[i]")],
  steps: [dispatch(0, [0, 1], type), dispatch(1, [1, 2], type)],
});

test("a donated argument's memory may hold the result of the same call", async () => {
  const gpu = await device();
  const call = await load(chain, { device: gpu });
  const [x] = call(filled(0));
  const before = stats(gpu);
  const [y] = call.plan.run([x], { donate: [0] });
  assert.is(stats(gpu).buffersCreated, before.buffersCreated);
  assert.ok(x.disposed);
  assert.equal(await y.read(), filled(4));
});

test("a donated argument that has another owner is left alone", async () => {
  const gpu = await device();
  const call = await load(chain, { device: gpu });
  const same = await load(planOf({ name: "same", inputs: [type], outputs: [{ ...type, input: 0 }] }), {
    device: gpu,
  });
  const [x] = call(filled(0));
  const [alias] = same(x);
  const [y] = call.plan.run([x], { donate: [0] });
  assert.equal(await alias.read(), filled(1));
  assert.equal(await y.read(), filled(4));
  assert.throws(() => call.plan.run([{ data: filled(0) }], { donate: [0] }), /cannot be donated/);
});

test("memory disposed of while its user waits to run is kept for it", async () => {
  const gpu = await device();
  const ready = await load(unary(type, "x[i] * 3.0", "ready"), { device: gpu });
  const release = holdCompilation(gpu.gpu, "late");
  const late = new LoadedPlan(unary(type, "x[i] + 1.0", "late"), gpu);
  const [x] = ready(filled(1));
  const [y] = late.run([x]);
  const [z] = ready(y);
  const [forgotten] = late.run([y]);
  for (const used of [x, y, forgotten]) used.dispose();
  release();
  assert.equal(await z.read(), filled(12));
});

test("a value disposed of while it is read is delivered", async () => {
  const gpu = await device();
  const call = await load(unary(type, "x[i] + 1.0"), { device: gpu });
  await call(filled(1))[0].read();
  const [y] = call(filled(2));
  const [first, second] = [y.read(), y.read()];
  y.dispose();
  const [z] = call(filled(7));
  assert.equal(await Promise.all([first, second]), [filled(3), filled(3)]);
  assert.equal(await z.read(), filled(8));
});

test("results that are dropped are given back", async () => {
  const gpu = await device();
  const large = float32(1 << 20);
  const call = await load(unary(large, "x[i] + 1.0"), { device: gpu });
  let x = call(new Float32Array(1 << 20))[0];
  const tick = await load(unary(float32(1), "x[i]"), { device: gpu });
  // When is the engine's affair; a loop whose memory is never given back is ours. 1.5 GB are dropped at most.
  let calls = 0;
  for (let before = 0; calls < 360 && stats(gpu).bytesLive >= before; calls++) {
    before = stats(gpu).bytesLive;
    [x] = call(x);
    // Reading waits for the device, which is when garbage is collected.
    await tick(new Float32Array(1))[0].read();
  }
  assert.is((await x.read())[0], calls + 1);
  assert.ok(calls < 360, `${stats(gpu).bytesLive} bytes held`);
});

test("a plan disposed of while a call waits to run keeps its memory for it", async () => {
  const gpu = await device();
  const release = holdCompilation(gpu.gpu, "square");
  const late = new LoadedPlan(twoSteps(type), gpu);
  const ready = await load(unary(type, "x[i] - 1.0", "ready"), { device: gpu });
  const [y] = late.run([{ data: filled(1) }]);
  late.dispose();
  const [z] = ready(filled(8));
  release();
  assert.equal(await y.read(), filled(4));
  assert.equal(await z.read(), filled(7));
  for (const used of [y, z]) used.dispose();
  ready.plan.dispose();
  assert.is(stats(gpu).bytesLive, 0);
});

test("an argument that is used again and again keeps its buffer", async () => {
  const gpu = await device();
  const call = await load(unary(type, "x[i] + 1.0"), { device: gpu });
  const [x, y] = [upload(gpu, type, filled(1)), upload(gpu, type, filled(2))];
  for (let k = 0; k < 2; k++) for (const argument of [x, y]) call(argument);
  const before = stats(gpu).uploads;
  const kept: DeviceBuffer[] = [];
  for (let k = 0; k < 5; k++) for (const argument of [x, y]) kept.push(...call(argument));
  assert.is(stats(gpu).uploads, before);
  assert.equal(await kept[9].read(), filled(3));
});

test("data with an identity are sent while the kernels are compiled, and once", async () => {
  const gpu = await device();
  const release = holdCompilation(gpu.gpu, "late");
  const late = new LoadedPlan(binary(type, "a[i] + b[i]", "late"), gpu);
  const [x, y] = [filled(1), filled(2)].map((data) => ({ data, identity: {} }));
  const [z] = late.run([x, y]);
  assert.is(stats(gpu).uploads, 2);
  // Its turn is not yet: what many calls wait with would be on the device at once.
  const [later] = late.run([{ data: filled(3), identity: {} }, y]);
  assert.is(stats(gpu).uploads, 2);
  release();
  assert.equal(await z.read(), filled(3));
  assert.equal(await later.read(), filled(5));
  assert.is(stats(gpu).uploads, 3);
});

test("data with an identity are uploaded once", async () => {
  const gpu = await device();
  const call = await load(binary(type, "a[i] * b[i]"), { device: gpu });
  const weights = { data: filled(3), identity: {} };
  const scalarPlan = await load(unary(float32(), "x[i] + 1.0"), { device: gpu });
  let [y] = call.plan.run([weights, weights]);
  const before = stats(gpu);
  [y] = call.plan.run([weights, y]);
  assert.is(stats(gpu).uploads, before.uploads);
  assert.equal(await y.read(), filled(27));
  const scalar = { data: new Float32Array([1]), identity: {} };
  scalarPlan.plan.run([scalar]);
  scalarPlan.plan.run([scalar]);
  assert.is(stats(gpu).uploads, before.uploads + 2, "small data go with each call");
});

test("a stream of uploads takes constant memory", async () => {
  const gpu = await device();
  const call = await load(binary(type, "a[i] + b[i]"), { device: gpu });
  const weights = { data: filled(1), identity: {} };
  const turn = async (k: number) => {
    const batch = { data: filled(k), identity: {} };
    const [y] = call.plan.run([weights, batch]);
    assert.is((await y.read())[7], k + 1);
  };
  for (let k = 0; k < 12; k++) await turn(k);
  const before = stats(gpu);
  for (let k = 0; k < 30; k++) await turn(k);
  const after = stats(gpu);
  assert.is(after.buffersCreated, before.buffersCreated);
  assert.is(after.uploads, before.uploads + 30, "the weights stay");
});

test("plans share working memory", async () => {
  const gpu = await device();
  const first = await load(twoSteps(type), { device: gpu });
  const before = stats(gpu).buffersCreated;
  const second = await load({ ...twoSteps(type), name: "again" }, { device: gpu });
  assert.is(stats(gpu).buffersCreated, before);
  assert.is(stats(gpu).pipelinesCompiled, 2);
  const [y] = first(filled(1));
  assert.equal(await second(y)[0].read(), filled(25));
});

test("free memory that nothing needs any more is destroyed", async () => {
  const gpu = await device();
  const large = await load(unary(float32(5000), "x[i]"), { device: gpu });
  const small = await load(unary(type, "x[i] + 1.0"), { device: gpu });
  large(new Float32Array(5000))[0].dispose();
  let [y] = small(filled(0));
  for (let k = 0; k < 300; k++) {
    const [next] = small(y);
    y.dispose();
    y = next;
  }
  assert.is(stats(gpu).bytesPooled, 20480 + 1280);
  large.plan.dispose();
  const keep: DeviceBuffer[] = [];
  for (let k = 0; k < 2; k++) keep.push(small(y)[0]);
  assert.is(stats(gpu).bytesPooled, 20480, "the input buffer has been free for no call yet");
  assert.equal(await keep[1].read(), filled(302));
});

/** Numbers in [0, 1), the same in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
}

test("values survive any mix of calls, reads, disposals and donations", async () => {
  const gpu = await device();
  const random = randomNumbers(7);
  const pick = <V>(list: readonly V[]): V => list[Math.floor(random() * list.length)];
  const release = holdCompilation(gpu.gpu, "late");
  const same = planOf({ name: "same", inputs: [type], outputs: [{ ...type, input: 0 }] });
  // All keep integers below 2^24, so that float32 is exact.
  const functions = [
    { plan: new LoadedPlan(unary(type, "x[i] + 1.0"), gpu), f: (v: number) => v + 1 },
    { plan: new LoadedPlan(unary(type, "100.0 - x[i]", "late"), gpu), f: (v: number) => 100 - v },
    { plan: new LoadedPlan(chain, gpu), f: (v: number) => (v + 1) ** 2 },
    { plan: new LoadedPlan(same, gpu), f: (v: number) => v },
  ];
  const first = { data: filled(3), identity: {} };
  let values = [{ buffer: functions[0].plan.run([first])[0], value: 4 }];
  const reads: Promise<void>[] = [];
  const check = async ({ buffer, value }: (typeof values)[number]) => {
    const data = await buffer.read();
    assert.ok(data[0] === value && data[n - 1] === value, `${data[0]} is not ${value}`);
  };
  for (let turn = 0; turn < 600; turn++) {
    if (turn === 100) release();
    const action = random();
    const chosen = pick(values);
    if (action < 0.6 || values.length < 4) {
      const { plan, f } = pick(functions.filter((g) => Math.abs(g.f(chosen.value)) < 1e6));
      const isDonated = values.length > 4 && random() < 0.3;
      const [buffer] = plan.run([chosen.buffer], { donate: isDonated ? [0] : [] });
      if (isDonated) values = values.filter((v) => v !== chosen);
      values.push({ buffer, value: f(chosen.value) });
    } else if (action < 0.7) {
      const data = filled(turn);
      values.push({ buffer: functions[0].plan.run([{ data }])[0], value: turn + 1 });
      data.fill(-1);
    } else if (action < 0.85) {
      reads.push(check(chosen));
      if (turn > 100 && random() < 0.5) await reads.at(-1);
    } else {
      chosen.buffer.dispose();
      values = values.filter((v) => v !== chosen);
    }
  }
  await Promise.all([...reads, ...values.map(check)]);
  for (const { buffer } of values) buffer.dispose();
  for (const { plan } of functions) plan.dispose();
  assert.is(stats(gpu).bytesLive, 0, "the uploaded data were used once, long ago");
});

// Elsewhere garbage collection cannot be asked for.
if (environment === "node") {
  test("garbage gives its memory back", async () => {
    const gpu = await device();
    const call = await load(unary(type, "x[i] + 1.0"), { device: gpu });
    const produce = () => {
      for (let k = 0; k < 20; k++) call.plan.run([{ data: filled(k), identity: {} }]);
    };
    produce();
    const held = stats(gpu).bytesLive;
    await collectUntil(() => stats(gpu).bytesLive === 0);
    assert.ok(held >= 20 * 4 * n);
    assert.is(stats(gpu).bytesLive, 0);
    const before = stats(gpu).buffersCreated;
    produce();
    assert.is(stats(gpu).buffersCreated, before);
  });
}
