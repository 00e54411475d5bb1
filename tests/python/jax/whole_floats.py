"""A Python float stays one next to ints, whole or not."""

import jax
import jax.numpy as jnp

ints = jnp.arange(3)
for x in [
    ints + 1.0, ints * 2.0, 2.0 * ints, ints - 1.0, ints // 2.0, ints % 2.0, ints**2.0, 2.0**ints,
    jnp.add(1, 1.0), jnp.maximum(ints, 1.0), jnp.where(ints > 1, ints, 0.0), jnp.clip(ints, 0.0, 1.0),
    jnp.array([1, 2.0]), jnp.full(2, 1.0), jnp.int32(1) + 1.0, jnp.float16(1) + 1.0, jnp.bool_(True) + 1.0,
    ints.at[0].set(2), jnp.arange(0.0, 3.0), jnp.arange(3.0), jnp.linspace(0.0, 1.0, 3),
]:
    print(repr(x))
print(ints == 1.0, ints < 1.0, jnp.result_type(1, 1.0), jnp.isclose(ints, 1.0))
print(jax.make_jaxpr(lambda n: n * 2.0)(1))
print(jax.vmap(lambda n: n * 1.0)(ints), jax.jit(lambda n: n + 1.0)(1), jax.grad(lambda x: x**2.0)(3.0))
for index in (1.0, 1.5):
    try:
        ints[index]
    except TypeError as error:
        print(error)
for pair in [(1, 1.0), (jnp.int32(1), 1.0), (jnp.float32(1), 1.0), (jnp.float32(1), 1)]:
    try:
        print(repr(jax.lax.add(*pair)))
    except TypeError as error:
        print(error)

# An array stays an array, whatever it was made of; a number stays a number.
for x in (jnp.array(3.0), jnp.asarray(2), jax.device_put(3.0), 3.0):
    jax.vmap(lambda a, b: print(isinstance(a, jax.Array)) or b, in_axes=(None, 0))(x, jnp.ones(2))
print(jax.jvp(lambda x: x, (jnp.array(3.0),), (jnp.array(1.0),)))
