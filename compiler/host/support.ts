/** What generated code and closures call. */

import { hostFunctions } from "../../shaders/index.js";
import { roundToFloat16 } from "../ir/float16.js";
import { operators64, wholeInt64, wholeUint64 } from "../ir/int64.js";
import { wideMath } from "../primitives/wideMath.js";
import { spendTurns } from "../trace/executor.js";
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
  /** To integers of 64 bits, toward zero; throws beyond 2^53. */
  toI64(x: number): number;
  toU64(x: number): number;
  readonly on64: typeof operators64;
  /** The same 32 bits as a value of another type. */
  bitsF32(x: number): number;
  bitsI32(x: number, isFromFloat: boolean): number;
  bitsU32(x: number, isFromFloat: boolean): number;
  /** Loops have taken so many turns. Throws what ends them. */
  spendTurns(turns: number): void;
}

const float = new Float32Array(1);
const word = new Int32Array(float.buffer);

function bitsI32(x: number, isFromFloat: boolean): number {
  if (!isFromFloat) return x | 0;
  float[0] = x;
  return word[0];
}

export const support: Support = {
  math: { ...hostFunctions, ...wideMath } as unknown as MathFunctions,
  half: roundToFloat16,
  toI32: (x) => Math.min(Math.max(x, -(2 ** 31)), 2 ** 31 - 1) | 0,
  toI64: wholeInt64,
  toU64: wholeUint64,
  on64: operators64,
  toU32: (x) => Math.min(Math.max(x, 0), 2 ** 32 - 1) >>> 0,
  bitsF32: (x) => {
    word[0] = x;
    return float[0];
  },
  bitsI32,
  bitsU32: (x, isFromFloat) => bitsI32(x, isFromFloat) >>> 0,
  spendTurns,
};
