/** Newton's method in ten unknowns, a lane each, against the same in float64. */

import * as assert from "uvu/assert";
import { type Array as DeviceOrHostArray, grad, jit, numpy as jnp, vmap } from "../../../compiler/index.js";
import { points, temperatures } from "../../../examples/heat.js";
import { suite } from "../../harness/suite.js";
import { expectClose, inBothPlaces, spread } from "../../harness/places.js";

const test = suite("a rod that makes heat");

const square = (1 / (points + 1)) ** 2;

/** Solves equations whose matrix has `diagonal`, and ones beside it. */
function solve(diagonal: readonly number[], right: readonly number[]): number[] {
  const [d, r] = [[...diagonal], [...right]];
  for (let i = 1; i < d.length; i++) {
    d[i] -= 1 / d[i - 1];
    r[i] -= r[i - 1] / d[i - 1];
  }
  for (let i = d.length - 1; i >= 0; i--) r[i] = (r[i] - (r[i + 1] ?? 0)) / d[i];
  return r;
}

const slopeOf = (lambda: number, u: readonly number[]): number[] =>
  u.map((x) => lambda * square * Math.exp(x) - 2);

function solution(lambda: number): number[] {
  let u = new Array<number>(points).fill(0);
  for (let turn = 0; turn < 30; turn++) {
    const wrong = u.map((x, i) => (u[i - 1] ?? 0) + (u[i + 1] ?? 0) - 2 * x + lambda * square * Math.exp(x));
    const step = solve(slopeOf(lambda, u), wrong);
    u = u.map((x, i) => x - step[i]);
  }
  return u;
}

/** What a change of λ does to each temperature. */
function sensitivity(lambda: number): number[] {
  const u = solution(lambda);
  return solve(
    slopeOf(lambda, u),
    u.map((x) => -square * Math.exp(x)),
  );
}

const lambdas = spread(40, 0.05, 3);
const lanes = jnp.array(lambdas);
const hottest = (lambda: DeviceOrHostArray): DeviceOrHostArray => jnp.max(temperatures(lambda));

inBothPlaces(test, "ten temperatures for each of forty", async () => {
  await expectClose(jit(vmap(temperatures))(lanes), lambdas.flatMap(solution), 1e-5);
});

inBothPlaces(test, "how the hottest depends on what it makes", async () => {
  const expected = lambdas.map((lambda) => Math.max(...sensitivity(lambda)));
  // Both points in the middle are the hottest.
  await expectClose(jit(vmap(grad(hottest)))(lanes), expected, 1e-4);
}); // prettier-ignore

test("lanes solve their equations inside of one kernel", () => {
  const { kernels } = jit(vmap(temperatures)).lower(lanes);
  assert.is(kernels.filter(({ wgsl }) => /^ *(loop|for \(var step\d+ .*) \{$/m.test(wgsl)).length, 1);
  assert.ok(kernels.length <= 5, `${kernels.length} kernels`);
});
