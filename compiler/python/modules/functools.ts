import { fail } from "../text/failure.js";
import { less } from "../objects/compare.js";
import { Tuple } from "../objects/containers.js";
import { Dict } from "../objects/dict.js";
import { Partial, partialType } from "../objects/functions.js";
import { call } from "../objects/machine.js";
import { getters, methods, Native } from "../objects/native.js";
import { guarded, repr } from "../objects/text.js";
import type { Type } from "../objects/type.js";
import type { Keywords, Value } from "../objects/value.js";
import { isCallable } from "./rest/builtins.js";
import type { Library } from "./library.js";

partialType.set("__doc__", "A call whose first arguments are known.");
partialType.set(
  "__new__",
  new Native(
    "__new__(cls, /, *args, **keywords)",
    (type: Type, [func, ...args]: readonly Value[], keywords: Keywords) => {
      if (func === undefined) fail("TypeError", "type 'partial' takes at least one argument");
      if (!isCallable(func)) fail("TypeError", "the first argument must be callable");
      // A partial of a partial is one of the inner function, unless it has attributes of its own.
      return func instanceof Partial && func.dict === undefined
        ? new Partial(func.func, [...func.args, ...args], new Map([...func.keywords, ...keywords]), type)
        : new Partial(func, args, keywords, type);
    },
  ),
);
methods(partialType, {
  "__call__(self, /, *args, **kwargs)": (self: Partial, args: readonly Value[], keywords: Keywords) =>
    call(self.func, [...self.args, ...args], new Map([...self.keywords, ...keywords])),
  "__repr__(self, /)": (self: Partial) =>
    guarded(self, "...", () => {
      const named = Array.from(self.keywords, ([k, v]) => `${k}=${repr(v)}`);
      const name = self.type === partialType ? "functools.partial" : self.type.qualname;
      return `${name}(${[repr(self.func), ...self.args.map(repr), ...named].join(", ")})`;
    }),
});
getters(partialType, {
  func: (self: Partial) => self.func,
  args: (self: Partial) => new Tuple(self.args),
  keywords: (self: Partial) => Dict.of(self.keywords),
});

