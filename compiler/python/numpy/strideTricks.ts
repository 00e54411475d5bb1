/** `numpy.lib.stride_tricks`: other views of the same elements. */

export const strideTricksSource = `
import numpy as _np

def as_strided(x, shape=None, strides=None, subok=False, writeable=True):
    x = _np.asarray(x)
    return _np._strided(x, x.shape if shape is None else shape, x.strides if strides is None else strides)

def sliding_window_view(x, window_shape, axis=None, *, subok=False, writeable=False):
    x = _np.asarray(x)
    windows = (window_shape,) if isinstance(window_shape, int) else tuple(window_shape)
    axes = range(x.ndim) if axis is None else (axis,) if isinstance(axis, int) else axis
    axes = [range(x.ndim)[i] for i in axes]
    if len(windows) != len(axes):
        raise ValueError(
            f"Must provide window_shape for all dimensions of \`x\`; got {len(windows)} window_shape elements and "
            f"\`x.ndim\` is {x.ndim}."
        )
    lengths = list(x.shape)
    for w, i in zip(windows, axes):
        lengths[i] -= w - 1
    if min(lengths, default=0) < 0:
        raise ValueError("window shape cannot be larger than input array shape")
    return _np._strided(x, tuple(lengths) + windows, x.strides + tuple(x.strides[i] for i in axes))
`;
