/** Modules of JAX's that tests reach into: names of what is there, in the places where JAX has it. */

import { makeLibrary } from "../modules/library.js";
import { treeNatives } from "./privateTree.js";
import type { Natives } from "../objects/native.js";
import type { Module } from "../objects/functions.js";
import type { Machine } from "../vm/machine.js";
import { testCases } from "./testUtilCases/index.js";

const core = `
from jax.core import *
from jax.extend.core import *
from jax.errors import ConcretizationTypeError, TracerArrayConversionError, TracerBoolConversionError, TracerIntegerConversionError, UnexpectedTracerError
from jax._src.util import safe_map as map, safe_zip as zip
from jax import ensure_compile_time_eval
`;

const util = `
import functools as _functools
import itertools as _itertools
from functools import partial

def safe_map(f, *args):
    args = [list(arg) for arg in args]
    if any(len(arg) != len(args[0]) for arg in args):
        raise ValueError(f"length mismatch: {[len(arg) for arg in args]}")
    return [f(*items) for items in zip(*args)] if len(args) > 1 else [f(x) for x in args[0]]

def safe_zip(*args):
    args = [list(arg) for arg in args]
    return list(zip(*args, strict=True))

def unzip2(xys):
    xs, ys = [], []
    for x, y in xys:
        xs.append(x)
        ys.append(y)
    return tuple(xs), tuple(ys)

def unzip3(xyzs):
    xs, ys, zs = [], [], []
    for x, y, z in xyzs:
        xs.append(x)
        ys.append(y)
        zs.append(z)
    return tuple(xs), tuple(ys), tuple(zs)

def split_list(args, ns):
    args, parts = list(args), []
    for n in ns:
        parts.append(args[:n])
        args = args[n:]
    return [*parts, args]

def partition_list(bs, l):
    lists = [], []
    for b, x in zip(bs, l, strict=True):
        lists[b].append(x)
    return lists

def merge_lists(bs, l0, l1):
    sides = iter(l0), iter(l1)
    return [next(sides[b]) for b in bs]

def curry(f):
    return partial(partial, f)

def concatenate(xs):
    return list(_itertools.chain.from_iterable(xs))

def flatten(xs):
    return concatenate(xs)

def unflatten(xs, ns):
    rest = iter(xs)
    return [[next(rest) for _ in range(n)] for n in ns]

def subvals(lst, replace):
    lst = list(lst)
    for i, x in replace:
        lst[i] = x
    return tuple(lst)

def tuple_insert(t, idx, val):
    return t[:idx] + (val,) + t[idx:]

def tuple_delete(t, idx):
    return t[:idx] + t[idx + 1:]

def wraps(wrapped, namestr="{fun}", docstr="{doc}", **kwargs):
    def decorate(f):
        f = _functools.update_wrapper(f, wrapped)
        f.__name__ = namestr.format(fun=getattr(wrapped, "__name__", "<unnamed function>"))
        return f
    return decorate

def prod(xs):
    import math
    return math.prod(xs)

cache = _functools.lru_cache
memoize = _functools.cache

class HashableFunction:
    def __init__(self, f, closure):
        self.f, self.closure = f, closure
    def __call__(self, *args, **kwargs):
        return self.f(*args, **kwargs)
    def __eq__(self, other):
        return type(other) is HashableFunction and self.f.__code__ == other.f.__code__ and self.closure == other.closure
    def __hash__(self):
        return hash((self.f.__code__, self.closure))
`;

/** Everything that another module has. */
const all = (...modules: string[]): string => modules.map((m) => `from ${m} import *\n`).join("");

