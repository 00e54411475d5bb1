/** Loops whose turns are small kernels: one workgroup takes all of them, with the results of the host. */

import * as assert from "uvu/assert";
import {
  type Array,
  type HostArray,
  grad,
  init,
  jit,
  lax,
  makeJaxpr,
  numpy as jnp,
  valueAndGrad,
  vmap,
} from "../../compiler/index.js";
import { type LowerOptions, lower } from "../../compiler/lower/index.js";
import type { DeviceData } from "../../compiler/trace/value.js";
import {
  adoptDevice,
  type Counters,
  type Device,
  load,
  type Plan,
  type PlanStep,
} from "../../runtime/index.js";
import { costOf } from "../harness/cost.js";
import { requestTestDevice } from "../harness/device.js";
import { suite } from "../harness/suite.js";
import { difference } from "../lower/randomPrograms.js";
import { random } from "../lower/support.js";

const test = suite("loops of one workgroup");

let gpu: GPUDevice;
let device: Device;
test.before(async () => {
  gpu = await requestTestDevice();
  device = adoptDevice(gpu);
  await init({ device: gpu });
});

type F = (...xs: Array[]) => Array | readonly Array[];

const planOf = (f: F, inputs: readonly Array[], options: LowerOptions): Plan =>
  lower(makeJaxpr(f as (...xs: unknown[]) => unknown)(...inputs).program, options).plan;

/** Runs what is made for each kind of device, and gives the plans. */
async function check(
  f: F,
  inputs: readonly Array[],
  about = "",
  options: LowerOptions = {},
): Promise<Plan[]> {
  const expected = [f(...inputs)].flat() as HostArray[];
  const limits = { maxStorageBuffersPerShaderStage: 10 };
  const plans: Plan[] = [];
  for (const target of ["software", "gpu"] as const) {
    const plan = planOf(f, inputs, { target, limits, ...options });
    const run = await load(plan, { device });
    const data = inputs.map((x) => (x as HostArray).values as DeviceData);
    const results = await Promise.all(run(...data).map((result) => result.read()));
    // Behind them are counts of what is checked.
    expected.forEach(({ values }, n) =>
      assert.is(difference(results[n], values), undefined, `${about} for ${target}, output ${n}`),
    );
    plans.push(plan);
  }
  return plans;
}

const kinds = ({ steps }: Plan): PlanStep["kind"][] => steps.map(({ kind }) => kind);

/** All turns are one dispatch of one kernel: in software, which must not take long for one, perhaps several. */
async function takesOne(f: F, inputs: readonly Array[], about = ""): Promise<void> {
  const [software, onGpu] = await check(f, inputs, about);
  assert.equal(kinds(onGpu), ["dispatch"], about);
  assert.is(software.kernels.length, 1, about);
}

/** Launches follow each other, as many as the data ask for. */
async function takesLaunches(f: F, inputs: readonly Array[], about = ""): Promise<void> {
  for (const plan of await check(f, inputs, about))
    assert.equal(kinds(plan).slice(-3), ["clear", "dispatch", "loop"], about);
}

const spread = (n: number): Array => jnp.linspace(-1, 2, n);
/** Of fewer elements a lane takes all turns by itself. */
const sizes = [37, 300, 1000];

const whileBelow = (limit: number, maxSteps?: number) => (x: Array) =>
  lax.whileLoop(
    ([y]) => jnp.sum(y).lt(limit),
    ([y, n]) => [jnp.roll(y, 1).mul(0.5).add(1), n.add(1n)],
    [x, jnp.array(0n)] as const,
    maxSteps === undefined ? {} : { maxSteps },
  );

test("turns that are counted are one dispatch", async () => {
  for (const size of sizes) {
    const f = (x: Array): Array =>
      lax.foriLoop(0, 70, (i, y) => jnp.roll(y, 1).mul(0.9).add(jnp.mean(y).mul(0.05)).sub(i.mul(0.01)), x);
    await takesOne(f, [spread(size)], `${size} elements`);
  }
});

test("turns that are scanned read and stack rows, from either end", async () => {
  for (const reverse of [false, true])
    for (const size of [41, 300]) {
      const f: F = (x, rows, scalars) => {
        const turn = (c: Array, [row, s]: [Array, Array]) => {
          const next = jnp.tanh(jnp.roll(c, 1).mul(s).add(row));
          return [next, [next.sum(), c, row.gt(0)]] as const;
        };
        const [last, [sums, all, are]] = lax.scan(turn, x, [rows, scalars], { reverse });
        return [last, sums, all, are];
      };
      await takesOne(f, [spread(size), spread(66 * size).reshape(66, size), spread(66)], `${size} elements`);
    }
});

