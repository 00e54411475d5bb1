/** Rounding to integral values, and what is left of a number's size: all have derivative zero. */

import type { Primitive } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { callShader, elementwise, emitTest, floating, library, none, type NoParams } from "./elementwise.js";

const floorP: Primitive<NoParams> = elementwise({
  name: "floor",
  accepts: [floating],
  ...library("pb_floor"),
  jvp: "zero",
});
const ceilP: Primitive<NoParams> = elementwise({
  name: "ceil",
  accepts: [floating],
  ...library("pb_ceil"),
  jvp: "zero",
});

/** How halves are rounded, in the order of the numbers by which JAX's programs show it. */
const roundingMethods = ["awayFromZero", "toNearestEven"] as const;
export type RoundingMethod = (typeof roundingMethods)[number];

interface RoundParams {
  /** A position in `roundingMethods`. */
  readonly roundingMethod: number;
}

const roundNames = ["pb_round", "pb_round_even"] as const;

const roundP: Primitive<RoundParams> = elementwise<RoundParams>({
  name: "round",
  accepts: [floating],
  compute: (dtype, { roundingMethod }) => library(roundNames[roundingMethod]).compute(dtype, none),
  emit: ([x], _types, { roundingMethod }) => callShader(roundNames[roundingMethod], x),
  jvp: "zero",
});

const isFiniteP: Primitive<NoParams> = elementwise({
  name: "is_finite",
  accepts: [floating],
  dtype: () => "bool",
  compute: () => (x) => (Number.isFinite(x) ? 1 : 0),
  emit: ([x]) => emitTest("is_finite", x),
  jvp: "zero",
});

export const roundingPrimitives: readonly Primitive[] = [floorP, ceilP, roundP, isFiniteP];

/** The greatest integral value ≤ x. */
export const floor = (x: Value): Value => bind1(floorP, [x], none);
/** The least integral value ≥ x. */
export const ceil = (x: Value): Value => bind1(ceilP, [x], none);
/** The nearest integral value; halves away from zero, or to even. */
export function round(x: Value, roundingMethod: RoundingMethod = "awayFromZero"): Value {
  return bind1(roundP, [x], { roundingMethod: roundingMethods.indexOf(roundingMethod) });
}
/** Whether x is neither infinite nor NaN; bool. */
export const isFinite = (x: Value): Value => bind1(isFiniteP, [x], none);
