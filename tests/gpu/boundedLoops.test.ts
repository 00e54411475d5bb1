/**
 * Reverse mode through loops of at most so many turns, of lanes and of everything: what it gives, against finite differences in float64 and the
 * turns written out, and what memory it takes.
 */

import * as assert from "uvu/assert";
import {
  type Array as DeviceOrHostArray,
  grad,
  init,
  jit,
  lax,
  numpy as jnp,
  vmap,
} from "../../compiler/index.js";
import { stats } from "../../runtime/index.js";
import { requestTestDevice } from "../harness/device.js";
import { suite } from "../harness/suite.js";
import { expectClose, inBothPlaces, spread } from "../harness/places.js";

const test = suite("reverse mode through bounded loops");

type Field<X> = (x: X) => X;
type Scalar = (x: DeviceOrHostArray) => DeviceOrHostArray;

/** Walks along a field for a unit of time: the data end the loop, after as many turns as there are steps. */
const walk =
  (field: Field<DeviceOrHostArray>, steps: number, maxSteps: number): Scalar =>
  (x) =>
    lax.whileLoop(
      ([turn]) => turn.lt(steps),
      ([turn, y]) => [turn.add(1n), y.add(field(y).div(steps))],
      [jnp.array(0n), x],
      { maxSteps },
    )[1];

/** The same, written out. */
const walkWrittenOut =
  (field: Field<DeviceOrHostArray>, steps: number): Scalar =>
  (x) => {
    let y = x;
    for (let n = 0; n < steps; n++) y = y.add(field(y).div(steps));
    return y;
  };

const swing: Scalar = (y) => jnp.sin(y.mul(3));
const lanes = spread(32, -2, 2);

function swing64(x: number, steps: number): number {
  let y = x;
  for (let n = 0; n < steps; n++) y += Math.sin(3 * y) / steps;
  return y;
}

const units = 8;
const matrix = Array.from({ length: units }, (_, i) => spread(units, Math.sin(i), Math.cos(3 * i)));
const weights = jnp.array(matrix);
const network: Scalar = (y) => jnp.tanh(weights.matmul(y));
const start = spread(units, -1, 1);
const lossOf =
  (f: Scalar): Scalar =>
  (x) =>
    jnp.sum(jnp.square(f(x)));

function loss64(x: readonly number[], steps: number): number {
  let y = [...x];
  for (let n = 0; n < steps; n++)
    y = y.map((z, i) => z + Math.tanh(matrix[i].reduce((sum, w, j) => sum + w * y[j], 0)) / steps);
  return y.reduce((sum, z) => sum + z * z, 0);
}

/** By central differences: in float64, with an error of about 1e-9. */
const slopeAt = (f: (x: number) => number, x: number): number => (f(x + 1e-5) - f(x - 1e-5)) / 2e-5;

const slopesOfLoss = (steps: number): number[] =>
  start.map((x, i) => slopeAt((z) => loss64(start.with(i, z), steps), x));

for (const [steps, bound] of [
  [10, 10],
  [10, 17],
  [100, 100],
  [90, 1000],
  [1000, 1000],
  [10_000, 10_000],
])
  // prettier-ignore
  inBothPlaces(test, `lanes of ${steps} turns, at most ${bound}`, async () => {
    const slopes = jit(vmap(grad(walk(swing, steps, bound))));
    // Each turn rounds.
    await expectClose(slopes(jnp.array(lanes)), lanes.map((x) => slopeAt((z) => swing64(z, steps), x)), 2e-6 + 4e-8 * steps); // prettier-ignore
  });

for (const [steps, bound] of [
  [10, 10],
  [10, 17],
  [60, 60],
  [90, 200],
])
  // prettier-ignore
  inBothPlaces(test, `a whole array for ${steps} turns, at most ${bound}`, async () => {
    const slopes = jit(grad(lossOf(walk(network, steps, bound))));
    await expectClose(slopes(jnp.array(start)), slopesOfLoss(steps), 1e-5); // prettier-ignore
  });

inBothPlaces(test, "what the turns written out give", async () => {
  for (const steps of [1, 12]) {
    const xs = jnp.array(lanes);
    const ofLanes = await jit(vmap(grad(walkWrittenOut(swing, steps))))(xs).data();
    await expectClose(jit(vmap(grad(walk(swing, steps, 40))))(xs), [...ofLanes].map(Number), 2e-6);
    const x = jnp.array(start);
    const ofAll = await jit(grad(lossOf(walkWrittenOut(network, steps))))(x).data();
    await expectClose(jit(grad(lossOf(walk(network, steps, 40))))(x), [...ofAll].map(Number), 4e-6);
  }
});

/** The most bytes that the buffers of a device had together while it ran a gradient, and what lanes keep for themselves. */
async function peakBytes(f: Scalar, x: DeviceOrHostArray): Promise<number> {
  const device = await requestTestDevice();
  await init({ device });
  const compiled = jit(f);
  await compiled(x).data();
  const kept = compiled
    .lower(x)
    .kernels.flatMap(({ wgsl }) => [...wgsl.matchAll(/var kept\w+: array<\w+, (\d+)>/g)]);
  const own = kept.reduce((sum, [, length]) => sum + 4 * Number(length), 0);
  return stats(device).bytesPeak + own * x.shape[0];
}

/** Ten times as many turns take little more than three times the memory. */
function expectRoots(bytes: readonly number[]): void {
  bytes.slice(1).forEach((b, i) => assert.ok(b <= bytes[i] * Math.sqrt(10) * 1.2, bytes.join(", ")));
}

test("memory of lanes grows as the root of their turns", async () => {
  const many = jnp.linspace(-2, 2, 256);
  const bytes: number[] = [];
  for (const steps of [10, 100, 1000, 10_000, 100_000])
    bytes.push(await peakBytes(vmap(grad(walk(swing, steps, steps))), many));
  // From 10,000 turns on they are taken in slices, whose memory grows in the same way.
  expectRoots(bytes.slice(0, 3));
  expectRoots(bytes.slice(3));
  assert.ok(bytes[3] < 2 * Math.sqrt(10) * bytes[2], bytes.join(", "));
});

test("so does that of whole arrays", async () => {
  const shifted: Scalar = (y) => jnp.sin(jnp.roll(y, 1));
  const x = jnp.linspace(-2, 2, 4096);
  const bytes: number[] = [];
  // What is not taken is kept room for.
  for (const bound of [10, 100, 1000])
    bytes.push(
      await peakBytes(
        grad((y: DeviceOrHostArray) => walk(shifted, 5, bound)(y).sum()),
        x,
      ),
    );
  expectRoots(bytes);
});

test("turns that are not taken cost a test for each segment", async () => {
  const device = await requestTestDevice();
  await init({ device });
  // More than a workgroup has memory for.
  const x = jnp.linspace(-2, 2, 20_000);
  const shifted: Scalar = (y) => jnp.sin(jnp.roll(y, 1));
  const dispatches: number[] = [];
  for (const bound of [400, 1600]) {
    const f = jit(grad((y: DeviceOrHostArray) => walk(shifted, 5, bound)(y).sum()));
    await f(x).data();
    const before = stats(device).dispatches;
    await f(x).data();
    dispatches.push(stats(device).dispatches - before);
  }
  // Twice as many segments, of twice as many turns.
  assert.ok(dispatches[1] < 3 * dispatches[0], dispatches.join(", "));
});
