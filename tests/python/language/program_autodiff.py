import math


class Dual:
    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    @staticmethod
    def lift(x):
        return x if isinstance(x, Dual) else Dual(x)

    def __add__(self, o):
        o = Dual.lift(o)
        return Dual(self.value + o.value, self.slope + o.slope)

    __radd__ = __add__

    def __neg__(self):
        return Dual(-self.value, -self.slope)

    def __sub__(self, o):
        return self + -Dual.lift(o)

    def __rsub__(self, o):
        return Dual.lift(o) - self

    def __mul__(self, o):
        o = Dual.lift(o)
        return Dual(self.value * o.value, self.slope * o.value + self.value * o.slope)

    __rmul__ = __mul__

    def __truediv__(self, o):
        o = Dual.lift(o)
        return Dual(self.value / o.value, (self.slope * o.value - self.value * o.slope) / o.value**2)

    def __rtruediv__(self, o):
        return Dual.lift(o) / self

    def __pow__(self, n):
        return Dual(self.value**n, n * self.value ** (n - 1) * self.slope)

    def __repr__(self):
        return f"Dual({self.value:.6g}, {self.slope:.6g})"


def lifted(f, df):
    return lambda x: Dual(f(x.value), df(x.value) * x.slope) if isinstance(x, Dual) else f(x)


sin, exp = lifted(math.sin, math.cos), lifted(math.exp, math.exp)
derivative = lambda f: lambda x: f(Dual(x, 1.0)).slope
for name, f in {
    "cube": lambda x: x**3, "mix": lambda x: sin(x) * exp(x) / (1 + x), "ratio": lambda x: (2 - x) / (3 * x - 1)
}.items():
    x, h = 0.7, 1e-6
    print(name, f(Dual(x, 1.0)), f"{(f(x + h) - f(x - h)) / (2 * h):.5f}", f"{derivative(f)(x):.5f}")


class Var:
    """Reverse mode."""

    def __init__(self, value, parents=()):
        self.value, self.parents, self.grad = value, parents, 0.0

    def __add__(self, o):
        return Var(self.value + o.value, [(self, 1.0), (o, 1.0)])

    def __mul__(self, o):
        return Var(self.value * o.value, [(self, o.value), (o, self.value)])

    def backward(self):
        order, seen = [], set()

        def visit(v):
            if id(v) not in seen:
                seen.add(id(v))
                for parent, _ in v.parents:
                    visit(parent)
                order.append(v)

        visit(self)
        self.grad = 1.0
        for v in reversed(order):
            for parent, local in v.parents:
                parent.grad += local * v.grad


a, b = Var(2.0), Var(3.0)
c = a * b + a * a
c.backward()
print(c.value, a.grad, b.grad)
