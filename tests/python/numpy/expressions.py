"""The expressions that are compared with NumPy, in sections with a common setup."""

ARRAYS = """
f = np.array([[0.5, -1.25, 3.0], [2.0, 0.0, -0.75]])
g = np.array([1.5, -2.0, 0.25])
h = np.array([[0.5, -1.25], [3.0, 2.0]], dtype=np.float32)
i = np.array([[1, -2, 3], [4, 5, -6]])
j = np.array([3, -1, 2], dtype=np.int32)
u = np.array([200, 100, 7], dtype=np.uint8)
b = np.array([True, False, True])
e = np.array([np.nan, np.inf, -np.inf, -0.0, 0.0, 1.0])
z = np.array(2.5)
o = np.zeros((0, 3))
c = np.arange(24).reshape(2, 3, 4)
half = np.array([0.1, 2.5, 65504.0], dtype=np.float16)
"""

UNARY = (
    "negative positive absolute fabs sign square reciprocal sqrt cbrt exp exp2 expm1 log log2 log10 log1p sin cos tan arcsin arccos "
    "arctan sinh cosh tanh arcsinh arccosh arctanh deg2rad rad2deg floor ceil trunc rint logical_not isnan isinf isfinite signbit invert"
).split()
BINARY = (
    "add subtract multiply divide floor_divide remainder fmod power maximum minimum fmax fmin equal not_equal less less_equal greater "
    "greater_equal logical_and logical_or logical_xor bitwise_and bitwise_or bitwise_xor left_shift right_shift arctan2 hypot logaddexp "
    "copysign heaviside nextafter gcd lcm float_power"
).split()
OPERATORS = "+ - * / // % ** & | ^ << >> == != < <= > >=".split()
REDUCTIONS = "sum prod max min mean std var all any argmax argmin median ptp cumsum cumprod sort argsort".split()


def unary():
    for name in UNARY:
        for x in "f h i j u b e z half o".split():
            if name in ("exp", "expm1", "exp2", "sinh", "cosh", "square") and x in ("u", "half"):
                continue
            yield f"np.{name}({x})"
        yield f"np.{name}(2)"
        yield f"np.{name}(0.25)"
        yield f"np.{name}(np.float32(0.25))"
        yield f"np.{name}(np.int8(1))"


def binary():
    for name in BINARY:
        for pair in ("f g", "i j", "u u", "b b", "f i", "h 2", "2.5 h", "j 2", "u 3", "e e", "e 0.0", "b 1", "i b", "z 3", "half 2", "o g", "f np.ones(4)"):
            x, y = pair.split(" ", 1)
            yield f"np.{name}({x}, {y})"


def operators():
    for op in OPERATORS:
        for pair in (
            "f g", "i j", "u u", "b b", "h 2", "2.5 h", "j 2", "u 3", "u 300", "3 i", "e 0.0", "b 1", "b 1.5", "z 3", "i 2.0", "j 2.5", "h h.astype(np.float64)[0]",
            "np.float64(2.5) 2", "2 np.float64(2.5)", "np.float32(2.5) 2.1", "2.1 np.float32(2.5)", "np.int64(7) 2", "7 np.int64(-2)", "np.int64(7) 2.5",
            "np.int32(7) np.int64(2)", "np.uint8(200) np.uint8(100)", "np.uint8(3) 5", "np.int8(100) 100", "np.float16(2.5) np.float32(1.1)", "np.True_ True", "np.True_ 1",
            "np.bool_(False) np.int8(3)", "np.float64(1) 0", "np.int64(1) 0", "np.float32(3) np.int64(2)", "np.float64(2) f", "np.int64(2) i", "[1,2,3] j", "g [1,2,3]", "i None", "i 'a'",
        ):
            x, y = pair.split(" ", 1)
            yield f"{x} {op} {y}"


def reductions():
    for name in REDUCTIONS:
        for x in "f h i j u b e z o c half".split():
            yield f"np.{name}({x})"
        for x in "f i h c".split():
            for axis in ("0", "1", "-1", "3", "None"):
                yield f"np.{name}({x}, axis={axis})"
        if name not in ("cumsum", "cumprod", "sort", "argsort"):
            yield f"np.{name}(f, axis=1, keepdims=True)"
            yield f"np.{name}(c, keepdims=True)"
            if not name.startswith("arg"):
                yield f"np.{name}(c, axis=(0, 2))"
        yield f"f.copy().{name}()" if name != "median" and name != "ptp" else f"np.{name}(f.T, axis=0)"


