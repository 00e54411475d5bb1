import jax
import jax.numpy as jnp


@jax.custom_vjp
def f(x, y):
    return jnp.sin(x) * y


def f_fwd(x, y):
    return f(x, y), (jnp.cos(x), jnp.sin(x), y)


def f_bwd(res, g):
    cos_x, sin_x, y = res
    return cos_x * g * y, sin_x * g


f.defvjp(f_fwd, f_bwd)
print(f(2.0, 3.0), jax.grad(f)(2.0, 3.0), jax.grad(f, (0, 1))(2.0, 3.0))
print(jax.value_and_grad(f)(2.0, 3.0))
y, pullback = jax.vjp(f, 2.0, 3.0)
print(y, pullback(1.0), pullback(2.0))
print(jax.vmap(jax.grad(f), (0, None))(jnp.arange(3.0), 2.0).round(4))
print(jax.jit(jax.grad(f))(2.0, 3.0))
print(jax.grad(jax.grad(f))(2.0, 3.0).round(5))
print(jax.jacrev(lambda x: f(x, x))(jnp.array([1.0, 2.0])).round(4))
try:
    jax.jvp(f, (2.0, 3.0), (1.0, 1.0))
except TypeError as error:
    print(error)
try:
    jax.jacfwd(f)(2.0, 3.0)
except TypeError as error:
    print(error)
print(jax.make_jaxpr(f)(1.0, 2.0))
