/** Loops against what they stand for: the same turns written out, finite differences, and the errors of our own. */

import * as assert from "uvu/assert";
import {
  type Array,
  checkpoint,
  grad,
  jacrev,
  jit,
  jvp,
  lax,
  LoopBoundReached,
  makeJaxpr,
  numpy as jnp,
  ValueError,
  vjp,
  vmap,
} from "../../compiler/index.js";
import { close } from "../harness/closeness.js";
import { suite } from "../harness/suite.js";

const test = suite("loops");

const n = 40;
const weights = jnp.sin(jnp.arange(n * n).reshape(n, n)).mul(0.05);

/** A fixed point of everything: no element can be computed by itself. */
const settle = (w: Array): Array =>
  lax.whileLoop(
    ([before, x]) => jnp.max(jnp.abs(before.sub(x))).gt(1e-6),
    ([, x]) => [x, jnp.tanh(w.matmul(x).add(1))],
    [jnp.ones([n]), jnp.zeros([n])],
  )[1];

function settleByHand(w: Array): Array {
  let [before, x] = [jnp.ones([n]), jnp.zeros([n])];
  while (Number(jnp.max(jnp.abs(before.sub(x)))) > 1e-6) [before, x] = [x, jnp.tanh(w.matmul(x).add(1))];
  return x;
}

test("a loop of everything is the loop written by hand", () => {
  close(settle(weights), settleByHand(weights));
  close(jit(settle)(weights), settleByHand(weights));
});

test("loops are handed values without elements", () => {
  const f = (x: Array) => {
    const [, [ys, zs]] = lax.scan(
      (c: Array, y: Array) => [c.mul(2), [y, c]],
      x.at(0).get(),
      jnp.zeros([4, 0]),
    );
    const turn = (c: Array, [y, z]: [Array, Array]): [Array, Array] => [
      jnp.tanh(weights.matmul(c)).add(jnp.sum(y)),
      z,
    ];
    return lax.scan(turn, x, [jnp.exp(ys), zs]);
  };
  close(jit(f)(jnp.ones([n])), f(jnp.ones([n])));
});

test("lanes of loops of everything stop by themselves", () => {
  const scales = jnp.array([0.1, 0.5, 1]);
  const all = [0.1, 0.5, 1].map((s) => settleByHand(weights.mul(s)));
  close(vmap((s: Array) => settle(weights.mul(s)))(scales), all);
  close(jit(vmap((s: Array) => settle(weights.mul(s))))(scales), all);
});

const network = (w: Array, xs: Array): [Array, Array] =>
  lax.scan(
    (h: Array, x: Array) => {
      const next = jnp.tanh(w.matmul(h).add(x));
      return [next, next.sum()];
    },
    jnp.zeros([n]),
    xs,
  );
const inputs = jnp.sin(jnp.arange(6 * n).reshape(6, n));
const row = (x: Array, i: number): Array => jnp.take(x, i, { axis: 0 });

function networkByHand(w: Array, xs: Array): [Array, Array] {
  let h = jnp.zeros([n]);
  const sums: Array[] = [];
  for (let i = 0; i < 6; i++) {
    h = jnp.tanh(w.matmul(h).add(row(xs, i)));
    sums.push(h.sum());
  }
  return [h, jnp.stack(sums)];
}

test("a scan of everything is its turns written out", () => {
  close(network(weights, inputs), networkByHand(weights, inputs));
  close(jit(network)(weights, inputs), networkByHand(weights, inputs));
});

test("its derivatives are those of its turns written out", () => {
  const loss = (f: typeof network) => (w: Array, xs: Array) => {
    const [h, sums] = f(w, xs);
    return jnp.square(h).sum().add(jnp.sin(sums).sum());
  };
  const [ours, byHand] = [network, networkByHand].map(loss);
  const both = { argnums: [0, 1] } as const;
  close(grad(ours, both)(weights, inputs), grad(byHand, both)(weights, inputs), 1e-4);
  close(jit(grad(ours, both))(weights, inputs), grad(byHand, both)(weights, inputs), 1e-4);
  const along = (f: typeof ours) => jvp(f, [weights, inputs], [jnp.cos(weights), inputs]);
  close(along(ours), along(byHand), 1e-4);
});

