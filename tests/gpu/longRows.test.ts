/** Sorts and running folds of long rows on the device, against the host, with the dispatches that they take. */

import * as assert from "uvu/assert";
import { type Array as JaxArray, init, jit, lax, numpy as jnp } from "../../compiler/index.js";
import type { Plan } from "../../runtime/index.js";
import { requestTestDevice } from "../harness/device.js";
import { suite } from "../harness/suite.js";
import { random } from "../lower/support.js";

const test = suite("long rows on the device");

test.before(async () => {
  await init({ device: await requestTestDevice() });
});

const length = 100_003;

function randomRow(): JaxArray {
  const rng = random(5);
  return jnp.array(Float32Array.from({ length }, () => Math.fround(rng() - 0.5)));
}

/** Dispatches of a call, and the largest difference from the host's result, relative to 1 and to the value. */
async function tried(
  f: (x: JaxArray) => JaxArray,
  x: JaxArray,
): Promise<{ dispatches: number; kernels: number; difference: number }> {
  const compiled = jit(f);
  const plan = compiled.lower(x).plan as Plan;
  const actual = await compiled(x).data();
  const expected = await f(x).data();
  let difference = 0;
  expected.forEach((y, i) => {
    const distance = Math.abs(actual[i] - y) / Math.max(1, Math.abs(y));
    // NaN counts as a difference.
    difference = distance <= difference ? difference : distance;
  });
  const dispatches = plan.steps.filter(({ kind }) => kind === "dispatch").length;
  return { dispatches, kernels: plan.kernels.length, difference };
}

test("a sort merges 16 elements to a row in one kernel that runs again and again", async () => {
  const { dispatches, kernels, difference } = await tried((x) => jnp.sort(x), randomRow());
  assert.is(difference, 0);
  // Keys, ranks, tiles; 13 times twice the length; the elements in order.
  assert.is(dispatches, 3 + 13 + 1);
  assert.ok(kernels <= 7, `${kernels} kernels`);
});

test("argsort is stable", async () => {
  const { difference } = await tried((x) => jnp.argsort(jnp.round(x.mul(20))), randomRow());
  assert.is(difference, 0);
});

for (const name of ["cumsum", "cummax", "cummin", "cumlogsumexp"] as const)
  for (const reverse of [false, true])
    test(`${name}${reverse ? " from the end" : ""}: blocks, their totals, both joined`, async () => {
      const { dispatches, difference } = await tried((x) => lax[name](x, { reverse }), randomRow());
      // With many lanes, blocks are short and their totals are cut again.
      assert.ok(dispatches <= 7, `${dispatches} dispatches`);
      assert.ok(difference <= 1e-4, `${difference}`);
    });

test("a running fold of many rows is one dispatch", () => {
  for (const axis of [0, 1]) {
    const rows = jnp.zeros(axis === 0 ? [130, 9000] : [9000, 130]);
    const plan = jit((x: JaxArray) => jnp.cumsum(x, { axis })).lower(rows).plan as Plan;
    assert.is(plan.steps.length, 1);
  }
});
