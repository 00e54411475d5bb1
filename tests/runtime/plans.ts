/** Small plans written by hand, as the compiler would write them. */
import type { Plan, PlanBuffer, PlanKernel, PlanStep, PlanType } from "../../runtime/plan.js";

export const float32 = (...shape: number[]): PlanType => ({ dtype: "float32", shape });

const requires: Plan["requires"] = {
  features: [],
  maxStorageBuffersPerShaderStage: 4,
  maxStorageBufferBindingSize: 1 << 16,
  maxComputeInvocationsPerWorkgroup: 64,
  maxComputeWorkgroupStorageSize: 0,
};

const nothing = { inputs: [], outputs: [], buffers: [], constants: [], kernels: [], steps: [], requires };

/** A plan with what is given, and nothing of the rest. */
export const planOf = (parts: Partial<Plan> & { name: string }): Plan => ({
  format: 1,
  ...nothing,
  ...parts,
});

const bytesOf = ({ shape }: PlanType) => Math.max(4, 4 * shape.reduce((n, d) => n * d, 1));

export const input = (type: PlanType, index: number): PlanBuffer => ({
  kind: "input",
  bytes: bytesOf(type),
  index,
});
export const output = (type: PlanType): PlanBuffer => ({ kind: "output", bytes: bytesOf(type) });
export const temporary = (type: PlanType): PlanBuffer => ({ kind: "temporary", bytes: bytesOf(type) });

export const base64 = (data: ArrayBufferView): string =>
  btoa(String.fromCharCode(...new Uint8Array(data.buffer, data.byteOffset, data.byteLength)));

/** A kernel of 64 threads a workgroup that computes `y[i] = expression` from float arrays of these names. */
export function elementwise(name: string, inputs: string[], expression: string): PlanKernel {
  const lines = inputs.map((x, b) => `@group(0) @binding(${b}) var<storage, read> ${x}: array<f32>;`);
  lines.push(
    `@group(0) @binding(${inputs.length}) var<storage, read_write> y: array<f32>;`,
    "@compute @workgroup_size(64, 1, 1)",
    "fn main(@builtin(global_invocation_id) id: vec3u) {",
    "  let i = id.x;",
    "  if (i >= arrayLength(&y)) { return; }",
    `  y[i] = ${expression};`,
    "}",
  );
  return {
    name,
    wgsl: lines.join("\n"),
    bindings: [
      ...inputs.map((x) => ({ name: x, access: "read" as const })),
      { name: "y", access: "read_write" as const },
    ],
    workgroupSize: [64, 1, 1],
    source: { [inputs.length + 6]: "model.ts:3:10" },
  };
}

export const dispatch = (kernel: number, buffers: number[], type: PlanType): PlanStep => ({
  kind: "dispatch",
  kernel,
  buffers,
  workgroups: [Math.max(1, Math.ceil(bytesOf(type) / 4 / 64)), 1, 1],
});

/** `expression` of x: one input, one output, one kernel. */
export function unary(type: PlanType, expression: string, name = "unary"): Plan {
  return planOf({
    name,
    inputs: [type],
    outputs: [{ ...type, buffer: 1 }],
    buffers: [input(type, 0), output(type)],
    kernels: [elementwise(name, ["x"], expression)],
    steps: [dispatch(0, [0, 1], type)],
  });
}

/** `expression` of a and b. */
export function binary(type: PlanType, expression: string, name = "binary"): Plan {
  return planOf({
    name,
    inputs: [type, type],
    outputs: [{ ...type, buffer: 2 }],
    buffers: [input(type, 0), input(type, 1), output(type)],
    kernels: [elementwise(name, ["a", "b"], expression)],
    steps: [dispatch(0, [0, 1, 2], type)],
  });
}

/** (x + 1) squared, through a temporary. */
export function twoSteps(type: PlanType): Plan {
  return planOf({
    name: "twoSteps",
    inputs: [type],
    outputs: [{ ...type, buffer: 2 }],
    buffers: [input(type, 0), temporary(type), output(type)],
    kernels: [elementwise("addOne", ["x"], "x[i] + 1.0"), elementwise("square", ["x"], "x[i] * x[i]")],
    steps: [dispatch(0, [0, 1], type), dispatch(1, [1, 2], type)],
  });
}
