import { equal } from "../../objects/compare.js";
import { Tuple } from "../../objects/containers.js";
import { Dict } from "../../objects/dict.js";
import { raise } from "../../objects/exceptions.js";
import { each, fromJs, Iter, iteratorType } from "../../objects/iterate.js";
import { call } from "../../objects/machine.js";
import { ClassMethod } from "../../objects/functions.js";
import { methods, Native } from "../../objects/native.js";
import { type Type } from "../../objects/type.js";
import { dictType } from "../../objects/types.js";
import { type Value } from "../../objects/value.js";
import type { View } from "../dicts.js";
import { itemsType, keysType, valuesType } from "../dicts.js";

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
  "__delitem__(self, key, /)"(self: Dict, key: Value) {
    if (self.delete(key) === undefined) raise("KeyError", key);
  },
  "__reversed__(self, /)": (self: Dict) =>
    new Iter(fromJs([...self.keys()].reverse()), iteratorType("dict_reversekeyiterator")),
  "popitem(self, /)"(self: Dict) {
    const last = [...self.entries()].at(-1);
    if (!last) return raise("KeyError", "popitem(): dictionary is empty");
    self.delete(last[0]);
    return new Tuple(last);
  },
  "clear(self, /)": (self: Dict) => self.table.clear(),
  "copy(self, /)": (self: Dict) => Dict.of(self.entries()),
});

for (const type of [keysType, valuesType, itemsType])
  methods(type, {
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
