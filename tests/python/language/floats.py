for x in (
    0.1, 1.0, 1e16, 1e15, 123456789012345680.0, 1e22, 1e23, 1e-4, 1e-5, 0.0001234, 5e-324, 1.7976931348623157e308,
    100.0, 1 / 3, 2 / 3, -0.0, 1e100, 3.0e-10, 0.1 + 0.2, 9007199254740993.0, 4.35, 1.1e-7
):
    print(x, end=" ")
print()
print(float("inf"), -float("inf"), float("nan"), 1e400, -1e400, 1e400 - 1e400, float("-inf") < 0, float("1e5"))
print(float(" 2.5\n"), float("1_0.5"), float("Infinity"), float(".5"), float("5."))
print(0.1 + 0.2, 0.1 * 3, 1e16 + 1, 1.1 + 2.2, 3 * 1.1, 10 / 3, 2.5e-3, 1.0 // 0.1, 1.0 % 0.1, -1.5 // 1, -1.5 % 1)
print(5.5 % -2)
print(round(0.5), round(1.5), round(2.675, 2), round(1234.567, -2), round(-0.5), round(1e20), round(2.5, 0))
print(round(0.125, 2), round(5.015, 2), round(1.0), round(3.14159, 3), round(1e-10, 5))
print((1.5).is_integer(), (2.0).is_integer(), (0.5).hex(), (1.1).hex(), float.fromhex("0x1.8p1"))
print((2.5).as_integer_ratio(), (1.5).real, int(1e15), 1e3.__class__)
print(1.0 == 1, 0.0 == -0.0, 1 / 3 == 0.3333333333333333, max(1, 1.0), max(1.0, 1), min(-0.0, 0.0))
print(sorted([2.5, 1, -1.5, True]), abs(-2.5), -(-3.5), +1.5)
print(1.5 + True, 2 * 0.5, 2**0.5, 4**0.5, 2**-2, (-1) ** 2.0, 1e308 * 10, -1e308 * 10, 1e-320, 1e-320 / 1e10)
print(2.0**1023, 10.0**-5, 1e5**2)
print(int(2.9), int(-2.9), 7 // 2.0, 7.0 // 2, -7 // 2.0, 7 % 2.5, divmod(7.5, 2.0), pow(2.0, 3), 3.0 .__mul__(2))
print(bool(0.0), bool(float("nan")), not 0.0)
print(sum([0.1] * 10), sum([0.1, 0.2, 0.3]), sum([1, 2.5]), sum([]), (0.1).__repr__(), str(1e-7), 1_000.5, 1e1_0)
print(0.30000000000000004, 12345.678e-2)
print((-8) ** (1 / 2), (-8.0) ** (1 / 3), 0.0**0, 1 ** float("nan"), float("nan") ** 0, 0 * float("inf"))


def attempt(call):
    try:
        print(call())
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__ + ":", error)


attempt(lambda: float("abc"))
attempt(lambda: float(""))
attempt(lambda: float("1.2.3"))
attempt(lambda: float([]))
attempt(lambda: float(None))
attempt(lambda: float("1__0"))
attempt(lambda: round("a"))
attempt(lambda: round(1.5, "a"))
attempt(lambda: round(float("nan")))
attempt(lambda: round(float("inf")))
attempt(lambda: 1.5 & 1)
attempt(lambda: float(10**400))
attempt(lambda: float(1, 2))