/** Scalar functions with loops in them, at points where they are smooth. */
const smooth: Record<string, readonly [f: (x: Array) => Array, at: number]> = {
  "a loop that counts": [(x) => lax.foriLoop(0, 4, (i, c) => jnp.sin(c.mul(x)).add(i), 1), 0.7],
  "a scan": [
    (x) => lax.scan((c: Array, y: Array) => [c.mul(x).add(y), jnp.cos(c)], x, jnp.arange(4))[1].sum(),
    0.7,
  ],
  "a scan backwards": [
    (x) =>
      lax.scan((c: Array, y: Array) => [c.mul(x), c.add(y)], x, jnp.arange(4), { reverse: true })[1].sum(),
    0.7,
  ],
  "a loop of at most so many turns": [
    (x) =>
      lax.whileLoop(
        (c) => c.lt(20),
        (c) => c.mul(x).add(1),
        x,
        { maxSteps: 10 },
      ),
    1.9,
  ],
  "a branch": [
    (x) =>
      lax.cond(
        x.gt(0),
        (y) => jnp.exp(y),
        (y: Array) => y.mul(y),
        x,
      ),
    0.4,
  ],
  "the other branch": [
    (x) =>
      lax.cond(
        x.gt(0),
        (y) => jnp.exp(y),
        (y: Array) => y.mul(y),
        x,
      ),
    -0.4,
  ],
  "branches in a loop": [
    (x) =>
      lax.foriLoop(
        0,
        6,
        (_, c) =>
          lax.cond(
            c.gt(4),
            (d) => d.mul(0.5),
            (d: Array) => d.mul(x).add(d),
            c,
          ),
        1,
      ),
    1.3,
  ],
  "loops in a loop": [
    (x) => lax.foriLoop(0, 3, (i, c) => lax.foriLoop(0, 2, (j, d) => jnp.sin(d.add(i)).add(x.mul(j)), c), x),
    0.6,
  ],
  "a loop over rows": [
    (x) =>
      lax
        .scan(
          (c: Array, y: Array) => [c.mul(x).add(y), c.sum()],
          jnp.ones([3]),
          jnp.arange(6).reshape(2, 3),
        )[1]
        .sum(),
    0.6,
  ],
};

for (const [name, [f, at]] of Object.entries(smooth))
  test(`derivatives of ${name} are differences`, () => {
    const slope = (g: (x: Array) => Array, x: number, h: number): number =>
      (Number(g(jnp.array(x + h))) - Number(g(jnp.array(x - h)))) / (2 * h);
    const expected = slope(f, at, 1e-2);
    close(jvp(f, [at], [1])[1], expected, 2e-3);
    close(grad(f)(at), expected, 2e-3);
    close(jit(grad(f))(at), grad(f)(at));
    close(vmap(grad(f))(jnp.array([at, at])), [grad(f)(at), grad(f)(at)]);
    close(grad(grad(f))(at), slope(grad(f), at, 1e-2), 5e-3);
    close(jvp(grad(f), [at], [1])[1], grad(grad(f))(at));
    close(vjp((x: Array) => f(x), jnp.array(at))[1](2)[0], grad(f)(at).mul(2));
  });

test("reverse mode through a loop of unknown length names its line, and what to do", () => {
  const f = (x: Array) =>
    lax.whileLoop(
      (c) => c.lt(10),
      (c) => c.mul(x),
      x,
    );
  assert.throws(
    () => grad(f)(3),
    (e: Error) =>
      e instanceof ValueError &&
      /maxSteps.*customVjp.*solves/s.test(e.message) &&
      /loops\.test/.test(e.message),
  );
});

const halves = (x: Array) =>
  lax.whileLoop(
    (c) => c.gt(1),
    (c) => c.mul(0.5),
    x,
    { maxSteps: 4 },
  );

test("a loop that has not finished is an error, with the number of lanes", () => {
  close(halves(jnp.array(16)), 1);
  const fails = (f: () => unknown, count: RegExp): void =>
    assert.throws(
      f,
      (e: Error) => e instanceof LoopBoundReached && count.test(e.message) && /loops\.test/.test(e.message),
    );
  fails(() => halves(jnp.array(17)), /4 turns, and a lane/);
  fails(() => jit(halves)(17), /a lane/);
  fails(() => vmap(halves)(jnp.array([1, 17, 40])), /2 lanes/);
  fails(() => jit(vmap(halves))(jnp.array([1, 17, 40])), /2 lanes/);
  fails(() => grad(halves)(17), /a lane/);
  fails(() => jit(grad(halves))(17), /a lane/);
});

