import jax
import jax.numpy as jnp


@jax.custom_vjp
def f(x):
    return x**2


f.defvjp(lambda x: (x**2, x), lambda x, g: (3.0 * x * g,))
batch = jnp.arange(6.0).reshape(2, 3)
print(jax.vmap(jax.vmap(jax.grad(f)))(batch))
print(jax.jit(lambda xs: jax.grad(lambda v: jax.vmap(f)(v).sum())(xs))(jnp.arange(3.0)))
print(jax.grad(lambda x: jax.jit(f)(x) + f(2 * x))(1.0))
print(jax.vmap(lambda x, y: jax.vjp(f, x)[1](y)[0])(jnp.arange(3.0), jnp.array([1.0, 2.0, 3.0])))
print(jax.jacrev(jax.vmap(f))(jnp.arange(3.0)))
print(jax.grad(lambda x: jax.lax.map(f, x).sum())(jnp.arange(3.0)))
print(jax.grad(lambda x: jax.lax.scan(lambda c, v: (c + f(v), None), 0.0, x)[0])(jnp.arange(3.0)))
print(jax.make_jaxpr(jax.grad(f))(2.0))
print(jax.make_jaxpr(jax.vmap(f))(jnp.ones(2)))
g = jax.custom_vjp(lambda x, y: (x * y, x + y))
g.defvjp(lambda x, y: ((x * y, x + y), (x, y)), lambda r, ct: (ct[0] * r[1] + ct[1], ct[0] * r[0] + ct[1]))
out, back = jax.vjp(g, 2.0, 3.0)
print(out, back((1.0, 0.0)), back((0.0, 1.0)), jax.jacrev(g, (0, 1))(2.0, 3.0))
