t = (1, "a", (2, 3))
print(t, t[0], t[-1][1], t[1:], t + (4,), t * 2, len(t), "a" in t, t.index("a"), (1, 2, 1, 1).count(1))
print((), (1,), tuple("abc"), tuple(), tuple(range(3)), tuple({"k": 1}), 1, (1), type((1)), type((1,)))
print(
    (1, 2) == (1, 2), (1, 2) == [1, 2], (1, 2) < (1, 3), (1, 2) < (1, 2, 0), () < (0,), hash((1, 2)) == hash((1, 2))
)
print(sorted([(2, "b"), (1, "z"), (2, "a")]), max((1, 5), (2, 0)), min([(3,), (2, 9)]))
a, (b, c), *d = 1, (2, 3), 4, 5
print(a, b, c, d)
a, b = b, a
print(a, b)
one, = [7]
print(one)


def attempt(call):
    try:
        print(call())
    except (TypeError, ValueError, IndexError, AttributeError) as error:
        print(type(error).__name__ + ":", error)


attempt(lambda: t[5])
attempt(lambda: t["x"])
attempt(lambda: t[1.0])
attempt(lambda: t.index(99))
attempt(lambda: t.append(1))
attempt(lambda: t + [1])
attempt(lambda: t + 1)
attempt(lambda: t * 1.5)
attempt(lambda: t * "a")
attempt(lambda: hash(([],)))
attempt(lambda: tuple(5))
attempt(lambda: tuple(1, 2))
attempt(lambda: (1, 2, 3).index(3, 0, 2))
attempt(lambda: t.__setitem__(0, 1))
print(*(1, 2), *[3], sep="-")
print(t[::-1], t[10:], t[-2:], (0, 1, 2, 3, 4)[slice(1, None, 2)], (1, 2, 3)[-100:2])
nested = ((1, 2), (3, (4, 5)))
print([x + y[1] if isinstance(y, tuple) else x + y for x, y in nested])
print(any(()), all(()), sum((), 5), bool(()), bool((0,)), (1, 2, 3) * 0, (1, 2) * -1)
