/** Loops in kernels: each lane runs by itself, with the results of the host, and with what is around them in one kernel. */

import * as assert from "uvu/assert";
import { type Array, DeviceArray, grad, jit, jvp, lax, numpy as jnp, vmap } from "../../compiler/index.js";
import { squareRoot } from "../../examples/fixedPoints.js";
import { stats } from "../../runtime/index.js";
import { costOf } from "../harness/cost.js";
import { expectClose, useDevice } from "../harness/places.js";
import { suite } from "../harness/suite.js";

const test = suite("loops in kernels");

let device: GPUDevice;
test.before(async () => {
  device = await useDevice();
});

const root =
  (maxSteps: number) =>
  (a: Array): Array =>
    lax.whileLoop(
      ([before, x]) => jnp.abs(before.sub(x)).gt(1e-5),
      ([, x]) => [x, x.add(a.div(x)).mul(0.5)],
      [jnp.zerosLike(a), a],
      { maxSteps },
    )[1];

const kernelsOf = (f: (x: Array) => unknown, x: Array): string[] =>
  jit(f).lower(x).kernels.map(({ wgsl }) => wgsl); // prettier-ignore

const loopsIn = (wgsl: string): number => wgsl.match(/^ *(loop|for \(var step\d+ .*) \{$/gm)?.length ?? 0;

test("vmap of a loop is one kernel with a loop in it, and its gradient one with two", () => {
  const x = jnp.linspace(1, 4, 1000);
  assert.equal(kernelsOf(vmap(squareRoot), x).map(loopsIn), [1]);
  assert.equal(kernelsOf(vmap(grad(squareRoot)), x).map(loopsIn), [2]);
});

test("what comes before and after a loop is in its kernel", () => {
  const f = (x: Array) => jnp.exp(vmap(squareRoot)(jnp.sin(x).add(2))).mul(x);
  assert.equal(kernelsOf(f, jnp.ones([1000])).map(loopsIn), [1]);
});

test("what is folded is computed by a kernel without barriers, if there are loops in it", () => {
  for (const f of [squareRoot, (x: Array) => jnp.exp(squareRoot(x)).mul(2)]) {
    const kernels = kernelsOf((x) => jnp.mean(vmap(f)(x)), jnp.ones([30]));
    assert.equal(kernels.map(loopsIn).filter((n) => n > 0), [1]); // prettier-ignore
    for (const wgsl of kernels) assert.not.ok(loopsIn(wgsl) > 0 && wgsl.includes("Barrier"));
    assert.is(kernels.length, 2);
  }
});

test("a call with a loop in it is one submit, and nothing is read back", async () => {
  const f = jit(vmap(grad(squareRoot)));
  const x = jnp.linspace(1, 4, 1000);
  await f(x).data();
  const before = { ...stats(device) };
  const y = f(x);
  assert.is(stats(device).submits - before.submits, 1);
  await expectClose(y, x.pow(-0.5).mul(0.5), 2e-6);
});

for (const count of [6, 12])
  test(`turns that carry and stack ${count} arrays, more than a kernel binds`, async () => {
    const all = jnp
      .arange(count)
      .reshape(count, 1)
      .add(jnp.linspace(0, 1, 20));
    const start = [...all] as Array[];
    const f = (...xs: Array[]) => {
      const turn = (c: Array[], x: Array): [Array[], Array[]] => [
        c.map((y, i) => jnp.sin(y.add(c[(i + 1) % count])).mul(x)),
        c,
      ];
      const [last, before] = lax.scan(turn, xs, jnp.linspace(0.5, 1, 100));
      return jnp.concatenate([...last, ...before.map((y) => y.reshape(-1))]);
    };
    const limit = device.limits.maxStorageBuffersPerShaderStage;
    for (const { wgsl } of jit(f).lower(...start).kernels)
      assert.ok(wgsl.match(/@binding/g)!.length <= limit);
    await expectClose(jit(f)(...start), f(...start), 1e-5);
  });

test("lanes stay lanes where the gradient is that of what they have in common", async () => {
  const turn = (c: Array, x: Array): Array => x.sub(jnp.sin(x.mul(c.get(0))).mul(c.get(1)));
  const loops: Record<string, (c: Array, x: Array) => Array> = {
    scan: (c, x) => lax.scan((y: Array) => [turn(c, y), null], x, null, { length: 100 })[0],
    foriLoop: (c, x) => lax.foriLoop(0, 100, (_, y) => turn(c, y), x),
    whileLoop: (c, x) =>
      lax.whileLoop(([n]) => n.lt(x.mul(20)), ([n, y]) => [n.add(1), turn(c, y)], [jnp.array(0), x] as const, { maxSteps: 100 })[1], // prettier-ignore
  };
  const xs = jnp.linspace(0.1, 4, 500);
  const c = jnp.array([0.9, 0.1]);
  for (const loop of Object.values(loops)) {
    const f = jit(grad((d: Array) => vmap((x: Array) => loop(d, x))(xs).sum()));
    const expected = vmap((x: Array) => grad((d: Array) => loop(d, x))(c))(xs).sum({ axis: 0 });
    await expectClose(f(c), expected, 1e-4);
    const { dispatches } = await costOf(device, () => f(c).data());
    assert.ok(dispatches <= 6, String(dispatches));
  }
});

test("a long branch is taken by those that choose it, with all that comes of it", async () => {
  const f = (x: Array) => {
    const [y, z] = lax.cond(
      x.gt(1.5),
      (v: Array) => {
        const w = [1, 2, 3, 4, 5, 6].reduce((u, n) => jnp.sin(u.mul(n)).add(1), v);
        return [w, w.mul(v)];
      },
      (v: Array) => [v, v.neg()],
      x,
    );
    return y.add(z);
  };
  const x = jnp.linspace(0, 3, 500);
  const [wgsl] = kernelsOf(vmap(f), x);
  assert.is(wgsl.match(/^ {2}if \(!?v\d+\) \{$/gm)?.length, 1);
  for (const g of [vmap(f), vmap(grad(f))]) await expectClose(jit(g)(x), g(x), 1e-5);
});

/** Functions of 30 floats, on the device as on the host. */
const functions: Record<string, (x: Array) => unknown> = {
  "lanes that stop at once, soon and late": vmap(
    (x: Array) =>
      lax.whileLoop(
        ([y, n]) => jnp.logicalAnd(y.lt(3), n.lt(200n)),
        ([y, n]) => [y.mul(1.05), n.add(1n)],
        [x, 0n] as const,
      )[0],
  ),
  "a loop that counts": vmap((x: Array) => lax.foriLoop(0, 20, (i, y) => y.mul(0.9).add(i), x)),
  "loops in loops": vmap((x: Array) =>
    lax.foriLoop(
      0,
      4,
      (i, y) =>
        lax.whileLoop(
          ([j]) => j.lt(i),
          ([j, z]) => [j.add(1n), z.mul(x).add(j)],
          [0n, y] as const,
        )[1],
      x,
    ),
  ),
  "a tangent along a loop": (x) =>
    jvp(
      (y: Array) =>
        vmap((z: Array) =>
          lax.whileLoop(
            (w) => w.lt(3),
            (w) => w.mul(1.5).add(z),
            z,
          ),
        )(y),
      [x],
      [x],
    )[1],
  "a scan over elements": (x) => lax.scan((c: Array, y: Array) => [c.mul(0.5).add(y), c.mul(y)], 0, x)[1],
  "scans in lanes": (x) =>
    vmap((row: Array) =>
      lax.scan((c: Array, y: Array) => [c.mul(0.5).add(y), c.mul(y)], 1, row, { reverse: true }),
    )(x.reshape(6, 5))[1],
  "what a scan carries in the end": (x) =>
    lax.scan((c: Array, y: Array) => [jnp.sin(c).add(y), null], 0.5, x)[0],
  "lanes with several elements": (x) =>
    vmap(
      (v: Array) =>
      lax.whileLoop((w) => jnp.max(jnp.abs(w)).gt(0.5), (w) => jnp.array([[0.5, 0.2, 0], [-0.3, 0.6, 0.1], [0, 0.1, 0.7]]).matmul(w), v), // prettier-ignore
    )(x.reshape(10, 3)),
  "few turns of everything": (x) => lax.foriLoop(0, 5, (_, y) => jnp.roll(y, 1).mul(0.5).add(x), x),
  "a branch for each lane": vmap((x: Array) =>
    lax.cond(
      x.gt(1.5),
      (y) => jnp.exp(y.neg()),
      (y) => y.mul(y),
      x,
    ),
  ),
  "a loop in a branch": vmap((x: Array) =>
    // Where it is not taken, the loop would not end.
    lax.cond(
      x.gt(1.5),
      (y) =>
        lax.whileLoop(
          (z) => z.gt(1.5),
          (z) => z.sub(1),
          y,
        ),
      (y: Array) => y.mul(0),
      x,
    ),
  ),
  "one of three": vmap((x: Array) =>
    lax.switch(x.mul(2).astype("int32"), [(y) => y, (y) => y.add(10), (y) => y.mul(y)], x),
  ),
  "a mean over loops": (x) =>
    jnp.mean(
      vmap((y: Array) =>
        lax.whileLoop(
          (z) => z.lt(3),
          (z) => z.mul(1.5),
          y,
        ),
      )(x),
    ),
  "a gradient through a scan": grad((x: Array) =>
    lax.scan((c: Array, y: Array) => [c.mul(y).mul(0.5).add(y), c.mul(c)], 1, x)[1].sum(),
  ),
  "gradients through loops that count": vmap(
    grad((x: Array) => lax.foriLoop(0, 6, (i, c) => c.mul(x).mul(0.5).add(i), 1)),
  ),
  "gradients through loops of at most so many turns": vmap(
    grad((x: Array) =>
      lax.whileLoop(
        (c) => c.lt(20),
        (c) => c.mul(x.add(1)).add(1),
        x,
        { maxSteps: 12 },
      ),
    ),
  ),
  "gradients through lanes that take one to thirty turns": vmap(grad((x: Array) => root(30)(x.pow(3)))),
  "second derivatives through them": vmap(grad(grad(root(30)))),
  "a gradient that several loops have in common": (x) =>
    grad((y: Array) =>
      vmap(
        (z: Array) =>
          lax.whileLoop(
            ([i]) => i.lt(z.mul(3)),
            ([i, w]) => [i.add(1), jnp.sin(w.mul(y.sum()).mul(0.01)).add(root(20)(z))] as const,
            [0, z] as const,
            { maxSteps: 12 },
          )[1],
      )(y).sum(),
    )(x),
  "gradients through branches": vmap(
    grad((x: Array) =>
      lax.cond(
        x.gt(1.5),
        (y) => jnp.log(y.sub(1.5)),
        (y: Array) => y.mul(y),
        x,
      ),
    ),
  ),
  "elements by a counter": (x) =>
    vmap((y: Array) => lax.foriLoop(0, 30, (i, sum) => sum.add(jnp.take(x, i).mul(y)), 0))(x),
};

for (const [name, f] of Object.entries(functions))
  test(name, async () => {
    const x = jnp.linspace(0.1, 3, 30);
    const onDevice = jit((y: Array) => f(y) as Array)(x);
    assert.instance(onDevice, DeviceArray);
    await expectClose(onDevice, f(x), 1e-5);
  });

test("a loop of no turns leaves nothing for its gradient", async () => {
  const none = (x: Array): Array => {
    const [last, all] = lax.scan((c: Array) => [jnp.sin(c), jnp.cos(c)], x, null, { length: 0 });
    return lax.scan((c: Array, y: Array) => [c.mul(y), null], last, all)[0].mul(2);
  };
  const xs = jnp.linspace(0, 1, 5);
  await expectClose(jit(vmap(grad(none)))(xs), jnp.full([5], 2), 2e-6);
  const stacked = (x: Array): Array =>
    lax
      .scan((c: Array, y: Array) => [c.mul(y), jnp.sin(c)], x.sum(), x.get(jnp.slice(0, 0)))[0]
      .mul(x)
      .sum();
  await expectClose(jit(grad(stacked))(xs), grad(stacked)(xs), 2e-6);
});

test("many lanes, of which one in a hundred takes a thousand turns", async () => {
  const count = (n: Array) =>
    lax.whileLoop(
      (i) => i.lt(n),
      (i) => i.add(1),
      0,
    );
  const turns = jnp.where(jnp.arange(65536).mod(100).eq(0), 1000, 10);
  await expectClose(jit(vmap(count))(turns), turns, 0);
});
