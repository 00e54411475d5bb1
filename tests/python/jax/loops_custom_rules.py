import jax
import jax.numpy as jnp
from jax import lax


@jax.custom_jvp
def sqrt_loop(a):
    return lax.while_loop(lambda x: jnp.abs(x * x - a) > 1e-4 * a, lambda x: 0.5 * (x + a / x), a)


@sqrt_loop.defjvp
def sqrt_jvp(primals, tangents):
    (a,), (t,) = primals, tangents
    x = sqrt_loop(a)
    return x, t / (2 * x)


print(sqrt_loop(9.0).round(3), jax.grad(sqrt_loop)(9.0).round(4), jax.grad(jax.grad(sqrt_loop))(9.0).round(4))
print(jax.jit(jax.vmap(jax.grad(sqrt_loop)))(jnp.array([1.0, 4.0, 16.0])).round(4))


@jax.custom_vjp
def rolled(w, xs):
    return lax.scan(lambda c, x: (jnp.tanh(w * c + x), None), 0.0, xs)[0]


rolled.defvjp(lambda w, xs: (rolled(w, xs), (w, xs)), lambda r, g: (g * r[0], g * r[1]))
xs = jnp.array([0.1, 0.2])
print(jax.grad(rolled, (0, 1))(2.0, xs), jax.vmap(jax.grad(rolled), (0, None))(jnp.array([1.0, 2.0]), xs))
print(lax.scan(lambda c, x: (c + jax.grad(sqrt_loop)(x), None), 0.0, jnp.array([1.0, 4.0]))[0].round(4))


def root(a):
    solve = lambda f, x0: lax.fori_loop(0, 20, lambda i, x: x - f(x) / jax.grad(f)(x), x0)
    return lax.custom_root(lambda x: x**3 - a, 1.0, solve, lambda g, y: y / g(1.0))


print(root(8.0).round(4), jax.grad(root)(8.0).round(4), jax.grad(jax.grad(root))(8.0).round(4))
print(jax.vmap(jax.grad(root))(jnp.array([1.0, 27.0])).round(4))


def linear(b):
    matvec = lambda x: jnp.array([2.0, 4.0]) * x
    return lax.custom_linear_solve(matvec, b, lambda mv, b: b / jnp.array([2.0, 4.0]), symmetric=True)


print(linear(jnp.array([1.0, 1.0])), jax.jacrev(linear)(jnp.array([1.0, 1.0])))
print(jax.jvp(linear, (jnp.ones(2),), (jnp.ones(2),))[1])
