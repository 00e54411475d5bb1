/** What all of `numpy` needs, and kinds of dtypes. */

export const dtypes = String.raw`
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
`;
