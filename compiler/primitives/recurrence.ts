/** First-order linear recurrences, which the derivatives of running folds are. */

import { sameShape, showShape } from "../ir/arrayType.js";
import { isFloating } from "../ir/dtype.js";
import { TypeError, ValueError } from "../ir/errors.js";
import * as expr from "../ir/expression.js";
import type { Primitive } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { add, addTangents, mul } from "./arithmetic.js";
import { fullLike } from "./elementwise.js";
import { cutIntoBlocks, type Direction, isCut, isFirst, runInKernel, runOnHost, shift } from "./running.js";
import { select } from "./select.js";
import { broadcastLeading } from "./views.js";

/** yᵢ = aᵢ yᵢ₋₁ + bᵢ along an axis, where y₋₁ is 0. */
export const linearRecurrenceP: Primitive<Direction> = {
  name: "linear_recurrence",
  type([a, b], { axis }) {
    if (!sameShape(a.shape, b.shape) || a.dtype !== b.dtype || !isFloating(a.dtype))
      throw new TypeError(
        `linear_recurrence needs floats of one shape and dtype, got ${a.toString()}, ${b.toString()}.`,
      );
    if (axis < 0 || axis >= a.ndim)
      throw new ValueError(`axis ${axis} is out of bounds for array of shape ${showShape(a.shape)}`);
    return [b.with({ weakType: a.weakType && b.weakType })];
  },
  evaluate: ([a, b], params) => [runOnHost(b, params, 0, (before, i) => a.values[i] * before + b.values[i])],
  lowering: {
    kind: "choose",
    choose: ([a], { axis }, lanes) =>
      isCut(a, axis, lanes)
        ? { kind: "expand", expand: ([x, y], params) => [runInBlocks(x, y, params, lanes)] }
        : runInKernel(0, (before, [x, y]) => expr.add(expr.mul(x, before), y)),
  },
  batch([a, b], [isA, isB], size, { axis, reverse }) {
    const inputs = [isA ? a : broadcastLeading(a, size), isB ? b : broadcastLeading(b, size)];
    return {
      outputs: [linearRecurrence(inputs[0], inputs[1], { axis: axis + 1, reverse })],
      batched: [true],
    };
  },
  jvp([a, b], [s, t], params) {
    const out = linearRecurrence(a, b, params);
    const rise = s && mul(s, shift(out, params, 0));
    const sum = rise && t ? addTangents(rise, t) : (rise ?? t);
    return { primals: [out], tangents: [sum && linearRecurrence(a, sum, params)] };
  },
  transpose([ct], [a, b], _, { axis, reverse }) {
    if (b !== null || !a) throw new TypeError("linear_recurrence is not linear in its coefficients");
    const back = { axis, reverse: !reverse };
    return [null, ct && linearRecurrence(shift(a, back, 0), ct, back)];
  },
};

/** Within blocks, and then from the end of each block to that of the next. */
function runInBlocks(a: Value, b: Value, direction: Direction, lanes: number): Value {
  const blocks = cutIntoBlocks(a, direction, lanes);
  const [factors, terms] = [blocks.cut(a, 1), blocks.cut(b, 0)];
  const inBlocks = linearRecurrence(factors, terms, blocks.within);
  const products = linearRecurrence(factors, onlyFirst(factors, blocks.within), blocks.within);
  const ends = linearRecurrence(blocks.last(products), blocks.last(inBlocks), direction);
  return blocks.joined(add(mul(products, blocks.spread(shift(ends, direction, 0))), inBlocks));
}

/** The first element of each row, and zeros. */
function onlyFirst(x: Value, direction: Direction): Value {
  return select(isFirst(x, direction), x, fullLike(x, 0));
}

export function linearRecurrence(a: Value, b: Value, direction: Direction): Value {
  return bind1(linearRecurrenceP, [a, b], direction);
}
