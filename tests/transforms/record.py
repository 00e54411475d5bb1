"""Writes into samples/*.txt what JAX logs and gives for their cases: python record.py (with jax 0.10.2 installed).

A case is a title, the body of a function in JavaScript, the same in Python, and what JAX says: first the lines that were
logged, then the result, one element of a list a line; or the error.
"""

import pathlib
import re
import sys
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jax import (
    ShapeDtypeStruct, checkpoint, checkpoint_policies, closure_convert, custom_gradient, custom_jvp, custom_vjp,
    eval_shape, grad, hessian, jacfwd, jacrev, jit, jvp, lax, linear_transpose, linearize, make_jaxpr, value_and_grad,
    vjp, vmap,
)
from jax.custom_batching import custom_vmap, sequential_vmap
from jax.custom_derivatives import SymbolicZero, custom_vjp_primal_tree_values
from jax.lax import stop_gradient

sys.setrecursionlimit(10000)


def show(x):
    if isinstance(x, (float, int)) and not isinstance(x, bool):
        x = jnp.asarray(float(x))
    if isinstance(x, (jax.Array, np.ndarray)):
        return re.sub(r"\n\s*", " ", repr(x))
    if isinstance(x, (list, tuple)):
        return "[" + ", ".join(map(show, x)) + "]"
    if isinstance(x, dict):
        return "{" + ", ".join(f"{k}: {show(x[k])}" for k in sorted(x)) + "}"
    return str(x)


def recorded(python):
    lines = []
    scope = dict(globals(), log=lambda x: lines.append("log " + re.sub(r"\n\s*", " ", str(x))))
    body = "".join(f"\n  {line}" for line in python.split("\n"))
    try:
        exec(f"def case():{body}", scope)
        result = scope["case"]()
        lines += map(show, result) if isinstance(result, (list, tuple)) else [show(result)]
    except Exception as error:
        lines.append(f"{type(error).__name__}: {' '.join(str(error).split())}")
    return "\n".join(lines)


def again(case):
    title_and_code, _ = re.split(r"^==$", case, maxsplit=1, flags=re.M)
    python = re.split(r"^--$", title_and_code, flags=re.M)[1].strip("\n")
    return f"{title_and_code}==\n{recorded(python)}\n\n"


for path in sorted((pathlib.Path(__file__).parent / "samples").glob("*.txt")):
    cases = path.read_text().split("## ")[1:]
    path.write_text("".join("## " + again(case) for case in cases).rstrip("\n") + "\n")
