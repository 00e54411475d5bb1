// For the declarations: users whose `lib` is older have no Symbol.dispose.
/// <reference lib="esnext.disposable" preserve="true" />

import type { Device } from "./device.js";
import { arrayFits, arrayText, deviceBytes, toDevice, toHost, typeText, type HostData } from "./layout.js";
import type { PlanType } from "./plan.js";
import { collected, Storage } from "./storage.js";

// What the collector is told of one array at most: this much garbage makes browsers collect.
const HEAVIEST = 2 ** 26;
// Garbage of smaller ones is reused before it adds up.
const LIGHTEST = 2 ** 14;
// While a device holds less than this, garbage does no harm, and each collection would take longer than many calls.
const HARMLESS = 2 ** 27;

/**
 * The garbage collector does not see device memory: a loop could fill a GPU with dropped results before it collects
 * one. JavaScript memory of the same size, which nobody touches and so costs address space only, tells it their weight.
 */
function ballast(bytes: number, bytesLive: number): ArrayBuffer | undefined {
  if (bytes < LIGHTEST || bytesLive < HARMLESS) return undefined;
  try {
    return new ArrayBuffer(Math.min(bytes, HEAVIEST));
  } catch {
    // No address space left: then the collector is at work already.
    return undefined;
  }
}

/**
 * An array on the device, or on its way there. It frees itself when it is garbage collected; `dispose` frees it sooner.
 */
export class DeviceBuffer {
  /** Size on the device, in bytes, without padding. */
  readonly bytes: number;
  readonly #storage: Storage;
  #disposed = false;
  #reading: Promise<Uint8Array> | undefined;
  // Never read: it is held for the garbage collector to see.
  #ballast: ArrayBuffer | undefined;

  /** Users get these from calls and from `upload`. */
  constructor(
    readonly device: Device,
    readonly type: PlanType,
    storage: Storage,
  ) {
    this.bytes = deviceBytes(type);
    this.#storage = storage;
    this.#ballast = ballast(this.bytes, device.counters.bytesLive);
    collected.register(this, storage, this);
  }

  /**
   * The values: Float32Array for float32 and float16, Int32Array, Uint32Array, Uint8Array (0 or 1) for bool.
   * Each call gives a fresh array; only the first one waits for the device.
   * @throws DeviceError when the value could not be computed or the device was lost; the reason of the signal when what
   * computes it was aborted; Error when disposed
   */
  async read(): Promise<HostData> {
    const storage = this.storage;
    if (storage.error) throw storage.error;
    if (this.bytes === 0) return toHost(this.type, new Uint8Array(0));
    if (storage.host) return toHost(this.type, storage.host);
    this.#reading ??= this.device.readback.read(storage).finally(() => (this.#reading = undefined));
    return toHost(this.type, await this.#reading);
  }

  /** Why there is no value, where that is known already. */
  get error(): Error | undefined {
    return this.#storage.error;
  }

  get disposed(): boolean {
    return this.#disposed;
  }

  /** Gives the memory back. Calls and reads that were asked for before still get the value. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#ballast = undefined;
    collected.unregister(this);
    this.#storage.drop();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** For the runtime. */
  get storage(): Storage {
    if (this.#disposed)
      throw new Error(
        `Array has been deleted with shape=${typeText(this.type)}: it was disposed of, or donated to a call.`,
      );
    return this.#storage;
  }

  /** See `upload`. */
  static of(device: Device, type: PlanType, data: HostData): DeviceBuffer {
    if (!arrayFits(type, data))
      throw new TypeError(`Expected data for ${typeText(type)}; got ${arrayText(data)}.`);
    const bytes = toDevice(type.dtype, data);
    return new DeviceBuffer(
      device,
      type,
      new Storage(bytes.length, bytes.buffer === data.buffer ? bytes.slice() : bytes),
    );
  }
}
