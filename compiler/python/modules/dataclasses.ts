import type { Library } from "./library.js";

export const dataclasses: Library = {
  source: String.raw`
import _support
GenericAlias = type(list[int])
MappingProxyType = type(vars(object))

class FrozenInstanceError(AttributeError):
    pass

class _Default:
    def __repr__(self):
        return "<factory>"

class _Missing:
    def __repr__(self):
        return f"<dataclasses._MISSING_TYPE object at {hex(id(self))}>"

class _KwOnly:
    pass

_HAS_DEFAULT_FACTORY = _Default()
MISSING = _Missing()
KW_ONLY = _KwOnly()

class _Kind:
    def __init__(self, name):
        self.name = name
    def __repr__(self):
        return self.name

_FIELD, _CLASSVAR, _INITVAR = map(_Kind, ("_FIELD", "_FIELD_CLASSVAR", "_FIELD_INITVAR"))

class InitVar:
    def __init__(self, type):
        self.type = type
    def __class_getitem__(cls, type):
        return InitVar(type)
    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f"dataclasses.InitVar[{name}]"

class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = MappingProxyType({} if metadata is None else metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        names = "name type default default_factory init repr hash compare metadata kw_only _field_type".split()
        return f"Field({','.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    def __set_name__(self, owner, name):
        func = getattr(type(self.default), "__set_name__", None)
        if func is not None:
            func(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)

class _DataclassParams:
    def __init__(self, **options):
        self.__dict__.update(options)
    def __repr__(self):
        return f"_DataclassParams({','.join(f'{k}={v!r}' for k, v in vars(self).items())})"

def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)

def _is_classvar(annotation):
    if isinstance(annotation, str):
        return annotation.split("[")[0].split(".")[-1] == "ClassVar"
    return getattr(annotation, "_is_classvar", False) or getattr(
        getattr(annotation, "__origin__", None), "_is_classvar", False
    )

def _is_initvar(annotation):
    if isinstance(annotation, str):
        return annotation.split("[")[0].split(".")[-1] == "InitVar"
    return annotation is InitVar or isinstance(annotation, InitVar)

def _is_kw_only(annotation):
    if isinstance(annotation, str):
        return annotation.split(".")[-1] == "KW_ONLY"
    return annotation is KW_ONLY

def _field_of(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if isinstance(default, type(vars(_Slots)["a"])):
            default = MISSING
        f = field(default=default)
    f.name = name
    f.type = annotation
    f._field_type = _FIELD
    if _is_classvar(annotation):
        f._field_type = _CLASSVAR
    elif _is_initvar(annotation):
        f._field_type = _INITVAR
    if f._field_type in (_CLASSVAR, _INITVAR) and f.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if f._field_type in (_FIELD, _INITVAR):
        if f.kw_only is MISSING:
            f.kw_only = kw_only
    elif f.kw_only is not MISSING:
        raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    if f._field_type is _FIELD and f.default is not MISSING and type(f.default).__hash__ is None:
        raise ValueError(
            f"mutable default {type(f.default)} for field {name} is not allowed: use default_factory"
        )
    return f

class _Slots:
    a = property()

def _define(cls, name, params, body, names):
    text = f"def {name}({', '.join(params)}):\n" + "\n".join(f"    {line}" for line in body or ["pass"])
    made = _support.define(name, text, names, f"{cls.__qualname__}.{name}")
    made.__module__ = cls.__module__
    return made

def _init(cls, fields, std, kw, frozen, has_post):
    seen_default = False
    for f in std:
        if f.init:
            if f.default is not MISSING or f.default_factory is not MISSING:
                seen_default = True
            elif seen_default:
                raise TypeError(f"non-default argument {f.name!r} follows default argument")
    self = "__dataclass_self__" if any(f.name == "self" for f in fields) else "self"
    names = {"MISSING": MISSING, "_factory": _HAS_DEFAULT_FACTORY, "_set": object.__setattr__, "__name__": cls.__module__}
    body = []
    annotations = {}

    def param(f):
        annotations[f.name] = f.type
        if f.default is not MISSING:
            names[f"_default_{f.name}"] = f.default
            return f"{f.name}=_default_{f.name}"
        return f"{f.name}=_factory" if f.default_factory is not MISSING else f.name

    for f in fields:
        value = f.name
        if f.default_factory is not MISSING:
            names[f"_make_{f.name}"] = f.default_factory
            value = f"_make_{f.name}() if {f.name} is _factory else {f.name}" if f.init else f"_make_{f.name}()"
        elif not f.init:
            if f.default is MISSING or not hasattr(cls, "__slots__"):
                continue
            names[f"_default_{f.name}"] = f.default
            value = f"_default_{f.name}"
        if f._field_type is _INITVAR:
            continue
        body.append(f"_set({self}, {f.name!r}, {value})" if frozen else f"{self}.{f.name} = {value}")
    if has_post:
        body.append(f"{self}.__post_init__({', '.join(f.name for f in fields if f._field_type is _INITVAR)})")
    params = [self, *(param(f) for f in std if f.init)]
    if any(f.init for f in kw):
        params += ["*", *(param(f) for f in kw if f.init)]
    made = _define(cls, "__init__", params, body, names)
    made.__annotations__ = annotations | {"return": None}
    return made

_showing = set()

def _repr_method(cls, fields):
    shown = [f.name for f in fields if f.repr]
    def __repr__(self):
        if id(self) in _showing:
            return "..."
        _showing.add(id(self))
        try:
            return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"
        finally:
            _showing.discard(id(self))
    return __repr__

def _compared(cls, name, op, fields):
    names = [f.name for f in fields if f.compare]
    mine = "(" + "".join(f"self.{n}, " for n in names) + ")"
    its = "(" + "".join(f"other.{n}, " for n in names) + ")"
    body = ["if other.__class__ is self.__class__:", f"    return {mine} {op} {its}", "return NotImplemented"]
    return _define(cls, name, ["self", "other"], body, {"__name__": cls.__module__})

def _hash_method(cls, fields):
    names = [f.name for f in fields if (f.compare if f.hash is None else f.hash)]
    values = "".join(f"self.{n}, " for n in names)
    return _define(cls, "__hash__", ["self"], [f"return hash(({values}))"], {"__name__": cls.__module__})

def _set_new(cls, name, value):
    if _support.has_own(cls, name):
        return True
    if _support.is_function(value):
        value.__qualname__ = f"{cls.__qualname__}.{value.__name__}"
    setattr(cls, name, value)
    return False

def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    fields = {}
    has_base = frozen_base = False
    for b in cls.__mro__[-1:0:-1]:
        inherited = vars(b).get("__dataclass_fields__")
        if inherited is not None:
            has_base = True
            for f in inherited.values():
                fields[f.name] = f
            frozen_base = frozen_base or getattr(b, "__dataclass_params__").frozen
    annotations = vars(cls).get("__annotations__", {})
    own = []
    seen_kw_only = False
    for name, annotation in annotations.items():
        if _is_kw_only(annotation):
            if seen_kw_only:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            seen_kw_only = kw_only = True
        else:
            own.append(_field_of(cls, name, annotation, kw_only))
    for f in own:
        fields[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in list(vars(cls).items()):
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if has_base:
        if frozen_base and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if not frozen_base and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    cls.__dataclass_fields__ = fields
    cls.__dataclass_params__ = _DataclassParams(
        init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen
    )
    has_hash = _support.has_own(cls, "__hash__") and not (
        _support.own(cls, "__hash__") is None and _support.has_own(cls, "__eq__")
    )
    if order and not eq:
        raise ValueError("eq must be true if order is true")

    all_init = [f for f in fields.values() if f._field_type in (_FIELD, _INITVAR)]
    plain = [f for f in fields.values() if f._field_type is _FIELD]
    std = [f for f in all_init if not f.kw_only]
    kw = [f for f in all_init if f.kw_only]
    if init:
        _set_new(cls, "__init__", _init(cls, all_init, std, kw, frozen, hasattr(cls, "__post_init__")))
    if repr:
        _set_new(cls, "__repr__", _repr_method(cls, plain))
    own_eq = _support.has_own(cls, "__eq__")
    if eq:
        _set_new(cls, "__eq__", _compared(cls, "__eq__", "==", plain))
    if order:
        for name, op in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
            if _set_new(cls, name, _compared(cls, name, op, plain)):
                raise TypeError(
                    f"Cannot overwrite attribute {name} in class {cls.__name__}. Consider using functools.total_ordering"
                )
    if frozen:
        names = tuple(f.name for f in plain)
        def __setattr__(self, name, value):
            if type(self) is cls or name in names:
                raise FrozenInstanceError(f"cannot assign to field {name!r}")
            super(cls, self).__setattr__(name, value)
        def __delattr__(self, name):
            if type(self) is cls or name in names:
                raise FrozenInstanceError(f"cannot delete field {name!r}")
            super(cls, self).__delattr__(name)
        for f in (__setattr__, __delattr__):
            if _set_new(cls, f.__name__, f):
                raise TypeError(f"Cannot overwrite attribute {f.__name__} in class {cls.__name__}")
    if unsafe_hash:
        if has_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
        cls.__hash__ = _hash_method(cls, plain)
    elif eq and not has_hash:
        cls.__hash__ = _hash_method(cls, plain) if frozen else None
    if not getattr(cls, "__doc__"):
        cls.__doc__ = cls.__name__ + _signature(cls, std, kw, init)
    if match_args:
        _set_new(cls, "__match_args__", tuple(f.name for f in std if f.init))
    if weakref_slot and not slots:
        raise TypeError("weakref_slot is True but slots is False")
    if slots:
        cls = _with_slots(cls, frozen, plain)
    return cls

def _shown_type(annotation):
    if isinstance(annotation, type):
        name = annotation.__qualname__
        return name if annotation.__module__ == "builtins" else f"{annotation.__module__}.{name}"
    shown = repr(annotation)
    return shown.replace("typing.", "") if getattr(annotation, "__module__", None) == "typing" else shown

def _signature(cls, std, kw, init):
    if not init or not cls.__init__.__qualname__.endswith(f"{cls.__qualname__}.__init__"):
        from inspect import signature
        try:
            return str(signature(cls)).replace(" -> None", "")
        except (TypeError, ValueError):
            return ""

    def shown(f):
        text = f"{f.name}: {_shown_type(f.type)}"
        if f.default is not MISSING:
            return f"{text} = {f.default!r}"
        return text if f.default_factory is MISSING else f"{text} = <factory>"

    named = [shown(f) for f in kw if f.init]
    return f"({', '.join([shown(f) for f in std if f.init] + (['*'] if named else []) + named)})"

def _with_slots(cls, frozen, plain):
    if _support.has_own(cls, "__slots__"):
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    inherited = set()
    for b in cls.__mro__[1:-1]:
        inherited.update(getattr(b, "__slots__", ()))
    namespace = dict(vars(cls))
    namespace["__slots__"] = tuple(f.name for f in plain if f.name not in inherited)
    for f in plain:
        namespace.pop(f.name, None)
    for name in ("__dict__", "__weakref__"):
        namespace.pop(name, None)
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = cls.__qualname__
    _support.replace_class_cell(cls, made)
    return made

def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)
    return wrap if cls is None else wrap(cls)

def fields(class_or_instance):
    try:
        found = class_or_instance.__dataclass_fields__
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(f for f in found.values() if f._field_type is _FIELD)

def _is_instance(obj):
    return hasattr(type(obj), "__dataclass_fields__")

def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), "__dataclass_fields__")

def _unfolded(obj, make):
    if _is_instance(obj):
        return make([(f.name, _unfolded(getattr(obj, f.name), make)) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_unfolded(v, make) for v in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)(_unfolded(v, make) for v in obj)
    if isinstance(obj, dict):
        entries = [(_unfolded(k, make), _unfolded(v, make)) for k, v in obj.items()]
        if hasattr(type(obj), "default_factory"):
            made = type(obj)(obj.default_factory)
            for k, v in entries:
                made[k] = v
            return made
        return type(obj)(entries)
    import copy
    return copy.deepcopy(obj)

def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _unfolded(obj, dict_factory)

def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _unfolded(obj, lambda entries: tuple_factory([v for _, v in entries]))

def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in obj.__dataclass_fields__.values():
        if f._field_type is _CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(
                    f"field {f.name} is declared with init=False, it cannot be specified with replace()"
                )
            continue
        if f.name not in changes:
            if f._field_type is _INITVAR and f.default is MISSING:
                raise ValueError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)

def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    annotations = {}
    names = dict(namespace or {})
    for item in fields:
        if isinstance(item, str):
            name, annotation = item, "typing.Any"
        elif len(item) == 2:
            name, annotation = item
        else:
            name, annotation, names[item[0]] = item
        if not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = annotation
    names["__annotations__"] = annotations
    names.setdefault("__module__", "types")
    meta = type(bases[0]) if bases else type
    return dataclass(meta(cls_name, bases, names), **options)
`,
};
