class Polynomial:
    def __init__(self, *coefficients):
        self.c = coefficients

    def __call__(self, x):
        total = 0
        for c in self.c:
            total = total * x + c
        return total

    def derivative(self):
        n = len(self.c) - 1
        return Polynomial(*(c * (n - i) for i, c in enumerate(self.c[:-1])))

    def __repr__(self):
        return f"Polynomial{self.c}"


p = Polynomial(1, 0, -2)
print(p(3), p.derivative(), p.derivative()(3), callable(p), list(map(p, range(4))))
p.__call__ = lambda x: "instance attribute is not used"
print(p(0))


class Pipeline:
    def __init__(self, steps=()):
        self.steps = tuple(steps)

    def __or__(self, f):
        return Pipeline(self.steps + (f,))

    def __call__(self, x, *, verbose=False):
        for f in self.steps:
            x = f(x)
            if verbose:
                print("->", x)
        return x


run = Pipeline() | str.split | (lambda words: [w.title() for w in words]) | " ".join
print(run("the quick fox", verbose=True))


class Meta(type):
    def __call__(cls, *args):
        print("making", cls.__name__)
        return super().__call__(*args)


class Made(metaclass=Meta):
    def __init__(self, x):
        self.x = x


print(Made(4).x)
