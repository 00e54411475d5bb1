/**
 * `node schedules.js [word …]`: times every schedule of a few kernels in Node, beside the one that is chosen, for whoever
 * fits the estimates (compiler/lower/schedules/estimate.ts) to a device. Words pick kernels by their names. By default
 * for a GPU with the machine's own driver; with `--software` for the tests' software adapter.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { create, globals } from "webgpu";
import { lax, makeJaxpr, nn, numpy as jnp } from "../build/compiler/index.js";
import { lower } from "../build/compiler/lower/index.js";
import { adoptDevice, load, upload } from "../build/runtime/index.js";
import { nodeGpuEnvironment } from "../build/tests/harness/chromium.js";

const args = process.argv.slice(2);
const isSoftware = args.includes("--software");
if (isSoftware && !process.env.PULLBACK_SCHEDULES) {
  // The driver is found through the environment, which must be set before the process starts.
  const env = { ...process.env, ...(await nodeGpuEnvironment()), PULLBACK_SCHEDULES: "1" };
  const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), ...args], { env, stdio: "inherit" }); // prettier-ignore
  process.exit(status ?? 1);
}
const target = isSoftware ? "software" : "gpu";
const words = args.filter((arg) => !arg.startsWith("--"));

const matmul = (m, k, n) => [`matmul ${m}×${k}×${n}`, (a, b) => jnp.matmul(a, b), [m, k], [k, n]];
const kernels = [
  ["multiply and add, 4M", (x, y) => x.mul(y).add(1), [2 ** 22], [2 ** 22]],
  ["log1p(exp x), 4M", (x) => jnp.log1p(jnp.exp(x)), [2 ** 22]],
  ["transpose 2048", (x) => jnp.transpose(x).mul(2), [2048, 2048]],
  ["sum over 4M", (x) => jnp.sum(x), [2 ** 22]],
  ["column sum 4096×1024", (x) => jnp.sum(x, { axis: 0 }), [4096, 1024]],
  ["row max 4096×1024", (x) => jnp.max(x, { axis: 1 }), [4096, 1024]],
  ["row sum 262144×64", (x) => jnp.sum(x, { axis: 1 }), [262144, 64]],
  ["softmax 4096×1024", (x) => nn.softmax(x, { axis: 1 }), [4096, 1024]],
  ["softmax 512×8192", (x) => nn.softmax(x, { axis: 1 }), [512, 8192]],
  ...[256, 512, 1024].map((n) => matmul(n, n, n)),
  matmul(128, 784, 256),
  matmul(64, 4096, 64),
  matmul(4096, 4096, 1),
  matmul(1, 4096, 4096),
  ["convolution 8×64×32×32 by 3×3", (x, k) => lax.convGeneralDilated(x, k, [1, 1], "SAME"), [8, 64, 32, 32], [64, 64, 3, 3]], // prettier-ignore
];

Object.assign(globalThis, globals);
// Dawn frees the GPU with this object, so it must stay referenced.
globalThis.dawn = create([]);
const adapter = await globalThis.dawn.requestAdapter({ powerPreference: "high-performance" });
if (!adapter) throw new Error("WebGPU found no adapter: try --software.");
const names = [
  "maxStorageBuffersPerShaderStage", "maxStorageBufferBindingSize", "maxBufferSize", "maxComputeInvocationsPerWorkgroup",
  "maxComputeWorkgroupStorageSize", "maxComputeWorkgroupSizeX", "maxComputeWorkgroupsPerDimension",
]; // prettier-ignore
const limits = Object.fromEntries(names.map((name) => [name, adapter.limits[name]]));
const gpu = await adapter.requestDevice({ requiredLimits: limits });
const device = adoptDevice(gpu);

/** Microseconds of a plan, without what a submit takes: its steps are repeated in one until that is little. */
async function time(plan, inputs) {
  const repeated = async (count) => {
    const steps = Array.from({ length: count }, () => plan.steps).flat();
    const run = await load({ ...plan, steps }, { device });
    const once = async () => {
      const start = performance.now();
      const results = run(...inputs);
      await gpu.queue.onSubmittedWorkDone();
      for (const result of results) result.dispose();
      return ((performance.now() - start) * 1000) / count;
    };
    await once();
    return Math.min(await once(), await once(), await once());
  };
  const rough = await repeated(4);
  return repeated(Math.max(1, Math.min(400, Math.round(30_000 / rough))));
}

function randomInput({ dtype, shape }) {
  const data = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => Math.random() - 0.5);
  return upload(device, { dtype, shape }, data);
}

console.log(`${adapter.info.description || adapter.info.vendor}, schedules for ${target}`);
for (const [name, f, ...shapes] of kernels) {
  if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
  const { program } = makeJaxpr(f)(...shapes.map((shape) => jnp.zeros(shape)));
  const inputs = program.inputTypes.map(randomInput);
  const plan = (pick) => lower(program, { target, limits, pick }).plan;
  const chosen = await time(plan(), inputs);
  const all = [];
  // Each kernel of a program has schedules of its own; those with fewer keep their last.
  for (let n = 0, count = 1; n < count; n++) {
    const pick = (candidates) => {
      count = Math.max(count, candidates);
      return Math.min(n, candidates - 1);
    };
    all.push(await time(plan(pick), inputs));
  }
  const best = Math.min(...all);
  console.log(`${name}: chosen ${chosen.toFixed(1)} µs, best ${best.toFixed(1)} µs of ${all.map((t) => t.toFixed(1)).join(" ")}`); // prettier-ignore
  for (const input of inputs) input.dispose();
}
process.exit();
