from itertools import *

print(list(islice(count(), 3)), list(islice(count(5, -2), 4)), list(islice(count(0.5, 0.5), 3)))
print(list(islice(cycle("ab"), 5)), list(repeat("x", 3)), next(repeat(1)))
print(list(chain([1], (2,), "3")), list(chain.from_iterable([[1, 2], [3]])), list(accumulate([1, 2, 3, 4])))
print(list(accumulate([3, 1, 4], max)), list(accumulate([1, 2], initial=10)), list(accumulate([])))
print(list(compress("abcd", [1, 0, 1, 0])), list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])))
print(list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(filterfalse(lambda x: x % 2, range(5))))
print(list(filterfalse(None, [0, 1, ""])))
print(list(starmap(pow, [(2, 3), (3, 2)])), list(islice("abcdef", 1, 5, 2)), list(islice("abc", None)))
print(list(islice(range(10), 2, None, 3)), list(pairwise("abcd")), list(pairwise([1])))
print(list(zip_longest("abc", [1], fillvalue="-")), list(zip_longest([1, 2], [3])))
print([(k, list(g)) for k, g in groupby("aaabbca")])
print([(k, len(list(g))) for k, g in groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)])
a, b = tee([1, 2, 3])
print(next(a), list(b), list(a), [list(t) for t in tee("xy", 3)])
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(product([1], [])))
print(len(list(product(range(3), repeat=3))))
print(list(permutations("abc", 2)), list(permutations([1, 2, 3]))[:3], list(combinations("abcd", 2)))
print(list(combinations([1, 2], 3)), list(combinations_with_replacement("ab", 2)), list(permutations([], 0)))
print([sum(g) for _, g in groupby(range(10), lambda i: i // 4)])
print("".join(chain.from_iterable(repeat(c, n) for c, n in [("a", 2), ("b", 3)])), dict(zip(count(), "ab")))
for bad in (
    lambda: islice([1], -1), lambda: list(islice([1], 0, 5, 0)), lambda: repeat(), lambda: combinations([1], -1),
    lambda: chain(5).__next__(), lambda: accumulate(5), lambda: tee([1], -1)
):
    try:
        bad()
        print("no error")
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(count(3), count(1, 2), repeat("x"), repeat("x", 2))
c = cycle([])
print(list(c), sorted(set(map(frozenset, permutations([1, 2])))) == [frozenset({1, 2})])


def batched(iterable, n):
    it = iter(iterable)
    while batch := list(islice(it, n)):
        yield batch


print(list(batched(range(7), 3)))
