/** Comparison. */

export const comparison = String.raw`
def isclose(a, b, rtol=1.0e-5, atol=1.0e-8, equal_nan=False):
    x, y = asarray(a), asarray(b)
    if y.dtype.kind != "f":
        y = y.astype(float64)
    with errstate(invalid="ignore"):
        close = less_equal(abs(x - y), atol + rtol * abs(y)) & isfinite(y) | (x == y)
        if equal_nan:
            close = close | (isnan(x) & isnan(y))
    return close
def allclose(a, b, rtol=1.0e-5, atol=1.0e-8, equal_nan=False):
    return _py.bool(all(isclose(a, b, rtol, atol, equal_nan)))
def array_equal(a1, a2, equal_nan=False):
    try:
        a, b = asarray(a1), asarray(a2)
    except NotImplementedError:
        return a1 == a2
    if a.shape != b.shape:
        return False
    same = a == b
    if equal_nan:
        same = same | (isnan(a) & isnan(b))
    return _py.bool(all(same))
def array_equiv(a1, a2):
    try:
        a, b = broadcast_arrays(a1, a2)
    except ValueError:
        return False
    return _py.bool(all(a == b))
`;
