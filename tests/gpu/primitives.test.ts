/** Every primitive on the device against the host, the elementwise ones also at the edges of their domains. */

import * as assert from "uvu/assert";
import { adoptDevice } from "../../runtime/index.js";
import { DeviceArray } from "../../compiler/execute/deviceArray.js";
import { PlanExecutor } from "../../compiler/execute/executor.js";
import type { HostArray } from "../../compiler/trace/hostArray.js";
import { stage } from "../../compiler/trace/stageTrace.js";
import { bind } from "../../compiler/trace/trace.js";
import { requestTestDevice } from "../harness/device.js";
import { suite } from "../harness/suite.js";
import { random } from "../lower/support.js";
import { samples as elementwise } from "../primitives/elementwiseSamples.js";
import { samples as structural } from "../primitives/structuralSamples.js";

const test = suite("primitives on the device");
const chosen = [...elementwise, ...structural];

let executor: PlanExecutor;
let hasHalf = false;
test.before(async () => {
  const device = await requestTestDevice();
  hasHalf = device.features.has("shader-f16");
  executor = new PlanExecutor(adoptDevice(device));
});

const smallest = 2 ** -126;
const isFlushed = (x: number, y: number): boolean => Math.abs(x) < smallest && Math.abs(y) < smallest;

/** Devices may flush denormals, and round divisions and roots less well than the host. */
function check(actual: HostArray, expected: HostArray, inputs: readonly HostArray[], tolerance = 0): void {
  assert.ok(actual.type.equals(expected.type));
  const relative = actual.dtype === "float16" ? 1e-3 : 1e-6;
  expected.values.forEach((y, i) => {
    const x = actual.values[i];
    const near =
      Object.is(x, y) ||
      (Number.isNaN(x) && Number.isNaN(y)) ||
      isFlushed(x, y) ||
      Math.abs(x - y) <= relative * Math.abs(y) + tolerance * Math.max(1, Math.abs(y));
    const operands = inputs.map((a) => a.values[a.ndim === 0 ? 0 : i] as number | undefined).join(", ");
    assert.ok(near, `at ${operands}: ${x} is not ${y}`);
  });
}

/** Runs on the device at once; what comes back is compared later. */
async function compare(sample: (typeof chosen)[number]): Promise<void> {
  const { primitive, tolerance, about = "" } = sample;
  const { inputs, params } = sample.make(random(1));
  const usesHalf = JSON.stringify(params).includes("float16") || inputs.some((x) => x.dtype === "float16");
  if (usesHalf && !hasHalf) return;
  const { name } = primitive;
  const program = stage((...xs) => bind(primitive, xs, params), inputs.map((x) => x.type), { transform: "test", name }); // prettier-ignore
  const expected = bind(primitive, inputs, params) as HostArray[];
  const outputs = executor.run(program, inputs, { name });
  const compareOne = async (output: unknown, n: number): Promise<void> => {
    const actual = output instanceof DeviceArray ? await output.toHost() : (output as HostArray);
    try {
      check(actual, expected[n], inputs, tolerance);
    } catch (error) {
      throw new Error(`${about} ${JSON.stringify(params)}: ${(error as Error).message}`, { cause: error });
    }
  };
  await Promise.all(outputs.map(compareOne));
}

// Firefox looks ten times a second for what a device has done: all samples are read back together.
for (const name of new Set(chosen.map((s) => s.primitive.name)))
  test(name, async () => {
    await Promise.all(chosen.filter((s) => s.primitive.name === name).map(compare));
  });
