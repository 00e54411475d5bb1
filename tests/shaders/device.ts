/** Runs functions of the shader library on a device, several in one module. */

import { hostFunctions, hostMath, shaderFunctions, shaderSource } from "../../shaders/index.js";
import { runShader } from "../harness/shader.js";
import { bitsOf, ofBits } from "./points.js";

export type HostName = keyof typeof hostMath;

/** The WGSL name of a host function: `pb_erf_inv` of `erfInv`. */
export function shaderName(name: string): string {
  const twin = hostMath[name as HostName];
  const found = Object.entries(hostFunctions).find(([, f]) => f === twin);
  if (!twin || !found) throw new Error(`the shader library has no ${name}`);
  return found[0];
}

export interface Call {
  name: string;
  /** One array for each parameter. */
  args: readonly ArrayLike<number>[];
  /** What WGSL has built in is called instead. */
  builtin?: string;
}

const threads = 64;

/** What each call gives on the device, as the host function would return it. */
export async function callOnDevice(
  device: GPUDevice,
  calls: readonly Call[],
): Promise<(number | boolean)[][]> {
  const length = Math.max(...calls.map(({ args }) => args[0].length));
  const arity = Math.max(...calls.map(({ args }) => args.length));
  const inputs = Array.from({ length: arity }, () => new Uint32Array(length * calls.length));
  const lines = calls.map(({ name, args, builtin }, k) => {
    const { name: wgsl, params, result } = shaderFunctions[shaderName(name)];
    const operands = params.map((type, j) => {
      const values = args[j];
      for (let i = 0; i < values.length; i++)
        inputs[j][k * length + i] = type === "f32" ? bitsOf(values[i]) : values[i];
      return `bitcast<${type}>(in${j}[${k * length}u + i])`;
    });
    const call = `${builtin ?? wgsl}(${operands.join(", ")})`;
    return `out[${k * length}u + i] = ${result === "bool" ? `u32(${call})` : `bitcast<u32>(${call})`};`;
  });
  const names = [...inputs.map((_, j) => `in${j}`), "out"];
  const library = shaderSource(calls.map(({ name }) => shaderName(name)));
  // As kernels do: zero, but compilers cannot know.
  const zero = library.includes("var<private> pb_zero") ? "pb_zero = id.x >> 31u;" : "";
  const code = `${library}
${names.map((name, j) => `@group(0) @binding(${j}) var<storage, read_write> ${name}: array<u32>;`).join("\n")}
@compute @workgroup_size(${threads}, 1, 1) fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x;
  ${zero}
  if (i >= ${length}u) { return; }
  ${lines.join("\n  ")}
}`;
  const outputs = await runShader(device, {
    code,
    buffers: [...inputs, new Uint32Array(length * calls.length)],
    workgroups: [Math.ceil(length / threads)],
  });
  const words = outputs.at(-1) as Uint32Array;
  return calls.map(({ name, args }, k) => {
    const { result } = shaderFunctions[shaderName(name)];
    return Array.from({ length: args[0].length }, (_, i) => {
      const word = words[k * length + i];
      return result === "f32"
        ? ofBits(word)
        : result === "i32"
          ? word | 0
          : result === "u32"
            ? word
            : word === 1;
    });
  });
}

/**
 * Whether the device rounds +, -, *, / and sqrt as IEEE 754 does, fuses and reorders nothing (Mesa's drivers do), and
 * converts integers to the nearest: then every function gives the host's bits.
 */
export async function roundsLikeTheHost(device: GPUDevice): Promise<boolean> {
  const count = 4096;
  const xs = Float32Array.from({ length: count }, (_, i) => 1 + ((i * 2654435761) % 4294967296) / 4294967296);
  const ys = Float32Array.from({ length: count }, (_, i) => 1 + ((i * 40503 + 12345) % 65521) / 65521);
  const code = `@group(0) @binding(0) var<storage, read_write> xs: array<f32>;
@group(0) @binding(1) var<storage, read_write> ys: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
@compute @workgroup_size(${threads}, 1, 1) fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let x = xs[id.x];
  let y = ys[id.x];
  out[id.x] = x / y;
  out[id.x + ${count}u] = x * y - 1.5;
  out[id.x + ${2 * count}u] = sqrt(x);
  out[id.x + ${3 * count}u] = f32(bitcast<i32>(x));
  out[id.x + ${4 * count}u] = (x + y) - x;
}`;
  const buffers = [xs, ys, new Float32Array(5 * count)];
  const results = await runShader(device, { code, buffers, workgroups: [count / threads] });
  const words = new Int32Array(xs.buffer);
  const expected = Float32Array.from({ length: 5 * count }, (_, j) => {
    const [x, y] = [xs[j % count], ys[j % count]];
    const values = [x / y, Math.fround(x * y) - 1.5, Math.sqrt(x), words[j % count], Math.fround(x + y) - x];
    return values[Math.floor(j / count)];
  });
  return expected.every((value, j) => value === results[2][j]);
}
