/** Chains of small kernels on the device. */

import * as assert from "uvu/assert";
import { lax, numpy as jnp } from "../../compiler/index.js";
import { compileForHost } from "../../compiler/host/index.js";
import type { Program } from "../../compiler/ir/program.js";
import { type LowerOptions, lower } from "../../compiler/lower/index.js";
import type { HostData } from "../../compiler/trace/hostArray.js";
import type { Primitive } from "../../compiler/trace/primitive.js";
import type { DeviceData } from "../../compiler/trace/value.js";
import { type Device, adoptDevice, load } from "../../runtime/index.js";
import { requestTestDevice } from "../harness/device.js";
import { suite } from "../harness/suite.js";
import { difference, randomInputs, randomProgram } from "../lower/randomPrograms.js";
import { Whole, wholePrograms } from "../lower/wholePrograms.js";

const test = suite("chains on the device");

const targets = ["software", "gpu"] as const;

let device: Device;
test.before(async () => {
  device = adoptDevice(await requestTestDevice());
});

/** Runs what is lowered, and gives the number of its dispatches. */
async function check(
  program: Program<Primitive>,
  inputs: readonly HostData[],
  expected: readonly HostData[],
  options: LowerOptions,
  about: string,
): Promise<number> {
  const { plan } = lower(program, options);
  const run = await load(plan, { device });
  const results = await Promise.all(run(...(inputs as DeviceData[])).map((result) => result.read()));
  results.forEach((data, n) =>
    assert.is(
      difference(data, expected[n]),
      undefined,
      `${about} for ${String(options.target)}, output ${n}`,
    ),
  );
  return plan.steps.filter(({ kind }) => kind === "dispatch").length;
}

test("whole programs", async () => {
  const limits = { maxStorageBuffersPerShaderStage: 8 };
  for (const [n, [name, whole]] of Object.entries(wholePrograms).entries()) {
    const { program, inputs, expected } = whole.make();
    // What is made for GPUs takes long on what the tests run on.
    for (const target of n % 6 === 0 ? targets : targets.slice(0, 1))
      await check(program, inputs, expected, { target, limits }, name);
  }
}, { seconds: 300 }); // prettier-ignore

test("within narrow limits there are several", async () => {
  for (let seed = 700; seed < 715; seed++) {
    const program = randomProgram(seed);
    const inputs = randomInputs(program, seed);
    const expected = compileForHost(lower(program, { target: "host" }))(inputs);
    const limits = { maxStorageBuffersPerShaderStage: 4, maxComputeWorkgroupStorageSize: 512, maxComputeInvocationsPerWorkgroup: 8 }; // prettier-ignore
    for (const target of targets) await check(program, inputs, expected, { target, limits }, `seed ${seed}`);
  }
}, { seconds: 300 }); // prettier-ignore

test("integers and booleans keep every bit on their way through memory", async () => {
  const { program, inputs, expected } = new Whole([[37, 20]], (x) => {
    const codes = lax.bitcastConvertType(x, "int32");
    const most = jnp.max(codes, { axis: 1 });
    const isLarge = jnp.any(x.gt(0.55), { axis: 1 });
    return [jnp.roll(most, 3), jnp.flip(isLarge), jnp.flip(jnp.max(lax.bitcastConvertType(x, "uint32"), { axis: 0 }))];
  }).make(); // prettier-ignore
  assert.ok(new Set(expected[1]).size === 2);
  for (const target of targets) {
    const apart = lower(program, { target, chains: false }).plan.steps.length;
    assert.ok((await check(program, inputs, expected, { target }, "integers")) < apart);
    const { plan } = lower(program, { target });
    const [run, ...rest] = await Promise.all(
      (await load(plan, { device }))(...(inputs as DeviceData[])).map((r) => r.read()),
    );
    [run, ...rest].forEach((data, n) => assert.equal([...data], [...expected[n]]));
  }
});

test("equal links on other rows and words have their code in common", async () => {
  const { program, inputs, expected } = new Whole([[12, 6, 6], [6]], (matrices, x) =>
    Array.from({ length: 12 }, (_, n) => matrices.at(n).get()).reduce((y, m) => jnp.tanh(m.matmul(y)), x),
  ).make(); // prettier-ignore
  for (const target of targets) {
    assert.is(await check(program, inputs, expected, { target }, "rows"), 1);
    const [{ wgsl }] = lower(program, { target }).plan.kernels;
    // The first reads inputs, the last writes an output; those between them are one.
    assert.is(wgsl.split("if (part ==").length - 1, 3);
  }
});
