r = range(2, 20, 3)
print(r, list(r), len(r), r[0], r[-1], r[1:3], r[::-1], 8 in r, 9 in r, r.index(8), r.count(8), r.count(9))
print(r.start, r.stop, r.step, range(3) == range(0, 3, 1), range(0) == range(5, 2), range(0, 3, 2) == range(0, 4, 2))
print(list(range(5, 0, -1)), list(range(0)), list(range(5, 5)), list(range(0, -10, -4)), bool(range(0)))
print(bool(range(1)))
print(hash(range(3)) == hash(range(0, 3)), max(range(5)), sum(range(101)), list(reversed(range(4))))
print(range(10**20)[10**19])
print(len(range(0, 10**9, 7)), 10**15 in range(0, 10**16, 5), 3.0 in range(5), 3.5 in range(5), "a" in range(3))
print(True in range(2))


def attempt(call):
    try:
        print(call())
    except (TypeError, ValueError, IndexError, AttributeError, OverflowError) as error:
        print(type(error).__name__ + ":", error)


attempt(lambda: range(1.5))
attempt(lambda: range("3"))
attempt(lambda: range(1, 2, 0))
attempt(lambda: range())
attempt(lambda: range(1, 2, 3, 4))
attempt(lambda: range(3)[3])
attempt(lambda: range(3).index(7))
attempt(lambda: range(3) + range(3))
attempt(lambda: len(range(10**30)))
attempt(lambda: setattr(range(3), "start", 1))
it = iter(range(3))
print(next(it), next(it), next(it), next(it, "done"))
for i in range(3):
    i = i * 10
    print(i, end=" ")
print(i)
print([range(n)[-1] for n in (1, 2)], isinstance(range(1), range), tuple(range(-2, 3)), range(True, 3))
