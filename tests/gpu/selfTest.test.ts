import * as assert from "uvu/assert";
import { describeDeviations, deviationsOf } from "../../compiler/execute/selfTest.js";
import { adoptDevice } from "../../runtime/index.js";
import { requestTestDevice } from "../harness/device.js";
import { suite } from "../harness/suite.js";

const test = suite("self-test of a device");

test("what init asks", async () => {
  assert.equal(await deviationsOf(adoptDevice(await requestTestDevice())), []);
});

test("every function of one float", async () => {
  assert.equal(await deviationsOf(adoptDevice(await requestTestDevice()), { all: true }), []);
});

test("a device that breaks NaN is reported with an example", () => {
  const deviations = [
    { function: "exp", input: NaN, device: Infinity, host: NaN },
    { function: "log", input: 0, device: -88, host: -Infinity },
  ];
  assert.is(
    describeDeviations(deviations),
    "Pullback: this device computes exp, log differently from the host in 2 cases, e.g. exp(NaN) = Infinity instead of NaN.",
  );
});
