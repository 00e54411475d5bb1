import type { Library } from "./library.js";

export const numbers: Library = {
  source: String.raw`
from abc import ABCMeta

class Number(metaclass=ABCMeta):
    __slots__ = ()
    __hash__ = None

class Complex(Number):
    __slots__ = ()

class Real(Complex):
    __slots__ = ()

class Rational(Real):
    __slots__ = ()

class Integral(Rational):
    __slots__ = ()

Complex.register(complex)
Real.register(float)
Integral.register(int)
`,
};

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

export const statistics: Library = {
  source: String.raw`
from collections import Counter, namedtuple
from fractions import Fraction
from math import sqrt, isqrt, exp, log, pi, erf, erfc, tau, fsum, hypot
import bisect as _bisect

class StatisticsError(ValueError):
    pass

def _exact(x):
    return x if isinstance(x, (int, Fraction)) else Fraction(*x.as_integer_ratio())

def _special(data):
    return any(isinstance(x, float) and x - x != 0 for x in data)

def _converted(value, data):
    if any(isinstance(x, float) for x in data):
        return float(value)
    if any(isinstance(x, Fraction) for x in data):
        return Fraction(value)
    value = Fraction(value)
    return value.numerator if value.denominator == 1 else value.numerator / value.denominator

def mean(data):
    data = list(data)
    if not data:
        raise StatisticsError("mean requires at least one data point")
    if _special(data):
        return sum(data) / len(data)
    return _converted(Fraction(sum(map(_exact, data))) / len(data), data)

def fmean(data, weights=None):
    data = list(map(float, data))
    if weights is None:
        if not data:
            raise StatisticsError("fmean requires at least one data point")
        return fsum(data) / len(data)
    weights = list(map(float, weights))
    if len(weights) != len(data):
        raise StatisticsError("data and weights must be the same length")
    total = fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return fsum(x * w for x, w in zip(data, weights)) / total

def geometric_mean(data):
    try:
        return exp(fmean(map(log, data)))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers") from None

def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    weights = [1] * len(data) if weights is None else list(weights)
    if any(x < 0 for x in data):
        raise StatisticsError("harmonic mean does not support negative values")
    if 0 in data:
        return 0
    if any(isinstance(x, Fraction) for x in data):
        return sum(weights) / sum(w / x for w, x in zip(weights, data))
    return float(sum(map(_exact, weights)) / sum(_exact(w) / Fraction(_exact(x)) for w, x in zip(weights, data)))

def median(data):
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError("no median for empty data")
    return data[n // 2] if n % 2 else (data[n // 2 - 1] + data[n // 2]) / 2

def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[(len(data) - 1) // 2]

def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[len(data) // 2]

def median_grouped(data, interval=1):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    n = len(data)
    x = data[n // 2]
    i, j = _bisect.bisect_left(data, x), _bisect.bisect_right(data, x)
    return x - interval / 2 + interval * (n / 2 - i) / (j - i)

def mode(data):
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError("no mode for empty data")
    return pairs[0][0]

def multimode(data):
    counts = Counter(iter(data))
    most = max(counts.values(), default=0)
    return [x for x, n in counts.items() if n == most]

def _squares(data, center=None):
    data = [_exact(x) for x in data]
    center = Fraction(sum(data)) / len(data) if center is None else _exact(center)
    return sum((x - center) ** 2 for x in data)

def variance(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("variance requires at least two data points")
    return _converted(Fraction(_squares(data, xbar)) / (len(data) - 1), data)

def pvariance(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError("pvariance requires at least one data point")
    return _converted(Fraction(_squares(data, mu)) / len(data), data)

def _root(value):
    n, m = value.numerator, value.denominator
    shift = max(0, 109 - (n.bit_length() - m.bit_length()) // 2)
    root = isqrt((n << 2 * shift) // m)
    if root * root * m != n << 2 * shift:
        root |= 1
    return root / (1 << shift)

def stdev(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _root(Fraction(_squares(data, xbar)) / (len(data) - 1))

def pstdev(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError("pstdev requires at least one data point")
    return _root(Fraction(_squares(data, mu)) / len(data))

def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError("must have at least two data points")
    found = []
    for i in range(1, n):
        if method == "inclusive":
            j, delta = divmod(i * (size - 1), n)
            found.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        elif method == "exclusive":
            j = min(max(i * (size + 1) // n, 1), size - 1)
            delta = i * (size + 1) - j * n
            found.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        else:
            raise ValueError(f"Unknown method: {method!r}")
    return found

def _paired(x, y, name):
    if len(x) != len(y):
        raise StatisticsError(f"{name} requires that both inputs have same number of data points")
    if len(x) < 2:
        raise StatisticsError(f"{name} requires at least two data points")
    xbar, ybar = fsum(x) / len(x), fsum(y) / len(y)
    sxy = fsum((a - xbar) * (b - ybar) for a, b in zip(x, y))
    return sxy, fsum((a - xbar) ** 2 for a in x), fsum((b - ybar) ** 2 for b in y), xbar, ybar

def covariance(x, y, /):
    return _paired(x, y, "covariance")[0] / (len(x) - 1)

def correlation(x, y, /):
    sxy, sxx, syy, _, _ = _paired(x, y, "correlation")
    try:
        return sxy / sqrt(sxx * syy)
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant")

LinearRegression = namedtuple("LinearRegression", ("slope", "intercept"))

def linear_regression(x, y, /, *, proportional=False):
    sxy, sxx, _, xbar, ybar = _paired(x, y, "linear regression")
    if proportional:
        slope = fsum(a * b for a, b in zip(x, y)) / fsum(a * a for a in x)
        return LinearRegression(slope, 0.0)
    if not sxx:
        raise StatisticsError("x is constant")
    slope = sxy / sxx
    return LinearRegression(slope, ybar - slope * xbar)

class NormalDist:
    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu, self._sigma = float(mu), float(sigma)
    @classmethod
    def from_samples(cls, data):
        data = list(data)
        return cls(fmean(data), stdev(data))
    @property
    def mean(self):
        return self._mu
    @property
    def stdev(self):
        return self._sigma
    @property
    def variance(self):
        return self._sigma * self._sigma
    def pdf(self, x):
        diff = x - self._mu
        return exp(diff * diff / (-2.0 * self.variance)) / sqrt(tau * self.variance)
    def cdf(self, x):
        return 0.5 * (1.0 + erf((x - self._mu) / (self._sigma * sqrt(2.0))))
    def zscore(self, x):
        return (x - self._mu) / self._sigma
    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"
    def __eq__(self, other):
        if not isinstance(other, NormalDist):
            return NotImplemented
        return self._mu == other._mu and self._sigma == other._sigma
    def __hash__(self):
        return hash((self._mu, self._sigma))
`,
};
