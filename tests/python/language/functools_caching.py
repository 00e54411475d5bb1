from functools import cache, cached_property, lru_cache

calls = []


@lru_cache(maxsize=2)
def square(x):
    calls.append(x)
    return x * x


print(square(2), square(3), square(2), square(4), square(3), calls)
print(square.cache_info())
square.cache_clear()
print(square.cache_info(), square.__name__, square.__wrapped__(9), square.cache_parameters())


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info())


@lru_cache
def plain(a, b=1, **kw):
    return len(kw)


print(plain(1), plain(1, 1), plain(a=1), plain(1, z=2), plain.cache_info().misses)
try:
    square([1])
except TypeError as error:
    print(error)


@lru_cache(None, typed=True)
def kind(x):
    return type(x).__name__


print(kind(1), kind(1.0), kind(True), kind.cache_info())


class Data:
    def __init__(self, n):
        self.n = n

    @cached_property
    def total(self):
        print("computing")
        return sum(range(self.n))

    @lru_cache(maxsize=None)
    def scaled(self, k):
        print("scaling")
        return self.n * k


d = Data(10)
print(d.total, d.total, d.__dict__)
d.total = 5
print(d.total)
del d.total
print(d.total, d.scaled(2), d.scaled(2), Data(1).scaled(2))
