"""sequential_vmap, and rules of custom_vmap in loops and branches."""
import jax
import jax.numpy as jnp
from jax import lax
from jax.custom_batching import custom_vmap, sequential_vmap


@sequential_vmap
def both(x, y):
    return x + 1, y * x


xs, ys = jnp.arange(3.0), 2 * jnp.arange(3.0)
print(jax.vmap(both)(xs, ys))
print(jax.vmap(both, in_axes=(0, None))(xs, 2.0))
print(jax.jit(jax.vmap(both, in_axes=(None, 0)))(2.0, ys))
print(jax.vmap(jax.vmap(both))(jnp.stack([xs, ys]), jnp.stack([ys, xs])))
print(jax.vmap(jax.vmap(both, (0, None)), (None, 0))(xs, ys))
print(jax.jvp(jax.vmap(both), (xs, ys), (xs, ys)))
print("scan" in str(jax.make_jaxpr(jax.vmap(both))(xs, ys)))


@sequential_vmap
def countdown(n, x):
    return lax.while_loop(lambda c: c[0] < n, lambda c: (c[0] + 1, c[1] / 2 + x), (0, x))


print(jax.vmap(countdown)(jnp.array([1, 5, 3]), xs))
print(jax.jit(jax.vmap(countdown, in_axes=(0, None)))(jnp.array([1, 5, 3]), 1.0))


@sequential_vmap
def of_trees(tree):
    return {"sum": tree["x"].sum(), "rest": (tree["y"], tree["x"] @ tree["y"])}


print(jax.vmap(of_trees, in_axes=({"x": 1, "y": None},))({"x": jnp.arange(6.0).reshape(3, 2), "y": xs}))


@custom_vmap
def marked(x):
    return x + 1


@marked.def_vmap
def marked_rule(size, is_batched, x):
    return x * 100, True


print(marked(1.0), jax.vmap(marked)(xs))
print(lax.map(marked, xs), jax.jit(lambda xs: lax.map(marked, xs))(xs))
print(jax.jit(lambda xs: lax.scan(lambda c, x: (c + marked(x), marked(x)), 0.0, xs))(xs))
print(jax.vmap(lambda x: lax.fori_loop(0, 2, lambda i, v: marked(v), x))(xs))
print(jax.jit(jax.vmap(lambda x: lax.fori_loop(0, 2, lambda i, v: marked(v), x)))(xs))
print(jax.vmap(lambda x: lax.while_loop(lambda v: v < 500, lambda v: marked(v) + 1, x))(xs + 1))
print(jax.vmap(lambda x: lax.cond(x > 0, marked, lambda x: x, x))(xs))
print(jax.vmap(lambda xs: lax.map(marked, xs))(jnp.stack([xs, ys])))
print(lax.map(jax.vmap(marked), jnp.stack([xs, ys])))
print(lax.map(lambda x: x * 2, xs, batch_size=2), lax.map(marked, jnp.arange(5.0), batch_size=2))
print(lax.map(lambda t: t[0] * t[1], (xs, ys), batch_size=3), lax.map(marked, xs, batch_size=10))
print(jax.jit(lambda xs: lax.map(lambda x: {"y": x, "z": (x + 1, -x)}, xs, batch_size=2))(xs))
