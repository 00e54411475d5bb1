import * as assert from "uvu/assert";
import { init } from "../../compiler/index.js";
import { requestTestDevice } from "../harness/device.js";
import { suite } from "../harness/suite.js";
import { roundsLikeTheHost } from "../shaders/device.js";
import { examples, run, runCompiled } from "../specification.js";

const test = suite("specification page");

const listed = (prints: string | string[]): string[] => (typeof prints === "string" ? [prints] : prints);

const numbers = /-?\d+\.\d*(e[+-]\d+)?/g;

/** What was printed, where its numbers are within a few units in the last place of the expected ones, as expected. */
function withinRounding(printed: string, expected: string): string {
  const wanted = expected.match(numbers) ?? [];
  const actual = printed.match(numbers) ?? [];
  const isNear = (x: string, n: number): boolean =>
    Math.abs(Number(x) - Number(wanted[n])) <= 5e-7 * Math.abs(Number(wanted[n]));
  const rest = (text: string): string => text.replace(numbers, "#").replace(/\s/g, "");
  return actual.every(isNear) && rest(printed) === rest(expected) ? expected : printed;
}

for (const { name, cases } of examples) {
  test(`${name}: plain calls`, async () => {
    for (const { f, args, prints } of cases) assert.equal(await run(f, args), listed(prints));
  });

  test(`${name}: compiled for the host`, async () => {
    await init({ device: "host" });
    for (const { f, args, prints } of cases) assert.equal(await runCompiled(f, args), listed(prints));
  });

  test(`${name}: compiled for WebGPU`, async () => {
    const device = await requestTestDevice();
    const { kind } = await init({ device });
    assert.is(kind, "webgpu");
    // WGSL lets a device fuse operations and divide with errors: then the last digit may be another one.
    const isExact = await roundsLikeTheHost(device);
    for (const { f, args, prints } of cases) {
      const [printed, expected] = [await runCompiled(f, args), listed(prints)];
      assert.equal(isExact ? printed : printed.map((line, n) => withinRounding(line, expected[n] ?? "")), expected); // prettier-ignore
    }
  });
}
