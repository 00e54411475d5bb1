/** What `jax` says of its surroundings: devices, settings, and contexts. */

export const environment = `
from contextlib import ContextDecorator as _ContextDecorator

class Device:
    def __init__(self, platform):
        self.id, self.process_index, self.platform, self.device_kind = 0, 0, platform, platform
        self.local_hardware_id = 0
    def __repr__(self):
        return "CpuDevice(id=0)" if self.platform == "cpu" else "GpuDevice(id=0)"
    def __str__(self):
        return "TFRT_CPU_0" if self.platform == "cpu" else "GPU_0"

_known = {}

def devices(backend=None):
    here = default_backend()
    if backend is not None and backend != here:
        raise RuntimeError(
            f"Unknown backend: '{backend}' requested, but no platforms that are instances of {backend} are present. "
            f"Platforms present are: {here}")
    if here not in _known:
        _known[here] = Device(here)
    return [_known[here]]

def local_devices(process_index=None, backend=None, host_id=None):
    return devices(backend)

def device_count(backend=None):
    return len(devices(backend))

def local_device_count(backend=None):
    return len(devices(backend))

def process_index(backend=None):
    return 0

def process_count(backend=None):
    return 1

def clear_caches():
    pass

class Config:
    def __init__(self):
        for name, value in {
            "jax_enable_x64": False, "jax_debug_nans": False, "jax_debug_infs": False, "jax_disable_jit": False,
            "jax_log_compiles": False, "jax_platforms": None, "jax_platform_name": "", "jax_default_device": None,
            "jax_default_matmul_precision": None, "jax_numpy_rank_promotion": "allow",
            "jax_numpy_dtype_promotion": "standard", "jax_check_tracer_leaks": False,
            "jax_default_prng_impl": "threefry2x32", "jax_threefry_partitionable": True, "jax_enable_custom_prng": False,
            "jax_debug_key_reuse": False, "jax_traceback_filtering": None, "jax_compilation_cache_dir": None,
            "jax_enable_checks": False, "jax_explain_cache_misses": False, "jax_custom_vjp_disable_shape_check": False,
        }.items():
            self.__dict__[name] = value
    def update(self, name, value):
        if name not in self.__dict__:
            raise AttributeError(f"Unrecognized config option: {name}")
        if name in _settings:
            _settings[name](value)
        self.__dict__[name] = value
    def read(self, name):
        if name not in self.__dict__:
            raise AttributeError(f"Unrecognized config option: {name}")
        return self.__dict__[name]
    def parse_flags_with_absl(self):
        pass
    def config_with_absl(self):
        pass
    @property
    def x64_enabled(self):
        return self.jax_enable_x64
    def __setattr__(self, name, value):
        raise AttributeError(f"To change a setting, call jax.config.update('{name}', {value!r})")

config = Config()

def _refused(name, allowed):
    def check(value):
        if value not in allowed:
            raise NotImplementedError(f"{name}={value!r} is not supported")
    return check

_settings = {
    "jax_enable_x64": lambda value: _enable_x64(bool(value)),
    "jax_disable_jit": lambda value: _disable_jit(bool(value)),
    **{name: _refused(name, (False, None)) for name in ("jax_debug_nans", "jax_debug_infs", "jax_debug_key_reuse")},
    "jax_numpy_rank_promotion": _refused("jax_numpy_rank_promotion", ("allow",)),
    "jax_numpy_dtype_promotion": _refused("jax_numpy_dtype_promotion", ("standard",)),
    "jax_default_prng_impl": _refused("jax_default_prng_impl", ("threefry2x32",)),
}

class _Setting(_ContextDecorator):
    """A context in which a setting has another value, and what makes functions run in it."""
    def __init__(self, name, value):
        self._name, self._value = name, value
    def __enter__(self):
        self._before = config.read(self._name)
        config.update(self._name, self._value)
    def __exit__(self, *error):
        config.update(self._name, self._before)

class _State:
    """A setting: its value, and contexts in which it has another one."""
    def __init__(self, name, default=True):
        self._name, self._default = name, default
    @property
    def value(self):
        return config.read(self._name)
    def __call__(self, *value):
        return _Setting(self._name, *(value or (self._default,)))

disable_jit = _State("jax_disable_jit")
enable_x64 = _State("jax_enable_x64")
debug_nans = _State("jax_debug_nans")
debug_infs = _State("jax_debug_infs")
log_compiles = _State("jax_log_compiles")
check_tracer_leaks = _State("jax_check_tracer_leaks")
checking_leaks = lambda: check_tracer_leaks(True)
default_device = _State("jax_default_device", None)
default_matmul_precision = _State("jax_default_matmul_precision", None)
numpy_rank_promotion = _State("jax_numpy_rank_promotion", "allow")
numpy_dtype_promotion = _State("jax_numpy_dtype_promotion", "standard")
default_prng_impl = _State("jax_default_prng_impl", "threefry2x32")
debug_key_reuse = _State("jax_debug_key_reuse")
enable_checks = _State("jax_enable_checks")
explain_cache_misses = _State("jax_explain_cache_misses")
enable_custom_prng = _State("jax_enable_custom_prng")
threefry_partitionable = _State("jax_threefry_partitionable")
transfer_guard = lambda value: _Unmarked()

class _Unmarked(_ContextDecorator):
    """A context, or a decorator, that changes nothing."""
    def __enter__(self):
        return self
    def __exit__(self, *error):
        return None

def named_scope(name):
    if not isinstance(name, str):
        raise TypeError("named_scope name argument must be a string.")
    return _Unmarked()

class _Evaluating(_ContextDecorator):
    """A context in which operations on known values are computed, whatever is being traced around it."""
    def __enter__(self):
        self._leave = _begin_evaluation()
    def __exit__(self, *error):
        self._leave()

def ensure_compile_time_eval():
    return _Evaluating()

def fwd_and_bwd(fun, argnums, has_aux=False, jitted=True):
    """The two halves of a gradient, as functions: with residuals, and of them."""
    from jax import jit, vjp
    numbers = argnums if isinstance(argnums, (tuple, list)) else (argnums,)
    def fwd(*args, **kwargs):
        def of_some(*values):
            all = list(args)
            for i, x in zip(numbers, values):
                all[i] = x
            return fun(*all, **kwargs)
        out = vjp(of_some, *(args[i] for i in numbers), has_aux=has_aux)
        return ((out[0], out[2]), out[1]) if has_aux else out
    def bwd(residuals, cotangents):
        found = residuals(cotangents)
        return found if isinstance(argnums, (tuple, list)) else found[0]
    return (jit(fwd), jit(bwd)) if jitted else (fwd, bwd)

def named_call(fun, *, name=None):
    return fun
`;

