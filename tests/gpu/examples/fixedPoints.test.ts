/** Fixed points of numbers and of whole arrays, and their derivatives as equations, against float64. */

import * as assert from "uvu/assert";
import {
  type Array as DeviceOrHostArray,
  grad,
  jit,
  lax,
  numpy as jnp,
  vmap,
} from "../../../compiler/index.js";
import { costOf } from "../../harness/cost.js";
import {
  equilibrium,
  equilibriumByRule,
  fixedPointByRule,
  squareRoot,
} from "../../../examples/fixedPoints.js";
import { suite } from "../../harness/suite.js";
import { expectClose, inBothPlaces, spread, useDevice } from "../../harness/places.js";

const test = suite("fixed points");

type Scalar = (x: DeviceOrHostArray) => DeviceOrHostArray;

const slope: Scalar = grad(squareRoot);
const curvature: Scalar = grad(slope);
const sumOf =
  (f: Scalar): Scalar =>
  (x) =>
    f(x).sum();

/** Every order of `jit`, `vmap` and as many derivatives; a gradient of the sum of lanes is that of each. */
const orders: readonly Record<string, Scalar>[] = [
  {
    vmap: vmap(squareRoot),
    "jit vmap": jit(vmap(squareRoot)),
    "vmap jit": vmap(jit(squareRoot)),
  },
  {
    "vmap grad": vmap(slope),
    "jit vmap grad": jit(vmap(slope)),
    "vmap jit grad": vmap(jit(slope)),
    "vmap grad jit": vmap(grad(jit(squareRoot))),
    "jit grad vmap": jit(grad(sumOf(vmap(squareRoot)))),
    "grad jit vmap": grad(sumOf(jit(vmap(squareRoot)))),
    "grad vmap jit": grad(sumOf(vmap(jit(squareRoot)))),
    "grad vmap": grad(sumOf(vmap(squareRoot))),
  },
  {
    "vmap grad grad": vmap(curvature),
    "jit vmap grad grad": jit(vmap(curvature)),
    "vmap jit grad grad": vmap(jit(curvature)),
    "vmap grad jit grad": vmap(grad(jit(slope))),
    "vmap grad grad jit": vmap(grad(grad(jit(squareRoot)))),
    "jit grad vmap grad": jit(grad(sumOf(vmap(slope)))),
    "grad jit vmap grad": grad(sumOf(jit(vmap(slope)))),
    "grad vmap grad": grad(sumOf(vmap(slope))),
  },
];
const exact = [(x: number) => Math.sqrt(x), (x: number) => 0.5 * x ** -0.5, (x: number) => -0.25 * x ** -1.5];

const few = spread(40, 0.5, 4);
orders.forEach((functions, order) => {
  for (const [name, f] of Object.entries(functions))
    inBothPlaces(test, `${name} of a square root`, () => expectClose(f(jnp.array(few)), few.map(exact[order]), 4e-6)); // prettier-ignore
});

const lanes = 1 << 18;
const many = spread(lanes, 0.05, 64);
const fromFar: Scalar = (a) => squareRoot(a, a.mul(16));

/** The turns that the loop takes for a number, in float32 as it does. */
function turnsFor(a: number): number {
  const { fround } = Math;
  const step = (x: number): number => fround(fround(x + fround(a / x)) * 0.5);
  let [before, x, turns] = [16 * a, step(16 * a), 0];
  for (; Math.abs(fround(before - x)) > fround(1e-6); turns++) [before, x] = [x, step(x)];
  return turns;
}

test("262,144 lanes of 5 to 11 turns", async () => {
  assert.equal([0.05, 64].map(turnsFor), [5, 11]);
  await useDevice();
  const derivatives = [fromFar, grad(fromFar), grad(grad(fromFar))].map((f) => jit(vmap(f)));
  for (const [order, f] of derivatives.entries()) {
    assert.is(f.lower(jnp.array(many)).kernels.length, 1);
    await expectClose(f(jnp.array(many)), many.map(exact[order]), 4e-6);
  }
});

/** From 1 to 10,000, of which most are few. */
const skewed = Array.from({ length: lanes }, (_, i) => {
  const shuffled = (i * 40_503) % lanes;
  return 1 + Math.round(9999 * (shuffled / (lanes - 1)) ** 300);
});

