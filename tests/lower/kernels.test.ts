/** What programs become: how many kernels, how many buffers, and their text. */

import * as assert from "uvu/assert";
import { grad, lax, makeJaxpr, numpy as jnp, vmap } from "../../compiler/index.js";
import type { Var } from "../../compiler/ir/program.js";
import { type LowerOptions, lower, showKernel } from "../../compiler/lower/index.js";
import type { Value } from "../../compiler/trace/value.js";
import { suite } from "../harness/suite.js";
import { inlineSnapshot } from "../harness/snapshot.js";
import * as p from "./primitives.js";

const test = suite("kernels");

type Build = (b: p.ProgramBuilder) => Var[];

function lowered(build: Build, options?: LowerOptions) {
  const b = new p.ProgramBuilder();
  return lower(b.build(...build(b)), options);
}

function dispatches(build: Build, options?: LowerOptions): number {
  return lowered(build, options).plan.steps.filter(({ kind }) => kind === "dispatch").length;
}

const mean = (b: p.ProgramBuilder, x: Var): Var => {
  const axes = [x.type.ndim - 1];
  const sum = b.apply(p.reduceSum, [x], { axes });
  return b.apply(p.divP, [sum, b.full(x.type.shape[axes[0]], sum.type.shape)]);
};

const layerNorm = (b: p.ProgramBuilder, x: Var): Var => {
  const centered = b.apply(p.subP, [x, b.spread(mean(b, x), x.type.shape)]);
  const variance = mean(b, b.apply(p.mulP, [centered, centered]));
  return b.apply(p.divP, [centered, b.spread(variance, x.type.shape)]);
};

/** Value and gradient of sum(exp(x) · x). */
const valueAndGradient: Build = (b) => {
  const x = b.input([1 << 20]);
  const e = b.apply(p.exp, [x]);
  const y = b.apply(p.mulP, [e, x]);
  return [b.apply(p.reduceSum, [y], { axes: [0] }), b.apply(p.addP, [y, e])];
};

test("softmax and layer norm are one kernel, also over a middle axis", () => {
  assert.is(
    dispatches((b) => [p.softmax(b, b.input([512, 256]))]),
    1,
  );
  assert.is(
    dispatches((b) => [layerNorm(b, b.input([512, 256]))]),
    1,
  );
  const overColumns: Build = (b) => {
    const x = b.input([64, 100]);
    const sum = b.apply(p.reduceSum, [b.apply(p.exp, [x])], { axes: [0] });
    return [b.apply(p.subP, [x, b.apply(p.broadcast, [sum], { shape: [64, 100], axes: [1] })])];
  };
  assert.is(dispatches(overColumns), 1);
});

test("value and gradient of a loss over a million elements are two dispatches", () => {
  assert.is(dispatches(valueAndGradient), 2);
  assert.is(dispatches(valueAndGradient, { target: "gpu" }), 2);
});

test("a product takes what follows it, and a transposed one is made transposed", () => {
  const product: Build = (b) => {
    const c = b.apply(p.contract, [b.input([64, 32]), b.input([32, 48])], p.matmul);
    const t = b.apply(p.transpose, [c], { order: [1, 0] });
    return [b.apply(p.tanh, [b.apply(p.addP, [t, b.input([48, 64])])])];
  };
  assert.is(dispatches(product), 1);
});

test("several outputs on one domain share a kernel", () => {
  const many: Build = (b) => {
    const x = b.input([1000]);
    return [
      b.apply(p.exp, [x]),
      b.apply(p.tanh, [x]),
      b.apply(p.neg, [b.apply(p.reshape, [x], { shape: [10, 100] })]),
    ];
  };
  assert.is(dispatches(many), 1);
});

test("limits on bindings hold for 30 inputs and 30 outputs", () => {
  const wide: Build = (b) => {
    const inputs = Array.from({ length: 30 }, () => b.input([100]));
    const sum = inputs.reduce((x, y) => b.apply(p.addP, [x, y]));
    return inputs.map((x) => b.apply(p.mulP, [x, sum]));
  };
  for (const limit of [4, 8, 10]) {
    const { plan } = lowered(wide, { limits: { maxStorageBuffersPerShaderStage: limit } });
    assert.ok(plan.kernels.every(({ bindings }) => bindings.length <= limit));
  }
});

