"""LRU cache, trie, union-find, segment tree, heap, AVL tree, linked list, graph algorithms, matrix class with operators."""
from __future__ import annotations
import bisect, heapq, math, operator
from abc import ABC, abstractmethod
from collections import OrderedDict, defaultdict
from dataclasses import dataclass, field
from functools import cached_property, reduce, total_ordering
from typing import Any, Generic, Iterable, Iterator, Optional, TypeVar
K = TypeVar("K"); V = TypeVar("V")
class LRU(Generic[K, V]):
    def __init__(self, cap): self.cap, self.d, self.hits, self.misses = cap, OrderedDict(), 0, 0
    def __getitem__(self, k):
        try: self.d.move_to_end(k)
        except KeyError: self.misses += 1; raise
        self.hits += 1
        return self.d[k]
    def __setitem__(self, k, v):
        self.d[k] = v; self.d.move_to_end(k)
        if len(self.d) > self.cap: self.d.popitem(last=False)
    def __contains__(self, k): return k in self.d
    def __len__(self): return len(self.d)
    def __repr__(self): return f"{type(self).__name__}({', '.join(f'{k!r}: {v!r}' for k, v in self.d.items())})"
c = LRU[str, int](2); c["a"] = 1; c["b"] = 2; c["a"]; c["c"] = 3; print(c, "b" in c, len(c), c.hits)
class Trie:
    def __init__(self): self.root = {}
    def insert(self, w):
        n = self.root
        for ch in w: n = n.setdefault(ch, {})
        n["$"] = True
    def words(self, prefix=""):
        n = self.root
        for ch in prefix:
            if ch not in n: return
            n = n[ch]
        stack = [(prefix, n)]
        while stack:
            p, n = stack.pop()
            for k, v in sorted(n.items(), reverse=True):
                if k == "$": yield p
                else: stack.append((p + k, v))
t = Trie(); [t.insert(w) for w in "car card care cat dog do".split()]; print(list(t.words("car")), list(t.words("d")), list(t.words("x")))
class DSU:
    def __init__(self, n): self.p = list(range(n)); self.n = n
    def find(self, x):
        while self.p[x] != x: self.p[x] = self.p[self.p[x]]; x = self.p[x]
        return x
    def union(self, a, b):
        a, b = self.find(a), self.find(b)
        if a == b: return False
        self.p[a] = b; self.n -= 1
        return True
edges = [(7, 0, 1), (5, 1, 2), (8, 0, 3), (9, 1, 3), (7, 1, 4), (5, 2, 4), (15, 3, 4), (6, 3, 5), (8, 4, 5), (9, 4, 6), (11, 5, 6)]
d = DSU(7); mst = [(w, a, b) for w, a, b in sorted(edges) if d.union(a, b)]; print(sum(w for w, *_ in mst), mst, d.n)
def dijkstra(g, s):
    dist, pq = {s: 0}, [(0, s)]
    while pq:
        du, u = heapq.heappop(pq)
        if du > dist[u]: continue
        for v, w in g[u]:
            if du + w < dist.get(v, math.inf): dist[v] = du + w; heapq.heappush(pq, (dist[v], v))
    return dist
g = defaultdict(list)
for w, a, b in edges: g[a].append((b, w)); g[b].append((a, w))
print(dict(sorted(dijkstra(g, 0).items())))
def topo(g):
    seen, out, state = set(), [], {}
    def visit(n):
        if state.get(n) == 1: raise ValueError(f"cycle at {n}")
        if n in seen: return
        state[n] = 1
        for m in g.get(n, ()): visit(m)
        state[n] = 2; seen.add(n); out.append(n)
    for n in sorted(g): visit(n)
    return out[::-1]
