# Side effects, out-of-bounds reads, copies and other edges that newcomers meet.
import jax
import jax.numpy as jnp
import numpy as np

total = 0


def impure(x):
    print("runs while tracing")
    return x + total


jitted = jax.jit(impure)
print(jitted(4.0))
total = 10
print(jitted(5.0), jitted(jnp.array([1.0])))
a = jnp.zeros((3, 3))
try:
    a[1, :] = 1.0
except TypeError as error:
    print(error)
print(a.at[1, :].set(1.0).sum(), a.sum(), jnp.arange(10)[11], jnp.arange(10).at[11].add(5).sum())
b = a
a = a.at[0].add(1)
print(a is b, b[0, 0], np.sum([1, 2, 3]))
try:
    jnp.sum([1, 2, 3])
except TypeError as error:
    print(str(error).splitlines()[0])
iterator = iter(range(10))
print(jax.lax.fori_loop(0, 3, lambda i, x: x + next(iterator), 0), jax.jit(lambda x: x + next(iterator))(0))
print(jnp.arange(3, dtype=jnp.float32) / 2, jnp.float32(1e-40), jnp.int32(2147483647) + 1)
print(jnp.uint8(255) + jnp.uint8(1), jnp.add(1, 1.0), jnp.array(1e40))
x = np.zeros(2)
y = jnp.asarray(x.copy())
x[0] = 1
print(x, y, jax.jit(lambda v: v.at[0].set(9))(y), y)
key = jax.random.PRNGKey(0)
print(jax.random.normal(key, ()) == jax.random.normal(key, ()))
print(jax.random.uniform(jax.random.split(key)[0]) == jax.random.uniform(key))
