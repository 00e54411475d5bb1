# Dicts, and what may be their keys.
d = {"a": 1, 1: "x", (1, 2): 3, None: 4, 2.0: 5}
print(d, len(d), d["a"], d[True], d[2], d[(1, 2)])
d["z"] = 1
d.update({"a": 5})
d |= {"w": 2}
print(d | {"y": 1})
print(d.get("nope"), d.get("nope", 3), d.setdefault("m", 2), d.pop("a"), d.pop("nope", None))
for k in d:
    print(k)
for k, v in d.items():
    print(k, v)
for v in d.values():
    print(v)
print([k for k in d.keys()], {k: v for k, v in d.items()})
print({"a": 1} == {"a": 1.0}, {"a": 1} != {"a": 2}, {} == [])
print(dict(a=1), dict([("a", 1)]), dict({"x": 1}, y=2), list(d), tuple(d))
def f():
    pass


d2 = {f: 1, range(3): 2}
print(d2[f], d2[range(3)], d2[range(0, 3, 1)])
