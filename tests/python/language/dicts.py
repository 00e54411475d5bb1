d = {"b": 1, "a": 2, 3: "three", (1, 2): [1], None: None}
print(d, len(d), d["a"], d[(1, 2)], d.get("zz"), d.get("zz", 0), "a" in d, 99 in d)
d["c"] = 4
d["b"] = "changed, same place"
print(list(d), list(d.keys()), list(d.values()), list(d.items()))
print(d.pop("c"), d.pop("none", "default"), d.popitem(), d.setdefault("a", 5), d.setdefault("n", 5), d)
del d[3]
print(d)
e = dict(x=1, y=2)
e.update({"y": 3}, z=4)
e.update([("p", 5), ["q", 6]])
print(e, dict([("a", 1)]), dict({"a": 1}, b=2), dict(), dict(zip("ab", [1, 2])), dict.fromkeys("ab"))
print(dict.fromkeys([1], 0))
print({"a": 1} | {"b": 2, "a": 3}, {**e, "x": 0}, e == dict(reversed(e.items())), {1: 2} == {1.0: 2.0}, {} == [])
print({k: v for k, v in e.items() if v % 2}, {v: k for k, v in e.items()}, list(reversed(e)), e.copy() is e)
keys = e.keys()
print(keys, e.values(), e.items(), "x" in keys, ("x", 1) in e.items(), 3 in e.values(), len(keys))
e["new"] = 0
print(sorted(keys & {"x", "new"}), sorted(keys - {"x"}), sorted(keys | {"w"}), sorted(keys ^ {"x", "w"}))
print({1: "int", 1.0: "float", True: "bool"}, {0: 1}[False], {"a": {"b": {"c": 1}}}["a"]["b"]["c"])


def attempt(call):
    try:
        print(call())
    except (TypeError, ValueError, KeyError, RuntimeError, AttributeError) as error:
        print(type(error).__name__ + ":", error)


attempt(lambda: {}["missing"])
attempt(lambda: {}[(1, 2)])
attempt(lambda: {}.pop("k"))
attempt(lambda: {}.popitem())
attempt(lambda: {[]: 1})
attempt(lambda: {{}: 1})
attempt(lambda: dict(5))
attempt(lambda: dict([1, 2]))
attempt(lambda: dict(["abc"]))
attempt(lambda: {}.get())
attempt(lambda: {} < {})
attempt(lambda: {}.append)
attempt(lambda: dict(1, 2))
attempt(lambda: {} | 3)


def grow():
    g = {1: 1}
    for k in g:
        g[k + 1] = 1


attempt(grow)
words = "the cat the dog the end".split()
counts = {}
for w in words:
    counts[w] = counts.get(w, 0) + 1
print(counts, sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])), max(counts, key=counts.get))
for i, (k, v) in enumerate(counts.items()):
    print(i, k, v, end="; ")
print()
f = {"a": 1}
f.clear()
print(f, bool(f), bool({0: 0}))