INDEXING = """
f[0]
f[1, 2]
f[-1]
f[:, 1]
f[::-1]
f[:, ::-2]
f[0, 0, 0]
f[5]
f[0, 5]
f[-3]
f['a']
f[1.5]
f[()]
f[...]
f[..., 0]
f[None]
f[:, None, 1]
f[[1, 0]]
f[[1, 0], [0, 2]]
f[:, [0, 2]]
f[[True, False]]
f[f > 0]
f[f > 100]
f[b]
f[:, b]
f[[0, 5]]
f[np.array([0, 1]), :]
f[np.array([[0, 1], [1, 0]]), [2, 1]]
f[:, np.array([[0, 1], [1, 2]])]
c[:, [0, 1], 1]
c[0, :, [1, 2]]
c[[0, 1], :, [1, 2]]
c[..., None].shape
c[1, ..., 2]
c[:, ::2, 1:3]
c[:, b]
c[::-1, ::-1, ::-1]
c[c % 5 == 0]
c[np.ix_([0, 1], [0, 2])]
c[1:, :, [0, 3]].shape
c[2:]
c[0:0]
c[:, 1:100]
c[np.int64(1), np.int32(2)]
z[()]
z[...]
z[None]
z[0]
g[True]
g[False]
g[np.array([], dtype=int)]
g[[]]
i[i[0] > 0]
i[..., -1]
i[:, np.newaxis].shape
o[0]
o[:, 0]
o[o > 0]
g[1:].base is g
g[slice(0, 2)]
g[np.array(1)]
g[np.array([1.0])]
list(g)
[float(v) for v in g]
[r.tolist() for r in f]
len(f), f.shape, f.ndim, f.size, f.dtype, f.T.shape
f.strides, f.T.strides, f[::2].strides, h.itemsize, h.nbytes
f.item(2), f.item(1, 0), z.item()
f.tolist(), i.tolist(), b.tolist(), z.tolist(), h.tolist()
2.0 in f, 7 in i
f.flags['C_CONTIGUOUS'], f.T.flags.c_contiguous
""".strip().splitlines()

SHAPES = """
f.reshape(3, 2)
f.reshape(-1)
f.reshape((2, -1))
f.reshape(4)
f.reshape(-1, 4)
f.reshape(3, 2, order='F')
f.ravel()
f.T.ravel()
f.ravel(order='F')
f.flatten()
f.T
f.transpose()
c.transpose(1, 0, 2).shape
c.transpose((2, 0, 1)).shape
c.transpose(0)
c.T.reshape(6, 4)
c.swapaxes(0, 2).shape
np.swapaxes(f, 0, 5)
np.moveaxis(c, 0, -1).shape
np.moveaxis(c, [0, 1], [-1, -2]).shape
np.rollaxis(c, 2).shape
np.expand_dims(f, 0).shape
np.expand_dims(f, (0, 2)).shape
np.expand_dims(f, 5)
np.squeeze(np.ones((1, 3, 1)))
np.squeeze(np.ones((1, 3, 1)), 0).shape
np.squeeze(f, 0)
np.broadcast_to(g, (2, 3))
np.broadcast_to(f, (4, 3))
np.broadcast_arrays(g, f)
np.broadcast_shapes((2, 1), (1, 3))
np.broadcast_shapes((2, 3), (4,))
np.concatenate([f, f])
np.concatenate([f, f], axis=1)
np.concatenate([f, i])
np.concatenate([f, g])
np.concatenate([f, np.ones((3, 2))])
np.concatenate([])
np.concatenate([f, f], axis=None)
np.concatenate([j, u])
np.stack([g, g])
np.stack([g, g], axis=1)
np.stack([f, g])
np.stack([])
np.vstack([g, g])
np.hstack([g, g])
np.hstack([f, f])
np.dstack([g, g])
np.column_stack([g, j])
np.block([[f, f], [f, f]])
np.split(c, 2)
np.split(g, 3)
np.split(g, 2)
np.split(g, [1])
np.array_split(g, 2)
np.hsplit(f, 3)
np.vsplit(f, 2)
np.tile(g, 2)
np.tile(g, (2, 1))
np.tile(f, (2, 2))
np.repeat(g, 2)
np.repeat(f, 2, axis=0)
np.repeat(g, [1, 0, 2])
np.repeat(3, 4)
np.flip(f)
np.flip(f, 0)
np.flipud(f)
np.fliplr(f)
np.rot90(f)
np.rot90(f, 2)
np.roll(g, 1)
np.roll(f, 1)
np.roll(f, 1, axis=1)
np.roll(f, (1, 1), (0, 1))
np.pad(g, 1)
np.pad(f, 1)
np.pad(g, (1, 2), constant_values=9)
np.pad(g, 2, mode='edge')
np.pad(g, 2, mode='reflect')
np.pad(g, 2, mode='wrap')
np.pad(g, 2, mode='symmetric')
np.append(g, 5)
np.append(f, [[1, 2, 3]], axis=0)
np.delete(g, 1)
np.delete(f, 0, axis=1)
np.delete(g, [0, 2])
np.insert(g, 1, 9)
np.insert(g, [0, 2], [7, 8])
np.insert(f, 1, 9, axis=1)
np.resize(g, (2, 4))
np.atleast_1d(3)
np.atleast_2d(g)
np.atleast_3d(f).shape
np.ndim(3), np.shape([[1, 2]]), np.size(f), np.size(f, 0)
np.triu(f)
np.tril(f, -1)
np.tri(3, 4, 1)
np.diag(g)
np.diag(f)
np.diag(f, 1)
np.diagonal(c, axis1=1, axis2=2)
np.trace(f), np.trace(i), f.trace(1)
np.meshgrid([1, 2], [3, 4, 5])
np.meshgrid([1, 2], [3, 4], indexing='ij')
np.indices((2, 3))
np.mgrid[0:2, 0:3]
np.ogrid[0:2, 0:3]
np.mgrid[0:1:5j]
np.r_[1:4, 0, 4]
np.c_[[1, 2], [3, 4]]
np.ix_([0, 1], [2])
np.unravel_index(5, (2, 3))
np.ravel_multi_index((1, 2), (2, 3))
np.tril_indices(3)
np.triu_indices(3, 1)
np.take(g, [0, 2])
np.take(f, [2, 0], axis=1)
f.take([0, 5])
np.take_along_axis(f, np.argsort(f, axis=1), axis=1)
np.compress([True, False, True], g)
np.extract(f > 0, f)
np.choose([0, 1, 0], [g, j])
np.select([g > 1, g < 0], [g, -g], 99)
np.piecewise(g, [g < 0, g >= 0], [-1, 1])
np.argwhere(f > 0)
np.flatnonzero(f)
np.nonzero(f)
np.nonzero(z)
np.count_nonzero(f), np.count_nonzero(f, axis=0)
np.where(f > 0, f, 0)
np.where(f > 0)
np.where(b, g, j)
np.where([True, False], 1, 2.5)
np.where(b, u, 1)
np.where(True, 1, 2)
""".strip().splitlines()

