/** What the generated tests run: primitives with inputs to try them on. */

import { ArrayType, sizeOf } from "../../compiler/ir/arrayType.js";
import type { DType } from "../../compiler/ir/dtype.js";
import { allocate, HostArray, toElement } from "../../compiler/trace/hostArray.js";
import type { Primitive } from "../../compiler/trace/primitive.js";

export type Random = () => number;

export interface Sample {
  readonly primitive: Primitive;
  /** Inputs that belong together. The same generator gives the same inputs. */
  make(rng: Random): { inputs: HostArray[]; params: unknown };
  /**
   * How far the host, a kernel and a staged program may differ, relative to 1 and to the value. Without it: not at all.
   */
  readonly tolerance?: number;
  /** Whether derivatives are compared with differences. Not at jumps and where the function ends. */
  readonly differentiable?: boolean;
  /** Said beside the primitive's name where a test fails. */
  readonly about?: string;
}

/** An array of these elements, row-major. */
export function arrayOf(dtype: DType, shape: readonly number[], element: (i: number) => number): HostArray {
  const values = allocate(dtype, sizeOf(shape));
  for (let i = 0; i < values.length; i++) values[i] = toElement(dtype, element(i));
  return new HostArray(new ArrayType(dtype, shape), values);
}

/** An array of numbers between `low` and `high`; whole ones for integers, either one for bool. */
export function randomArray(
  rng: Random,
  dtype: DType,
  shape: readonly number[],
  low = -2,
  high = 2,
): HostArray {
  if (dtype === "bool") return arrayOf(dtype, shape, () => (rng() < 0.5 ? 0 : 1));
  const isWhole = dtype === "int32" || dtype === "uint32";
  return arrayOf(dtype, shape, () => {
    const x = low + (high - low) * rng();
    return isWhole ? Math.round(x) : x;
  });
}
