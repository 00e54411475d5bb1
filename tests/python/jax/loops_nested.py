import jax
import jax.numpy as jnp
from jax import lax


def table(n, m):
    def row(i, t):
        return lax.fori_loop(0, m, lambda j, t: t.at[i, j].set(i * 10 + j), t)

    return lax.fori_loop(0, n, row, jnp.zeros((n, m), int))


print(table(3, 4))


def bubble_sort(x):
    n = x.shape[0]

    def inner(j, x):
        a, b = x[j], x[j + 1]
        return x.at[j].set(jnp.minimum(a, b)).at[j + 1].set(jnp.maximum(a, b))

    return lax.fori_loop(0, n - 1, lambda i, x: lax.fori_loop(0, n - 1, inner, x), x)


print(bubble_sort(jnp.array([5, 2, 9, 1, 3])), jax.vmap(bubble_sort)(jnp.array([[3, 1, 2], [2, 3, 1]])))


def mandelbrot(cx, cy, limit=30):
    def cond(s):
        x, y, n = s
        return (x * x + y * y < 4.0) & (n < limit)

    def body(s):
        x, y, n = s
        return x * x - y * y + cx, 2 * x * y + cy, n + 1

    return lax.while_loop(cond, body, (0.0, 0.0, 0))[2]


grid = jax.jit(jax.vmap(jax.vmap(mandelbrot, (0, None)), (None, 0)))(jnp.linspace(-2, 0.5, 9), jnp.linspace(-1, 1, 5))
print(grid)
print(lax.scan(lambda c, x: (lax.fori_loop(0, 3, lambda i, v: v * 0.5 + x, c), None), 0.0, jnp.arange(3.0))[0])
print(lax.scan(lambda c, x: (lax.cond(x > 1, lambda: c + x, lambda: c - x), c), 0.0, jnp.arange(4.0)))
print(jax.grad(lambda a: lax.scan(
    lambda c, x: lax.scan(lambda d, y: (d * a + x * y, d), c, jnp.arange(3.0)), 1.0, jnp.arange(2.0)
)[0])(0.5).round(4))
print(lax.while_loop(
    lambda s: s[0] < 3, lambda s: (s[0] + 1, lax.while_loop(lambda v: v < 10 * (s[0] + 1), lambda v: v * 2, s[1])),
    (0, 1)
))
