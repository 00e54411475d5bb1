/** On what tests depend: tolerances, devices, versions, settings, and choices of parameters. */

export const conditions = String.raw`
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

@contextmanager
def ignore_warning(*, message="", category=Warning, **kw):
    with _warnings.catch_warnings():
        _warnings.filterwarnings("ignore", message=message, category=category, **kw)
        yield

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
`;
