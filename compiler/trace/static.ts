/** Numbers that a program is built by and does not compute with: lengths, axes, counts. They may be given as arrays. */

import { concretizationError, Tracer } from "./tracer.js";
import { Value } from "./value.js";

/** Whether the value of a number is not known while a program is built. */
export function isTraced(x: unknown): x is Tracer {
  return x instanceof Tracer && x.concrete() === undefined;
}

/** A number that must be known. `what` names it for the error, which a traced one is: "the axis argument". */
export function staticNumber(x: number | Value, what: string): number {
  if (isTraced(x)) throw concretizationError(x, `${what} must be known statically`);
  return x instanceof Value ? Number(x.item()) : x;
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
