/** An integrator with steps of its own in each lane, and reverse mode through it, against many short steps in float64. */

import * as assert from "uvu/assert";
import { type Array as DeviceOrHostArray, grad, jit, numpy as jnp, vmap } from "../../../compiler/index.js";
import { vanDerPol } from "../../../examples/adaptiveSteps.js";
import { suite } from "../../harness/suite.js";
import { expectClose, inBothPlaces, spread } from "../../harness/places.js";

const test = suite("steps that adapt");

const end = 5;
const mus = spread(24, 0.1, 3);

type State = readonly [place: number, speed: number, placeByMu: number, speedByMu: number];

/** The oscillator, and how it changes with `mu`. */
const motion = (mu: number, [x, v, dx, dv]: State): State => [
  v,
  mu * (1 - x * x) * v - x,
  dv,
  (1 - x * x) * v + mu * ((1 - x * x) * dv - 2 * x * v * dx) - dx,
];

/** By Runge and Kutta's formula of fourth order. */
function solution(mu: number): State {
  const steps = 5000;
  const h = end / steps;
  const along = (s: State, k: State, by: number): State => s.map((x, i) => x + by * k[i]) as unknown as State;
  let s: State = [2, 0, 0, 0];
  for (let n = 0; n < steps; n++) {
    const k1 = motion(mu, s);
    const k2 = motion(mu, along(s, k1, h / 2));
    const k3 = motion(mu, along(s, k2, h / 2));
    const k4 = motion(mu, along(s, k3, h));
    s = along(along(along(along(s, k1, h / 6), k2, h / 3), k3, h / 3), k4, h / 6);
  }
  return s;
}

const solutions = mus.map(solution);
const options = { tolerance: 2e-6 };
const place = (mu: DeviceOrHostArray): DeviceOrHostArray =>
  vanDerPol(mu, end, { ...options, maxSteps: 2000 }).get(0);
const values = jit(vmap((mu: DeviceOrHostArray) => vanDerPol(mu, end, options)));
const slopes = jit(vmap(grad(place)));

inBothPlaces(test, "solutions", async () => {
  await expectClose(values(jnp.array(mus)), solutions.flatMap(([x, v]) => [x, v]), 1e-4); // prettier-ignore
});

inBothPlaces(test, "how they depend on a parameter, by reverse mode", async () => {
  await expectClose(slopes(jnp.array(mus)), solutions.map((s) => s[2]), 1e-3); // prettier-ignore
});

test("each solution runs its own steps inside of one kernel", () => {
  assert.is(values.lower(jnp.array(mus)).kernels.length, 1);
});
