/** `collections.deque`. */

import { fail } from "../text/failure.js";
import { compareItems, type Comparison, equal } from "../objects/compare.js";
import { Iter, iteratorType, listOf } from "../objects/iterate.js";
import { ClassMethod } from "../objects/functions.js";
import { getters, methods, Native, type Natives } from "../objects/native.js";
import { index } from "../objects/operators.js";
import { guarded, repr, reprItems } from "../objects/text.js";
import { builtinType, type Type } from "../objects/type.js";
import { NotImplemented } from "../objects/types.js";
import { Obj, type Value } from "../objects/value.js";
import { genericAlias } from "../types/rest/generics.js";
import { placeOf } from "../types/sequences.js";

export const dequeType = builtinType("deque", undefined, "collections");

/** A list that is short to take from at both ends: what was taken at the front is dropped now and then. */
class Deque extends Obj {
  private items: Value[] = [];
  private head = 0;
  maxlen: number | undefined;

  get length(): number {
    return this.items.length - this.head;
  }

  at(i: number): Value {
    return this.items[this.head + i];
  }

  set(i: number, x: Value): void {
    this.items[this.head + i] = x;
  }

  all(): Value[] {
    return this.items.slice(this.head);
  }

  replace(items: Value[]): void {
    this.items = items;
    this.head = 0;
  }

  push(x: Value): void {
    this.items.push(x);
    if (this.length > (this.maxlen ?? Infinity)) this.shift();
  }

  unshift(x: Value): void {
    if (this.head === 0) {
      const room = this.items.length + 8;
      this.items = [...new Array<Value>(room).fill(null), ...this.items];
      this.head = room;
    }
    this.items[--this.head] = x;
    if (this.length > (this.maxlen ?? Infinity)) this.items.pop();
  }

  shift(): Value {
    const x = this.items[this.head];
    this.items[this.head++] = null;
    if (this.head > 32 && this.head * 2 > this.items.length) this.replace(this.all());
    return x;
  }

  pop(): Value {
    return this.items.pop()!;
  }
}

function filled(type: Type, items: Iterable<Value>, maxlen: number | undefined): Deque {
  const made = new Deque(type);
  made.maxlen = maxlen;
  for (const x of items) made.push(x);
  return made;
}

dequeType.set("__new__", new Native("__new__(cls, *args, **kwargs)", (type: Type) => new Deque(type)));
dequeType.set("__hash__", null);
dequeType.set(
  "__class_getitem__",
  new ClassMethod(
    new Native("__class_getitem__(cls, key, /)", (type: Type, key: Value) => genericAlias(type, key)),
  ),
);

function compared(op: Comparison): Natives[string] {
  return (self: Deque, other: Value) =>
    other instanceof Deque ? compareItems(op, self.all(), other.all()) : NotImplemented;
}

