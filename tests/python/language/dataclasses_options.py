from dataclasses import KW_ONLY, InitVar, dataclass, field, make_dataclass, replace
from typing import ClassVar


@dataclass
class Rect:
    w: float
    h: float
    area: float = field(init=False)
    scale: InitVar[float] = 1.0
    made: ClassVar[int] = 0

    def __post_init__(self, scale):
        self.area = self.w * self.h * scale
        Rect.made += 1


print(Rect(2, 3), Rect(2, 3, 10), Rect.made)


@dataclass(kw_only=True)
class Options:
    rate: float = 0.1
    steps: int


print(Options(steps=3))
try:
    Options(3)
except TypeError as error:
    print(error)


@dataclass
class Mixed:
    a: int
    _: KW_ONLY
    b: int = 2
    c: int


print(Mixed(1, c=3), Mixed(a=1, b=5, c=4))


@dataclass(repr=False, eq=False)
class Plain:
    a: int


print(Plain(1) == Plain(1), "Plain object" in repr(Plain(1)))


@dataclass(eq=True, unsafe_hash=True)
class Hashed:
    a: int
    b: int = field(hash=False, default=0)


print(hash(Hashed(1, 2)) == hash(Hashed(1, 3)), Hashed(1, 2) == Hashed(1, 3))


def attempt(body):
    try:
        body()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


def mutable():
    @dataclass
    class Bad:
        x: list = []


def order():
    @dataclass
    class Bad:
        x: int = 0
        y: int


attempt(mutable)
attempt(order)
Made = make_dataclass("Made", ["a", ("b", int), ("c", int, field(default=3))])
print(Made(1, 2), replace(Made(1, 2), c=0))


@dataclass(slots=True)
class Slotted:
    a: int


s = Slotted(1)
attempt(lambda: print(s, Slotted.__slots__))
try:
    s.b = 1
except AttributeError as error:
    print(error)


@dataclass
class Matchable:
    x: int
    y: int


print(Matchable.__match_args__, Matchable.__doc__)
print(Matchable.__annotations__)
