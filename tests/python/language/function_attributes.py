def documented(x: int, y: "text" = 3, *args: tuple, key: float = 0.5, **kw) -> list:
    """Does something.

    And says so.
    """
    return [x, y]


print(documented.__annotations__)
print(documented.__doc__.splitlines())
print(documented.__name__, documented.__module__, documented.__kwdefaults__)
documented.calls = 0
documented.calls += 1
print(documented.calls, documented.__dict__, hasattr(documented, "nothing"))


def f():
    def g():
        class C:
            def m(self):
                pass

        return C

    return g


print(f.__qualname__, f().__qualname__, f()().__qualname__, f()().m.__qualname__)
print(f()().__name__, f()().m.__name__)
print(callable(f), callable(3), type(f).__name__, type(len).__name__, type(lambda: 0).__name__)
print(repr(f).startswith("<function f at 0x"), repr(len), repr(print))
print(repr([].append).startswith("<built-in method append of list object at 0x"))


class K:
    def m(self):
        "method doc"

    @classmethod
    def c(cls):
        pass


print(repr(K().m).startswith("<bound method K.m of <__main__.K object at 0x"), repr(K.c))
print(K().m.__doc__, K().m.__self__.__class__, K.m is K.__dict__["m"], K().m.__func__ is K.m)
print(K().m == K().m, K.m == K.m)
k = K()
print(k.m == k.m, k.m is k.m)