test("or a flag, where that is asked for", () => {
  const f = (x: Array) =>
    lax.whileLoop(
      (c) => c.gt(1),
      (c) => c.mul(0.5),
      x,
      { maxSteps: 4, unfinished: true },
    );
  const [x, unfinished] = jit(vmap(f))(jnp.array([16, 17]));
  assert.equal(x.tolist(), [1, 1.0625]);
  assert.equal(unfinished.tolist(), [false, true]);
});

test("a loop in a branch that is not taken takes no turn, and cannot fail", () => {
  const f = (p: Array, x: Array) => lax.cond(p, halves, (y: Array) => y, x);
  assert.is(Number(f(jnp.array(false), jnp.array(100))), 100);
  assert.is(Number(jit(f)(jnp.array(false), jnp.array(100))), 100);
  assert.throws(() => jit(f)(jnp.array(true), jnp.array(100)), /had not finished/);
});

/** What lanes have in common is as long as there are lanes, so that shapes do not tell which is which. */
const shared: Record<string, (w: Array, x: Array) => Array> = {
  "a choice": (w, x) =>
    lax.cond(
      x.gt(0),
      (y: Array) => jnp.sin(w).sum().mul(y),
      (y: Array) => y,
      x,
    ),
  "a scan in a branch": (w, x) =>
    lax.cond(
      x.gt(0),
      (y: Array) =>
        lax
          .scan((c: Array) => [jnp.sin(c), null], w, null, { length: 3 })[0]
          .sum()
          .mul(y),
      (y: Array) => y,
      x,
    ),
  "a loop of other lanes in a branch": (w, x) =>
    lax.cond(
      x.gt(0),
      (y: Array) =>
        vmap((v: Array) =>
          lax.whileLoop(
            (c) => c.lt(9),
            (c) => c.mul(2),
            v,
            { maxSteps: 9 },
          ),
        )(w)
          .sum()
          .mul(y),
      (y: Array) => y,
      x,
    ),
  "a loop with a bound": (w, x) =>
    lax.whileLoop(
      ([i]) => i.lt(x),
      ([i, y]) => [i.add(1), y.mul(0.5).add(jnp.sin(w).sum())] as const,
      [0, x] as const,
      { maxSteps: 4 },
    )[1],
};

for (const [name, f] of Object.entries(shared))
  test(`lanes that have an array in common which is as long as there are lanes: ${name}`, () => {
    const w = jnp.array([1, 2, 3]);
    const x = jnp.array([2, -1, 3]);
    const all = vmap(f, { inAxes: [null, 0] });
    const lanes = [0, 1, 2].map((i) => f(w, x.get(i)));
    close(all(w, x), lanes);
    close(jit(all)(w, x), lanes);
    const sum = (v: Array): Array => all(v, x).sum();
    const slopes = [0, 1, 2].map((i) => grad((v: Array) => f(v, x.get(i)))(w)).reduce((a, b) => a.add(b));
    close(grad(sum)(w), slopes);
    close(jit(grad(sum))(w), slopes);
    close(vmap(grad(f), { inAxes: [null, 0] })(w, x).sum({ axis: 0 }), slopes);
    close(jacrev(all)(w, x).sum({ axis: 0 }), slopes);
    close(jvp(grad(sum), [w], [w])[1], grad((v: Array) => grad(sum)(v).mul(w).sum())(w), 1e-4);
  });

test("what lanes have in common gets nothing from branches that they do not take", () => {
  const f = (w: Array, x: Array): Array =>
    lax.cond(
      x.gt(0),
      (y: Array) => jnp.sqrt(w.min().mul(y)).add(jnp.log(w.mul(y)).sum()),
      (y: Array) => jnp.log(w.sub(2)).sum().mul(y),
      x,
    );
  const [w, x] = [jnp.array([3, 4, 6]), jnp.array([1, -1, 0.25, -1e30])];
  const all = (v: Array, lanes: Array): Array => vmap(f, { inAxes: [null, 0] })(v, lanes).sum();
  const lane = (i: number) => (v: Array) => f(v, x.get(i));
  const slopes = [0, 1, 2, 3].map((i) => grad(lane(i))(w)).reduce((a, b) => a.add(b));
  close(grad(all)(w, x), slopes);
  close(jit(grad(all))(w, x), slopes);
  // Nobody takes the second branch, where there would be no logarithm.
  const [small, positive] = [jnp.array([1, 0.5, 2]), x.get(jnp.slice(0, 1))];
  close(grad(all)(small, positive), grad((v: Array) => f(v, x.get(0)))(small));
});

