/**
 * The contract between compiler and runtime: plain data (JSON) plus WGSL text.
 * `JSON.parse(JSON.stringify(plan))` is the same plan; the compile-ahead plugin bundles it as it is.
 */

/** bool is one u32 (0 or 1) an element on the device; float16 is two bytes; float0 has no bytes. */
export type PlanDType = "float32" | "float16" | "int32" | "uint32" | "bool" | "float0";

export interface PlanType {
  readonly dtype: PlanDType;
  readonly shape: readonly number[];
  readonly weakType?: boolean;
}

/**
 * A buffer of the plan. Sizes are in bytes, already rounded up to a multiple of 16 (at least 16): kernels load and store
 * whole vectors, so that what is bound must have the padding too; what it holds does not matter.
 * - `input`: filled from argument `index` before the steps run (the runtime may bind the argument's own buffer);
 * - `constant`: filled once from `constants[index]`, kept for the life of the plan;
 * - `output`: a fresh (pooled) buffer each call, handed to the user as result;
 * - `status`: `unfinished` of the plan, cleared before each call;
 * - `temporary`: owned by the plan and reused from call to call; several values with disjoint lifetimes share one.
 */
export interface PlanBuffer {
  readonly kind: "input" | "constant" | "output" | "status" | "temporary";
  readonly bytes: number;
  readonly index?: number;
}

export interface PlanConstant {
  readonly type: PlanType;
  /** Little-endian element bytes in base64, in the device layout above. */
  readonly data: string;
}

export interface PlanBinding {
  /** What the WGSL calls it. */
  readonly name: string;
  readonly access: "read" | "read_write";
}

export interface PlanKernel {
  readonly name: string;
  /** A complete WGSL module with one entry point, `main`; all bindings in group 0, numbered in order. */
  readonly wgsl: string;
  readonly bindings: readonly PlanBinding[];
  readonly workgroupSize: readonly [number, number, number];
  /** Where in the user's code the kernel's statements come from: WGSL line (1-based) -> "file:line:column". */
  readonly source: Readonly<Record<number, string>>;
}

export interface PlanDispatch {
  readonly kind: "dispatch";
  readonly kernel: number;
  /** Buffer numbers, one for each binding of the kernel. */
  readonly buffers: readonly number[];
  readonly workgroups: readonly [number, number, number];
}

/**
 * Turns, one after the other. A turn works in place: its last steps leave what it carries where the next one finds it.
 * Within loops there is nothing but dispatches and further loops, since a device can leave out nothing else by itself.
 */
export interface PlanLoop {
  readonly kind: "loop";
  /** The loop ends when the u32 in this buffer is 0, which is looked at before each turn. */
  readonly flag?: number;
  /** The most turns. */
  readonly turns?: number;
  readonly body: readonly (PlanDispatch | PlanLoop)[];
}

export type PlanStep =
  | PlanDispatch
  | PlanLoop
  | { readonly kind: "copy"; readonly from: number; readonly to: number; readonly bytes: number }
  | { readonly kind: "clear"; readonly buffer: number; readonly bytes: number };

/** An output is a buffer of the plan, or one of the arguments handed back unchanged. */
export type PlanOutput = PlanType &
  (
    | { readonly buffer: number; readonly input?: undefined }
    | { readonly input: number; readonly buffer?: undefined }
  );

export interface Plan {
  readonly format: 1;
  readonly name: string;
  readonly inputs: readonly PlanType[];
  readonly outputs: readonly PlanOutput[];
  readonly buffers: readonly PlanBuffer[];
  readonly constants: readonly PlanConstant[];
  readonly kernels: readonly PlanKernel[];
  /** Run in order. Without loops that is one command buffer, submitted once. */
  readonly steps: readonly PlanStep[];
  /** What the plan asks of a device; a device with less is refused with a clear error. */
  readonly requires: {
    readonly features: readonly string[];
    readonly maxStorageBuffersPerShaderStage: number;
    readonly maxStorageBufferBindingSize: number;
    readonly maxComputeInvocationsPerWorkgroup: number;
    readonly maxComputeWorkgroupStorageSize: number;
  };
  /**
   * The buffer whose first u32 kernels set when they have left a loop before its end, since it took too long. What they made is
   * of no use then, and `otherwise` is to be run on the same arguments: it has the same outputs, and takes such loops in slices.
   */
  readonly unfinished?: number;
  readonly otherwise?: Plan;
}
