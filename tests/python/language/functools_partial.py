from functools import partial, partialmethod


def f(a, b=2, *args, c=3, **kw):
    return a, b, args, c, kw


p = partial(f, 1, c=30)
print(p(), p(20), p(20, 21, c=0, d=5), p.func is f, p.args, p.keywords)
q = partial(p, 9, z=1)
print(q.func is f, q.args, q.keywords, q(), repr(partial(int, "101", base=2)), partial(int, base=2)("110"))
print(
    repr(p).startswith("functools.partial(<function f at 0x"), repr(p).endswith(">, 1, c=30)"), type(p), callable(p)
)
print(list(map(partial(pow, 2), range(5))), sorted(["b", "A"], key=partial(str.lower)))
print(partial(print, "x", sep="-")("y", 1))
try:
    partial()
except TypeError as error:
    print(error)
try:
    partial(5)
except TypeError as error:
    print(error)
try:
    partial(f)()
except TypeError as error:
    print(error)


class Cell:
    def __init__(self):
        self.alive = False

    def set(self, state):
        self.alive = state

    on = partialmethod(set, True)


c = Cell()
c.on()
print(c.alive)
p.attribute = "allowed"
print(p.attribute, hasattr(p, "__name__"), p.__doc__ is not None)


@partial(lambda g, n: [g(i) for i in range(n)], n=3)
def squares(i):
    return i * i


print(squares)


class K:
    method = partial(f, "no self")


print(K().method(1))
