/** Making arrays. */

export const arrays = String.raw`
def arange(start=_given, stop=None, step=None, dtype=None, *, device=None, like=None):
    if start is _given:
        if stop is None:
            raise TypeError("arange() requires stop to be specified.")
        start, stop = 0, stop
    return _arange(start, stop, step, dtype)

def _like(make):
    def like(a, dtype=None, order="K", subok=True, shape=None, *, device=None):
        a = asarray(a)
        return make(a.shape if shape is None else shape, a.dtype if dtype is None else dtype)
    return like
zeros_like, ones_like, empty_like = _like(zeros), _like(ones), _like(empty)

def full_like(a, fill_value, dtype=None, order="K", subok=True, shape=None, *, device=None):
    a = asarray(a)
    return full(a.shape if shape is None else shape, fill_value, a.dtype if dtype is None else dtype)

def linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0, *, device=None):
    num = _index(num)
    if num < 0:
        raise ValueError(f"Number of samples, {num}, must be non-negative.")
    count = num - 1 if endpoint else num
    start, stop = asarray(start) * 1.0, asarray(stop) * 1.0
    wanted = result_type(start, stop, float(num)) if dtype is None else _dtype(dtype)
    delta = stop - start
    y = arange(0, num, dtype=float64).reshape((-1,) + (1,) * ndim(delta))
    if count > 0:
        step = delta / count
        y = y / count * delta if any(step == 0) else y * step
    else:
        step = nan
        y = y * delta
    y = y + start
    if endpoint and num > 1:
        y[-1, ...] = stop
    if axis != 0:
        y = moveaxis(y, 0, axis)
    if issubdtype(wanted, integer):
        y = floor(y)
    y = y.astype(wanted, copy=False)
    return (y, step) if retstep else y

def logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=None, axis=0):
    y = power(base, linspace(start, stop, num, endpoint, axis=axis))
    return y if dtype is None else y.astype(dtype)

def geomspace(start, stop, num=50, endpoint=True, dtype=None, axis=0):
    start, stop = asarray(start) * 1.0, asarray(stop) * 1.0
    if any(start == 0) or any(stop == 0):
        raise ValueError("Geometric sequence cannot include zero")
    signs = sign(start)
    y = logspace(log10(start / signs), log10(stop / signs), num, endpoint)
    if num > 0:
        y[0] = start / signs
        if num > 1 and endpoint:
            y[-1] = stop / signs
    y = y * signs
    return y if dtype is None else y.astype(dtype)

def eye(N, M=None, k=0, dtype=float, order="C", *, device=None, like=None):
    m = zeros((N, N if M is None else M), dtype)
    rows, columns = m.shape
    for i in range(_py.max(0, -k), _py.min(rows, columns - k)):
        m[i, i + k] = 1
    return m

def identity(n, dtype=None, *, like=None):
    return eye(n, dtype=float if dtype is None else dtype)

def diag(v, k=0):
    v = asarray(v)
    if v.ndim == 2:
        return diagonal(v, k).copy()
    if v.ndim != 1:
        raise ValueError("Input must be 1- or 2-d.")
    n = v.shape[0] + _py.abs(k)
    m = zeros((n, n), v.dtype)
    i = arange(v.shape[0])
    m[i + _py.max(0, -k), i + _py.max(0, k)] = v
    return m

def diagflat(v, k=0):
    return diag(ravel(v), k)

def diagonal(a, offset=0, axis1=0, axis2=1):
    a = asarray(a)
    if a.ndim < 2:
        raise ValueError("diag requires an array of at least two dimensions")
    a = moveaxis(a, (axis1, axis2), (-2, -1))
    n, m = a.shape[-2:]
    count = _py.max(0, _py.min(n, m - offset) if offset >= 0 else _py.min(n + offset, m))
    i = arange(count)
    return a[..., i + _py.max(0, -offset), i + _py.max(0, offset)]

def fill_diagonal(a, val, wrap=False):
    i = arange(_py.min(a.shape))
    a[(i,) * a.ndim] = val

def trace(a, offset=0, axis1=0, axis2=1, dtype=None, out=None):
    return sum(diagonal(a, offset, axis1, axis2), -1, dtype, out)

def tri(N, M=None, k=0, dtype=float, *, like=None):
    M = N if M is None else M
    return greater_equal(arange(N)[:, None], arange(-k, M - k)[None, :]).astype(dtype)

def tril(m, k=0):
    m = asarray(m)
    return where(tri(*m.shape[-2:], k=k, dtype=bool), m, zeros(1, m.dtype))

def triu(m, k=0):
    m = asarray(m)
    return where(tri(*m.shape[-2:], k=k - 1, dtype=bool), zeros(1, m.dtype), m)

def tril_indices(n, k=0, m=None):
    return nonzero(tri(n, m, k, bool))
def triu_indices(n, k=0, m=None):
    return nonzero(~tri(n, m, k - 1, bool))
def tril_indices_from(arr, k=0):
    return tril_indices(arr.shape[-2], k, arr.shape[-1])
def triu_indices_from(arr, k=0):
    return triu_indices(arr.shape[-2], k, arr.shape[-1])
def diag_indices(n, ndim=2):
    return (arange(n),) * ndim

def vander(x, N=None, increasing=False):
    x = asarray(x)
    N = len(x) if N is None else N
    powers = arange(N) if increasing else arange(N - 1, -1, -1)
    return x[:, None] ** powers

def meshgrid(*xi, copy=True, sparse=False, indexing="xy"):
    if indexing not in ("xy", "ij"):
        raise ValueError("Valid values for \x60indexing\x60 are 'xy' and 'ij'.")
    n = len(xi)
    swapped = indexing == "xy" and n > 1
    grids = []
    for i, x in enumerate(xi):
        axis = 1 - i if swapped and i < 2 else i
        grids.append(asarray(x).reshape((1,) * axis + (-1,) + (1,) * (n - axis - 1)))
    if not sparse:
        grids = broadcast_arrays(*grids)
    return tuple(g.copy() if copy else g for g in grids)

class _Grid:
    def __init__(self, sparse):
        self.sparse = sparse
    def __getitem__(self, key):
        single = not isinstance(key, tuple)
        axes = []
        for k in (key,) if single else key:
            start, step = 0 if k.start is None else k.start, 1 if k.step is None else k.step
            axes.append(linspace(start, k.stop, int(step.imag)) if isinstance(step, complex) else arange(start, k.stop, step))
        if single:
            return axes[0]
        grids = meshgrid(*axes, indexing="ij", sparse=self.sparse)
        return tuple(grids) if self.sparse else stack(grids)
mgrid, ogrid = _Grid(False), _Grid(True)

class _Joiner:
    def __init__(self, columns):
        self.columns = columns
    def __getitem__(self, key):
        parts = []
        for k in key if isinstance(key, tuple) else (key,):
            if isinstance(k, slice):
                start, step = 0 if k.start is None else k.start, 1 if k.step is None else k.step
                k = linspace(start, k.stop, int(step.imag)) if isinstance(step, complex) else arange(start, k.stop, step)
            k = atleast_1d(k)
            parts.append(k[:, None] if self.columns and k.ndim == 1 else k)
        return concatenate(parts, -1 if self.columns else 0)
r_, c_ = _Joiner(False), _Joiner(True)

def ix_(*args):
    n = len(args)
    found = []
    for i, x in enumerate(args):
        x = asarray(x)
        if x.dtype == bool:
            (x,) = nonzero(x)
        found.append(x.reshape((1,) * i + (-1,) + (1,) * (n - i - 1)))
    return tuple(found)

def indices(dimensions, dtype=int, sparse=False):
    grids = meshgrid(*[arange(n, dtype=dtype) for n in dimensions], indexing="ij", sparse=sparse)
    return tuple(grids) if sparse else stack(grids)

def fromfunction(function, shape, *, dtype=float, like=None, **kwargs):
    return function(*indices(shape, dtype), **kwargs)

def fromiter(iter, dtype, count=-1, *, like=None):
    return array(list(iter), dtype)

def require(a, dtype=None, requirements=None):
    return asarray(a, dtype)
asfortranarray = asanyarray

def frombuffer(*args, **kwargs):
    raise NotImplementedError("frombuffer(): bytes are not supported")
def _no_files(*args, **kwargs):
    raise NotImplementedError("scripts have no files: numpy cannot load or save")
save = savez = savez_compressed = savetxt = load = loadtxt = genfromtxt = fromfile = memmap = _no_files
`;
