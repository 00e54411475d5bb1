/**
 * The schedules of GPUs, which share work among the threads of a workgroup, against the host. Whatever the adapter,
 * kernels are lowered as for a GPU. Workgroups are small in most tests: software takes long to compile large ones.
 */

import * as assert from "uvu/assert";
import { compileForHost } from "../../compiler/host/index.js";
import { lax, makeJaxpr, nn, numpy as jnp, type Array as Value } from "../../compiler/index.js";
import type { Program, Var } from "../../compiler/ir/program.js";
import { type LowerOptions, lower } from "../../compiler/lower/index.js";
import type { Primitive } from "../../compiler/trace/primitive.js";
import type { DeviceData } from "../../compiler/trace/value.js";
import { type Device, adoptDevice, load } from "../../runtime/index.js";
import { requestTestDevice } from "../harness/device.js";
import { suite } from "../harness/suite.js";
import * as p from "../lower/primitives.js";
import { difference, randomInputs, randomProgram } from "../lower/randomPrograms.js";

const test = suite("schedules of GPUs");

let device: Device;
test.before(async () => {
  device = adoptDevice(await requestTestDevice());
});

const small: LowerOptions["limits"] = { maxComputeInvocationsPerWorkgroup: 64 };

/** Gives the WGSL. */
async function check(
  program: Program<Primitive>,
  about: string,
  options: LowerOptions = {},
): Promise<string> {
  const { plan } = lower(program, { target: "gpu", limits: small, ...options });
  const inputs = randomInputs(program, about.length);
  const expected = compileForHost(lower(program, { target: "host" }))(inputs);
  const run = await load(plan, { device });
  const actual = await Promise.all(run(...(inputs as DeviceData[])).map((result) => result.read()));
  actual.forEach((data, n) => assert.is(difference(data, expected[n]), undefined, `${about}, output ${n}`));
  return plan.kernels.map(({ wgsl }) => wgsl).join("\n");
}

/** With every schedule that its kernels could have had, not with the one alone that is estimated to be fastest. */
async function checkAll(program: Program<Primitive>, about: string, limits = small): Promise<string> {
  let count = 1;
  let wgsl = "";
  for (let n = 0; n < count; n++) {
    const pick = (candidates: number): number => {
      count = Math.max(count, candidates);
      return Math.min(n, candidates - 1);
    };
    wgsl += await check(program, `${about}, schedule ${n}`, { limits, pick });
  }
  return wgsl;
}

/** A program of inputs of these shapes. */
function build(
  shapes: readonly (readonly number[])[],
  body: (b: p.ProgramBuilder, ...inputs: Var[]) => Var[],
): Program<Primitive> {
  const b = new p.ProgramBuilder();
  const inputs = shapes.map((shape) => b.input(shape));
  return b.build(...body(b, ...inputs));
}

for (const [first, count] of [[500, 25], [600, 15]]) // prettier-ignore
  test(`random programs ${first} to ${first + count - 1}`, async () => {
    for (let seed = first; seed < first + count; seed++) await check(randomProgram(seed), `seed ${seed}`);
  }, { seconds: 300 }); // prettier-ignore

/** Rows (or columns), and elements of each. */
const rowSizes = [[70, 1], [3, 3], [70, 63], [1, 64], [70, 65], [3, 257], [70, 1000], [3, 4099]] as const; // prettier-ignore

test("rows that a team shares: softmax, argmax and sums", async () => {
  for (const [rows, length] of rowSizes) {
    const program = build([[rows, length]], (b, x) => [
      p.softmax(b, x),
      b.apply(p.argmax, [x], { axis: 1 }),
      b.apply(p.reduceSum, [x], { axes: [1] }),
    ]);
    const wgsl = await check(program, `${rows} × ${length}`);
    if (length > 63 && length < 4000) assert.match(wgsl, "workgroupBarrier");
  }
});

test("columns that teams share, side by side", async () => {
  for (const [columns, length] of rowSizes) {
    const program = build([[length, columns]], (b, x) => {
      const sum = b.apply(p.reduceSum, [x], { axes: [0] });
      const back = b.apply(p.broadcast, [sum], { shape: [length, columns], axes: [1] });
      return [sum, b.apply(p.subP, [x, back]), b.apply(p.argmax, [x], { axis: 0 })];
    });
    await check(program, `${length} × ${columns}`);
  }
});

