l = [3, 1, 2]
l.append(5)
l.extend("ab")
l.extend(range(2))
l.insert(0, "first")
l.insert(-1, "near the end")
l.insert(100, "last")
l.insert(-100, "zeroth")
print(l, len(l))
print(l.pop(), l.pop(0), l.pop(-2), l)
l.remove("a")
print(l, l.index(5), l.count(1), [1, 2, 1, 2].index(1, 1), [1, 2, 1, 2].index(2, -1))
m = l.copy()
m.clear()
print(m, len(l), l is l[:], l == l[:])
n = [5, 3, 9, 1]
print(n.sort(), n, n.reverse(), n)
n.sort(key=lambda x: -x % 7)
print(n)
n.sort(reverse=True)
print(n, sorted("banana"), sorted(["b", "A", "c"], key=str.lower), sorted([3, 1, 2], reverse=True))
people = [("a", 3), ("b", 1), ("c", 3), ("d", 1)]
print(sorted(people, key=lambda p: p[1]), sorted(people, key=lambda p: p[1], reverse=True))
print([1, 2] + [3], [0] * 3, 3 * ["x"], [1] in [[1]], [[]] * 2, [1, [2, [3]]][1][1][0])
shared = [[]] * 2
shared[0].append(1)
print(shared)
print(list("abc"), list({"x": 1, "y": 2}), list((1, 2)), list(range(0, 10, 3)), list(), list(map(str, [1, 2])))
print([1, 2, 3] == [1, 2, 3], [1, 2] < [2], [] < [1], [1, "a"] == [1, "a"])
print([1, 2, 3].__len__(), [4, 5].__getitem__(1), [*range(3), *"ab"], [1, 2, 3].__contains__(3))


def attempt(call):
    try:
        print(call())
    except (TypeError, ValueError, IndexError, AttributeError) as error:
        print(type(error).__name__ + ":", error)


attempt(lambda: [].pop())
attempt(lambda: [1].pop(5))
attempt(lambda: [1].remove(2))
attempt(lambda: [1].index(2))
attempt(lambda: [1, 2][2])
key = "a"
attempt(lambda: [1, 2][key])
attempt(lambda: [1, 2].__setitem__(5, 0))
attempt(lambda: [1, "a"].sort())
attempt(lambda: [1].extend(5))
attempt(lambda: [1].append())
attempt(lambda: [1].append(1, 2))
attempt(lambda: [1].insert(1))
attempt(lambda: hash([]))
attempt(lambda: [1] + 1)
attempt(lambda: [1].push(1))
attempt(lambda: [3, 1].sort(lambda x: x))
attempt(lambda: list(5))
attempt(lambda: [1, 2].pop("a"))
x = [1, 2, 3, 4]
for v in x:
    if v % 2:
        x.remove(v)
print(x)
del x[0]
print(x)
