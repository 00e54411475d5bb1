def queens(n):
    def place(row, cols, d1, d2):
        if row == n:
            yield []
            return
        for c in range(n):
            if c not in cols and row + c not in d1 and row - c not in d2:
                for rest in place(row + 1, cols | {c}, d1 | {row + c}, d2 | {row - c}):
                    yield [c, *rest]

    return place(0, frozenset(), frozenset(), frozenset())


print(next(queens(6)), sum(1 for _ in queens(6)))


def life(cells, steps):
    for _ in range(steps):
        counts = {}
        for x, y in cells:
            for dx in (-1, 0, 1):
                for dy in (-1, 0, 1):
                    if dx or dy:
                        counts[x + dx, y + dy] = counts.get((x + dx, y + dy), 0) + 1
        cells = {c for c, n in counts.items() if n == 3 or n == 2 and c in cells}
    return cells


glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
after = life(glider, 4)
print(sorted(after), after == {(x + 1, y + 1) for x, y in glider})
for y in range(5):
    print("".join(".#"[(x, y) in after] for x in range(5)))


def subsets(items):
    return [[]] if not items else (rest := subsets(items[1:])) + [[items[0], *s] for s in rest]


print(subsets([1, 2, 3]), [s for s in subsets([3, 34, 4, 12, 5, 2]) if sum(s) == 9])
from functools import cache


@cache
def edit(a, b):
    if not a or not b:
        return len(a) + len(b)
    return edit(a[1:], b[1:]) if a[0] == b[0] else 1 + min(edit(a[1:], b), edit(a, b[1:]), edit(a[1:], b[1:]))


print(edit("kitten", "sitting"), edit("", "abc"))
pascal = [[1]]
while len(pascal) < 6:
    pascal.append([1, *map(sum, zip(pascal[-1], pascal[-1][1:])), 1])
for row in pascal:
    print(" ".join(map(str, row)).center(20).rstrip())


def change(total, coins):
    ways = [1] + [0] * total
    for c in coins:
        for i in range(c, total + 1):
            ways[i] += ways[i - c]
    return ways[total]


print(change(100, [1, 5, 10, 25, 50]), [*map("".join, __import__("itertools").product("ab", repeat=2))])
spiral = lambda m: m and [*m.pop(0)] + spiral([*zip(*m)][::-1])
print(spiral([[1, 2, 3], [4, 5, 6], [7, 8, 9]]))
