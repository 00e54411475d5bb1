# Lists, tuples, texts and ranges.
xs = [1, 2, 3]
ys = xs
xs += [4]
xs *= 2
print(xs, ys, xs is ys)
print([1] + [2], (1,) + (2,), [0] * 3, 3 * [1], (1, 2) * 2, "ab" * 3, 2 * "x", "a" + "b")
print(xs[0], xs[-1], xs[1:3], xs[::-1], xs[True], (1, 2, 3)[1:], "hello"[1], "hello"[::2], "héllo😀"[-1])
print(3 in xs, 9 in xs, "a" in "abc", "a" in {"a": 1}, 1 in (1, 2), 5 in range(10), 5 not in range(3))
xs[0] = 9
xs.append(1)
xs.extend((7, 8))
xs.extend(range(2))
print(xs.pop(), xs.pop(0), xs)
xs.pop(-1)
xs = [3, 1, 2]
xs.sort()
print(xs)
print(sorted([3, 1, 2]), sorted([3, 1, 2], reverse=True), sorted(["b", "a"], key=lambda s: s), max([1, 5, 2]), min(3, 1), max("a", "b", key=lambda s: s), min([], default=7))
print(sum([1, 2.5]), sum([[1], [2]], []), all([1, 0]), any([0, 1]), list(zip([1, 2], "ab")), list(enumerate("ab", 1)), list(map(lambda x: x + 1, [1, 2])))
print(str(1), str([1, "a"]), str(None), str(1.0), tuple([1]), list("abc"), list(range(3)), range(5), range(1, 10, 2))
print(",".join(["a", "b"]), "a".upper(), "B".lower())
print(f"{1} {'a'!r} {[1]} {1.5}{{}}", "é" f"{'é'!a}", f"{xs=}")
print((lambda a, b=2, *c: (a, b, c))(1), (lambda: None)())
