import type { Library } from "./library.js";
import { flags } from "./enumFlags.js";

export const enumeration: Library = {
  source: [
    String.raw`
from types import MappingProxyType

class auto:
    def __init__(self, value=None):
        self.value = value
    def __repr__(self):
        return f"auto({self.value!r})"

class member:
    def __init__(self, value):
        self.value = value

class nonmember:
    def __init__(self, value):
        self.value = value

property = property

def _is_descriptor(x):
    return any(hasattr(type(x), n) for n in ("__get__", "__set__", "__delete__"))

def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__"

def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_"

class _EnumDict(dict):
    def __init__(self, cls_name):
        super().__init__()
        self.cls_name = cls_name
        self.members = {}
        self.ignored = set()
        self.generate = None

    def __setitem__(self, name, value):
        if name == "_ignore_":
            self.ignored = set(value.replace(",", " ").split() if isinstance(value, str) else value)
        elif name == "_generate_next_value_":
            self.generate = getattr(value, "__func__", value)
        elif _is_sunder(name):
            if name not in ("_order_", "_missing_", "_value_repr_", "_numeric_repr_"):
                raise ValueError(f"_sunder_ names, such as {name!r}, are reserved for future Enum use")
            if name == "_order_":
                return
        elif name in self.ignored or _is_dunder(name) or name.startswith(f"_{self.cls_name}__"):
            pass
        elif name in self.members:
            raise TypeError(f"{name!r} already defined as {self.members[name]!r}")
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not _is_descriptor(value):
            if name in self:
                raise TypeError(f"{name!r} already defined as {self[name]!r}")
            if isinstance(value, member):
                value = value.value
            if isinstance(value, auto):
                value = self.next_value(name, value)
            elif isinstance(value, tuple) and any(isinstance(v, auto) for v in value):
                value = tuple(self.next_value(name, v) if isinstance(v, auto) else v for v in value)
            self.members[name] = value
        super().__setitem__(name, value)

    def next_value(self, name, given):
        if given.value is None:
            given.value = self.generate(name, 1, len(self.members), list(self.members.values()))
        return given.value

class EnumType(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        _refuse_extension(cls, bases)
        names = _EnumDict(cls)
        _, first = _kinds(bases)
        if first is not None:
            names.generate = first._generate_next_value_
        return names

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        members = classdict.members
        data_type, first = _kinds(bases)
        names = {k: v for k, v in classdict.items() if k not in members and k not in classdict.ignored}
        names.pop("_ignore_", None)
        if "_generate_next_value_" in names:
            names["_generate_next_value_"] = staticmethod(classdict.generate)
        if "mro" in members:
            raise ValueError("invalid enum member name(s) 'mro'")
        names["_member_names_"] = []
        names["_member_map_"] = {}
        names["_value2member_map_"] = {}
        names["_member_type_"] = data_type
        own_new = names.get("__new__")
        if own_new is not None and first is not None:
            names["__new_member__"] = own_new
            del names["__new__"]
        made = super().__new__(metacls, cls, bases, names, **kwds)
        if not members:
            return _finished(made, first)
        new_member = getattr(made, "__new_member__", None)
        for name, value in members.items():
            args = value if isinstance(value, tuple) else (value,)
            if data_type is tuple:
                args = (args,)
            if new_member is not None:
                item = new_member(made, *args)
            elif data_type is object:
                item = object.__new__(made)
            else:
                item = data_type.__new__(made, *args)
            if "_value_" not in item.__dict__:
                item._value_ = value if data_type is object else data_type(*args)
            value = item._value_
            item._name_ = name
            item.__objclass__ = made
            item._sort_order_ = len(made._member_names_)
            same = _known(made, value)
            if same is not None:
                item = same
            else:
                init = made.__init__
                if init is not object.__init__ and _has_init(made):
                    init(item, *args)
                if not (issubclass(made, _flag_class()) and not _is_single(value)):
                    made._member_names_.append(name)
            made._member_map_[name] = item
            type.__setattr__(made, name, item)
            try:
                made._value2member_map_.setdefault(value, item)
            except TypeError:
                pass
        return _finished(made, first)

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            return cls.__new__(cls, value)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        classdict = metacls.__prepare__(value, bases)
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            values = []
            for name in names:
                values.append(cls._generate_next_value_(name, start, len(values), values[:]))
            names = list(zip(names, values))
        for item in names:
            name, v = (item, names[item]) if isinstance(item, str) else item
            classdict[name] = v
        import _support
        classdict["__module__"] = _support.caller_module() if module is None else module
        classdict["__qualname__"] = value if qualname is None else qualname
        return metacls.__new__(metacls, value, bases, classdict)

    def __bool__(cls):
        return True

    def __contains__(cls, member):
        if not isinstance(member, Enum):
            raise TypeError(
                f"unsupported operand type(s) for 'in': '{type(member).__qualname__}' and '{cls.__class__.__qualname__}'"
            )
        return isinstance(member, cls) and member._name_ in cls._member_map_

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError(f"cannot delete member {attr!r}.")
        super().__delattr__(attr)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __dir__(cls):
        return sorted({"__class__", "__contains__", "__doc__", "__getitem__", "__init_subclass__", "__iter__", "__len__",
                       "__members__", "__module__", "__name__", "__qualname__", *cls._member_names_})

    def __getattr__(cls, name):
        raise AttributeError(name)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    @property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        kind = "flag" if Flag is not None and issubclass(cls, Flag) else "enum"
        return f"<{kind} {cls.__name__!r}>"

EnumMeta = EnumType
Enum = Flag = None

def _flag_class():
    return Flag or ()

def _is_single(value):
    return isinstance(value, int) and value > 0 and value & (value - 1) == 0

def _has_init(cls):
    for base in cls.__mro__:
        if "__init__" in vars(base):
            return base not in (object, int, str, float, tuple, Enum)
    return False

def _known(cls, value):
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        for item in cls._member_map_.values():
            if item._value_ == value:
                return item
    return None

def _refuse_extension(name, bases):
    for base in bases:
        for b in base.__mro__:
            if isinstance(b, EnumType) and b._member_names_:
                raise TypeError(f"<enum {name!r}> cannot extend {b!r}")

def _kinds(bases):
    if not bases:
        return object, None
    first = bases[-1] if isinstance(bases[-1], EnumType) else None
    for base in bases:
        for b in base.__mro__:
            if b is object or isinstance(b, EnumType):
                if isinstance(b, EnumType) and b._member_type_ is not object:
                    return b._member_type_, first
                continue
            if "__new__" in vars(b) or hasattr(b, "__dataclass_fields__"):
                return b, first
    return object, first

def _finished(cls, first):
    if first is None:
        return cls
    data_type = cls._member_type_
    for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
        if name in vars(cls) or data_type is object:
            continue
        found = getattr(cls, name, None)
        if found in (getattr(data_type, name, None), getattr(object, name, None)):
            type.__setattr__(cls, name, getattr(first, name, found))
    type.__setattr__(cls, "__new__", staticmethod(Enum.__new__))
    if issubclass(cls, _flag_class() or ()):
        mask = 0
        single = 0
        for item in cls._member_map_.values():
            mask |= item._value_
            if _is_single(item._value_):
                single |= item._value_
        type.__setattr__(cls, "_flag_mask_", mask)
        type.__setattr__(cls, "_singles_mask_", single)
        type.__setattr__(cls, "_all_bits_", 2 ** mask.bit_length() - 1)
        cls._member_names_.sort(key=lambda name: cls._member_map_[name]._value_)
    return cls

class Enum(metaclass=EnumType):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            return sorted(last_values)[-1] + 1
        except TypeError:
            pass
        for value in reversed(last_values):
            try:
                return value + 1
            except TypeError:
                pass
        return start

    def __new__(cls, value):
        if type(value) is cls:
            return value
        found = _known(cls, value)
        if found is not None:
            return found
        error = None
        try:
            result = cls._missing_(value)
        except Exception as e:
            error, result = e, None
        if isinstance(result, cls):
            return result
        wrong = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        if error is None and result is not None:
            error = TypeError(
                f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member"
            )
        if error is None:
            raise wrong
        error.__context__ = wrong
        raise error

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        data = getattr(type(self)._member_type_, "__repr__", repr)
        value = self._value_
        shown = repr(value) if type(self)._member_type_ is object else data(value)
        return f"<{self.__class__.__name__}.{self._name_}: {shown}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

class ReprEnum(Enum):
    pass

class IntEnum(int, ReprEnum):
    __str__ = int.__repr__
    __format__ = int.__format__

class StrEnum(str, ReprEnum):
    def __new__(cls, *values):
        for value in values:
            if not isinstance(value, str):
                raise TypeError(f"{value!r} is not a string")
        value = str(*values)
        made = str.__new__(cls, value)
        made._value_ = value
        return made
    __str__ = str.__str__
    __format__ = str.__format__

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()
`,
    flags,
  ].join("\n"),
};
