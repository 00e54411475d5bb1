/** Every cell of the specification page prints what the page says, where compiled functions run on the device. */

import * as assert from "uvu/assert";
import { requestTestDevice } from "../harness/device.js";
import { withinRounding } from "../harness/rounding.js";
import { suite } from "../harness/suite.js";
import { readCells, runPage } from "../python/page.js";
import { roundsLikeTheHost } from "../shaders/device.js";

const test = suite("specification page in Python");

test("prints with WebGPU what the page says", async () => {
  const device = await requestTestDevice();
  // WGSL lets a device fuse operations and divide with errors: then the last digit may be another one.
  const isExact = await roundsLikeTheHost(device);
  for await (const [{ name, prints }, printed] of runPage(await readCells(), device))
    assert.is(isExact ? printed : withinRounding(printed, prints), prints, `cell ${name}`);
});
