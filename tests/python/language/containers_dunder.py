class Grid:
    def __init__(self, w, h):
        self.w, self.h = w, h
        self.cells = {}

    def __len__(self):
        return self.w * self.h

    def __getitem__(self, key):
        print("get", key)
        return self.cells.get(key, 0) if isinstance(key, tuple) and all(isinstance(k, int) for k in key) else key

    def __setitem__(self, key, value):
        print("set", key, value)
        self.cells[key] = value

    def __delitem__(self, key):
        print("del", key)
        del self.cells[key]

    def __contains__(self, key):
        return key in self.cells

    def __iter__(self):
        return iter(sorted(self.cells))

    def __reversed__(self):
        return iter(sorted(self.cells, reverse=True))


g = Grid(2, 3)
g[0, 1] = 5
g[1, 1] = 6
print(g[0, 1], (0, 1) in g, (5, 5) not in g, len(g), list(g), list(reversed(g)))
print(g[1:2], g[::2], g[1:2, ::3], g[...], g[..., None], g[:], g[1:2, 0], g["k"], g[()], g[1,], g[-1])
g[0, 1] += 10
del g[1, 1]
print(g.cells, bool(g))


class Sequence:
    """__getitem__ alone is enough to iterate and to look for something."""

    def __getitem__(self, i):
        if i >= 4:
            raise IndexError(i)
        return i * i


s = Sequence()
print(list(s), 9 in s, 5 in s, [*enumerate(s)], max(s), tuple(zip(s, "ab")))
a, b, *rest = s
print(a, b, rest)


class Truth:
    def __init__(self, b):
        self.b = b

    def __bool__(self):
        print("bool asked")
        return self.b


print("yes" if Truth(True) else "no", not Truth(False), bool(Truth(False)))
print(bool(Grid(0, 3)), bool(Sequence()))


class BadBool:
    def __bool__(self):
        return 1


class BadLen:
    def __len__(self):
        return -1


class TextLen:
    def __len__(self):
        return "3"


for call in (lambda: bool(BadBool()), lambda: len(BadLen()), lambda: bool(BadLen()), lambda: len(TextLen())):
    try:
        call()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
