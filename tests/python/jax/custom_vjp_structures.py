from typing import NamedTuple

import jax
import jax.numpy as jnp


class Params(NamedTuple):
    w: jax.Array
    b: jax.Array


@jax.custom_vjp
def layer(params, x):
    return {"out": params.w @ x + params.b, "norm": jnp.sum(x**2)}


def fwd(params, x):
    return layer(params, x), {"params": params, "x": x}


def bwd(res, g):
    print("cotangent of out", g["out"].shape, "norm", g["norm"])
    x = res["x"]
    return Params(jnp.outer(g["out"], x), g["out"]), res["params"].w.T @ g["out"] + 2 * x * g["norm"]


layer.defvjp(fwd, bwd)
p = Params(jnp.arange(6.0).reshape(2, 3), jnp.ones(2))
x = jnp.array([1.0, -1.0, 2.0])
print(layer(p, x))
print(jax.grad(lambda p: layer(p, x)["out"].sum())(p))
print(jax.grad(lambda x: layer(p, x)["norm"] + layer(p, x)["out"][0])(x))


@jax.custom_vjp
def with_none(x, n, flag):
    return x * n


with_none.defvjp(lambda x, n, flag: (x * n, n), lambda n, g: (g * n, None, None))
print(jax.grad(with_none)(2.0, 3.0, 1), jax.grad(with_none, (0, 1))(2.0, 3.0, 1))


@jax.custom_vjp
def no_residuals(x):
    return x + 1


no_residuals.defvjp(lambda x: (x + 1, None), lambda _, g: (5.0 * g,))
print(jax.grad(no_residuals)(1.0), jax.vmap(jax.grad(no_residuals))(jnp.ones(2)))
lists = jax.custom_vjp(lambda xs: sum(xs))
lists.defvjp(lambda xs: (sum(xs), len(xs)), lambda n, g: ([g * i for i in range(n)],))
print(jax.grad(lists)([1.0, 2.0, 3.0]))
