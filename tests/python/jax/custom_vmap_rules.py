import jax
import jax.numpy as jnp
from jax.custom_batching import custom_vmap, sequential_vmap


@custom_vmap
def f(x, y):
    return x * y


@f.def_vmap
def f_rule(axis_size, in_batched, x, y):
    print("batched", axis_size, in_batched, jnp.shape(x), jnp.shape(y))
    return x * y + 100, in_batched[0] or in_batched[1]


print(f(2.0, 3.0), jax.vmap(f, (0, None))(jnp.arange(3.0), 2.0))
print(jax.vmap(f)(jnp.arange(3.0), jnp.ones(3)), jax.jit(jax.vmap(f, (None, 0)))(2.0, jnp.arange(2.0)))


@custom_vmap
def tree(p):
    return {"s": p["a"] + p["b"]}


@tree.def_vmap
def tree_rule(axis_size, in_batched, p):
    print(in_batched)
    return {"s": p["a"] - p["b"]}, [{"s": True}][0]


print(jax.vmap(tree, ({"a": 0, "b": None},))({"a": jnp.arange(2.0), "b": 1.0}))


@sequential_vmap
def one_by_one(x):
    print("traced with", x.shape)
    return jnp.sum(x) * 2


print(jax.vmap(one_by_one)(jnp.arange(6.0).reshape(3, 2)))


@custom_vmap
def ruleless(x):
    return x


try:
    jax.vmap(ruleless)(jnp.ones(2))
except Exception as error:
    print(type(error).__name__, error)
