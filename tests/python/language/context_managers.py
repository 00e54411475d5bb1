class Room:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()

    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind and kind.__name__, value, trace is not None)
        return self.swallow


with Room("a") as a, Room("b") as b:
    print(a, b)

with Room("quiet", swallow=True):
    raise ValueError("lost")
print("after")

try:
    with Room("outer"), Room("inner"):
        raise KeyError("k")
except KeyError as error:
    print("caught", error)

with (
    Room("x") as x,
    Room("y", True) as (y),
):
    print(x, y)
    1 / 0


def leave():
    with Room("returning"):
        return "value"


print(leave())
for i in range(3):
    with Room(f"loop{i}"):
        if i == 0:
            continue
        break


class Multi:
    def __enter__(self):
        return 1, (2, 3)

    def __exit__(self, *exc):
        return False


with Multi() as (p, (q, r)):
    print(p, q, r)


class Failing:
    def __enter__(self):
        raise RuntimeError("cannot enter")

    def __exit__(self, *exc):
        print("never")


try:
    with Room("first"), Failing():
        print("never")
except RuntimeError as error:
    print(error)

for thing in (3, Room):
    try:
        with thing:
            pass
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


class ExitFails:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        raise LookupError("in exit")


try:
    with ExitFails():
        raise ValueError("in body")
except LookupError as error:
    print(error, "while handling", repr(error.__context__))
