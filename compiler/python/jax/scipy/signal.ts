/** `jax.scipy.signal`: convolutions, and signals without their trends. */

export const signal = `
import jax as _jax, jax.numpy as _jnp
from jax import lax as _lax

_modes = ["full", "same", "valid"]

def _floating(*arrays):
    dtype = _jnp.result_type(*arrays)
    dtype = dtype if _jnp.issubdtype(dtype, _jnp.inexact) else _jnp.result_type(dtype, 1.)
    return [_jnp.asarray(x, dtype) for x in arrays]

def _fits(large, small):
    return all(m >= n for m, n in zip(large.shape, small.shape))

def _correlated(in1, kernel, padding, precision):
    out = _lax.conv_general_dilated(in1[None, None], kernel[None, None], (1,) * in1.ndim, padding, precision=precision)
    return out[0, 0]

def _convolved(in1, in2, mode, precision=None):
    if mode not in _modes:
        raise ValueError("mode must be one of ['full', 'same', 'valid']")
    if in1.ndim != in2.ndim:
        raise ValueError("in1 and in2 must have the same number of dimensions")
    if in1.size == 0 or in2.size == 0:
        raise ValueError(f"zero-size arrays not supported in convolutions, got shapes {in1.shape} and {in2.shape}.")
    in1, in2 = _floating(in1, in2)
    if not _fits(in1, in2) and not _fits(in2, in1):
        raise ValueError("One input must be smaller than the other in every dimension.")
    second = in2.shape
    if _fits(in2, in1):
        in1, in2 = in2, in1
    if mode == "full":
        padding = [(n - 1, n - 1) for n in in2.shape]
    elif mode == "same":
        padding = [(n - 1 - (m - 1) // 2, n - m + (m - 1) // 2) for n, m in zip(in2.shape, second)]
    else:
        padding = [(0, 0)] * in1.ndim
    return _correlated(in1, _jnp.flip(in2), padding, precision)

def fftconvolve(in1, in2, mode="full", axes=None):
    # Computed as the sums that the transforms stand for.
    in1, in2 = _floating(in1, in2)
    if in1.ndim != in2.ndim:
        raise ValueError("in1 and in2 should have the same dimensionality")
    if mode not in ["same", "full", "valid"]:
        raise ValueError("mode must be one of ['same', 'full', 'valid']")
    convolved = lambda x, y: _centered(x, y, mode)
    if axes is not None:
        axes = [axis % in1.ndim for axis in (axes if isinstance(axes, (tuple, list)) else [axes])]
        mapped = [i for i in range(in1.ndim) if i not in axes]
        if any(in1.shape[i] != in2.shape[i] for i in mapped):
            raise ValueError(f"mapped axes must have same shape; got {in1.shape=} {in2.shape=} axes={tuple(axes)}")
        for axis in mapped:
            convolved = _jax.vmap(convolved, in_axes=axis, out_axes=axis)
    return convolved(in1, in2)

def _centered(in1, in2, mode):
    if mode == "valid":
        if not _fits(in1, in2) and not _fits(in2, in1):
            raise ValueError("For 'valid' mode, One input must be at least as large as the other in every dimension.")
        if _fits(in2, in1):
            in1, in2 = in2, in1
    full = _correlated(in1, _jnp.flip(in2), [(n - 1, n - 1) for n in in2.shape], None)
    if mode == "full":
        return full
    sizes = in1.shape if mode == "same" else [m - n + 1 for m, n in zip(in1.shape, in2.shape)]
    starts = [(n - size) // 2 for n, size in zip(full.shape, sizes)]
    return full[tuple(slice(start, start + size) for start, size in zip(starts, sizes))]

def convolve(in1, in2, mode="full", method="auto", precision=None):
    if method == "fft":
        return fftconvolve(in1, in2, mode=mode)
    if method not in ["direct", "auto"]:
        raise ValueError(f"Got {method=}; expected 'auto', 'fft', or 'direct'.")
    return _convolved(in1, in2, mode, precision)

def _expect_planes(name, in1, in2, boundary, fillvalue):
    if boundary != "fill" or fillvalue != 0:
        raise NotImplementedError(f"{name}() only supports boundary='fill', fillvalue=0")
    if _jnp.ndim(in1) != 2 or _jnp.ndim(in2) != 2:
        raise ValueError(f"{name}() only supports 2-dimensional inputs.")

def convolve2d(in1, in2, mode="full", boundary="fill", fillvalue=0, precision=None):
    _expect_planes("convolve2d", in1, in2, boundary, fillvalue)
    return _convolved(in1, in2, mode, precision)

def correlate(in1, in2, mode="full", method="auto", precision=None):
    return convolve(in1, _jnp.flip(in2.conj()), mode, method=method, precision=precision)

def correlate2d(in1, in2, mode="full", boundary="fill", fillvalue=0, precision=None):
    _expect_planes("correlate2d", in1, in2, boundary, fillvalue)
    if mode != "same" and _fits(in2, in1) and (mode == "full" or in1.shape != in2.shape):
        out = _convolved(_jnp.flip(in2), in1.conj(), mode, precision)
        return out.conj() if mode == "full" else out
    return _jnp.flip(_convolved(_jnp.flip(in1), in2.conj(), mode, precision))

def detrend(data, axis=-1, type="linear", bp=0, overwrite_data=None):
    if overwrite_data is not None:
        raise NotImplementedError("overwrite_data argument not implemented.")
    if type not in ["constant", "linear"]:
        raise ValueError("Trend type must be 'linear' or 'constant'.")
    data, = _floating(_jnp.asarray(data))
    if type == "constant":
        return data - data.mean(axis, keepdims=True)
    size = data.shape[axis]
    breaks = [int(b) for b in bp] if hasattr(bp, "__len__") else [bp]
    breaks = sorted({0, size, *breaks})
    if breaks[0] < 0 or breaks[-1] > size:
        raise ValueError("Breakpoints must be non-negative and less than length of data along given axis.")
    rows = _jnp.moveaxis(data, axis, -1)
    parts = [_without_line(rows[..., start:end]) for start, end in zip(breaks, breaks[1:])]
    return _jnp.moveaxis(_jnp.concatenate(parts, axis=-1), -1, axis)

def _without_line(y):
    """Rows less the line nearest to each."""
    n = y.shape[-1]
    t = _jnp.arange(n, dtype=y.dtype) - (n - 1) / 2
    # The sum of squares of t, which is 0 for one point: no slope then.
    squares = n * (n * n - 1) / 12 or 1
    slope = (y * t).sum(-1, keepdims=True) / squares
    return y - y.mean(-1, keepdims=True) - slope * t
`;
