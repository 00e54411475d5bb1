from functools import cmp_to_key
from operator import itemgetter

records = [("Ada", 36, 1.7), ("Bob", 25, 1.8), ("Cy", 36, 1.6), ("Di", 25, 1.8)]
print(sorted(records, key=itemgetter(1)), sorted(records, key=lambda r: (-r[1], r[2])))
print(sorted(records, key=itemgetter(1), reverse=True))
print(min(records, key=itemgetter(2)), max(records, key=lambda r: r[2]))
print([r[0] for r in sorted(records, key=lambda r: r[0][::-1])])
mixed = [3, 1.5, True, -2, 10**20, float("inf"), -0.0]
print(sorted(mixed), sorted(mixed, key=abs), sorted(mixed, key=str), sorted(mixed, reverse=True))
print(sorted(["b10", "a2", "b9"], key=lambda s: (s[0], int(s[1:]))), sorted("Hello World", key=str.casefold))
print(sorted({"z": 1, "a": 2}.items()), sorted([[], [0], [-1, 5]]), sorted([(), (1,), (0, 9)]))
calls = []
sorted([3, 1, 2], key=lambda x: calls.append(x) or x)
print(calls, sorted([1, 2, 3, 4], key=lambda x: x % 2), sorted([], key=None), list(reversed(sorted([2, 1]))))
compare = lambda a, b: (a > b) - (a < b)
print(sorted([5, 3, 9], key=cmp_to_key(lambda a, b: compare(b, a))), sorted([False, True, False]))
print(sorted([frozenset({1, 2}), frozenset({1})], key=len))
nan = [3.0, float("nan"), 1.0]
print(len(sorted(nan)), sorted("éaz"), sorted(["10", "9", "1"]), sorted(["10", "9", "1"], key=int))


class Weird:
    def __init__(self, v):
        self.v = v

    def __lt__(self, o):
        return self.v < o.v


print([w.v for w in sorted(map(Weird, [3, 1, 2]))], min(Weird(2), Weird(1)).v)
try:
    max(Weird(1), Weird(2))
except TypeError as error:
    print(error)
l = [3, 1, 2]
try:
    l.sort(key=lambda x: 1 / (x - 1))
except ZeroDivisionError as error:
    print(error, sorted(l))
