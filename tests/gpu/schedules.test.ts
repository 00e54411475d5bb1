/**
 * The schedules of GPUs, which share work among the threads of a workgroup, against the host. Whatever the adapter,
 * kernels are lowered as for a GPU. Workgroups are small in most tests: software takes long to compile large ones.
 */

import * as assert from "uvu/assert";
import { compileForHost } from "../../compiler/host/index.js";
import type { Program, Var } from "../../compiler/ir/program.js";
import { type LowerOptions, lower } from "../../compiler/lower/index.js";
import type { Primitive } from "../../compiler/trace/primitive.js";
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

async function check(program: Program<Primitive>, about: string, limits = small): Promise<string> {
  const lowered = lower(program, { target: "gpu", limits });
  const inputs = randomInputs(program, about.length);
  const expected = compileForHost(lower(program, { target: "host" }))(inputs);
  const run = await load(lowered.plan, { device });
  const actual = await Promise.all(run(...inputs).map((result) => result.read()));
  actual.forEach((data, n) => assert.is(difference(data, expected[n]), undefined, `${about}, output ${n}`));
  return lowered.plan.kernels.map(({ wgsl }) => wgsl).join("\n");
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

for (const [first, count] of [[500, 40], [600, 40]]) // prettier-ignore
  test(`random programs ${first} to ${first + count - 1}`, async () => {
    for (let seed = first; seed < first + count; seed++) await check(randomProgram(seed), `seed ${seed}`);
  }, { seconds: 600 }); // prettier-ignore

const lengths = [1, 3, 63, 64, 65, 257, 1000, 4099];

test("rows that a team shares: softmax, argmax and sums", async () => {
  for (const length of lengths)
    for (const rows of [1, 3, 70]) {
      const program = build([[rows, length]], (b, x) => [
        p.softmax(b, x),
        b.apply(p.argmax, [x], { axis: 1 }),
        b.apply(p.reduceSum, [x], { axes: [1] }),
      ]);
      const wgsl = await check(program, `${rows} × ${length}`);
      if (length > 63 && length < 4000) assert.match(wgsl, "workgroupBarrier");
    }
}, { seconds: 300 }); // prettier-ignore

test("columns that teams share, side by side", async () => {
  for (const length of lengths)
    for (const columns of [1, 5, 64, 100]) {
      const program = build([[length, columns]], (b, x) => {
        const sum = b.apply(p.reduceSum, [x], { axes: [0] });
        const back = b.apply(p.broadcast, [sum], { shape: [length, columns], axes: [1] });
        return [sum, b.apply(p.subP, [x, back]), b.apply(p.argmax, [x], { axis: 0 })];
      });
      await check(program, `${length} × ${columns}`);
    }
}, { seconds: 300 }); // prettier-ignore

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

test("full workgroups", async () => {
  const softmax = build([[5, 3000]], (b, x) => [p.softmax(b, x)]);
  assert.match(await check(softmax, "softmax", {}), "@workgroup_size(256, 1, 1)");
  const product = build([[130, 70], [70, 150]], (b, x, y) => [b.apply(p.contract, [x, y], p.matmul)]); // prettier-ignore
  await check(product, "product", {});
});
