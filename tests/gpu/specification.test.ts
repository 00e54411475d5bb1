import * as assert from "uvu/assert";
import { init } from "../../compiler/index.js";
import { requestTestDevice } from "../harness/device.js";
import { withinRounding } from "../harness/rounding.js";
import { suite } from "../harness/suite.js";
import { roundsLikeTheHost } from "../shaders/device.js";
import { examples, run, runCompiled } from "../specification.js";

const test = suite("specification page");

const listed = (prints: string | string[]): string[] => (typeof prints === "string" ? [prints] : prints);

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
