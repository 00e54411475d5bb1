class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


c = Countdown(3)
print(list(c), list(c), [*Countdown(2)], sum(Countdown(4)), 2 in Countdown(3), dict(zip("ab", Countdown(2))))


class Reusable:
    def __iter__(self):
        yield 1
        yield 2


r = Reusable()
print(list(r), list(r), max(r), tuple(r), [a + b for a in r for b in r])
it = iter([1, 2, 3])
print(next(it), list(it), next(it, "default"), type(iter([])).__name__, type(iter(())).__name__)
print(type(iter({})).__name__, type(iter("")).__name__, type(iter(range(1))).__name__)
values = iter([5, 3, 0, 9])
print(list(iter(lambda: next(values), 0)), list(values))
print(list(zip(iter([1, 2, 3, 4]), *[iter("abcd")])), [*zip(*[iter(range(6))] * 2)])
e = enumerate("ab", start=5)
print(next(e), list(e), list(reversed([1, 2])), list(map(pow, [2, 3], [3, 2])), list(filter(None, [0, 1, "", "a"])))
z = zip([1, 2], "abc")
print(list(z), list(zip()), list(zip([])), list(zip([1], [2], [3])), type(z).__name__)
try:
    list(zip([1, 2], [1], strict=True))
except ValueError as error:
    print(error)


class NoNext:
    def __iter__(self):
        return 5


class NotIterable:
    pass


for bad in (
    lambda: iter(NoNext()), lambda: iter(5), lambda: next([1]), lambda: next(iter([])), lambda: list(NotIterable()),
    lambda: iter(NotIterable(), 1), lambda: reversed({1}), lambda: enumerate(5), lambda: zip(1), lambda: map(str),
    lambda: [x for x in 5], lambda: next()
):
    try:
        bad()
        print("fine")
    except (TypeError, StopIteration) as error:
        print(type(error).__name__, error)
l = [1, 2, 3]
for x in l:
    if x < 3:
        l.append(x * 10)
print(l)
it = iter([1, 2, 3, 4, 5])
for x in it:
    print(x, next(it, None), end="; ")
print()