CREATION = """
np.array([1, 2, 3])
np.array([1, 2.5])
np.array([True, 2])
np.array([[1, 2], [3]])
np.array([])
np.array([[]])
np.array([[], []]).shape
np.array(5)
np.array(5.0)
np.array(True)
np.array([1, 2], dtype=float)
np.array([1.7, -2.7], dtype=int)
np.array([1, 2], dtype='float32')
np.array([1, 2], dtype='i4')
np.array([1, 2], np.uint8)
np.array([300], np.uint8)
np.array([0, 1, 2], dtype=bool)
np.array((1, 2))
np.array(range(3))
np.array([np.float32(1.5), np.float32(2)])
np.array([np.float32(1.5), 2])
np.array([np.array([1, 2]), np.array([3, 4])])
np.array(g, ndmin=3).shape
np.array(g) is g, np.asarray(g) is g
np.array([2**63])
np.array([2**31])
np.asarray(3.5)
np.asarray([1, 2], dtype=np.float16)
np.zeros(3)
np.zeros((2, 3))
np.zeros((2, 0))
np.zeros(())
np.zeros(-1)
np.zeros((2, 3), dtype=int)
np.zeros(2, bool)
np.ones(3, dtype='x')
np.ones((2, 2), dtype=np.float32)
np.ones_like(f)
np.zeros_like(i)
np.zeros_like(i, dtype=float)
np.full((2, 2), 7)
np.full(3, 1.5)
np.full_like(i, 2.7)
np.empty((0,))
np.arange(5)
np.arange(5.0)
np.arange(1, 2, 0.25)
np.arange(5, 0, -2)
np.arange(0)
np.arange(3, dtype=np.float32)
np.arange(1, 1.3, 0.1)
np.arange(2, 10, 3)
np.arange(10, dtype=np.uint8)
np.linspace(0, 1, 5)
np.linspace(0, 1, 5, endpoint=False)
np.linspace(2, 3, 7)
np.linspace(0, 10, 4, dtype=int)
np.linspace(0, 1, 3, retstep=True)
np.linspace(0, 1, 1)
np.linspace(0, 1, 0)
np.linspace([0, 1], [1, 3], 3)
np.linspace(0, 1, -1)
np.linspace(-1, 1, 11)
np.logspace(0, 2, 3)
np.logspace(0, 3, 4, base=2)
np.geomspace(1, 1000, 4)
np.eye(3)
np.eye(2, 3, 1)
np.eye(2, dtype=int)
np.identity(2)
np.diag([1, 2])
np.diag([1, 2], -1)
np.vander([1, 2, 3])
np.fromfunction(lambda i, j: i + j, (2, 3))
np.fromiter(range(3), float)
np.pi, np.e, np.inf, np.nan, np.euler_gamma, np.newaxis
np.float64(1.5)
np.float64('1.5')
np.float32(0.1)
np.float16(0.1)
np.int64(5)
np.int32(2.7)
np.uint8(255)
np.uint8(256)
np.int8(-129)
np.bool_(1), np.True_, np.False_
np.float64([1, 2])
np.int64(np.float64(3.9))
np.int64('12')
str(np.float64(1.0)), str(np.float32(0.1)), str(np.int8(3)), str(np.True_)
f'{np.float64(1.5):.3f} {np.float32(1.5)} {np.int64(3):03d} {np.int64(3)} {np.float64(2)}'
'%s %d %.2f' % (np.float64(1), np.int64(1), np.float32(1.234))
isinstance(np.float64(1), float), isinstance(np.float32(1), float), isinstance(np.int64(1), int), isinstance(np.bool_(1), bool)
isinstance(np.float64(1), np.floating), isinstance(np.int8(1), np.integer), isinstance(np.float64(1), np.generic), isinstance(f, np.ndarray)
float(np.float32(0.1)), int(np.int64(3)), bool(np.float64(0)), int(np.float64(3.7)), complex(np.float64(2))
hash(np.float64(1.5)) == hash(1.5), hash(np.int64(3)) == hash(3), {np.int64(1): 2}[1], {1.0: 3}[np.float64(1)]
[10, 20, 30][np.int64(1)], list(range(np.int64(2))), 'ab' * np.int64(2), [1] * np.int64(2)
np.float64(1).dtype, np.float64(1).shape, np.float64(1).ndim, np.int64(1).itemsize, np.float64(2).T, np.float64(2).size
np.float64(1.5).item(), np.int64(5).item(), np.float32(0.1).item(), np.float64(1.5).tolist()
np.float64(2.5).sum(), np.float64(2.5).astype(int), np.float64(2.5).reshape(1), np.float64(-2.5).max()
round(np.float64(1.5)), round(np.float64(1.57), 1), round(np.float32(1.57), 1), round(np.int64(15), -1)
-np.float64(1), +np.int64(1), abs(np.int64(-3)), ~np.int64(5), ~np.True_
-np.True_
-b
divmod(np.int64(7), 3), divmod(np.float64(7), -3), divmod(i, 4)
np.float64(1).is_integer(), np.float64(0.5).as_integer_ratio(), np.float64(1).hex()
np.float64(1)[()], np.float64(1)[None]
np.float64(1)[0]
np.dtype('float32'), np.dtype(np.int64), np.dtype(float), np.dtype('i2').name, np.dtype('u1').itemsize, np.dtype('f4').kind
np.dtype('float32') == np.float32, np.dtype('float32') == 'float32', np.float32 == np.float64, np.dtype(int) == int
np.dtype('float32').type, np.float32, type(np.float32(1)), type(np.int64(1)), type(f), np.ndarray
np.float32(1).dtype.type(2)
np.result_type(np.float32, 1.0), np.result_type(np.int32, np.float32), np.result_type(u, 1), np.result_type('i1', 'u1')
np.promote_types('i4', 'f4'), np.promote_types('u8', 'i8'), np.promote_types('f2', 'i1'), np.promote_types('?', 'i1')
np.can_cast('f4', 'f8'), np.can_cast('f8', 'f4'), np.can_cast('i8', 'f4'), np.can_cast('f8', 'f4', 'same_kind'), np.can_cast('i4', 'u4', 'same_kind')
np.issubdtype(np.float32, np.floating), np.issubdtype(f.dtype, np.integer), np.issubdtype(np.int32, int), np.issubdtype('f8', float)
np.iinfo(np.int32), np.iinfo('uint8').max, np.iinfo(np.int64).min, np.iinfo(int).bits
np.finfo(np.float32), np.finfo(float).eps, np.finfo(np.float32).tiny, np.finfo(np.float16).max, np.finfo(np.float64).max
np.finfo(int)
np.iinfo(float)
f.astype(int), f.astype(np.float32), i.astype(bool), i.astype(np.uint8), f.astype('f2'), b.astype(int)
e.astype(int)
np.array([1e40]).astype(np.float32)
np.array([-1, 2**40]).astype(np.int32)
f.astype('x')
f.view()
np.array([1.0], np.float32).view(np.int32)
np.array([1, 2], np.int64).view(np.int32)
np.isscalar(3), np.isscalar(np.float64(1)), np.isscalar(z), np.isscalar('a')
bool(f)
bool(np.array([]))
bool(np.array([0.0])), bool(np.array([[3]]))
float(f)
float(np.array([1.0]))
int(z), float(z)
len(z)
iter(z)
hash(f)
f.foo
np.foo
f == None
f == 'a'
f != 'a'
f < 'a'
[np.arange(3), 1][0]
np.shares_memory(f, f[0]), np.shares_memory(f, f.copy())
f.base is None, f[0].base is f, f.T.base is f
np.add, np.sin, np.ufunc
np.add.reduce([1, 2, 3]), np.multiply.reduce(f), np.add.accumulate([1, 2, 3]), np.maximum.reduce(f, axis=None), np.add.outer([1, 2], [10, 20]), np.logical_and.reduce(b)
np.add(1, 2, 3, 4)
np.add(1)
np.sin([1], out=np.zeros(1))
np.add(f, 1, out=np.zeros((2, 3)))
np.add(f, 1, out=np.zeros((2, 3), int))
np.add(f, 1, where=f > 0, out=np.zeros((2, 3)))
np.add(f, f, dtype=np.float32)
""".strip().splitlines()

