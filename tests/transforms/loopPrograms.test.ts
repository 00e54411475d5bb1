/** Programs that are loops, against the same in float64. */

import * as assert from "uvu/assert";
import {
  type Array,
  grad,
  jit,
  lax,
  numpy as jnp,
  rootFind,
  valueAndGrad,
  vmap,
} from "../../compiler/index.js";
import { close } from "../harness/closeness.js";
import { suite } from "../harness/suite.js";

const test = suite("programs that are loops");

const numbers = (x: unknown): number[] => (x as Array).ravel().tolist() as number[];

const times = (n: number): number[] => [...new Float64Array(n).keys()];

test("the Mandelbrot set", () => {
  const size = 24;
  const escape = (cx: Array, cy: Array): Array =>
    lax.whileLoop(
      ([k, x, y]) => k.lt(200).and(x.mul(x).add(y.mul(y)).le(4)),
      ([k, x, y]) =>
        [k.add(1n), x.mul(x).sub(y.mul(y)).add(cx), x.mul(y).mul(2).add(cy)] as [Array, Array, Array],
      [jnp.array(0n), jnp.zerosLike(cx), jnp.zerosLike(cy)] as [Array, Array, Array],
    )[0];
  const [x, y] = [jnp.linspace(-2, 0.5, { num: size }), jnp.linspace(-1.2, 1.2, { num: size })];
  const image = jit(vmap(vmap(escape, { inAxes: [0, null] }), { inAxes: [null, 0] }))(x, y);
  const expected = numbers(y).flatMap((cy) =>
    numbers(x).map((cx) => {
      let [k, a, b] = [0, 0, 0];
      for (; k < 200 && a * a + b * b <= 4; k++) [a, b] = [a * a - b * b + cx, 2 * a * b + cy];
      return k;
    }),
  );
  // Where the path is chaotic, rounding decides.
  const wrong = numbers(image).filter((k, i) => k !== expected[i]).length;
  assert.ok(wrong <= 0.01 * expected.length, `${wrong} of ${expected.length} differ`);
});

test("a recurrent network over 1,000 steps, and its gradient", () => {
  const [n, steps] = [4, 1000];
  const entry = (i: number, j: number): number => Math.fround(0.4 * Math.sin(i * n + j + 1));
  const w = jnp.array(times(n).map((i) => times(n).map((j) => entry(i, j))));
  const input = (t: number): number => Math.fround(Math.cos(t / 7));
  const xs = jnp.array(times(steps).map(input));
  const loss = (w: Array): Array =>
    lax.scan((h: Array, x: Array) => [jnp.tanh(w.matmul(h).add(x)), h.sum()], jnp.zeros([n]), xs)[1].mean();
  // Forward mode in float64: each derivative beside the state.
  const state = new Float64Array(n);
  const dots = times(n * n).map(() => new Float64Array(n));
  let mean = 0;
  const slopes = new Float64Array(n * n);
  for (let t = 0; t < steps; t++) {
    mean += state.reduce((a, b) => a + b, 0) / steps;
    dots.forEach((dot, p) => (slopes[p] += dot.reduce((a, b) => a + b, 0) / steps));
    const next = times(n).map((i) => Math.tanh(state.reduce((sum, h, j) => sum + entry(i, j) * h, input(t))));
    for (const [p, dot] of dots.entries()) {
      const [row, column] = [Math.floor(p / n), p % n];
      const changed = times(n).map((i) => (1 - next[i] ** 2) * (dot.reduce((sum, d, j) => sum + entry(i, j) * d, 0) + (i === row ? state[column] : 0))); // prettier-ignore
      dot.set(changed);
    }
    state.set(next);
  }
  for (const f of [valueAndGrad(loss), jit(valueAndGrad(loss))]) {
    const [value, gradient] = f(w);
    close(value, [mean], 2e-5);
    close(gradient, [...slopes], 2e-4);
  }
});

