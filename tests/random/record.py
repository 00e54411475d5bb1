"""Records what jax.random gives for the calls below: python record.py > samples/recorded.json (with jax installed)."""

import json
import re

import jax
import jax.numpy as jnp
import numpy as np

r = jax.random
f = lambda *x: jnp.array(x, dtype=jnp.float32)
i = lambda *x: jnp.array(x, dtype=jnp.int32)


def snake(name):
    return name if name == "PRNGKey" else re.sub(r"(?<!^)([A-Z])", lambda m: "_" + m.group(1).lower(), name)


def key_of(spec):
    """A key is made by a function of a seed, and then split (the i-th of two is taken) or folded."""
    make, seed, *steps = spec
    key = getattr(r, snake(make))(seed)
    for name, number in steps:
        key = r.split(key)[number] if name == "split" else r.fold_in(key, number)
    return key


def argument(x):
    return tuple(x) if isinstance(x, list) else x


def encoded(x):
    """A jax array, as its dtype and elements; shapes and numbers as they are."""
    return {str(x.dtype): np.asarray(x).tolist()} if isinstance(x, jax.Array) else x


def words(x):
    """The bits of floats, other elements as they are: nothing is lost in JSON."""
    x = np.asarray(x)
    return x.view({2: np.uint16, 4: np.uint32}[x.itemsize]) if x.dtype.kind == "f" else x


def summary(x):
    """All elements of small arrays; of large ones the first and the sum of all, modulo 2^32."""
    if jnp.issubdtype(x.dtype, jax.dtypes.prng_key):
        return {"typed": True, **summary(r.key_data(x))}
    flat = words(x).ravel()
    result = {"dtype": str(x.dtype), "shape": list(x.shape), "head": flat[:50].astype(int).tolist()}
    return result if flat.size <= 50 else {**result, "sum": int(flat.astype(np.int64).sum() % 2**32)}


cases = []


def case(name, spec, *args, **options):
    target = getattr(r, snake(name))
    entry = {"name": name, "key": spec, "args": list(map(encoded, args)), "options": {k: encoded(v) for k, v in options.items()}}
    try:
        out = target(key_of(spec), *map(argument, args), **{snake(k): argument(v) for k, v in options.items()})
    except Exception as error:
        entry["error"] = [type(error).__name__, str(error)]
    else:
        entry["out"] = summary(out)
    cases.append(entry)


def seeds(make, *values):
    for seed in values:
        entry = {"name": make, "key": None, "args": [encoded(seed)], "options": {}}
        try:
            entry["out"] = summary(getattr(r, snake(make))(seed))
        except Exception as error:
            entry["error"] = [type(error).__name__, str(error)]
        cases.append(entry)


KEYS = [
    ["key", 0], ["PRNGKey", 42], ["key", 2**31], ["key", -1], ["PRNGKey", -123456789], ["key", 2**32 + 7],
    ["key", 5, ["split", 1], ["split", 0]], ["PRNGKey", 0, ["foldIn", 3]], ["key", 1, ["foldIn", 2**32 - 1], ["split", 1]],
]
SHAPES = [[], [1], [7], [3, 5], [0], [2, 0, 3], [1000]]

for make in ("key", "PRNGKey"):
    seeds(make, 0, 42, 2**31, 2**32 - 1, 2**32 + 7, -1, -123456789, jnp.int32(-3), jnp.uint32(2**32 - 5), True, i(1, 2), f(1)[0])

for key in KEYS:
    for shape in SHAPES:
        case("bits", key, shape)
    case("split", key); case("split", key, 5); case("split", key, [2, 3]); case("split", key, 0)
    case("foldIn", key, 0); case("foldIn", key, 1); case("foldIn", key, 2**32 - 1); case("foldIn", key, jnp.int32(-1))
    case("keyData", key); case("clone", key)
    for name in ("uniform", "normal"):
        for shape in SHAPES:
            case(name, key, shape)
        case(name, key, [7], "float16"); case(name, key, [3, 5], dtype="float16"); case(name, key, [1000], dtype="float16")
    case("randint", key, [1000], 0, 10); case("randint", key, [7], -5, 5)
    case("bernoulli", key, 0.3, [1000]); case("permutation", key, 10)

BASE = ["key", 3]
# Scalars and short arrays are computed by other code than long ones, so all of them are here.
for low, high in [(-1, 1), (-3, 7), (0.1, 0.3), (1e-3, 5e4), (2, 2), (1, -1)]:
    for shape in [[], [1], [5], [1000]]:
        case("uniform", BASE, shape, minval=low, maxval=high)
case("uniform", BASE, [3, 4], minval=f(0, 1, 2).reshape(3, 1), maxval=f(1, 5, 10, 100)); case("uniform", BASE, [1000], "float16", -3, 7)
for shape in SHAPES:
    for low, high in [(0, 10), (-5, 5), (0, 2**31 - 1), (-2**31, 2**31 - 1), (3, 3), (5, 2), (0.5, 3.7)]:
        case("randint", BASE, shape, low, high)
    case("randint", BASE, shape, 0, 1000, "uint32"); case("randint", BASE, shape, 0, jnp.uint32(2**32 - 1), dtype="uint32"); case("randint", BASE, shape, 0, jnp.uint32(2**31), dtype="int32")
