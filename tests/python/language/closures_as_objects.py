def make_stack():
    items = []

    def push(x):
        items.append(x)
        return len(items)

    def pop():
        return items.pop() if items else None

    def size():
        return len(items)

    return {"push": push, "pop": pop, "size": size}


s = make_stack()
s["push"](1), s["push"]("two")
print(s["size"](), s["pop"](), s["pop"](), s["pop"]())


def memoize(f):
    memo = {}

    def g(*key):
        if key not in memo:
            memo[key] = f(*key)
        return memo[key]

    g.memo = memo
    return g


@memoize
def binomial(n, k):
    return 1 if k in (0, n) else binomial(n - 1, k - 1) + binomial(n - 1, k)


print(binomial(30, 15), len(binomial.memo))


def accumulator():
    total = 0

    def add(x):
        nonlocal total
        total += x

        def undo():
            nonlocal total
            total -= x
            return total

        return total, undo

    return add


add = accumulator()
_, undo = add(5)
value, undo2 = add(7)
print(value, undo(), undo2())


def curry(f, n=None):
    n = f.__code__.co_argcount if n is None else n
    return lambda *a: f(*a) if len(a) >= n else curry(lambda *b: f(*a, *b), n - len(a))


print(curry(lambda a, b, c: a + b * c)(1)(2, 3), curry(max, 3)(4)(9)(2))
compose = lambda *fs: __import__("functools").reduce(lambda f, g: lambda x: f(g(x)), fs)
print(compose(str, abs, int)("-5"), [f(3) for f in map(lambda k: lambda x: x * k, range(3))])


class Event:
    def __init__(self):
        self.handlers = []

    def __iadd__(self, h):
        self.handlers.append(h)
        return self

    def __isub__(self, h):
        self.handlers.remove(h)
        return self

    def __call__(self, *a):
        return [h(*a) for h in self.handlers]


class Button:
    def __init__(self):
        self.clicked = Event()


b = Button()
b.clicked += lambda n: n + 1
b.clicked += (double := lambda n: n * 2)
print(b.clicked(5))
b.clicked -= double
print(b.clicked(5), len(b.clicked.handlers))
