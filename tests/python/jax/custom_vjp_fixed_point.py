from functools import partial

import jax
import jax.numpy as jnp
from jax import lax


@partial(jax.custom_vjp, nondiff_argnums=(0,))
def fixed_point(f, a, x_guess):
    def cond_fun(carry):
        x_prev, x = carry
        return jnp.abs(x_prev - x) > 1e-6

    def body_fun(carry):
        _, x = carry
        return x, f(a, x)

    _, x_star = lax.while_loop(cond_fun, body_fun, (x_guess, f(a, x_guess)))
    return x_star


def fixed_point_fwd(f, a, x_init):
    x_star = fixed_point(f, a, x_init)
    return x_star, (a, x_star)


def fixed_point_rev(f, res, x_star_bar):
    a, x_star = res
    _, vjp_a = jax.vjp(lambda a: f(a, x_star), a)
    (a_bar,) = vjp_a(fixed_point(partial(rev_iter, f), (a, x_star, x_star_bar), x_star_bar))
    return a_bar, jnp.zeros_like(x_star)


def rev_iter(f, packed, u):
    a, x_star, x_star_bar = packed
    _, vjp_x = jax.vjp(lambda x: f(a, x), x_star)
    return x_star_bar + vjp_x(u)[0]


fixed_point.defvjp(fixed_point_fwd, fixed_point_rev)
cube_root = lambda a: fixed_point(lambda a, x: (2 * x + a / x**2) / 3, a, a)
cosine = lambda a: fixed_point(lambda a, x: jnp.cos(a * x), a, 0.5)
print(cube_root(8.0).round(5), jax.grad(cube_root)(8.0).round(5), jax.grad(jax.grad(cube_root))(8.0).round(5))
print(cosine(1.0).round(5), jax.grad(cosine)(1.0).round(4))
print(jax.jit(jax.vmap(jax.grad(cube_root)))(jnp.array([1.0, 8.0, 27.0])).round(5))
x = cosine(1.0)
print((-x * jnp.sin(x) / (1 + jnp.sin(x))).round(4))