test("folds in two steps, over all, over rows and over columns", async () => {
  for (const [shape, axes] of [
    [[100_003], [0]],
    [[131_072], [0]],
    [[3, 70_001], [1]],
    [[70_001, 3], [0]],
    [
      [300, 5, 40],
      [0, 2],
    ],
    [
      [200, 400],
      [0, 1],
    ],
  ]) {
    // prettier-ignore
    const program = build([shape], (b, x) => {
      const y = b.apply(p.mulP, [x, x]);
      return [b.apply(p.reduceSum, [y], { axes }), b.apply(p.addP, [x, y])];
    });
    await check(program, `${shape.join(" × ")} over ${axes.join()}`);
  }
});

const layerNorm = (b: p.ProgramBuilder, x: Var): { centered: Var; variance: Var } => {
  const { shape } = x.type;
  const axes = [shape.length - 1];
  const mean = (v: Var): Var => {
    const sum = b.apply(p.reduceSum, [v], { axes });
    return b.apply(p.divP, [sum, b.full(shape[axes[0]], sum.type.shape)]);
  };
  const centered = b.apply(p.subP, [x, b.spread(mean(x), shape)]);
  const variance = mean(b.apply(p.mulP, [centered, centered]));
  return { centered, variance: b.apply(p.addP, [variance, b.full(1, variance.type.shape)]) };
};

test("rows and columns of one program: layer norm, its gradient in x and in the gain", async () => {
  for (const [rows, length] of [[70, 65], [5, 1000], [128, 64]]) // prettier-ignore
    await check(
      build([[rows, length], [length], [rows, length]], (b, x, gain, slope) => {
        const { centered, variance } = layerNorm(b, x);
        const normal = b.apply(p.divP, [centered, b.spread(variance, [rows, length])]);
        const wide = b.apply(p.broadcast, [gain], { shape: [rows, length], axes: [1] });
        const scaled = b.apply(p.mulP, [slope, wide]);
        const part = b.apply(p.reduceSum, [b.apply(p.mulP, [scaled, normal])], { axes: [1] });
        const gradient = b.apply(p.subP, [scaled, b.apply(p.mulP, [normal, b.spread(part, [rows, length])])]);
        const gainGradient = b.apply(p.reduceSum, [b.apply(p.mulP, [slope, normal])], { axes: [0] });
        return [b.apply(p.mulP, [normal, wide]), gradient, gainGradient];
      }),
      `${rows} × ${length}`,
    ); // prettier-ignore
});

/** Operands as they lie, and the product that their axes say. */
interface ProductCase {
  readonly shapes: readonly [number[], number[]];
  readonly contract: [number[], number[]];
  readonly batch?: [number[], number[]];
}

const tiled: ProductCase[] = [
  { shapes: [[64, 64], [64, 64]], contract: [[1], [0]] },
  { shapes: [[33, 65], [65, 47]], contract: [[1], [0]] },
  { shapes: [[65, 33], [65, 47]], contract: [[0], [0]] },
  { shapes: [[33, 65], [47, 65]], contract: [[1], [1]] },
  { shapes: [[65, 40], [40, 65]], contract: [[0], [1]] },
  { shapes: [[3, 40, 17], [3, 17, 36]], contract: [[2], [1]], batch: [[0], [0]] },
  { shapes: [[5, 8, 3, 20], [20, 33]], contract: [[3], [0]] },
  { shapes: [[40, 5, 9], [5, 9, 33]], contract: [[1, 2], [0, 1]] },
]; // prettier-ignore

test("products by tiles: odd sizes, transposed, batched, over several axes, with what goes before and after", async () => {
  for (const { shapes, contract, batch = [[], []] } of tiled) {
    const about = `${shapes.map((shape) => shape.join(" × ")).join(" by ")} over ${contract.join(" and ")}`;
    const program = build([...shapes, [1]], (b, x, y, bias) => {
      const product = b.apply(p.contract, [b.apply(p.neg, [x]), y], { contract, batch });
      const { shape } = product.type;
      const order = shape.map((_, axis) => (axis + 1) % shape.length);
      const back = b.apply(p.transpose, [product], { order });
      const added = b.apply(p.addP, [back, b.apply(p.broadcast, [bias], { shape: back.type.shape, axes: [0] })]); // prettier-ignore
      return [b.apply(p.tanh, [added])];
    });
    assert.match(await check(program, about, { pick: (count) => count - 1 }), "left_slice");
  }
}, { seconds: 300 }); // prettier-ignore

test("folds of numpy: of booleans and integers, of several at once", async () => {
  const folds = (x: Value): Value[] =>
    [0, 1].flatMap((axis) => {
      const whole = jnp.multiply(x, 1000).astype("int32");
      return [
        jnp.any(jnp.greater(x, 1.9), { axis }),
        jnp.all(jnp.less(x, 1.99), { axis }),
        jnp.sum(whole, { axis }),
        jnp.max(whole.astype("uint32"), { axis }),
        jnp.argmin(x, { axis }),
        jnp.var(x, { axis }),
        nn.logsumexp(x, { axis }),
      ];
    });
  const { program } = makeJaxpr(folds)(jnp.zeros([65, 130]));
  await check(program, "numpy");
});

