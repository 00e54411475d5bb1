import type { Library } from "./library.js";

export const fractions: Library = {
  source: String.raw`
from math import gcd, floor, ceil
from numbers import Rational
import operator

class Fraction(Rational):
    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        self = object.__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                self._numerator, self._denominator = numerator, 1
                return self
            if isinstance(numerator, Rational):
                self._numerator, self._denominator = numerator.numerator, numerator.denominator
                return self
            if isinstance(numerator, str):
                numerator, denominator = _parsed(numerator)
            elif isinstance(numerator, (int, float)):
                numerator, denominator = numerator.as_integer_ratio()
            else:
                raise TypeError("argument should be a string or a Rational instance")
        elif isinstance(numerator, (int, Rational)) and isinstance(denominator, (int, Rational)):
            numerator, denominator = (
                numerator.numerator * denominator.denominator, denominator.numerator * numerator.denominator
            )
        else:
            raise TypeError("both arguments should be Rational instances")
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        g = gcd(numerator, denominator)
        if denominator < 0:
            g = -g
        self._numerator, self._denominator = numerator // g, denominator // g
        return self

    @classmethod
    def from_float(cls, f):
        return cls(*f.as_integer_ratio())

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def is_integer(self):
        return self._denominator == 1

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return Fraction(p1, q1)
        return Fraction(p0 + k * p1, q0 + k * q1)

    def __repr__(self):
        return f"{type(self).__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f"{self._numerator}/{self._denominator}"

    def __add__(self, other):
        return _combined(self, other, operator.add, lambda a, b, c, d: (a * d + c * b, b * d))
    def __radd__(self, other):
        return _reflected(self, other, operator.add)
    def __sub__(self, other):
        return _combined(self, other, operator.sub, lambda a, b, c, d: (a * d - c * b, b * d))
    def __rsub__(self, other):
        return _reflected(self, other, operator.sub)
    def __mul__(self, other):
        return _combined(self, other, operator.mul, lambda a, b, c, d: (a * c, b * d))
    def __rmul__(self, other):
        return _reflected(self, other, operator.mul)
    def __truediv__(self, other):
        return _combined(self, other, operator.truediv, lambda a, b, c, d: (a * d, b * c))
    def __rtruediv__(self, other):
        return _reflected(self, other, operator.truediv)
    def __mod__(self, other):
        return _combined(self, other, operator.mod, lambda a, b, c, d: ((a * d) % (c * b), b * d))
    def __rmod__(self, other):
        return _reflected(self, other, operator.mod)

    def __floordiv__(self, other):
        if isinstance(other, float):
            return float(self) // other
        other = _fraction(other)
        return NotImplemented if other is None else (self._numerator * other._denominator) // (
            self._denominator * other._numerator
        )
    def __rfloordiv__(self, other):
        return _reflected(self, other, operator.floordiv)
    def __divmod__(self, other):
        return self // other, self % other

    def __pow__(self, other):
        if isinstance(other, Rational) or isinstance(other, int):
            if other.denominator == 1:
                power = other.numerator
                if power >= 0:
                    return Fraction(self._numerator ** power, self._denominator ** power)
                if self._numerator == 0:
                    raise ZeroDivisionError(f"Fraction({self._denominator ** -power}, 0)")
                return Fraction(self._denominator ** -power, self._numerator ** -power)
            return float(self) ** float(other)
        return float(self) ** other
    def __rpow__(self, other):
        if self._denominator == 1 and self._numerator >= 0:
            return other ** self._numerator
        return other ** float(self)

    def __pos__(self):
        return Fraction(self)
    def __neg__(self):
        return Fraction(-self._numerator, self._denominator)
    def __abs__(self):
        return Fraction(abs(self._numerator), self._denominator)
    def __float__(self):
        return self._numerator / self._denominator
    def __int__(self):
        return self.__trunc__()
    def __trunc__(self):
        return -(-self._numerator // self._denominator) if self._numerator < 0 else self._numerator // self._denominator
    def __floor__(self):
        return self._numerator // self._denominator
    def __ceil__(self):
        return -(-self._numerator // self._denominator)
    def __round__(self, ndigits=None):
        if ndigits is None:
            whole, rest = divmod(self._numerator, self._denominator)
            if rest * 2 == self._denominator:
                return whole + whole % 2
            return whole + (rest * 2 > self._denominator)
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)
    def __bool__(self):
        return self._numerator != 0
    def __hash__(self):
        if self._denominator == 1:
            return hash(self._numerator)
        modulus = 2 ** 61 - 1
        if self._denominator % modulus == 0:
            return 314159 if self._numerator > 0 else -314159
        h = abs(self._numerator) * pow(self._denominator, -1, modulus) % modulus
        h = h if self._numerator >= 0 else -h
        return -2 if h == -1 else h
    def __eq__(self, other):
        if type(other) is float:
            return other - other == 0.0 and self == Fraction(other)
        other = _fraction(other)
        if other is None:
            return NotImplemented
        return self._numerator == other._numerator and self._denominator == other._denominator
    def _ordered(self, other, op):
        if isinstance(other, float):
            if other - other != 0.0:
                return op(0.0, other)
            other = Fraction(other)
        other = _fraction(other)
        if other is None:
            return NotImplemented
        return op(self._numerator * other._denominator, self._denominator * other._numerator)
    def __lt__(self, other):
        return self._ordered(other, operator.lt)
    def __le__(self, other):
        return self._ordered(other, operator.le)
    def __gt__(self, other):
        return self._ordered(other, operator.gt)
    def __ge__(self, other):
        return self._ordered(other, operator.ge)
    def __copy__(self):
        return self
    def __deepcopy__(self, memo):
        return self

def _fraction(x):
    return x if isinstance(x, Fraction) else Fraction(x) if isinstance(x, int) else None

def _combined(a, other, op, rule):
    if isinstance(other, (float, complex)):
        return op(float(a), other)
    b = _fraction(other)
    return NotImplemented if b is None else Fraction(*rule(a._numerator, a._denominator, b._numerator, b._denominator))

def _reflected(b, other, op):
    if isinstance(other, (float, complex)):
        return op(other, float(b))
    a = _fraction(other)
    return NotImplemented if a is None else op(a, b)

def _parsed(text):
    def wrong():
        raise ValueError(f"Invalid literal for Fraction: {text!r}")
    top, slash, bottom = text.strip().partition("/")
    try:
        if slash:
            return (int(top), int(bottom)) if bottom.isdigit() else wrong()
        number, _, exponent = top.lower().partition("e")
        whole, _, fraction = number.partition(".")
        n, d = int(whole + fraction), 10 ** len(fraction)
        e = int(exponent) if exponent else 0
        return (n * 10 ** e, d) if e >= 0 else (n, d * 10 ** -e)
    except ValueError:
        wrong()
`,
};
