/** Arithmetic. */

export const arithmetic = String.raw`
def clip(a, a_min=_given, a_max=_given, out=None, *, min=_given, max=_given, **kwargs):
    low = a_min if a_min is not _given else None if min is _given else min
    high = a_max if a_max is not _given else None if max is _given else max
    if isinstance(a, (list, tuple)):
        a = asarray(a)
    if low is not None:
        a = maximum(a, low, out=out)
    if high is not None:
        a = minimum(a, high, out=out)
    return a if low is not None or high is not None else asarray(a).copy()
def _divmod(x1, x2):
    return floor_divide(x1, x2), remainder(x1, x2)
divmod = _divmod
def modf(x):
    whole = trunc(x)
    part = where(isinf(x), 0.0, x - where(isinf(x), 0.0, whole))
    part = copysign(part, x)
    return (part, whole) if ndim(x) else (part[()], whole)
def fix(x, out=None):
    return trunc(x, out=out)
def real(val):
    return asarray(val)[()] if ndim(val) == 0 else asarray(val)
def imag(val):
    return zeros_like(val)
def isreal(x):
    return ones(shape(x), bool)[()]
def iscomplex(x):
    return zeros(shape(x), bool)[()]
def isrealobj(x):
    return True
def iscomplexobj(x):
    return False
def isneginf(x):
    return isinf(x) & signbit(x)
def isposinf(x):
    return isinf(x) & ~signbit(x)
def sinc(x):
    x = asarray(x)
    y = pi * where(x == 0, 1.0e-20, x)
    return sin(y) / y
def nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None):
    x = asarray(x)
    if x.dtype.kind != "f":
        return x.copy()
    limits = finfo(x.dtype)
    y = where(isnan(x), x.dtype.type(nan), x)
    y = where(isinf(x) & (x > 0), limits.max if posinf is None else x.dtype.type(posinf), y)
    return where(isinf(x) & (x < 0), limits.min if neginf is None else x.dtype.type(neginf), y)[()]
def diff(a, n=1, axis=-1, prepend=None, append=None):
    a = asarray(a)
    if a.ndim == 0:
        raise ValueError("diff requires input that is at least one dimensional")
    axis = _axis(axis, a.ndim)
    def edge(x):
        x = asarray(x)
        return broadcast_to(x, a.shape[:axis] + (1,) + a.shape[axis + 1:]) if x.ndim == 0 else x
    if prepend is not None or append is not None:
        a = concatenate([edge(x) for x in (prepend,) if x is not None] + [a] + [edge(x) for x in (append,) if x is not None], axis)
    key = (slice(None),) * axis
    for _ in range(n):
        later, earlier = a[key + (slice(1, None),)], a[key + (slice(None, -1),)]
        a = not_equal(later, earlier) if a.dtype == bool else later - earlier
    return a
def ediff1d(ary, to_end=None, to_begin=None):
    d = diff(ravel(ary))
    return concatenate([ravel(x) for x in (to_begin, d, to_end) if x is not None])
def gradient(f, *varargs, axis=None, edge_order=1):
    f = asarray(f)
    f = f if f.dtype.kind == "f" else f.astype(float64)
    axes = tuple(range(f.ndim)) if axis is None else tuple(_axes(axis, f.ndim))
    steps = list(varargs) if len(varargs) > 1 else list(varargs or (1.0,)) * len(axes)
    if len(steps) != len(axes):
        raise TypeError("invalid number of arguments")
    results = []
    for x, h in zip(axes, steps):
        g = moveaxis(f, x, 0)
        n = len(g)
        if n < edge_order + 1:
            raise ValueError("Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) elements are required.")
        out = empty_like(g)
        if ndim(h) == 0:
            out[1:-1] = (g[2:] - g[:-2]) / (2.0 * h)
            out[0], out[-1] = (g[1] - g[0]) / h, (g[-1] - g[-2]) / h
            if edge_order == 2:
                out[0] = (-1.5 / h) * g[0] + (2.0 / h) * g[1] + (-0.5 / h) * g[2]
                out[-1] = (0.5 / h) * g[-3] + (-2.0 / h) * g[-2] + (1.5 / h) * g[-1]
        else:
            d = diff(asarray(h)).reshape((-1,) + (1,) * (g.ndim - 1))
            d1, d2 = d[:-1], d[1:]
            out[1:-1] = -d2 / (d1 * (d1 + d2)) * g[:-2] + (d2 - d1) / (d1 * d2) * g[1:-1] + d1 / (d2 * (d1 + d2)) * g[2:]
            out[0], out[-1] = (g[1] - g[0]) / d[0], (g[-1] - g[-2]) / d[-1]
        results.append(moveaxis(out, 0, x))
    return results[0] if len(results) == 1 else tuple(results)
def trapezoid(y, x=None, dx=1.0, axis=-1):
    y = moveaxis(asarray(y), axis, -1)
    d = dx if x is None else diff(asarray(x)) if ndim(x) == 1 else diff(moveaxis(asarray(x), axis, -1))
    return sum(d * (y[..., 1:] + y[..., :-1]) / 2.0, -1)
def ptp(a, axis=None, out=None, keepdims=False):
    return subtract(max(a, axis, keepdims=keepdims), min(a, axis, keepdims=keepdims), out=out)
amax, amin, product, cumproduct, sometrue, alltrue, around_ = max, min, prod, cumprod, any, all, around
cumulative_sum, cumulative_prod = cumsum, cumprod
`;
