"""The polynomials of the .wgsl files beside this: `python fit.py [part of a name]` prints their float32 coefficients and
the largest weighted error. Needs mpmath and numpy; nothing of the project runs it. The library's coefficients are these up
to their last digits, which depend on the order of rounding; sin and cos take Taylor's.

Remez' exchange on a grid, in 40 digits. On one-sided intervals the coefficients are then rounded one at a time, from the
constant on, and the rest is fitted again; on intervals around zero, where that is ill-posed, all are rounded at once.
"""

import sys

import mpmath as mp
import numpy as np

mp.mp.dps = 40
tiny = mp.mpf("1e-12")


def remez(x, y, w, powers):
    """The coefficients that minimise max |w (sum c_k x^k - y)|."""
    n = len(powers)
    basis = np.array([[v**p for p in powers] for v in x], dtype=object)
    size = np.array([abs(float(v)) for v in w])
    usable = np.nonzero(size > 1e-3 * size.max())[0]
    nodes = (1 - np.cos(np.pi * np.arange(n + 1) / n)) / 2 * (len(usable) - 1)
    reference = list(usable[np.round(nodes).astype(int)])
    best = None
    for _ in range(60):
        a, b = mp.matrix(n + 1, n + 1), mp.matrix(n + 1, 1)
        for row, i in enumerate(reference):
            for k in range(n):
                a[row, k] = basis[i, k] * w[i]
            a[row, n], b[row] = (-1) ** row, y[i] * w[i]
        solution = mp.lu_solve(a, b)
        c = [solution[k] for k in range(n)]
        error = [float(v) for v in (basis.dot(c) - np.array(y, dtype=object)) * np.array(w, dtype=object)]
        largest = max(map(abs, error))
        if best is None or largest < best[0]:
            best = (largest, c)
        if largest <= abs(float(solution[n])) * 1.005:
            break
        # The largest error of each run of one sign; then drop the smallest until there are n + 1.
        peaks = []
        for i, e in enumerate(error):
            if not peaks or (e >= 0) != (error[peaks[-1]] >= 0):
                peaks.append(i)
            elif abs(e) > abs(error[peaks[-1]]):
                peaks[-1] = i
        while len(peaks) > n + 1:
            if len(peaks) == n + 2:
                peaks.pop(0 if abs(error[peaks[0]]) < abs(error[peaks[-1]]) else -1)
                continue
            k = min(range(len(peaks) - 1), key=lambda k: max(abs(error[peaks[k]]), abs(error[peaks[k + 1]])))
            del peaks[slice(1) if k == 0 else slice(-1, None) if k == len(peaks) - 2 else slice(k, k + 2)]
        if len(peaks) < n + 1:
            break
        reference = peaks
    return best[1]


def fit(name, f, low, high, terms, weight=lambda x: 1):
    if not all(part in name for part in sys.argv[1:]):
        return
    low, high = mp.mpf(low), mp.mpf(high)
    x = [low + (high - low) * (1 - mp.cos(mp.pi * i / 499)) / 2 for i in range(500)]
    y, w = [mp.mpf(f(v)) for v in x], [mp.mpf(weight(v)) for v in x]
    c = {}
    around_zero = low < 0 < high
    for power in range(terms):
        if power > 0 and around_zero:
            break
        rest = [v - sum(k * u**p for p, k in c.items()) for u, v in zip(x, y)]
        found = remez(x, rest, w, list(range(power, terms)))
        rounded = [mp.mpf(float(np.float32(float(v)))) for v in found]
        c.update(dict(zip(range(power, terms), rounded)) if around_zero else {power: rounded[0]})
    worst = max(abs((sum(k * u**p for p, k in c.items()) - v) * s) for u, v, s in zip(x, y, w))
    print(f"{name}: 2^{float(mp.log(worst, 2)):.1f}\n   ", ", ".join(str(np.float32(float(v))) for v in c.values()))


def odd(f, leading):
    """(f(x) / x - leading) / x^2 as a function of z = x^2."""
    return lambda z: (f(mp.sqrt(max(z, tiny))) / mp.sqrt(max(z, tiny)) - leading) / max(z, tiny)


def relative(f):
    """z x / f(x): the weight of an error in that."""
    return lambda z: z * mp.sqrt(z) / f(mp.sqrt(z)) if z > 0 else 0


half_ln2 = mp.log(2) / 2 * mp.mpf("1.001")
exp_rest = lambda x: (mp.expm1(x) - x) / x**2 if abs(x) > tiny else mp.mpf(1) / 2
fit("exp", exp_rest, -half_ln2, half_ln2, 5, lambda x: x * x * mp.exp(-x))
fit("exp2", lambda t: mp.expm1(t * mp.log(2)) / t if t else mp.log(2), -0.5, 0.5, 6, lambda t: abs(t) * 2**-t)
fit("expm1", exp_rest, -half_ln2, half_ln2, 5, lambda x: abs(x) + mp.mpf("1e-4"))
fit("log1p", lambda f: (mp.log1p(f) - f + f * f / 2) / f**3 if abs(f) > tiny else mp.mpf(1) / 3,
    mp.sqrt(0.5) - 1, mp.sqrt(2) - 1, 9, lambda f: abs(f**3 / mp.log1p(f)) if f else 0)  # fmt: skip
