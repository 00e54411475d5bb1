import type { ArrayType } from "../ir/arrayType.js";
import { ConcretizationTypeError } from "../ir/errors.js";
import { fromHeld, HostArray, type HostData } from "../trace/hostArray.js";
import { Value } from "../trace/value.js";
import type { DeviceBuffer } from "../../runtime/index.js";

/** A scalar int32 on the device, and the error if it is not 0. */
interface DeviceCheck {
  readonly count: DeviceBuffer;
  error(count: number): Error;
}

/**
 * An array in the memory of a WebGPU device: what a compiled function gives there. Its elements can be awaited, not
 * looked at. Its memory is freed when it is garbage collected, or sooner by `dispose`.
 */
export class DeviceArray extends Value {
  constructor(
    readonly type: ArrayType,
    /** The runtime's handle. */
    readonly buffer: DeviceBuffer,
    /** What must be 0 for the value to be good, of all that it was made from. */
    readonly checks: readonly DeviceCheck[] = [],
  ) {
    super();
  }

  /**
   * The elements, row-major: a Float32Array for floats, the array of its name for an integer, or a Uint8Array of 0 and 1 for bool.
   * Rejects with a DeviceError if the device failed to compute them, and with a LoopBoundReached if a loop had not finished.
   */
  async data(): Promise<HostData> {
    // Read together: that is one round trip.
    const counts = this.checks.map(({ count }) => count.read());
    const [values, ...found] = await Promise.all([this.buffer.read(), ...counts]);
    found.forEach(([n], i) => {
      if (n > 0) throw this.checks[i].error(n);
    });
    return fromHeld(this.dtype, values);
  }

  /** The same array in JavaScript memory, where `item`, `tolist` and printing work. */
  override async toHost(): Promise<HostArray> {
    return new HostArray(this.type, await this.data());
  }

  /** Frees the memory. Reads and calls that were made before still get the value. */
  override dispose(): void {
    this.buffer.dispose();
  }

  item(): never {
    throw this.notHere();
  }

  tolist(): never {
    throw this.notHere();
  }

  [Symbol.toPrimitive](hint: string): string {
    if (hint === "string") return this.toString();
    throw this.notHere();
  }

  private notHere(): ConcretizationTypeError {
    return new ConcretizationTypeError(
      `The value of an array on the device (${this.type.toLongString()}) cannot be looked at synchronously: ` +
        `await x.data() (or await x.toHost()) first.`,
    );
  }

  override toString(): string {
    return `DeviceArray(${this.type.toLongString()})`;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }
}
