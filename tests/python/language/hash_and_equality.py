class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, o):
        print("eq", (self.x, self.y))
        return isinstance(o, Point) and (self.x, self.y) == (o.x, o.y)

    def __hash__(self):
        return hash((self.x, self.y))


a, b = Point(1, 2), Point(1, 2)
d = {a: "first"}
print(d[b], b in d, a in d, len({a, b}), a == b, a is b, a != b)
d[b] = "second"
print(len(d), list(d.values()))
l = [Point(0, 0), a]
print(l.index(b), l.count(a), a in l)
print(hash(1) == hash(1.0) == hash(True), {1: "a", 1.0: "b"}, hash("") == hash(""), {(1, (2, 3)): 1}[(1, (2, 3))])


class Same:
    def __hash__(self):
        return 7


s, t = Same(), Same()
print(len({s, t, s}), {s: 1, t: 2}[t], s == t)


class NoHash:
    __hash__ = None


class BadHash:
    def __hash__(self):
        return "text"


for bad in (
    lambda: {NoHash()}, lambda: hash(BadHash()), lambda: {[1]: 2}, lambda: {1: 2}[{}], lambda: {(1, []): 0},
    lambda: hash({1}), lambda: {slice(1): 1}
):
    try:
        bad()
    except TypeError as error:
        print(error)


class Inherits(Point):
    def __eq__(self, o):
        return True


try:
    hash(Inherits(1, 2))
except TypeError as error:
    print(error)
print({True: 1, 1: 2, 0: 3, False: 4}, {None: 0}[None], {"a": 1}.get(("a",)), {0.0, -0.0, 0}, {float: 1}[float])
print({len: "f"}[len])
