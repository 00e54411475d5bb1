/** Lowered programs on the device against the host. */

import * as assert from "uvu/assert";
import { compileForHost } from "../../compiler/host/index.js";
import { type LowerOptions, lower } from "../../compiler/lower/index.js";
import type { Var } from "../../compiler/ir/program.js";
import type { HostData } from "../../compiler/trace/hostArray.js";
import type { DeviceData } from "../../compiler/trace/value.js";
import { type Device, adoptDevice, load } from "../../runtime/index.js";
import { requestTestDevice } from "../harness/device.js";
import { suite } from "../harness/suite.js";
import * as p from "../lower/primitives.js";
import { difference, randomInputs, randomProgram } from "../lower/randomPrograms.js";

const test = suite("kernels on the device");

let device: Device;
test.before(async () => {
  device = adoptDevice(await requestTestDevice());
});

type Lowered = ReturnType<typeof lower>;

async function runOnDevice(lowered: Lowered, inputs: readonly HostData[]): Promise<HostData[]> {
  const run = await load(lowered.plan, { device });
  return Promise.all(run(...(inputs as DeviceData[])).map((result) => result.read()));
}

async function check(lowered: Lowered, inputs: readonly HostData[], about: string): Promise<void> {
  const expected = compileForHost(lowered)(inputs);
  const actual = await runOnDevice(lowered, inputs);
  actual.forEach((data, n) => assert.is(difference(data, expected[n]), undefined, `${about}, output ${n}`));
}

for (const [first, count] of [[0, 25], [300, 25]]) // prettier-ignore
  test(`random programs ${first} to ${first + count - 1}`, async () => {
    for (let seed = first; seed < first + count; seed++) {
      const program = randomProgram(seed);
      const options: LowerOptions = { target: seed % 2 ? "gpu" : "software" };
      await check(lower(program, options), randomInputs(program, seed), `seed ${seed}`);
    }
  }, { seconds: 300 }); // prettier-ignore

/** A program of inputs of these shapes. */
function build(
  shapes: readonly (readonly number[])[],
  body: (b: p.ProgramBuilder, ...inputs: Var[]) => Var[],
) {
  const b = new p.ProgramBuilder();
  const inputs = shapes.map((shape) => b.input(shape));
  return b.build(...body(b, ...inputs));
}

const sizes = [1, 2, 3, 4, 5, 63, 64, 65, 255, 257, 1023, 4099, 70_001];

test("elementwise programs and sums of every odd size", async () => {
  for (const size of sizes) {
    const program = build([[size]], (b, x) => {
      const y = b.apply(p.mulP, [x, x]);
      return [b.apply(p.addP, [y, x]), b.apply(p.reduceSum, [y], { axes: [0] })];
    });
    await check(lower(program), randomInputs(program, size), `size ${size}`);
  }
});

test("products of every odd size", async () => {
  for (const [m, k, n] of [
    [1, 1, 1],
    [1, 100, 1],
    [5, 7, 3],
    [4, 4, 4],
    [33, 65, 17],
    [64, 64, 64],
    [1, 64, 100],
    [100, 3, 1],
    [2, 70_001, 2],
  ]) {
    // prettier-ignore
    const program = build([[m, k], [k, n]], (b, x, y) => [b.apply(p.tanh, [b.apply(p.contract, [x, y], p.matmul)])]); // prettier-ignore
    await check(lower(program), randomInputs(program, m + k + n), `${m} × ${k} × ${n}`);
  }
});

test("NaN, infinities and signed zeros pass through as on the host", async () => {
  const largest = 2 ** 128 - 2 ** 104;
  const program = build([[100], [100], [100, 0]], (b, x, y, none) => [
    b.apply(p.mulP, [x, b.full(0, [100])]),
    b.apply(p.addP, [x, b.full(0, [100])]),
    b.apply(p.subP, [b.full(0, [100]), x]),
    b.apply(p.where, [b.apply(p.greater, [x, y]), x, y]),
    b.apply(p.reduceMax, [x], { axes: [0] }),
    b.apply(p.addP, [x, b.full(-Infinity, [100])]),
    b.apply(p.where, [b.apply(p.greater, [x, y]), x, b.full(largest, [100])]),
    b.apply(p.where, [b.apply(p.greater, [x, y]), x, b.full(-0, [100])]),
    b.apply(p.mulP, [x, b.full(-0, [100])]),
    b.apply(p.mulP, [x, b.apply(p.reduceSum, [none], { axes: [1] })]),
    b.apply(p.divP, [b.apply(p.reduceSum, [none], { axes: [1] }), x]),
  ]);
  const lowered = lower(program);
  const inputs = randomInputs(program, 7, true);
  const expected = compileForHost(lowered)(inputs);
  const actual = await runOnDevice(lowered, inputs);
  actual.forEach((data, n) => data.forEach((x, i) => assert.ok(Object.is(x, expected[n][i]), `output ${n}: ${x} is not ${expected[n][i]}`))); // prettier-ignore
});

test("a grid of two dimensions covers everything", async () => {
  const program = build([[70_001]], (b, x) => [b.apply(p.neg, [x])]);
  await check(
    lower(program, { limits: { maxComputeWorkgroupsPerDimension: 9 } }),
    randomInputs(program, 1),
    "grid",
  );
});

test("30 inputs and 30 outputs", async () => {
  const program = build(
    Array.from({ length: 30 }, () => [50]),
    (b, ...inputs) => {
      const sum = inputs.reduce((x, y) => b.apply(p.addP, [x, y]));
      return inputs.map((x) => b.apply(p.mulP, [x, sum]));
    },
  );
  await check(lower(program), randomInputs(program, 1), "wide");
});

test("30 arrays end to end", async () => {
  const shapes = Array.from({ length: 30 }, (_, n) => [n + 1]);
  const program = build(shapes, (b, ...inputs) => [b.apply(p.tanh, [b.apply(p.concatenate, inputs)])]);
  await check(lower(program), randomInputs(program, 3), "concatenate");
});

test("one kernel for several layers", async () => {
  const program = build([[16, 64], [64, 64], [64, 64]], (b, x, v, w) => [
    [v, w, v].reduce((y, weights) => b.apply(p.tanh, [b.apply(p.contract, [y, weights], p.matmul)]), x),
  ]); // prettier-ignore
  const lowered = lower(program);
  assert.is(lowered.kernels.length, 1);
  await check(lowered, randomInputs(program, 5), "layers");
});

test("integers and booleans in buffers", async () => {
  const program = build([[301], [301]], (b, x, y) => {
    const at = b.apply(p.toInt, [b.apply(p.mulP, [x, b.full(100, [301])])]);
    return [at, b.apply(p.greater, [x, y]), b.apply(p.take, [x, at])];
  });
  await check(lower(program), randomInputs(program, 2), "integers");
});
