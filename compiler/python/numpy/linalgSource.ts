/** `numpy.linalg`, on top of the decompositions. */

export const linalgSource = String.raw`
from collections import namedtuple as _namedtuple
import numpy as _np

EigResult = _namedtuple("EigResult", ["eigenvalues", "eigenvectors"])
EighResult = _namedtuple("EighResult", ["eigenvalues", "eigenvectors"])
QRResult = _namedtuple("QRResult", ["Q", "R"])
SlogdetResult = _namedtuple("SlogdetResult", ["sign", "logabsdet"])
SVDResult = _namedtuple("SVDResult", ["U", "S", "Vh"])

def _matrices(a, square=True):
    a = _np.asarray(a)
    if a.dtype.kind != "f":
        a = a.astype(_np.float64)
    if a.dtype == _np.float16:
        raise TypeError("array type float16 is unsupported in linalg")
    if a.ndim < 2:
        raise LinAlgError(f"{a.ndim}-dimensional array given. Array must be at least two-dimensional")
    if square and a.shape[-1] != a.shape[-2]:
        raise LinAlgError("Last 2 dimensions of the array must be square")
    return a

def _each(f, a, *others):
    """The results of a function of matrices, stacked as the matrices are."""
    batch = a.shape[:-2]
    results = [f(m, *[o[i] for o in others]) for i, m in [((), a)] if not batch]
    if batch:
        results = [f(a[i], *[o[i] for o in others]) for i in _np.ndindex(batch)]
    def stacked(parts):
        parts = [_np.asarray(p).astype(a.dtype) for p in parts]
        return _np.stack(parts).reshape(batch + parts[0].shape) if batch else parts[0][()]
    if isinstance(results[0], tuple):
        return tuple(stacked(column) for column in zip(*results))
    return stacked(results)

def inv(a):
    a = _matrices(a)
    return _each(lambda m: _checked(_solve(m, _np.eye(len(m)))), a)
def _checked(x, text="Singular matrix"):
    if x is None:
        raise LinAlgError(text)
    return x
def solve(a, b):
    a, b = _matrices(a), _np.asarray(b)
    kind = _np.result_type(a, b) if b.dtype.kind == "f" else a.dtype
    vector = b.ndim == 1
    if vector:
        b = b[:, None]
    if b.shape[-2] != a.shape[-1]:
        signature = "(m,m),(m)->(m)" if vector else "(m,m),(m,n)->(m,n)"
        raise ValueError(f"solve{'1' if vector else ''}: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature {signature} (size {b.shape[-2]} is different from {a.shape[-1]})")
    batch = _np.broadcast_shapes(a.shape[:-2], b.shape[:-2])
    a, b = _np.broadcast_to(a, batch + a.shape[-2:]), _np.broadcast_to(b, batch + b.shape[-2:])
    x = _each(lambda m, y: _checked(_solve(m, y)), a.astype(kind), b)
    return x[..., 0] if vector else x
def det(a):
    a = _matrices(a)
    return _each(_det, a)
def _det(m):
    d, sign = _lu(m)
    for x in d:
        sign = sign * x
    return sign
def slogdet(a):
    def parts(m):
        d, sign = _lu(m)
        with _np.errstate(divide="ignore"):
            return (_np.prod(_np.sign(d)) * sign, _np.sum(_np.log(_np.abs(d))))
    return SlogdetResult(*_each(parts, _matrices(a)))
def cholesky(a, /, *, upper=False):
    l = _each(lambda m: _checked(_cholesky(m), "Matrix is not positive definite"), _matrices(a))
    return l.mT if upper else l
def qr(a, mode="reduced"):
    a = _matrices(a, False)
    n, m = a.shape[-2:]
    k = n if mode == "complete" else min(n, m)
    q, r = _each(_qr, a)
    return r[..., :k, :] if mode == "r" else QRResult(q[..., :k], r[..., :k, :])
def eigh(a, UPLO="L"):
    a = _matrices(a)
    return EighResult(*_each(_eigh, a.mT if UPLO == "U" else a))
def eigvalsh(a, UPLO="L"):
    return eigh(a, UPLO)[0]
def eig(a):
    raise NotImplementedError("linalg.eig is not supported: eigenvalues may be complex. linalg.eigh is for symmetric matrices")
def eigvals(a):
    raise NotImplementedError("linalg.eigvals is not supported: eigenvalues may be complex. linalg.eigvalsh is for symmetric matrices")
def _full_svd(m):
    n, k = m.shape
    if n < k:
        v, s, ut = _svd(m.T)
        return ut.T, s, v.T
    return _svd(m)
def svd(a, full_matrices=True, compute_uv=True, hermitian=False):
    a = _matrices(a, False)
    u, s, vh = _each(_full_svd, a)
    if not compute_uv:
        return s
    if full_matrices:
        n, m = a.shape[-2:]
        if n > m:
            u = _each(_completed, u)
        elif m > n:
            vh = _each(_completed, vh.mT).mT
    return SVDResult(u, s, vh)
def _completed(u):
    """Columns that make an orthonormal set a basis."""
    q, r = _qr(u)
    k = u.shape[1]
    return _np.concatenate([u, q[:, k:]], 1)
def svdvals(x, /):
    return svd(x, compute_uv=False)
def matrix_rank(A, tol=None, hermitian=False, *, rtol=None):
    A = _np.asarray(A)
    if A.ndim < 2:
        return int(not _np.all(A == 0))
    s = svd(A, compute_uv=False)
    limit = s.max(-1, keepdims=True) * (max(A.shape[-2:]) * _np.finfo(s.dtype).eps if rtol is None else rtol) if tol is None else tol
    return _np.count_nonzero(s > limit, axis=-1)
def pinv(a, rcond=None, hermitian=False, *, rtol=None):
    a = _matrices(a, False)
    u, s, vh = svd(a, full_matrices=False)
    rcond = max(a.shape[-2:]) * _np.finfo(s.dtype).eps if rcond is None and rtol is None else rtol if rcond is None else rcond
    large = s > rcond * s.max(-1, keepdims=True)
    s = _np.where(large, 1 / _np.where(large, s, 1), 0).astype(a.dtype)
    return vh.mT @ (s[..., None] * u.mT)
def lstsq(a, b, rcond=None):
    a, b = _matrices(a, False), _np.asarray(b)
    vector = b.ndim == 1
    if b.shape[0] != a.shape[0]:
        raise LinAlgError("Incompatible dimensions")
    y = b[:, None] if vector else b
    n, m = a.shape
    u, s, vh = svd(a, full_matrices=False)
    rcond = _np.finfo(s.dtype).eps * max(n, m) if rcond is None else rcond
    large = s > rcond * (s[0] if len(s) else 0)
    rank = int(large.sum())
    x = vh.T @ (_np.where(large, 1 / _np.where(large, s, 1), 0)[:, None] * (u.T @ y))
    residuals = ((y - a @ x) ** 2).sum(0) if rank == m and n > m else _np.array([], x.dtype)
    return (x[:, 0] if vector else x), residuals, _np.int64(rank) if False else rank, s
def norm(x, ord=None, axis=None, keepdims=False):
    x = _np.asarray(x)
    if x.dtype.kind != "f":
        x = x.astype(_np.float64)
    if axis is None:
        if ord is None or (ord in ("f", "fro") and x.ndim == 2) or (ord == 2 and x.ndim == 1):
            flat = x.ravel()
            result = _np.sqrt(flat.dot(flat))
            return result.reshape((1,) * x.ndim) if keepdims else result
        axis = tuple(range(x.ndim))
    elif not isinstance(axis, tuple):
        axis = (axis,)
    if len(axis) == 1:
        return _vector_norm(x, ord, axis[0], keepdims)
    if len(axis) != 2:
        raise ValueError("Improper number of dimensions to norm.")
    row, column = [i % x.ndim for i in axis]
    if ord in (None, "fro", "f"):
        return _np.sqrt(_np.sum(x * x, axis, keepdims=keepdims))
    m = _np.moveaxis(x, (row, column), (-2, -1))
    if ord in (2, -2, "nuc"):
        s = svd(m, compute_uv=False)
        result = s.max(-1) if ord == 2 else s.min(-1) if ord == -2 else s.sum(-1)
    elif ord in (1, -1, _np.inf, -_np.inf):
        sums = _np.abs(m).sum(-2 if abs(ord) == 1 else -1)
        result = sums.max(-1) if ord > 0 else sums.min(-1)
    else:
        raise ValueError("Invalid norm order for matrices.")
    return _np.expand_dims(result, (row, column)) if keepdims else result
def _vector_norm(x, ord, axis, keepdims):
    if ord == _np.inf:
        return _np.abs(x).max(axis, keepdims=keepdims)
    if ord == -_np.inf:
        return _np.abs(x).min(axis, keepdims=keepdims)
    if ord == 0:
        return (x != 0).astype(x.dtype).sum(axis, keepdims=keepdims)
    if ord == 1:
        return _np.abs(x).sum(axis, keepdims=keepdims)
    if ord is None or ord == 2:
        return _np.sqrt(_np.sum(x * x, axis, keepdims=keepdims))
    if isinstance(ord, str):
        raise ValueError(f"Invalid norm order '{ord}' for vectors")
    return (_np.abs(x) ** ord).sum(axis, keepdims=keepdims) ** (1 / ord)
def vector_norm(x, /, *, axis=None, keepdims=False, ord=2):
    x = _np.asarray(x)
    return norm(x.ravel() if axis is None else x, ord, 0 if axis is None else axis)
def matrix_norm(x, /, *, keepdims=False, ord="fro"):
    return norm(x, ord, (-2, -1), keepdims)
def cond(x, p=None):
    if p is None or p in (2, -2):
        s = svd(x, compute_uv=False)
        return s[..., -1] / s[..., 0] if p == -2 else s[..., 0] / s[..., -1]
    return norm(x, p, (-2, -1)) * norm(inv(x), p, (-2, -1))
def matrix_power(a, n):
    a = _np.asarray(a)
    if a.ndim < 2 or a.shape[-1] != a.shape[-2]:
        _matrices(a)
    if n < 0:
        a, n = inv(a), -n
    result = _np.broadcast_to(_np.eye(a.shape[-1], dtype=a.dtype), a.shape).copy()
    for _ in range(n):
        result = result @ a
    return result
def multi_dot(arrays):
    result = arrays[0]
    for a in arrays[1:]:
        result = _np.dot(result, a)
    return result
def matrix_transpose(x, /):
    return _np.asarray(x).mT
for _name in ("cross", "diagonal", "matmul", "outer", "tensordot", "trace", "vecdot"):
    globals()[_name] = getattr(_np, _name)
`;
