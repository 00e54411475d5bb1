/** `jax.image`: arrays that are sampled anew, by weights of one axis after the other. */

export const image = `
import enum as _enum
import jax.numpy as _jnp
from jax import lax as _lax

class ResizeMethod(_enum.Enum):
    NEAREST = 0
    LINEAR = 1
    LANCZOS3 = 2
    LANCZOS5 = 3
    CUBIC = 4
    CUBIC_PYTORCH = 5
    AREA = 6

    @staticmethod
    def from_string(s):
        for method, names in _names.items():
            if s in names.split():
                return method
        raise ValueError(f'Unknown resize method "{s}"')

_names = {
    ResizeMethod.NEAREST: "nearest",
    ResizeMethod.LINEAR: "linear bilinear trilinear triangle",
    ResizeMethod.LANCZOS3: "lanczos3",
    ResizeMethod.LANCZOS5: "lanczos5",
    ResizeMethod.CUBIC: "cubic bicubic tricubic",
    ResizeMethod.CUBIC_PYTORCH: "cubic-pytorch bicubic-pytorch",
    ResizeMethod.AREA: "area",
}

def _triangle(x):
    return _jnp.maximum(0, 1 - x)

def _lanczos(radius):
    def kernel(x):
        y = radius * _jnp.sin(_jnp.pi * x) * _jnp.sin(_jnp.pi * x / radius)
        inside = _jnp.where(x > 1e-3, y / _jnp.where(x != 0, _jnp.pi ** 2 * x ** 2, 1), 1)
        return _jnp.where(x > radius, 0., inside)
    return kernel

def _cubic(a):
    """The kernel of cubic convolution, with the slope a where it ends its first part."""
    def kernel(x):
        near = ((a + 2.) * x - (a + 3.)) * x * x + 1.
        far = ((a * x - 5. * a) * x + 8. * a) * x - 4. * a
        return _jnp.where(x >= 2., 0., _jnp.where(x >= 1., far, near))
    return kernel

_kernels = {
    ResizeMethod.LINEAR: _triangle,
    ResizeMethod.LANCZOS3: _lanczos(3.),
    ResizeMethod.LANCZOS5: _lanczos(5.),
    ResizeMethod.CUBIC: _cubic(-0.5),
    ResizeMethod.CUBIC_PYTORCH: _cubic(-0.75),
}

def _floating(x):
    x = _jnp.asarray(x)
    return x if _jnp.issubdtype(x.dtype, _jnp.inexact) else x.astype(_jnp.result_type(x.dtype, 1.))

def _overlaps(size, new_size, scale, translation):
    """How much of each item lies in each new one, if both are intervals."""
    left = (_jnp.arange(new_size) - translation) / scale
    start = _jnp.arange(float(size))[:, None]
    return _jnp.maximum(0., _jnp.minimum(left + 1. / scale, start + 1.) - _jnp.maximum(left, start))

def _weights(size, new_size, scale, translation, method, antialias):
    """What each item (a row) adds to each new one (a column)."""
    samples = (_jnp.arange(new_size) + 0.5 - translation) / scale - 0.5
    is_inside = (samples >= -0.5) & (samples <= size - 0.5)
    if method == ResizeMethod.AREA:
        weights = _overlaps(size, new_size, scale, translation)
    else:
        # Where there are fewer new items, the kernel is wider, and damps what they can't show.
        width = _jnp.maximum(1. / scale, 1.) if antialias else 1.
        repeats_edges = method == ResizeMethod.CUBIC_PYTORCH
        margin = 2 if repeats_edges else 0
        at = _jnp.arange(-margin, size + margin)
        weights = _kernels[method](_jnp.abs(samples - at[:, None]) / width)
        if repeats_edges:
            weights = _jnp.zeros((size, new_size), weights.dtype).at[_jnp.clip(at, 0, size - 1)].add(weights)
            is_inside = True
    total = weights.sum(axis=0, keepdims=True)
    is_weighty = _jnp.abs(total) > 1000. * float(_jnp.finfo(_jnp.float32).eps)
    weights = _jnp.where(is_weighty, weights / _jnp.where(total != 0, total, 1), 0)
    return _jnp.where(is_inside, weights, 0)

def _sampled(image, shape, axes, scales, translations, method, antialias, precision):
    if method == ResizeMethod.CUBIC_PYTORCH and antialias:
        method = ResizeMethod.CUBIC
    for axis, scale, translation in zip(axes, scales, translations):
        weights = _weights(image.shape[axis], shape[axis], scale, translation, method, antialias)
        image = _jnp.tensordot(image, weights.astype(image.dtype), ((axis,), (0,)), precision=precision)
        image = _jnp.moveaxis(image, -1, axis)
    return image

def _nearest(image, shape):
    for axis, (m, n) in enumerate(zip(image.shape, shape)):
        if m != n:
            at = _jnp.floor((_jnp.arange(n, dtype=_jnp.float32) + 0.5) * m / n)
            image = _jnp.take(image, at.astype(_jnp.int32), axis=axis)
    return image

def _expected(image, shape, method):
    if len(shape) != image.ndim:
        raise ValueError("shape must have length equal to the number of dimensions of x; "
                         f" {tuple(shape)} vs {image.shape}")
    return ResizeMethod.from_string(method) if isinstance(method, str) else method

def scale_and_translate(image, shape, spatial_dims, scale, translation, method, antialias=True,
                        precision=_lax.Precision.HIGHEST):
    method = _expected(image, shape, method)
    if method == ResizeMethod.NEAREST:
        raise ValueError("Nearest neighbor resampling is not currently supported for scale_and_translate.")
    axes = [axis % image.ndim for axis in spatial_dims]
    return _sampled(_floating(image), shape, axes, _floating(scale), _floating(translation), method, antialias, precision)

def resize(image, shape, method, antialias=True, precision=_lax.Precision.HIGHEST):
    method = _expected(image, shape, method)
    if method == ResizeMethod.NEAREST:
        return _nearest(image, shape)
    axes = [i for i in range(image.ndim) if image.shape[i] != shape[i]]
    scales = [shape[i] / image.shape[i] or 1. for i in axes]
    return _sampled(_floating(image), shape, axes, scales, [0.] * len(axes), method, antialias, precision)
`;