/** `jax.debug`, but for what calls back. */
export const debugging = `
_print = print

def breakpoint(**kwargs):
    raise NotImplementedError(
        "jax.debug.breakpoint is not supported: breakpoint() stops where a function is traced, and jax.debug.print shows values")

def print(fmt, *args, ordered=False, partitioned=False, skip_format_check=False, **kwargs):
    if not isinstance(fmt, str):
        raise TypeError(f"expected str, got {type(fmt).__name__}")
    if not skip_format_check:
        _check(fmt, args, kwargs)
    callback(lambda *a, **k: _print(fmt.format(*a, **k)), *args, **kwargs)

class _Used:
    """Stands for a value, and notes that the text asks for it."""
    def __init__(self, key, used):
        self._key, self._used = key, used
    def __format__(self, spec):
        self._used.add(self._key)
        return ""
    __repr__ = __str__ = lambda self: self.__format__("")
    def __getattr__(self, name):
        return self
    def __getitem__(self, key):
        return self

def _check(fmt, args, kwargs):
    used = set()
    stand_ins = [_Used(i, used) for i in range(len(args))]
    try:
        fmt.format(*stand_ins, **{name: _Used(name, used) for name in kwargs})
    except IndexError:
        raise IndexError("tuple index out of range") from None
    unused = [args[i] for i in range(len(args)) if i not in used]
    if unused:
        raise ValueError(f"Unused positional arguments to \`jax.debug.print\`: {unused}")
    unused = [name for name in kwargs if name not in used]
    if unused:
        raise ValueError(
            f"Unused keyword arguments to \`jax.debug.print\`: {unused}. You may be passing an f-string (i.e, "
            '\`f"{x}"\`) into \`jax.debug.print\` and instead should pass in a regular string.')
`;
