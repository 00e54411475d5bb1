import functools


class Version:
    def __init__(self, *parts):
        self.parts = parts

    def __eq__(self, other):
        return self.parts == other.parts if isinstance(other, Version) else NotImplemented

    def __lt__(self, other):
        return self.parts < other.parts if isinstance(other, Version) else NotImplemented

    def __le__(self, other):
        return self < other or self == other

    def __hash__(self):
        return hash(self.parts)

    def __repr__(self):
        return "v" + ".".join(map(str, self.parts))


a, b = Version(1, 2), Version(1, 10)
print(a < b, a > b, a <= b, a >= b, a == b, a != b, a == Version(1, 2), a == "x", a != "x")
print(sorted([b, a, Version(0, 9)]), max(a, b), min(a, b), {a: 1}[Version(1, 2)], len({a, b, Version(1, 2)}))
try:
    a < 3
except TypeError as error:
    print(error)


class OnlyEq:
    def __eq__(self, other):
        return True


try:
    hash(OnlyEq())
except TypeError as error:
    print(error)
print(OnlyEq() == 3, 3 == OnlyEq(), OnlyEq() != 3, OnlyEq.__hash__)


@functools.total_ordering
class T:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __gt__(self, other):
        return self.n > other.n


print(T(1) < T(2), T(1) <= T(1), T(2) >= T(3), T(2) > T(1))


class Odd:
    def __lt__(self, other):
        return "lt"

    def __gt__(self, other):
        return "gt"

    def __eq__(self, other):
        return "eq"

    def __ne__(self, other):
        return []


o = Odd()
print(o < 1, 1 < o, o == 1, 1 == o, o != 1, not (o != 1))
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 == True, 3 > 2 != 1, 1 < 2 > 0 <= 0)
print([1, 2] < [1, 3], (1,) < (1, 0), "a" < "b" < "ba", [] < [0], {1} < {1, 2}, {1} <= {1}, {1, 2} > {3})
print(None == None, None is None, ... is not None, [] == [], ... is None, 1 == "1", float("nan") == float("nan"))
nan = float("nan")
print([nan] == [nan], nan in [nan], (nan,) == (nan,), [float("nan")] == [nan])
for pair in ((1, "a"), ([], ()), (None, 1), ({}, {}), ({1}, [1]), (1j, 2j)):
    try:
        pair[0] < pair[1]
    except TypeError as error:
        print(error)


def f(x):
    print("f", x)
    return x


print(f(1) < f(3) < f(2) < f(9))
