import type { Library } from "./library.js";
import { generics } from "./typingGenerics.js";
import { namedClasses } from "./typingClasses.js";

export const typing: Library = {
  source: [
    String.raw`
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
`,
    generics,
    namedClasses,
  ].join("\n"),
};