test("half precision, where the device has it", async () => {
  if (!device.features.includes("shader-f16")) return;
  const rows = (x: Value): Value[] => {
    const half = x.astype("float16");
    return [jnp.sum(half, { axis: 1 }).astype("float32"), jnp.matmul(half, half).astype("float32")];
  };
  const { program } = makeJaxpr(rows)(jnp.zeros([40, 40]));
  for (const last of [1, 3]) await check(program, "half", { pick: (count) => Math.max(0, count - last) });
});

test("elementwise over transposed arrays, by patches", async () => {
  for (const [shape, order] of [
    [[64, 96], [1, 0]],
    [[33, 50], [1, 0]],
    [[31, 5], [1, 0]],
    [[3, 40, 37], [2, 0, 1]],
    [[3, 40, 37], [0, 2, 1]],
    [[2, 36, 3, 40], [3, 0, 2, 1]],
    [[1, 7], [1, 0]],
    [[0, 7], [1, 0]],
  ]) {
    // prettier-ignore
    const program = build([shape, order.map((axis) => shape[axis])], (b, x, y) => [
      b.apply(p.addP, [b.apply(p.transpose, [x], { order }), y]),
      b.apply(p.mulP, [y, y]),
    ]);
    const wgsl = await checkAll(program, `${shape.join(" × ")} by ${order.join()}`);
    if (shape[0] === 33) assert.match(wgsl, /\(thread \/ 256i\) % 2i/);
  }
}, { seconds: 300 }); // prettier-ignore

test("running sums in short blocks, which are cut again", async () => {
  const cases: [shape: number[], axis: number][] = [
    [[5000], 0],
    [[3, 700], 1],
    [[700, 3], 0],
    [[130], 0],
    [[2, 20_003], 1],
  ];
  for (const [shape, axis] of cases) {
    const running = (x: Value): Value[] => [jnp.cumsum(x, { axis }), lax.cummax(x, { axis })];
    const { program } = makeJaxpr(running)(jnp.zeros(shape));
    await check(program, `running, ${String(shape)}`);
  }
});

test("more workgroups than a grid is wide", async () => {
  const program = build([[9, 100]], (b, x) => [p.softmax(b, x)]);
  await check(program, "grid", { limits: { ...small, maxComputeWorkgroupsPerDimension: 5 } });
});

test("products with few rows, few columns or little to sum", async () => {
  for (const [m, k, n] of [
    [1, 1000, 65],
    [65, 1000, 1],
    [1, 40_000, 1],
    [2, 300, 3],
    [100, 1, 100],
    [100, 3, 1],
    [9, 4099, 9],
    [0, 5, 3],
    [3, 0, 5],
  ]) {
    // prettier-ignore
    const program = build([[m, k], [k, n]], (b, x, y) => [b.apply(p.tanh, [b.apply(p.contract, [x, y], p.matmul)])]); // prettier-ignore
    await check(program, `${m} × ${k} × ${n}`);
  }
});

test("full workgroups", async () => {
  const softmax = build([[5, 3000]], (b, x) => [p.softmax(b, x)]);
  assert.match(await check(softmax, "softmax", { limits: {} }), "@workgroup_size(256, 1, 1)");
  const product = build([[260, 40], [40, 520]], (b, x, y) => [b.apply(p.contract, [x, y], p.matmul)]); // prettier-ignore
  for (const last of [1, 3]) {
    const wgsl = await check(product, "product", { limits: {}, pick: (count) => count - last });
    assert.match(wgsl, "@workgroup_size(256, 1, 1)");
  }
}, { seconds: 300 }); // prettier-ignore

test("every schedule of a kernel computes the same", async () => {
  const rows = build([[9, 130]], (b, x) => [p.softmax(b, x), b.apply(p.argmax, [x], { axis: 1 })]);
  assert.match(await checkAll(rows, "rows"), /lane % \d+i/);
  const wide = build([[9, 128]], (b, x) => [p.softmax(b, x)]);
  assert.match(await checkAll(wide, "rows of whole vectors"), "array<vec4<f32>, 288>");
  const columns = build([[130, 20]], (b, x) => [b.apply(p.reduceSum, [x], { axes: [0] })]);
  await checkAll(columns, "columns");
  const products = build([[33, 40], [40, 33]], (b, x, y) => [b.apply(p.contract, [x, y], p.matmul)]); // prettier-ignore
  await checkAll(products, "products");
}, { seconds: 300 }); // prettier-ignore
