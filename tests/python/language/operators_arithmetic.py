class V:
    """Every arithmetic operator, forwards and reflected, says what it was given."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


def show(x):
    return x if isinstance(x, str) else repr(x)


for op in "add sub mul truediv floordiv mod pow lshift rshift and or xor matmul divmod".split():
    def forward(self, other, op=op):
        return f"{op}({self}, {show(other)})"

    def reflected(self, other, op=op):
        return f"r{op}({self}, {show(other)})"

    setattr(V, f"__{op}__", forward)
    setattr(V, f"__r{op}__", reflected)

a, b = V("a"), V("b")
print(a + b, a - 1, 1 - a, a * 2, 2 * a, a / b, 3 / a, a // 2, 2 // a, a % 2, 2 % a)
print(a**2, 2**a, a << 1, 1 << a, a >> 1, 1 >> a, a & 1, 1 & a, a | 1, 1 | a, a ^ 1, 1 ^ a, a @ b, 1 @ a)
print(divmod(a, 2), divmod(2, a), pow(a, 3), a + "s", "s" + a, [1] + a, 1.5 * a, None @ a)


class Unary:
    def __neg__(self):
        return "neg"

    def __pos__(self):
        return "pos"

    def __invert__(self):
        return "invert"

    def __abs__(self):
        return "abs"

    def __round__(self, n=None):
        return f"round {n}"

    def __int__(self):
        return 7

    def __float__(self):
        return 7.5

    def __complex__(self):
        return 7j

    def __index__(self):
        return 2

    def __trunc__(self):
        return "trunc"

    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"


import math

u = Unary()
print(-u, +u, ~u, abs(u), round(u), round(u, 2), int(u), float(u), [10, 20, 30][u], "abcd"[u:], hex(u), range(u))
print(math.trunc(u), math.floor(u), math.ceil(u), math.sqrt(u), bin(u), [0] * u)
c = V("c")
c += 1
print(c)
