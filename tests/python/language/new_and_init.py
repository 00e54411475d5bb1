class Singleton:
    instance = None

    def __new__(cls, *args):
        print("new", args)
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance

    def __init__(self, *args):
        print("init", args)


print(Singleton(1) is Singleton(2))


class Even(int):
    def __new__(cls, n):
        if n % 2:
            raise ValueError(f"{n} is odd")
        return int.__new__(cls, n)

    def half(self):
        return self // 2


print(Even(10), Even(10).half(), Even(4) + 1, isinstance(Even(2), int), Even(6) == 6)
try:
    Even(3)
except ValueError as error:
    print(error)


class Other:
    def __new__(cls):
        return "not an Other"

    def __init__(self):
        print("never runs")


print(Other())


class Pair(tuple):
    def __new__(cls, a, b):
        return tuple.__new__(cls, (a, b))

    @property
    def first(self):
        return self[0]


p = Pair(1, 2)
print(p, p.first, len(p), p == (1, 2), type(p).__name__)


class Returns:
    def __init__(self):
        return 3


try:
    Returns()
except TypeError as error:
    print(error)
raw = object.__new__(Even.__mro__[-1])
print(type(raw).__name__)


class Cached:
    made = {}

    def __new__(cls, key):
        if key not in cls.made:
            cls.made[key] = object.__new__(cls)
        return cls.made[key]


print(Cached("a") is Cached("a"), Cached("a") is Cached("b"), len(Cached.made))
