/** Coordinates and positions: a position is the row-major number of an element in its array. */

import { type Expr, add, div, i32, mul, rem } from "../ir/expression.js";
import { stridesOf } from "../ir/arrayType.js";

export function flatten(index: readonly Expr[], shape: readonly number[]): Expr {
  const strides = stridesOf(shape);
  return index.reduce((position, x, axis) => add(position, mul(x, i32(strides[axis]))), i32(0));
}

/** A position beyond the end, as the last thread of a kernel may have, stays beyond the end. */
export function unflatten(position: Expr, shape: readonly number[]): Expr[] {
  const strides = stridesOf(shape);
  return shape.map((extent, axis) => {
    if (extent === 1) return i32(0);
    const quotient = div(position, i32(Math.max(strides[axis], 1)));
    const isOutermost = shape.slice(0, axis).every((outer) => outer === 1);
    return isOutermost ? quotient : rem(quotient, i32(Math.max(extent, 1)));
  });
}
