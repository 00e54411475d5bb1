/** Statistics that leave NaN aside. */

export const nanStatistics = String.raw`
def _without_nan(name, f, fill):
    def g(a, axis=None, dtype=None, out=None, keepdims=False, **kwargs):
        a = asarray(a)
        if a.dtype.kind != "f":
            return f(a, axis, keepdims=keepdims)
        bad = isnan(a)
        result = f(where(bad, a.dtype.type(fill), a), axis, keepdims=keepdims)
        if fill in (inf, -inf):
            none = all(bad, axis, keepdims=keepdims)
            if any(none):
                _warn("All-NaN slice encountered" if ndim(none) == 0 else "All-NaN slice encountered")
                result = where(none, a.dtype.type(nan), result)[()]
        return result
    g.__name__ = name
    return g
nansum, nanprod = _without_nan("nansum", sum, 0), _without_nan("nanprod", prod, 1)
nanmax, nanmin = _without_nan("nanmax", max, -inf), _without_nan("nanmin", min, inf)
def _nan_arg(f, fill):
    def g(a, axis=None, out=None, *, keepdims=False):
        a = asarray(a)
        bad = isnan(a)
        if any(all(bad, axis)):
            raise ValueError("All-NaN slice encountered")
        return f(where(bad, a.dtype.type(fill), a), axis, keepdims=keepdims)
    return g
nanargmax, nanargmin = _nan_arg(argmax, -inf), _nan_arg(argmin, inf)
def nancumsum(a, axis=None, dtype=None, out=None):
    a = asarray(a)
    return cumsum(where(isnan(a), a.dtype.type(0), a), axis, dtype)
def nanmean(a, axis=None, dtype=None, out=None, keepdims=False):
    a = asarray(a)
    n = sum(~isnan(a), axis, keepdims=keepdims)
    if any(n == 0):
        _warn("Mean of empty slice")
    return (nansum(a, axis, keepdims=keepdims) / n).astype(a.dtype if a.dtype.kind == "f" else float64)
def nanvar(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
    a = asarray(a)
    x = a - nanmean(a, axis, keepdims=True)
    n = sum(~isnan(a), axis, keepdims=keepdims)
    return nansum(x * x, axis, keepdims=keepdims) / (n - ddof)
def nanstd(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
    return sqrt(nanvar(a, axis, dtype, None, ddof, keepdims))
def nanmedian(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    a = asarray(a)
    if axis is None:
        return median(a[~isnan(a)])
    return apply_along_axis(lambda r: median(r[~isnan(r)]), axis, a)
def nanquantile(a, q, axis=None, **kwargs):
    a = asarray(a)
    if axis is None:
        return quantile(a[~isnan(a)], q, **kwargs)
    return moveaxis(apply_along_axis(lambda r: quantile(r[~isnan(r)], q, **kwargs), axis, a), axis, 0) if ndim(q) else apply_along_axis(lambda r: quantile(r[~isnan(r)], q), axis, a)
def nanpercentile(a, q, axis=None, **kwargs):
    return nanquantile(a, true_divide(q, 100), axis, **kwargs)
`;
