/** Numbers that a program is built by and does not compute with: lengths, axes, counts. They may be given as arrays. */

import { isInteger } from "../ir/dtype.js";
import { TracerIntegerConversionError, TypeError } from "../ir/errors.js";
import { concretizationError, Tracer } from "./tracer.js";
import { Value } from "./value.js";

/** Whether the value of a number is not known while a program is built. */
export function isTraced(x: unknown): x is Tracer {
  return x instanceof Tracer && x.concrete() === undefined;
}

/** A number that must be known. `what` names it for the error, which a traced one is: "the axis argument". */
export function staticNumber(x: number | Value, what: string): number {
  if (isTraced(x))
    throw concretizationError(x, `${what[0].toUpperCase()}${what.slice(1)} must be known statically.`);
  return x instanceof Value ? Number(x.item()) : x;
}

/**
 * The integer that an array is, where Python wants one: `list[x]`, `range(x)`. Throws a TracerIntegerConversionError if it is
 * traced, and a TypeError if it is no integer.
 */
export function integerOf(x: Value): number {
  const value = x instanceof Tracer ? x.concrete() : x;
  if (!isInteger(x.dtype) || x.ndim > 0)
    throw new TypeError("Only integer scalar arrays can be converted to a scalar index.");
  if (value) return Number(value.item());
  throw new TracerIntegerConversionError(
    `The __index__() method was called on traced array with shape ${x.type.toLongString()}`,
    { origin: (x as Tracer).origin() },
  );
}

/** One such number or several, as a list. */
export function staticNumbers(x: number | readonly number[] | Value, what: string): number[] {
  return listed(x).map((one) => staticNumber(one, what));
}

/** One number or several, as a list. */
export function listed<T>(x: T | readonly T[] | Value): (T | Value)[] {
  if (x instanceof Value) return x.ndim === 0 ? [x] : [...(x as unknown as Iterable<Value>)];
  return typeof x === "object" && x !== null ? [...(x as readonly T[])] : [x];
}
