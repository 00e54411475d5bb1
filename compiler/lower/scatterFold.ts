/**
 * Scatters of few updates as what each element gets: of its own operand, and of the updates that may go there. Such a map or fold is part of
 * whatever kernel, and lanes and chains can run it in their loops, where a scatter is a kernel by itself.
 */

import { type ArrayType, sizeOf } from "../ir/arrayType.js";
import { type Expr, add, and, equal, i32, literal, select } from "../ir/expression.js";
import { unflatten } from "./coordinates.js";
import { anyIndex } from "./demand.js";
import { type Read, type Scatter, type Value, arrayOf } from "./graph.js";
import type { MapDefinition } from "./pack.js";
import type { ReductionSpec } from "./writtenOut.js";

/** The most updates that an element looks at, and that all of them look at. */
const MAX_UPDATES = 32;
const MAX_IN_ALL = 4096;
/** The most that are looked at in an expression. */
const MAX_WRITTEN_OUT = 8;

/** The updates that may go to an element: those along the axes that its place does not tell. */
interface Updates {
  /** The extents of these axes. */
  readonly folded: readonly number[];
  /** Of one of them, whether it goes there, and what it is. */
  at(
    place: readonly Expr[],
    inFold: readonly Expr[],
    read: Read,
  ): { readonly goes: Expr; readonly value: Expr };
}

/** What adds values to the graph. */
interface FoldValues {
  map(type: ArrayType, definition: MapDefinition): Value;
  fold(type: ArrayType, spec: ReductionSpec): Value;
}

/** The result of a scatter; nothing, if it takes too many updates or combines them otherwise. */
export function foldScatter(scatter: Scatter, type: ArrayType, values: FoldValues): Value | undefined {
  const { operand, combine, reads } = scatter;
  const isPlain = arrayOf(operand.scalar, []).dtype === type.dtype && type.dtype !== "bool";
  if (combine !== "set" && !(combine === "add" && isPlain)) return undefined;
  const updates = updatesOf(scatter);
  const count = sizeOf(updates.folded);
  if (count > MAX_UPDATES || count * type.size > MAX_IN_ALL || count * type.size === 0) return undefined;
  if (count <= MAX_WRITTEN_OUT) return values.map(type, { kind: "map", reads, isView: false, at: chosen(updates, combine, count, operand) }); // prettier-ignore
  if (combine === "set") return undefined;
  // Minus zero leaves everything as it is.
  const nothing = literal(operand.scalar, operand.scalar.startsWith("f") ? -0 : 0);
  const rank = type.ndim;
  const sum = values.fold(type, {
    space: [...type.shape, ...updates.folded],
    axes: updates.folded.map((_, axis) => rank + axis),
    reads,
    initial: [nothing],
    element(index, read) {
      const { goes, value } = updates.at(index.slice(0, rank), index.slice(rank), read);
      return [select(goes, value, nothing)];
    },
    combine: ([x], [y]) => [add(x, y)],
    result: (components) => [...components],
    shares: false,
    label: scatter.label,
    source: scatter.source,
  });
  const at: MapDefinition["at"] = (place, read) => add(read(operand, place), read(sum, place));
  return values.map(type, { kind: "map", reads: [operand, sum], isView: false, at });
}

function chosen(
  { folded, at }: Updates,
  combine: Scatter["combine"],
  count: number,
  operand: Value,
): MapDefinition["at"] {
  return (place, read) => {
    let result = read(operand, place);
    for (let n = 0; n < count; n++) {
      const { goes, value } = at(place, unflatten(i32(n), folded), read);
      result = select(goes, combine === "set" ? value : add(result, value), result);
    }
    return result;
  };
}

function updatesOf({ operand, updates, target }: Scatter): Updates {
  const index = anyIndex(updates.shape);
  const marked = target(index, (value) => literal(value.scalar, 0));
  // Axes of updates that are axes of the operand, whatever the indices say.
  const from = marked.at.map((x, axis) => {
    const own = index.indexOf(x);
    return operand.shape[axis] === updates.shape[own] ? own : -1;
  });
  const others = updates.shape.flatMap((_, axis) => (from.includes(axis) ? [] : [axis]));
  return {
    folded: others.map((axis) => updates.shape[axis]),
    at(place, inFold, read) {
      const own = updates.shape.map((_, axis) => inFold[others.indexOf(axis)] ?? place[from.indexOf(axis)]);
      const { at, valid } = target(own, read);
      const goes = at.reduce((all, x, axis) => (from[axis] < 0 ? and(all, equal(x, place[axis])) : all), valid); // prettier-ignore
      return { goes, value: read(updates, own) };
    },
  };
}