test("limits on bindings hold for loops of lanes, however much of what they read could be stored", () => {
  const endOf = (q: Value): Value => {
    const [a, b, c, d] = [0, 1, 2, 3].map((n) => q.get(n));
    const slope = (y: Value) =>
      jnp.stack([a.mul(y.get(0)).sub(b.mul(y.get(1))), c.mul(y.get(0)).sub(d.mul(y.get(1)))]);
    const step = ([t, y]: [Value, Value]) => [t.add(jnp.exp(slope(y).max().neg())), jnp.sin(y.add(slope(y)))];
    const start: [Value, Value] = [jnp.array(0), jnp.ones([2])];
    return lax.whileLoop(([t]) => t.lt(9), step, start, { maxSteps: 50 })[1];
  };
  const { program } = makeJaxpr(grad((q: Value) => vmap(endOf)(q).sum()))(jnp.ones([256, 4]));
  for (const limit of [4, 5, 8])
    for (const target of ["gpu", "software"] as const) {
      const { requires, steps } = lower(program, {
        target,
        limits: { maxStorageBuffersPerShaderStage: limit },
      }).plan;
      assert.ok(requires.maxStorageBuffersPerShaderStage <= limit);
      // With four buffers lanes cannot run it; with more they can.
      assert.is(
        steps.some(({ kind }) => kind === "loop"),
        limit === 4,
      );
    }
});

test("what lanes keep for themselves is not stored because a loop of everything works on many arrays", () => {
  const slopes = vmap(grad((x: Value) => lax.foriLoop(0, 100, (_, y) => jnp.sin(y), x)));
  const shifts = (x: Value) =>
    lax.foriLoop(0, 99, (_, all) => all.map((y, n) => jnp.roll(y, n + 1)), [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => x.mul(n))); // prettier-ignore
  const { program } = makeJaxpr((x: Value) => [slopes(x), shifts(x)])(jnp.ones([256]));
  const { buffers } = lower(program, { target: "gpu" }).plan;
  assert.is(Math.max(...buffers.map(({ bytes }) => bytes)), 4 * 256);
});

test("an operation on more arrays than a kernel binds gets them joined", () => {
  const join: Build = (b) => [
    b.apply(
      p.concatenate,
      Array.from({ length: 30 }, (_, n) => b.input([n + 1])),
    ),
  ];
  const { plan } = lowered(join, { target: "gpu" });
  assert.ok(plan.kernels.every(({ bindings }) => bindings.length <= 8));
});

test("many slices of one array are read from it as they are, unless they are too many", () => {
  const shifted =
    (count: number): Build =>
    (b) => {
      const x = b.input([1000]);
      const parts = Array.from({ length: count }, (_, n) => b.apply(p.shift, [x], { by: n + 1 }));
      return [b.apply(p.concatenate, parts)];
    };
  assert.is(dispatches(shifted(25)), 1);
  const { plan } = lowered(shifted(60));
  assert.ok(plan.kernels.every(({ bindings }) => bindings.length <= 8));
});

test("reductions of one row that share nothing share a kernel all the same", () => {
  const rows: Build = (b) => {
    const [x, y] = [b.input([256, 64]), b.input([256, 64])];
    const sums = [x, y].map((v) => b.spread(b.apply(p.reduceSum, [v], { axes: [1] }), [256, 64]));
    return [b.apply(p.mulP, [sums[0], b.apply(p.addP, [sums[1], x])])];
  };
  assert.is(dispatches(rows), 1);
});

test("long chains and deep trees are cut, and take no exponential time", () => {
  const chain: Build = (b) => {
    let x = b.input([64]);
    for (let n = 0; n < 600; n++)
      x = b.apply(p.addP, [b.apply(p.shift, [x], { by: 1 }), b.apply(p.tanh, [x])]);
    return [x];
  };
  const { plan } = lowered(chain, { chains: false });
  assert.ok(plan.kernels.length > 1);
  assert.ok(plan.kernels.every(({ wgsl }) => wgsl.split("\n").length < 2000));
});

test("what is read again and again is stored sooner where a kernel costs little", () => {
  const scaled: Build = (b) => {
    const factors = b.apply(p.exp, [b.input([16, 64])]);
    const spread = b.apply(p.broadcast, [factors], { shape: [4, 16, 64], axes: [1, 2] });
    return [b.apply(p.mulP, [spread, b.input([4, 16, 64])])];
  };
  assert.is(lowered(scaled, { target: "software" }).kernels.length, 1);
  assert.is(lowered(scaled, { target: "host" }).kernels.length, 2);
});