test("the error of a loop that has not finished names its own line, whichever took the same turns before", () => {
  const below = (c: Array): Array => c.lt(10);
  const next = (c: Array): Array => c.add(1);
  const lineOf = (f: () => unknown): number => {
    try {
      f();
    } catch (error) {
      return Number(/loops\.test\.ts:(\d+)/.exec((error as Error).message)?.[1]);
    }
    return 0;
  };
  const from = (n: number): number => lineOf(() => lax.whileLoop(below, next, jnp.array(n), { maxSteps: 3 }));
  const first = from(8);
  const second = lineOf(() => lax.whileLoop(below, next, jnp.array(0), { maxSteps: 3 }));
  assert.is(first, 0);
  assert.is(second - from(0), 1 + 1);
});

test("a loop that is known to take no turns", () => {
  const f = (x: Array): [Array, Array] =>
    lax.whileLoop(
      ([n]) => n.lt(2).and(false),
      jit(([, y]: [Array, Array]): [Array, Array] => [jnp.array(0n), y]),
      [jnp.round(x).astype("int32"), x] as [Array, Array],
      { maxSteps: 2 },
    );
  const g = (x: Array): Array => jnp.sin(checkpoint(f)(x)[1]);
  close(jit(grad(g))(1), Math.cos(1));
  const none = (x: Array): Array => {
    const [last, all] = lax.scan((c: Array) => [jnp.sin(c), jnp.cos(c)], x, null, { length: 0 });
    return lax.scan((c: Array, y: Array) => [c.mul(y), null], last, all)[0].mul(2);
  };
  close(jit(grad(none))(1), 2);
});

test("a loop that has not finished, in a branch that only some lanes take", () => {
  const endless = (x: Array): Array =>
    lax.cond(
      x.gt(0),
      (y: Array) => lax.whileLoop((c) => c.gt(0), (c) => c, jnp.ones([2]).sum(), { maxSteps: 3 }).add(y), // prettier-ignore
      (y: Array) => y,
      x,
    );
  for (const f of [vmap(endless), jit(vmap(endless))]) {
    assert.throws(() => f(jnp.array([1, -1, -1])), (e: unknown) => e instanceof LoopBoundReached); // prettier-ignore
    close(f(jnp.array([-3, -1, -2])), [-3, -1, -2]);
  }
});

test("what is closed over is a constant of the loop", () => {
  const f = (x: Array) => {
    const doubled = x.mul(2);
    return lax.foriLoop(0, 3, (_, c) => c.add(doubled).mul(x), x);
  };
  const byHand = (x: number): number => [0, 1, 2].reduce((c) => (c + 2 * x) * x, x);
  close(jit(vmap(f))(jnp.array([1, 2, 3])), [1, 2, 3].map(byHand));
  assert.match(String(makeJaxpr(f)(1)), /num_consts=2/);
});

test("arrays without elements, and no turns", () => {
  const [last, ys] = lax.scan((c: Array, x: Array) => [c.add(1), x.mul(2)], 0, jnp.ones([0, 3]));
  assert.is(Number(last), 0);
  assert.equal(ys.shape, [0, 3]);
  assert.equal(jit((x: Array) => lax.foriLoop(0, 0, (_, c) => c.mul(2), x))(jnp.ones([2])).tolist(), [1, 1]);
  const empty = lax.whileLoop(
    ([i]) => i.lt(3),
    ([i, x]) => [i.add(1), x.mul(2)],
    [0, jnp.ones([0])] as const,
  )[1];
  assert.equal(empty.shape, [0]);
});

test("trees that differ are told apart", () => {
  assert.throws(
    () =>
      lax.whileLoop(
        (c) => c.lt(3),
        (c) => [c, c],
        1,
      ),
    /The input carry c is a <class 'jax._src.core.ShapedArray'> but the corresponding component of the carry output is a (list|Array), so their Python types differ/,
  );
  assert.throws(
    () =>
      lax.cond(
        true,
        () => [1, 2],
        () => 2,
      ),
    /cond branch outputs must have the same pytree structure.*true_fun output is a (list|Array) but false_fun output is a pytree leaf/s,
  );
  assert.throws(
    () =>
      lax.cond(
        true,
        () => ({ a: jnp.ones([3]), b: 1 }),
        () => ({ a: jnp.ones([2]), b: 1 }),
      ),
    /The output of true_fun at path \['a'\] has type float32\[3\] but the corresponding output of false_fun has type float32\[2\], so the shapes do not match/,
  );
  assert.throws(
    () => lax.switch<number | bigint>(1, [() => 1n, () => 2.5]),
    /The output of branch 0 has type int32\[\] but the corresponding output of branch1 has type float32\[\], so the dtypes do not match/,
  );
});

