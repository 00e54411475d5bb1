/** `dict` and its views. */

import { fail } from "../text/failure.js";
import { equal } from "../objects/compare.js";
import { Tuple } from "../objects/containers.js";
import { Dict } from "../objects/dict.js";
import { raise } from "../objects/exceptions.js";
import { dictNext, Iter, iterator, iteratorType, listOf } from "../objects/iterate.js";
import { call } from "../objects/machine.js";
import { mappingEntries } from "../objects/mapping.js";
import { methods, Native } from "../objects/native.js";
import { guarded, repr, reprItems } from "../objects/text.js";
import { builtinType, type Type } from "../objects/type.js";
import { dictType, NotImplemented, typeOf } from "../objects/types.js";
import { type Keywords, noKeywords, Obj, type Value } from "../objects/value.js";

dictType.set("__new__", new Native("__new__(cls, *args, **kwargs)", (type: Type) => new Dict(type)));
dictType.set("__hash__", null);
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
  "update(self, /, *args, **kwargs)"(self: Dict, args: readonly Value[], keywords: Keywords) {
    if (args.length > 1) fail("TypeError", `update expected at most 1 argument, got ${args.length}`);
    update(self, args[0], keywords);
  },
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

export const keysType = builtinType("dict_keys");
export const valuesType = builtinType("dict_values");
export const itemsType = builtinType("dict_items");

/** What `keys()`, `values()` and `items()` return: it changes with the dict. */
export class View extends Obj {
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
  });

/** The methods that give views. */
export const views = ["items", "keys", "values"];
