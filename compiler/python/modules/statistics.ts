import type { Library } from "./library.js";

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
