a = 2**100
print(a, a + 1, a - a, a * a, a // 7, a % 7, -a // 7, -a % 7, a / 3, divmod(a, 10**9), pow(3, 200, 1000007))
print(pow(3, -1, 11))
print(7 // 2, -7 // 2, 7 // -2, -7 // -2, 7 % 3, -7 % 3, 7 % -3, -7 % -3, 0 // 5, 7 / 2, 6 / 3, -1 // 10**30)
print(divmod(7, 3), divmod(-7, 3), divmod(7, -3), divmod(7.5, 2), divmod(-7.5, 2), 7.5 // 2, -7.5 // 2, -7.5 % 2)
print(7.5 % -2)
print(2**10, 2**0, 2**-1, (-2) ** 3, -(2**2), -(2)**2, 0**0, 2**0.5, 10**-3, 1 ** 10**6)
print(0b1011, 0o17, 0xFF, 1_000_000, 0x_ff, int("0b11", 0), int("ff", 16), int("-0x1F", 16), int("z", 36))
print(int(" 42\n"), int("1_000"))
print(int(3.99), int(-3.99), int("007"), int(True), int(1e20), int(), round(2.5), round(3.5), round(-2.5))
print(round(1234, -2), round(15, -1), round(25, -1))
print(5 & 3, 5 | 3, 5 ^ 3, ~5, -5 & 3, -5 | 3, 5 << 3, -5 >> 1, -1 >> 100, 1 << 70, (1 << 70) >> 68, ~(1 << 65))
print(-(1 << 65) & 0xFF, a ^ (a - 1) == 2 * a - 1)
print(
    a.bit_length(), (0).bit_length(), (-8).bit_length(), (255).bit_count(), (7).numerator, (7).denominator, (7).real
)
print((7).imag, (7).conjugate())
print(bin(10), hex(255), oct(8), bin(-10), hex(-255), hex(2**70), bin(2**65)[:6], abs(-(10**30)), -(-(10**30)), +5)
print(1 == 1.0, 2**53 == float(2**53), 2**53 + 1 == float(2**53), 10**30 < 1e31, 10**30 == 1e30, 2**1024 > 1e308)
print(10**400 > 1e308, 1 < 1.5 < 2)
print(hash(5), hash(2**61 - 1), hash(2**61), hash(-1), hash(1.0), hash(0.5), hash(True))
print(hash(10**30) == hash(int(10**30)), hash(2.0**70) == hash(2**70))
print(True + True, True * 3, -True, ~True, True & False, True | 2, True ^ True, isinstance(True, int), True == 1)
print(str(2**64), repr(-(2**64)), f"{2**64:,}", len(str(3**1000)), sum([10**20] * 3), max(10**20, 1e19))
print((10**20).__str__(), 3 .__add__(4))
print(7 .as_integer_ratio(), (0.75).as_integer_ratio(), 12345678901234567890 % 97, 2**200 % (2**61 - 1))
print(10**18 // 3 * 3, (10**18 + 1) * (10**18 - 1))


def attempt(call):
    try:
        print(call())
    except (TypeError, ValueError, ZeroDivisionError, OverflowError, AttributeError) as error:
        print(type(error).__name__ + ":", error)


attempt(lambda: 1 // 0)
attempt(lambda: 1 % 0)
attempt(lambda: 1 / 0)
attempt(lambda: divmod(1, 0))
attempt(lambda: 0**-1)
attempt(lambda: 1.0 / 0)
attempt(lambda: 1.0 // 0)
attempt(lambda: 1.0 % 0)
attempt(lambda: 0.0**-1)
attempt(lambda: pow(2, -1, 4))
attempt(lambda: pow(2, 3, 0))
attempt(lambda: 1 << -1)
attempt(lambda: 2**10000 * 1.0)
attempt(lambda: 10**400 / 3)
attempt(lambda: int(float("inf")))
attempt(lambda: int(float("nan")))
attempt(lambda: 2.0**10000)
attempt(lambda: (5).x)
