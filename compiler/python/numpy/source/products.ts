/** Products. */

export const products = String.raw`
def outer(a, b, out=None):
    return multiply(ravel(a)[:, None], ravel(b)[None, :], out=out)
def inner(a, b, /):
    a, b = asarray(a), asarray(b)
    if a.ndim == 0 or b.ndim == 0:
        return multiply(a, b)
    if a.shape[-1] != b.shape[-1]:
        raise ValueError(f"shapes {str(a.shape).replace(' ', '')} and {str(b.shape).replace(' ', '')} not aligned: {a.shape[-1]} (dim {a.ndim - 1}) != {b.shape[-1]} (dim {b.ndim - 1})")
    return tensordot(a, b, (-1, -1))[()]
def vdot(a, b, /):
    return dot(ravel(a), ravel(b))
def vecdot(x1, x2, /, *, axis=-1, **kwargs):
    return sum(multiply(x1, x2), axis)
def matvec(x1, x2, /):
    return matmul(x1, asarray(x2)[..., None])[..., 0]
def vecmat(x1, x2, /):
    return matmul(asarray(x1)[..., None, :], x2)[..., 0, :]
def tensordot(a, b, axes=2):
    a, b = asarray(a), asarray(b)
    if isinstance(axes, (int, integer)):
        left, right = list(range(-axes, 0)), list(range(axes))
    else:
        left, right = [list(x) if isinstance(x, (list, tuple)) else [x] for x in axes]
    left, right = [x % a.ndim for x in left], [x % b.ndim for x in right]
    if len(left) != len(right) or _py.any(a.shape[i] != b.shape[j] for i, j in zip(left, right)):
        raise ValueError("shape-mismatch for sum")
    rest_a = [i for i in range(a.ndim) if i not in left]
    rest_b = [i for i in range(b.ndim) if i not in right]
    n = 1
    for i in left:
        n *= a.shape[i]
    shape_a, shape_b = tuple(a.shape[i] for i in rest_a), tuple(b.shape[i] for i in rest_b)
    x = transpose(a, rest_a + left).reshape((size_of(shape_a), n))
    y = transpose(b, right + rest_b).reshape((n, size_of(shape_b)))
    return dot(x, y).reshape(shape_a + shape_b)
def size_of(shape):
    n = 1
    for d in shape:
        n *= d
    return n
def cross(a, b, axisa=-1, axisb=-1, axisc=-1, axis=None):
    if axis is not None:
        axisa = axisb = axisc = axis
    a, b = moveaxis(asarray(a), axisa, -1), moveaxis(asarray(b), axisb, -1)
    if a.shape[-1] not in (2, 3) or b.shape[-1] not in (2, 3):
        raise ValueError("incompatible dimensions for cross product\n(dimension must be 2 or 3)")
    if a.shape[-1] == 2 and b.shape[-1] == 2:
        return a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
    def parts(v):
        return v[..., 0], v[..., 1], v[..., 2] if v.shape[-1] == 3 else 0 * v[..., 0]
    (a0, a1, a2), (b0, b1, b2) = parts(a), parts(b)
    return moveaxis(stack([a1 * b2 - a2 * b1, a2 * b0 - a0 * b2, a0 * b1 - a1 * b0], -1), -1, axisc)
def kron(a, b):
    a, b = asarray(a), asarray(b)
    n = _py.max(a.ndim, b.ndim)
    a, b = a.reshape((1,) * (n - a.ndim) + a.shape), b.reshape((1,) * (n - b.ndim) + b.shape)
    x = a.reshape([d for s in a.shape for d in (s, 1)]) * b.reshape([d for s in b.shape for d in (1, s)])
    return x.reshape([s * t for s, t in zip(a.shape, b.shape)])
def convolve(a, v, mode="full"):
    a, v = array(a, ndmin=1), array(v, ndmin=1)
    if len(a) == 0 or len(v) == 0:
        raise ValueError("a cannot be empty" if len(a) == 0 else "v cannot be empty")
    if len(v) > len(a):
        a, v = v, a
    n, m = len(a), len(v)
    full_ = zeros(n + m - 1, result_type(a, v))
    for i in range(m):
        full_[i:i + n] += a * v[i]
    if mode == "full":
        return full_
    if mode == "same":
        return full_[(m - 1) // 2:(m - 1) // 2 + n]
    return full_[m - 1:n]
def correlate(a, v, mode="valid"):
    return convolve(a, asarray(v)[::-1], mode)
`;
