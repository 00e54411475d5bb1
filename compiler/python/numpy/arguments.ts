/** What arguments of NumPy's functions mean: those that are given, axes, and where a result goes. */

import { Tuple } from "../objects/containers.js";
import type { Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { toInt, toInts } from "./convert.js";
import { checkAxis, NdArray, reshape } from "./ndarray.js";
import { scalarIfFlat } from "./scalars.js";

export const given = (x: Value | undefined): x is Value => x !== undefined && x !== null;
export const axesOf = (axis: Value | undefined): number[] | undefined =>
  given(axis) ? toInts(axis) : undefined;

/** Where a result is to be written. */
export function deliver(result: NdArray, out: Value | undefined): Value {
  if (!given(out)) return scalarIfFlat(result);
  const target = out instanceof Tuple ? out.items[0] : out;
  if (!(target instanceof NdArray)) return fail("TypeError", "output must be an array");
  target.assign(result);
  return target;
}

export function axisOf(x: Value | undefined, a: NdArray, fallback: number): { a: NdArray; axis: number } {
  if (x === null) return { a: reshape(a, [-1]), axis: 0 };
  return { a, axis: checkAxis(x === undefined ? fallback : toInt(x), a.ndim) };
}
