import { fail } from "../text/failure.js";
import { compareItems, type Comparison, equal } from "../objects/compare.js";
import { Dict } from "../objects/dict.js";
import { raise } from "../objects/exceptions.js";
import { iterate, Iter, iteratorType, listOf } from "../objects/iterate.js";
import { call } from "../objects/machine.js";
import { ClassMethod } from "../objects/functions.js";
import { Getter, getters, methods, Native, type Natives } from "../objects/native.js";
import { index } from "../objects/operators.js";
import { guarded, repr, reprItems } from "../objects/text.js";
import { builtinType, type Type } from "../objects/type.js";
import { dictType, NotImplemented } from "../objects/types.js";
import { type Keywords, Obj, type Value } from "../objects/value.js";
import { showEntries, update } from "../types/dicts.js";
import { genericAlias } from "../types/rest/generics.js";
import { placeOf } from "../types/sequences.js";
import { isCallable } from "./rest/builtins.js";
import type { Library } from "./library.js";

const dequeType = builtinType("deque", undefined, "collections");

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

const defaultDictType = builtinType("defaultdict", [dictType], "collections");

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

export const collections: Library = {
  natives: {
    "_count(counts, items, /)"(counts: Dict, items: Value) {
      const next = iterate(items);
      for (let x = next(); x !== undefined; x = next()) counts.set(x, ((counts.get(x) ?? 0n) as bigint) + 1n);
    },
  },
  values: () => ({ deque: dequeType, defaultdict: defaultDictType }),
  source: String.raw`
import _support
GenericAlias = type(list[int])

_words = {
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
}

def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    names = list(map(str, field_names))
    if rename:
        seen = set()
        for i, name in enumerate(names):
            if not name.isidentifier() or name in _words or name.startswith("_") or name in seen:
                names[i] = f"_{i}"
            seen.add(name)
    for name in [typename, *names]:
        if type(name) is not str:
            raise TypeError("Type names and field names must be strings")
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if name in _words:
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    seen = set()
    for name in names:
        if name.startswith("_") and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in seen:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        seen.add(name)
    names = tuple(names)
    field_defaults = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(names):
            raise TypeError("Got more default values than field names")
        field_defaults = dict(zip(names[len(names) - len(defaults):], defaults))

    args = "".join(f", {name}=_defaults[{name!r}]" if name in field_defaults else f", {name}" for name in names)
    values = "".join(f"{name}, " for name in names)
    new = _support.define(
        "__new__",
        f"def __new__(_cls{args}):\n    return _new(_cls, ({values}))",
        {"_new": tuple.__new__, "_defaults": field_defaults, "__name__": f"namedtuple_{typename}"},
        f"{typename}.__new__",
    )
    new.__doc__ = f"Create new instance of {typename}({', '.join(names)})"

    @classmethod
    def _make(cls, iterable):
        made = tuple.__new__(cls, iterable)
        if len(made) != len(names):
            raise TypeError(f"Expected {len(names)} arguments, got {len(made)}")
        return made

    def _replace(self, /, **kwds):
        made = self._make(kwds.pop(name, value) for name, value in zip(names, self))
        if kwds:
            raise ValueError(f"Got unexpected field names: {list(kwds)!r}")
        return made

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{n}={v!r}' for n, v in zip(names, self))})"

    def _asdict(self):
        return dict(zip(names, self))

    def __getnewargs__(self):
        return tuple(self)

    namespace = {
        "__doc__": f"{typename}({', '.join(names)})",
        "__slots__": (),
        "_fields": names,
        "_field_defaults": field_defaults,
        "__new__": new,
        "_make": _make,
        "__replace__": _replace,
        "_replace": _replace,
        "__repr__": __repr__,
        "_asdict": _asdict,
        "__getnewargs__": __getnewargs__,
        "__match_args__": names,
    }
    del namespace["__replace__"]
    for f in (_make.__func__, _replace, __repr__, _asdict, __getnewargs__):
        f.__qualname__ = f"{typename}.{f.__name__}"
    for i, name in enumerate(names):
        namespace[name] = _support.tuple_field(i)
    namespace["__module__"] = _support.caller_module() if module is None else module
    return type(typename, (tuple,), namespace)

class OrderedDict(dict):
    def __repr__(self):
        if not self:
            return f"{type(self).__name__}()"
        return f"{type(self).__name__}({list(self.items())!r})"

    def popitem(self, last=True):
        if not self:
            raise KeyError("dictionary is empty")
        key = next(reversed(self) if last else iter(self))
        return key, self.pop(key)

    def move_to_end(self, key, last=True):
        if key not in self:
            raise KeyError(key)
        value = dict.pop(self, key)
        others = [] if last else list(self.items())
        if not last:
            dict.clear(self)
        dict.__setitem__(self, key, value)
        for k, v in others:
            dict.__setitem__(self, k, v)

    def copy(self):
        return type(self)(self)

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and list(self) == list(other)
        return dict.__eq__(self, other)

    def __ne__(self, other):
        return not self == other

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = type(self)(self)
        made.update(other)
        return made

    __hash__ = None
    __class_getitem__ = classmethod(GenericAlias)

class Counter(dict):
    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def total(self):
        return sum(self.values())

    def most_common(self, n=None):
        ordered = sorted(self.items(), key=lambda item: item[1], reverse=True)
        return ordered if n is None else ordered[:max(n, 0)]

    def elements(self):
        for key, count in self.items():
            for _ in range(count):
                yield key

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def update(self, iterable=None, /, **kwds):
        if iterable is not None:
            if hasattr(iterable, "items"):
                for key, count in iterable.items():
                    self[key] = count + self.get(key, 0)
            else:
                _count(self, iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        if iterable is not None:
            if hasattr(iterable, "items"):
                for key, count in iterable.items():
                    self[key] = self[key] - count
            else:
                for key in iterable:
                    self[key] = self[key] - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        return type(self)(self)

    def __delitem__(self, key):
        if key in self:
            super().__delitem__(key)

    def __repr__(self):
        if not self:
            return f"{type(self).__name__}()"
        try:
            shown = dict(self.most_common())
        except TypeError:
            shown = dict(self)
        return f"{type(self).__name__}({shown!r})"

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[k] == other[k] for c in (self, other) for k in c)

    def __ne__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other

    __hash__ = None

    def __le__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[k] <= other[k] for c in (self, other) for k in c)

    def __lt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[k] >= other[k] for c in (self, other) for k in c)

    def __gt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self >= other and self != other

    def _combined(self, other, combine):
        made = Counter()
        for key in [*self, *(k for k in other if k not in self)]:
            count = combine(self[key], other[key])
            if count > 0:
                made[key] = count
        return made

    def __add__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, lambda a, b: a + b)

    def __sub__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, lambda a, b: a - b)

    def __or__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, max)

    def __and__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, min)

    def __pos__(self):
        return self._combined(Counter(), lambda a, b: a)

    def __neg__(self):
        return self._combined(Counter(), lambda a, b: -a)

    def _replaced(self, other):
        self.clear()
        dict.update(self, other)
        return self

    def __iadd__(self, other):
        return self._replaced(self + other)

    def __isub__(self, other):
        return self._replaced(self - other)

    def __ior__(self, other):
        return self._replaced(self | other)

    def __iand__(self, other):
        return self._replaced(self & other)

    __class_getitem__ = classmethod(GenericAlias)

def __getattr__(name):
    if name == "abc":
        import collections.abc as found
        return found
    if name in ("ChainMap", "UserDict", "UserList"):
        import _collections_more
        return getattr(_collections_more, name)
    raise AttributeError(f"module 'collections' has no attribute {name!r}")
`,
};

