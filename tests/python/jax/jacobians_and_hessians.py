import jax
import jax.numpy as jnp

f = lambda x: jnp.array([x[0] ** 2, x[0] * x[1], jnp.sin(x[1])])
x = jnp.array([1.0, 2.0])
print(jax.jacfwd(f)(x).round(4))
print(jnp.allclose(jax.jacfwd(f)(x), jax.jacrev(f)(x)), jax.jacrev(f)(x).shape)
print(jax.hessian(lambda x: jnp.sum(x**2 * jnp.roll(x, 1)))(jnp.arange(3.0)))
print(jax.jacfwd(lambda a, b: a * b, argnums=(0, 1))(x, 2 * x))
print(jax.jacrev(lambda d: {"y": d["u"] * 2, "z": d["v"].sum()})({"u": 1.0, "v": x}))
print(jax.hessian(lambda p: p["a"] ** 2 * p["b"])({"a": 2.0, "b": 3.0}))
print(jax.jacfwd(jax.jacrev(lambda m: jnp.trace(m @ m)))(jnp.eye(2)).shape)
print(jax.jacfwd(lambda x: x.reshape(2, 2) * 2)(jnp.ones(4)).shape)
print(jax.jacfwd(lambda x: (x**2, x), has_aux=True)(x), jax.jacrev(lambda x: (x**2, "aux"), has_aux=True)(3.0))
laplacian = lambda f: lambda x: jnp.trace(jax.hessian(f)(x))
print(laplacian(lambda x: jnp.sum(x**2))(jnp.ones(3)), laplacian(lambda x: x[0] ** 3 * x[1])(x))
divergence = lambda v: lambda x: jnp.trace(jax.jacobian(v)(x))
print(divergence(lambda x: x * jnp.array([1.0, 2.0]))(x))
print(jax.vmap(jax.hessian(lambda x: jnp.cos(x)))(jnp.array([0.0, 1.0])).round(4))
