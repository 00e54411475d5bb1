/** `numpy.testing`, with NumPy's texts. */

export const testingSource = String.raw`
import numpy as _np

def assert_(val, msg=""):
    if not val:
        raise AssertionError(msg() if callable(msg) else msg)

def _message(arrays, err_msg, header, names=("ACTUAL", "DESIRED"), verbose=True, precision=8):
    lines = ["\n" + header]
    err_msg = str(err_msg)
    if err_msg:
        if "\n" not in err_msg and len(err_msg) < 79 - len(header):
            lines = [lines[0] + " " + err_msg]
        else:
            lines.append(err_msg)
    if verbose:
        for i, a in enumerate(arrays):
            with _np.printoptions(precision=precision):
                text = repr(a)
            if text.count("\n") > 3:
                text = "\n".join(text.splitlines()[:3]) + "..."
            lines.append(f" {names[i]}: {text}")
    return "\n".join(lines)

def _is_number(x):
    return isinstance(x, (_np.ndarray, _np.generic, int, float)) or hasattr(x, "shape")

def _compare(compare, x, y, err_msg="", verbose=True, header="", precision=6, equal_nan=True, equal_inf=True, strict=False, names=("ACTUAL", "DESIRED")):
    shown = (x, y)
    x, y = _np.asarray(x), _np.asarray(y)
    ox, oy = x, y
    same = x.shape == y.shape if strict else x.shape == () or y.shape == () or x.shape == y.shape
    if strict:
        same = same and x.dtype == y.dtype
    if not same:
        reason = f"\n(shapes {x.shape}, {y.shape} mismatch)" if x.shape != y.shape else f"\n(dtypes {x.dtype}, {y.dtype} mismatch)"
        raise AssertionError(_message([x, y], err_msg + reason, header, names, verbose, precision))
    flagged = _np.zeros((), bool)
    def places(f, what):
        a, b = f(x), f(y)
        if _np.any(a != b):
            raise AssertionError(_message([x, y], f"{err_msg}\n{what} location mismatch:", header, names, verbose, precision))
        return a | b
    # Arrays without information have neither.
    has_numbers = "V" not in (x.dtype.kind, y.dtype.kind)
    if equal_nan and has_numbers:
        flagged = places(_np.isnan, "nan")
    if equal_inf and has_numbers:
        infinite = places(_np.isinf, "inf")
        if _np.any(infinite) and _np.any(_np.where(infinite, x != y, False)):
            a, b = (v[infinite] if v.shape else v for v in (x, y))
            raise AssertionError(_message([a, b], f"{err_msg}\ninf values mismatch:", header, names, verbose, precision))
        flagged = flagged | infinite
    if _np.ndim(flagged) > 0:
        keep = ~flagged
        x, y = (_np.broadcast_to(v, keep.shape)[keep] if v.shape else v for v in (x, y))
        if keep.sum() == 0:
            return
    elif flagged:
        return
    val = compare(x, y)
    if _np.all(val):
        return
    invalids = ~_np.asarray(val)
    remarks = [_counts(invalids, flagged, ox, oy)]
    remarks += _positions(invalids, flagged, ox, oy, names)
    with _np.errstate(all="ignore"):
        if x.dtype != bool or y.dtype != bool:
            kinds = _np.float64 if x.dtype.kind == "u" or y.dtype.kind == "u" else None
            error = _np.abs(_np.subtract(x, y, dtype=kinds))
            if x.dtype == bool or y.dtype == bool:
                error = error.astype(_np.float64)
            remarks.append(f"Max absolute difference among violations: {_text(_violating(error, invalids))}")
            base = _np.abs(y)
            nonzero = _np.asarray(base != 0)
            if _np.any(nonzero):
                relative = _np.where(nonzero, _np.asarray(error) / _np.where(nonzero, base, 1), 0)
                relative = relative.astype(_np.result_type(error, base) if _np.result_type(error, base).kind == "f" else _np.float64)
                good = _np.broadcast_to(invalids, relative.shape) & _np.broadcast_to(nonzero, relative.shape)
                remarks.append(f"Max relative difference among violations: {_text(_np.max(relative[good])) if _np.any(good) else 'inf'}")
            else:
                remarks.append("Max relative difference among violations: inf")
    raise AssertionError(_message([ox, oy], str(err_msg) + "\n" + "\n".join(remarks), header, names, verbose, precision))

def _violating(error, invalids):
    return _np.max(_np.asarray(error)[_np.broadcast_to(invalids, _np.shape(error))])

def _text(x):
    return _np.array_str(_np.asarray(x).reshape(1))[1:-1].strip()

def _counts(invalids, flagged, x, y):
    bad = int(_np.sum(invalids))
    total = max(x.size, y.size)
    if invalids.ndim == 0 and flagged.ndim == 0 and total > 1:
        bad = total
    return f"Mismatched elements: {bad} / {total} ({100 * bad / total:.3g}%)"

def _positions(invalids, flagged, x, y, names):
    shape = _np.broadcast_shapes(x.shape, y.shape)
    if not shape:
        return []
    where = _np.zeros(shape, bool)
    if _np.ndim(flagged) > 0:
        where[~_np.broadcast_to(flagged, shape)] = invalids
    else:
        where[...] = invalids
    found = _np.argwhere(where)[:5]
    x, y = _np.broadcast_to(x, shape), _np.broadcast_to(y, shape)
    total = int(where.sum())
    head = "Mismatch at index:" if total == 1 else "Mismatch at indices:" if total <= 5 else "First 5 mismatches are at indices:"
    lines = [f" {[int(i) for i in p]}: {x[tuple(p)]} ({names[0]}), {y[tuple(p)]} ({names[1]})" for p in found]
    return [head, *lines]

def assert_array_equal(actual, desired, err_msg="", verbose=True, *, strict=False):
    _compare(lambda x, y: x == y, actual, desired, err_msg, verbose, "Arrays are not equal", strict=strict)

def assert_allclose(actual, desired, rtol=1e-7, atol=0, equal_nan=True, err_msg="", verbose=True, *, strict=False):
    header = f"Not equal to tolerance rtol={rtol:g}, atol={atol:g}"
    def close(x, y):
        return _np.isclose(x, y, rtol=rtol, atol=atol, equal_nan=equal_nan)
    _compare(close, actual, desired, err_msg=str(err_msg), verbose=verbose, header=header, equal_nan=equal_nan, strict=strict)

def assert_array_almost_equal(actual, desired, decimal=6, err_msg="", verbose=True):
    def close(x, y):
        return _np.asarray(_np.abs(x - y) < _np.float64(1.5 * 10.0 ** (-decimal)))
    _compare(close, actual, desired, err_msg, verbose, f"Arrays are not almost equal to {decimal} decimals", precision=decimal)

def assert_almost_equal(actual, desired, decimal=7, err_msg="", verbose=True):
    if _np.ndim(actual) > 0 or _np.ndim(desired) > 0:
        return assert_array_almost_equal(actual, desired, decimal, err_msg)
    if abs(desired - actual) >= _np.float64(1.5 * 10.0 ** (-decimal)) or _np.isnan(actual) != _np.isnan(desired):
        raise AssertionError(_message([actual, desired], err_msg, f"Arrays are not almost equal to {decimal} decimals", verbose=verbose))

def assert_equal(actual, desired, err_msg="", verbose=True, *, strict=False):
    if isinstance(desired, dict):
        if not isinstance(actual, dict):
            raise AssertionError(repr(type(actual)))
        assert_equal(len(actual), len(desired), err_msg, verbose)
        for k in desired:
            if k not in actual:
                raise AssertionError(repr(k))
            assert_equal(actual[k], desired[k], f"key={k!r}\n{err_msg}", verbose)
        return
    if isinstance(desired, (list, tuple)) and isinstance(actual, (list, tuple)):
        assert_equal(len(actual), len(desired), err_msg, verbose)
        for k in range(len(desired)):
            assert_equal(actual[k], desired[k], f"item={k!r}\n{err_msg}", verbose)
        return
    if isinstance(actual, _np.ndarray) or isinstance(desired, _np.ndarray) or hasattr(actual, "shape") and _np.ndim(actual) or hasattr(desired, "shape") and _np.ndim(desired):
        return assert_array_equal(actual, desired, err_msg, verbose, strict=strict)
    text = _message([actual, desired], err_msg, "Items are not equal:", verbose=verbose)
    if _is_number(actual) and _is_number(desired):
        if _np.isnan(actual) and _np.isnan(desired):
            return
        if actual == 0 and desired == 0 and _np.signbit(actual) != _np.signbit(desired):
            raise AssertionError(text)
    if not (desired == actual):
        raise AssertionError(text)

def assert_array_less(x, y, err_msg="", verbose=True, *, strict=False):
    _compare(lambda a, b: a < b, x, y, err_msg, verbose, "Arrays are not strictly ordered \x60x < y\x60", equal_inf=False, strict=strict, names=("x", "y"))

def assert_approx_equal(actual, desired, significant=7, err_msg="", verbose=True):
    scale = 10.0 ** _np.floor(_np.log10(0.5 * (abs(desired) + abs(actual)))) if desired or actual else 1.0
    if abs(desired / scale - actual / scale) >= 10.0 ** -(significant - 1):
        raise AssertionError(_message([actual, desired], err_msg, f"Items are not equal to {significant} significant digits:", verbose=verbose))

def assert_string_equal(actual, desired):
    if actual != desired:
        raise AssertionError(f"Differences in strings:\n- {actual}+ {desired}")

class _Raises:
    def __init__(self, kind, pattern=None):
        self.kind, self.pattern = kind, pattern
    def __enter__(self):
        return self
    def __exit__(self, kind, value, traceback):
        if kind is None:
            raise AssertionError(f"{self.kind.__name__} not raised")
        if not issubclass(kind, self.kind):
            return False
        if self.pattern is not None:
            import re
            if not re.search(self.pattern, str(value)):
                raise AssertionError(f'"{self.pattern}" does not match "{value}"')
        self.exception = value
        return True

def assert_raises(exception_class, callable=None, *args, **kwargs):
    if callable is None:
        return _Raises(exception_class)
    with _Raises(exception_class):
        callable(*args, **kwargs)

def assert_raises_regex(exception_class, expected_regexp, callable=None, *args, **kwargs):
    if callable is None:
        return _Raises(exception_class, expected_regexp)
    with _Raises(exception_class, expected_regexp):
        callable(*args, **kwargs)
`;
