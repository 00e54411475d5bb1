# NotImplemented, reflected methods, and which side goes first.
class Money:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        print("Money.__add__")
        if isinstance(other, Money):
            return Money(self.n + other.n)
        return NotImplemented

    def __radd__(self, other):
        print("Money.__radd__", other)
        return Money(self.n + other) if isinstance(other, int) else NotImplemented

    def __iadd__(self, other):
        print("Money.__iadd__")
        self.n += other if isinstance(other, int) else other.n
        return self

    def __repr__(self):
        return f"Money({self.n})"


class Cash(Money):
    def __radd__(self, other):
        print("Cash.__radd__")
        return Cash(self.n + getattr(other, "n", 0))


print(sum([Money(1), Money(2), Money(3)]))
print(Money(1) + Cash(2))
print(Cash(1) + Money(2))
m = n = Money(5)
m += 2
print(m, n, m is n)


def attempt(call):
    try:
        print(call())
    except TypeError as error:
        print(error)


attempt(lambda: Money(1) + "x")
attempt(lambda: "x" + Money(1))
attempt(lambda: Money(1) - Money(2))
attempt(lambda: -Money(1))
attempt(lambda: Money(1) < Money(2))
attempt(lambda: Money(1) @ 2)
attempt(lambda: Money(1) ** 2)
attempt(lambda: divmod(Money(1), 2))
attempt(lambda: Money(1) == 3)
attempt(lambda: Money(1) and "truthy")
attempt(lambda: abs(Money(1)))
attempt(lambda: ~Money(1))
attempt(lambda: len(Money(1)))
attempt(lambda: Money(1)[0])
attempt(lambda: [*Money(1)])
attempt(lambda: 3 in Money(1))
attempt(lambda: round(Money(1)))
attempt(lambda: int(Money(1)))
attempt(lambda: float(Money(1)))
attempt(lambda: [1, 2][Money(1)])
attempt(lambda: 1 + None)
attempt(lambda: [] + ())
attempt(lambda: "a" * "b")
attempt(lambda: {} | [])
attempt(lambda: {1} + {2})
attempt(lambda: 1 << 1.0)
attempt(lambda: NotImplemented + 1)