test("a length that is traced is refused", () => {
  assert.throws(
    () =>
      jit((length: Array) => lax.scan((c: Array) => [c, null], jnp.zeros([]), null, { length })[0])(
        jnp.array(3),
      ),
    /expects a concrete `int` value/,
  );
});

test("jacobians go through loops", () => {
  const f = (x: Array) => lax.foriLoop(0, 3, (_, c) => jnp.roll(c, 1).mul(x), x);
  close(
    jacrev(f)(jnp.array([1, 2, 3])),
    vmap((t: Array) => jvp(f, [jnp.array([1, 2, 3])], [t])[1])(jnp.eye(3)).T,
  );
});

test("what branches leave for the backward pass takes the same places, and nothing else is handed on", () => {
  const f = (x: Array, i: Array) =>
    lax.switch<Array>(i, [jnp.sin, jnp.cos, (y: Array) => jnp.sin(jnp.exp(y))], x);
  const [forward, backward] = [...String(makeJaxpr(grad(f))(1, 1n)).matchAll(/^ *(.*) = cond\[\n[^]*?\n {4}\] (.*)$/gm)]; // prettier-ignore
  // The value and two slopes; the index, the two slopes, and the cotangent.
  assert.is(forward[1].split(" ").length, 3);
  assert.is(backward[2].split(" ").length, 4);
  close([0, 1, 2].map((i) => grad(f)(0.5, BigInt(i))), [Math.cos(0.5), -Math.sin(0.5), Math.cos(Math.exp(0.5)) * Math.exp(0.5)]); // prettier-ignore
});

test("what lanes have in common is differentiated as the sum of what each gives", () => {
  // As many lanes as there are rows, and elements in each: no shape tells which axis is which.
  const xs = jnp.sin(jnp.arange(9)).reshape(3, 3);
  const ws = [jnp.array(0.7), jnp.array([0.3, 0.5, 0.9]), jnp.cos(jnp.arange(9)).reshape(3, 3).mul(0.4)];
  const turn = (w: Array, x: Array): Array => jnp.sin(x.mul(w.sum()).add(w.mul(0.1))).add(w.ravel().get(0)).reshape(-1).get(jnp.slice(0, 3)); // prettier-ignore
  const loops: Record<string, (w: Array, x: Array) => Array> = {
    scan: (w, x) => lax.scan((y: Array) => [turn(w, y), y.mul(w.sum())] as const, x, null, { length: 4 })[1].sum({ axis: 0 }), // prettier-ignore
    foriLoop: (w, x) => lax.foriLoop(0, 4, (_, y) => turn(w, y), x),
    whileLoop: (w, x) =>
      lax.whileLoop(
        ([n]) => n.lt(jnp.abs(x.get(0)).mul(6)),
        ([n, y]) => [n.add(1), turn(w, y)],
        [jnp.array(0), x] as const,
        { maxSteps: 7 },
      )[1],
  };
  for (const loop of Object.values(loops))
    for (const w of ws) {
      const f = (v: Array): Array => vmap((x: Array) => loop(v, x).sum())(xs).sum();
      const ofEach = [0, 1, 2].map((n) => grad((v: Array) => loop(v, xs.get(n)).sum())(w));
      const expected = ofEach.reduce((a, b) => a.add(b));
      for (const g of [grad(f), jit(grad(f))]) close(g(w), expected, 1e-5);
      const ones = jnp.onesLike(w);
      close(jvp(f, [w], [ones])[1], expected.sum(), 1e-5);
      close(
        jvp(grad(f), [w], [ones])[1],
        [0, 1, 2].map((n) => jvp(grad((v: Array) => loop(v, xs.get(n)).sum()), [w], [ones])[1]).reduce((a, b) => a.add(b)), // prettier-ignore
        1e-4,
      );
    }
});
