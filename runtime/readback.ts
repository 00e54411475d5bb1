import { DeviceError } from "./error.js";
import type { JobQueue } from "./job.js";
import type { Slot } from "./pool.js";
import type { Session } from "./session.js";
import type { Storage } from "./storage.js";

const MAP_READ = 0x1;
// Staging memory stays; more at once would not be faster.
const LARGEST_BATCH = 2 ** 26;

interface Request {
  readonly storage: Storage;
  readonly resolve: (bytes: Uint8Array<ArrayBuffer>) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Brings values to the host. Reads that are asked for together (before the next microtask) share one staging buffer,
 * one submit and one round trip.
 */
export class Readback {
  readonly #queue: JobQueue;
  readonly #pending = new Set<Request>();
  #batch: Request[] = [];

  constructor(queue: JobQueue) {
    this.#queue = queue;
  }

  /** The value's bytes in device layout; the storage keeps them too. */
  read(storage: Storage): Promise<Uint8Array<ArrayBuffer>> {
    storage.pin();
    return new Promise((resolve, reject) => {
      const request = { storage, resolve, reject };
      this.#pending.add(request);
      this.#batch.push(request);
      if (this.#batch.length === 1) queueMicrotask(() => this.#flush());
    });
  }

  /** Rejects every read that has been asked for and not answered. */
  fail(error: DeviceError): void {
    for (const request of this.#pending) this.#reject(request, request.storage.error ?? error);
  }

  /** Rejects them for an error of which nobody knows to what it belongs. */
  async suspect(session: Session, error: DeviceError): Promise<void> {
    const requests = [...this.#pending];
    this.#pending.clear();
    const lost = await session.lossSoon();
    for (const { storage, reject } of requests) reject(lost ?? storage.error ?? error);
  }

  // A value that is there already need not wait for calls that are still compiling.
  #flush(): void {
    const batch = this.#batch;
    this.#batch = [];
    const isComputed = ({ storage }: Request) => storage.slot !== undefined;
    const now = batch.filter(isComputed);
    const later = batch.filter((request) => !isComputed(request));
    this.#copyAll(this.#queue.session, now);
    if (later.length === 0) return;
    this.#queue.enqueue({
      blocker: () => undefined,
      run: (session) => void this.#copyAll(session, later),
      fail: (error) => this.#dismiss(later, error),
    });
  }

  #dismiss(batch: readonly Request[], error: DeviceError): void {
    for (const request of batch) {
      this.#reject(request, error);
      request.storage.unpin();
    }
  }

  #copyAll(session: Session, batch: readonly Request[]): void {
    const unsure = batch.filter(({ storage }) => storage.check !== undefined);
    const sure = batch.filter(({ storage }) => storage.check === undefined);
    this.#copyInParts(
      session,
      sure.filter((request) => this.#isReadable(request, session)),
    );
    for (const { storage } of sure) storage.unpin();
    if (unsure.length === 0) return;
    void Promise.all(unsure.map(async ({ storage }) => storage.check)).then(() =>
      this.#copyAll(session, unsure),
    );
  }

  #copyInParts(session: Session, batch: readonly Request[]): void {
    let part: Request[] = [];
    let bytes = 0;
    for (const request of batch) {
      if (bytes + request.storage.bytes > LARGEST_BATCH) {
        this.#copy(session, part, bytes);
        part = [];
        bytes = 0;
      }
      part.push(request);
      bytes += request.storage.bytes;
    }
    this.#copy(session, part, bytes);
  }

  #copy(session: Session, batch: readonly Request[], bytes: number): void {
    if (batch.length === 0) return;
    const staging = session.pool.acquireStaging(bytes);
    const encoder = session.gpu.createCommandEncoder();
    let offset = 0;
    for (const { storage } of batch) {
      encoder.copyBufferToBuffer(storage.slot!.buffer, 0, staging.buffer, offset, storage.bytes);
      offset += storage.bytes;
    }
    session.submit(encoder);
    session.counters.readbacks += batch.length;
    staging.buffer.mapAsync(MAP_READ, 0, bytes).then(
      () => this.#deliver(staging, bytes, batch),
      (reason: Error) => this.#mapFailed(session, staging, reason, batch),
    );
  }

  #isReadable(request: Request, session: Session): boolean {
    const { storage } = request;
    if (!this.#pending.has(request)) return false;
    if (storage.error) this.#reject(request, storage.error);
    else if (storage.host) this.#resolve(request, storage.host);
    else if (storage.slot?.pool !== session.pool) this.#reject(request, gone());
    else return true;
    return false;
  }

  #deliver(staging: Slot, total: number, batch: readonly Request[]): void {
    const bytes = new Uint8Array(staging.buffer.getMappedRange(0, total));
    let offset = 0;
    for (const request of batch) {
      const { storage } = request;
      storage.host = bytes.slice(offset, (offset += storage.bytes));
      if (storage.slot) storage.slot.pool.offer(storage);
      this.#resolve(request, storage.host);
    }
    staging.buffer.unmap();
    staging.pool.release(staging);
  }

  // Mapping fails for no reason but no memory or a lost device.
  async #mapFailed(session: Session, staging: Slot, reason: Error, batch: readonly Request[]): Promise<void> {
    const known = (await staging.made) ?? (await session.lossSoon());
    const error = known ?? new DeviceError("validation", `A result could not be read: ${reason.message}`);
    staging.broken = true;
    staging.pool.release(staging);
    for (const request of batch) this.#reject(request, error);
  }

  #resolve(request: Request, bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#pending.delete(request)) request.resolve(bytes);
  }

  #reject(request: Request, error: Error): void {
    this.#pending.delete(request);
    request.reject(error);
  }
}

/** For a value that was on a device which has been lost since. */
export const gone = (): DeviceError =>
  new DeviceError("lost", "This value was on a GPU device that has been lost. Compute it again.");
