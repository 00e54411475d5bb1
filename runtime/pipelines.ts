import type { Counters } from "./counters.js";
import { compilationError, type DeviceError } from "./error.js";
import type { PlanBinding, PlanKernel } from "./plan.js";

const COMPUTE_STAGE = 0x4;

/** A pipeline that is being compiled, or was. */
export interface Pipeline {
  readonly layout: GPUBindGroupLayout;
  /** Resolves (never rejects) when one of the next two is set. */
  readonly settled: Promise<void>;
  compiled?: GPUComputePipeline;
  error?: DeviceError;
}

/** Compiles each WGSL text once for each device; plans share the result, which goes with the last of them. */
export class Pipelines {
  readonly #gpu: GPUDevice;
  readonly #counters: Counters;
  readonly #pipelines = new Map<string, WeakRef<Pipeline>>();
  readonly #collected = new FinalizationRegistry<string>((key) => {
    if (!this.#pipelines.get(key)?.deref()) this.#pipelines.delete(key);
  });
  readonly #layouts = new Map<string, GPUBindGroupLayout>();

  constructor(gpu: GPUDevice, counters: Counters) {
    this.#gpu = gpu;
    this.#counters = counters;
  }

  get(kernel: PlanKernel): Pipeline {
    const signature = kernel.bindings.map((b) => (b.access === "read" ? "r" : "w")).join("");
    const key = `${signature} ${kernel.wgsl}`;
    const known = this.#pipelines.get(key)?.deref();
    if (known) return known;
    const pipeline = this.#compile(kernel, signature);
    this.#pipelines.set(key, new WeakRef(pipeline));
    this.#collected.register(pipeline, key);
    return pipeline;
  }

  // Layouts are explicit: an automatic one leaves out bindings that the kernel happens not to use.
  #layout(signature: string, bindings: readonly PlanBinding[]): GPUBindGroupLayout {
    let layout = this.#layouts.get(signature);
    if (!layout) {
      layout = this.#gpu.createBindGroupLayout({
        entries: bindings.map(({ access }, binding) => ({
          binding,
          visibility: COMPUTE_STAGE,
          buffer: { type: access === "read" ? "read-only-storage" : "storage" },
        })),
      });
      this.#layouts.set(signature, layout);
    }
    return layout;
  }

  #compile(kernel: PlanKernel, signature: string): Pipeline {
    this.#counters.pipelinesCompiled++;
    // Errors come again as the pipeline's; the scope keeps them off the console.
    this.#gpu.pushErrorScope("validation");
    const layout = this.#layout(signature, kernel.bindings);
    const module = this.#gpu.createShaderModule({ label: kernel.name, code: kernel.wgsl });
    this.#gpu.popErrorScope().catch(() => null);
    const compiled = this.#gpu.createComputePipelineAsync({
      label: kernel.name,
      layout: this.#gpu.createPipelineLayout({ bindGroupLayouts: [layout] }),
      compute: { module, entryPoint: "main" },
    });
    const pipeline: Pipeline = {
      layout,
      settled: compiled.then(
        (done) => void (pipeline.compiled = done),
        async (reason: Error) => {
          const info = await module.getCompilationInfo().catch(() => ({ messages: [] }));
          pipeline.error = compilationError(kernel, info.messages, reason.message);
        },
      ),
    };
    return pipeline;
  }
}
