/** Statistics. */

export const statistics = String.raw`
def _count(a, axis):
    n = 1
    for i in range(a.ndim) if axis is None else _axes(axis, a.ndim):
        n *= a.shape[i]
    return n
def _sum_dtype(a):
    return float64 if a.dtype.kind in "biu" else float32 if a.dtype == float16 else None
def mean(a, axis=None, dtype=None, out=None, keepdims=False, *, where=True):
    a = asarray(a)
    n = _count(a, axis) if where is True else sum(broadcast_to(where, a.shape), axis, keepdims=keepdims)
    if where is True and n == 0:
        _warn("Mean of empty slice")
    total = sum(a, axis, _sum_dtype(a) if dtype is None else dtype, None, keepdims, None, where)
    result = true_divide(total, n) if isinstance(total, ndarray) else total / n
    if dtype is None and a.dtype == float16:
        result = result.astype(float16)
    return _out(result, out)
def _out(result, out):
    if out is None:
        return result
    out[...] = result
    return out
def var(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None):
    a = asarray(a)
    if correction is not None:
        ddof = correction
    n = _count(a, axis) if where is True else sum(broadcast_to(where, a.shape), axis, keepdims=keepdims)
    if where is True and n - ddof <= 0:
        _warn("Degrees of freedom <= 0 for slice")
    kind = _sum_dtype(a) if dtype is None else dtype
    center = sum(a, axis, kind, None, True, None, where)
    center = true_divide(center, n if where is True or ndim(n) == 0 else reshape(n, center.shape))
    x = asarray(a - center) if kind is None else asarray(subtract(a, center, dtype=kind))
    squares = sum(multiply(x, x), axis, kind, None, keepdims, None, where)
    below = _py.max(n - ddof, 0) if ndim(n) == 0 else maximum(n - ddof, 0)
    result = true_divide(squares, below) if isinstance(squares, ndarray) else squares / _py.max(int(below), 0)
    if dtype is None and a.dtype == float16:
        result = result.astype(float16)
    return _out(result, out)
def std(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None):
    return sqrt(var(a, axis, dtype, None, ddof, keepdims, where=where, correction=correction), out=out)
def average(a, axis=None, weights=None, returned=False, *, keepdims=False):
    a = asarray(a)
    if weights is None:
        result = mean(a, axis, keepdims=keepdims)
        total = result * 0 + _count(a, axis)
    else:
        w = asarray(weights)
        if w.shape != a.shape:
            if axis is None:
                raise TypeError("Axis must be specified when shapes of a and weights differ.")
            if w.ndim != 1 or w.shape[0] != a.shape[axis]:
                raise ValueError("Shape of weights must be consistent with shape of a along specified axis.")
            w = swapaxes(broadcast_to(w, (a.ndim - 1) * (1,) + w.shape), -1, axis)
        kind = result_type(a, w) if a.dtype.kind == "f" or w.dtype.kind == "f" else float64
        total = sum(w, axis, kind, keepdims=keepdims)
        if any(total == 0.0):
            raise ZeroDivisionError("Weights sum to zero, can't be normalized")
        result = sum(multiply(a, w, dtype=kind), axis, keepdims=keepdims) / total
    if returned:
        return result, broadcast_to(total, shape(result)).copy() if shape(total) != shape(result) else total
    return result
def median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    a = asarray(a)
    if a.size == 0:
        return mean(a, axis, keepdims=keepdims)
    x, back = _rows(a, axis, keepdims)
    x = sort(x, -1)
    n = x.shape[-1]
    middle = mean(x[..., (n - 1) // 2:n // 2 + 1], -1)
    if a.dtype.kind == "f":
        bad = isnan(x[..., -1])
        if any(bad):
            middle = where(bad, a.dtype.type(nan), middle)[()]
    return _out(back(middle), out)
def _rows(a, axis, keepdims):
    """The axes as one, at the end; and how a result gets its axes back."""
    axes = list(range(a.ndim)) if axis is None else _axes(axis, a.ndim)
    rest = [i for i in range(a.ndim) if i not in axes]
    x = transpose(a, rest + axes).reshape([a.shape[i] for i in rest] + [-1])
    kept = [1 if i in axes else d for i, d in enumerate(a.shape)]
    def back(y):
        return asarray(y).reshape(asarray(y).shape[:ndim(y) - len(rest)] + tuple(kept)) if keepdims else y
    return x, back
_methods = {"linear": (1, 1), "weibull": (0, 0), "median_unbiased": (1 / 3, 1 / 3), "normal_unbiased": (3 / 8, 3 / 8), "hazen": (0.5, 0.5), "interpolated_inverted_cdf": (0, 1)}
def quantile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, *, weights=None, interpolation=None):
    q = asarray(q)
    if any((q < 0) | (q > 1)):
        raise ValueError("Quantiles must be in the range [0, 1]")
    return _quantile(a, q, axis, method, keepdims)
def percentile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, *, weights=None, interpolation=None):
    q = true_divide(q, asarray(a).dtype.type(100) if asarray(a).dtype.kind == "f" else 100)
    if any((asarray(q) < 0) | (asarray(q) > 1)):
        raise ValueError("Percentiles must be in the range [0, 100]")
    return _quantile(a, asarray(q), axis, method, keepdims)
def _quantile(a, q, axis, method, keepdims):
    a = asarray(a)
    x, back = _rows(a, axis, keepdims)
    x = moveaxis(sort(x, -1), -1, 0)
    n = len(x)
    results = []
    for p in q.ravel():
        at = p * (n - 1)
        if method in _methods and method != "linear":
            alpha, beta = _methods[method]
            at = n * p + (alpha + p * (1 - alpha - beta)) - 1
        elif method not in ("linear", "lower", "higher", "nearest", "midpoint"):
            raise ValueError(f"{method!r} is not a valid method. Use one of: linear, lower, higher, nearest, midpoint, {', '.join(_methods)}")
        at = _py.min(_py.max(at, 0), n - 1)
        low = int(floor(at))
        high = _py.min(low + 1, n - 1)
        if method in ("lower", "higher", "nearest"):
            i = {"lower": low, "higher": int(ceil(at)), "nearest": int(rint(at))}[method]
            y = x[i]
        else:
            t = at - low if method != "midpoint" else (0.5 if at != low else 0.0)
            d = x[high] - x[low] if x.dtype != bool else subtract(x[high], x[low], dtype=float64)
            y = x[low] + d * t if t < 0.5 else x[high] - d * (1 - t)
            if x.dtype.kind == "f":
                y = asarray(y).astype(result_type(x, q) if q.ndim else x.dtype)[()]
        if x.dtype.kind == "f":
            y = where(isnan(x[-1]), x[-1], y)[()] if any(isnan(x[-1])) else y
        results.append(back(y))
    return results[0] if q.ndim == 0 else stack(results).reshape(q.shape + shape(results[0]))
def cov(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, *, dtype=None):
    x = array(m, ndmin=2, dtype=result_type(asarray(m), float64) if dtype is None else dtype)
    if not rowvar and ndim(m) != 1:
        x = x.T
    if y is not None:
        other = array(y, ndmin=2, dtype=x.dtype)
        x = concatenate([x, other if rowvar or ndim(y) == 1 else other.T], 0)
    ddof = (0 if bias else 1) if ddof is None else ddof
    w = None
    for weights in (fweights, aweights):
        if weights is not None:
            w = asarray(weights, float64) if w is None else w * asarray(weights, float64)
    total = x.shape[1] if w is None else sum(w)
    center = average(x, 1, w)
    factor = total - ddof if aweights is None or ddof == 0 else total - ddof * sum(w * asarray(aweights)) / total
    if factor <= 0:
        _warn("Degrees of freedom <= 0 for slice")
        factor = 0.0
    x = x - center[:, None]
    c = dot(x, (x if w is None else x * w).T)
    return squeeze(c * true_divide(1, factor))
def corrcoef(x, y=None, rowvar=True, *, dtype=None):
    c = cov(x, y, rowvar, dtype=dtype)[()]
    if ndim(c) == 0:
        return c / c
    d = sqrt(diag(c))
    c = c / d[:, None]
    c = c / d[None, :]
    return clip(c, -1, 1)
def histogram_bin_edges(a, bins=10, range=None, weights=None):
    a = ravel(a)
    if ndim(bins) == 1:
        return asarray(bins)
    if isinstance(bins, str):
        raise NotImplementedError("histogram takes the number of bins or their edges")
    if bins < 1:
        raise ValueError("\x60bins\x60 must be positive, when an integer")
    low, high = (range if range is not None else (a.min(), a.max()) if a.size else (0, 1))
    if low == high:
        low, high = low - 0.5, high + 0.5
    return linspace(low, high, bins + 1)
def histogram(a, bins=10, range=None, density=None, weights=None):
    edges = histogram_bin_edges(a, bins, range)
    a = ravel(a)
    if len(edges) > 1 and any(edges[:-1] > edges[1:]):
        raise ValueError("\x60bins\x60 must increase monotonically, when an array")
    w = None if weights is None else ravel(weights)
    inside = (a >= edges[0]) & (a <= edges[-1])
    a = a[inside]
    i = clip(searchsorted(edges, a, "right") - 1, 0, len(edges) - 2)
    counts = bincount(i, None if w is None else w[inside], len(edges) - 1)
    if w is not None:
        counts = counts.astype(w.dtype)
    return (counts / diff(edges) / counts.sum() if density else counts), edges
def histogram2d(x, y, bins=10, range=None, density=None, weights=None):
    pairs = bins if isinstance(bins, (list, tuple)) else (bins, bins)
    ex, ey = [histogram_bin_edges(v, b, r) for v, b, r in zip((x, y), pairs, range or (None, None))]
    x, y = ravel(x), ravel(y)
    inside = (x >= ex[0]) & (x <= ex[-1]) & (y >= ey[0]) & (y <= ey[-1])
    i, j = [clip(searchsorted(e, v[inside], "right") - 1, 0, len(e) - 2) for e, v in ((ex, x), (ey, y))]
    n, m = len(ex) - 1, len(ey) - 1
    counts = bincount(i * m + j, None if weights is None else ravel(weights)[inside], n * m).astype(float64).reshape(n, m)
    if density:
        counts = counts / outer(diff(ex), diff(ey)) / counts.sum()
    return counts, ex, ey
def bincount(x, /, weights=None, minlength=0):
    x = asarray(x)
    if x.size and x.min() < 0:
        raise ValueError("'list' argument must have no negative elements")
    n = _py.max(int(x.max()) + 1 if x.size else 0, minlength)
    counts = zeros(n, int64 if weights is None else float64)
    add.at(counts, x.astype(int), 1 if weights is None else asarray(weights))
    return counts
def digitize(x, bins, right=False):
    bins = asarray(bins)
    if len(bins) > 1 and bins[0] > bins[-1]:
        return len(bins) - searchsorted(bins[::-1], x, "right" if right else "left")
    return searchsorted(bins, x, "left" if right else "right")
def interp(x, xp, fp, left=None, right=None, period=None):
    x, xp, fp = asarray(x, float64), asarray(xp, float64), asarray(fp, float64)
    if period is not None:
        x, xp = x % period, xp % period
        order = argsort(xp)
        xp, fp = xp[order], fp[order]
        xp = concatenate((xp[-1:] - period, xp, xp[:1] + period))
        fp = concatenate((fp[-1:], fp, fp[:1]))
    if len(xp) != len(fp):
        raise ValueError("fp and xp are not of the same length.")
    if len(xp) == 0:
        raise ValueError("array of sample points is empty")
    if len(xp) == 1:
        y = full(x.shape, fp[0])
    else:
        j = clip(searchsorted(xp, x, "right") - 1, 0, len(xp) - 2)
        slope = (fp[j + 1] - fp[j]) / (xp[j + 1] - xp[j])
        y = slope * (x - xp[j]) + fp[j]
        y = where(x == xp[j], fp[j], y)
    y = where(x < xp[0], fp[0] if left is None else left, y)
    y = where(x == xp[-1], fp[-1], y)
    y = where(x > xp[-1], fp[-1] if right is None else right, y)
    return where(isnan(x), x, y)[()]
`;
