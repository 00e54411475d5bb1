# Defaults are evaluated once, when the function is defined.
def note(value):
    print("evaluated", value)
    return value


def collect(item, into=note([])):
    into.append(item)
    return into


print(collect(1), collect(2), collect(3, [0]))
print(collect.__defaults__)

base = 10


def scaled(x, factor=base, *, offset=base + 1):
    return x * factor + offset


base = 99
print(scaled(2), scaled(2, 3), scaled(2, offset=0), scaled(factor=1, x=7))
print(scaled.__defaults__, scaled.__kwdefaults__, scaled.__name__, scaled.__qualname__)

fs = [lambda n=n: n * n for n in range(4)]
print([f() for f in fs], fs[1](5))
scaled.__defaults__ = (1,)
print(scaled(5))