test("rows that are normalised again and again take several kernels, each of bounded size", () => {
  const normalise: Record<string, (b: p.ProgramBuilder, x: Var) => Var> = {
    centre: (b, x) => b.apply(p.subP, [x, b.spread(mean(b, x), x.type.shape)]),
    softmax: p.softmax,
  };
  for (const once of Object.values(normalise))
    for (const target of ["software", "gpu"] as const) {
      const many: Build = (b) => {
        let x = b.input([64, 256]);
        for (let n = 0; n < 100; n++) x = once(b, x);
        return [x];
      };
      const { plan } = lowered(many, { target });
      assert.ok(plan.steps.length < 100);
      assert.ok(plan.kernels.every(({ wgsl }) => wgsl.split("\n").length < 700));
    }
});

test("what would not fit a binding is refused with its type and the limit", () => {
  const large: Build = (b) => [b.apply(p.exp, [b.input([1 << 26])])];
  assert.throws(() => lowered(large), /f32\[67108864\].*256 MiB.*128 MiB/);
});

test("grids beyond 65535 workgroups go on in a second dimension", () => {
  const { plan } = lowered((b) => [b.apply(p.exp, [b.input([1 << 20])])], {
    limits: { maxComputeWorkgroupsPerDimension: 7 },
  });
  for (const step of plan.steps) if (step.kind === "dispatch") assert.is(step.workgroups[0], 7);
});

test("arrays without elements need no dispatch", () => {
  assert.is(
    dispatches((b) => [b.apply(p.exp, [b.input([0, 3])])]),
    0,
  );
  assert.is(
    dispatches((b) => [b.apply(p.reduceSum, [b.input([0, 3])], { axes: [0] })]),
    1,
  );
});

test("layers that do the same share a kernel", () => {
  const { plan } = lowered((b) => {
    let x = b.input([16, 64]);
    for (let n = 0; n < 20; n++) x = b.apply(p.tanh, [b.apply(p.contract, [x, b.input([64, 64])], p.matmul)]);
    return [x];
  });
  assert.is(plan.kernels.length, 1);
  assert.is(plan.steps.length, 20);
});

test("memory of intermediates is shared", () => {
  const steps: Build = (b) => {
    let x = b.input([64, 64]);
    for (let n = 0; n < 6; n++) x = b.apply(p.contract, [x, x], p.matmul);
    return [x];
  };
  const { plan } = lowered(steps);
  assert.is(plan.buffers.filter(({ kind }) => kind === "temporary").length, 2);
});

test("an output that is an input, a number, or handed out twice", () => {
  const { plan } = lowered((b) => {
    const x = b.input([5]);
    const y = b.apply(p.exp, [x]);
    return [x, y, y];
  });
  assert.is(plan.outputs[0].input, 0);
  assert.is.not(plan.outputs[1].buffer, plan.outputs[2].buffer);
});

test("a small output that depends on nothing is a constant", () => {
  const fixed: Build = (b) => {
    const row = b.apply(p.iota, [], { shape: [4], dtype: "float32", axis: 0 });
    return [b.apply(p.addP, [row, b.full(0.5, [4])]), b.full(2, [3])];
  };
  const { plan } = lowered(fixed);
  assert.equal(plan.kernels, []);
  assert.equal(plan.steps.map(({ kind }) => kind), ["copy", "copy"]); // prettier-ignore
  const values = plan.constants.map(({ data }) => new Float32Array(Uint8Array.from(atob(data), (c) => c.charCodeAt(0)).buffer)); // prettier-ignore
  assert.equal(values.map((x) => [...x]), [[0.5, 1.5, 2.5, 3.5], [2, 2, 2]]); // prettier-ignore
});

test("a plan is plain data", () => {
  const { plan } = lowered(valueAndGradient);
  assert.equal(JSON.parse(JSON.stringify(plan)), plan);
});

test("names say what kernels do", () => {
  assert.equal(lowered(valueAndGradient).kernels.map(({ name }) => name), ["exp_mul_reduce_sum_part_add", "reduce_sum"]); // prettier-ignore
  assert.is(
    lowered((b) => [b.apply(p.transpose, [b.input([3, 4])], { order: [1, 0] })]).kernels[0].name,
    "transpose",
  );
});

