def everything(a, b=2, /, c=3, *rest, d, e=5, **extra):
    return a, b, c, rest, d, e, extra


print(everything(1, d=4))
print(everything(1, 20, 30, 40, 50, d=4, z=26, a="also a"))
args = [1, 2, 3]
more = {"d": "D", "q": 1}
print(everything(*args, **more))
print(everything(0, *args, 9, *"xy", **more, e="E", **{"r": 2}))


def only_keywords(*, x, y=0):
    return x - y


def only_positions(x, y=0, /):
    return x - y


print(only_keywords(y=1, x=5), only_positions(5, 1))


def attempt(call):
    try:
        print(call())
    except TypeError as error:
        print("TypeError:", error)


attempt(lambda: only_keywords(1))
attempt(lambda: only_keywords())
attempt(lambda: only_positions(x=1))
attempt(lambda: only_positions())
attempt(lambda: only_positions(1, 2, 3))
attempt(lambda: everything(d=1))
attempt(lambda: everything(1))
attempt(lambda: everything(1, c=2, d=3, **{"c": 4}))
attempt(lambda: only_keywords(x=1, z=2))
attempt(lambda: len(1, 2))
attempt(lambda: everything(*5, d=1))
attempt(lambda: everything(**5))
attempt(lambda: only_keywords(**{1: 2}))