test("turns that the data end are launched until they have ended", async () => {
  for (const size of sizes) await takesLaunches(whileBelow(1.9 * size), [spread(size)], `${size} elements`);
  await takesLaunches(whileBelow(-1e6), [spread(50)], "no turn");
  await takesLaunches(whileBelow(30), [spread(50)], "one turn");
});

test("turns that the data end before a bound are one dispatch, if a launch may take so many", async () => {
  await takesOne(whileBelow(1.9 * 300, 100), [spread(300)]);
});

test("what is carried changes places, whatever it is", async () => {
  const f: F = (x) => {
    const floats = [x, x.add(1)];
    const codes = [lax.bitcastConvertType(x, "int32"), lax.convertElementType(x.mul(50).add(99), "uint32")];
    const turn = (_: Array, [a, b, i, u, p, q]: readonly Array[]): Array[] =>
      [b, jnp.roll(a, 1), jnp.roll(i, 3), jnp.flip(u).add(lax.convertElementType(p, "uint32")), q, jnp.roll(p, 1)]; // prettier-ignore
    return lax.foriLoop(0, 71, turn, [...floats, ...codes, x.gt(0), x.lt(1)]);
  };
  for (const size of [50, 130]) await takesOne(f, [spread(size)], `${size} elements`);
});

test("what is not a number stays what it is, and ends what it should", async () => {
  const x = jnp.concatenate([jnp.array([NaN, Infinity, -Infinity, -0, 0, 1e-40, 3e38]), spread(50)]);
  const f: F = (y) => [
    ...lax.foriLoop(0, 70, (_, [a, b]: readonly Array[]) => [b, jnp.roll(a, 1)], [y, y.neg()]),
    lax.foriLoop(0, 70, (_, a) => jnp.roll(a, 1).mul(2), y),
  ];
  await takesOne(f, [x]);
  const g = (y: Array) =>
    lax.whileLoop(
      ([, most]) => most.lt(1e30),
      ([a]) => [jnp.roll(a, 1).mul(3), jnp.max(a)],
      [y, jnp.array(0)] as const,
    );
  await takesLaunches(g, [x]);
  await takesLaunches(g, [spread(57)]);
});

test("loops in loops are one dispatch with them", async () => {
  const f: F = (x, m) =>
    lax.foriLoop(
      0,
      12,
      (i, y) => {
        const inner = lax.scan((c: Array, row: Array) => [jnp.tanh(c.add(row)), c.sum()], y, m);
        const [next, sums]: [Array, Array] = inner;
        const bounded = lax.whileLoop(
          (z) => jnp.sum(z).lt(i.mul(4)),
          (z) => jnp.roll(z, 1).add(0.1),
          next,
          { maxSteps: 99, unfinished: true },
        );
        return bounded[0].add(sums.mean());
      },
      x,
    );
  await takesOne(f, [spread(45), spread(70 * 45).reshape(70, 45)]);
  const g: F = (x) =>
    lax.whileLoop(
      (y) => jnp.sum(y).lt(9e3),
      (y) =>
        lax.whileLoop(
          (z) => jnp.max(z).lt(jnp.sum(y)),
          (z) => jnp.roll(z, 1).add(1),
          y,
        ),
      x,
    );
  await takesLaunches(g, [jnp.linspace(0.1, 1, 51)]);
});

test("what is around loops is in the same dispatch", async () => {
  const f: F = (x) => {
    const turn = (_: Array, y: Array): Array => jnp.roll(y, 1).sub(jnp.mean(y)).mul(1.01);
    const first = lax.foriLoop(0, 80, turn, jnp.flip(x).sub(x.sum()));
    return [lax.foriLoop(0, 90, turn, first.mul(first.max())), jnp.sum(first)];
  };
  await takesOne(f, [spread(50)]);
});

test("lanes stop by themselves", async () => {
  const f = (x: Array): readonly Array[] => vmap((row: Array) => whileBelow(90)(row))(x);
  await takesLaunches(f, [spread(5 * 50).reshape(5, 50)]);
  const g = (x: Array): readonly Array[] => vmap((row: Array) => whileBelow(90, 80)(row))(x);
  await takesOne(g, [spread(5 * 50).reshape(5, 50)]);
});

