/** `jnp.mgrid`, `jnp.r_`, `jnp.s_` and the like: what is written in brackets becomes an array or an index. */

export const indexTricks = `
def _range(s):
    start, step = 0 if s.start is None else s.start, 1 if s.step is None else s.step
    if isinstance(step, complex):
        return linspace(start, s.stop, int(step.imag))
    return arange(start, s.stop, step)

class _Mgrid:
    def __getitem__(self, key):
        if isinstance(key, slice):
            return _range(key)
        return stack(meshgrid(*[_range(s) for s in key], indexing="ij"))

class _Ogrid:
    def __getitem__(self, key):
        if isinstance(key, slice):
            return _range(key)
        return list(meshgrid(*[_range(s) for s in key], indexing="ij", sparse=True))

class _AxisConcat:
    def __init__(self, axis, ndmin, trans1d):
        self._params = axis, ndmin, trans1d

    def __getitem__(self, key):
        items = list(key) if isinstance(key, tuple) else [key]
        axis, ndmin, trans1d = self._params
        if isinstance(items[0], str):
            directive = items.pop(0)
            if directive in ("r", "c"):
                raise NotImplementedError("numpy.matrix not supported")
            numbers = [int(n) for n in directive.split(",")]
            axis, ndmin, trans1d = numbers + [axis, ndmin, trans1d][len(numbers):]
        parts = []
        for item in items:
            if isinstance(item, str):
                raise ValueError("string directive must be placed at the beginning")
            if isinstance(item, slice):
                part, given = array(_range(item), ndmin=ndmin), ndmin - 1 if trans1d == -1 else 1
            else:
                given = ndim(item)
                part = array(item, ndmin=ndmin)
            if trans1d != -1 and given < ndmin:
                missing = ndmin - given
                first = trans1d if trans1d >= 0 else trans1d + missing + 1
                axes = list(range(ndmin))
                part = transpose(part, axes[:first] + axes[missing:] + axes[first:missing])
            parts.append(part)
        return concatenate(parts, axis=axis)

class _Index:
    def __init__(self, maketuple):
        self.maketuple = maketuple
    def __getitem__(self, key):
        return (key,) if self.maketuple and not isinstance(key, tuple) else key

mgrid, ogrid, r_, c_, s_, index_exp = _Mgrid(), _Ogrid(), _AxisConcat(0, 1, -1), _AxisConcat(-1, 2, 0), _Index(False), _Index(True)

class printoptions:
    def __init__(self, **kwargs):
        self._new = kwargs
    def __enter__(self):
        self._old = get_printoptions()
        set_printoptions(**self._new)
        return get_printoptions()
    def __exit__(self, *exc):
        set_printoptions(**self._old)
`;
