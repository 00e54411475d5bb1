from collections import ChainMap, OrderedDict, UserDict, defaultdict

d = defaultdict(list)
for k, v in [("a", 1), ("b", 2), ("a", 3)]:
    d[k].append(v)
print(d, d["new"], len(d), d.get("other"), dict(d), d.default_factory, "zz" in d)
n = defaultdict(int, x=5)
n["y"] += 1
n["x"] += 1
print(n, defaultdict(lambda: "made")["k"], defaultdict(set, {"a": {1}}), defaultdict(None, {}) == {})
print(repr(defaultdict(int)))
try:
    defaultdict()["k"]
except KeyError as error:
    print("KeyError", error)
try:
    defaultdict(5)
except TypeError as error:
    print(error)
tree = lambda: defaultdict(tree)
t = tree()
t["a"]["b"]["c"] = 1
print(list(t), list(t["a"]["b"]))
o = OrderedDict([("x", 1), ("y", 2), ("z", 3)])
o.move_to_end("x")
print(o, o.popitem(), o.popitem(last=False), o, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1))
print(OrderedDict(a=1) == {"a": 1}, OrderedDict())
o.move_to_end("z", last=False)
print(list(o), list(reversed(o)), OrderedDict(a=1) | {"b": 2})
base, over = {"a": 1, "b": 2}, {"b": 20}
c = ChainMap(over, base)
c["new"] = 5
print(c["a"], c["b"], over, dict(c), len(c), sorted(c), c.maps, c.new_child({"a": 0})["a"], c.parents["b"], c)
try:
    c["zz"]
except KeyError as error:
    print("KeyError", error)


class Upper(UserDict):
    def __setitem__(self, k, v):
        super().__setitem__(k.upper(), v)


u = Upper(a=1)
u["b"] = 2
print(u, u.data, "A" in u)


class Missing(dict):
    def __missing__(self, k):
        self[k] = k * 2
        return self[k]


m = Missing()
print(m[3], m, m.get(9))
