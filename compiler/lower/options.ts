/**
 * What the lowering is told of the device, and what it takes where it is told nothing: WebGPU's guaranteed limits.
 */

/**
 * What decides how work is laid on threads:
 * - `gpu`: many slow lanes; threads that run side by side should read side by side, barriers are cheap;
 * - `software`: WebGPU on a CPU (SwiftShader, lavapipe): few lanes, a thread should do much, barriers are dear;
 * - `host`: JavaScript on one thread: nothing is cut into parts.
 */
export type Target = "gpu" | "software" | "host";

/** Threads below which more of them cost nothing: lanes that would be idle, or wait for memory. */
export const lanes: Record<Target, number> = { gpu: 131072, software: 64, host: 1 };

/** Workgroups below which more of them cost nothing: cores that would be idle. */
export const cores: Record<Target, number> = { gpu: 128, software: 1, host: 1 };

/** So much fits into a launch, in additions, or in turns of a loop. */
export interface LaunchLimits {
  /** Of one thread. */
  readonly each: number;
  /** Of all threads together. */
  readonly all: number;
  /** So many threads take as long when one of them goes on as when all do. */
  readonly together: number;
}

/**
 * What a launch may take, in additions, to last 100 ms at most: all of its threads together, and one by itself. SwiftShader was
 * measured with two cores; for GPUs, a slow one is assumed, of 200 billion additions a second.
 */
export const launches: Record<Target, LaunchLimits> = {
  gpu: { all: 2 ** 34, each: 2 ** 25, together: 32 },
  software: { all: 2 ** 30, each: 2 ** 26, together: 4 },
  host: { all: Infinity, each: Infinity, together: 1 },
};

/**
 * Mesa's llvmpipe leaves loops, without a word, when a thread has taken 65,535 turns in all of them. So this is the most in a loop of
 * which nobody knows how many it takes, and the most in all loops that have bounds. No target tells that it is llvmpipe.
 */
export const MOST_TURNS = 2 ** 15;
export const MOST_IN_ALL = 65_000;

/**
 * What a thread of a chain may take in a launch: some 20 ms, and in software, where it takes a turn for at least 20 additions, no
 * more turns than llvmpipe allows.
 */
const LONGEST_LAUNCH: Record<Target, number> = { gpu: 2 ** 24, software: 2 ** 20, host: Infinity };

export interface LowerOptions {
  /** The plan's name. */
  readonly name?: string;
  readonly target?: Target;
  /** `fast` calls the built-in mathematics of WGSL. */
  readonly precision?: "exact" | "fast";
  /** For tests and tuning: which of so many schedules a kernel gets. By default the one that is estimated to be fastest. */
  readonly pick?: (candidates: number) => number;
  /** For tests: whether small kernels may run as one. By default they do, unless schedules are picked. */
  readonly chains?: boolean;
  /** Whether loops whose lanes may take too long are taken in slices, where they could be left before their end. */
  readonly slices?: boolean;
  /** For each of the first outputs, an input over which it may be written. */
  readonly overwrites?: readonly number[];
  /** For tests: the most additions that a thread may take in one launch of a chain. */
  readonly longestLaunch?: number;
  readonly limits?: {
    readonly maxStorageBuffersPerShaderStage?: number;
    readonly maxStorageBufferBindingSize?: number;
    readonly maxComputeInvocationsPerWorkgroup?: number;
    readonly maxComputeWorkgroupSizeX?: number;
    readonly maxComputeWorkgroupsPerDimension?: number;
    readonly maxComputeWorkgroupStorageSize?: number;
  };
}

export interface DeviceOptions {
  readonly target: Target;
  readonly precision: "exact" | "fast";
  readonly maxStorageBuffers: number;
  readonly maxBufferBytes: number;
  /** Threads of a workgroup, which has one dimension. */
  readonly maxInvocations: number;
  readonly maxWorkgroups: number;
  readonly maxWorkgroupBytes: number;
  readonly pick?: (candidates: number) => number;
  readonly chains: boolean;
  readonly slices: boolean;
  readonly overwrites: readonly number[];
  readonly longestLaunch: number;
}

export function resolveOptions({
  target = "software",
  precision = "exact",
  pick,
  chains = target !== "host" && !pick,
  slices = false,
  overwrites = [],
  longestLaunch = LONGEST_LAUNCH[target],
  limits = {},
}: LowerOptions): DeviceOptions {
  return {
    target,
    precision,
    pick,
    chains,
    slices,
    overwrites,
    longestLaunch,
    // Kernels of the host are functions whose parameters are the buffers.
    maxStorageBuffers: target === "host" ? 200 : (limits.maxStorageBuffersPerShaderStage ?? 8),
    maxBufferBytes: target === "host" ? Infinity : (limits.maxStorageBufferBindingSize ?? 2 ** 27),
    maxInvocations: Math.min(
      limits.maxComputeInvocationsPerWorkgroup ?? 256,
      limits.maxComputeWorkgroupSizeX ?? 256,
    ),
    maxWorkgroups: limits.maxComputeWorkgroupsPerDimension ?? 65535,
    maxWorkgroupBytes: limits.maxComputeWorkgroupStorageSize ?? 16384,
  };
}
