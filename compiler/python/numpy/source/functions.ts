/** Functions of functions, and along axes. */

export const functions = String.raw`
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
`;
