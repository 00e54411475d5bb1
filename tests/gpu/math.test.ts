/**
 * The shader library on the device: against float64, against the host bit for bit where the device's arithmetic allows
 * it, and at the edges that were recorded from JAX.
 */

import * as assert from "uvu/assert";
import { hostMath } from "../../shaders/index.js";
import { environment, requestTestDevice } from "../harness/device.js";
import { suite } from "../harness/suite.js";
import { pairCases, unaryCases, type PairCase, type UnaryCase } from "../shaders/cases.js";
import { callOnDevice, roundsLikeTheHost, type Call, type HostName } from "../shaders/device.js";
import { edgesDiffer, recorded } from "../shaders/edges.js";
import { pairErrors, unaryErrors, type Measurement } from "../shaders/measure.js";
import { pairPoints } from "../shaders/cases.js";
import { points, smallestNormal } from "../shaders/points.js";

const test = suite("shader library on the device");

/** What the project promises on any adapter, in ulp. */
const promised = 4;

let device: GPUDevice;
let isExact = false;
test.before(async () => {
  device = await requestTestDevice();
  // Firefox's driver fuses some products with sums, beyond what the probe finds.
  isExact = environment !== "firefox" && (await roundsLikeTheHost(device));
});

const isDenormal = (x: number): boolean => Math.abs(x) < smallestNormal && x !== 0;

/** Differences to the host that flushing denormals does not explain. */
function differences({ name, args }: Call, results: readonly (number | boolean)[]): string[] {
  const f = hostMath[name as HostName] as (...args: number[]) => number | boolean;
  return results.flatMap((got, i) => {
    const values = args.map((arg) => arg[i]);
    const expected = f(...values);
    if (Object.is(got, expected) || values.some(isDenormal)) return [];
    if (Math.abs(Number(got)) < smallestNormal && Math.abs(Number(expected)) < smallestNormal && Number(expected) !== 0) return []; // prettier-ignore
    return [`${name}(${values.join(", ")}) = ${got}, on the host ${expected}`];
  });
}

function checkErrors({ name, worst }: Measurement): void {
  assert.ok(worst.error <= promised, `${name} is off by ${worst.error} ulp at ${worst.at}`);
}

async function checkUnary(cases: readonly UnaryCase[]): Promise<void> {
  const calls = cases.map(({ name, ranges }) => ({ name, args: [points(2000, ranges)] }));
  const results = await callOnDevice(device, calls);
  cases.forEach((unary, k) => {
    checkErrors(unaryErrors(unary, calls[k].args[0], results[k] as number[]));
    if (isExact) assert.equal(differences(calls[k], results[k]).slice(0, 5), []);
  });
}

async function checkPairs(cases: readonly PairCase[]): Promise<void> {
  const calls = cases.map((pair) => ({ name: pair.name, args: pairPoints(pair, 4000) }));
  const results = await callOnDevice(device, calls);
  cases.forEach((pair, k) => {
    checkErrors(pairErrors(pair, calls[k].args, results[k] as number[]));
    if (isExact) assert.equal(differences(calls[k], results[k]).slice(0, 5), []);
  });
}

// A few functions share a module, which is what compiling costs.
for (let first = 0; first < unaryCases.length; first += 6) {
  const group = unaryCases.slice(first, first + 6);
  test(`${group.map(({ name }) => name).join(", ")}: within ${promised} ulp`, () => checkUnary(group));
}
test(`${pairCases.map(({ name }) => name).join(", ")}: within ${promised} ulp`, () => checkPairs(pairCases));

const recordedCalls = [...recorded].map(([name, cases]) => ({
  name,
  args: cases[0].args.map((_, j) => cases.map(({ args }) => args[j])),
  cases,
}));
for (let first = 0; first < recordedCalls.length; first += 12) {
  const group = recordedCalls.slice(first, first + 12);
  test(`edges of ${group.map(({ name }) => name).join(", ")}`, async () => {
    const results = await callOnDevice(device, group);
    const wrong = group.flatMap(({ name, cases }, k) =>
      cases.flatMap((one, i) => {
        const got = results[k][i];
        return edgesDiffer(one, got) ? [`${name}(${one.args.join(", ")}) = ${got}, not ${one.result}`] : [];
      }),
    );
    assert.equal(wrong, []);
  });
}
