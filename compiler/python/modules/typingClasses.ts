/** The part of `typing` that makes classes, and marks them. */
export const namedClasses = String.raw`
class NewType(_Typing):
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp
        self.__module__ = _support.caller_module()
    def __call__(self, x):
        return x
    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"
    def __mro_entries__(self, bases):
        name = self.__name__
        raise TypeError(
            f"Cannot subclass an instance of NewType. Perhaps you were looking for: "
            f"${"`"}Subclass = NewType('Subclass', {name})${"`"}"
        )

def _named_tuple(name, types, defaults, module):
    from collections import namedtuple
    made = namedtuple(name, list(types), defaults=defaults, module=module)
    made.__annotations__ = made.__new__.__annotations__ = dict(types)
    return made

_prohibited = {
    "__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_field_types", "_make",
    "_replace", "_asdict", "_source",
}

class _NamedTupleMeta(type):
    def __new__(cls, typename, bases, names):
        types = {name: _checked(t) for name, t in names.get("__annotations__", {}).items()}
        defaults = []
        for name in types:
            if name in names:
                defaults.append(name)
            elif defaults:
                raise TypeError(
                    f"Non-default namedtuple field {name} cannot follow default field"
                    f"{'s' if len(defaults) > 1 else ''} {', '.join(defaults)}"
                )
        made = _named_tuple(typename, types, [names[n] for n in defaults], names["__module__"])
        others = tuple(b for b in bases if b is not _NamedTuple)
        if others:
            made = type(typename, (made, *others), {"__module__": names["__module__"], "__slots__": ()})
        for name, value in names.items():
            if name in _prohibited:
                raise AttributeError(f"Cannot overwrite NamedTuple attribute {name}")
            if name not in ("__module__", "__annotations__", "__qualname__", "__orig_bases__") and name not in types:
                setattr(made, name, value)
        made.__qualname__ = names.get("__qualname__", typename)
        return made

class _NamedTuple:
    pass

def NamedTuple(typename, fields=None, /, **kwargs):
    types = [(n, _checked(t)) for n, t in (kwargs.items() if fields is None else fields)]
    return _named_tuple(typename, dict(types), (), _support.caller_module())

_NamedTuple = type.__new__(_NamedTupleMeta, "NamedTuple", (), {})
NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)

class _TypedDictMeta(type):
    def __new__(cls, name, bases, names, total=True):
        made = type.__new__(cls, name, (dict,), names)
        annotations = {}
        required, optional = set(), set()
        for base in bases:
            annotations.update(getattr(base, "__annotations__", {}))
            required |= getattr(base, "__required_keys__", set())
            optional |= getattr(base, "__optional_keys__", set())
        own = {n: _checked(t) for n, t in names.get("__annotations__", {}).items()}
        for n, t in own.items():
            origin = getattr(t, "__origin__", None)
            needed = origin is Required or total and origin is not NotRequired
            (required if needed else optional).add(n)
        made.__annotations__ = annotations | own
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__total__ = total
        return made
    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)
    def __instancecheck__(cls, obj):
        raise TypeError("TypedDict does not support instance and class checks")
    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    return _TypedDictMeta(
        typename, (), {"__annotations__": dict(fields or kwargs), "__module__": _support.caller_module()}, total=total
    )

_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)

def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)

def cast(typ, val):
    return val

def assert_type(val, typ, /):
    return val

def reveal_type(obj, /):
    import sys
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj

def assert_never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r:.100}")

def overload(func):
    def refuse(*args, **kwds):
        raise NotImplementedError(
            "You should not call an overloaded function. A series of @overload-decorated functions outside a stub "
            "module should always be followed by an implementation that is not @overload-ed."
        )
    return refuse

def get_overloads(func):
    return []

def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f

def no_type_check(arg):
    arg.__no_type_check__ = True
    return arg

def dataclass_transform(**kwargs):
    return lambda cls: cls

def get_origin(tp):
    if isinstance(tp, _Annotated):
        return Annotated
    if isinstance(tp, (_Alias, _SpecialAlias, GenericAlias)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, UnionType):
        return UnionType
    return None

def get_args(tp):
    if isinstance(tp, _Annotated):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, _Callable):
        *args, result = tp.__args__
        return tp.__args__ if args == [...] or args and isinstance(args[0], ParamSpec) else (args, result)
    if isinstance(tp, (_Alias, GenericAlias, UnionType)):
        return tp.__args__
    return ()

def _evaluated(t, names):
    if t is None:
        return NoneType
    if isinstance(t, ForwardRef):
        t = t.__forward_arg__
    if isinstance(t, str):
        f = _support.define("_annotation", f"def _annotation():\n    return ({t}\n    )", dict(names), "annotation")
        return _evaluated(f(), names)
    if isinstance(t, _Union):
        return Union[tuple(_evaluated(a, names) for a in t.__args__)]
    if type(t) in (_Alias, _Callable) and any(isinstance(a, (ForwardRef, _Alias)) for a in t.__args__):
        return t._with(tuple(_evaluated(a, names) for a in t.__args__))
    if isinstance(t, GenericAlias) and any(isinstance(a, (str, ForwardRef, GenericAlias)) for a in t.__args__):
        return GenericAlias(t.__origin__, tuple(_evaluated(a, names) if a is not ... else a for a in t.__args__))
    return t

def _stripped(t):
    if isinstance(t, _Annotated):
        return _stripped(t.__origin__)
    if isinstance(t, _Alias) and t.__origin__ in (Required, NotRequired):
        return _stripped(t.__args__[0])
    if isinstance(t, _Alias) and type(t) is not _Literal and t.__args__:
        args = tuple(map(_stripped, t.__args__))
        return t if args == t.__args__ else t._with(args)
    return t

def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    import sys
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            module = sys.modules.get(base.__module__)
            names = vars(module) if module is not None and globalns is None else (globalns or {})
            names = {**names, **vars(base), **(localns or {})}
            for name, t in vars(base).get("__annotations__", {}).items():
                hints[name] = _evaluated(t, names)
    else:
        inner = obj
        while hasattr(inner, "__wrapped__"):
            inner = inner.__wrapped__
        names = getattr(inner, "__globals__", {}) if globalns is None else globalns
        if isinstance(obj, type(sys)):
            names = vars(obj)
        names = {**names, **(localns or {})}
        annotations = getattr(obj, "__annotations__", None)
        if annotations is None:
            raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        for name, t in annotations.items():
            hints[name] = _evaluated(t, names)
    return hints if include_extras else {name: _stripped(t) for name, t in hints.items()}
`;
