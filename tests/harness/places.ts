/** The two places where compiled functions run, and comparison of what they give with float64. */

import * as assert from "uvu/assert";
import { type Array, init } from "../../../compiler/index.js";
import { requestTestDevice } from "../../harness/device.js";
import { afterFile, type Test } from "../../harness/suite.js";

let device: Promise<GPUDevice> | undefined;

/** The device of the file, which compiled functions run on from now on. */
export async function useDevice(): Promise<GPUDevice> {
  if (!device) {
    device = requestTestDevice();
    // In a page, the next file is one of the same modules.
    afterFile(() => void (device = undefined));
  }
  await init({ device: await device });
  return device;
}

/** Declares a test for compiled functions on the host, and one for those on the device. */
export function inBothPlaces(test: Test, name: string, body: () => Promise<void>): void {
  test(`${name}, on the host`, async () => {
    await init({ device: "host" });
    await body();
  });
  test(`${name}, on the device`, async () => {
    await useDevice();
    await body();
  });
}

/** The same float32 numbers for arrays and for what they are compared with. */
export const spread = (count: number, from: number, to: number): number[] => [
  ...Float32Array.from({ length: count }, (_, i) => from + ((to - from) * i) / Math.max(1, count - 1)),
];

/** No element is farther from what it should be than so much of that, or of 1 if it is less. */
export async function expectClose(
  actual: Array,
  expected: readonly number[],
  tolerance: number,
): Promise<void> {
  const values = await actual.data();
  assert.is(values.length, expected.length);
  const wrong = expected.findIndex(
    // NaN is far from everything.
    (x, i) => !(Math.abs(Number(values[i]) - x) <= tolerance * Math.max(1, Math.abs(x))),
  );
  assert.is(wrong, -1, `element ${wrong}: ${values[wrong]} is not ${expected[wrong]}`);
}
