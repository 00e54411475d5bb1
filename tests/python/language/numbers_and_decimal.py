import numbers

for x in (1, True, 1.5, 1j, "1", None):
    print(x, [k for k in ("Number", "Complex", "Real", "Rational", "Integral") if isinstance(x, getattr(numbers, k))])
print(issubclass(int, numbers.Integral), issubclass(float, numbers.Rational))
from fractions import Fraction

print(
    isinstance(Fraction(1, 2), numbers.Rational), Fraction(3, 4).numerator, Fraction(3, 4) * 4, Fraction(1, 2) + 0.5
)
print(Fraction("3/7") == Fraction(3, 7), round(Fraction(7, 2)), int(Fraction(7, 2)))
