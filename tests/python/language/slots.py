class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


p = Point(1, 2)
p.x += 5
print(p.x, p.y, Point.__slots__, hasattr(p, "__dict__"))


def attempt(action):
    try:
        print(action())
    except (AttributeError, TypeError, ValueError) as error:
        print(type(error).__name__, error)


attempt(lambda: setattr(p, "z", 3))
attempt(lambda: p.z)
attempt(lambda: vars(p))
attempt(lambda: delattr(p, "x"))
attempt(lambda: p.x)
attempt(lambda: type(Point.x).__name__)


class Point3(Point):
    __slots__ = ["z"]


class Loose(Point):
    pass


q = Point3(1, 2)
q.z = 3
attempt(lambda: setattr(q, "w", 3))
l = Loose(1, 2)
l.anything = 4
print(q.x, q.z, l.anything, l.__dict__)


def conflict():
    class Bad:
        __slots__ = ("a",)
        a = 1


attempt(conflict)
attempt(lambda: setattr(object(), "a", 1))
attempt(lambda: setattr(3, "a", 1))
attempt(lambda: setattr([], "append", 1))
attempt(lambda: setattr(int, "a", 1))
