def hanoi(n, a="A", b="B", c="C"):
    if n == 0:
        return []
    return hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def permutations(items):
    if len(items) <= 1:
        yield list(items)
        return
    for i, first in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1 :]):
            yield [first] + rest


def is_even(n):
    return n == 0 or is_odd(n - 1)


def is_odd(n):
    return n != 0 and is_even(n - 1)


print(hanoi(3), len(hanoi(10)))
print(ackermann(2, 3))
print(["".join(p) for p in permutations("abc")])
print(is_even(100), is_odd(7))


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


print(depth(900))


def endless():
    return endless()


try:
    endless()
except RecursionError as error:
    print("RecursionError:", error)

factorial = lambda n: 1 if n < 2 else n * factorial(n - 1)
print(factorial(30))
Y = lambda f: (lambda x: x(x))(lambda x: f(lambda n: x(x)(n)))
print(Y(lambda self: lambda n: n if n < 2 else self(n - 1) + self(n - 2))(12))