case("randint", BASE, [2, 3], i(0, 10, 20), i(5, 15, 25)); case("randint", BASE, [4], i(-2, 0, 2, 4), 5)
for shape in [[], [1], [7], [3, 5], [0], [1000]]:
    for name in ["exponential", "gumbel", "laplace", "logistic", "cauchy", "maxwell", "rademacher"]:
        case(name, BASE, shape)
    case("truncatedNormal", BASE, -2, 2, shape); case("truncatedNormal", BASE, 0.5, 3, shape); case("gumbel", BASE, shape, mode="high"); case("gumbel", BASE, shape, mode="highest")
    case("bernoulli", BASE, 0.3, shape); case("bernoulli", BASE, shape=shape); case("bernoulli", BASE, 1e-3, shape, "high")
    case("pareto", BASE, 2.5, shape); case("rayleigh", BASE, 1.5, shape); case("lognormal", BASE, 0.5, shape); case("lognormal", BASE, shape=shape)
    case("weibullMin", BASE, 2.0, 1.5, shape); case("triangular", BASE, 0.0, 1.0, 4.0, shape); case("geometric", BASE, 0.1, shape); case("wald", BASE, 2.0, shape)
for name in ["exponential", "gumbel", "laplace", "logistic", "cauchy", "maxwell", "rademacher"]:
    case(name, BASE, [100], "float16")
case("rademacher", BASE, [9], "uint32"); case("doubleSidedMaxwell", BASE, 0.5, 2.0, [20]); case("doubleSidedMaxwell", BASE, f(0, 1), 2.0); case("truncatedNormal", BASE, f(-1, 0), f(1, 3))
case("bernoulli", BASE, f(0.1, 0.5, 0.9)); case("bernoulli", BASE, f(0.1, 0.5, 0.9), [2, 3]); case("pareto", BASE, f(1, 2, 3)); case("rayleigh", BASE, f(1, 2), [3, 2]); case("geometric", BASE, f(0.2, 0.7), [3, 2], "uint32")
for n in [0, 1, 2, 10, 100, 2000]:
    case("permutation", BASE, n)
m = jnp.arange(12, dtype=jnp.float32).reshape(3, 4)
case("permutation", BASE, f(3, 1, 4, 1, 5)); case("permutation", BASE, m); case("permutation", BASE, m, 1); case("permutation", BASE, m, axis=1, independent=True); case("permutation", BASE, m, -1)
case("choice", BASE, 5); case("choice", BASE, 5, [3, 2]); case("choice", BASE, 20, [7], False); case("choice", BASE, f(1, 2, 3), [5]); case("choice", BASE, m, [2], axis=1); case("choice", BASE, m, [2], False); case("choice", BASE, m, [3], False, axis=1)
case("choice", BASE, 4, [50], p=f(0.1, 0.2, 0.3, 0.4)); case("choice", BASE, 4, [3], False, f(0.1, 0.2, 0.3, 0.4)); case("choice", BASE, f(1, 2, 3, 4), [2, 2], p=f(1, 0, 0, 1)); case("choice", BASE, 0, [0]); case("choice", BASE, m, [0], axis=1)
case("categorical", BASE, f(0, 1, 2)); case("categorical", BASE, f(0, 1, 2), shape=[50]); case("categorical", BASE, m); case("categorical", BASE, m, 0); case("categorical", BASE, m, shape=[5, 3]); case("categorical", BASE, m, axis=0, shape=[2, 4])
case("categorical", BASE, f(0, 1, 2, 3), shape=[3], replace=False); case("categorical", BASE, m, shape=[2, 3], replace=False); case("categorical", BASE, m, shape=[50, 3], mode="high")

# What is refused, and how.
MANY = ["key", 0]
case("split", BASE, [2, 3]); case("foldIn", BASE, i(0, 1)); case("foldIn", BASE, -1); case("foldIn", BASE, 2**32); case("foldIn", BASE, 1.5)
case("normal", BASE, [3], "int32"); case("uniform", BASE, [3], "int32"); case("bits", BASE, [3], "int32"); case("randint", BASE, [3], 0, 5, "float32"); case("randint", BASE, [3], i(0, 0), 5)
case("uniform", BASE, [3], minval=f(0, 0)); case("bernoulli", BASE, i(1)[0]); case("bernoulli", BASE, 0.5, [2], "x"); case("bernoulli", BASE, f(0.1, 0.2), [3]); case("bernoulli", BASE, f(0.1, 0.2), [2, 1])
case("permutation", BASE, 1.5); case("permutation", BASE, 5, 1); case("permutation", BASE, m, 3); case("choice", BASE, 5, 3); case("choice", BASE, 0, [3]); case("choice", BASE, 3, [5], False); case("choice", BASE, 3, [2], p=f(1, 1))
case("categorical", BASE, m, shape=[5, 3], replace=False); case("gumbel", BASE, [2], mode="x"); case("truncatedNormal", BASE, -1, 1, [2], "int32"); case("exponential", BASE, [2], "int32"); case("geometric", BASE, 0.5, [3], "float32")
case("pareto", BASE, f(1, 1), [3]); case("pareto", BASE, f(1, 1), [2], "float16"); case("lognormal", BASE, 1.0, [2], "int32"); case("triangular", BASE, f(0, 0), 1.0, 2.0, [3])

print("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]")
