def take(n, it):
    return [x for _, x in zip(range(n), it)]


def window(seq, n):
    it = iter(seq)
    buf = [x for _, x in zip(range(n), it)]
    while len(buf) == n:
        yield tuple(buf)
        try:
            buf = buf[1:] + [next(it)]
        except StopIteration:
            return


def interleave(*its):
    its = [iter(i) for i in its]
    while its:
        for i in its[:]:
            try:
                yield next(i)
            except StopIteration:
                its.remove(i)


class Peekable:
    empty = object()

    def __init__(self, it):
        self.it = iter(it)
        self.cache = []

    def peek(self, default=empty):
        if not self.cache:
            try:
                self.cache.append(next(self.it))
            except StopIteration:
                if default is Peekable.empty:
                    raise
                return default
        return self.cache[0]

    def __iter__(self):
        return self

    def __next__(self):
        return self.cache.pop() if self.cache else next(self.it)


print(take(3, window("abcdef", 2)), list(window([1, 2], 3)), list(interleave("ab", [1, 2, 3], ())))
p = Peekable([1, 2])
print(p.peek(), next(p), p.peek(), list(p), p.peek("none"))
try:
    p.peek()
except StopIteration as e:
    print("stop", repr(e))


def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1


def merge(a, b):
    a, b = Peekable(a), Peekable(b)
    while (x := a.peek(None)) is not None and (y := b.peek(None)) is not None:
        yield next(a) if x <= y else next(b)
    yield from a
    yield from b


print(take(8, primes()), list(merge([1, 4, 6], [2, 3, 9])))
first, second, *_ = window(range(5), 3)
print(first, second, dict(zip(*[iter("a1b2")] * 2)), [*map(lambda *c: c, [1, 2], [3, 4])], max(window([3, 1, 2], 2)))
unzip = lambda pairs: tuple(map(list, zip(*pairs)))
print(unzip([(1, "a"), (2, "b")]), [i for i, (a, b) in enumerate(zip("abc", "abd")) if a != b])
print(list(zip("ab", range(9), strict=False)))
