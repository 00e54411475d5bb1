/** Random functions on the device: every bit of what they compute, and what becomes of their results. */

import * as assert from "uvu/assert";
import { type Array as JaxArray, type HostArray, init, jit, makeJaxpr } from "../../compiler/index.js";
import { lower, type LowerOptions } from "../../compiler/lower/index.js";
import type { HostData } from "../../compiler/trace/hostArray.js";
import type { DeviceData } from "../../compiler/trace/value.js";
import { type Device, adoptDevice, load, type Plan } from "../../runtime/index.js";
import { requestTestDevice } from "../harness/device.js";
import { suite } from "../harness/suite.js";
import { RandomFunction } from "../lower/randomFunctions.js";

const test = suite("random functions");

let device: Device;
test.before(async () => {
  const gpu = await requestTestDevice();
  device = adoptDevice(gpu);
  await init({ device: gpu });
});

const valuesOf = (arrays: readonly JaxArray[]): HostData[] => arrays.map((x) => (x as HostArray).values);

/** Zeros are equal: what sums of negative zeros are depends on where a sum begins. */
function assertSame(actual: readonly HostData[], expected: readonly HostData[], about: string): void {
  const plain = (data: HostData): number[] => Array.from(data, (x) => x + 0);
  actual.forEach((data, n) => assert.equal(plain(data), plain(expected[n]), `${about}, output ${n}`));
}

const narrow = { maxStorageBuffersPerShaderStage: 4, maxComputeWorkgroupStorageSize: 5000, maxComputeInvocationsPerWorkgroup: 64 }; // prettier-ignore
const devices: readonly LowerOptions[] = [
  { target: "software" },
  { target: "gpu" },
  { target: "software", limits: { maxStorageBuffersPerShaderStage: 5 } },
  { target: "gpu", limits: narrow },
];

test("compute every bit that they compute on the host, in every call of a plan from a file", async () => {
  for (let seed = 0; seed < 80; seed++) {
    const { apply, inputs } = new RandomFunction(seed);
    const expected = valuesOf(apply(...inputs));
    const { program } = makeJaxpr(apply)(...inputs);
    const text = JSON.stringify(lower(program, devices[seed % devices.length]).plan);
    const run = await load(JSON.parse(text) as Plan, { device });
    const calls = [1, 2].map(() => run(...(valuesOf(inputs) as DeviceData[])));
    for (const results of calls)
      assertSame(await Promise.all(results.map((r) => r.read())), expected, `seed ${seed}`);
  }
}, { seconds: 300 }); // prettier-ignore

test("take their results again, given away or not", async () => {
  for (let seed = 100; seed < 130; seed++) {
    const { apply, inputs } = new RandomFunction(seed);
    const donateArgnums = inputs.flatMap((_, n) => ((seed >> n) & 1 ? [n] : []));
    const calls = [jit(apply), jit((...xs: JaxArray[]) => apply(...xs), { donateArgnums })];
    let [host, given] = [inputs, inputs];
    const seen: [Promise<HostData>, HostData][] = [];
    for (let turn = 0; turn < 4; turn++) {
      const expected = apply(...host);
      const results = calls[turn % 2](...given);
      // What is being read is not given away: some results are not.
      results.forEach((x, n) => (turn === 3 || n % 2) && seen.push([x.data(), (expected[n] as HostArray).values]));
      const again = inputs.map((x, n) => expected.findIndex((y, at) => at >= n % 2 && y.type.equals(x.type))); // prettier-ignore
      host = inputs.map((x, n) => expected[again[n]] ?? x);
      given = inputs.map((x, n) => results[again[n]] ?? x);
    }
    for (const [data, expected] of seen) {
      const own = await data;
      assertSame([own], [expected], `seed ${seed}`);
      // What was read belongs to the reader.
      own.fill(1);
    }
  }
}, { seconds: 300 }); // prettier-ignore
