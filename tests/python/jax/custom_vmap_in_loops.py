"""Rules of batching are for vmap: turns of a loop, taken at once or not, run the function."""
import jax
import jax.numpy as jnp
from jax import lax
from jax.custom_batching import custom_vmap, sequential_vmap


@custom_vmap
def f(x):
    return x * 2


@f.def_vmap
def rule(axis_size, in_batched, x):
    return x * 100, in_batched[0]


xs = jnp.arange(3.0)
print(lax.map(f, xs), jax.jit(lambda v: lax.map(f, v))(xs), lax.map(jax.jit(f), xs))
print(lax.scan(lambda c, x: (c + f(x), f(x)), 0.0, xs), lax.fori_loop(0, 3, lambda i, c: f(c), 1.0))
print(jax.vmap(lambda v: lax.map(f, v))(jnp.ones((2, 3))), jax.vmap(f)(xs), jax.jit(jax.vmap(f))(xs))


@sequential_vmap
def one_by_one(x, y):
    print("traced with", x.shape, y.shape)
    return {"sum": x.sum() * y, "both": (x, y)}


print(jax.vmap(one_by_one, (0, None))(jnp.arange(6.0).reshape(3, 2), 2.0))
print(jax.vmap(jax.vmap(one_by_one))(jnp.arange(4.0).reshape(2, 2, 1), jnp.ones((2, 2))))