MATH = """
f @ g
f @ f
f @ f.T
g @ g
f @ np.ones(4)
np.matmul(f, 3)
c @ np.ones((4, 2))
c @ np.ones(4)
h @ h
i @ j
i @ i.T
b @ b
3 @ g
np.dot(f, g), np.dot(g, g), np.dot(2, g), np.dot(f, f.T), np.dot(2, 3)
np.dot(f, f)
np.dot(c, np.ones((2, 4, 2))).shape
f.dot(g)
np.vdot(f, f), np.inner(f, f), np.inner(g, g), np.outer(g, g)
np.inner(f, np.ones(2))
np.tensordot(f, f, 2), np.tensordot(f, f.T, 1), np.tensordot(c, c, ([0, 1], [0, 1])).shape
np.tensordot(f, f, 1)
np.cross([1, 2, 3], [4, 5, 6]), np.kron([1, 2], [1, 10])
np.einsum('ij,j->i', f, g), np.einsum('ij->ji', f), np.einsum('ij->', f), np.einsum('ii', h), np.einsum('ij,ij->i', f, f), np.einsum('i,j', g, g)
np.einsum('ij,jk->ik', f, f)
np.einsum('...j,j->...', c, np.arange(4))
np.einsum('ii->i', h)
np.einsum('bij,bjk->bik', c, c.transpose(0, 2, 1))
np.einsum('ij', f, g)
np.round(f), np.round(2.567, 2), np.round(g, 1), np.round(-2.5), np.round(15, -1), np.round(i), np.around(2.5), f.round(1)
np.clip(f, 0, 1), np.clip(i, -1, 3), np.clip(2.5, 0, 1), f.clip(min=0), np.clip(f, None, 1), np.clip(u, 50, 150)
np.cumsum(f), np.cumsum(f, axis=0), np.cumprod(g), f.cumsum(1), np.cumsum(u), np.cumsum(b)
np.diff(g), np.diff(f), np.diff(f, axis=0), np.diff(g, n=2), np.diff(b), np.ediff1d(g), np.diff(g, prepend=0)
np.gradient(g), np.gradient(g, 2.0), np.gradient(f)
np.trapezoid(g), np.trapezoid(g, dx=0.5), np.trapezoid(f, axis=0)
np.interp(1.5, [1, 2, 3], [10, 20, 30]), np.interp([0, 1.25, 4], [1, 2, 3], [10, 20, 30]), np.interp([0, 4], [1, 2], [5, 6], left=-1, right=9)
np.polyval([1, 2, 3], 2), np.polyval([1.0, 0], g), np.polyder([1, 2, 3]), np.polyint([2.0, 2]), np.polymul([1, 1], [1, -1]), np.polyadd([1], [1, 2])
np.convolve([1, 2, 3], [0, 1, 0.5]), np.convolve([1, 2, 3], [0, 1, 0.5], 'same'), np.convolve([1, 2, 3], [0, 1], 'valid'), np.correlate([1, 2, 3], [0, 1, 0.5])
np.sinc([0, 0.5, 1]), np.nan_to_num(e), np.nan_to_num(e, nan=1.0, posinf=9.0)
np.isclose(f, f + 1e-9), np.isclose(1, 1.1), np.allclose(f, f), np.allclose(f, f + 1), np.isclose(np.nan, np.nan), np.isclose(np.nan, np.nan, equal_nan=True), np.isclose(np.inf, np.inf)
np.array_equal(f, f), np.array_equal(f, g), np.array_equal([1, 2], [1, 2]), np.array_equiv(g, [g, g])
np.unique([3, 1, 1, 2]), np.unique([3, 1, 1], return_counts=True), np.unique([3, 1, 1], return_index=True, return_inverse=True), np.unique(f), np.unique([[1, 2], [1, 2]], axis=0)
np.isin([1, 2, 3], [2]), np.intersect1d([1, 2, 3], [2, 3, 4]), np.union1d([1, 2], [2, 3]), np.setdiff1d([1, 2, 3], [2]), np.setxor1d([1, 2], [2, 3])
np.searchsorted([1, 2, 3], 2), np.searchsorted([1, 2, 3], 2, side='right'), np.searchsorted([1, 2, 3], [0, 2.5, 9]), np.digitize([0.5, 1.5, 9], [1, 2])
np.sort(e), np.argsort(e), np.sort(f, axis=None), np.sort(b), np.lexsort(([1, 2, 1], [0, 0, 0])), np.partition(g, 1).shape
np.argmax(e), np.argmin(f, axis=0), np.nanmax(e), np.nanmin(e), np.nansum(e[3:]), np.nanmean([1, np.nan, 3]), np.nanstd([1, np.nan, 3]), np.nanargmax([np.nan, 2, 1]), np.nanmedian([1, np.nan, 3])
np.average(g), np.average(g, weights=[1, 2, 3]), np.average(f, axis=0, weights=[1, 3]), np.average(f, axis=1)
np.median(g), np.median(f, axis=0), np.median([1, 2, 3, 4]), np.median([]).shape
np.percentile(g, 50), np.percentile(f, [25, 75]), np.percentile(f, 30, axis=0), np.quantile(g, 0.1), np.quantile(f, [0.5], axis=1), np.percentile([1, 2, 3, 4], 25, method='lower')
np.var(g, ddof=1), np.std(g, ddof=1), np.var(f, axis=1), f.std(axis=0), h.mean(), h.var(), half[:2].mean(), u.mean(), b.mean()
np.cov(f), np.cov(g, [1, 2, 3]), np.corrcoef(f), np.cov(g)
np.histogram([1, 2, 1, 4], bins=3), np.histogram(g, bins=[-2, 0, 2]), np.histogram([1, 2], density=True, bins=2), np.bincount([0, 1, 1, 3]), np.bincount([0, 1], weights=[0.5, 2])
np.ptp(f), np.ptp(f, axis=0), np.amax(f), np.amin(f)
np.apply_along_axis(lambda r: r.sum(), 1, f), np.apply_along_axis(lambda r: r * 2, 0, f)
np.vectorize(lambda x, y: x + y)([1, 2], 10), np.vectorize(lambda x: x > 1)(g), np.vectorize(float)(i)
np.modf(g), np.divmod(g, 2), np.fix(g), np.real(g), np.imag(g), np.degrees(np.pi), np.radians(180.0), np.isreal(g)
np.sum(f, initial=10), np.max(o, axis=0, initial=1), np.sum(f, where=f > 0), np.mean(f, where=f > 0), np.sum([[1, 2], [3, 4]]), np.sum([]), np.prod([]), np.sum(5)
np.max(o)
np.max([])
np.argmax([])
np.sum(f, axis=(0, 0))
np.sum(f, axis='a')
np.mean([])
np.std([])
np.array([1e308]) * 10
np.array([1e300, 1e300]).sum() * 1e10
np.sqrt([-1.0, 4])
np.log([0.0, -1.0])
np.arccos(2.0)
np.array([1, 2]) / 0
np.array([1, 2]) // 0
np.array([1, 2]) % 0
2 ** np.array([-1])
np.array([2]) ** -1
np.array([2**62]) * 4, np.int64(2**63 - 1) + 1
np.array([2**31 - 1], np.int32) + 1, np.array([200], np.uint8) + np.array([100], np.uint8)
np.float64(1e308) * 10
np.exp(1000.0)
np.exp(np.float32(100))
np.ones((2, 3)) + np.ones((3, 2))
np.sum(np.arange(10000) * 0.1), np.sum(np.arange(10000, dtype=np.float32) * np.float32(0.1)), (np.arange(1000.0) / 7).sum(), (np.arange(1000.0).reshape(10, 100) / 7).sum(0)[:5], (np.arange(1000.0).reshape(10, 100) / 7).sum(1)
(np.arange(3000.0).reshape(30, 10, 10) / 7).sum((0, 2)), (np.arange(3000.0).reshape(30, 10, 10) / 7).sum((0, 1)), (np.arange(3000.0).reshape(30, 10, 10) / 7).mean((1, 2))[:4], (np.arange(1000.0).reshape(10, 100).T / 7).sum(0)
(np.arange(1000.0) / 7).mean(), (np.arange(1000.0) / 7).std(), (np.arange(300, dtype=np.float32) / 7).mean(), (np.arange(300, dtype=np.float32) / 7).var(), np.cumsum(np.arange(20) / 7)[-1]
np.full(100, 0.1).sum(), np.full((100, 3), 0.1).sum(0), np.full((3, 100), 0.1).sum(1), np.full((3, 100), 0.1)[:, ::2].sum(1), np.full(100, 0.1, np.float16).sum(), np.full(1000, 0.1, np.float16).mean()
""".strip().splitlines()

