/** What generated code and closures call. */

import { hostFunctions } from "../../shaders/index.js";
import { roundToFloat16 } from "../ir/float16.js";
import type { HostData } from "../trace/hostArray.js";

/** Runs a kernel on its buffers, in the order in which the kernel lists them. */
export type KernelFunction = (buffers: HostData[]) => void;

/** The host's twins of the shader functions. Those of booleans take and give JavaScript booleans. */
type MathFunctions = Readonly<Record<string, (...args: number[]) => number>>;

export interface Support {
  readonly math: MathFunctions;
  /** To float16. */
  half(x: number): number;
  /** To integers, toward zero, within the range of the type. */
  toI32(x: number): number;
  toU32(x: number): number;
  /** The same 32 bits as a value of another type. */
  bitsF32(x: number): number;
  bitsI32(x: number, isFromFloat: boolean): number;
  bitsU32(x: number, isFromFloat: boolean): number;
}

const float = new Float32Array(1);
const word = new Int32Array(float.buffer);

function bitsI32(x: number, isFromFloat: boolean): number {
  if (!isFromFloat) return x | 0;
  float[0] = x;
  return word[0];
}

export const support: Support = {
  math: hostFunctions as unknown as MathFunctions,
  half: roundToFloat16,
  toI32: (x) => Math.min(Math.max(x, -(2 ** 31)), 2 ** 31 - 1) | 0,
  toU32: (x) => Math.min(Math.max(x, 0), 2 ** 32 - 1) >>> 0,
  bitsF32: (x) => {
    word[0] = x;
    return float[0];
  },
  bitsI32,
  bitsU32: (x, isFromFloat) => bitsI32(x, isFromFloat) >>> 0,
};