export const functools: Library = {
  natives: {
    "_less(a, b, /)": less,
  },
  values: () => ({ partial: partialType }),
  source: String.raw`
GenericAlias = type(list[int])

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)
_absent = object()

def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper

def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)

def reduce(function, iterable, initial=_absent, /):
    it = iter(iterable)
    if initial is _absent:
        for value in it:
            break
        else:
            raise TypeError("reduce() of empty iterable with no initial value")
    else:
        value = initial
    for x in it:
        value = function(value, x)
    return value

class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.func = func
        self.args = args
        self.keywords = keywords

    def __repr__(self):
        args = [repr(self.func), *map(repr, self.args), *(f"{k}={v!r}" for k, v in self.keywords.items())]
        return f"functools.partialmethod({', '.join(args)})"

    def __get__(self, instance, owner=None):
        get = getattr(type(self.func), "__get__", None)
        if get is not None:
            bound = get(self.func, instance, owner)
            if bound is not self.func:
                return partial(bound, *self.args, **self.keywords)
        def method(self_, /, *args, **keywords):
            return self.func(self_, *self.args, *args, **{**self.keywords, **keywords})
        return method.__get__(instance, owner)

    # Special methods are called as they are found in the class.
    def __call__(self, instance, /, *args, **keywords):
        return self.__get__(instance, type(instance))(*args, **keywords)

    __class_getitem__ = classmethod(GenericAlias)

class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                f"({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            known = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} "
                f"instance to cache {self.attrname!r} property."
            ) from None
        value = known.get(self.attrname, _absent)
        if value is _absent:
            value = known[self.attrname] = self.func(instance)
        return value

    __class_getitem__ = classmethod(GenericAlias)

_single_types = (int, str)

def _key(args, keywords, typed):
    if not keywords and not typed and len(args) == 1 and type(args[0]) in _single_types:
        return args[0]
    key = args
    if keywords:
        key += (_absent,)
        for item in keywords.items():
            key += item
    if typed:
        key += tuple(type(x) for x in args) + tuple(type(x) for x in keywords.values())
    return key

def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, False)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda f: _cached(f, maxsize, typed)

def cache(user_function, /):
    return lru_cache(maxsize=None)(user_function)

def _cached(f, maxsize, typed):
    known = {}
    hits = misses = 0

    def wrapper(*args, **keywords):
        nonlocal hits, misses
        key = _key(args, keywords, typed)
        value = known.get(key, _absent)
        if value is not _absent:
            hits += 1
            if maxsize is not None:
                del known[key]
                known[key] = value
            return value
        misses += 1
        value = f(*args, **keywords)
        if maxsize == 0:
            return value
        if maxsize is not None and key not in known and len(known) >= maxsize:
            del known[next(iter(known))]
        known[key] = value
        return value

    def cache_info():
        return _cache_info(hits, misses, maxsize, len(known))

    def cache_clear():
        nonlocal hits, misses
        hits = misses = 0
        known.clear()

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, f)

_CacheInfo = None

def _cache_info(*values):
    global _CacheInfo
    if _CacheInfo is None:
        from collections import namedtuple
        _CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"], module="functools")
    return _CacheInfo(*values)

def cmp_to_key(mycmp):
    class K:
        __slots__ = ["obj"]
        def __init__(self, obj):
            self.obj = obj
        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0
        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0
        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0
        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0
        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0
        __hash__ = None
    return K

def _negated(name):
    def method(self, other):
        result = getattr(type(self), name)(self, other)
        return result if result is NotImplemented else not result
    return method

def _or_equal(name):
    def method(self, other):
        result = getattr(type(self), name)(self, other)
        return result if result is NotImplemented else result or self == other
    return method

def _and_differs(name):
    def method(self, other):
        result = getattr(type(self), name)(self, other)
        return result if result is NotImplemented else result and self != other
    return method

def _neither(name):
    def method(self, other):
        result = getattr(type(self), name)(self, other)
        return result if result is NotImplemented else not result and self != other
    return method

def _not_or_equal(name):
    def method(self, other):
        result = getattr(type(self), name)(self, other)
        return result if result is NotImplemented else not result or self == other
    return method

_orders = {
    "__lt__": {"__gt__": _neither, "__le__": _or_equal, "__ge__": _negated},
    "__le__": {"__ge__": _not_or_equal, "__lt__": _and_differs, "__gt__": _negated},
    "__gt__": {"__lt__": _neither, "__ge__": _or_equal, "__le__": _negated},
    "__ge__": {"__le__": _not_or_equal, "__gt__": _and_differs, "__lt__": _negated},
}

def total_ordering(cls):
    roots = [op for op in _orders if getattr(cls, op, None) is not getattr(object, op, None)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = next(op for op in ("__lt__", "__le__", "__gt__", "__ge__") if op in roots)
    for name, make in _orders[root].items():
        if name not in roots:
            method = make(root)
            method.__name__ = name
            method.__qualname__ = f"{cls.__qualname__}.{name}"
            setattr(cls, name, method)
    return cls

def _find_implementation(cls, registry):
    for base in cls.__mro__:
        if base is not object and base in registry:
            return registry[base]
    matches = [t for t in registry if t is not object and t not in cls.__mro__ and issubclass(cls, t)]
    best = None
    for t in matches:
        if best is None or issubclass(t, best):
            best = t
        elif not issubclass(best, t):
            raise RuntimeError(f"Ambiguous dispatch: {best} or {t}")
    return registry[object if best is None else best]

def singledispatch(func):
    registry = {object: func}
    name = getattr(func, "__name__", "singledispatch function")

    def dispatch(cls):
        return _find_implementation(cls, registry)

    def is_union(t):
        from types import UnionType
        from typing import Union, get_origin
        return get_origin(t) in (Union, UnionType)

    def register(cls, func=None):
        if isinstance(cls, type) or is_union(cls):
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError(f"Invalid first argument to ${"`"}register()${"`"}. {cls!r} is not a class or union type.")
            annotations = getattr(cls, "__annotations__", {})
            if not annotations:
                raise TypeError(
                    f"Invalid first argument to ${"`"}register()${"`"}: {cls!r}. "
                    "Use either ${"`"}@register(some_class)${"`"} or plain ${"`"}@register${"`"} on an annotated function."
                )
            func = cls
            from typing import get_type_hints
            argname, cls = next(iter(get_type_hints(func).items()))
            if not isinstance(cls, type) and not is_union(cls):
                raise TypeError(f"Invalid annotation for {argname!r}. {cls!r} is not a class.")
        if is_union(cls):
            for member in cls.__args__:
                registry[member] = func
        else:
            registry[cls] = func
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return _find_implementation(args[0].__class__, registry)(*args, **kw)

    MappingProxyType = type(vars(object))
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = lambda: None
    update_wrapper(wrapper, func)
    return wrapper

class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            found = self.dispatcher.dispatch(args[0].__class__)
            return found.__get__(obj, cls)(*args, **kwargs)
        method.register = self.register
        update_wrapper(method, self.func)
        return method
`,
};
