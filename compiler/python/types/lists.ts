/** `list`, `tuple`, `range` and `slice`. */

import { fail } from "../text/failure.js";
import { hashItems } from "../objects/compare.js";
import { List, Range, Slice, Tuple } from "../objects/containers.js";
import { iterator, listOf, mostItems } from "../objects/iterate.js";
import { methods, Native } from "../objects/native.js";
import { index } from "../objects/operators.js";
import { truth } from "../objects/truth.js";
import { guarded, repr, reprItems } from "../objects/text.js";
import type { Type } from "../objects/type.js";
import { listType, NotImplemented, rangeType, sliceType, tupleType } from "../objects/types.js";
import type { Value } from "../objects/value.js";
import { comparisons, pick, placeOf, placesOf, repeatItems, repetitions, searching } from "./sequences.js";
import { sortItems } from "./sorting.js";

const isList = (x: Value): x is List => x instanceof List;
const isTuple = (x: Value): x is Tuple => x instanceof Tuple;

listType.set("__new__", new Native("__new__(cls, *args, **kwargs)", (type: Type) => new List([], type)));
listType.set("__hash__", null);
methods(listType, {
  ...comparisons(isList),
  ...searching,
  "__init__(self, iterable=(), /)"(self: List, items?: Value) {
    self.items = items === undefined ? [] : listOf(items);
  },
  "__repr__(self, /)": (self: List) => guarded(self, "[...]", () => `[${reprItems(self.items)}]`),
  "__iter__(self, /)": (self: List) => iterator(self),
  "__getitem__(self, index, /)": (self: List, key: Value) =>
    key instanceof Slice
      ? new List(pick(self.items, placesOf(key, self.items.length)))
      : self.items[placeOf(key, self.items.length, "list")],
  "__setitem__(self, key, value, /)"(self: List, key: Value, value: Value) {
    self.items[placeOf(key, self.items.length, "list", "list assignment index out of range")] = value;
  },
  "__add__(self, value, /)": (self: List, other: Value) =>
    isList(other) ? new List(joined(self, other)) : NotImplemented,
  "__iadd__(self, value, /)": extend,
  "__mul__(self, value, /)": repeatList,
  "__rmul__(self, value, /)": repeatList,
  "__imul__(self, value, /)"(self: List, count: Value) {
    const n = repetitions(count);
    if (n === undefined) return NotImplemented;
    self.items = repeatItems(self.items, n);
    return self;
  },
  "append(self, object, /)"(self: List, x: Value) {
    if (self.items.length >= mostItems) fail("MemoryError", "");
    self.items.push(x);
  },
  "extend(self, iterable, /)"(self: List, x: Value) {
    extend(self, x);
  },
  "pop(self, index=-1, /)"(self: List, at: Value = -1n) {
    if (self.items.length === 0) fail("IndexError", "pop from empty list");
    const i = placeOf(at, self.items.length, "", "pop index out of range");
    return self.items.splice(i, 1)[0];
  },
  "sort(self, *, key=None, reverse=False)"(self: List, key: Value = null, backwards: Value = false) {
    const items = self.items;
    // As in CPython, the list is empty while it is sorted; where that fails, its order is what it was then.
    self.items = [];
    try {
      sortItems(items, key, truth(backwards));
    } finally {
      self.items = items;
    }
  },
});

function joined(a: List | Tuple, b: List | Tuple): Value[] {
  if (a.items.length + b.items.length > mostItems) fail("MemoryError", "");
  return [...a.items, ...b.items];
}

function extend(self: List, x: Value): List {
  // Not by spreading, which has a limit.
  const items = listOf(x);
  if (self.items.length + items.length > mostItems) fail("MemoryError", "");
  for (const item of items) self.items.push(item);
  return self;
}

function repeatList(self: List, count: Value): Value {
  const n = repetitions(count);
  return n === undefined ? NotImplemented : new List(repeatItems(self.items, n));
}

