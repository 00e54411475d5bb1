import jax
import jax.numpy as jnp
from functools import partial


def newton(f, x, steps=12):
    for _ in range(steps):
        x = x - f(x) / jax.grad(f)(x)
    return x


@partial(jax.custom_jvp, nondiff_argnums=(0,))
def root(f, theta):
    return newton(lambda x: f(x, theta), 1.0)


@root.defjvp
def root_jvp(f, primals, tangents):
    (theta,), (dtheta,) = primals, tangents
    x = root(f, theta)
    fx, ft = jax.grad(f, (0, 1))(x, theta)
    return x, -ft / fx * dtheta


kepler = lambda E, e: E - e * jnp.sin(E) - 1.0
square = lambda x, a: x**2 - a
print(root(square, 2.0).round(5), jax.grad(root, 1)(square, 2.0).round(5))
print(jax.grad(jax.grad(root, 1), 1)(square, 2.0).round(4))
print(root(kepler, 0.3).round(5), jax.grad(root, 1)(kepler, 0.3).round(5))
h = 1e-2
print(((root(kepler, 0.3 + h) - root(kepler, 0.3 - h)) / (2 * h)).round(3))
print(jax.vmap(jax.grad(partial(root, square)))(jnp.array([1.0, 4.0, 9.0])).round(5))
