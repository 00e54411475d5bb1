/** The part of `enum` that combines members. */
export const flags = String.raw`
class FlagBoundary(StrEnum):
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()

STRICT, CONFORM, EJECT, KEEP = FlagBoundary

class Flag(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return 1 if start is None else start
        return 2 ** max(last_values).bit_length()

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        unknown = value & ~cls._all_bits_ if value >= 0 else 0
        is_int = cls._member_type_ is int
        if value < 0:
            value = (cls._all_bits_ + 1 + value) & cls._flag_mask_ if not is_int else value & cls._all_bits_
        extra = value & ~cls._flag_mask_
        if extra and not is_int:
            width = max(value.bit_length(), cls._flag_mask_.bit_length())
            raise ValueError(
                f"{cls!r} invalid value {value!r}\n"
                f"    given {_bits(value, width)}\n"
                f"  allowed {_bits(cls._flag_mask_, width)}"
            )
        made = int.__new__(cls, value) if is_int else object.__new__(cls)
        made._value_ = value
        members = [m for m in cls if m._value_ & value and _is_single(m._value_)]
        rest = value & ~cls._singles_mask_
        for m in cls._member_map_.values():
            if rest and m._value_ and m._value_ & rest == m._value_ and m not in members:
                members.append(m)
                rest &= ~m._value_
        names = [m._name_ for m in members]
        if extra and names:
            names.append(str(extra))
        made._name_ = "|".join(names) if names else None
        cls._value2member_map_[value] = made
        return made

    def _parts(self):
        return [m for m in self.__class__ if m._value_ & self._value_]

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and {self.__class__.__qualname__!r}"
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._parts()

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        name, value = self._name_, self._value_
        cls = self.__class__.__name__
        return f"<{cls}: {value!r}>" if name is None else f"<{cls}.{name}: {value!r}>"

    def __str__(self):
        cls = self.__class__.__name__
        return f"{cls}({self._value_!r})" if self._name_ is None else f"{cls}.{self._name_}"

    def __bool__(self):
        return bool(self._value_)

    def _other(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return None

    def __or__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else self.__class__(self._value_ | other)

    def __and__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else self.__class__(self._value_ & other)

    def __xor__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else self.__class__(self._value_ ^ other)

    def __invert__(self):
        if self._member_type_ is int:
            return self.__class__(self._singles_mask_ & ~self._value_ if self._value_ >= 0 else ~self._value_)
        return self.__class__(self._singles_mask_ & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

class IntFlag(int, ReprEnum, Flag):
    __str__ = int.__repr__
    __format__ = int.__format__
    __or__ = __ror__ = Flag.__or__
    __and__ = __rand__ = Flag.__and__
    __xor__ = __rxor__ = Flag.__xor__
    __invert__ = Flag.__invert__
    __bool__ = Flag.__bool__
    __len__ = Flag.__len__
    __iter__ = Flag.__iter__
    __contains__ = Flag.__contains__
    __repr__ = Flag.__repr__
    __hash__ = Enum.__hash__

def _bits(n, width):
    return f"{0:#b}"[:2] + f"0 {n:0{width}b}"

def unique(enumeration):
    duplicates = [(n, m._name_) for n, m in enumeration.__members__.items() if n != m._name_]
    if duplicates:
        shown = ", ".join(f"{alias} -> {name}" for alias, name in duplicates)
        raise ValueError(f"duplicate values found in {enumeration!r}: {shown}")
    return enumeration

def global_enum(cls, update_str=False):
    globals().update(cls.__members__)
    return cls
`;