const sources: Readonly<Record<string, string>> = {
  "jax._src": "",
  "jax._src.test_util": testCases,
  "jax._src.public_test_util": all("jax.test_util"),
  "jax._src.core": core,
  "jax._src.util": util,
  "jax._src.config": `
from jax import (check_tracer_leaks, checking_leaks, config, debug_infs, debug_key_reuse, debug_nans, default_device,
                 default_matmul_precision, default_prng_impl, disable_jit, enable_checks, enable_custom_prng, enable_x64,
                 explain_cache_misses, log_compiles, numpy_dtype_promotion, numpy_rank_promotion)
update = config.update
parse_flags_with_absl = config.parse_flags_with_absl
traceback_filtering = type(enable_checks)("jax_traceback_filtering")
`,
  "jax._src.api": all("jax"),
  "jax._src.ad_checkpoint": `
from jax import checkpoint, checkpoint_policies, remat
from jax.ad_checkpoint import *
new_checkpoint = checkpoint
`,
  "jax._src.ad_util": `
from jax.custom_derivatives import SymbolicZero
from jax.lax import stop_gradient
`,
  "jax._src.api_util": "",
  "jax._src.array": "from jax import Array as ArrayImpl\n",
  "jax._src.basearray": "from jax import Array\n",
  "jax._src.custom_batching": all("jax.custom_batching"),
  "jax._src.custom_derivatives": all("jax.custom_derivatives"),
  "jax._src.debugging": `
from jax.debug import callback as debug_callback, print as debug_print
from jax.debug import *
`,
  "jax._src.dtypes": `
from jax.dtypes import *

def is_weakly_typed(x):
    return x.weak_type if hasattr(x, "weak_type") else type(x) in (int, float, bool, complex)
`,
  "jax._src.dispatch": `
import jax as _jax

def apply_primitive(prim, *args, **params):
    return _jax.jit(lambda *xs: prim.bind(*xs, **params))(*args)
`,
  "jax._src.errors": all("jax.errors"),
  "jax._src.flatten_util": all("jax.flatten_util"),
  "jax._src.interpreters": "",
  "jax._src.interpreters.partial_eval": "",
  "jax._src.interpreters.batching": all("jax.interpreters.batching"),
  "jax._src.interpreters.ad": all("jax.interpreters.ad"),
  "jax._src.interpreters.mlir": all("jax.interpreters.mlir"),
  "jax._src.lax": "",
  "jax._src.lax.lax": all("jax.lax"),
  "jax._src.lax.control_flow": `
from jax.lax import (associative_scan, cond, cond_p, cumlogsumexp, cummax, cummin, cumprod, cumsum, custom_linear_solve,
                     custom_root, fori_loop, linear_solve_p, map, platform_dependent, scan, scan_p, switch, while_loop, while_p)
`,
  "jax._src.lax.control_flow.conditionals": "from jax.lax import cond, cond_p, platform_dependent, switch\n",
  "jax._src.lax.control_flow.for_loop": "from jax.lax import scan\n",
  "jax._src.lax.control_flow.loops": `
from jax.lax import associative_scan, fori_loop, map, scan, scan_p, while_loop, while_p
`,
  "jax._src.lax.control_flow.solves":
    "from jax.lax import custom_linear_solve, custom_root, linear_solve_p\n",
  "jax._src.lib":
    "from jax import __version__ as version_str\nversion = tuple(int(n) for n in version_str.split('.'))\n",
  "jax._src.nn": "",
  "jax._src.nn.functions": all("jax.nn"),
  "jax._src.numpy": "",
  "jax._src.random": all("jax.random"),
  "jax._src.stages": "",
  "jax._src.tree": all("jax.tree"),
  "jax._src.tree_util": all("jax.tree_util"),
  "jax._src.typing": all("jax.typing"),
  "jax._src.xla_bridge":
    "from jax import default_backend, device_count, devices, local_devices, process_count, process_index\n",
};

const natives: Readonly<Record<string, Natives>> = { "jax._src.tree_util": treeNatives };

export const needs = ["jax", "numpy", "unittest"];

/** Makes a module of `jax._src`; undefined if there is none of that name. */
export function makeModule(name: string, machine: Machine): Module | undefined {
  return Object.hasOwn(sources, name)
    ? makeLibrary(name, { source: sources[name], natives: natives[name] }, machine)
    : undefined;
}
