"""Writes into samples/*.txt what JAX prints for their functions: python record.py (with jax 0.10.2 installed).

What a library function does stands in our programs where it is called, and not in a call of its own
(docs/decisions/0008): so JAX is asked with jit disabled, unless the sample has a jit itself, or a loop, which Python would run.
"""

import pathlib
import re

import jax
import jax.numpy as jnp
import numpy
from jax import lax

numpy.set_printoptions(legacy="1.25")  # 1 instead of np.int64(1)

dtypes = {"f32": jnp.float32, "f16": jnp.float16, "i32": jnp.int32, "u32": jnp.uint32, "bool": bool}


def named(name, f):
    f.__name__ = f.__qualname__ = name
    return f


def custom_jvp(name, f, rule_name, rule):
    g = jax.custom_jvp(named(name, f))
    g.defjvp(named(rule_name, rule))
    return g


def custom_vjp(name, f, fwd_name, fwd, bwd_name, bwd):
    g = jax.custom_vjp(named(name, f))
    g.defvjp(named(fwd_name, fwd), named(bwd_name, bwd))
    return g


def custom_vmap(name, f, rule_name, rule):
    g = jax.custom_batching.custom_vmap(named(name, f))
    g.def_vmap(named(rule_name, rule))
    return g


def total(xs):
    first, *others = xs
    return sum(others, first)


def argument(text):
    if text.startswith("{"):
        return {key: argument(value) for key, value in re.findall(r"(\w+):(\w+\[[\d,]*\])", text)}
    array = re.match(r"(\w+)\[([\d,]*)\]$", text)
    return jnp.zeros([int(d) for d in array[2].split(",") if d], dtypes[array[1]]) if array else float(text)


def printed(header):
    lines = dict(line.split(": ", 1) for line in header.split("\n"))
    args = [argument(text) for text in lines.get("args", "").split()]
    program = lambda: re.sub(" at 0x\\w+", "", str(jax.make_jaxpr(eval(lines["jax"], globals()))(*args)))
    if re.search(r"jit\(|lax\.(while_loop|fori_loop|scan|cond|switch|map)\(", lines["jax"]):
        return program()
    with jax.disable_jit():
        return program()


def recorded(block):
    header, start, texts = re.match(r"(.*?\n)(\{|let )(.*)$", block + "\n", re.S).groups()
    ours = (start + texts).rstrip("\n").split("\n---\n")[1:]
    return "\n---\n".join([header + printed(header.strip()), *ours])


for path in sorted((pathlib.Path(__file__).parent / "samples").glob("*.txt")):
    path.write_text("\n\n".join(recorded(block) for block in path.read_text().strip().split("\n\n")) + "\n")
