/** The host's functions against float64, over all exponents. */

import * as assert from "uvu/assert";
import { hostMath } from "../../shaders/index.js";
import { suite } from "../harness/suite.js";
import { pairCases, unaryCases } from "./cases.js";
import { measureOnHost } from "./measure.js";

const test = suite("accuracy of the shader library on the host");

for (const { name, bound } of [...unaryCases, ...pairCases])
  test(`${name} is within ${bound} ulp`, () => {
    const { error, at } = measureOnHost(name).worst;
    assert.ok(error <= bound, `${error} ulp at ${at}`);
  });

test("host functions keep denormal results that a device would flush", () => {
  const float = Math.fround;
  assert.is(hostMath.exp(-100), float(3.783505853677006e-44));
  assert.is(hostMath.exp2(-149), 2 ** -149);
  assert.is(hostMath.log2(2 ** -149), -149);
  assert.is(hostMath.sqrt(2 ** -148), 2 ** -74);
  assert.is(hostMath.cbrt(2 ** -147), 2 ** -49);
  assert.is(hostMath.rem(2 ** -148 * 3, 2 ** -148), 0);
  assert.is(hostMath.rem(1e-40, 3e-41), float(float(1e-40) % float(3e-41)));
});
