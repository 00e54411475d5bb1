/** `set` and `frozenset`, and what views of dicts have of them. */

import { hash } from "../../objects/compare.js";
import { PySet } from "../../objects/dict.js";
import { raise } from "../../objects/exceptions.js";
import { each, iterator, listOf } from "../../objects/iterate.js";
import { methods, Native } from "../../objects/native.js";
import { contains } from "../../objects/operators.js";
import { guarded, reprItems } from "../../objects/text.js";
import { type Type } from "../../objects/type.js";
import { frozensetType, NotImplemented, setType } from "../../objects/types.js";
import { type Value } from "../../objects/value.js";
import { itemsType, keysType, valuesType, View } from "../dicts.js";

type SetRule = (a: PySet, b: readonly Value[], has: (x: Value) => boolean) => Iterable<Value>;

/** What set operators keep, of the set and of the other's items. */
const setRules: Readonly<Record<string, SetRule>> = {
  or: (a, b) => [...a.items(), ...b],
  and: (a, _b, has) => [...a.items()].filter(has),
  sub: (a, _b, has) => [...a.items()].filter((x) => !has(x)),
  xor: (a, b, has) => [...[...a.items()].filter((x) => !has(x)), ...b.filter((x) => !a.has(x))],
};
const setNames: Readonly<Record<string, string>> = {
  union: "or",
  intersection: "and",
  difference: "sub",
  symmetric_difference: "xor",
};
const updateNames: Readonly<Record<string, string>> = {
  update: "or",
  intersection_update: "and",
  difference_update: "sub",
  symmetric_difference_update: "xor",
};

/** Whatever counts as a set for operators. */
function asSet(x: Value): PySet | undefined {
  if (x instanceof PySet) return x;
  return x instanceof View && x.type !== valuesType ? new PySet(x.items(), setType) : undefined;
}

function combine(rule: string, a: PySet, x: Value): Iterable<Value> {
  const b = asSet(x) ?? new PySet(each(x), setType);
  // Of equal items, those of the smaller set stay.
  if (rule === "and" && b.size <= a.size) return [...b.items()].filter((item) => a.has(item));
  return setRules[rule](a, [...b.items()], (item) => b.has(item));
}

function isSubset(a: PySet, b: PySet): boolean {
  return a.size <= b.size && [...a.items()].every((x) => b.has(x));
}

for (const type of [setType, frozensetType, keysType, itemsType]) {
  for (const rule of Object.keys(setRules))
    methods(type, {
      [`__${rule}__(self, value, /)`]: (self: Value, other: Value) =>
        asSet(other)
          ? new PySet(combine(rule, asSet(self)!, other), type === frozensetType ? type : setType)
          : NotImplemented,
    });
  const ordered = (test: (a: PySet, b: PySet) => boolean) => (self: Value, other: Value) => {
    const b = asSet(other);
    return b ? test(asSet(self)!, b) : NotImplemented;
  };
  methods(type, {
    "__eq__(self, value, /)": ordered((a, b) => a.size === b.size && isSubset(a, b)),
    "__le__(self, value, /)": ordered(isSubset),
    "__lt__(self, value, /)": ordered((a, b) => a.size < b.size && isSubset(a, b)),
    "__ge__(self, value, /)": ordered((a, b) => isSubset(b, a)),
    "__gt__(self, value, /)": ordered((a, b) => b.size < a.size && isSubset(b, a)),
    "isdisjoint(self, other, /)": (self: Value, other: Value) =>
      !listOf(other).some((x) => contains(self, x)),
  });
}

for (const type of [setType, frozensetType]) {
  for (const [name, rule] of Object.entries(setNames))
    methods(type, {
      [`${name}(self, *others)`](self: PySet, others: readonly Value[]) {
        let result = new PySet(self.items(), type);
        for (const x of others) result = new PySet(combine(rule, result, x), type);
        return result;
      },
    });
  methods(type, {
    "__len__(self, /)": (self: PySet) => BigInt(self.size),
    "__iter__(self, /)": (self: PySet) => iterator(self),
    "__contains__(self, key, /)": (self: PySet, x: Value) => self.has(frozen(x)),
    "__repr__(self, /)": (self: PySet) => showSet(self, type),
    "copy(self, /)": (self: PySet) => new PySet(self.items(), type),
    "issubset(self, other, /)": (self: PySet, other: Value) =>
      isSubset(self, new PySet(each(other), setType)),
    "issuperset(self, other, /)": (self: PySet, other: Value) =>
      isSubset(new PySet(each(other), setType), self),
  });
}

/** A set that is looked for in a set is found as a frozenset. */
function frozen(x: Value): Value {
  return x instanceof PySet && x.type.lookup("__hash__") === null ? new PySet(x.items(), frozensetType) : x;
}

function showSet(self: PySet, type: Type): string {
  const { name } = self.type;
  if (self.size === 0) return `${name}()`;
  return guarded(self, `${name}(...)`, () => {
    const items = `{${reprItems(self.items())}}`;
    return self.type === setType && type === setType ? items : `${name}(${items})`;
  });
}

setType.set("__hash__", null);
setType.set("__new__", new Native("__new__(cls, *args, **kwargs)", (type: Type) => new PySet([], type)));
frozensetType.set(
  "__new__",
  new Native("__new__(cls, iterable=(), /)", (type: Type, items?: Value) => {
    if (items instanceof PySet && items.type === frozensetType && type === frozensetType) return items;
    return new PySet(items === undefined ? [] : each(items), type);
  }),
);
methods(frozensetType, {
  "__init__(self, /, *args)": () => null,
  "__hash__(self, /)"(self: PySet) {
    let h = 0x345678n;
    for (const x of self.items()) h ^= hash(x) * 1000003n;
    return BigInt.asIntN(61, h);
  },
});

methods(setType, {
  "__init__(self, iterable=(), /)"(self: PySet, items?: Value) {
    self.table.clear();
    if (items !== undefined) for (const x of each(items)) self.add(x);
  },
  "add(self, object, /)": (self: PySet, x: Value) => self.add(x),
  "discard(self, object, /)": (self: PySet, x: Value) => void self.delete(frozen(x)),
  "remove(self, object, /)"(self: PySet, x: Value) {
    if (!self.delete(frozen(x))) raise("KeyError", x);
  },
  "pop(self, /)"(self: PySet) {
    for (const x of self.items()) {
      self.delete(x);
      return x;
    }
    return raise("KeyError", "pop from an empty set");
  },
  "clear(self, /)": (self: PySet) => self.table.clear(),
});
for (const [name, rule] of Object.entries(updateNames))
  methods(setType, {
    [`${name}(self, *others)`](self: PySet, others: readonly Value[]) {
      for (const x of others) change(rule, self, x);
    },
  });
for (const rule of Object.keys(setRules))
  methods(setType, {
    [`__i${rule}__(self, value, /)`](self: PySet, other: Value) {
      if (!asSet(other)) return NotImplemented;
      change(rule, self, other);
      return self;
    },
  });

function change(rule: string, self: PySet, other: Value): void {
  if (rule === "or") {
    for (const x of listOf(other)) self.add(x);
    return;
  }
  const kept = [...combine(rule, self, other)];
  self.table.clear();
  for (const x of kept) self.add(x);
}