tupleType.set(
  "__new__",
  new Native("__new__(cls, iterable=(), /)", (type: Type, items?: Value) => {
    if (type === tupleType && items instanceof Tuple && items.type === tupleType) return items;
    return new Tuple(items === undefined ? [] : listOf(items), type);
  }),
);
methods(tupleType, {
  ...comparisons(isTuple),
  ...searching,
  "__repr__(self, /)": (self: Tuple) =>
    guarded(self, "(...)", () =>
      self.items.length === 1 ? `(${repr(self.items[0])},)` : `(${reprItems(self.items)})`,
    ),
  "__hash__(self, /)": (self: Tuple) => hashItems(self.items),
  "__iter__(self, /)": (self: Tuple) => iterator(self),
  "__getitem__(self, key, /)": (self: Tuple, key: Value) =>
    key instanceof Slice
      ? new Tuple(pick(self.items, placesOf(key, self.items.length)))
      : self.items[placeOf(key, self.items.length, "tuple")],
  "__add__(self, value, /)": (self: Tuple, other: Value) =>
    isTuple(other) ? sumOf(self, other) : NotImplemented,
  "__mul__(self, value, /)": repeatTuple,
  "__rmul__(self, value, /)": repeatTuple,
});

/** Nothing added to a tuple gives the tuple itself. */
function sumOf(a: Tuple, b: Tuple): Tuple {
  if (a.items.length === 0 && b.type === tupleType) return b;
  if (b.items.length === 0 && a.type === tupleType) return a;
  return new Tuple(joined(a, b));
}

function repeatTuple(self: Tuple, count: Value): Value {
  const n = repetitions(count);
  if (n === undefined) return NotImplemented;
  if (self.type === tupleType && (n === 1 || self.items.length === 0)) return self;
  return new Tuple(repeatItems(self.items, n));
}

rangeType.set(
  "__new__",
  new Native(
    "__new__(cls, start, stop=None, step=None, /)",
    (_: Type, start: Value, stop?: Value, step: Value = 1n) => {
      const [first, last] = stop === undefined ? [0n, index(start)] : [index(start), index(stop)];
      const by = index(step);
      return by === 0n ? fail("ValueError", "range() arg 3 must not be zero") : new Range(first, last, by);
    },
  ),
);
methods(rangeType, {
  "__init__(self, /, *args)": () => null,
  "__repr__(self, /)": (self: Range) =>
    `range(${self.start}, ${self.stop}${self.step === 1n ? "" : `, ${self.step}`})`,
  "__len__(self, /)": (self: Range) =>
    self.length < 2 ** 63
      ? BigInt(self.length)
      : fail("OverflowError", "Python int too large to convert to C ssize_t"),
  "__iter__(self, /)": (self: Range) => iterator(self),
  "__contains__(self, key, /)": (self: Range, x: Value) => placeInRange(self, x) >= 0,
  "__eq__(self, value, /)": (self: Range, other: Value) =>
    other instanceof Range ? sameRange(self, other) : NotImplemented,
  "__hash__(self, /)": (self: Range) => hashItems([BigInt(self.length), self.start, self.step]),
  "__getitem__(self, key, /)"(self: Range, key: Value) {
    if (!(key instanceof Slice))
      return self.at(placeOf(key, self.length, "range", "range object index out of range"));
    const { start, stop, step } = placesOf(key, self.length);
    const first = self.at(start);
    const by = self.step * BigInt(step);
    return new Range(first, self.start + self.step * BigInt(stop), by);
  },
});
export function placeInRange(self: Range, x: Value): number {
  const n = typeof x === "boolean" ? BigInt(x) : typeof x === "number" && Number.isInteger(x) ? BigInt(x) : x;
  if (typeof n !== "bigint" || (n - self.start) % self.step !== 0n) return -1;
  const i = (n - self.start) / self.step;
  return i >= 0n && i < BigInt(self.length) ? Number(i) : -1;
}

function sameRange(a: Range, b: Range): boolean {
  if (a.length !== b.length) return false;
  return a.length === 0 || (a.start === b.start && (a.length === 1 || a.step === b.step));
}

sliceType.set("__hash__", null);
