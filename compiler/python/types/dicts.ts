/** `dict`, its views, `set` and `frozenset`. */

import { fail } from "../text/failure.js";
import { equal, hash } from "../objects/compare.js";
import { Tuple } from "../objects/containers.js";
import { Dict, PySet } from "../objects/dict.js";
import { raise } from "../objects/exceptions.js";
import { dictNext, each, fromJs, Iter, iterator, iteratorType, listOf } from "../objects/iterate.js";
import { call } from "../objects/machine.js";
import { ClassMethod } from "../objects/functions.js";
import { mappingEntries } from "../objects/mapping.js";
import { methods, Native } from "../objects/native.js";
import { contains } from "../objects/operators.js";
import { guarded, repr, reprItems } from "../objects/text.js";
import { builtinType, type Type } from "../objects/type.js";
import { dictType, frozensetType, NotImplemented, setType, typeOf } from "../objects/types.js";
import { type Keywords, noKeywords, Obj, type Value } from "../objects/value.js";

dictType.set("__new__", new Native("__new__(cls, *args, **kwargs)", (type: Type) => new Dict(type)));
dictType.set("__hash__", null);
dictType.set(
  "fromkeys",
  new ClassMethod(
    new Native("fromkeys(cls, iterable, value=None, /)", (type: Type, keys: Value, value: Value = null) => {
      const made = call(type, []) as Dict;
      for (const k of each(keys)) made.set(k, value);
      return made;
    }),
  ),
);

methods(dictType, {
  "__init__(self, /, *args, **kwargs)"(self: Dict, args: readonly Value[], keywords: Keywords) {
    if (args.length > 1) fail("TypeError", `dict expected at most 1 argument, got ${args.length}`);
    update(self, args[0], keywords);
  },
  "__repr__(self, /)": (self: Dict) => guarded(self, "{...}", () => `{${showEntries(self.entries())}}`),
  "__len__(self, /)": (self: Dict) => BigInt(self.size),
  "__iter__(self, /)": (self: Dict) => iterator(self),
  "__contains__(self, key, /)": (self: Dict, key: Value) => self.has(key),
  "__getitem__(self, key, /)": (self: Dict, key: Value) => self.get(key) ?? absent(self, key),
  "__setitem__(self, key, value, /)": (self: Dict, key: Value, value: Value) => self.set(key, value),
  "__delitem__(self, key, /)"(self: Dict, key: Value) {
    if (self.delete(key) === undefined) raise("KeyError", key);
  },
  "__eq__(self, value, /)": (self: Dict, other: Value) =>
    other instanceof Dict ? sameEntries(self, other) : NotImplemented,
  "__or__(self, value, /)"(self: Dict, other: Value) {
    if (!(other instanceof Dict)) return NotImplemented;
    return Dict.of([...self.entries(), ...other.entries()]);
  },
  "__ior__(self, value, /)"(self: Dict, other: Value) {
    update(self, other, noKeywords);
    return self;
  },
  "__reversed__(self, /)": (self: Dict) =>
    new Iter(fromJs([...self.keys()].reverse()), iteratorType("dict_reversekeyiterator")),
  "get(self, key, default=None, /)": (self: Dict, key: Value, other: Value = null) => {
    const found = self.get(key);
    return found === undefined ? other : found;
  },
  "setdefault(self, key, default=None, /)"(self: Dict, key: Value, other: Value = null) {
    const found = self.get(key);
    if (found !== undefined) return found;
    self.set(key, other);
    return other;
  },
  "pop(self, key, default=<unrepresentable>, /)"(self: Dict, key: Value, other?: Value) {
    // As in CPython, nothing is hashed where there is nothing.
    const found = self.size === 0 ? undefined : self.delete(key);
    if (found !== undefined) return found;
    return other === undefined ? raise("KeyError", key) : other;
  },
  "popitem(self, /)"(self: Dict) {
    const last = [...self.entries()].at(-1);
    if (!last) return raise("KeyError", "popitem(): dictionary is empty");
    self.delete(last[0]);
    return new Tuple(last);
  },
  "update(self, /, *args, **kwargs)"(self: Dict, args: readonly Value[], keywords: Keywords) {
    if (args.length > 1) fail("TypeError", `update expected at most 1 argument, got ${args.length}`);
    update(self, args[0], keywords);
  },
  "clear(self, /)": (self: Dict) => self.table.clear(),
  "copy(self, /)": (self: Dict) => Dict.of(self.entries()),
  "keys(self, /)": (self: Dict) => new View(keysType, self, () => self.keys()),
  "values(self, /)": (self: Dict) => new View(valuesType, self, () => [...self.entries()].map(([, v]) => v)),
  "items(self, /)": (self: Dict) => new View(itemsType, self, () => pairs(self)),
});