test("262,144 lanes of 1 to 10,000 turns, each as many as it needs", async () => {
  // A generator of random numbers: one turn more or less gives another number altogether.
  const random = (limit: DeviceOrHostArray): DeviceOrHostArray =>
    lax.whileLoop(
      ([turn]) => turn.lt(limit),
      ([turn, x]) => [turn.add(1n), x.mul(1664525n).add(1013904223n)],
      [jnp.array(0n), jnp.array(1n)],
    )[1];
  const expected = new Int32Array(10_001).fill(1);
  for (let turn = 1; turn <= 10_000; turn++)
    expected[turn] = Math.imul(expected[turn - 1], 1664525) + 1013904223;
  await useDevice();
  const found = await jit(vmap(random))(jnp.array(skewed, { dtype: "int32" })).data();
  assert.is(skewed.filter((turns, i) => found[i] !== expected[turns]).length, 0);
});

test("equations whose solution takes 10 to 10,000 turns, and their derivatives", async () => {
  // x = r x + a, which is a / (1 - r): the nearer r is to 1, the more turns.
  const rates = skewed.slice(0, 4096).map((turns) => Math.fround(1 - 10 / (9 + turns)));
  const solve = (a: DeviceOrHostArray, r: DeviceOrHostArray): DeviceOrHostArray =>
    fixedPointByRule((packed, x) => {
      const [a, r] = packed as [DeviceOrHostArray, DeviceOrHostArray];
      return r.mul(x).add(a);
    }, 1e-7, [a, r], jnp.array(0)); // prettier-ignore
  await useDevice();
  const a = jnp.ones([rates.length]);
  // A change of 1e-7 a turn is one of 1e-4 in all, where r is 0.999.
  await expectClose(jit(vmap(solve))(a, jnp.array(rates)), rates.map((r) => 1 / (1 - r)), 2e-4); // prettier-ignore
  await expectClose(jit(vmap(grad(solve)))(a, jnp.array(rates)), rates.map((r) => 1 / (1 - r)), 2e-4); // prettier-ignore
});

const size = 256;
const tolerance = 1e-5;
const weights = Array.from({ length: size }, (_, i) => [
  ...Float32Array.from({ length: size }, (_, j) => 0.06 * Math.sin(1 + 12.9 * i * i + 78.2 * j + i * j)),
]);
const bias = spread(size, -1, 1);

/** Where the layer comes to rest, and the slopes of the sum of its squares, in float64. */
function rest(): { x: number[]; byBias: number[] } {
  let x = new Array<number>(size).fill(0);
  for (let turn = 0; turn < 200; turn++)
    x = weights.map((row, i) => Math.tanh(row.reduce((sum, w, j) => sum + w * x[j], bias[i])));
  const inner = x.map((y) => 1 - y * y);
  let v = x.map((y) => 2 * y);
  // v = 2 x + (D W)ᵀ v
  for (let turn = 0; turn < 200; turn++)
    v = x.map((y, j) => weights.reduce((sum, row, i) => sum + row[j] * inner[i] * v[i], 2 * y));
  return { x, byBias: v.map((y, i) => y * inner[i]) };
}

const expected = rest();
const byWeights = expected.byBias.flatMap((d) => expected.x.map((y) => d * y));
const [w, b] = [jnp.array(weights), jnp.array(bias)];

for (const [name, solve] of Object.entries({ "by a rule": equilibriumByRule, fixedPoint: equilibrium })) {
  const solution = jit((w: DeviceOrHostArray, b: DeviceOrHostArray) => solve(w, b, tolerance));
  const squares = (w: DeviceOrHostArray, b: DeviceOrHostArray): DeviceOrHostArray =>
    jnp.sum(jnp.square(solve(w, b, tolerance)));
  const gradient = jit(grad(squares, { argnums: [0, 1] }));

  inBothPlaces(test, `a layer of 256 units comes to rest, ${name}`, async () => {
    await expectClose(solution(w, b), expected.x, 2e-5);
    const [slopesOfWeights, slopesOfBias] = gradient(w, b);
    await expectClose(slopesOfBias, expected.byBias, 1e-4);
    await expectClose(slopesOfWeights, byWeights, 1e-4);
  });

  test(`the host asks the device a few times how far it is, ${name}`, async () => {
    const device = await useDevice();
    await gradient(w, b)[1].data();
    // How many turns go into a submit depends on how long they take: the fewest submits are those of an undisturbed call.
    let [submits, readbacks] = [Infinity, Infinity];
    for (let call = 0; call < 8; call++) {
      const cost = await costOf(device, () => gradient(w, b)[1].data());
      submits = Math.min(submits, cost.submits);
      readbacks = Math.min(readbacks, cost.readbacks);
    }
    // Two loops, for the solution and for the derivative, of about twenty turns each.
    assert.ok(readbacks <= 12, `${readbacks} readbacks`);
    assert.ok(submits <= 14, `${submits} submits`);
  });
}
