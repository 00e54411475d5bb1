print((lambda: 1)(), (lambda x, y=2: x + y)(1), (lambda *a, **k: (a, k))(1, 2, z=3))
print((lambda x: (yield_ := x) + yield_)(4))
compose = lambda *fs: lambda x: compose(*fs[:-1])(fs[-1](x)) if fs else x
print(compose(str, abs, lambda v: v * 2)(-21))
pairs = [(1, "b"), (3, "a"), (2, "c")]
print(sorted(pairs, key=lambda p: p[1]), min(pairs, key=lambda p: -p[0]))
print((lambda: None).__name__, (lambda x, /, y, *, z: 0).__code__.co_argcount)
table = {"+": lambda a, b: a + b, "-": lambda a, b: a - b}
print([table[op](7, 2) for op in "+-"])
conditional = lambda n: "neg" if n < 0 else "zero" if n == 0 else "pos"
print([conditional(n) for n in (-1, 0, 1)])
curried = lambda a: lambda b: lambda c: (a, b, c)
print(curried(1)(2)(3))
print([*map(lambda x, y: x * y, [1, 2, 3], [4, 5, 6])])
print((lambda a, *rest, key=None, **kw: [a, rest, key, kw])(1, 2, 3, key=4, w=5))
