import jax
import jax.numpy as jnp

for value in (1, 1.0, True, jnp.float32(1), jnp.asarray(1), jnp.asarray(1.0), jnp.array([1.0]), jnp.int32(1)):
    x = jnp.asarray(value)
    print(type(value).__name__, repr(x), x.dtype, x.weak_type, repr(x + 1), repr(x * 2.0))
    print((x + jnp.ones(1, jnp.float16)).dtype)
print(repr(jax.jit(lambda x: x)(1.0)), repr(jax.jit(lambda x: x * 2)(jnp.float32(1))))
print(repr(jax.grad(lambda x: x**2)(3.0)), repr(jax.grad(lambda x: x**2)(jnp.float32(3.0))))
print(repr(jax.vmap(lambda x: x)(jnp.ones(1))), repr(jnp.sin(1.0)), repr(jnp.sin(jnp.float32(1.0))))
print(repr(jnp.where(True, 1.0, 2.0)), repr(jnp.where(True, 1.0, jnp.float32(2))))
print(repr(jnp.maximum(1.0, jnp.int32(2))))
print(repr(jnp.sum(jnp.asarray(1.0))), repr(jnp.asarray(1.0).astype(jnp.float32)), repr(jnp.asarray(1.0).reshape(1)))
print(repr(jnp.stack([1.0, 2.0])), repr(jnp.zeros_like(1.0)), repr(jnp.ones_like(jnp.asarray(2))))
print(repr(jax.lax.add(1.0, 2.0)), repr(jnp.add(1, 2.5)), repr(jnp.int8(1) + 1.5), repr(-jnp.asarray(1)))
print(repr(jnp.asarray(1) / 2))
print(jax.make_jaxpr(lambda x: x + 1)(1.0), jax.make_jaxpr(lambda x: x + 1)(jnp.float32(1.0)))
print(jax.make_jaxpr(lambda x: x * 2.5)(3), jax.typeof(jnp.asarray(1.0)))
