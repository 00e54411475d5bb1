/** The part of `typing` that classes are made generic by. */
export const generics = String.raw`
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
`;
