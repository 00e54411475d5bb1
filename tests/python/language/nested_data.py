data = {
    "users": [
        {"name": "Ada", "langs": ["py", "js"], "address": {"city": "London", "zip": None}},
        {"name": "Bob", "langs": [], "address": {"city": "Paris", "zip": "75001"}},
        {"name": "Cy", "langs": ["c"], "address": {}},
    ],
    "meta": {"version": (1, 2), "tags": {"x", "y"}},
}
print([u["name"] for u in data["users"] if u["langs"]])
print({l for u in data["users"] for l in u["langs"]} == {"py", "js", "c"})
print({u["name"]: u["address"].get("city", "nowhere") for u in data["users"]})
print(data["users"][0]["address"]["zip"] or "none")
data["users"][1]["langs"] += ["go", "rust"]
data["users"][-1]["address"].setdefault("city", "Rome")
data["meta"]["version"] += (3,)
print(data["users"][1], data["meta"]["version"], sorted(data["meta"]["tags"] | {"z"}))


def flatten(x, prefix=""):
    if isinstance(x, dict):
        for k, v in x.items():
            yield from flatten(v, f"{prefix}.{k}" if prefix else k)
    elif isinstance(x, (list, tuple)):
        for i, v in enumerate(x):
            yield from flatten(v, f"{prefix}[{i}]")
    elif isinstance(x, set):
        yield prefix, sorted(x)
    else:
        yield prefix, x


for path, value in flatten(data):
    print(path, "=", value)


def deep_get(d, path, default=None):
    for key in path.split("."):
        try:
            d = d[int(key)] if isinstance(d, list) else d[key]
        except (KeyError, IndexError, ValueError, TypeError):
            return default
    return d


print(deep_get(data, "users.1.address.zip"), deep_get(data, "users.9.name", "none"))
print(deep_get(data, "meta.version.x", "bad"))
merge = lambda a, b: {
    **a, **{k: merge(a[k], v) if isinstance(v, dict) and isinstance(a.get(k), dict) else v for k, v in b.items()}
}
print(merge({"a": {"b": 1, "c": 2}, "d": 3}, {"a": {"c": 5}, "e": 6}))
invert = {}
for user in data["users"]:
    for lang in user["langs"]:
        invert.setdefault(lang, []).append(user["name"])
print(invert, sorted(data["users"], key=lambda u: (-len(u["langs"]), u["name"]))[0]["name"])
