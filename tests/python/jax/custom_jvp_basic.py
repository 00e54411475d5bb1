import jax
import jax.numpy as jnp


@jax.custom_jvp
def f(x, y):
    return jnp.sin(x) * y


@f.defjvp
def f_jvp(primals, tangents):
    x, y = primals
    dx, dy = tangents
    return f(x, y), jnp.cos(x) * dx * y + jnp.sin(x) * dy


print(f(1.0, 2.0))
print(jax.jvp(f, (1.0, 2.0), (1.0, 0.0)))
print(jax.grad(f, argnums=(0, 1))(1.0, 2.0))
print(jax.vmap(f, (0, None))(jnp.arange(3.0), 2.0).round(4))
print(jax.jit(jax.vmap(jax.grad(f), (0, None)))(jnp.arange(3.0), 2.0).round(4))
print(jax.hessian(f, argnums=0)(1.0, 2.0).round(4), jax.grad(jax.grad(f), 1)(1.0, 2.0).round(4))
print(f.__name__, f.jvp is not None, callable(f))
print(jax.make_jaxpr(f)(1.0, 2.0))
print(jax.make_jaxpr(jax.grad(f))(1.0, 2.0))
