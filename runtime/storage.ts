import type { Holder, Pool, Slot } from "./pool.js";

// For how many calls a restorable value keeps its buffer, by its uses as an argument: a result that was read is likely
// done with, an upload that was used once is likely one of a stream of batches, one used again is likely a weight.
const CALLS_KEPT = [-1, 4, 256] as const;

/**
 * Where one value lives: in a slot on the device, as bytes on the host, or both. Several handles may share it (a plan
 * may hand an argument back), and calls that wait to run pin it.
 */
export class Storage implements Holder {
  slot: Slot | undefined;
  /** The whole value in device layout. Never written to once set. */
  host: Uint8Array<ArrayBuffer> | undefined;
  /** Why there is no value. */
  error: Error | undefined;
  /** Resolves when it is known whether the work that makes the value was valid; `error` is then set if not. */
  check: Promise<void> | undefined;

  #owners = 1;
  #pins = 0;
  #uses = 0;
  #lastUse = 0;

  /** @param bytes size in device layout, padded to whole words; 0 for an array without elements */
  constructor(
    readonly bytes: number,
    host?: Uint8Array<ArrayBuffer>,
  ) {
    this.host = host;
  }

  /** Nothing but the one call that now runs needs the value: its slot may become a result's. */
  get isLastUse(): boolean {
    return this.#owners === 0 && this.#pins === 1;
  }

  /**
   * The buffer on that device, to be used as an argument; filled with what `restore` gives if the value is not there.
   */
  locate(pool: Pool, restore: () => Uint8Array<ArrayBuffer> | undefined): Slot | undefined {
    this.#uses++;
    this.#lastUse = pool.callCount;
    return this.send(pool, restore);
  }

  /** Does the same ahead of the use. To be pinned until then: what was never used is the first to be given up. */
  send(pool: Pool, restore: () => Uint8Array<ArrayBuffer> | undefined): Slot | undefined {
    if (this.slot?.pool === pool && !this.slot.broken) return this.slot;
    const data = restore();
    return data && this.#fill(pool, data);
  }

  #fill(pool: Pool, data: Uint8Array<ArrayBuffer>): Slot {
    this.#release();
    this.slot = pool.acquire(this.bytes);
    pool.write(this.slot, data);
    pool.offer(this);
    return this.slot;
  }

  /** Gives the slot to another value. */
  yield(): Slot | undefined {
    const slot = this.slot;
    slot?.pool.withdraw(this);
    this.slot = undefined;
    return slot;
  }

  canGiveUp(callCount: number): boolean {
    const idle = callCount - this.#lastUse;
    return this.#pins === 0 && idle > CALLS_KEPT[Math.min(this.#uses, CALLS_KEPT.length - 1)];
  }

  pin(): void {
    this.#pins++;
  }

  unpin(): void {
    this.#pins--;
    this.#releaseUnused();
  }

  share(): this {
    this.#owners++;
    return this;
  }

  drop(): void {
    this.#owners--;
    this.#releaseUnused();
  }

  #release(): void {
    const slot = this.yield();
    slot?.pool.release(slot);
  }

  #releaseUnused(): void {
    if (this.#owners > 0 || this.#pins > 0) return;
    this.#release();
    this.host = undefined;
  }
}

/** Drops what a collected object held. */
export const collected = new FinalizationRegistry<{ drop(): void }>((held) => held.drop());
