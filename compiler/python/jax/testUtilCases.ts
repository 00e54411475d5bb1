/** `jax._src.test_util`: what JAX's own tests are written with. */

export const testCases = String.raw`
import collections
import functools
import math
import sys
import textwrap
import unittest
import warnings as _warnings
from contextlib import contextmanager, ExitStack
from functools import partial

import numpy as np
import numpy.random as npr
from absl.testing import parameterized
import jax as _jax
from jax.test_util import check_grads, check_jvp, check_vjp
from jax.tree_util import tree_all, tree_flatten, tree_map, tree_unflatten

_config = _jax.config

class _Value:
    def __init__(self, value):
        self.value = value

NUM_GENERATED_CASES = _Value(10)
SKIP_SLOW_TESTS = _Value(False)
TEST_NUM_THREADS = _Value(0)

_default_tolerance = {
    np.dtype(name): value for name, value in
    dict(bool=0, int32=0, uint32=0, float16=1e-3, float32=1e-6, float64=1e-15).items()}

def default_tolerance():
    return _default_tolerance

default_gradient_tolerance = {np.dtype(np.float16): 1e-2, np.dtype(np.float32): 2e-3, np.dtype(np.float64): 1e-5}

def _dtype(x):
    if hasattr(x, "dtype"):
        return x.dtype
    return np.dtype(type(x)) if type(x) in (bool, int, float, complex) else np.asarray(x).dtype

def to_default_dtype(arr):
    return np.asarray(arr).astype(_jax.dtypes.canonicalize_dtype(np.asarray(arr).dtype))

def tolerance(dtype, tol=None):
    tol = {} if tol is None else tol
    if not isinstance(tol, dict):
        return tol
    given = {np.dtype(key): value for key, value in tol.items()}
    dtype = _jax.dtypes.canonicalize_dtype(np.dtype(dtype))
    return given.get(dtype, default_tolerance().get(dtype, 1e-5))

def join_tolerance(tol1, tol2):
    def table(tol):
        if isinstance(tol, dict):
            return {np.dtype(k): v for k, v in tol.items()}
        return {k: tol for k in _default_tolerance}
    out = table(tol1)
    for k, v in table(tol2).items():
        out[k] = max(v, tolerance(k, tol1))
    return out

def device_under_test():
    return _jax.default_backend()

def test_device_matches(device_types):
    assert not isinstance(device_types, str), "device_types should be a list of strings"
    here = device_under_test()
    return any(kind == here or kind == "gpu" and here == "gpu" for kind in device_types)

def _no(*args, **kwargs):
    return False

is_device_tpu = is_device_rocm = is_device_cuda = is_cloud_tpu = is_cloud_tpu_at_least = is_device_tpu_at_least = _no
is_sanitized = is_asan = is_msan = is_tsan = is_optimized_build = is_test_rbe = _no
is_running_under_pytest = is_gil_disabled = running_in_cloud_tpu_vm = device_kind_match = _no
is_cuda_compute_capability_at_least = is_cuda_compute_capability_equal = is_cuda_version_at_least = _no
device_supports_buffer_donation = _no

def _version(text):
    return tuple(int(part) for part in text.split(".")[:3])

parse_version = _version
def jaxlib_version():
    return _version(_jax.__version__)

def numpy_version():
    return _version(np.__version__)

def _skipping(condition, reason):
    def decorate(method):
        @functools.wraps(method)
        def wrapped(self, *args, **kwargs):
            if condition():
                self.skipTest(reason(self))
            return method(self, *args, **kwargs)
        return wrapped
    return decorate

def skip_on_devices(*disabled_devices, skip_reason=None):
    return _skipping(lambda: test_device_matches(disabled_devices),
                     lambda self: skip_reason or f"Skipped on devices with tags: {', '.join(disabled_devices)}")

def run_on_devices(*enabled_devices, skip_reason=None):
    return _skipping(lambda: not test_device_matches(enabled_devices),
                     lambda self: skip_reason or f"Skipped unless running on devices with tags: {', '.join(enabled_devices)}")

def skip_on_flag(flag_name, skip_value):
    return _skipping(lambda: _config.read(flag_name) == skip_value,
                     lambda self: f"{self._testMethodName} not supported when FLAGS.{flag_name} is {skip_value}")

def skip_under_pytest(reason):
    return lambda method: method

def thread_unsafe_test(condition=True):
    return lambda method: method

def thread_unsafe_test_class(condition=True):
    return lambda cls: cls

def pytest_mark_if_available(marker):
    return lambda item: item

def request_cpu_devices(nr_devices):
    if nr_devices > _jax.device_count():
        raise unittest.SkipTest(f"needs {nr_devices} devices")

def ignore_warning(*, message="", category=Warning, **kw):
    def decorate(test):
        @functools.wraps(test)
        def wrapped(*args, **kwargs):
            with _warnings.catch_warnings():
                _warnings.filterwarnings("ignore", message=message, category=category, **kw)
                return test(*args, **kwargs)
        return wrapped
    return decorate

class _WithSettings:
    def __init__(self, settings):
        self._settings = settings
    def __call__(self, cls):
        cls._default_thread_local_config = {**getattr(cls, "_default_thread_local_config", {}), **self._settings}
        return cls

def with_config(**settings):
    return _WithSettings(settings)

def with_global_config(**settings):
    return _WithSettings(settings)

@contextmanager
def _settings_of(settings):
    before = {name: _config.read(name) for name in settings}
    try:
        for name, value in settings.items():
            _config.update(name, value)
        yield
    finally:
        for name, value in before.items():
            _config.update(name, value)

def global_config_context(**settings):
    return _settings_of(settings)

thread_local_config_context = global_config_context

@contextmanager
def _capture(stream):
    import io
    written, before = io.StringIO(), getattr(sys, stream)
    setattr(sys, stream, written)
    try:
        yield written.getvalue
    finally:
        setattr(sys, stream, before)

def capture_stdout():
    return _capture("stdout")

def capture_stderr():
    return _capture("stderr")

@functools.cache
def _choice(n, m):
    return [int(i) for i in npr.RandomState(42).choice(n, size=m, replace=False)]

def sample_product_testcases(*args, **kw):
    axes = [list(arg) for arg in args] + [[{k: v} for v in values] for k, values in kw.items()]
    n = math.prod(len(axis) for axis in axes)
    cases = []
    for i in _choice(n, min(n, NUM_GENERATED_CASES.value)):
        case = {}
        for axis in axes:
            case.update(axis[i % len(axis)])
            i //= len(axis)
        cases.append(case)
    return cases

def sample_product(*args, **kw):
    return parameterized.parameters(*sample_product_testcases(*args, **kw))

def parameterized_filterable(*, kwargs, testcase_name=None, one_containing=None):
    def named(case):
        if testcase_name is not None:
            case = {"testcase_name": testcase_name(case), **case}
        elif "testcase_name" not in case:
            case = {"testcase_name": "_".join(f"{k}={v}" for k, v in case.items()), **case}
        return {**case, "testcase_name": sanitize_test_name(case["testcase_name"])}
    cases = [named(case) for case in kwargs]
    if one_containing is not None:
        cases = [case for case in cases if one_containing in case["testcase_name"]][:1]
    return parameterized.named_parameters(*cases)

def sanitize_test_name(name):
    import re
    return re.sub(r"[ \"'\[\](){}<>=,._]+", "_", name)

def named_cases_from_sampler(gen):
    rng, seen, retries = npr.RandomState(42), set(), 0
    def choose_one(options):
        options = options if isinstance(options, (list, tuple)) else list(options)
        return [options[int(rng.randint(len(options)))]]
    while len(seen) < NUM_GENERATED_CASES.value and retries < 100:
        retries += 1
        for case in gen(choose_one):
            if case["testcase_name"] not in seen:
                retries = 0
                seen.add(case["testcase_name"])
                yield case

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

def check_raises(thunk, err_type, msg):
    try:
        thunk()
        assert False
    except err_type as e:
        assert str(e).startswith(msg), f"\n{e}\n\n{msg}\n"

def check_raises_regexp(thunk, err_type, pattern):
    import re
    try:
        thunk()
        assert False
    except err_type as e:
        assert re.match(pattern, str(e)), f"{e}\n\n{pattern}\n"

def check_eq(xs, ys, err_msg=""):
    assert tree_all(tree_map(partial(_assert_allclose, atol=0, rtol=0, err_msg=err_msg), xs, ys))

def check_close(xs, ys, atol=None, rtol=None, err_msg=""):
    assert tree_all(tree_map(partial(_assert_allclose, atol=atol, rtol=rtol, err_msg=err_msg), xs, ys))

def _assert_allclose(a, b, atol=None, rtol=None, err_msg=""):
    if _dtype(a) == _dtype(b) == _jax.dtypes.float0:
        np.testing.assert_array_equal(a, b, err_msg=err_msg)
        return True
    atol = max(tolerance(_dtype(a), atol), tolerance(_dtype(b), atol))
    rtol = max(tolerance(_dtype(a), rtol), tolerance(_dtype(b), rtol))
    np.testing.assert_allclose(np.asarray(a), np.asarray(b), rtol=rtol, atol=atol, err_msg=err_msg)
    return True

def iter_eqns(jaxpr):
    yield from jaxpr.eqns
    for inner in _inner_jaxprs(jaxpr):
        yield from iter_eqns(inner)

def _inner_jaxprs(jaxpr):
    from jax.extend.core import ClosedJaxpr, Jaxpr
    for eqn in jaxpr.eqns:
        for param in eqn.params.values():
            for x in param if isinstance(param, (tuple, list)) else (param,):
                if isinstance(x, ClosedJaxpr):
                    yield x.jaxpr
                elif isinstance(x, Jaxpr):
                    yield x

class _Dtypes:
    """Dtypes by kind, as far as arrays have them."""
    def supported(self, dtypes):
        return [d for d in dtypes if np.dtype(d) in supported_dtypes()]
    floating = [np.float32]
    all_floating = [np.float16, np.float32]
    integer = [np.int32]
    all_integer = [np.int32]
    unsigned = all_unsigned = [np.uint32]
    boolean = [np.bool_]
    complex = []
    inexact = floating
    all_inexact = all_floating
    numeric = floating + integer + unsigned
    all = all_floating + all_integer + all_unsigned + boolean
    python_scalar = [bool, int, float]

dtypes = _Dtypes()

def supported_dtypes():
    return {np.dtype(name) for name in ("bool", "int32", "uint32", "float16", "float32")}

def promote_like_jnp(fun, inexact=False):
    def wrapped(*args, **kw):
        flat, tree = tree_flatten(args)
        dtype = _jax.numpy.result_type(*flat)
        if inexact and not _jax.numpy.issubdtype(dtype, _jax.numpy.inexact):
            dtype = np.float32
        return fun(*tree_unflatten(tree, [np.asarray(x, np.dtype(dtype)) for x in flat]), **kw)
    return wrapped

@contextmanager
def strict_promotion_if_dtypes_match(dtypes):
    yield

def is_sequence(x):
    try:
        iter(x)
    except TypeError:
        return False
    return True

# Settings of JAX's that change what is checked, not what is computed, are not among these.
class JaxTestCase(parameterized.TestCase):
    _default_global_config = {}
    _default_thread_local_config = {"jax_enable_checks": True}
    def setUp(self):
        super().setUp()
        self._rng = npr.RandomState(_seed(self._testMethodName))
        self.enterContext(_settings_of({**self._default_global_config, **self._default_thread_local_config}))
    def rng(self):
        return self._rng
    def assertArraysEqual(self, actual, desired, *, check_dtypes=True, err_msg="", allow_object_dtype=False, verbose=True):
        if check_dtypes:
            self.assertDtypesMatch(actual, desired)
        np.testing.assert_array_equal(np.asarray(actual), np.asarray(desired), err_msg=err_msg, verbose=verbose)
    def assertArraysAllClose(self, actual, desired, *, check_dtypes=True, atol=None, rtol=None, err_msg=""):
        self.assertEqual(actual.shape, desired.shape)
        _assert_allclose(actual, desired, atol, rtol, err_msg)
        if check_dtypes:
            self.assertDtypesMatch(actual, desired)
    def assertDtypesMatch(self, actual, desired, *, canonicalize_dtypes=True):
        kinds = [_dtype(actual), _dtype(desired)]
        if canonicalize_dtypes:
            kinds = [_jax.dtypes.canonicalize_dtype(dtype, allow_extended_dtype=True) for dtype in kinds]
        self.assertEqual(*kinds)
    def assertAllClose(self, actual, desired, *, check_dtypes=True, atol=None, rtol=None, canonicalize_dtypes=True, err_msg=""):
        def inner(a, b):
            self.assertAllClose(a, b, check_dtypes=check_dtypes, atol=atol, rtol=rtol,
                                canonicalize_dtypes=canonicalize_dtypes, err_msg=err_msg)
        if isinstance(actual, dict):
            self.assertIsInstance(desired, dict)
            self.assertEqual(set(actual.keys()), set(desired.keys()))
            for k in actual.keys():
                inner(actual[k], desired[k])
        elif is_sequence(actual) and not hasattr(actual, "__array__"):
            if not is_sequence(desired) or hasattr(desired, "__array__"):
                self.fail(f"Expected sequence, got {desired}")
            self.assertEqual(len(actual), len(desired))
            for a, b in zip(actual, desired):
                inner(a, b)
        elif hasattr(actual, "__array__") or np.isscalar(actual):
            if not (hasattr(desired, "__array__") or np.isscalar(desired)):
                self.fail(f"Expected array-like, got {desired}")
            if check_dtypes:
                self.assertDtypesMatch(actual, desired, canonicalize_dtypes=canonicalize_dtypes)
            self.assertArraysAllClose(np.asarray(actual), np.asarray(desired), check_dtypes=False,
                                      atol=atol, rtol=rtol, err_msg=err_msg)
        elif actual != desired:
            raise TypeError((type(actual), type(desired)))
    def assertMultiLineStrippedEqual(self, expected, what):
        def stripped(text):
            import re
            return re.sub(r"\s*\n\s*", "\n", textwrap.dedent(text).strip())
        if stripped(what) != stripped(expected):
            print(f"Found\n{what}\n")
            self.assertMultiLineEqual(stripped(expected), stripped(what), msg=f"Found\n{what}\nExpecting\n{expected}")
    @contextmanager
    def assertNoWarnings(self):
        with _warnings.catch_warnings():
            _warnings.simplefilter("error")
            yield
    @contextmanager
    def assertWarns(self, warning, *, msg=None):
        with _warnings.catch_warnings(record=True) as records:
            _warnings.simplefilter("always")
            yield
        if not any(isinstance(r.message, warning) and (msg is None or msg in str(r.message)) for r in records):
            self.fail(f"Expected warning not found {warning}:'{msg}', got {records}")
    @contextmanager
    def assertWarnsRegex(self, warning, regex):
        import re
        with _warnings.catch_warnings(record=True) as records:
            _warnings.simplefilter("always")
            yield
        if not any(isinstance(r.message, warning) and (regex is None or re.search(regex, str(r.message))) for r in records):
            self.fail(f"Expected warning not found {warning}:'{regex}', got warnings: {[str(r.message) for r in records]}")
    def _CompileAndCheck(self, fun, args_maker, *, check_dtypes=True, tol=None, rtol=None, atol=None, check_cache_misses=True):
        args, atol, rtol = args_maker(), atol or tol, rtol or tol
        may_run = True
        def noted(*args):
            self.assertTrue(may_run)
            return fun(*args)
        compiled = _jax.jit(noted)
        self.assertAllClose(fun(*args), compiled(*args), check_dtypes=check_dtypes, atol=atol, rtol=rtol)
        may_run = False
        args = args_maker()
        self.assertAllClose(fun(*args), compiled(*args), check_dtypes=check_dtypes, atol=atol, rtol=rtol)
    def _CheckAgainstNumpy(self, numpy_reference_op, lax_op, args_maker, *, check_dtypes=True, tol=None, atol=None, rtol=None, canonicalize_dtypes=True):
        args = args_maker()
        self.assertAllClose(lax_op(*args), numpy_reference_op(*args), check_dtypes=check_dtypes, atol=atol or tol,
                            rtol=rtol or tol, canonicalize_dtypes=canonicalize_dtypes)
    def assertCacheMisses(self, func, *, cpp=None, aot_call=None, tracing=None, lowering=None, compilation_after_persistent_cache_miss=None):
        raise NotImplementedError("caches are not counted")

class BufferDonationTestCase(JaxTestCase):
    def assertDeleted(self, x):
        self.assertTrue(x.is_deleted())
    def assertNotDeleted(self, x):
        self.assertFalse(x.is_deleted())

def _seed(text):
    """Adler's checksum."""
    a, b = 1, 0
    for byte in map(ord, text):
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a

from absl.testing import absltest as _absltest
class JaxTestLoader(_absltest.TestLoader):
    pass
`;