test("gradients of scans, whose turns leave values for others that go back", async () => {
  const loss = (w: Array, xs: Array): Array => {
    const cell = (h: Array, x: Array) => {
      const next = jnp.tanh(w.matmul(h).add(x));
      return [next, next.sum()] as const;
    };
    const [last, sums]: [Array, Array] = lax.scan(cell, jnp.zeros([8]), xs);
    return sums.mean().add(last.sum());
  };
  const inputs = [spread(64).mul(0.2).reshape(8, 8), spread(90 * 8).reshape(90, 8)];
  const both = valueAndGrad(loss) as unknown as F;
  for (const plan of await check(both, inputs)) assert.not(kinds(plan).includes("loop"));
  const bounded = grad((x: Array) => whileBelow(80, 20)(x)[0].sum()) as F;
  for (const plan of await check(bounded, [spread(50)])) assert.not(kinds(plan).includes("loop"));
});

test("what takes longer than a launch should goes on in the next one", async () => {
  const turn = (y: Array): Array => jnp.roll(y, 1).mul(0.999).add(jnp.mean(y).mul(1e-3));
  const counted = (x: Array): Array => lax.foriLoop(0, 200, (_, y) => turn(y), x);
  const ended = (x: Array): readonly Array[] =>
    lax.whileLoop(
      ([y, n]) => jnp.sum(y).gt(-1e9).and(n.lt(200n)),
      ([y, n]) => [turn(y), n.add(1n)],
      [x, jnp.array(0n)] as const,
    );
  const nested: F = (x) => lax.foriLoop(0, 9, (_, y) => counted(ended(y)[0]).add(0.1), x);
  for (const longestLaunch of [2e4, 1e5]) {
    for (const { steps } of await check(counted, [spread(40)], "", { longestLaunch })) {
      assert.equal(steps.map(({ kind }) => kind), ["clear", "loop"]); // prettier-ignore
      assert.ok(steps[1].kind === "loop" && steps[1].turns! >= 2 && steps[1].flag === undefined);
    }
    for (const plan of await check(ended, [spread(40)], "", { longestLaunch }))
      assert.equal(kinds(plan), ["clear", "dispatch", "loop"]);
  }
  await check(nested, [spread(40)], "", { longestLaunch: 3e4 });
});

test("what is more than a kernel binds is moved into memory before, and out of it after", async () => {
  const limits = { maxStorageBuffersPerShaderStage: 4 };
  const counted: F = (x, m, s) => {
    const first = [x, jnp.flip(x), x.add(1), x.gt(0), lax.bitcastConvertType(x, "int32")] as const;
    const turn = ([a, b, c, p, i]: readonly Array[], k: Array) =>
      [[b, jnp.roll(a, 1), jnp.tanh(m.matmul(c)).mul(k), jnp.roll(p, 3), jnp.flip(i)], [c, a.sum(), p]] as const; // prettier-ignore
    const [last, all] = lax.scan(turn, first, s);
    return [...last, ...all];
  };
  const inputs = [spread(40), spread(1600).reshape(40, 40), spread(66)];
  for (const [n, plan] of (await check(counted, inputs, "", { limits })).entries()) {
    assert.ok(plan.requires.maxStorageBuffersPerShaderStage <= 4);
    if (n === 1) assert.not(kinds(plan).includes("loop"));
  }
  await check(counted, inputs, "in several launches", { limits, longestLaunch: 1e5 });
});

test("few elements are set, or added to, at places that the data say", async () => {
  const sweeps: F = (x, b) =>
    lax.foriLoop(0, 80, (i, y) => {
      const at = i.mul(7n).mod(40n);
      const mean = y.get(at.add(1n)).add(y.get(at.add(39n).mod(40n))).add(b.get(at)).mul(0.4); // prettier-ignore
      return y.at(at).set(mean).at(-1).add(0.1);
    }, x); // prettier-ignore
  await takesOne(sweeps, [spread(41), spread(41)], "one element");
  const rows: F = (x, b) =>
    lax.foriLoop(0, 70, (i, y) => y.at(i.mod(5n)).set(y.get(i.mod(3n)).mul(0.5).add(b)), x);
  await takesOne(rows, [spread(80).reshape(5, 16), spread(16)], "rows");
  const columns: F = (x, places) =>
    lax.foriLoop(0, 70, (i, y) => y.mul(0.9).at(jnp.slice(), places.add(i).mod(6n)).add(jnp.sin(y)), x);
  const many: F = (x, places) =>
    lax.foriLoop(
      0,
      70,
      (i, y) =>
        y
          .mul(0.9)
          .at(places.add(i).mod(50n))
          .add(jnp.sin(jnp.arange(20))),
      x,
    );
  const plans = [
    ...(await check(
      columns,
      [spread(48).reshape(8, 6), jnp.array([0n, 2n, 2n, 5n, 1n, 1n])],
      "columns, some more than once",
    )),
    ...(await check(
      many,
      [spread(50), jnp.arange(20, { dtype: "int32" }).mul(3n)],
      "more than are written out",
    )),
  ];
  for (const plan of plans) assert.not(kinds(plan).includes("loop"));
});

