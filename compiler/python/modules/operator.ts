import { compare, equal, same } from "../objects/compare.js";
import { iterate } from "../objects/iterate.js";
import type { Natives } from "../objects/native.js";
import {
  binary,
  contains,
  deleteItem,
  getItem,
  index,
  inPlace,
  operatorNames,
  setItem,
  unary,
} from "../objects/operators.js";
import { truth } from "../objects/truth.js";
import type { Value } from "../objects/value.js";
import type { Library } from "./library.js";

const natives: Record<string, Natives[string]> = {
  "truth(a, /)": truth,
  "not_(a, /)": (x: Value) => !truth(x),
  "is_(a, b, /)": same,
  "is_not(a, b, /)": (a: Value, b: Value) => !same(a, b),
  "index(a, /)": (x: Value) => index(x),
  "contains(a, b, /)": contains,
  "getitem(a, b, /)": getItem,
  "setitem(a, b, c, /)": setItem,
  "delitem(a, b, /)": deleteItem,
  "neg(a, /)": (x: Value) => unary("-", x),
  "pos(a, /)": (x: Value) => unary("+", x),
  "inv(a, /)": (x: Value) => unary("~", x),
  "invert(a, /)": (x: Value) => unary("~", x),
  "concat(a, b, /)": (a: Value, b: Value) => binary("+", a, b),
  "iconcat(a, b, /)": (a: Value, b: Value) => inPlace("+", a, b),
  "countOf(a, b, /)"(items: Value, x: Value) {
    const next = iterate(items);
    let n = 0n;
    for (let item = next(); item !== undefined; item = next()) if (equal(item, x)) n++;
    return n;
  },
};
for (const [op, name] of Object.entries(operatorNames)) {
  if (name === "divmod") continue;
  const safe = ["and", "or"].includes(name) ? `${name}_` : name;
  natives[`${safe}(a, b, /)`] = (a: Value, b: Value) => binary(op, a, b);
  natives[`i${name}(a, b, /)`] = (a: Value, b: Value) => inPlace(op, a, b);
}
for (const [name, op] of [
  ["eq", "=="],
  ["ne", "!="],
  ["lt", "<"],
  ["le", "<="],
  ["gt", ">"],
  ["ge", ">="],
] as const)
  natives[`${name}(a, b, /)`] = (a: Value, b: Value) => compare(op, a, b);

export const operator: Library = {
  natives,
  source: String.raw`
def indexOf(a, b, /):
    for i, x in enumerate(a):
        if x is b or x == b:
            return i
    raise ValueError("sequence.index(x): x not in sequence")

def call(obj, /, *args, **kwargs):
    return obj(*args, **kwargs)

def abs(a, /):
    return _abs(a)

def length_hint(obj, default=0, /):
    try:
        return len(obj)
    except TypeError:
        hint = getattr(type(obj), "__length_hint__", None)
        return default if hint is None else hint(obj)

import builtins
_abs = builtins.abs

class itemgetter:
    def __init__(self, /, *items):
        if not items:
            raise TypeError("itemgetter expected 1 argument, got 0")
        self._items = items

    def __call__(self, obj, /):
        if len(self._items) == 1:
            return obj[self._items[0]]
        return tuple(obj[i] for i in self._items)

    def __repr__(self):
        return f"operator.itemgetter({', '.join(map(repr, self._items))})"

class attrgetter:
    def __init__(self, attr, /, *attrs):
        self._attrs = (attr, *attrs)
        for name in self._attrs:
            if not isinstance(name, str):
                raise TypeError("attribute name must be a string")

    def __call__(self, obj, /):
        values = []
        for path in self._attrs:
            x = obj
            for name in path.split("."):
                x = getattr(x, name)
            values.append(x)
        return values[0] if len(values) == 1 else tuple(values)

    def __repr__(self):
        return f"operator.attrgetter({', '.join(map(repr, self._attrs))})"

class methodcaller:
    def __init__(self, name, /, *args, **kwargs):
        if not isinstance(name, str):
            raise TypeError("method name must be a string")
        self._name = name
        self._args = args
        self._kwargs = kwargs

    def __call__(self, obj, /):
        return getattr(obj, self._name)(*self._args, **self._kwargs)

    def __repr__(self):
        named = [f"{k}={v!r}" for k, v in self._kwargs.items()]
        return f"operator.methodcaller({', '.join([repr(self._name), *map(repr, self._args), *named])})"
`,
};
