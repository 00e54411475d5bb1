/**
 * Operations on more arrays than a kernel can bind: operands are first joined, end to end, to fewer and longer ones.
 */

import type { ArrayType } from "../ir/arrayType.js";
import { type Expr, add, binary, i32, lessThan, select, sub } from "../ir/expression.js";
import { flatten, unflatten } from "./coordinates.js";
import { type Definition, type Read, type Value, isKept, readsOf } from "./graph.js";

export type MapDefinition = Extract<Definition, { kind: "map" }>;

/** The most views of few arrays that one element is read from as they are. */
const MAX_VIEWS = 32;

/** The same map over at most `limit` arrays. `make` adds a value to the graph. */
export function packReads(
  definition: MapDefinition,
  limit: number,
  make: (type: ArrayType, definition: MapDefinition) => Value,
): MapDefinition {
  const places = new Map<Value, { in: Value; offset: number }>();
  let rest = [...new Set(definition.reads)].filter((value) => !value.isEmpty);
  if (rest.length <= MAX_VIEWS && new Set(rest.flatMap(arraysBehind)).size <= limit) return definition;
  while (rest.length > limit) {
    const joined = smallestOfOneType(
      rest.filter((value) => !showsKept(value)),
      limit,
    );
    if (joined.length < 2) break;
    const packed = make(joined[0].type.with({ shape: [totalSize(joined)] }), concatenation(joined));
    let offset = 0;
    for (const value of joined) {
      places.set(value, { in: packed, offset });
      offset += value.size;
    }
    rest = [...rest.filter((value) => !joined.includes(value)), packed];
  }
  if (places.size === 0) return definition;
  const redirected =
    (read: Read): Read =>
    (value, index) => {
      let [array, position] = [value, flatten(index, value.shape)];
      for (let place = places.get(array); place; place = places.get(array))
        [array, position] = [place.in, add(position, i32(place.offset))];
      return read(array, array === value ? index : [position]);
    };
  return { ...definition, reads: rest, at: (index, read) => definition.at(index, redirected(read)) };
}

/**
 * The arrays that reading a value takes: slices of one array are read from one buffer, and what lanes keep for themselves from
 * none, nor what they made it of.
 */
function arraysBehind(value: Value): Value[] {
  const { definition } = value;
  const isView = definition.kind === "map" && definition.isView && definition.reads.length === 1;
  return isView || isKept(value) ? [...new Set(readsOf(value).flatMap(arraysBehind))] : [value];
}

/** Whether a value shows what lanes keep for themselves. */
function showsKept(value: Value): boolean {
  const { definition } = value;
  return (
    isKept(value) || (definition.kind === "map" && definition.isView && definition.reads.some(showsKept))
  );
}

/** What is cheapest to copy. */
function smallestOfOneType(values: readonly Value[], limit: number): Value[] {
  const ordered = [...values].sort((a, b) => a.size - b.size || a.number - b.number);
  const candidates = ordered.map(({ type }) =>
    ordered.filter((v) => v.type.dtype === type.dtype).slice(0, limit),
  );
  return candidates.reduce((best, group) => (group.length > best.length ? group : best), []);
}

function totalSize(values: readonly Value[]): number {
  return values.reduce((sum, { size }) => sum + size, 0);
}

/** All elements of the values, one value after the other. */
function concatenation(values: readonly Value[]): MapDefinition {
  const at = ([position]: readonly Expr[], read: Read): Expr => {
    let result: Expr | undefined;
    let end = totalSize(values);
    for (const value of [...values].reverse()) {
      const start = end - value.size;
      const inside = binary("max", sub(position, i32(start)), i32(0));
      const element = read(value, unflatten(binary("min", inside, i32(value.size - 1)), value.shape));
      result = result ? select(lessThan(position, i32(end)), element, result) : element;
      end = start;
    }
    return result!;
  };
  return { kind: "map", reads: values, isView: true, at };
}