print(topo({"shirt": ["tie"], "tie": ["jacket"], "pants": ["shoes", "belt"], "belt": ["jacket"]}))
try: topo({"a": ["b"], "b": ["a"]})
except ValueError as e: print(e)
class SegTree:
    def __init__(self, data, op=operator.add, e=0):
        self.n, self.op, self.e = len(data), op, e
        self.t = [e] * self.n + list(data)
        for i in range(self.n - 1, 0, -1): self.t[i] = op(self.t[2 * i], self.t[2 * i + 1])
    def update(self, i, v):
        i += self.n; self.t[i] = v
        while i > 1: i >>= 1; self.t[i] = self.op(self.t[2 * i], self.t[2 * i + 1])
    def query(self, l, r):
        res = self.e; l += self.n; r += self.n
        while l < r:
            if l & 1: res = self.op(res, self.t[l]); l += 1
            if r & 1: r -= 1; res = self.op(res, self.t[r])
            l >>= 1; r >>= 1
        return res
st = SegTree([5, 3, 8, 1, 9, 2]); mn = SegTree([5, 3, 8, 1, 9, 2], min, math.inf); st.update(2, 10); print(st.query(1, 4), mn.query(0, 3), mn.query(2, 6))
@dataclass
class AVL:
    key: Any; left: Optional[AVL] = None; right: Optional[AVL] = None; h: int = 1
    @staticmethod
    def height(n): return n.h if n else 0
    def fix(self): self.h = 1 + max(AVL.height(self.left), AVL.height(self.right)); return self
    @property
    def balance(self): return AVL.height(self.left) - AVL.height(self.right)
    def rot_r(self): l = self.left; self.left, l.right = l.right, self; self.fix(); return l.fix()
    def rot_l(self): r = self.right; self.right, r.left = r.left, self; self.fix(); return r.fix()
    def insert(self, k):
        if k < self.key: self.left = self.left.insert(k) if self.left else AVL(k)
        else: self.right = self.right.insert(k) if self.right else AVL(k)
        self.fix()
        if self.balance > 1:
            if k > self.left.key: self.left = self.left.rot_l()
            return self.rot_r()
        if self.balance < -1:
            if k < self.right.key: self.right = self.right.rot_r()
            return self.rot_l()
        return self
    def __iter__(self):
        if self.left: yield from self.left
        yield self.key
        if self.right: yield from self.right
root = AVL(0)
for i in range(1, 32): root = root.insert(i * 7 % 32)
print(root.h, list(root)[:8], root.key)
@total_ordering
class Matrix:
    def __init__(self, rows): self.rows = [list(map(float, r)) for r in rows]
    @classmethod
    def identity(cls, n): return cls([[i == j for j in range(n)] for i in range(n)])
    @cached_property
    def det(self):
        m, d = [r[:] for r in self.rows], 1.0
        for i in range(len(m)):
            p = max(range(i, len(m)), key=lambda r: abs(m[r][i]))
            if m[p][i] == 0: return 0.0
            if p != i: m[i], m[p] = m[p], m[i]; d = -d
            d *= m[i][i]
            for r in range(i + 1, len(m)):
                f = m[r][i] / m[i][i]
                m[r] = [a - f * b for a, b in zip(m[r], m[i])]
        return d
    def __matmul__(self, o): return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*o.rows)] for r in self.rows])
    def __add__(self, o): return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, o.rows)])
    def __rmul__(self, k): return Matrix([[k * a for a in r] for r in self.rows])
    __mul__ = __rmul__
    def __neg__(self): return -1 * self
    def __pow__(self, n): return Matrix.identity(len(self.rows)) if n == 0 else (lambda h: h @ h @ self if n % 2 else h @ h)(self ** (n // 2))
    def __eq__(self, o): return self.rows == o.rows
    def __lt__(self, o): return self.det < o.det
    def __hash__(self): return hash(tuple(map(tuple, self.rows)))
    def __getitem__(self, ij): i, j = ij; return self.rows[i][j]
    def __iter__(self): return iter(self.rows)
    def __str__(self): return "\n".join(" ".join(f"{a:7.2f}" for a in r) for r in self)
    @property
    def T(self): return Matrix(zip(*self.rows))
F = Matrix([[1, 1], [1, 0]]); print((F ** 30)[0, 1], F.det, -F + 2 * F == F, F < Matrix([[2, 0], [0, 2]]), F >= F); print(Matrix([[2, 0, 1], [1, 3, 2], [1, 1, 4]]).T)