fit("long log", odd(lambda s: 2 * mp.atanh(s), 2), 0, "0.01022", 3, lambda z: z)
fit("sinh", odd(mp.sinh, 1), 0, 1, 4, relative(mp.sinh))
fit("tanh", odd(mp.tanh, 1), 0, mp.mpf("0.625") ** 2, 5, lambda z: z)
fit("tan", odd(mp.tan, 1), 0, (mp.pi / 4 * mp.mpf("1.0005")) ** 2, 6, relative(mp.tan))
fit("asin", odd(mp.asin, 1), 0, "0.2501", 5, lambda z: z)
fit("atan", odd(mp.atan, 1), 0, 1, 8, relative(mp.atan))
fit("erf below 1", lambda z: mp.erf(mp.sqrt(max(z, tiny))) / mp.sqrt(max(z, tiny)) - 1, 0, 1, 7)
fit("erf above 1", lambda x: -mp.log(mp.erfc(x)), 1, 4, 7, lambda x: mp.erfc(x) / mp.erf(x))

moved = lambda q: 2 * (1 + q) / (1 - q)
scaled_erfc = lambda x: x * mp.exp(x * x) * mp.erfc(x)
fit("erfc", lambda q: scaled_erfc(moved(q)), mp.mpf(-1) / 3, mp.mpf("8.1") / mp.mpf("12.1"), 9,
    lambda q: 1 / scaled_erfc(moved(q)))  # fmt: skip


def erf_inv(w):
    x = mp.sqrt(-mp.expm1(-max(w, tiny)))
    return mp.erfinv(x) / x


fit("erf_inv, of w - 2.5", lambda t: erf_inv(t + 2.5), -2.5, 2.5, 10, lambda t: 1 / erf_inv(t + 2.5))
fit("erf_inv, of sqrt(w) - 3", lambda t: erf_inv((t + 3) ** 2), mp.sqrt(5) - 3, "1.06", 10,
    lambda t: 1 / erf_inv((t + 3) ** 2))  # fmt: skip

gamma_rest = lambda x: mp.loggamma(x) / ((x - 1) * (x - 2))
fit("lgamma from 1 to 2, of x - 1.5", lambda t: gamma_rest(t + 1.5 + tiny), -0.5, 0.5, 10)
fit("lgamma from 2 to 3, of x - 2.5", lambda t: gamma_rest(t + 2.5 + tiny), -0.5, 0.5, 8)
stirling = lambda x: mp.loggamma(x) - ((x - 0.5) * mp.log(x) - x + mp.log(2 * mp.pi) / 2)
fit("lgamma above 3, of 1/x^2", lambda z: stirling(1 / mp.sqrt(z)) / mp.sqrt(z) if z > tiny else mp.mpf(1) / 12,
    0, mp.mpf(1) / 9, 3, lambda z: mp.sqrt(z) / mp.loggamma(1 / mp.sqrt(z)) if z > 0 else 0)  # fmt: skip
fit("sinpi", lambda z: odd(lambda x: mp.sinpi(x) / mp.pi, 1)(z), 0, 0.25, 5, lambda z: z)
zero = mp.findroot(mp.digamma, 1.46)
fit("digamma from 1 to 2, of x - 1.5", lambda t: mp.digamma(t + 1.5) / (t + 1.5 - zero), -0.5, 0.5, 11)
fit("digamma above 2, of 1/x^2",
    lambda z: (mp.log(1 / z) / 2 - mp.sqrt(z) / 2 - mp.digamma(1 / mp.sqrt(z))) / z if z > tiny else mp.mpf(1) / 12,
    0, 0.25, 4, lambda z: z / mp.digamma(1 / mp.sqrt(z)) if z > 0 else 0)  # fmt: skip
fit("cotangent", lambda z: (1 - mp.pi * mp.sqrt(z) * mp.cot(mp.pi * mp.sqrt(z))) / z if z > tiny else mp.pi**2 / 3, 0, 0.25, 7, lambda z: z)

for order, terms in ((0, 10), (1, 10)):
    series = lambda z: mp.besseli(order, mp.sqrt(max(z, tiny))) / mp.sqrt(max(z, tiny)) ** order
    fit(f"bessel_i{order}e below 8", series, 0, 64, terms, lambda z: 1 / series(z))
    large = lambda t: mp.besseli(order, 1 / t) * mp.exp(-1 / t) / mp.sqrt(t) if t > tiny else 1 / mp.sqrt(2 * mp.pi)
    fit(f"bessel_i{order}e above 8, of 1/x", large, 0, 0.125, 6)
