import * as assert from "uvu/assert";
import { init } from "../../compiler/index.js";
import { requestTestDevice } from "../harness/device.js";
import { suite } from "../harness/suite.js";
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
    const { kind } = await init({ device: await requestTestDevice() });
    assert.is(kind, "webgpu");
    for (const { f, args, prints } of cases) assert.equal(await runCompiled(f, args), listed(prints));
  });
}
