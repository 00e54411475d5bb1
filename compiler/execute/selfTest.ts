/**
 * Asks a device to compute what the compiler relies on, and compares with the host. WGSL lets a device assume that there
 * are no NaNs and infinities; most keep them all the same. This says which do not.
 */

import { hostFunctions, type ShaderFunction, shaderFunctions, shaderSource } from "../../shaders/index.js";
import { type Device, load, type Plan } from "../../runtime/index.js";

/** One result that differs from the host's. */
export interface Deviation {
  /** The function's name: "exp". */
  readonly function: string;
  readonly input: number;
  readonly device: number;
  readonly host: number;
}

/** Special values, and a spread of ordinary ones. No denormals: devices may flush them. */
const inputs = Float32Array.of(
  NaN, Infinity, -Infinity, 0, -0, 1, -1, 0.5, -0.5, 2, -2, 3.25, -7.75, 1e-6, -1e-6, 88, -87, 100, -100, 1e4, -1e4,
  1e10, 3e38, -3e38, 1.5e-38, 0.999, -0.999, 12345.678,
); // prettier-ignore

/** Different roundings of division and of fused multiply-add are within this; broken functions are not. */
const toleratedUlps = 8;

/** What `init` asks: enough to find a device that breaks NaN, infinities, signs of zero or plain accuracy. */
const quick = ["pb_exp", "pb_log", "pb_sin", "pb_tanh", "pb_sqrt", "pb_sign", "pb_floor", "pb_logistic"];

/**
 * Tests the mathematics of a device: by default a handful of functions, with `all` every function of one float.
 * Gives what deviates from the host; an empty list is a pass.
 */
export async function deviationsOf(device: Device, options: { all?: boolean } = {}): Promise<Deviation[]> {
  const names = options.all ? Object.keys(shaderFunctions).filter(isUnaryFloat) : quick;
  const run = await load(planFor(names), { device });
  const [result] = run(inputs);
  const values = (await result.read()) as Float32Array;
  result.dispose();
  run.plan.dispose();
  return names.flatMap((name, f) => {
    const host = hostFunctions[name as keyof typeof hostFunctions] as (x: number) => number;
    return Array.from(inputs, (input, i) => ({
      function: name.replace(/^pb_/, ""),
      input,
      device: values[f * inputs.length + i],
      host: host(input),
    })).filter((d) => !agrees(d.device, d.host));
  });
}

/** Functions of users': those that repeat another compiler's rounding, for samples, are near it where products aren't fused. */
function isUnaryFloat(name: string): boolean {
  if (!Object.hasOwn(hostFunctions, name) || name.startsWith("pb_xla_")) return false;
  const { params, result }: ShaderFunction = shaderFunctions[name];
  return params.length === 1 && params[0] === "f32" && result === "f32";
}

function agrees(device: number, host: number): boolean {
  if (Number.isNaN(host) || !Number.isFinite(host) || host === 0) return Object.is(device, host);
  if (Math.abs(host) < 2 ** -126) return Math.abs(device) < 2 ** -125;
  const ulp = 2 ** (Math.floor(Math.log2(Math.abs(host))) - 23);
  return Math.abs(device - host) <= toleratedUlps * ulp;
}

function planFor(names: readonly string[]): Plan {
  const n = inputs.length;
  const stores = names.map((name, f) => `  y[${f * n} + i] = ${name}(x[i]);`);
  const library = shaderSource(names);
  const wgsl = `${library}
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
@compute @workgroup_size(1, 1, 1)
fn main(@builtin(workgroup_id) w: vec3u) {
  let i = w.x;
${library.includes("var<private> pb_zero") ? "  pb_zero = w.x >> 31u;\n" : ""}${stores.join("\n")}
}
`;
  return {
    format: 1,
    name: "selfTest",
    inputs: [{ dtype: "float32", shape: [n] }],
    outputs: [{ dtype: "float32", shape: [n * names.length], buffer: 1 }],
    buffers: [
      { kind: "input", bytes: n * 4, index: 0 },
      { kind: "output", bytes: n * names.length * 4 },
    ],
    constants: [],
    kernels: [
      {
        name: "selfTest",
        wgsl,
        bindings: [
          { name: "x", access: "read" },
          { name: "y", access: "read_write" },
        ],
        workgroupSize: [1, 1, 1],
        source: {},
      },
    ],
    steps: [{ kind: "dispatch", kernel: 0, buffers: [0, 1], workgroups: [n, 1, 1] }],
    requires: {
      features: [],
      maxStorageBuffersPerShaderStage: 2,
      maxStorageBufferBindingSize: n * names.length * 4,
      maxComputeInvocationsPerWorkgroup: 1,
      maxComputeWorkgroupStorageSize: 0,
    },
  };
}

/** A sentence about deviations, for people. */
export function describeDeviations(deviations: readonly Deviation[]): string {
  const names = [...new Set(deviations.map((d) => d.function))];
  const [first] = deviations;
  return (
    `Pullback: this device computes ${names.join(", ")} differently from the host in ${deviations.length} cases, ` +
    `e.g. ${first.function}(${first.input}) = ${first.device} instead of ${first.host}.`
  );
}
