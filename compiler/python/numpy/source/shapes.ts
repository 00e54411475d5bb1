/** Shapes: reshaping, joining, cutting. */

export const shapes = String.raw`
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
`;