test("lines of WGSL say which line of the user's they come from", () => {
  const { plan } = lowered((b) => {
    const x = b.input([100]);
    const y = b.apply(p.exp, [x], {}, { file: "loss.ts", line: 12, column: 5 });
    return [y, b.apply(p.tanh, [y], {}, { file: "loss.ts", line: 13, column: 9 })];
  });
  const [{ wgsl, source }] = plan.kernels;
  const lines = wgsl.split("\n");
  const from = (place: string): string[] =>
    Object.keys(source).filter((n) => source[Number(n)] === place).map((n) => lines[Number(n) - 1]); // prettier-ignore
  assert.ok(from("loss.ts:12:5").every((line) => /pb_exp|out0/.test(line)));
  assert.ok(from("loss.ts:13:9").some((line) => /pb_tanh/.test(line)));
  assert.ok(lines.includes("  // loss.ts:12:5"));
});

test("running sums are cut where recomputing them would double with every step", () => {
  const running: Build = (b) => {
    let x = b.input([4096]);
    for (let by = 1; by < 4096; by *= 2) x = b.apply(p.addP, [b.apply(p.shift, [x], { by }), x]);
    return [x];
  };
  const { plan } = lowered(running);
  assert.ok(plan.kernels.length > 1 && plan.kernels.length < 12);
  assert.ok(plan.kernels.every(({ wgsl }) => wgsl.length < 20_000));
});

test("softmax as a kernel", () => {
  inlineSnapshot(
    showKernel(lowered((b) => [p.softmax(b, b.input([32, 100]))]).kernels[0]),
    `
    kernel reduce_max_sub_exp_div
      read in0: f32[3200]
      write out0: f32[3200]
      for i < 32
        var reduce_max_0_run = -Infinity
        v0 = i * 100
        for c < 100
          v1 = c + v0
          v2 = in0[v1]
          reduce_max_0_run := pb_max(reduce_max_0_run, v2)
        reduce_max_0 = reduce_max_0_run
        var reduce_sum_1_run = 0
        for c < 100
          v3 = c + v0
          v4 = in0[v3]
          v5 = pb_exp(v4 - reduce_max_0)
          reduce_sum_1_run := reduce_sum_1_run + v5
        reduce_sum_1 = reduce_sum_1_run
        for c < 100
          v6 = c + v0
          v7 = in0[v6]
          v8 = pb_exp(v7 - reduce_max_0)
          out0[v6] := v8 / reduce_sum_1

    `,
  );
});

test("value and gradient as kernels", () => {
  inlineSnapshot(
    lowered(valueAndGradient).kernels.map(showKernel).join("\n"),
    `
    kernel exp_mul_reduce_sum_part_add
      read in0: f32[1048576]
      write out0: f32[1048576]
      write out1: f32[1024]
      for part < 1024
        var reduce_sum_part_0_run = 0
        v0 = part * 4
        for c < 1024
          v1 = (((c / 4) * 4096) + v0) + (c % 4)
          v2 = in0[v1]
          v3 = pb_exp(v2)
          v4 = v3 * v2
          reduce_sum_part_0_run := reduce_sum_part_0_run + v4
          out0[v1] := v4 + v3
        reduce_sum_part_0 = reduce_sum_part_0_run
        out1[part] := reduce_sum_part_0

    kernel reduce_sum
      read in0: f32[1024]
      write out0: f32[1]
      var reduce_sum_0_run = 0
      for c < 1024
        reduce_sum_0_run := reduce_sum_0_run + in0[c]
      reduce_sum_0 = reduce_sum_0_run
      out0[0] := reduce_sum_0

    `,
  );
});

test("what runs for a moment is not worth code that takes long to compile", () => {
  const twice = (size: number): string =>
    lowered((b) => [b.apply(p.mulP, [b.input([size]), b.full(2, [size])])]).plan.kernels[0].wgsl;
  assert.not.match(twice(1000), "vec4");
  assert.match(twice(1_000_000), "vec4");
});

test("elementwise WGSL", () => {
  inlineSnapshot(
    lowered((b) => [b.apply(p.mulP, [b.input([100_001]), b.full(2, [100_001])])]).plan.kernels[0].wgsl,
    `
    @group(0) @binding(0) var<storage, read> in0: array<vec4<f32>, 25001>;
    @group(0) @binding(1) var<storage, read_write> out0: array<vec4<f32>, 25001>;
    @compute @workgroup_size(64, 1, 1)
    fn main(@builtin(global_invocation_id) id: vec3<u32>) {
      let thread = i32(id.x);
      if (thread >= 6251i) { return; }
      let v0 = thread * 4i;
      let in0_1 = in0[v0];
      out0[v0] = vec4<f32>(in0_1.x * 2.0f, in0_1.y * 2.0f, in0_1.z * 2.0f, in0_1.w * 2.0f);
      let v2 = thread * 16i;
      let v3 = v0 + 1i;
      let in0_4 = in0[v3];
      if ((v2 + 4i) < 100001i) {
        out0[v3] = vec4<f32>(in0_4.x * 2.0f, in0_4.y * 2.0f, in0_4.z * 2.0f, in0_4.w * 2.0f);
      }
      let v5 = v0 + 2i;
      let in0_6 = in0[v5];
      if ((v2 + 8i) < 100001i) {
        out0[v5] = vec4<f32>(in0_6.x * 2.0f, in0_6.y * 2.0f, in0_6.z * 2.0f, in0_6.w * 2.0f);
      }
      let v7 = v0 + 3i;
      let in0_8 = in0[v7];
      if ((v2 + 12i) < 100001i) {
        out0[v7] = vec4<f32>(in0_8.x * 2.0f, in0_8.y * 2.0f, in0_8.z * 2.0f, in0_8.w * 2.0f);
      }
    }

    `,
  );
});

