/** Polynomials. */

export const polynomials = String.raw`
def polyval(p, x):
    if isinstance(x, poly1d):
        y = 0
    else:
        x = asarray(x)
        y = zeros_like(x)
    for c in asarray(p.coeffs if isinstance(p, poly1d) else p):
        y = y * x + c
    return y
def polyfit(x, y, deg, rcond=None, full=False, w=None, cov=False):
    x, y = asarray(x) + 0.0, asarray(y) + 0.0
    if x.ndim != 1:
        raise TypeError("expected 1D vector for x")
    if x.size == 0:
        raise TypeError("expected non-empty vector for x")
    if x.shape[0] != y.shape[0]:
        raise TypeError("expected x and y to have same length")
    a = vander(x, deg + 1)
    if w is not None:
        a, y = a * asarray(w)[:, None], y * (asarray(w) if y.ndim == 1 else asarray(w)[:, None])
    scale = sqrt((a * a).sum(0))
    c, *_ = _submodule("linalg").lstsq(a / scale, y, len(x) * finfo(x.dtype).eps if rcond is None else rcond)
    return (c.T / scale).T
def polyder(p, m=1):
    p = asarray(p)
    for _ in range(m):
        p = p[:-1] * arange(len(p) - 1, 0, -1)
    return p
def polyint(p, m=1, k=None):
    p = asarray(p)
    for i in range(m):
        p = concatenate((p / arange(len(p), 0, -1), [0 if k is None else ravel(k)[i % size(k)]]))
    return p
def polyadd(a1, a2):
    a, b = atleast_1d(a1), atleast_1d(a2)
    n = _py.max(len(a), len(b))
    return concatenate((zeros(n - len(a), a.dtype), a)) + concatenate((zeros(n - len(b), b.dtype), b))
def polysub(a1, a2):
    return polyadd(a1, -asarray(a2))
def polymul(a1, a2):
    return convolve(a1, a2)
def poly(seq):
    a = ones(1)
    for z in ravel(seq):
        a = convolve(a, array([1.0, -z]))
    return a
def roots(p):
    raise NotImplementedError("roots may be complex, which is not supported")
class poly1d:
    def __init__(self, c_or_r, r=False, variable=None):
        c = poly(c_or_r) if r else atleast_1d(c_or_r)
        self.coeffs = self.c = c[argmax(c != 0):] if any(c != 0) else c[-1:]
        self.order = self.o = len(self.coeffs) - 1
    def __call__(self, x):
        return polyval(self, x)
    def __getitem__(self, k):
        return self.coeffs[self.order - k] if 0 <= k <= self.order else 0
    def __len__(self):
        return self.order
    def __add__(self, other):
        return poly1d(polyadd(self.coeffs, getattr(other, "coeffs", other)))
    __radd__ = __add__
    def __sub__(self, other):
        return poly1d(polysub(self.coeffs, getattr(other, "coeffs", other)))
    def __mul__(self, other):
        return poly1d(polymul(self.coeffs, getattr(other, "coeffs", other)))
    __rmul__ = __mul__
    def __eq__(self, other):
        return isinstance(other, poly1d) and array_equal(self.coeffs, other.coeffs)
    def deriv(self, m=1):
        return poly1d(polyder(self.coeffs, m))
    def integ(self, m=1, k=0):
        return poly1d(polyint(self.coeffs, m, k))
    def __repr__(self):
        return f"poly1d({repr(self.coeffs)[6:-1]})"

def _window(n, f):
    return ones(n) if n <= 1 else f(arange(1 - n, n, 2))
def hanning(M):
    return _window(M, lambda n: 0.5 + 0.5 * cos(pi * n / (M - 1)))
def hamming(M):
    return _window(M, lambda n: 0.54 + 0.46 * cos(pi * n / (M - 1)))
def blackman(M):
    return _window(M, lambda n: 0.42 + 0.5 * cos(pi * n / (M - 1)) + 0.08 * cos(2.0 * pi * n / (M - 1)))
def bartlett(M):
    return _window(M, lambda n: where(less_equal(n, 0), 1 + n / (M - 1), 1 - n / (M - 1)))
`;
