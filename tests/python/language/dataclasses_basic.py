from dataclasses import dataclass, field, fields, asdict, astuple, replace, is_dataclass, FrozenInstanceError


@dataclass
class Point:
    x: float
    y: float = 0.0
    tags: list = field(default_factory=list)

    def norm2(self):
        return self.x**2 + self.y**2


a = Point(1, 2)
b = Point(1, 2)
print(a, a == b, a != Point(2, 2), a is b, a.norm2(), a == (1, 2, []))
a.tags.append("t")
print(a, b, a == b)
print(
    [(f.name, f.type, f.init, f.repr) for f in fields(Point)], is_dataclass(Point), is_dataclass(a), is_dataclass(3)
)
print(asdict(a), astuple(a), replace(a, y=9))
try:
    hash(a)
except TypeError as error:
    print(error)


@dataclass(frozen=True)
class Frozen:
    a: int
    b: str = "b"


f = Frozen(1)
try:
    f.a = 2
except FrozenInstanceError as error:
    print(type(error).__name__, error)
try:
    del f.b
except AttributeError as error:
    print(error)
print(hash(Frozen(1)) == hash(f), {f: 1}[Frozen(1, "b")], replace(f, a=5))


@dataclass(order=True)
class Item:
    price: int
    name: str = field(compare=False)
    secret: int = field(default=0, repr=False, compare=False)


items = [Item(3, "c"), Item(1, "z"), Item(2, "a")]
print(sorted(items), max(items).name, Item(1, "a") == Item(1, "b"), Item(1, "a") <= Item(1, "b"))
try:
    Item(1, "a") < 3
except TypeError as error:
    print(error)
for call in (lambda: Point(), lambda: Point(1, 2, 3, 4), lambda: Point(1, z=2), lambda: replace(f, c=1)):
    try:
        call()
    except TypeError as error:
        print(error)
