import { TypeError } from "../ir/errors.js";
import { setExecutor } from "../trace/executor.js";
import { adoptDevice, type Device, requestDevice } from "../../runtime/index.js";
import { PlanExecutor } from "./executor.js";
import { describeDeviations, type Deviation, selfTest } from "./selfTest.js";

export interface InitOptions {
  /**
   * "auto" (default): WebGPU if there is an adapter, else the host. "webgpu": an error if there is none. "host": the
   * host. Or a GPUDevice of yours, which is used as it is.
   */
  device?: "auto" | "webgpu" | "host" | GPUDevice;
  /**
   * "fast" uses WGSL's built-in functions (fewer exact digits, no promises for NaN and infinities). Default "exact".
   */
  precision?: "exact" | "fast";
}

export interface DeviceInfo {
  readonly kind: "webgpu" | "host";
  readonly description: string;
  /** Where the device's arithmetic differs from the host's, if it does; said once on the console too. */
  readonly deviations?: readonly Deviation[];
}

const hostDescription = "JavaScript on the host";

/**
 * Picks the device for compiled functions: call it once, before them; without it they run on the host.
 * The same call works in browsers and in Node (there with the optional package `webgpu`).
 *
 *     const { kind, description } = await init();
 */
export async function init(options: InitOptions = {}): Promise<DeviceInfo> {
  const { device: wanted = "auto", precision = "exact" } = options;
  if (typeof wanted === "string" && !["auto", "webgpu", "host"].includes(wanted))
    throw new TypeError(
      `init: device must be "auto", "webgpu", "host" or a GPUDevice, but got "${String(wanted)}".`,
    );
  const { device, reason } = await deviceFor(wanted);
  if (!device && wanted === "webgpu") throw new Error(`init: no WebGPU device: ${reason}.`);
  setExecutor(new PlanExecutor(device, precision));
  if (device) return { kind: "webgpu", description: device.description, deviations: await testOnce(device) };
  return { kind: "host", description: reason ? `${hostDescription} (${reason})` : hostDescription };
}

async function deviceFor(
  wanted: NonNullable<InitOptions["device"]>,
): Promise<{ device?: Device; reason?: string }> {
  if (wanted === "host") return {};
  if (typeof wanted !== "string") return { device: adoptDevice(wanted) };
  const { device, reason } = await (requested ??= requestDevice());
  if (!device) requested = undefined;
  return { device: device ?? undefined, reason };
}

const tested = new WeakMap<Device, Promise<Deviation[]>>();

/** The self-test of a device, which reports once. */
function testOnce(device: Device): Promise<Deviation[]> {
  let result = tested.get(device);
  if (!result) {
    result = selfTest(device).then((deviations) => {
      if (deviations.length > 0) console.warn(describeDeviations(deviations));
      return deviations;
    });
    tested.set(device, result);
  }
  return result;
}

let requested: ReturnType<typeof requestDevice> | undefined;