PRINTING = """
np.array([1.0, 2.5, -3.25])
np.array([1e10, 1.0])
np.array([1e-10, 1.0])
np.array([1e-5, 1e5])
np.array([np.nan, 1, np.inf])
np.array([0.1, 0.2], dtype=np.float32)
np.array([1, 1000, -5])
np.arange(2000)
np.arange(2000).reshape(40, 50)
np.linspace(0, 1, 30)
np.zeros((3, 3, 3))
np.array([True, False])
np.array([[True], [False]])
np.ones((2, 0))
np.random.RandomState(0).rand(4, 4)
np.array([1, 2], dtype=np.int8)
np.arange(30, dtype=np.int32)
np.array([123456789.123, 0.1])
np.array(3.0), np.array(3), np.array(True), np.array(3, np.float32)
str(np.arange(3)), str(np.array(3.0)), str(np.array([[1.5, 2], [3, 4]])), str(np.array([]))
f'{np.arange(3)} {np.array(1.5):.2f}'
f'{np.arange(3):.2f}'
np.array_repr(np.arange(3)), np.array_str(np.arange(3)), np.array2string(np.arange(3) / 3, precision=2), np.array2string(np.arange(3), separator=', ')
np.float32(1e20), np.float64(1e-7), np.float16(1e-4), np.float64(1e16), np.float64(123456789.0), np.float32(16777216.0)
np.array([1e16, 1.0]), np.array([0.1 + 0.2]), np.array([1/3, 2/3], np.float16)
[np.float32(1), np.int64(2)], (np.float64(1),), {'a': np.float64(1)}, {np.int64(1)}
""".strip().splitlines()

