from collections import namedtuple
from typing import NamedTuple

Point = namedtuple("Point", ["x", "y"])
p = Point(1, y=2)
print(p, p.x, p[1], len(p), tuple(p), p == (1, 2), p + (3,), isinstance(p, tuple))
x, y = p
print(x, y, p._asdict(), p._replace(x=9), Point._fields, Point._make([5, 6]), Point(*p)._replace(y=0))
print(hash(p) == hash((1, 2)), {p: "found"}[(1, 2)], p < Point(1, 3), sorted([Point(2, 0), p]))
Color = namedtuple("Color", "r g b a", defaults=(0, 255))
print(Color(1, 2), Color(1, 2, 3, 4), Color._field_defaults)
print(namedtuple("Odd", "a, class, a, _x", rename=True)(1, 2, 3, 4))


class Employee(NamedTuple):
    """Works."""

    name: str
    id: int = 3

    def label(self):
        return f"{self.id}:{self.name}"

    @property
    def initial(self):
        return self.name[0]


e = Employee("Ada")
print(e, e.label(), e.initial, Employee._fields, Employee._field_defaults, Employee.__annotations__, Employee.__doc__)


class Vector(namedtuple("Vector", "x y")):
    __slots__ = ()

    def __add__(self, o):
        return Vector(self.x + o.x, self.y + o.y)

    @property
    def norm2(self):
        return self.x**2 + self.y**2


v = Vector(1, 2) + Vector(3, 4)
print(v, v.norm2, v._replace(x=0), type(v).__name__)


def attempt(call):
    try:
        print(call())
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)


attempt(lambda: Point(1))
attempt(lambda: Point(1, 2, 3))
attempt(lambda: Point(1, z=3))
attempt(lambda: setattr(p, "x", 3))
attempt(lambda: p.z)
attempt(lambda: p._replace(q=1))
attempt(lambda: Point._make([1]))
attempt(lambda: namedtuple("Bad", "a class"))
attempt(lambda: namedtuple("Bad", "a a"))
attempt(lambda: namedtuple("Bad", "_a"))
attempt(lambda: Employee())
