import jax
import jax.numpy as jnp
from jax import lax

x = jnp.array([1.0, 2.0, 3.0, 4.0])
print(lax.map(lambda v: v**2, x), lax.map(lambda p: p[0] + p[1], (x, x)))
print(lax.map(lambda r: {"s": r.sum()}, jnp.ones((2, 3))), lax.map(lambda v: v * 2, x, batch_size=2))
print(jax.grad(lambda x: lax.map(jnp.sin, x).sum())(x).round(4))
print(lax.associative_scan(jnp.add, x), lax.associative_scan(jnp.multiply, x, reverse=True))
print(lax.associative_scan(jnp.maximum, jnp.array([1, 3, 2, 5])))
print(lax.associative_scan(jnp.add, jnp.ones((3, 2)), axis=0))
print(lax.associative_scan(jnp.matmul, jnp.stack([jnp.eye(2) * 2] * 3))[2])
compose = lambda f, g: (f[0] * g[0], f[1] * g[0] + g[1])
a, b = lax.associative_scan(compose, (jnp.array([0.5, 0.5, 0.5]), jnp.array([1.0, 2.0, 3.0])))
print(a, b, jax.grad(lambda x: lax.associative_scan(jnp.multiply, x)[-1])(x))
print(lax.cumsum(x), lax.cumprod(x), lax.cummax(x), lax.cummin(-x))
print(jax.vmap(lambda r: lax.map(jnp.cos, r))(jnp.zeros((2, 2))))
