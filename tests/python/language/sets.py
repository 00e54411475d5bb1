a = {1, 2, 3}
b = {3, 4}
show = lambda s: sorted(s)
print(show(a | b), show(a & b), show(a - b), show(a ^ b), a < {1, 2, 3, 4}, a <= a, a > {1}, a >= b, a == {3, 2, 1})
print(show(a.union([9], "x".split("x")[:0])), show(a.intersection([1, 7], {1})), show(a.difference([1])))
print(show(a.symmetric_difference([1, 5])))
print(a.isdisjoint(b), a.isdisjoint({9}), {1}.issubset(a), a.issuperset([1, 2]), len(a), 2 in a, 9 not in a)
a.add(10)
a.add(1)
a.discard(99)
a.remove(2)
print(show(a))
a.update([20], (30, 40))
a.intersection_update({1, 10, 20, 30})
a.difference_update([20])
a.symmetric_difference_update({30, 31})
print(show(a), show(a.copy()))
a.clear()
print(a, set(), {5}, frozenset(), frozenset([5]), set("aaa"), bool(set()), bool({0}))
print({7}.pop(), set([1, 1, 1]), {1, 1.0, True}, {(1, 2)}, show({x % 3 for x in range(10)}))
f = frozenset([1, 2])
print(hash(f) == hash(frozenset([2, 1])), {f: "key"}[frozenset((2, 1))], f == {1, 2}, type(f | {3}), type({3} | f))
print(f in {f})


def attempt(call):
    try:
        print(call())
    except (TypeError, KeyError, AttributeError, RuntimeError) as error:
        print(type(error).__name__ + ":", error)


attempt(lambda: set().pop())
attempt(lambda: {1}.remove(2))
attempt(lambda: {1}.remove("a"))
attempt(lambda: {[]})
attempt(lambda: hash(set()))
attempt(lambda: f.add(3))
attempt(lambda: {1} | [2])
attempt(lambda: {1} < [1])
attempt(lambda: f[0])
attempt(lambda: set(5))
attempt(lambda: {1}.union(5))
attempt(lambda: {1}.add())


def grow():
    s = {1}
    for x in s:
        s.add(x + 1)


attempt(grow)
print(show(set(range(5)) - {1} | {9}), {frozenset({1}), frozenset({1})}, set() == frozenset(), {1, 2} == [1, 2])
seen = set()
print([x for x in [3, 1, 3, 2, 1] if not (x in seen or seen.add(x))])
