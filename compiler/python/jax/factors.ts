/** `jax.numpy.linalg` and `jax.scipy.linalg` as far as they factor matrices: written out row by row, for small ones. */

const shared = `
import jax.numpy as _jnp
from jax import lax as _lax

def _square(a, name):
    a = _jnp.asarray(a)
    a = a if _jnp.issubdtype(a.dtype, _jnp.inexact) else a.astype(_jnp.float32)
    if a.ndim < 2 or a.shape[-1] != a.shape[-2]:
        raise ValueError(f"Argument to {name} must have shape [..., n, n], got {a.shape}")
    return a

def _exchanged(a, k):
    "Rows k and that of the greatest element below it in column k change places; also whether they were two."
    n = a.shape[-2]
    pivot = k + _jnp.argmax(_jnp.abs(a[..., k:, k]), axis=-1)
    rows = _jnp.arange(n)
    order = _jnp.where(rows == k, pivot[..., None], _jnp.where(rows == pivot[..., None], k, rows))
    return _jnp.take_along_axis(a, order[..., None], axis=-2), pivot != k

def _eliminated(a, columns):
    "Gaussian elimination with exchange of rows: what is left, and the sign of the exchanges."
    sign = _jnp.ones(a.shape[:-2], a.dtype)
    for k in range(columns):
        a, changed = _exchanged(a, k)
        sign = _jnp.where(changed, -sign, sign)
        if k + 1 < a.shape[-2]:
            pivot = a[..., k, k]
            factor = a[..., k + 1:, k] / _jnp.where(pivot == 0, 1, pivot)[..., None]
            below = a[..., k + 1:, :] - factor[..., None] * a[..., k, :][..., None, :]
            a = _jnp.concatenate([a[..., :k + 1, :], below], axis=-2)
    return a, sign

def _solve_upper(a, b, unit_diagonal=False):
    n = a.shape[-1]
    rows = [None] * n
    for k in reversed(range(n)):
        rest = b[..., k, :]
        for j in range(k + 1, n):
            rest = rest - a[..., k, j][..., None] * rows[j]
        rows[k] = rest if unit_diagonal else rest / a[..., k, k][..., None]
    return _jnp.stack(rows, axis=-2)

def _solve_lower(a, b, unit_diagonal=False):
    flipped = _solve_upper(a[..., ::-1, ::-1], b[..., ::-1, :], unit_diagonal)
    return flipped[..., ::-1, :]

def _solved(a, b):
    n = a.shape[-1]
    batch = _jnp.broadcast_shapes(a.shape[:-2], b.shape[:-2])
    a, b = _jnp.broadcast_to(a, batch + a.shape[-2:]), _jnp.broadcast_to(b, batch + b.shape[-2:])
    def solver(matrix):
        def run(_, right):
            both, _ = _eliminated(_jnp.concatenate([matrix, right], axis=-1), n)
            return _solve_upper(both[..., :n], both[..., n:])
        return run
    transposed = solver(_jnp.matrix_transpose(a))
    return _lax.custom_linear_solve(lambda x: a @ x, b.astype(a.dtype), solver(a), transposed)

def _lower_factor(a):
    n = a.shape[-1]
    columns = []
    for k in range(n):
        rest = a[..., k:, k]
        for c in columns:
            rest = rest - c[..., k:] * c[..., k][..., None]
        column = rest / _jnp.sqrt(rest[..., 0])[..., None]
        columns.append(_jnp.concatenate([_jnp.zeros(a.shape[:-2] + (k,), a.dtype), column], axis=-1))
    return _jnp.stack(columns, axis=-1)

def det(a):
    a = _square(a, "_det()")
    u, sign = _eliminated(a, a.shape[-1])
    return sign * _jnp.prod(_jnp.diagonal(u, axis1=-2, axis2=-1), axis=-1)

def inv(a):
    a = _jnp.asarray(a)
    if a.ndim < 2 or a.shape[-1] != a.shape[-2]:
        raise ValueError(f"Argument to inv must have shape [..., n, n], got {a.shape}.")
    a = _square(a, "inv")
    return _solved(a, _jnp.broadcast_to(_jnp.eye(a.shape[-1], dtype=a.dtype), a.shape))
`;

