/** Choosing and changing elements. */

export const elements = String.raw`
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
`;