test("Newton's method in ten unknowns under vmap", () => {
  const [n, count] = [10, 6];
  // A chain of masses with cubic springs, pulled at its end.
  const force = (pull: Array, x: Array): Array => {
    const stretch = jnp.diff(jnp.concatenate([jnp.zeros([1]), x]));
    const spring = stretch.add(stretch.mul(stretch).mul(stretch));
    return spring.sub(jnp.concatenate([spring.get(jnp.slice(1, null)), pull.reshape(1)]));
  };
  const solve = (pull: Array): Array => rootFind(force, pull, jnp.zeros([n]));
  const pulls = jnp.linspace(0.5, 5, { num: count });
  // Every spring is stretched alike: s + s³ is the pull.
  const stretches = numbers(pulls).map((pull) => {
    let s = 1;
    for (let k = 0; k < 60; k++) s -= (s + s ** 3 - pull) / (1 + 3 * s * s);
    return s;
  });
  const expected = stretches.flatMap((s) => times(n).map((i) => (i + 1) * s));
  close(vmap(solve)(pulls), expected, 1e-5);
  close(jit(vmap(solve))(pulls), expected, 1e-5);
  const ends = vmap(grad((pull: Array) => solve(pull).get(n - 1)));
  const slopes = stretches.map((s) => n / (1 + 3 * s * s));
  close(ends(pulls), slopes, 1e-5);
  close(jit(ends)(pulls), slopes, 1e-5);
});

/** x'' = (1 - x²) x' μ - x with Heun's method, whose error says how long a step may be; in any kind of numbers. */
const oscillate = (mu: Array): Array => {
  const slope = ([x, v]: [Array, Array]): [Array, Array] => [
    v,
    jnp.subtract(1, x.mul(x)).mul(v).mul(mu).sub(x),
  ];
  const step = ({ t, h, x, v }: { t: Array; h: Array; x: Array; v: Array }) => {
    const [a, b] = slope([x, v]);
    const [c, d] = slope([x.add(h.mul(a)), v.add(h.mul(b))]);
    const error = jnp
      .maximum(jnp.abs(c.sub(a)), jnp.abs(d.sub(b)))
      .mul(h)
      .div(2);
    const isGood = error.lt(1e-3);
    const next = { x: x.add(h.mul(a.add(c)).div(2)), v: v.add(h.mul(b.add(d)).div(2)) };
    const factor = jnp.clip(jnp.sqrt(jnp.divide(5e-4, error.add(1e-10))), 0.3, 2);
    return {
      t: jnp.where(isGood, t.add(h), t),
      h: jnp.minimum(h.mul(factor), jnp.maximum(jnp.subtract(3, jnp.where(isGood, t.add(h), t)), 1e-6)),
      x: jnp.where(isGood, next.x, x),
      v: jnp.where(isGood, next.v, v),
    };
  };
  const start = { t: jnp.array(0), h: jnp.array(0.05), x: jnp.array(1), v: jnp.array(0) };
  return lax.whileLoop(({ t }) => t.lt(2.99999), step, start, { maxSteps: 400 }).x;
};

/** The same equation in float64 by many steps of Runge and Kutta's method, with the derivative by mu beside it. */
function reference(mu: number): [x: number, slope: number] {
  const slope = ([x, v, dx, dv]: number[]): number[] => [v, (1 - x * x) * v * mu - x, dv, (1 - x * x) * (v + dv * mu) - 2 * x * dx * v * mu - dx]; // prettier-ignore
  const along = (s: number[], d: number[], h: number): number[] => s.map((x, i) => x + h * d[i]);
  let s = [1, 0, 0, 0];
  const h = 3 / 3000;
  for (let k = 0; k < 3000; k++) {
    const a = slope(s);
    const b = slope(along(s, a, h / 2));
    const c = slope(along(s, b, h / 2));
    const d = slope(along(s, c, h));
    s = s.map((x, i) => x + (h / 6) * (a[i] + 2 * b[i] + 2 * c[i] + d[i]));
  }
  return [s[0], s[2]];
}

test("an integrator with adaptive steps under vmap, and its gradient", () => {
  const mus = [0.5, 1, 2];
  const expected = mus.map(reference);
  close(jit(vmap(oscillate))(jnp.array(mus)), expected.map(([x]) => x), 2e-2); // prettier-ignore
  // With the steps' lengths held fixed the derivative would be exact; they move as well, by little.
  close(jit(vmap(grad(oscillate)))(jnp.array(mus)), expected.map(([, slope]) => slope), 6e-2); // prettier-ignore
  const h = 1e-2;
  const differences = mus.map((mu) => (Number(oscillate(jnp.array(mu + h))) - Number(oscillate(jnp.array(mu - h)))) / (2 * h)); // prettier-ignore
  close(vmap(grad(oscillate))(jnp.array(mus)), differences, 8e-2);
});
