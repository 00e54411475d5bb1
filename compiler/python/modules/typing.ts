import type { Library } from "./library.js";

export const typing: Library = {
  source: String.raw`
import _support
from abc import ABCMeta, abstractmethod
from types import FunctionType, GenericAlias, MethodType, NoneType, UnionType

TYPE_CHECKING = False
Text = str

def _type_repr(x):
    if isinstance(x, type) and not isinstance(x, GenericAlias):
        return x.__qualname__ if x.__module__ == "builtins" else f"{x.__module__}.{x.__qualname__}"
    if x is ...:
        return "..."
    if isinstance(x, FunctionType):
        return x.__name__
    if isinstance(x, list):
        return f"[{', '.join(map(_type_repr, x))}]"
    return repr(x)

def _checked(arg, message="Parameters to generic types must be types."):
    if arg is None:
        return NoneType
    if isinstance(arg, str):
        return ForwardRef(arg)
    if type(arg) is tuple:
        raise TypeError(f"{message} Got {arg!r:.100}.")
    return arg

def _parameters(args):
    found = []
    for arg in args:
        if isinstance(arg, (TypeVar, ParamSpec)):
            inner = (arg,)
        elif isinstance(arg, (list, tuple)):
            inner = _parameters(arg)
        elif isinstance(arg, type) and not isinstance(arg, GenericAlias):
            inner = ()
        else:
            inner = getattr(arg, "__parameters__", ())
        for p in inner:
            if p not in found:
                found.append(p)
    return tuple(found)

class _Typing:
    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

class ForwardRef(_Typing):
    def __init__(self, arg):
        self.__forward_arg__ = arg
    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"
    def __eq__(self, other):
        return isinstance(other, ForwardRef) and other.__forward_arg__ == self.__forward_arg__
    def __hash__(self):
        return hash(self.__forward_arg__)
    def __call__(self):
        raise TypeError("a forward reference is no class")

class _Form(_Typing):
    def __init__(self, name, make=None):
        self._name = name
        self._make = make
        self._is_classvar = name == "ClassVar"
    def __repr__(self):
        return f"typing.{self._name}"
    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")
    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")
    def __instancecheck__(self, obj):
        raise TypeError(f"{self!r} cannot be used with isinstance()")
    def __subclasscheck__(self, cls):
        raise TypeError(f"{self!r} cannot be used with issubclass()")
    def __getitem__(self, args):
        if self._make is None:
            raise TypeError(f"{self!r} is not subscriptable")
        return self._make(self, args)
    def __hash__(self):
        return hash(self._name)
    def __copy__(self):
        return self
    def __deepcopy__(self, memo):
        return self

def _one(form, arg):
    if isinstance(arg, tuple):
        raise TypeError(f"{form!r} accepts only single type.")
    return _Alias(form, (_checked(arg),), form._name)

class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)
    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()

class Any(metaclass=_AnyMeta):
    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)

class _Alias(_Typing):
    def __init__(self, origin, args, name=None):
        self.__origin__ = origin
        self.__args__ = args
        self.__parameters__ = _parameters(args)
        self._name = name

    def __repr__(self):
        name = _type_repr(self.__origin__) if self._name is None else f"typing.{self._name}"
        return f"{name}[{', '.join(map(_type_repr, self.__args__)) or '()'}]"

    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, tuple(map(repr, self.__args__))))

    def __getitem__(self, args):
        args = args if isinstance(args, tuple) else (args,)
        if not self.__parameters__:
            raise TypeError(f"{self!r} is not a generic class")
        if len(args) != len(self.__parameters__) and not any(isinstance(p, ParamSpec) for p in self.__parameters__):
            many = "many" if len(args) > len(self.__parameters__) else "few"
            raise TypeError(
                f"Too {many} arguments for {self!r}; actual {len(args)}, expected {len(self.__parameters__)}"
            )
        return self._with(_substituted(self.__args__, dict(zip(self.__parameters__, map(_checked, args)))))

    def _with(self, args):
        return type(self)(self.__origin__, args, self._name)

    def __call__(self, *args, **kwargs):
        if not isinstance(self.__origin__, type):
            raise TypeError(f"Type {self._name} cannot be instantiated; use {self._name.lower()}() instead")
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except AttributeError:
            pass
        return made

    def __mro_entries__(self, bases):
        if self.__origin__ is Generic:
            if Protocol in bases:
                return ()
            for b in bases[bases.index(self) + 1:]:
                if isinstance(b, _Alias) and b is not self:
                    return ()
        if not isinstance(self.__origin__, type):
            raise TypeError(f"Cannot subclass {self!r}")
        made = [self.__origin__]
        if self._name is not None and self.__origin__ not in (Generic, Protocol) and not any(
            isinstance(b, _Alias) and b is not self or isinstance(b, type) and issubclass(b, Generic) for b in bases
        ):
            made.append(Generic)
        return tuple(made)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__") or name in ("_name",):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

def _substituted(args, values):
    made = []
    for arg in args:
        if isinstance(arg, (TypeVar, ParamSpec)):
            arg = values[arg]
            if isinstance(arg, (list, tuple)):
                made.extend(arg)
                continue
        elif isinstance(arg, (list, tuple)):
            arg = type(arg)(_substituted(arg, values))
        elif not isinstance(arg, type) and getattr(arg, "__parameters__", ()):
            arg = arg[tuple(values[p] for p in arg.__parameters__)]
        made.append(arg)
    return tuple(made)

class _Union(_Alias):
    def __repr__(self):
        if len(self.__args__) == 2 and NoneType in self.__args__:
            other = self.__args__[self.__args__[0] is NoneType]
            return f"typing.Optional[{_type_repr(other)}]"
        return super().__repr__()
    def __eq__(self, other):
        if not isinstance(other, (_Union, UnionType)):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)
    def __hash__(self):
        return hash(frozenset(self.__args__))
    def _with(self, args):
        return Union[args]
    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))
    def __subclasscheck__(self, cls):
        return any(issubclass(cls, arg) for arg in self.__args__)

def _union(form, args):
    if args == ():
        raise TypeError("Cannot take a Union of no types.")
    found = []
    for arg in args if isinstance(args, tuple) else (args,):
        arg = _checked(arg, "Union[arg, ...]: each arg must be a type.")
        for a in arg.__args__ if isinstance(arg, (_Union, UnionType)) else (arg,):
            if a not in found:
                found.append(a)
    return found[0] if len(found) == 1 else _Union(form, tuple(found), "Union")

def _optional(form, arg):
    if isinstance(arg, tuple):
        raise TypeError(f"{form} requires a single type. Got {arg!r:.100}.")
    return Union[arg, None]

class _Literal(_Alias):
    def __repr__(self):
        return f"typing.Literal[{', '.join(map(repr, self.__args__))}]"
    def __eq__(self, other):
        if not isinstance(other, _Literal):
            return NotImplemented
        return {(type(a), a) for a in self.__args__} == {(type(a), a) for a in other.__args__}
    def __hash__(self):
        return hash(frozenset((type(a), a) for a in self.__args__))

def _literal(form, args):
    found = []
    for arg in args if isinstance(args, tuple) else (args,):
        for a in arg.__args__ if isinstance(arg, _Literal) else (arg,):
            if not any(type(a) is type(b) and a == b for b in found):
                found.append(a)
    return _Literal(form, tuple(found), "Literal")

class _Annotated(_Alias):
    def __init__(self, origin, metadata):
        super().__init__(origin, (origin,), "Annotated")
        self.__metadata__ = metadata
    def __repr__(self):
        return f"typing.Annotated[{_type_repr(self.__origin__)}, {', '.join(map(repr, self.__metadata__))}]"
    def __eq__(self, other):
        if not isinstance(other, _Annotated):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__
    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))
    def _with(self, args):
        return _Annotated(args[0], self.__metadata__)

def _annotated(form, args):
    if not isinstance(args, tuple) or len(args) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
    origin, *metadata = args
    if isinstance(origin, _Annotated):
        return _Annotated(origin.__origin__, origin.__metadata__ + tuple(metadata))
    return _Annotated(_checked(origin), tuple(metadata))

def _many(form, args):
    return _Alias(form, args if isinstance(args, tuple) else (args,), form._name)

Union = _Form("Union", _union)
Optional = _Form("Optional", _optional)
Literal = _Form("Literal", _literal)
Annotated = _Form("Annotated", _annotated)
ClassVar, Final, TypeGuard, Required, NotRequired, Unpack = (
    _Form(_name, _one) for _name in "ClassVar Final TypeGuard Required NotRequired Unpack".split()
)
Concatenate = _Form("Concatenate", _many)
NoReturn, Never, Self, LiteralString, TypeAlias = map(_Form, "NoReturn Never Self LiteralString TypeAlias".split())

class TypeVar(_Typing):
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant
        self.__module__ = _support.caller_module()
    def __repr__(self):
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__
    def __call__(self):
        raise TypeError("'TypeVar' object is not callable")
    def __copy__(self):
        return self
    def __deepcopy__(self, memo):
        return self

class ParamSpec(TypeVar):
    @property
    def args(self):
        return _Form(f"{self.__name__}.args")
    @property
    def kwargs(self):
        return _Form(f"{self.__name__}.kwargs")

class TypeVarTuple(TypeVar):
    def __repr__(self):
        return self.__name__
    def __iter__(self):
        yield Unpack[self]

AnyStr = TypeVar("AnyStr", bytes, str)

class Generic:
    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, params):
        params = tuple(map(_checked, params if isinstance(params, tuple) else (params,)))
        if cls in (Generic, Protocol):
            if not params:
                raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
            if not all(isinstance(p, TypeVar) for p in params):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables or parameter specification variables.")
            if len(set(params)) != len(params):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
            return _Alias(cls, params, cls.__name__)
        own = getattr(cls, "__parameters__", ())
        if not own:
            raise TypeError(f"{cls} is not a generic class")
        if len(own) == 1 and isinstance(own[0], ParamSpec) and len(params) > 1:
            params = (params,)
        if len(params) != len(own):
            many = "many" if len(params) > len(own) else "few"
            raise TypeError(f"Too {many} arguments for {cls}; actual {len(params)}, expected {len(own)}")
        return _Alias(cls, params)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = vars(cls).get("__orig_bases__", cls.__bases__)
        if "__orig_bases__" in vars(cls) and Generic in bases or "__orig_bases__" not in vars(cls) and (
            Generic in cls.__bases__ and cls.__name__ != "Protocol"
        ):
            raise TypeError("Cannot inherit from plain Generic")
        variables = ()
        if "__orig_bases__" in vars(cls):
            variables = _parameters(bases)
            for base in bases:
                if isinstance(base, _Alias) and base.__origin__ in (Generic, Protocol):
                    missing = [v for v in variables if v not in base.__parameters__]
                    if missing:
                        raise TypeError(
                            f"Some type variables ({', '.join(map(str, missing))}) are not listed in "
                            f"{base.__origin__.__name__}[{', '.join(map(str, base.__parameters__))}]"
                        )
                    variables = base.__parameters__
        cls.__parameters__ = variables

_not_members = {
    "__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__", "__slots__",
    "__subclasshook__", "__weakref__", "__class_getitem__", "__parameters__", "__orig_bases__", "_is_protocol",
    "_is_runtime_protocol", "_abc_registry", "__match_args__", "__hash__", "__qualname__", "__init_subclass__",
}

def _protocol_members(cls):
    names = set()
    for base in cls.__mro__[:-1]:
        if base in (Protocol, Generic):
            continue
        if getattr(base, "_is_protocol", False):
            names.update(n for n in [*vars(base), *vars(base).get("__annotations__", {})] if n not in _not_members)
    return names

class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        if not vars(cls).get("_is_protocol"):
            return super().__instancecheck__(instance)
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if super().__instancecheck__(instance):
            return True
        return all(hasattr(instance, name) for name in _protocol_members(cls))

    def __subclasscheck__(cls, other):
        if not vars(cls).get("_is_protocol") or cls in getattr(other, "__mro__", ()):
            return super().__subclasscheck__(other)
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        return all(
            any(vars(base).get(name) is not None for base in other.__mro__) for name in _protocol_members(cls)
        )

def _no_init(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError("Protocols cannot be instantiated")

class Protocol(Generic, metaclass=_ProtocolMeta):
    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if "_is_protocol" not in vars(cls):
            cls._is_protocol = any(b is Protocol for b in cls.__bases__)
        if cls._is_protocol:
            for base in cls.__bases__:
                if base not in (object, Generic) and not getattr(base, "_is_protocol", False) and (
                    base.__module__ != "collections.abc"
                ):
                    raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")
            cls.__init__ = _no_init
        elif cls.__init__ is _no_init:
            cls.__init__ = object.__init__

def runtime_checkable(cls):
    if not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls

class _SpecialAlias(_Typing):
    def __init__(self, name, origin, count=1):
        self._name = name
        self._origin = origin
        self._count = count

    @property
    def __origin__(self):
        if isinstance(self._origin, str):
            module, _, name = self._origin.rpartition(".")
            if module == "collections.abc":
                import collections.abc as found
            elif module == "contextlib":
                import contextlib as found
            elif module == "re":
                import re as found
            else:
                import collections as found
            self._origin = getattr(found, name)
        return self._origin

    def __repr__(self):
        return f"typing.{self._name}"

    def __call__(self, *args, **kwargs):
        if self._name in ("Deque", "DefaultDict", "OrderedDict", "Counter", "ChainMap"):
            return self.__origin__(*args, **kwargs)
        raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")

    def __getitem__(self, params):
        params = params if isinstance(params, tuple) else (params,)
        if self._name == "Callable":
            if len(params) != 2:
                raise TypeError("Callable must be used as Callable[[arg, ...], result].")
            args, result = params
            if isinstance(args, (list, tuple)):
                return _Callable(self.__origin__, (*map(_checked, args), _checked(result)), "Callable")
            return _Callable(self.__origin__, (args, _checked(result)), "Callable")
        if self._name != "Tuple" and len(params) != self._count:
            many = "many" if len(params) > self._count else "few"
            raise TypeError(f"Too {many} arguments for {self!r}; actual {len(params)}, expected {self._count}")
        return _Alias(self.__origin__, () if params == ((),) else tuple(map(_checked, params)), self._name)

    def __mro_entries__(self, bases):
        made = [self.__origin__]
        if not any(isinstance(b, _Alias) or isinstance(b, type) and issubclass(b, Generic) for b in bases):
            made.append(Generic)
        return tuple(made)

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)

    def __eq__(self, other):
        return self is other

    def __hash__(self):
        return hash(self._name)

class _Callable(_Alias):
    def __repr__(self):
        *args, result = self.__args__
        if len(args) == 1 and (args[0] is ... or isinstance(args[0], (ParamSpec, _Alias)) and (
            isinstance(args[0], ParamSpec) or args[0].__origin__ is Concatenate
        )):
            return f"typing.Callable[{_type_repr(args[0])}, {_type_repr(result)}]"
        return f"typing.Callable[[{', '.join(map(_type_repr, args))}], {_type_repr(result)}]"

List = _SpecialAlias("List", list)
Dict = _SpecialAlias("Dict", dict, 2)
Tuple = _SpecialAlias("Tuple", tuple, -1)
Set = _SpecialAlias("Set", set)
FrozenSet = _SpecialAlias("FrozenSet", frozenset)
Type = _SpecialAlias("Type", type)
Callable = _SpecialAlias("Callable", "collections.abc.Callable", 2)
AbstractSet = _SpecialAlias("AbstractSet", "collections.abc.Set")
ContextManager = _SpecialAlias("ContextManager", "contextlib.AbstractContextManager")
Deque = _SpecialAlias("Deque", "collections.deque")
DefaultDict = _SpecialAlias("DefaultDict", "collections.defaultdict", 2)
Pattern = _SpecialAlias("Pattern", "re.Pattern")
Match = _SpecialAlias("Match", "re.Match")
for _name in "OrderedDict ChainMap".split():
    globals()[_name] = _SpecialAlias(_name, f"collections.{_name}", 2)
Counter = _SpecialAlias("Counter", "collections.Counter")
for _name in (
    "Awaitable AsyncIterable Iterable Iterator Reversible Container Collection MutableSet Sequence MutableSequence "
    "KeysView ValuesView MappingView"
).split():
    globals()[_name] = _SpecialAlias(_name, f"collections.abc.{_name}")
for _name in "Mapping MutableMapping ItemsView".split():
    globals()[_name] = _SpecialAlias(_name, f"collections.abc.{_name}", 2)
Generator = _SpecialAlias("Generator", "collections.abc.Generator", 3)
for _name in "Hashable Sized".split():
    globals()[_name] = _SpecialAlias(_name, f"collections.abc.{_name}", 0)
del _name

for _name, _method in (
    ("Int", "int"), ("Float", "float"), ("Complex", "complex"), ("Index", "index"), ("Abs", "abs"), ("Round", "round"),
):
    def _supported(self):
        raise NotImplementedError
    globals()[f"Supports{_name}"] = runtime_checkable(
        _ProtocolMeta(f"Supports{_name}", (Protocol,), {
            "__module__": "typing", "_is_protocol": True, f"__{_method}__": _supported,
            "__class_getitem__": classmethod(lambda cls, key: cls),
        })
    )
del _name, _method, _supported

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
`,
};