test("column sums in WGSL", () => {
  inlineSnapshot(
    lowered((b) => [b.apply(p.reduceSum, [b.input([128, 512])], { axes: [0] })]).plan.kernels[0].wgsl,
    `
    @group(0) @binding(0) var<storage, read> in0: array<vec4<f32>, 16384>;
    @group(0) @binding(1) var<storage, read_write> out0: array<vec4<f32>, 128>;
    @compute @workgroup_size(32, 1, 1)
    fn main(@builtin(global_invocation_id) id: vec3<u32>) {
      let thread = i32(id.x);
      var reduce_sum_0_run_0 = 0.0f;
      var reduce_sum_0_run_1 = 0.0f;
      var reduce_sum_0_run_2 = 0.0f;
      var reduce_sum_0_run_3 = 0.0f;
      for (var c = 0i; c < 32i; c++) {
        let v0 = (c * 512i) + thread;
        let in0_1 = in0[v0];
        let in0_2 = in0[v0 + 128i];
        let in0_3 = in0[v0 + 256i];
        let in0_4 = in0[v0 + 384i];
        reduce_sum_0_run_0 = reduce_sum_0_run_0 + ((in0_1.x + in0_2.x) + (in0_3.x + in0_4.x));
        reduce_sum_0_run_1 = reduce_sum_0_run_1 + ((in0_1.y + in0_2.y) + (in0_3.y + in0_4.y));
        reduce_sum_0_run_2 = reduce_sum_0_run_2 + ((in0_1.z + in0_2.z) + (in0_3.z + in0_4.z));
        reduce_sum_0_run_3 = reduce_sum_0_run_3 + ((in0_1.w + in0_2.w) + (in0_3.w + in0_4.w));
      }
      let reduce_sum_0_0 = reduce_sum_0_run_0;
      let reduce_sum_0_1 = reduce_sum_0_run_1;
      let reduce_sum_0_2 = reduce_sum_0_run_2;
      let reduce_sum_0_3 = reduce_sum_0_run_3;
      out0[thread] = vec4<f32>(reduce_sum_0_0, reduce_sum_0_1, reduce_sum_0_2, reduce_sum_0_3);
    }

    `,
  );
});

