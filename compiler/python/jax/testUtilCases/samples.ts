/** Shapes, and random numbers of every kind. */

export const samples = String.raw`
class ScalarShape:
    def __len__(self):
        return 0
    def __getitem__(self, i):
        raise IndexError(f"index {i} out of range.")
class _NumpyScalar(ScalarShape):
    pass
class _PythonScalar(ScalarShape):
    pass
NUMPY_SCALAR_SHAPE = _NumpyScalar()
PYTHON_SCALAR_SHAPE = _PythonScalar()

def is_valid_shape(shape, dtype):
    return shape is not PYTHON_SCALAR_SHAPE or np.dtype(dtype) in (np.dtype(bool), np.dtype(int), np.dtype(float))

def _dims(shape):
    return () if isinstance(shape, ScalarShape) else shape if np.ndim(shape) else (shape,)

def _shaped(value, shape, dtype):
    if shape is NUMPY_SCALAR_SHAPE:
        return np.dtype(dtype).type(value)
    if shape is PYTHON_SCALAR_SHAPE:
        return np.asarray(value).item()
    return np.asarray(value, dtype=dtype)

def dtype_str(dtype):
    return np.dtype(dtype).name

def format_shape_dtype_string(shape, dtype):
    if dtype is None:
        return "None" if shape is None else str(shape)
    if isinstance(dtype, list):
        return "_".join(format_shape_dtype_string(shape, d) for d in dtype)
    if isinstance(shape, _NumpyScalar):
        return dtype_str(dtype)
    if isinstance(shape, _PythonScalar):
        return "py_" + dtype_str(dtype)
    dims = shape if isinstance(shape, tuple) else (shape,)
    return f"{dtype_str(dtype)}[{','.join(map(str, dims))}]"

def num_float_bits(dtype):
    return _jax.numpy.finfo(_jax.dtypes.canonicalize_dtype(dtype)).bits

def _random(rand, shape, dtype, scale=1.0, post=lambda x: x):
    values = np.asarray(scale * rand(*_dims(shape)))
    if np.issubdtype(dtype, np.unsignedinteger):
        values = abs(values)
    return _shaped(np.asarray(post(values.astype(dtype)), dtype), shape, dtype)

def rand_default(rng, scale=3):
    return partial(_random, rng.randn, scale=scale)
def rand_nonzero(rng):
    return partial(_random, rng.randn, scale=3, post=lambda x: np.where(x == 0, np.array(1, dtype=x.dtype), x))
def rand_positive(rng):
    return partial(_random, rng.rand, scale=2, post=lambda x: x + 1)
def rand_small(rng):
    return partial(_random, rng.randn, scale=1e-3)
def rand_not_small(rng, offset=10.0):
    return partial(_random, rng.randn, scale=3.0, post=lambda x: x + np.where(x > 0, offset, -offset))
def rand_small_positive(rng):
    return partial(_random, rng.rand, scale=2e-5)
def rand_uniform(rng, low=0.0, high=1.0):
    return partial(_random, rng.rand, post=lambda x: x * (high - low) + low)
def rand_some_equal(rng):
    def post(x):
        flat = x.ravel()
        return np.where(rng.rand(*np.shape(x)) < 0.5, flat[0], x) if len(flat) else x
    return partial(_random, rng.randn, scale=100.0, post=post)
def _with_some(rng, replacements):
    plain = rand_default(rng)
    def rand(shape, dtype):
        values = plain(shape, dtype)
        if not np.issubdtype(dtype, np.floating):
            return values
        for value, share in replacements:
            values = np.where(rng.rand(*_dims(shape)) < share, np.array(value, dtype), values)
        return _shaped(np.asarray(values, dtype), shape, dtype)
    return rand
def rand_some_inf(rng):
    return _with_some(rng, [(np.inf, 0.1), (-np.inf, 0.1)])
def rand_some_nan(rng):
    return _with_some(rng, [(np.nan, 0.1)])
def rand_some_inf_and_nan(rng):
    return _with_some(rng, [(np.inf, 0.1), (-np.inf, 0.1), (np.nan, 0.1)])
def rand_some_zero(rng):
    plain = rand_default(rng)
    def rand(shape, dtype):
        zeros = rng.rand(*_dims(shape)) < 0.5
        return _shaped(np.where(zeros, np.array(0, dtype=dtype), plain(shape, dtype)), shape, dtype)
    return rand
def rand_int(rng, low=0, high=None):
    def rand(shape, dtype):
        top = np.iinfo(dtype).max if high is None else high
        return np.asarray(rng.randint(low, high=top, size=shape)).astype(dtype)
    return rand
def rand_unique_int(rng, high=None):
    def rand(shape, dtype):
        return rng.choice(np.arange(high or math.prod(shape), dtype=dtype), size=shape, replace=False)
    return rand
def rand_bool(rng):
    def rand(shape, dtype):
        return _shaped(np.asarray(rng.rand(*_dims(shape)) < 0.5, dtype=dtype), shape, dtype)
    return rand
def rand_fullrange(rng, standardize_nans=False):
    raise NotImplementedError("rand_fullrange needs dtypes of 8 bits")
`;
