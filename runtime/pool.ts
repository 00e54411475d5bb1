/**
 * Buffers of one device, by size class.
 *
 * Memory policy:
 * - A buffer that nobody holds any more goes back to its class and serves the next value of that class. Work that
 *   still reads it was submitted earlier, and the queue runs in order, so reuse never waits.
 * - Before a new buffer is made, one is *stolen* from a value that can be restored: a value that has been read (its
 *   host copy is kept), or an upload that has been idle for a while (its data come again with the next call). A loop
 *   `y = f(x); await y.read()` thereby runs in constant memory although nothing in it is ever disposed.
 * - Free buffers that were of no use for many calls are destroyed, also when a new one is about to be made:
 *   memory grows only there.
 */

import type { Counters } from "./counters.js";
import { DeviceError } from "./error.js";

/** A GPU buffer in use or free. Never smaller than what it was asked for, which is what its class is for. */
export interface Slot {
  readonly id: number;
  readonly buffer: GPUBuffer;
  readonly bytes: number;
  readonly pool: Pool;
  /** Where it goes when it is released. */
  readonly free: Slot[];
  /** Call count at which it was released. */
  freedAt: number;
  /** While it is not known whether the device could make the buffer: resolves, to the error or nothing. */
  made?: Promise<DeviceError | undefined>;
  /** The device could not make it, or not map it. */
  broken?: boolean;
}

/** What holds a slot and may be asked to give it up. */
export interface Holder {
  readonly slot: Slot | undefined;
  canGiveUp(callCount: number): boolean;
  yield(): Slot | undefined;
}

// GPUBufferUsage is not global in Node.
const MAP_READ = 0x1;
const COPY_SRC = 0x4;
const COPY_DST = 0x8;
const STORAGE = 0x80;

const SMALLEST_CLASS = 256;
const IDLE_CALLS_BEFORE_DESTROYED = 256;

/**
 * Size of the smallest class that holds `bytes`: four classes for each power of two, so at most a quarter is unused.
 */
export function classBytes(bytes: number): number {
  if (bytes <= SMALLEST_CLASS) return SMALLEST_CLASS;
  const step = 2 ** (Math.ceil(Math.log2(bytes)) - 3);
  return Math.ceil(bytes / step) * step;
}

export class Pool {
  /** Calls run on this device; the measure of idleness. */
  callCount = 0;
  readonly #gpu: GPUDevice;
  readonly #counters: Counters;
  readonly #free = new Map<number, Slot[]>();
  readonly #freeStaging = new Map<number, Slot[]>();
  readonly #holders = new Map<number, Set<Holder>>();
  readonly #largest: number;
  #nextId = 0;
  #closed = false;

  constructor(gpu: GPUDevice, counters: Counters) {
    this.#gpu = gpu;
    this.#counters = counters;
    this.#largest = gpu.limits.maxBufferSize;
  }

  /** The device is gone, and all its buffers with it. */
  close(): void {
    this.#closed = true;
    this.#counters.bytesLive = this.#counters.bytesPooled = 0;
  }

  /** A buffer of at least `bytes`, with arbitrary content. */
  acquire(bytes: number): Slot {
    const size = Math.min(classBytes(bytes), this.#largest);
    const free = entry(this.#free, size, newList);
    return this.#reuse(free) ?? this.#steal(size) ?? this.#create(size, STORAGE | COPY_SRC | COPY_DST, free);
  }

  /** An unmapped buffer to read through; release it unmapped. */
  acquireStaging(bytes: number): Slot {
    const size = Math.min(classBytes(bytes), this.#largest);
    const free = entry(this.#freeStaging, size, newList);
    return this.#reuse(free) ?? this.#create(size, MAP_READ | COPY_DST, free);
  }

  release(slot: Slot): void {
    if (this.#closed) return;
    this.#counters.bytesLive -= slot.bytes;
    if (slot.broken) return;
    this.#counters.bytesPooled += slot.bytes;
    slot.freedAt = this.callCount;
    slot.free.push(slot);
  }

  write(slot: Slot, data: Uint8Array<ArrayBuffer>): void {
    this.#counters.uploads++;
    this.#counters.bytesUploaded += data.length;
    // A failure to make the buffer is reported once, by `made`.
    if (slot.made) this.#gpu.pushErrorScope("validation");
    this.#gpu.queue.writeBuffer(slot.buffer, 0, data);
    if (slot.made) this.#gpu.popErrorScope().catch(() => null);
  }

  /**
   * Remembers a holder whose slot may be stolen when `canGiveUp` says so. Only the holder is kept alive by this, so it
   * must not be an object that the user sees.
   */
  offer(holder: Holder): void {
    entry(this.#holders, holder.slot!.bytes, newSet).add(holder);
  }

  withdraw(holder: Holder): void {
    this.#holders.get(holder.slot!.bytes)?.delete(holder);
  }

  #reuse(free: Slot[]): Slot | undefined {
    const slot = free.pop();
    if (!slot) return undefined;
    this.#counters.bytesPooled -= slot.bytes;
    this.#counters.bytesLive += slot.bytes;
    return slot;
  }

  #steal(size: number): Slot | undefined {
    for (const holder of this.#holders.get(size) ?? []) {
      if (holder.canGiveUp(this.callCount)) return holder.yield();
    }
    return undefined;
  }

  #create(size: number, usage: GPUBufferUsageFlags, free: Slot[]): Slot {
    this.#destroyIdle(IDLE_CALLS_BEFORE_DESTROYED);
    this.#gpu.pushErrorScope("out-of-memory");
    const buffer = this.#gpu.createBuffer({ size, usage });
    const slot: Slot = { id: this.#nextId++, buffer, bytes: size, pool: this, free, freedAt: 0 };
    slot.made = this.#gpu.popErrorScope().then(
      (error) => this.#created(slot, error),
      () => undefined,
    );
    this.#countNew(size);
    return slot;
  }

  #countNew(size: number): void {
    const counters = this.#counters;
    counters.buffersCreated++;
    counters.bytesCreated += size;
    counters.bytesLive += size;
    counters.bytesPeak = Math.max(counters.bytesPeak, counters.bytesLive + counters.bytesPooled);
  }

  #created(slot: Slot, error: GPUError | null): DeviceError | undefined {
    slot.made = undefined;
    if (!error) return undefined;
    slot.broken = true;
    this.#destroyIdle(0);
    return new DeviceError(
      "out-of-memory",
      `The device could not make a buffer of ${slot.bytes} bytes (${this.#counters.bytesLive} bytes are held): ` +
        `${error.message}. Free buffers have been given back; dispose of large arrays, or call with smaller ones.`,
    );
  }

  #destroyIdle(calls: number): void {
    for (const free of [...this.#free.values(), ...this.#freeStaging.values()]) {
      // Those released first stand first.
      while (free.length > 0 && this.callCount - free[0].freedAt >= calls) {
        const slot = free.shift()!;
        slot.buffer.destroy();
        this.#counters.bytesPooled -= slot.bytes;
      }
    }
  }
}

const newList = (): Slot[] => [];
const newSet = (): Set<Holder> => new Set();

function entry<V>(map: Map<number, V>, key: number, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