export const collectionsMore: Library = {
  source: String.raw`
from collections.abc import MutableMapping, MutableSequence
import _support

class ChainMap(MutableMapping):
    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for mapping in self.maps:
            try:
                return mapping[key]
            except KeyError:
                pass
        return self.__missing__(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __len__(self):
        return len(set().union(*self.maps))

    def __iter__(self):
        found = {}
        for mapping in reversed(self.maps):
            found |= dict.fromkeys(mapping)
        return iter(found)

    def __contains__(self, key):
        return any(key in m for m in self.maps)

    def __bool__(self):
        return any(self.maps)

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(map(repr, self.maps))})"

    def copy(self):
        return type(self)(self.maps[0].copy(), *self.maps[1:])

    __copy__ = copy

    def new_child(self, m=None, **kwargs):
        if m is None:
            m = kwargs
        elif kwargs:
            m.update(kwargs)
        return type(self)(m, *self.maps)

    @property
    def parents(self):
        return type(self)(*self.maps[1:])

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}")

    def popitem(self):
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError("No keys found in the first mapping.")

    def pop(self, key, *args):
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}")

    def clear(self):
        self.maps[0].clear()

    def __or__(self, other):
        made = self.copy()
        made.maps[0].update(other)
        return made

    def __ior__(self, other):
        self.maps[0].update(other)
        return self

class UserDict(MutableMapping):
    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        if dict is not None:
            self.update(dict)
        if kwargs:
            self.update(kwargs)

    def __len__(self):
        return len(self.data)

    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        missing = getattr(type(self), "__missing__", None)
        if missing is not None:
            return missing(self, key)
        raise KeyError(key)

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __contains__(self, key):
        return key in self.data

    def __repr__(self):
        return repr(self.data)

    def copy(self):
        made = type(self)()
        made.data = self.data.copy()
        return made

    def __or__(self, other):
        return type(self)(self.data | getattr(other, "data", other))

    def __ior__(self, other):
        self.data |= getattr(other, "data", other)
        return self

class UserList(MutableSequence):
    def __init__(self, initlist=None):
        self.data = [] if initlist is None else list(initlist)

    def __repr__(self):
        return repr(self.data)

    def __len__(self):
        return len(self.data)

    def __getitem__(self, i):
        return type(self)(self.data[i]) if isinstance(i, slice) else self.data[i]

    def __setitem__(self, i, item):
        self.data[i] = item

    def __delitem__(self, i):
        del self.data[i]

    def insert(self, i, item):
        self.data.insert(i, item)

    def __eq__(self, other):
        return self.data == getattr(other, "data", other)

    def __add__(self, other):
        return type(self)(self.data + list(other))

    def __mul__(self, n):
        return type(self)(self.data * n)

    def sort(self, /, *args, **kwds):
        self.data.sort(*args, **kwds)

    def copy(self):
        return type(self)(self)

for _c in (ChainMap, UserDict, UserList):
    _support.set_module(_c, "collections")
`,
};
