a = b = c = 0
a, b = b, a = 1, 2
print(a, b)
d = {}
d["x"], d["y"] = 1, 2
d["z"] = d["w"] = []
d["z"].append(5)
print(d)


class O:
    n = 0


o = O()
o.list = [1, 2, 3]
o.list[0], o.n = o.n, 7
o.list[1:] = [9] * 3
o.nested = {"k": [0, 0]}
o.nested["k"][-1] += 4
o.n **= 2
print(o.list, o.n, O.n, o.nested)


def order(tag, value):
    print(tag, end=" ")
    return value


order("target", d)[order("key", "q")] = order("value", 1)
print()
d[order("k", "x")] += order("v", 10)
print(d["x"])
x = [1, 2, 3]
i = 0
i, x[i] = 2, 20
print(i, x)
x[x[0] - 1 :] = []
print(x)
m = [[0] * 3 for _ in range(2)]
m[0][1] = m[1][2] = 5
print(m)
(p, (q, *r)), s = (1, "abc"), {2}
print(p, q, r, s)
for o.loop, d["loop"] in [(1, 2), (3, 4)]:
    pass
print(o.loop, d["loop"])
with __import__("contextlib").nullcontext((5, 6)) as (d["with"], o.w):
    print(d["with"], o.w)
f = g = lambda: f is g
print(f())
t = 1, 
print(t, *[1, 2])
n: int = 4
n += 1; n -= 2; n *= 10; n //= 4; n %= 5; n <<= 3; n |= 1; n ^= 3; n &= 14; n >>= 1; n **= 2
print(n)
