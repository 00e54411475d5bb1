import jax
import jax.numpy as jnp


@jax.custom_gradient
def f(x):
    return x**2, lambda g: (g * x,)


print(f(3.0), jax.grad(f)(3.0))


@jax.custom_gradient
def g(x, y):
    return x * y, lambda ct: (ct * y * 10, ct * x * 100)


print(g(2.0, 3.0), jax.grad(g, (0, 1))(2.0, 3.0), jax.vmap(jax.grad(g), (0, None))(jnp.arange(2.0), 4.0))


@jax.custom_gradient
def log1pexp(x):
    e = jnp.exp(x)
    return jnp.log(1 + e), lambda ct: ct * (1 - 1 / (1 + e))


print(jax.grad(log1pexp)(100.0), jax.jit(jax.grad(log1pexp))(0.0))


def closed(a):
    def minimise(f, x):
        y, consts = jax.closure_convert(f, x)
        return y(x, *consts)

    return minimise(lambda x: a * x**2, 3.0)


print(closed(2.0), jax.grad(closed)(2.0))
