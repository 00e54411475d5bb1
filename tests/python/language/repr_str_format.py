class P:
    def __init__(self, x):
        self.x = x

    def __repr__(self):
        return f"P({self.x!r})"

    def __str__(self):
        return f"<{self.x}>"

    def __format__(self, spec):
        return f"[{spec or 'empty'}|{self.x}]"


p = P("a")
print(p, repr(p), str(p), [p], {p.x: p}, (p, p), {"k": [p]})
print(f"{p} {p!r} {p!s} {p:abc} {p!r:>10} {[p]}", "{:x} {!r} {}".format(p, p, p), "%s %r" % (p, p))
print(format(p), format(p, "z"), "%-8s|%5r|" % (p, p))


class OnlyRepr:
    def __repr__(self):
        return "only"


o = OnlyRepr()
print(o, f"{o}", str(o))
try:
    f"{o:>6}"
except TypeError as error:
    print(error)


class Bad:
    def __repr__(self):
        return 3

    def __str__(self):
        return None


for show in (repr, str):
    try:
        show(Bad())
    except TypeError as error:
        print(error)


class D:
    pass


print(repr(D()).split(" at ")[0], D, [D], type(D()))
recursive = [1]
recursive.append(recursive)
d = {}
d["self"] = d
print(recursive, d)
print([1, "a", None, True, 2.0, (3,), (), {}, set(), frozenset({1}), range(3), ..., NotImplemented, 1j])
print({"a": 'it\'s "q"', 'b': "it's"}, ["\n\t\\", "é", "\x00\x7f\u200b", "😀"])
print(print(end=""), type, int, list[int], dict[str, list[int]], Exception("a"), repr(Exception("a", 1)))
print(repr(KeyError("k")))
