import { expectOptions } from "../ir/options.js";
import { TypeError, typeOf } from "../ir/errors.js";
import { setExecutor } from "../trace/executor.js";
import { adoptDevice, type Device, DeviceError, sharedDevice } from "../../runtime/index.js";
import { PlanExecutor } from "./executor.js";
import { describeDeviations, type Deviation, deviationsOf } from "./selfTest.js";

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
 * Picks the device for compiled functions: call it before them; without it they run on the host. Called again it picks
 * another one for the calls that follow. The same call works in browsers and in Node (there with the optional package
 * `webgpu`).
 *
 * Arrays stay where they are, and computation follows them: what takes an array of a device runs on that device.
 *
 * @throws TypeError for options that are none; DeviceError where a device that was asked for by name is missing or lost
 *
 *     const { kind, description } = await init();
 */
export async function init(options: InitOptions = {}): Promise<DeviceInfo> {
  checkOptions(options);
  const turn = ++turns;
  const { device, reason, deviations } = await choose(options.device ?? "auto");
  // Where calls overlap, the last one decides.
  if (turn === turns) {
    inUse = device;
    setExecutor(new PlanExecutor(device, options.precision));
  }
  if (device) return { kind: "webgpu", description: device.description, deviations };
  return { kind: "host", description: reason ? `${hostDescription}. ${reason}` : hostDescription };
}

let turns = 0;
let inUse: Device | undefined;

/**
 * Where the device that `init` picked computes differently from the host: every elementary function, at special and at
 * ordinary values. `init` asks a part of this by itself; all of it is for reports about a device. Empty on the host.
 *
 *     for (const { function: f, input, device, host } of await selfTest()) console.log(f, input, device, host);
 */
export async function selfTest(): Promise<readonly Deviation[]> {
  return inUse ? deviationsOf(inUse, { all: true }) : [];
}

function checkOptions(options: InitOptions): void {
  expectOptions("init()", options, ["device", "precision"]);
  const { device = "auto", precision = "exact" } = options;
  const isName = device === "auto" || device === "webgpu" || device === "host";
  if (!isName && typeof (device as GPUDevice | null)?.createComputePipelineAsync !== "function") {
    const got = typeof device === "string" ? JSON.stringify(device) : typeOf(device);
    throw new TypeError(`init: device must be "auto", "webgpu", "host" or a GPUDevice, but got ${got}.`);
  }
  if (!["exact", "fast"].includes(precision))
    throw new TypeError(`init: precision must be "exact" or "fast", but got ${JSON.stringify(precision)}.`);
}

interface Choice {
  readonly device?: Device;
  readonly deviations?: readonly Deviation[];
  /** Why there is no device: a sentence. */
  readonly reason?: string;
}

async function choose(wanted: NonNullable<InitOptions["device"]>): Promise<Choice> {
  if (wanted === "host") return {};
  try {
    const device = typeof wanted === "string" ? await sharedDevice() : adoptDevice(wanted);
    return { device, deviations: await testOnce(device) };
  } catch (error) {
    if (wanted !== "auto" || !(error instanceof DeviceError)) throw error;
    return { reason: error.message };
  }
}

const tested = new WeakMap<GPUDevice, readonly Deviation[]>();

/** The self-test of a device, which reports once. */
async function testOnce(device: Device): Promise<readonly Deviation[]> {
  const { gpu } = await device.revive();
  const known = tested.get(gpu);
  if (known) return known;
  const deviations = await deviationsOf(device);
  if (deviations.length > 0 && !tested.has(gpu)) console.warn(describeDeviations(deviations));
  tested.set(gpu, deviations);
  return deviations;
}
