/** `collections.defaultdict`. */

import { fail } from "../text/failure.js";
import { Dict } from "../objects/dict.js";
import { raise } from "../objects/exceptions.js";
import { call } from "../objects/machine.js";
import { Getter, methods, Native } from "../objects/native.js";
import { guarded, repr } from "../objects/text.js";
import { builtinType, type Type } from "../objects/type.js";
import { dictType, NotImplemented } from "../objects/types.js";
import { type Keywords, type Value } from "../objects/value.js";
import { showEntries, update } from "../types/dicts.js";
import { isCallable } from "./rest/builtins.js";

export const defaultDictType = builtinType("defaultdict", [dictType], "collections");

class DefaultDict extends Dict {
  factory: Value = null;
}

defaultDictType.set(
  "__new__",
  new Native("__new__(cls, *args, **kwargs)", (type: Type) => new DefaultDict(type)),
);
function copyOf(self: DefaultDict): DefaultDict {
  const made = new DefaultDict(self.type);
  made.factory = self.factory;
  for (const [k, v] of self.entries()) made.set(k, v);
  return made;
}
methods(defaultDictType, {
  "__init__(self, default_factory=None, /, *args, **kwargs)"(
    self: DefaultDict,
    factory: Value = null,
    args: readonly Value[],
    keywords: Keywords,
  ) {
    if (factory !== null && !isCallable(factory))
      fail("TypeError", "first argument must be callable or None");
    self.factory = factory;
    update(self, args[0], keywords);
  },
  "__missing__(self, key, /)"(self: DefaultDict, key: Value) {
    if (self.factory === null) return raise("KeyError", key);
    const value = call(self.factory, []);
    self.set(key, value);
    return value;
  },
  "__repr__(self, /)": (self: DefaultDict) =>
    guarded(
      self,
      `${self.type.name}(...)`,
      () => `${self.type.name}(${repr(self.factory)}, {${showEntries(self.entries())}})`,
    ),
  "copy(self, /)": copyOf,
  "__copy__(self, /)": copyOf,
  "__or__(self, value, /)"(self: DefaultDict, other: Value) {
    if (!(other instanceof Dict)) return NotImplemented;
    const made = copyOf(self);
    update(made, other, new Map());
    return made;
  },
});
defaultDictType.set(
  "default_factory",
  new Getter(
    "default_factory",
    (self) => (self as DefaultDict).factory,
    (self, factory) => ((self as DefaultDict).factory = factory),
  ),
);
