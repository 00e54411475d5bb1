"""Writes samples/arrays.json, how NumPy and JAX print random arrays: python record.py (with jax 0.10.2 installed)."""

import json
import math
import pathlib

import jax.numpy as jnp
import numpy as np
from jax._src.lax.lax import _convert_element_type

random = np.random.default_rng(7)
dtypes = ["float32", "float16", "float64", "int32", "uint32", "int64", "bool"]
shapes = [(), (1,), (2,), (3,), (5,), (11,), (30,), (2, 3), (4, 1), (3, 9), (2, 2, 2), (1, 3, 2), (2, 1, 2, 2)]
empty = [(0,), (0, 3), (2, 0), (1, 0, 2)]
variants = [
    {},
    {"precision": 3},
    {"precision": 0},
    {"precision": 12},
    {"suppress": True},
    {"suppress": True, "precision": 4},
    {"linewidth": 40},
    {"linewidth": 120},
    {"threshold": 5},
    {"threshold": 4, "edgeitems": 1},
    {"threshold": 8, "edgeitems": 2, "precision": 2, "linewidth": 30},
]


def floats(size):
    kind = random.integers(9)
    normal = random.standard_normal(size)
    if kind == 0:
        return normal
    if kind == 1:
        return np.round(normal * 10)
    if kind == 2:
        return normal * 10.0 ** random.integers(-9, 9, size)
    if kind == 3:
        return normal * 10.0 ** random.integers(-2, 2, size)
    if kind == 4:
        return np.round(normal * 16) / 8
    if kind == 5:
        return normal * 10.0 ** random.integers(-45, 38)
    if kind == 6:
        special = [math.nan, math.inf, -math.inf, -0.0, 0.0, 1e-10, 5e-9, 1.5e-8, 0.5, 2.5, 1e16, 123456.7]
        return random.choice(special, size)
    if kind == 7:
        return random.integers(0, 10**9, size) / 10.0 ** random.integers(0, 12)
    return np.round(normal, 2)


def values(dtype, size):
    with np.errstate(over="ignore"):
        if dtype == "bool":
            return random.integers(0, 2, size).astype(bool)
        if dtype.startswith("float"):
            return floats(size).astype(dtype)
        bound = {"int32": 2**31 - 1, "uint32": 2**32 - 1, "int64": 2**62}[dtype]
        high = min(bound, 10 ** int(random.integers(1, 19)))
        return random.integers(0 if dtype == "uint32" else -high, high, size).astype(dtype)


def listed(x):
    def number(v):
        if isinstance(v, float) and (not math.isfinite(v) or (v == 0 and math.copysign(1, v) < 0)):
            return {"nan": "nan", "inf": "inf", "-inf": "-inf"}.get(str(v), "-0")
        return str(v) if x.dtype == np.int64 else int(v) if x.dtype == bool else v

    return [number(v) for v in x.ravel().tolist()]


def printed(x, options, elements):
    texts = {"dtype": str(x.dtype), "shape": list(x.shape), "values": elements, "options": options}
    with np.printoptions(**options):
        texts.update(str=str(x), repr=repr(x))
        if x.dtype.name not in ("float64", "int64"):
            texts["jax"] = repr(jnp.asarray(x))
        if x.dtype.name in ("float32", "int32"):
            texts["weak"] = repr(_convert_element_type(jnp.asarray(x), weak_type=True))
    if x.size == 1:
        texts["scalar"] = repr(x.ravel()[0])
    return texts


def counted(dtype, shape):
    """Element i is ((i * 7919) mod 2003 - 1001) / 16, without the division for integers, and whether that is odd."""
    q = np.arange(math.prod(shape)) * 7919 % 2003 - 1001
    return (q % 2 == 1 if dtype == "bool" else q / 16 if dtype.startswith("float") else q).astype(dtype).reshape(shape)


records = []
for dtype in dtypes:
    for i in range(110 if dtype.startswith("float") else 30):
        shape = shapes[random.integers(len(shapes))]
        x = values(dtype, math.prod(shape)).reshape(shape)
        records.append(printed(x, variants[i % len(variants)], listed(x)))
    records.extend(printed(np.zeros(shape, dtype), {}, []) for shape in empty)
    if dtype == "uint32":
        continue
    for shape in [(1001,), (2000,), (40, 30), (7, 200), (300, 5), (12, 10, 11), (3, 400), (2, 3, 300), (1500, 1)]:
        for options in [{}, {"edgeitems": 2, "linewidth": 50}]:
            records.append(printed(counted(dtype, shape), options, None))
path = pathlib.Path(__file__).parent / "samples" / "arrays.json"
path.write_text("[\n" + ",\n".join(json.dumps(record) for record in records) + "\n]\n")
