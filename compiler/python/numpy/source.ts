/** `numpy` in Python, on top of `functions.ts` and the elementwise functions. */

export const source = String.raw`
import builtins as _py

inf, nan, pi, e, euler_gamma, newaxis = float("inf"), float("nan"), 3.141592653589793, 2.718281828459045, 0.5772156649015329, None
little_endian = True
__version__ = "2.4.0"
_given = object()

class _Slicer:
    def __init__(self, tuples):
        self.tuples = tuples
    def __getitem__(self, key):
        return (key,) if self.tuples and not isinstance(key, tuple) else key
s_, index_exp = _Slicer(False), _Slicer(True)

# Kinds of dtypes

def issubdtype(arg1, arg2):
    def kind(t):
        return t if isinstance(t, type) and issubclass(t, generic) else _scalar_type(t)
    return issubclass(kind(arg1), kind(arg2))

def isdtype(dtype, kind):
    kinds = kind if isinstance(kind, tuple) else (kind,)
    table = {"bool": "b", "signed integer": "i", "unsigned integer": "u", "integral": "iu", "real floating": "f", "complex floating": "c", "numeric": "iufc"}
    d = _dtype(dtype)
    return _py.any(d.kind in table[k] if isinstance(k, str) else d == k for k in kinds)

def isscalar(element):
    return isinstance(element, (generic, int, float, complex, str))

class iinfo:
    def __init__(self, type):
        self.dtype = type.dtype if isinstance(type, (generic, ndarray)) else _dtype(type)
        self.min, self.max, self.bits, self.kind = _limits(self.dtype)
        if self.kind not in "iu":
            raise ValueError(f"Invalid integer data type '{self.kind}'.")
    def __repr__(self):
        return f"iinfo(min={self.min}, max={self.max}, dtype={self.dtype})"
    def __str__(self):
        rule = "-" * 63
        return f"Machine parameters for {self.dtype}\n{rule}\nmin = {self.min}\nmax = {self.max}\n{rule}\n"

_floats = {"float16": (10, 5, 3), "float32": (23, 8, 6), "float64": (52, 11, 15)}

class finfo:
    def __init__(self, dtype):
        self.dtype = dtype.dtype if isinstance(dtype, (generic, ndarray)) or hasattr(dtype, "weak_type") else _dtype(dtype)
        name = str(self.dtype)
        if name not in _floats:
            raise ValueError(f"data type {_scalar_type(self.dtype)!r} not inexact")
        self.nmant, self.iexp, self.precision = _floats[name]
        self.bits = 1 + self.nmant + self.iexp
        self.maxexp = 2 ** (self.iexp - 1)
        self.minexp = 2 - self.maxexp
        self.machep, self.negep = -self.nmant, -self.nmant - 1
        make = _scalar_type(self.dtype)
        self.eps, self.epsneg = make(2.0**-self.nmant), make(2.0 ** (-self.nmant - 1))
        self.max = make((2.0 - 2.0**-self.nmant) * 2.0 ** (self.maxexp - 1))
        self.min = -self.max
        self.tiny = self.smallest_normal = make(2.0**self.minexp)
        self.smallest_subnormal = make(2.0 ** (self.minexp - self.nmant))
        self.resolution = make(10.0**-self.precision)
    def __repr__(self):
        return f"finfo(resolution={self.resolution}, min={self.min}, max={self.max}, dtype={self.dtype})"

# Arrays

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

# Shapes

def ndim(a):
    return len(shape(a))
def shape(a):
    return a.shape if hasattr(a, "shape") else _shape(a)
def size(a, axis=None):
    s = shape(a)
    if axis is not None:
        return s[axis]
    n = 1
    for d in s:
        n *= d
    return n

def ravel(a, order="C"):
    return asarray(a).ravel(order)

def _axis(axis, n, name=None):
    axis = _index(axis)
    if not -n <= axis < n:
        raise exceptions.AxisError(f"{name + ': ' if name else ''}axis {axis} is out of bounds for array of dimension {n}")
    return axis % n
def _axes(axis, n, name=None):
    found = [_axis(a, n, name) for a in (axis if isinstance(axis, (tuple, list)) else (axis,))]
    if len(set(found)) < len(found):
        raise ValueError(f"repeated axis in \x60{name}\x60 argument" if name else "repeated axis")
    return found

def expand_dims(a, axis):
    a = asarray(a)
    n = a.ndim + (len(axis) if isinstance(axis, (tuple, list)) else 1)
    axes = _axes(axis, n)
    lengths = iter(a.shape)
    return a.reshape([1 if i in axes else next(lengths) for i in range(n)])

def squeeze(a, axis=None):
    a = asarray(a)
    axes = [i for i, d in enumerate(a.shape) if d == 1] if axis is None else _axes(axis, a.ndim)
    if _py.any(a.shape[i] != 1 for i in axes):
        raise ValueError("cannot select an axis to squeeze out which has size not equal to one")
    return a[tuple(0 if i in axes else slice(None) for i in range(a.ndim)) + (...,)] if axes else a

def moveaxis(a, source, destination):
    a = asarray(a)
    source, destination = _axes(source, a.ndim, "source"), _axes(destination, a.ndim, "destination")
    if len(source) != len(destination):
        raise ValueError("\x60source\x60 and \x60destination\x60 arguments must have the same number of elements")
    order = [i for i in range(a.ndim) if i not in source]
    for d, s in sorted(zip(destination, source)):
        order.insert(d, s)
    return transpose(a, order)

def swapaxes(a, axis1, axis2):
    a = asarray(a)
    axis1, axis2 = _axis(axis1, a.ndim, "axis1"), _axis(axis2, a.ndim, "axis2")
    order = list(range(a.ndim))
    order[axis1], order[axis2] = axis2, axis1
    return transpose(a, order)

def rollaxis(a, axis, start=0):
    a = asarray(a)
    axis = _axis(axis, a.ndim)
    start = start + a.ndim if start < 0 else start
    return moveaxis(a, axis, start - 1 if axis < start else start)

def matrix_transpose(x):
    return asarray(x).mT
permute_dims = transpose

def flip(m, axis=None):
    m = asarray(m)
    axes = range(m.ndim) if axis is None else _axes(axis, m.ndim)
    return m[tuple(slice(None, None, -1) if i in axes else slice(None) for i in range(m.ndim))]
def flipud(m):
    return flip(m, 0)
def fliplr(m):
    return flip(m, 1)

def rot90(m, k=1, axes=(0, 1)):
    m, k = asarray(m), k % 4
    if k == 0:
        return m[:]
    if k == 2:
        return flip(m, axes)
    return swapaxes(flip(m, axes[1]), *axes) if k == 1 else flip(swapaxes(m, *axes), axes[1])

def roll(a, shift, axis=None):
    a = asarray(a)
    if axis is None:
        return roll(a.ravel(), shift, 0).reshape(a.shape)
    shifts = shift if isinstance(shift, (tuple, list)) else (shift,)
    axes = axis if isinstance(axis, (tuple, list)) else (axis,)
    if len(shifts) == 1:
        shifts = tuple(shifts) * len(axes)
    elif len(axes) == 1:
        axes = tuple(axes) * len(shifts)
    for s, x in zip(shifts, axes):
        x = _axis(x, a.ndim)
        n = a.shape[x]
        if n:
            a = take(a, (arange(n) - s) % n, x)
    return a.copy()

def _atleast(n, place):
    def atleast(*arys):
        found = tuple(place(asarray(a)) for a in arys)
        return found[0] if len(found) == 1 else found
    return atleast
atleast_1d = _atleast(1, lambda a: a.reshape(1) if a.ndim == 0 else a)
atleast_2d = _atleast(2, lambda a: a.reshape(1, 1) if a.ndim == 0 else a[None, :] if a.ndim == 1 else a)
atleast_3d = _atleast(3, lambda a: a.reshape(1, 1, 1) if a.ndim == 0 else a[None, :, None] if a.ndim == 1 else a[:, :, None] if a.ndim == 2 else a)

def _sequence(arrays):
    if hasattr(arrays, "__next__"):
        raise TypeError('arrays to stack must be passed as a "sequence" type such as list or tuple.')
    return list(arrays)
def stack(arrays, axis=0, out=None, *, dtype=None, casting="same_kind"):
    arrays = [asarray(a) for a in _sequence(arrays)]
    if not arrays:
        raise ValueError("need at least one array to stack")
    if len({a.shape for a in arrays}) != 1:
        raise ValueError("all input arrays must have the same shape")
    axis = _axis(axis, arrays[0].ndim + 1)
    key = (slice(None),) * axis + (None,)
    return concatenate([a[key] for a in arrays], axis, out, dtype=dtype)
def vstack(tup, *, dtype=None, casting="same_kind"):
    return concatenate([atleast_2d(a) for a in _sequence(tup)], 0, dtype=dtype)
row_stack = vstack
def hstack(tup, *, dtype=None, casting="same_kind"):
    arrays = [atleast_1d(a) for a in _sequence(tup)]
    return concatenate(arrays, 0 if arrays and arrays[0].ndim == 1 else 1, dtype=dtype)
def dstack(tup):
    return concatenate([atleast_3d(a) for a in tup], 2)
def column_stack(tup):
    arrays = [asarray(a) for a in tup]
    return concatenate([a.reshape(-1, 1) if a.ndim < 2 else a for a in arrays], 1)
concat = concatenate
def unstack(x, /, *, axis=0):
    return tuple(moveaxis(x, axis, 0))

def block(arrays):
    def join(x, axis):
        if not isinstance(x, list):
            return asarray(x)
        parts = [join(p, axis + 1) for p in x]
        n = _py.max(p.ndim for p in parts)
        n = _py.max(n, -axis)
        return concatenate([p.reshape((1,) * (n - p.ndim) + p.shape) for p in parts], axis)
    def depth(x):
        return 1 + _py.max(depth(p) for p in x) if isinstance(x, list) else 0
    return join(arrays, -depth(arrays))

def array_split(ary, indices_or_sections, axis=0):
    ary = asarray(ary)
    n = ary.shape[axis]
    if isinstance(indices_or_sections, (int, integer)):
        count = int(indices_or_sections)
        if count <= 0:
            raise ValueError("number sections must be larger than 0.")
        base, extra = _py.divmod(n, count)
        points = [0]
        for i in range(count):
            points.append(points[-1] + base + (i < extra))
    else:
        points = [0, *[int(i) for i in indices_or_sections], n]
    key = (slice(None),) * _axis(axis, ary.ndim)
    return [ary[key + (slice(a, b),)] for a, b in zip(points, points[1:])]
def split(ary, indices_or_sections, axis=0):
    if isinstance(indices_or_sections, (int, integer)) and asarray(ary).shape[axis] % indices_or_sections:
        raise ValueError("array split does not result in an equal division")
    return array_split(ary, indices_or_sections, axis)
def vsplit(ary, indices_or_sections):
    return split(ary, indices_or_sections, 0)
def hsplit(ary, indices_or_sections):
    return split(ary, indices_or_sections, 0 if ndim(ary) == 1 else 1)
def dsplit(ary, indices_or_sections):
    return split(ary, indices_or_sections, 2)

def tile(A, reps):
    A = asarray(A)
    reps = tuple(reps) if isinstance(reps, (tuple, list, ndarray)) else (reps,)
    n = _py.max(A.ndim, len(reps))
    reps = (1,) * (n - len(reps)) + reps
    A = A.reshape((1,) * (n - A.ndim) + A.shape)
    for axis, r in enumerate(reps):
        A = concatenate([A] * r, axis) if r > 0 else take(A, array([], int), axis)
    return A.copy()

def repeat(a, repeats, axis=None):
    a = asarray(a)
    if axis is None:
        a, axis = a.ravel(), 0
    n = a.shape[axis]
    repeats = broadcast_to(asarray(repeats), (n,)) if size(repeats) in (1, n) else asarray(repeats)
    if len(repeats) != n:
        raise ValueError(f"operands could not be broadcast together with shape ({n},) ({len(repeats)},)")
    return take(a, array([i for i, r in enumerate(repeats.tolist()) for _ in range(r)], int), axis)

def broadcast_shapes(*args):
    result, origin = [], []
    args = [(a,) if isinstance(a, int) else tuple(a) for a in args]
    n = _py.max((len(a) for a in args), default=0)
    result, origin = [1] * n, [0] * n
    for k, s in enumerate(args):
        for i, d in enumerate(s, n - len(s)):
            if d == 1 or d == result[i]:
                continue
            if result[i] != 1:
                j = origin[i]
                raise ValueError(f"shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg {j} with shape {args[j]} and arg {k} with shape {s}.")
            result[i], origin[i] = d, k
    return tuple(result)
def broadcast_arrays(*args, subok=False):
    args = [asarray(a) for a in args]
    s = broadcast_shapes(*[a.shape for a in args])
    return tuple(broadcast_to(a, s) for a in args)

def append(arr, values, axis=None):
    if axis is None:
        arr, values, axis = ravel(arr), ravel(values), 0
    return concatenate((arr, values), axis)
def delete(arr, obj, axis=None):
    arr = asarray(arr)
    if axis is None:
        arr, axis = arr.ravel(), 0
    n = arr.shape[axis]
    if isinstance(obj, (int, integer)) and not -n <= obj < n:
        raise IndexError(f"index {obj} is out of bounds for axis {axis} with size {n}")
    keep = ones(n, bool)
    keep[obj if not isinstance(obj, (list, tuple)) else array(obj, int)] = False
    return take(arr, nonzero(keep)[0], axis)
def insert(arr, obj, values, axis=None):
    arr = asarray(arr)
    if axis is None:
        arr, axis = arr.ravel(), 0
    n = arr.shape[axis]
    places = atleast_1d(asarray(obj, int)) if not isinstance(obj, slice) else arange(n)[obj]
    values = array(values, arr.dtype, ndmin=arr.ndim)
    if ndim(obj) == 0 and not isinstance(obj, slice):
        values = moveaxis(values, 0, axis)
        places = repeat(places, values.shape[axis])
    places = where(places < 0, places + n, places)
    order = argsort(places)
    at = places.copy()
    at[order] += arange(len(places))
    total = n + len(places)
    old = ones(total, bool)
    old[at] = False
    result = empty(arr.shape[:axis] + (total,) + arr.shape[axis + 1:], arr.dtype)
    key = (slice(None),) * axis
    result[key + (old,)] = arr
    result[key + (at,)] = values
    return result
def resize(a, new_shape):
    a = ravel(a)
    new_shape = (new_shape,) if isinstance(new_shape, int) else tuple(new_shape)
    n = 1
    for d in new_shape:
        n *= d
    return a[arange(n) % a.size].reshape(new_shape) if a.size else zeros(new_shape, a.dtype)

def pad(array, pad_width, mode="constant", constant_values=0, end_values=0, stat_length=None, reflect_type="even"):
    a = asarray(array)
    widths = broadcast_to(asarray(pad_width), (a.ndim, 2)).tolist() if not isinstance(pad_width, dict) else [pad_width.get(i, (0, 0)) for i in range(a.ndim)]
    values = broadcast_to(asarray(constant_values), (a.ndim, 2)).tolist()
    for axis, (before, after) in enumerate(widths):
        if before < 0 or after < 0:
            raise ValueError("index can't contain negative values")
        n = a.shape[axis]
        i = arange(-before, n + after)
        if mode == "constant":
            def filled(count, value):
                return full(a.shape[:axis] + (count,) + a.shape[axis + 1:], value, a.dtype)
            a = concatenate([filled(before, values[axis][0]), a, filled(after, values[axis][1])], axis)
            continue
        if mode == "edge":
            i = clip(i, 0, n - 1)
        elif mode == "wrap":
            i = i % n
        elif mode == "reflect":
            period = _py.max(2 * (n - 1), 1)
            i = (n - 1) - abs(i % period - (n - 1)) if n > 1 else i * 0
        elif mode == "symmetric":
            i = i % (2 * n)
            i = where(i < n, i, 2 * n - 1 - i)
        else:
            raise ValueError(f"mode '{mode}' is not supported")
        a = take(a, i, axis)
    return a

# Elements

def take(a, indices, axis=None, out=None, mode="raise"):
    a = asarray(a)
    indices = asarray(indices)
    if indices.size == 0 and indices.dtype.kind == "f":
        indices = indices.astype(int)
    if axis is None:
        a, axis = a.ravel(), 0
    axis = _axis(axis, a.ndim)
    if mode == "clip":
        indices = clip(indices, 0, a.shape[axis] - 1)
    elif mode == "wrap":
        indices = indices % a.shape[axis]
    found = a[(slice(None),) * axis + (indices,)]
    if out is None:
        return found
    out[...] = found
    return out
def _along(indices, axis, n):
    axis = _axis(axis, n)
    grids = list(ix_(*[arange(d) for d in indices.shape]))
    grids[axis] = indices
    return tuple(grids)
def take_along_axis(arr, indices, axis=-1):
    arr = asarray(arr)
    if axis is None:
        arr, axis = arr.ravel(), 0
    return arr[_along(asarray(indices), axis, arr.ndim)]
def put_along_axis(arr, indices, values, axis):
    arr[_along(asarray(indices), axis, arr.ndim)] = values
def put(a, ind, v, mode="raise"):
    v = resize(v, (size(ind),))
    a[unravel_index(ravel(ind) % a.size, a.shape)] = v
def place(arr, mask, vals):
    arr[asarray(mask).astype(bool)] = resize(vals, (count_nonzero(mask),))
def putmask(a, mask, values):
    a[...] = where(mask, resize(values, a.shape), a)
def copyto(dst, src, casting="same_kind", where=True):
    if where is True:
        dst[...] = src
    else:
        mask = broadcast_to(where, dst.shape)
        dst[mask] = broadcast_to(src, dst.shape)[mask]
def compress(condition, a, axis=None, out=None):
    return take(a, nonzero(asarray(condition))[0], axis)
def extract(condition, arr):
    return ravel(arr)[nonzero(ravel(condition))[0]]
def select(condlist, choicelist, default=0):
    if len(condlist) != len(choicelist):
        raise ValueError("list of cases must be same length as list of conditions")
    result = asarray(default).astype(result_type(*choicelist, default))
    for c, x in zip(condlist[::-1], choicelist[::-1]):
        result = where(c, x, result)
    return result
def choose(a, choices, out=None, mode="raise"):
    a, *choices = broadcast_arrays(a, *choices)
    result = choices[0]
    for i, c in enumerate(choices):
        result = where(a == i, c, result)
    return result
def piecewise(x, condlist, funclist, *args, **kw):
    x = asarray(x)
    condlist = [asarray(c, bool) for c in (condlist if isinstance(condlist, (list, tuple)) or ndim(condlist) > x.ndim else [condlist])]
    y = zeros_like(x)
    if len(funclist) == len(condlist) + 1:
        rest = ones(x.shape, bool)
        for c in condlist:
            rest = rest & ~c
        condlist = condlist + [rest]
    for c, f in zip(condlist, funclist):
        y[c] = f(x[c], *args, **kw) if callable(f) else f
    return y
def flatnonzero(a):
    return nonzero(ravel(a))[0]
def argwhere(a):
    a = asarray(a)
    return stack(nonzero(a), -1) if a.ndim else zeros((int(a != 0), 0), int)
def count_nonzero(a, axis=None, *, keepdims=False):
    return sum(asarray(a) != 0, axis, keepdims=keepdims) if axis is not None or keepdims else sum(asarray(a) != 0)
def unravel_index(indices, shape, order="C"):
    indices = asarray(indices)
    shape = (shape,) if isinstance(shape, int) else tuple(shape)
    total = 1
    for d in shape:
        total *= d
    if any((indices < 0) | (indices >= total)):
        bad = ravel(indices)[ravel((indices < 0) | (indices >= total))][0]
        raise ValueError(f"index {bad} is out of bounds for array with size {total}")
    found = []
    for d in shape[::-1]:
        found.append(indices % d)
        indices = indices // d
    return tuple(found[::-1])
def ravel_multi_index(multi_index, dims, mode="raise", order="C"):
    total = 0
    for i, d in zip(multi_index, dims):
        if any((asarray(i) < 0) | (asarray(i) >= d)):
            raise ValueError("invalid entry in coordinates array")
        total = total * d + asarray(i)
    return total
class ndindex:
    def __init__(self, *shape):
        shape = shape[0] if len(shape) == 1 and isinstance(shape[0], tuple) else shape
        n = size_of = 1
        for d in shape:
            n *= d
        self._next = iter([self._at(i, shape) for i in range(n)])
    def _at(self, i, shape):
        found = []
        for d in shape[::-1]:
            i, r = _py.divmod(i, d)
            found.append(r)
        return tuple(found[::-1])
    def __iter__(self):
        return self
    def __next__(self):
        return next(self._next)
def ndenumerate(arr):
    arr = asarray(arr)
    for i in ndindex(arr.shape):
        yield i, arr[i]
class nditer:
    "The elements of arrays of one shape, row by row. Where they may be written, each is an array of its own."
    def __init__(self, op, flags=(), op_flags=None, op_dtypes=None, order="K", casting="safe"):
        several = isinstance(op, (list, tuple)) and _has_array(op)
        self.operands = broadcast_arrays(*op) if several else (asarray(op),)
        unknown = set(flags) - {"multi_index", "f_index", "c_index", "refs_ok", "zerosize_ok"}
        if op_dtypes is not None or order not in ("K", "C", "A") or unknown:
            raise NotImplementedError("nditer goes row by row through elements as they are, which is all that it does here")
        modes = [op_flags or ["readonly"]] if not several else (op_flags or [["readonly"]] * len(op))
        self._writes = ["readwrite" in m or "writeonly" in m for m in modes]
        if several and True in self._writes:
            raise NotImplementedError("nditer writes to one array only")
        self.shape = self.operands[0].shape
        self.ndim, self.itersize, self.nop = len(self.shape), self.operands[0].size, len(self.operands)
        self._places, self.iterindex, self.finished = list(ndindex(self.shape)), 0, self.itersize == 0
        self._started = False
    @property
    def multi_index(self):
        return self._places[self.iterindex]
    @property
    def index(self):
        return self.iterindex
    @property
    def value(self):
        # With an ellipsis an element is a view.
        found = tuple([a[self.multi_index + (Ellipsis,)] for a in self.operands])
        return found[0] if self.nop == 1 else found
    def __getitem__(self, i):
        return self.operands[i][self.multi_index + (Ellipsis,)]
    def __setitem__(self, i, value):
        if not self._writes[i]:
            raise ValueError("output array is read-only")
        self.operands[i][self.multi_index] = value
    def iternext(self):
        if self.iterindex + 1 >= self.itersize:
            self.finished = True
            return False
        self.iterindex += 1
        return True
    def __iter__(self):
        return self
    def __next__(self):
        if self._started:
            self.iternext()
        self._started = True
        if self.finished:
            raise StopIteration
        return self.value
    def __enter__(self):
        return self
    def __exit__(self, *exc):
        return False
def _has_array(xs):
    return _py.any([isinstance(x, ndarray) for x in xs])

# Arithmetic

def clip(a, a_min=_given, a_max=_given, out=None, *, min=_given, max=_given, **kwargs):
    low = a_min if a_min is not _given else None if min is _given else min
    high = a_max if a_max is not _given else None if max is _given else max
    if isinstance(a, (list, tuple)):
        a = asarray(a)
    if low is not None:
        a = maximum(a, low, out=out)
    if high is not None:
        a = minimum(a, high, out=out)
    return a if low is not None or high is not None else asarray(a).copy()
def _divmod(x1, x2):
    return floor_divide(x1, x2), remainder(x1, x2)
divmod = _divmod
def modf(x):
    whole = trunc(x)
    part = where(isinf(x), 0.0, x - where(isinf(x), 0.0, whole))
    part = copysign(part, x)
    return (part, whole) if ndim(x) else (part[()], whole)
def fix(x, out=None):
    return trunc(x, out=out)
def real(val):
    return asarray(val)[()] if ndim(val) == 0 else asarray(val)
def imag(val):
    return zeros_like(val)
def isreal(x):
    return ones(shape(x), bool)[()]
def iscomplex(x):
    return zeros(shape(x), bool)[()]
def isrealobj(x):
    return True
def iscomplexobj(x):
    return False
def isneginf(x):
    return isinf(x) & signbit(x)
def isposinf(x):
    return isinf(x) & ~signbit(x)
def sinc(x):
    x = asarray(x)
    y = pi * where(x == 0, 1.0e-20, x)
    return sin(y) / y
def nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None):
    x = asarray(x)
    if x.dtype.kind != "f":
        return x.copy()
    limits = finfo(x.dtype)
    y = where(isnan(x), x.dtype.type(nan), x)
    y = where(isinf(x) & (x > 0), limits.max if posinf is None else x.dtype.type(posinf), y)
    return where(isinf(x) & (x < 0), limits.min if neginf is None else x.dtype.type(neginf), y)[()]
def diff(a, n=1, axis=-1, prepend=None, append=None):
    a = asarray(a)
    if a.ndim == 0:
        raise ValueError("diff requires input that is at least one dimensional")
    axis = _axis(axis, a.ndim)
    def edge(x):
        x = asarray(x)
        return broadcast_to(x, a.shape[:axis] + (1,) + a.shape[axis + 1:]) if x.ndim == 0 else x
    if prepend is not None or append is not None:
        a = concatenate([edge(x) for x in (prepend,) if x is not None] + [a] + [edge(x) for x in (append,) if x is not None], axis)
    key = (slice(None),) * axis
    for _ in range(n):
        later, earlier = a[key + (slice(1, None),)], a[key + (slice(None, -1),)]
        a = not_equal(later, earlier) if a.dtype == bool else later - earlier
    return a
def ediff1d(ary, to_end=None, to_begin=None):
    d = diff(ravel(ary))
    return concatenate([ravel(x) for x in (to_begin, d, to_end) if x is not None])
def gradient(f, *varargs, axis=None, edge_order=1):
    f = asarray(f)
    f = f if f.dtype.kind == "f" else f.astype(float64)
    axes = tuple(range(f.ndim)) if axis is None else tuple(_axes(axis, f.ndim))
    steps = list(varargs) if len(varargs) > 1 else list(varargs or (1.0,)) * len(axes)
    if len(steps) != len(axes):
        raise TypeError("invalid number of arguments")
    results = []
    for x, h in zip(axes, steps):
        g = moveaxis(f, x, 0)
        n = len(g)
        if n < edge_order + 1:
            raise ValueError("Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) elements are required.")
        out = empty_like(g)
        if ndim(h) == 0:
            out[1:-1] = (g[2:] - g[:-2]) / (2.0 * h)
            out[0], out[-1] = (g[1] - g[0]) / h, (g[-1] - g[-2]) / h
            if edge_order == 2:
                out[0] = (-1.5 / h) * g[0] + (2.0 / h) * g[1] + (-0.5 / h) * g[2]
                out[-1] = (0.5 / h) * g[-3] + (-2.0 / h) * g[-2] + (1.5 / h) * g[-1]
        else:
            d = diff(asarray(h)).reshape((-1,) + (1,) * (g.ndim - 1))
            d1, d2 = d[:-1], d[1:]
            out[1:-1] = -d2 / (d1 * (d1 + d2)) * g[:-2] + (d2 - d1) / (d1 * d2) * g[1:-1] + d1 / (d2 * (d1 + d2)) * g[2:]
            out[0], out[-1] = (g[1] - g[0]) / d[0], (g[-1] - g[-2]) / d[-1]
        results.append(moveaxis(out, 0, x))
    return results[0] if len(results) == 1 else tuple(results)
def trapezoid(y, x=None, dx=1.0, axis=-1):
    y = moveaxis(asarray(y), axis, -1)
    d = dx if x is None else diff(asarray(x)) if ndim(x) == 1 else diff(moveaxis(asarray(x), axis, -1))
    return sum(d * (y[..., 1:] + y[..., :-1]) / 2.0, -1)
def ptp(a, axis=None, out=None, keepdims=False):
    return subtract(max(a, axis, keepdims=keepdims), min(a, axis, keepdims=keepdims), out=out)
amax, amin, product, cumproduct, sometrue, alltrue, around_ = max, min, prod, cumprod, any, all, around
cumulative_sum, cumulative_prod = cumsum, cumprod

# Products

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

# Statistics

def _count(a, axis):
    n = 1
    for i in range(a.ndim) if axis is None else _axes(axis, a.ndim):
        n *= a.shape[i]
    return n
def _sum_dtype(a):
    return float64 if a.dtype.kind in "biu" else float32 if a.dtype == float16 else None
def mean(a, axis=None, dtype=None, out=None, keepdims=False, *, where=True):
    a = asarray(a)
    n = _count(a, axis) if where is True else sum(broadcast_to(where, a.shape), axis, keepdims=keepdims)
    if where is True and n == 0:
        _warn("Mean of empty slice")
    total = sum(a, axis, _sum_dtype(a) if dtype is None else dtype, None, keepdims, None, where)
    result = true_divide(total, n) if isinstance(total, ndarray) else total / n
    if dtype is None and a.dtype == float16:
        result = result.astype(float16)
    return _out(result, out)
def _out(result, out):
    if out is None:
        return result
    out[...] = result
    return out
def var(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None):
    a = asarray(a)
    if correction is not None:
        ddof = correction
    n = _count(a, axis) if where is True else sum(broadcast_to(where, a.shape), axis, keepdims=keepdims)
    if where is True and n - ddof <= 0:
        _warn("Degrees of freedom <= 0 for slice")
    kind = _sum_dtype(a) if dtype is None else dtype
    center = sum(a, axis, kind, None, True, None, where)
    center = true_divide(center, n if where is True or ndim(n) == 0 else reshape(n, center.shape))
    x = asarray(a - center) if kind is None else asarray(subtract(a, center, dtype=kind))
    squares = sum(multiply(x, x), axis, kind, None, keepdims, None, where)
    below = _py.max(n - ddof, 0) if ndim(n) == 0 else maximum(n - ddof, 0)
    result = true_divide(squares, below) if isinstance(squares, ndarray) else squares / _py.max(int(below), 0)
    if dtype is None and a.dtype == float16:
        result = result.astype(float16)
    return _out(result, out)
def std(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None):
    return sqrt(var(a, axis, dtype, None, ddof, keepdims, where=where, correction=correction), out=out)
def average(a, axis=None, weights=None, returned=False, *, keepdims=False):
    a = asarray(a)
    if weights is None:
        result = mean(a, axis, keepdims=keepdims)
        total = result * 0 + _count(a, axis)
    else:
        w = asarray(weights)
        if w.shape != a.shape:
            if axis is None:
                raise TypeError("Axis must be specified when shapes of a and weights differ.")
            if w.ndim != 1 or w.shape[0] != a.shape[axis]:
                raise ValueError("Shape of weights must be consistent with shape of a along specified axis.")
            w = swapaxes(broadcast_to(w, (a.ndim - 1) * (1,) + w.shape), -1, axis)
        kind = result_type(a, w) if a.dtype.kind == "f" or w.dtype.kind == "f" else float64
        total = sum(w, axis, kind, keepdims=keepdims)
        if any(total == 0.0):
            raise ZeroDivisionError("Weights sum to zero, can't be normalized")
        result = sum(multiply(a, w, dtype=kind), axis, keepdims=keepdims) / total
    if returned:
        return result, broadcast_to(total, shape(result)).copy() if shape(total) != shape(result) else total
    return result
def median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    a = asarray(a)
    if a.size == 0:
        return mean(a, axis, keepdims=keepdims)
    x, back = _rows(a, axis, keepdims)
    x = sort(x, -1)
    n = x.shape[-1]
    middle = mean(x[..., (n - 1) // 2:n // 2 + 1], -1)
    if a.dtype.kind == "f":
        bad = isnan(x[..., -1])
        if any(bad):
            middle = where(bad, a.dtype.type(nan), middle)[()]
    return _out(back(middle), out)
def _rows(a, axis, keepdims):
    """The axes as one, at the end; and how a result gets its axes back."""
    axes = list(range(a.ndim)) if axis is None else _axes(axis, a.ndim)
    rest = [i for i in range(a.ndim) if i not in axes]
    x = transpose(a, rest + axes).reshape([a.shape[i] for i in rest] + [-1])
    kept = [1 if i in axes else d for i, d in enumerate(a.shape)]
    def back(y):
        return asarray(y).reshape(asarray(y).shape[:ndim(y) - len(rest)] + tuple(kept)) if keepdims else y
    return x, back
_methods = {"linear": (1, 1), "weibull": (0, 0), "median_unbiased": (1 / 3, 1 / 3), "normal_unbiased": (3 / 8, 3 / 8), "hazen": (0.5, 0.5), "interpolated_inverted_cdf": (0, 1)}
def quantile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, *, weights=None, interpolation=None):
    q = asarray(q)
    if any((q < 0) | (q > 1)):
        raise ValueError("Quantiles must be in the range [0, 1]")
    return _quantile(a, q, axis, method, keepdims)
def percentile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, *, weights=None, interpolation=None):
    q = true_divide(q, asarray(a).dtype.type(100) if asarray(a).dtype.kind == "f" else 100)
    if any((asarray(q) < 0) | (asarray(q) > 1)):
        raise ValueError("Percentiles must be in the range [0, 100]")
    return _quantile(a, asarray(q), axis, method, keepdims)
def _quantile(a, q, axis, method, keepdims):
    a = asarray(a)
    x, back = _rows(a, axis, keepdims)
    x = moveaxis(sort(x, -1), -1, 0)
    n = len(x)
    results = []
    for p in q.ravel():
        at = p * (n - 1)
        if method in _methods and method != "linear":
            alpha, beta = _methods[method]
            at = n * p + (alpha + p * (1 - alpha - beta)) - 1
        elif method not in ("linear", "lower", "higher", "nearest", "midpoint"):
            raise ValueError(f"{method!r} is not a valid method. Use one of: linear, lower, higher, nearest, midpoint, {', '.join(_methods)}")
        at = _py.min(_py.max(at, 0), n - 1)
        low = int(floor(at))
        high = _py.min(low + 1, n - 1)
        if method in ("lower", "higher", "nearest"):
            i = {"lower": low, "higher": int(ceil(at)), "nearest": int(rint(at))}[method]
            y = x[i]
        else:
            t = at - low if method != "midpoint" else (0.5 if at != low else 0.0)
            d = x[high] - x[low] if x.dtype != bool else subtract(x[high], x[low], dtype=float64)
            y = x[low] + d * t if t < 0.5 else x[high] - d * (1 - t)
            if x.dtype.kind == "f":
                y = asarray(y).astype(result_type(x, q) if q.ndim else x.dtype)[()]
        if x.dtype.kind == "f":
            y = where(isnan(x[-1]), x[-1], y)[()] if any(isnan(x[-1])) else y
        results.append(back(y))
    return results[0] if q.ndim == 0 else stack(results).reshape(q.shape + shape(results[0]))
def cov(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, *, dtype=None):
    x = array(m, ndmin=2, dtype=result_type(asarray(m), float64) if dtype is None else dtype)
    if not rowvar and ndim(m) != 1:
        x = x.T
    if y is not None:
        other = array(y, ndmin=2, dtype=x.dtype)
        x = concatenate([x, other if rowvar or ndim(y) == 1 else other.T], 0)
    ddof = (0 if bias else 1) if ddof is None else ddof
    w = None
    for weights in (fweights, aweights):
        if weights is not None:
            w = asarray(weights, float64) if w is None else w * asarray(weights, float64)
    total = x.shape[1] if w is None else sum(w)
    center = average(x, 1, w)
    factor = total - ddof if aweights is None or ddof == 0 else total - ddof * sum(w * asarray(aweights)) / total
    if factor <= 0:
        _warn("Degrees of freedom <= 0 for slice")
        factor = 0.0
    x = x - center[:, None]
    c = dot(x, (x if w is None else x * w).T)
    return squeeze(c * true_divide(1, factor))
def corrcoef(x, y=None, rowvar=True, *, dtype=None):
    c = cov(x, y, rowvar, dtype=dtype)[()]
    if ndim(c) == 0:
        return c / c
    d = sqrt(diag(c))
    c = c / d[:, None]
    c = c / d[None, :]
    return clip(c, -1, 1)
def histogram_bin_edges(a, bins=10, range=None, weights=None):
    a = ravel(a)
    if ndim(bins) == 1:
        return asarray(bins)
    if isinstance(bins, str):
        raise NotImplementedError("histogram takes the number of bins or their edges")
    if bins < 1:
        raise ValueError("\x60bins\x60 must be positive, when an integer")
    low, high = (range if range is not None else (a.min(), a.max()) if a.size else (0, 1))
    if low == high:
        low, high = low - 0.5, high + 0.5
    return linspace(low, high, bins + 1)
def histogram(a, bins=10, range=None, density=None, weights=None):
    edges = histogram_bin_edges(a, bins, range)
    a = ravel(a)
    if len(edges) > 1 and any(edges[:-1] > edges[1:]):
        raise ValueError("\x60bins\x60 must increase monotonically, when an array")
    w = None if weights is None else ravel(weights)
    inside = (a >= edges[0]) & (a <= edges[-1])
    a = a[inside]
    i = clip(searchsorted(edges, a, "right") - 1, 0, len(edges) - 2)
    counts = bincount(i, None if w is None else w[inside], len(edges) - 1)
    if w is not None:
        counts = counts.astype(w.dtype)
    return (counts / diff(edges) / counts.sum() if density else counts), edges
def histogram2d(x, y, bins=10, range=None, density=None, weights=None):
    pairs = bins if isinstance(bins, (list, tuple)) else (bins, bins)
    ex, ey = [histogram_bin_edges(v, b, r) for v, b, r in zip((x, y), pairs, range or (None, None))]
    x, y = ravel(x), ravel(y)
    inside = (x >= ex[0]) & (x <= ex[-1]) & (y >= ey[0]) & (y <= ey[-1])
    i, j = [clip(searchsorted(e, v[inside], "right") - 1, 0, len(e) - 2) for e, v in ((ex, x), (ey, y))]
    n, m = len(ex) - 1, len(ey) - 1
    counts = bincount(i * m + j, None if weights is None else ravel(weights)[inside], n * m).astype(float64).reshape(n, m)
    if density:
        counts = counts / outer(diff(ex), diff(ey)) / counts.sum()
    return counts, ex, ey
def bincount(x, /, weights=None, minlength=0):
    x = asarray(x)
    if x.size and x.min() < 0:
        raise ValueError("'list' argument must have no negative elements")
    n = _py.max(int(x.max()) + 1 if x.size else 0, minlength)
    counts = zeros(n, int64 if weights is None else float64)
    add.at(counts, x.astype(int), 1 if weights is None else asarray(weights))
    return counts
def digitize(x, bins, right=False):
    bins = asarray(bins)
    if len(bins) > 1 and bins[0] > bins[-1]:
        return len(bins) - searchsorted(bins[::-1], x, "right" if right else "left")
    return searchsorted(bins, x, "left" if right else "right")
def interp(x, xp, fp, left=None, right=None, period=None):
    x, xp, fp = asarray(x, float64), asarray(xp, float64), asarray(fp, float64)
    if period is not None:
        x, xp = x % period, xp % period
        order = argsort(xp)
        xp, fp = xp[order], fp[order]
        xp = concatenate((xp[-1:] - period, xp, xp[:1] + period))
        fp = concatenate((fp[-1:], fp, fp[:1]))
    if len(xp) != len(fp):
        raise ValueError("fp and xp are not of the same length.")
    if len(xp) == 0:
        raise ValueError("array of sample points is empty")
    if len(xp) == 1:
        y = full(x.shape, fp[0])
    else:
        j = clip(searchsorted(xp, x, "right") - 1, 0, len(xp) - 2)
        slope = (fp[j + 1] - fp[j]) / (xp[j + 1] - xp[j])
        y = slope * (x - xp[j]) + fp[j]
        y = where(x == xp[j], fp[j], y)
    y = where(x < xp[0], fp[0] if left is None else left, y)
    y = where(x == xp[-1], fp[-1], y)
    y = where(x > xp[-1], fp[-1] if right is None else right, y)
    return where(isnan(x), x, y)[()]

# NaN aside

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

# Comparison

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

# Sets and order

def unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None, *, equal_nan=True, sorted=True):
    ar = asarray(ar)
    if axis is not None:
        return _unique_rows(ar, axis, return_index, return_inverse, return_counts)
    a = ar.ravel()
    order = _order(a)
    s = a[order]
    first = ones(s.shape, bool)
    if len(s) > 1:
        first[1:] = s[1:] != s[:-1]
        if s.dtype.kind == "f" and equal_nan:
            first[1:] &= ~(isnan(s[1:]) & isnan(s[:-1]))
    found = [s[first]]
    if return_index:
        found.append(order[first])
    if return_inverse:
        inverse = empty(s.shape, int)
        inverse[order] = cumsum(first) - 1
        found.append(inverse.reshape(ar.shape))
    if return_counts:
        found.append(diff(concatenate([nonzero(first)[0], array([len(s)], int)])))
    return found[0] if len(found) == 1 else tuple(found)
def _unique_rows(ar, axis, index, inverse, counts):
    a = moveaxis(ar, axis, 0)
    rows = [tuple(r.ravel().tolist()) for r in a]
    kinds = sorted(set(rows))
    first = [rows.index(k) for k in kinds]
    found = [moveaxis(a[array(first, int)], 0, axis)]
    if index:
        found.append(array(first, int))
    if inverse:
        found.append(array([kinds.index(r) for r in rows], int))
    if counts:
        found.append(array([rows.count(k) for k in kinds], int))
    return found[0] if len(found) == 1 else tuple(found)
def unique_values(x):
    return unique(x)
def isin(element, test_elements, assume_unique=False, invert=False, *, kind=None):
    element, tests = asarray(element), set(ravel(test_elements).tolist())
    found = array([x in tests for x in element.ravel().tolist()], bool).reshape(element.shape)
    return ~found if invert else found
def in1d(ar1, ar2, assume_unique=False, invert=False):
    return isin(ravel(ar1), ar2, invert=invert)
def intersect1d(ar1, ar2, assume_unique=False, return_indices=False):
    a, i = unique(ar1, return_index=True)
    b, j = unique(ar2, return_index=True)
    in_b, in_a = isin(a, b), isin(b, a)
    return (a[in_b], i[in_b], j[in_a]) if return_indices else a[in_b].astype(result_type(a, b))
def union1d(ar1, ar2):
    return unique(concatenate((ar1, ar2), None))
def setdiff1d(ar1, ar2, assume_unique=False):
    a = unique(ar1)
    return a[~isin(a, ar2)]
def setxor1d(ar1, ar2, assume_unique=False):
    return union1d(setdiff1d(ar1, ar2), setdiff1d(ar2, ar1))
def lexsort(keys, axis=-1):
    order = arange(len(keys[0]))
    for k in keys:
        order = order[argsort(asarray(k)[order])]
    return order
def partition(a, kth, axis=-1, kind="introselect", order=None):
    return sort(a, axis)
def argpartition(a, kth, axis=-1, kind="introselect", order=None):
    return argsort(a, axis)
def sort_complex(a):
    raise NotImplementedError("complex arrays are not supported")

# Functions

class vectorize:
    def __init__(self, pyfunc=None, otypes=None, doc=None, excluded=None, cache=False, signature=None):
        if signature is not None:
            raise NotImplementedError("vectorize with a signature is not supported")
        self.pyfunc, self.otypes, self.excluded = pyfunc, otypes, set() if excluded is None else set(excluded)
        if pyfunc is not None:
            self.__name__, self.__doc__ = getattr(pyfunc, "__name__", "vectorize"), doc or getattr(pyfunc, "__doc__", None)
    def __call__(self, *args, **kwargs):
        if self.pyfunc is None:
            self.__init__(args[0], self.otypes)
            return self
        names = [k for k in kwargs if k not in self.excluded]
        places = [i for i in range(len(args)) if i not in self.excluded]
        arrays = broadcast_arrays(*[args[i] for i in places], *[kwargs[k] for k in names])
        results = []
        for values in zip(*[a.ravel() for a in arrays]):
            given = list(args)
            for i, v in zip(places, values):
                given[i] = v
            results.append(self.pyfunc(*given, **{**kwargs, **dict(zip(names, values[len(places):]))}))
        if not results and self.otypes is None:
            raise ValueError("cannot call \x60vectorize\x60 on size 0 inputs unless \x60otypes\x60 is set")
        s = arrays[0].shape if arrays else ()
        types = list(self.otypes) if self.otypes is not None else None
        if results and isinstance(results[0], tuple):
            return tuple(self._made(column, types and types[i], s) for i, column in enumerate(zip(*results)))
        return self._made(results, types and types[0], s)
    def _made(self, values, kind, shape):
        if kind is None:
            kind = asarray(values[0]).dtype
        return array(list(values), kind).reshape(shape)
def frompyfunc(func, nin, nout, **kwargs):
    return vectorize(func)
def apply_along_axis(func1d, axis, arr, *args, **kwargs):
    arr = asarray(arr)
    axis = _axis(axis, arr.ndim)
    rows = moveaxis(arr, axis, -1)
    outer_ = rows.shape[:-1]
    results = [asarray(func1d(r, *args, **kwargs)) for r in rows.reshape(-1, rows.shape[-1])]
    if not results:
        raise ValueError("Cannot apply_along_axis when any iteration dimensions are 0")
    made = stack(results).reshape(outer_ + results[0].shape)
    n = results[0].ndim
    for i in range(n):
        made = moveaxis(made, len(outer_) + i, axis + i)
    return made
def apply_over_axes(func, a, axes):
    a = asarray(a)
    for x in (axes,) if isinstance(axes, int) else axes:
        r = func(a, x)
        a = expand_dims(r, x) if r.ndim < a.ndim else r
    return a

# Polynomials

def polyval(p, x):
    if isinstance(x, poly1d):
        y = 0
    else:
        x = asarray(x)
        y = zeros_like(x)
    for c in asarray(p.coeffs if isinstance(p, poly1d) else p):
        y = y * x + c
    return y
def polyfit(x, y, deg, rcond=None, full=False, w=None, cov=False):
    x, y = asarray(x) + 0.0, asarray(y) + 0.0
    if x.ndim != 1:
        raise TypeError("expected 1D vector for x")
    if x.size == 0:
        raise TypeError("expected non-empty vector for x")
    if x.shape[0] != y.shape[0]:
        raise TypeError("expected x and y to have same length")
    a = vander(x, deg + 1)
    if w is not None:
        a, y = a * asarray(w)[:, None], y * (asarray(w) if y.ndim == 1 else asarray(w)[:, None])
    scale = sqrt((a * a).sum(0))
    c, *_ = _submodule("linalg").lstsq(a / scale, y, len(x) * finfo(x.dtype).eps if rcond is None else rcond)
    return (c.T / scale).T
def polyder(p, m=1):
    p = asarray(p)
    for _ in range(m):
        p = p[:-1] * arange(len(p) - 1, 0, -1)
    return p
def polyint(p, m=1, k=None):
    p = asarray(p)
    for i in range(m):
        p = concatenate((p / arange(len(p), 0, -1), [0 if k is None else ravel(k)[i % size(k)]]))
    return p
def polyadd(a1, a2):
    a, b = atleast_1d(a1), atleast_1d(a2)
    n = _py.max(len(a), len(b))
    return concatenate((zeros(n - len(a), a.dtype), a)) + concatenate((zeros(n - len(b), b.dtype), b))
def polysub(a1, a2):
    return polyadd(a1, -asarray(a2))
def polymul(a1, a2):
    return convolve(a1, a2)
def poly(seq):
    a = ones(1)
    for z in ravel(seq):
        a = convolve(a, array([1.0, -z]))
    return a
def roots(p):
    raise NotImplementedError("roots may be complex, which is not supported")
class poly1d:
    def __init__(self, c_or_r, r=False, variable=None):
        c = poly(c_or_r) if r else atleast_1d(c_or_r)
        self.coeffs = self.c = c[argmax(c != 0):] if any(c != 0) else c[-1:]
        self.order = self.o = len(self.coeffs) - 1
    def __call__(self, x):
        return polyval(self, x)
    def __getitem__(self, k):
        return self.coeffs[self.order - k] if 0 <= k <= self.order else 0
    def __len__(self):
        return self.order
    def __add__(self, other):
        return poly1d(polyadd(self.coeffs, getattr(other, "coeffs", other)))
    __radd__ = __add__
    def __sub__(self, other):
        return poly1d(polysub(self.coeffs, getattr(other, "coeffs", other)))
    def __mul__(self, other):
        return poly1d(polymul(self.coeffs, getattr(other, "coeffs", other)))
    __rmul__ = __mul__
    def __eq__(self, other):
        return isinstance(other, poly1d) and array_equal(self.coeffs, other.coeffs)
    def deriv(self, m=1):
        return poly1d(polyder(self.coeffs, m))
    def integ(self, m=1, k=0):
        return poly1d(polyint(self.coeffs, m, k))
    def __repr__(self):
        return f"poly1d({repr(self.coeffs)[6:-1]})"

def _window(n, f):
    return ones(n) if n <= 1 else f(arange(1 - n, n, 2))
def hanning(M):
    return _window(M, lambda n: 0.5 + 0.5 * cos(pi * n / (M - 1)))
def hamming(M):
    return _window(M, lambda n: 0.54 + 0.46 * cos(pi * n / (M - 1)))
def blackman(M):
    return _window(M, lambda n: 0.42 + 0.5 * cos(pi * n / (M - 1)) + 0.08 * cos(2.0 * pi * n / (M - 1)))
def bartlett(M):
    return _window(M, lambda n: where(less_equal(n, 0), 1 + n / (M - 1), 1 - n / (M - 1)))

# Errors and printing

def seterr(all=None, divide=None, over=None, under=None, invalid=None):
    old = geterr()
    for kind, action in (("divide", divide), ("over", over), ("under", under), ("invalid", invalid)):
        action = all if action is None else action
        if action is not None:
            _set_error(kind, action)
    return old
def geterr():
    return dict(_error_state())
class errstate:
    def __init__(self, **kwargs):
        kwargs.pop("call", None)
        self._kwargs = kwargs
    def __enter__(self):
        self._old = seterr(**self._kwargs)
    def __exit__(self, *exc_info):
        seterr(**self._old)
    def __call__(self, func):
        def wrapped(*args, **kwargs):
            with errstate(**self._kwargs):
                return func(*args, **kwargs)
        return wrapped

_print_options = {"edgeitems": 3, "threshold": 1000, "floatmode": "maxprec", "precision": 8, "suppress": False, "linewidth": 75, "nanstr": "nan", "infstr": "inf", "sign": "-", "formatter": None, "legacy": False, "override_repr": None}
def set_printoptions(**kwargs):
    for k, v in kwargs.items():
        if k not in _print_options:
            raise TypeError(f"set_printoptions() got an unexpected keyword argument '{k}'")
        if v is not None or k in ("formatter", "override_repr"):
            _print_options[k] = v
    if _print_options["formatter"] is not None or _print_options["floatmode"] not in ("maxprec",) or _print_options["sign"] != "-":
        raise NotImplementedError("print options 'formatter', 'floatmode' and 'sign' are not supported")
    names = ["edgeitems", "threshold", "precision", "suppress", "linewidth"]
    _set_print(names, [_print_options[k] for k in names])
def get_printoptions():
    return dict(_print_options)
class printoptions:
    def __init__(self, *args, **kwargs):
        self._kwargs = kwargs
    def __enter__(self):
        self._old = get_printoptions()
        set_printoptions(**self._kwargs)
        return get_printoptions()
    def __exit__(self, *exc_info):
        set_printoptions(**self._old)
def array2string(a, max_line_width=None, precision=None, suppress_small=None, separator=" ", prefix="", **kwargs):
    options = {"linewidth": max_line_width, "precision": precision, "suppress": suppress_small, "threshold": kwargs.get("threshold"), "edgeitems": kwargs.get("edgeitems")}
    with printoptions(**{k: v for k, v in options.items() if v is not None}):
        if separator == " ":
            return array_str(a)
        text = array_repr(a)
        return text[6:text.rindex("]") + 1].replace("\n      ", "\n") if separator.startswith(", ") or separator == "," else array_str(a)
def binary_repr(num, width=None):
    num = _index(num)
    if num >= 0:
        return _py.bin(num)[2:].zfill(width or 0)
    return "-" + _py.bin(-num)[2:] if width is None else _py.bin((1 << width) + num)[2:].rjust(width, "1")
def base_repr(number, base=2, padding=0):
    digits, n = "", _py.abs(number)
    while n:
        digits, n = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[n % base] + digits, n // base
    return ("-" if number < 0 else "") + "0" * padding + (digits or "0")

class exceptions:
    AxisError = _AxisError
`;