test("on a GPU, teams share rows and keep them", () => {
  const normalized: Build = (b) => {
    const x = b.input([4096, 512]);
    const sum = b.apply(p.reduceSum, [b.apply(p.mulP, [x, x])], { axes: [1] });
    return [b.apply(p.divP, [x, b.spread(sum, [4096, 512])])];
  };
  inlineSnapshot(
    lowered(normalized, { target: "gpu" }).plan.kernels[0].wgsl,
    `
    @group(0) @binding(0) var<storage, read> in0: array<vec4<f32>, 524288>;
    @group(0) @binding(1) var<storage, read_write> out0: array<vec4<f32>, 524288>;
    var<workgroup> shared0: array<f32, 64>;
    fn pb_div(x: f32, y: f32) -> f32 {
      let s = select(1.0, 0.25, (bitcast<u32>(y) & 0x7fffffffu) > 0x7e800000u);
      return (x * s) / (y * s);
    }
    @compute @workgroup_size(64, 1, 1)
    fn main(@builtin(workgroup_id) id: vec3<u32>, @builtin(local_invocation_index) local: u32) {
      let group = i32(id.x);
      let lane = i32(local);
      let v0 = lane / 32i;
      let v1 = lane % 32i;
      let v2 = ((group * 256i) + (v0 * 128i)) + v1;
      let in0_3 = in0[v2];
      let v4 = in0_3.x;
      let v5 = in0_3.y;
      let v6 = in0_3.z;
      let v7 = in0_3.w;
      let v8 = v2 + 32i;
      let in0_9 = in0[v8];
      let v10 = in0_9.x;
      let v11 = in0_9.y;
      let v12 = in0_9.z;
      let v13 = in0_9.w;
      let v14 = v2 + 64i;
      let in0_15 = in0[v14];
      let v16 = in0_15.x;
      let v17 = in0_15.y;
      let v18 = in0_15.z;
      let v19 = in0_15.w;
      let v20 = v2 + 96i;
      let in0_21 = in0[v20];
      let v22 = in0_21.x;
      let v23 = in0_21.y;
      let v24 = in0_21.z;
      let v25 = in0_21.w;
      shared0[lane] = ((((v4 * v4) + (v5 * v5)) + ((v6 * v6) + (v7 * v7))) + (((v10 * v10) + (v11 * v11)) + ((v12 * v12) + (v13 * v13)))) + ((((v16 * v16) + (v17 * v17)) + ((v18 * v18) + (v19 * v19))) + (((v22 * v22) + (v23 * v23)) + ((v24 * v24) + (v25 * v25))));
      workgroupBarrier();
      for (var step = 0i; step < 5i; step++) {
        let distance = 16i >> u32(step);
        let v26 = lane + distance;
        if (v1 < distance) {
          let reduce_sum_0_own = shared0[lane];
          let reduce_sum_0_other = shared0[v26];
          shared0[lane] = reduce_sum_0_own + reduce_sum_0_other;
        }
        workgroupBarrier();
      }
      let reduce_sum_0 = shared0[v0 * 32i];
      out0[v2] = vec4<f32>(pb_div(v4, reduce_sum_0), pb_div(v5, reduce_sum_0), pb_div(v6, reduce_sum_0), pb_div(v7, reduce_sum_0));
      out0[v8] = vec4<f32>(pb_div(v10, reduce_sum_0), pb_div(v11, reduce_sum_0), pb_div(v12, reduce_sum_0), pb_div(v13, reduce_sum_0));
      out0[v14] = vec4<f32>(pb_div(v16, reduce_sum_0), pb_div(v17, reduce_sum_0), pb_div(v18, reduce_sum_0), pb_div(v19, reduce_sum_0));
      out0[v20] = vec4<f32>(pb_div(v22, reduce_sum_0), pb_div(v23, reduce_sum_0), pb_div(v24, reduce_sum_0), pb_div(v25, reduce_sum_0));
    }

    `,
  );
});

test("on a GPU, large products are made by tiles, small ones by threads or teams", () => {
  const product =
    (m: number, k: number, n: number): Build =>
    (b) => [b.apply(p.contract, [b.input([m, k]), b.input([k, n])], p.matmul)];
  const wgsl = (build: Build): string => lowered(build, { target: "gpu" }).plan.kernels[0].wgsl;
  assert.match(wgsl(product(512, 512, 512)), "left_slice");
  assert.match(wgsl(product(1, 1024, 1024)), "workgroupBarrier");
  assert.not.match(wgsl(product(8, 4, 8)), "workgroupBarrier");
  assert.not.match(lowered(product(512, 512, 512)).plan.kernels[0].wgsl, "workgroupBarrier");
});

test("scatter in WGSL", () => {
  const add: Build = (b) => [
    b.apply(p.scatterAdd, [b.full(0, [10, 3]), b.input([70], "int32"), b.input([70, 3])]),
  ];
  inlineSnapshot(
    lowered(add).plan.kernels[0].wgsl,
    `
    @group(0) @binding(0) var<storage, read> in0: array<i32, 70>;
    @group(0) @binding(1) var<storage, read> in1: array<f32, 210>;
    @group(0) @binding(2) var<storage, read_write> out0: array<atomic<u32>, 30>;
    @compute @workgroup_size(32, 1, 1)
    fn main(@builtin(global_invocation_id) id: vec3<u32>) {
      let thread = i32(id.x);
      if (thread >= 210i) { return; }
      let v0 = in0[thread / 3i];
      if ((v0 >= 0i) & (v0 < 10i)) {
        {
          let at = (v0 * 3i) + (thread % 3i);
          let x = in1[thread];
          var before = atomicLoad(&out0[at]);
          loop {
            let result = atomicCompareExchangeWeak(&out0[at], before, bitcast<u32>((bitcast<f32>(before) + x)));
            if (result.exchanged) { break; }
            before = result.old_value;
          }
        }
      }
    }

    `,
  );
});
