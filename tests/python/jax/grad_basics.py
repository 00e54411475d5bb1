import jax
import jax.numpy as jnp
from jax import grad

print(grad(lambda x: x**3)(2.0), grad(grad(lambda x: x**3))(2.0), grad(jnp.sin)(0.0), grad(jnp.tanh)(0.0))
f = lambda x, y, z: x * y**2 + jnp.exp(z)
print(grad(f)(1.0, 2.0, 0.0), grad(f, 1)(1.0, 2.0, 0.0), grad(f, argnums=(0, 2))(1.0, 2.0, 0.0))
print(grad(f, argnums=[1])(1.0, 2.0, 0.0), grad(f, argnums=-1)(1.0, 2.0, 0.0))
print(grad(lambda v: jnp.sum(v**2))(jnp.arange(3.0)), grad(lambda m: jnp.sum(m @ m.T))(jnp.ones((2, 2))))
print(jax.value_and_grad(lambda x: (x**2).sum())(jnp.array([1.0, 2.0])))
print(grad(lambda x: (x**2, {"aux": x + 1}), has_aux=True)(3.0))
print(jax.value_and_grad(lambda x, y: (x * y, "text"), argnums=(0, 1), has_aux=True)(2.0, 3.0))
print(grad(lambda p: p["a"] * p["b"][0] + p["b"][1])({"a": 2.0, "b": (3.0, 4.0)}))
print(grad(lambda x: x**2, allow_int=True)(3.0), grad(lambda x, n: x**n)(2.0, 3))
print(grad(lambda x, *, k=2.0: k * x)(1.0, k=5.0))
print(grad(lambda x: jnp.where(x > 0, x**2, -x))(-3.0), grad(jnp.abs)(0.0), grad(lambda x: jnp.maximum(x, 0.0))(0.0))
print(grad(jax.nn.relu)(0.0), grad(jnp.sqrt)(0.0))
print(grad(lambda x: x[0] * x[1] ** 2)([2.0, 3.0]), grad(lambda x: 3.0)(1.0))
print(grad(lambda x: jnp.max(x))(jnp.array([1.0, 3.0, 3.0])), grad(lambda x: jnp.sort(x)[0])(jnp.array([3.0, 1.0])))
x = jnp.array([1.0, 2.0], dtype=jnp.float16)
print(grad(lambda v: v.sum())(x), grad(lambda v: v.astype(jnp.float32).sum())(x).dtype)
