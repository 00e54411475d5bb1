/**
 * The WebGPU device of a test, the same call in Node and in a page:
 *
 *     const device = await requestTestDevice();
 *
 * The device has all that the adapter offers: every limit at its maximum, and the features below that it knows.
 * It is destroyed when the test file is over. An error that no error scope catches fails the running test.
 */
import { environment } from "./environment.js";
import { afterFile, failRunningTest } from "./suite.js";

export { environment } from "./environment.js";

/** What tests may look for in `device.features`; no test may rely on one. */
const wantedFeatures: GPUFeatureName[] = ["shader-f16", "subgroups", "timestamp-query"];

// The object behind an adapter must outlive every device. It is kept here and not on `navigator`, which would keep
// the process from ending.
let provider: Promise<GPU | undefined> | undefined;

async function findProvider(): Promise<GPU | undefined> {
  if (environment !== "node") return navigator.gpu;
  const { create } = await import("webgpu");
  return create([]);
}

/** The adapter that the tests run on, or nothing where WebGPU can't start. */
export async function requestTestAdapter(): Promise<GPUAdapter | undefined> {
  provider ??= findProvider();
  return (await (await provider)?.requestAdapter()) ?? undefined;
}

function maximumLimits({ limits }: GPUAdapter): Record<string, number> {
  // The limits are accessors on the prototype, beside its constructor and its tag.
  const names = Object.keys(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(limits)));
  const entries = names.map((name) => [name, (limits as unknown as Record<string, unknown>)[name]] as const);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, number] => typeof entry[1] === "number"),
  );
}

/** A device for tests. A descriptor given replaces the maximum: `{}` gives a device with the default limits. */
export async function requestTestDevice(descriptor?: GPUDeviceDescriptor): Promise<GPUDevice> {
  const adapter = await requestTestAdapter();
  if (!adapter) throw new Error(`there is no WebGPU adapter in ${environment}`);
  const device = await adapter.requestDevice(
    descriptor ?? {
      requiredLimits: maximumLimits(adapter),
      requiredFeatures: wantedFeatures.filter((name) => adapter.features.has(name)),
    },
  );
  // Until it says that it is lost, Firefox finds everything invalid that is made on a device that a test has destroyed.
  let isDestroyed = false;
  const destroy = device.destroy.bind(device);
  device.destroy = () => {
    isDestroyed = true;
    destroy();
  };
  device.addEventListener("uncapturederror", ({ error }) => {
    if (isDestroyed) return;
    failRunningTest(new Error(`uncaptured ${error.constructor.name}: ${error.message}`));
  });
  let isLost = false;
  void device.lost.then(() => (isLost = true));
  afterFile(async () => {
    // Errors of work that is still queued belong to this file; a device that a test lost has nothing to wait for.
    if (!isLost) await Promise.race([device.queue.onSubmittedWorkDone(), device.lost]);
    device.destroy();
  });
  return device;
}
