import { newCounters, type Counters } from "./counters.js";
import { deviceError, DeviceError } from "./error.js";
import type { Job, JobQueue } from "./job.js";
import { Readback } from "./readback.js";
import { describe, limitNames, obtainGpu, type DeviceLimits, type Obtained } from "./request.js";
import { Session } from "./session.js";

const known = new WeakMap<GPUDevice, Device>();

/**
 * A GPU to run plans on. It outlives a lost GPUDevice: work that was pending is rejected, and the next call asks once
 * for a new GPUDevice, unless the device was the caller's own.
 */
export class Device implements JobQueue {
  /** What happened on the device so far; see `stats`. */
  readonly counters: Counters = newCounters();
  /** For the runtime. */
  readonly readback = new Readback(this);
  readonly #obtain: (() => Promise<Obtained>) | undefined;
  #session: Session;
  #jobs: Job[] = [];
  #blocked = false;
  #recovery: Promise<void> | undefined;
  #failed: DeviceError | undefined;

  /** Users call `requestDevice` or `adoptDevice`. */
  constructor(gpu: GPUDevice, obtain?: () => Promise<Obtained>) {
    this.#obtain = obtain;
    this.#session = this.#start(gpu);
  }

  /** The GPUDevice in use now. */
  get gpu(): GPUDevice {
    return this.#session.gpu;
  }

  /** The adapter, for people. */
  get description(): string {
    return describe(this.gpu);
  }

  get limits(): DeviceLimits {
    return Object.fromEntries(limitNames.map((name) => [name, this.gpu.limits[name]])) as DeviceLimits;
  }

  get features(): readonly string[] {
    return [...this.gpu.features];
  }

  /** Why the device is gone for good, if it is. */
  get error(): DeviceError | undefined {
    return this.#failed;
  }

  /** For the runtime. */
  get session(): Session {
    return this.#session;
  }

  /** Ends the device for good. What only it held is lost. */
  destroy(): void {
    this.#failed = new DeviceError("lost", "The GPU device was destroyed by its user.");
    this.gpu.destroy();
  }

  /**
   * For the runtime: the session in use; after a loss that of another GPUDevice.
   * @throws DeviceError ("lost") when there is none
   */
  async revive(): Promise<Session> {
    if (this.#session.lost && !this.#failed) await (this.#recovery ??= this.#recover(this.#session.lost));
    if (this.#failed) throw this.#failed;
    return this.#session;
  }

  /** For the runtime: runs the job at once if everything before it has run and it waits for nothing. */
  enqueue(job: Job): void {
    if (this.#session.lost && !this.#failed) this.#recovery ??= this.#recover(this.#session.lost);
    if (this.#failed) return job.fail(this.#failed);
    this.#jobs.push(job);
    if (!this.#blocked) this.#advance();
  }

  #advance(): void {
    while (this.#jobs.length > 0) {
      const blocker = this.#recovery ?? this.#attempt(this.#jobs[0]);
      if (!blocker) continue;
      this.#blocked = true;
      void blocker.then(() => {
        this.#blocked = false;
        this.#advance();
      });
      return;
    }
  }

  // Runs the first job, or says what it waits for.
  #attempt(job: Job): Promise<unknown> | undefined {
    const session = this.#session;
    try {
      const blocker = job.blocker(session);
      // What it waits for may never come from a device that is lost.
      if (blocker) return Promise.race([blocker, session.ended]);
      const end = job.run(session);
      if (end) return end.then(() => this.#leave(job));
    } catch (error) {
      job.fail(
        error instanceof DeviceError ? error : new DeviceError("validation", (error as Error).message),
      );
    }
    this.#leave(job);
    return undefined;
  }

  // When a device is lost, all have left.
  #leave(job: Job): void {
    if (this.#jobs[0] === job) this.#jobs.shift();
  }

  #failPending(error: DeviceError): void {
    for (const job of this.#jobs.splice(0)) job.fail(error);
    this.readback.fail(error);
  }

  #start(gpu: GPUDevice): Session {
    known.set(gpu, this);
    const session = new Session(gpu, this.counters, (error) => this.#failPending(error));
    // On the caller's own device an error that nobody captured may well be the caller's.
    if (this.#obtain) {
      gpu.addEventListener("uncapturederror", ({ error }) => {
        void this.readback.suspect(session, deviceError(error, []));
      });
    }
    return session;
  }

  async #recover(lost: DeviceError): Promise<void> {
    const again = await this.#obtain?.();
    if (again?.gpu) this.#session = this.#start(again.gpu);
    else {
      const why = again
        ? `No other was obtained: ${again.reason}.`
        : "It was the caller's own, so no other is asked for.";
      this.#failed = new DeviceError("lost", `${lost.message} ${why}`);
      this.#failPending(this.#failed);
    }
    this.#recovery = undefined;
  }
}

/**
 * Asks for a WebGPU device with the limits and features that plans can use: in a browser from `navigator.gpu`, in
 * Node from the optional package `webgpu`.
 * @returns the device; or null and the reason where there is none
 * @example
 * const { device, reason } = await requestDevice();
 * if (!device) console.log(`no GPU: ${reason}`);
 */
export async function requestDevice(
  options?: GPURequestAdapterOptions,
): Promise<{ device: Device; reason?: undefined } | { device: null; reason: string }> {
  const obtain = () => obtainGpu(options);
  const { gpu, reason } = await obtain();
  return gpu ? { device: new Device(gpu, obtain) } : { device: null, reason };
}

let shared: ReturnType<typeof requestDevice> | undefined;

/**
 * The device that everything in a page shares: asked for once, and anew when it is gone for good.
 * @throws DeviceError ("unsupported") when there is none
 */
export async function sharedDevice(): Promise<Device> {
  const asked = (shared ??= requestDevice());
  const { device, reason } = await asked;
  if (device && !device.error) return device;
  if (shared === asked) shared = undefined;
  if (device) return sharedDevice();
  throw new DeviceError("unsupported", `No WebGPU device: ${reason}.`);
}

/** Uses a GPUDevice of the caller's, as it is. The same one is returned for the same GPUDevice. */
export function adoptDevice(gpu: GPUDevice): Device {
  if (typeof gpu?.createComputePipelineAsync !== "function")
    throw new TypeError(`Expected a GPUDevice, but got ${Object.prototype.toString.call(gpu)}.`);
  return known.get(gpu) ?? new Device(gpu);
}
