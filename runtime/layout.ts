/**
 * How array elements lie in memory, on the host and on the device.
 *
 * | dtype   | host           | device                     |
 * |---------|----------------|----------------------------|
 * | float32 | Float32Array   | the same                   |
 * | int32   | Int32Array     | the same                   |
 * | uint32  | Uint32Array    | the same                   |
 * | bool    | Uint8Array     | one u32 (0 or 1) a value   |
 * | float16 | Float32Array   | two bytes a value          |
 * | float0  | Uint8Array (0) | nothing                    |
 */

import type { PlanDType, PlanType } from "./plan.js";

/** Array data as a user sees it. */
export type HostData = Float32Array | Int32Array | Uint32Array | Uint8Array;

const hostArrays = {
  float32: Float32Array,
  float16: Float32Array,
  int32: Int32Array,
  uint32: Uint32Array,
  bool: Uint8Array,
  float0: Uint8Array,
} as const;

const deviceElementBytes = { float32: 4, float16: 2, int32: 4, uint32: 4, bool: 4, float0: 0 } as const;

/** The typed array that holds values of a dtype on the host. */
export const hostArrayOf = (dtype: PlanDType) => hostArrays[dtype];

export const elementCount = (shape: readonly number[]): number => shape.reduce((n, d) => n * d, 1);

const nameOf = (data: unknown): string =>
  Array.isArray(data) ? "Array" : String((data as HostData)?.[Symbol.toStringTag] ?? typeof data);

/**
 * Whether data may be given for an array of a type. Arrays of another window's realm count, those in device layout, and
 * none for float0.
 */
export function arrayFits({ dtype, shape }: PlanType, data: HostData | Uint16Array): boolean {
  const name = nameOf(data);
  const isLaid =
    (dtype === "float16" && name === "Uint16Array") || (dtype === "bool" && name === "Uint32Array");
  if (!isLaid && name !== hostArrays[dtype].name) return false;
  return data.length === elementCount(shape) || (dtype === "float0" && data.length === 0);
}

/** What was given, for errors: "a Float64Array of 3 elements". */
export const arrayText = (data: HostData): string => {
  const length = (data as ArrayLike<number> | undefined)?.length;
  const name = nameOf(data);
  return (
    `${/^[aeio]/i.test(name) ? "an" : "a"} ${name}` + (length === undefined ? "" : ` of ${length} elements`)
  );
};

/** Bytes of an array on the device, without padding. */
export const deviceBytes = (type: PlanType): number =>
  elementCount(type.shape) * deviceElementBytes[type.dtype];

/** GPU copies and writes move whole words. */
export const wholeWords = (bytes: number): number => Math.ceil(bytes / 4) * 4;

/** Weak types do not differ once computed. */
export const isSameType = (a: PlanType, b: PlanType): boolean =>
  a.dtype === b.dtype && a.shape.length === b.shape.length && a.shape.every((d, i) => d === b.shape[i]);

/** "float32[2,3]", as errors show types. */
export const typeText = (type: PlanType): string => `${type.dtype}[${type.shape.join(",")}]`;

/**
 * Device bytes of host data, padded to whole words. Data that lies the same on both sides is not copied:
 * the result then shares memory with `data`. Float values are rounded to float16 to nearest, ties to even.
 * Data that is in device layout already (Uint16Array for float16, Uint32Array for bool) is taken as it is.
 */
export function toDevice(dtype: PlanDType, data: HostData | Uint16Array): Uint8Array<ArrayBuffer> {
  if (dtype === "float0") return new Uint8Array(0);
  let laid: ArrayBufferView = data;
  if (dtype === "bool" && data.BYTES_PER_ELEMENT === 1) laid = Uint32Array.from(data, (v) => (v ? 1 : 0));
  else if (dtype === "float16" && data.BYTES_PER_ELEMENT === 4) laid = Uint16Array.from(data, floatToHalf);
  const bytes = new Uint8Array(laid.buffer as ArrayBuffer, laid.byteOffset, laid.byteLength);
  return bytes.length % 4 === 0 ? bytes : padded(bytes);
}

function padded(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(wholeWords(bytes.length));
  whole.set(bytes);
  return whole;
}

/** Host data of device bytes. Always a fresh array. */
export function toHost(type: PlanType, bytes: Uint8Array): HostData {
  const count = elementCount(type.shape);
  const { buffer, byteOffset } = bytes;
  switch (type.dtype) {
    case "float32":
      return new Float32Array(buffer, byteOffset, count).slice();
    case "int32":
      return new Int32Array(buffer, byteOffset, count).slice();
    case "uint32":
      return new Uint32Array(buffer, byteOffset, count).slice();
    case "bool":
      return Uint8Array.from(new Uint32Array(buffer, byteOffset, count), (v) => (v ? 1 : 0));
    case "float16":
      return Float32Array.from(new Uint16Array(buffer, byteOffset, count), halfToFloat);
    case "float0":
      return new Uint8Array(count);
  }
}

// One word seen as float and as bits.
const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/**
 * The float16 nearest to a value (ties to even), as its 16 bits. Beyond 65504 + half a step it is infinite.
 * `Float16Array` would do this, but it is too new to count on.
 */
export function floatToHalf(value: number): number {
  float[0] = value;
  const sign = (bits[0] >>> 16) & 0x8000;
  const magnitude = bits[0] & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  if (magnitude < 0x38800000) return sign | subnormalHalf(magnitude);
  // Rebias the exponent by -112. Adding just under half a step, and one more when the kept part is odd, rounds.
  const odd = (magnitude >>> 13) & 1;
  return sign | ((magnitude - 0x38000000 + 0xfff + odd) >>> 13);
}

// Below 2^-14 halves are multiples of 2^-24, which is the step of float32 in [0.5, 1): adding 0.5 rounds to it.
function subnormalHalf(magnitude: number): number {
  bits[0] = magnitude;
  float[0] += 0.5;
  return bits[0] - 0x3f000000;
}

/** The value of a float16 given as its 16 bits; exact. */
export function halfToFloat(half: number): number {
  const exponent = (half >>> 10) & 31;
  const mantissa = half & 0x3ff;
  const sign = half & 0x8000 ? -1 : 1;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  if (exponent === 31) return mantissa ? NaN : sign * Infinity;
  bits[0] = ((exponent + 112) << 23) | (mantissa << 13);
  return sign * float[0];
}

/** Bytes of a base64 text, padded to whole words. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const characters = atob(text);
  const bytes = new Uint8Array(wholeWords(characters.length));
  for (let i = 0; i < characters.length; i++) bytes[i] = characters.charCodeAt(i);
  return bytes;
}
