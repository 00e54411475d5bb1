/** `list`, `tuple`, `range` and `slice`. */

import { fail } from "../../text/failure.js";
import { equal } from "../../objects/compare.js";
import type { Range } from "../../objects/containers.js";
import { List, Slice, Tuple } from "../../objects/containers.js";
import { Iter, iteratorType, listOf } from "../../objects/iterate.js";
import { getters, methods, Native, type Natives } from "../../objects/native.js";
import { index } from "../../objects/operators.js";
import { repr, reprItems } from "../../objects/text.js";
import type { Type } from "../../objects/type.js";
import { listType, NotImplemented, rangeType, sliceType, tupleType } from "../../objects/types.js";
import type { Value } from "../../objects/value.js";
import { placeOf, placesOf } from "../sequences.js";
import { placeInRange } from "../lists.js";

interface Items {
  readonly items: readonly Value[];
}

const counting: Natives = {
  "count(self, value, /)": (self: Items, x: Value) => BigInt(self.items.filter((y) => equal(y, x)).length),
};

function findIndex(items: readonly Value[], x: Value, start: Value = 0n, stop: Value = null): number {
  const { start: from, stop: to } = placesOf(new Slice(start, stop, null), items.length);
  for (let i = from; i < to; i++) if (equal(items[i], x)) return i;
  return -1;
}

methods(listType, {
  ...counting,
  "__setitem__(self, key, value, /)"(self: List, key: Value, value: Value) {
    if (key instanceof Slice) setSlice(self, key, value);
    else self.items[placeOf(key, self.items.length, "list", "list assignment index out of range")] = value;
  },
  "index(self, value, start=0, stop=9223372036854775807, /)"(
    self: List,
    x: Value,
    start?: Value,
    stop?: Value,
  ) {
    const i = findIndex(self.items, x, start, stop);
    return i < 0 ? fail("ValueError", `${repr(x)} is not in list`) : BigInt(i);
  },
  "__delitem__(self, key, /)": deleteItem,
  "__reversed__(self, /)": (self: List) => reversed(self, "list_reverseiterator"),
  "insert(self, index, object, /)"(self: List, at: Value, x: Value) {
    const i = Number(index(at));
    self.items.splice(i < 0 ? Math.max(i + self.items.length, 0) : i, 0, x);
  },
  "remove(self, value, /)"(self: List, x: Value) {
    const i = findIndex(self.items, x);
    if (i < 0) fail("ValueError", "list.remove(x): x not in list");
    self.items.splice(i, 1);
  },
  "clear(self, /)"(self: List) {
    self.items = [];
  },
  "copy(self, /)": (self: List) => new List([...self.items]),
  "reverse(self, /)"(self: List) {
    self.items.reverse();
  },
});

function setSlice(self: List, slice: Slice, value: Value): void {
  const { start, stop, step, count } = placesOf(slice, self.items.length);
  const isRow = value instanceof List || value instanceof Tuple;
  const items = isRow ? value.items : listOfAssigned(value, step);
  if (step === 1) {
    self.items.splice(start, Math.max(stop - start, 0), ...items);
    return;
  }
  if (items.length !== count)
    fail(
      "ValueError",
      `attempt to assign sequence of size ${items.length} to extended slice of size ${count}`,
    );
  items.forEach((x, i) => (self.items[start + i * step] = x));
}

function listOfAssigned(value: Value, step: number): Value[] {
  try {
    return listOf(value);
  } catch (error) {
    if (error instanceof Error && error.message.endsWith("is not iterable"))
      fail(
        "TypeError",
        step === 1 ? "can only assign an iterable" : "must assign iterable to extended slice",
      );
    throw error;
  }
}

function deleteItem(self: List, key: Value): void {
  if (!(key instanceof Slice)) {
    self.items.splice(placeOf(key, self.items.length, "list", "list assignment index out of range"), 1);
    return;
  }
  const { start, step, count } = placesOf(key, self.items.length);
  const gone = new Set(Array.from({ length: count }, (_, i) => start + i * step));
  self.items = self.items.filter((_, i) => !gone.has(i));
}

function reversed(self: { readonly items: readonly Value[] }, name: string): Iter {
  let i = self.items.length;
  return new Iter(() => (i > 0 ? self.items[--i] : undefined), iteratorType(name));
}

methods(tupleType, {
  ...counting,
  "index(self, value, start=0, stop=9223372036854775807, /)"(
    self: Tuple,
    x: Value,
    start?: Value,
    stop?: Value,
  ) {
    const i = findIndex(self.items, x, start, stop);
    return i < 0 ? fail("ValueError", "tuple.index(x): x not in tuple") : BigInt(i);
  },
  "__init__(self, /, *args, **kwargs)": () => null,
});

methods(rangeType, {
  "__reversed__(self, /)"(self: Range) {
    let i = self.length;
    return new Iter(() => (i > 0 ? self.at(--i) : undefined), iteratorType("range_iterator"));
  },
  "index(self, value, /)"(self: Range, x: Value) {
    const i = placeInRange(self, x);
    return i < 0 ? fail("ValueError", `${repr(x)} is not in range`) : BigInt(i);
  },
  "count(self, value, /)": (self: Range, x: Value) => (placeInRange(self, x) < 0 ? 0n : 1n),
});
getters(rangeType, {
  start: (self: Range) => self.start,
  stop: (self: Range) => self.stop,
  step: (self: Range) => self.step,
});

sliceType.set(
  "__new__",
  new Native(
    "__new__(cls, start, stop=None, step=None, /)",
    (_: Type, start: Value, stop?: Value, step: Value = null) =>
      stop === undefined ? new Slice(null, start, null) : new Slice(start, stop, step),
  ),
);
methods(sliceType, {
  "__init__(self, /, *args)": () => null,
  "__repr__(self, /)": (self: Slice) => `slice(${reprItems([self.start, self.stop, self.step])})`,
  "__eq__(self, value, /)": (self: Slice, other: Value) =>
    other instanceof Slice
      ? equal(new Tuple([self.start, self.stop, self.step]), new Tuple([other.start, other.stop, other.step]))
      : NotImplemented,
  "indices(self, len, /)"(self: Slice, length: Value) {
    const { start, stop, step } = placesOf(self, Number(index(length)));
    return new Tuple([BigInt(start), BigInt(stop), BigInt(step)]);
  },
});
getters(sliceType, {
  start: (self: Slice) => self.start,
  stop: (self: Slice) => self.stop,
  step: (self: Slice) => self.step,
});
