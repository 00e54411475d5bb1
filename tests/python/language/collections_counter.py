from collections import Counter

c = Counter("abracadabra")
print(c, c["a"], c["zz"], c.most_common(2), c.total(), sorted(c), len(c), list(Counter("bbaab").elements()))
c.update("aaa")
c.subtract("ab")
print(c, c.most_common()[-1], Counter(a=3, b=1) + Counter(a=1, c=2), Counter(a=3, b=1) - Counter(a=1, b=5))
print(Counter(a=3, b=1) & Counter(a=1, b=2), Counter(a=3, b=1) | Counter(a=1, b=2))
print(Counter({"x": 0, "y": -1}), +Counter(x=0, y=-1, z=2), -Counter(y=-1), Counter(a=1) == Counter(a=1, b=0))
print(Counter(a=1) <= Counter(a=2), Counter(), Counter([1, 1, 2]).items())
del c["a"]
print("a" in c, c.pop("b"), dict(c), Counter(a=1).copy())
words = Counter("the cat the dog".split())
print(words.most_common(1)[0], sum(words.values()), max(words, key=words.get), words.get("cow"))
d = Counter(a=5)
d += Counter(a=1, b=2)
print(d, d - d, bool(Counter()), isinstance(d, dict), Counter([("a", 1), ("a", 1)]))
print(sorted(Counter("hello").items(), key=lambda kv: (-kv[1], kv[0])))