LINALG = """
np.linalg.norm(g), np.linalg.norm(f), np.linalg.norm(f, axis=1), np.linalg.norm(g, 1), np.linalg.norm(g, np.inf), np.linalg.norm(f, 'fro'), np.linalg.norm(f, np.inf), np.linalg.norm(g, 3), np.linalg.norm(f, axis=0, keepdims=True), np.linalg.norm(i)
np.linalg.inv(h), np.linalg.inv([[2.0, 0], [0, 4]]), np.linalg.inv(np.array([[[2.0, 0], [0, 4]], [[1, 1], [0, 1]]]))
np.linalg.inv(np.zeros((2, 2)))
np.linalg.inv(f)
np.linalg.inv(g)
np.linalg.solve([[2.0, 1], [1, 3]], [1, 2]), np.linalg.solve([[2.0, 1], [1, 3]], [[1, 2], [3, 4]])
np.linalg.solve([[2.0, 1], [1, 3]], [1, 2, 3])
np.linalg.det([[2.0, 1], [1, 3]]), np.linalg.det(np.eye(3)), np.linalg.slogdet([[2.0, 1], [1, 3]])
np.linalg.cholesky([[4.0, 2], [2, 3]])
np.linalg.cholesky(-np.eye(2))
np.linalg.eigvalsh([[2.0, 0], [0, 1]]), np.linalg.svd(np.diag([3.0, 1, 2]), compute_uv=False)
np.linalg.qr([[3.0, 0], [4, 5]])
np.linalg.matrix_rank(f), np.linalg.matrix_rank(np.ones((3, 3))), np.linalg.matrix_power([[1, 1], [0, 1]], 3), np.linalg.cond(np.diag([4.0, 2.0]))
np.linalg.eigh(np.eye(2)).eigenvalues
type(np.linalg.svd(np.eye(2))).__name__
""".strip().splitlines()

