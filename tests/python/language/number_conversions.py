def attempt(f, *args):
    try:
        print(repr(f(*args)), end=" ")
    except (TypeError, ValueError, OverflowError) as error:
        print(f"\n{f.__name__}{args}: {type(error).__name__}: {error}")


for value in (
    "12", "-12", "+5", " 7 ", "1.5", "", "abc", "0x10", "1e5", "12a", "٣", None, [], 2.7, True, {}, "1_0", "_1",
    "1__0", "--1", "\n"
):
    attempt(int, value)
print()
for value, base in (
    ("11", 2), ("zz", 36), ("0x1f", 16), ("9", 8), ("1", 1), ("0b1", 0), ("012", 0), (10, 2), ("", 2), ("1" * 70, 2)
):
    attempt(int, value, base)
print()
for value in ("1.5", "-.5", "1e-3", "nan", "-inf", "abc", "1,5", None, (), 10**20, True, "1e400", "0x1p3", "١.٥"):
    attempt(float, value)
print()
for value in (
    1, 1.0, "x", None, True, [1, "a"], (1,), {"a": 1}, {1}, 1e20, -0.0, 10**20, 1j, range(3), ..., int, "é"
):
    attempt(str, value)
print()
for value in (0, 1, "", "0", None, [], [0], 0.0, (), {}, set(), 0j, "False", float("nan"), range(0), ...):
    attempt(bool, value)
print()
attempt(complex, "1+2j")
attempt(complex, 1, 2)
attempt(complex, "abc")
print(list("12"), tuple("12"), [int(c) for c in "123"], [*map(float, "1 2.5 3e2".split())], set("11"), dict(a=1))
print(str(), list(), int(), float(), bool())
print(chr(97), ord("a"), hex(10), oct(10), bin(10), ascii("é"), repr("é"), int("101", base=2), float("  12  "))
print(str(3.0), str(10**3), int(str(2**70)))
print(isinstance(1, float), isinstance(True, int), type(1 + 1.0), type(True + True), type(1 / 1), type(2**-1))
print(type(2**1), type(1 // 1.0), type(round(1.5)), type(round(1.5, 0)))
