/** Samples under transformations: batched, differentiated, compiled. */
import * as assert from "uvu/assert";
import {
  type Array as JaxArray,
  customJvp,
  grad,
  jit,
  numpy as jnp,
  random,
  vmap,
} from "../../compiler/index.js";
import type { Plan } from "../../runtime/plan.js";
import { suite } from "../harness/suite.js";

const test = suite("random under transformations");
const key = random.key(5);
const keys = random.split(key, 4);

const lists = (xs: Iterable<JaxArray>): unknown[] => [...xs].map((x) => x.tolist());

test("vmap over keys gives what each key gives", () => {
  const samplers: ((k: random.Key) => JaxArray)[] = [
    (k) => random.normal(k, [3]),
    (k) => random.uniform(k),
    (k) => random.randint(k, [2, 2], 0, 100),
    (k) => random.permutation(k, 6),
    (k) => random.choice(k, 9, [2], { replace: false }),
    (k) => random.categorical(k, jnp.array([0, 1, 2]), { shape: [5] }),
    (k) => random.split(random.foldIn(random.keyData(k), 2), 3),
  ];
  for (const f of samplers) assert.equal(vmap(f)(keys).tolist(), lists([...keys].map(f)));
});

test("vmap over seeds, numbers to fold in and parameters", () => {
  const seeds = jnp.array([3, 4], { dtype: "int32" });
  const made = vmap((s: JaxArray) => random.key(s))(seeds);
  assert.equal(made.shape, [2]);
  assert.equal(random.keyData(made).tolist(), [[0, 3], [0, 4]]); // prettier-ignore
  assert.equal(jit((s: JaxArray) => random.PRNGKey(s))(7).tolist(), [0, 7]);
  const folded = vmap((i: JaxArray) => random.keyData(random.foldIn(key, i)))(seeds);
  assert.equal(folded.tolist(), lists([3, 4].map((i) => random.keyData(random.foldIn(key, i)))));
  const p = jnp.array([0.1, 0.9]);
  const flips = vmap((q: JaxArray) => random.bernoulli(key, q, [50]))(p);
  assert.equal(flips.tolist(), lists([0.1, 0.9].map((q) => random.bernoulli(key, q, [50]))));
});

test("vmap in vmap", () => {
  const grid = random.split(key, [2, 3]);
  const samples = vmap(vmap((k: random.KeyArray) => random.normal(k, [2])))(grid);
  assert.equal(
    samples.tolist(),
    [...grid].map((row) => lists([...row].map((k) => random.normal(k, [2])))),
  );
});

test("gradients go through what is done with samples, not into keys", () => {
  const noise = random.normal(key, [8]);
  const loss = (loc: JaxArray, scale: JaxArray): JaxArray =>
    jnp.sum(jnp.square(random.normal(key, [8]).mul(scale).add(loc)));
  const [byLoc, byScale] = grad(loss, { argnums: [0, 1] })(0.5, 2);
  const y = noise.mul(2).add(0.5);
  assert.ok(jnp.allclose(byLoc, y.mul(2).sum()).item());
  assert.ok(jnp.allclose(byScale, y.mul(noise).mul(2).sum()).item());
});

test("parameters of distributions have derivatives", () => {
  const step = 2 ** -7;
  const cases: [name: string, f: (x: JaxArray) => JaxArray, at: number][] = [
    ["minval", (x) => random.uniform(key, [5], { minval: x, maxval: 3 }), 0.25],
    ["maxval", (x) => random.uniform(key, [5], { minval: -1, maxval: x }), 2.5],
    ["lower", (x) => random.truncatedNormal(key, x, 2, [5]), -1],
    ["upper", (x) => random.truncatedNormal(key, -1, x, [5]), 1.5],
    ["sigma", (x) => random.lognormal(key, x, [5]), 0.5],
    ["b", (x) => random.pareto(key, x, [5]), 4],
    ["scale", (x) => random.rayleigh(key, x, [5]), 2],
    ["mode", (x) => random.triangular(key, 0, x, 4, [5]), 1],
  ];
  for (const [name, f, at] of cases) {
    const slope = Number(grad((x: JaxArray) => jnp.sum(f(x)))(at));
    const difference =
      (Number(f(jnp.array(at + step)).sum()) - Number(f(jnp.array(at - step)).sum())) / (2 * step);
    assert.ok(
      Math.abs(slope - difference) < 2e-3 * Math.max(1, Math.abs(slope)),
      `${name}: ${slope}, ${difference}`,
    );
  }
});

test("a custom rule takes a key beside what it differentiates", () => {
  const noisy = customJvp((k: random.KeyArray, x: JaxArray) => random.normal(k, [3]).mul(x));
  noisy.defjvp(([k, x], [, t]) => [noisy(k, x), random.normal(k, [3]).mul(t).mul(10)]);
  const slope = grad((x: JaxArray) => jnp.sum(noisy(key, x)))(1);
  assert.ok(jnp.allclose(slope, random.normal(key, [3]).sum().mul(10)).item());
});

test("samples are one kernel, whatever is done with them", () => {
  const dispatches = (f: (k: random.KeyArray) => unknown): number =>
    (jit(f).lower(key).plan as Plan).steps.filter(({ kind }) => kind === "dispatch").length;
  const shape = [100000];
  assert.is(dispatches((k) => random.normal(k, shape)), 1); // prettier-ignore
  // A new key is made once, not for every sample.
  assert.is(dispatches((k) => random.normal(random.foldIn(k, 1), shape)), 2); // prettier-ignore
  assert.is(dispatches((k) => random.gumbel(k, shape)), 1); // prettier-ignore
  assert.is(dispatches((k) => jnp.where(random.bernoulli(k, 0.5, shape), random.normal(k, shape), 0)), 1); // prettier-ignore
  assert.is(dispatches((k) => random.split(k, 1000)), 1); // prettier-ignore
});