RANDOM = """
np.random.RandomState(0).rand(3)
np.random.RandomState(0).randn(2, 3)
np.random.RandomState(42).randint(0, 10, 5)
np.random.RandomState(42).randint(10, size=(2, 2))
np.random.RandomState(1).randint(0, 2**40, 3)
np.random.RandomState(1).randint(5)
np.random.RandomState(0).normal(1.0, 2.0, 3)
np.random.RandomState(0).uniform(-1, 1, 3)
np.random.RandomState(0).uniform(-1, 1)
np.random.RandomState(0).normal()
np.random.RandomState(0).choice(5, 3)
np.random.RandomState(0).choice(5, 3, replace=False)
np.random.RandomState(0).choice([10, 20, 30], 4, p=[0.2, 0.3, 0.5])
np.random.RandomState(0).choice(3)
np.random.RandomState(0).permutation(6)
np.random.RandomState(0).permutation([10, 20, 30])
np.random.RandomState(0).exponential(2.0, 3)
np.random.RandomState([1, 2, 3]).rand(2)
np.random.RandomState(123).standard_normal(4)
np.random.RandomState(0).randint(3, 3)
np.random.RandomState(-1)
np.random.default_rng(0).random(3)
np.random.default_rng(0).normal(size=5)
np.random.default_rng(42).standard_normal((2, 3))
np.random.default_rng(1).integers(0, 10, 5)
np.random.default_rng(1).integers(10)
np.random.default_rng(1).integers(0, 2**40, 3)
np.random.default_rng(1).integers(1, 6, size=4, endpoint=True)
np.random.default_rng(0).uniform(-1, 1, 3)
np.random.default_rng(0).choice(5, 3)
np.random.default_rng(0).choice(5, 3, replace=False)
np.random.default_rng(0).choice([10, 20, 30], 4, p=[0.2, 0.3, 0.5])
np.random.default_rng(0).permutation(6)
np.random.default_rng(0).permutation([10, 20, 30])
np.random.default_rng(0).random(), np.random.default_rng(0).normal(), np.random.default_rng(0).integers(5)
np.random.default_rng(12345678901234567890).random(2)
np.random.default_rng([1, 2]).random(2)
np.random.default_rng(0).random(3, dtype=np.float32)
np.random.default_rng(7).normal([0, 10], 1, (2, 2))
np.random.default_rng(3).standard_normal(5000).sum()
np.random.SeedSequence(5).generate_state(4)
np.random.SeedSequence(5).spawn(2)[1].generate_state(2)
np.random.default_rng(0)
np.random.RandomState(0)
""".strip().splitlines()

TESTING = """
np.testing.assert_allclose(f, f)
np.testing.assert_allclose(f, f + 1)
np.testing.assert_allclose([1.0, 2.0], [1.0, 2.1], rtol=1e-3)
np.testing.assert_allclose([1.0, 2.0], [1.0, 2.1], rtol=1e-3, err_msg='no')
np.testing.assert_allclose(1.0, 1.1)
np.testing.assert_allclose([1.0, np.nan], [1.0, np.nan])
np.testing.assert_allclose([1.0, np.nan], [np.nan, 1.0])
np.testing.assert_allclose([1.0, np.inf], [1.0, 2.0])
np.testing.assert_allclose(f, g)
np.testing.assert_allclose(f, np.ones(4))
np.testing.assert_allclose(h, h + 1)
np.testing.assert_allclose([0.0, 1.0], [0.0, 0.0])
np.testing.assert_allclose(np.arange(20.0), np.arange(20.0) + 1)
np.testing.assert_array_equal(i, i)
np.testing.assert_array_equal(i, i + 1)
np.testing.assert_array_equal([1, 2], [1, 3])
np.testing.assert_array_equal(b, ~b)
np.testing.assert_array_equal([1, 2], [1, 2, 3])
np.testing.assert_array_almost_equal(f, f + 1)
np.testing.assert_array_almost_equal([1.0], [1.01], decimal=3)
np.testing.assert_almost_equal(1.0, 1.1)
np.testing.assert_equal(1, 2)
np.testing.assert_equal([1, 2], [1, 3])
np.testing.assert_equal({'a': 1}, {'a': 2})
np.testing.assert_equal(np.nan, np.nan)
np.testing.assert_equal('a', 'b')
np.testing.assert_equal((1, f), (1, f))
np.testing.assert_array_less([1, 2], [2, 3])
np.testing.assert_array_less([1, 5], [2, 3])
np.testing.assert_(False, 'bad')
""".strip().splitlines()

