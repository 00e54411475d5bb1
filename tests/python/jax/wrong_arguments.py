"""Calls that do not fit the signatures of JAX's functions."""

import jax
import jax.numpy as jnp
from jax import lax


def says(f):
    try:
        f()
    except TypeError as e:
        print(e)


says(lambda: jax.grad())
says(lambda: jax.grad(jnp.sin, has=2))
says(lambda: jax.grad(jnp.sin, 0, False, 1, 2, 3, 4))
says(lambda: jax.vjp(jnp.sin, 1.0, has=2))
says(lambda: jax.jvp(jnp.sin, (1.0,)))
says(lambda: lax.scan(lambda c, x: c))
says(lambda: lax.scan())
says(lambda: lax.scan(1, 2, 3, 4, 5, 6, 7, 8))
says(lambda: lax.scan(1, 2, f=3))
says(lambda: lax.cond())
says(lambda: lax.fori_loop(0, 3, lambda i, c: c, 0, 1))
says(lambda: lax.while_loop(init=3))
says(lambda: lax.map(lambda x: x, jnp.ones(2), 3))
says(lambda: lax.custom_root(1))
says(lambda: jax.tree.map(lambda x: x))
says(lambda: jnp.sum())
