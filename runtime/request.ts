import { nodeGpu } from "./node.js";

/** The limits that plans depend on; a device is asked for all that its adapter has of them. */
export const limitNames = [
  "maxStorageBuffersPerShaderStage",
  "maxStorageBufferBindingSize",
  "maxBufferSize",
  "maxComputeInvocationsPerWorkgroup",
  "maxComputeWorkgroupStorageSize",
  "maxComputeWorkgroupSizeX",
  "maxComputeWorkgroupSizeY",
  "maxComputeWorkgroupSizeZ",
  "maxComputeWorkgroupsPerDimension",
] as const;

export type DeviceLimits = Readonly<Record<(typeof limitNames)[number], number>>;

const featureNames = ["shader-f16", "subgroups", "timestamp-query"] as const;

/** A device, or why there is none. */
export type Obtained = { gpu: GPUDevice; reason?: undefined } | { gpu?: undefined; reason: string };

/** Asks for an adapter and a device: the browser's, or in Node that of the optional package `webgpu`. */
export async function obtainGpu(options: GPURequestAdapterOptions = {}): Promise<Obtained> {
  const webgpu = globalThis.navigator?.gpu ?? (await nodeGpu());
  if (typeof webgpu === "string") return { reason: webgpu };
  if (!webgpu)
    return { reason: "this browser has no WebGPU (navigator.gpu), or the page is not a secure context" };
  try {
    const adapter = await webgpu.requestAdapter(options);
    if (!adapter) return { reason: "WebGPU found no adapter on this machine" };
    return { gpu: await adapter.requestDevice(wanted(adapter)) };
  } catch (error) {
    return { reason: `WebGPU gave no device: ${(error as Error).message}` };
  }
}

function wanted(adapter: GPUAdapter): GPUDeviceDescriptor {
  return {
    label: "pullback",
    requiredFeatures: featureNames.filter((name) => adapter.features.has(name)),
    // Older browsers do not know every limit.
    requiredLimits: Object.fromEntries(
      limitNames.filter((name) => name in adapter.limits).map((name) => [name, adapter.limits[name]]),
    ),
  };
}

/** One line about the adapter, for people. */
export function describe(gpu: GPUDevice): string {
  const info = gpu.adapterInfo as GPUAdapterInfo | undefined;
  const software = info?.isFallbackAdapter ? "software" : "";
  const names = info?.description ? [info.description] : [info?.vendor, info?.architecture, info?.device];
  const words = [...names, software].filter(Boolean);
  return words.length > 0 ? words.join(", ") : "WebGPU device";
}