PROGRAMS = [
    """
x = np.arange(6.0).reshape(2, 3)
y = x[1:]
y[0, 0] = 100
x[:, 1] *= -1
x[x > 50] += 0.5
print(x, y, y.base is x.base)
x[0] = [7, 8, 9]
x[:, ::2] = 0
x[...] = x + 1
x += np.array([1, 2, 3])
x[[0, 1], [0, 2]] = -5
print(x)
""",
    """
i = np.array([1, 2, 3])
i[0] = 2.9
i *= 2
print(i)
try:
    i += 0.5
except Exception as error:
    print(type(error).__name__, error)
try:
    i /= 2
except Exception as error:
    print(type(error).__name__, error)
i[1:] -= 1
i[[0, 0]] += 1
i //= 2
print(i)
np.add.at(i, [0, 0], 1)
print(i)
""",
    """
a = np.zeros((2, 3))
for key, value in [(0, [1, 2]), (5, 1), (np.array([True, False, True]), 1), (a == 0, [1, 2]), ([0, 1], np.ones((3, 3)))]:
    try:
        a[key] = value
    except Exception as error:
        print(type(error).__name__, error)
try:
    a.shape = (4,)
except Exception as error:
    print(type(error).__name__, error)
b = np.broadcast_to(np.arange(3), (2, 3))
try:
    b[0, 0] = 1
except ValueError as error:
    print(error)
""",
    """
a = np.arange(4)
a.shape = (2, 2)
a.fill(3)
a.flat[0]
b = a.copy()
b[0, 0] = 9
a.sort()
print(a, b, a.T is a, b.max(), (b == 9).any(), bool((b > 0).all()))
c = np.array([3, 1, 2])
c.sort()
print(c, sorted([np.float64(2), 1.5]), max(np.arange(3)), sum(np.arange(4)), list(map(int, c)), [*c], dict(zip("ab", c)))
u, v, w = c
print(u + v, w, len(c), c[::-1].tolist(), 2 in c, c.tolist() == [1, 2, 3])
""",
    """
with np.errstate(divide="ignore", invalid="ignore"):
    print(np.array([1.0, 0.0]) / 0)
try:
    with np.errstate(all="raise"):
        np.array([1.0]) / 0
except FloatingPointError as error:
    print(error)
with np.printoptions(precision=2, suppress=True):
    print(np.array([1.23456, 1e-9]))
print(np.array([1.23456]), np.geterr()["divide"])
np.set_printoptions(precision=3)
print(np.array([1.23456]))
np.set_printoptions(precision=8)
""",
    """
np.random.seed(0)
print(np.random.rand(2), np.random.randn(2), np.random.randint(0, 10, 3), np.random.permutation(5), np.random.choice([1, 2, 3], 2))
x = np.arange(5)
np.random.shuffle(x)
print(x, np.random.uniform(), np.random.normal(size=2), np.random.random(2))
rng = np.random.default_rng(5)
y = [1, 2, 3, 4]
rng.shuffle(y)
print(y, rng.integers(0, 5, 4), rng.random(2), rng.choice(4), rng.permutation(4), rng.normal(), rng.standard_normal(2))
""",
    """
class Wrapped:
    def __init__(self, x):
        self.x = x
    def __array__(self, dtype=None, copy=None):
        return np.asarray(self.x, dtype)
print(np.sum(Wrapped([1, 2])), np.asarray(Wrapped([1.5])), np.add(Wrapped([1]), 1), np.array([4]) + Wrapped([1]))
def f(x):
    return np.where(x > 0, np.log(np.where(x > 0, x, 1)), 0)
print(f(np.array([1.0, -1.0, np.e])))
def newton(f, df, x):
    for _ in range(20):
        x = x - f(x) / df(x)
    return x
print(newton(lambda x: x**2 - 2, lambda x: 2 * x, np.float64(1)), type(newton(lambda x: x**2 - 2, lambda x: 2 * x, 1.0)))
x = np.linspace(0, 1, 50)
A = np.stack([x**0, x, x**2], axis=1)
print(np.linalg.lstsq(A, 1 + 2 * x, rcond=None)[0].round(6), np.polyfit(x, 3 * x + 1, 1).round(6))
""",
]


def sections():
    yield "creation", ARRAYS, CREATION
    yield "unary", ARRAYS, list(unary())
    yield "binary", ARRAYS, list(binary())
    yield "operators", ARRAYS, list(operators())
    yield "reductions", ARRAYS, list(reductions())
    yield "indexing", ARRAYS, INDEXING
    yield "shapes", ARRAYS, SHAPES
    yield "math", ARRAYS, MATH
    yield "printing", "", PRINTING
    yield "linalg", ARRAYS, LINALG
    yield "random", "", RANDOM
    yield "testing", ARRAYS, TESTING
    yield "programs", "", PROGRAMS
