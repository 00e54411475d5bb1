samples = [
    0, 1, 1.5, "", "a", None, True, [], [1], (), (1,), {}, {"a": 1}, set(), {1}, range(0), range(2), print, int, 1j,
    ..., slice(1)
]
for s in samples:
    name = s.__name__ if callable(s) else repr(s)
    print(f"{name:<22} {type(s).__name__:<28} bool={bool(s)!s:<5} callable={callable(s)!s:<5} iterable={hasattr(s, '__iter__')!s:<5} sized={hasattr(s, '__len__')!s:<5} hashable={getattr(s, '__hash__') is not None}")
kinds = (int, float, str, list, tuple, dict, set, type)
print([[int(isinstance(s, k)) for k in kinds] for s in samples[:8]])
print([int(issubclass(a, b)) for a in (bool, int, object) for b in (bool, int, object)])
