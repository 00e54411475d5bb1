/** What running folds have in common: how they run on the host, in one kernel, and in blocks of a long axis. */

import { type ArrayType, stridesOf } from "../ir/arrayType.js";
import { isFloating } from "../ir/dtype.js";
import { add, cast, type Expr, i32, literal, mul, sub } from "../ir/expression.js";
import { allocate, HostArray, toElement } from "../trace/hostArray.js";
import type { Lowering } from "../trace/primitive.js";
import type { Value } from "../trace/value.js";
import { indices } from "./axes.js";
import { eq } from "./comparison.js";
import { iota } from "./creation.js";
import { constantLike } from "./elementwise.js";
import { broadcastInDim, pad, type PaddingAxis, reshape, sliceInDim } from "./views.js";

export interface Direction {
  readonly axis: number;
  /** From the end of the axis to its start. */
  readonly reverse: boolean;
}

/** A result like x. `step` gives each element of it from the one before and the element's number. */
export function runOnHost(
  x: HostArray,
  { axis, reverse }: Direction,
  initial: number,
  step: (before: number, i: number) => number,
): HostArray {
  const values = allocate(x.dtype, x.size);
  const length = x.shape[axis];
  const stride = stridesOf(x.shape)[axis];
  const isInteger = !isFloating(x.dtype);
  for (let start = 0; start < values.length; start++) {
    if (Math.floor(start / stride) % length !== 0) continue;
    let folded = initial;
    for (let k = 0; k < length; k++) {
      const i = start + (reverse ? length - 1 - k : k) * stride;
      folded = step(folded, i);
      values[i] = isInteger ? folded : toElement(x.dtype, folded);
      if (isInteger) folded = values[i];
    }
  }
  return new HostArray(x.type, values);
}

/** Elements that a point folds in one turn, and stores together. */
const AT_ONCE = 4;

/**
 * One point for each row. float16 is folded in single precision. `inGroups`: the elements of a turn are folded among
 * each other first.
 */
export function runInKernel(
  initial: number,
  step: (before: Expr, elements: readonly Expr[]) => Expr,
  inGroups = false,
): Lowering<Direction> {
  return {
    kind: "steps",
    domain: ({ outputs: [{ shape }] }, { axis }) => shape.filter((_, i) => i !== axis),
    take(point, { read, store, repeat }, { inputs, outputs: [output], scalar }, { axis, reverse }) {
      const length = output.shape[axis];
      const type = scalar(output);
      const wide = type === "f16" ? "f32" : type;
      const take = (first: Expr, count: number, before: Expr): Expr => {
        let result = before;
        let group: Expr | undefined;
        for (let n = 0; n < count; n++) {
          const k = add(first, i32(n));
          const place = [
            ...point.slice(0, axis),
            reverse ? sub(i32(length - 1), k) : k,
            ...point.slice(axis),
          ];
          const elements = inputs.map((_, input) => cast(wide, read(input, place)));
          if (inGroups) {
            group = group ? step(group, elements) : elements[0];
            result = step(before, [group]);
          } else result = step(result, elements);
          store(0, place, cast(type, result));
        }
        return result;
      };
      const turns = Math.floor(length / AT_ONCE);
      const [before] = repeat(turns, [literal(wide, initial)], (turn, [carried]) => [
        take(mul(turn, i32(AT_ONCE)), AT_ONCE, carried),
      ]);
      take(i32(turns * AT_ONCE), length % AT_ONCE, before);
    },
  };
}

/** The array moved by one place along an axis (back in reverse), filled with a value. */
export function shift(x: Value, { axis, reverse }: Direction, fill: number): Value {
  const length = x.shape[axis];
  if (length === 0) return x;
  const range = reverse ? { start: 1 } : { limit: length - 1 };
  const config = indices(x.ndim).map((i): PaddingAxis => {
    if (i !== axis) return [0, 0, 0];
    return reverse ? [0, 1, 0] : [1, 0, 0];
  });
  return pad(sliceInDim(x, { ...range, axis }), constantLike(x, fill), config);
}

/** Which elements are the first of their rows. */
export function isFirst({ shape }: Value, { axis, reverse }: Direction): Value {
  const places = iota("int32", shape[axis]);
  const first = constantLike(places, reverse ? shape[axis] - 1 : 0);
  return broadcastInDim(eq(places, first), shape, [axis]);
}

/** How long axes are cut into blocks, which run side by side. */
interface Cutting {
  /** Rows at least this long are cut where there are fewer of them than this. */
  readonly long: number;
  readonly few: number;
  /** A block of an axis has about this many elements. */
  block(length: number): number;
}

/** With few lanes, a second pass over the data must pay. Its blocks are folded one after the other. */
const fewLanes: Cutting = { long: 2048, few: 256, block: (length) => Math.max(64, length / 1024) };
/** With many lanes, what takes time is what runs in order: blocks are short, and may be cut again. */
const manyLanes: Cutting = {
  long: 128,
  few: 8192,
  block: (length) => Math.min(Math.max(16, Math.sqrt(length)), 128),
};
const cuttingFor = (lanes: number): Cutting => (lanes > 1024 ? manyLanes : fewLanes);

/** Whether an axis is to be cut: a row for each point would leave a device idle. */
export function isCut({ shape, size }: ArrayType, axis: number, lanes: number): boolean {
  const { long, few } = cuttingFor(lanes);
  return shape[axis] >= long && size / shape[axis] < few;
}

/** An axis cut in two: blocks, and places within a block. */
interface Blocks {
  /** How to run within the blocks. */
  readonly within: Direction;
  /** The array with the axis cut, the last block filled up with a value. */
  cut(x: Value, fill: number): Value;
  /** The last element of each block in the direction. */
  last(x: Value): Value;
  /** A value for each block as the value of all of its elements. */
  spread(x: Value): Value;
  /** The array with the axis in one piece again. */
  joined(x: Value): Value;
}

export function cutIntoBlocks({ shape }: Value, { axis, reverse }: Direction, lanes: number): Blocks {
  const length = shape[axis];
  const block = blockLength(length, lanes);
  const count = Math.ceil(length / block);
  const along = (...sizes: number[]): number[] => [
    ...shape.slice(0, axis),
    ...sizes,
    ...shape.slice(axis + 1),
  ];
  const config = (x: Value): PaddingAxis[] =>
    indices(x.ndim).map((i) => [0, i === axis ? count * block - length : 0, 0]);
  return {
    within: { axis: axis + 1, reverse },
    cut: (x, fill) => reshape(pad(x, constantLike(x, fill), config(x)), along(count, block)),
    last(x) {
      const start = reverse ? 0 : block - 1;
      return reshape(sliceInDim(x, { start, limit: start + 1, axis: axis + 1 }), along(count));
    },
    spread: (x) =>
      broadcastInDim(x, along(count, block), indices(x.ndim).map((i) => (i <= axis ? i : i + 1))), // prettier-ignore
    joined: (x) => sliceInDim(reshape(x, along(count * block)), { limit: length, axis }),
  };
}

/** Whole vectors, and, where that can be had, whole blocks. */
function blockLength(length: number, lanes: number): number {
  const least = Math.ceil(cuttingFor(lanes).block(length) / 4) * 4;
  for (let block = least; block < 2 * least; block += 4) if (length % block === 0) return block;
  return least;
}
