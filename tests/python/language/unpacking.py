a, b, c = 1, 2, 3
print(a, b, c)
first, *middle, last = range(5)
print(first, middle, last)
*start, end = "ab"
print(start, end)
(x, y), [z, w] = (1, 2), [3, 4]
print(x, y, z, w)
a, (b, *c), d = 1, (2, 3, 4), 5
print(a, b, c, d)
i, v = 0, [10, 20]
i, v[i] = 1, "set after i changed"
print(i, v)
a = b = c = []
a.append(1)
print(b, c is a)
a, b = b, 5
[p, q] = {"k1": 1, "k2": 2}
print(p, q)
print([1, *[2, 3], *(), 4], (*"ab", *range(2)), {*[1], *[1]}, {**{"a": 1}, "b": 2, **{"a": 3}})
for k, (m, n) in {"a": (1, 2)}.items():
    print(k, m, n)
for head, *tail in [[1, 2, 3], "xy", (7,)]:
    print(head, tail)


class Attr:
    pass


o = Attr()
o.x, o.y = 1, 2
l = [0, 0, 0]
l[0], l[1:] = 5, [6, 7, 8]
print(o.x, o.y, l)
(a) = 3
(a, b), c = "xy", 1
print(a, b, c)
*a, = range(3)
print(a)


def attempt(call):
    try:
        call()
    except (ValueError, TypeError) as error:
        print(type(error).__name__ + ":", error)


def unpack(n, value):
    if n == 1:
        (a,) = value
    elif n == 2:
        a, b = value
    elif n == 3:
        a, b, c = value
    else:
        a, b, *c = value


for n, value in (
    (2, [1]), (2, [1, 2, 3]), (1, []), (3, "ab"), (4, [1]), (4, []), (2, 5), (2, None), (2, {"a": 1}), (2, range(9)),
    (4, 7)
):
    attempt(lambda: unpack(n, value))
a, b = (yield_ for yield_ in (1, 2))
print(a, b)