methods(dequeType, {
  "__init__(self, iterable=(), maxlen=None)"(self: Deque, items?: Value, maxlen: Value = null) {
    if (maxlen !== null) {
      const most = index(maxlen, "an integer is required");
      if (most < 0n) fail("ValueError", "maxlen must be non-negative");
      self.maxlen = Number(most);
    }
    self.replace([]);
    if (items !== undefined) for (const x of listOf(items)) self.push(x);
  },
  "__eq__(self, value, /)": compared("=="),
  "__lt__(self, value, /)": compared("<"),
  "__le__(self, value, /)": compared("<="),
  "__gt__(self, value, /)": compared(">"),
  "__ge__(self, value, /)": compared(">="),
  "__repr__(self, /)": (self: Deque) =>
    guarded(self, "[...]", () => {
      const most = self.maxlen === undefined ? "" : `, maxlen=${self.maxlen}`;
      return `${self.type.name}([${reprItems(self.all())}]${most})`;
    }),
  "__len__(self, /)": (self: Deque) => BigInt(self.length),
  "__iter__(self, /)"(self: Deque) {
    const size = self.length;
    let i = 0;
    return new Iter(() => {
      if (self.length !== size) fail("RuntimeError", "deque mutated during iteration");
      return i < size ? self.at(i++) : undefined;
    }, iteratorType("_deque_iterator"));
  },
  "__reversed__(self, /)"(self: Deque) {
    let i = self.length;
    return new Iter(() => (i > 0 ? self.at(--i) : undefined), iteratorType("_deque_reverse_iterator"));
  },
  "__getitem__(self, key, /)": (self: Deque, key: Value) => self.at(place(self, key)),
  "__setitem__(self, key, value, /)": (self: Deque, key: Value, x: Value) => self.set(place(self, key), x),
  "__delitem__(self, key, /)": (self: Deque, key: Value) => void removeAt(self, place(self, key)),
  "__contains__(self, key, /)": (self: Deque, x: Value) => self.all().some((y) => equal(y, x)),
  "__add__(self, value, /)": (self: Deque, other: Value) =>
    other instanceof Deque ? filled(self.type, [...self.all(), ...other.all()], self.maxlen) : NotImplemented,
  "__mul__(self, value, /)": (self: Deque, n: Value) =>
    filled(
      self.type,
      Array.from({ length: Math.max(Number(index(n)), 0) }, () => self.all()).flat(),
      self.maxlen,
    ),
  "__iadd__(self, value, /)"(self: Deque, items: Value) {
    for (const x of listOf(items)) self.push(x);
    return self;
  },
  "append(self, item, /)": (self: Deque, x: Value) => self.push(x),
  "appendleft(self, item, /)": (self: Deque, x: Value) => {
    self.unshift(x);
  },
  "extend(self, iterable, /)"(self: Deque, items: Value) {
    for (const x of listOf(items)) self.push(x);
  },
  "extendleft(self, iterable, /)"(self: Deque, items: Value) {
    for (const x of listOf(items)) self.unshift(x);
  },
  "pop(self, /)": (self: Deque) =>
    self.length > 0 ? self.pop() : fail("IndexError", "pop from an empty deque"),
  "popleft(self, /)": (self: Deque) =>
    self.length > 0 ? self.shift() : fail("IndexError", "pop from an empty deque"),
  "clear(self, /)": (self: Deque) => self.replace([]),
  "copy(self, /)": (self: Deque) => filled(self.type, self.all(), self.maxlen),
  "__copy__(self, /)": (self: Deque) => filled(self.type, self.all(), self.maxlen),
  "count(self, value, /)": (self: Deque, x: Value) => BigInt(self.all().filter((y) => equal(y, x)).length),
  "index(self, value, start=0, stop=None, /)"(self: Deque, x: Value, start: Value = 0n, stop: Value = null) {
    const end = stop === null ? self.length : Number(index(stop));
    const i = self.all().findIndex((y, at) => at >= Number(index(start)) && at < end && equal(y, x));
    return i < 0 ? fail("ValueError", `${repr(x)} is not in deque`) : BigInt(i);
  },
  "insert(self, index, value, /)"(self: Deque, at: Value, x: Value) {
    if (self.length === self.maxlen) fail("IndexError", "deque already at its maximum size");
    const items = self.all();
    const i = Number(index(at));
    items.splice(i < 0 ? Math.max(i + items.length, 0) : i, 0, x);
    self.replace(items);
  },
  "remove(self, value, /)"(self: Deque, x: Value) {
    const i = self.all().findIndex((y) => equal(y, x));
    if (i < 0) fail("ValueError", `${repr(x)} is not in deque`);
    removeAt(self, i);
  },
  "reverse(self, /)": (self: Deque) => self.replace(self.all().reverse()),
  "rotate(self, n=1, /)"(self: Deque, by: Value = 1n) {
    const items = self.all();
    if (items.length === 0) return;
    const n = ((Number(index(by)) % items.length) + items.length) % items.length;
    self.replace([...items.slice(items.length - n), ...items.slice(0, items.length - n)]);
  },
});
getters(dequeType, { maxlen: (self: Deque) => (self.maxlen === undefined ? null : BigInt(self.maxlen)) });

function place(self: Deque, key: Value): number {
  return placeOf(key, self.length, "deque", "deque index out of range");
}

function removeAt(self: Deque, i: number): void {
  const items = self.all();
  items.splice(i, 1);
  self.replace(items);
}
