import copy


class Node:
    def __init__(self, v, kids=()):
        self.v, self.kids = v, list(kids)


a = [1, [2, 3], {"k": [4]}]
b, c, d = a, copy.copy(a), copy.deepcopy(a)
a[1].append("x")
a.append("new")
print(b, c, d, b is a, c[1] is a[1], d[1] is a[1])
n = Node(1, [Node(2)])
s, e = copy.copy(n), copy.deepcopy(n)
n.kids[0].v = 99
print(s.kids[0].v, e.kids[0].v, type(e).__name__, s.kids is n.kids)
loop = [1]
loop.append(loop)
l2 = copy.deepcopy(loop)
print(l2[1] is l2, l2 is loop, l2)
shared = [0]
pair = copy.deepcopy([shared, shared])
pair[0].append(1)
print(pair, shared)


class Custom:
    def __init__(self, x):
        self.x = x

    def __copy__(self):
        return Custom(("copied", self.x))

    def __deepcopy__(self, memo):
        return Custom(("deep", copy.deepcopy(self.x, memo)))


print(copy.copy(Custom(1)).x, copy.deepcopy([Custom([2])])[0].x)
t = (1, [2])
print(copy.copy(t) is t, copy.deepcopy(t) is t, copy.deepcopy(t) == t, copy.deepcopy((1, 2)), copy.copy({1: 2}))
print(sorted(copy.copy({3, 4})), copy.deepcopy("s"), copy.copy(None), copy.deepcopy(len) is len)
from dataclasses import dataclass, field


@dataclass
class D:
    xs: list = field(default_factory=list)


d1 = D([1])
d2 = copy.deepcopy(d1)
d2.xs.append(2)
print(d1, d2, copy.copy(d1).xs is d1.xs)
