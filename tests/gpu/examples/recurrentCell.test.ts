/** A scan of a thousand steps and its gradient, against the same in float64, whose gradient is written out by hand. */

import * as assert from "uvu/assert";
import { grad, jit, numpy as jnp, valueAndGrad } from "../../../compiler/index.js";
import { stats } from "../../../runtime/index.js";
import { loss, states, type Weights } from "../../../examples/recurrentCell.js";
import { suite } from "../../harness/suite.js";
import { expectClose, inBothPlaces, useDevice } from "../../harness/places.js";

const test = suite("a recurrent cell");

const [steps, units, features] = [1000, 12, 5];

/** Rows of float32 numbers that look random. */
const matrix = (rows: number, columns: number, scale: number, seed: number): number[][] =>
  Array.from({ length: rows }, (_, i) => [
    ...Float32Array.from({ length: columns }, (_, j) => scale * Math.sin(seed + 12.9 * i * i + 78.2 * j)),
  ]);

const own = matrix(units, units, 0.4, 1);
const input = matrix(units, features, 0.7, 2);
const [bias] = matrix(1, units, 0.2, 3);
const inputs = matrix(steps, features, 1, 4);
const targets = matrix(steps, units, 0.5, 5);

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * b[i], 0);
const zeros = (rows: number, columns: number): number[][] =>
  Array.from({ length: rows }, () => new Array<number>(columns).fill(0));

function forward(): number[][] {
  const all: number[][] = [];
  let state = new Array<number>(units).fill(0);
  for (const x of inputs)
    all.push((state = bias.map((b, i) => Math.tanh(dot(own[i], state) + dot(input[i], x) + b))));
  return all;
}

/** From the last step to the first: what a change of each weight does to the loss. */
function backward(all: readonly number[][]): { own: number[][]; input: number[][]; bias: number[] } {
  const slopes = {
    own: zeros(units, units),
    input: zeros(units, features),
    bias: new Array<number>(units).fill(0),
  };
  let fromLater = new Array<number>(units).fill(0);
  for (let t = steps - 1; t >= 0; t--) {
    const before = all[t - 1] ?? new Array<number>(units).fill(0);
    const ofSum = all[t].map(
      (h, i) => (1 - h * h) * (fromLater[i] + (2 * (h - targets[t][i])) / (steps * units)),
    );
    ofSum.forEach((d, i) => {
      slopes.bias[i] += d;
      before.forEach((h, j) => (slopes.own[i][j] += d * h));
      inputs[t].forEach((x, j) => (slopes.input[i][j] += d * x));
    });
    fromLater = before.map((_, j) => ofSum.reduce((sum, d, i) => sum + d * own[i][j], 0));
  }
  return slopes;
}

const all = forward();
const slopes = backward(all);
const value = all.flatMap((h, t) => h.map((x, i) => (x - targets[t][i]) ** 2)).reduce((a, b) => a + b) / (steps * units); // prettier-ignore

const weights: Weights = { own: jnp.array(own), input: jnp.array(input), bias: jnp.array(bias) };
const [xs, wanted] = [jnp.array(inputs), jnp.array(targets)];
const compiledStates = jit(states);
const compiled = jit(valueAndGrad(loss));

inBothPlaces(test, "a thousand states", async () => {
  await expectClose(compiledStates(weights, xs), all.flat(), 2e-6);
});

inBothPlaces(test, "the gradient of a loss of all of them", async () => {
  const [found, gradient] = compiled(weights, xs, wanted);
  await expectClose(found, [value], 1e-6);
  // What a loss of about one is sensitive to is a fraction of that.
  await expectClose(gradient.own, slopes.own.flat(), 1e-6);
  await expectClose(gradient.input, slopes.input.flat(), 1e-6);
  await expectClose(gradient.bias, slopes.bias, 1e-6);
});

test("nothing is read back but the gradient", async () => {
  const device = await useDevice();
  const f = jit(grad((w: Weights) => loss(w, xs, wanted)));
  await f(weights).bias.data();
  const before = stats(device);
  await f(weights).bias.data();
  assert.is(stats(device).readbacks - before.readbacks, 1);
});
