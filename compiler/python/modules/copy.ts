import { List } from "../objects/containers.js";
import { Dict, PySet } from "../objects/dict.js";
import { ExceptionObject } from "../objects/exceptions.js";
import { Boxed, Obj, type Value } from "../objects/value.js";
import { Tuple } from "../objects/containers.js";
import type { Library } from "./library.js";

/** A new object of the same class with the same content, but none of its attributes. */
function hollow(x: Value): Value {
  if (x instanceof Tuple) return new Tuple(x.items, x.type);
  if (x instanceof List) return new List([], x.type);
  if (x instanceof Dict) return new Dict(x.type);
  if (x instanceof PySet) return new PySet(x.items(), x.type);
  if (x instanceof Boxed) return new Boxed(x.type, x.payload);
  if (x instanceof ExceptionObject) return new ExceptionObject(x.type, x.args);
  return x instanceof Obj && x.type.isUser ? new Obj(x.type) : x;
}

export const copy: Library = {
  natives: {
    "_hollow(x, /)": hollow,
    "_attributes(x, /)": (x: Value) => (x instanceof Obj ? (x.dict ?? null) : null),
    "_set_attributes(x, attributes, /)": (x: Obj, attributes: Dict) => void (x.dict = attributes),
  },
  source: String.raw`
class Error(Exception):
    pass

error = Error

def copy(x):
    cls = type(x)
    if cls in (list, dict, set):
        return x.copy()
    if issubclass(cls, type):
        return x
    own = getattr(cls, "__copy__", None)
    if own is not None:
        return own(x)
    if cls in (tuple, frozenset):
        return x
    return _rebuilt(x, lambda v: v, None)

def _rebuilt(x, inner, memo):
    own = getattr(type(x), "__getstate__", None)
    made = _hollow(x)
    if made is x:
        return x
    if memo is not None:
        memo[id(x)] = made
    if isinstance(x, tuple):
        items = [inner(v) for v in x]
        made = type(x)._make(items) if hasattr(type(x), "_make") else tuple.__new__(type(x), items)
    elif isinstance(x, list):
        list.extend(made, [inner(v) for v in x])
    elif isinstance(x, dict):
        for k, v in dict.items(x):
            dict.__setitem__(made, inner(k), inner(v))
    elif isinstance(x, BaseException):
        made.args = inner(x.args)
    state = _attributes(x) if own is None or own is getattr(object, "__getstate__", None) else own(x)
    if state is not None:
        restore = getattr(type(x), "__setstate__", None)
        if restore is not None:
            restore(made, inner(dict(state)))
        elif isinstance(state, dict):
            _set_attributes(made, {k: inner(v) for k, v in state.items()})
    for cls in type(x).__mro__[:-1]:
        slots = vars(cls).get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name not in ("__dict__", "__weakref__") and hasattr(x, name):
                object.__setattr__(made, name, inner(getattr(x, name)))
    return made

def deepcopy(x, memo=None):
    cls = type(x)
    if cls in (int, float, str, bool, type(None)) or issubclass(cls, type):
        return x
    if memo is None:
        memo = {}
    if id(x) in memo:
        return memo[id(x)]
    own = getattr(cls, "__deepcopy__", None)
    if own is not None:
        made = own(x, memo)
    elif cls is tuple:
        items = [deepcopy(v, memo) for v in x]
        made = memo[id(x)] if id(x) in memo else x if all(a is b for a, b in zip(items, x)) else tuple(items)
    elif cls is list:
        made = memo[id(x)] = []
        for v in x:
            made.append(deepcopy(v, memo))
    elif cls is dict:
        made = memo[id(x)] = {}
        for k, v in x.items():
            made[deepcopy(k, memo)] = deepcopy(v, memo)
    elif cls in (set, frozenset):
        made = cls(deepcopy(v, memo) for v in x)
    elif cls.__name__ == "method":
        made = cls(x.__func__, deepcopy(x.__self__, memo))
    elif hasattr(cls, "__copy__") and cls.__module__ == "collections":
        made = _deep_collection(x, memo)
    else:
        made = _rebuilt(x, lambda v: deepcopy(v, memo), memo)
    memo[id(x)] = made
    memo.setdefault(id(memo), []).append(x)
    return made

def _deep_collection(x, memo):
    made = x.__copy__()
    if isinstance(x, dict):
        for k in x:
            made[k] = deepcopy(x[k], memo)
    else:
        for i, v in enumerate(x):
            made[i] = deepcopy(v, memo)
    return made

def replace(obj, /, **changes):
    return obj.__replace__(**changes)
`,
};
