// For the declarations: users whose `lib` is older have no Symbol.dispose.
/// <reference lib="esnext.disposable" preserve="true" />

import type { ArrayType } from "../ir/arrayType.js";
import type { DType } from "../ir/dtype.js";

/** An object that can be taken for an array, such as one of a script's NumPy, has a method of this name that makes it one. */
export const arrayForm = Symbol("array form");

interface HasArrayForm {
  [arrayForm](): Value;
}

export function hasArrayForm(x: unknown): x is HasArrayForm {
  return typeof x === "object" && x !== null && arrayForm in x;
}

/**
 * What users hold and pass: an array on the host, an array on the device, or a traced stand-in for one (a tracer).
 * The arithmetic methods (`x.add(y)`, `x.sum()` …) are declared and defined in `numpy/methods.ts`.
 */
export abstract class Value {
  abstract readonly type: ArrayType;

  get shape(): readonly number[] {
    return this.type.shape;
  }
  get dtype(): DType {
    return this.type.dtype;
  }
  get ndim(): number {
    return this.type.ndim;
  }
  get size(): number {
    return this.type.size;
  }
  /** Whether the array stands for a bare number, which takes the dtype of what it meets. */
  get weakType(): boolean {
    return this.type.weakType;
  }

  /** The elements, row-major. A traced array has none: that is a TracerArrayConversionError. */
  abstract data(): Promise<HostData>;

  /** The same array in JavaScript memory, where `item`, `tolist` and printing work. One that is not on a device is itself. */
  async toHost(): Promise<Value> {
    return this;
  }

  /** Frees the memory of an array on a device at once; elsewhere there is nothing to free. `using y = f(x)` does so too. */
  dispose(): void {
    // Collected like everything in JavaScript.
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** The single element of an array on the host. Throws a TypeError unless there is exactly one. */
  abstract item(): number | boolean;

  /** Nested lists of the elements of an array on the host; a number for a scalar. */
  abstract tolist(): unknown;

  /** As NumPy prints it, where there is something to print. */
  abstract toString(): string;

  /** Use as a number (`x > 0`, `Number(x)`, `x * 2` in plain JavaScript), or as text (`${x}`). */
  abstract [Symbol.toPrimitive](hint: string): number | boolean | string;
}

/**
 * Elements in row-major order: Float32Array for both float types (float16 values are rounded to float16),
 * Float64Array for all of 64 bits, the array of its name for an integer, and Uint8Array (0 or 1) for bool. float0 has no elements.
 */
export type HostData =
  | Float64Array | Float32Array
  | Int32Array | Int16Array | Int8Array
  | Uint32Array | Uint16Array | Uint8Array; // prettier-ignore

/** What devices can hold. */
export type DeviceData = Float32Array | Int32Array | Uint32Array | Uint8Array;

/** Keys of random numbers (`random.KeyArray`): an array to users; transformations see the words. */
export interface Keys {
  readonly dtype: `key<${string}>`;
  readonly words: Value;
}

/**
 * Whatever is accepted where an array is: an array, a number, a boolean, a bigint (an integer), a typed array, nested lists.
 */
export type ArrayLike = Value | Scalar | TypedArray | NestedList;
export type Scalar = number | boolean | bigint;
export type TypedArray =
  Float32Array | Float64Array | Int32Array | Uint32Array | Int8Array | Uint8Array | Int16Array | Uint16Array;
type NestedList = readonly (ArrayLike | NestedList)[];