test("what is large, or takes long, is left to everything", () => {
  const roll = (x: Array): Array => lax.foriLoop(0, 70, (_, y) => jnp.roll(y, 1).add(1), x);
  const multiply: F = (m, x) => lax.foriLoop(0, 70, (_, y) => jnp.tanh(m.matmul(y)), x);
  const square = spread(256 * 256).reshape(256, 256);
  for (const target of ["software", "gpu"] as const) {
    assert.ok(planOf(roll, [spread(1000)], { target }).kernels.length === 1);
    assert.ok(planOf(roll, [spread(30_000)], { target }).kernels.length > 1);
    assert.ok(planOf(multiply, [square, spread(256)], { target }).kernels.length > 1);
  }
});

const indices = (n: number): number[] => [...new Uint8Array(n).keys()];

/** Turns of random arrays, which they roll, mix, multiply and fold. */
function randomTurns(seed: number): { f: F; inputs: Array[] } {
  const next = random(seed);
  const pick = (n: number): number => Math.floor(next() * n);
  const shapes = indices(1 + pick(4)).map(() =>
    next() < 0.3 ? [] : next() < 0.6 ? [sizes[pick(2)]] : [1 + pick(9), 1 + pick(12)],
  );
  const ways = shapes.map(() => [pick(5), pick(shapes.length), pick(shapes.length)]);
  const turns = 65 + pick(40);
  const stacks = next() < 0.5;
  const fits = (x: Array, { shape }: Array): Array =>
    x.shape.join() === shape.join() ? x : jnp.mean(x).mul(jnp.ones(shape));
  const step = (xs: readonly Array[]): Array[] =>
    xs.map((x, n): Array => {
      const [way, a, b] = ways[n];
      const [y, z] = [fits(xs[a], x), fits(xs[b], x)];
      if (way === 0) return y;
      if (way === 1) return jnp.tanh(y.sub(z.mul(0.5)));
      if (way === 2) return jnp.maximum(y.mul(0.9), jnp.sin(z));
      if (way === 3 && x.ndim === 2) return jnp.tanh(x.matmul(y.T).matmul(z));
      return x.ndim > 0 ? jnp.roll(y, 1).add(z).mul(0.5) : y.mul(0.7).add(z.mul(0.1));
    });
  const f: F = (...xs) => {
    if (!stacks) return lax.foriLoop(0, turns, (_, state: Array[]) => step(state), xs);
    const turn = (state: Array[], s: Array) => [step(state), state.map((x) => x.mul(s))] as const;
    const [last, all] = lax.scan(turn, xs, jnp.linspace(0, 1, turns), { reverse: seed % 2 === 0 });
    return [...last, ...all];
  };
  const inputs = shapes.map((shape) => {
    const size = shape.reduce((n, extent) => n * extent, 1);
    return jnp.array(Float32Array.from({ length: size }, () => next() - 0.4)).reshape(shape);
  });
  return { f, inputs };
}

test("random turns", async () => {
  for (let seed = 0; seed < 10; seed++) {
    const { f, inputs } = randomTurns(seed);
    await check(f, inputs, `seed ${seed}`);
  }
}, { seconds: 300 }); // prettier-ignore

/** Of the second time: the first one sends what stays on the device. */
async function costOfSecond(work: () => Promise<unknown>): Promise<Counters> {
  await work();
  return costOf(gpu, work);
}

test("a call costs one dispatch and one readback; where the data end it, one more, and a few that do nothing", async () => {
  const counted = jit((x: Array) => lax.foriLoop(0, 1000, (_, y) => jnp.roll(y, 1).mul(0.99), x));
  const { dispatches, readbacks } = await costOfSecond(() => counted(spread(40)).data());
  assert.equal([dispatches, readbacks], [1, 1]);
  const ended = jit((x: Array) => whileBelow(1.99 * 300)(x)[0]);
  const cost = await costOfSecond(() => ended(spread(300)).data());
  assert.ok(cost.dispatches <= 9, `${cost.dispatches} dispatches`);
  assert.ok(cost.readbacks <= 3, `${cost.readbacks} readbacks`);
});
