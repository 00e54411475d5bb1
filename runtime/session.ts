import type { Counters } from "./counters.js";
import { DeviceError } from "./error.js";
import { Pipelines } from "./pipelines.js";
import type { PlanType } from "./plan.js";
import { classBytes, Pool, type Slot } from "./pool.js";
import { deviceBytes, wholeWords } from "./layout.js";
import { collected, Storage } from "./storage.js";

const LOSS_NOTICE_MS = 500;
const MOST_LATENCY_MS = 120;

/**
 * One GPUDevice and all that is cached on it. A lost device takes its session with it; `Device` then starts another.
 */
export class Session {
  readonly pool: Pool;
  readonly pipelines: Pipelines;
  /** Why the device is gone, once it is. */
  lost: DeviceError | undefined;
  /** Resolves when `lost` is set. */
  readonly ended: Promise<DeviceError>;
  /** After how many milliseconds a page hears of what took no time. Some browsers look ten times a second. */
  latency = 0;

  readonly #uploads = new WeakMap<object, Storage>();
  readonly #scratch = new Map<string, Scratch>();

  constructor(
    readonly gpu: GPUDevice,
    readonly counters: Counters,
    onLost: (error: DeviceError) => void,
  ) {
    this.pool = new Pool(gpu, counters);
    this.pipelines = new Pipelines(gpu, counters);
    this.ended = gpu.lost.then(({ reason, message }) => {
      const because = reason === "destroyed" ? "it was destroyed" : message || "no reason was given";
      this.lost = new DeviceError("lost", `The GPU device was lost: ${because.replace(/\.$/, "")}.`);
      this.pool.close();
      onLost(this.lost);
      return this.lost;
    });
  }

  /** The loss of the device, if it is lost or about to be: devices report errors of other kinds just before. */
  lossSoon(): Promise<DeviceError | undefined> {
    const notice = new Promise<undefined>((resolve) => setTimeout(resolve, LOSS_NOTICE_MS, undefined));
    return Promise.race([this.ended, notice]);
  }

  /** Finds out about the latency, which is known when this resolves. */
  async measureLatency(): Promise<void> {
    const { queue } = this.gpu;
    try {
      await queue.onSubmittedWorkDone();
      // From the moment at which the browser has looked to the next one.
      const start = performance.now();
      await queue.onSubmittedWorkDone();
      this.latency = Math.min(performance.now() - start, MOST_LATENCY_MS);
    } catch {
      // A lost device has no work to be done.
    }
  }

  submit(encoder: GPUCommandEncoder): void {
    this.counters.submits++;
    this.gpu.queue.submit([encoder.finish()]);
  }

  /**
   * Runs synchronous GPU work and says later what was invalid about it. Costs a round trip, so it is not for every call.
   */
  scoped(work: () => void): Promise<GPUError | null> {
    let invalid: Promise<GPUError | null>;
    this.gpu.pushErrorScope("validation");
    try {
      work();
    } finally {
      invalid = this.gpu.popErrorScope().catch(() => null);
    }
    return invalid;
  }

  /** Where the device copy of host data lives: one for each `identity`, for as long as that object lives. */
  uploaded(identity: object, type: PlanType): Storage {
    let storage = this.#uploads.get(identity);
    if (!storage) {
      storage = new Storage(wholeWords(deviceBytes(type)));
      this.#uploads.set(identity, storage);
      collected.register(identity, storage);
    }
    return storage;
  }

  /**
   * Working memory that plans share, since their calls run one after the other: the `ordinal`-th buffer of a size.
   * A plan always gets the same ones, so its bind groups stay valid.
   */
  scratch(bytes: number, ordinal: number): Scratch {
    const key = `${classBytes(bytes)} ${ordinal}`;
    let scratch = this.#scratch.get(key);
    if (!scratch || scratch.slot.broken) {
      scratch = new Scratch(this.pool.acquire(bytes), (dropped) => this.#forget(key, dropped));
      this.#scratch.set(key, scratch);
    }
    scratch.users++;
    return scratch;
  }

  #forget(key: string, dropped: Scratch): void {
    if (this.#scratch.get(key) === dropped) this.#scratch.delete(key);
  }
}

/** A buffer shared by plans; goes back to the pool with the last of them. */
class Scratch {
  users = 0;

  constructor(
    readonly slot: Slot,
    readonly forget: (self: Scratch) => void,
  ) {}

  drop(): void {
    if (--this.users > 0) return;
    this.forget(this);
    this.slot.pool.release(this.slot);
  }
}