function absent(self: Dict, key: Value): Value {
  const found = self.get(key);
  if (found !== undefined) return found;
  const missing =
    self.type.isUser || self.type.module === "collections" ? self.type.lookup("__missing__") : undefined;
  return missing === undefined ? raise("KeyError", key) : call(missing, [self, key]);
}

export function showEntries(entries: Iterable<readonly [Value, Value]>): string {
  return Array.from(entries, ([k, v]) => `${repr(k)}: ${repr(v)}`).join(", ");
}

function sameEntries(a: Dict, b: Dict): boolean {
  if (a.size !== b.size) return false;
  for (const [k, v] of a.entries()) {
    const other = b.get(k);
    if (other === undefined || !equal(v, other)) return false;
  }
  return true;
}

/** `update`: from a mapping or from pairs, then from keywords. */
export function update(self: Dict, from: Value | undefined, keywords: Keywords): void {
  if (from !== undefined) for (const [k, v] of entriesOf(from)) self.set(k, v);
  for (const [k, v] of keywords) self.set(k, v);
}

function entriesOf(x: Value): [Value, Value][] {
  if (typeOf(x).lookup("keys") !== undefined) return mappingEntries(x);
  return listOf(x).map((pair, i) => {
    if (typeOf(pair).lookup("__iter__") === undefined)
      fail("TypeError", `cannot convert dictionary update sequence element #${i} to a sequence`);
    const items = listOf(pair);
    if (items.length !== 2)
      fail(
        "ValueError",
        `dictionary update sequence element #${i} has length ${items.length}; 2 is required`,
      );
    return [items[0], items[1]];
  });
}

function* pairs(dict: Dict): Generator<Value> {
  for (const entry of dict.entries()) yield new Tuple(entry);
}

const keysType = builtinType("dict_keys");
const valuesType = builtinType("dict_values");
const itemsType = builtinType("dict_items");

/** What `keys()`, `values()` and `items()` return: it changes with the dict. */
class View extends Obj {
  constructor(
    type: Type,
    readonly of: Dict,
    readonly items: () => Iterable<Value>,
  ) {
    super(type);
  }
}

for (const type of [keysType, valuesType, itemsType])
  methods(type, {
    "__repr__(self, /)": (self: View) => `${type.name}([${reprItems(self.items())}])`,
    "__len__(self, /)": (self: View) => BigInt(self.of.size),
    "__iter__(self, /)": (self: View) =>
      new Iter(
        dictNext(self.of, self.items()),
        iteratorType(type.name.replace(/s$/, "iterator")),
        () => self.of.size,
      ),
    "__reversed__(self, /)": (self: View) => new Iter(fromJs([...self.items()].reverse())),
  });
methods(keysType, { "__contains__(self, key, /)": (self: View, key: Value) => self.of.has(key) });
methods(itemsType, {
  "__contains__(self, key, /)"(self: View, pair: Value) {
    if (!(pair instanceof Tuple) || pair.items.length !== 2) return false;
    const found = self.of.get(pair.items[0]);
    return found !== undefined && equal(found, pair.items[1]);
  },
});

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
