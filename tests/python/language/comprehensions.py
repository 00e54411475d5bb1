print([x * x for x in range(5)], [x for x in range(20) if x % 2 if x % 3], [(x, y) for x in "ab" for y in range(2)])
print([[i * j for j in range(3)] for i in range(3)], [x for row in [[1, 2], [3]] for x in row])
print([x if x > 1 else -x for x in range(4)])
print({x: x**2 for x in range(3)}, {x % 3 for x in range(9)} == {0, 1, 2})
print({k: [v for v in range(k)] for k in range(3)})
gen = (x for x in [1, 2, 3] if x > 1)
print(type(gen).__name__, next(gen), list(gen), list(gen), sum(x for x in range(5)))
print(max((len(w), w) for w in ["a", "bcd"]))
x = "outer"
print([x for x in range(2)], x, {x for x in "a"}, x)
fs = [lambda: i for i in range(3)]
print([f() for f in fs], [(lambda: j)() for j in range(3)])
print([y for x in range(3) for y in range(x)], [z for z in (y * 2 for y in (x + 1 for x in range(3)))])
print([last := n for n in range(4)], last, [(a, b) for a, *b in [(1, 2, 3), "xy"]])
print([k + v for k, v in {"a": "b"}.items()])
n = 10


def inside():
    n = 3
    return [n * i for i in range(n)], [[n + i + j for j in range(2)] for i in range(2)]


print(inside())


class K:
    n = 4
    values = [i for i in range(n)]
    try:
        bad = [n * i for i in range(2)]
    except NameError as error:
        bad = str(error)


print(K.values, K.bad)


def loud(name, it):
    print("evaluating", name)
    return it


g = (a + b for a in loud("first", [1, 2]) for b in loud("second", [10, 20]))
print("made")
print(list(g))
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], [*zip(*matrix)], sum(sum(row) for row in matrix))
primes = [p for p in range(2, 50) if all(p % d for d in range(2, int(p**0.5) + 1))]
print(primes, dict(enumerate("abc")), {**{c: i for i, c in enumerate("ab")}}, [i for i in range(3) for _ in range(i)])
pairs = [(i, j) for i in range(4) for j in range(i, 4) if (i + j) % 2 == 0 if i]
print(pairs, any(i == j for i, j in pairs), [not v for v in (0, 1)], [c.upper() for c in "a-b" if c.isalpha()])