export const numpyFactors = `${shared}
from collections import namedtuple as _namedtuple

SlogdetResult = _namedtuple("SlogdetResult", ["sign", "logabsdet"])
QRResult = _namedtuple("QRResult", ["Q", "R"])

def slogdet(a, *, method=None):
    a = _square(a, "slogdet()")
    u, sign = _eliminated(a, a.shape[-1])
    diagonal = _jnp.diagonal(u, axis1=-2, axis2=-1)
    return SlogdetResult(sign * _jnp.prod(_jnp.sign(diagonal), axis=-1), _jnp.sum(_jnp.log(_jnp.abs(diagonal)), axis=-1))

def solve(a, b):
    a, b = _square(a, "solve()"), _jnp.asarray(b)
    return _solved(a, b[..., None])[..., 0] if b.ndim == 1 else _solved(a, b)

def cholesky(a, *, upper=False, symmetrize_input=True):
    a = _square(a, "cholesky()")
    factor = _lower_factor((a + _jnp.matrix_transpose(a)) / 2 if symmetrize_input else a)
    return _jnp.matrix_transpose(factor) if upper else factor

def qr(a, mode="reduced"):
    if mode not in ("reduced", "r", "complete"):
        raise ValueError("Unsupported QR decomposition mode '{}'".format(mode))
    a = _jnp.asarray(a, dtype=_jnp.float32)
    m, n = a.shape[-2:]
    if mode == "complete" and m > n:
        raise NotImplementedError("qr with mode='complete' of a matrix with more rows than columns is not supported")
    q = _jnp.broadcast_to(_jnp.eye(m), a.shape[:-2] + (m, m))
    for k in range(min(m - 1, n)):
        x = _jnp.where(_jnp.arange(m) < k, 0.0, a[..., :, k])
        length = _jnp.sqrt(_jnp.sum(x * x, axis=-1))
        head = _jnp.where(x[..., k] > 0, -length, length)
        v = x - _jnp.where(_jnp.arange(m) == k, head[..., None], 0.0)
        scale = _jnp.sum(v * v, axis=-1)[..., None, None]
        reflect = _jnp.eye(m) - 2 * v[..., :, None] * v[..., None, :] / _jnp.where(scale == 0, 1.0, scale)
        a, q = reflect @ a, q @ reflect
    r = _jnp.triu(a[..., :min(m, n), :])
    return r if mode == "r" else QRResult(q[..., :, :min(m, n)], r)
`;

export const scipyFactors = `${shared}
def solve(a, b, lower=False, overwrite_a=False, overwrite_b=False, debug=False, check_finite=True, assume_a="gen"):
    a, b = _square(a, "solve()"), _jnp.asarray(b)
    return _solved(a, b[..., None])[..., 0] if b.ndim == 1 else _solved(a, b)

def cholesky(a, lower=False, overwrite_a=False, check_finite=True):
    a = _square(a, "cholesky()")
    factor = _lower_factor((a + _jnp.matrix_transpose(a)) / 2)
    return factor if lower else _jnp.matrix_transpose(factor)

def cho_factor(a, lower=False, overwrite_a=False, check_finite=True):
    return cholesky(a, lower), lower

def solve_triangular(a, b, trans=0, lower=False, unit_diagonal=False, overwrite_b=False, debug=None, check_finite=True):
    a, b = _square(a, "solve_triangular()"), _jnp.asarray(b)
    if trans in (1, "T", 2, "C"):
        a, lower = _jnp.matrix_transpose(a), not lower
    run = _solve_lower if lower else _solve_upper
    return run(a, b[..., None], unit_diagonal)[..., 0] if b.ndim == 1 else run(a, b, unit_diagonal)

def cho_solve(c_and_lower, b, overwrite_b=False, check_finite=True):
    c, lower = c_and_lower
    first = solve_triangular(c, b, trans=0 if lower else 1, lower=lower)
    return solve_triangular(c, first, trans=1 if lower else 0, lower=lower)

def block_diag(*arrs):
    blocks = [_jnp.atleast_2d(a) for a in arrs] or [_jnp.zeros((1, 0))]
    width = sum(b.shape[1] for b in blocks)
    rows, left = [], 0
    for b in blocks:
        rows.append(_jnp.pad(b, ((0, 0), (left, width - left - b.shape[1]))))
        left += b.shape[1]
    return _jnp.concatenate(rows)

def toeplitz(c, r=None):
    c = _jnp.atleast_1d(c)
    r = c if r is None else _jnp.atleast_1d(r)
    n, m = c.shape[-1], r.shape[-1]
    values = _jnp.concatenate([_jnp.flip(r[..., 1:], -1), c], axis=-1) if m > 1 else c
    return values[..., _jnp.arange(n)[:, None] - _jnp.arange(m)[None, :] + m - 1]

def hilbert(n):
    i = _jnp.arange(n, dtype=float)
    return 1 / (1 + i + i[:, None])
`;
