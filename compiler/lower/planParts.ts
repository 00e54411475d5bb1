/** What plans are put together from: kernels, buffers and constants, each of which is there once. */

import type { Plan, PlanBuffer, PlanConstant, PlanDispatch, PlanKernel, PlanLoop, PlanStep } from "../../runtime/plan.js"; // prettier-ignore

type Requirements = Plan["requires"];

/** A plan within another one. */
interface Included {
  readonly steps: readonly PlanStep[];
  /** The buffers of the outputs. */
  readonly outputs: readonly number[];
}

export class PlanParts {
  private readonly numbers = new Map<string, number>();
  private status: number | undefined;

  constructor(
    readonly kernels: PlanKernel[],
    readonly buffers: PlanBuffer[],
    readonly constants: PlanConstant[],
    public requires: Requirements,
  ) {
    kernels.forEach((kernel, n) => this.numbers.set(keyOf(kernel), n));
  }

  /** The buffer in which kernels say that they have left a loop before its end. */
  get unfinished(): number {
    return (this.status ??= this.buffers.push({ kind: "status", bytes: STATUS_BYTES }) - 1);
  }

  /** Whether there is a kernel that may do so. */
  get isCapped(): boolean {
    return this.status !== undefined;
  }

  /** The number of a kernel. */
  readonly kernel = (kernel: PlanKernel): number => {
    const key = keyOf(kernel);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.kernels.push(kernel) - 1;
    this.numbers.set(key, number);
    this.require({
      ...nothing,
      features: kernel.wgsl.startsWith("enable f16;") ? ["shader-f16"] : [],
      maxStorageBuffersPerShaderStage: kernel.bindings.length,
      maxComputeInvocationsPerWorkgroup: kernel.workgroupSize[0],
    });
    return number;
  };

  /** The steps of a plan on buffers of this one. `scratch` has as many as the plan has outputs and temporaries. */
  include(plan: Plan, inputs: readonly number[], scratch: readonly number[]): Included {
    const own = plan.buffers.filter(isScratch);
    const places = plan.buffers.map((buffer) => {
      if (buffer.kind === "input") return inputs[buffer.index!];
      if (buffer.kind === "status") return this.unfinished;
      if (buffer.kind === "constant") return this.constant(plan.constants[buffer.index!], buffer.bytes);
      return scratch[own.indexOf(buffer)];
    });
    const kernels = plan.kernels.map(this.kernel);
    this.require(plan.requires);
    return {
      steps: plan.steps.map((step) => renumbered(step, kernels, places)),
      outputs: plan.outputs.map(({ buffer, input }) =>
        buffer === undefined ? inputs[input] : places[buffer],
      ),
    };
  }

  private constant(constant: PlanConstant, bytes: number): number {
    const index = this.constants.push(constant) - 1;
    return this.buffers.push({ kind: "constant", bytes, index }) - 1;
  }

  private require(other: Requirements): void {
    const { features, ...limits } = this.requires;
    const larger = Object.entries(limits).map(([name, n]) => [
      name,
      Math.max(n, other[name as keyof typeof limits]),
    ]);
    this.requires = {
      features: [...new Set([...features, ...other.features])],
      ...(Object.fromEntries(larger) as typeof limits),
    };
  }
}

const STATUS_BYTES = 16;

const nothing: Requirements = {
  features: [],
  maxStorageBuffersPerShaderStage: 0,
  maxStorageBufferBindingSize: 0,
  maxComputeInvocationsPerWorkgroup: 0,
  maxComputeWorkgroupStorageSize: 0,
};

export function isScratch({ kind }: PlanBuffer): boolean {
  return kind === "output" || kind === "temporary";
}

function keyOf({ wgsl, bindings }: PlanKernel): string {
  return bindings.map(({ access }) => access).join(" ") + wgsl;
}

function renumbered(step: PlanStep, kernels: readonly number[], places: readonly number[]): PlanStep {
  switch (step.kind) {
    case "dispatch":
      return { ...step, kernel: kernels[step.kernel], buffers: step.buffers.map((b) => places[b]) };
    case "copy":
      return { ...step, from: places[step.from], to: places[step.to] };
    case "clear":
      return { ...step, buffer: places[step.buffer] };
    case "loop": {
      const body = step.body.map((one) => renumbered(one, kernels, places) as PlanDispatch | PlanLoop);
      return step.flag === undefined ? { ...step, body } : { ...step, flag: places[step.flag], body };
    }
  }
}
